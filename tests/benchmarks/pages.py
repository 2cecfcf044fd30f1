"""What the pages ask of the database: their queries are recorded once and asked again."""
from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.testing.v1 import AppTest

from components import page
from data.access import door
from data.database import Database
from tests.benchmarks.measuring import p95

ROOT = Path(__file__).parents[2]
NAMES = ("home", "service", "renovation", "employment", "commitment", "economy", "volunteer", "grid", "facility",
         "analysis", "meeting")
Asked = list[tuple[str, Any, str]]


class _Listening:
    """A cursor that notes what it is asked, and how the answer was fetched."""

    def __init__(self, cursor: Any, heard: Asked) -> None:
        self._cursor = cursor
        self._heard = heard

    def execute(self, sql: str, params: Any = ()) -> Any:
        self._heard.append((sql, params, "fetchall"))
        self._cursor.execute(sql, params)
        return self

    def __getattr__(self, name: str) -> Any:
        if name in ("to_arrow_table", "df", "fetchone", "fetchall"):
            sql, params, _ = self._heard.pop()
            self._heard.append((sql, params, name))
        return getattr(self._cursor, name)


class Recorder(Database):
    """A store that notes every question."""

    def __init__(self, path: Path) -> None:
        self.heard: Asked = []
        super().__init__(path)
        self.heard.clear()

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        with super().cursor() as cursor:
            yield _Listening(cursor, self.heard)


@dataclass(frozen=True)
class Opened:
    """What a page asked for its first visitor after an import, the seconds until it was drawn, and the same for one who
    comes when everything has been asked before: by another visitor, or ahead by the server (server/ahead.py).
    """

    asked: Asked
    seconds: float
    asked_again: Asked
    seconds_again: float


def opened(path: Path, area: str | None = None) -> dict[str, Opened]:
    """Every page, opened by its first visitor after an import of requests: nothing is remembered but the list of areas,
    which no such import changes; of the whole district, or of one area.
    """
    door.install(ROOT / "no_access.toml")
    store, seconds = Recorder(path), list[float]()
    found: dict[str, Opened] = {}
    own, page.store = page.store, lambda: store  # type: ignore[assignment]
    run = ScriptRunner._run_script

    def timed(self: ScriptRunner, rerun_data: Any) -> None:
        began = time.perf_counter()
        run(self, rerun_data)
        seconds.append(time.perf_counter() - began)

    ScriptRunner._run_script = timed  # type: ignore[method-assign]
    try:
        for name in NAMES:
            _visit(name, area, store)  # what is imported and drawn once in a process is not the page's own
            store.commits += 1
            first, again = (_visit(name, area, store, seconds) for _ in range(2))
            found[name] = Opened(*first, *again)
            assert found[name].asked, f"{name} asked nothing"
    finally:
        ScriptRunner._run_script = run  # type: ignore[method-assign]
        page.store = own  # type: ignore[assignment]
        store.close()
    return found


def recorded(path: Path, area: str | None = None) -> dict[str, Asked]:
    """The questions of every page for its first visitor."""
    return {name: one.asked for name, one in opened(path, area).items()}


def _visit(name: str, area: str | None, store: Recorder, seconds: list[float] | None = None) -> tuple[Asked, float]:
    """What a new visitor's page asks, and the seconds that its script takes."""
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=600)
    if area:
        at.query_params["area"] = area
    if name != "home":
        at.switch_page(f"pages/{name}.py")
    seconds = [] if seconds is None else seconds
    store.heard.clear()
    seconds.clear()
    at.run()
    assert not at.exception and not at.error, f"{name}: {at.exception or at.error[0].value}"
    asked = [one for one in store.heard if _begins(one[0]).startswith(("select", "with", "from", "("))]
    return asked, sum(seconds)


def _begins(sql: str) -> str:
    """What a statement begins with, whatever is said of it before."""
    lines = (line.strip().lower() for line in sql.splitlines())
    return next((line for line in lines if line and not line.startswith("--")), "")


def alone(database: Database, asked: dict[str, Asked], rounds: int) -> dict[str, float]:
    """The p95 of the milliseconds that all questions of a page take, page by page."""
    return {name: p95([_ask(database, questions) for _ in range(rounds)]) for name, questions in asked.items()}


def singly(database: Database, asked: dict[str, Asked], rounds: int) -> float:
    """The p95 of the milliseconds of one question, of all that any page asks."""
    return p95([_ask(database, [one]) for questions in asked.values() for one in questions for _ in range(rounds)])


def together(database: Database, asked: dict[str, Asked], threads: int, rounds: int) -> float:
    """The p95 of the milliseconds that a page's questions take while as many threads ask at once."""
    found: list[float] = []

    def visit(seed: int) -> None:
        drawn = random.Random(seed)
        for _ in range(rounds):
            found.append(_ask(database, asked[drawn.choice(list(asked))]))

    visitors = [threading.Thread(target=visit, args=(seed,)) for seed in range(threads)]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    return p95(found)


def _ask(database: Database, questions: Asked) -> float:
    began = time.perf_counter()
    with database.cursor() as cursor:
        for sql, params, fetched in questions:
            getattr(cursor.execute(sql, params), fetched)()
    return (time.perf_counter() - began) * 1000
