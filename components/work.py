"""Work that takes long: it goes on in a thread of its own, while the page shows how far it is and offers to cancel."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from components.language import lang, t
from data.database import Database
from data.language import Label

LOOK_SECONDS = 0.15
PERSUADE_SECONDS = 0.5
Found = TypeVar("Found")
Tell = Callable[[Label, float], None]


class _Cancelled(Exception):
    """Ends the work at its next step."""


class _Work(threading.Thread):
    """One piece of work, what it said last, and what came of it."""

    def __init__(self, work: Callable[[Tell], Any]) -> None:
        super().__init__(daemon=True, name="street-work")
        self._work = work
        self._cancelled = threading.Event()
        self.said: tuple[Label, float] | None = None
        self.found: Any = None
        self.problem: BaseException | None = None

    def run(self) -> None:
        try:
            self.found = self._work(self._tell)
        except BaseException as problem:
            self.problem = problem

    def cancel(self, database: Database) -> None:
        """Stop the statement under way and wait until everything is rolled back."""
        self._cancelled.set()
        while self.is_alive():
            database.interrupt(self)
            self.join(PERSUADE_SECONDS)

    def _tell(self, text: Label, share: float) -> None:
        if self._cancelled.is_set():
            raise _Cancelled
        self.said = (text, share)


def watched(
    database: Database, work: Callable[[Tell], Found], key: str, on_cancel: Callable[[], None],
    too_late: Callable[[Found], None] = lambda _found: None,
) -> Found:
    """What `work` gives back, or what it raises. Meanwhile there is a bar, and a button that calls `on_cancel`.

    Whatever ends this run of the page (the button, another page, a closed window) cancels the work, and the
    transaction in which it writes is rolled back. `too_late` is told what was found where it had been done already.
    """
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0, t("upload.checking"), width="stretch")
        st.button(t("upload.cancel"), icon=":material/close:", key=key, on_click=on_cancel)
    language, running = lang(), _Work(work)
    running.start()
    try:
        while running.is_alive():
            running.join(LOOK_SECONDS)
            if running.said:
                text, share = running.said
                bar.progress(min(max(share, 0.0), 1.0), text.text(language))
    except BaseException:  # Streamlit ends a run by exceptions of its own
        running.cancel(database)
        if running.found is not None:
            too_late(running.found)
        raise
    place.empty()
    if running.problem is not None:
        raise running.problem
    return running.found
