-- title: 网格自处置率 | Resolved inside the grid
-- question: 小事不出网格做到了吗？ | Are small matters settled inside the grid?
-- unit: percent
-- better: higher
-- numerator: 在网格一级办结的诉求 | requests closed at the level of the grid
-- denominator: 已办结的诉求 | requests closed
-- breakdown: category
-- statistic: requests_closed_in_grid / requests_closed
-- over_time: sum
-- months: all
-- kept: level
-- order: 120
-- source: “小事不出网格、大事不出社区”工作要求；通用口径
-- reviewed: 2026-11-22

-- A closed request without a level was not settled inside the grid, in a street that keeps levels at all.
with levelling as (
    select distinct substr(area_code, 1, 9) as street
    from service_request
    where level is not null
)

select
    area_code,
    date_trunc('month', closed_at)::date as month,
    category as breakdown,
    count(*) filter (where level = 'grid') as numerator,
    count(*) as denominator
from service_request
where closed_at is not null and substr(area_code, 1, 9) in (select street from levelling)
group by all
