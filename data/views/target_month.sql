-- What is due of every annual target by the end of each month: month/12 of it, or the months of its own plan.
-- Amounts are in the metric's own unit; a target in a unit that counts something else takes no part.
with tasks as (
    select
        target.*,
        coalesce(metric_unit.factor, 1) as factor,
        case when schedule = 'custom' then translate(monthly_plan, '{}[]" ', '') end as plan
    from target
    left join metric_unit on metric_unit.metric_id = target.metric_id and metric_unit.unit = target.unit
    where metric_unit.factor is not null
        or not exists (select 1 from metric_unit as own where own.metric_id = target.metric_id)
)

select
    tasks.area_code, tasks.metric_id, tasks.year, calendar.month, tasks.unit, tasks.basis,
    tasks.annual_target * tasks.factor as annual_target,
    tasks.annual_target_bound,
    case
        when tasks.plan is null then tasks.annual_target * tasks.factor * month(calendar.month) / 12
        else
            sum(try_cast(split_part(split_part(tasks.plan, ',', month(calendar.month)), ':', -1) as double)) over so_far
            * tasks.factor
    end as due,
    tasks.direction, tasks.yellow_gap, tasks.red_gap
from tasks
inner join calendar on year(calendar.month) = tasks.year
window so_far as (
    partition by tasks.area_code, tasks.metric_id, tasks.year order by calendar.month
    rows between unbounded preceding and current row
)
