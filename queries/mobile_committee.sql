-- The mobile committee online and in the courtyards: sessions held, people served, requests brought home.
with held as (
    select
        case when title like '%线上%' then '移动居委会(线上)' else '移动居委会(院落)' end as channel,
        sum(sessions) as sessions,
        sum(beneficiaries) as beneficiaries
    from activity
    where activity_type = '移动居委会'
        and starts_with(area_code, $area)
        and held_on between $start and $end
    group by all
),

by_category as (
    select
        channel, category,
        count(*) as requests,
        count(*) filter (where closed_at < $end::date + interval '1' day) as closed
    from service_request
    where channel in ('移动居委会(线上)', '移动居委会(院落)')
        and starts_with(area_code, $area)
        and received_at >= $start::date
        and received_at < $end::date + interval '1' day
    group by all
),

brought as (
    select
        channel,
        sum(requests)::bigint as requests,
        sum(closed)::bigint as closed,
        arg_max(category, (requests, category)) as usual_category,
        max(requests) as usual_count
    from by_category
    group by all
)

select
    coalesce(held.channel, brought.channel) as channel,
    held.sessions,
    held.beneficiaries,
    brought.requests,
    brought.closed,
    brought.usual_category,
    brought.usual_count
from held
full outer join brought on held.channel = brought.channel
order by channel
