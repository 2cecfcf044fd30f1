-- Every renovation project of an area, in the order in which it was to begin.
select
    project_no, project_name, area_code, project_type, stage, progress_pct, estates, buildings, households,
    planned_start, planned_finish, start_on, finish_on, remark
from renovation_project
where starts_with(area_code, $area)
order by coalesce(planned_start, start_on) nulls last, project_no
