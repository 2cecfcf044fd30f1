-- Issues that enterprises raised and that are still open.
select
    'service_request' as table_name, area_code, request_no as item, category as about, handler as owner,
    received_at::date as received_on, due_at::date as due_on,
    coalesce(due_at::date < $as_of::date, false) as is_overdue
from open_request
where requester_type = 'enterprise'
    and starts_with(area_code, $area)
