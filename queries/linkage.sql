-- 三社联动: communities that held something, social-work stations and practice stations in use, partner units that came.
select
    (
        select count(distinct substr(area_code, 1, 12))
        from activity
        where starts_with(area_code, $area)
            and length(area_code) >= 12
            and held_on between $start and $end
    ) as communities,
    (
        select sum(quantity)
        from facility
        where facility_type = '社工站'
            and status = '已投用'
            and starts_with(area_code, $area)
            and coalesce(built_on, $end::date) <= $end::date
    ) as social_work_stations,
    (
        select sum(sessions)
        from activity
        where partner_orgs > 0
            and activity_type not in ('政策宣讲', '企业座谈会')
            and starts_with(area_code, $area)
            and held_on between $start and $end
    ) as joint_sessions,
    (
        select sum(partner_orgs)
        from activity
        where partner_orgs > 0
            and activity_type not in ('政策宣讲', '企业座谈会')
            and starts_with(area_code, $area)
            and held_on between $start and $end
    ) as partner_visits
