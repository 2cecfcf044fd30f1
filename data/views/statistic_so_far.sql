-- Reported figures added up from January to each month, as long as no month in between is missing.
with told as (
    select
        *,
        first_month = coalesce(
            lag(month) over one_year + interval '1' month, date_trunc('year', month)
        ) as follows_on
    from statistic_month
    window one_year as (partition by area_code, measure, year(month) order by month)
)

select
    area_code, measure, month,
    sum(value) over so_far as value,
    (bit_or(bound) over so_far)::tinyint as bound
from told
window so_far as (
    partition by area_code, measure, year(month) order by month
    rows between unbounded preceding and current row
)
qualify bool_and(follows_on) over so_far
