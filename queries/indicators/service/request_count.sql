-- title: 诉求受理量 | Requests received
-- question: 群众和企业提了多少诉求？ | How many requests came in?
-- unit: 件 | requests
-- better: none
-- numerator: 期间内受理的诉求 | requests received in the period
-- breakdown: category
-- over_time: sum
-- order: 10
-- statistic: requests_received; requests_dispatched
-- source: 宁国市、盘锦市、大英县12345热线通报口径；只报月报的单位以派遣（交办）给它的件数为受理量
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', received_at)::date as month,
    category as breakdown,
    count(*) as numerator
from service_request
group by all
