-- title: 就业困难人员就业人数 | Hardship employment
-- question: 多少就业困难人员就业？ | How many people with difficulty finding work found it?
-- unit: 人 | people
-- better: higher
-- numerator: 期间内就业的就业困难人员 | people with employment difficulty employed in the period
-- over_time: sum
-- statistic: hardship_employment
-- order: 30
-- source: 人力资源和社会保障部就业月度通报口径（按年度任务完成情况公布）
-- reviewed: 2026-11-22

select
    area_code,
    first_month,
    month,
    'all' as breakdown,
    value as numerator,
    bound as numerator_bound
from employment_stat_month
where measure = 'hardship_employment'
