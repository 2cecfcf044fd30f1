"""The statements by which facts become values: one text that DuckDB and Spark both run.

They read the tables and views by name, and three lists of the catalogue that each engine brings in its own way:
`terms` (indicator, way, breakdown, measure, side, is_stock, needed), `ledgers` (indicator, table_name) and
`printed` (indicator, measure).
"""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data.areas import DIGITS
from data.contracts import contracts
from data.database import UNROLLED
from queries.catalogue import Indicator

COLUMNS = ("indicator, area_code, month, first_month, breakdown, numerator, denominator, "
           "numerator_bound, denominator_bound, origin")
_OPTIONAL = {
    "first_month": "month",
    "breakdown": "'all'",
    "denominator": "null",
    "numerator_bound": "0",
    "denominator_bound": "0",
}
TERMS = {"indicator": "varchar", "way": "integer", "breakdown": "varchar", "measure": "varchar", "side": "varchar",
         "is_stock": "boolean", "needed": "integer"}
LEDGERS = {"indicator": "varchar", "table_name": "varchar"}
PRINTED = {"indicator": "varchar", "measure": "varchar"}


def ledger_facts(indicator: Indicator, given: Iterable[str], chosen: str = "") -> str:
    """What an indicator's own SQL yields, with the columns that it leaves out; `given` are those it yields.

    `chosen`: what else is asked of a fact and how facts are ordered. It stands inside, so that an engine sorts what the
    SQL yields and not the columns put beside it, which would take half as long again.
    """
    columns = {name: name if name in given else other for name, other in _OPTIONAL.items()}
    usual = "report" if all(contracts()[name].kind == "statistic" for name in _ledgers(indicator)) else "event"
    origin = "origin" if "origin" in given else f"'{usual}'"
    return f"""
        with facts as ({indicator.sql})
        select
            '{indicator.id}' as indicator,
            area_code,
            month::date as month,
            ({columns['first_month']})::date as first_month,
            coalesce({columns['breakdown']}, '未填') as breakdown,
            numerator::double as numerator,
            ({columns['denominator']})::double as denominator,
            coalesce({columns['numerator_bound']}, 0)::tinyint as numerator_bound,
            coalesce({columns['denominator_bound']}, 0)::tinyint as denominator_bound,
            {origin} as origin
        from (select * from facts where area_code is not null and month is not null {chosen}) as facts
        """


def _ledgers(indicator: Indicator) -> set[str]:
    """The tables that the SQL itself reads (statistic rows come in by the header)."""
    return {name for name in indicator.tables if name != "statistic"} or {"statistic"}


def terms(indicators: Iterable[Indicator]) -> list[tuple[Any, ...]]:
    """Which metrics make up a side of an indicator, one row a metric, as in TERMS."""
    return [
        (one.id, way, part, metric, side, one.over_time == "last", len(metrics))
        for one in indicators
        for way, (part, *sides) in enumerate(one.statistic)
        for side, metrics in zip(("numerator", "denominator"), sides, strict=True)
        for metric in metrics
    ]


def ledgers(indicators: Iterable[Indicator]) -> list[tuple[str, str]]:
    """The ledgers sent every month, as in LEDGERS: in its month a sheet says nothing that a ledger does not say."""
    return [
        (one.id, table)
        for one in indicators
        for table in sorted(one.tables)
        if contracts()[table].kind == "event" and contracts()[table].reporting == "monthly"
    ]


def printed(indicators: Iterable[Indicator]) -> list[tuple[str, str]]:
    """The percentages that are printed without their parts, as in PRINTED."""
    return [(one.id, metric) for one in indicators for metric in one.shares]


# Reported components become facts where no ledger speaks. A side of an indicator is there only when all of its
# metrics were reported for that area and period. Of several ways to report it the first whole one counts.
# A ledger speaks for an area when it has facts below it; sent every month, for the whole community too.
REPORTED_FACTS = f"""
sides as (
    select
        indicator, way, breakdown, side, area_code, month,
        case when is_stock then month else first_month end as starts,
        case when count(*) = max(needed) then sum(value) end as value,
        bit_or(bound) as bound
    from statistic_month
    inner join terms using (measure)
    group by all
),

ways as (
    select
        indicator, way, breakdown, area_code, month, starts,
        max(value) filter (where side = 'numerator') as numerator,
        max(value) filter (where side = 'denominator') as denominator,
        coalesce(max(bound) filter (where side = 'numerator'), 0) as numerator_bound,
        coalesce(max(bound) filter (where side = 'denominator'), 0) as denominator_bound
    from sides
    group by indicator, way, breakdown, area_code, month, starts
),

facts as (
    select *
    from ways
    qualify row_number() over (
        partition by indicator, breakdown, area_code, month, starts
        order by numerator is not null desc, denominator is not null desc, way
    ) = 1
)

select
    indicator, area_code, month, starts as first_month, breakdown, numerator, denominator,
    numerator_bound::tinyint as numerator_bound, denominator_bound::tinyint as denominator_bound,
    'statistic' as origin
from facts
where (numerator is not null or denominator is not null)
    and not exists (
        select 1 from indicator_values as ledger
        where ledger.indicator = facts.indicator and ledger.origin not in ('statistic', 'share')
            and facts.breakdown in ('all', ledger.breakdown)
            and substr(ledger.area_code, 1, length(facts.area_code)) = facts.area_code
            and ledger.month >= facts.starts and ledger.first_month <= facts.month
    )
    and not exists (
        select 1 from table_months as kept
        inner join ledgers on ledgers.table_name = kept.table_name
        where ledgers.indicator = facts.indicator
            and kept.month between facts.starts and facts.month
            and (
                substr(kept.area_code, 1, length(facts.area_code)) = facts.area_code
                or (
                    length(kept.area_code) >= {DIGITS["community"]}
                    and substr(facts.area_code, 1, length(kept.area_code)) = kept.area_code
                )
            )
    )
"""

# Where percentages were printed: they are no numbers to compute with, and say so.
PRINTED_SHARES = """
select distinct
    indicator, area_code, month, first_month, 'all' as breakdown,
    null::double as numerator, null::double as denominator,
    0::tinyint as numerator_bound, 0::tinyint as denominator_bound, 'share' as origin
from statistic_month
inner join printed using (measure)
"""


def covered(chosen: str, place: str = "") -> str:
    """For each reported fact of the chosen indicators the nearest ancestor that reports the same, if there is one.

    `place`: a column of `indicator_values` that tells each fact from all others; without one its own columns do.
    """
    own = place or "indicator, area_code, month, first_month, breakdown, no_numerator"
    same = ("whole.indicator = places.indicator and whole.area_code = places.ancestor"
            " and whole.no_numerator = places.no_numerator")
    overlap = "places.month >= whole.first_month and places.first_month <= whole.month"
    return f"""
    with reports as (
        select {f"{place}," if place else "distinct"}
            indicator, area_code, month, first_month, breakdown, numerator is null as no_numerator
        from indicator_values
        where origin in ('report', 'statistic') and {chosen}
    ),

    places as (
        select reports.*, levels.digits, substr(reports.area_code, 1, levels.digits) as ancestor
        from reports
        cross join (select distinct length(area_code) as digits from reports) as levels
        where levels.digits < length(reports.area_code)
    ),

    -- A figure of one month meets those of the same month by equality; only what spans several is compared by range.
    met as (
        select places.*
        from places
        inner join reports as whole
            on {same} and whole.month = places.month
        where whole.first_month = whole.month and places.first_month = places.month
            and whole.breakdown in (places.breakdown, 'all')
        union all
        select places.*
        from (select * from places where first_month < month) as places
        inner join reports as whole on {same} and {overlap}
        where whole.breakdown in (places.breakdown, 'all')
        union all
        select places.*
        from (select * from places where first_month = month) as places
        inner join (select * from reports where first_month < month) as whole on {same} and {overlap}
        where whole.breakdown in (places.breakdown, 'all')
    )

    select {own}, max(digits)::tinyint as covered_length
    from met
    group by all
    """

_FACTS = UNROLLED.format(table="indicator_values")
_COMMUNITIES = f"from indicator_rollup where digits = {DIGITS['community']}"
_PARTED = "case when list_contains($parted::varchar[], indicator) then breakdown else 'all' end"


def _added_up(digits: int, by_part: bool, breakdown: str, source: str) -> str:
    return f"""
    select
        {digits} as digits, {str(by_part).lower()} as by_part, indicator,
        case when origin = 'event' then substr(area_code, 1, {digits}) else area_code end as area_code,
        month, first_month, {breakdown} as breakdown,
        sum(numerator) as numerator, sum(denominator) as denominator,
        bit_or(numerator_bound) as numerator_bound, bit_or(denominator_bound) as denominator_bound,
        origin, covered_length,
        sum(without_denominator)::bigint as without_denominator, sum(without_numerator)::bigint as without_numerator
    from ({source})
    where $chosen and covered_length < {digits}
    group by all
    order by indicator, month, area_code
    """


@dataclass(frozen=True)
class RolledUp:
    """To areas of how many digits facts are added up, whether every breakdown is told apart, from what, and the SQL."""

    digits: int
    by_part: bool
    from_facts: bool
    sql: str


# What `indicator_rollup` holds of the chosen facts, one statement after the other. Where not every breakdown is told
# apart, those of the indicators in $parted are. A report that is held by one of so wide an area counts in no question
# which they answer.
ROLLED_UP = (
    RolledUp(DIGITS["community"], False, True, _added_up(DIGITS["community"], False, _PARTED, _FACTS)),
    RolledUp(DIGITS["street"], False, False, _added_up(DIGITS["street"], False, "breakdown", _COMMUNITIES)),
    RolledUp(DIGITS["street"], True, True, _added_up(DIGITS["street"], True, "breakdown", _FACTS)),
)
