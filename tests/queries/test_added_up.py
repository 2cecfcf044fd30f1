"""What was added up beforehand answers every question as the single facts do."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data import remembering
from data.database import Database
from queries import series
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
