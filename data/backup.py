"""A copy of the whole store in one file, and the way back."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path

import duckdb

from data.database import Database, DatabaseBusy
from data.importing.report import WrongCall
from data.language import label

NEEDED_TABLES = {"area", "import_batch", "indicator_values"}
TRIES = 5  # to copy a store between two commits
# Closing any handle on a file gives up this process's lock on it, DuckDB's own included: so another
# process does the copying.
_COPY = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"


def backup(database: Database, target: str | Path) -> Path:
    """Copy the store as it stands at the last commit; writers wait, readers do not. Returns the file written.

    Raises WrongCall when the store lives in memory only or the copy cannot be opened.
    """
    if database.path == ":memory:":
        raise WrongCall(label("backup.in_memory"))
    target, source = Path(target), Path(database.path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder, database.write():
        copy = Path(folder) / "copy.duckdb"
        for tail in ("", ".wal"):
            if (part := Path(f"{source}{tail}")).exists():
                subprocess.run([sys.executable, "-c", _COPY, str(part), f"{copy}{tail}"], check=True)
        _make_whole(copy)
        copy.replace(target)
    return target


@contextmanager
def copied(source: str | Path) -> Iterator[Path]:
    """A copy of a store that another process has open, for as long as it is read.

    The files are taken as they stand between two commits: when one was written to meanwhile, they are copied again.
    Raises DatabaseBusy when that never succeeds.
    """
    with tempfile.TemporaryDirectory(prefix="street-") as folder:
        copy, parts = Path(folder) / "copy.duckdb", [(Path(f"{source}{tail}"), tail) for tail in ("", ".wal")]
        for _ in range(TRIES):
            before = [_stamp(part) for part, _ in parts]
            for part, tail in parts:
                Path(f"{copy}{tail}").unlink(missing_ok=True)
                if part.exists():
                    shutil.copyfile(part, f"{copy}{tail}")
            if before == [_stamp(part) for part, _ in parts]:
                yield copy
                return
        raise DatabaseBusy(source)


def _stamp(part: Path) -> tuple[int, int] | None:
    """When the file was last written, and its size; None when it is not there."""
    found = part.stat() if part.exists() else None
    return (found.st_mtime_ns, found.st_size) if found else None


def backup_beside(database: Database) -> Path:
    """A backup in the folder `backups` beside the store, named after the moment it was made."""
    source = Path(database.path)
    moment = datetime.datetime.now()
    return backup(database, source.parent / "backups" / f"{source.stem}-{moment:%Y%m%d-%H%M%S}.duckdb")


def restore(path: str | Path, source: str | Path) -> Path | None:
    """Put a backup in the store's place; what stood there stays beside it as `.before-restore`.

    Returns that older file, if there was one. Raises WrongCall when the backup is none of ours, and
    DatabaseBusy when another process has the store open.
    """
    path, source = Path(path), Path(source)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".restore-") as folder:
        copy = Path(folder) / "copy.duckdb"
        if not source.is_file():
            raise WrongCall(label("backup.missing", file=str(source)))
        shutil.copyfile(source, copy)
        _make_whole(copy)
        return replace_store(path, copy, ".before-restore")


def replace_store(path: Path, newer: Path, tail: str) -> Path | None:
    """Move a complete store into place and keep the one that stood there beside it under `tail`.

    Returns the file that was kept; an earlier one of that name is never overwritten. Raises DatabaseBusy.
    """
    older = None
    if path.exists():
        claim(path)
        older = _free_name(path, tail)
        path.replace(older)
        Path(f"{path}.wal").unlink(missing_ok=True)
    newer.replace(path)
    return older


def _free_name(path: Path, tail: str) -> Path:
    numbers = chain([""], (f"-{number}" for number in count(2)))
    return next(one for number in numbers if not (one := Path(f"{path}{tail}{number}")).exists())


def claim(path: Path) -> None:
    """Make sure that no other process has the store open and its log is folded into the file.

    Raises DatabaseBusy. A file that is no store at all may be replaced.
    """
    try:
        duckdb.connect(str(path)).close()
    except duckdb.IOException as problem:
        if "lock" in str(problem).lower():
            raise DatabaseBusy(str(path)) from problem
    except duckdb.Error:
        pass


def _make_whole(path: Path) -> None:
    """Fold the log into the file and see that it is a store of ours; raises WrongCall."""
    try:
        with duckdb.connect(str(path)) as connection:
            connection.execute("set enable_external_access = false")
            tables = {
                row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()
            }
    except duckdb.Error as problem:
        raise WrongCall(label("backup.not_a_store", file=path.name)) from problem
    if not tables >= NEEDED_TABLES:
        raise WrongCall(label("backup.not_a_store", file=path.name))
