-- title: 改造社区覆盖率 | Communities with renovation
-- question: 有多少社区安排了改造项目？ | How many communities have a renovation project?
-- unit: percent
-- better: higher
-- numerator: 其中有改造项目的社区 | of these, communities with a renovation project
-- denominator: 街道所辖社区 | communities of the street
-- over_time: last
-- months: all
-- order: 120
-- statistic: renovation_communities / communities
-- source: 老旧小区改造台账口径；社区取区域表
-- reviewed: 2026-11-22

with projects as (
    select
        substr(area_code, 1, 9) as street,
        substr(area_code, 1, 12) as community,
        date_trunc('month', coalesce(planned_start, start_on))::date as month
    from renovation_project
    where coalesce(planned_start, start_on) is not null and length(area_code) >= 12
),

first_of_community as (
    select community, min(month) as month
    from projects
    group by all
),

covered as (
    select projects.street, min(projects.month) as first_month, max(table_months.last_date) as covered_to
    from projects
    inner join table_months on substr(table_months.area_code, 1, 9) = projects.street
    group by all
),

communities as (
    select distinct area.area_code, calendar.month
    from area
    inner join covered on substr(area.area_code, 1, 9) = covered.street
    inner join calendar on calendar.month between covered.first_month and covered.covered_to
    where area.level = 'community'
        and area.valid_from < calendar.month + interval '1' month
        and coalesce(area.valid_to, date '9999-12-31') >= calendar.month
)

select
    communities.area_code,
    communities.month,
    case when first_of_community.month <= communities.month then 1 else 0 end as numerator,
    1 as denominator,
    'event' as origin
from communities
left join first_of_community on communities.area_code = first_of_community.community
