-- title: 数据上报完整率 | Reporting coverage
-- question: 各社区每月该报的表都报了吗？ | Has every community sent each table that is due every month?
-- unit: percent
-- better: higher
-- numerator: 其中已有数据入库的社区、表、月（台账由月报代替的也算） | of these, those with accepted rows (a summary sheet stands for a ledger)
-- denominator: 应报的社区、表、月：当月在册的社区，本街道已启用的按月表 | communities in force × monthly tables that the street has begun to send × months
-- breakdown: table_name
-- over_time: sum
-- target: 100
-- lights: 5 / 20
-- months: all
-- order: 90
-- source: 通用口径（应报单位数为分母、已报为分子）；哪些表按月报由数据表定义决定，街道从没有报过的表不计入
-- reviewed: 2026-11-23

with covered as (
    select substr(area_code, 1, 9) as street, max(last_date) as covered_to
    from table_months
    group by all
),

sent as (
    select table_name, area_code, month
    from table_months
    union
    select 'service_request', substr(area_code, 1, 12), month
    from statistic_month
    where measure like 'requests!_%' escape '!'
),

begun as (
    select substr(sent.area_code, 1, 9) as street, sent.table_name, min(sent.month) as first_month
    from sent
    inner join monthly_table on sent.table_name = monthly_table.table_name
    where length(sent.area_code) = 12
    group by all
),

-- A month is due once the street's data cover it to its end.
due as (
    select distinct area.area_code, begun.table_name, calendar.month
    from begun
    inner join covered on begun.street = covered.street
    inner join calendar
        on calendar.month >= begun.first_month
        and calendar.month + interval '1' month <= covered.covered_to + interval '1' day
    inner join area
        on substr(area.area_code, 1, 9) = begun.street
        and area.level = 'community'
        and coalesce(area.valid_from, date '1900-01-01') < calendar.month + interval '1' month
        and coalesce(area.valid_to, date '9999-12-31') >= calendar.month
)

select
    due.area_code,
    due.month,
    due.table_name as breakdown,
    count(sent.month) as numerator,
    count(*) as denominator
from due
left join sent
    on due.area_code = sent.area_code and due.table_name = sent.table_name and due.month = sent.month
group by all
