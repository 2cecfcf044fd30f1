-- title: 志愿服务次数 | Volunteer activities
-- question: 开展了多少次志愿服务？ | How often did volunteers serve?
-- unit: 次 | times
-- better: higher
-- numerator: 期间内志愿服务、共建、便民服务、义诊的场次 | sessions of volunteering, joint work, convenience service and free clinics in the period
-- breakdown: activity_type
-- grain: community
-- over_time: sum
-- order: 10
-- statistic: volunteer_activities
-- source: 志愿服务台账口径：四类服务活动的场次之和；上报数不与共建、便民的上报数相加（可能重叠）
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', held_on)::date as month,
    activity_type as breakdown,
    sum(sessions) as numerator,
    bit_or(sessions_bound) as numerator_bound
from activity
where activity_type in ('志愿服务', '大工委大党委共建', '便民服务', '义诊')
    and sessions is not null
group by all
