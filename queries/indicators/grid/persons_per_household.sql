-- title: 户均人口 | Persons per household
-- question: 平均每户多少人？ | How many people live in a household?
-- unit: 人/户 | persons per household
-- better: none
-- numerator: 居民人数 | residents
-- denominator: 户数 | households
-- over_time: last
-- months: all
-- decimals: 2
-- statistic: residents / households
-- order: 30
-- source: 通用统计口径（人数÷户数）；每户1.2—5人之外提示核对
-- reviewed: 2026-11-22

select
    area_code,
    month,
    residents as numerator,
    households as denominator,
    residents_bound as numerator_bound,
    households_bound as denominator_bound,
    'report' as origin
from population_month
where residents is not null and households is not null
