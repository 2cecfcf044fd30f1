CREATE TABLE activity(activity_no VARCHAR, held_on DATE, area_code VARCHAR, activity_type VARCHAR, title VARCHAR, sessions BIGINT, sessions_bound UTINYINT DEFAULT(0) NOT NULL, participants BIGINT, participants_bound UTINYINT DEFAULT(0) NOT NULL, beneficiaries BIGINT, beneficiaries_bound UTINYINT DEFAULT(0) NOT NULL, partner_orgs BIGINT, partner_orgs_bound UTINYINT DEFAULT(0) NOT NULL, service_hours DOUBLE, service_hours_bound UTINYINT DEFAULT(0) NOT NULL, issues_found BIGINT, issues_found_bound UTINYINT DEFAULT(0) NOT NULL, issues_closed BIGINT, issues_closed_bound UTINYINT DEFAULT(0) NOT NULL, org_name VARCHAR, ref_no VARCHAR, resolved_topic BOOLEAN, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE activity_history(activity_no VARCHAR, held_on DATE, area_code VARCHAR, activity_type VARCHAR, title VARCHAR, sessions BIGINT, sessions_bound UTINYINT DEFAULT(0) NOT NULL, participants BIGINT, participants_bound UTINYINT DEFAULT(0) NOT NULL, beneficiaries BIGINT, beneficiaries_bound UTINYINT DEFAULT(0) NOT NULL, partner_orgs BIGINT, partner_orgs_bound UTINYINT DEFAULT(0) NOT NULL, service_hours DOUBLE, service_hours_bound UTINYINT DEFAULT(0) NOT NULL, issues_found BIGINT, issues_found_bound UTINYINT DEFAULT(0) NOT NULL, issues_closed BIGINT, issues_closed_bound UTINYINT DEFAULT(0) NOT NULL, org_name VARCHAR, ref_no VARCHAR, resolved_topic BOOLEAN, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE area(area_code VARCHAR, area_name VARCHAR, alias VARCHAR, "level" VARCHAR, parent_code VARCHAR, grid_type VARCHAR, households BIGINT, households_bound UTINYINT DEFAULT(0) NOT NULL, residents BIGINT, residents_bound UTINYINT DEFAULT(0) NOT NULL, buildings BIGINT, buildings_bound UTINYINT DEFAULT(0) NOT NULL, lon DOUBLE, lon_bound UTINYINT DEFAULT(0) NOT NULL, lat DOUBLE, lat_bound UTINYINT DEFAULT(0) NOT NULL, boundary VARCHAR, code_source VARCHAR, divided_from VARCHAR, valid_from DATE, valid_to DATE, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE area_history(area_code VARCHAR, area_name VARCHAR, alias VARCHAR, "level" VARCHAR, parent_code VARCHAR, grid_type VARCHAR, households BIGINT, households_bound UTINYINT DEFAULT(0) NOT NULL, residents BIGINT, residents_bound UTINYINT DEFAULT(0) NOT NULL, buildings BIGINT, buildings_bound UTINYINT DEFAULT(0) NOT NULL, lon DOUBLE, lon_bound UTINYINT DEFAULT(0) NOT NULL, lat DOUBLE, lat_bound UTINYINT DEFAULT(0) NOT NULL, boundary VARCHAR, code_source VARCHAR, divided_from VARCHAR, valid_from DATE, valid_to DATE, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE audit_pending(mark VARCHAR NOT NULL, "position" INTEGER NOT NULL, made_at VARCHAR NOT NULL, "action" VARCHAR NOT NULL, account VARCHAR NOT NULL, "role" VARCHAR NOT NULL, area_code VARCHAR, detail JSON NOT NULL, after_hash VARCHAR NOT NULL);
--
CREATE TABLE brief_edit(area_code VARCHAR NOT NULL, "month" VARCHAR NOT NULL, lang VARCHAR NOT NULL, sentence_id VARCHAR NOT NULL, original VARCHAR NOT NULL, "text" VARCHAR NOT NULL, edited_at TIMESTAMP NOT NULL);
--
CREATE TABLE calendar("month" DATE);
--
CREATE TABLE commitment(list_no VARCHAR, item_no VARCHAR, list_level VARCHAR, parent_item VARCHAR, title VARCHAR, area_code VARCHAR, owner_org VARCHAR, accepted_on DATE, claimed_on DATE, due_on DATE, progress_pct BIGINT, progress_pct_bound UTINYINT DEFAULT(0) NOT NULL, closed_on DATE, action_count BIGINT, action_count_bound UTINYINT DEFAULT(0) NOT NULL, status VARCHAR, satisfaction_pct DOUBLE, satisfaction_pct_bound UTINYINT DEFAULT(0) NOT NULL, survey_n BIGINT, survey_n_bound UTINYINT DEFAULT(0) NOT NULL, remark VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE commitment_history(list_no VARCHAR, item_no VARCHAR, list_level VARCHAR, parent_item VARCHAR, title VARCHAR, area_code VARCHAR, owner_org VARCHAR, accepted_on DATE, claimed_on DATE, due_on DATE, progress_pct BIGINT, progress_pct_bound UTINYINT DEFAULT(0) NOT NULL, closed_on DATE, action_count BIGINT, action_count_bound UTINYINT DEFAULT(0) NOT NULL, status VARCHAR, satisfaction_pct DOUBLE, satisfaction_pct_bound UTINYINT DEFAULT(0) NOT NULL, survey_n BIGINT, survey_n_bound UTINYINT DEFAULT(0) NOT NULL, remark VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE edition(edition_id VARCHAR PRIMARY KEY, "sequence" INTEGER NOT NULL, "name" VARCHAR NOT NULL, area_code VARCHAR NOT NULL, "month" VARCHAR NOT NULL, lang VARCHAR NOT NULL, made_at TIMESTAMP NOT NULL, "content" JSON NOT NULL);
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
CREATE TABLE import_batch(batch_id VARCHAR PRIMARY KEY, "sequence" INTEGER NOT NULL, table_name VARCHAR NOT NULL, file_name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, uploaded_at TIMESTAMP NOT NULL, by_role VARCHAR NOT NULL, rows_ok INTEGER NOT NULL, rows_warn INTEGER NOT NULL, rows_error INTEGER NOT NULL, "mapping" JSON, state VARCHAR NOT NULL, report JSON, by_account VARCHAR);
--
CREATE TABLE indicator_rollup(indicator VARCHAR NOT NULL, area_code VARCHAR NOT NULL, "month" DATE NOT NULL, first_month DATE NOT NULL, breakdown VARCHAR NOT NULL, numerator DOUBLE, denominator DOUBLE, numerator_bound UTINYINT NOT NULL, denominator_bound UTINYINT NOT NULL, origin VARCHAR NOT NULL, covered_length UTINYINT NOT NULL, without_denominator BIGINT NOT NULL, without_numerator BIGINT NOT NULL);
--
CREATE TABLE indicator_state(indicator VARCHAR PRIMARY KEY, built_by VARCHAR NOT NULL);
--
CREATE TABLE indicator_values(indicator VARCHAR NOT NULL, area_code VARCHAR NOT NULL, "month" DATE NOT NULL, first_month DATE NOT NULL, breakdown VARCHAR NOT NULL, numerator DOUBLE, denominator DOUBLE, numerator_bound UTINYINT NOT NULL, denominator_bound UTINYINT NOT NULL, origin VARCHAR NOT NULL, covered_length UTINYINT DEFAULT(0) NOT NULL);
--
CREATE TABLE investment_project(project_no VARCHAR, "name" VARCHAR, status VARCHAR, reported_on DATE, landed_on DATE, total_wan DOUBLE, total_wan_bound UTINYINT DEFAULT(0) NOT NULL, in_place_wan DOUBLE, in_place_wan_bound UTINYINT DEFAULT(0) NOT NULL, area_code VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE investment_project_history(project_no VARCHAR, "name" VARCHAR, status VARCHAR, reported_on DATE, landed_on DATE, total_wan DOUBLE, total_wan_bound UTINYINT DEFAULT(0) NOT NULL, in_place_wan DOUBLE, in_place_wan_bound UTINYINT DEFAULT(0) NOT NULL, area_code VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE limit_decision(indicator VARCHAR NOT NULL, area_code VARCHAR NOT NULL, from_month DATE NOT NULL, reason VARCHAR NOT NULL, decided_at TIMESTAMP NOT NULL, decided_by VARCHAR NOT NULL);
--
CREATE TABLE metric_unit(metric_id VARCHAR NOT NULL, unit VARCHAR NOT NULL, factor DOUBLE NOT NULL);
--
CREATE TABLE open_reject(batch_id VARCHAR NOT NULL, sheet_number INTEGER NOT NULL, sheet VARCHAR NOT NULL, table_name VARCHAR NOT NULL, row_number INTEGER NOT NULL, is_head BOOLEAN NOT NULL, cells VARCHAR[] NOT NULL, reasons JSON, "key" VARCHAR, fields JSON, closed_by VARCHAR, dismissed_at TIMESTAMP, dismissed_by VARCHAR);
--
CREATE TABLE renovation_project(project_no VARCHAR, project_name VARCHAR, area_code VARCHAR, project_type VARCHAR, content_class VARCHAR, built_year BIGINT, built_year_bound UTINYINT DEFAULT(0) NOT NULL, estates BIGINT, estates_bound UTINYINT DEFAULT(0) NOT NULL, buildings BIGINT, buildings_bound UTINYINT DEFAULT(0) NOT NULL, households BIGINT, households_bound UTINYINT DEFAULT(0) NOT NULL, consent_households BIGINT, consent_households_bound UTINYINT DEFAULT(0) NOT NULL, surveyed_households BIGINT, surveyed_households_bound UTINYINT DEFAULT(0) NOT NULL, illegal_sites BIGINT, illegal_sites_bound UTINYINT DEFAULT(0) NOT NULL, illegal_households BIGINT, illegal_households_bound UTINYINT DEFAULT(0) NOT NULL, demolished_m2 DOUBLE, demolished_m2_bound UTINYINT DEFAULT(0) NOT NULL, invest_wan DOUBLE, invest_wan_bound UTINYINT DEFAULT(0) NOT NULL, planned_start DATE, start_on DATE, planned_finish DATE, finish_on DATE, stage VARCHAR, progress_pct BIGINT, progress_pct_bound UTINYINT DEFAULT(0) NOT NULL, remark VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE renovation_project_history(project_no VARCHAR, project_name VARCHAR, area_code VARCHAR, project_type VARCHAR, content_class VARCHAR, built_year BIGINT, built_year_bound UTINYINT DEFAULT(0) NOT NULL, estates BIGINT, estates_bound UTINYINT DEFAULT(0) NOT NULL, buildings BIGINT, buildings_bound UTINYINT DEFAULT(0) NOT NULL, households BIGINT, households_bound UTINYINT DEFAULT(0) NOT NULL, consent_households BIGINT, consent_households_bound UTINYINT DEFAULT(0) NOT NULL, surveyed_households BIGINT, surveyed_households_bound UTINYINT DEFAULT(0) NOT NULL, illegal_sites BIGINT, illegal_sites_bound UTINYINT DEFAULT(0) NOT NULL, illegal_households BIGINT, illegal_households_bound UTINYINT DEFAULT(0) NOT NULL, demolished_m2 DOUBLE, demolished_m2_bound UTINYINT DEFAULT(0) NOT NULL, invest_wan DOUBLE, invest_wan_bound UTINYINT DEFAULT(0) NOT NULL, planned_start DATE, start_on DATE, planned_finish DATE, finish_on DATE, stage VARCHAR, progress_pct BIGINT, progress_pct_bound UTINYINT DEFAULT(0) NOT NULL, remark VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE report_template(kind VARCHAR PRIMARY KEY, file_name VARCHAR NOT NULL, kept_at TIMESTAMP NOT NULL, "content" BLOB NOT NULL);
--
CREATE TABLE resident_stat(area_code VARCHAR, stat_date DATE, dimension VARCHAR, category VARCHAR, count BIGINT, count_bound UTINYINT DEFAULT(0) NOT NULL, source_org VARCHAR, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE resident_stat_history(area_code VARCHAR, stat_date DATE, dimension VARCHAR, category VARCHAR, count BIGINT, count_bound UTINYINT DEFAULT(0) NOT NULL, source_org VARCHAR, qualifier VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE schema_state(made_for VARCHAR);
--
CREATE TABLE schema_version("version" INTEGER NOT NULL, upgraded_at TIMESTAMP NOT NULL);
--
CREATE TABLE service_request(request_no VARCHAR, received_at TIMESTAMP, area_code VARCHAR, channel VARCHAR, requester_type VARCHAR, category VARCHAR, kind VARCHAR, title VARCHAR, "level" VARCHAR, status VARCHAR, responded_at TIMESTAMP, due_at DATE, closed_at TIMESTAMP, resolved VARCHAR, satisfied VARCHAR, is_repeat BOOLEAN, "handler" VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE service_request_history(request_no VARCHAR, received_at TIMESTAMP, area_code VARCHAR, channel VARCHAR, requester_type VARCHAR, category VARCHAR, kind VARCHAR, title VARCHAR, "level" VARCHAR, status VARCHAR, responded_at TIMESTAMP, due_at DATE, closed_at TIMESTAMP, resolved VARCHAR, satisfied VARCHAR, is_repeat BOOLEAN, "handler" VARCHAR, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE setting("name" VARCHAR PRIMARY KEY, "value" DOUBLE NOT NULL);
--
CREATE TABLE settings_seen("content" JSON NOT NULL);
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
insert into "area" values ('340603', '相山区', null, 'district', null, null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', null, '2000-01-01', null, '20261129-0001', 'areas', '2')
--
insert into "area" values ('340603003', '西街道', null, 'street', '340603', null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', null, '2000-01-01', null, '20261129-0001', 'areas', '3')
--
insert into "area" values ('340603003001', '新华社区', null, 'community', '340603003', null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', null, '2000-01-01', null, '20261129-0001', 'areas', '4')
--
insert into "area" values ('340603003002', '南山社区', null, 'community', '340603003', null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', null, '2000-01-01', null, '20261129-0001', 'areas', '5')
--
insert into "audit_pending" values ('6dbde2b954774371b5f553175d104b5a', '1', '2026-11-29T12:52:34+00:00', 'undo', 'root', 'clerk', null, '{"batch": "20261129-0003", "tables": ["service_request"]}', 'b843c0a2b22d73e66af9abd0d5b501e57ea4533c751fe4e3fabe019e8aaac180')
--
insert into "import_batch" values ('20261129-0001', '1', 'area', 'areas.csv', '7eaffca306422ded7bd0d0563221fc97310f0c7c5c9f67bf4932ecf27668b161', '2026-11-29 12:52:22', 'clerk', '4', '0', '0', '{"sheets": [{"sheet": "areas", "table": "area", "heading": ["区域名称", "区域编码"], "supplied": ["area_code", "area_name", "valid_from"], "columns": {"area_code": "区域编码", "area_name": "区域名称"}}]}', '已入库', '{"status": "committed", "batch": "20261129-0001", "table": "area", "sheets": [{"name": "areas", "table": "area", "header_rows": 1, "rows_loaded": 4, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}', 'root')
--
insert into "import_batch" values ('20261129-0002', '2', 'service_request', 'requests.csv', 'dc5910c8803998334ccde09f8a4c94cee4827379566ba0fda03bce727f778f52', '2026-11-29 12:52:25', 'clerk', '3', '0', '0', '{"sheets": [{"sheet": "requests", "table": "service_request", "heading": ["办理状态", "办结时间", "受理时间", "工单编号", "所属网格", "来源渠道", "诉求内容", "诉求类别"], "supplied": ["request_no", "received_at", "area_code", "channel", "category", "title", "status", "closed_at"], "columns": {"area_code": "所属网格", "request_no": "工单编号", "received_at": "受理时间", "channel": "来源渠道", "category": "诉求类别", "title": "诉求内容", "status": "办理状态", "closed_at": "办结时间"}}]}', '已入库', '{"status": "committed", "batch": "20261129-0002", "table": "service_request", "sheets": [{"name": "requests", "table": "service_request", "header_rows": 1, "rows_loaded": 3, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}', 'root')
--
insert into "import_batch" values ('20261129-0003', '3', 'service_request', 'more.csv', '6fdc7583cf373afdeb45d3202779db97124813577fda8e5141b4ee852c2d1527', '2026-11-29 12:52:28', 'clerk', '2', '0', '0', '{"sheets": [{"sheet": "more", "table": "service_request", "heading": ["办理状态", "办结时间", "受理时间", "工单编号", "所属网格", "来源渠道", "诉求内容", "诉求类别"], "supplied": ["request_no", "received_at", "area_code", "channel", "category", "title", "status", "closed_at"], "columns": {"area_code": "所属网格", "request_no": "工单编号", "received_at": "受理时间", "channel": "来源渠道", "category": "诉求类别", "title": "诉求内容", "status": "办理状态", "closed_at": "办结时间"}}]}', '已撤回', '{"status": "committed", "batch": "20261129-0003", "table": "service_request", "sheets": [{"name": "more", "table": "service_request", "header_rows": 1, "rows_loaded": 2, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}', 'root')
--
insert into "indicator_rollup" values ('avg_handling_days', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('closed_in_7_days_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('closed_late_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('closure_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('grid_found_share', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('handling_days_by_level', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('online_share', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('ontime_closure_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('request_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('requests_by_channel', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('response_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('open_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('open_count', '340603003002', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('overdue_open_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('overdue_open_count', '340603003002', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('requests_per_1000_hh', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('avg_handling_days', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('closed_in_7_days_rate', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('closed_late_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('closure_rate', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('grid_found_share', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('handling_days_by_level', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('online_share', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('ontime_closure_rate', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('request_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('requests_by_channel', '340603003002', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('response_rate', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('open_count', '340603003001', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('open_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.0', null, '0', '0', 'event', '0', '2', '0')
--
insert into "indicator_rollup" values ('overdue_open_count', '340603003001', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('overdue_open_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('requests_per_1000_hh', '340603003002', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('reporting_coverage_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('reporting_coverage_rate', '340603003002', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_state" values ('commitment_satisfaction', '78fc148e9bcb54618b5166340c03d825615b03cf4804e3474c3ea34b50a0fad2')
--
insert into "indicator_state" values ('wish_resolved_rate', '05c3bda593e5af4f3257fc4d765c71702505a40d760fa8374b855ddf1775661b')
--
insert into "indicator_state" values ('requests_per_1000_hh', '0a810d8b932c27055ad4dfad47b5846d62e8f391a05c0009c1bbb1aac5e03c37')
--
insert into "indicator_state" values ('closure_rate', 'd6a7586e7b56362a3029709209de5c292082c7d3e50aae3ce9887d51a7f0b0d2')
--
insert into "indicator_state" values ('ontime_closure_rate', '00d5b0a6af319e0674b9412003a3b83ab79fd94e33fc2f3d411121a8cd979705')
--
insert into "indicator_state" values ('overdue_open_count', '0edb5d817cd125b5f048f3a22d96e23cbe4976284475e783b9db1968912e1c8e')
--
insert into "indicator_state" values ('avg_handling_days', '42d225c9c4e39daa5e96f9607cd6b844b1c1c2a4180c5d2853833e590cfa7cf7')
--
insert into "indicator_state" values ('grid_self_resolve_rate', '0e3809fbfc92d8ec7a5dcb4b170f9cddfa00474115041b346038ef791a3ce204')
--
insert into "indicator_state" values ('community_self_resolve_rate', '7676c0bdaa97126d7fc56d019277b5119a91549b91459c78d4ee955b6a778992')
--
insert into "indicator_state" values ('grid_found_share', '74ef160baa1c31b8a7b625bdfc3f4ab53a4860e976baf6266638dda859e6dc63')
--
insert into "indicator_state" values ('avg_response_hours', 'b0093d02fbca5647763de867b01fc6b92ff28c17414bce1c1c64c4077f06e148')
--
insert into "indicator_state" values ('graded_share', '3c3c6f4aac5eadc4b030f5a49c32f74c46e47d1483dd17dde8452710c094ebd7')
--
insert into "indicator_state" values ('handling_days_by_level', 'd0e4e607604ce9c80ca4473bac81d3ddc65edf8c4ce83f0d24f7595adfb12584')
--
insert into "indicator_state" values ('renovation_projects', '913c009e08bb46e020c75b28cae2e9fd84cb0ea8bae6c0d3d8a6c9a3080bec56')
--
insert into "indicator_state" values ('renovation_start_rate', 'b3c7ecb1b1fbc535fb2c1777a624fb53a2ac02ca88c2cb09927fab9f22a388c7')
--
insert into "indicator_state" values ('renovated_households', '35224b1f89d21977e92d89248b809dce3e466316c56dc015b5b3530ce06a632e')
--
insert into "indicator_state" values ('renovated_buildings', 'b82daf97f789305fb1181690ebd3300bb4710abe86a545de26cb2f1a5d4d828f')
--
insert into "indicator_state" values ('illegal_area_removed', 'a80107729ef0afb050b560db0180c21d33588cf2da66f3f54f2960eee484ee27')
--
insert into "indicator_state" values ('elevators_added', '0bfdfc748232e06a36b246a91df234d2ec93eab55527af368f183e9809ce4c77')
--
insert into "indicator_state" values ('charging_added', '2f77b5af8b83d6cc59c9695a2c351a9f3c98b07c6f786cd480905951c3210632')
--
insert into "indicator_state" values ('households_per_renovated_building', 'f19851c8fb0dca7716e256581e043ace587ee4a04c7fd3f204b47f954c297e16')
--
insert into "indicator_state" values ('reemployment', 'c1584dba62c22e075f65f2ca6e1724a6ae30e9572d0c825edf1cf111527ee4c4')
--
insert into "indicator_state" values ('hardship_employment', '7833c489475898636ec173f4626e33060e56c0c0e567cb2be60aea667386c16a')
--
insert into "indicator_state" values ('fairs', 'ce98c449424917e7c6066a3e057df51bbfdb534e745cbff62fbc64b28ffcbd2a')
--
insert into "indicator_state" values ('fair_intent_rate', '142a16821daeaae272d5848553995f265fcf3d9882de89f77bc9e9c9f8d6513e')
--
insert into "indicator_state" values ('participants_per_fair', '48bbfb621235d7cca593f0b64d614409d606e9bc2cb01cb60f96e43d21428769')
--
insert into "indicator_state" values ('dibao_per_person', '45e4d61c5aa5d05770e9e8f1d56a4a33c34d838a218da358aee10a3df85fdf45')
--
insert into "indicator_state" values ('enterprise_visits', '272f398a4eff465b6282a86c9231662c415fd55911d06ad67b448f0fb64d4d42')
--
insert into "indicator_state" values ('enterprise_events', '89573e669092c768e5b3f9d396de1596ee73fa83339dba90e78683df2f97e2c7')
--
insert into "indicator_state" values ('funds_in_place_completion', '5533ca83eb5c16757ff9e4a661a8d6184108b9755ea82cc03b896e4645bf8f3d')
--
insert into "indicator_state" values ('funds_in_place_ratio', '34ab854576bb8ddd9d913e18c13c05ae2617dd4f3da010d35ec485175cc76dd3')
--
insert into "indicator_state" values ('investment_projects', 'de6bac794a637b85a5739a8e33a30434c0a04da6048fff7b919de3688f0cafb4')
--
insert into "indicator_state" values ('volunteer_activities', '2cec4f2fe0f564613ace67a424888e23fd9cdb151937884c0847e403e3f48fa5')
--
insert into "indicator_state" values ('participants_per_activity', '470d7f5d8b1e1cc54479782038747fe9f14d8fc64ce2ffeece6093591e3d5fc2')
--
insert into "indicator_state" values ('beneficiaries', 'f2ed5ca288c6a676b06217945b85c7c416ae960f262df7ed1b899f867e24983e')
--
insert into "indicator_state" values ('volunteer_teams', 'a72ecdee634c59ad407b08c68368496baf22430b397ea60f8deca9add2a51016')
--
insert into "indicator_state" values ('model_station_share', '5165ef776d9b4550569daee9b92d762a62c495e6f400b49b1bf1af0229f6dc89')
--
insert into "indicator_state" values ('consultation_count', 'ec7598856544118fd6f5e5e93ab1f437b579fb85a405ce3324f647718230117c')
--
insert into "indicator_state" values ('consultation_agreed_rate', '50ba0cc395fbeadcf83c3d891a87d22e6828166e57bd8dfa0f87dfbb4f0f7c1b')
--
insert into "indicator_state" values ('households_per_grid', '2774567e2b367d69536cd54d415abd82ae8889a6ba5a83cfc700e1f3a623e8f6')
--
insert into "indicator_state" values ('persons_per_household', '1dc5ae506a739ea269e239c6ffdcac9142fd24990a098c70396e991a9ef32fec')
--
insert into "indicator_state" values ('rental_share', 'a630dfaaf3e6f3e1af0acb189ad86b112ad94f1e67b7a8f9e9891eadb9b794c7')
--
insert into "indicator_state" values ('info_entry_rate', 'e2c4a397c9ff3ef0a4d6c14068d5944dbf6607bef985fc4d677097336d03351d')
--
insert into "indicator_state" values ('childcare_places_per_1000', '2f56ceabe58363353f2b2fa797aac586f2967da16010ef8fa2729944fed8ddde')
--
insert into "indicator_state" values ('implied_residents', '790ece7f04976fa9cca0133156a5001080cd6ebbd1f3c717e79cd2d7ff9e5850')
--
insert into "indicator_state" values ('key_task_ontrack_rate', 'a2d79f77b92d5bc0e28662fa9bfb890520822ba2cb6321ca214d71a723db139a')
--
insert into "indicator_state" values ('schedule_lead_pp', 'b8ac09efd2564167be486d4968c8d3e1e42f3a8fc0e1b52138d3afd0f4befbec')
--
insert into "indicator_state" values ('key_task_lag_rate', '8205c127a29b7b35763cbf46a83ce51b0304a6a4aa7b927d95dfe5feb1ed8f6b')
--
insert into "indicator_state" values ('reporting_coverage_rate', '9cabf706aa7bb77bb56aa8772476b3f05d7bd8bd0eae7123f87f77e73e381faf')
--
insert into "indicator_state" values ('commitment_closed_rate', 'ca60086c0e8107e7a6fa2166516c61c2fddf272de8c7a886c4ea7eda510d7086')
--
insert into "indicator_state" values ('commitment_ontime_rate', 'c49767a343f63d6d05cb716c26834f6b31211edeef4ac8653cc510718fbcf86d')
--
insert into "indicator_state" values ('commitment_overdue_count', '967af02776436a0ba5a91c69acc9123140255af5fceeecfdab3b6960ccf6638f')
--
insert into "indicator_state" values ('action_per_claimed_wish', '58d1c2fb55de76d855d29bfe583b4c6fe1552327a4b06e08e42e1d6e5b688b3b')
--
insert into "indicator_state" values ('legacy_title_dwellings', 'eeda822c9a8d78ecab3f33143df00623f558461179556b368f17b48bf9c5bc17')
--
insert into "indicator_state" values ('request_count', '7691a2cffb0a4b7a9cd87ad7826a3909e60d604caf6bc259dd8b6a1fcc583218')
--
insert into "indicator_state" values ('closed_late_count', '86f923c79145ba011e6e1d04cddc8b770a6770345a3fdc446300115b9827ac2f')
--
insert into "indicator_state" values ('response_rate', 'a99c35cba6a8a4380fa350eda19db48a77d5c83bfb38dc12ac7fe65cde478a2c')
--
insert into "indicator_state" values ('resolution_rate', '0a8792519cdea9c84b22b31b183d8b15b68f4b45536cc579e46ff71e9f46fd4c')
--
insert into "indicator_state" values ('satisfaction_rate', 'e1926b02497cb06135c672006b6ede7ebd6966a121ef562ee044477d457cbb31')
--
insert into "indicator_state" values ('dissatisfied_count', '36a68cac6677a648b268a87e892dab2d750ecc091155fc019ed4cccfa6b9c778')
--
insert into "indicator_state" values ('three_rate_score', '5e4f0710bc77d8e1defd960f417ebf2ed55d6b4096e3e4e603c98538cd8cf0cc')
--
insert into "indicator_state" values ('open_count', '9bed130bb22c41fbcea413bc95a62f639b88b9ef17b1ffa8eceb5fab6c038fa4')
--
insert into "indicator_state" values ('repeat_rate', 'c785e9c5dea41f1a1458b9b220ca5d89bf14e52870277d944ea21f5c5df1c6b6')
--
insert into "indicator_state" values ('requests_by_channel', '36476807f9e81242c7bc48b9fdbf1cff2ea7a33287f1c6877f0fac18af557ffa')
--
insert into "indicator_state" values ('online_share', '6e32e75fef5f6e79603ff9a1d40e533fa5045d49675a0b7e6dc475f52df14670')
--
insert into "indicator_state" values ('closed_in_7_days_rate', '2d8e39ccb8e38de4d2da4edcad1802fac9eb3b7f2236c3ba8b74adc6db6eae01')
--
insert into "indicator_state" values ('renovation_start_rate_hh', '7e17803a71700df8c07a269ffd2524d88ca650711e354ea7c50009bc7e3c78e6')
--
insert into "indicator_state" values ('renovation_done_rate', '5bcd72805c21df2040d19bfe8ade6abf436c1880aeee06a62809bfc652855dde')
--
insert into "indicator_state" values ('owner_consent_rate', '15e1a01803aa7c5173f00ea867d27225806568b55064a57c83e611c4cc6d29aa')
--
insert into "indicator_state" values ('illegal_sites_removed', 'fd120c4145f80d0a2942fb793b57599e143abb18eaaa09d70aec3be19ccbaecc')
--
insert into "indicator_state" values ('illegal_households_removed', '7f7780952531ad9d9ba98fdb18a97c67f6f64879caf56b352a331b6bf4e1aa41')
--
insert into "indicator_state" values ('elevators_completed', '8413fde075c394dd73384ea852a05b41da3e2f47300ff8a01b6fa08ab7be65f0')
--
insert into "indicator_state" values ('parking_added', 'c932d1357c4b146284dd750c87f8f480baf1cc168030617bb3ee7e4f8c2499f7')
--
insert into "indicator_state" values ('renovation_community_coverage', '9e677175216081fc331de77eb5a482182d39cd4310f000db2b07399c908ca372')
--
insert into "indicator_state" values ('urban_new_employment', '86bc88ffa7e7cc068e82d178b758f572a02e43f35a11b462f0e8beebcefca943')
--
insert into "indicator_state" values ('vacancy_seeker_ratio', '140af68935eba094541412dcd29f74474fcddfc00c7332390c883f981c7dcda5')
--
insert into "indicator_state" values ('jobs_developed', '8bd2f131b62a36668a101fcbba7849e274edb6c554a15140b07cf61842197a96')
--
insert into "indicator_state" values ('job_notices', '0108225b59ec2e3971251dd606528192f720182fefaefb67fb0525fc0ca055f2')
--
insert into "indicator_state" values ('dispute_mediation_rate', '10e489ff1969d27eb08432fa1f8927dfe9515f4877e782ac5583be1e85e4e745')
--
insert into "indicator_state" values ('dibao_paid', '97f42a446b10e628c98e89f3939b8a55cae59ffe037be7feaec5c2299ae01ff3')
--
insert into "indicator_state" values ('enterprise_issue_closure_rate', 'b3b320fce7972ac029c25f838c021877d222e6b67f47b845b7093cfc61c8bab3')
--
insert into "indicator_state" values ('issues_per_100_visits', '07fdf9d7260ff07bde15ff7530c9b0a3253ad23200bbd8f6517cfdf8697d1e92')
--
insert into "indicator_state" values ('fiscal_revenue', 'becd9ba36061afc557f038c7c721d4928449ecb88bee6029cb03b1de43985ea4')
--
insert into "indicator_state" values ('fiscal_revenue_completion', 'fe41ad165cb80ae443109efc1f392c3a0f900fc4c70daef8f33c32e192e545fa')
--
insert into "indicator_state" values ('fiscal_over_schedule', 'f51154d1b6d1eb4e40d42fd83dcddc69a9b9eef6807e489a59f1f415b67ae35f')
--
insert into "indicator_state" values ('funds_in_place', '79fa63fa57bda7baa8e1130eba53b6c30c79fb2e817754b32fd0a37ea54ce9c6')
--
insert into "indicator_state" values ('investment_landed', '9595aa2aa60b5a27cdebb00c92fad806f281a340f703e93c5505055426b3832a')
--
insert into "indicator_state" values ('investment_total', '9b0b161883106d469882f2fec57de8d90ba0493a6258ff4612c7ec500d70e1d4')
--
insert into "indicator_state" values ('volunteer_site_coverage', 'bbd3e603bf38bf2a02dce21249a65b962944fb16c9a34d7aebb796ffaa54d8f3')
--
insert into "indicator_state" values ('grid_station_coverage', 'edd2632764ec6a0055bf9f53134e5e3f232069508872db0bb7292bc88190d93e')
--
insert into "indicator_state" values ('partner_units_per_activity', '0e73720f64e74ee0e299f2f96dc63a79d707257032c0b7ce926fa17f5a99a61e')
--
insert into "indicator_state" values ('grids_per_community', 'e6c8a0c2cea352dfba5dae3a934d227dff84b1e31f6ecd1918ba48036b1d8255')
--
insert into "indicator_state" values ('vacant_share', 'ec70f37106296310145674969efb4d167f0c1f7acdbd4fd8cb86e8c8b46bddb9')
--
insert into "indicator_state" values ('occupied_share', '74bb04ab1568fc6aafff03f33cb309e9a3dae658d981c802d25e6b84cae46067')
--
insert into "indicator_state" values ('elderly_share_60', 'c4b616dd4efafe397d16888b6889f4c748cb9f2e9fa6bbf5be498b465b666d3a')
--
insert into "indicator_state" values ('elder_beds_per_1000', 'b3adb988182b11cc8a01bac0015483235e504a1d3066085b98b4ca2c249ea0e0')
--
insert into "indicator_state" values ('service_area_per_100hh', '20685dbf79383308dc97e5c5b212036f4a317c1397570c7943d9e52d00771501')
--
insert into "indicator_state" values ('facility_added', '5c08dccc5058375315ffafbf9c319231706d59aded482379a93f3a1b5c625509')
--
insert into "indicator_state" values ('fitness_pieces_added', '64173961667b3e9211821dfdfd1f475c272febbcff2cbed387412d70cad9eabd')
--
insert into "indicator_state" values ('target_completion_rate', 'e0bbe833a89b104b654200a617c80463efa6f2ebf79c413bfed1dc739fa91e12')
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
insert into "indicator_values" values ('avg_handling_days', '340603003001', '2026-01-01', '2026-01-01', '应急', '1.5833333333333333', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('requests_by_channel', '340603003001', '2026-01-01', '2026-01-01', '来访', '1.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('online_share', '340603003001', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('grid_found_share', '340603003001', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('closed_in_7_days_rate', '340603003001', '2026-01-01', '2026-01-01', '应急', '1.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('handling_days_by_level', '340603003001', '2026-01-01', '2026-01-01', '未填', '1.5833333333333333', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('requests_per_1000_hh', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('open_count', '340603003002', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('open_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('overdue_open_count', '340603003002', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('overdue_open_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('request_count', '340603003002', '2026-02-01', '2026-02-01', '应急', '2.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('closure_rate', '340603003002', '2026-02-01', '2026-02-01', '应急', '1.0', '2.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('ontime_closure_rate', '340603003002', '2026-02-01', '2026-02-01', '应急', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('closed_late_count', '340603003002', '2026-02-01', '2026-02-01', '应急', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('response_rate', '340603003002', '2026-02-01', '2026-02-01', '应急', '0.0', '2.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('avg_handling_days', '340603003002', '2026-02-01', '2026-02-01', '应急', '1.5833333333333333', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('requests_by_channel', '340603003002', '2026-02-01', '2026-02-01', '来访', '2.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('online_share', '340603003002', '2026-02-01', '2026-02-01', '应急', '0.0', '2.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('grid_found_share', '340603003002', '2026-02-01', '2026-02-01', '应急', '0.0', '2.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('closed_in_7_days_rate', '340603003002', '2026-02-01', '2026-02-01', '应急', '1.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('handling_days_by_level', '340603003002', '2026-02-01', '2026-02-01', '未填', '1.5833333333333333', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('requests_per_1000_hh', '340603003002', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('open_count', '340603003002', '2026-02-01', '2026-02-01', '应急', '1.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('open_count', '340603003001', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('open_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('overdue_open_count', '340603003001', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('overdue_open_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('reporting_coverage_rate', '340603003001', '2026-01-01', '2026-01-01', 'service_request', '1.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('reporting_coverage_rate', '340603003002', '2026-01-01', '2026-01-01', 'service_request', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "schema_state" values ('7816c1425ab335b05f4741db02df9225e41968a839d283e28f510111ba873201')
--
insert into "schema_version" values ('2', '2026-11-29 12:52:20.881566')
--
insert into "service_request" values ('A1', '2026-01-03 10:00:00', '340603003001', '来访', 'resident', '应急', null, '漏水', null, '已办结', null, null, '2026-01-05 00:00:00', null, null, null, null, '20261129-0002', 'requests', '2')
--
insert into "service_request" values ('A2', '2026-02-04 10:00:00', '340603003002', '来访', 'resident', '应急', null, '路灯', null, '已办结', null, null, '2026-02-06 00:00:00', null, null, null, null, '20261129-0002', 'requests', '3')
--
insert into "service_request" values ('A3', '2026-02-09 10:00:00', '340603003002', '来访', 'resident', '应急', null, '井盖', null, '办理中', null, null, null, null, null, null, null, '20261129-0002', 'requests', '4')
--
insert into "service_request_history" values ('A3', '2026-02-09 10:00:00', '340603003002', '来访', 'resident', '应急', null, '井盖', null, '办理中', null, null, null, null, null, null, null, '20261129-0002', 'requests', '4', '20261129-0003')
--
insert into "service_request_history" values ('A3', '2026-02-09 10:00:00', '340603003002', '来访', 'resident', '应急', null, '井盖', null, '已办结', null, null, '2026-02-10 00:00:00', null, null, null, null, '20261129-0003', 'more', '2', '20261129-0003')
--
insert into "service_request_history" values ('A4', '2026-02-11 10:00:00', '340603003001', '来访', 'resident', '应急', null, '停电', null, '办理中', null, null, null, null, null, null, null, '20261129-0003', 'more', '3', '20261129-0003')
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
insert into "setting" values ('audit_days', '365.0')
--
insert into "table_months" values ('service_request', '340603003001', '2026-01-01', '2026-01-05', '1')
--
insert into "table_months" values ('service_request', '340603003002', '2026-02-01', '2026-02-09', '2')
--
CREATE VIEW commitment_month AS WITH covered AS (SELECT substr(area_code, 1, 9) AS street, max(last_date) AS covered_to FROM table_months GROUP BY ALL), month_ends AS (SELECT covered.street, calendar."month", least((calendar."month" + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))), (covered.covered_to + to_days(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER)))) AS day_after, (covered.covered_to < (calendar."month" + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER)))) AS is_latest FROM (covered INNER JOIN calendar ON ((calendar."month" <= covered.covered_to)))) SELECT commitment.area_code, month_ends."month", commitment.list_level, COALESCE((commitment.closed_on < month_ends.day_after), false) AS is_closed, (COALESCE(((commitment.due_on + to_days(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))) < month_ends.day_after), false) AND COALESCE((commitment.closed_on >= month_ends.day_after), true)) AS is_overdue, CASE  WHEN (month_ends.is_latest) THEN (commitment.status) ELSE NULL END AS status FROM (commitment INNER JOIN month_ends ON (((substr(commitment.area_code, 1, 9) = month_ends.street) AND (commitment.accepted_on < month_ends.day_after) AND (COALESCE(commitment.closed_on, CAST('9999-12-31' AS date)) >= date_trunc('year', month_ends."month"))))) WHERE (commitment.status != '取消');
--
CREATE VIEW community_people AS WITH counted AS ((SELECT area_code, substr(area_code, 1, 12) AS place, substr(area_code, 1, 9) AS street, category, CAST(date_trunc('month', stat_date) AS date) AS counted_in, stat_date, count, count_bound, least(length(area_code), 15) AS digits FROM resident_stat WHERE ((dimension IN ('population', 'service_group')) AND (length(area_code) >= 9)) QUALIFY (row_number() OVER (PARTITION BY area_code, category, counted_in ORDER BY stat_date DESC) = 1)) UNION ALL (SELECT area_code, substr(area_code, 1, 12), substr(area_code, 1, 9), CASE  WHEN ((measure = 'elders_60')) THEN ('老年人60+') ELSE '总人数' END, "month", last_day("month"), "value", bound, least(length(area_code), 15) FROM statistic_month WHERE ((measure IN ('elders_60', 'residents')) AND (length(area_code) >= 9) AND (NOT EXISTS(SELECT 1 FROM resident_stat WHERE (substr(resident_stat.area_code, 1, 9) = substr(statistic_month.area_code, 1, 9))))))), of_place AS (SELECT street, place, category, counted_in, digits, sum(count) AS people, bit_or(count_bound) AS bound FROM counted GROUP BY street, place, category, counted_in, digits QUALIFY (digits = min(digits) OVER (PARTITION BY place, category, counted_in))), finest AS (SELECT of_place.* FROM of_place QUALIFY (length(place) = max(length(place)) OVER (PARTITION BY street, category))), covered AS (SELECT substr(area_code, 1, 9) AS street, max(last_date) AS covered_to FROM table_months GROUP BY ALL) SELECT finest.street, finest.place, finest.category, calendar."month", finest.people, finest.bound FROM ((finest INNER JOIN covered ON ((finest.street = covered.street))) INNER JOIN calendar ON (((calendar."month" BETWEEN finest.counted_in AND covered.covered_to) AND (calendar."month" < (finest.counted_in + to_years(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))))))) QUALIFY (row_number() OVER (PARTITION BY finest.place, finest.category, calendar."month" ORDER BY finest.counted_in DESC) = 1);
--
CREATE VIEW dwelling_month AS WITH told AS (SELECT building_code, status, CAST(date_trunc('month', as_of) AS date) AS "month", lead(CAST(date_trunc('month', as_of) AS date)) OVER (PARTITION BY building_code, unit_no ORDER BY as_of) AS next_month FROM housing_unit), updates AS (SELECT DISTINCT substr(building_code, 1, 9) AS street, CAST(date_trunc('month', as_of) AS date) AS "month" FROM housing_unit), ledger AS (SELECT substr(told.building_code, 1, 15) AS area_code, updates."month", count_star() AS dwellings, count_star() FILTER (WHERE (told.status = 'vacant')) AS vacant, count_star() FILTER (WHERE (told.status = 'occupied')) AS occupied, count_star() FILTER (WHERE (told.status = 'rented')) AS rented FROM (told INNER JOIN updates ON (((substr(told.building_code, 1, 9) = updates.street) AND (updates."month" >= told."month") AND (updates."month" < COALESCE(told.next_month, CAST('9999-12-31' AS date)))))) GROUP BY ALL), counts AS (SELECT area_code, CAST(date_trunc('month', stat_date) AS date) AS "month", category, count, count_bound FROM resident_stat WHERE (dimension = 'unit_status') QUALIFY (row_number() OVER (PARTITION BY area_code, "month", category ORDER BY stat_date DESC) = 1)), sums AS (SELECT area_code, "month", sum(count) AS dwellings, bit_or(count_bound) AS dwellings_bound, max(count) FILTER (WHERE (category = '空房')) AS vacant, max(count) FILTER (WHERE (category = '人在户在')) AS occupied, max(count) FILTER (WHERE (category = '租房')) AS rented, COALESCE(max(count_bound) FILTER (WHERE (category = '空房')), 0) AS vacant_bound, COALESCE(max(count_bound) FILTER (WHERE (category = '人在户在')), 0) AS occupied_bound, COALESCE(max(count_bound) FILTER (WHERE (category = '租房')), 0) AS rented_bound FROM counts GROUP BY ALL), known AS (SELECT sums.area_code, sums."month", sum(ledger.dwellings) AS dwellings FROM (sums INNER JOIN ledger ON (((ledger."month" = sums."month") AND (substr(ledger.area_code, 1, length(sums.area_code)) = sums.area_code)))) GROUP BY ALL), reports AS (SELECT sums.area_code, sums."month", CASE  WHEN ((((sums.vacant + sums.occupied) + sums.rented) >= 0)) THEN (sums.dwellings) ELSE NULL END AS dwellings, sums.vacant, sums.occupied, sums.rented, sums.dwellings_bound, sums.vacant_bound, sums.occupied_bound, sums.rented_bound FROM (sums LEFT JOIN known ON (((sums.area_code = known.area_code) AND (sums."month" = known."month")))) WHERE (COALESCE(known.dwellings, 0) < (9e-1 * sums.dwellings))) (SELECT ledger.area_code, ledger."month", ledger.dwellings, ledger.vacant, ledger.occupied, ledger.rented, 0 AS dwellings_bound, 0 AS vacant_bound, 0 AS occupied_bound, 0 AS rented_bound, true AS from_ledger FROM (ledger ANTI JOIN reports ON (((ledger.area_code = reports.area_code) AND (ledger."month" = reports."month"))))) UNION ALL (SELECT area_code, "month", dwellings, vacant, occupied, rented, dwellings_bound, vacant_bound, occupied_bound, rented_bound, false FROM reports);
--
CREATE VIEW employment_stat_month AS WITH given AS (SELECT area_code, measure, CASE  WHEN ((period_kind = 'ytd')) THEN (2) ELSE 1 END AS rank, CASE  WHEN ((period_kind = 'ytd')) THEN (CAST(date_trunc('year', "month") AS date)) ELSE "month" END AS first_month, "month", "value", bound FROM ((SELECT area_code, period_kind, "month", 'urban_new_employment' AS measure, CAST(urban_new_employment AS double) AS "value", urban_new_employment_bound AS bound FROM employment_stat) UNION ALL (SELECT area_code, period_kind, "month", 'reemployment' AS measure, CAST(reemployment AS double) AS "value", reemployment_bound AS bound FROM employment_stat)UNION ALL (SELECT area_code, period_kind, "month", 'hardship_employment' AS measure, CAST(hardship_employment AS double) AS "value", hardship_employment_bound AS bound FROM employment_stat)UNION ALL (SELECT area_code, period_kind, "month", 'jobs_developed' AS measure, CAST(jobs_developed AS double) AS "value", jobs_developed_bound AS bound FROM employment_stat)UNION ALL (SELECT area_code, period_kind, "month", 'job_notices' AS measure, CAST(job_notices AS double) AS "value", job_notices_bound AS bound FROM employment_stat)UNION ALL (SELECT area_code, period_kind, "month", 'vacancies' AS measure, CAST(vacancies AS double) AS "value", vacancies_bound AS bound FROM employment_stat)UNION ALL (SELECT area_code, period_kind, "month", 'job_seekers' AS measure, CAST(job_seekers AS double) AS "value", job_seekers_bound AS bound FROM employment_stat)UNION ALL (SELECT area_code, period_kind, "month", 'fairs' AS measure, CAST(fairs AS double) AS "value", fairs_bound AS bound FROM employment_stat)UNION ALL (SELECT area_code, period_kind, "month", 'fair_participants' AS measure, CAST(fair_participants AS double) AS "value", fair_participants_bound AS bound FROM employment_stat)UNION ALL (SELECT area_code, period_kind, "month", 'intents' AS measure, CAST(intents AS double) AS "value", intents_bound AS bound FROM employment_stat)UNION ALL (SELECT area_code, period_kind, "month", 'wage_disputes' AS measure, CAST(wage_disputes AS double) AS "value", wage_disputes_bound AS bound FROM employment_stat)UNION ALL (SELECT area_code, period_kind, "month", 'wage_mediated' AS measure, CAST(wage_mediated AS double) AS "value", wage_mediated_bound AS bound FROM employment_stat)UNION ALL (SELECT area_code, period_kind, "month", 'trained' AS measure, CAST(trained AS double) AS "value", trained_bound AS bound FROM employment_stat)) AS long_form WHERE ("value" IS NOT NULL) QUALIFY (row_number() OVER (PARTITION BY area_code, measure, first_month, "month" ORDER BY rank) = 1)), added_up AS (SELECT area_code, measure, rank, CAST(date_trunc('year', "month") AS date) AS first_month, "month", sum("value") OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "value", bit_or(bound) OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bound, count() OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "months" FROM given WHERE (first_month = "month")), points AS ((SELECT area_code, measure, rank, first_month, "month", "value", bound, true AS reported FROM given) UNION ALL (SELECT area_code, measure, rank, first_month, "month", "value", bound, false FROM added_up WHERE (("months" = "month"("month")) AND ("month"("month") > 1) AND (NOT EXISTS(SELECT 1 FROM given WHERE ((given.area_code = added_up.area_code) AND (given.measure = added_up.measure) AND (given.first_month = added_up.first_month) AND (given."month" = added_up."month"))))))), steps AS (SELECT *, lag("month") OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS month_before, lag("value") OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS value_before, lag(bound) OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS bound_before FROM points), differences AS (SELECT area_code, measure, rank, "month", CAST(COALESCE((month_before + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))), first_month) AS date) AS first_month, ("value" - COALESCE(value_before, 0)) AS "value", CAST((bound | (((COALESCE(bound_before, 0) & 1) << 1) | (COALESCE(bound_before, 0) >> 1))) AS tinyint) AS bound FROM steps WHERE (reported AND (first_month < "month"))) (SELECT area_code, measure, rank, first_month, "month", "value", bound FROM given WHERE (first_month = "month")) UNION ALL (SELECT area_code, measure, rank, first_month, "month", "value", bound FROM differences WHERE (NOT EXISTS(SELECT 1 FROM given WHERE ((given.area_code = differences.area_code) AND (given.measure = differences.measure) AND (given.first_month = given."month") AND (given."month" BETWEEN differences.first_month AND differences."month")))));
--
CREATE VIEW facility_month AS WITH covered AS (SELECT substr(area_code, 1, 9) AS street, min("month") AS first_month, max(last_date) AS covered_to FROM table_months GROUP BY ALL) SELECT calendar."month", facility.* FROM ((facility INNER JOIN covered ON ((substr(facility.area_code, 1, 9) = covered.street))) INNER JOIN calendar ON (((calendar."month" BETWEEN covered.first_month AND covered.covered_to) AND (COALESCE(facility.built_on, covered.first_month) < (calendar."month" + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))))))) WHERE (facility.status = '已投用');
--
CREATE VIEW monthly_table AS SELECT * FROM (SELECT * FROM (VALUES ('employment_stat'), ('resident_stat'), ('service_request'), ('welfare_stat')) AS valueslist) AS due(table_name);
--
CREATE VIEW need_and_supply AS WITH supplied AS ((SELECT 'elder_beds' AS kind, '老年人60+' AS category, area_code, "month", beds AS supply, beds_bound AS bound FROM facility_month WHERE (beds IS NOT NULL)) UNION ALL (SELECT 'childcare_places', '总人数', area_code, "month", capacity, capacity_bound FROM facility_month WHERE ((facility_type = '托育点') AND (capacity IS NOT NULL)))), need AS (SELECT category, street, place, "month", people, bound FROM community_people WHERE (category IN ('老年人60+', '总人数'))), ledger AS (SELECT kind, supplied.category, substr(supplied.area_code, 1, 9) AS street, COALESCE(need.place, substr(supplied.area_code, 1, 12)) AS place, supplied."month", sum(supply) AS supply, bit_or(supplied.bound) AS bound FROM (supplied LEFT JOIN need ON (((supplied.category = need.category) AND (supplied."month" = need."month") AND (substr(supplied.area_code, 1, length(need.place)) = need.place)))) GROUP BY ALL), supply AS ((SELECT * FROM ledger) UNION ALL (SELECT 'elder_beds', '老年人60+', substr(area_code, 1, 9), substr(area_code, 1, 12), "month", "value", (bound | 2) FROM statistic_month WHERE ((measure = 'elder_beds_added') AND (NOT EXISTS(SELECT 1 FROM ledger WHERE (street = substr(statistic_month.area_code, 1, 9))))))), paired AS (SELECT supply.*, (need.place IS NULL) AS is_unmatched FROM (supply LEFT JOIN need ON (((supply.category = need.category) AND (supply.place = need.place) AND (supply."month" = need."month"))))), complete AS (SELECT kind, category, street, "month" FROM paired WHERE (street = ANY(SELECT street FROM ledger)) GROUP BY ALL HAVING (NOT bool_or(is_unmatched))), rows_of_need AS (SELECT kinds.kind, need.* FROM (need INNER JOIN (SELECT DISTINCT kind, category FROM supply) AS kinds USING (category))) SELECT COALESCE(supply.kind, rows_of_need.kind) AS kind, COALESCE(supply.place, rows_of_need.place) AS area_code, COALESCE(supply."month", rows_of_need."month") AS "month", CASE  WHEN ((complete."month" IS NULL)) THEN (supply.supply) ELSE COALESCE(supply.supply, 0) END AS supply, rows_of_need.people AS need, COALESCE(supply.bound, 0) AS supply_bound, COALESCE(rows_of_need.bound, 0) AS need_bound FROM ((supply FULL JOIN rows_of_need ON (((supply.kind = rows_of_need.kind) AND (supply.place = rows_of_need.place) AND (supply."month" = rows_of_need."month")))) LEFT JOIN complete ON (((rows_of_need.kind = complete.kind) AND (rows_of_need.street = complete.street) AND (rows_of_need."month" = complete."month"))));
--
CREATE VIEW population_month AS WITH spans AS (SELECT substr(area_code, 1, 9) AS street, min("month") AS first_month, max(greatest("month", CAST(date_trunc('month', last_date) AS date))) AS last_month FROM table_months GROUP BY ALL), "months" AS (SELECT spans.street, calendar."month", last_day(calendar."month") AS last_day FROM (spans INNER JOIN calendar ON ((calendar."month" BETWEEN spans.first_month AND spans.last_month)))), grid AS (SELECT DISTINCT area.area_code, "months"."month" FROM (area INNER JOIN "months" ON (((substr(area.area_code, 1, 9) = "months".street) AND (COALESCE(area.valid_from, CAST('1900-01-01' AS date)) <= "months".last_day) AND (COALESCE(area.valid_to, CAST('9999-12-31' AS date)) >= "months".last_day)))) WHERE (area."level" = 'grid')), counts AS (SELECT area_code, CAST(date_trunc('month', stat_date) AS date) AS "month", category, count, count_bound FROM resident_stat WHERE (dimension = 'population') QUALIFY (row_number() OVER (PARTITION BY area_code, "month", category ORDER BY stat_date DESC) = 1)), reports AS (SELECT area_code, "month", max(count) FILTER (WHERE (category = '总户数')) AS households, max(count) FILTER (WHERE (category = '总人数')) AS residents, max(count) FILTER (WHERE (category = '已录入人数')) AS entered, COALESCE(max(count_bound) FILTER (WHERE (category = '总户数')), 0) AS households_bound, COALESCE(max(count_bound) FILTER (WHERE (category = '总人数')), 0) AS residents_bound, COALESCE(max(count_bound) FILTER (WHERE (category = '已录入人数')), 0) AS entered_bound FROM counts GROUP BY ALL), registered AS (SELECT area.area_code, "months"."month", max_by(area.households, area.valid_from) AS households, max_by(area.residents, area.valid_from) AS residents FROM (area INNER JOIN "months" ON (((substr(area.area_code, 1, 9) = "months".street) AND (COALESCE(area.valid_from, CAST('1900-01-01' AS date)) <= "months".last_day) AND (COALESCE(area.valid_to, CAST('9999-12-31' AS date)) >= "months".last_day)))) WHERE ((area."level" IN ('street', 'community', 'grid')) AND ((area.households > 0) OR (area.residents > 0)) AND (NOT ("months".street = ANY(SELECT substr(area_code, 1, 9) FROM reports)))) GROUP BY ALL), stood AS ((SELECT * FROM reports) UNION ALL (SELECT area_code, "month", households, residents, NULL, 0, 0, 0 FROM registered)), lengths AS (SELECT DISTINCT length(area_code) AS digits FROM stood), grids AS (SELECT substr(grid.area_code, 1, lengths.digits) AS area_code, grid."month", count_star() AS grids FROM (grid INNER JOIN lengths ON ((lengths.digits <= length(grid.area_code)))) GROUP BY ALL) SELECT stood.*, grids.grids FROM (stood LEFT JOIN grids ON (((stood.area_code = grids.area_code) AND (stood."month" = grids."month"))));
--
CREATE VIEW renovation_project_month AS WITH covered AS (SELECT substr(area_code, 1, 9) AS street, max(last_date) AS covered_to FROM table_months GROUP BY ALL) SELECT renovation_project.area_code, calendar."month", renovation_project.project_type, renovation_project.estates, renovation_project.estates_bound, renovation_project.households, renovation_project.households_bound, COALESCE((renovation_project.start_on < (calendar."month" + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER)))), false) AS has_started, COALESCE((renovation_project.finish_on < (calendar."month" + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER)))), false) AS has_finished FROM ((renovation_project INNER JOIN covered ON ((substr(renovation_project.area_code, 1, 9) = covered.street))) INNER JOIN calendar ON (((calendar."month" <= covered.covered_to) AND ("year"(calendar."month") = "year"(renovation_project.planned_start)))));
--
CREATE VIEW statistic_month AS WITH given AS (SELECT area_code, metric_id AS measure, CASE  WHEN (("version" = 'actual')) THEN (1) WHEN (("version" = 'reported')) THEN (2) ELSE 3 END AS rank, CASE  WHEN ((period_kind = 'ytd')) THEN (CAST(date_trunc('year', period_end) AS date)) WHEN ((period_kind = 'since')) THEN (CAST(date_trunc('month', period_start) AS date)) ELSE CAST(date_trunc('month', period_end) AS date) END AS first_month, CAST(date_trunc('month', period_end) AS date) AS "month", ("value" * factor) AS "value", value_bound AS bound FROM (statistic INNER JOIN metric_unit USING (metric_id, unit)) WHERE ("value" IS NOT NULL) QUALIFY (row_number() OVER (PARTITION BY area_code, metric_id, first_month, "month" ORDER BY rank, (period_kind = 'month') DESC, figure_no) = 1)), added_up AS (SELECT area_code, measure, rank, CAST(date_trunc('year', "month") AS date) AS first_month, "month", sum("value") OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "value", bit_or(bound) OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bound, count() OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "months" FROM given WHERE (first_month = "month")), points AS ((SELECT area_code, measure, rank, first_month, "month", "value", bound, true AS reported FROM given) UNION ALL (SELECT area_code, measure, rank, first_month, "month", "value", bound, false FROM added_up WHERE (("months" = "month"("month")) AND ("month"("month") > 1) AND (NOT EXISTS(SELECT 1 FROM given WHERE ((given.area_code = added_up.area_code) AND (given.measure = added_up.measure) AND (given.first_month = added_up.first_month) AND (given."month" = added_up."month"))))))), steps AS (SELECT *, lag("month") OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS month_before, lag("value") OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS value_before, lag(bound) OVER (PARTITION BY area_code, measure, first_month ORDER BY "month") AS bound_before FROM points), differences AS (SELECT area_code, measure, rank, "month", CAST(COALESCE((month_before + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))), first_month) AS date) AS first_month, ("value" - COALESCE(value_before, 0)) AS "value", CAST((bound | (((COALESCE(bound_before, 0) & 1) << 1) | (COALESCE(bound_before, 0) >> 1))) AS tinyint) AS bound FROM steps WHERE (reported AND (first_month < "month"))) (SELECT area_code, measure, rank, first_month, "month", "value", bound FROM given WHERE (first_month = "month")) UNION ALL (SELECT area_code, measure, rank, first_month, "month", "value", bound FROM differences WHERE (NOT EXISTS(SELECT 1 FROM given WHERE ((given.area_code = differences.area_code) AND (given.measure = differences.measure) AND (given.first_month = given."month") AND (given."month" BETWEEN differences.first_month AND differences."month")))));
--
CREATE VIEW statistic_so_far AS WITH told AS (SELECT *, (first_month = COALESCE((lag("month") OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month") + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))), date_trunc('year', "month"))) AS follows_on FROM statistic_month) SELECT area_code, measure, "month", sum("value") OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "value", CAST(bit_or(bound) OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS tinyint) AS bound FROM told QUALIFY bool_and(follows_on) OVER (PARTITION BY area_code, measure, "year"("month") ORDER BY "month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);
--
CREATE VIEW target_month AS WITH tasks AS (SELECT "target".*, COALESCE(metric_unit.factor, 1) AS factor, CASE  WHEN ((schedule = 'custom')) THEN (translate(monthly_plan, '{}[]" ', '')) ELSE NULL END AS plan FROM ("target" LEFT JOIN metric_unit ON (((metric_unit.metric_id = "target".metric_id) AND (metric_unit.unit = "target".unit)))) WHERE ((metric_unit.factor IS NOT NULL) OR (NOT EXISTS(SELECT 1 FROM metric_unit AS own WHERE (own.metric_id = "target".metric_id))))) SELECT tasks.area_code, tasks.metric_id, tasks."year", calendar."month", tasks.unit, tasks.basis, (tasks.annual_target * tasks.factor) AS annual_target, tasks.annual_target_bound, CASE  WHEN ((tasks.plan IS NULL)) THEN ((((tasks.annual_target * tasks.factor) * "month"(calendar."month")) / 12)) ELSE (sum(TRY_CAST(split_part(split_part(tasks.plan, ',', "month"(calendar."month")), ':', -1) AS double)) OVER (PARTITION BY tasks.area_code, tasks.metric_id, tasks."year" ORDER BY calendar."month" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) * tasks.factor) END AS due, tasks.direction, tasks.yellow_gap, tasks.red_gap FROM (tasks INNER JOIN calendar ON (("year"(calendar."month") = tasks."year")));
--
CREATE VIEW task_progress AS WITH told AS (SELECT area_code, measure, "year"("month") AS "year", max("month") AS last_month FROM statistic_month GROUP BY ALL) SELECT told.area_code, told.measure, calendar."month", statistic_so_far."value" AS done, CAST(COALESCE(statistic_so_far.bound, 0) AS tinyint) AS done_bound, target_month.annual_target, CAST(COALESCE(target_month.annual_target_bound, 0) AS tinyint) AS target_bound, target_month.due FROM (((told INNER JOIN calendar ON ((("year"(calendar."month") = told."year") AND (calendar."month" <= told.last_month)))) LEFT JOIN statistic_so_far ON (((statistic_so_far.area_code = told.area_code) AND (statistic_so_far.measure = told.measure) AND (statistic_so_far."month" = calendar."month")))) LEFT JOIN target_month ON (((target_month.area_code = told.area_code) AND (target_month.metric_id = told.measure) AND (target_month."month" = calendar."month"))));
--
CREATE VIEW volunteer_team_month AS WITH first_seen AS (SELECT substr(area_code, 1, 9) AS street, org_name, min_by(area_code, held_on) AS area_code, CAST(date_trunc('month', min(held_on)) AS date) AS "month" FROM activity WHERE ((activity_type IN ('志愿服务', '大工委大党委共建', '便民服务', '义诊')) AND ((org_name ~~ '%队%') OR (org_name ~~ '%团%') OR (org_name ~~ '%协会%'))) GROUP BY ALL), covered AS (SELECT substr(area_code, 1, 9) AS street, max(last_date) AS covered_to FROM table_months GROUP BY ALL) SELECT first_seen.street, first_seen.area_code, calendar."month", count_star() AS teams FROM ((first_seen INNER JOIN covered ON ((first_seen.street = covered.street))) INNER JOIN calendar ON ((calendar."month" BETWEEN first_seen."month" AND covered.covered_to))) GROUP BY ALL;
--
CREATE VIEW welfare_stat_month AS WITH reported AS (SELECT area_code, programme, "month", persons, persons_bound, paid_yuan, paid_yuan_bound, paid_ytd_yuan, paid_ytd_yuan_bound, lag("month") OVER (PARTITION BY area_code, programme, "year"("month") ORDER BY "month") AS month_before, lag(paid_ytd_yuan) OVER (PARTITION BY area_code, programme, "year"("month") ORDER BY "month") AS paid_before, lag(paid_ytd_yuan_bound) OVER (PARTITION BY area_code, programme, "year"("month") ORDER BY "month") AS bound_before FROM welfare_stat) SELECT area_code, programme, CASE  WHEN (((paid_yuan IS NOT NULL) OR (paid_ytd_yuan IS NULL))) THEN ("month") WHEN ((month_before IS NULL)) THEN (CAST(date_trunc('year', "month") AS date)) ELSE CAST((month_before + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))) AS date) END AS first_month, "month", persons, persons_bound, COALESCE(paid_yuan, (paid_ytd_yuan - CASE  WHEN ((month_before IS NULL)) THEN (0) ELSE paid_before END)) AS paid_yuan, CAST(CASE  WHEN ((paid_yuan IS NOT NULL)) THEN (paid_yuan_bound) ELSE ((paid_ytd_yuan_bound | ((COALESCE(bound_before, 0) & 1) << 1)) | (COALESCE(bound_before, 0) >> 1)) END AS tinyint) AS paid_yuan_bound FROM reported;
