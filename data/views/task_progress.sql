-- What was reported from January to each month, beside the year's target for it and what of that is due.
-- Months up to the last report are there even where no sum can be told, so that a gap is not taken for an end.
with told as (
    select area_code, measure, year(month) as year, max(month) as last_month
    from statistic_month
    group by all
)

select
    told.area_code, told.measure, calendar.month,
    statistic_so_far.value as done,
    coalesce(statistic_so_far.bound, 0)::tinyint as done_bound,
    target_month.annual_target,
    coalesce(target_month.annual_target_bound, 0)::tinyint as target_bound,
    target_month.due
from told
inner join calendar on year(calendar.month) = told.year and calendar.month <= told.last_month
left join statistic_so_far
    on statistic_so_far.area_code = told.area_code and statistic_so_far.measure = told.measure
    and statistic_so_far.month = calendar.month
left join target_month
    on target_month.area_code = told.area_code and target_month.metric_id = told.measure
    and target_month.month = calendar.month
