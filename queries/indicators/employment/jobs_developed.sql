-- title: 开发就业岗位 | Jobs developed
-- question: 开发了多少就业岗位？ | How many jobs were developed?
-- unit: 个 | jobs
-- better: higher
-- numerator: 期间内开发的就业岗位 | jobs developed in the period
-- over_time: sum
-- statistic: jobs_developed
-- order: 60
-- source: 街道就业月报口径
-- reviewed: 2026-11-22

select
    area_code,
    first_month,
    month,
    'all' as breakdown,
    value as numerator,
    bound as numerator_bound
from employment_stat_month
where measure = 'jobs_developed'
