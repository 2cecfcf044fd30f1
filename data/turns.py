"""Whose turn it is to write a store's files: one at a time, other processes included.

DuckDB keeps a second process from opening a store, but not from copying its files. Whoever writes holds the file
`<store>.lock` meanwhile, and so does whoever copies: a copy is then always of one moment, though the dashboard runs.
The system gives the lock back when a process dies.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TAIL = ".lock"


class Turn:
    """The lock file of one store, held open; a store in memory has none. Raises OSError when it cannot be made."""

    def __init__(self, path: str | Path) -> None:
        self._file = None if str(path) == ":memory:" else _opened(f"{path}{TAIL}")

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Waits for one's turn. Threads must not share a turn at the same time: see Database.write."""
        if self._file is None:
            yield
            return
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _opened(name: str) -> int | None:
    """On a disk that nobody can write there are no turns; somebody who may only read can wait for one all the same."""
    try:
        return os.open(name, os.O_RDWR | os.O_CREAT, 0o644)
    except PermissionError:
        return os.open(name, os.O_RDONLY)
    except OSError as problem:
        if problem.errno == errno.EROFS:
            return None
        raise


@contextmanager
def turn(path: str | Path) -> Iterator[None]:
    """Nobody writes this store meanwhile."""
    one = Turn(path)
    try:
        with one.taken():
            yield
    finally:
        one.close()
