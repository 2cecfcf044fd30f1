-- title: 各渠道诉求量 | Requests by channel
-- question: 诉求从哪里来？ | Where do requests come from?
-- unit: 件 | requests
-- better: none
-- numerator: 期间内受理的诉求 | requests received in the period
-- breakdown: channel
-- over_time: sum
-- order: 105
-- source: 宁国市、盘锦市12345热线通报；渠道以台账“来源渠道”为准
-- reviewed: 2026-11-23

select
    area_code,
    date_trunc('month', received_at)::date as month,
    channel as breakdown,
    count(*) as numerator
from service_request
group by all
