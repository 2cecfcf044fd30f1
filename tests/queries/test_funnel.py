"""Fair comparison: funnel limits, over-dispersion, names of those outside, and ties."""
from __future__ import annotations

from dataclasses import replace
from math import sqrt
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from queries.funnel import Funnel, dispersion, funnel, limits, parts_of_scores, ranks, ranks_text, wilson, z_score
from queries.periods import Period
from queries.series import by_area
from tests.queries.store import STREET, Store, monthly

OCTOBER = Period.parse("2026-10")
LETTERS = "甲乙丙丁戊己庚辛壬癸"


@pytest.mark.parametrize(("top", "base", "low", "high"), [
    # Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I.
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718),
])
def test_intervals_are_those_that_newcombe_printed(top: int, base: int, low: float, high: float) -> None:
    assert wilson(top, base) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_limits_of_a_share_are_interpolated_between_binomial_counts_as_spiegelhalter_has_it() -> None:
    """Twenty draws at one half: by any table of the binomial P(≤ 5) = 0.0207, P(≤ 6) = 0.0577, P(≤ 3) = 0.0013."""
    inner, outer = limits("binomial", 0.5, 20)

    assert inner[0] * 20 == pytest.approx(6 - (0.0577 - 0.025) / (0.0577 - 0.0207), abs=0.01)
    assert 2 < outer[0] * 20 < 3
    assert (inner[1], outer[1]) == (pytest.approx(1 - inner[0]), pytest.approx(1 - outer[0]))


def test_limits_of_counts_are_interpolated_between_poisson_counts() -> None:
    """Ten expected: by any table of the Poisson distribution P(≤ 3) = 0.0103, P(≤ 4) = 0.0293."""
    inner, _ = limits("poisson", 2.0, 5.0)

    assert inner[0] * 5 == pytest.approx(4 - (0.0293 - 0.025) / (0.0293 - 0.0103), abs=0.02)


def test_large_bases_have_the_normal_limits_of_the_paper() -> None:
    (low, high), (lower, upper) = limits("binomial", 0.2, 5000, spread=4.0)
    error = 2 * sqrt(0.2 * 0.8 / 5000)

    assert (low, high) == (pytest.approx(0.2 - 1.96 * error, abs=1e-5), pytest.approx(0.2 + 1.96 * error, abs=1e-5))
    assert (lower, upper) == (pytest.approx(0.2 - 3.09 * error, abs=1e-5), pytest.approx(0.2 + 3.09 * error, abs=1e-5))


def test_exact_limits_run_into_the_normal_ones_without_a_step() -> None:
    exact, normal = limits("binomial", 0.3, 1000), limits("binomial", 0.3, 1001)

    assert exact[1][0] == pytest.approx(normal[1][0], abs=0.002)


@given(rate=st.floats(0.02, 0.98), base=st.integers(1, 400), spread=st.floats(1, 9))
@example(rate=0.03125, base=2, spread=6.0)
def test_a_rate_and_its_complement_have_mirrored_limits(rate: float, base: int, spread: float) -> None:
    (low, high), (lower, upper) = limits("binomial", rate, base, spread)
    mirrored = limits("binomial", 1 - rate, base, spread)

    assert lower <= low + 1e-9 <= rate + 1 / base and high <= upper + 1e-9
    assert mirrored[0] == (pytest.approx(1 - high, abs=1e-6), pytest.approx(1 - low, abs=1e-6))


def test_over_dispersion_is_the_mean_square_of_winsorised_scores() -> None:
    # Twenty scores: two at each end are drawn in to the next ones, 2 and −2.
    scores = [-9.0, -5.0, -2.0, *[1.0, -1.0] * 7, 2.0, 6.0, 30.0]

    assert dispersion(scores) == pytest.approx((6 * 4 + 14) / 20)
    assert dispersion([0.1, -0.2, 0.3, -0.1, 0.2]) == 1


def test_areas_that_differ_by_chance_alone_are_named_as_often_as_the_limits_say() -> None:
    chance, outside, count = Random(3), 0, 0
    for _ in range(25):
        bases = [chance.randrange(30, 200) for _ in range(50)]
        tops = [sum(chance.random() < 0.9 for _ in range(base)) for base in bases]
        rate = sum(tops) / sum(bases)
        spread = dispersion([z_score("binomial", top, base, rate) for top, base in zip(tops, bases, strict=True)])
        for top, base in zip(tops, bases, strict=True):
            (low, high), _ = limits("binomial", rate, base, spread)
            outside += not low <= top / base <= high
            count += 1

    assert 0.02 < outside / count < 0.055


def street_of(store: Store, shares: list[tuple[int, int]], name: str = "resolution_rate") -> None:
    """Communities 甲社区, 乙社区, … of the street, with closed requests and those of them resolved."""
    with store.write() as cursor:
        cursor.execute("delete from area where level in ('community', 'grid')")
        for at, letter in enumerate(LETTERS[: len(shares)], 1):
            cursor.execute(
                "insert into area (batch_id, sheet, row_number, area_code, area_name, level, households, valid_from)"
                " values ('b1', '', 1, ?, ?, 'community', 1000, date '2000-01-01')",
                [f"{STREET}{at:03d}", f"{letter}社区"])
    for at, one in enumerate(shares, 1):
        monthly(store, name, [one], area=f"{STREET}{at:03d}")


def compared(store: Store, name: str = "resolution_rate") -> Funnel:
    return funnel(store, name, STREET, OCTOBER, "community")


def test_only_those_outside_are_named_and_the_rest_are_not_ranked(store: Store) -> None:
    street_of(store, [(95, 100), (96, 100), (70, 100), (94, 100), (97, 100), (95, 100)])

    found = compared(store)

    assert found.sentence() == "6个社区的解决率：显著低于平均的有丙社区，其余5个与平均水平无显著差异"
    assert [(one.value.area_name, one.good) for one in found.at("far_below")] == [("丙社区", False)]


def test_many_that_are_only_somewhat_apart_are_counted_and_named_below_the_figure(store: Store) -> None:
    street_of(store, [(95, 100), (96, 100), (70, 100), (94, 100), (97, 100), (95, 100)])
    found = compared(store)
    places = ("above", "above", "far_below", "above", "above", "within")
    found = replace(found, spots=tuple(replace(one, place=at) for one, at in zip(found.spots, places, strict=True)))

    assert found.sentence() == (
        "6个社区的解决率：显著低于平均的有丙社区，略高、需留意的有4个，其余1个与平均水平无显著差异")
    assert found.only_counted() == ["略高、需留意的有戊社区、乙社区、甲社区、丁社区"]


def test_a_small_community_is_never_named_though_its_rate_is_the_lowest(store: Store) -> None:
    street_of(store, [(95, 100), (96, 100), (3, 7), (94, 100), (97, 100), (95, 100)])

    found = compared(store)

    assert [one.place for one in found.spots if one.value.area_name == "丙社区"] == [None]
    assert found.sentence() == "5个社区的解决率与平均水平均无显著差异"


def test_a_large_community_may_be_outside_where_a_small_one_with_the_same_rate_is_not(store: Store) -> None:
    street_of(store, [(900, 1000), (27, 30), (950, 1000), (955, 1000), (948, 1000), (952, 1000)])

    places = {one.value.area_name: one.place for one in compared(store).spots}

    assert (places["甲社区"], places["乙社区"]) == ("far_below", "within")


def test_counts_are_compared_household_for_household(store: Store) -> None:
    street_of(store, [(20, 0), (22, 0), (70, 0), (18, 0), (21, 0)], "request_count")

    found = compared(store, "request_count")

    assert found.distribution == "poisson"
    assert "每千户" in found.sentence() and "显著高于平均的有丙社区" in found.sentence()


@pytest.mark.parametrize(("name", "shares", "why"), [
    ("resolution_rate", [(95, 100)] * 4, "基数够大的区域只有4个，满5个才能比较"),
    ("resolution_rate", [(19, 20)] * 6, "各区域的数都一样"),
    ("avg_handling_days", [(95.5, 100), (99.5, 100), (90.25, 100), (95, 100), (80, 100)],
     "这是平均数或存量，各区域的偶然误差无从得知"),
    ("resolution_rate", [], "没有可以比较的数"),
])
def test_what_cannot_be_compared_says_why(store: Store, name: str, shares: list, why: str) -> None:
    street_of(store, shares, name)

    found = compared(store, name)

    assert found.why is not None and found.why.zh == why and not found.spots


def test_ranks_are_ties_where_intervals_overlap(store: Store) -> None:
    street_of(store, [(96, 100), (95, 100), (70, 100), (94, 100), (1, 100)])

    found = ranks(by_area(store, "resolution_rate", STREET, OCTOBER, "community"))

    assert list(found.values()) == [(1, 3), (1, 3), (4, 4), (1, 3), (5, 5)]


def test_ranks_of_a_combined_score_are_ties_where_its_parts_leave_it_open(store: Store) -> None:
    street_of(store, [(96, 100), (95, 100), (40, 100)])
    for name in ("response_rate", "satisfaction_rate"):
        for at, base in enumerate((100, 100, 100), 1):
            monthly(store, name, [(base * 9 // 10, base)], area=f"{STREET}{at:03d}")
    values = by_area(store, "three_rate_score", STREET, OCTOBER, "community")
    parts = parts_of_scores(store, "three_rate_score", STREET, OCTOBER, "community")

    found = ranks(values, parts)

    assert list(found.values()) == [(1, 2), (1, 2), (3, 3)]
    assert ranks_text(found, {one.area_code: one.area_name for one in values}.__getitem__) == (
        "名次区间（95%区间重叠的视为并列）：甲社区第1—2名、乙社区第1—2名、丙社区第3名")
    assert ranks(values) == {}
