"""Publishing a store: numbered copies of it in one folder, and a pointer to the newest, for servers that only read.

    FOLDER/1795914210123/street.duckdb, settings.toml     a copy, and what the office had set when it was made
    FOLDER/current -> 1795914210123                       the pointer, replaced in one step and never set back

A copy is whole and on the disk before the pointer names it, so a crash at any moment leaves the last pointer valid.
Copies that two newer ones have followed are deleted; who still reads one keeps it open. Numbers grow, and go on growing
if the folder is lost, for they are never below the milliseconds since 1970.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from data.snapshot import copy_store

STORE, SETTINGS, POINTER = "street.duckdb", "settings.toml", "current"
HALF = ".part"
KEPT = 2
QUIET_SECONDS, LATEST_SECONDS = 1.0, 10.0


class Rhythm:
    """When to publish: once nothing was saved for a second, and ten seconds after the first unpublished commit at last.

    Times are seconds of a clock that never goes back.
    """

    def __init__(self, published: int | None = None) -> None:
        self._published, self._seen = published, published
        self._first = self._last = 0.0

    def is_due(self, commits: int, now: float) -> bool:
        """Whether to publish now a store of so many commits."""
        if commits == self._published:
            return False
        if self._seen == self._published:
            self._first = now
        if commits != self._seen:
            self._seen, self._last = commits, now
        return now - self._last >= QUIET_SECONDS or now - self._first >= LATEST_SECONDS

    def published(self, commits: int) -> None:
        """So many commits are in the newest copy."""
        self._published = self._seen = commits


def publish(store: Path, folder: Path, settings: bytes = b"") -> int:
    """Copy the store as it stands, point to the copy, and delete what is no longer needed; the copy's number.

    Writers wait while files are copied, readers do not. Raises what `copy_store` raises, and OSError.
    """
    prepare(folder)
    number = max(*_numbers(folder), newest(folder) or 0, int(time.time() * 1000) - 1) + 1
    half = folder / f"{number}{HALF}"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir()
    copy_store(store, half / STORE)
    (half / SETTINGS).write_bytes(settings)
    for one in (*half.iterdir(), half):
        _to_disk(one)
    half.rename(folder / str(number))
    _point(folder, number)
    sweep(folder)
    return number


def prepare(folder: Path) -> None:
    """The folder, open to the server's own user alone: whoever reads it reads everything."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def newest(folder: Path) -> int | None:
    """The number that the pointer names; None before anything was published."""
    try:
        return int((folder / POINTER).readlink().name)
    except (OSError, ValueError):
        return None


def sweep(folder: Path) -> None:
    """Delete what a crash left half made or never pointed to, and copies that newer ones have followed."""
    pointed = newest(folder) or 0
    for half in folder.glob(f"*{HALF}"):
        if half.is_symlink():
            half.unlink()
        else:
            shutil.rmtree(half, ignore_errors=True)
    past = sorted(one for one in _numbers(folder) if one <= pointed)
    unpointed = [one for one in _numbers(folder) if one > pointed]
    for number in (*past[:-KEPT], *unpointed):
        shutil.rmtree(folder / str(number), ignore_errors=True)


def _numbers(folder: Path) -> list[int]:
    return [0, *(int(one.name) for one in folder.iterdir() if one.name.isdecimal())]


def _point(folder: Path, number: int) -> None:
    half = folder / f"{POINTER}{HALF}"
    half.unlink(missing_ok=True)
    half.symlink_to(str(number))
    _to_disk(folder)
    half.replace(folder / POINTER)
    _to_disk(folder)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
