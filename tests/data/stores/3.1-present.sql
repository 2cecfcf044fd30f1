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
CREATE TABLE indicator_rollup(digits UTINYINT NOT NULL, by_part BOOLEAN NOT NULL, indicator VARCHAR NOT NULL, area_code VARCHAR NOT NULL, "month" DATE NOT NULL, first_month DATE NOT NULL, breakdown VARCHAR NOT NULL, numerator DOUBLE, denominator DOUBLE, numerator_bound UTINYINT NOT NULL, denominator_bound UTINYINT NOT NULL, origin VARCHAR NOT NULL, covered_length UTINYINT NOT NULL, without_denominator BIGINT NOT NULL, without_numerator BIGINT NOT NULL);
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
CREATE TABLE table_arrivals(table_name VARCHAR NOT NULL, area_code VARCHAR NOT NULL, "month" DATE NOT NULL, arrived DATE);
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
insert into "audit_pending" values ('3e9b1887462f493e89de4900d69c0b65', '1', '2026-11-29T13:38:46+00:00', 'undo', 'root', 'clerk', null, '{"batch": "20261129-0003", "tables": ["service_request"]}', 'c82bb92bc8ab1f89ea42c8f22e2695d95411fffbfbeee661b917cb97d74dc894')
--
insert into "import_batch" values ('20261129-0001', '1', 'area', 'areas.csv', '7eaffca306422ded7bd0d0563221fc97310f0c7c5c9f67bf4932ecf27668b161', '2026-11-29 13:38:36', 'clerk', '4', '0', '0', '{"sheets": [{"sheet": "areas", "table": "area", "heading": ["区域名称", "区域编码"], "supplied": ["area_code", "area_name", "valid_from"], "columns": {"area_code": "区域编码", "area_name": "区域名称"}}]}', '已入库', '{"status": "committed", "batch": "20261129-0001", "table": "area", "sheets": [{"name": "areas", "table": "area", "header_rows": 1, "rows_loaded": 4, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}', 'root')
--
insert into "import_batch" values ('20261129-0002', '2', 'service_request', 'requests.csv', 'dc5910c8803998334ccde09f8a4c94cee4827379566ba0fda03bce727f778f52', '2026-11-29 13:38:39', 'clerk', '3', '0', '0', '{"sheets": [{"sheet": "requests", "table": "service_request", "heading": ["办理状态", "办结时间", "受理时间", "工单编号", "所属网格", "来源渠道", "诉求内容", "诉求类别"], "supplied": ["request_no", "received_at", "area_code", "channel", "category", "title", "status", "closed_at"], "columns": {"area_code": "所属网格", "request_no": "工单编号", "received_at": "受理时间", "channel": "来源渠道", "category": "诉求类别", "title": "诉求内容", "status": "办理状态", "closed_at": "办结时间"}}]}', '已入库', '{"status": "committed", "batch": "20261129-0002", "table": "service_request", "sheets": [{"name": "requests", "table": "service_request", "header_rows": 1, "rows_loaded": 3, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}', 'root')
--
insert into "import_batch" values ('20261129-0003', '3', 'service_request', 'more.csv', '6fdc7583cf373afdeb45d3202779db97124813577fda8e5141b4ee852c2d1527', '2026-11-29 13:38:43', 'clerk', '2', '0', '0', '{"sheets": [{"sheet": "more", "table": "service_request", "heading": ["办理状态", "办结时间", "受理时间", "工单编号", "所属网格", "来源渠道", "诉求内容", "诉求类别"], "supplied": ["request_no", "received_at", "area_code", "channel", "category", "title", "status", "closed_at"], "columns": {"area_code": "所属网格", "request_no": "工单编号", "received_at": "受理时间", "channel": "来源渠道", "category": "诉求类别", "title": "诉求内容", "status": "办理状态", "closed_at": "办结时间"}}]}', '已撤回', '{"status": "committed", "batch": "20261129-0003", "table": "service_request", "sheets": [{"name": "more", "table": "service_request", "header_rows": 1, "rows_loaded": 2, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}', 'root')
--
insert into "indicator_rollup" values ('12', 'false', 'avg_handling_days', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'closed_in_7_days_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'closed_late_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'closure_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'grid_found_share', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'handling_days_by_level', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'online_share', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'ontime_closure_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'request_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'requests_by_channel', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'response_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'avg_handling_days', '340603003', '2026-01-01', '2026-01-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'closed_in_7_days_rate', '340603003', '2026-01-01', '2026-01-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'closed_late_count', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'closure_rate', '340603003', '2026-01-01', '2026-01-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'grid_found_share', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'handling_days_by_level', '340603003', '2026-01-01', '2026-01-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'online_share', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'ontime_closure_rate', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'request_count', '340603003', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'requests_by_channel', '340603003', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'response_rate', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'avg_handling_days', '340603003', '2026-01-01', '2026-01-01', '应急', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'closed_in_7_days_rate', '340603003', '2026-01-01', '2026-01-01', '应急', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'closed_late_count', '340603003', '2026-01-01', '2026-01-01', '应急', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'closure_rate', '340603003', '2026-01-01', '2026-01-01', '应急', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'grid_found_share', '340603003', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'handling_days_by_level', '340603003', '2026-01-01', '2026-01-01', '未填', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'online_share', '340603003', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'ontime_closure_rate', '340603003', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'request_count', '340603003', '2026-01-01', '2026-01-01', '应急', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'requests_by_channel', '340603003', '2026-01-01', '2026-01-01', '来访', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'response_rate', '340603003', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'open_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'open_count', '340603003002', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'overdue_open_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'overdue_open_count', '340603003002', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'requests_per_1000_hh', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'open_count', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '2', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'overdue_open_count', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '2', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'requests_per_1000_hh', '340603003', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'open_count', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '2', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'overdue_open_count', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '2', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'requests_per_1000_hh', '340603003', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'avg_handling_days', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'closed_in_7_days_rate', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'closed_late_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'closure_rate', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'grid_found_share', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'handling_days_by_level', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'online_share', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'ontime_closure_rate', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'request_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'requests_by_channel', '340603003002', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'response_rate', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'avg_handling_days', '340603003', '2026-02-01', '2026-02-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'closed_in_7_days_rate', '340603003', '2026-02-01', '2026-02-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'closed_late_count', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'closure_rate', '340603003', '2026-02-01', '2026-02-01', 'all', '1.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'grid_found_share', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'handling_days_by_level', '340603003', '2026-02-01', '2026-02-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'online_share', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'ontime_closure_rate', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'request_count', '340603003', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'requests_by_channel', '340603003', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'response_rate', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'avg_handling_days', '340603003', '2026-02-01', '2026-02-01', '应急', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'closed_in_7_days_rate', '340603003', '2026-02-01', '2026-02-01', '应急', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'closed_late_count', '340603003', '2026-02-01', '2026-02-01', '应急', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'closure_rate', '340603003', '2026-02-01', '2026-02-01', '应急', '1.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'grid_found_share', '340603003', '2026-02-01', '2026-02-01', '应急', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'handling_days_by_level', '340603003', '2026-02-01', '2026-02-01', '未填', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'online_share', '340603003', '2026-02-01', '2026-02-01', '应急', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'ontime_closure_rate', '340603003', '2026-02-01', '2026-02-01', '应急', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'request_count', '340603003', '2026-02-01', '2026-02-01', '应急', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'requests_by_channel', '340603003', '2026-02-01', '2026-02-01', '来访', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'response_rate', '340603003', '2026-02-01', '2026-02-01', '应急', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'open_count', '340603003001', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'open_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.0', null, '0', '0', 'event', '0', '2', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'overdue_open_count', '340603003001', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'overdue_open_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'requests_per_1000_hh', '340603003002', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'open_count', '340603003', '2026-02-01', '2026-02-01', 'all', '1.0', null, '0', '0', 'event', '0', '3', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'overdue_open_count', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '2', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'requests_per_1000_hh', '340603003', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'open_count', '340603003', '2026-02-01', '2026-02-01', '应急', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'open_count', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '2', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'overdue_open_count', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '2', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'requests_per_1000_hh', '340603003', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'reporting_coverage_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'reporting_coverage_rate', '340603003002', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'reporting_coverage_rate', '340603003', '2026-01-01', '2026-01-01', 'all', '1.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'reporting_coverage_rate', '340603003', '2026-01-01', '2026-01-01', 'service_request', '1.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_state" values ('commitment_satisfaction', '9dd8c0feddb34a8c655ba13ce61e70fc5fc37a028f799e9fe0c94c5bebc3d7c3')
--
insert into "indicator_state" values ('wish_resolved_rate', 'a79505564098f3c25d70ed4282ebdafdfbd354313414ca224b18953235bbbc03')
--
insert into "indicator_state" values ('requests_per_1000_hh', '9c2ec80c850b8913283acc99c001d5969ddc2a2fe92e01268e3e55c075f47db9')
--
insert into "indicator_state" values ('closure_rate', 'f85b8669777b049682a16eed7a2d5a531c5f3ea943c1d4128a2536c1f3f03f11')
--
insert into "indicator_state" values ('ontime_closure_rate', 'eee0a3c14ea6b7d03e9a95e9502a5b0dd12010b80715b4b2e2ca33ec64595a19')
--
insert into "indicator_state" values ('overdue_open_count', 'a56f9aa83bd6445fce17988da26fe7a4fba7f169aefea30a1eea1580dbcf26be')
--
insert into "indicator_state" values ('avg_handling_days', 'dfed79af17b362c9f0ed80a6f73d5c25c65fa37b7915b626c7c2b985888bc6f8')
--
insert into "indicator_state" values ('grid_self_resolve_rate', 'e246ae29de2f486167f9c5a6187f2044f5fd1df6d3c446117a9db99d0649459a')
--
insert into "indicator_state" values ('community_self_resolve_rate', 'c038199733795edebade24b947decee1b45e48f5929c2a1254f668233be6c6a2')
--
insert into "indicator_state" values ('grid_found_share', 'bf1dc68b03f0da4ef33bfc35b16a5964bbddd03894a63a455a229122e6ee7ac0')
--
insert into "indicator_state" values ('avg_response_hours', 'fdabfa9f68bfeb31436f67695847539038542ed9b5b048f4bc6eed18b4b2a0be')
--
insert into "indicator_state" values ('graded_share', '5bd74541c22a6395f666b2f4cebe75f660ffd296a0deaef7224c135feafc8093')
--
insert into "indicator_state" values ('handling_days_by_level', 'c092125c9845fb90d9ac9b491f8bf3a5aed66e00ce73d34446314720e9412010')
--
insert into "indicator_state" values ('renovation_projects', '82d7765a834ae14a6a3b14a39d126d5b1e11bdc1ff1689026ddb2445d9a16188')
--
insert into "indicator_state" values ('renovation_start_rate', '1fd4e3fcbe5731970d2df0818466a560a7ca99496b537e31dfafc1b1843e5e4d')
--
insert into "indicator_state" values ('renovated_households', 'f1f1034009bd5901e21d9b96d7ac98574a163c5f900138908201fd249c0130c5')
--
insert into "indicator_state" values ('renovated_buildings', '5b2771be2d0dcfc96e3811f1d2a84923381cf4c6b6ce02b0f7045b1c1ace7da2')
--
insert into "indicator_state" values ('illegal_area_removed', 'a7f5313afd6132a24ccd7e80f549d0da18608a0af888b9f890b4fd3cd3ad1bf4')
--
insert into "indicator_state" values ('elevators_added', '197d86ee3c08e8734772fa0c2ce2a2468e26a3f1ac63ff1efd849eb5e001e5ac')
--
insert into "indicator_state" values ('charging_added', '664a2ba15c9a094e5922432a86a454db233b3f06c176bd9793bde9fb3a7bce16')
--
insert into "indicator_state" values ('households_per_renovated_building', '9e8b1321bbd302e1970a3c743988960f6596dd0e87cb7340bebff07a7896852e')
--
insert into "indicator_state" values ('reemployment', 'b997fbc6a3e5dfd0feccb9bc2abc5bd4541bb5a7642a3c2b4b3500ea4428b659')
--
insert into "indicator_state" values ('hardship_employment', 'e3dc28ba7abccbc70a2ae1895a048861a747331a19d97d5c7f466f60176c8dd0')
--
insert into "indicator_state" values ('fairs', 'f5c8cb45370579121e77b83dd8878a4a165da36afe48054e05851f46c8add053')
--
insert into "indicator_state" values ('fair_intent_rate', 'ea27b5e5f1eea2e09b8b9eb642c27589e187889c3c4008ac013bdd01d7769211')
--
insert into "indicator_state" values ('participants_per_fair', 'bffed90728382882172de023e450d8eea9c0f85639c360a751ea5817c029d974')
--
insert into "indicator_state" values ('dibao_per_person', '00b2c3d0487a63cf13b020d4d7f0d795e3f429e5df8dbeb810b2f46f8f66efb4')
--
insert into "indicator_state" values ('enterprise_visits', '92677c5efe934fb2f2a1c8424cbff8c9fbfcec7e12d145654318f7faca695265')
--
insert into "indicator_state" values ('enterprise_events', 'b32e258d368ee97e9503a3cfb32532de801bc0fe75a3b5680f086d80ed4f52f2')
--
insert into "indicator_state" values ('funds_in_place_completion', '86eb26e1953c6365c3e8017f04f246acd66cadddb371488a7634158ea2f09041')
--
insert into "indicator_state" values ('funds_in_place_ratio', '80b3ce0338bcd9bc5e04a1e526d01aed43c349cdb57af670ac901c9f494a04a9')
--
insert into "indicator_state" values ('investment_projects', '311cbbeab4452452d09517c3621a171d508c2b72bb0da2e818b882ee8b0f3076')
--
insert into "indicator_state" values ('volunteer_activities', '0b29a4a6f1f4b3798ddc38901cf21f07c52cb2b72b8294478bee4d8d1871c48b')
--
insert into "indicator_state" values ('participants_per_activity', 'ff0e703692bb96dedabc4781ea0281cb2e036a5b1479924a1f719150791c686c')
--
insert into "indicator_state" values ('beneficiaries', 'a6a1616818e8b22ede7b5c1be43b98916e539adf2e97d9e8d7378a4a26c7e553')
--
insert into "indicator_state" values ('volunteer_teams', 'a98a14c5db936a758b8e0756b8f43161a2ce5a677ccb9233e589a9b6871f6437')
--
insert into "indicator_state" values ('model_station_share', 'e60ea4c3aa9c0f1d98ee5200c8218a713a36307d299e538c0e4a6a2d41e41fc8')
--
insert into "indicator_state" values ('consultation_count', 'ff06f397377c71673fecdc06a5093fb7a67c137b817ccb2f3b8f0f189907c9a1')
--
insert into "indicator_state" values ('consultation_agreed_rate', '756fb0b3e9792ee45dc4cb3ebbcdd1acc60a7ce389a44ecf54284dc26b9ede67')
--
insert into "indicator_state" values ('households_per_grid', '0e68d45f334e3da8b745eb74b1f9d3f93f4c7b89f87dfe93048938e7135516b9')
--
insert into "indicator_state" values ('persons_per_household', '55d1b5d90e334317c2c31e16bfc17de8086b1746060e9b62b01bda5ee588df4d')
--
insert into "indicator_state" values ('rental_share', '5932b46630fb66ab27891bbb8439d3000b6d1f9afddbebc52ff1cfaf7a5baa33')
--
insert into "indicator_state" values ('info_entry_rate', '673904d6223dbd362393d4e38dd658a1c8296598642d456afe0d17d04edbd867')
--
insert into "indicator_state" values ('childcare_places_per_1000', '30d22f7e1a7e21270cc48a827ea7be4c9048cb0d2aab58b8724e08459982dbad')
--
insert into "indicator_state" values ('implied_residents', 'bf891c1734efcf94ce13a02ffe92c3ade5390a4e179629e551baf979d6f5a109')
--
insert into "indicator_state" values ('key_task_ontrack_rate', 'c56bc363e05a8ea368bcc3571d9ee85ba54b7320063ded1527d4adf6751aa5e4')
--
insert into "indicator_state" values ('schedule_lead_pp', '5d491184339db18b92e4277a42cc69690470c281561447b086de0e34676ade5d')
--
insert into "indicator_state" values ('key_task_lag_rate', '4edaac0bb268ba73456ecd8b534d3ad7fda1cf0e0f700e7914fb356e004aee3e')
--
insert into "indicator_state" values ('reporting_coverage_rate', '120c5e25e138df3081484ce44dbcf992a4e03d38c3c30332e6f4a1bb8cb4dea2')
--
insert into "indicator_state" values ('commitment_closed_rate', '9f180bf757ee9cef1ee772d441a36377225f7cbcaea1aa686d8f083be701c111')
--
insert into "indicator_state" values ('commitment_ontime_rate', 'bf7a4fa6ef65f7aa9d677790e76f0fd05bb7346095d822e2fa0dee6372657b2d')
--
insert into "indicator_state" values ('commitment_overdue_count', 'd6cdf5fdceb0a83de8f1b57fe85222f4d56273ebc78cc771f88037248885bdd1')
--
insert into "indicator_state" values ('action_per_claimed_wish', '6bd5768b80ebc23092a6ce1785ceeb9c0d8070cc0c0f922ac330efc255a9f02b')
--
insert into "indicator_state" values ('legacy_title_dwellings', '66174e429c4a9365fa99cf016520369085200528f855e85827cd7d021074e80c')
--
insert into "indicator_state" values ('request_count', '24dcc3b6607e204942293a675e461e91e8794ae2e8b74505f0e62165bc333ec5')
--
insert into "indicator_state" values ('closed_late_count', '514afc74aaf70df281872945aca85f640fb790f9ad93e74f19a8d11754f68403')
--
insert into "indicator_state" values ('response_rate', '77f93c28b34f8b48762248e6c6e127656faa4ec6a10ff414915a740021b85496')
--
insert into "indicator_state" values ('resolution_rate', 'e39ca4e188e3a2640a348428aae4d0c329df1af89870e7880d9c6e43e6e1d665')
--
insert into "indicator_state" values ('satisfaction_rate', '9fb984c8d2ad9da94ff1ed1995bb3b8150d74956c8904cc69ed04b7e53ef39f9')
--
insert into "indicator_state" values ('dissatisfied_count', '04af1b7d61c5c97f07285d8f2193434b972a69b1b36c2af6e92ca9218df2d4c2')
--
insert into "indicator_state" values ('three_rate_score', 'a6b549cb94e8767fc8dacef349d970f53064018df56c24d623fd0f7ec853a866')
--
insert into "indicator_state" values ('open_count', '09dafe7fa4799798ec2b43ae05f7216aab118b9f67677c899ca36ff7764475d5')
--
insert into "indicator_state" values ('repeat_rate', '49067bf2f3ae3fe64ed474db6ce23ebcfb8ed3d85995a3199ef45956d2306631')
--
insert into "indicator_state" values ('requests_by_channel', '3690afc4030b55b5d23d76fb2413eac3a72d5c7b55a6c67cf8049052df3d1e0c')
--
insert into "indicator_state" values ('online_share', 'ace261f4670957c5fb8248e24f1991c921fb730210210a24a9b666c9848fa940')
--
insert into "indicator_state" values ('closed_in_7_days_rate', 'd4605a3dc2768e1885c7fa616ffa2ef6aade0a27c1f8ebf796a3878415da4353')
--
insert into "indicator_state" values ('renovation_start_rate_hh', '577206f07ab403bcae8bb9f97b629cd5386b06e5b2fd8f67d051ee3f99e51368')
--
insert into "indicator_state" values ('renovation_done_rate', 'df1e9dff2a22a1a26e5d8e6350e10e176e1610dfb4d442b430710199b361e5f9')
--
insert into "indicator_state" values ('owner_consent_rate', '472f950972b398d0ed5a82866cd9455131e0976bbe3c54e8be7e03d629e33215')
--
insert into "indicator_state" values ('illegal_sites_removed', 'bdf851201d023ceaecf6dd8b59263ef945b9772869df406462d26f63f746df9b')
--
insert into "indicator_state" values ('illegal_households_removed', 'f3f74daaabc25edcb1b88d3d9772517c87e294ddc2dbbcd0a393d6b22cae1973')
--
insert into "indicator_state" values ('elevators_completed', '00f75b9e76589355a13cda3e85a9f2ef5e609c68063f14aec0827a5d94b050a4')
--
insert into "indicator_state" values ('parking_added', '30660d937ebb808cf057409757e46e6796356dbeddbf043bfe6572aebe49542b')
--
insert into "indicator_state" values ('renovation_community_coverage', '8953208ff006d2ec43263c3e1d60b240dd28c2e8bce7b0e4252c4a3fb7797eb7')
--
insert into "indicator_state" values ('urban_new_employment', '1906821156b32891c18c9353b8a68793774d8d8af92e9bfa0023a987b7439ecb')
--
insert into "indicator_state" values ('vacancy_seeker_ratio', 'a9d3057179ab85fdd2a460078b4294d2778689ea91d390d30a0a250bbd5e994c')
--
insert into "indicator_state" values ('jobs_developed', '72c6b1f15268c53d46dc78d61d7d0810bbbb19d03af06738bc769e526fd90454')
--
insert into "indicator_state" values ('job_notices', '152c21ddbf8c83f2f253022874c012261c8d2fd1921a89441489ae6d30d2bf7e')
--
insert into "indicator_state" values ('dispute_mediation_rate', '94f12f3f83b3ee79e160d589753051a1459dc3d30216d641bd624f969a97a8b5')
--
insert into "indicator_state" values ('dibao_paid', '444a60363a86848619f312abb70fb9f15683416fb3188c18d7d9e22fa56b2fe2')
--
insert into "indicator_state" values ('enterprise_issue_closure_rate', '0cc6e019bed39c76bf0a5100edd88a27f10fe56e55e26805102c942be2eb8b05')
--
insert into "indicator_state" values ('issues_per_100_visits', '7fda5848056de2bb8f07290b1c847b2dce71fa8bda7c1ee9195519d50c1ca52e')
--
insert into "indicator_state" values ('fiscal_revenue', '34b1ac8cf81b12c84cdf44e431cad740debbd6420c939859600f0dab89fc089b')
--
insert into "indicator_state" values ('fiscal_revenue_completion', '2e985c91073afbd5563ac8111674b35ff8b41bd85c18ec80d795667aeff9f4a1')
--
insert into "indicator_state" values ('fiscal_over_schedule', '7b86c98ea5ed34b4bc7b867ec6f13b6f2cbe6439a559eaa0c096f5fc50012b82')
--
insert into "indicator_state" values ('funds_in_place', 'a77d32a242600bad482ffdd03624b80efcfec2dd3f46de993225dfd4423cdf39')
--
insert into "indicator_state" values ('investment_landed', '2dfa36367cc48beb26fe9afd5267fdba68e4b5eeb66d1194e256cab0a353532b')
--
insert into "indicator_state" values ('investment_total', '1c4c7797debe325d3ca426cb18e574efb2a3a24785a0742134d7c2372a1c9b0c')
--
insert into "indicator_state" values ('volunteer_site_coverage', '6afcdbb2eedd6d9eeb5b61df2c0063609ff54e44935d7f09102371da929e23dc')
--
insert into "indicator_state" values ('grid_station_coverage', 'c72225e2439bb5ff779bdd1ac1ddace1a797703c59922f35d5b4b756443e0208')
--
insert into "indicator_state" values ('partner_units_per_activity', '2f4c2107134af1f7f1f58804dce4daa62a5c4196c74c205350d5cd28165128ab')
--
insert into "indicator_state" values ('grids_per_community', '4ecd43371a99c626a2fca6acecdb9d9cc1c0e28baacb0c80e61d82b83f593b66')
--
insert into "indicator_state" values ('vacant_share', '6051b413f726fcb1a3fc67de9b145bf36a2f026adac809802274c7d9dbb8f59d')
--
insert into "indicator_state" values ('occupied_share', '9f9c6fd016a7092a55d8cd38fd55710e870841cbb21003e636bbf73c31cdf6af')
--
insert into "indicator_state" values ('elderly_share_60', '5c6b87a4b6f8bafd9fb81becbd016dc4a55b862afb9b7248c0a68f033868f06e')
--
insert into "indicator_state" values ('elder_beds_per_1000', 'e97ef85988ceb7f273cb969522f8493e789ee9fdcec9bff27a730802b4b1de96')
--
insert into "indicator_state" values ('service_area_per_100hh', '1863b61077d56c518a65165fde2f1cea63c64d480bc04e50f2e8b3378eac3777')
--
insert into "indicator_state" values ('facility_added', 'a02f773ac8dfc61508c9c94c65d7fad3be635bf0674bed3c512d866f89786036')
--
insert into "indicator_state" values ('fitness_pieces_added', 'deb4e197ab6552174938d41ca839547f7abe6efd5be6ba6156760861940fd9b7')
--
insert into "indicator_state" values ('target_completion_rate', '0879164a2bbff9c892f2d9165b8cc672a9ac08db55cac5ae9f4ea4abc4689c93')
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
insert into "schema_state" values ('84b1b02dfcae463d7ac013dc6f29523c5d68c76e29fa571e6086add163d25e62')
--
insert into "schema_version" values ('3', '2026-11-29 13:38:35.221896')
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
insert into "table_arrivals" values ('service_request', '340603003002', '2026-02-01', '2026-11-29')
--
insert into "table_arrivals" values ('service_request', '340603003001', '2026-01-01', '2026-11-29')
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
