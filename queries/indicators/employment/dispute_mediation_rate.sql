-- title: 劳动争议调解成功率 | Wage dispute mediation success
-- question: 受理的劳动工资争议调解成功了多少？ | How many wage disputes were settled by mediation?
-- unit: percent
-- better: higher
-- numerator: 调解成功的争议 | disputes mediated
-- denominator: 受理的劳动工资争议 | wage disputes received
-- over_time: sum
-- target: 60
-- statistic: wage_mediated / wage_disputes
-- order: 80
-- source: “十四五”目标60%为通用口径
-- reviewed: 2026-11-22

select
    area_code,
    first_month,
    month,
    'all' as breakdown,
    max(value) filter (where measure = 'wage_mediated') as numerator,
    max(value) filter (where measure = 'wage_disputes') as denominator,
    coalesce(max(bound) filter (where measure = 'wage_mediated'), 0) as numerator_bound,
    coalesce(max(bound) filter (where measure = 'wage_disputes'), 0) as denominator_bound
from employment_stat_month
where measure in ('wage_mediated', 'wage_disputes')
group by area_code, first_month, month
