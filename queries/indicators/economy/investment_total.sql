-- title: 招商项目总投资额 | Total investment
-- question: 期间内上报和落户的项目总投资多少？ | How large are the projects reported or landed?
-- unit: 万元 | wan yuan
-- better: none
-- numerator: 期间内落户（未落户的按上报）项目的总投资额 | total investment of the projects landed, or reported and not yet landed, in the period
-- breakdown: status
-- over_time: sum
-- map: count
-- order: 130
-- statistic: investment_total
-- source: 街道招商引资公布口径（项目总投资额）
-- reviewed: 2026-11-23

select
    area_code,
    date_trunc('month', coalesce(landed_on, reported_on))::date as month,
    status as breakdown,
    sum(total_wan) as numerator,
    bit_or(total_wan_bound) as numerator_bound
from investment_project
where coalesce(landed_on, reported_on) is not null and total_wan is not null
group by all
