-- title: 网格发现占比 | Found by the grids
-- question: 多少诉求是网格自己发现的？ | How many requests did the grids find by themselves?
-- unit: percent
-- better: none
-- numerator: 网格员走访、网格微信群、安全检查发现的诉求 | requests from grid workers' visits, grid groups and inspections
-- denominator: 期间内受理的诉求（不含不予受理） | requests received in the period (without those not accepted)
-- breakdown: category
-- over_time: sum
-- order: 130
-- source: “网格发现、社区呼叫、分级响应、协同处置”机制；按来源渠道判定为通用口径
-- reviewed: 2026-11-23

select
    area_code,
    date_trunc('month', received_at)::date as month,
    category as breakdown,
    count(*) filter (where channel in ('网格员走访', '网格微信群', '安全检查')) as numerator,
    count(*) as denominator
from service_request
where status <> '不予受理'
group by all
