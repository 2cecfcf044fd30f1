-- title: 空房率 | Vacant dwellings
-- question: 有多少房子空着？ | How many dwellings stand empty?
-- unit: percent
-- better: none
-- numerator: 其中空房 | of these, vacant
-- denominator: 登记了状态的房屋（套） | dwellings whose status is known
-- over_time: last
-- months: all
-- statistic: dwellings_vacant / dwellings
-- order: 40
-- source: 东街道供电社区智慧平台（空房、人在户在、租房分色）；房屋单元台账优先于人口房屋统计
-- reviewed: 2026-11-22

select
    area_code,
    month,
    vacant as numerator,
    dwellings as denominator,
    vacant_bound as numerator_bound,
    dwellings_bound as denominator_bound,
    'report' as origin
from dwelling_month
where vacant is not null
