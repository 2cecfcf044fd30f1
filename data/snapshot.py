"""A store's files as they stood at one moment, and what stands in them, so that two of them can be compared."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.database import Database
from data.importing.report import WrongCall
from data.language import label
from data.turns import turn

NEEDED_TABLES = {"area", "calendar", "import_batch"}
# The file, its log, and what a checkpoint that was cut short leaves for the next start.
PARTS = ("", ".wal", ".wal.checkpoint", ".wal.recovery")
BLOCK = 1 << 20
# Closing any handle on a file gives up this process's lock on it, DuckDB's own included: so another
# process does the copying.
_COPY = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"


@dataclass(frozen=True)
class TableSum:
    """How many rows a table has and what they come to, whatever their order."""

    rows: int
    checksum: str


def copy_store(path: Path, target: Path, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Copy a store to a new file; the dashboard may have it open. Writers wait meanwhile, readers do not.

    `meanwhile` may copy what must be of the same moment. Raises WrongCall when there is no store, OSError when it
    cannot be copied.
    """
    if not path.is_file():
        raise WrongCall(label("backup.no_store", file=path))
    with turn(path):
        for tail in PARTS:
            if (part := Path(f"{path}{tail}")).exists():
                _copy(part, Path(f"{target}{tail}"))
        meanwhile()
    make_whole(target)


@contextmanager
def copied(path: str | Path) -> Iterator[Path]:
    """A copy of a store that another process has open, for as long as it is read. Raises as `copy_store` does."""
    with tempfile.TemporaryDirectory(prefix="street-") as folder:
        copy = Path(folder) / "copy.duckdb"
        copy_store(Path(path), copy)
        yield copy


def _copy(source: Path, target: Path) -> None:
    command = [sys.executable, "-S", "-c", _COPY, str(source), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines()
        number = next((int(one.split("[Errno ")[1].split("]")[0]) for one in said[-1:] if "[Errno " in one), 0)
        raise OSError(number, said[-1] if said else "the copy was killed", str(target))


def make_whole(path: Path) -> None:
    """Fold the log into the file and see that it is a store of ours; raises WrongCall."""
    try:
        with duckdb.connect(str(path)) as connection:
            connection.execute("set enable_external_access = false")
            tables = {row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()}
            connection.execute("checkpoint")
    except duckdb.Error as problem:
        if "No space left" in str(problem):
            raise
        raise WrongCall(label("backup.not_a_store", file=path.name)) from problem
    if not tables >= NEEDED_TABLES:
        raise WrongCall(label("backup.not_a_store", file=path.name))


def table_sums(database: Database | duckdb.DuckDBPyConnection) -> dict[str, TableSum]:
    """Every table by name; reading all of it proves that no block of the file is damaged. Raises duckdb.Error."""
    connection = database._connection if isinstance(database, Database) else database
    found = {}
    with connection.cursor() as cursor:
        names = cursor.execute(
            "select table_name from duckdb_tables() where not temporary and not internal order by 1").fetchall()
        for (name,) in names:
            counted = cursor.execute(
                f'select count(*), coalesce(sum(md5_number_lower(t::varchar)::hugeint), 0)::varchar from "{name}" as t'
            ).fetchone()
            found[name] = TableSum(int(counted[0]), str(counted[1])) if counted else TableSum(0, "0")
    return found


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
