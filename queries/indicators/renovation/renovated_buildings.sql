-- title: 改造楼栋数 | Buildings renovated
-- question: 改造涉及多少栋楼？ | How many buildings are being renovated?
-- unit: 栋 | buildings
-- better: higher
-- numerator: 期间内开工项目涉及的楼栋 | buildings of the projects started in the period
-- breakdown: project_type
-- over_time: sum
-- order: 45
-- statistic: renovation_buildings
-- source: 老旧小区改造台账口径
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', start_on)::date as month,
    project_type as breakdown,
    sum(buildings) as numerator,
    bit_or(buildings_bound) as numerator_bound
from renovation_project
where start_on is not null and buildings is not null
group by all
