-- title: 分级响应率 | Requests given a level
-- question: 多少诉求明确了由哪一级办？ | For how many requests is it settled which level handles them?
-- unit: percent
-- better: higher
-- numerator: 已定办理层级（网格、社区、街道、区级部门）的诉求 | requests given a level: grid, community, street or district
-- denominator: 期间内受理的诉求（不含不予受理） | requests received in the period (without those not accepted)
-- breakdown: category
-- over_time: sum
-- settling: 2
-- months: all
-- kept: level
-- order: 134
-- source: “网格发现、社区呼叫、分级响应、协同处置”机制；通用口径
-- reviewed: 2026-11-23

-- A street that keeps no levels at all has no such share.
with levelling as (
    select distinct substr(area_code, 1, 9) as street
    from service_request
    where level is not null
)

select
    area_code,
    date_trunc('month', received_at)::date as month,
    category as breakdown,
    count(*) filter (where level is not null and status <> '待接收') as numerator,
    count(*) as denominator
from service_request
where status <> '不予受理' and substr(area_code, 1, 9) in (select street from levelling)
group by all
