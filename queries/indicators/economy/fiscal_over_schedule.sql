-- title: 财政超（短）收额 | Revenue over schedule
-- question: 比序时进度多收还是少收？ | Is revenue ahead of the schedule or behind it?
-- unit: 万元 | wan yuan
-- better: higher
-- numerator: 年初至期末收入减去同期应完成额（全年目标×月份÷12，有分月计划的按计划）；负数为短收 | revenue from January less what is due by then (months/12 of the target, or its monthly plan); negative when short
-- over_time: last
-- map: count
-- months: all
-- order: 70
-- source: 街道财政收入公布口径（超收相对序时进度，不是相对全年目标）
-- reviewed: 2026-11-23

select
    area_code,
    month,
    'all' as breakdown,
    done - due as numerator,
    done_bound | ((target_bound & 1) << 1) | (target_bound >> 1) as numerator_bound,
    'report' as origin
from task_progress
where measure = 'fiscal_revenue' and done is not null and due is not null
