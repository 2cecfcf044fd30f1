-- title: 人均低保金 | Dibao per person
-- question: 平均每人每月领多少低保金？ | How much dibao does a person receive a month?
-- unit: 元/人·月 | yuan per person and month
-- better: none
-- numerator: 期间内发放的城市、农村低保金 | urban and rural dibao paid in the period
-- denominator: 各月低保人数之和 | persons on dibao, added up over the months
-- breakdown: programme
-- over_time: sum
-- statistic: dibao_paid / dibao_persons
-- order: 100
-- source: 德化县低保月报（197345元÷315人＝626元，2024年）
-- reviewed: 2026-11-22

-- Money that was reported for several months at once has no persons of its own to be divided by.
select
    area_code,
    first_month,
    month,
    programme as breakdown,
    paid_yuan as numerator,
    case when first_month = month then persons end as denominator,
    paid_yuan_bound as numerator_bound,
    case when first_month = month then persons_bound else 0 end as denominator_bound
from welfare_stat_month
where programme in ('城市低保', '农村低保') and (paid_yuan is not null or persons is not null)
