-- title: 完工率 | Completion rate
-- question: 今年计划的项目完工了多少？ | How many of the year’s projects are finished?
-- unit: percent
-- better: higher
-- numerator: 其中已完工的项目 | of these, projects finished
-- denominator: 计划在当年开工的项目 | projects planned to start in the year
-- breakdown: project_type
-- over_time: last
-- months: all
-- order: 30
-- statistic: renovation_projects_finished / renovation_projects_planned
-- source: 通用统计口径
-- reviewed: 2026-11-22

select
    area_code,
    month,
    project_type as breakdown,
    count(*) filter (where has_finished) as numerator,
    count(*) as denominator
from renovation_project_month
group by all
