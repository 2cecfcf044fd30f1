-- title: 不满意件数 | Requests rated dissatisfied
-- question: 回访时有多少群众不满意？ | How many residents are dissatisfied at call-back?
-- unit: 件 | requests
-- better: lower
-- numerator: 回访不满意的诉求 | requests rated dissatisfied at call-back
-- breakdown: category
-- statistic: requests_dissatisfied
-- over_time: sum
-- order: 65
-- source: 宁国市12345热线通报（不满意数栏，2022年4月）
-- reviewed: 2026-11-23

select
    area_code,
    date_trunc('month', coalesce(closed_at, received_at))::date as month,
    category as breakdown,
    count(*) filter (where satisfied = '0') as numerator
from service_request
where satisfied in ('0', '1', '2')
group by all
