"""What is this sheet? Finds the heading below the title lines, the contract, the columns, and the data rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from data.contracts import Contract, Field
from data.language import Label, label
from data.reading.matching import COUNTERS, OTHER_MEANING, Heading, Match, heading, match, without_cumulative
from data.reading.ragged import settled
from data.reading.rows import Layout, skipped_rows
from data.reading.shapes import Recognised, Said, SheetCells, Skipped
from data.reading.titles import Stated, reporter, stated, units_in
from data.reading.totals import mismatches
from data.reading.units import factor, is_unit, unit_of
from data.reading.wide import (
    FEWEST,
    Monthly,
    figures,
    is_share,
    is_total,
    match_wide,
    months_column,
    months_of,
    places_of,
    row_mismatches,
)
from data.reading.words import plain
from data.reading.years import with_year

SEARCHED_ROWS = 60
ENOUGH = 0.55  # confidence below which a sheet is none of ours
MOST_LINES = 3  # of one heading
CLEARLY = 0.06  # by how much the best contract must lead
MEASURED = ("value", "quantity", "annual_target")  # numbers whose unit stands in a column of its own
_FIRST_OF_MONTH = re.compile(r"\d{4}-\d{2}-01")  # a date cell that shows a month
Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class _Place:
    """Where a heading may stand: at a position among the non-blank rows, in one to three lines."""

    first: int
    rows: int
    headings: tuple[Heading, ...]


@dataclass(frozen=True)
class _Candidate:
    """A heading read with one contract. `wide`: the columns that are figures side by side, see wide.py."""

    place: _Place
    match: Match
    confidence: float
    wide: Mapping[str, Monthly] | None = None


def recognise(
    sheet: SheetCells,
    contracts: Mapping[str, Contract],
    table: str | None = None,
    file_name: str = "",
    said: Said | None = None,
) -> Recognised:
    """The contract of the sheet, its columns and its data rows; see Recognised.

    `table` forces the contract. Without it the contract must lead clearly, else `contract` is None and
    `candidates` names those that fit. `file_name` may tell the year. A column that merely counts rows (序号 1..n)
    is not taken for part of a key that may be left blank; where it would be the whole key, the importer decides.
    What a person has `said` of columns, year and month stands before what can be read.
    """
    grid = _Grid(sheet, said or Said())
    known = [contracts[table]] if table else list(contracts.values())
    names = (sheet.name, file_name)
    best = _best_per_contract(grid, known, names)
    if "statistic" in {one.name for one in known} and (wide := _wide(grid, contracts["statistic"], best, names)):
        return _described(sheet, grid, wide, names)
    if not best or (not table and best[0].confidence < ENOUGH):
        return _unrecognised(sheet, [])
    rivals = [one for one in best if best[0].confidence - one.confidence < CLEARLY and one.confidence >= ENOUGH]
    if len(rivals) > 1:
        return _unrecognised(sheet, [one.match.contract.name for one in rivals])
    return _described(sheet, grid, best[0], names)


class _Grid:
    """The first rows of the sheet as lists, with merged headings spread over the columns they span."""

    def __init__(self, sheet: SheetCells, said: Said) -> None:
        self.said = said
        self.columns = [name for name in sheet.cells.column_names if name != "row_number"]
        top = sheet.cells.slice(0, SEARCHED_ROWS)
        self.numbers: list[int] = top["row_number"].to_pylist()
        cells = [top[name].to_pylist() for name in self.columns]
        self.rows: list[list[str | None]] = [list(row) for row in zip(*cells, strict=True)] if cells else []
        self.merges = sheet.merges

    def spread(self, i: int, last: int) -> list[str | None]:
        """Row i of a heading that ends with `last`, every merged or blank group repeated over the columns under it."""
        row, number = list(self.rows[i]), self.numbers[i]
        spans = [one for one in self.merges if one[0] == number and one[3] > one[1]]
        for _, left, _, right in spans:
            for c in range(left, min(right, len(row))):
                row[c] = row[left - 1]
        if not spans:
            below = zip(*self.rows[i + 1 : last + 1], strict=True)
            _fill_right(row, [next(filter(None, cells), None) for cells in below])
        return row


def _fill_right(row: list[str | None], below: Sequence[str | None]) -> None:
    """CSV knows no merged cells: a blank above a filled cell belongs to the group on its left."""
    for c in range(1, len(row)):
        if row[c] is None and below[c] is not None and below[c - 1] is not None:
            row[c] = row[c - 1]


def _best_per_contract(grid: _Grid, known: Sequence[Contract], names: tuple[str, str]) -> list[_Candidate]:
    """Each contract with the heading that suits it best, most confident first."""
    best: dict[str, tuple[_Place, Match]] = {}
    for place in _possible_places(grid):
        for contract in known:
            found = match(place.headings, contract, guess=False, told=grid.said.columns)
            if not found.weight or (place.rows > 1 and not _upper_line_tells(grid, place, found)):
                continue
            before = best.get(contract.name)
            if before is None or _rank(place, found) > _rank(*before):
                best[contract.name] = place, found
    candidates = [_candidate(grid, place, found.contract, names) for place, found in best.values()]
    return sorted(filter(_says_something, candidates), key=lambda one: -one.confidence)


def _says_something(one: _Candidate) -> bool:
    """A report of figures has at least one column of figures."""
    return one.match.contract.kind != "statistic" or _numbers_told(one) > 0


def _wide(
    grid: _Grid, contract: Contract, best: Sequence[_Candidate], names: tuple[str, str]
) -> _Candidate | None:
    """The heading of figures side by side, where it tells more than what any contract makes of the sheet."""
    found = [(_figures(grid, one, names), one) for one in _possible_places(grid)]
    read = [
        _Candidate(place, _match_wide(grid, place, contract, taken), 1.0, taken)
        for taken, place in found
        if len(taken) >= FEWEST
    ]
    named = [
        one
        for one in read
        if "area_code" in one.match.columns
        or any(each.place for each in (one.wide or {}).values())
        or _titled(tuple(_lines(grid, one.place.first)), "", "").unit_name
    ]
    told = max((_numbers_told(one) for one in best), default=0)
    chosen = _uppermost(named) if named else None
    return chosen if chosen and len(chosen.wide or ()) > told else None


def _match_wide(grid: _Grid, place: _Place, contract: Contract, taken: Mapping[str, Monthly]) -> Match:
    """The columns beside the figures; those are cumulative where every one of them was called 累计."""
    found = match_wide(place.headings, contract, taken)
    if any(one.place for one in taken.values()):
        months = months_column(place.headings, _below(grid, place)) or ""
        return replace(found, columns=found.columns | {"period_end": months}, weight=found.weight + 1)
    cumulative = not any(one.month for one in taken.values()) and not set(figures(place.headings)) & set(taken)
    return replace(found, is_cumulative=cumulative)


def _below(grid: _Grid, place: _Place) -> dict[str, list[str | None]]:
    """The first cells below the heading, column by column."""
    rows = grid.rows[place.first + place.rows :]
    return {name: list(cells) for name, *cells in zip(grid.columns, *rows, strict=True)}


def _uppermost(read: Sequence[_Candidate]) -> _Candidate:
    """Of the best readings the uppermost heading, with all of its lines but without the title above it."""
    most = max(one.match.weight for one in read)
    best = [one.place for one in read if one.match.weight == most]
    end = min(one.first + one.rows for one in best)
    place = max((one for one in best if one.first < end), key=lambda one: (one.first + one.rows, -one.rows))
    return next(one for one in read if one.place is place)


def _figures(grid: _Grid, place: _Place, names: tuple[str, str]) -> dict[str, Monthly]:
    lines = _lines(grid, place.first)
    found = months_of(place.headings, [*lines, *names], _stated(grid, lines, names).year)
    if not found and (months := months_column(place.headings, _below(grid, place))):
        found = places_of(place.headings, [*lines, *names], months)
    found = found or figures(place.headings)
    return found if len(found) >= FEWEST else figures(without_cumulative(place.headings))


def _numbers_told(one: _Candidate) -> int:
    """How many of its columns hold numbers of the contract."""
    return sum(one.match.contract.field(name).is_number for name in one.match.columns)


def _candidate(grid: _Grid, place: _Place, contract: Contract, names: tuple[str, str]) -> _Candidate:
    lines = _lines(grid, place.first)
    found = match(place.headings, contract, guess=True, told=grid.said.columns)
    told = plain(names[0] + "".join(lines)[:500])
    return _Candidate(place, found, _confidence(found, place.headings, _stated(grid, lines, names), told))


def _stated(grid: _Grid, lines: list[str], names: tuple[str, str]) -> Stated:
    """What the lines state; a person's word stands before them."""
    found, said = _titled(tuple(lines), *names), grid.said
    if said.month:
        found = replace(found, month=said.month, month_of=None)
    return replace(found, year=said.year) if said.year else found


@lru_cache(maxsize=256)
def _titled(lines: tuple[str, ...], sheet_name: str, file_name: str) -> Stated:
    """What the lines state; asked again for every contract that a heading may belong to."""
    return stated(list(lines), sheet_name, file_name)


def _upper_line_tells(grid: _Grid, place: _Place, found: Match) -> bool:
    """A title above the heading adds nothing to it; the upper line of a heading in several lines does."""
    lower = _headings(grid, place.first + 1, place.rows - 1)
    return found.weight > match(lower, found.contract, guess=False).weight


def _rank(place: _Place, found: Match) -> tuple[float, int, int]:
    """The better fit; of equal ones the two-line reading, whose second line is then no data; then the upper."""
    return (round(found.weight, 3), place.rows, -place.first)


def _possible_places(grid: _Grid) -> Iterator[_Place]:
    """Every row that may be a heading, by itself and with the rows below as its second and third line."""
    for i, row in enumerate(grid.rows):
        if not _wordy(row):
            continue
        yield _Place(i, 1, _headings(grid, i, 1))
        for lines in range(2, MOST_LINES + 1):
            if i + lines > len(grid.rows) or not _further_line(grid, i + lines - 1):
                break
            yield _Place(i, lines, _headings(grid, i, lines))


def _headings(grid: _Grid, first: int, lines: int) -> tuple[Heading, ...]:
    """The headings that so many lines make: all but the last are spread over the columns they span."""
    last = first + lines - 1
    rows = [*(grid.spread(i, last) for i in range(first, last)), grid.rows[last]]
    found = (heading(name, *cells) for name, *cells in zip(grid.columns, *rows, strict=True))
    return tuple(one for one in found if one.text)


def _wordy(row: Sequence[str | None]) -> bool:
    """Headings are words: at most a quarter of the cells may be mere numbers."""
    filled = [cell for cell in row if cell]
    numbers = sum(
        cell.replace(".", "").replace("-", "").isdigit() and not _FIRST_OF_MONTH.fullmatch(cell) for cell in filled
    )
    return bool(filled) and numbers * 4 <= len(filled)


def _further_line(grid: _Grid, i: int) -> bool:
    """Row i may complete the heading above it: short words only, and a gap or group above some of them."""
    upper, lower = grid.rows[i - 1], grid.rows[i]
    filled = [cell for cell in lower if cell]
    if not filled or any(len(cell) > 20 or cell.replace(".", "").isdigit() for cell in filled):
        return False
    under_gap = any(over is None and under for over, under in zip(upper, lower, strict=True))
    groups = [one for one in grid.merges if one[0] == grid.numbers[i - 1] and one[3] > one[1]]
    under_group = any(lower[c] for _, left, _, right in groups for c in range(left - 1, min(right, len(lower))))
    return under_gap or under_group or all(is_unit(plain(cell).strip("()")) for cell in filled)


def _confidence(found: Match, headings: Sequence[Heading], titles: Stated, told: str) -> float:
    """0..1: are the required fields there, is little left over, does the title name the contract?"""
    contract = found.contract
    telling = [one for one in headings if not one.is_counter and not one.is_private]
    share = min(1.0, len(set(found.columns.values()) & {one.column for one in telling}) / max(1, len(telling)))
    depth = min(1.0, found.weight / min(4, len(contract.fields)))
    named = plain(contract.title.zh)[:4] in told or plain(contract.title.zh)[:2] in told
    confidence = 0.45 * _required_share(found, titles) + 0.35 * share + 0.15 * depth + (0.05 if named else 0)
    average = found.weight / max(1, len(found.columns))
    return round(min(1.0, confidence) * (0.9 + 0.1 * min(1.0, average)), 4)


def _required_share(found: Match, titles: Stated) -> float:
    """1 when the sheet can fill every required field; nearly 1 when it names rows that are already there."""
    contract = found.contract
    required = [one for one in contract.fields if one.required or one.name in contract.primary_key]
    had = sum(one.name in found.columns or _filled_otherwise(one, titles) for one in required)
    share = had / len(required) if required else 1.0
    keyed = all(name in found.columns for name in contract.primary_key)
    return max(share, 0.8 if keyed else 0.0)


def _filled_otherwise(field: Field, titles: Stated) -> bool:
    if field.default is not None or not field.required:
        return True
    return (
        (_takes_a_month(field) and (titles.month or titles.so_far) is not None)
        or (field.type == "area" and titles.unit_name is not None)
        or (field.name == "year" and titles.year is not None)
    )


def _takes_a_month(field: Field) -> bool:
    return field.type == "month" or (field.type == "date" and field.month_reads_as is not None)


def _lines(grid: _Grid, first: int) -> list[str]:
    """The title lines, cells of one row parted by two spaces."""
    return ["  ".join(dict.fromkeys(cell for cell in row if cell)) for row in grid.rows[:first]]


def _notes_below(body: pa.Table, skipped: Sequence[Skipped]) -> list[str]:
    """The note lines of the sheet: many forms name who reports under the table."""
    numbers = pa.array([one.row for one in skipped if one.kind == "note"], pa.int32())
    rows = body.filter(pc.is_in(body["row_number"], numbers)).drop_columns(["row_number"]).to_pylist()
    return ["  ".join(cell for cell in row.values() if cell) for row in rows]


def _unrecognised(sheet: SheetCells, candidates: list[str]) -> Recognised:
    return Recognised(None, 0.0, [], {}, {}, {}, [], [], [], [], sheet.cells.slice(0, 0), candidates)


def _described(sheet: SheetCells, grid: _Grid, chosen: _Candidate, names: tuple[str, str]) -> Recognised:
    contract, headings = chosen.match.contract, chosen.place.headings
    depth = chosen.place.rows + _index_rows(grid, chosen)
    header_rows = grid.numbers[chosen.place.first : chosen.place.first + depth]
    body = sheet.cells.slice(chosen.place.first + depth)
    columns, notes = _without_counters(chosen, body)
    by_column = {column: contract.field(name) for name, column in columns.items()}
    wide = chosen.wide or {}
    by_column |= {column: contract.field("value") for column in wide}
    dropped = [one for one in headings if one.column not in by_column and _is_forbidden(one, contract)]
    lines = _lines(grid, chosen.place.first)
    titled = frozenset(plain(line) for line in lines)
    keys = frozenset((*contract.primary_key, *contract.fallback_key[:1]))
    layout = Layout(_heading_cells(grid, chosen.place), by_column, titled, keys)
    skipped = skipped_rows(body, layout)
    titles = _stated(grid, lines, names)
    of_months = any(one.month for one in wide.values())
    so_far = None if of_months or _has_a_month(contract, columns) else titles.so_far
    period_kind = _period_kind(chosen.match, titles.is_cumulative or so_far is not None, columns)
    period_kind = period_kind or ("month" if wide else None)
    notes += _about_the_time(names, titles, contract, columns)
    if period_kind == "ytd":
        notes.append(label("sheet.year_to_date"))
    elif titles.is_both and not so_far and "period_kind" not in columns and _knows_periods(contract):
        notes.append(label("sheet.month_and_year_to_date"))
    elif titles.so_far and not so_far and "period_kind" not in columns and _knows_periods(contract):
        notes.append(label("sheet.span_of_months"))
    below = _notes_below(body, skipped)
    written = {one.column: one.text for one in headings}
    units, unsure = _units(chosen, columns, titles.units or units_in(below))
    notes += [label("sheet.units_unsure", column=written[one], units="、".join(said)) for one, said in unsure.items()]
    totals = [one.row for one in skipped if one.kind == "total" and one.adds_up]
    others = [one.row for one in skipped if one.row not in totals]
    unmatched = _unmatched(headings, by_column, dropped)
    if wide and (shares := [one for one in unmatched if is_share(one)]):
        unmatched = [one for one in unmatched if one not in shares]
        notes.append(label("sheet.shares_left_out", columns="、".join(one.text for one in shares)))
    cumulative = _cumulative(unmatched, contract, columns, wide) if period_kind != "ytd" else {}
    data = _data(sheet, body, {one.row for one in skipped}, by_column, contract, dropped)
    named = {int(column[1:]) for column in written}
    straight = settled(data, sheet.lines, header_rows, named, all_known=not unmatched)
    data = straight.data
    notes += [*_repeated_at_once(header_rows, skipped), *straight.notes]
    sums_below = mismatches(body, totals, others, by_column, written, units) if _one_period(body, columns) else []
    of_places = any(one.place for one in wide.values())
    sums = {one.column: one.text for one in unmatched if (of_months or of_places) and is_total(one)}
    data, added = with_year(data, by_column, titles.year, written, told=grid.said.year is not None)
    notes += added
    return Recognised(
        contract=contract.name,
        confidence=chosen.confidence,
        header_rows=header_rows,
        columns=columns,
        headings={column: text for column, text in written.items() if column not in {d.column for d in dropped}},
        units=units,
        unmatched=[one.text for one in unmatched if one.column not in cumulative],
        forbidden=[one.text for one in dropped],
        missing=[one.name for one in contract.fields if one.required and one.name not in columns],
        skipped=[*(Skipped(row, "title") for row in grid.numbers[: chosen.place.first]), *skipped],
        data=data,
        candidates=[contract.name],
        mismatches=[*sums_below, *(row_mismatches(data, list(wide), sums) if sums else [])],
        notes=[*notes, *_other_periods(unmatched, contract, cumulative)],
        month=so_far or titles.month,
        unit_name=titles.unit_name or reporter(below),
        year=titles.year,
        lines=tuple(lines),
        figures={column: one.metric.id for column, one in wide.items()},
        months={column: f"{one.month:%Y-%m}" for column, one in wide.items() if one.month},
        cumulative=cumulative,
        places={column: one.place for column, one in wide.items() if one.place},
        period_kind=period_kind,
        private=tuple(one.column for one in dropped),
        doubts=straight.doubts,
    )


def _repeated_at_once(header_rows: Sequence[int], skipped: Sequence[Skipped]) -> list[Label]:
    """The heading written twice below each other; on every page anew it is printed as a matter of course."""
    last = max(header_rows)
    again = {one.row for one in skipped if one.kind == "header_repeat"}
    rows = []
    while last + 1 in again:
        last += 1
        rows.append(str(last))
    return [label("sheet.heading_twice", numbers="、".join(rows))] if rows else []


def _period_kind(found: Match, is_cumulative: bool, columns: Mapping[str, str]) -> str | None:
    """ytd where the headings, the title, or the name of sheet or file speak of the year so far."""
    known = _knows_periods(found.contract) and "period_kind" not in columns
    return "ytd" if known and (is_cumulative or found.is_cumulative) else None


def _knows_periods(contract: Contract) -> bool:
    return any(one.name == "period_kind" for one in contract.fields)


def _has_a_month(contract: Contract, columns: Mapping[str, str]) -> bool:
    """Whether every row tells its own month, so that 1—10月 in the title may be ten months one by one."""
    return any(one.required and _takes_a_month(one) and one.name in columns for one in contract.fields)


def _about_the_time(
    names: tuple[str, str], titles: Stated, contract: Contract, columns: Mapping[str, str]
) -> list[Label]:
    """A month that only a name tells, or a year of the title, is said where the table is in need of it."""
    needed = [one for one in contract.fields if one.required and one.name not in columns]
    said = []
    if titles.month and titles.month_of and any(map(_takes_a_month, needed)):
        of_file = titles.month_of == "file"
        key = "sheet.month_of_file" if of_file else "sheet.month_of_sheet"
        said.append(label(key, name=names[of_file], month=f"{titles.month:%Y-%m}"))
    said += [
        label("sheet.year_of_title", column=one.title, year=titles.year)
        for one in needed
        if one.name == "year" and titles.year
    ]
    return said


def _index_rows(grid: _Grid, chosen: _Candidate) -> int:
    """1 when the row under the heading only numbers the columns (甲 乙 1 2 3), else 0."""
    i = chosen.place.first + chosen.place.rows
    if i >= len(grid.rows):
        return 0
    cells = [cell for cell in grid.rows[i] if cell]
    letters = [cell for cell in cells if cell in tuple("甲乙丙丁戊己庚辛")]
    numbers = [cell for cell in cells if cell not in letters]
    counted = [str(n) for n in range(1, len(numbers) + 1)]
    return int(len(cells) >= 4 and len(cells) == len(chosen.place.headings) and numbers == counted)


def _heading_cells(grid: _Grid, place: _Place) -> dict[str, tuple[str, ...]]:
    lines = grid.rows[place.first : place.first + place.rows]
    cells = {name: tuple(cell for cell in column if cell) for name, *column in zip(grid.columns, *lines, strict=True)}
    return {name: texts for name, texts in cells.items() if texts}


def _without_counters(chosen: _Candidate, body: pa.Table) -> tuple[dict[str, str], list[Label]]:
    """The columns without a 序号 that only counts: next month's rows 1..n are not this month's.

    It is dropped where the field may be blank. A key that consists of it alone stays mapped: the importer
    tells such rows apart by the contract's fallback key.
    """
    contract = chosen.match.contract
    counters = {one.column: one.text for one in chosen.place.headings if one.is_counter}
    columns, notes = dict(chosen.match.columns), []
    for name, column in chosen.match.columns.items():
        optional = contract.field(name).default is not None or name not in contract.primary_key
        if column not in counters or not _counts(body[column]):
            continue
        if optional:
            del columns[name]
            notes.append(label("sheet.counter", column=counters[column]))
    return columns, notes


def _counts(texts: pa.ChunkedArray) -> bool:
    """True for whole numbers that mostly rise by one."""
    numbers = [int(text) for text in texts.slice(0, 1000).to_pylist() if text and text.isdigit()]
    steps = sum(after - before == 1 for before, after in pairwise(numbers))
    return bool(numbers) and numbers[0] in (0, 1) and steps * 10 >= (len(numbers) - 1) * 9


def _is_forbidden(one: Heading, contract: Contract) -> bool:
    return one.is_private or any(plain(word) in one.spellings for word in contract.forbidden)


def _unmatched(
    headings: Sequence[Heading], by_column: Mapping[str, Field], dropped: Sequence[Heading]
) -> list[Heading]:
    gone = {one.column for one in dropped}
    return [
        one
        for one in headings
        if one.column not in by_column and one.column not in gone and not set(one.spellings) & COUNTERS
    ]


def _units(
    chosen: _Candidate, columns: Mapping[str, str], lines: Sequence[str]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """(what the heading declares, else the unit of a line such as 单位：万元 that fits; columns that several fit)."""
    contract, wide = chosen.match.contract, chosen.wide or {}
    declared = {one.column: one.unit for one in chosen.place.headings if one.unit}
    units: dict[str, str] = {column: one.unit or one.metric.unit for column, one in wide.items()}
    fitting = {column: [each for each in lines if one.metric.factor(each)] for column, one in wide.items()}
    fitting = {column: found for column, found in fitting.items() if found and not wide[column].unit}
    units |= {column: found[0] for column, found in fitting.items()}
    for name, column in columns.items():
        field = contract.field(name)
        if not field.is_number:
            continue
        found = _fitting(lines, field, alone="unit" not in columns)
        if column in declared:
            units[name] = declared[column]
        elif found:
            units[name] = found[0]
            fitting[column] = found
    sizes = {column: {unit.size for one in found if (unit := unit_of(one))} for column, found in fitting.items()}
    return units, {column: tuple(found) for column, found in fitting.items() if len(sizes[column]) > 1}


def _fitting(lines: Sequence[str], field: Field, *, alone: bool) -> list[str]:
    """The units that the field's numbers may be in; where no unit is its own and no column tells it, the only one."""
    if field.unit is None and field.name in MEASURED:
        return [*lines] if alone and len(lines) == 1 else []
    return [one for one in lines if _converts(one, field.unit)]


def _converts(given: str, wanted: str | None) -> bool:
    one, other = unit_of(given), unit_of(wanted)
    return bool(one and other and factor(one, other))


def _one_period(body: pa.Table, columns: Mapping[str, str]) -> bool:
    """当月 and 累计 rows on one sheet make no common sum."""
    column = columns.get("period_kind")
    return column is None or len(pc.unique(pc.drop_null(body[column]))) <= 1


def _cumulative(
    unmatched: Sequence[Heading], contract: Contract, columns: Mapping[str, str], wide: Mapping[str, Monthly]
) -> dict[str, str]:
    """Cell column of 累计按时办结数 -> what holds 按时办结数 of the month."""
    if not _knows_periods(contract) or "period_kind" in columns or any(one.month or one.place for one in wide.values()):
        return {}
    bare = without_cumulative([one for one in unmatched if _is_cumulative(one)])
    if wide:
        month = {one.metric.id: column for column, one in wide.items()}
        return {column: month[one.metric.id] for column, one in figures(bare).items() if one.metric.id in month}
    found = match(bare, contract, guess=False).columns
    return {column: name for name, column in found.items() if name in columns and contract.field(name).is_number}


def _is_cumulative(one: Heading) -> bool:
    return "累计" in one.text and bool(OTHER_MEANING.search(plain(one.text)))


def _other_periods(
    unmatched: Sequence[Heading], contract: Contract, cumulative: Mapping[str, str]
) -> list[Label]:
    if not _knows_periods(contract):
        return []
    found = [one for one in unmatched if _is_cumulative(one)]
    checked = [one.text for one in found if one.column in cumulative]
    left = [one.text for one in found if one.column not in cumulative]
    said = [label("sheet.cumulative_checked", columns="、".join(checked))] if checked else []
    return said + ([label("sheet.cumulative_columns", columns="、".join(left))] if left else [])


def _data(
    sheet: SheetCells,
    body: pa.Table,
    left_out: set[int],
    by_column: Mapping[str, Field],
    contract: Contract,
    dropped: Sequence[Heading],
) -> pa.Table:
    if left_out:
        body = body.filter(pc.invert(pc.is_in(body["row_number"], pa.array(sorted(left_out), pa.int32()))))
    body = _filled_down(body, sheet.merges, by_column, contract)
    gone = {one.column for one in dropped}
    return body.select([name for name in body.column_names if name not in gone])


def _filled_down(
    body: pa.Table, merges: Sequence[Merge], by_column: Mapping[str, Field], contract: Contract
) -> pa.Table:
    """A name merged over several rows is said of each. A number is not: it would count many times."""
    if not merges:
        return body
    numbers = body["row_number"].to_pylist()
    place = {number: i for i, number in enumerate(numbers)}
    spans: dict[str, list[tuple[int, int]]] = {}
    for top, left, bottom, _ in merges:
        if bottom > top and top in place:
            spans.setdefault(f"c{left}", []).append((top, bottom))
    for column, found in spans.items():
        field = by_column.get(column)
        if column not in body.column_names or (
            field and (field.is_number or ([field.name] == [*contract.primary_key] and field.type == "string"))
        ):
            continue
        texts = body[column].to_pylist()
        for top, bottom in found:
            said = texts[place[top]]
            if said is None or (field is None and said.replace(".", "").isdigit()):
                continue
            for number in range(top + 1, bottom + 1):
                if number in place and texts[place[number]] is None:
                    texts[place[number]] = said
        body = body.set_column(body.column_names.index(column), column, pa.array(texts, pa.string()))
    return body
