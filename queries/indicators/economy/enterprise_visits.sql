-- title: 走访企业家次 | Enterprise visits
-- question: 走访了多少家次企业？ | How often were enterprises visited?
-- unit: 家次 | visits
-- better: higher
-- numerator: 期间内“企业走访”的场次之和（家次，同一企业走访两次计2） | visits to enterprises in the period (one visited twice counts twice)
-- over_time: sum
-- map: count
-- order: 10
-- statistic: enterprise_visits
-- source: 安徽省“四送一服”情况通报口径（走访、宣讲、座谈、问题、办结）
-- reviewed: 2026-11-23

select
    area_code,
    date_trunc('month', held_on)::date as month,
    'all' as breakdown,
    sum(sessions) as numerator,
    bit_or(sessions_bound) as numerator_bound
from activity
where activity_type = '企业走访' and sessions is not null
group by all
