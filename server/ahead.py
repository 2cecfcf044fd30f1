"""Opens every board before anybody asks: when the server has started, and again after every change of the store.

What a page asks of the store is remembered until the next change (data/remembering.py, components/view.py), and who
comes first would wait for it: often the official, in the minute that he has. So the server comes first. It runs the
scripts that a visitor's session runs, as somebody who may look at everything, and sends what they draw to nobody.
"""
from __future__ import annotations

import asyncio
import logging
import threading
import time
from pathlib import Path
from typing import NoReturn

from streamlit import runtime
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.state import SessionState

from components import page, sign_in
from data import latest
from data.database import Database

LOOK_SECONDS = 1.0
QUIET_SECONDS = 2.0  # visitors come first, and a store that was just changed may be changed again at once
RETRY_SECONDS = 30.0
LONGEST = 600.0  # seconds that are waited for one page
BOARDS = tuple(name for name, entry in page.PAGES.items() if entry.section == "board")
_log = logging.getLogger("street.ahead")


def go_ahead(script: Path) -> NoReturn:
    """Go round the boards whenever what visitors read has changed, for as long as the server runs."""
    seen: int | None = None
    while True:
        time.sleep(LOOK_SECONDS)
        try:
            commits = _read_by_visitors().commits
            if commits != seen and _is_quiet(commits):
                began = time.monotonic()
                for name in BOARDS:
                    _give_way()
                    visit(script, name)
                seen = commits
                _log.info("opened %s pages ahead in %.1f s", len(BOARDS), time.monotonic() - began)
        except Exception as problem:  # visitors are told why; here it is tried again
            _log.warning("pages were not opened ahead: %s", problem)
            time.sleep(RETRY_SECONDS)


def visit(script: Path, name: str) -> None:
    """Run one page in a session of its own, as its first visitor would. Visitors keep half of what the machine can do:
    afterwards it rests for as long.
    """
    began, ended, loop, cache = time.monotonic(), threading.Event(), asyncio.new_event_loop(), ScriptCache()
    runner = ScriptRunner(
        session_id=sign_in.AHEAD, main_script_path=str(script), session_state=SessionState(),
        uploaded_file_mgr=MemoryUploadedFileManager("/ahead"), script_cache=cache,
        initial_rerun_data=RerunData(page_name="" if name == "home" else name), user_info={},
        fragment_storage=MemoryFragmentStorage(), pages_manager=PagesManager(str(script), cache), event_loop=loop,
    )

    def heard(_sender: ScriptRunner | None, event: ScriptRunnerEvent, **_more: object) -> None:
        if event is ScriptRunnerEvent.SHUTDOWN:
            ended.set()

    runner.on_event.connect(heard, weak=False)
    runner.start()
    if ended.wait(LONGEST):
        loop.close()
    files = runtime.get_instance().media_file_mgr  # what could be downloaded there is nobody's
    files.clear_session_refs(sign_in.AHEAD)
    files.remove_orphaned_files()
    time.sleep(time.monotonic() - began)


def _read_by_visitors() -> Database:
    """The store, or what is published of it; opened where nobody has opened it yet."""
    return latest.given() or page.store()


def _is_quiet(commits: int) -> bool:
    """Whether the store stays as it is for a while."""
    time.sleep(QUIET_SECONDS)
    return _read_by_visitors().commits == commits


def _give_way() -> None:
    """Wait while visitors ask for pages."""
    while page.quiet_for() < QUIET_SECONDS:
        time.sleep(LOOK_SECONDS)
