-- title: 拆违户数 | Households with additions removed
-- question: 拆违涉及多少户？ | How many households had additions removed?
-- unit: 户 | households
-- better: higher
-- numerator: 期间内开工项目拆违涉及的户数 | households with additions removed by the projects started in the period
-- breakdown: project_type
-- over_time: sum
-- order: 61
-- statistic: illegal_households
-- source: 老旧小区改造台账口径
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', start_on)::date as month,
    project_type as breakdown,
    sum(illegal_households) as numerator,
    bit_or(illegal_households_bound) as numerator_bound
from renovation_project
where start_on is not null and illegal_households is not null
group by all
