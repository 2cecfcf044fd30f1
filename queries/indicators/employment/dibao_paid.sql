-- title: 低保金发放额 | Dibao paid
-- question: 发放了多少低保金？ | How much dibao was paid?
-- unit: 元 | yuan
-- better: none
-- numerator: 期间内发放的城市、农村低保金 | urban and rural dibao paid in the period
-- breakdown: programme
-- over_time: sum
-- statistic: dibao_paid
-- order: 90
-- source: 德化县、马鞍山市低保月报口径（当月资金支出）
-- reviewed: 2026-11-22

select
    area_code,
    first_month,
    month,
    programme as breakdown,
    paid_yuan as numerator,
    paid_yuan_bound as numerator_bound
from welfare_stat_month
where programme in ('城市低保', '农村低保') and paid_yuan is not null
