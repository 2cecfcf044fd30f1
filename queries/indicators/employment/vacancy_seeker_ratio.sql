-- title: 求人倍率 | Vacancy–seeker ratio
-- question: 岗位多还是求职的人多？ | Are there more vacancies than job seekers?
-- unit: 倍 | vacancies per seeker
-- better: none
-- numerator: 需求人数 | vacancies
-- denominator: 求职人数 | job seekers
-- over_time: sum
-- statistic: vacancies / job_seekers
-- order: 40
-- source: 中国人力资源市场信息监测中心口径（需求人数÷求职人数）
-- reviewed: 2026-11-22

select
    area_code,
    first_month,
    month,
    'all' as breakdown,
    max(value) filter (where measure = 'vacancies') as numerator,
    max(value) filter (where measure = 'job_seekers') as denominator,
    coalesce(max(bound) filter (where measure = 'vacancies'), 0) as numerator_bound,
    coalesce(max(bound) filter (where measure = 'job_seekers'), 0) as denominator_bound
from employment_stat_month
where measure in ('vacancies', 'job_seekers')
group by area_code, first_month, month
