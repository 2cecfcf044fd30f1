-- title: 微心愿办结率 | Micro-wishes resolved
-- question: 收集的微心愿圆了多少？ | How many of the wishes collected came true?
-- unit: percent
-- better: higher
-- numerator: 其中已办结的微心愿 | of these, wishes resolved
-- denominator: 期间内收集的微心愿（不含已取消） | wishes collected in the period (without those cancelled)
-- over_time: sum
-- settling: 2
-- order: 50
-- statistic: livelihood_demands_resolved / wishes_collected
-- caveat: 分子为“解决民生实事诉求”，与微心愿可能不是同一份清单 | the numerator is livelihood demands resolved, which may be another list than the wishes
-- source: 长沙市砂子塘街道“四微共享”口径（微心愿→认领→微行动→办结）
-- reviewed: 2026-11-24

select
    area_code,
    date_trunc('month', accepted_on)::date as month,
    'all' as breakdown,
    count(*) filter (where closed_on is not null) as numerator,
    count(*) as denominator
from commitment
where list_level = 'wish'
    and status <> '取消'
group by all
