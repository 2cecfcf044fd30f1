-- title: 满意率 | Satisfaction rate
-- question: 回访时群众满意吗？ | Are residents satisfied?
-- unit: percent
-- better: higher
-- numerator: 回访{fairly_satisfied_counts}的诉求 | requests rated {fairly_satisfied_counts}
-- denominator: 已回访（有满意度）的诉求 | requests called back about satisfaction
-- breakdown: category
-- statistic: requests_satisfied / requests_rated
-- statistic_if: fairly_satisfied_counts
-- over_time: sum
-- target: 95
-- lights: 3 / 10
-- order: 60
-- source: 大英县、盘锦市12345热线通报；基本满意是否计入由设置决定，默认计入
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', coalesce(closed_at, received_at))::date as month,
    category as breakdown,
    count(*) filter (
        where satisfied = '2'
            or (satisfied = '1' and (select value from setting where name = 'fairly_satisfied_counts') = 1)
    ) as numerator,
    count(*) as denominator
from service_request
where satisfied in ('0', '1', '2')
group by all
