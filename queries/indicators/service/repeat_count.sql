-- title: 重复诉求量 | Repeated requests
-- question: 受理的诉求里有多少是重复的？ | How many of the requests came in again?
-- unit: 件 | requests
-- better: lower
-- numerator: 期间内受理、标为重复的诉求 | requests received in the period and marked as repeats
-- breakdown: category
-- over_time: sum
-- absent: unknown
-- months: all
-- kept: is_repeat
-- order: 101
-- statistic: requests_repeated
-- source: 榆林市12345通报指标（重办率的分子，按受理月计）；只报月报的单位以其报的重办件数为准
-- reviewed: 2026-11-30

-- A blank mark means not a repeat, but only in a street that keeps the mark at all.
with marking as (
    select distinct substr(area_code, 1, 9) as street
    from service_request
    where is_repeat is not null
)

select
    area_code,
    date_trunc('month', received_at)::date as month,
    category as breakdown,
    count(*) filter (where is_repeat) as numerator
from service_request
where substr(area_code, 1, 9) in (select street from marking)
group by all
