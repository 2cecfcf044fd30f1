-- title: 满意率 | Satisfaction rate
-- question: 回访时群众满意吗？ | Are residents satisfied?
-- unit: percent
-- better: higher
-- numerator: 回访满意和基本满意的诉求 | requests rated satisfied or fairly satisfied
-- denominator: 已回访（有满意度）的诉求 | requests called back about satisfaction
-- breakdown: category
-- statistic: requests_satisfied / requests_rated
-- over_time: sum
-- target: 95
-- lights: 3 / 10
-- order: 60
-- source: 大英县、盘锦市12345热线通报；满意和基本满意均计入
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', coalesce(closed_at, received_at))::date as month,
    category as breakdown,
    count(*) filter (where satisfied in ('1', '2')) as numerator,
    count(*) as denominator
from service_request
where satisfied in ('0', '1', '2')
group by all
