-- title: 资金到位率 | Funds in place of the total
-- question: 招商项目的总投资到位了多少？ | How much of the projects' total investment is in place?
-- unit: percent
-- better: higher
-- numerator: 其中已到位资金（累计） | of this, funds in place so far
-- denominator: 在册招商项目总投资额（两项都填报的项目） | total investment of the projects on record that report both
-- breakdown: status
-- over_time: last
-- months: all
-- small_base: 0
-- order: 100
-- source: 通用统计口径（到位资金÷总投资）；台账只记现状，只算到数据截至月
-- reviewed: 2026-11-23

with covered as (
    select substr(area_code, 1, 9) as street, date_trunc('month', max(last_date))::date as month
    from table_months
    group by all
),

projects as (
    select *, substr(area_code, 1, 9) as street
    from investment_project
    where total_wan is not null and in_place_wan is not null
)

select
    projects.area_code,
    covered.month,
    projects.status as breakdown,
    sum(projects.in_place_wan) as numerator,
    sum(projects.total_wan) as denominator,
    bit_or(projects.in_place_wan_bound) as numerator_bound,
    bit_or(projects.total_wan_bound) as denominator_bound,
    'event' as origin
from projects
inner join covered on projects.street = covered.street
group by all
union all
select
    whole.area_code, whole.month, 'all', part.value, whole.value, part.bound, whole.bound, 'report'
from statistic_so_far as whole
inner join statistic_so_far as part
    on part.area_code = whole.area_code and part.month = whole.month and part.measure = 'funds_in_place'
left join projects on substr(projects.area_code, 1, length(whole.area_code)) = whole.area_code
where whole.measure = 'investment_total' and projects.area_code is null
