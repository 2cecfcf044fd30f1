-- Welfare money by month: the month's payment where it was reported, else the step of the year's payments.
with reported as (
    select
        area_code, programme, month, persons, persons_bound,
        paid_yuan, paid_yuan_bound, paid_ytd_yuan, paid_ytd_yuan_bound,
        lag(month) over one_year as month_before,
        lag(paid_ytd_yuan) over one_year as paid_before,
        lag(paid_ytd_yuan_bound) over one_year as bound_before
    from welfare_stat
    window one_year as (partition by area_code, programme, year(month) order by month)
)
select
    area_code, programme,
    case
        when paid_yuan is not null or paid_ytd_yuan is null then month
        when month_before is null then date_trunc('year', month)::date
        else (month_before + interval '1' month)::date
    end as first_month,
    month,
    persons, persons_bound,
    coalesce(paid_yuan, paid_ytd_yuan - case when month_before is null then 0 else paid_before end) as paid_yuan,
    case
        when paid_yuan is not null then paid_yuan_bound
        else paid_ytd_yuan_bound | ((coalesce(bound_before, 0) & 1) << 1) | (coalesce(bound_before, 0) >> 1)
    end::tinyint as paid_yuan_bound
from reported
