-- title: 超期未办结数 | Overdue open requests
-- question: 还有多少诉求超期没有办结？ | How many requests are past their due date and still open?
-- unit: 件 | requests
-- better: lower
-- numerator: 期末已过时限仍未办结的诉求 | requests past due and not closed at the end of the period
-- breakdown: category
-- statistic: requests_overdue
-- over_time: last
-- target: 0
-- months: all
-- order: 80
-- source: 宁国市12345热线通报（超时办结、未办结栏）
-- reviewed: 2026-11-22

with covered as (
    select
        substr(area_code, 1, 9) as street,
        date_trunc('month', min(received_at))::date as first_month,
        max(greatest(received_at, coalesce(responded_at, received_at), coalesce(closed_at, received_at)))
            as covered_to
    from service_request
    group by all
),

month_ends as (
    select
        covered.street,
        calendar.month,
        least(calendar.month + interval '1' month, date_trunc('day', covered.covered_to) + interval '1' day)
            as day_after
    from covered
    inner join calendar on calendar.month between covered.first_month and covered.covered_to
),

overdue as (
    select
        service_request.area_code,
        month_ends.month,
        service_request.category as breakdown,
        count(*) as requests
    from service_request
    inner join month_ends
        on substr(service_request.area_code, 1, 9) = month_ends.street
        and service_request.received_at < month_ends.day_after
    where service_request.status <> '不予受理'
        and service_request.due_at + interval '1' day < month_ends.day_after
        and coalesce(service_request.closed_at, timestamp '9999-12-31 00:00:00') >= month_ends.day_after
    group by all
)

-- A month without overdue requests says so: a zero, not a gap.
select area_code, month, breakdown, requests as numerator
from overdue
union all
select distinct service_request.area_code, month_ends.month, 'all', 0
from service_request
inner join month_ends on substr(service_request.area_code, 1, 9) = month_ends.street
