-- title: 次均参加人数 | Participants per activity
-- question: 每次志愿服务有多少人参加？ | How many people take part each time?
-- unit: 人/次 | people per activity
-- better: higher
-- numerator: 参加志愿服务的人数 | people who took part
-- denominator: 记有参加人数的志愿服务场次 | sessions whose participants are recorded
-- breakdown: activity_type
-- grain: community
-- over_time: sum
-- order: 20
-- small_base: 5
-- statistic: volunteer_participants / volunteer_activities
-- source: 志愿服务台账口径：只计记有参加人数的场次
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', held_on)::date as month,
    activity_type as breakdown,
    sum(participants) as numerator,
    sum(sessions) as denominator,
    bit_or(participants_bound) as numerator_bound,
    bit_or(sessions_bound) as denominator_bound
from activity
where activity_type in ('志愿服务', '大工委大党委共建', '便民服务', '义诊')
    and participants is not null
    and sessions is not null
group by all
