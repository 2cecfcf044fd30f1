-- title: 场均组织人数 | Participants per fair
-- question: 每场招聘会组织了多少人参加？ | How many people went to each fair?
-- unit: 人/场 | people per fair
-- better: higher
-- numerator: 组织参加招聘会人数 | people taken to job fairs
-- denominator: 招聘会场次 | job fairs
-- over_time: sum
-- small_base: 1
-- statistic: fair_participants / fairs
-- order: 55
-- source: 街道就业月报口径
-- reviewed: 2026-11-22

select
    area_code,
    first_month,
    month,
    'all' as breakdown,
    max(value) filter (where measure = 'fair_participants') as numerator,
    max(value) filter (where measure = 'fairs') as denominator,
    coalesce(max(bound) filter (where measure = 'fair_participants'), 0) as numerator_bound,
    coalesce(max(bound) filter (where measure = 'fairs'), 0) as denominator_bound
from employment_stat_month
where measure in ('fair_participants', 'fairs')
group by area_code, first_month, month
