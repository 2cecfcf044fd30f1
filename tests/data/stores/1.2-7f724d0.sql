CREATE TABLE activity(activity_no VARCHAR, held_on DATE, area_code VARCHAR, activity_type VARCHAR, title VARCHAR, sessions BIGINT, sessions_bound UTINYINT DEFAULT(0) NOT NULL, participants BIGINT, participants_bound UTINYINT DEFAULT(0) NOT NULL, beneficiaries BIGINT, beneficiaries_bound UTINYINT DEFAULT(0) NOT NULL, partner_orgs BIGINT, partner_orgs_bound UTINYINT DEFAULT(0) NOT NULL, service_hours DOUBLE, service_hours_bound UTINYINT DEFAULT(0) NOT NULL, issues_found BIGINT, issues_found_bound UTINYINT DEFAULT(0) NOT NULL, issues_closed BIGINT, issues_closed_bound UTINYINT DEFAULT(0) NOT NULL, org_name VARCHAR, ref_no VARCHAR, resolved_topic BOOLEAN, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE activity_history(activity_no VARCHAR, held_on DATE, area_code VARCHAR, activity_type VARCHAR, title VARCHAR, sessions BIGINT, sessions_bound UTINYINT DEFAULT(0) NOT NULL, participants BIGINT, participants_bound UTINYINT DEFAULT(0) NOT NULL, beneficiaries BIGINT, beneficiaries_bound UTINYINT DEFAULT(0) NOT NULL, partner_orgs BIGINT, partner_orgs_bound UTINYINT DEFAULT(0) NOT NULL, service_hours DOUBLE, service_hours_bound UTINYINT DEFAULT(0) NOT NULL, issues_found BIGINT, issues_found_bound UTINYINT DEFAULT(0) NOT NULL, issues_closed BIGINT, issues_closed_bound UTINYINT DEFAULT(0) NOT NULL, org_name VARCHAR, ref_no VARCHAR, resolved_topic BOOLEAN, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE area(area_code VARCHAR, area_name VARCHAR, alias VARCHAR, "level" VARCHAR, parent_code VARCHAR, grid_type VARCHAR, households BIGINT, households_bound UTINYINT DEFAULT(0) NOT NULL, residents BIGINT, residents_bound UTINYINT DEFAULT(0) NOT NULL, buildings BIGINT, buildings_bound UTINYINT DEFAULT(0) NOT NULL, lon DOUBLE, lon_bound UTINYINT DEFAULT(0) NOT NULL, lat DOUBLE, lat_bound UTINYINT DEFAULT(0) NOT NULL, boundary VARCHAR, code_source VARCHAR, valid_from DATE, valid_to DATE, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE area_history(area_code VARCHAR, area_name VARCHAR, alias VARCHAR, "level" VARCHAR, parent_code VARCHAR, grid_type VARCHAR, households BIGINT, households_bound UTINYINT DEFAULT(0) NOT NULL, residents BIGINT, residents_bound UTINYINT DEFAULT(0) NOT NULL, buildings BIGINT, buildings_bound UTINYINT DEFAULT(0) NOT NULL, lon DOUBLE, lon_bound UTINYINT DEFAULT(0) NOT NULL, lat DOUBLE, lat_bound UTINYINT DEFAULT(0) NOT NULL, boundary VARCHAR, code_source VARCHAR, valid_from DATE, valid_to DATE, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE calendar("month" DATE);
--
CREATE TABLE commitment(list_no VARCHAR, item_no VARCHAR, list_level VARCHAR, parent_item VARCHAR, title VARCHAR, area_code VARCHAR, owner_org VARCHAR, accepted_on DATE, claimed_on DATE, due_on DATE, progress_pct BIGINT, progress_pct_bound UTINYINT DEFAULT(0) NOT NULL, closed_on DATE, action_count BIGINT, action_count_bound UTINYINT DEFAULT(0) NOT NULL, status VARCHAR, satisfaction_pct DOUBLE, satisfaction_pct_bound UTINYINT DEFAULT(0) NOT NULL, survey_n BIGINT, survey_n_bound UTINYINT DEFAULT(0) NOT NULL, remark VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE commitment_history(list_no VARCHAR, item_no VARCHAR, list_level VARCHAR, parent_item VARCHAR, title VARCHAR, area_code VARCHAR, owner_org VARCHAR, accepted_on DATE, claimed_on DATE, due_on DATE, progress_pct BIGINT, progress_pct_bound UTINYINT DEFAULT(0) NOT NULL, closed_on DATE, action_count BIGINT, action_count_bound UTINYINT DEFAULT(0) NOT NULL, status VARCHAR, satisfaction_pct DOUBLE, satisfaction_pct_bound UTINYINT DEFAULT(0) NOT NULL, survey_n BIGINT, survey_n_bound UTINYINT DEFAULT(0) NOT NULL, remark VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE employment_stat(area_code VARCHAR, "month" DATE, period_kind VARCHAR, urban_new_employment BIGINT, urban_new_employment_bound UTINYINT DEFAULT(0) NOT NULL, reemployment BIGINT, reemployment_bound UTINYINT DEFAULT(0) NOT NULL, hardship_employment BIGINT, hardship_employment_bound UTINYINT DEFAULT(0) NOT NULL, jobs_developed BIGINT, jobs_developed_bound UTINYINT DEFAULT(0) NOT NULL, job_notices BIGINT, job_notices_bound UTINYINT DEFAULT(0) NOT NULL, vacancies BIGINT, vacancies_bound UTINYINT DEFAULT(0) NOT NULL, job_seekers BIGINT, job_seekers_bound UTINYINT DEFAULT(0) NOT NULL, fairs BIGINT, fairs_bound UTINYINT DEFAULT(0) NOT NULL, fair_participants BIGINT, fair_participants_bound UTINYINT DEFAULT(0) NOT NULL, intents BIGINT, intents_bound UTINYINT DEFAULT(0) NOT NULL, wage_disputes BIGINT, wage_disputes_bound UTINYINT DEFAULT(0) NOT NULL, wage_mediated BIGINT, wage_mediated_bound UTINYINT DEFAULT(0) NOT NULL, trained BIGINT, trained_bound UTINYINT DEFAULT(0) NOT NULL, source_org VARCHAR, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE employment_stat_history(area_code VARCHAR, "month" DATE, period_kind VARCHAR, urban_new_employment BIGINT, urban_new_employment_bound UTINYINT DEFAULT(0) NOT NULL, reemployment BIGINT, reemployment_bound UTINYINT DEFAULT(0) NOT NULL, hardship_employment BIGINT, hardship_employment_bound UTINYINT DEFAULT(0) NOT NULL, jobs_developed BIGINT, jobs_developed_bound UTINYINT DEFAULT(0) NOT NULL, job_notices BIGINT, job_notices_bound UTINYINT DEFAULT(0) NOT NULL, vacancies BIGINT, vacancies_bound UTINYINT DEFAULT(0) NOT NULL, job_seekers BIGINT, job_seekers_bound UTINYINT DEFAULT(0) NOT NULL, fairs BIGINT, fairs_bound UTINYINT DEFAULT(0) NOT NULL, fair_participants BIGINT, fair_participants_bound UTINYINT DEFAULT(0) NOT NULL, intents BIGINT, intents_bound UTINYINT DEFAULT(0) NOT NULL, wage_disputes BIGINT, wage_disputes_bound UTINYINT DEFAULT(0) NOT NULL, wage_mediated BIGINT, wage_mediated_bound UTINYINT DEFAULT(0) NOT NULL, trained BIGINT, trained_bound UTINYINT DEFAULT(0) NOT NULL, source_org VARCHAR, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE facility(facility_no VARCHAR, facility_type VARCHAR, area_code VARCHAR, "name" VARCHAR, quantity DOUBLE, quantity_bound UTINYINT DEFAULT(0) NOT NULL, unit VARCHAR, area_m2 DOUBLE, area_m2_bound UTINYINT DEFAULT(0) NOT NULL, beds BIGINT, beds_bound UTINYINT DEFAULT(0) NOT NULL, capacity BIGINT, capacity_bound UTINYINT DEFAULT(0) NOT NULL, beneficiary_hh BIGINT, beneficiary_hh_bound UTINYINT DEFAULT(0) NOT NULL, is_model BOOLEAN, status VARCHAR, built_on DATE, project_no VARCHAR, lon DOUBLE, lon_bound UTINYINT DEFAULT(0) NOT NULL, lat DOUBLE, lat_bound UTINYINT DEFAULT(0) NOT NULL, source_org VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE facility_history(facility_no VARCHAR, facility_type VARCHAR, area_code VARCHAR, "name" VARCHAR, quantity DOUBLE, quantity_bound UTINYINT DEFAULT(0) NOT NULL, unit VARCHAR, area_m2 DOUBLE, area_m2_bound UTINYINT DEFAULT(0) NOT NULL, beds BIGINT, beds_bound UTINYINT DEFAULT(0) NOT NULL, capacity BIGINT, capacity_bound UTINYINT DEFAULT(0) NOT NULL, beneficiary_hh BIGINT, beneficiary_hh_bound UTINYINT DEFAULT(0) NOT NULL, is_model BOOLEAN, status VARCHAR, built_on DATE, project_no VARCHAR, lon DOUBLE, lon_bound UTINYINT DEFAULT(0) NOT NULL, lat DOUBLE, lat_bound UTINYINT DEFAULT(0) NOT NULL, source_org VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE housing_unit(building_code VARCHAR, unit_no VARCHAR, floor BIGINT, floor_bound UTINYINT DEFAULT(0) NOT NULL, "position" BIGINT, position_bound UTINYINT DEFAULT(0) NOT NULL, status VARCHAR, as_of DATE, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE housing_unit_history(building_code VARCHAR, unit_no VARCHAR, floor BIGINT, floor_bound UTINYINT DEFAULT(0) NOT NULL, "position" BIGINT, position_bound UTINYINT DEFAULT(0) NOT NULL, status VARCHAR, as_of DATE, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE import_batch(batch_id VARCHAR PRIMARY KEY, "sequence" INTEGER NOT NULL, table_name VARCHAR NOT NULL, file_name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, uploaded_at TIMESTAMP NOT NULL, by_role VARCHAR NOT NULL, rows_ok INTEGER NOT NULL, rows_warn INTEGER NOT NULL, rows_error INTEGER NOT NULL, "mapping" JSON, state VARCHAR NOT NULL, report JSON);
--
CREATE TABLE indicator_state(indicator VARCHAR PRIMARY KEY, built_by VARCHAR NOT NULL);
--
CREATE TABLE indicator_values(indicator VARCHAR NOT NULL, area_code VARCHAR NOT NULL, "month" DATE NOT NULL, first_month DATE NOT NULL, breakdown VARCHAR NOT NULL, numerator DOUBLE, denominator DOUBLE, numerator_bound UTINYINT NOT NULL, denominator_bound UTINYINT NOT NULL, origin VARCHAR NOT NULL, covered_length UTINYINT DEFAULT(0) NOT NULL);
--
CREATE TABLE investment_project(project_no VARCHAR, "name" VARCHAR, status VARCHAR, reported_on DATE, landed_on DATE, total_wan DOUBLE, total_wan_bound UTINYINT DEFAULT(0) NOT NULL, in_place_wan DOUBLE, in_place_wan_bound UTINYINT DEFAULT(0) NOT NULL, area_code VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE investment_project_history(project_no VARCHAR, "name" VARCHAR, status VARCHAR, reported_on DATE, landed_on DATE, total_wan DOUBLE, total_wan_bound UTINYINT DEFAULT(0) NOT NULL, in_place_wan DOUBLE, in_place_wan_bound UTINYINT DEFAULT(0) NOT NULL, area_code VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE metric_unit(metric_id VARCHAR NOT NULL, unit VARCHAR NOT NULL, factor DOUBLE NOT NULL);
--
CREATE TABLE renovation_project(project_no VARCHAR, project_name VARCHAR, area_code VARCHAR, project_type VARCHAR, content_class VARCHAR, built_year BIGINT, built_year_bound UTINYINT DEFAULT(0) NOT NULL, estates BIGINT, estates_bound UTINYINT DEFAULT(0) NOT NULL, buildings BIGINT, buildings_bound UTINYINT DEFAULT(0) NOT NULL, households BIGINT, households_bound UTINYINT DEFAULT(0) NOT NULL, consent_households BIGINT, consent_households_bound UTINYINT DEFAULT(0) NOT NULL, surveyed_households BIGINT, surveyed_households_bound UTINYINT DEFAULT(0) NOT NULL, illegal_sites BIGINT, illegal_sites_bound UTINYINT DEFAULT(0) NOT NULL, illegal_households BIGINT, illegal_households_bound UTINYINT DEFAULT(0) NOT NULL, demolished_m2 DOUBLE, demolished_m2_bound UTINYINT DEFAULT(0) NOT NULL, invest_wan DOUBLE, invest_wan_bound UTINYINT DEFAULT(0) NOT NULL, planned_start DATE, start_on DATE, planned_finish DATE, finish_on DATE, stage VARCHAR, progress_pct BIGINT, progress_pct_bound UTINYINT DEFAULT(0) NOT NULL, remark VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE renovation_project_history(project_no VARCHAR, project_name VARCHAR, area_code VARCHAR, project_type VARCHAR, content_class VARCHAR, built_year BIGINT, built_year_bound UTINYINT DEFAULT(0) NOT NULL, estates BIGINT, estates_bound UTINYINT DEFAULT(0) NOT NULL, buildings BIGINT, buildings_bound UTINYINT DEFAULT(0) NOT NULL, households BIGINT, households_bound UTINYINT DEFAULT(0) NOT NULL, consent_households BIGINT, consent_households_bound UTINYINT DEFAULT(0) NOT NULL, surveyed_households BIGINT, surveyed_households_bound UTINYINT DEFAULT(0) NOT NULL, illegal_sites BIGINT, illegal_sites_bound UTINYINT DEFAULT(0) NOT NULL, illegal_households BIGINT, illegal_households_bound UTINYINT DEFAULT(0) NOT NULL, demolished_m2 DOUBLE, demolished_m2_bound UTINYINT DEFAULT(0) NOT NULL, invest_wan DOUBLE, invest_wan_bound UTINYINT DEFAULT(0) NOT NULL, planned_start DATE, start_on DATE, planned_finish DATE, finish_on DATE, stage VARCHAR, progress_pct BIGINT, progress_pct_bound UTINYINT DEFAULT(0) NOT NULL, remark VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE resident_stat(area_code VARCHAR, stat_date DATE, dimension VARCHAR, category VARCHAR, count BIGINT, count_bound UTINYINT DEFAULT(0) NOT NULL, source_org VARCHAR, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE resident_stat_history(area_code VARCHAR, stat_date DATE, dimension VARCHAR, category VARCHAR, count BIGINT, count_bound UTINYINT DEFAULT(0) NOT NULL, source_org VARCHAR, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE schema_state(made_for VARCHAR);
--
CREATE TABLE service_request(request_no VARCHAR, received_at TIMESTAMP, area_code VARCHAR, channel VARCHAR, requester_type VARCHAR, category VARCHAR, kind VARCHAR, title VARCHAR, "level" VARCHAR, status VARCHAR, responded_at TIMESTAMP, due_at DATE, closed_at TIMESTAMP, resolved VARCHAR, satisfied VARCHAR, is_repeat BOOLEAN, "handler" VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE service_request_history(request_no VARCHAR, received_at TIMESTAMP, area_code VARCHAR, channel VARCHAR, requester_type VARCHAR, category VARCHAR, kind VARCHAR, title VARCHAR, "level" VARCHAR, status VARCHAR, responded_at TIMESTAMP, due_at DATE, closed_at TIMESTAMP, resolved VARCHAR, satisfied VARCHAR, is_repeat BOOLEAN, "handler" VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE statistic(area_code VARCHAR, metric_id VARCHAR, period_start DATE, period_end DATE, period_kind VARCHAR, "value" DOUBLE, value_bound UTINYINT DEFAULT(0) NOT NULL, unit VARCHAR, qualifier VARCHAR, "version" VARCHAR, source_words VARCHAR, remark VARCHAR, figure_no VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE statistic_history(area_code VARCHAR, metric_id VARCHAR, period_start DATE, period_end DATE, period_kind VARCHAR, "value" DOUBLE, value_bound UTINYINT DEFAULT(0) NOT NULL, unit VARCHAR, qualifier VARCHAR, "version" VARCHAR, source_words VARCHAR, remark VARCHAR, figure_no VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE table_months(table_name VARCHAR NOT NULL, area_code VARCHAR NOT NULL, "month" DATE NOT NULL, last_date DATE, "rows" BIGINT NOT NULL);
--
CREATE TABLE "target"(area_code VARCHAR, metric_id VARCHAR, "year" BIGINT, year_bound UTINYINT DEFAULT(0) NOT NULL, annual_target DOUBLE, annual_target_bound UTINYINT DEFAULT(0) NOT NULL, unit VARCHAR, schedule VARCHAR, monthly_plan VARCHAR, direction VARCHAR, yellow_gap DOUBLE, yellow_gap_bound UTINYINT DEFAULT(0) NOT NULL, red_gap DOUBLE, red_gap_bound UTINYINT DEFAULT(0) NOT NULL, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE target_history(area_code VARCHAR, metric_id VARCHAR, "year" BIGINT, year_bound UTINYINT DEFAULT(0) NOT NULL, annual_target DOUBLE, annual_target_bound UTINYINT DEFAULT(0) NOT NULL, unit VARCHAR, schedule VARCHAR, monthly_plan VARCHAR, direction VARCHAR, yellow_gap DOUBLE, yellow_gap_bound UTINYINT DEFAULT(0) NOT NULL, red_gap DOUBLE, red_gap_bound UTINYINT DEFAULT(0) NOT NULL, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE welfare_stat(area_code VARCHAR, "month" DATE, programme VARCHAR, households BIGINT, households_bound UTINYINT DEFAULT(0) NOT NULL, persons BIGINT, persons_bound UTINYINT DEFAULT(0) NOT NULL, persons_added BIGINT, persons_added_bound UTINYINT DEFAULT(0) NOT NULL, persons_left BIGINT, persons_left_bound UTINYINT DEFAULT(0) NOT NULL, paid_yuan DOUBLE, paid_yuan_bound UTINYINT DEFAULT(0) NOT NULL, paid_ytd_yuan DOUBLE, paid_ytd_yuan_bound UTINYINT DEFAULT(0) NOT NULL, services BIGINT, services_bound UTINYINT DEFAULT(0) NOT NULL, source_org VARCHAR, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE welfare_stat_history(area_code VARCHAR, "month" DATE, programme VARCHAR, households BIGINT, households_bound UTINYINT DEFAULT(0) NOT NULL, persons BIGINT, persons_bound UTINYINT DEFAULT(0) NOT NULL, persons_added BIGINT, persons_added_bound UTINYINT DEFAULT(0) NOT NULL, persons_left BIGINT, persons_left_bound UTINYINT DEFAULT(0) NOT NULL, paid_yuan DOUBLE, paid_yuan_bound UTINYINT DEFAULT(0) NOT NULL, paid_ytd_yuan DOUBLE, paid_ytd_yuan_bound UTINYINT DEFAULT(0) NOT NULL, services BIGINT, services_bound UTINYINT DEFAULT(0) NOT NULL, source_org VARCHAR, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
insert into "area" values ('340603', '相山区', null, 'district', null, null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', '2000-01-01', null, '20261128-0001', 'areas', '2')
--
insert into "area" values ('340603003', '西街道', null, 'street', '340603', null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', '2000-01-01', null, '20261128-0001', 'areas', '3')
--
insert into "area" values ('340603003001', '新华社区', null, 'community', '340603003', null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', '2000-01-01', null, '20261128-0001', 'areas', '4')
--
insert into "area" values ('340603003002', '南山社区', null, 'community', '340603003', null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', '2000-01-01', null, '20261128-0001', 'areas', '5')
--
insert into "import_batch" values ('20261128-0001', '1', 'area', 'areas.csv', '7eaffca306422ded7bd0d0563221fc97310f0c7c5c9f67bf4932ecf27668b161', '2026-11-28 16:14:04', 'clerk', '4', '0', '0', '{"sheets": [{"sheet": "areas", "table": "area", "supplied": ["area_code", "area_name", "valid_from"], "columns": {"area_code": "区域编码", "area_name": "区域名称"}}]}', '已入库', '{"status": "committed", "batch": "20261128-0001", "table": "area", "sheets": [{"name": "areas", "table": "area", "header_rows": 1, "rows_loaded": 4, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}')
--
insert into "import_batch" values ('20261128-0002', '2', 'service_request', 'requests.csv', 'dc5910c8803998334ccde09f8a4c94cee4827379566ba0fda03bce727f778f52', '2026-11-28 16:14:25', 'clerk', '3', '0', '0', '{"sheets": [{"sheet": "requests", "table": "service_request", "supplied": ["request_no", "received_at", "area_code", "channel", "category", "title", "status", "closed_at"], "columns": {"area_code": "所属网格", "request_no": "工单编号", "received_at": "受理时间", "channel": "来源渠道", "category": "诉求类别", "title": "诉求内容", "status": "办理状态", "closed_at": "办结时间"}}]}', '已入库', '{"status": "committed", "batch": "20261128-0002", "table": "service_request", "sheets": [{"name": "requests", "table": "service_request", "header_rows": 1, "rows_loaded": 3, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}')
--
insert into "import_batch" values ('20261128-0003', '3', 'service_request', 'more.csv', '6fdc7583cf373afdeb45d3202779db97124813577fda8e5141b4ee852c2d1527', '2026-11-28 16:14:48', 'clerk', '2', '0', '0', '{"sheets": [{"sheet": "more", "table": "service_request", "supplied": ["request_no", "received_at", "area_code", "channel", "category", "title", "status", "closed_at"], "columns": {"area_code": "所属网格", "request_no": "工单编号", "received_at": "受理时间", "channel": "来源渠道", "category": "诉求类别", "title": "诉求内容", "status": "办理状态", "closed_at": "办结时间"}}]}', '已撤回', '{"status": "committed", "batch": "20261128-0003", "table": "service_request", "sheets": [{"name": "more", "table": "service_request", "header_rows": 1, "rows_loaded": 2, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}')
--
insert into "indicator_state" values ('requests_per_1000_hh', 'a95d4c2ce5f94257f1536baf44b193918e4d137a80832764edbb36a09cd22813')
--
insert into "indicator_state" values ('closure_rate', 'c2f8413712f536dd02bf99c66c38fddd3bad227f43b272469158349d76926e96')
--
insert into "indicator_state" values ('ontime_closure_rate', 'f64c8fd57688e878dedf076e8e006dec5dc6a11d0399df671eab6937c8218bf1')
--
insert into "indicator_state" values ('overdue_open_count', '0141beaa58b436b54cf3d6ec21ffe84cae71d9db602856f9880139f0d689e3f7')
--
insert into "indicator_state" values ('avg_handling_days', '71e5cb3d81f89559fe640fa009bcd16822f42e11c872ba68cd8538caeb0da0e8')
--
insert into "indicator_state" values ('grid_self_resolve_rate', '90e8a7e0cf96f8fe3a5133c307ca19b693c3fe89b1d0d3ea9943fcf6694711cd')
--
insert into "indicator_state" values ('renovation_projects', '604d8769f0d32b8177c3f4328c912459bc7342ea1a0e133def9516a9dd7a5a82')
--
insert into "indicator_state" values ('renovation_start_rate', '4d8349f5da0a81823b7ba12c304f6be9f8f884fbdd2f91da0c6d0a3a59366655')
--
insert into "indicator_state" values ('renovated_households', 'c2e6f7823fd25aba57b7a1064d7dbcc325b74d2524e71f77d54cfefdc0c3e5a8')
--
insert into "indicator_state" values ('renovated_buildings', '33b886ba81d9df13009e91d51e0d93261e8b6f312825109de4d5be8f460f74ae')
--
insert into "indicator_state" values ('illegal_area_removed', '9fc4da34e292b761022b2581a621677fe8f679473d53fcac22f191de27fe5e3a')
--
insert into "indicator_state" values ('elevators_added', '04faf4ae60e4f0e43829c40a1cf2712f04b56ca366bc630d14712329240217f3')
--
insert into "indicator_state" values ('charging_added', 'd5bdb1e7d64653803c73cca1c0297507724fffd52fe9814cb0db02220b44b070')
--
insert into "indicator_state" values ('households_per_renovated_building', '4c99aadd0b30be4498a11a2bd1a70f7bae973f082adca2ef30eea53141bb1ffa')
--
insert into "indicator_state" values ('reemployment', '94a65a24afd5f167a232aaca1de046c636148e5606e5142fc8d7cf937c095504')
--
insert into "indicator_state" values ('hardship_employment', '8fd5bef0e67d0719e30e7e26aed421ebb0b7eec169fea3ed85df980111201199')
--
insert into "indicator_state" values ('fairs', '6dbb49f3ca6ba319a9e8143b50fa59703a8b5af5efdfe842879c300775a3be7e')
--
insert into "indicator_state" values ('fair_intent_rate', '103d11031c1a9b1f6aea68bfad56794d69fe386895c26828077374e80b9e839c')
--
insert into "indicator_state" values ('participants_per_fair', '0cddf2717b15012d9e73336ad1ce8449faedde9fa7fa81abfa46a9d724a37fc1')
--
insert into "indicator_state" values ('dibao_per_person', '5729b2ecc2a43f005c02aaa634365395847237bf14f99edea65f722543a8de44')
--
insert into "indicator_state" values ('request_count', 'bee627d4f5829a9cd2b3d6ca1c074bc29e5f3e1f52121065b326eff9d4121a32')
--
insert into "indicator_state" values ('response_rate', 'd9c56487796cbdeec1f5623992058bfa92d8adf5930ef20818f27a9c9d0e2075')
--
insert into "indicator_state" values ('resolution_rate', '06840aad6687dc2b4e77cb764ee45c2feda87c1e690c2182773d872a5b9d906f')
--
insert into "indicator_state" values ('satisfaction_rate', 'ce87241c7c510132a4a09069f12acae7d0f82d3dafbfbc5b2c12b1da1c71dc4f')
--
insert into "indicator_state" values ('three_rate_score', 'a81a898f44618cbe7c54b83e938c0dc623c24badce4e4a8a1422d249e0947272')
--
insert into "indicator_state" values ('repeat_rate', 'a4948e02cbb543ccc450c25c3eee566c56bab3f9788ebbb881c677f7ef366730')
--
insert into "indicator_state" values ('online_share', 'fb414de39d0ff16a751bd61155d574ae667c34250ff2c09901733b297ffdd161')
--
insert into "indicator_state" values ('renovation_start_rate_hh', 'a4ece463a572154592fdbff95fac698529dd43c0887cc80172954feaa671484a')
--
insert into "indicator_state" values ('renovation_done_rate', '7ca8b388b20163f5d09c03d20a11fb1985bf646159fec038e16f373e99af599f')
--
insert into "indicator_state" values ('owner_consent_rate', 'd2cd442b1132335135f692d2c2eb1d7709cbe7a88d2a0b0220d8da9b7db40538')
--
insert into "indicator_state" values ('illegal_sites_removed', 'bfcdfd994f8fbfc39c78c9afb082ddfe62580919c0e8949c103eca76c9edc1ba')
--
insert into "indicator_state" values ('illegal_households_removed', '5e70958957b39eaa1c82326c3f308edf626436613a9af2a10fc7b112400ec223')
--
insert into "indicator_state" values ('elevators_completed', '8d28f0ee9a6ea8c48fb875a20f6231d21445ba1808ccab4146e6e88eb92d35c6')
--
insert into "indicator_state" values ('parking_added', '30cd38e7858bdaa6b076614bf0048cd784c1bca6cec9f2daddd7e8a483dc591e')
--
insert into "indicator_state" values ('renovation_community_coverage', '6f396d92ce4bcbfb78e24d782822db1bffaaa6e91cf5b61842ca98ea1810d436')
--
insert into "indicator_state" values ('urban_new_employment', 'edb822e6bfd11983357fd00eeb0f81862acff94a7bbb8460d76c494b1ae94873')
--
insert into "indicator_state" values ('vacancy_seeker_ratio', '742c504a213b241b80b3a172e485aeb8e180b683008b0fead3abbd3e731b6113')
--
insert into "indicator_state" values ('jobs_developed', '4e4af9f075514b29072a8a250e5807bb598a3706318399729efc58e64dbebe68')
--
insert into "indicator_state" values ('job_notices', 'b4df78f05b9d2747dec025a7ca72c0e379114297d337483272b98cd4b4b4f61f')
--
insert into "indicator_state" values ('dispute_mediation_rate', 'c7ddce4c2930c534f2f7fb487b0cd9fec1fa12b33d7ce70648b331ef54f2ae60')
--
insert into "indicator_state" values ('dibao_paid', '6eb29cb2c345800b1d38365e25cf220db071c3b86d0dc9b8add76a5ba91422c8')
--
insert into "indicator_values" values ('request_count', '340603003001', '2026-01-01', '2026-01-01', '应急', '1.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('requests_per_1000_hh', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('closure_rate', '340603003001', '2026-01-01', '2026-01-01', '应急', '1.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('ontime_closure_rate', '340603003001', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('response_rate', '340603003001', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('avg_handling_days', '340603003001', '2026-01-01', '2026-01-01', '应急', '1.5833333333333335', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('online_share', '340603003001', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('request_count', '340603003002', '2026-02-01', '2026-02-01', '应急', '2.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('requests_per_1000_hh', '340603003002', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('closure_rate', '340603003002', '2026-02-01', '2026-02-01', '应急', '1.0', '2.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('ontime_closure_rate', '340603003002', '2026-02-01', '2026-02-01', '应急', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('response_rate', '340603003002', '2026-02-01', '2026-02-01', '应急', '0.0', '2.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('overdue_open_count', '340603003002', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('overdue_open_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('overdue_open_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('overdue_open_count', '340603003001', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('avg_handling_days', '340603003002', '2026-02-01', '2026-02-01', '应急', '1.5833333333333335', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('online_share', '340603003002', '2026-02-01', '2026-02-01', '应急', '0.0', '2.0', '0', '0', 'event', '0')
--
insert into "schema_state" values ('0a3419540db6ce49c0b3a5a77eec4decfc6bc49cb89d0e10f5cc7b8432cbb05c')
--
insert into "service_request" values ('A1', '2026-01-03 10:00:00', '340603003001', '来访', 'resident', '应急', null, '漏水', null, '已办结', null, null, '2026-01-05 00:00:00', null, null, null, null, '20261128-0002', 'requests', '2')
--
insert into "service_request" values ('A2', '2026-02-04 10:00:00', '340603003002', '来访', 'resident', '应急', null, '路灯', null, '已办结', null, null, '2026-02-06 00:00:00', null, null, null, null, '20261128-0002', 'requests', '3')
--
insert into "service_request" values ('A3', '2026-02-09 10:00:00', '340603003002', '来访', 'resident', '应急', null, '井盖', null, '办理中', null, null, null, null, null, null, null, '20261128-0002', 'requests', '4')
--
insert into "service_request_history" values ('A3', '2026-02-09 10:00:00', '340603003002', '来访', 'resident', '应急', null, '井盖', null, '办理中', null, null, null, null, null, null, null, '20261128-0002', 'requests', '4', '20261128-0003')
--
insert into "service_request_history" values ('A3', '2026-02-09 10:00:00', '340603003002', '来访', 'resident', '应急', null, '井盖', null, '已办结', null, null, '2026-02-10 00:00:00', null, null, null, null, '20261128-0003', 'more', '2', '20261128-0003')
--
insert into "service_request_history" values ('A4', '2026-02-11 10:00:00', '340603003001', '来访', 'resident', '应急', null, '停电', null, '办理中', null, null, null, null, null, null, null, '20261128-0003', 'more', '3', '20261128-0003')
--
insert into "table_months" values ('service_request', '340603003001', '2026-01-01', '2026-01-05', '1')
--
insert into "table_months" values ('service_request', '340603003002', '2026-02-01', '2026-02-09', '2')
--
CREATE VIEW employment_stat_month AS WITH given AS (SELECT area_code, measure, CASE  WHEN ((period_kind = 'ytd')) THEN (2) ELSE 1 END AS rank, CASE  WHEN ((period_kind = 'ytd')) THEN (CAST(date_trunc('year', "month") AS date)) ELSE "month" END AS first_month, "month", "value", bound FROM (SELECT * FROM employment_stat UNPIVOT (("value", bound) FOR measure IN ("row"(urban_new_employment, urban_new_employment_bound) AS urban_new_employment, "row"(reemployment, reemployment_bound) AS reemployment, "row"(hardship_employment, hardship_employment_bound) AS hardship_employment, "row"(jobs_developed, jobs_developed_bound) AS jobs_developed, "row"(job_notices, job_notices_bound) AS job_notices, "row"(vacancies, vacancies_bound) AS vacancies, "row"(job_seekers, job_seekers_bound) AS job_seekers, "row"(fairs, fairs_bound) AS fairs, "row"(fair_participants, fair_participants_bound) AS fair_participants, "row"(intents, intents_bound) AS intents, "row"(wage_disputes, wage_disputes_bound) AS wage_disputes, "row"(wage_mediated, wage_mediated_bound) AS wage_mediated, "row"(trained, trained_bound) AS trained))) WHERE ("value" IS NOT NULL) QUALIFY (row_number() OVER (PARTITION BY area_code, measure, first_month, "month" ORDER BY rank) = 1)), added_up AS (SELECT area_code, measure, rank, CAST(date_trunc('year', "month") AS date) AS first_month, "month", sum("value") OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "value", bit_or(bound) OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bound, count() OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "months" FROM given WHERE (first_month = "month")), points AS ((SELECT area_code, measure, rank, first_month, "month", "value", bound, true AS reported FROM given) UNION ALL (SELECT area_code, measure, rank, first_month, "month", "value", bound, false FROM added_up WHERE (("months" = "month"("month")) AND ("month"("month") > 1) AND (NOT EXISTS(SELECT 1 FROM given WHERE ((given.area_code = added_up.area_code) AND (given.measure = added_up.measure) AND (given.first_month = added_up.first_month) AND (given."month" = added_up."month"))))))), steps AS (SELECT *, lag("month") OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS month_before, lag("value") OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS value_before, lag(bound) OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS bound_before FROM points), differences AS (SELECT area_code, measure, rank, "month", CAST(COALESCE((month_before + to_months(CAST(trunc(CAST(1 AS DOUBLE)) AS INTEGER))), first_month) AS date) AS first_month, ("value" - COALESCE(value_before, 0)) AS "value", CAST((bound | (((COALESCE(bound_before, 0) & 1) << 1) | (COALESCE(bound_before, 0) >> 1))) AS utinyint) AS bound FROM steps WHERE (reported AND (first_month < "month"))) (SELECT area_code, measure, rank, first_month, "month", "value", bound FROM given WHERE (first_month = "month")) UNION ALL (SELECT area_code, measure, rank, first_month, "month", "value", bound FROM differences WHERE (NOT EXISTS(SELECT 1 FROM given WHERE ((given.area_code = differences.area_code) AND (given.measure = differences.measure) AND (given.first_month = given."month") AND (given."month" BETWEEN differences.first_month AND differences."month")))));
--
CREATE VIEW renovation_project_month AS WITH covered AS (SELECT substr(area_code, 1, 9) AS street, max(last_date) AS covered_to FROM table_months GROUP BY ALL) SELECT renovation_project.area_code, calendar."month", renovation_project.project_type, renovation_project.estates, renovation_project.estates_bound, renovation_project.households, renovation_project.households_bound, COALESCE((renovation_project.start_on < (calendar."month" + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER)))), false) AS has_started, COALESCE((renovation_project.finish_on < (calendar."month" + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER)))), false) AS has_finished FROM ((renovation_project INNER JOIN covered ON ((substr(renovation_project.area_code, 1, 9) = covered.street))) INNER JOIN calendar ON (((calendar."month" <= covered.covered_to) AND ("year"(calendar."month") = "year"(renovation_project.planned_start)))));
--
CREATE VIEW statistic_month AS WITH given AS (SELECT area_code, metric_id AS measure, CASE  WHEN (("version" = 'actual')) THEN (1) WHEN (("version" = 'reported')) THEN (2) ELSE 3 END AS rank, CASE  WHEN ((period_kind = 'ytd')) THEN (CAST(date_trunc('year', period_end) AS date)) WHEN ((period_kind = 'since')) THEN (CAST(date_trunc('month', period_start) AS date)) ELSE CAST(date_trunc('month', period_end) AS date) END AS first_month, CAST(date_trunc('month', period_end) AS date) AS "month", ("value" * factor) AS "value", value_bound AS bound FROM (statistic INNER JOIN metric_unit USING (metric_id, unit)) WHERE ("value" IS NOT NULL) QUALIFY (row_number() OVER (PARTITION BY area_code, metric_id, first_month, "month" ORDER BY rank, (period_kind = 'month') DESC, figure_no) = 1)), added_up AS (SELECT area_code, measure, rank, CAST(date_trunc('year', "month") AS date) AS first_month, "month", sum("value") OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "value", bit_or(bound) OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bound, count() OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "months" FROM given WHERE (first_month = "month")), points AS ((SELECT area_code, measure, rank, first_month, "month", "value", bound, true AS reported FROM given) UNION ALL (SELECT area_code, measure, rank, first_month, "month", "value", bound, false FROM added_up WHERE (("months" = "month"("month")) AND ("month"("month") > 1) AND (NOT EXISTS(SELECT 1 FROM given WHERE ((given.area_code = added_up.area_code) AND (given.measure = added_up.measure) AND (given.first_month = added_up.first_month) AND (given."month" = added_up."month"))))))), steps AS (SELECT *, lag("month") OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS month_before, lag("value") OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS value_before, lag(bound) OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS bound_before FROM points), differences AS (SELECT area_code, measure, rank, "month", CAST(COALESCE((month_before + to_months(CAST(trunc(CAST(1 AS DOUBLE)) AS INTEGER))), first_month) AS date) AS first_month, ("value" - COALESCE(value_before, 0)) AS "value", CAST((bound | (((COALESCE(bound_before, 0) & 1) << 1) | (COALESCE(bound_before, 0) >> 1))) AS utinyint) AS bound FROM steps WHERE (reported AND (first_month < "month"))) (SELECT area_code, measure, rank, first_month, "month", "value", bound FROM given WHERE (first_month = "month")) UNION ALL (SELECT area_code, measure, rank, first_month, "month", "value", bound FROM differences WHERE (NOT EXISTS(SELECT 1 FROM given WHERE ((given.area_code = differences.area_code) AND (given.measure = differences.measure) AND (given.first_month = given."month") AND (given."month" BETWEEN differences.first_month AND differences."month")))));
--
CREATE VIEW welfare_stat_month AS WITH reported AS (SELECT area_code, programme, "month", persons, persons_bound, paid_yuan, paid_yuan_bound, paid_ytd_yuan, paid_ytd_yuan_bound, lag("month") OVER (PARTITION BY area_code, programme, "year"("month") ORDER BY "month") AS month_before, lag(paid_ytd_yuan) OVER (PARTITION BY area_code, programme, "year"("month") ORDER BY "month") AS paid_before, lag(paid_ytd_yuan_bound) OVER (PARTITION BY area_code, programme, "year"("month") ORDER BY "month") AS bound_before FROM welfare_stat) SELECT area_code, programme, CASE  WHEN (((paid_yuan IS NOT NULL) OR (paid_ytd_yuan IS NULL))) THEN ("month") WHEN ((month_before IS NULL)) THEN (CAST(date_trunc('year', "month") AS date)) ELSE CAST((month_before + to_months(CAST(trunc(CAST(1 AS DOUBLE)) AS INTEGER))) AS date) END AS first_month, "month", persons, persons_bound, COALESCE(paid_yuan, (paid_ytd_yuan - CASE  WHEN ((month_before IS NULL)) THEN (0) ELSE paid_before END)) AS paid_yuan, CAST(CASE  WHEN ((paid_yuan IS NOT NULL)) THEN (paid_yuan_bound) ELSE ((paid_ytd_yuan_bound | ((COALESCE(bound_before, 0) & 1) << 1)) | (COALESCE(bound_before, 0) >> 1)) END AS utinyint) AS paid_yuan_bound FROM reported;
