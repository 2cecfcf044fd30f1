-- title: 各级办理时长 | Handling time by level
-- question: 诉求在哪一级办结，平均几天？ | At which level are requests closed, and after how many days?
-- unit: 天 | days
-- better: lower
-- numerator: 受理到办结的天数之和 | days from receipt to closure, added up
-- denominator: 在该级办结的诉求 | requests closed at that level
-- breakdown: level
-- over_time: sum
-- order: 138
-- source: “网格发现、社区呼叫、分级响应、协同处置”机制；天数之和÷办结件数
-- reviewed: 2026-11-23

select
    area_code,
    date_trunc('month', closed_at)::date as month,
    level as breakdown,
    sum(greatest(
        extract(day from closed_at - received_at) * 1440 + extract(hour from closed_at - received_at) * 60
        + extract(minute from closed_at - received_at), 0
    )) / 1440 as numerator,
    count(*) as denominator
from service_request
where closed_at is not null
group by all
