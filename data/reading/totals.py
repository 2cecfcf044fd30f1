"""Totals against the sum of their parts: a total that does not add up means a row is missing or mistyped."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from data.contracts import Field
from data.language import label
from data.reading.quantities import parse_number
from data.reading.shapes import TotalMismatch
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

    `other_rows` are the notes, titles and repeated headings. A total may stand below its parts, above them, or
    at the end of all; figures with a qualifier (600余) cannot be summed exactly and are not checked.
    """
    if not total_rows:
        return []
    numbers = body["row_number"].to_pylist()
    totals, ignored = set(total_rows), set(other_rows)
    found = []
    for column, field in columns.items():
        if not _adds_up(field):
            continue
        texts = body[column].to_pylist()
        cells = {row: text for row, text in zip(numbers, texts, strict=True) if row not in ignored}
        found += _in_column(cells, totals, field, headings.get(column, field.title.zh), units.get(field.name))
    return sorted(found, key=lambda one: one.row)


def _adds_up(field: Field) -> bool:
    unit = unit_of(field.unit)
    return field.is_number and unit is not None and unit.dimension not in NOT_ADDED and unit.base not in NOT_ADDED_UNITS


def _in_column(
    cells: dict[int, str | None], totals: set[int], field: Field, heading: str, unit: str | None
) -> list[TotalMismatch]:
    sections = _sections(cells, totals, field, unit)
    if sections is None:
        return []
    everything = sum(amount for _, amount, _ in sections)
    digits = max((places for _, _, places in sections), default=0)
    found = []
    for i, (row, amount, _) in enumerate(sections):
        if row is None:
            continue
        given = _exact(cells[row], field, unit)
        if given is None:
            continue
        below = sections[i + 1][1]
        slack = 0.5 * 10**-digits * len(cells) if digits else 1e-6
        if any(abs(given - one) <= slack for one in (everything, amount, below)):
            continue
        computed = round(amount if _is_subtotal(i, sections) and amount else everything, 6)
        said = label("total.mismatch", row=row, column=heading, given=_shown(given), computed=_shown(computed))
        found.append(TotalMismatch(row, heading, given, computed, said))
    return found


def _sections(
    cells: dict[int, str | None], totals: set[int], field: Field, unit: str | None
) -> list[tuple[int | None, float, int]] | None:
    """(total row, sum of the data above it since the previous total, decimals); the last has no total row.

    None when a part is no exact number.
    """
    sections: list[tuple[int | None, float, int]] = []
    amount, places = 0.0, 0
    for row, text in cells.items():
        if row in totals:
            sections.append((row, amount, places))
            amount = 0.0
            continue
        if text is None:
            continue
        part = _exact(text, field, unit)
        if part is None:
            return None
        amount += part
        places = max(places, len(text.partition(".")[2]) if "." in text else 0)
    sections.append((None, amount, places))
    return sections


def _is_subtotal(i: int, sections: Sequence[tuple[int | None, float, int]]) -> bool:
    return len(sections) > 2 and i < len(sections) - 2


def _exact(text: str | None, field: Field, unit: str | None) -> float | None:
    """The number; 0 for a blank part, None when it is vague, qualified or no number."""
    parsed = parse_number(text, unit, field.unit)
    if parsed.problem or parsed.bound or (parsed.value is None and parsed.warning):
        return None
    return float(parsed.value or 0)


def _shown(number: float) -> str:
    return f"{number:,.6f}".rstrip("0").rstrip(".")
