-- title: 超时办结数 | Requests closed late
-- question: 有多少诉求超过时限才办结？ | How many requests were closed after their due date?
-- unit: 件 | requests
-- better: lower
-- numerator: 过了办理时限才办结的诉求 | requests closed after their due date
-- breakdown: category
-- statistic: requests_closed_late
-- over_time: sum
-- order: 35
-- source: 宁国市12345热线通报（超时办结数栏，2022年4月）
-- reviewed: 2026-11-23

select
    area_code,
    date_trunc('month', closed_at)::date as month,
    category as breakdown,
    count(*) filter (where closed_at >= due_at + interval '1' day) as numerator
from service_request
where closed_at is not null
group by all
