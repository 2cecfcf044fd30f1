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

-- A year's plan is followed from its January to the last day that the street's data covers.
with covered as (
    select substr(area_code, 1, 9) as street, max(last_date) as covered_to
    from table_months
    group by all
),

planned as (
    select
        area_code,
        substr(area_code, 1, 9) as street,
        project_type,
        date_trunc('year', planned_start)::date as plan_year,
        start_on,
        estates,
        estates_bound as bound
    from renovation_project
    where planned_start is not null and estates is not null
)

select
    planned.area_code,
    calendar.month,
    planned.project_type as breakdown,
    sum(
        case when planned.start_on < calendar.month + interval '1' month then planned.estates else 0 end
    ) as numerator,
    sum(planned.estates) as denominator,
    bit_or(case when planned.start_on < calendar.month + interval '1' month then planned.bound else 0 end)
        as numerator_bound,
    bit_or(planned.bound) as denominator_bound
from planned
inner join covered on planned.street = covered.street
inner join calendar
    on calendar.month <= covered.covered_to
    and year(calendar.month) = year(planned.plan_year)
group by all
