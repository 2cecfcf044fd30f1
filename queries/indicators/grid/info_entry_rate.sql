-- title: 居民信息录入率 | Resident information entry
-- question: 居民信息录全了吗？ | Are all residents entered in the register?
-- unit: percent
-- better: higher
-- numerator: 已录入信息的居民 | residents entered
-- denominator: 居民人数 | residents
-- over_time: last
-- months: all
-- target: 100
-- statistic: residents_entered / residents
-- shares: info_entry_share
-- order: 60
-- source: 东街道供电社区智慧平台（6812人信息全部录入，2022年）
-- reviewed: 2026-11-22

select
    area_code,
    month,
    entered as numerator,
    residents as denominator,
    entered_bound as numerator_bound,
    residents_bound as denominator_bound,
    'report' as origin
from population_month
where entered is not null and residents is not null
