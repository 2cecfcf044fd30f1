CREATE TABLE activity(activity_no VARCHAR, held_on DATE, area_code VARCHAR, activity_type VARCHAR, title VARCHAR, sessions BIGINT, sessions_bound UTINYINT DEFAULT(0) NOT NULL, participants BIGINT, participants_bound UTINYINT DEFAULT(0) NOT NULL, beneficiaries BIGINT, beneficiaries_bound UTINYINT DEFAULT(0) NOT NULL, partner_orgs BIGINT, partner_orgs_bound UTINYINT DEFAULT(0) NOT NULL, service_hours DOUBLE, service_hours_bound UTINYINT DEFAULT(0) NOT NULL, issues_found BIGINT, issues_found_bound UTINYINT DEFAULT(0) NOT NULL, issues_closed BIGINT, issues_closed_bound UTINYINT DEFAULT(0) NOT NULL, org_name VARCHAR, ref_no VARCHAR, resolved_topic BOOLEAN, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE activity_history(activity_no VARCHAR, held_on DATE, area_code VARCHAR, activity_type VARCHAR, title VARCHAR, sessions BIGINT, sessions_bound UTINYINT DEFAULT(0) NOT NULL, participants BIGINT, participants_bound UTINYINT DEFAULT(0) NOT NULL, beneficiaries BIGINT, beneficiaries_bound UTINYINT DEFAULT(0) NOT NULL, partner_orgs BIGINT, partner_orgs_bound UTINYINT DEFAULT(0) NOT NULL, service_hours DOUBLE, service_hours_bound UTINYINT DEFAULT(0) NOT NULL, issues_found BIGINT, issues_found_bound UTINYINT DEFAULT(0) NOT NULL, issues_closed BIGINT, issues_closed_bound UTINYINT DEFAULT(0) NOT NULL, org_name VARCHAR, ref_no VARCHAR, resolved_topic BOOLEAN, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE area(area_code VARCHAR, area_name VARCHAR, alias VARCHAR, "level" VARCHAR, parent_code VARCHAR, grid_type VARCHAR, households BIGINT, households_bound UTINYINT DEFAULT(0) NOT NULL, residents BIGINT, residents_bound UTINYINT DEFAULT(0) NOT NULL, buildings BIGINT, buildings_bound UTINYINT DEFAULT(0) NOT NULL, lon DOUBLE, lon_bound UTINYINT DEFAULT(0) NOT NULL, lat DOUBLE, lat_bound UTINYINT DEFAULT(0) NOT NULL, boundary VARCHAR, code_source VARCHAR, divided_from VARCHAR, valid_from DATE, valid_to DATE, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE area_history(area_code VARCHAR, area_name VARCHAR, alias VARCHAR, "level" VARCHAR, parent_code VARCHAR, grid_type VARCHAR, households BIGINT, households_bound UTINYINT DEFAULT(0) NOT NULL, residents BIGINT, residents_bound UTINYINT DEFAULT(0) NOT NULL, buildings BIGINT, buildings_bound UTINYINT DEFAULT(0) NOT NULL, lon DOUBLE, lon_bound UTINYINT DEFAULT(0) NOT NULL, lat DOUBLE, lat_bound UTINYINT DEFAULT(0) NOT NULL, boundary VARCHAR, code_source VARCHAR, divided_from VARCHAR, valid_from DATE, valid_to DATE, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
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
CREATE TABLE setting("name" VARCHAR PRIMARY KEY, "value" DOUBLE NOT NULL);
--
CREATE TABLE statistic(area_code VARCHAR, metric_id VARCHAR, period_start DATE, period_end DATE, period_kind VARCHAR, "value" DOUBLE, value_bound UTINYINT DEFAULT(0) NOT NULL, unit VARCHAR, qualifier VARCHAR, "version" VARCHAR, source_words VARCHAR, remark VARCHAR, figure_no VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE statistic_history(area_code VARCHAR, metric_id VARCHAR, period_start DATE, period_end DATE, period_kind VARCHAR, "value" DOUBLE, value_bound UTINYINT DEFAULT(0) NOT NULL, unit VARCHAR, qualifier VARCHAR, "version" VARCHAR, source_words VARCHAR, remark VARCHAR, figure_no VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE table_months(table_name VARCHAR NOT NULL, area_code VARCHAR NOT NULL, "month" DATE NOT NULL, last_date DATE, "rows" BIGINT NOT NULL);
--
CREATE TABLE "target"(area_code VARCHAR, metric_id VARCHAR, "year" BIGINT, year_bound UTINYINT DEFAULT(0) NOT NULL, annual_target DOUBLE, annual_target_bound UTINYINT DEFAULT(0) NOT NULL, unit VARCHAR, schedule VARCHAR, monthly_plan VARCHAR, direction VARCHAR, yellow_gap DOUBLE, yellow_gap_bound UTINYINT DEFAULT(0) NOT NULL, red_gap DOUBLE, red_gap_bound UTINYINT DEFAULT(0) NOT NULL, basis VARCHAR, source_words VARCHAR, remark VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE target_history(area_code VARCHAR, metric_id VARCHAR, "year" BIGINT, year_bound UTINYINT DEFAULT(0) NOT NULL, annual_target DOUBLE, annual_target_bound UTINYINT DEFAULT(0) NOT NULL, unit VARCHAR, schedule VARCHAR, monthly_plan VARCHAR, direction VARCHAR, yellow_gap DOUBLE, yellow_gap_bound UTINYINT DEFAULT(0) NOT NULL, red_gap DOUBLE, red_gap_bound UTINYINT DEFAULT(0) NOT NULL, basis VARCHAR, source_words VARCHAR, remark VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE welfare_stat(area_code VARCHAR, "month" DATE, programme VARCHAR, households BIGINT, households_bound UTINYINT DEFAULT(0) NOT NULL, persons BIGINT, persons_bound UTINYINT DEFAULT(0) NOT NULL, persons_added BIGINT, persons_added_bound UTINYINT DEFAULT(0) NOT NULL, persons_left BIGINT, persons_left_bound UTINYINT DEFAULT(0) NOT NULL, paid_yuan DOUBLE, paid_yuan_bound UTINYINT DEFAULT(0) NOT NULL, paid_ytd_yuan DOUBLE, paid_ytd_yuan_bound UTINYINT DEFAULT(0) NOT NULL, services BIGINT, services_bound UTINYINT DEFAULT(0) NOT NULL, source_org VARCHAR, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE welfare_stat_history(area_code VARCHAR, "month" DATE, programme VARCHAR, households BIGINT, households_bound UTINYINT DEFAULT(0) NOT NULL, persons BIGINT, persons_bound UTINYINT DEFAULT(0) NOT NULL, persons_added BIGINT, persons_added_bound UTINYINT DEFAULT(0) NOT NULL, persons_left BIGINT, persons_left_bound UTINYINT DEFAULT(0) NOT NULL, paid_yuan DOUBLE, paid_yuan_bound UTINYINT DEFAULT(0) NOT NULL, paid_ytd_yuan DOUBLE, paid_ytd_yuan_bound UTINYINT DEFAULT(0) NOT NULL, services BIGINT, services_bound UTINYINT DEFAULT(0) NOT NULL, source_org VARCHAR, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
insert into "area" values ('340603', '相山区', null, 'district', null, null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', null, '2000-01-01', null, '20261128-0001', 'areas', '2')
--
insert into "area" values ('340603003', '西街道', null, 'street', '340603', null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', null, '2000-01-01', null, '20261128-0001', 'areas', '3')
--
insert into "area" values ('340603003001', '新华社区', null, 'community', '340603003', null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', null, '2000-01-01', null, '20261128-0001', 'areas', '4')
--
insert into "area" values ('340603003002', '南山社区', null, 'community', '340603003', null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', null, '2000-01-01', null, '20261128-0001', 'areas', '5')
--
insert into "import_batch" values ('20261128-0001', '1', 'area', 'areas.csv', '7eaffca306422ded7bd0d0563221fc97310f0c7c5c9f67bf4932ecf27668b161', '2026-11-28 16:17:57', 'clerk', '4', '0', '0', '{"sheets": [{"sheet": "areas", "table": "area", "heading": ["区域名称", "区域编码"], "supplied": ["area_code", "area_name", "valid_from"], "columns": {"area_code": "区域编码", "area_name": "区域名称"}}]}', '已入库', '{"status": "committed", "batch": "20261128-0001", "table": "area", "sheets": [{"name": "areas", "table": "area", "header_rows": 1, "rows_loaded": 4, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}')
--
insert into "import_batch" values ('20261128-0002', '2', 'service_request', 'requests.csv', 'dc5910c8803998334ccde09f8a4c94cee4827379566ba0fda03bce727f778f52', '2026-11-28 16:18:22', 'clerk', '3', '0', '0', '{"sheets": [{"sheet": "requests", "table": "service_request", "heading": ["办理状态", "办结时间", "受理时间", "工单编号", "所属网格", "来源渠道", "诉求内容", "诉求类别"], "supplied": ["request_no", "received_at", "area_code", "channel", "category", "title", "status", "closed_at"], "columns": {"area_code": "所属网格", "request_no": "工单编号", "received_at": "受理时间", "channel": "来源渠道", "category": "诉求类别", "title": "诉求内容", "status": "办理状态", "closed_at": "办结时间"}}]}', '已入库', '{"status": "committed", "batch": "20261128-0002", "table": "service_request", "sheets": [{"name": "requests", "table": "service_request", "header_rows": 1, "rows_loaded": 3, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}')
--
insert into "import_batch" values ('20261128-0003', '3', 'service_request', 'more.csv', '6fdc7583cf373afdeb45d3202779db97124813577fda8e5141b4ee852c2d1527', '2026-11-28 16:18:40', 'clerk', '2', '0', '0', '{"sheets": [{"sheet": "more", "table": "service_request", "heading": ["办理状态", "办结时间", "受理时间", "工单编号", "所属网格", "来源渠道", "诉求内容", "诉求类别"], "supplied": ["request_no", "received_at", "area_code", "channel", "category", "title", "status", "closed_at"], "columns": {"area_code": "所属网格", "request_no": "工单编号", "received_at": "受理时间", "channel": "来源渠道", "category": "诉求类别", "title": "诉求内容", "status": "办理状态", "closed_at": "办结时间"}}]}', '已撤回', '{"status": "committed", "batch": "20261128-0003", "table": "service_request", "sheets": [{"name": "more", "table": "service_request", "header_rows": 1, "rows_loaded": 2, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}')
--
insert into "indicator_state" values ('commitment_satisfaction', '71c972f39bfa036d8d0e613ef8060593ad5b1fc0d4d903e9c3d5154d353232b0')
--
insert into "indicator_state" values ('wish_resolved_rate', 'd4fd1f14354ec5021461b63f45090b6e54c5b6caac1a1e545b938f178a3c9640')
--
insert into "indicator_state" values ('requests_per_1000_hh', '14382b8c0ab196fc1a82ebf4d4d6734c2fb4e83ccd134441a34c61ef26aa4a0d')
--
insert into "indicator_state" values ('closure_rate', '489a1639f4f4c5d803e2f279b881200ecd9a5fec827d354a0f492cd1dd33fbfe')
--
insert into "indicator_state" values ('ontime_closure_rate', '4f31ad9afd8f3a86a47177b8d0dd6481a3d943f2922b2dd285177b7f571667c9')
--
insert into "indicator_state" values ('overdue_open_count', 'd13abbbb3ebe8d6d3027689313485edeb2b603fc983f0f91f1aff6a6d73d1165')
--
insert into "indicator_state" values ('avg_handling_days', '595d5efab4ad6baf2f7af625f552bd6500363a55b49b2ce01c8b3d67f95d3841')
--
insert into "indicator_state" values ('grid_self_resolve_rate', '402e9b1c3cb8f7bbfbb261eb1b1627324ca0b0156fbf024958d6070da171d64f')
--
insert into "indicator_state" values ('renovation_projects', '28435e1dffcf48f48726eec39da6bd184bdfcc8dfe5f5c6d747496cea854a0a0')
--
insert into "indicator_state" values ('renovation_start_rate', '9a821efb5a713ce92e880d3de9e17aca3b6726539cbe1e7320bb303e92bb76bb')
--
insert into "indicator_state" values ('renovated_households', '9806d3de8dbec76047867cbb003d2b0c50dcf2ba03b8e883cae515c34160aebf')
--
insert into "indicator_state" values ('renovated_buildings', 'ce125aab9c25f4502e71f6478b78ea3a8a5b3a49abf5c1bc91b68e8e4aee9cb7')
--
insert into "indicator_state" values ('illegal_area_removed', '27611493752bf971b0fa86f46bbeb03f22a7970f33455ad5a24374427638f95e')
--
insert into "indicator_state" values ('elevators_added', '327cf82f22f6a598f5521fc79dfcfa8ac3da3c195577cf4e044d68857c7543b0')
--
insert into "indicator_state" values ('charging_added', '40cc6b5cc55ac1c8160030425e0459fed9a7ef5d1f56c0af136a955b911c173d')
--
insert into "indicator_state" values ('households_per_renovated_building', '83342a0118ac158a8ab55433547cb92978d6f0734f03ac614c7b5b739a1547ce')
--
insert into "indicator_state" values ('reemployment', '0baa34be0652e0c461323f3caa3b1fdabe8d95dec85b1caf19dcb1690ad4504b')
--
insert into "indicator_state" values ('hardship_employment', '192ebc89e5537c7a15f9441bffd128a315593a6b707c252f0da506869cf4a6b8')
--
insert into "indicator_state" values ('fairs', '7b0ed16da8cbf9c02257271e759b49a6de05e40e3b75048acab1cebd067f6239')
--
insert into "indicator_state" values ('fair_intent_rate', '5c3c16f2048cc9edb014fc6de1270c37949dc4ec6b923abc73f7d57fa14fbc92')
--
insert into "indicator_state" values ('participants_per_fair', 'e43316ae93420f45a0b2401194910ffb3b28201effd2528b67e51958b20731b3')
--
insert into "indicator_state" values ('dibao_per_person', '1dad8586d0bd3ed63c2d97140dd090dd343df361ea5987c923f0e15dca4c09a2')
--
insert into "indicator_state" values ('enterprise_visits', '742cd4d3811c10ce3f1dfd2c4776881132a849c390f818c60b9bc2ee402e1d3e')
--
insert into "indicator_state" values ('enterprise_events', 'e00dd9c3bba8aa1420e5690dbbbbb7643a13fd9cf9813634e3f5dff7d66a93a8')
--
insert into "indicator_state" values ('funds_in_place_completion', '20921d25def5052473bc91834611737f57281b4a4a2fffef7264fb1633138023')
--
insert into "indicator_state" values ('funds_in_place_ratio', '8ad26d22d4e8b009e0e35486215f1b9529436d65e4649cec59595cb659770ad7')
--
insert into "indicator_state" values ('investment_projects', '06dd00f8054433ff6285e2e3d31c011533ccb56eccafddf2c06ddd025a331b96')
--
insert into "indicator_state" values ('volunteer_activities', 'ce0fc245f1e61a3b113ad0537a8205d812d629be35ef7da8c82fa4f65dd9d69a')
--
insert into "indicator_state" values ('participants_per_activity', 'ae1cc4784d3311880b86024a5fc61440914388386d7fdee38ccc8d3dfdec6f2e')
--
insert into "indicator_state" values ('beneficiaries', '4f1a8a7a9f3dbfbca2eb02b8c3c235bb22d3406d3e993e0902473f5006714ab1')
--
insert into "indicator_state" values ('volunteer_teams', 'c4a626559943139fe2a8ba07b1da8a1faf028094f82d4f777795e25766354302')
--
insert into "indicator_state" values ('model_station_share', '203557b20748e8148e178b9b966358a808bff8c009a0fccbd307eb6f18128a2b')
--
insert into "indicator_state" values ('consultation_count', 'a8ded7b19270aa5b8ba1b6b18da35d2656f182f9dc9b5698fe371e255e932983')
--
insert into "indicator_state" values ('consultation_agreed_rate', '66c27810fdd8ad479370b8e8c87a1fce3147c6fd56e67db43b2f8333b9f91cd1')
--
insert into "indicator_state" values ('households_per_grid', '278db5961b7f4a44bbb9a75733e595c6a0e5c052e7c2573386e582e7677293b5')
--
insert into "indicator_state" values ('persons_per_household', 'db0cfd0550af9cf0bf8bce5a7fa2bba938d8bdad73cbcc4beeab8062b9cfc988')
--
insert into "indicator_state" values ('rental_share', '0f99ec318b662261dc1a47122a6446ae61aa54f30a2445aa1a0bb623dcc3a4be')
--
insert into "indicator_state" values ('info_entry_rate', '7e0b8593eef5c1b0685c4a19543e652ee440ece0f70c77cd5718947221e3ea10')
--
insert into "indicator_state" values ('childcare_places_per_1000', '24e86f126fb55332b83c79400bdfc7bd56da2362fb181382a78da3d4d9cfdb01')
--
insert into "indicator_state" values ('implied_residents', '0c34aa3d9bdcb46e88aee7a6cd59677040ba0d97d58369019b69cc79df370311')
--
insert into "indicator_state" values ('key_task_ontrack_rate', 'f412862948f24c3feae9826d77560736944f56a30b83b32a0b5a56110f241641')
--
insert into "indicator_state" values ('schedule_lead_pp', 'd8f9ca9e364486feee1ee47f1f8d909d0804751d01971d30684d73b2810a8fca')
--
insert into "indicator_state" values ('key_task_lag_rate', '63f773b851d0d66f9f51932c215995edda136d7caee2c444366fdc2e7d8dac41')
--
insert into "indicator_state" values ('reporting_coverage_rate', 'e03d02bed37f69793f39867e15badadd4d234c2c003613fa078c204b9fb55c48')
--
insert into "indicator_state" values ('commitment_closed_rate', 'fbc2ffc6ef0bd12098db565a7ba61713a95315b949153827928352f47e296e28')
--
insert into "indicator_state" values ('commitment_ontime_rate', '69644fb1807076cc142ddef2dd2b21a6233963e801d810cdc13f9ee5424309a1')
--
insert into "indicator_state" values ('commitment_overdue_count', '4dc2bffe3bf27db0ff28a5cae3c12be5c4ec3e094b775ad5a21a8079ddf68350')
--
insert into "indicator_state" values ('action_per_claimed_wish', '09a6cf999026760a056b44e06359cdfdb74143b100999f339b32a902d63c52c6')
--
insert into "indicator_state" values ('request_count', 'd8e0b9fae165db34876e67ad45c7024063b66f7d455bc1614a92f519d46d4af5')
--
insert into "indicator_state" values ('closed_late_count', '9435701c37829ac4f642ec18c2e886e6615793e869221fb4c8afbedf241deeed')
--
insert into "indicator_state" values ('response_rate', '10e29a122e681b9880519d180f52764b16a99f0c9046c6ebc4ce806236c368e0')
--
insert into "indicator_state" values ('resolution_rate', '7f1f08a95d464457a998e654fb3163fc4bdb8b2ab97a691cfa4b7475eeabccd0')
--
insert into "indicator_state" values ('satisfaction_rate', '38ad03a6935c2a58a54ef38aa361e762be3e13bafb02f43df03a3205f885c11d')
--
insert into "indicator_state" values ('dissatisfied_count', '93ab003b648fc853aa857120969b9cb5ddb08a49a8c3a0ca02d1fa553b6ed37b')
--
insert into "indicator_state" values ('three_rate_score', '6b4e0f4c2b1681af4d2674b69a52a5021a6a9016426975057f3184b14353a24c')
--
insert into "indicator_state" values ('open_count', 'a79a65b73290cfea99119900906505a5121bc17c9767d278c23a51ebc9ad3c61')
--
insert into "indicator_state" values ('repeat_rate', 'cff656b032b01b7be6a3922f8bfdb65eec10c7e5ceae3097cc9be41e933a492b')
--
insert into "indicator_state" values ('online_share', 'dd31d98a31a5fb7542f4ecdfece9a9876a027cc64bcb5795ac2755c9b287172a')
--
insert into "indicator_state" values ('renovation_start_rate_hh', '5cce57e28f32606ca689c630d8faf0f5efbbba8ade9b8b6c7277b010ee5c4d0b')
--
insert into "indicator_state" values ('renovation_done_rate', 'df44b1984620ed5bddbcf97e342f5a6fc33157394c9702560e04800fa261de98')
--
insert into "indicator_state" values ('owner_consent_rate', 'd33e57a25217ffa9657c1e81644ec7f245ae834baa7f37057198f537f20fbf1c')
--
insert into "indicator_state" values ('illegal_sites_removed', '31e9e3663cfecede473d261444224818052e33edf9deaa2fde8e12bbab24a59b')
--
insert into "indicator_state" values ('illegal_households_removed', '772ce8bbfdf8ac8e2719d69ae11c07935df89ce5274aadecd47001619d8aa4cf')
--
insert into "indicator_state" values ('elevators_completed', 'e0b62e02fa4bc7f6d49ad474e4738964826077b869e83c44c44a03f2de7a5b64')
--
insert into "indicator_state" values ('parking_added', '68465c3616e695c63a98dbb3c140e6a76c2dad7b2c7bee523d024422b030a84e')
--
insert into "indicator_state" values ('renovation_community_coverage', '3bc7aecd8bbd9584f7b6030d248d9f7c3124d43512d1d4ef8f33986ab86c241a')
--
insert into "indicator_state" values ('urban_new_employment', '4805ca1e9d764b2b65d2145a7b096759a6c497eb5331f26643f2edf7280b550a')
--
insert into "indicator_state" values ('vacancy_seeker_ratio', '11d43fb362593656e1d71b0d3c1a210b6e0a18c530605220b74dc538712543ad')
--
insert into "indicator_state" values ('jobs_developed', '5d373c84a36fea56eba38286cb71279e834e85dec1d69efebbe3a761bbe0db76')
--
insert into "indicator_state" values ('job_notices', 'a830d1875cb243941309181f316c7a4944e5e3dc803e7aab31a6ef4131e0f4ec')
--
insert into "indicator_state" values ('dispute_mediation_rate', '203b9cfcdbf1e5cfaaaec5ef3b7b5576d64faa90ead90fada9d6117ed13ad55f')
--
insert into "indicator_state" values ('dibao_paid', '11e542b8c89c03058525e293b4efa8e77b4b363d663cedbba6d2f5b674e4b651')
--
insert into "indicator_state" values ('enterprise_issue_closure_rate', '943e938e0f1e9b5b0d8d58f281fcf47ca48d96d65161a0fcad3757ff07483c2c')
--
insert into "indicator_state" values ('issues_per_100_visits', '876a29ec1679d618c276373aa88f46d92ccad5963a2b4ba1144ff0a51bf2256e')
--
insert into "indicator_state" values ('fiscal_revenue', '0abaa706380a4e2621e588c952e637b64ad7741ac0ccb914518b4bb84481ef7d')
--
insert into "indicator_state" values ('fiscal_revenue_completion', 'c5d95ef5f900d338ee8db8a38d8c54b3258ae2859908c20e4cd5b922d58b0866')
--
insert into "indicator_state" values ('fiscal_over_schedule', 'daee4c353169ed580f292ae398f73bbbac9afec188dfadde57e00ce9c4610b76')
--
insert into "indicator_state" values ('funds_in_place', '556027c2c6e7138dd2b4a47a9ba6b59ddef392f9aa8dd1f678f6a0aeda77bd5e')
--
insert into "indicator_state" values ('investment_landed', 'f21eeb28440c41543ab23cd1aecb57165f0a7da97a0b799a89b54433b941976a')
--
insert into "indicator_state" values ('investment_total', 'a4c5527af3b10ad9bc1aab2d38ac84ce42f4c554b9e2b456a8daa4559ee43890')
--
insert into "indicator_state" values ('volunteer_site_coverage', 'de4bf1944e2ac74cdddffe51e564fd08a8643f5478e78655c11072b0c79f7420')
--
insert into "indicator_state" values ('grid_station_coverage', '4fbf9c385ae4002bde456bfbfd6aeb6d1500df682e763388dd2373347ed99da7')
--
insert into "indicator_state" values ('partner_units_per_activity', '15e6000fe75d347d94d60e4a3a42cbdd1dff27632efe07a3d34b11b323552fdd')
--
insert into "indicator_state" values ('grids_per_community', '8b9ab6e541186d075e60e218da9ebcad033196bae0583d48b91242d9d0ade272')
--
insert into "indicator_state" values ('vacant_share', '3e1b167f8df523f9c21dbf7d2742de691eb9b245df41bb52e652a667a4333d39')
--
insert into "indicator_state" values ('elderly_share_60', 'bd64c0d56b044c72d0b7bb6ece379ea2ea97d27b5173fb0cef76c80d45e62af1')
--
insert into "indicator_state" values ('elder_beds_per_1000', '6822e80f7bd81f403f203ad238a72952c369c466e2237ea77b7cdd1022795801')
--
insert into "indicator_state" values ('service_area_per_100hh', 'aa908f78b0ac1d72cdb30763a036c1b7929eafe486019fd31574a85fd78865be')
--
insert into "indicator_state" values ('fitness_pieces_added', '80d91fc0229257f66c351ea6d986a013da1ec0da608ad2510c698b934891ddc6')
--
insert into "indicator_state" values ('target_completion_rate', 'b2b83325fe1a7a526be1908f990df62a7fc960a4b11af9462922ed8826c6bbef')
--
insert into "indicator_values" values ('request_count', '340603003001', '2026-01-01', '2026-01-01', '应急', '1.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('closure_rate', '340603003001', '2026-01-01', '2026-01-01', '应急', '1.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('ontime_closure_rate', '340603003001', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('closed_late_count', '340603003001', '2026-01-01', '2026-01-01', '应急', '0.0', null, '0', '0', 'event', '0')
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
insert into "indicator_values" values ('requests_per_1000_hh', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('closure_rate', '340603003002', '2026-02-01', '2026-02-01', '应急', '1.0', '2.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('ontime_closure_rate', '340603003002', '2026-02-01', '2026-02-01', '应急', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('closed_late_count', '340603003002', '2026-02-01', '2026-02-01', '应急', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('response_rate', '340603003002', '2026-02-01', '2026-02-01', '应急', '0.0', '2.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('open_count', '340603003002', '2026-02-01', '2026-02-01', '应急', '1.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('open_count', '340603003002', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('open_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('open_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('open_count', '340603003001', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0')
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
insert into "indicator_values" values ('reporting_coverage_rate', '340603003001', '2026-01-01', '2026-01-01', 'service_request', '1.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('reporting_coverage_rate', '340603003002', '2026-01-01', '2026-01-01', 'service_request', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "schema_state" values ('c69e282f6e8e596c5dee1b729a59a12b7cb31a50f45eea9abaea049a96265851')
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
insert into "setting" values ('fairly_satisfied_counts', '1.0')
--
insert into "setting" values ('response_limit_hours', '24.0')
--
insert into "setting" values ('response_weight', '0.1')
--
insert into "setting" values ('resolution_weight', '0.4')
--
insert into "setting" values ('satisfaction_weight', '0.5')
--
insert into "setting" values ('yellow_gap', '10.0')
--
insert into "setting" values ('red_gap', '30.0')
--
insert into "setting" values ('small_base', '20.0')
--
insert into "setting" values ('hidden_below', '10.0')
--
insert into "setting" values ('grid_households_least', '300.0')
--
insert into "setting" values ('grid_households_most', '500.0')
--
insert into "setting" values ('reporting_due_day', '5.0')
--
insert into "table_months" values ('service_request', '340603003001', '2026-01-01', '2026-01-05', '1')
--
insert into "table_months" values ('service_request', '340603003002', '2026-02-01', '2026-02-09', '2')
--
CREATE VIEW commitment_month AS WITH covered AS (SELECT substr(area_code, 1, 9) AS street, max(last_date) AS covered_to FROM table_months GROUP BY ALL), month_ends AS (SELECT covered.street, calendar."month", least((calendar."month" + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))), (covered.covered_to + to_days(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER)))) AS day_after, (covered.covered_to < (calendar."month" + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER)))) AS is_latest FROM (covered INNER JOIN calendar ON ((calendar."month" <= covered.covered_to)))) SELECT commitment.area_code, month_ends."month", commitment.list_level, COALESCE((commitment.closed_on < month_ends.day_after), false) AS is_closed, (COALESCE(((commitment.due_on + to_days(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))) < month_ends.day_after), false) AND COALESCE((commitment.closed_on >= month_ends.day_after), true)) AS is_overdue, CASE  WHEN (month_ends.is_latest) THEN (commitment.status) ELSE NULL END AS status FROM (commitment INNER JOIN month_ends ON (((substr(commitment.area_code, 1, 9) = month_ends.street) AND (commitment.accepted_on < month_ends.day_after) AND (COALESCE(commitment.closed_on, CAST('9999-12-31' AS date)) >= date_trunc('year', month_ends."month"))))) WHERE (commitment.status != '取消');
--
CREATE VIEW community_people AS WITH counted AS ((SELECT area_code, substr(area_code, 1, 12) AS place, substr(area_code, 1, 9) AS street, category, CAST(date_trunc('month', stat_date) AS date) AS counted_in, stat_date, count, count_bound, least(length(area_code), 15) AS digits FROM resident_stat WHERE ((dimension IN ('population', 'service_group')) AND (length(area_code) >= 9)) QUALIFY (row_number() OVER (PARTITION BY area_code, category, counted_in ORDER BY stat_date DESC) = 1)) UNION ALL (SELECT area_code, substr(area_code, 1, 12), substr(area_code, 1, 9), CASE  WHEN ((measure = 'elders_60')) THEN ('老年人60+') ELSE '总人数' END, "month", last_day("month"), "value", bound, least(length(area_code), 15) FROM statistic_month WHERE ((measure IN ('elders_60', 'residents')) AND (length(area_code) >= 9) AND (NOT EXISTS(SELECT 1 FROM resident_stat WHERE starts_with(resident_stat.area_code, substr(statistic_month.area_code, 1, 9))))))), of_place AS (SELECT street, place, category, counted_in, digits, sum(count) AS people, bit_or(count_bound) AS bound FROM counted GROUP BY street, place, category, counted_in, digits QUALIFY (digits = min(digits) OVER (PARTITION BY place, category, counted_in))), finest AS (SELECT of_place.* FROM of_place QUALIFY (length(place) = max(length(place)) OVER (PARTITION BY street, category))), covered AS (SELECT substr(area_code, 1, 9) AS street, max(last_date) AS covered_to FROM table_months GROUP BY ALL) SELECT finest.street, finest.place, finest.category, calendar."month", finest.people, finest.bound FROM ((finest INNER JOIN covered ON ((finest.street = covered.street))) INNER JOIN calendar ON (((calendar."month" BETWEEN finest.counted_in AND covered.covered_to) AND (calendar."month" < (finest.counted_in + to_years(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))))))) QUALIFY (row_number() OVER (PARTITION BY finest.place, finest.category, calendar."month" ORDER BY finest.counted_in DESC) = 1);
--
CREATE VIEW dwelling_month AS WITH told AS (SELECT building_code, status, CAST(date_trunc('month', as_of) AS date) AS "month", lead(CAST(date_trunc('month', as_of) AS date)) OVER (PARTITION BY building_code, unit_no ORDER BY as_of) AS next_month FROM housing_unit), updates AS (SELECT DISTINCT substr(building_code, 1, 9) AS street, CAST(date_trunc('month', as_of) AS date) AS "month" FROM housing_unit), ledger AS (SELECT substr(told.building_code, 1, 15) AS area_code, updates."month", count_star() AS dwellings, count_star() FILTER (WHERE (told.status = 'vacant')) AS vacant, count_star() FILTER (WHERE (told.status = 'occupied')) AS occupied, count_star() FILTER (WHERE (told.status = 'rented')) AS rented FROM (told INNER JOIN updates ON (((substr(told.building_code, 1, 9) = updates.street) AND (updates."month" >= told."month") AND (updates."month" < COALESCE(told.next_month, CAST('9999-12-31' AS date)))))) GROUP BY ALL), counts AS (SELECT area_code, CAST(date_trunc('month', stat_date) AS date) AS "month", category, count, count_bound FROM resident_stat WHERE (dimension = 'unit_status') QUALIFY (row_number() OVER (PARTITION BY area_code, "month", category ORDER BY stat_date DESC) = 1)), sums AS (SELECT area_code, "month", sum(count) AS dwellings, bit_or(count_bound) AS dwellings_bound, max(count) FILTER (WHERE (category = '空房')) AS vacant, max(count) FILTER (WHERE (category = '人在户在')) AS occupied, max(count) FILTER (WHERE (category = '租房')) AS rented, COALESCE(max(count_bound) FILTER (WHERE (category = '空房')), 0) AS vacant_bound, COALESCE(max(count_bound) FILTER (WHERE (category = '租房')), 0) AS rented_bound FROM counts GROUP BY ALL), known AS (SELECT sums.area_code, sums."month", sum(ledger.dwellings) AS dwellings FROM (sums INNER JOIN ledger ON (((ledger."month" = sums."month") AND starts_with(ledger.area_code, sums.area_code)))) GROUP BY ALL), reports AS (SELECT sums.* REPLACE (CASE  WHEN ((((sums.vacant + sums.occupied) + sums.rented) >= 0)) THEN (sums.dwellings) ELSE NULL END AS dwellings) FROM (sums LEFT JOIN known ON (((sums.area_code = known.area_code) AND (sums."month" = known."month")))) WHERE (COALESCE(known.dwellings, 0) < (0.9 * sums.dwellings))) (SELECT ledger.area_code, ledger."month", ledger.dwellings, ledger.vacant, ledger.occupied, ledger.rented, 0 AS dwellings_bound, 0 AS vacant_bound, 0 AS rented_bound, true AS from_ledger FROM (ledger ANTI JOIN reports ON (((ledger.area_code = reports.area_code) AND (ledger."month" = reports."month"))))) UNION ALL (SELECT area_code, "month", dwellings, vacant, occupied, rented, dwellings_bound, vacant_bound, rented_bound, false FROM reports);
--
CREATE VIEW employment_stat_month AS WITH given AS (SELECT area_code, measure, CASE  WHEN ((period_kind = 'ytd')) THEN (2) ELSE 1 END AS rank, CASE  WHEN ((period_kind = 'ytd')) THEN (CAST(date_trunc('year', "month") AS date)) ELSE "month" END AS first_month, "month", "value", bound FROM (SELECT * FROM employment_stat UNPIVOT (("value", bound) FOR measure IN ("row"(urban_new_employment, urban_new_employment_bound) AS urban_new_employment, "row"(reemployment, reemployment_bound) AS reemployment, "row"(hardship_employment, hardship_employment_bound) AS hardship_employment, "row"(jobs_developed, jobs_developed_bound) AS jobs_developed, "row"(job_notices, job_notices_bound) AS job_notices, "row"(vacancies, vacancies_bound) AS vacancies, "row"(job_seekers, job_seekers_bound) AS job_seekers, "row"(fairs, fairs_bound) AS fairs, "row"(fair_participants, fair_participants_bound) AS fair_participants, "row"(intents, intents_bound) AS intents, "row"(wage_disputes, wage_disputes_bound) AS wage_disputes, "row"(wage_mediated, wage_mediated_bound) AS wage_mediated, "row"(trained, trained_bound) AS trained))) WHERE ("value" IS NOT NULL) QUALIFY (row_number() OVER (PARTITION BY area_code, measure, first_month, "month" ORDER BY rank) = 1)), added_up AS (SELECT area_code, measure, rank, CAST(date_trunc('year', "month") AS date) AS first_month, "month", sum("value") OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "value", bit_or(bound) OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bound, count() OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "months" FROM given WHERE (first_month = "month")), points AS ((SELECT area_code, measure, rank, first_month, "month", "value", bound, true AS reported FROM given) UNION ALL (SELECT area_code, measure, rank, first_month, "month", "value", bound, false FROM added_up WHERE (("months" = "month"("month")) AND ("month"("month") > 1) AND (NOT EXISTS(SELECT 1 FROM given WHERE ((given.area_code = added_up.area_code) AND (given.measure = added_up.measure) AND (given.first_month = added_up.first_month) AND (given."month" = added_up."month"))))))), steps AS (SELECT *, lag("month") OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS month_before, lag("value") OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS value_before, lag(bound) OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS bound_before FROM points), differences AS (SELECT area_code, measure, rank, "month", CAST(COALESCE((month_before + to_months(CAST(trunc(CAST(1 AS DOUBLE)) AS INTEGER))), first_month) AS date) AS first_month, ("value" - COALESCE(value_before, 0)) AS "value", CAST((bound | (((COALESCE(bound_before, 0) & 1) << 1) | (COALESCE(bound_before, 0) >> 1))) AS utinyint) AS bound FROM steps WHERE (reported AND (first_month < "month"))) (SELECT area_code, measure, rank, first_month, "month", "value", bound FROM given WHERE (first_month = "month")) UNION ALL (SELECT area_code, measure, rank, first_month, "month", "value", bound FROM differences WHERE (NOT EXISTS(SELECT 1 FROM given WHERE ((given.area_code = differences.area_code) AND (given.measure = differences.measure) AND (given.first_month = given."month") AND (given."month" BETWEEN differences.first_month AND differences."month")))));
--
CREATE VIEW facility_month AS WITH covered AS (SELECT substr(area_code, 1, 9) AS street, min("month") AS first_month, max(last_date) AS covered_to FROM table_months GROUP BY ALL) SELECT calendar."month", facility.* FROM ((facility INNER JOIN covered ON ((substr(facility.area_code, 1, 9) = covered.street))) INNER JOIN calendar ON (((calendar."month" BETWEEN covered.first_month AND covered.covered_to) AND (COALESCE(facility.built_on, covered.first_month) < (calendar."month" + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))))))) WHERE (facility.status = '已投用');
--
CREATE VIEW monthly_table AS SELECT * FROM (SELECT * FROM (VALUES ('employment_stat'), ('resident_stat'), ('service_request'), ('welfare_stat')) AS valueslist) AS due(table_name);
--
CREATE VIEW need_and_supply AS WITH supplied AS ((SELECT 'elder_beds' AS kind, '老年人60+' AS category, area_code, "month", beds AS supply, beds_bound AS bound FROM facility_month WHERE (beds IS NOT NULL)) UNION ALL (SELECT 'childcare_places', '总人数', area_code, "month", capacity, capacity_bound FROM facility_month WHERE ((facility_type = '托育点') AND (capacity IS NOT NULL)))), need AS (SELECT category, street, place, "month", people, bound FROM community_people WHERE (category IN ('老年人60+', '总人数'))), ledger AS (SELECT kind, supplied.category, substr(supplied.area_code, 1, 9) AS street, COALESCE(need.place, substr(supplied.area_code, 1, 12)) AS place, supplied."month", sum(supply) AS supply, bit_or(supplied.bound) AS bound FROM (supplied LEFT JOIN need ON (((supplied.category = need.category) AND (supplied."month" = need."month") AND starts_with(supplied.area_code, need.place)))) GROUP BY ALL), supply AS ((SELECT * FROM ledger) UNION ALL (SELECT 'elder_beds', '老年人60+', substr(area_code, 1, 9), substr(area_code, 1, 12), "month", "value", (bound | 2) FROM statistic_month WHERE ((measure = 'elder_beds_added') AND (NOT EXISTS(SELECT 1 FROM ledger WHERE (street = substr(statistic_month.area_code, 1, 9))))))), paired AS (SELECT supply.*, (need.place IS NULL) AS is_unmatched FROM (supply LEFT JOIN need ON (((supply.category = need.category) AND (supply.place = need.place) AND (supply."month" = need."month"))))), complete AS (SELECT kind, category, street, "month" FROM paired WHERE (street = ANY(SELECT street FROM ledger)) GROUP BY ALL HAVING (NOT bool_or(is_unmatched))), rows_of_need AS (SELECT kinds.kind, need.* FROM (need INNER JOIN (SELECT DISTINCT kind, category FROM supply) AS kinds USING (category))) SELECT COALESCE(supply.kind, rows_of_need.kind) AS kind, COALESCE(supply.place, rows_of_need.place) AS area_code, COALESCE(supply."month", rows_of_need."month") AS "month", CASE  WHEN ((complete."month" IS NULL)) THEN (supply.supply) ELSE COALESCE(supply.supply, 0) END AS supply, rows_of_need.people AS need, COALESCE(supply.bound, 0) AS supply_bound, COALESCE(rows_of_need.bound, 0) AS need_bound FROM ((supply FULL JOIN rows_of_need ON (((supply.kind = rows_of_need.kind) AND (supply.place = rows_of_need.place) AND (supply."month" = rows_of_need."month")))) LEFT JOIN complete ON (((rows_of_need.kind = complete.kind) AND (rows_of_need.street = complete.street) AND (rows_of_need."month" = complete."month"))));
--
CREATE VIEW population_month AS WITH spans AS (SELECT substr(area_code, 1, 9) AS street, min("month") AS first_month, max(greatest("month", CAST(date_trunc('month', last_date) AS date))) AS last_month FROM table_months GROUP BY ALL), "months" AS (SELECT spans.street, calendar."month", last_day(calendar."month") AS last_day FROM (spans INNER JOIN calendar ON ((calendar."month" BETWEEN spans.first_month AND spans.last_month)))), grid AS (SELECT DISTINCT area.area_code, "months"."month" FROM (area INNER JOIN "months" ON (((substr(area.area_code, 1, 9) = "months".street) AND (COALESCE(area.valid_from, CAST('1900-01-01' AS date)) <= "months".last_day) AND (COALESCE(area.valid_to, CAST('9999-12-31' AS date)) >= "months".last_day)))) WHERE (area."level" = 'grid')), counts AS (SELECT area_code, CAST(date_trunc('month', stat_date) AS date) AS "month", category, count, count_bound FROM resident_stat WHERE (dimension = 'population') QUALIFY (row_number() OVER (PARTITION BY area_code, "month", category ORDER BY stat_date DESC) = 1)), reports AS (SELECT area_code, "month", max(count) FILTER (WHERE (category = '总户数')) AS households, max(count) FILTER (WHERE (category = '总人数')) AS residents, max(count) FILTER (WHERE (category = '已录入人数')) AS entered, COALESCE(max(count_bound) FILTER (WHERE (category = '总户数')), 0) AS households_bound, COALESCE(max(count_bound) FILTER (WHERE (category = '总人数')), 0) AS residents_bound, COALESCE(max(count_bound) FILTER (WHERE (category = '已录入人数')), 0) AS entered_bound FROM counts GROUP BY ALL), registered AS (SELECT area.area_code, "months"."month", max_by(area.households, area.valid_from) AS households, max_by(area.residents, area.valid_from) AS residents FROM (area INNER JOIN "months" ON (((substr(area.area_code, 1, 9) = "months".street) AND (COALESCE(area.valid_from, CAST('1900-01-01' AS date)) <= "months".last_day) AND (COALESCE(area.valid_to, CAST('9999-12-31' AS date)) >= "months".last_day)))) WHERE ((area."level" IN ('street', 'community', 'grid')) AND ((area.households > 0) OR (area.residents > 0)) AND (NOT ("months".street = ANY(SELECT substr(area_code, 1, 9) FROM reports)))) GROUP BY ALL), stood AS ((SELECT * FROM reports) UNION ALL (SELECT area_code, "month", households, residents, NULL, 0, 0, 0 FROM registered)), grids AS (SELECT stood.area_code, stood."month", count_star() AS grids FROM (stood INNER JOIN grid ON (((grid."month" = stood."month") AND starts_with(grid.area_code, stood.area_code)))) GROUP BY ALL) SELECT stood.*, grids.grids FROM (stood LEFT JOIN grids ON (((stood.area_code = grids.area_code) AND (stood."month" = grids."month"))));
--
CREATE VIEW renovation_project_month AS WITH covered AS (SELECT substr(area_code, 1, 9) AS street, max(last_date) AS covered_to FROM table_months GROUP BY ALL) SELECT renovation_project.area_code, calendar."month", renovation_project.project_type, renovation_project.estates, renovation_project.estates_bound, renovation_project.households, renovation_project.households_bound, COALESCE((renovation_project.start_on < (calendar."month" + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER)))), false) AS has_started, COALESCE((renovation_project.finish_on < (calendar."month" + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER)))), false) AS has_finished FROM ((renovation_project INNER JOIN covered ON ((substr(renovation_project.area_code, 1, 9) = covered.street))) INNER JOIN calendar ON (((calendar."month" <= covered.covered_to) AND ("year"(calendar."month") = "year"(renovation_project.planned_start)))));
--
CREATE VIEW statistic_month AS WITH given AS (SELECT area_code, metric_id AS measure, CASE  WHEN (("version" = 'actual')) THEN (1) WHEN (("version" = 'reported')) THEN (2) ELSE 3 END AS rank, CASE  WHEN ((period_kind = 'ytd')) THEN (CAST(date_trunc('year', period_end) AS date)) WHEN ((period_kind = 'since')) THEN (CAST(date_trunc('month', period_start) AS date)) ELSE CAST(date_trunc('month', period_end) AS date) END AS first_month, CAST(date_trunc('month', period_end) AS date) AS "month", ("value" * factor) AS "value", value_bound AS bound FROM (statistic INNER JOIN metric_unit USING (metric_id, unit)) WHERE ("value" IS NOT NULL) QUALIFY (row_number() OVER (PARTITION BY area_code, metric_id, first_month, "month" ORDER BY rank, (period_kind = 'month') DESC, figure_no) = 1)), added_up AS (SELECT area_code, measure, rank, CAST(date_trunc('year', "month") AS date) AS first_month, "month", sum("value") OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "value", bit_or(bound) OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bound, count() OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "months" FROM given WHERE (first_month = "month")), points AS ((SELECT area_code, measure, rank, first_month, "month", "value", bound, true AS reported FROM given) UNION ALL (SELECT area_code, measure, rank, first_month, "month", "value", bound, false FROM added_up WHERE (("months" = "month"("month")) AND ("month"("month") > 1) AND (NOT EXISTS(SELECT 1 FROM given WHERE ((given.area_code = added_up.area_code) AND (given.measure = added_up.measure) AND (given.first_month = added_up.first_month) AND (given."month" = added_up."month"))))))), steps AS (SELECT *, lag("month") OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS month_before, lag("value") OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS value_before, lag(bound) OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS bound_before FROM points), differences AS (SELECT area_code, measure, rank, "month", CAST(COALESCE((month_before + to_months(CAST(trunc(CAST(1 AS DOUBLE)) AS INTEGER))), first_month) AS date) AS first_month, ("value" - COALESCE(value_before, 0)) AS "value", CAST((bound | (((COALESCE(bound_before, 0) & 1) << 1) | (COALESCE(bound_before, 0) >> 1))) AS utinyint) AS bound FROM steps WHERE (reported AND (first_month < "month"))) (SELECT area_code, measure, rank, first_month, "month", "value", bound FROM given WHERE (first_month = "month")) UNION ALL (SELECT area_code, measure, rank, first_month, "month", "value", bound FROM differences WHERE (NOT EXISTS(SELECT 1 FROM given WHERE ((given.area_code = differences.area_code) AND (given.measure = differences.measure) AND (given.first_month = given."month") AND (given."month" BETWEEN differences.first_month AND differences."month")))));
--
CREATE VIEW statistic_so_far AS WITH told AS (SELECT *, (first_month = COALESCE((lag("month") OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month") + to_months(CAST(trunc(CAST(1 AS DOUBLE)) AS INTEGER))), date_trunc('year', "month"))) AS follows_on FROM statistic_month) SELECT area_code, measure, "month", sum("value") OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "value", CAST(bit_or(bound) OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS utinyint) AS bound FROM told QUALIFY bool_and(follows_on) OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);
--
CREATE VIEW target_month AS WITH tasks AS (SELECT "target".*, COALESCE(metric_unit.factor, 1) AS factor, CASE  WHEN (((schedule = 'custom') AND (monthly_plan IS NOT NULL))) THEN (CASE  WHEN ((json_type(monthly_plan) = 'OBJECT')) THEN (json_extract(monthly_plan, '$.*')) ELSE json_extract(monthly_plan, '$[*]') END) ELSE NULL END AS plan FROM ("target" LEFT JOIN metric_unit ON (((metric_unit.metric_id = "target".metric_id) AND (metric_unit.unit = "target".unit)))) WHERE ((metric_unit.factor IS NOT NULL) OR (NOT EXISTS(SELECT 1 FROM metric_unit AS own WHERE (own.metric_id = "target".metric_id))))) SELECT tasks.area_code, tasks.metric_id, tasks."year", calendar."month", tasks.unit, tasks.basis, (tasks.annual_target * tasks.factor) AS annual_target, tasks.annual_target_bound, CASE  WHEN ((tasks.plan IS NULL)) THEN ((((tasks.annual_target * tasks.factor) * "month"(calendar."month")) / 12)) ELSE (list_sum(list_apply(tasks.plan[1:"month"(calendar."month")], (lambda part: CAST(part AS double)))) * tasks.factor) END AS due, tasks.direction, tasks.yellow_gap, tasks.red_gap FROM (tasks INNER JOIN calendar ON (("year"(calendar."month") = tasks."year")));
--
CREATE VIEW task_progress AS WITH told AS (SELECT area_code, measure, "year"("month") AS "year", max("month") AS last_month FROM statistic_month GROUP BY ALL) SELECT told.area_code, told.measure, calendar."month", statistic_so_far."value" AS done, CAST(COALESCE(statistic_so_far.bound, 0) AS utinyint) AS done_bound, target_month.annual_target, CAST(COALESCE(target_month.annual_target_bound, 0) AS utinyint) AS target_bound, target_month.due FROM (((told INNER JOIN calendar ON ((("year"(calendar."month") = told."year") AND (calendar."month" <= told.last_month)))) LEFT JOIN statistic_so_far ON (((statistic_so_far.area_code = told.area_code) AND (statistic_so_far.measure = told.measure) AND (statistic_so_far."month" = calendar."month")))) LEFT JOIN target_month ON (((target_month.area_code = told.area_code) AND (target_month.metric_id = told.measure) AND (target_month."month" = calendar."month"))));
--
CREATE VIEW volunteer_team_month AS WITH first_seen AS (SELECT substr(area_code, 1, 9) AS street, org_name, min_by(area_code, held_on) AS area_code, CAST(date_trunc('month', min(held_on)) AS date) AS "month" FROM activity WHERE ((activity_type IN ('志愿服务', '大工委大党委共建', '便民服务', '义诊')) AND ((org_name ~~ '%队%') OR (org_name ~~ '%团%') OR (org_name ~~ '%协会%'))) GROUP BY ALL), covered AS (SELECT substr(area_code, 1, 9) AS street, max(last_date) AS covered_to FROM table_months GROUP BY ALL) SELECT first_seen.street, first_seen.area_code, calendar."month", count_star() AS teams FROM ((first_seen INNER JOIN covered ON ((first_seen.street = covered.street))) INNER JOIN calendar ON ((calendar."month" BETWEEN first_seen."month" AND covered.covered_to))) GROUP BY ALL;
--
CREATE VIEW welfare_stat_month AS WITH reported AS (SELECT area_code, programme, "month", persons, persons_bound, paid_yuan, paid_yuan_bound, paid_ytd_yuan, paid_ytd_yuan_bound, lag("month") OVER (PARTITION BY area_code, programme, "year"("month") ORDER BY "month") AS month_before, lag(paid_ytd_yuan) OVER (PARTITION BY area_code, programme, "year"("month") ORDER BY "month") AS paid_before, lag(paid_ytd_yuan_bound) OVER (PARTITION BY area_code, programme, "year"("month") ORDER BY "month") AS bound_before FROM welfare_stat) SELECT area_code, programme, CASE  WHEN (((paid_yuan IS NOT NULL) OR (paid_ytd_yuan IS NULL))) THEN ("month") WHEN ((month_before IS NULL)) THEN (CAST(date_trunc('year', "month") AS date)) ELSE CAST((month_before + to_months(CAST(trunc(CAST(1 AS DOUBLE)) AS INTEGER))) AS date) END AS first_month, "month", persons, persons_bound, COALESCE(paid_yuan, (paid_ytd_yuan - CASE  WHEN ((month_before IS NULL)) THEN (0) ELSE paid_before END)) AS paid_yuan, CAST(CASE  WHEN ((paid_yuan IS NOT NULL)) THEN (paid_yuan_bound) ELSE ((paid_ytd_yuan_bound | ((COALESCE(bound_before, 0) & 1) << 1)) | (COALESCE(bound_before, 0) >> 1)) END AS utinyint) AS paid_yuan_bound FROM reported;
