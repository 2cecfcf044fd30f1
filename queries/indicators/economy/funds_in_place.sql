-- title: 到位资金 | Funds in place
-- question: 招商项目到位了多少资金？ | How much of the investment has arrived?
-- unit: 万元 | wan yuan
-- better: higher
-- numerator: 期间内招商项目到位资金（按上报数，当月或由累计相减） | funds of investment projects that arrived in the period, as reported
-- over_time: sum
-- map: count
-- order: 80
-- source: 招商引资月报口径（到位资金按年初至今累计上报）
-- reviewed: 2026-11-23

select
    area_code,
    first_month,
    month,
    'all' as breakdown,
    value as numerator,
    bound as numerator_bound
from statistic_month
where measure = 'funds_in_place'
