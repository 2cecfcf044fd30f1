-- title: 解决率 | Resolution rate
-- question: 回访时群众说问题解决了吗？ | Do residents say that it was resolved?
-- unit: percent
-- better: higher
-- numerator: 回访确认已解决的诉求 | requests confirmed as resolved
-- denominator: 已回访（有是否解决）的诉求 | requests called back about the result
-- breakdown: category
-- statistic: requests_resolved / requests_called_back
-- over_time: sum
-- target: 95
-- lights: 3 / 10
-- order: 50
-- source: 北京市12345解决率（2020年度报告）；分母为通用口径
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', coalesce(closed_at, received_at))::date as month,
    category as breakdown,
    count(*) filter (where resolved = '1') as numerator,
    count(*) as denominator
from service_request
where resolved in ('0', '1')
group by all
