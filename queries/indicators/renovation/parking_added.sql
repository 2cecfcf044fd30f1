-- title: 新增停车位 | Parking spaces added
-- question: 新增了多少停车位？ | How many parking spaces were added?
-- unit: 个 | spaces
-- better: higher
-- numerator: 期间内投用的停车位（以个计） | parking spaces that came into use in the period
-- over_time: sum
-- order: 80
-- statistic: parking_added
-- source: 住房城乡建设部老旧小区改造统计口径
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', built_on)::date as month,
    sum(quantity) as numerator,
    bit_or(quantity_bound) as numerator_bound
from facility
where facility_type = '停车位'
    and unit = '个'
    and status in ('已投用', '停用')
    and built_on is not null
group by all
