-- The facilities of an area by type and unit on the last day of a period: planned, being built, in use, out of use,
-- and what came into use within the period. The register knows today's status only; what came into use later is
-- counted as being built.
select
    facility_type,
    unit,
    sum(case when status = '计划' then quantity else 0 end) as planned,
    sum(case
        when status = '在建' or (status = '已投用' and built_on > $end::date) then quantity else 0
    end) as building,
    sum(case when status = '已投用' and coalesce(built_on, $end::date) <= $end::date then quantity else 0 end) as in_use,
    sum(case when status = '停用' then quantity else 0 end) as out_of_use,
    sum(case when status in ('已投用', '停用') and built_on between $start and $end then quantity else 0 end) as added
from facility
where starts_with(area_code, $area)
group by all
order by in_use + building + planned desc, facility_type, unit
