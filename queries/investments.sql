-- The investment projects of an area as the ledger stands, the largest first.
select project_no, name, status, area_code, landed_on, reported_on, total_wan, in_place_wan
from investment_project
where starts_with(area_code, $area)
order by total_wan desc nulls last, project_no
