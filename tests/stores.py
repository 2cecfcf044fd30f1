"""Stores that take long to build: the first test that asks builds one, for all workers of the run."""
from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from data.database import Database
from data.importing import import_file
from data.published import files
from queries import cube

ROOT = Path(__file__).parents[1]


def built_once(temporary: pytest.TempPathFactory, name: str, build: Callable[[Path], None]) -> Path:
    """The store of that name, never to be written to; who comes while it is being built waits for it."""
    folder = temporary.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # the one of the whole run
    path = folder / "stores" / f"{name}.duckdb"
    path.parent.mkdir(exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            build(path)
    return path


def copied(path: Path, folder: Path) -> Path:
    """A copy to write to."""
    return Path(shutil.copy(path, folder / "street.duckdb"))


# Written when a store is made and by nothing else.
AS_MADE = ("calendar", "metric_unit", "schema_state", "schema_version")


def held(database: Database) -> dict[str, pa.Table]:
    """What the tables of a small store hold, by name; empty ones and those of AS_MADE are left out."""
    with database.cursor() as cursor:
        return {name: cursor.sql(f"from {name}").to_arrow_table() for name in _filled(cursor)}


def put_back(database: Database, wanted: dict[str, pa.Table]) -> None:
    """Make a store in memory hold again what it held: quicker than to make one anew."""
    with database.write() as cursor:
        for name in _filled(cursor):
            cursor.execute(f"delete from {name}")
        for name, rows in wanted.items():
            cursor.register("rows_put_back", rows)
            cursor.execute(f"insert into {name} by name from rows_put_back")
            cursor.unregister("rows_put_back")


def _filled(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    known = "select table_name from duckdb_tables() where not temporary and estimated_size > 0 order by all"
    return [name for (name,) in cursor.execute(known).fetchall() if name not in AS_MADE]


def build_published(path: Path) -> None:
    """The published figures, as `python -m data demo` begins."""
    draft = path.with_suffix(".draft")
    database = Database(draft)
    for one in files():
        assert import_file(database, one, refresh=cube.refresh).status == "committed"
    database.close()
    draft.rename(path)


def build_demo(path: Path) -> None:
    """The whole demonstration; raises RuntimeError with what went wrong."""
    made = subprocess.run([sys.executable, "-m", "data", "--database", str(path), "demo"], cwd=ROOT,
                          env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if made.returncode:
        raise RuntimeError(f"the demonstration was not built:\n{made.stdout.decode('utf-8', 'replace')}")
