-- title: 开工率（按小区数） | Start rate by estates
-- question: 今年计划改造的小区开工了多少？ | How many of the estates planned for the year have started?
-- unit: percent
-- better: higher
-- numerator: 其中已开工的小区 | of these, estates started
-- denominator: 计划在当年开工的小区 | estates planned to start in the year
-- breakdown: project_type
-- over_time: last
-- target: 100
-- months: all
-- order: 10
-- statistic: estates_started / estates_planned
-- source: 住房城乡建设部老旧小区改造进展通报（按小区数计，2024年1月）
-- reviewed: 2026-11-22

select
    area_code,
    month,
    project_type as breakdown,
    sum(case when has_started then estates else 0 end) as numerator,
    sum(estates) as denominator,
    bit_or(case when has_started then estates_bound else 0 end) as numerator_bound,
    bit_or(estates_bound) as denominator_bound
from renovation_project_month
where estates is not null
group by all
