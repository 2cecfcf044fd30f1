-- title: 地方财政收入 | Local fiscal revenue
-- question: 地方财政收入完成了多少？ | How much revenue came in?
-- unit: 万元 | wan yuan
-- better: higher
-- numerator: 期间内地方财政收入（按上报数，当月或由累计相减） | local fiscal revenue of the period, as reported
-- over_time: sum
-- map: count
-- order: 50
-- source: 街道财政月报口径
-- reviewed: 2026-11-23

select
    area_code,
    first_month,
    month,
    'all' as breakdown,
    value as numerator,
    bound as numerator_bound
from statistic_month
where measure = 'fiscal_revenue'
