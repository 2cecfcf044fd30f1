-- title: 加装电梯完工率 | Lifts completed
-- question: 加装的电梯有多少投用了？ | How many of the lifts being added are in use?
-- unit: percent
-- better: higher
-- numerator: 其中已投用的电梯（台） | of these, lifts in use
-- denominator: 已投用和在建的电梯（台） | lifts in use or being installed
-- over_time: last
-- months: all
-- order: 70
-- statistic: elevators_in_use / elevators_in_use + elevators_installing
-- source: 住房城乡建设部加装电梯统计口径；在建计入分母
-- reviewed: 2026-11-22

-- The register tells today's lifts and when each came into use; those that came later were still being installed.
with covered as (
    select substr(area_code, 1, 9) as street, max(last_date) as covered_to
    from table_months
    group by all
),

lifts as (
    select
        area_code,
        substr(area_code, 1, 9) as street,
        status = '已投用' as in_use,
        coalesce(built_on, date '2000-01-01') as built_on,
        quantity,
        quantity_bound as bound
    from facility
    where facility_type = '电梯' and unit = '台' and status in ('已投用', '在建')
),

spans as (
    select
        covered.street,
        covered.covered_to,
        coalesce(
            min(lifts.built_on) filter (where lifts.in_use and lifts.built_on > date '2000-01-01'),
            covered.covered_to
        ) as first_day
    from covered
    inner join lifts on covered.street = lifts.street
    group by covered.street, covered.covered_to
)

select
    lifts.area_code,
    calendar.month,
    sum(
        case when lifts.in_use and lifts.built_on < calendar.month + interval '1' month then lifts.quantity else 0 end
    ) as numerator,
    sum(lifts.quantity) as denominator,
    bit_or(
        case when lifts.in_use and lifts.built_on < calendar.month + interval '1' month then lifts.bound else 0 end
    ) as numerator_bound,
    bit_or(lifts.bound) as denominator_bound
from lifts
inner join spans on lifts.street = spans.street
inner join calendar
    on calendar.month >= date_trunc('month', spans.first_day)
    and calendar.month <= spans.covered_to
group by all
