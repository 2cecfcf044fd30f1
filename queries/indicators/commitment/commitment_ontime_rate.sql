-- title: 按期办结率 | Closed by the due date
-- question: 到期的事项是否按时限办结？ | Were the items that fell due closed by then?
-- unit: percent
-- better: higher
-- numerator: 其中在时限内办结的事项 | of these, items closed by their due date
-- denominator: 期间内到期的事项（不含已取消） | items that fell due in the period (without those cancelled)
-- breakdown: list_level
-- pool: never
-- over_time: sum
-- months: all
-- target: 100
-- order: 20
-- source: 通用督办口径（按期办结数÷到期应办结数）
-- reviewed: 2026-11-24

with covered as (
    select substr(area_code, 1, 9) as street, max(last_date) as covered_to
    from table_months
    group by all
)

select
    commitment.area_code,
    date_trunc('month', commitment.due_on)::date as month,
    commitment.list_level as breakdown,
    count(*) filter (where commitment.closed_on <= commitment.due_on) as numerator,
    count(*) as denominator
from commitment
inner join covered
    on substr(commitment.area_code, 1, 9) = covered.street
    and commitment.due_on <= covered.covered_to
where commitment.status <> '取消'
group by all
