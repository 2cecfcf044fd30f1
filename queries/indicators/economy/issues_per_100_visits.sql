-- title: 每百家次收集问题数 | Issues per 100 visits
-- question: 走访企业能不能发现问题？ | Do visits bring issues to light?
-- unit: 个 | issues
-- better: none
-- numerator: 走访时收集的问题 | issues collected at these visits
-- denominator: 走访企业家次（填报了发现问题数的走访） | visits to enterprises whose number of issues was reported
-- over_time: sum
-- per: 100
-- order: 40
-- statistic: enterprise_issues / enterprise_visits
-- source: 通用统计口径（问题数÷走访家次×100）
-- reviewed: 2026-11-23

select
    area_code,
    date_trunc('month', held_on)::date as month,
    'all' as breakdown,
    sum(issues_found) as numerator,
    sum(sessions) as denominator,
    bit_or(issues_found_bound) as numerator_bound,
    bit_or(sessions_bound) as denominator_bound
from activity
where activity_type = '企业走访' and issues_found is not null and sessions is not null
group by all
