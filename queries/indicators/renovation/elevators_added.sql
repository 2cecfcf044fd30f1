-- title: 加装电梯投用数 | Lifts added
-- question: 新投用了多少台电梯？ | How many lifts came into use?
-- unit: 台 | lifts
-- better: higher
-- numerator: 期间内投用的电梯（以台计） | lifts that came into use in the period
-- over_time: sum
-- order: 75
-- source: 住房城乡建设部加装电梯统计口径
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', built_on)::date as month,
    sum(quantity) as numerator,
    bit_or(quantity_bound) as numerator_bound
from facility
where facility_type = '电梯'
    and unit = '台'
    and status in ('已投用', '停用')
    and built_on is not null
group by all
