-- title: 惠及群众人次 | People reached
-- question: 服务惠及了多少人次？ | How many people were reached, each time counted?
-- unit: 人次 | person-times
-- better: higher
-- numerator: 期间内各类服务活动的受益人次 | people reached by the services of the period, each time counted
-- breakdown: activity_type
-- grain: community
-- over_time: sum
-- order: 30
-- months: all
-- source: 志愿服务台账口径；人次不是人：只以“人”公布的数作为人次的下限（不少于）
-- reviewed: 2026-11-22

with counted as (
    select
        area_code,
        held_on,
        activity_type,
        beneficiaries,
        beneficiaries_bound
    from activity
    where activity_type not in ('企业走访', '政策宣讲', '企业座谈会', '招聘会', '安全检查', '督办会')
        and beneficiaries is not null
),

-- Somebody who came twice is one 人 and two 人次: a count of persons is at least so many visits.
reported as (
    select
        statistic_month.area_code,
        statistic_month.first_month,
        statistic_month.month,
        case measure when 'joint_beneficiaries' then '大工委大党委共建' else '便民服务' end as activity_type,
        value,
        case measure when 'joint_beneficiaries' then bound else bound | 2 end as bound
    from statistic_month
    where measure in ('joint_beneficiaries', 'convenience_people')
        and not exists (
            select 1
            from counted
            where substr(counted.area_code, 1, length(statistic_month.area_code)) = statistic_month.area_code
                and counted.held_on >= statistic_month.first_month
                and counted.held_on < statistic_month.month + interval '1' month
        )
)

select
    area_code,
    date_trunc('month', held_on)::date as first_month,
    date_trunc('month', held_on)::date as month,
    activity_type as breakdown,
    sum(beneficiaries) as numerator,
    bit_or(beneficiaries_bound) as numerator_bound,
    'event' as origin
from counted
group by all

union all

select area_code, first_month, month, activity_type, value, bound, 'statistic'
from reported
