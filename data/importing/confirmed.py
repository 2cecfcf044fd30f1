"""Column mappings that were confirmed by an import: the same heading is read the same way again.

A heading is known by its words, whatever the order of the columns. Batches that were undone confirm nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from data.areas import Rows
from data.contracts import contracts
from data.database import IN_STORE
from data.language import label
from data.reading import Recognised
from data.reading.words import plain


@dataclass(frozen=True)
class Confirmed:
    """How a heading was read: its table, and the heading of each field."""

    heading: tuple[str, ...]
    table: str
    columns: dict[str, str]
    file: str


def heading_of(found: Recognised) -> tuple[str, ...]:
    """All words of the heading, sorted."""
    return tuple(sorted(plain(text) for text in (*found.headings.values(), *found.forbidden)))


def confirmed(database: Rows) -> list[Confirmed]:
    """The latest confirmed reading of every heading."""
    sql = "select mapping, file_name from import_batch where state = $state order by sequence desc"
    latest: dict[tuple[str, ...], Confirmed] = {}
    for row in database.rows(sql, {"state": IN_STORE}):
        for one in json.loads(row["mapping"])["sheets"]:
            heading = tuple(one.get("heading", ()))
            if heading and one["table"] in contracts():
                latest.setdefault(heading, Confirmed(heading, one["table"], one["columns"], row["file_name"]))
    return list(latest.values())


def as_confirmed(found: Recognised, known: list[Confirmed], again: Callable[[str], Recognised]) -> Recognised:
    """The sheet as it was read when its heading was confirmed, with a remark where that makes a difference.

    `again` recognises the sheet as a given table.
    """
    if found.contract:
        one = next((one for one in known if one.heading == heading_of(found)), None)
        read = again(one.table) if one and one.table != found.contract else found
    else:
        readings = {table: again(table) for table in {one.table for one in known}}
        one = next((one for one in known if heading_of(readings[one.table]) == one.heading), None)
        read = readings[one.table] if one else found
    if one is None or read.contract is None:
        return found
    columns = _same_columns(read, one)
    if read is found and columns == found.columns:
        return found
    title = contracts()[one.table].title
    said = label("import_warning.as_confirmed", file=one.file, table=title)
    return replace(read, columns=columns, notes=[said, *read.notes])


def _same_columns(read: Recognised, one: Confirmed) -> dict[str, str]:
    """Each field in the column whose heading it was confirmed with, where that heading stands once."""
    counted = Counter(map(plain, read.headings.values()))
    places = {plain(text): column for column, text in read.headings.items() if counted[plain(text)] == 1}
    told = {name: places.get(plain(text)) for name, text in one.columns.items() if name in read.columns}
    return {**read.columns, **{name: column for name, column in told.items() if column}}
