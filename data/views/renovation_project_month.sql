-- Every planned project in every month of its plan year, from January to the last day that its street's data
-- covers: whether it had started and finished when the month ended.
with covered as (
    select substr(area_code, 1, 9) as street, max(last_date) as covered_to
    from table_months
    group by all
)

select
    renovation_project.area_code,
    calendar.month,
    renovation_project.project_type,
    renovation_project.estates,
    renovation_project.estates_bound,
    renovation_project.households,
    renovation_project.households_bound,
    coalesce(renovation_project.start_on < calendar.month + interval '1' month, false) as has_started,
    coalesce(renovation_project.finish_on < calendar.month + interval '1' month, false) as has_finished
from renovation_project
inner join covered on substr(renovation_project.area_code, 1, 9) = covered.street
inner join calendar
    on calendar.month <= covered.covered_to
    and year(calendar.month) = year(renovation_project.planned_start)
