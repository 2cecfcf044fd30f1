"""What visitors cost: script time and bytes of a page, a hundred of them at once, and the first load in a browser.

The demonstration is served by the real server on the loopback address; visitors speak to it as browsers do.
"""
from __future__ import annotations

import asyncio
import os
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.measuring import Line, p95
from tests.benchmarks.pages import NAMES
from tests.benchmarks.timed_server import EMPTY, FRAME
from tests.benchmarks.visitor import Failed, Heard, Visitor, visiting
from tests.browser import chromium
from tests.browser.server import ROOT, environment, started

EVERY_SECONDS = 5.0  # how often a visitor chooses anew
VISITORS = 100
AREAS = 9  # how many areas visitors choose from
MEGABYTE = 1e6


# --- script time and bytes -------------------------------------------------------------------------------------------


@dataclass
class Cost:
    """What a page's runs cost: seconds of the script for a first visitor, for later ones, and what was sent."""

    first: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    empty: list[float] = field(default_factory=list)
    frame: list[float] = field(default_factory=list)
    sent: list[Heard] = field(default_factory=list)

    def times(self, other: list[float]) -> float:
        """Median script time of the page by that of another."""
        return statistics.median(self.processor) / statistics.median(other)

    @property
    def typical(self) -> Heard:
        """The run with the median of bytes."""
        return sorted(self.sent, key=lambda one: one.bytes)[len(self.sent) // 2]


def script_lines(store: Path, folder: Path, rounds: int) -> Iterator[Line]:
    """Script time and bytes of every page on a change of the area; the heaviest pages are told."""
    times = folder / "times.txt"
    told = environment(store) | {"BENCH_TIMES": str(times)}
    with started(ROOT / "dashboard.py", told, program="tests.benchmarks.timed_server") as (url, _):
        costs = asyncio.run(_costs(url, Times(times), rounds))
    slowest = max(costs, key=lambda name: costs[name].times(costs[name].frame))
    slow = costs[slowest]
    own, clock, frame, empty = (1000 * statistics.median(found)
                                for found in (slow.processor, slow.clock, slow.frame, slow.empty))
    yield Line("script time of the heaviest page / a page with nothing in its frame, answers remembered",
               slow.times(slow.frame), "×", 4,
               f"{slowest}: {own:.0f} ms of the processor, {clock:.0f} on the clock; navigation, filters and header "
               f"alone {frame:.1f} ms")
    yield Line("the same / an empty script, which is no page", slow.times(slow.empty), "×", None,
               f"empty {empty:.1f} ms")
    dearest = max(costs, key=lambda name: statistics.median(costs[name].first))
    yield Line("script time of the slowest page for its first visitor",
               1000 * statistics.median(costs[dearest].first), "ms", None, f"{dearest}, on the clock")
    largest = max(costs, key=lambda name: costs[name].typical.wire)
    sent = costs[largest].typical
    yield Line("sent on a filter change of the largest page, over the wire", sent.wire / 1000, "KB", 60, largest)
    largest = max(costs, key=lambda name: costs[name].typical.bytes)
    sent = costs[largest].typical
    yield Line("the same before it is compressed", sent.bytes / 1000, "KB", None, f"{largest}: {sent.heaviest()}")


async def _costs(url: str, times: Times, rounds: int) -> dict[str, Cost]:
    async with visiting(url) as empty:
        await empty.open("", EMPTY)
        times.last()
        return {name: await _cost(url, name, empty, times, rounds) for name in NAMES}


async def _cost(url: str, name: str, empty: Visitor, times: Times, rounds: int) -> Cost:
    """First every area once, as its first visitor; then again, in turn with an empty frame and an empty script."""
    cost = Cost()
    async with visiting(url) as visitor, visiting(url) as framed:
        for one, query in ((visitor, ""), (framed, FRAME)):
            await one.open("" if name == "home" else name, query)
            times.last()
        wanted = _areas(visitor)
        for area in wanted:
            await visitor.choose("area", area)
            cost.first.append(times.last()[0])
        for area in wanted * rounds:
            cost.sent.append(await visitor.choose("area", area))
            clock, processor = times.last()
            cost.clock.append(clock)
            cost.processor.append(processor)
            await framed.choose("area", area, FRAME)
            cost.frame.append(times.last()[1])
            await empty.again(EMPTY)
            cost.empty.append(times.last()[1])
    return cost


def _areas(visitor: Visitor) -> list[str]:
    """Some areas of every kind, none of them the one that is open."""
    found = visitor.options["area"]
    return found[3 :: max(1, len(found) // AREAS)][:AREAS]


class Times:
    """The notes of the timed server, read run by run."""

    def __init__(self, path: Path) -> None:
        self._path, self._read = path, 0
        path.touch()

    def last(self) -> tuple[float, float]:
        """Seconds on the clock and of the processor of the last run; waits until it has been noted."""
        until = time.monotonic() + 10
        while len(runs := self._path.read_text("utf-8").splitlines()) == self._read and time.monotonic() < until:
            time.sleep(0.002)
        self._read = len(runs)
        clock, processor = runs[-1].split()
        return float(clock), float(processor)


# --- a hundred at once -----------------------------------------------------------------------------------------------


@dataclass
class Crowd:
    """What a hundred visitors saw, and the server's memory (MB) every few seconds of it."""

    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    worked: float = 0.0  # seconds of the processor that the server took for the changes

    def lines(self, what: str) -> Iterator[Line]:
        """How long a change took until drawn, and what went wrong."""
        yield Line(f"{what}: p95 until drawn", p95(self.waits), "s", 1,
                   f"{len(self.waits)} changes, median {statistics.median(self.waits):.2f} s, "
                   f"{1000 * self.worked / len(self.waits):.0f} ms of the servers' processors each; "
                   f"{_load_of_machine()}")
        yield Line("errors", len(self.errors), "", 0, "; ".join(sorted(set(self.errors))[:2]))

    def growth(self) -> float:
        """MB an hour by which the server grew over the second half."""
        half = self.memory[len(self.memory) // 2 :]
        (began, before), (ended, after) = half[0], half[-1]
        return (after - before) / max(ended - began, 1.0) * 3600


def session_lines(store: Path, seconds: float, visitors: int = VISITORS) -> Iterator[Line]:
    """Visitors with a page each, every five seconds another area; answers are remembered."""
    with started(ROOT / "dashboard.py", environment(store)) as (url, process):
        alone = memory(process)
        crowd = asyncio.run(crowded(url, [process], seconds, visitors))
    yield from crowd.lines(f"{visitors} sessions, each a new filter every {EVERY_SECONDS:g} s for {seconds:.0f} s")
    yield Line("memory of the server at the end", crowd.memory[-1][1], "MB", 1000,
               f"{alone:.0f} before the first visitor, {crowd.memory[0][1]:.0f} when all had opened a page")
    yield Line("growth of that memory over the second half", crowd.growth(), "MB/h", None)


async def crowded(
    url: str, processes: Sequence[int], seconds: float, visitors: int, seats: Sequence[httpx.Client | None] = (None,)
) -> Crowd:
    """So many visitors of the servers behind `url`, in the browsers of `seats` in turn."""
    crowd, names = Crowd(), [NAMES[number % len(NAMES)] for number in range(visitors)]
    for seat in seats:
        for name in NAMES:  # so that every answer is remembered
            async with visiting(url, seat) as first:
                await first.open("" if name == "home" else name)
                for area in _areas(first):
                    await first.choose("area", area)
    opened = asyncio.Barrier(visitors + 1)
    one_by_one = asyncio.Semaphore(4)
    running = [asyncio.create_task(_visit(url, seats[number % len(seats)], name, number, seconds, opened, one_by_one,
                                          crowd))
               for number, name in enumerate(names)]
    await opened.wait()
    clock = asyncio.get_running_loop().time
    began, worked = clock(), sum(map(_processor, processes))
    while any(not one.done() for one in running):
        crowd.memory.append((clock() - began, sum(map(memory, processes))))
        await asyncio.sleep(min(EVERY_SECONDS, seconds / 4))
    await asyncio.gather(*running)
    crowd.worked = sum(map(_processor, processes)) - worked
    return crowd


async def _visit(
    url: str, seat: httpx.Client | None, name: str, number: int, seconds: float, opened: asyncio.Barrier,
    one_by_one: asyncio.Semaphore, crowd: Crowd,
) -> None:
    drawn, clock = random.Random(number), asyncio.get_running_loop().time
    async with visiting(url, seat) as visitor:
        async with one_by_one:
            await visitor.open("" if name == "home" else name)
        wanted = _areas(visitor)
        await opened.wait()
        due = clock() + drawn.uniform(0, EVERY_SECONDS)
        until, last = clock() + seconds, ""
        while due < until:
            await asyncio.sleep(max(0.0, due - clock()))
            last = drawn.choice([one for one in wanted if one != last])
            try:
                await visitor.choose("area", last)
                crowd.waits.append(clock() - due)
            except (Failed, TimeoutError) as problem:
                crowd.errors.append(f"{name}: {problem or type(problem).__name__}")
            due += EVERY_SECONDS


def _load_of_machine() -> str:
    return f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def _processor(process: int) -> float:
    """Seconds of the processor that a process has taken so far."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: int) -> float:
    """MB that a process holds."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


# --- the first load --------------------------------------------------------------------------------------------------


def first_load_lines(store: Path, rounds: int) -> Iterator[Line]:
    """How long a browser that knows nothing waits for the first page, against a page with one plotly chart."""
    bare = ROOT / "tests" / "benchmarks" / "apps" / "one_chart.py"
    with started(ROOT / "dashboard.py", environment(store)) as (ours, _), started(bare, {}) as (theirs, _):
        asyncio.run(_known(ours))  # answers are remembered, only the browser is new
        found = _loads({"ours": (ours, OURS_STAND), "theirs": (theirs, THEIRS_STAND)}, rounds)
    ours_load, theirs_load = (sorted(found[name], key=lambda one: one.seconds)[rounds // 2] for name in found)
    yield Line("first load in Chromium until map and charts stand / a page with one plotly chart",
               ours_load.seconds / theirs_load.seconds, "×", 1.5,
               f"{ours_load.seconds:.2f} s and {theirs_load.seconds:.2f} s")
    yield Line("requests of that first load", ours_load.requests, "", None,
               f"{ours_load.size / MEGABYTE:.1f} MB; the page with one chart {theirs_load.requests} and "
               f"{theirs_load.size / MEGABYTE:.1f} MB")


async def _known(url: str) -> None:
    async with visiting(url) as visitor:
        await visitor.open("")


def _loads(sides: dict[str, tuple[str, str]], rounds: int) -> dict[str, list[Load]]:
    """The loads of each side, in turn, each with a cache of its own."""
    with sync_playwright() as playwright:
        browser = chromium.start(playwright)
        found: dict[str, list[Load]] = {name: [] for name in sides}
        for _ in range(rounds):
            for name, (url, stand) in sides.items():
                found[name].append(_load(browser, url, stand))
        browser.close()
    return found


# The script has ended, no place is kept free for something to come, and what plotly draws is drawn.
THEIRS_STAND = """() => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
  && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]')
  && document.querySelector('.js-plotly-plot .main-svg')"""
# The map, too, which comes when the browser has said what it can draw.
OURS_STAND = THEIRS_STAND + """
  && document.querySelector('[class*="st-key-card_map"] .js-plotly-plot .main-svg path')"""


@dataclass(frozen=True)
class Load:
    """One first load: seconds until it stands, requests, bytes of the answers' bodies as sent."""

    seconds: float
    requests: int
    size: int


def _load(browser: Browser, url: str, stand: str) -> Load:
    """A page in a browser that has nothing of it; each context has a cache of its own."""
    context = chromium.context(browser)
    page = context.new_page()
    began = time.perf_counter()
    page.goto(url)
    page.wait_for_function(stand, timeout=120_000)
    seconds = time.perf_counter() - began
    sizes = page.evaluate("performance.getEntriesByType('resource').map(one => one.encodedBodySize)")
    context.close()
    return Load(seconds, 1 + len(sizes), sum(sizes))
