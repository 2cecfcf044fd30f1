-- Dwellings by status at the end of a month, from the ledger of dwellings or from the report of counts, never both.
-- A dwelling stands as it was last told. The ledger speaks in every month in which the street brought it up to date;
-- a report of the same place and month speaks only where the ledger holds less than nine tenths of its dwellings,
-- as it does while a street enters its buildings one after another.
with told as (
    select
        building_code,
        status,
        date_trunc('month', as_of)::date as month,
        lead(date_trunc('month', as_of)::date) over one_dwelling as next_month
    from housing_unit
    window one_dwelling as (partition by building_code, unit_no order by as_of)
),

updates as (
    select distinct substr(building_code, 1, 9) as street, date_trunc('month', as_of)::date as month
    from housing_unit
),

ledger as (
    select
        substr(told.building_code, 1, 15) as area_code,
        updates.month,
        count(*) as dwellings,
        count(*) filter (where told.status = 'vacant') as vacant,
        count(*) filter (where told.status = 'occupied') as occupied,
        count(*) filter (where told.status = 'rented') as rented
    from told
    inner join updates
        on substr(told.building_code, 1, 9) = updates.street
        and updates.month >= told.month
        and updates.month < coalesce(told.next_month, date '9999-12-31')
    group by all
),

counts as (
    select area_code, date_trunc('month', stat_date)::date as month, category, count, count_bound
    from resident_stat
    where dimension = 'unit_status'
    qualify row_number() over (partition by area_code, month, category order by stat_date desc) = 1
),

-- Without all three statuses nobody knows how many dwellings there are.
sums as (
    select
        area_code,
        month,
        sum(count) as dwellings,
        bit_or(count_bound) as dwellings_bound,
        max(count) filter (where category = '空房') as vacant,
        max(count) filter (where category = '人在户在') as occupied,
        max(count) filter (where category = '租房') as rented,
        coalesce(max(count_bound) filter (where category = '空房'), 0) as vacant_bound,
        coalesce(max(count_bound) filter (where category = '人在户在'), 0) as occupied_bound,
        coalesce(max(count_bound) filter (where category = '租房'), 0) as rented_bound
    from counts
    group by all
),

known as (
    select sums.area_code, sums.month, sum(ledger.dwellings) as dwellings
    from sums
    inner join ledger
        on ledger.month = sums.month
        and substr(ledger.area_code, 1, length(sums.area_code)) = sums.area_code
    group by all
),

reports as (
    select
        sums.area_code,
        sums.month,
        case when sums.vacant + sums.occupied + sums.rented >= 0 then sums.dwellings end as dwellings,
        sums.vacant,
        sums.occupied,
        sums.rented,
        sums.dwellings_bound,
        sums.vacant_bound,
        sums.occupied_bound,
        sums.rented_bound
    from sums
    left join known on sums.area_code = known.area_code and sums.month = known.month
    where coalesce(known.dwellings, 0) < 9e-1 * sums.dwellings
)

select
    ledger.area_code,
    ledger.month,
    ledger.dwellings,
    ledger.vacant,
    ledger.occupied,
    ledger.rented,
    0 as dwellings_bound,
    0 as vacant_bound,
    0 as occupied_bound,
    0 as rented_bound,
    true as from_ledger
from ledger
anti join reports on ledger.area_code = reports.area_code and ledger.month = reports.month
union all
select
    area_code, month, dwellings, vacant, occupied, rented,
    dwellings_bound, vacant_bound, occupied_bound, rented_bound, false
from reports
