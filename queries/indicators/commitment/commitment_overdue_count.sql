-- title: 逾期未销号数 | Overdue items
-- question: 还有多少事项过了时限没有销号？ | How many items are past due and still open?
-- unit: 项 | items
-- better: lower
-- numerator: 期末已过时限仍未销号的事项 | items past due and not closed at the end of the period
-- breakdown: list_level
-- pool: never
-- over_time: last
-- map: count
-- months: all
-- target: 0
-- lights: 1 / 10
-- order: 30
-- source: 通用督办口径（清单台账逐一销号）
-- reviewed: 2026-11-24

select
    area_code,
    month,
    list_level as breakdown,
    count(*) filter (where is_overdue) as numerator
from commitment_month
group by all
