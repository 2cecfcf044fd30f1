-- People of each kind in every community at the end of every month: the last count, for at most a year. What a
-- community counts itself stands before the sum of its grids; a street's own count stands where none of its
-- communities counts.
with counted as (
    select
        area_code, substr(area_code, 1, 12) as place, substr(area_code, 1, 9) as street, category,
        date_trunc('month', stat_date)::date as counted_in, stat_date, count, count_bound,
        least(length(area_code), 15) as digits
    from resident_stat
    where dimension in ('population', 'service_group') and length(area_code) >= 9
    qualify row_number() over (partition by area_code, category, counted_in order by stat_date desc) = 1

    union all

    select
        area_code, substr(area_code, 1, 12), substr(area_code, 1, 9),
        case measure when 'elders_60' then '老年人60+' else '总人数' end,
        month, last_day(month), value, bound, least(length(area_code), 15)
    from statistic_month
    where measure in ('elders_60', 'residents') and length(area_code) >= 9
        and not exists (
            select 1 from resident_stat
            where substr(resident_stat.area_code, 1, 9) = substr(statistic_month.area_code, 1, 9)
        )
),

of_place as (
    select street, place, category, counted_in, digits, sum(count) as people, bit_or(count_bound) as bound
    from counted
    group by street, place, category, counted_in, digits
    qualify digits = min(digits) over (partition by place, category, counted_in)
),

finest as (
    select of_place.*
    from of_place
    qualify length(place) = max(length(place)) over (partition by street, category)
),

covered as (
    select substr(area_code, 1, 9) as street, max(last_date) as covered_to
    from table_months
    group by all
)

select finest.street, finest.place, finest.category, calendar.month, finest.people, finest.bound
from finest
inner join covered on finest.street = covered.street
inner join calendar
    on calendar.month between finest.counted_in and covered.covered_to
    and calendar.month < finest.counted_in + interval '1' year
qualify row_number() over (
    partition by finest.place, finest.category, calendar.month order by finest.counted_in desc
) = 1
