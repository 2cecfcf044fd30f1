-- title: 平均响应时长 | Mean time to first contact
-- question: 平均多少小时联系上当事人？ | After how many hours is the resident contacted?
-- unit: 小时 | hours
-- better: lower
-- numerator: 受理到首次联系的小时数之和 | hours from receipt to first contact, added up
-- denominator: 期间内受理、已首次联系的诉求 | requests received in the period and contacted
-- breakdown: category
-- over_time: sum
-- order: 132
-- source: 通用统计口径（小时数之和÷件数）；中位数不能跨区域相加，不用
-- reviewed: 2026-11-23

select
    area_code,
    date_trunc('month', received_at)::date as month,
    category as breakdown,
    sum(greatest(
        extract(day from responded_at - received_at) * 1440 + extract(hour from responded_at - received_at) * 60
        + extract(minute from responded_at - received_at), 0
    )) / 60 as numerator,
    count(*) as denominator
from service_request
where responded_at is not null and status <> '不予受理'
group by all
