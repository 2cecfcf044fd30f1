-- title: 人在户在率 | Lived in by their households
-- question: 有多少房子是住户自己住？ | How many dwellings are lived in by their own households?
-- unit: percent
-- better: none
-- numerator: 其中人在户在 | of these, lived in by their own households
-- denominator: 登记了状态的房屋（套） | dwellings whose status is known
-- over_time: last
-- months: all
-- statistic: dwellings_occupied / dwellings
-- order: 55
-- source: 东街道供电社区智慧平台（空房、人在户在、租房分色）；房屋单元台账优先于人口房屋统计
-- reviewed: 2026-11-22

select
    area_code,
    month,
    occupied as numerator,
    dwellings as denominator,
    occupied_bound as numerator_bound,
    dwellings_bound as denominator_bound,
    'report' as origin
from dwelling_month
where occupied is not null
