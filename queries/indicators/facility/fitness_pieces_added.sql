-- title: 新增文体器材件数 | Leisure equipment added
-- question: 新增了多少件文体器材？ | How many pieces of leisure equipment were added?
-- unit: 件 | pieces
-- better: higher
-- numerator: 期间内投用的乒乓球案、棋牌桌（个、张、台、套都按件计） | table-tennis and card tables that came into use in the period, each one piece
-- breakdown: facility_type
-- over_time: sum
-- order: 60
-- statistic: table_tennis_tables + chess_tables
-- source: 设施台账口径：只在同一量词“件”下合计，按组、按处计的不并入
-- reviewed: 2026-11-22

select
    area_code,
    date_trunc('month', built_on)::date as month,
    facility_type as breakdown,
    sum(quantity) as numerator,
    bit_or(quantity_bound) as numerator_bound
from facility
where facility_type in ('乒乓球案', '棋牌桌')
    and unit in ('个', '张', '台', '套')
    and status in ('已投用', '停用')
    and built_on is not null
group by all
