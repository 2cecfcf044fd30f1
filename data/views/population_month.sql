-- Households, residents and grids by month: as reported, and for a street that reports none as its places say,
-- in the months that the street's data cover. `grids` are those in force at the end of the month.
with spans as (
    select
        substr(area_code, 1, 9) as street,
        min(month) as first_month,
        max(greatest(month, date_trunc('month', last_date)::date)) as last_month
    from table_months
    group by all
),

months as (
    select spans.street, calendar.month, last_day(calendar.month) as last_day
    from spans
    inner join calendar on calendar.month between spans.first_month and spans.last_month
),

grid as (
    select distinct area.area_code, months.month
    from area
    inner join months
        on substr(area.area_code, 1, 9) = months.street
        and coalesce(area.valid_from, date '1900-01-01') <= months.last_day
        and coalesce(area.valid_to, date '9999-12-31') >= months.last_day
    where area.level = 'grid'
),

counts as (
    select area_code, date_trunc('month', stat_date)::date as month, category, count, count_bound
    from resident_stat
    where dimension = 'population'
    qualify row_number() over (partition by area_code, month, category order by stat_date desc) = 1
),

reports as (
    select
        area_code,
        month,
        max(count) filter (where category = '总户数') as households,
        max(count) filter (where category = '总人数') as residents,
        max(count) filter (where category = '已录入人数') as entered,
        coalesce(max(count_bound) filter (where category = '总户数'), 0) as households_bound,
        coalesce(max(count_bound) filter (where category = '总人数'), 0) as residents_bound,
        coalesce(max(count_bound) filter (where category = '已录入人数'), 0) as entered_bound
    from counts
    group by all
),

registered as (
    select
        area.area_code,
        months.month,
        max_by(area.households, area.valid_from) as households,
        max_by(area.residents, area.valid_from) as residents
    from area
    inner join months
        on substr(area.area_code, 1, 9) = months.street
        and coalesce(area.valid_from, date '1900-01-01') <= months.last_day
        and coalesce(area.valid_to, date '9999-12-31') >= months.last_day
    where area.level in ('street', 'community', 'grid')
        and (area.households > 0 or area.residents > 0)
        and months.street not in (select substr(area_code, 1, 9) from reports)
    group by all
),

stood as (
    select * from reports
    union all
    select area_code, month, households, residents, null, 0, 0, 0
    from registered
),

-- Each grid counts in every area whose code begins its own: told by equal beginnings, not grid by area.
lengths as (
    select distinct length(area_code) as digits from stood
),

grids as (
    select substr(grid.area_code, 1, lengths.digits) as area_code, grid.month, count(*) as grids
    from grid
    inner join lengths on lengths.digits <= length(grid.area_code)
    group by all
)

select stood.*, grids.grids
from stood
left join grids on stood.area_code = grids.area_code and stood.month = grids.month
