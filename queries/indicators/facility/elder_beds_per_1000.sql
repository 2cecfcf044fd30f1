-- title: 每千名老人养老床位 | Beds per 1,000 elders
-- question: 同一区域内，每千名60岁以上老人有多少张养老床位？ | How many elder-care beds are there per 1,000 people aged 60+ of the same area?
-- unit: 张/千人 | beds per 1,000
-- better: higher
-- numerator: 在用的养老床位 | elder-care beds in use
-- denominator: 同一区域60岁以上老人（千人） | people aged 60+ of the same area (thousands)
-- grain: community
-- over_time: last
-- lights: 5 / 15
-- target: 35
-- small_base: 0.1
-- months: all
-- order: 20
-- source: 2020年国家目标每千名老人35—40张（武汉2025年50张）；床位与老人须在同一区域
-- reviewed: 2026-11-22

-- Beds of facility over elders of resident_stat, paired community by community in need_and_supply.
select
    area_code,
    month,
    supply as numerator,
    need / 1000e0 as denominator,
    supply_bound as numerator_bound,
    need_bound as denominator_bound,
    'event' as origin
from need_and_supply
where kind = 'elder_beds'
