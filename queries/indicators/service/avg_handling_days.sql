-- title: 平均办理时长 | Mean handling time
-- question: 一件诉求平均几天办结？ | How many days does a request take?
-- unit: 天 | days
-- better: lower
-- numerator: 受理到办结的天数之和 | days from receipt to closure, added up
-- denominator: 已办结的诉求 | requests closed
-- breakdown: category
-- over_time: sum
-- order: 90
-- source: 通用统计口径（天数之和÷办结件数）
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', closed_at)::date as month,
    category as breakdown,
    sum(greatest(
        extract(day from closed_at - received_at) * 1440 + extract(hour from closed_at - received_at) * 60
        + extract(minute from closed_at - received_at), 0
    )) / 1440 as numerator,
    count(*) as denominator
from service_request
where closed_at is not null
group by all
