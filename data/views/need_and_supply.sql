-- Elder-care beds beside elders, and childcare places beside residents: both of the same community in the same month.
-- A community without beds has none only where its street keeps a ledger of beds, and where the elders of every
-- community with beds are counted; everywhere else nothing is said, for beds here and elders there make no ratio.
with supplied as (
    select 'elder_beds' as kind, '老年人60+' as category, area_code, month, beds as supply, beds_bound as bound
    from facility_month
    where beds is not null

    union all

    select 'childcare_places', '总人数', area_code, month, capacity, capacity_bound
    from facility_month
    where facility_type = '托育点' and capacity is not null
),

need as (
    select category, street, place, month, people, bound
    from community_people
    where category in ('老年人60+', '总人数')
),

ledger as (
    select
        kind,
        supplied.category,
        substr(supplied.area_code, 1, 9) as street,
        coalesce(need.place, substr(supplied.area_code, 1, 12)) as place,
        supplied.month,
        sum(supply) as supply,
        bit_or(supplied.bound) as bound
    from supplied
    left join need
        on supplied.category = need.category
        and supplied.month = need.month
        and substr(supplied.area_code, 1, length(need.place)) = need.place
    group by all
),

-- Beds reported as added stand at least: there may have been others before.
supply as (
    select * from ledger

    union all

    select 'elder_beds', '老年人60+', substr(area_code, 1, 9), substr(area_code, 1, 12), month, value, bound | 2
    from statistic_month
    where measure = 'elder_beds_added'
        and not exists (select 1 from ledger where street = substr(statistic_month.area_code, 1, 9))
),

paired as (
    select supply.*, need.place is null as is_unmatched
    from supply
    left join need
        on supply.category = need.category and supply.place = need.place and supply.month = need.month
),

-- The streets and months in which a community that lists nothing has nothing.
complete as (
    select kind, category, street, month
    from paired
    where street in (select street from ledger)
    group by all
    having not bool_or(is_unmatched)
),

rows_of_need as (
    select kinds.kind, need.*
    from need
    inner join (select distinct kind, category from supply) as kinds using (category)
)

select
    coalesce(supply.kind, rows_of_need.kind) as kind,
    coalesce(supply.place, rows_of_need.place) as area_code,
    coalesce(supply.month, rows_of_need.month) as month,
    case when complete.month is null then supply.supply else coalesce(supply.supply, 0) end as supply,
    rows_of_need.people as need,
    coalesce(supply.bound, 0) as supply_bound,
    coalesce(rows_of_need.bound, 0) as need_bound
from supply
full outer join rows_of_need
    on supply.kind = rows_of_need.kind and supply.place = rows_of_need.place and supply.month = rows_of_need.month
left join complete
    on rows_of_need.kind = complete.kind
    and rows_of_need.street = complete.street
    and rows_of_need.month = complete.month
