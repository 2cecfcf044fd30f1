"""Who moved the number: the parts of a change, which add up to it."""
from __future__ import annotations

from collections.abc import Sequence
from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import cube
from queries.catalogue import ALL, catalogue
from queries.explain import REST, Explanation, explain
from queries.periods import Period
from tests.queries.store import FIRST, GRID, OTHER_GRID, REAL, SECOND, STREET, Store, figure, jobs, request

JANUARY, FEBRUARY = Period.parse("2026-01"), Period.parse("2026-02")
AREAS = (FIRST, SECOND, GRID, OTHER_GRID, STREET)


def split(store: Store, name: str, by: str = "community", area: str = STREET) -> Explanation:
    return explain(store, name, area, FEBRUARY, JANUARY, by)


def closed(month: int, area: str, on_time: int, late: int, **given: object) -> list[dict]:
    """That many requests closed on time and late in a month of 2026."""
    usual = {"area_code": area, "received_at": f"2026-0{month}-02 09:00", "due_at": f"2026-0{month}-10", **given}
    return [request(closed_at=f"2026-0{month}-{day}", **usual) for day in ["05"] * on_time + ["20"] * late]


def amounts(found: Explanation) -> dict[str, tuple[float | None, float | None, float]]:
    """Name -> own change, shift of weight, both, in points."""
    return {one.name.zh: (one.own and round(one.own, 6), one.shift and round(one.shift, 6), round(one.total, 6))
            for one in found.parts}


def assert_adds_up(found: Explanation) -> None:
    assert found.amount is not None
    assert abs(fsum(one.total for one in found.parts) - found.amount) <= 1e-9
    for one in found.parts:
        if one.own is not None and one.shift is not None:
            assert abs(one.own + one.shift - one.total) <= 1e-9


def test_a_rate_moves_by_its_parts_own_rates_and_by_the_shift_of_weight(store: Store) -> None:
    # First: 8 of 10 to 9 of 20; second: 5 of 10 to 5 of 10. The whole falls from 65 to 46.7 per cent.
    store.load("service_request", [
        *closed(1, FIRST, 8, 2), *closed(1, SECOND, 5, 5), *closed(2, FIRST, 9, 11), *closed(2, SECOND, 5, 5),
    ])

    found = split(store, "ontime_closure_rate")

    # By hand, after Kitagawa: own = mean weight × difference of rates; shift = difference of weights × (mean rate
    # of the part − mean rate of the whole).
    middle = (65 + 140 / 3) / 2
    assert amounts(found) == {
        "甲社区": (round((1 / 2 + 2 / 3) / 2 * -35, 6), round(1 / 6 * (62.5 - middle), 6),
                round((1 / 2 + 2 / 3) / 2 * -35 + 1 / 6 * (62.5 - middle), 6)),
        "乙社区": (0, round(-1 / 6 * (50 - middle), 6), round(-1 / 6 * (50 - middle), 6)),
    }
    assert_adds_up(found)
    assert found.sentence() == "按时办结率下降18.3个百分点，其中甲社区影响20.4个百分点，诉求构成变化反向影响2.1个百分点"


def test_the_sentence_adds_up_and_names_no_cause(store: Store) -> None:
    store.load("service_request", [
        *closed(1, FIRST, 8, 2), *closed(1, SECOND, 5, 5), *closed(2, FIRST, 9, 11), *closed(2, SECOND, 5, 5),
    ])

    said = split(store, "ontime_closure_rate").sentence()

    assert not any(word in said for word in ("因为", "由于", "导致", "原因", "造成"))


def test_the_weights_of_kinds_can_move_a_rate_that_no_kind_moved(store: Store) -> None:
    store.load("service_request", [
        *closed(1, GRID, 9, 1, category="环保"), *closed(1, GRID, 4, 6, category="治安"),
        *closed(2, GRID, 9, 1, category="环保"), *closed(2, GRID, 8, 12, category="治安"),
    ])

    found = split(store, "ontime_closure_rate", "breakdown")

    assert all(one.own == pytest.approx(0, abs=1e-9) for one in found.parts)
    assert found.shift == pytest.approx(found.amount)
    assert found.sentence() == "按时办结率下降8.3个百分点，其中诉求构成变化影响8.3个百分点"


def test_a_count_splits_into_the_differences_of_its_parts(store: Store) -> None:
    store.load("service_request", [*closed(1, FIRST, 3, 0), *closed(1, SECOND, 1, 0), *closed(2, FIRST, 8, 0),
                                   *closed(2, SECOND, 3, 0)])

    found = split(store, "request_count")

    assert amounts(found) == {"甲社区": (None, None, 5), "乙社区": (None, None, 2)}
    assert found.sentence() == "诉求受理量增加7件，其中甲社区影响5件，乙社区影响2件"


def test_what_lies_in_no_community_is_named_as_other(store: Store) -> None:
    store.load("service_request", [*closed(1, FIRST, 3, 1), *closed(1, STREET, 2, 2), *closed(2, FIRST, 3, 3),
                                   *closed(2, STREET, 4, 0)])

    found = split(store, "ontime_closure_rate")

    assert found.parts[-1].key == REST and found.parts[-1].name.zh == "其他/未知"
    assert_adds_up(found)


def test_a_score_splits_into_its_weighted_rates_and_over_areas(store: Store) -> None:
    store.load("service_request", [
        *closed(1, FIRST, 5, 5), *closed(2, FIRST, 5, 5), *closed(1, SECOND, 4, 0, satisfied="0"),
        *closed(2, SECOND, 4, 1, resolved="0"),
    ])

    by_rate, by_area = split(store, "three_rate_score", "breakdown"), split(store, "three_rate_score")

    assert {one.name.zh for one in by_rate.parts} == {"响应率", "解决率", "满意率"}
    for found in (by_rate, by_area):
        assert_adds_up(found)


def test_figures_that_are_only_about_right_are_not_split(store: Store) -> None:
    january, february = ({"period_start": first, "period_end": last, "period_kind": "month"}
                         for first, last in (("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28")))
    store.load("statistic", [
        figure("intents", 300, "人", value_bound=2, **january), figure("fair_participants", 600, "人", **january),
        figure("intents", 330, "人", **february), figure("fair_participants", 600, "人", **february),
    ])

    found = split(store, "fair_intent_rate", area=REAL)

    assert found.amount is None and not found.parts
    assert found.sentence() == "招聘会意向达成率的变化不作分解：数据为约数，不能比较升降"


def test_other_reporting_units_are_not_split(store: Store) -> None:
    store.load("employment_stat", [jobs("2026-01", 5), jobs("2026-01", 4, area=SECOND), jobs("2026-02", 6)])

    found = split(store, "jobs_developed")

    assert found.why is not None and found.why.zh.startswith("填报单位不同")


def test_what_is_told_for_communities_only_is_not_split_over_grids(store: Store) -> None:
    found = split(store, "volunteer_activities", "grid")

    assert found.amount is None and found.why is not None


def fill(store: Store, facts: Sequence[tuple[str, str, str, int, int]]) -> None:
    """The same facts of every indicator: area, breakdown, month, numerator and denominator, as they may stand there."""
    single = [one for one in catalogue().values() if not one.combine]
    columns = dict(zip(("areas", "kinds", "months", "tops", "bases"), map(list, zip(*facts, strict=True)), strict=True))
    with store.write() as cursor:
        cursor.execute("delete from indicator_fact")
        cursor.execute("delete from indicator_cells_2")
        cursor.execute("delete from indicator_cells_16")
        cursor.execute(
            """
            with fact as (
                select unnest($areas) as area_code, unnest($kinds) as breakdown, unnest($months)::date as month,
                       unnest($tops) / 7 as numerator, unnest($bases) / 3 as denominator
            ), indicator as (
                select unnest($names) as name, unnest($rates) as is_rate
            )
            insert into indicator_fact
            select name, area_code, month, month, breakdown, numerator, if(is_rate, denominator, null), 0, 0, 'event', 0
            from fact, indicator
            """,
            columns | {"names": [one.id for one in single], "rates": [one.is_rate for one in single]},
        )
        cube.roll_up(cursor, list(catalogue()))


KINDS = ("环保", "治安", "未填")
MONTHS = ("2025-01-01", "2025-02-01", "2025-12-01", "2026-01-01", "2026-02-01")
PERIODS = [(Period.parse(now), Period.parse(before)) for now, before in (
    ("2026-02", "2026-01"), ("2026-02", "2025-02"), ("2026-02-ytd", "2025-02-ytd"), ("2026-01", "2025-12"),
    ("2026-Q1", "2025-Q1"), ("2026", "2025"),
)]
FACTS = st.lists(st.tuples(st.sampled_from(AREAS), st.sampled_from(KINDS), st.sampled_from(MONTHS),
                           st.integers(0, 40), st.integers(0, 60)), min_size=1, max_size=30)
WAYS = {"periods": st.sampled_from(PERIODS), "area": st.sampled_from((STREET[:6], STREET, FIRST)),
        "by": st.sampled_from(("street", "community", "grid", "breakdown")), "part": st.sampled_from((*KINDS, ALL))}


def is_split(store: Store, name: str, area: str, periods: tuple[Period, Period], by: str, part: str) -> bool:
    """Whether the change is split; if it is, its parts add up, and if not, it says why."""
    found = explain(store, name, area, *periods, by, part)
    if found.why is not None:
        assert not found.parts
        return False
    assert_adds_up(found)
    return True


@settings(max_examples=25)
@given(facts=FACTS, names=st.lists(st.sampled_from(list(catalogue())), min_size=1, max_size=4, unique=True), **WAYS)
def test_the_parts_add_up_to_the_whole_whatever_the_facts(shared_store: Store, facts, names, **way) -> None:
    fill(shared_store, facts)

    for name in names:
        is_split(shared_store, name, **way)


@pytest.mark.slow
def test_the_parts_add_up_to_the_whole_of_every_indicator_period_and_area(shared_store: Store) -> None:
    split: set[str] = set()

    @settings(max_examples=60)
    @given(facts=FACTS, **WAYS)
    def whatever_the_facts(facts, **way) -> None:
        fill(shared_store, facts)
        split.update(name for name in catalogue() if is_split(shared_store, name, **way))

    whatever_the_facts()
    assert split == {one.id for one in catalogue().values() if not one.per_target}
