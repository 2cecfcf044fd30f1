-- title: 每千户诉求量 | Requests per 1,000 households
-- question: 按户数算，哪里的诉求最多？ | Where are most requests, household for household?
-- unit: 件/千户 | per 1,000 households
-- better: none
-- numerator: 期间内受理的诉求 | requests received in the period
-- denominator: 户数（千户） | households (thousands)
-- over_time: sum / last
-- small_base: 0.1
-- months: later
-- order: 15
-- source: 通用统计口径；户数取区域表
-- reviewed: 2026-11-22

with requests as (
    select area_code, date_trunc('month', received_at)::date as month, count(*) as requests
    from service_request
    group by all
),

covered as (
    select
        substr(area_code, 1, 9) as street,
        date_trunc('month', min(received_at))::date as first_month,
        max(greatest(received_at, coalesce(responded_at, received_at), coalesce(closed_at, received_at)))
            as covered_to
    from service_request
    group by all
),

months as (
    select covered.street, calendar.month
    from covered
    inner join calendar on calendar.month between covered.first_month and covered.covered_to
    group by all  -- areas meet the few months of their street, not all of the calendar
),

homes as (
    select area.area_code, months.month, max(area.households) / 1000e0 as thousand_households
    from area
    inner join months on substr(area.area_code, 1, 9) = months.street
    where area.households > 0
        and area.valid_from < months.month + interval '1' month
        and coalesce(area.valid_to, date '9999-12-31') >= months.month
    group by all
)

select area_code, month, requests as numerator, null as denominator, 'event' as origin
from requests
union all
select area_code, month, null, thousand_households, 'report'
from homes
