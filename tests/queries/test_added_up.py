"""What was added up beforehand answers every question as the single facts do."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from components import grids
from data import areas, remembering
from data.database import Database
from queries import by_grid, series
from queries.catalogue import ALL, catalogue
from queries.periods import Period
from queries.series import Value
from tests.stores import copied

DISTRICT, STREET, COMMUNITY = "990101", "990101001", "990101001004"
PERIODS = [Period.parse(text) for text in ("2026-10-ytd", "2025", "2026-Q2", "2026-02-05_2026-04-17", "2026-10")]
NAMES = list(catalogue())


@pytest.fixture(scope="module")
def store(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(copied(demo_store, tmp_path_factory.mktemp("added_up")))
    yield database
    database.close()


def told(found: list[Value]) -> list[tuple]:
    return [(one.indicator.id, one.area_code, one.breakdown, one.display(), one.bound, one.why, one.note,
             one.numerator and pytest.approx(one.numerator), one.denominator and pytest.approx(one.denominator))
            for one in found]


@pytest.mark.parametrize("area", [DISTRICT, STREET, COMMUNITY])
@pytest.mark.parametrize("ask", [
    lambda store, area: series.values(store, NAMES, area, PERIODS),
    lambda store, area: series.by_areas(store, NAMES, area, PERIODS, "street" if area == DISTRICT else "community"),
    lambda store, area: [one for name in NAMES for one in series.by_breakdown(store, name, area, PERIODS[0])],
    lambda store, area: [one for name in NAMES for part in series.parts(store, name, area)[:2]
                         for [one] in series.course(store, name, area, PERIODS, part=part)],
], ids=["the area", "its areas", "its parts", "the course of a part"])
def test_added_up_facts_tell_what_single_ones_do(
    store: Database, monkeypatch: pytest.MonkeyPatch, area: str, ask: Callable[[Database, str], list[Value]]
) -> None:
    found = told(ask(store, area))
    monkeypatch.setattr(series._Asked, "rolled_up", "")
    monkeypatch.setattr(series._Asked, "of_the_area_alone", False)
    monkeypatch.setattr(series._Asked, "of_each_street", False)
    remembering.forget()

    assert found == told(ask(store, area))
    assert any(one[3] not in ("暂无数据", ALL) for one in found)


@pytest.mark.parametrize("area", [DISTRICT, STREET, COMMUNITY])
def test_what_is_kept_by_grid_tells_what_single_facts_do(
    store: Database, monkeypatch: pytest.MonkeyPatch, area: str
) -> None:
    watched = sorted(by_grid.WATCHED)
    some = [one.code for one in areas.every(store) if one.level == "grid" and one.code.startswith(area)][:3]

    def ask() -> list[Value]:
        single = [one for name in watched for period in PERIODS
                  for one in series.by_area(store, name, area, period, "grid")]
        several = [one for each in series.values_of(store, watched, some, PERIODS).values() for one in each]
        return [*single, *series.by_areas(store, watched, area, PERIODS, "grid"), *several]

    found = told(ask())
    assert {row["indicator"] for row in store.rows("select distinct indicator from grid_facts")} == set(watched)
    monkeypatch.setattr(by_grid, "WATCHED", frozenset())
    remembering.forget()

    assert found == told(ask())


def test_what_is_looked_at_of_every_grid_is_kept_by_grid() -> None:
    assert {name for name, _ in grids.WATCHED} == by_grid.WATCHED
    assert all(catalogue()[name].pooled for name in by_grid.WATCHED)
