-- title: 超期未办结数 | Overdue open requests
-- question: 还有多少诉求超期没有办结？ | How many requests are past their due date and still open?
-- unit: 件 | requests
-- better: lower
-- numerator: 期末已过时限仍未办结的诉求 | requests past due and not closed at the end of the period
-- breakdown: category
-- statistic: requests_overdue
-- over_time: last
-- target: 0
-- months: later
-- order: 80
-- source: 宁国市12345热线通报（超时办结、未办结栏）
-- reviewed: 2026-11-22

with covered as (
    select
        substr(area_code, 1, 9) as street,
        date_trunc('month', min(received_at))::date as first_month,
        max(greatest(received_at, coalesce(responded_at, received_at), coalesce(closed_at, received_at)))
            as covered_to
    from service_request
    group by all
),

-- A request is overdue from the day after its due date, or from its receipt where that was later, until it is closed.
overdue as (
    select
        service_request.area_code,
        service_request.category,
        date_trunc('month', greatest(due_at + interval '1' day, received_at))::date as month,
        date_trunc('month', closed_at)::date as closed_in
    from service_request
    inner join covered on substr(service_request.area_code, 1, 9) = covered.street
    where status <> '不予受理'
        and due_at < date_trunc('day', covered_to)
        and (
            closed_at is null
            or date_trunc('month', closed_at) > date_trunc('month', greatest(due_at + interval '1' day, received_at))
        )
),

moves as (
    select area_code, category, month, count(*) as change from overdue group by all
    union all
    select area_code, category, closed_in, -count(*) from overdue where closed_in is not null group by all
),

changes as (
    select area_code, category, month, sum(change) as change from moves group by all
),

standing as (
    select
        area_code, category, month,
        sum(change) over so_far as requests,
        lead(month) over so_far as next_month
    from changes
    window so_far as (partition by area_code, category order by month)
),

areas as (
    select distinct area_code from service_request
),

-- Joined by the equality of streets: comparing every request's span with every month of the calendar takes far longer.
months as (
    select covered.street, calendar.month
    from covered
    inner join calendar on calendar.month between covered.first_month and covered.covered_to
)

select standing.area_code, months.month, standing.category as breakdown, standing.requests as numerator
from standing
inner join months on substr(standing.area_code, 1, 9) = months.street
where standing.requests > 0
    and months.month >= standing.month
    and months.month < coalesce(standing.next_month, date '9999-12-31')
union all
-- A month without overdue requests says so: a zero, not a gap.
select areas.area_code, months.month, 'all', 0
from areas
inner join months on substr(areas.area_code, 1, 9) = months.street
