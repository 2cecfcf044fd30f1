"""One sheet on its way in: what it was recognised as, and the names of its tables inside the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb
import pyarrow as pa

from data.contracts import Contract, Field
from data.language import Label
from data.reading import Recognised

MOST_REJECTS = 100_000
_PROBLEMS = """
create or replace temp table problems (
    sheet integer, row_number integer, field varchar, level varchar,
    value varchar, zh varchar, en varchar, listed boolean
)
"""


class Transaction:
    """A cursor inside the import's transaction that answers SQL like the database does."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor

    def rows(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[dict[str, Any]]:
        """The result as plain dicts, one a row."""
        self.cursor.execute(sql, params)
        names = [column[0] for column in self.cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in self.cursor.fetchall()]

    def columns(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> pa.Table:
        """The result as columns."""
        return self.cursor.execute(sql, params).to_arrow_table()


@dataclass
class Sheet:
    """One recognised sheet.

    columns   field -> cell column, those that the sheet states only in its title included
    supplied  the fields this sheet speaks about; all others keep what the stored row has
    context   cell columns beside the area's own that say in which street or community it lies
    settled   cell columns that say how others are meant, such as 坐标系
    told      what the sheet says of itself: the title lines, its own name and the file's
    cells, typed, merged  names of its tables: text as written, typed, completed from the stored rows
    origin    the place of the sheet in the file: one with several tables becomes several of these
    figures   of a sheet with figures side by side: cell column -> metric; each row is then several typed ones
    """

    number: int
    name: str
    contract: Contract
    recognised: Recognised
    columns: dict[str, str]
    data: pa.Table
    supplied: list[str] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)
    duplicates: list[int] = field(default_factory=list)
    context: list[str] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    told: tuple[str, ...] = ()
    origin: int = 0

    @property
    def cells(self) -> str:
        return f"cells_{self.number}"

    @property
    def typed(self) -> str:
        return f"typed_{self.number}"

    @property
    def merged(self) -> str:
        return f"merged_{self.number}"

    @property
    def good(self) -> str:
        return f"good_{self.number}"

    @property
    def knows_areas_by_name(self) -> bool:
        """Whether this is a sheet of areas without their codes: a name then says which area, not what it is called."""
        name = self.columns.get("area_name")
        return self.contract.name == "area" and name is not None and self.columns.get("area_code") == name

    def is_place(self, field: Field) -> bool:
        """Whether the cells of the field say where something is, so that the cells beside them help."""
        return field.type == "area" or (field.name == "area_code" and self.knows_areas_by_name)

    @property
    def unmatched(self) -> list[str]:
        """Headings that nothing was made of."""
        headings = {self.recognised.headings[column] for column in (*self.context, *self.settled)}
        return [one for one in self.recognised.unmatched if one not in headings]

    def heading(self, name: str) -> str:
        """The clerk's own heading of a field, or the official one where the sheet has no such column."""
        column = self.columns.get(name, name if name in self.figures else "")
        return self.recognised.headings.get(column) or self.contract.field(name).title.zh

    def cell(self, name: str) -> int | None:
        """The column of a field as the file counts them, from 1; None where the sheet has none of its own."""
        column = self.columns.get(name, name if name in self.figures else "")
        return int(column[1:]) if column.startswith("c") and column[1:].isdigit() else None

    def text(self, name: str) -> str:
        """SQL for the clerk's own text of a field, over the cells as `c`."""
        return f"coalesce(c.\"{self.columns[name]}\", '')" if name in self.columns else "''"

    def one_figure(self, column: str) -> Sheet:
        """The same sheet as if this were its only figure."""
        said = {"value": column, "metric_id": f"metric_{column}", "unit": f"unit_{column}"}
        if column in self.recognised.months:
            said["period_end"] = f"month_{column}"
        if column in self.recognised.places:
            said["area_code"] = f"place_{column}"
        return replace(self, columns=self.columns | said)

    def known(self, names: Sequence[str]) -> list[Field]:
        return [one for one in self.contract.fields if one.name in names]


def begin_problems(cursor: duckdb.DuckDBPyConnection) -> None:
    """An empty list of problems for this import."""
    cursor.execute(_PROBLEMS)


def add_problems(
    cursor: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    name: str,
    condition: str,
    reason: Label,
    level: str = "error",
    *,
    source: str | None = None,
    listed: bool = True,
) -> None:
    """Note a problem at the field of every row for which the condition over its typed columns holds.

    A cell that already has an error gets no second one.
    """
    cursor.execute(
        f"""
        insert into problems
        select {sheet.number}, c.row_number, $field, $level, {sheet.text(name)}, $zh, $en, $listed
        from {source or sheet.merged} as r join {sheet.cells} as c on c.row_number = r.row_number
        where ({condition}) and not exists (
            select 1 from problems as p
            where p.sheet = {sheet.number} and p.row_number = r.row_number and p.field = $field
              and p.level = 'error'
        )
        """,
        {"field": name, "level": level, "zh": reason.zh, "en": reason.en, "listed": listed},
    )


def add_problem(
    cursor: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    name: str,
    row_number: int,
    reason: Label,
    level: str = "error",
) -> None:
    """Note a problem at one cell."""
    add_problems(cursor, sheet, name, f"c.row_number = {int(row_number)}", reason, level, source=sheet.typed)


def bad_rows(sheet: Sheet) -> str:
    """SQL for the numbers of the rows that cannot be loaded."""
    return f"(select row_number from problems where sheet = {sheet.number} and level = 'error')"
