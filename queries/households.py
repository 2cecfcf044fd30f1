"""Counts as a map shows them: per 1,000 households, so that an area does not look worse for being large.

The households are those of the area table on the last day of the period, as for 每千户诉求量. Indicators for which
households are no base (visits to enterprises) say `map: count`.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data import areas
from data.language import label
from data.remembering import Rows
from queries.catalogue import Indicator
from queries.series import Value

THOUSAND = 1000
SMALL_BASE = 0.1  # thousand households


def per_1000_households(database: Rows, values: Sequence[Value]) -> list[Value]:
    """The counts of one indicator and period over their areas' households, areas without a count included.

    Empty where households are no base for the indicator, or where an area with a count has none on record: a map
    of which only a part is comparable would mislead.
    """
    if not values or not values[0].indicator.over_households:
        return []
    homes = {one.code: one.households for one in areas.every(database)}
    homes |= {one.code: one.households for one in areas.every(database, on=values[0].period.end)}
    if any(one.value is not None and not homes.get(one.area_code) for one in values):
        return []
    told = {one.indicator.unit: _derived(one.indicator) for one in values}
    return [_over(one, told[one.indicator.unit], homes.get(one.area_code)) for one in values]


def _derived(one: Indicator) -> Indicator:
    return replace(
        one,
        title=label("households.title", title=one.title),
        unit=label("households.unit", unit=one.unit),
        denominator=label("households.denominator"),
        denominator_over_time="last",
        small_base=SMALL_BASE,
        target=None,
    )


def _over(one: Value, derived: Indicator, homes: int | None) -> Value:
    if one.value is None or not homes:
        return replace(one, indicator=derived)
    return replace(one, indicator=derived, numerator=one.value, denominator=homes / THOUSAND,
                   value=one.value / homes * THOUSAND)
