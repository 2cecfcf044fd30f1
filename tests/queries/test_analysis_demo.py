"""The analyses on the demonstration street: the parts of every indicator's change add up to it."""
from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from pathlib import Path

import pytest

from data.database import Database
from queries.catalogue import catalogue
from queries.explain import explain
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
