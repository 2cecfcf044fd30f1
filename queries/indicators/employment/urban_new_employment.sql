-- title: 城镇新增就业人数 | New urban employment
-- question: 城镇新增了多少就业？ | How many people newly found work in town?
-- unit: 人 | people
-- better: higher
-- numerator: 期间内城镇新增就业人数（按上报数） | new urban employment in the period, as reported
-- over_time: sum
-- statistic: urban_new_employment
-- order: 10
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
where measure = 'urban_new_employment'
