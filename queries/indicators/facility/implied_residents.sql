-- title: 推算总人口 | Implied population
-- question: 由公布的老人数和占比推算，有多少居民？ | How many residents do the published number and share of elders imply?
-- unit: 人 | people
-- better: none
-- numerator: 公布的60岁以上老人÷公布的占比；只含两者都公布的区域 | published elders ÷ their published share; only areas that published both
-- over_time: last
-- map: count
-- order: 90
-- months: all
-- source: 由公布数推算：占比四舍五入、人数带“余”，所以只能是约数；有人口数的区域请看人口数
-- reviewed: 2026-11-22

with published as (
    select
        area_code,
        period_end,
        max(value) filter (where metric_id = 'elders_60') as elders,
        max(value) filter (where metric_id = 'elders_60_share') as percent
    from statistic
    where metric_id in ('elders_60', 'elders_60_share') and period_kind = 'asof'
    group by all
)

select
    area_code,
    date_trunc('month', period_end)::date as month,
    elders * 100 / nullif(percent, 0) as numerator,
    3 as numerator_bound,
    'statistic' as origin
from published
where elders is not null and percent > 0
