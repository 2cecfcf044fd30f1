-- title: 志愿服务队数 | Volunteer teams
-- question: 有多少支志愿服务队？ | How many volunteer teams are there?
-- unit: 支 | teams
-- better: higher
-- numerator: 期末的志愿服务队 | volunteer teams at the end of the period
-- grain: community
-- absent: unknown
-- over_time: last
-- map: count
-- order: 40
-- months: all
-- source: 以上报的队数为准；没有上报的街道，数台账中首次出现的组织单位（名称含队、团、协会的）
-- reviewed: 2026-11-22

with reported as (
    select area_code, month, value, bound
    from statistic_month
    where measure = 'volunteer_teams'
)

select
    area_code,
    month,
    value as numerator,
    bound as numerator_bound,
    'statistic' as origin
from reported

union all

select area_code, month, teams, 0, 'event'
from volunteer_team_month
where not exists (
    select 1 from reported
    where substr(reported.area_code, 1, length(volunteer_team_month.street)) = volunteer_team_month.street
)
