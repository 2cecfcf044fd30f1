"""The server, noting how long each run of a script took: `python -m tests.benchmarks.timed_server …`.

Takes what `python -m server` takes. A line of $BENCH_TIMES is one run: seconds on the clock, seconds of the processor.
Whoever asks for `?bench=empty` is served an empty script instead of the dashboard, whoever asks for `?bench=frame` a
page of it with nothing in its frame, and for `?bench=board` one with four cards and three charts, by the same process.
"""
from __future__ import annotations

import os
import time
from pathlib import Path
from types import CodeType
from typing import Any
from urllib.parse import parse_qs

import typer
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

from server.__main__ import main

EMPTY, FRAME, BOARD = "bench=empty", "bench=frame", "bench=board"
IN_FRAME = {
    "frame": "",
    "board": """
from components import cards, charts
cards.headlines(view, ["request_count", "ontime_closure_rate", "resolution_rate", "satisfaction_rate"])
charts.trend(view)
charts.ranking(view)
charts.breakdown(view)
""",
}


class _Empty(ScriptCache):
    """Whatever is asked for is an empty script."""

    def get_bytecode(self, script_path: str) -> CodeType:
        return compile("", script_path, "exec")


class _Framed(ScriptCache):
    """Whichever page is asked for has its navigation, filters and header, and other panels than its own."""

    def __init__(self, panels: str) -> None:
        super().__init__()
        self._panels = panels

    def get_bytecode(self, script_path: str) -> CodeType:
        path = Path(script_path)
        if path.parent.name != "pages":
            return super().get_bytecode(script_path)
        return compile(f"from components import page\nview = page.start({path.stem!r})\n{self._panels}", script_path,
                       "exec")


def note_times(path: Path) -> None:
    """From now on every run of a script leaves a line."""
    run = ScriptRunner._run_script
    instead = {"empty": _Empty(), **{name: _Framed(panels) for name, panels in IN_FRAME.items()}}

    def timed(self: ScriptRunner, rerun_data: Any) -> None:
        own, pages = self._script_cache, self._pages_manager
        [asked] = parse_qs(rerun_data.query_string).get("bench", [""])
        self._script_cache = pages._script_cache = instead.get(asked, own)
        clock, processor = time.perf_counter(), time.thread_time()
        try:
            run(self, rerun_data)
        finally:
            taken = time.perf_counter() - clock, time.thread_time() - processor
            self._script_cache = pages._script_cache = own
            with path.open("a") as file:
                file.write(f"{taken[0]} {taken[1]}\n")

    ScriptRunner._run_script = timed  # type: ignore[method-assign]


if __name__ == "__main__":
    note_times(Path(os.environ["BENCH_TIMES"]))
    typer.run(main)
