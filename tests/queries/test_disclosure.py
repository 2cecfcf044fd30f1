"""Small counts of sensitive groups are hidden below the street, and cannot be computed from what is shown."""
from __future__ import annotations

from collections import defaultdict
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import disclosure, grids, sources
from queries.periods import Period
from tests.queries.store import FIRST, GRID, OTHER_GRID, SECOND, STREET, Store

LEAST = 10
JANUARY = Period.parse("2026-01")
trees = st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=6), min_size=1, max_size=5)


def counts_of(tree: list[list[int]], with_totals: bool) -> dict[str, float]:
    """Grids of communities of one street, each community with its own total if told so."""
    cells = {f"{STREET}{i:03}{j:03}": float(n) for i, grids in enumerate(tree) for j, n in enumerate(grids)}
    totals = {f"{STREET}{i:03}": float(sum(grids)) for i, grids in enumerate(tree)} if with_totals else {}
    return cells | totals


def determined(tree: list[list[int]], hidden: set[str]) -> set[str]:
    """The hidden cells that follow from the shown ones by adding and subtracting."""
    unknown = sorted(hidden)
    sums = [(f"{STREET}{i:03}", [f"{STREET}{i:03}{j:03}" for j in range(len(grids))]) for i, grids in enumerate(tree)]
    sums.append((STREET, [code for code, _ in sums]))
    rows = np.array([[(one in parts) - (one == whole) for one in unknown] for whole, parts in sums], dtype=float)
    rank = np.linalg.matrix_rank(rows) if unknown else 0
    return {
        one for at, one in enumerate(unknown)
        if np.linalg.matrix_rank(np.vstack([rows, np.eye(len(unknown))[at]])) == rank
    }


@settings(max_examples=150, deadline=None)
@given(tree=trees, with_totals=st.booleans())
def test_no_hidden_count_can_be_computed_from_the_shown_counts_and_the_totals(
    tree: list[list[int]], with_totals: bool
) -> None:
    hidden = disclosure.too_small(counts_of(tree, with_totals), LEAST)

    assert not determined(tree, hidden)


@settings(max_examples=100, deadline=None)
@given(tree=trees)
def test_every_small_count_is_hidden_unless_the_street_has_no_other_part(tree: list[list[int]]) -> None:
    cells = counts_of(tree, with_totals=True)
    hidden = disclosure.too_small(cells, LEAST)

    only_part = {code for code in cells if len(tree) == 1 and (len(code) == 12 or len(tree[0]) == 1)}
    assert {code for code, count in cells.items() if count < LEAST} - only_part <= hidden


def test_one_small_count_hides_all_that_add_up_with_it_and_leaves_the_other_communities() -> None:
    cells = {f"{FIRST}{n:03}": float(count) for n, count in enumerate((9, 19, 25), 1)}
    cells |= {f"{SECOND}{n:03}": float(count) for n, count in enumerate((12, 40), 1)}
    assert disclosure.too_small(cells, LEAST) == {f"{FIRST}001", f"{FIRST}002", f"{FIRST}003"}


def seen(counts: dict[str, float], least: int) -> tuple[tuple[str, float | None], ...]:
    """What everybody may see of a street: each area with its number, or None where that is hidden."""
    hidden, every = disclosure.too_small(counts, least), disclosure.with_sums(counts)
    return tuple((code, None if code in hidden else every[code]) for code in sorted(every))


@pytest.mark.parametrize("shape", [(1, 1), (2,), (3,), (4,), (1, 1, 1), (2, 1), (2, 2), (2, 1, 1)], ids=str)
def test_an_attacker_who_knows_the_rules_and_every_shown_number_finds_nobody_out(shape: tuple[int, ...]) -> None:
    """Every street there can be of this shape with up to nine people; counts under 3 are too small.

    What looks the same must leave every hidden count open, unless nobody at all belongs to the group.
    """
    places = [f"{STREET}{at:03}{n:03}" for at, grids in enumerate(shape) for n in range(grids)]
    alike: dict[tuple[tuple[str, float | None], ...], list[dict[str, float]]] = defaultdict(list)
    for counts in (one for one in product(range(10), repeat=len(places)) if sum(one) < 10):
        street = dict(zip(places, map(float, counts), strict=True))
        alike[seen(street, 3)].append(disclosure.with_sums(street))

    for shown, streets in alike.items():
        for code in (one for one, count in shown if count is None):
            possible = {street[code] for street in streets}
            assert len(possible) > 1 or possible == {0.0} == {one[STREET] for one in streets}, (shown, code)


def test_no_filter_of_area_period_or_view_shows_what_another_hides(store: Store) -> None:
    """The same attack through the public doors: records, profile and trace, of every area and level."""
    months = ("2026-01-31", "2026-02-28")
    rows = {(GRID, 3): 14, (OTHER_GRID, 20): 14, (f"{SECOND}001", 22): 25}
    store.load("resident_stat", [
        group(area, "低保残疾人", count) | {"stat_date": day}
        for (area, first), later in rows.items() for day, count in zip(months, (first, later), strict=True)
    ])
    told: dict[tuple[str, str], set[object]] = defaultdict(set)
    for area in (STREET, FIRST, SECOND, GRID, OTHER_GRID, f"{SECOND}001"):
        for asked in ("2026-01", "2026-02", "2026-01-ytd", "2026-02-ytd", "2026"):
            period = Period.parse(asked)
            for _, row in sources.records(store, "resident_stat", area, period).iterrows():
                told[row["area_code"], f"{row['stat_date']:%Y-%m}"].add(row["count"])
            for level in ("community", "grid"):
                for code, found in grids.groups(store, area, period, level).items():
                    told[code, "2026-01" if asked.startswith("2026-01") else "2026-02"] |= set(found.values())

    assert told[GRID, "2026-01"] == told[OTHER_GRID, "2026-01"] == {disclosure.HIDDEN}
    assert told[GRID, "2026-02"] == told[OTHER_GRID, "2026-02"] == {14}
    assert (told[FIRST, "2026-01"], told[SECOND, "2026-01"]) == ({23}, {22})


def test_figures_of_sensitive_groups_reported_one_by_one_are_hidden_like_those_of_a_ledger(store: Store) -> None:
    store.load("statistic", [
        {"area_code": area, "metric_id": "psychiatric_families_trained", "period_start": "2026-01-01",
         "period_end": "2026-01-31", "period_kind": "month", "value": value, "unit": "户"}
        for area, value in ((FIRST, 2), (SECOND, 30))
    ])
    assert set(sources.records(store, "statistic", FIRST, JANUARY)["value"]) == {disclosure.HIDDEN}


def test_the_only_community_of_a_street_has_its_number_and_is_not_hidden_in_vain() -> None:
    cells = {f"{FIRST}001": 9.0, f"{FIRST}002": 9.0}
    assert disclosure.too_small(cells, LEAST) == {f"{FIRST}001", f"{FIRST}002"}


def test_nothing_is_hidden_where_every_count_is_large_enough() -> None:
    assert disclosure.too_small({f"{FIRST}001": 10.0, f"{FIRST}002": 11.0}, LEAST) == set()


def test_the_groups_are_told_by_their_names() -> None:
    assert all(map(disclosure.is_sensitive, ("特服家庭人员", "低保残疾人", "精神残疾家庭", "残疾人服务")))
    assert not any(map(disclosure.is_sensitive, ("老年人60+", "退役军人", "总人数")))


def group(area: str, category: str, count: int) -> dict[str, object]:
    return {"area_code": area, "stat_date": "2026-01-31", "dimension": "service_group", "category": category,
            "count": count}


def test_records_of_a_grid_hide_what_the_rest_of_the_street_would_betray(store: Store) -> None:
    store.load("resident_stat", [
        group(GRID, "低保残疾人", 3), group(OTHER_GRID, "低保残疾人", 14), group(f"{SECOND}001", "低保残疾人", 22),
        group(GRID, "退役军人", 4),
    ])

    shown = sources.records(store, "resident_stat", FIRST, JANUARY)
    told = dict(zip(zip(shown["area_code"], shown["category"], strict=True), shown["count"], strict=True))
    assert told == {(GRID, "低保残疾人"): "＊", (OTHER_GRID, "低保残疾人"): "＊", (GRID, "退役军人"): 4}
    alone = sources.records(store, "resident_stat", OTHER_GRID, JANUARY)
    assert list(alone["count"]) == ["＊"]


def test_a_welfare_row_of_few_disabled_people_hides_every_number_of_it(store: Store) -> None:
    store.load("welfare_stat", [
        {"area_code": area, "month": "2026-01-01", "programme": programme, "persons": persons, "paid_yuan": 900}
        for area, programme, persons in ((FIRST, "残疾人服务", 4), (SECOND, "残疾人服务", 30), (FIRST, "城市低保", 4))
    ])

    shown = sources.records(store, "welfare_stat", STREET, JANUARY).set_index(["area_code", "programme"])
    assert list(shown.loc[(FIRST, "残疾人服务"), ["persons", "paid_yuan"]]) == ["＊", "＊"]
    assert list(shown.loc[(SECOND, "残疾人服务"), ["persons", "paid_yuan"]]) == ["＊", "＊"]
    assert list(shown.loc[(FIRST, "城市低保"), ["persons", "paid_yuan"]]) == [4, 900]
