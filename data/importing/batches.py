"""The journal of imports: numbering, what each sheet of a batch spoke about, history, undo, status."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from data import arrivals, audit
from data.audit import Actor
from data.contracts import Contract, contracts
from data.database import IN_STORE, UNDONE, Database
from data.importing.confirmed import heading_of
from data.importing.orphans import orphans
from data.importing.report import Changes, Report, WrongCall
from data.importing.sheet import Sheet
from data.importing.versions import Spoken, take_back
from data.language import Label, label

Refresh = Callable[[duckdb.DuckDBPyConnection, Changes], None]
Observe = Callable[[duckdb.DuckDBPyConnection], Any]


def next_batch(cursor: duckdb.DuckDBPyConnection, at: datetime.datetime) -> tuple[str, int]:
    """(batch id, its place in the order of batches). Ids sort so and can be read out aloud."""
    found = cursor.execute("select coalesce(max(sequence), 0) + 1 from import_batch").fetchone()
    sequence = int(found[0]) if found else 1
    return f"{at:%Y%m%d}-{sequence:04d}", sequence


@dataclass(frozen=True)
class Entry:
    """What the journal keeps of a batch beside its report."""

    sequence: int
    at: datetime.datetime
    file_name: str
    sha256: str
    role: str
    rows_warn: int
    account: str = ""


def enter(cursor: duckdb.DuckDBPyConnection, report: Report, sheets: list[Sheet], entry: Entry) -> None:
    """Write the batch into the journal."""
    mapping = {"sheets": [_mapping(one) for one in sheets]}
    row = {
        "batch_id": report.batch,
        "sequence": entry.sequence,
        "table_name": report.table,
        "file_name": entry.file_name,
        "sha256": entry.sha256,
        "uploaded_at": entry.at,
        "by_role": entry.role,
        "by_account": entry.account,
        "rows_ok": report.rows_loaded,
        "rows_warn": entry.rows_warn,
        "rows_error": report.rows_rejected,
        "mapping": json.dumps(mapping, ensure_ascii=False),
        "state": IN_STORE,
        "report": json.dumps(report.as_json(), ensure_ascii=False),
    }
    marks = ", ".join("?" * len(row))
    cursor.execute(f"insert into import_batch ({', '.join(row)}) values ({marks})", list(row.values()))


def _mapping(sheet: Sheet) -> dict[str, Any]:
    """Which column was taken for which field, and which fields the sheet spoke about."""
    return {
        "sheet": sheet.name,
        "table": sheet.contract.name,
        "heading": heading_of(sheet.recognised),
        "supplied": sheet.supplied,
        "columns": {name: sheet.heading(name) for name in sheet.columns},
    }


def spoken_of(cursor: duckdb.DuckDBPyConnection, table: str) -> list[Spoken]:
    """What every sheet that was ever loaded into the table spoke about, in the order of the batches."""
    found = cursor.execute(
        "select batch_id, sequence, mapping, state from import_batch order by sequence"
    ).fetchall()
    return [
        Spoken(batch, one["sheet"], sequence, tuple(one["supplied"]), state == IN_STORE)
        for batch, sequence, mapping, state in found
        for one in json.loads(mapping)["sheets"]
        if one["table"] == table
    ]


@dataclass(frozen=True)
class Undone:
    """What an undo changed, table by table, and what the clerk should know of what is left.

    `seen` is what `observe` found inside the transaction.
    """

    changes: list[Changes]
    warnings: list[Label]
    seen: Any = None


class _RolledBack(Exception):
    """Ends an undo or a redo that was only to show what would come; carries what it found."""

    def __init__(self, done: Undone) -> None:
        super().__init__()
        self.done = done


def undo(
    database: Database, batch_id: str, *, refresh: Refresh, dry_run: bool = False, observe: Observe | None = None,
    actor: Actor | None = None,
) -> Undone:
    """Take a batch back, whichever it is: the tables become what they would be had it never been imported.

    With `dry_run` everything is done and rolled back; `observe` may look at the result before that. The audit log
    names the `actor`, else the operating system's user. Raises WrongCall when there is no such batch or it is undone.
    """
    return _turned(database, batch_id, UNDONE, refresh, dry_run, observe, actor)


def redo(
    database: Database, batch_id: str, *, refresh: Refresh, dry_run: bool = False, observe: Observe | None = None,
    actor: Actor | None = None,
) -> Undone:
    """Bring an undone batch back to its place among the others; what later ones said stays said.

    Otherwise as `undo`. Raises WrongCall when there is no such batch or it is in force.
    """
    return _turned(database, batch_id, IN_STORE, refresh, dry_run, observe, actor)


def _turned(
    database: Database, batch_id: str, state: str, refresh: Refresh, dry_run: bool, observe: Observe | None,
    actor: Actor | None,
) -> Undone:
    try:
        with database.write() as cursor:
            done = _folded_anew(cursor, batch_id, state)
            for one in done.changes:
                refresh(cursor, one)
                arrivals.note(cursor, contracts()[one.table], None)
            detail = {"batch": batch_id, "tables": [one.table for one in done.changes]}
            audit.note(database, cursor, "undo" if state == UNDONE else "redo", actor or audit.local_actor(), detail)
            done = replace(done, seen=observe(cursor) if observe else None)
            if dry_run:
                raise _RolledBack(done)
    except _RolledBack as end:
        return end.done
    audit.settle(database)
    return done


def _folded_anew(cursor: duckdb.DuckDBPyConnection, batch_id: str, state: str) -> Undone:
    tables = _tables_of(cursor, batch_id, state)
    cursor.execute("update import_batch set state = ? where batch_id = ?", [state, batch_id])
    changes = [take_back(cursor, one, batch_id, spoken_of(cursor, one.name)) for one in tables]
    return Undone(changes, orphans(cursor) if any(one.table == "area" for one in changes) else [])


def history(database: Database) -> list[dict[str, Any]]:
    """All batches, newest first: batch, table, file, sha256, at, role, account, rows, warnings, rejected, state."""
    return database.rows(
        """
        select batch_id as batch, table_name as table, file_name as file, sha256, uploaded_at as at, by_role as role,
               coalesce(by_account, '') as account,
               rows_ok as rows, rows_warn as warnings, rows_error as rejected, state
        from import_batch order by sequence desc
        """
    )


def status(database: Database) -> list[dict[str, Any]]:
    """Every table: its title, how many rows it has, the first and the last date they are about."""
    return [_status_of(database, one) for one in contracts().values()]


def _status_of(database: Database, contract: Contract) -> dict[str, Any]:
    dated = [one for one in contract.fields if one.is_dated] if contract.kind != "dimension" else []
    first = dated[0].name if dated else None
    last = next((one.name for one in dated if one.required), first)
    span = (
        f'min("{first}")::date as first, max("{last}")::date as last'
        if first
        else "null as first, null as last"
    )
    found = database.rows(f"select count(*) as rows, {span} from {contract.name}")[0]
    return {
        "table": contract.name,
        "title": contract.title,
        "rows": found["rows"],
        "from": found["first"],
        "to": found["last"],
    }


def _tables_of(cursor: duckdb.DuckDBPyConnection, batch_id: str, state: str) -> list[Contract]:
    """The tables the batch was loaded into, each once; raises WrongCall when it is in that state already."""
    found = cursor.execute(
        "select mapping, state from import_batch where batch_id = ?", [batch_id]
    ).fetchone()
    if not found:
        raise WrongCall(label("import_file.unknown_batch", batch=batch_id))
    if found[1] == state:
        key = "already_undone" if state == UNDONE else "already_in"
        raise WrongCall(label(f"import_file.{key}", batch=batch_id))
    names = dict.fromkeys(one["table"] for one in json.loads(found[0])["sheets"])
    return [contracts()[name] for name in names]
