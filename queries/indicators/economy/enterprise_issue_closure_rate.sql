-- title: 企业问题办结率 | Enterprise issues closed
-- question: 企业反映的问题办结了多少？ | How many of the issues that enterprises raised are closed?
-- unit: percent
-- better: higher
-- numerator: 其中已办结的企业诉求 | of these, closed
-- denominator: 期间内受理的企业诉求（不含不予受理） | enterprises' requests received in the period (without those not accepted)
-- breakdown: category
-- over_time: sum
-- settling: 2
-- target: 100
-- lights: 3 / 10
-- order: 30
-- statistic: enterprise_issues_closed / enterprise_issues
-- source: 安徽省、六安市“四送一服”问题办结率通报口径（办结数÷收集数）
-- reviewed: 2026-11-23

select
    area_code,
    date_trunc('month', received_at)::date as month,
    category as breakdown,
    count(*) filter (where closed_at is not null) as numerator,
    count(*) as denominator
from service_request
where requester_type = 'enterprise' and status <> '不予受理'
group by all
