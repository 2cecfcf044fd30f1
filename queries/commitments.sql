-- The items on the list of one level on $day: accepted by then, and in that year or still open when it began.
select
    area_code, concat_ws('-', list_no, item_no) as item, title, owner_org, accepted_on, due_on, closed_on, progress_pct,
    status, satisfaction_pct, survey_n, remark
from commitment
where starts_with(area_code, $area)
    and list_level = $level
    and status <> '取消'
    and accepted_on <= $day::date
    and coalesce(closed_on, date '9999-12-31') >= date_trunc('year', $day::date)
order by due_on nulls last, item
