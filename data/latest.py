"""The store as it was last published: what those read who only look. It moves on by itself and never goes back."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data import publishing
from data.database import Database, fits
from data.line import Line

TRIES = 3  # a copy may be deleted between the look at the pointer and the opening
_log = logging.getLogger("street.store")


class NothingPublished(Exception):
    """The writer has not published anything yet that this program can read."""


class OnlyRead(Exception):
    """Something was to be saved where the store is only read."""


@dataclass(eq=False)
class _Copy:
    """A published copy, open. It is closed when nobody holds it any more."""

    number: int
    connection: duckdb.DuckDBPyConnection


class Latest(Database):
    """The newest published copy, read only. `commits` is its number, which grows from copy to copy.

    A run of a page says `look` first and then reads one and the same copy to its end, whatever is published meanwhile.
    `path` is the store it is of; `settings` what the office had set when this process began; `writer` the line to the
    process that keeps the store and its log, where that is another one.
    """

    def __init__(self, folder: Path, path: str | Path, settings: bytes = b"", writer: Line | None = None) -> None:
        self.folder, self.path, self.writer = folder, str(path), writer
        self.outdated: Callable[[], None] = lambda: None  # hears that what is published has left this process behind
        self._settings = settings
        self._lock = threading.RLock()
        self._newest: _Copy | None = None
        self._refused = 0  # the last copy that is not for this process
        self._held = threading.local()

    @property
    def commits(self) -> int:  # type: ignore[override]
        return self._copy().number

    @property
    def _connection(self) -> duckdb.DuckDBPyConnection:  # type: ignore[override]
        return self._copy().connection

    def look(self) -> None:
        """Go on to the newest copy, and keep to it in this thread until the next look or the thread's end.

        Raises NothingPublished.
        """
        self._held.copy = self._latest()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Whatever is read meanwhile in this thread is of one copy: the one it keeps to, else the newest."""
        before = getattr(self._held, "copy", None)
        self._held.copy = before or self._latest()
        try:
            yield
        finally:
            self._held.copy = before

    @contextmanager
    def write(self) -> Iterator[duckdb.DuckDBPyConnection]:
        raise OnlyRead(self.path)
        yield

    def interrupt(self, thread: threading.Thread) -> None:
        """Nothing: there are no transactions."""

    def close(self) -> None:
        """Let go of the newest copy; the next question opens it again."""
        with self._lock:
            self._newest = None
            self._held = threading.local()

    def _copy(self) -> _Copy:
        return getattr(self._held, "copy", None) or self._latest()

    def _latest(self) -> _Copy:
        """One look at the pointer; the copy it names is opened when it is newer than the one that is open."""
        newest, number = self._newest, publishing.newest(self.folder)
        if newest is None or (number or 0) > max(newest.number, self._refused):
            with self._lock:
                newest = self._move_on()
        return newest

    def _move_on(self) -> _Copy:
        for _ in range(TRIES):
            number = publishing.newest(self.folder)
            if number is None or (self._newest and number <= self._newest.number):
                break
            opened = self._opened(number)
            if opened is not None:
                self._newest = opened
                break
        if self._newest is None:
            raise NothingPublished(str(self.folder))
        return self._newest

    def _opened(self, number: int) -> _Copy | None:
        """That copy; None where it was deleted meanwhile or is not for this program and its settings."""
        home = self.folder / str(number)
        try:
            settings = (home / publishing.SETTINGS).read_bytes()
            connection = _connect(home / publishing.STORE)
        except (OSError, duckdb.IOException):
            if home.exists():
                raise
            return None
        if settings == self._settings and fits(connection):
            return _Copy(number, connection)
        connection.close()
        self._refuse(number)
        return None

    def _refuse(self, number: int) -> None:
        if self._newest is not None and number > self._refused:
            _log.error("copy %s is of another version or other settings than this server, which ends", number)
            self.outdated()
        self._refused = number


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(path), read_only=True)
    connection.execute("set enable_external_access = false")
    return connection


_given: Latest | None = None


def give(one: Latest | None) -> None:
    """Make this process read what is published, for all of its visitors or those who only look."""
    global _given
    _given = one


def given() -> Latest | None:
    """What this process reads that is published; None where it only has the store itself."""
    return _given
