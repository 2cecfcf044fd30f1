"""Text cells -> typed rows: each column's distinct texts are read once and joined back.

Tables of one sheet, all temporary: `cells_N` as the clerk wrote them (the very cells that were read, not a copy),
`typed_N` with the contract's columns and types, `merged_N` where the fields that the sheet does not speak about are
filled from the stored row (the same as `typed_N` where none of the rows is stored).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import duckdb
import pyarrow as pa

from data import metrics
from data.areas import AreaNames
from data.contracts import TYPES, Contract, Field, contracts
from data.database import SEEN_AT_ONCE
from data.importing import meaning
from data.importing.filling import constants, counters, derived, is_filled, qualified
from data.importing.places import look_around, place_of_sheet
from data.importing.sheet import Sheet
from data.reading import Recognised
from data.reading.matching import larger_area

FIRST_ROWS = 1000  # that tell how a column is written


def prepare(number: int, name: str, recognised: Recognised, file_name: str = "") -> Sheet:
    """A sheet that was recognised, with what only its title states (month, reporting unit) as columns."""
    assert recognised.contract
    contract = contracts()[recognised.contract]
    sheet = Sheet(number, name, contract, recognised, dict(recognised.columns), recognised.data)
    sheet.told = (*recognised.lines, name, file_name)
    for field, text in _stated_in_title(sheet):
        column = f"title_{field.name}"
        sheet.columns[field.name] = column
        sheet.data = sheet.data.append_column(column, pa.array([text] * sheet.data.num_rows, pa.string()))
    if contract.name == "area" and "area_name" in sheet.columns:
        _name_the_areas(sheet)
    _name_figures(sheet)
    sheet.supplied = _supplied(sheet.one_figure(next(iter(sheet.figures))) if sheet.figures else sheet)
    return sheet


def _name_the_areas(sheet: Sheet) -> None:
    """Areas without a code of their own are known by name; the code of their community is that of their parent."""
    if "area_code" in sheet.columns and larger_area(sheet.heading("area_code"), sheet.heading("area_name")):
        sheet.columns.setdefault("parent_code", sheet.columns.pop("area_code"))
    sheet.columns.setdefault("area_code", sheet.columns["area_name"])


def type_cells(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, names: AreaNames) -> None:
    """Build `cells_N` and `typed_N`, and note every cell that cannot be read or should be looked at."""
    place_of_sheet(sheet, names)
    cursor.register(sheet.cells, sheet.data)
    look_around(sheet, names)
    created = f"create or replace temp table {sheet.typed} as"
    if not sheet.figures:
        _type_plain_cells(cursor, sheet, names, created)
        return
    for place, column in enumerate(sheet.figures):
        one = sheet.one_figure(column)
        _note_problems(cursor, one, _type(cursor, one, names, f"insert into {sheet.typed}" if place else created))
    blank = f"value is null and row_number in (select row_number from {sheet.typed} where value is not null)"
    cursor.execute(f"delete from {sheet.typed} where {blank}")


def _type_plain_cells(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, names: AreaNames, created: str) -> None:
    """Where the first cells of a column are plainly written all are taken to be, so that each is looked at once; if one
    was not, all are read again and that column is looked up.
    """
    plain = _written_plainly(cursor, sheet)
    read = _type(cursor, sheet, names, created, plain)
    if odd := _not_typed(cursor, sheet, plain):
        read = _type(cursor, sheet, names, created, plain - odd)
    _note_problems(cursor, sheet, read)


def _written_plainly(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> frozenset[str]:
    """The fields whose first cells are all plainly written, and whose other cells can be told by their value: what has
    a value has a text of its own. A number's unit may stand beside the number.
    """
    shared = "unit" if _measured_field(sheet) else None
    plain = {field.name: sql for field in sheet.known([*sheet.columns])
             if field.name != shared and not is_filled(sheet.contract, field) and meaning.is_told_by_text(sheet, field)
             and (sql := meaning.plain_sql(sheet, field, _text(sheet, field)))}
    if not plain:
        return frozenset()
    tests = (f"bool_and(({sql}) is not null or {_text(sheet, sheet.contract.field(name))} is null)"
             for name, sql in plain.items())
    found = cursor.execute(f"select {', '.join(tests)} from (from {sheet.cells} limit {FIRST_ROWS}) as c").fetchall()
    return frozenset(name for name, is_plain in zip(plain, found[0], strict=True) if is_plain)


def _not_typed(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, plain: Collection[str]) -> frozenset[str]:
    """Those of the fields in which a cell has a text and no value."""
    if not plain:
        return frozenset()
    counts = ", ".join(f'count("{name}")' for name in plain)
    values = cursor.execute(f"select {counts} from {sheet.typed}").fetchall()[0]
    texts = (sheet.data.num_rows - sheet.data[sheet.columns[name]].null_count for name in plain)
    return frozenset(name for name, text, value in zip(plain, texts, values, strict=True) if text != value)


def _type(
    cursor: duckdb.DuckDBPyConnection, sheet: Sheet, names: AreaNames, into: str, plain: Collection[str] = ()
) -> list[_Column]:
    """Every row with types, and how each field was read; those in `plain` are not looked up."""
    read = [_read_column(cursor, sheet, one, names, one.name in plain) for one in sheet.contract.fields]
    joins = " ".join(column.join for column in read)
    raw = ", ".join(part for column in read for part in column.parts)
    end = SEEN_AT_ONCE if into.startswith("insert") else ""
    cursor.execute(
        f"""
        {into}
        with raw as (select c.row_number, {raw} from {sheet.cells} as c {joins}),
        filled as (select * replace ({constants(sheet.contract)}) from raw),
        keyed as (select * replace ({derived(sheet)}) from filled)
        select * replace ({qualified(sheet.contract)}) from keyed
        {end}
        """
    )
    return read


def _note_problems(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, read: Iterable[_Column]) -> None:
    for column in read:
        column.note_problems(cursor, sheet)
        if column.words is not None:
            cursor.unregister(column.alias)


def merge(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """Build `merged_N`: what the sheet says, and for the rest what the stored row has, else the default.

    `stored_batch` is the batch of the stored row (null: a new row); `differs` whether the sheet says otherwise.
    """
    columns = [
        name for name, _ in sheet.contract.columns() if name not in ("batch_id", "sheet", "row_number")
    ]
    spoken = set(sheet.supplied) | {f"{name}_bound" for name in sheet.supplied}
    chosen = ", ".join(
        f't."{name}"'
        if name in spoken
        else f'case when e.batch_id is null then t."{name}" else e."{name}" end as "{name}"'
        for name in columns
    )
    told = [name for name in columns if name in spoken]
    differs = " or ".join(f't."{name}" is distinct from e."{name}"' for name in told)
    if not sheet.figures and not _any_stored(cursor, sheet):
        cursor.execute(
            f"create or replace temp view {sheet.merged} as "
            f"select *, null::varchar as stored_batch, true as differs from {sheet.typed}"
        )
        return
    cursor.execute(
        f"""
        create or replace temp table {sheet.merged} as
        select t.row_number, {chosen}, e.batch_id as stored_batch, ({differs}) as differs
        from {sheet.typed} as t left join {sheet.contract.name} as e on {same_key(sheet.contract, "t", "e")}
        """
    )


def drop(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """Remove the tables of the sheet; some are views of others."""
    names = [sheet.good, sheet.merged, sheet.typed]
    found = cursor.execute(
        "select 'view', view_name from duckdb_views() where temporary and list_contains($names, view_name) "
        "union all "
        "select 'table', table_name from duckdb_tables() where temporary and list_contains($names, table_name)",
        {"names": names},
    ).fetchall()
    for kind, name in found:
        cursor.execute(f"drop {kind} {name}")
    cursor.unregister(sheet.cells)


def _any_stored(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> bool:
    same = same_key(sheet.contract, "t", "e")
    found = f"select 1 from {sheet.typed} as t semi join {sheet.contract.name} as e on {same} limit 1"
    return cursor.execute(found).fetchone() is not None


def same_key(contract: Contract, one: str, other: str) -> str:
    """SQL: both rows are the same row."""
    return " and ".join(f'{one}."{name}" = {other}."{name}"' for name in contract.primary_key)


class _Column:
    """One field on its way from text to type: its SQL, and the join to what its words mean."""

    def __init__(self, field: Field, alias: str) -> None:
        self.field = field
        self.alias = alias
        self.key = ""
        self.join = ""
        self.parts: list[str] = []
        self.words: pa.Table | None = None

    def note_problems(self, cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
        if self.words is None or _noted_before(sheet, self.field.name):
            return
        for level, said in (("error", "problem"), ("warning", "warning")):
            if self.words[f"{said}_zh"].null_count < self.words.num_rows:
                cursor.execute(
                    f"""
                    insert into problems
                    select {sheet.number}, c.row_number, $field, $level, {sheet.text(self.field.name)},
                           w.{said}_zh, w.{said}_en, true
                    from {sheet.cells} as c join {self.alias} as w on w.key = {self.key}
                    where w.{said}_zh is not null
                    {SEEN_AT_ONCE}
                    """,
                    {"field": _noted_at(sheet, self.field.name), "level": level},
                )


def _read_column(
    cursor: duckdb.DuckDBPyConnection, sheet: Sheet, field: Field, names: AreaNames, is_plain: bool
) -> _Column:
    column = _Column(field, f"words_{sheet.number}_{field.name}")
    if field.name == "unit" and field.name not in sheet.columns and (number := _measured_field(sheet)):
        column.parts = [f"words_{sheet.number}_{number}.unit as unit"]  # 数量（个） or 38个
        return column
    if field.name not in sheet.columns:
        column.parts = [f'null::{TYPES[field.type]} as "{field.name}"', *_bound(field, "0")]
        return column
    if field.name in sheet.contract.primary_key and field.name in counters(sheet):
        column.parts = [f'null::varchar as "{field.name}"']
    else:
        _look_up(cursor, sheet, column, names, is_plain)
    if field.name == "unit" and (number := _measured_field(sheet)):
        column.parts[0] = (
            f"coalesce({column.parts[0].rsplit(' as ', 1)[0]}, words_{sheet.number}_{number}.unit) as unit"
        )
    return column


def _look_up(
    cursor: duckdb.DuckDBPyConnection, sheet: Sheet, column: _Column, names: AreaNames, is_plain: bool
) -> None:
    """How the column's texts become values; `is_plain`: none needs to be looked up."""
    field, text = column.field, _text(sheet, column.field)
    plain = meaning.plain_sql(sheet, field, text)
    column.key = meaning.key_sql(sheet, field, text)
    found = None if is_plain else meaning.words(cursor, sheet, field, names, column.key, plain)
    if plain and (found is None or (not found.num_rows and not meaning.unit_field(sheet.contract, field))):
        column.parts = [f'({plain})::{TYPES[field.type]} as "{field.name}"', *_bound(field, "0")]
        return
    column.words = found
    cursor.register(column.alias, column.words)
    value = f"coalesce({plain}, {column.alias}.value)" if plain else f"{column.alias}.value"
    column.join = f"left join {column.alias} on {column.alias}.key = {column.key}"
    column.parts = [
        f'{value}::{TYPES[field.type]} as "{field.name}"',
        *_bound(field, f"{column.alias}.bound"),
    ]


def _text(sheet: Sheet, field: Field) -> str:
    """SQL for the text of a field, over the cells as `c`; null where the cell is blank."""
    return f'c."{sheet.columns[field.name]}"'


def _bound(field: Field, sql: str) -> list[str]:
    return [f'coalesce({sql}, 0)::utinyint as "{field.name}_bound"'] if field.is_number else []


def _measured_field(sheet: Sheet) -> str | None:
    """The number whose unit stands in the unit column, when its texts were looked up."""
    return next(
        (
            one.name
            for one in sheet.contract.fields
            if meaning.unit_field(sheet.contract, one) and one.name in sheet.columns
        ),
        None,
    )


def _name_figures(sheet: Sheet) -> None:
    """Figures side by side: the metric and unit that each column's heading names, as columns of their own."""
    sheet.figures = dict(sheet.recognised.figures)
    rows = sheet.data.num_rows
    for column, metric in sheet.figures.items():
        unit = sheet.recognised.units.get(column) or metrics.metrics()[metric].unit
        month = sheet.recognised.months.get(column)
        place = sheet.recognised.places.get(column)
        for name, text in (("metric", metric), ("unit", unit), ("month", month), ("place", place)):
            if text is None:
                continue
            sheet.data = sheet.data.append_column(f"{name}_{column}", pa.array([text] * rows, pa.string()))


def _noted_at(sheet: Sheet, name: str) -> str:
    """Where a problem stands: at the field, of figures side by side at the figure's own column."""
    if sheet.figures and (name == "value" or (name == "area_code" and sheet.recognised.places)):
        return sheet.columns["value"]
    return name


def _noted_before(sheet: Sheet, name: str) -> bool:
    """Whether the cells of this field were read with the first of the figures already."""
    if name == "area_code" and sheet.recognised.places:
        return False
    return bool(sheet.figures) and name != "value" and sheet.columns["value"] != next(iter(sheet.figures))


def _supplied(sheet: Sheet) -> list[str]:
    """The fields this sheet speaks about: its columns, and the key, which every row has."""
    spoken = {*sheet.columns, *sheet.contract.primary_key}
    if sheet.knows_areas_by_name:
        spoken.discard("area_name")
    names = [one.name for one in sheet.contract.fields]
    numbers = [one.name for one in sheet.contract.fields if one.is_number]
    if "qualifier" in names and len(numbers) == 1 and numbers[0] in spoken:
        spoken.add("qualifier")
    if _measured_field(sheet) and "unit" in names:
        spoken.add("unit")
    return [name for name in names if name in spoken]


def _stated_in_title(sheet: Sheet) -> list[tuple[Field, str]]:
    """Fields without a column of their own that the lines above the heading speak of."""
    stated = []
    month, unit, year = sheet.recognised.month, sheet.recognised.unit_name, sheet.recognised.year
    for one in sheet.contract.fields:
        if one.name in sheet.columns or (one.type == "area" and sheet.recognised.places):
            continue
        if month and one.required and (one.type == "month" or (one.type == "date" and one.month_reads_as)):
            stated.append((one, f"{month:%Y-%m}"))
        elif year and one.name == "year" and one.required:
            stated.append((one, str(year)))
        elif one.name == "period_kind" and sheet.recognised.period_kind:
            stated.append((one, sheet.recognised.period_kind))
        elif unit and ((one.type == "area" and one.required) or one.name == "source_org"):
            stated.append((one, unit))
    return stated
