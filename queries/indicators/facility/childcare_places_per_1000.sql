-- title: 每千人口托位数 | Childcare places per 1,000
-- question: 同一区域内，每千名居民有多少个托位？ | How many childcare places are there per 1,000 residents of the same area?
-- unit: 个/千人 | places per 1,000
-- better: higher
-- numerator: 在用的托位 | childcare places in use
-- denominator: 同一区域的居民（千人） | residents of the same area (thousands)
-- grain: community
-- over_time: last
-- lights: 0.5 / 1.5
-- target: 4.5
-- small_base: 0.1
-- months: all
-- order: 30
-- source: “十四五”公共服务规划（2025年每千人口4.5个）；托位与居民须在同一区域
-- reviewed: 2026-11-22

-- Places of facility over residents of resident_stat, paired community by community in need_and_supply.
select
    area_code,
    month,
    supply as numerator,
    need / 1000e0 as denominator,
    supply_bound as numerator_bound,
    need_bound as denominator_bound,
    'event' as origin
from need_and_supply
where kind = 'childcare_places'
