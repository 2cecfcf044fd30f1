-- title: 60岁以上人口占比 | Share aged 60+
-- question: 居民中60岁以上的占多少？ | How many of the residents are 60 or older?
-- unit: percent
-- better: none
-- numerator: 其中60岁及以上的人 | of these, people aged 60 or more
-- denominator: 总人数 | residents
-- over_time: last
-- order: 10
-- statistic: elders_60 / residents
-- source: 武汉市养老服务方案（60岁以上占比20%）；人口房屋统计表
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', stat_date)::date as month,
    max_by(count, stat_date) filter (where category = '老年人60+') as numerator,
    max_by(count, stat_date) filter (where category = '总人数') as denominator,
    coalesce(bit_or(count_bound) filter (where category = '老年人60+'), 0) as numerator_bound,
    coalesce(bit_or(count_bound) filter (where category = '总人数'), 0) as denominator_bound
from resident_stat
where category in ('老年人60+', '总人数')
group by area_code, date_trunc('month', stat_date)
having count(*) filter (where category = '老年人60+') > 0
