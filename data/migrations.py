"""The way of an older store to the schema of today, step by step, inside the transaction in which it is opened.

Tables, columns of contracts and views that are missing are made by themselves whenever a store is opened
(database.py). A step stands here for what that cannot do: a column of one of our own tables, a change of content. Each
step is of one version and is never changed afterwards; tests open a store of every version there was
(tests/data/stores). Version 1 is every store that was made before the version was noted.
"""

from __future__ import annotations

from collections.abc import Callable

import duckdb

Step = Callable[[duckdb.DuckDBPyConnection], None]
SCHEMA = """
create table if not exists schema_version (version integer not null, upgraded_at timestamp not null)
"""


def _names_without_persons(cursor: duckdb.DuckDBPyConnection) -> None:
    """2: numbers of persons in the names of uploaded files are masked, as they are in everything else."""
    from data.importing.privacy import masked  # which needs the store itself

    for batch, name in cursor.execute("select batch_id, file_name from import_batch").fetchall():
        if (hidden := masked(name)) != name:
            cursor.execute("update import_batch set file_name = ? where batch_id = ?", [hidden, batch])


def _anew(cursor: duckdb.DuckDBPyConnection) -> None:
    """3: `indicator_rollup` adds up to streets as well, and arrivals are noted: both come when all is built anew."""
    cursor.execute("drop table if exists indicator_rollup")
    cursor.execute("drop table if exists indicator_state")


def _facts_by_their_name(cursor: duckdb.DuckDBPyConnection) -> None:
    """4: facts that stand alone are a table of their own; `indicator_values` shows them and those side by side."""
    cursor.execute("alter table indicator_values rename to indicator_fact")


def _batches_noted(cursor: duckdb.DuckDBPyConnection) -> None:
    """5: in which batches rows came is noted by community and month: that comes when all is built anew."""
    cursor.execute("drop table if exists indicator_state")


def _open_requests_noted(cursor: duckdb.DuckDBPyConnection) -> None:
    """6: which requests are open is noted beside their ledger: that comes when all is built anew."""
    cursor.execute("drop table if exists indicator_state")


def _grids_counted(cursor: duckdb.DuckDBPyConnection) -> None:
    """7: what is told of grids is kept once more, many in one row: that comes when all is built anew."""
    cursor.execute("drop table if exists indicator_state")


STEPS: dict[int, Step] = {
    2: _names_without_persons, 3: _anew, 4: _facts_by_their_name, 5: _batches_noted, 6: _open_requests_noted,
    7: _grids_counted,
}
SCHEMA_VERSION = max(STEPS)


def migrate(cursor: duckdb.DuckDBPyConnection, version: int | None) -> None:
    """Take the steps between this version and today's; a new store (None) needs none. Notes the version."""
    cursor.execute(SCHEMA)
    if version == SCHEMA_VERSION:
        return
    for number in sorted(STEPS):
        if version is not None and number > version:
            STEPS[number](cursor)
    cursor.execute("insert into schema_version values (?, current_timestamp::timestamp)", [SCHEMA_VERSION])
