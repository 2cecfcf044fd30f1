-- title: 共建活动次均单位 | Partner units per joint activity
-- question: 每次共建活动有多少家单位参加？ | How many partner units take part each time?
-- unit: 家/次 | units per activity
-- better: higher
-- numerator: 参加共建活动的单位（各次相加，一家参加两次计两家次） | partner units, counted each time
-- denominator: 大工委、大党委共建活动场次 | joint activities held
-- grain: community
-- over_time: sum
-- order: 60
-- small_base: 5
-- statistic: partner_units / joint_activities
-- source: 共建活动台账口径；未去重的家数即家次
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', held_on)::date as month,
    'all' as breakdown,
    sum(partner_orgs) as numerator,
    sum(sessions) as denominator,
    bit_or(partner_orgs_bound) as numerator_bound,
    bit_or(sessions_bound) as denominator_bound
from activity
where activity_type = '大工委大党委共建'
    and partner_orgs is not null
    and sessions is not null
group by all
