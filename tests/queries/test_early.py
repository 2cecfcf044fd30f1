"""未诉先办: cells beyond their own limits, and seasonal hot spots with the hit rate of the lists before."""
from __future__ import annotations

from datetime import date
from random import Random

import pytest

from queries import cube
from queries.early import BACK, LEAST, RECENT, Early, Expected, early
from queries.periods import Period, add_months
from tests.queries.store import GRID, OTHER_GRID, STREET, Store

LAST = date(2026, 10, 1)


def fill(store: Store, months: int, per_month: dict[tuple[str, str], object], *, repeats: int = 0) -> None:
    """Requests of so many months up to October 2026: a cell's count every month, or a function of the month."""
    rows = []
    for back in range(months):
        month = add_months(LAST, -back)
        for (grid, category), count in per_month.items():
            rows += [(f"R{month:%y%m}-{grid[-1]}{category}{at}", month.replace(day=3), grid, category,
                      back == 0 and at < repeats) for at in range(count(month) if callable(count) else count)]
    with store.write() as cursor:
        cursor.executemany(
            "insert into service_request (request_no, received_at, area_code, category, is_repeat, status, channel,"
            " batch_id, sheet, row_number) values (?, ?, ?, ?, ?, '已办结', '来访', 'b1', 'S', 2)", rows)
    counted(store)


def counted(store: Store) -> None:
    """The values of what is there, all of it told to the end of its months."""
    cube.rebuild(store)
    with store.write() as cursor:
        cursor.execute("update table_months set last_date = last_day(last_date)")


def told(store: Store, month: str = "2026-10") -> Early:
    return early(store, STREET, Period.parse(month))


def test_a_rise_beyond_the_cells_own_limit_is_listed_with_its_records(store: Store) -> None:
    fill(store, 18, {(GRID, "环保"): lambda month: 9 if month == LAST else 1, (OTHER_GRID, "环保"): 9})

    found = told(store)

    [one] = found.warnings
    assert (one.kind, one.area_code, one.count, len(one.records)) == ("rise", GRID, 9, 9)
    assert one.records[0]["request_no"].startswith("R2610-1环保")
    assert found.sentence() == (
        f"试验街道2026年10月有1处诉求超出自身规律：甲社区第1网格环保本月9件，按自身规律一般不超过{one.limit}件")


def test_what_comes_back_is_listed_with_its_repeats_only(store: Store) -> None:
    fill(store, 18, {(GRID, "治安"): 6}, repeats=4)

    [one] = told(store).warnings

    assert (one.kind, one.count) == ("repeats", 4)
    assert all(row["is_repeat"] for row in one.records)


def test_the_strongest_comes_first(store: Store) -> None:
    fill(store, 18, {(GRID, "环保"): lambda month: 7 if month == LAST else 1,
                     (OTHER_GRID, "治安"): lambda month: 15 if month == LAST else 1})

    assert [one.category for one in told(store).warnings] == ["治安", "环保"]


def test_a_season_that_two_years_have_shown_is_no_rise(store: Store) -> None:
    def winter(month: date) -> int:
        return 12 if month.month == 10 else 4

    fill(store, 25, {(GRID, "环保"): winter, (OTHER_GRID, "环保"): winter})

    assert not told(store).warnings


def test_quiet_grids_are_listed_no_more_often_than_chance_has_it(store: Store) -> None:
    chance = Random(8)

    def poisson() -> int:
        arrived, passed = 0, chance.expovariate(1)
        while passed < 2:
            arrived, passed = arrived + 1, passed + chance.expovariate(1)
        return arrived

    listed = 0
    for _ in range(4000):
        seen = [poisson() for _ in range(19)]
        listed += seen[-1] > max(Expected(sum(seen[:-1]), 18, 1).limit, 2)

    assert listed / 4000 <= 0.002


def test_limits_are_those_of_the_negative_binomial_distribution() -> None:
    """Nothing seen in 24 months: shape one half, odds 1/25; the chance of none is (24/25) to one half."""
    expected = Expected(0, 24, 1)

    assert expected.chance_beyond(0) == pytest.approx(1 - (24 / 25) ** 0.5)
    assert expected.chance_beyond(1) == pytest.approx(1 - (24 / 25) ** 0.5 * (1 + 0.5 / 25))
    assert expected.mean == pytest.approx(0.5 / 24)


def test_a_month_that_was_busy_in_every_year_is_a_hot_spot_and_past_lists_are_tested(store: Store) -> None:
    fill(store, 36, {(GRID, "环保"): lambda month: 12 if month.month == 11 else 3, (GRID, "治安"): 5})

    found = told(store)

    assert [(one.area_name, one.category, one.counts) for one in found.hot] == [("甲社区", "环保", (12, 12))]
    assert found.hits is not None and (found.hits.listed, found.hits.hit) == (1, 1)
    assert found.hits_text().startswith("以往1期名单共1项，命中1项（100%）；不加挑选时偏多的占")


def test_too_short_a_ledger_is_silent_and_says_why(store: Store) -> None:
    fill(store, 8, {(GRID, "环保"): 3})

    assert told(store).sentence() == "试验街道2026年10月不作未诉先办提示：此前只有7个月的诉求台账，满12个月才提示"


def test_below_two_years_there_are_no_hot_spots(store: Store) -> None:
    fill(store, 20, {(GRID, "环保"): 3})

    found = told(store)

    assert found.why_no_hot is not None
    assert (found.hot, found.why_no_hot.zh) == ((), "只有20个月的诉求台账，满24个月才看得出季节热点")


@pytest.mark.parametrize("before", range(LEAST + 1 - RECENT, BACK + 2 - RECENT))
def test_what_is_within_the_limit_of_none_seen_is_within_every_limit(before: int) -> None:
    limits = [Expected(seen, before, RECENT).limit for seen in range(150)]

    assert limits == sorted(limits)


def test_what_has_always_come_back_is_not_listed(store: Store) -> None:
    fill(store, 18, {(GRID, "治安"): 6, (OTHER_GRID, "治安"): 6}, repeats=4)
    with store.write() as cursor:
        cursor.execute("update service_request set is_repeat = true where area_code = ?", [GRID])
    counted(store)

    assert [(one.kind, one.area_code) for one in told(store).warnings] == [("repeats", OTHER_GRID)]
