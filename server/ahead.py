"""Opens every board before anybody asks: when the server has started, and again after every change of the store.

What a page asks of the store is remembered until the next change (data/remembering.py, components/view.py), and who
comes first would wait for it: often the official, in the minute that he has. So the server comes first. It runs the
scripts that a visitor's session runs and sends what they draw to nobody: first as whoever may see everything, then as
those to whom access.toml gives some areas, then for each area below the one that a page opens with, each street of a
district or each community of a street.
"""
from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from urllib.parse import urlencode

from streamlit import runtime
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.state import SCRIPT_RUN_WITHOUT_ERRORS_KEY, SessionState

from components import filters, page, sign_in
from data import areas, latest
from data.access import door
from data.turns import turn

LOOK_SECONDS = 1.0
QUIET_SECONDS = 2.0  # visitors come first, and a store that was just changed may be changed again at once
RETRY_SECONDS = 30.0
LONGEST = 600.0  # seconds that one page may take
MOST = 50  # areas, beside the whole; whoever answers for another one pays for the first look
BOARDS = tuple(name for name, entry in page.PAGES.items() if entry.section == "board")
_log = logging.getLogger("street.ahead")


@dataclass(frozen=True)
class _Look:
    """As whom boards are opened, by the areas that they answer for (none: all), and of which area; None: the first."""

    scope: tuple[str, ...] = ()
    area: str | None = None


def go_ahead(script: Path, over: Event) -> None:
    """Go round the boards whenever the store has changed, until it is over.

    A store that cannot be opened is tried again, a round that fails is not.
    """
    seen: int | None = None
    while not over.wait(LOOK_SECONDS):
        try:
            commits = page.store().commits
            if commits != seen and not over.wait(QUIET_SECONDS) and commits == page.store().commits:
                seen = commits
                _round(script, commits, over)
        except Exception as problem:  # visitors are told why by the page itself
            _log.warning("pages were not opened ahead: %s", problem)
            over.wait(RETRY_SECONDS)


def _round(script: Path, commits: int, over: Event) -> None:
    """Every board for each look, until the store changes."""
    scopes = _scopes()
    for of, chosen in (("", lambda: [_Look()] if () in scopes else []), (" of areas", lambda: _narrower(scopes))):
        began, well, looks = time.monotonic(), 0, chosen()
        for look, name in [(look, name) for look in looks for name in BOARDS]:
            while page.quiet_for() < QUIET_SECONDS and not over.is_set():
                over.wait(LOOK_SECONDS)
            if over.is_set() or commits != page.store().commits:
                return
            with turn(_shared()):  # of several servers on one store one goes at a time
                well += _visit(script, name, look, over)
        if looks:
            _log.info("opened %s of %s pages%s ahead in %.1f s", well, len(looks) * len(BOARDS), of,
                      time.monotonic() - began)


def _scopes() -> list[tuple[str, ...]]:
    """The areas of those who come to this server and read what it reads. Where copies are published, whoever only looks
    reads these, at a reader.
    """
    known, published = door.door(), latest.given()
    if known is None:
        return [()]
    return known.rules().scopes(only_look=None if published is None else published.writer is not None)


def _narrower(scopes: Sequence[tuple[str, ...]]) -> list[_Look]:
    """The looks of those who answer for some areas, the widest first, then those at the areas below the whole."""
    looks = [_Look(scope) for scope in sorted(filter(None, scopes), key=lambda one: (len(one[0]), one))]
    if () in scopes:
        looks += [_Look(area=code) for code in _areas_below()]
    return looks[:MOST]


def _areas_below() -> list[str]:
    """The codes of the areas below the one that a page opens with; where that is but one, of those below it."""
    store = page.store()
    offered = filters.path_names(store, (), None)
    codes = [filters.opening(offered)] if offered else []
    while len(codes) == 1:
        codes = [one.code for one in areas.children(store, codes[0])
                 if one.code in offered and len(one.code) > len(codes[0])]
    return codes


def _shared() -> str:
    """A file that all servers on the store may write: readers may write in the folder of the copies alone."""
    published = latest.given()
    return str(published.folder / "ahead") if published else f"{page.store().path}.ahead"


def _visit(script: Path, name: str, look: _Look, over: Event) -> bool:
    """Run one page in a session of its own, as its first visitor would; returns whether it came to its end.

    Visitors keep half of what the machine can do: afterwards it rests for as long.
    """
    began, ended, loop = time.monotonic(), Event(), asyncio.new_event_loop()
    cache, state, session = ScriptCache(), SessionState(), sign_in.session_ahead(look.scope)
    asked = RerunData(page_name="" if name == "home" else name,
                      query_string=urlencode({"area": look.area}) if look.area else "")
    runner = ScriptRunner(
        session_id=session, main_script_path=str(script), session_state=state,
        uploaded_file_mgr=MemoryUploadedFileManager("/ahead"), script_cache=cache,
        initial_rerun_data=asked, user_info={},
        fragment_storage=MemoryFragmentStorage(), pages_manager=PagesManager(str(script), cache), event_loop=loop,
    )

    def heard(_sender: ScriptRunner | None, event: ScriptRunnerEvent, **_more: object) -> None:
        if event is ScriptRunnerEvent.SHUTDOWN:
            ended.set()

    runner.on_event.connect(heard, weak=False)
    runner.start()
    while not ended.wait(LOOK_SECONDS / 10):
        if over.is_set() or time.monotonic() - began > LONGEST:
            runner.request_stop()
            if not ended.wait(RETRY_SECONDS):
                raise TimeoutError(f"{name} does not end")
    loop.close()
    # What could be downloaded there is nobody's; the file itself goes when a visitor's run tidies up.
    runtime.get_instance().media_file_mgr.clear_session_refs(session)
    took = time.monotonic() - began
    over.wait(took)
    return took <= LONGEST and state[SCRIPT_RUN_WITHOUT_ERRORS_KEY] is True
