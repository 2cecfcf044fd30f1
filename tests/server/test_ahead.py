"""The server opens its boards before anybody asks, so that whoever comes first need not wait."""
from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.visitor import visiting
from tests.browser.server import ROOT, environment, started
from tests.server.apart import answered
from tests.server.provider import free_port, sign_in, write_rules
from tests.stores import copied

PATIENCE = 60
PAGES = ("", "service", "meeting", "renovation", "analysis")
Told = Callable[[], tuple[int, int, int]]  # how often it was told, rounds, questions


@contextmanager
def counted(store: Path, rules: Path | None = None, port: int | None = None) -> Iterator[tuple[str, Path, Told]]:
    """A server on that store: its address, the file that changes the store, how often it has gone round and asked."""
    told, change = store.with_name("told"), store.with_name("change")
    given = environment(store, rules, ahead=True) | {"TOLD_TO": str(told), "CHANGE": str(change)}

    def read() -> tuple[int, int, int]:
        beat, rounds, asked = map(int, told.read_text("utf-8").split() if told.exists() else (0, 0, 0))
        return beat, rounds, asked

    with started(ROOT / "dashboard.py", given, port, "tests.server.counted_server") as (url, _):
        yield url, change, read


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.05)


def asked_by_now(told: Told) -> tuple[int, int]:
    """Rounds and questions, told after whatever has happened until now."""
    beat = told()[0]
    wait_until(lambda: told()[0] >= beat + 2)
    return told()[1:]


async def _open(url: str, seat: object = None) -> None:
    for name in PAGES:
        async with visiting(url, seat) as visitor:  # type: ignore[arg-type]
            await visitor.open(name)


def test_the_first_visitor_finds_every_answer_after_a_start_and_after_a_change(
    small_store: Path, tmp_path: Path,
) -> None:
    with counted(copied(small_store, tmp_path)) as (url, change, told):
        for number in (1, 2):
            wait_until(lambda number=number: told()[1] == number)
            before = asked_by_now(told)
            answered(_open(url))
            assert asked_by_now(told) == before
            change.touch()


def test_where_people_sign_in_it_goes_round_although_nobody_has(
    small_store: Path, tmp_path: Path, provider: str,
) -> None:
    port = free_port()
    rules = write_rules(tmp_path / "access.toml", provider, f"http://localhost:{port}")
    with counted(copied(small_store, tmp_path), rules, port) as (_, _, told):
        url = f"http://localhost:{port}"
        wait_until(lambda: told()[1] == 1)
        before = asked_by_now(told)
        with contextlib.closing(sign_in(url, "boss")) as seat:
            for path in ("/", "/_stcore/health"):
                seat.get(path).raise_for_status()
            answered(_open(url, seat))
        assert asked_by_now(told) == before
