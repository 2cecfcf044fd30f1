-- title: 线上诉求占比 | Online share
-- question: 多少诉求从网上来？ | How many requests come in online?
-- unit: percent
-- better: higher
-- numerator: 微信群、QQ群、智慧平台、线上移动居委会的诉求 | requests from WeChat and QQ groups, the platform, the online committee
-- denominator: 期间内受理的诉求 | requests received in the period
-- breakdown: category
-- statistic: requests_online / requests_received
-- over_time: sum
-- order: 110
-- source: 北京市12345年度报告（网络渠道占比，2020年）
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', received_at)::date as month,
    category as breakdown,
    count(*) filter (
        where channel in ('网格微信群', 'QQ群', '智慧平台', '移动居委会(线上)', '企业微信群')
    ) as numerator,
    count(*) as denominator
from service_request
group by all
