-- title: 发布用工信息 | Job notices
-- question: 发布了多少条用工信息？ | How many job notices were published?
-- unit: 条 | notices
-- better: higher
-- numerator: 期间内发布的用工信息 | job notices published in the period
-- over_time: sum
-- statistic: job_notices
-- order: 70
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
where measure = 'job_notices'
