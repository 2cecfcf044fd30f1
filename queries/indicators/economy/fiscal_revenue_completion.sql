-- title: 地方财政收入完成率 | Fiscal revenue completion
-- question: 全年财政收入目标完成了多少？ | How much of the year's revenue target is reached?
-- unit: percent
-- better: higher
-- numerator: 年初至期末地方财政收入 | revenue from January to the end of the period
-- denominator: 全年地方财政收入目标 | the year's revenue target
-- over_time: last
-- months: all
-- task: fiscal_revenue
-- order: 60
-- source: 人社部、住建部等按“完成年度目标百分比”公布的口径；年初至今÷全年目标
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
where measure = 'fiscal_revenue'
