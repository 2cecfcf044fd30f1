-- What was held for residents, by kind and month; meetings of the office itself and work with enterprises aside.
select
    activity_type,
    date_trunc('month', held_on)::date as month,
    sum(sessions) as sessions,
    sum(participants) as participants,
    sum(beneficiaries) as beneficiaries
from activity
where starts_with(area_code, $area)
    and held_on between $start and $end
    and activity_type not in ('企业走访', '政策宣讲', '企业座谈会', '招聘会', '安全检查', '督办会')
group by all
order by activity_type, month
