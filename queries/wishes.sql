-- What became of the micro-wishes collected from $first to $last.
select
    count(*) as collected,
    count(*) filter (where claimed_on is not null) as claimed,
    count(*) filter (where claimed_on is not null and action_count > 0) as with_action,
    coalesce(sum(action_count) filter (where claimed_on is not null), 0)::bigint as actions,
    count(*) filter (where closed_on is not null) as resolved
from commitment
where starts_with(area_code, $area)
    and list_level = 'wish'
    and status <> '取消'
    and accepted_on between $first::date and $last::date
