-- title: 网格平均户数 | Households per grid
-- question: 一个网格管多少户？ | How many households has a grid?
-- unit: 户/格 | households per grid
-- better: none
-- band: {grid_households_least} / {grid_households_most}
-- numerator: 户数（人口房屋统计；没有的街道取区域表） | households (reported; else as the street's areas say)
-- denominator: 期末在用的网格 | grids in force at the end of the period
-- over_time: last
-- months: all
-- small_base: 1
-- statistic: households / grids
-- order: 10
-- source: 案例：4839户分为21格；每格{grid_households_least}—{grid_households_most}户是一般知识，不是规定，可在 settings.toml 调整
-- reviewed: 2026-11-22

select
    area_code,
    month,
    households as numerator,
    grids as denominator,
    households_bound as numerator_bound,
    'report' as origin
from population_month
where households is not null and grids > 0
