-- title: 办证遗留问题涉及房屋 | Dwellings in legacy title projects
-- question: 房地产办证遗留问题涉及多少套房屋？ | How many dwellings stand in legacy property-title projects?
-- unit: 套 | dwellings
-- better: none
-- numerator: 期间内列入办证遗留问题的房屋套数（按上报数） | dwellings of the legacy title projects of the period, as reported
-- over_time: sum
-- map: count
-- order: 90
-- source: 街道办证遗留问题台账口径；项数见实事清单
-- reviewed: 2026-11-25

select
    area_code,
    first_month,
    month,
    'all' as breakdown,
    value as numerator,
    bound as numerator_bound
from statistic_month
where measure = 'title_dwellings'
