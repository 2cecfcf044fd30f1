-- title: 协商会次数（三级） | Consultations by level
-- question: 三级协商各开了多少次？ | How many consultations were held at each level?
-- unit: 次 | times
-- better: none
-- numerator: 期间内的议事、联动、听证协商会 | deliberations, joint meetings and hearings held in the period
-- breakdown: activity_type
-- over_time: sum
-- order: 70
-- months: all
-- source: 三级协商机制（议事、联动、听证）台账口径
-- reviewed: 2026-11-22

with held as (
    select area_code, held_on, activity_type, sessions, sessions_bound
    from activity
    where activity_type in ('议事协商会', '联动协商会', '听证协商会')
        and sessions is not null
),

reported as (
    select
        area_code,
        first_month,
        month,
        case measure
            when 'consultations_level_1' then '议事协商会'
            when 'consultations_level_2' then '联动协商会'
            else '听证协商会'
        end as activity_type,
        value,
        bound
    from statistic_month
    where measure in ('consultations_level_1', 'consultations_level_2', 'consultations_level_3')
        and not exists (
            select 1
            from held
            where starts_with(held.area_code, statistic_month.area_code)
                and held.held_on >= statistic_month.first_month
                and held.held_on < statistic_month.month + interval '1' month
        )
)

select
    area_code,
    date_trunc('month', held_on)::date as first_month,
    date_trunc('month', held_on)::date as month,
    activity_type as breakdown,
    sum(sessions) as numerator,
    bit_or(sessions_bound) as numerator_bound,
    'event' as origin
from held
group by all

union all

select area_code, first_month, month, activity_type, value, bound, 'statistic'
from reported
