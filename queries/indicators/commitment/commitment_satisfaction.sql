-- title: 办实事满意度 | Satisfaction with closed items
-- question: 回访到的群众对办结事项满意吗？ | Are the people called back satisfied with what was done?
-- unit: percent
-- better: higher
-- numerator: 其中表示满意的人数（满意度×回访数） | of these, people satisfied (share × people called back)
-- denominator: 回访人数（只有满意度、没有回访数的事项不计） | people called back (items with a share but no number of people are left out)
-- breakdown: list_level
-- pool: never
-- over_time: sum
-- target: 95
-- lights: 3 / 10
-- order: 40
-- shares: practical_satisfaction_share + key_matters_satisfaction_share
-- source: 南通市办实事满意度、开元路街道95%以上的公布口径；按回访人数加权
-- reviewed: 2026-11-24

select
    area_code,
    date_trunc('month', closed_on)::date as month,
    list_level as breakdown,
    sum(case
        when satisfaction_pct_bound = 0 then round(satisfaction_pct * survey_n / 100)
        else satisfaction_pct * survey_n / 100
    end) as numerator,
    sum(survey_n) as denominator,
    bit_or(satisfaction_pct_bound) as numerator_bound,
    bit_or(survey_n_bound) as denominator_bound
from commitment
where closed_on is not null
    and satisfaction_pct is not null
    and survey_n > 0
    and status <> '取消'
group by all
