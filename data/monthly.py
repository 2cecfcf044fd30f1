"""Views that turn cumulative reports into months, so that no indicator has to.

Reports come as 当月 (the month), 累计 (the year to date), 时点 or 自某月以来. All are cumulative figures from
a start to an end; the difference of two with the same start is what happened between them. Where a month
in between was not reported the difference spans several months, and `first_month` says so.
"""
from __future__ import annotations

from data.contracts import contracts


def monthly_tables() -> list[str]:
    """The tables that every community is expected to send each month.

    Not `statistic`: its figures stand where there is no ledger, and nobody owes them.
    """
    return [one.name for one in contracts().values() if one.reporting == "monthly" and one.name != "statistic"]


def monthly_views() -> dict[str, str]:
    """View name -> SQL: area_code, measure, first_month, month, value, bound, rank (1 is trusted most).

    Beside them `monthly_table`, the names of the tables that are due every month.
    """
    due = ", ".join(f"('{name}')" for name in monthly_tables())
    return {
        "monthly_table": f"select * from (values {due}) as due(table_name)",
        "employment_stat_month": _differenced(_employment()),
        "statistic_month": _differenced(_STATISTIC),
    }


def _employment() -> str:
    """employment_stat in long form, one row a measure; of 当月 and 累计 of one January the 当月 counts."""
    measures = [one.name for one in contracts()["employment_stat"].fields if one.is_number]
    long_form = " union all ".join(
        f"select area_code, period_kind, month, '{name}' as measure, {name}::double as value, {name}_bound as bound"
        " from employment_stat"
        for name in measures
    )
    return f"""
    select area_code, measure,
        case period_kind when 'ytd' then 2 else 1 end as rank,
        case period_kind when 'ytd' then date_trunc('year', month)::date else month end as first_month,
        month, value, bound
    from ({long_form}) as long_form
    where value is not null
    qualify row_number() over (partition by area_code, measure, first_month, month order by rank) = 1
    """


# Of several versions of one figure the one nearest to the ledger counts. A figure in a unit that counts
# something else (272套 of buildings) takes no part.
_STATISTIC = """
select
    area_code, metric_id as measure,
    case version when 'actual' then 1 when 'reported' then 2 else 3 end as rank,
    case period_kind
        when 'ytd' then date_trunc('year', period_end)::date
        when 'since' then date_trunc('month', period_start)::date
        else date_trunc('month', period_end)::date
    end as first_month,
    date_trunc('month', period_end)::date as month,
    value * factor as value, value_bound as bound
from statistic
inner join metric_unit using (metric_id, unit)
where value is not null
qualify row_number() over (
    partition by area_code, metric_id, first_month, month order by rank, period_kind = 'month' desc, figure_no
) = 1
"""

# A difference may be higher where its first figure may be higher or its second may be lower, and the mirror.
_MIRRORED = "(((coalesce(bound_before, 0) & 1) << 1) | (coalesce(bound_before, 0) >> 1))"


def _differenced(source: str) -> str:
    return f"""
with given as ({source}),
added_up as (
    select
        area_code, measure, rank, date_trunc('year', month)::date as first_month, month,
        sum(value) over january_to_month as value,
        bit_or(bound) over january_to_month as bound,
        count(*) over january_to_month as months
    from given
    where first_month = month
    window january_to_month as (
        partition by area_code, measure, year(month) order by month
        rows between unbounded preceding and current row
    )
),
points as (
    select area_code, measure, rank, first_month, month, value, bound, true as reported from given
    union all
    select area_code, measure, rank, first_month, month, value, bound, false
    from added_up
    where months = month(month) and month(month) > 1
      and not exists (
          select 1 from given
          where given.area_code = added_up.area_code and given.measure = added_up.measure
            and given.first_month = added_up.first_month and given.month = added_up.month
      )
),
steps as (
    select
        *,
        lag(month) over one_start as month_before,
        lag(value) over one_start as value_before,
        lag(bound) over one_start as bound_before
    from points
    window one_start as (partition by area_code, measure, first_month order by month)
),
differences as (
    select
        area_code, measure, rank, month,
        coalesce(month_before + interval '1' month, first_month)::date as first_month,
        value - coalesce(value_before, 0) as value,
        (bound | {_MIRRORED})::tinyint as bound
    from steps
    where reported and first_month < month
)
-- A month that was reported by itself speaks for itself; a difference fills only what no month tells.
select area_code, measure, rank, first_month, month, value, bound
from given
where first_month = month
union all
select area_code, measure, rank, first_month, month, value, bound
from differences
where not exists (
    select 1 from given
    where given.area_code = differences.area_code and given.measure = differences.measure
      and given.first_month = given.month
      and given.month between differences.first_month and differences.month
)
"""
