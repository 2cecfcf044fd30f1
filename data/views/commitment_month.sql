-- Every item of the lists in every month that its street's data cover, as it stood when the month ended (or on the
-- last day covered). A year's list holds what was accepted in the year and what was still open when it began; what
-- was cancelled is on no list. A status is a snapshot: it is known on the last day covered only.
with covered as (
    select substr(area_code, 1, 9) as street, max(last_date) as covered_to
    from table_months
    group by all
),

month_ends as (
    select
        covered.street,
        calendar.month,
        least(calendar.month + interval '1' month, covered.covered_to + interval '1' day) as day_after,
        covered.covered_to < calendar.month + interval '1' month as is_latest
    from covered
    inner join calendar on calendar.month <= covered.covered_to
)

select
    commitment.area_code,
    month_ends.month,
    commitment.list_level,
    coalesce(commitment.closed_on < month_ends.day_after, false) as is_closed,
    coalesce(commitment.due_on + interval '1' day < month_ends.day_after, false)
        and coalesce(commitment.closed_on >= month_ends.day_after, true) as is_overdue,
    case when month_ends.is_latest then commitment.status end as status
from commitment
inner join month_ends
    on substr(commitment.area_code, 1, 9) = month_ends.street
    and commitment.accepted_on < month_ends.day_after
    and coalesce(commitment.closed_on, date '9999-12-31') >= date_trunc('year', month_ends.month)
where commitment.status <> '取消'
