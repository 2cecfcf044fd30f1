-- title: 办结率 | Closure rate
-- question: 受理的诉求办结了多少？ | How many of the requests received are closed?
-- unit: percent
-- better: higher
-- numerator: 其中已办结的诉求 | of these, requests closed
-- denominator: 期间内受理的诉求（不含不予受理） | requests received in the period (without those not accepted)
-- breakdown: category
-- over_time: sum
-- settling: 2
-- target: 98
-- lights: 3 / 10
-- order: 20
-- statistic: requests_closed / requests_dispatched; requests_closed_ontime + requests_closed_late / requests_dispatched
-- source: 宁国市结案率、盘锦市办结率通报口径
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', received_at)::date as month,
    category as breakdown,
    count(*) filter (where closed_at is not null) as numerator,
    count(*) as denominator
from service_request
where status <> '不予受理'
group by all
