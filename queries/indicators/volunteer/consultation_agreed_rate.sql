-- title: 协商达成率 | Consultations agreed
-- question: 协商的议题有多少达成一致？ | How many of the topics consulted on were agreed?
-- unit: percent
-- better: higher
-- numerator: 其中达成一致的议题 | of these, topics agreed on
-- denominator: 记有结果的协商议题 | consulted topics with a recorded result
-- breakdown: activity_type
-- grain: community
-- over_time: sum
-- order: 80
-- source: 通用统计口径
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', held_on)::date as month,
    activity_type as breakdown,
    count(*) filter (where resolved_topic) as numerator,
    count(*) as denominator
from activity
where activity_type in ('议事协商会', '联动协商会', '听证协商会')
    and resolved_topic is not null
group by all
