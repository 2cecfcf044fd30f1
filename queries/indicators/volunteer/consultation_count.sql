-- title: 协商会次数（三级） | Consultations by level
-- question: 三级协商各开了多少次？ | How many consultations were held at each level?
-- unit: 次 | times
-- better: none
-- numerator: 期间内的议事、联动、听证协商会 | deliberations, joint meetings and hearings held in the period
-- breakdown: activity_type
-- grain: community
-- over_time: sum
-- order: 70
-- statistic: 议事协商会: consultations_level_1; 联动协商会: consultations_level_2; 听证协商会: consultations_level_3
-- source: 三级协商机制（议事、联动、听证）台账口径
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', held_on)::date as month,
    activity_type as breakdown,
    sum(sessions) as numerator,
    bit_or(sessions_bound) as numerator_bound
from activity
where activity_type in ('议事协商会', '联动协商会', '听证协商会')
    and sessions is not null
group by all
