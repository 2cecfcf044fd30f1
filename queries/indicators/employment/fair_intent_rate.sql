-- title: 招聘会意向达成率 | Intent rate at fairs
-- question: 参加招聘会的人有多少达成就业意向？ | How many who went to a fair reached an intention?
-- unit: percent
-- better: higher
-- numerator: 达成就业意向人数 | people who reached an employment intention
-- denominator: 组织参加招聘会人数 | people taken to job fairs
-- over_time: sum
-- statistic: intents / fair_participants
-- order: 50
-- source: 山西省招聘活动通报口径（达成意向人次÷参加人次）
-- reviewed: 2026-11-22

select
    area_code,
    first_month,
    month,
    'all' as breakdown,
    max(value) filter (where measure = 'intents') as numerator,
    max(value) filter (where measure = 'fair_participants') as denominator,
    coalesce(max(bound) filter (where measure = 'intents'), 0) as numerator_bound,
    coalesce(max(bound) filter (where measure = 'fair_participants'), 0) as denominator_bound
from employment_stat_month
where measure in ('intents', 'fair_participants')
group by area_code, first_month, month
