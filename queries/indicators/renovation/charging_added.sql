-- title: 新增充电桩 | Charging points added
-- question: 新增了多少处充电桩？ | How many charging points were added?
-- unit: 处 | places
-- better: higher
-- numerator: 期间内投用的智能充电桩（以处计） | charging points that came into use in the period
-- over_time: sum
-- order: 90
-- statistic: charging_added
-- source: 住房城乡建设部电动自行车充电桩统计口径
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', built_on)::date as month,
    sum(quantity) as numerator,
    bit_or(quantity_bound) as numerator_bound
from facility
where facility_type = '智能充电桩'
    and unit = '处'
    and status in ('已投用', '停用')
    and built_on is not null
group by all
