-- title: 老旧小区改造项目数 | Renovation projects
-- question: 安排了多少个改造项目？ | How many renovation projects are planned?
-- unit: 个 | projects
-- better: none
-- numerator: 计划开工日期（缺时取开工日期）在期间内的项目 | projects whose planned start (or else start) lies in the period
-- breakdown: project_type
-- over_time: sum
-- map: count
-- order: 5
-- statistic: renovation_projects
-- source: 老旧小区改造台账口径
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', coalesce(planned_start, start_on))::date as month,
    project_type as breakdown,
    count(*) as numerator
from renovation_project
where coalesce(planned_start, start_on) is not null
group by all
