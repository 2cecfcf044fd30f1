-- title: 拆违面积 | Area of additions removed
-- question: 拆除了多少平方米乱搭乱建？ | How many square metres of additions were removed?
-- unit: 平方米 | m²
-- better: higher
-- numerator: 期间内开工项目拆除的面积 | area demolished by the projects started in the period
-- breakdown: project_type
-- over_time: sum
-- order: 62
-- statistic: demolished_m2
-- source: 老旧小区改造台账口径
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', start_on)::date as month,
    project_type as breakdown,
    sum(demolished_m2) as numerator,
    bit_or(demolished_m2_bound) as numerator_bound
from renovation_project
where start_on is not null and demolished_m2 is not null
group by all
