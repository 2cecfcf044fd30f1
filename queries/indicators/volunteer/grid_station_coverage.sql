-- title: 网格党群服务站覆盖率 | Grid station coverage
-- question: 有多少网格设有党群服务站？ | How many grids have a service station?
-- unit: percent
-- better: higher
-- numerator: 其中设有党群服务站的网格 | of these, grids with a service station
-- denominator: 网格 | grids
-- over_time: last
-- target: 100
-- months: all
-- order: 52
-- small_base: 1
-- source: 网格党群服务站全覆盖要求；网格取区域表
-- reviewed: 2026-11-22

with stations as (
    select area_code as grid, min(month) as month, max(month) as last_month
    from facility_month
    where facility_type = '网格党群服务站'
    group by all
),

-- Only a street whose ledger keeps such stations can say that a grid has none.
covered as (
    select substr(grid, 1, 9) as street, min(month) as first_month, max(last_month) as last_month
    from stations
    group by all
)

select distinct
    area.area_code,
    calendar.month,
    case when stations.month <= calendar.month then 1 else 0 end as numerator,
    1 as denominator,
    'event' as origin
from area
inner join covered on substr(area.area_code, 1, 9) = covered.street
inner join calendar on calendar.month between covered.first_month and covered.last_month
left join stations on area.area_code = stations.grid
where area.level = 'grid'
    and coalesce(area.valid_from, date '1900-01-01') < calendar.month + interval '1' month
    and coalesce(area.valid_to, date '9999-12-31') >= calendar.month
