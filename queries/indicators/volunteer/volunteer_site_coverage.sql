-- title: 志愿/文明实践站点覆盖率 | Station coverage
-- question: 有多少社区设有文明实践站？ | How many communities have a practice station?
-- unit: percent
-- better: higher
-- numerator: 其中设有新时代文明实践站的社区 | of these, communities with a civilisation practice station
-- denominator: 街道所辖社区 | communities of the street
-- grain: community
-- over_time: last
-- target: 60
-- months: all
-- order: 50
-- source: 民政部志愿服务站点覆盖率要求（60%以上），山东文明办转引；社区取区域表
-- reviewed: 2026-11-22

with stations as (
    select substr(area_code, 1, 12) as community, min(month) as month, max(month) as last_month
    from facility_month
    where facility_type = '新时代文明实践站'
    group by all
),

-- Only a street whose ledger keeps such stations can say that a community has none.
covered as (
    select substr(community, 1, 9) as street, min(month) as first_month, max(last_month) as last_month
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
left join stations on area.area_code = stations.community
where area.level = 'community'
    and coalesce(area.valid_from, date '1900-01-01') < calendar.month + interval '1' month
    and coalesce(area.valid_to, date '9999-12-31') >= calendar.month
