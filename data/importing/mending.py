"""Rows that were left out while the good rows of their file went in: kept until they are mended or given up.

A row is closed by the first later import that loads a row of the same key, or one that says the same in every cell
that was not bad; or by a person's decision. Nothing is deleted: undoing the batch hides its rows, undoing the import
that closed a row opens it again.
"""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from data import audit
from data.audit import Actor
from data.contracts import Contract, contracts
from data.database import IN_STORE, Database
from data.importing.give_back import marked
from data.importing.privacy import masked
from data.importing.report import Reject, WrongCall
from data.importing.sheet import MOST_REJECTS, Sheet
from data.language import Label, label
from data.reading import SheetCells
from data.remembering import Rows

FEWEST_WORDS = 2  # cells that two rows must share to be taken for the same one
_IN_FORCE = f"""
    from open_reject as o
    join import_batch as b on b.batch_id = o.batch_id
    left join import_batch as c on c.batch_id = o.closed_by
    where b.state = '{IN_STORE}' and not o.is_head and o.dismissed_at is null
        and (o.closed_by is null or c.state <> '{IN_STORE}')
"""


@dataclass(frozen=True)
class OpenRejects:
    """The open rows of one batch. `rows`: sheet, row, reasons (column, value, Label)."""

    batch: str
    file: str
    at: datetime.datetime
    tables: tuple[str, ...]
    rows: tuple[tuple[str, int, tuple[tuple[str, str, Label], ...]], ...]


def remember(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, batch: str, top: SheetCells) -> int:
    """Keep the rejected rows of a sheet with the lines above them; how many there are."""
    reasons = _reasons(cursor, sheet)
    if not reasons:
        return 0
    columns = [name for name in sheet.data.column_names if name.startswith("c") and name[1:].isdigit()]
    width = max(int(name[1:]) for name in columns)
    keys = _keys(cursor, sheet)
    kept = _private_kept(sheet)
    entries: list[tuple[Any, ...]] = []
    found = cursor.execute(
        f"select row_number, {', '.join(columns)} from {sheet.cells} where list_contains($rows, row_number) "
        "order by row_number",
        {"rows": list(reasons)},
    ).fetchall()
    for number, *texts in found:
        cells: list[str | None] = [None] * width
        for name, text in zip(columns, texts, strict=True):
            cells[int(name[1:]) - 1] = text if name in kept else _masked(text)
        said = {name: cells[at - 1] for name in sheet.columns if (at := sheet.cell(name))}
        placed = [one | {"cell": one["cell"] and one["cell"] + top.left} for one in reasons[number]]
        entries.append((number, False, [*[None] * top.left, *cells], placed, keys.get(number), said))
    _close(cursor, sheet.contract.name, batch, _same_again(cursor, sheet, entries))
    heads: list[tuple[Any, ...]] = [(number, True, cells, [], None, {}) for number, cells in _head(sheet, top)]
    _insert(cursor, sheet, batch, [*heads, *entries])
    return len(entries)


def close_mended(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, batch: str | None = None) -> int:
    """Close the open rows that the good rows of this sheet mend; how many. To be called before `remember`.

    Without a batch, as nothing new was said, the latest of the batches that hold these rows has mended them.
    """
    waiting = _open_of(cursor, sheet.contract.name)
    if not waiting:
        return 0
    loaded = cursor.execute(f"select distinct {_key_sql(sheet.contract)} from {sheet.good}").fetchall()
    keys = {row[0] for row in loaded}
    mended = [one["id"] for one in waiting if one["key"] and one["key"] in keys]
    by_fields: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for one in waiting:
        if one["id"] not in mended and set(one["fields"]) <= set(sheet.columns):
            sound = tuple(sorted(set(one["fields"]) - {each["field"] for each in one["reasons"]}))
            if sum(one["fields"][name] is not None for name in sound) >= FEWEST_WORDS:
                by_fields[sound].append(one)
    for sound, rows in by_fields.items():
        texts = ", ".join(f'c."{sheet.columns[name]}"' for name in sound)
        found = cursor.execute(
            f"""select distinct {texts} from {sheet.cells} as c
                semi join {sheet.good} as g on g.row_number = c.row_number"""
        ).fetchall()
        there = {tuple(map(_masked, one)) for one in found}
        mended += [one["id"] for one in rows if tuple(_masked(one["fields"][name]) for name in sound) in there]
    if mended and batch is None:
        found_batch = cursor.execute(f"select max(stored_batch) from {sheet.good}").fetchone()
        batch = found_batch[0] if found_batch else None
    return _close(cursor, sheet.contract.name, batch, mended) if batch else 0


def open_rejects(database: Rows) -> list[OpenRejects]:
    """Every batch with open rows, newest first."""
    rows = database.rows(
        f"""
        select o.batch_id as batch, b.file_name as file, b.uploaded_at as at, o.table_name as table_name, o.sheet,
               o.row_number as row, o.cells, o.reasons {_IN_FORCE}
        order by b.sequence desc, o.sheet_number, o.row_number
        """
    )
    by_batch: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in rows:
        by_batch[one["batch"]].append(one)
    return [
        OpenRejects(
            batch, found[0]["file"], found[0]["at"], tuple(dict.fromkeys(one["table_name"] for one in found)),
            tuple((one["sheet"], one["row"], tuple(_said(one["reasons"], one["cells"]))) for one in found),
        )
        for batch, found in by_batch.items()
    ]


def to_mend(database: Rows, batch: str, lang: str = "zh") -> bytes:
    """The open rows of a batch as an XLSX: their lines above, then only they, ready to be corrected and uploaded.

    Raises WrongCall when the batch has none.
    """
    rows = database.rows(
        f"select o.sheet_number, o.row_number, o.cells, o.reasons, o.sheet {_IN_FORCE} and o.batch_id = $batch "
        "order by all",
        {"batch": batch},
    )
    if not rows:
        raise WrongCall(label("open_rejects.none", batch=batch))
    heads = database.rows(
        "select sheet_number, row_number, cells from open_reject where batch_id = $batch and is_head order by all",
        {"batch": batch},
    )
    sheets, rejects = [], []
    for origin, number in enumerate(dict.fromkeys(one["sheet_number"] for one in rows)):
        mine = [one for one in rows if one["sheet_number"] == number]
        top = [one for one in heads if one["sheet_number"] == number]
        first = max((one["row_number"] for one in top), default=0)
        lines = [(one["row_number"], one["cells"]) for one in top]
        for place, one in enumerate(mine, first + 1):
            lines.append((place, one["cells"]))
            for each in json.loads(one["reasons"]):
                value = one["cells"][each["cell"] - 1] if each["cell"] else ""
                reason = Label(each["zh"], each["en"])
                rejects.append(
                    Reject(one["sheet"], place, each["column"], value or "", reason, origin, each["cell"])
                )
        sheets.append(_cells(mine[0]["sheet"], lines))
    return marked(sheets, rejects, lang)


def give_up(database: Database, batch: str, role: str = "clerk", actor: Actor | None = None) -> int:
    """A person's decision: the open rows of a batch are not to be mended. How many; raises WrongCall when none is."""
    actor = actor or audit.local_actor(role)
    with database.write() as cursor:
        found = cursor.execute(f"select o.rowid {_IN_FORCE} and o.batch_id = $batch", {"batch": batch}).fetchall()
        if not found:
            raise WrongCall(label("open_rejects.none", batch=batch))
        cursor.execute(
            "update open_reject set dismissed_at = $at, dismissed_by = $role where list_contains($ids, rowid)",
            {"at": datetime.datetime.now().replace(microsecond=0), "role": role, "ids": [one[0] for one in found]},
        )
        audit.note(database, cursor, "give_up", actor, {"batch": batch, "rows": len(found)})
    audit.settle(database)
    return len(found)


def _masked(text: str | None) -> str | None:
    return text if text is None else masked(text)


def _said(reasons: str, cells: list[str | None]) -> Iterable[tuple[str, str, Label]]:
    return (
        (one["column"], (cells[one["cell"] - 1] if one["cell"] else None) or "", Label(one["zh"], one["en"]))
        for one in json.loads(reasons)
    )


def _reasons(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> dict[int, list[dict[str, Any]]]:
    found = cursor.execute(
        """
        select distinct row_number, field, zh, en from problems
        where sheet = $sheet and level = 'error' and not list_contains($duplicates::integer[], row_number)
        order by all limit $most
        """,
        {"sheet": sheet.number, "duplicates": sheet.duplicates, "most": MOST_REJECTS},
    ).fetchall()
    reasons: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for number, name, zh, en in found:
        reasons[number].append(
            {"field": name, "cell": sheet.cell(name), "column": sheet.heading(name), "zh": zh, "en": en}
        )
    return reasons


def _private_kept(sheet: Sheet) -> set[str]:
    """Columns whose long numbers are the numbers of things, which must stay as they are."""
    return {sheet.columns[name] for name in sheet.contract.primary_key if name in sheet.columns}


def _key_sql(contract: Contract) -> str:
    """SQL for the key of a row as one text; null where a part of it is missing."""
    parts = [f'"{name}"::varchar' for name in contract.primary_key]
    whole = " and ".join(f"{one} is not null" for one in parts)
    return f"case when {whole} then to_json([{', '.join(parts)}])::varchar end"


def _keys(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> dict[int, str]:
    """The key of every row that makes one row of the table; rows of several figures have several."""
    found = cursor.execute(
        f"select row_number, any_value({_key_sql(sheet.contract)}) from {sheet.merged} group by 1 having count(*) = 1"
    )
    return dict(found.fetchall())


def _head(sheet: Sheet, top: SheetCells) -> list[tuple[int, list[str | None]]]:
    """The title lines and the heading, each cell in its place on the sheet."""
    last = max(sheet.recognised.header_rows, default=0)
    rows = [list(row.values()) for row in top.cells.slice(0, last).to_pylist()]
    blank: list[str | None] = [None] * top.left
    return [(number, [*blank, *map(_masked, texts)]) for number, *texts in rows if number <= last]


def _insert(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, batch: str, entries: Sequence[tuple[Any, ...]]) -> None:
    numbers, heads, cells, reasons, keys, fields = zip(*entries, strict=True)
    table = pa.table(
        {
            "row_number": pa.array(numbers, pa.int32()),
            "is_head": pa.array(heads, pa.bool_()),
            "cells": pa.array(cells, pa.list_(pa.string())),
            "reasons": pa.array([json.dumps(one, ensure_ascii=False) for one in reasons], pa.string()),
            "key": pa.array(keys, pa.string()),
            "fields": pa.array([json.dumps(one, ensure_ascii=False) for one in fields], pa.string()),
        }
    )
    cursor.register("open_rejects_found", table)
    cursor.execute(
        """
        insert into open_reject
            (batch_id, sheet_number, sheet, table_name, row_number, is_head, cells, reasons, key, fields)
        select $batch, $number, $sheet, $table, row_number, is_head, cells, reasons, key, fields from open_rejects_found
        """,
        {"batch": batch, "number": sheet.number, "sheet": sheet.name, "table": sheet.contract.name},
    )
    cursor.unregister("open_rejects_found")


def _open_of(cursor: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, Any]]:
    found = cursor.execute(
        f"select o.rowid, o.key, o.fields, o.reasons {_IN_FORCE} and o.table_name = $table", {"table": table}
    ).fetchall()
    return [
        {"id": row, "key": key, "fields": json.loads(fields), "reasons": json.loads(reasons)}
        for row, key, fields, reasons in found
    ]


def _same_again(
    cursor: duckdb.DuckDBPyConnection, sheet: Sheet, entries: Sequence[tuple[Any, ...]]
) -> list[int]:
    """The open rows that are rejected here once more: the newer rejection stands for them."""
    keys = {one[4] for one in entries if one[4]}
    said = {json.dumps(one[5], ensure_ascii=False, sort_keys=True) for one in entries}
    return [
        one["id"] for one in _open_of(cursor, sheet.contract.name)
        if one["key"] in keys or json.dumps(one["fields"], ensure_ascii=False, sort_keys=True) in said
    ]


def _close(cursor: duckdb.DuckDBPyConnection, table: str, batch: str, ids: Sequence[int]) -> int:
    if ids:
        cursor.execute(
            "update open_reject set closed_by = $batch where table_name = $table and list_contains($ids, rowid)",
            {"batch": batch, "table": table, "ids": list(ids)},
        )
    return len(ids)


def _cells(name: str, lines: Sequence[tuple[int, list[str | None]]]) -> SheetCells:
    width = max(len(cells) for _, cells in lines)
    columns = {"row_number": pa.array([number for number, _ in lines], pa.int32())}
    for at in range(width):
        texts = [cells[at] if at < len(cells) else None for _, cells in lines]
        columns[f"c{at + 1}"] = pa.array(texts, pa.string())
    return SheetCells(name, pa.table(columns))


def tables_named(one: OpenRejects) -> list[Label]:
    """The titles of the tables that the open rows are for."""
    return [contracts()[name].title for name in one.tables if name in contracts()]
