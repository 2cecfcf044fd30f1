"""The demonstration store: the figures five articles published, and beside them an invented district.

Both come in through the ordinary import. The store is built beside its place and moved there when complete.
"""
from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb

from data import importing, published
from data.backup import replace_store
from data.database import Database
from data.importing import Changes, WrongCall
from data.language import Label, label
from data.reading import Reading, read_file

ROLE = "demo"
ROOT = Path(__file__).parent.parent
Progress = Callable[[Label, float], None]


@dataclass(frozen=True)
class Built:
    """How many files and rows went in, and where the data of somebody else is kept that stood there before."""

    files: int
    rows: int
    kept: Path | None


@dataclass(frozen=True)
class _File:
    """One file of the demonstration, its table, and the share of all that stands before it."""

    path: Path
    table: str | None
    share: float


def already_there(path: Path) -> Label | None:
    """What to say when the store is complete or holds other data; None when it is empty.

    Raises WrongCall when the file is no store.
    """
    try:
        database = Database(path)
    except duckdb.Error as problem:
        raise WrongCall(label("data_command.no_store", path=path)) from problem
    try:
        if not importing.history(database):
            return None
        counted = database.rows("select count(*) as n from indicator_values where starts_with(area_code, '99')")
        return label("data_command.demo_there" if counted[0]["n"] else "data_command.other_data", path=path)
    finally:
        database.close()


def build(path: Path, rebuild: Callable[[Database], None], progress: Progress) -> Built:
    """Build the store anew and put it in place; `rebuild` counts the indicators of all files together.

    Raises DatabaseBusy when another process has the store open.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".demo-") as folder:
        newer = Path(folder) / "street.duckdb"
        files, rows = _fill(newer, Path(folder) / "ledgers", rebuild, progress)
        kept = replace_store(path, newer, ".before-demo")
    if kept and not _holds_other_data(kept):
        kept.unlink()
        kept = None
    return Built(files, rows, kept)


def _fill(
    path: Path, ledgers: Path, rebuild: Callable[[Database], None], progress: Progress
) -> tuple[int, int]:
    """Import all files into a new store; returns how many files and rows there were.

    While one file is checked and saved the next one is read, and those after it are still being invented.
    """
    database = Database(path)
    waiting: deque[tuple[_File, Future[Reading]]] = deque()
    files = rows = 0

    def save_one() -> None:
        nonlocal files, rows
        one, reading = waiting.popleft()
        progress(label("data_command.demo_importing", file=one.path.name), 0.9 * one.share)
        rows += _import(database, one.path, reading.result(), one.table)
        files += 1

    try:
        progress(label("data_command.demo_writing"), 0.0)
        with ThreadPoolExecutor(max_workers=2) as readers:
            for one in chain((_File(each, None, 0.0) for each in published.files()), _invented(ledgers)):
                waiting.append((one, readers.submit(read_file, one.path)))
                if len(waiting) > 1:
                    save_one()
            while waiting:
                save_one()
        progress(label("data_command.demo_counting"), 0.9)
        rebuild(database)
        progress(label("data_command.demo_counting"), 1.0)
    finally:
        database.close()
    return files, rows


def _invented(folder: Path) -> Iterator[_File]:
    """The files of the demonstration, each as soon as it is written: inventing them keeps a second core busy."""
    command = [sys.executable, "-m", "data.demo", str(folder.resolve())]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            done, total, table, name = line.rstrip("\n").split("\t")
            yield _File(folder / name, table, (int(done) - 1) / int(total))
    if writer.returncode:
        raise WrongCall(label("data_command.demo_not_written", code=writer.returncode))


def _import(database: Database, file: Path, reading: Reading, table: str | None) -> int:
    report = importing.import_file(database, file, refresh=_later, role=ROLE, reading=reading, table=table,
                                   keep_original=False)
    if report.status == "rejected":
        raise WrongCall(label("data_command.demo_failed", file=file.name, reason=report.rejects[0].reason))
    return report.rows_loaded


def _later(_cursor: Any, _changes: Changes) -> None:
    """Indicators are built for all files together."""


def _holds_other_data(path: Path) -> bool:
    """Whether somebody imported anything but the demonstration; what cannot be opened is kept, too."""
    try:
        database = Database(path)
    except duckdb.Error:
        return True
    try:
        return any(one["role"] != ROLE for one in importing.history(database))
    finally:
        database.close()
