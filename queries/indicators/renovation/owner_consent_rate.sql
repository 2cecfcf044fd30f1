-- title: 居民同意率 | Consent rate
-- question: 征求意见的居民有多少同意改造？ | How many of the households asked agree to the renovation?
-- unit: percent
-- better: higher
-- numerator: 其中同意改造的户数 | of these, households consenting
-- denominator: 已征求意见的户数 | households surveyed
-- breakdown: project_type
-- over_time: sum
-- target: 75
-- order: 50
-- statistic: consent_households / surveyed_households
-- source: 《民法典》第二百七十八条（参与表决三分之二以上、同意四分之三以上）
-- reviewed: 2026-11-22

-- A project where the answers are not counted yet stays out of both sides.
select
    area_code,
    date_trunc('month', coalesce(planned_start, start_on))::date as month,
    project_type as breakdown,
    sum(consent_households) as numerator,
    sum(surveyed_households) as denominator,
    bit_or(consent_households_bound) as numerator_bound,
    bit_or(surveyed_households_bound) as denominator_bound
from renovation_project
where coalesce(planned_start, start_on) is not null
    and consent_households is not null
    and surveyed_households is not null
group by all
