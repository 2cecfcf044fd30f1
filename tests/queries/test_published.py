"""Published figures as people read them."""
from __future__ import annotations

import pytest

from queries import cube
from queries.published import published
from tests.queries.store import REAL, STREET, Store, ask, figure


@pytest.mark.parametrize(("qualifier", "words"), [
    ("ge", "600余人"), ("lt", "近600人"), ("approx", "约600人"), ("gt", "超过600人"), ("exact", "600人"),
    (None, "600人"),
])
def test_a_published_figure_keeps_its_qualifier(store: Store, qualifier: str | None, words: str) -> None:
    store.load("statistic", [figure("fair_participants", 600, "人", qualifier=qualifier, figure_no="F0-42")])

    [found] = published(store, REAL)

    assert found.printed() == words
    assert found.metric.zh == "组织参加招聘会人数"


def test_a_vague_figure_has_no_number(store: Store) -> None:
    store.load("statistic", [figure("desks", None, "张", figure_no="F4-03")])

    assert published(store, REAL)[0].printed() == "原文没有数字"


@pytest.mark.parametrize(("value", "unit", "words"), [
    (20211116, "日期", "2021-11-16"), (2022, "年", "2022年"), (5, "年", "5年"), (2911, "户", "2,911户"),
])
def test_a_day_and_a_year_are_printed_as_such(store: Store, value: float, unit: str, words: str) -> None:
    store.load("statistic", [figure("printed", value, unit, figure_no="F3-31")])

    assert published(store, REAL)[0].printed() == words


def test_what_a_unit_reported_is_not_published(store: Store) -> None:
    store.load("statistic", [figure("fairs", 7, "场", version="reported"), figure("fairs", 7, "场", area_code=STREET)])

    assert published(store, REAL) == []


def test_where_no_ledger_is_kept_figures_count_and_no_ledger_is_looked_through(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_through, insert = [], cube._insert_ledger
    monkeypatch.setattr(cube, "_insert_ledger", lambda cursor, inserts, one, *more: (
        looked_through.append(one.id), insert(cursor, inserts, one, *more))[1])
    store.load("statistic", [figure("fair_participants", 600, "人"), figure("fairs", 4, "场")])

    cube.rebuild(store)

    assert ask(store, "participants_per_fair", "2021", REAL).value == 150
    assert {"participants_per_fair", "fairs"}.isdisjoint(looked_through)
    assert "volunteer_teams" in looked_through  # which reads figures itself
