"""Small counts of sensitive groups are hidden below the street, and cannot be computed from what is shown."""
from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import disclosure, sources
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


def test_hidden_counts_that_add_up_to_the_largest_they_can_be_take_a_third_with_them() -> None:
    cells = {f"{FIRST}{n:03}": float(count) for n, count in enumerate((9, 9, 25, 40), 1)}
    assert disclosure.too_small(cells, LEAST) == {f"{FIRST}001", f"{FIRST}002", f"{FIRST}003"}


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
