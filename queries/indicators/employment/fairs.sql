-- title: 招聘会场次 | Job fairs
-- question: 组织参加了多少场招聘会？ | How many job fairs were attended?
-- unit: 场 | fairs
-- better: higher
-- numerator: 期间内组织参加的招聘会 | job fairs attended in the period
-- over_time: sum
-- map: count
-- statistic: fairs
-- order: 45
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
where measure = 'fairs'
