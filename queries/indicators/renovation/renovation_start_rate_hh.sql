-- title: 开工率（按户数） | Start rate by households
-- question: 按户数算，今年的改造计划开工了多少？ | Household for household, how much of the year’s plan has started?
-- unit: percent
-- better: higher
-- numerator: 其中已开工项目的户数 | of these, households of projects started
-- denominator: 计划在当年开工项目的户数 | households of projects planned to start in the year
-- breakdown: project_type
-- over_time: last
-- target: 100
-- months: all
-- order: 20
-- statistic: households_started / households_planned
-- source: 住房城乡建设部老旧小区改造进展通报（按户数计，2024年1月）
-- reviewed: 2026-11-22

select
    area_code,
    month,
    project_type as breakdown,
    sum(case when has_started then households else 0 end) as numerator,
    sum(households) as denominator,
    bit_or(case when has_started then households_bound else 0 end) as numerator_bound,
    bit_or(households_bound) as denominator_bound
from renovation_project_month
where households is not null
group by all
