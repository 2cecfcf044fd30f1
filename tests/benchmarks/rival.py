"""The same small dashboard in Dash and pandas, in turn with ours: four numbers, 36 months, a ranking, a breakdown."""
from __future__ import annotations

import asyncio
import http.client
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from data.database import Database
from queries import series
from queries.periods import Period
from tests.benchmarks import city
from tests.benchmarks.measuring import Line
from tests.benchmarks.timed_server import BOARD
from tests.benchmarks.visitor import Visitor, visiting
from tests.benchmarks.visits import memory
from tests.browser.server import ROOT, environment, free_port, started

PATIENCE = 600
NUMBERS = ("request_count", "ontime_closure_rate", "resolution_rate", "satisfaction_rate")
OUTPUTS = [*((name, "children") for name in NUMBERS), *((name, "figure") for name in ("trend", "ranking", "breakdown"))]
_ROWS = """
copy (select area_code, received_at, due_at::timestamp as due_at, closed_at, category, resolved, satisfied
      from service_request) to '{file}' (format parquet)
"""


@dataclass
class Changes:
    """Seconds of each change of the street, on either side; ours for streets not asked before, and for known ones."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)


def rival_lines(store: Path, folder: Path, rows: int) -> Iterator[Line]:
    """How long a change of the street takes and what the servers hold, by those of Dash with pandas."""
    file = folder / f"requests-{rows}.parquet"
    with duckdb.connect(str(store), read_only=True) as connection:
        connection.execute(_ROWS.format(file=file))
    expected = _expected(store)
    told = environment(store) | {"BENCH_TIMES": str(folder / "times.txt")}
    with _dash(file) as (rival, theirs):
        counted = _ask(rival, city.DISTRICT + "001")
        assert counted == expected, f"we tell {expected}, Dash {counted}"
        with started(ROOT / "dashboard.py", told, program="tests.benchmarks.timed_server") as (url, ours):
            changes = asyncio.run(_changes(url, rival))
            held = memory(ours), memory(theirs)
    medians = [statistics.median(found) for found in (changes.first, changes.again, changes.theirs)]
    note = f"{1000 * medians[2]:.0f} ms"
    yield Line(f"a street nobody has asked for, until sent, at {rows:,} / Dash + pandas", medians[0] / medians[2], "×",
               1, f"{1000 * medians[0]:.0f} ms by {note}; without drawing")
    yield Line("a street that is remembered / Dash + pandas", medians[1] / medians[2], "×", 1,
               f"{1000 * medians[1]:.0f} ms by {note}")
    yield Line("memory of the server / Dash + pandas", held[0] / held[1], "×", 0.25,
               f"{held[0]:.0f} MB by {held[1]:.0f} MB")


def _expected(store: Path) -> list[str]:
    """What we tell of the first street, as Dash would write it."""
    database = Database(store)
    found = series.values(database, NUMBERS, city.DISTRICT + "001", [Period.parse("2026-10-ytd")])
    database.close()
    return [f"{one.value:,.0f}" if one.indicator.id == NUMBERS[0] else f"{one.value:.1f}%" for one in found]


async def _changes(url: str, rival: int) -> Changes:
    changes = Changes()
    async with visiting(url) as visitor:
        await visitor.open("service", BOARD)
        streets = [one for one in visitor.options["area"] if "›" not in one][1:]
        for seconds in (changes.first, changes.again):
            for number, street in enumerate(streets, 1):
                seconds.append(await _ours(visitor, street))
                began = time.perf_counter()
                _ask(rival, f"{city.DISTRICT}{number:03}")
                changes.theirs.append(time.perf_counter() - began)
    return changes


async def _ours(visitor: Visitor, street: str) -> float:
    heard = await visitor.choose("area", street, BOARD)
    assert heard.weights["plotly_chart"], "nothing was drawn"
    return heard.seconds


def _ask(port: int, street: str) -> list[str]:
    """The numbers that Dash answers when a street is chosen; the charts come with them."""
    asked = {
        "output": ".." + "...".join(f"{name}.{what}" for name, what in OUTPUTS) + "..",
        "outputs": [{"id": name, "property": what} for name, what in OUTPUTS],
        "inputs": [{"id": "street", "property": "value", "value": street}],
        "changedPropIds": ["street.value"],
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("POST", "/_dash-update-component", json.dumps(asked), {"Content-Type": "application/json"})
    answer = json.loads(connection.getresponse().read())["response"]
    connection.close()
    assert all(answer[name]["figure"]["data"][0] for name, what in OUTPUTS if what == "figure")
    return [answer[name]["children"] for name in NUMBERS]


@contextmanager
def _dash(file: Path) -> Iterator[tuple[int, int]]:
    """The port and the process of a Dash server over that file, once it answers."""
    port = free_port()
    command = [sys.executable, "-m", "tests.benchmarks.rival_dash", str(file), str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(port, server)
            yield port, server.pid
        finally:
            server.terminate()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).connect()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("Dash did not start; is requirements-bench.txt installed?")
