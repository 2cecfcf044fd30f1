-- title: 承诺事项办结率 | Commitments closed
-- question: 清单上的事项办结（销号）了多少？ | How many items of the list are closed?
-- unit: percent
-- better: higher
-- numerator: 其中已办结（销号）的事项 | of these, items closed
-- denominator: 在册事项：当年立项和上年结转，不含已取消 | items on the list: accepted in the year or carried over, without those cancelled
-- breakdown: list_level
-- pool: never
-- over_time: last
-- months: all
-- order: 10
-- statistic: leader: commitments_closed / commitments; major: major_matters_done / major_matters
-- source: 南通市办实事通报口径（办结项数÷清单项数）；滨州市市西街道清单台账逐一销号
-- reviewed: 2026-11-24

select
    area_code,
    month,
    list_level as breakdown,
    count(*) filter (where is_closed) as numerator,
    count(*) as denominator
from commitment_month
group by all
