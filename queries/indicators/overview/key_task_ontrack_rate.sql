-- title: 重点工作正常推进率 | Key tasks on track
-- question: 重点工作有多少已完成或推进顺利？ | How many key tasks are finished or on track?
-- unit: percent
-- better: higher
-- numerator: 其中已办结和推进顺利的重点工作（未逾期） | of these, tasks closed or on track (not overdue)
-- denominator: 在册重点工作：当年立项和上年结转，不含已取消 | key tasks on the list: accepted in the year or carried over, without those cancelled
-- over_time: last
-- months: all
-- order: 20
-- source: 街道重点工作督查报告口径（已完成、推进顺利、推进滞后三类）
-- reviewed: 2026-11-24

-- How a task stands is typed into the ledger as of today: only the last month covered can be told.
select
    area_code,
    month,
    'all' as breakdown,
    count(*) filter (where is_closed or (status = '推进顺利' and not is_overdue)) as numerator,
    count(*) as denominator
from commitment_month
where list_level = 'key'
    and status is not null
group by all
