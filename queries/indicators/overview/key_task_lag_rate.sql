-- title: 滞后项目占比 | Key tasks lagging
-- question: 重点工作有多少推进滞后或已逾期？ | How many key tasks lag or are overdue?
-- unit: percent
-- better: lower
-- numerator: 其中推进滞后或逾期未办结的重点工作 | of these, open tasks lagging or overdue
-- denominator: 在册重点工作：当年立项和上年结转，不含已取消 | key tasks on the list: accepted in the year or carried over, without those cancelled
-- over_time: last
-- months: all
-- order: 30
-- source: 街道重点工作督查报告口径（已完成、推进顺利、推进滞后三类）
-- reviewed: 2026-11-24

-- How a task stands is typed into the ledger as of today: only the last month covered can be told.
select
    area_code,
    month,
    'all' as breakdown,
    count(*) filter (where not is_closed and (status = '推进滞后' or is_overdue)) as numerator,
    count(*) as denominator
from commitment_month
where list_level = 'key'
    and status is not null
group by all
