-- title: 响应率 | Response rate
-- question: 诉求是否在{response_limit_hours}小时内联系了当事人？ | Were residents contacted within {response_limit_hours} hours?
-- unit: percent
-- better: higher
-- numerator: {response_limit_hours}小时内首次联系的诉求 | requests first contacted within {response_limit_hours} hours
-- denominator: 已派遣的诉求 | requests dispatched
-- breakdown: category
-- statistic: requests_responded_ontime / requests_dispatched
-- over_time: sum
-- target: 100
-- lights: 5 / 15
-- order: 40
-- source: 北京市接诉即办“三率”；时限由设置决定，默认24小时，时限与分母为通用口径
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', received_at)::date as month,
    category as breakdown,
    count(*) filter (
        where responded_at <= received_at
            + (select value from setting where name = 'response_limit_hours') * interval '1' hour
    ) as numerator,
    count(*) as denominator
from service_request
where status not in ('待接收', '不予受理')
group by all
