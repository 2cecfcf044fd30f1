-- title: 失业人员再就业人数 | Re-employment
-- question: 多少失业人员重新就业？ | How many unemployed people found work again?
-- unit: 人 | people
-- better: higher
-- numerator: 期间内再就业的失业人员 | unemployed people re-employed in the period
-- over_time: sum
-- statistic: reemployment
-- order: 20
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
where measure = 'reemployment'
