-- title: 新落户项目数 | Projects landed
-- question: 新落户了多少招商项目？ | How many investment projects landed?
-- unit: 个 | projects
-- better: higher
-- numerator: 落户日期在期间内的项目 | projects whose landing date lies in the period
-- over_time: sum
-- map: count
-- order: 120
-- statistic: investment_landed
-- source: 街道招商引资公布口径（新落户招商引资项目）
-- reviewed: 2026-11-23

select
    area_code,
    date_trunc('month', landed_on)::date as month,
    'all' as breakdown,
    count(*) as numerator
from investment_project
where landed_on is not null
group by all
