"""Writes a small store as the SQL that makes it anew: `python -m tests.data.stores.dump STORE > 3-abcdef0.sql`."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

SEPARATOR = "\n--\n"
LONG = {"calendar", "metric_unit"}  # made by the product itself, the same in every store


def dump(store: str) -> str:
    """Tables with their rows, then views."""
    with duckdb.connect(store, read_only=True) as connection:
        connection.execute("set timezone = 'Asia/Shanghai'")
        tables = connection.execute("select table_name, sql from duckdb_tables() order by table_oid").fetchall()
        made = [sql for _, sql in tables]
        for name, _ in tables:
            if name in LONG:
                continue
            columns = [row[0] for row in connection.execute(f'describe "{name}"').fetchall()]
            texts = ", ".join(f'"{one}"::varchar' for one in columns)
            for row in connection.execute(f'select {texts} from "{name}"').fetchall():
                values = ", ".join("null" if one is None else "'" + one.replace("'", "''") + "'" for one in row)
                made.append(f'insert into "{name}" values ({values})')
        views = "select sql from duckdb_views() where not internal order by view_oid"
        return SEPARATOR.join([*made, *(row[0] for row in connection.execute(views).fetchall())])


def build(path: Path, store: Path) -> None:
    """The store that a dump was made of. Views stand in any order: those that miss another one are tried again."""
    with duckdb.connect(str(store)) as connection:
        waiting = path.read_text("utf-8").split(SEPARATOR)
        while waiting:
            failed = [one for one in waiting if not _done(connection, one)]
            assert len(failed) < len(waiting), failed
            waiting = failed
        connection.execute("insert into calendar select month::date from "
                           "generate_series(date '2000-01-01', date '2049-12-01', interval 1 month) as series(month)")


def _done(connection: duckdb.DuckDBPyConnection, statement: str) -> bool:
    try:
        connection.execute(statement)
    except duckdb.CatalogException:
        return False
    return True


if __name__ == "__main__":
    print(dump(sys.argv[1]))
