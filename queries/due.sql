-- Open requests and commitments that are past due, or fall due within $days days after $as_of.
with open_items as (
    select
        'service_request' as table_name, 'all' as part, area_code, request_no as item, category as about, handler as owner,
        due_at::date as due_on
    from open_request

    union all

    select
        'commitment' as table_name, list_level as part, area_code, concat_ws('-', list_no, item_no) as item, title as about,
        owner_org as owner, due_on
    from commitment
    where closed_on is null
        and status not in ('已办结', '取消')
)

select *, due_on < $as_of::date as is_overdue
from open_items
where starts_with(area_code, $area)
    and due_on <= $as_of::date + $days::integer
