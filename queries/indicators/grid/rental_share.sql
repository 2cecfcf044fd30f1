-- title: 租房率 | Rented dwellings
-- question: 有多少房子出租？ | How many dwellings are let?
-- unit: percent
-- better: none
-- numerator: 其中租房 | of these, let
-- denominator: 登记了状态的房屋（套） | dwellings whose status is known
-- over_time: last
-- months: all
-- statistic: dwellings_rented / dwellings
-- order: 50
-- source: 东街道供电社区智慧平台（空房、人在户在、租房分色）；房屋单元台账优先于人口房屋统计
-- reviewed: 2026-11-22

select
    area_code,
    month,
    rented as numerator,
    dwellings as denominator,
    rented_bound as numerator_bound,
    dwellings_bound as denominator_bound,
    'report' as origin
from dwelling_month
where rented is not null
