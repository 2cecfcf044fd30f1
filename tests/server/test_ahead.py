"""The server opens its boards before anybody asks, so that whoever comes first need not wait."""
from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from components import filters, page, view
from data import areas, publishing
from data.database import Database
from data.latest import Latest
from queries import opening
from server import ahead
from tests.benchmarks.visitor import visiting
from tests.browser.server import ROOT, environment, started
from tests.pages.small_street import COMMUNITIES
from tests.server.apart import answered
from tests.server.provider import free_port, sign_in, write_rules
from tests.stores import copied

PATIENCE = 60
ROUND = 2  # it tells of the whole, then of all that is narrower
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


async def _open(url: str, seat: object = None, query: str = "") -> None:
    for name in PAGES:
        async with visiting(url, seat) as visitor:  # type: ignore[arg-type]
            await visitor.open(name, query)


def test_the_first_visitor_finds_every_answer_after_a_start_and_after_a_change(
    small_store: Path, tmp_path: Path,
) -> None:
    with counted(copied(small_store, tmp_path)) as (url, change, told):
        for number in (1, 2):
            wait_until(lambda number=number: told()[1] == ROUND * number)
            before = asked_by_now(told)
            answered(_open(url))
            answered(_open(url, query=f"area={next(iter(COMMUNITIES))}"))
            assert asked_by_now(told) == before
            change.touch()


def test_where_people_sign_in_it_goes_round_although_nobody_has(
    small_store: Path, tmp_path: Path, provider: str,
) -> None:
    port = free_port()
    rules = write_rules(tmp_path / "access.toml", provider, f"http://localhost:{port}")
    with counted(copied(small_store, tmp_path), rules, port) as (_, _, told):
        url = f"http://localhost:{port}"
        wait_until(lambda: told()[1] == ROUND)
        for who in ("boss", "looker"):  # who sees everything, and who answers for one street
            with contextlib.closing(sign_in(url, who)) as seat:
                for path in ("/", "/_stcore/health"):
                    seat.get(path).raise_for_status()
                before = asked_by_now(told)
                answered(_open(url, seat))
            assert asked_by_now(told) == before


def test_of_older_data_nothing_is_kept(small_store: Path, tmp_path: Path) -> None:
    store = opening.open_store(copied(small_store, tmp_path))
    drawn: list[int] = []
    draw = view.until_newer(lambda version: drawn.append(version))

    def look() -> None:
        view.remembered(areas.names, store, store.commits)
        draw(store.commits)

    look()
    look()
    assert drawn == [store.commits]
    with store.write():
        pass
    look()
    assert view._kept.cache_info().currsize == 1
    view.remembered(areas.names, store, store.commits - 1)  # a page that began before the change still ends
    look()
    assert len(drawn) == 2
    store.close()


def test_where_copies_are_published_the_newest_one_lets_go_of_nothing(small_store: Path, tmp_path: Path) -> None:
    store = opening.open_store(copied(small_store, tmp_path))
    publishing.prepare(tmp_path / "copies")
    publishing.publish(Path(store.path), tmp_path / "copies")
    copy = Latest(tmp_path / "copies", store.path)
    made: list[str] = []

    def names(database: Database) -> None:
        made.append("copy" if database is copy else "store")

    for database in (store, copy):
        view.remembered(names, database, database.commits)
    publishing.publish(Path(store.path), tmp_path / "copies")
    copy.look()
    for database in (copy, store):
        view.remembered(names, database, database.commits)

    assert made == ["store", "copy", "copy"]
    store.close()


def test_a_store_without_areas_has_none_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Database(tmp_path / "street.duckdb")
    monkeypatch.setattr(page, "store", lambda: store)
    assert ahead._areas_below() == []
    store.close()


def test_of_a_district_with_one_street_the_communities_are_opened(
    small_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = Database(copied(small_store, tmp_path))
    with store.write() as cursor:
        cursor.execute("delete from area where not starts_with(area_code, '990101')")
    monkeypatch.setattr(page, "store", lambda: store)
    monkeypatch.setattr(filters, "DEFAULT_AREA", "none")
    assert ahead._areas_below() == list(COMMUNITIES)
    store.close()
