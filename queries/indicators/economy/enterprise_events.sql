-- title: 惠企宣讲与座谈场次 | Policy briefings and symposiums
-- question: 为企业办了多少场宣讲和座谈？ | How many briefings and symposiums were held for enterprises?
-- unit: 场次 | events
-- better: higher
-- numerator: 期间内政策宣讲和企业座谈会的场次之和 | policy briefings and enterprise symposiums in the period
-- breakdown: activity_type
-- over_time: sum
-- map: count
-- order: 20
-- statistic: policy_briefings + enterprise_symposiums
-- source: 街道“四送一服”公布口径（政策宣讲、企业座谈会分别计场次）
-- reviewed: 2026-11-23

select
    area_code,
    date_trunc('month', held_on)::date as month,
    activity_type as breakdown,
    sum(sessions) as numerator,
    bit_or(sessions_bound) as numerator_bound
from activity
where activity_type in ('政策宣讲', '企业座谈会') and sessions is not null
group by all
