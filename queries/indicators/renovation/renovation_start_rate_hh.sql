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
        households,
        households_bound as bound
    from renovation_project
    where planned_start is not null and households is not null
)

select
    planned.area_code,
    calendar.month,
    planned.project_type as breakdown,
    sum(
        case when planned.start_on < calendar.month + interval '1' month then planned.households else 0 end
    ) as numerator,
    sum(planned.households) as denominator,
    bit_or(case when planned.start_on < calendar.month + interval '1' month then planned.bound else 0 end)
        as numerator_bound,
    bit_or(planned.bound) as denominator_bound
from planned
inner join covered on planned.street = covered.street
inner join calendar
    on calendar.month <= covered.covered_to
    and year(calendar.month) = year(planned.plan_year)
group by all
