-- title: 社区平均网格数 | Grids per community
-- question: 一个社区分成多少个网格？ | How many grids has a community?
-- unit: 个/社区 | grids per community
-- better: none
-- numerator: 期末在用的网格 | grids in force at the end of the period
-- denominator: 划了网格的社区 | communities divided into grids
-- over_time: last
-- small_base: 1
-- months: all
-- statistic: grids / communities
-- order: 20
-- source: 区域表；没有区域表的街道取上报数
-- reviewed: 2026-11-22

with spans as (
    select
        substr(area_code, 1, 9) as street,
        min(month) as first_month,
        max(greatest(month, date_trunc('month', last_date)::date)) as last_month
    from table_months
    group by all
)

select
    substr(area.area_code, 1, 12) as area_code,
    calendar.month,
    count(distinct area.area_code) as numerator,
    1 as denominator,
    'report' as origin
from area
inner join spans on substr(area.area_code, 1, 9) = spans.street
inner join calendar on calendar.month between spans.first_month and spans.last_month
where area.level = 'grid'
    and coalesce(area.valid_from, date '1900-01-01') < calendar.month + interval '1' month
    and coalesce(area.valid_to, date '9999-12-31') >= last_day(calendar.month)
group by all
