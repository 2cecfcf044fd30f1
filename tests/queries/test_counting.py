"""What counts in a period, told once more in the plainest words and compared with the arithmetic over columns."""
from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries import counting
from queries.counting import Sums
from queries.periods import Period, add_months, month_end

FLOW, STOCK = "flow", "stock"
MONTHS = [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
amount = st.one_of(st.none(), st.integers(-3, 50).map(float))


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    last = draw(st.sampled_from(MONTHS))
    return {
        "indicator": draw(st.sampled_from([FLOW, STOCK])), "key": draw(st.sampled_from(["甲", "乙"])),
        "place": draw(st.sampled_from(["东街", "西街"])), "breakdown": draw(st.sampled_from(["all", "a", "b"])),
        "origin": draw(st.sampled_from(["event", "report", "statistic", "share"])),
        "first_month": draw(st.sampled_from([last, last, add_months(last, -1)])), "month": last,
        "last_day": month_end(last), "numerator": draw(amount), "denominator": draw(amount),
        "numerator_bound": draw(st.integers(0, 3)), "denominator_bound": draw(st.integers(0, 3)),
        "without_denominator": draw(st.integers(0, 2)), "without_numerator": draw(st.integers(0, 2)),
        "filled": draw(st.booleans()),
    }


periods = st.lists(
    st.sampled_from([Period.month(2025, 12), Period.month(2026, 2), Period.parse("2026-Q1"), Period.parse("2026"),
                     Period.between(date(2026, 1, 10), date(2026, 2, 28))]),
    min_size=1, max_size=3, unique=True)
KINDS = {name: pa.float64() for name in ("numerator", "denominator")} | {
    name: pa.date32() for name in ("first_month", "month", "last_day")}


def table(rows: list[dict[str, Any]]) -> pa.Table:
    return pa.table({name: pa.array([row[name] for row in rows], KINDS.get(name)) for name in rows[0]})


def plainly(rows: list[dict[str, Any]], period: Period) -> dict[tuple[str, str], Sums]:
    """The definition: a flow counts where the period holds all of it, a stock with its place's last month in it."""
    met = [one for one in rows if one["last_day"] >= period.start and one["first_month"] <= period.end]
    return {group: _sums([one for one in met if (one["indicator"], one["key"]) == group], met, period)
            for group in {(one["indicator"], one["key"]) for one in met}}


def _sums(mine: list[dict[str, Any]], met: list[dict[str, Any]], period: Period) -> Sums:
    top = [one for one in mine if _counts(one, "numerator", met, period)]
    base = [one for one in mine if _counts(one, "denominator", met, period)]
    within = [one for one in mine if _is_within(one, period)]
    over = [one for one in mine if one not in within and one["indicator"] == FLOW and one["origin"] != "share"]
    either = [one for one in mine if one in top or one in base]
    return Sums(
        _sum(one["numerator"] for one in top), _sum(one["denominator"] for one in base),
        _or(one["numerator_bound"] for one in top), _or(one["denominator_bound"] for one in base),
        sum(one["without_denominator"] for one in top), sum(one["without_numerator"] for one in base),
        any(one["origin"] == "statistic" for one in either),
        bool(within) and all(one["origin"] == "share" for one in within),
        len(over), min((one["first_month"] for one in over), default=None),
        max((one["month"] for one in over), default=None),
        tuple(sorted({one["breakdown"] for one in either if one["filled"]})),
    )


def _is_within(one: dict[str, Any], period: Period) -> bool:
    return one["first_month"] >= period.start and one["last_day"] <= period.end


def _counts(one: dict[str, Any], side: str, met: list[dict[str, Any]], period: Period) -> bool:
    if one["indicator"] == FLOW:
        return _is_within(one, period)
    told = [other["month"] for other in met if other["indicator"] == STOCK and other["place"] == one["place"]
            and other[side] is not None and period.start <= other["last_day"] <= period.end]
    return period.start <= one["last_day"] <= period.end and one["month"] == max(told, default=None)


def _sum(amounts: Any) -> float | None:
    known = [one for one in amounts if one is not None]
    return sum(known) if known else None


def _or(bounds: Any) -> int:
    found = 0
    for one in bounds:
        found |= one
    return found


@given(st.lists(facts(), min_size=1, max_size=12), periods)
def test_the_sums_over_columns_are_those_of_the_definition(rows: list[dict[str, Any]], asked: list[Period]) -> None:
    found = counting.counted(counting.read(table(rows)), asked, ({STOCK}, {STOCK}))

    wanted = {(name, at, key): sums for at, period in enumerate(asked)
              for (name, key), sums in plainly(rows, period).items()}
    all_alike = {one["breakdown"] for one in rows} == {"all"}  # nothing is told by part then, and nobody asks
    assert {key: one._replace(parts=() if all_alike else tuple(sorted(one.parts))) for key, one in found.items()} == {
        key: one._replace(parts=() if all_alike else one.parts) for key, one in wanted.items()}


def test_no_facts_at_all_are_no_sums() -> None:
    nothing = table([{**dict.fromkeys(KINDS), "indicator": "", "key": "", "place": "", "breakdown": "", "origin": "",
                      "numerator_bound": 0, "denominator_bound": 0, "without_denominator": 0, "without_numerator": 0,
                      "filled": False}]).slice(0, 0)

    assert counting.counted(counting.read(nothing), [Period.month(2026, 1)], (set(), set())) == {}


COLUMNS = """
select i::double / 3 as amounts, nullif(i % 5, 0)::double as gaps, (i % 4)::utinyint as bounds, i as counts,
    nullif(i % 7, 0)::utinyint as few, i % 2 = 0 as truths, date '2020-01-01' + (i % 900)::int as days,
    nullif(date '2020-01-01' + (i % 900)::int, date '2020-01-02') as some_days, null::double as nothing
from range($rows) as series(i)
"""


@pytest.mark.filterwarnings("ignore:Arrow output")
@pytest.mark.parametrize("rows", [0, 1, 300_000])
def test_a_column_is_what_to_numpy_makes_of_it(rows: int) -> None:
    found = duckdb.connect().execute(COLUMNS, {"rows": rows}).to_arrow_table()

    for part in (found, found.slice(3, 1000)):
        for name in part.column_names:
            was = part.column(name).to_numpy()
            was = was.astype("datetime64[D]") if name.endswith("days") else was
            assert counting.numbers(part.column(name)).dtype == was.dtype
            np.testing.assert_array_equal(counting.numbers(part.column(name)), was)
