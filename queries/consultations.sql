-- The topics that were consulted on, by level: meetings, how many of them have a recorded result and how many agreed.
select
    coalesce(title, '') as topic,
    activity_type as level,
    sum(sessions) as meetings,
    count(resolved_topic) as judged,
    count(*) filter (where resolved_topic) as agreed
from activity
where starts_with(area_code, $area)
    and held_on between $start and $end
    and activity_type in ('议事协商会', '联动协商会', '听证协商会')
group by all
order by topic, level
