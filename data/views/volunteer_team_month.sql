-- The volunteer teams that a street's activity ledger knows by the end of each month. A team that serves in several
-- communities belongs to the one where it was first seen, so that teams add up over areas.
with first_seen as (
    select
        substr(area_code, 1, 9) as street,
        org_name,
        min_by(area_code, held_on) as area_code,
        date_trunc('month', min(held_on))::date as month
    from activity
    where activity_type in ('志愿服务', '大工委大党委共建', '便民服务', '义诊')
        and (org_name like '%队%' or org_name like '%团%' or org_name like '%协会%')
    group by all
),

covered as (
    select substr(area_code, 1, 9) as street, max(last_date) as covered_to
    from table_months
    group by all
)

select first_seen.street, first_seen.area_code, calendar.month, count(*) as teams
from first_seen
inner join covered on first_seen.street = covered.street
inner join calendar on calendar.month between first_seen.month and covered.covered_to
group by all
