-- title: 未办结数 | Open requests
-- question: 还有多少诉求没有办结？ | How many requests are still open?
-- unit: 件 | requests
-- better: lower
-- numerator: 期末仍未办结的诉求（不含不予受理） | requests not closed at the end of the period (without those not accepted)
-- breakdown: category
-- statistic: requests_open
-- over_time: last
-- months: all
-- order: 75
-- source: 宁国市12345热线通报（未办结数栏，2022年4月）
-- reviewed: 2026-11-23

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

open_requests as (
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
        and coalesce(service_request.closed_at, timestamp '9999-12-31 00:00:00') >= month_ends.day_after
    group by all
)

-- A month in which nothing is open says so: a zero, not a gap.
select area_code, month, breakdown, requests as numerator
from open_requests
union all
select distinct service_request.area_code, month_ends.month, 'all', 0
from service_request
inner join month_ends on substr(service_request.area_code, 1, 9) = month_ends.street
