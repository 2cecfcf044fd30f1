-- title: 招商项目数（上报和落户） | Investment projects
-- question: 上报和落户了多少招商项目？ | How many investment projects were reported or landed?
-- unit: 个 | projects
-- better: higher
-- numerator: 期间内落户的项目，加上期间内上报、尚未落户的项目 | projects landed in the period, and those reported in it that have not landed
-- breakdown: status
-- over_time: sum
-- map: count
-- order: 110
-- statistic: investment_landed + investment_reported
-- source: 街道招商引资公布口径（新落户、上报分别计数，合计不重复）
-- reviewed: 2026-11-23

select
    area_code,
    date_trunc('month', coalesce(landed_on, reported_on))::date as month,
    status as breakdown,
    count(*) as numerator
from investment_project
where coalesce(landed_on, reported_on) is not null
group by all
