-- title: 七日内办结率 | Closed within seven days
-- question: 办结的诉求有多少在七天内办完？ | How many of the requests closed took at most seven days?
-- unit: percent
-- better: higher
-- numerator: 受理后七天内办结的诉求 | requests closed within seven days of receipt
-- denominator: 已办结的诉求 | requests closed
-- breakdown: category
-- over_time: sum
-- order: 136
-- source: 通用统计口径（门槛占比可以跨区域相加，中位数不能）
-- reviewed: 2026-11-23

select
    area_code,
    date_trunc('month', closed_at)::date as month,
    category as breakdown,
    count(*) filter (where closed_at <= received_at + interval '7' day) as numerator,
    count(*) as denominator
from service_request
where closed_at is not null
group by all
