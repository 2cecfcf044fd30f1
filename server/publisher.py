"""The writer's thread that publishes the store after every change and answers readers (data/publishing.py)."""
from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from data import line, publishing
from data.database import Database

LOOK_SECONDS = 0.2
RETRY_SECONDS = 10.0  # after a failure: a full disk is not helped by trying at once
T = TypeVar("T")
_log = logging.getLogger("street.publishing")


class Publisher(threading.Thread):
    """Opens the store at its start. What fails is logged and tried again; readers go on with what they have."""

    def __init__(
        self, folder: Path, settings: bytes, opened: Callable[[], Database], desk: Callable[[Database], line.Answer]
    ) -> None:
        super().__init__(name="publisher", daemon=True)
        self._folder, self._settings, self._opened, self._desk = folder, settings, opened, desk
        self._over = threading.Event()

    def run(self) -> None:
        begun = self._trying(self._begin)
        rhythm = publishing.Rhythm()
        while begun and not self._over.wait(LOOK_SECONDS):
            commits = begun.commits
            if rhythm.is_due(commits, time.monotonic()):
                self._trying(lambda: self._publish(begun))
                rhythm.published(commits)

    def end(self) -> None:
        """Publish nothing more."""
        self._over.set()

    def _begin(self) -> Database:
        """The store first: whoever has it open is the writer, and only the writer may answer readers."""
        database = self._opened()
        publishing.prepare(self._folder)
        publishing.sweep(self._folder)
        line.listen(self._folder, self._desk(database))
        return database

    def _publish(self, database: Database) -> int:
        began = time.monotonic()
        number = publishing.publish(Path(database.path), self._folder, self._settings)
        _log.info("published %s in %.2f s", number, time.monotonic() - began)
        return number

    def _trying(self, do: Callable[[], T]) -> T | None:
        while not self._over.is_set():
            try:
                return do()
            except Exception as problem:
                _log.error("not published: %s", problem, exc_info=True)
                self._over.wait(RETRY_SECONDS)
        return None
