-- title: 惠及户数 | Households benefiting
-- question: 改造惠及多少户居民？ | How many households does renovation reach?
-- unit: 户 | households
-- better: higher
-- numerator: 期间内开工项目涉及的户数 | households of the projects started in the period
-- breakdown: project_type
-- over_time: sum
-- order: 40
-- statistic: renovated_households
-- source: 住房城乡建设部老旧小区改造统计口径
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', start_on)::date as month,
    project_type as breakdown,
    sum(households) as numerator,
    bit_or(households_bound) as numerator_bound
from renovation_project
where start_on is not null and households is not null
group by all
