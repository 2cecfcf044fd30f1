"""The analyses on the demonstration street: parts add up, and what they would have said before is held to account."""
from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from pathlib import Path

import pytest

from data.database import Database
from queries.catalogue import catalogue
from queries.early import early
from queries.explain import explain
from queries.outlook import outlook
from queries.periods import Period
from tests.stores import copied

pytestmark = pytest.mark.slow
STREET, COMMUNITY = "990101001", "990101001004"
SO_FAR = Period.parse("2026-10-ytd")


@pytest.fixture(scope="module")
def store(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(copied(demo_store, tmp_path_factory.mktemp("demonstration")))
    yield database
    database.close()


@pytest.mark.parametrize(("area", "by"), [(STREET, "community"), (STREET, "breakdown"), (COMMUNITY, "grid")])
def test_the_parts_of_every_indicator_add_up_to_its_change(store: Database, area: str, by: str) -> None:
    split = 0
    for name in catalogue():
        found = explain(store, name, area, SO_FAR, SO_FAR.last_year(), by)
        if found.amount is None:
            assert found.why is not None and not found.parts
            continue
        split += 1
        assert abs(fsum(one.total for one in found.parts) - found.amount) <= 1e-9, name
        assert all(abs(one.own + one.shift - one.total) <= 1e-9 for one in found.parts
                   if one.own is not None and one.shift is not None)

    assert split >= 10


def test_a_visitor_sees_how_a_year_of_hot_spot_lists_fared(store: Database) -> None:
    """What is drawn with seasons is found again, far more often than by picking at random."""
    hits = early(store, STREET, Period.parse("2026-10")).hits

    assert hits is not None and hits.lists == 12 and hits.listed >= 30
    assert hits.hit / hits.listed > hits.by_chance + 0.2


def test_a_visitor_sees_how_a_year_of_projections_fared(store: Database) -> None:
    names = ("request_count", "ontime_closure_rate", "satisfaction_rate", "fiscal_revenue")
    tested = [outlook(store, name, STREET, Period.parse("2026-10")).tested for name in names]

    found = [one for one in tested if one is not None]
    assert [one.count for one in found] == [13] * len(names)
    assert all(0 < one.error < 6 for one in found)
    assert sum(one.within for one in found) >= 0.75 * sum(one.count for one in found)
