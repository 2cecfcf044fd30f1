-- Every facility in use in every month from its first day to the last day that its street's data cover. One
-- without a date of use stands from the first month of the street's data: it is there, only not as an addition.
with covered as (
    select substr(area_code, 1, 9) as street, min(month) as first_month, max(last_date) as covered_to
    from table_months
    group by all
)

select
    calendar.month,
    facility.*
from facility
inner join covered on substr(facility.area_code, 1, 9) = covered.street
inner join calendar
    on calendar.month between covered.first_month and covered.covered_to
    and coalesce(facility.built_on, covered.first_month) < calendar.month + interval '1' month
where facility.status = '已投用'
