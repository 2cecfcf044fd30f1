-- title: 改造楼栋平均户数 | Households per renovated building
-- question: 改造的楼平均每栋多少户？ | How many households has a renovated building?
-- unit: 户/栋 | households per building
-- better: none
-- numerator: 期间内开工项目涉及的户数 | households of the projects started in the period
-- denominator: 期间内开工项目涉及的楼栋 | buildings of the projects started in the period
-- breakdown: project_type
-- over_time: sum
-- order: 110
-- statistic: renovated_households / renovation_buildings
-- source: 单位核查：每栋1—150户，“套”与“栋”不可混用
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', start_on)::date as month,
    project_type as breakdown,
    sum(households) as numerator,
    sum(buildings) as denominator,
    bit_or(households_bound) as numerator_bound,
    bit_or(buildings_bound) as denominator_bound
from renovation_project
where start_on is not null and households is not null and buildings is not null
group by all
