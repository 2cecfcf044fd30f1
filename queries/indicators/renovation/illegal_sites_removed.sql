-- title: 拆违处数 | Illegal additions removed
-- question: 拆除了多少处乱搭乱建？ | How many illegal additions were removed?
-- unit: 处 | sites
-- better: higher
-- numerator: 期间内开工项目拆除的乱搭乱建处数 | illegal additions removed by the projects started in the period
-- breakdown: project_type
-- over_time: sum
-- order: 60
-- statistic: illegal_sites
-- source: 老旧小区改造台账口径
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', start_on)::date as month,
    project_type as breakdown,
    sum(illegal_sites) as numerator,
    bit_or(illegal_sites_bound) as numerator_bound
from renovation_project
where start_on is not null and illegal_sites is not null
group by all
