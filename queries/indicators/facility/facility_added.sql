-- title: 新增设施数（按类型、单位） | Facilities added
-- question: 新增了哪些设施，各多少？ | Which facilities were added, and how many of each?
-- unit: 各单位 | each in its own unit
-- better: higher
-- numerator: 期间内投用的设施数量，只在同一单位内相加 | facilities that came into use in the period, added up within one unit only
-- breakdown: facility_type
-- pool: unit
-- over_time: sum
-- order: 50
-- statistic: 停车位/个: parking_added; 智能充电桩/处: charging_added; 晾衣架/处: drying_racks; 健身器材/组: fitness_sets; 长条椅/处: benches; 休闲椅/张: leisure_chairs; 乒乓球案/个: table_tennis_tables; 棋牌桌/张: chess_tables; 路灯/盏: street_lamps; 电杆/根: power_poles; 养老机构/个: elder_institutions_built; 健身房/个: senior_gyms; 党群服务中心/个: service_centres_built; 社工站/个: social_work_stations; 旱厕改造/户: dry_toilets_converted
-- source: 设施台账口径：不同单位不相加（38个车位、5处晾衣架、1组器材、2处长椅不是46）
-- reviewed: 2026-11-24

select
    area_code,
    date_trunc('month', built_on)::date as month,
    facility_type || '/' || unit as breakdown,
    sum(quantity) as numerator,
    bit_or(quantity_bound) as numerator_bound
from facility
where status in ('已投用', '停用')
    and built_on is not null
group by all
