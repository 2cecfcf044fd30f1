-- title: 重办率 | Repeat rate
-- question: 办结的诉求有多少是重复的？ | How many closed requests came back?
-- unit: percent
-- better: lower
-- numerator: 标为重复的办结诉求 | closed requests marked as repeats
-- denominator: 已办结的诉求 | requests closed
-- breakdown: category
-- statistic: requests_repeated / requests_closed
-- over_time: sum
-- months: all
-- kept: is_repeat
-- order: 100
-- source: 榆林市12345通报指标（重办率）
-- reviewed: 2026-11-22

-- A blank mark means not a repeat, but only in a street that keeps the mark at all.
with marking as (
    select distinct substr(area_code, 1, 9) as street
    from service_request
    where is_repeat is not null
)

select
    area_code,
    date_trunc('month', closed_at)::date as month,
    category as breakdown,
    count(*) filter (where is_repeat) as numerator,
    count(*) as denominator
from service_request
where closed_at is not null and substr(area_code, 1, 9) in (select street from marking)
group by all
