-- title: 按时办结率 | On-time closure rate
-- question: 交办的诉求是否在时限内办结？ | Are requests closed by their due date?
-- unit: percent
-- better: higher
-- numerator: 在时限内办结的诉求 | requests closed by the due date
-- denominator: 已办结的诉求 | requests closed
-- breakdown: category
-- over_time: sum
-- target: 100
-- lights: 5 / 15
-- order: 30
-- statistic: requests_closed_ontime / requests_closed_ontime + requests_closed_late
-- source: 宁国市12345热线通报口径（按时办结数÷办结数，2022年4月）
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', closed_at)::date as month,
    category as breakdown,
    count(*) filter (where closed_at < due_at + interval '1' day) as numerator,
    count(*) as denominator
from service_request
where closed_at is not null
group by all
