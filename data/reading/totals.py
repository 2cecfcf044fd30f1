"""Totals against the sum of their parts: a total that does not add up means a row is missing or mistyped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from data.contracts import Field
from data.language import label
from data.reading.quantities import parse_number
from data.reading.shapes import Parsed, TotalMismatch
from data.reading.units import unit_of

NOT_ADDED = ("share", "points")
NOT_ADDED_UNITS = ("层", "年")


def mismatches(
    body: pa.Table,
    total_rows: Sequence[int],
    other_rows: Sequence[int],
    columns: dict[str, Field],
    headings: dict[str, str],
    units: dict[str, str],
) -> list[TotalMismatch]:
    """The totals in `body` that no sensible sum of data rows gives.

    `other_rows` are the notes, titles and repeated headings; `units` are by column or by field name. A total may
    stand below its parts, above them, or at the end of all; figures with a qualifier (600余) cannot be summed exactly
    and are not checked.
    """
    if not total_rows:
        return []
    numbers = body["row_number"].to_pylist()
    totals, ignored = set(total_rows), set(other_rows)
    found = []
    for column, field in columns.items():
        unit = units.get(column) or units.get(field.name) or field.unit
        if not field.is_number or not _adds_up(unit):
            continue
        texts = body[column].to_pylist()
        cells = {row: text for row, text in zip(numbers, texts, strict=True) if row not in ignored}
        found += _in_column(cells, totals, headings.get(column, field.title.zh), unit or "")
    return sorted(found, key=lambda one: one.row)


def _adds_up(given: str | None) -> bool:
    unit = unit_of(given)
    return unit is not None and unit.dimension not in NOT_ADDED and unit.base not in NOT_ADDED_UNITS


@dataclass(frozen=True)
class _Section:
    """The data rows between two totals. `row` is the total row that closes it, None below the last one."""

    row: int | None
    amount: float
    parts: int


def _in_column(
    cells: dict[int, str | None], totals: set[int], heading: str, unit: str
) -> list[TotalMismatch]:
    sections = _sections(cells, totals, unit)
    if sections is None:
        return []
    everything = sum(one.amount for one in sections)
    places = max((_places(text) for text in cells.values() if text), default=0)
    found = []
    for i, section in enumerate(sections):
        given = parse_number(cells[section.row], unit, unit) if section.row is not None else Parsed()
        if section.row is None or given.value is None or given.bound:
            continue
        slack = 0.5 * 10**-places * (len(cells) + 1) if places else 1e-6
        if any(abs(given.value - one) <= slack for one in (everything, section.amount, sections[i + 1].amount)):
            continue
        last = all(not later.parts for later in sections[i + 1 :]) and i == len(sections) - 2
        computed = round(everything if last or not section.parts else section.amount, 6)
        said = label(
            "total.mismatch", row=section.row, column=heading, given=_shown(given.value), computed=_shown(computed)
        )
        found.append(TotalMismatch(section.row, heading, given.value, computed, said))
    return found


def _sections(cells: dict[int, str | None], totals: set[int], unit: str) -> list[_Section] | None:
    """The column cut at its totals; None when a part is no exact number, for then no sum is sure."""
    sections: list[_Section] = []
    amount, parts = 0.0, 0
    for row, text in cells.items():
        if row in totals:
            sections.append(_Section(row, amount, parts))
            amount, parts = 0.0, 0
            continue
        part = parse_number(text, unit, unit)
        if part.problem or part.bound or part.warning:
            return None
        amount += part.value or 0
        parts += part.value is not None
    return [*sections, _Section(None, amount, parts)]


def _places(text: str) -> int:
    """Decimals as written: sums of rounded parts may differ by as much."""
    return len(text.partition(".")[2]) if text.replace(".", "").isdigit() else 0


def _shown(number: float) -> str:
    return f"{number:,.6f}".rstrip("0").rstrip(".")
