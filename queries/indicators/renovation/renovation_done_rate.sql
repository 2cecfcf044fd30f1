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
        finish_on,
        1 as projects,
        0 as bound
    from renovation_project
    where planned_start is not null
)

select
    planned.area_code,
    calendar.month,
    planned.project_type as breakdown,
    sum(
        case when planned.finish_on < calendar.month + interval '1' month then planned.projects else 0 end
    ) as numerator,
    sum(planned.projects) as denominator,
    bit_or(case when planned.finish_on < calendar.month + interval '1' month then planned.bound else 0 end)
        as numerator_bound,
    bit_or(planned.bound) as denominator_bound
from planned
inner join covered on planned.street = covered.street
inner join calendar
    on calendar.month <= covered.covered_to
    and year(calendar.month) = year(planned.plan_year)
group by all
