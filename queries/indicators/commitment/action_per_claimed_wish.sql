-- title: 每个认领微心愿微行动次数 | Actions per claimed wish
-- question: 认领一个微心愿，支部开展了几次微行动？ | How many actions followed each wish that was claimed?
-- unit: 次 | actions
-- better: higher
-- numerator: 为这些微心愿开展的微行动次数 | actions taken for these wishes
-- denominator: 期间内认领的微心愿（填报了微行动次数的） | wishes claimed in the period (whose actions were reported)
-- breakdown: owner_org
-- over_time: sum
-- target: 1
-- lights: 0.2 / 0.5
-- order: 60
-- source: 长沙市砂子塘街道“四微共享”规则（认领一个微心愿，支部至少开展一次微行动）
-- reviewed: 2026-11-24

select
    area_code,
    date_trunc('month', claimed_on)::date as month,
    owner_org as breakdown,
    sum(action_count) as numerator,
    count(*) as denominator,
    bit_or(action_count_bound) as numerator_bound
from commitment
where list_level = 'wish'
    and claimed_on is not null
    and action_count is not null
    and status <> '取消'
group by all
