-- title: 每百户社区综合服务设施面积 | Service area per 100 households
-- question: 每百户居民有多少平方米社区综合服务设施？ | How many square metres of community service space are there per 100 households?
-- unit: 平方米/百户 | m² per 100 households
-- better: higher
-- numerator: 在用的社区综合服务设施面积（平方米） | floor area of community service facilities in use (m²)
-- denominator: 同一区域户数（百户） | households of the same area (hundreds)
-- grain: community
-- over_time: last
-- lights: 3 / 10
-- target: 30
-- small_base: 1
-- months: all
-- order: 40
-- source: “十四五”城乡社区服务体系建设规划（每百户不少于30平方米；湖北、昌吉、陇南转发）；户数取区域表，养老机构不计
-- reviewed: 2026-11-22

with space as (
    select
        substr(area_code, 1, 12) as place,
        month,
        sum(area_m2) as area_m2,
        bit_or(area_m2_bound) as bound
    from facility_month
    where facility_type in (
            '党群服务中心', '网格党群服务站', '新时代文明实践站', '社工站', '养老服务中心', '托育点', '健身房'
        )
        and area_m2 is not null
    group by all
),

-- Only a street whose ledger keeps such facilities can say that a community has none.
covered as (
    select substr(place, 1, 9) as street, min(month) as first_month, max(month) as last_month
    from space
    group by all
),

homes as (
    select area.area_code as place, calendar.month, max(area.households) / 100e0 as hundred_households
    from area
    inner join covered on substr(area.area_code, 1, 9) = covered.street
    inner join calendar on calendar.month between covered.first_month and covered.last_month
    where area.level = 'community'
        and coalesce(area.valid_from, date '1900-01-01') < calendar.month + interval '1' month
        and coalesce(area.valid_to, date '9999-12-31') >= calendar.month
    group by all
)

select
    coalesce(space.place, homes.place) as area_code,
    coalesce(space.month, homes.month) as month,
    coalesce(space.area_m2, 0) as numerator,
    homes.hundred_households as denominator,
    coalesce(space.bound, 0) as numerator_bound,
    'event' as origin
from space
full outer join homes on space.place = homes.place and space.month = homes.month
