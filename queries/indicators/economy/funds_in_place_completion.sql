-- title: 到位资金完成率 | Funds in place against the task
-- question: 全年到位资金任务完成了多少？ | How much of the year's task for funds in place is reached?
-- unit: percent
-- better: higher
-- numerator: 年初至期末到位资金 | funds in place from January to the end of the period
-- denominator: 全年到位资金任务 | the year's task for funds in place
-- over_time: last
-- months: all
-- task: funds_in_place
-- order: 90
-- source: 攀枝花市等招商引资通报口径（到位资金完成年度任务百分比）
-- reviewed: 2026-11-23

select
    area_code,
    month,
    'all' as breakdown,
    done as numerator,
    annual_target as denominator,
    done_bound as numerator_bound,
    target_bound as denominator_bound,
    'report' as origin
from task_progress
where measure = 'funds_in_place'
