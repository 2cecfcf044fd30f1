"""Ordinary or not: marks of months, seasons, targets, and limits that start anew by a recorded decision."""
from __future__ import annotations

from datetime import date
from math import cos, pi

import pytest

from queries.catalogue import ALL
from queries.periods import Period
from queries.rebasing import RebaseRefused, decide, decisions, withdraw
from queries.series import by_area
from queries.signals import Chart, chart, charts_by_area, charts_by_areas, charts_of, told_of
from tests.queries.store import FIRST, GRID, OTHER_GRID, SECOND, STREET, Store, monthly

OCTOBER = Period.parse("2026-10")
QUIET = [50, 53, 49, 52, 48, 51, 50, 54, 47, 50, 52, 49, 51, 50, 53, 48, 50, 52]


def judged(store: Store, name: str = "closed_late_count", month: str = "2026-10", area: str = STREET) -> Chart:
    return chart(store, name, area, Period.parse(month))


def test_a_month_like_the_others_is_ordinary_variation(store: Store) -> None:
    monthly(store, "closed_late_count", [*QUIET, 51])

    found = judged(store)

    assert (found.mark, found.kind) == ("ordinary", "xmr")
    assert found.sentence() == "试验街道超时办结数2026年10月为51件，属正常波动（正常范围43—58）"


def test_a_month_beyond_the_limits_is_better_or_worse_by_the_direction_that_is_better(store: Store) -> None:
    monthly(store, "closed_late_count", [*QUIET, 80])
    monthly(store, "volunteer_activities", [*QUIET, 80], area=FIRST)
    monthly(store, "request_count", [*QUIET, 80])

    late, visits, count = (judged(store, name) for name in ("closed_late_count", "volunteer_activities",
                                                            "request_count"))

    assert (late.mark, visits.mark, count.mark) == ("worse", "better", "higher")
    assert late.sentence().startswith("试验街道超时办结数2026年10月为80件，变差：超出上限（正常范围")


def test_seven_months_on_one_side_are_a_signal_though_none_is_outside(store: Store) -> None:
    monthly(store, "closed_late_count", [60, 40] * 8 + [49, 48, 49, 47, 49, 48, 49])

    found = judged(store)

    assert found.last and found.last.signal
    assert (found.mark, found.last.signal.rule) == ("better", "run")


def test_proportions_have_limits_by_their_base(store: Store) -> None:
    monthly(store, "ontime_closure_rate",
            [(45, 50), (90, 100), (46, 50), (88, 100), (44, 50), (92, 100)] * 3)

    found = judged(store, "ontime_closure_rate")

    small, large = (one.limits for one in found.points[-2:])
    assert found.kind == "p_prime" and small and large
    assert small.sigma == pytest.approx(large.sigma * 2 ** 0.5)


@pytest.mark.parametrize(("closed", "keeping"), [(990, "met"), (950, "unsteady"), (800, "missed")])
def test_a_target_is_kept_steadily_now_and_then_or_never(store: Store, closed: int, keeping: str) -> None:
    monthly(store, "resolution_rate", [(closed + (-1) ** at * 5, 1000) for at in range(18)])

    found = judged(store, "resolution_rate")

    assert (found.indicator.target, found.keeping) == (95, keeping)


def seasonal(years: int, last: float = 0.0) -> list[float]:
    """Requests that rise to twice as many every winter, with a little noise."""
    months = [100 + 50 * cos(2 * pi * (at + 10) / 12) + (3, -2, 1, -4, 2)[at % 5] for at in range(years * 12)]
    return [*months[:-1], months[-1] + last]


def test_a_winter_like_every_winter_is_ordinary_and_a_summer_like_winter_is_not(store: Store) -> None:
    monthly(store, "closed_late_count", seasonal(3))
    assert (judged(store).kind, judged(store).mark) == ("season", "ordinary")

    store.begin()
    monthly(store, "closed_late_count", seasonal(3, last=40))
    assert (judged(store).kind, judged(store).mark) == ("season", "worse")


def test_a_rise_over_the_years_is_no_season(store: Store) -> None:
    monthly(store, "closed_late_count", [20 + at + (3, -2, 1, -4, 2, 0, -1)[at % 7] for at in range(36)])

    assert judged(store).kind == "xmr"


@pytest.mark.parametrize(("name", "months", "why"), [
    ("closed_late_count", QUIET[:11], "只有11个月的数据，满12个月才能判断"),
    ("closed_late_count", [1, 2] * 9, "平均每月不足2件，数太小，看不出波动"),
    ("closed_late_count", [0, 9, 5] * 6, "四分之一以上的月份为0，看不出波动"),
    ("closed_late_count", [8] * 9 + [9] * 9, "多数月份与上月相同，数值变动太少，不适用控制图"),
    ("ontime_closure_rate", [(9, 10), (8, 10)] * 9, "多数月份的基数不足20，看不出波动"),
    ("closure_rate", [(90 + at % 3, 100) for at in range(18)], "最近2个月的数还会变动，暂不判断"),
    ("open_count", [10 * at for at in range(1, 19)], "逐月累积的存量，本月取决于上月，不适用控制图"),
    ("closed_late_count", [*QUIET, None], "该区域该时期没有数据"),
])
def test_what_says_too_little_is_not_judged_and_says_why(store: Store, name: str, months: list, why: str) -> None:
    monthly(store, name, months)

    found = judged(store, name)

    assert found.mark is None and found.keeping is None
    assert found.why is not None and found.why.zh == why


def test_limits_start_anew_with_a_decision_that_has_a_date_and_a_reason(store: Store) -> None:
    monthly(store, "closed_late_count", QUIET + [one + 40 for one in QUIET])
    covered(store)
    assert judged(store).mark == "worse"

    made = decide(store, "closed_late_count", STREET, date(2025, 5, 1), "派单规则调整", "城管办")
    found = judged(store)

    assert (found.mark, found.decision) == ("ordinary", made)
    assert found.points[0].limits and found.last and found.last.limits
    assert found.points[0].limits.centre < 60 < found.last.limits.centre
    assert (made.reason, made.decided_by, made.decided_at.date() <= date.today()) == ("派单规则调整", "城管办", True)

    withdraw(store, "closed_late_count", STREET, date(2025, 5, 1))
    assert judged(store).mark == "worse" and not decisions(store, ["closed_late_count"], STREET)


def test_soon_after_a_decision_nothing_is_judged(store: Store) -> None:
    monthly(store, "closed_late_count", QUIET)
    covered(store)
    decide(store, "closed_late_count", STREET, date(2026, 6, 1), "派单规则调整")

    found = judged(store)

    assert found.why is not None
    assert found.why.zh == "上下限自2026年6月起重设，至今只有5个月，满12个月才能判断"


@pytest.mark.parametrize(("month", "reason", "said"), [
    (date(2026, 6, 1), "  ", "请写明重设上下限的理由，至少4个字"),
    (date(2027, 6, 1), "派单规则调整", "2027-06还没有数据，请选择有数据的月份"),
])
def test_a_decision_without_reason_or_data_is_refused(store: Store, month: date, reason: str, said: str) -> None:
    covered(store)

    with pytest.raises(RebaseRefused) as problem:
        decide(store, "closed_late_count", STREET, month, reason)

    assert problem.value.said.zh == said
    with pytest.raises(RebaseRefused):
        withdraw(store, "closed_late_count", STREET, month)


def test_every_grid_has_limits_of_its_own(store: Store) -> None:
    monthly(store, "closed_late_count", [*QUIET, 80])
    monthly(store, "closed_late_count", [*QUIET, 51], area=OTHER_GRID)

    found = charts_by_area(store, "closed_late_count", STREET, OCTOBER, "grid")

    assert {one.area_code: one.mark for one in found} == {GRID: "worse", OTHER_GRID: "ordinary"}


def test_what_several_areas_did_is_one_sentence(store: Store) -> None:
    monthly(store, "closed_late_count", [*QUIET, 80])
    monthly(store, "closed_late_count", [*QUIET, 51], area=OTHER_GRID)
    named = {GRID: "第1网格", OTHER_GRID: "第2网格"}.__getitem__

    def told(*codes: str, language: str = "zh") -> str:
        return told_of(charts_of(store, "closed_late_count", codes, OCTOBER).values(), named, language)

    assert told(GRID, OTHER_GRID, SECOND) == (
        "所列区域最近一月与自身以往相比：变差的有第1网格，其余1个属正常波动，1个数据不足以判断。")
    assert told(OTHER_GRID, language="en") == (
        "The latest month of the areas shown against their own past: all 1 ordinary.")
    assert told(OTHER_GRID, SECOND) == "所列区域最近一月与自身以往相比：1个属正常波动，1个数据不足以判断。"
    assert told(SECOND) == ""


def test_an_area_is_judged_alike_alone_and_among_all(store: Store) -> None:
    monthly(store, "closed_late_count", [*QUIET, 80])
    monthly(store, "closed_late_count", [*QUIET, 51], area=OTHER_GRID)

    among_all = {one.area_code: one for one in charts_by_area(store, "closed_late_count", STREET, OCTOBER, "grid")}

    assert charts_of(store, "closed_late_count", list(among_all), OCTOBER) == among_all
    assert list(charts_of(store, "closed_late_count", [OTHER_GRID, GRID], OCTOBER)) == [OTHER_GRID, GRID]
    assert charts_of(store, "closed_late_count", [GRID, STREET], OCTOBER) == {
        GRID: among_all[GRID], STREET: chart(store, "closed_late_count", STREET, OCTOBER)}
    assert chart(store, "closed_late_count", GRID, OCTOBER) == among_all[GRID]


def test_several_indicators_are_judged_with_one_question_as_each_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = ["closed_late_count", "request_count", "three_rate_score"]
    monthly(store, "closed_late_count", [*QUIET, 80])
    monthly(store, "request_count", [*QUIET, 51], area=OTHER_GRID)
    alone = {name: charts_by_area(store, name, STREET, OCTOBER, "grid") for name in names}
    asked: list[str] = []
    columns = store.columns
    monkeypatch.setattr(store, "columns", lambda sql, params=(): asked.append(sql) or columns(sql, params))

    assert charts_by_areas(store, names, STREET, OCTOBER, "grid") == alone
    assert sum("indicator_fact" in sql for sql in asked) == 1


def test_a_part_is_judged_by_its_own_months_alone_and_among_all(store: Store) -> None:
    for area in (GRID, OTHER_GRID):
        monthly(store, "request_count", [*QUIET, 51], area=area)
        monthly(store, "request_count", [*QUIET, 300], area=area, breakdown="噪音")

    def marks(*codes: str, part: str) -> list[str | None]:
        return [one.mark for one in charts_of(store, "request_count", codes, OCTOBER, part).values()]

    assert marks(GRID, OTHER_GRID, part="环保") == ["ordinary", "ordinary"]
    assert marks(GRID, part="环保") == ["ordinary"]
    assert marks(GRID, part="噪音") == marks(GRID, part=ALL) == ["higher"]


def test_a_grid_that_is_retired_since_is_still_judged_by_its_months(store: Store) -> None:
    monthly(store, "closed_late_count", [*QUIET, 80])
    monthly(store, "closed_late_count", [*QUIET, 51], area=OTHER_GRID)
    with store.write() as cursor:
        cursor.execute("update area set valid_to = '2026-11-15' where area_code = ?", [GRID])
    shown = [one.area_code for one in by_area(store, "closed_late_count", STREET, OCTOBER, "grid")]

    found = charts_of(store, "closed_late_count", shown, OCTOBER)

    assert {code: one.mark for code, one in found.items()} == {GRID: "worse", OTHER_GRID: "ordinary"}


def covered(store: Store) -> None:
    """The ledger of requests reaches to the end of October 2026."""
    with store.write() as cursor:
        cursor.execute("insert into table_months values ('service_request', ?, '2026-10-01', '2026-10-31', 1)", [FIRST])
