-- title: 精品党群服务站占比 | Model stations
-- question: 网格党群服务站中有多少是精品站？ | How many of the grid stations are model stations?
-- unit: percent
-- better: higher
-- numerator: 其中的精品站 | of these, model stations
-- denominator: 在用的网格党群服务站 | grid service stations in use
-- over_time: last
-- months: all
-- order: 54
-- statistic: model_stations / grid_stations
-- source: 党群服务站台账口径
-- reviewed: 2026-11-22

select
    area_code,
    month,
    sum(case when is_model then quantity else 0 end) as numerator,
    sum(quantity) as denominator,
    'event' as origin
from facility_month
where facility_type = '网格党群服务站'
group by all
