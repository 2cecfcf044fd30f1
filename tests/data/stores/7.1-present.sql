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
CREATE TABLE cell_layout(indicator VARCHAR NOT NULL, "family" VARCHAR NOT NULL, kept_in VARCHAR NOT NULL, numerator VARCHAR NOT NULL, denominator VARCHAR);
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
CREATE TABLE grid_counts(indicator VARCHAR NOT NULL, area_code VARCHAR NOT NULL, "month" DATE NOT NULL, breakdown VARCHAR NOT NULL, grids BIGINT[] NOT NULL);
--
CREATE TABLE grid_facts(indicator VARCHAR NOT NULL, area_code VARCHAR NOT NULL, "month" DATE NOT NULL, origin VARCHAR NOT NULL, grids STRUCT(number INTEGER, numerator DOUBLE, denominator DOUBLE)[] NOT NULL);
--
CREATE TABLE grid_number(area_code VARCHAR NOT NULL, number INTEGER NOT NULL);
--
CREATE TABLE housing_unit(building_code VARCHAR, unit_no VARCHAR, floor BIGINT, floor_bound UTINYINT DEFAULT(0) NOT NULL, "position" BIGINT, position_bound UTINYINT DEFAULT(0) NOT NULL, status VARCHAR, as_of DATE, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER);
--
CREATE TABLE housing_unit_history(building_code VARCHAR, unit_no VARCHAR, floor BIGINT, floor_bound UTINYINT DEFAULT(0) NOT NULL, "position" BIGINT, position_bound UTINYINT DEFAULT(0) NOT NULL, status VARCHAR, as_of DATE, batch_id VARCHAR, sheet VARCHAR, row_number INTEGER, replaced_by VARCHAR);
--
CREATE TABLE import_batch(batch_id VARCHAR PRIMARY KEY, "sequence" INTEGER NOT NULL, table_name VARCHAR NOT NULL, file_name VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, uploaded_at TIMESTAMP NOT NULL, by_role VARCHAR NOT NULL, rows_ok INTEGER NOT NULL, rows_warn INTEGER NOT NULL, rows_error INTEGER NOT NULL, "mapping" JSON, state VARCHAR NOT NULL, report JSON, by_account VARCHAR);
--
CREATE TABLE indicator_cells_16("family" VARCHAR NOT NULL, by_part BOOLEAN NOT NULL, area_code VARCHAR NOT NULL, "month" DATE NOT NULL, breakdown VARCHAR NOT NULL, amount_1 DOUBLE, amount_2 DOUBLE, amount_3 DOUBLE, amount_4 DOUBLE, amount_5 DOUBLE, amount_6 DOUBLE, amount_7 DOUBLE, amount_8 DOUBLE, amount_9 DOUBLE, amount_10 DOUBLE, amount_11 DOUBLE, amount_12 DOUBLE, amount_13 DOUBLE, amount_14 DOUBLE, amount_15 DOUBLE, amount_16 DOUBLE);
--
CREATE TABLE indicator_cells_2("family" VARCHAR NOT NULL, by_part BOOLEAN NOT NULL, area_code VARCHAR NOT NULL, "month" DATE NOT NULL, breakdown VARCHAR NOT NULL, amount_1 DOUBLE, amount_2 DOUBLE);
--
CREATE TABLE indicator_fact(indicator VARCHAR NOT NULL, area_code VARCHAR NOT NULL, "month" DATE NOT NULL, first_month DATE NOT NULL, breakdown VARCHAR NOT NULL, numerator DOUBLE, denominator DOUBLE, numerator_bound UTINYINT NOT NULL, denominator_bound UTINYINT NOT NULL, origin VARCHAR NOT NULL, covered_length UTINYINT DEFAULT(0) NOT NULL);
--
CREATE TABLE indicator_rollup(digits UTINYINT NOT NULL, by_part BOOLEAN NOT NULL, indicator VARCHAR NOT NULL, area_code VARCHAR NOT NULL, "month" DATE NOT NULL, first_month DATE NOT NULL, breakdown VARCHAR NOT NULL, numerator DOUBLE, denominator DOUBLE, numerator_bound UTINYINT NOT NULL, denominator_bound UTINYINT NOT NULL, origin VARCHAR NOT NULL, covered_length UTINYINT NOT NULL, without_denominator BIGINT NOT NULL, without_numerator BIGINT NOT NULL);
--
CREATE TABLE indicator_state(indicator VARCHAR PRIMARY KEY, built_by VARCHAR NOT NULL);
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
CREATE TABLE open_request(request_no VARCHAR, area_code VARCHAR, received_at TIMESTAMP, requester_type VARCHAR, category VARCHAR, due_at DATE, "handler" VARCHAR);
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
CREATE TABLE table_batches(table_name VARCHAR NOT NULL, area_code VARCHAR NOT NULL, "month" DATE NOT NULL, batch_id VARCHAR NOT NULL);
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
insert into "cell_layout" values ('wish_resolved_rate', 'commitment/accepted_on', 'indicator_cells_2', 'amount_1', 'amount_2')
--
insert into "cell_layout" values ('request_count', 'service_request/received_at/category', 'indicator_cells_16', 'amount_1', null)
--
insert into "cell_layout" values ('closure_rate', 'service_request/received_at/category', 'indicator_cells_16', 'amount_2', 'amount_3')
--
insert into "cell_layout" values ('response_rate', 'service_request/received_at/category', 'indicator_cells_16', 'amount_4', 'amount_5')
--
insert into "cell_layout" values ('repeat_count', 'service_request/received_at/category', 'indicator_cells_16', 'amount_6', null)
--
insert into "cell_layout" values ('online_share', 'service_request/received_at/category', 'indicator_cells_16', 'amount_7', 'amount_1')
--
insert into "cell_layout" values ('grid_found_share', 'service_request/received_at/category', 'indicator_cells_16', 'amount_8', 'amount_3')
--
insert into "cell_layout" values ('avg_response_hours', 'service_request/received_at/category', 'indicator_cells_16', 'amount_9', 'amount_10')
--
insert into "cell_layout" values ('graded_share', 'service_request/received_at/category', 'indicator_cells_16', 'amount_11', 'amount_12')
--
insert into "cell_layout" values ('enterprise_issue_closure_rate', 'service_request/received_at/category', 'indicator_cells_16', 'amount_13', 'amount_14')
--
insert into "cell_layout" values ('ontime_closure_rate', 'service_request/closed_at/category', 'indicator_cells_16', 'amount_1', 'amount_2')
--
insert into "cell_layout" values ('closed_late_count', 'service_request/closed_at/category', 'indicator_cells_16', 'amount_3', null)
--
insert into "cell_layout" values ('avg_handling_days', 'service_request/closed_at/category', 'indicator_cells_16', 'amount_4', 'amount_2')
--
insert into "cell_layout" values ('repeat_rate', 'service_request/closed_at/category', 'indicator_cells_16', 'amount_5', 'amount_6')
--
insert into "cell_layout" values ('grid_self_resolve_rate', 'service_request/closed_at/category', 'indicator_cells_16', 'amount_7', 'amount_8')
--
insert into "cell_layout" values ('community_self_resolve_rate', 'service_request/closed_at/category', 'indicator_cells_16', 'amount_9', 'amount_8')
--
insert into "cell_layout" values ('closed_in_7_days_rate', 'service_request/closed_at/category', 'indicator_cells_16', 'amount_10', 'amount_2')
--
insert into "cell_layout" values ('resolution_rate', 'service_request/closed_at+received_at/category', 'indicator_cells_16', 'amount_1', 'amount_2')
--
insert into "cell_layout" values ('satisfaction_rate', 'service_request/closed_at+received_at/category', 'indicator_cells_16', 'amount_3', 'amount_4')
--
insert into "cell_layout" values ('dissatisfied_count', 'service_request/closed_at+received_at/category', 'indicator_cells_16', 'amount_5', null)
--
insert into "cell_layout" values ('requests_by_channel', 'service_request/received_at/channel', 'indicator_cells_2', 'amount_1', null)
--
insert into "cell_layout" values ('handling_days_by_level', 'service_request/closed_at/level', 'indicator_cells_2', 'amount_1', 'amount_2')
--
insert into "cell_layout" values ('renovation_projects', 'renovation_project/planned_start+start_on/project_type', 'indicator_cells_2', 'amount_1', null)
--
insert into "cell_layout" values ('investment_projects', 'investment_project/landed_on+reported_on/status', 'indicator_cells_2', 'amount_1', null)
--
insert into "cell_layout" values ('investment_landed', 'investment_project/landed_on', 'indicator_cells_2', 'amount_1', null)
--
insert into "cell_layout" values ('consultation_agreed_rate', 'activity/held_on/activity_type', 'indicator_cells_2', 'amount_1', 'amount_2')
--
insert into "cell_layout" values ('open_count', 'open_count', 'indicator_cells_2', 'amount_1', null)
--
insert into "cell_layout" values ('overdue_open_count', 'overdue_open_count', 'indicator_cells_2', 'amount_1', null)
--
insert into "grid_counts" values ('request_count', '340603003', '2026-01-01', '应急', '[1]')
--
insert into "grid_counts" values ('request_count', '340603003', '2026-02-01', '应急', '[16777218]')
--
insert into "grid_number" values ('340603003001', '0')
--
insert into "grid_number" values ('340603003002', '1')
--
insert into "import_batch" values ('20261129-0001', '1', 'area', 'areas.csv', '7eaffca306422ded7bd0d0563221fc97310f0c7c5c9f67bf4932ecf27668b161', '2026-11-29 13:38:36', 'clerk', '4', '0', '0', '{"sheets": [{"sheet": "areas", "table": "area", "heading": ["区域名称", "区域编码"], "supplied": ["area_code", "area_name", "valid_from"], "columns": {"area_code": "区域编码", "area_name": "区域名称"}}]}', '已入库', '{"status": "committed", "batch": "20261129-0001", "table": "area", "sheets": [{"name": "areas", "table": "area", "header_rows": 1, "rows_loaded": 4, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}', 'root')
--
insert into "import_batch" values ('20261129-0002', '2', 'service_request', 'requests.csv', 'dc5910c8803998334ccde09f8a4c94cee4827379566ba0fda03bce727f778f52', '2026-11-29 13:38:39', 'clerk', '3', '0', '0', '{"sheets": [{"sheet": "requests", "table": "service_request", "heading": ["办理状态", "办结时间", "受理时间", "工单编号", "所属网格", "来源渠道", "诉求内容", "诉求类别"], "supplied": ["request_no", "received_at", "area_code", "channel", "category", "title", "status", "closed_at"], "columns": {"area_code": "所属网格", "request_no": "工单编号", "received_at": "受理时间", "channel": "来源渠道", "category": "诉求类别", "title": "诉求内容", "status": "办理状态", "closed_at": "办结时间"}}]}', '已入库', '{"status": "committed", "batch": "20261129-0002", "table": "service_request", "sheets": [{"name": "requests", "table": "service_request", "header_rows": 1, "rows_loaded": 3, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}', 'root')
--
insert into "import_batch" values ('20261129-0003', '3', 'service_request', 'more.csv', '6fdc7583cf373afdeb45d3202779db97124813577fda8e5141b4ee852c2d1527', '2026-11-29 13:38:43', 'clerk', '2', '0', '0', '{"sheets": [{"sheet": "more", "table": "service_request", "heading": ["办理状态", "办结时间", "受理时间", "工单编号", "所属网格", "来源渠道", "诉求内容", "诉求类别"], "supplied": ["request_no", "received_at", "area_code", "channel", "category", "title", "status", "closed_at"], "columns": {"area_code": "所属网格", "request_no": "工单编号", "received_at": "受理时间", "channel": "来源渠道", "category": "诉求类别", "title": "诉求内容", "status": "办理状态", "closed_at": "办结时间"}}]}', '已撤回', '{"status": "committed", "batch": "20261129-0003", "table": "service_request", "sheets": [{"name": "more", "table": "service_request", "header_rows": 1, "rows_loaded": 2, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}', 'root')
--
insert into "indicator_cells_16" values ('service_request/received_at/category', 'true', '340603003001', '2026-01-01', '应急', '1.0', '1.0', '1.0', '0.0', '1.0', null, '0.0', '0.0', null, null, null, null, null, null, null, null)
--
insert into "indicator_cells_16" values ('service_request/received_at/category', 'true', '340603003002', '2026-02-01', '应急', '2.0', '1.0', '2.0', '0.0', '2.0', null, '0.0', '0.0', null, null, null, null, null, null, null, null)
--
insert into "indicator_cells_16" values ('service_request/received_at/category', 'false', '340603003002', '2026-02-01', 'all', '2.0', '1.0', '2.0', '0.0', '2.0', null, '0.0', '0.0', null, null, null, null, null, null, null, null)
--
insert into "indicator_cells_16" values ('service_request/received_at/category', 'false', '340603003001', '2026-01-01', 'all', '1.0', '1.0', '1.0', '0.0', '1.0', null, '0.0', '0.0', null, null, null, null, null, null, null, null)
--
insert into "indicator_cells_16" values ('service_request/closed_at/category', 'true', '340603003001', '2026-01-01', '应急', '0.0', '1.0', '0.0', '1.5833333333333333', null, null, null, null, null, '1.0', null, null, null, null, null, null)
--
insert into "indicator_cells_16" values ('service_request/closed_at/category', 'true', '340603003002', '2026-02-01', '应急', '0.0', '1.0', '0.0', '1.5833333333333333', null, null, null, null, null, '1.0', null, null, null, null, null, null)
--
insert into "indicator_cells_16" values ('service_request/closed_at/category', 'false', '340603003002', '2026-02-01', 'all', '0.0', '1.0', '0.0', '1.5833333333333333', null, null, null, null, null, '1.0', null, null, null, null, null, null)
--
insert into "indicator_cells_16" values ('service_request/closed_at/category', 'false', '340603003001', '2026-01-01', 'all', '0.0', '1.0', '0.0', '1.5833333333333333', null, null, null, null, null, '1.0', null, null, null, null, null, null)
--
insert into "indicator_cells_2" values ('service_request/received_at/channel', 'true', '340603003001', '2026-01-01', '来访', '1.0', null)
--
insert into "indicator_cells_2" values ('service_request/received_at/channel', 'true', '340603003002', '2026-02-01', '来访', '2.0', null)
--
insert into "indicator_cells_2" values ('service_request/received_at/channel', 'false', '340603003002', '2026-02-01', 'all', '2.0', null)
--
insert into "indicator_cells_2" values ('service_request/received_at/channel', 'false', '340603003001', '2026-01-01', 'all', '1.0', null)
--
insert into "indicator_cells_2" values ('service_request/closed_at/level', 'true', '340603003001', '2026-01-01', '未填', '1.5833333333333333', '1.0')
--
insert into "indicator_cells_2" values ('service_request/closed_at/level', 'true', '340603003002', '2026-02-01', '未填', '1.5833333333333333', '1.0')
--
insert into "indicator_cells_2" values ('service_request/closed_at/level', 'false', '340603003002', '2026-02-01', 'all', '1.5833333333333333', '1.0')
--
insert into "indicator_cells_2" values ('service_request/closed_at/level', 'false', '340603003001', '2026-01-01', 'all', '1.5833333333333333', '1.0')
--
insert into "indicator_cells_2" values ('open_count', 'true', '340603003002', '2026-02-01', '应急', '1.0', null)
--
insert into "indicator_cells_2" values ('open_count', 'true', '340603003002', '2026-01-01', 'all', '0.0', null)
--
insert into "indicator_cells_2" values ('open_count', 'true', '340603003002', '2026-02-01', 'all', '0.0', null)
--
insert into "indicator_cells_2" values ('open_count', 'true', '340603003001', '2026-01-01', 'all', '0.0', null)
--
insert into "indicator_cells_2" values ('open_count', 'true', '340603003001', '2026-02-01', 'all', '0.0', null)
--
insert into "indicator_cells_2" values ('open_count', 'false', '340603003002', '2026-02-01', 'all', '1.0', null)
--
insert into "indicator_cells_2" values ('open_count', 'false', '340603003001', '2026-02-01', 'all', '0.0', null)
--
insert into "indicator_cells_2" values ('open_count', 'false', '340603003002', '2026-01-01', 'all', '0.0', null)
--
insert into "indicator_cells_2" values ('open_count', 'false', '340603003001', '2026-01-01', 'all', '0.0', null)
--
insert into "indicator_cells_2" values ('overdue_open_count', 'true', '340603003002', '2026-01-01', 'all', '0.0', null)
--
insert into "indicator_cells_2" values ('overdue_open_count', 'true', '340603003002', '2026-02-01', 'all', '0.0', null)
--
insert into "indicator_cells_2" values ('overdue_open_count', 'true', '340603003001', '2026-01-01', 'all', '0.0', null)
--
insert into "indicator_cells_2" values ('overdue_open_count', 'true', '340603003001', '2026-02-01', 'all', '0.0', null)
--
insert into "indicator_cells_2" values ('overdue_open_count', 'false', '340603003002', '2026-02-01', 'all', '0.0', null)
--
insert into "indicator_cells_2" values ('overdue_open_count', 'false', '340603003001', '2026-02-01', 'all', '0.0', null)
--
insert into "indicator_cells_2" values ('overdue_open_count', 'false', '340603003002', '2026-01-01', 'all', '0.0', null)
--
insert into "indicator_cells_2" values ('overdue_open_count', 'false', '340603003001', '2026-01-01', 'all', '0.0', null)
--
insert into "indicator_fact" values ('requests_per_1000_hh', '340603003002', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0')
--
insert into "indicator_fact" values ('requests_per_1000_hh', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0')
--
insert into "indicator_fact" values ('reporting_coverage_rate', '340603003001', '2026-01-01', '2026-01-01', 'service_request', '1.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_fact" values ('reporting_coverage_rate', '340603003002', '2026-01-01', '2026-01-01', 'service_request', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'avg_handling_days', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'avg_handling_days', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'closed_in_7_days_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'closed_in_7_days_rate', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'closed_late_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'closed_late_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'closure_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'closure_rate', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'grid_found_share', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'grid_found_share', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'handling_days_by_level', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'handling_days_by_level', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'online_share', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'online_share', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'ontime_closure_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'ontime_closure_rate', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'open_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'open_count', '340603003002', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'open_count', '340603003001', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'open_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'overdue_open_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'overdue_open_count', '340603003002', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'overdue_open_count', '340603003001', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'overdue_open_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'reporting_coverage_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'reporting_coverage_rate', '340603003002', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'request_count', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'request_count', '340603003002', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'requests_by_channel', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'requests_by_channel', '340603003002', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'requests_per_1000_hh', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'requests_per_1000_hh', '340603003002', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'response_rate', '340603003001', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('12', 'false', 'response_rate', '340603003002', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'avg_handling_days', '340603003', '2026-01-01', '2026-01-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'avg_handling_days', '340603003', '2026-02-01', '2026-02-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'closed_in_7_days_rate', '340603003', '2026-01-01', '2026-01-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'closed_in_7_days_rate', '340603003', '2026-02-01', '2026-02-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'closed_late_count', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'closed_late_count', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'closure_rate', '340603003', '2026-01-01', '2026-01-01', 'all', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'closure_rate', '340603003', '2026-02-01', '2026-02-01', 'all', '1.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'grid_found_share', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'grid_found_share', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'handling_days_by_level', '340603003', '2026-01-01', '2026-01-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'handling_days_by_level', '340603003', '2026-02-01', '2026-02-01', 'all', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'online_share', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'online_share', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'ontime_closure_rate', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'ontime_closure_rate', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'open_count', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '2', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'open_count', '340603003', '2026-02-01', '2026-02-01', 'all', '1.0', null, '0', '0', 'event', '0', '2', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'overdue_open_count', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '2', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'overdue_open_count', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '2', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'reporting_coverage_rate', '340603003', '2026-01-01', '2026-01-01', 'all', '1.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'request_count', '340603003', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'request_count', '340603003', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'requests_by_channel', '340603003', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'requests_by_channel', '340603003', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'requests_per_1000_hh', '340603003', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'requests_per_1000_hh', '340603003', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'response_rate', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'false', 'response_rate', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'avg_handling_days', '340603003', '2026-01-01', '2026-01-01', '应急', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'avg_handling_days', '340603003', '2026-02-01', '2026-02-01', '应急', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'closed_in_7_days_rate', '340603003', '2026-01-01', '2026-01-01', '应急', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'closed_in_7_days_rate', '340603003', '2026-02-01', '2026-02-01', '应急', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'closed_late_count', '340603003', '2026-01-01', '2026-01-01', '应急', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'closed_late_count', '340603003', '2026-02-01', '2026-02-01', '应急', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'closure_rate', '340603003', '2026-01-01', '2026-01-01', '应急', '1.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'closure_rate', '340603003', '2026-02-01', '2026-02-01', '应急', '1.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'grid_found_share', '340603003', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'grid_found_share', '340603003', '2026-02-01', '2026-02-01', '应急', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'handling_days_by_level', '340603003', '2026-01-01', '2026-01-01', '未填', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'handling_days_by_level', '340603003', '2026-02-01', '2026-02-01', '未填', '1.5833333333333333', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'online_share', '340603003', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'online_share', '340603003', '2026-02-01', '2026-02-01', '应急', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'ontime_closure_rate', '340603003', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'ontime_closure_rate', '340603003', '2026-02-01', '2026-02-01', '应急', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'open_count', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'open_count', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'open_count', '340603003', '2026-02-01', '2026-02-01', '应急', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'overdue_open_count', '340603003', '2026-01-01', '2026-01-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'overdue_open_count', '340603003', '2026-02-01', '2026-02-01', 'all', '0.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'reporting_coverage_rate', '340603003', '2026-01-01', '2026-01-01', 'service_request', '1.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'request_count', '340603003', '2026-01-01', '2026-01-01', '应急', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'request_count', '340603003', '2026-02-01', '2026-02-01', '应急', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'requests_by_channel', '340603003', '2026-01-01', '2026-01-01', '来访', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'requests_by_channel', '340603003', '2026-02-01', '2026-02-01', '来访', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'requests_per_1000_hh', '340603003', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'requests_per_1000_hh', '340603003', '2026-02-01', '2026-02-01', 'all', '2.0', null, '0', '0', 'event', '0', '1', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'response_rate', '340603003', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_rollup" values ('9', 'true', 'response_rate', '340603003', '2026-02-01', '2026-02-01', '应急', '0.0', '2.0', '0', '0', 'event', '0', '0', '0')
--
insert into "indicator_state" values ('commitment_closed_rate', '6a010d2209d18565175250e4332eeca7adda6801a14570f46d6be39f0b945b8b')
--
insert into "indicator_state" values ('commitment_ontime_rate', 'e1fa2fa40a732d4bc6bde804435cf85c64307b30706962ff580521a177028b52')
--
insert into "indicator_state" values ('commitment_overdue_count', 'b6e4b1d92414f228f92d30bf36c97c33613a39141ab8923ff8ee750715f00d75')
--
insert into "indicator_state" values ('action_per_claimed_wish', '9945863f1387cc52aff9bcca40adf484de08abbf3bf8b6333219ef8b74f61d32')
--
insert into "indicator_state" values ('legacy_title_dwellings', '8460463dd464187e8d77906672b0effa69717041904f427f4305430b224e54e1')
--
insert into "indicator_state" values ('request_count', '8fbb79802b45d2c90be30c4681b13299570de207145f8025bd66be8822ad68ac')
--
insert into "indicator_state" values ('closed_late_count', '9d5b1b6855d041ff46c6560f040b559593332e2b89ecca49544f7b09986ebe13')
--
insert into "indicator_state" values ('response_rate', '9d9a21029094333d0a224905b38490e1398b7ed6b881707b24ae5d1cf917b7f7')
--
insert into "indicator_state" values ('resolution_rate', '4b77b29860c1b3fe2020679f13ccc950c5ed8288a3cb3e18cbb272e58e7f22ad')
--
insert into "indicator_state" values ('satisfaction_rate', 'cc712ef46274e06206018fcaad8bb01783f4d85654e69c92e5b2eefc51bc4aae')
--
insert into "indicator_state" values ('dissatisfied_count', '30fd435d1f8ae268d08a4e625bf62c9e08e5fc8120f0b8cb7bf161044a9a8c26')
--
insert into "indicator_state" values ('three_rate_score', 'ed5e216dfcf990b363bddac4f3ad04d5fd6afdb10ba1b36a50edb3684730637c')
--
insert into "indicator_state" values ('open_count', '52063a62f2fc6cd095e3ee0cf210bb9bb1072cf6949ef5004cd0974a6f5561a6')
--
insert into "indicator_state" values ('repeat_rate', '0496a1e412ec0a0599f1bc506de6c42903ef60411066824e51d50bd45f5f3c13')
--
insert into "indicator_state" values ('requests_by_channel', 'ef00709018ad3b72c5048ea5cc1a56db52fbb5ebc4567f4e87bb33a9314dac4f')
--
insert into "indicator_state" values ('online_share', 'dd3d4b095c321450031e9994d812e191aee7a4ef11ef90370dc10b21cafe0227')
--
insert into "indicator_state" values ('closed_in_7_days_rate', '42126aefa1c762363c8f3005a4692e94fde16397ae09b84d97a6dbf48be008fb')
--
insert into "indicator_state" values ('renovation_start_rate_hh', 'f16d59dc6aadccd1963ffaad8a55f18c29b52a744a8aff0b93db88e45e851c40')
--
insert into "indicator_state" values ('renovation_done_rate', '59bff354e6a8f02fd1e9f84c191614cba53d7fb4ab3d704777357e67eb978b17')
--
insert into "indicator_state" values ('owner_consent_rate', '614b7fa3ef0df0c5f2883d1fd47d9f0ba773520c82fecbd9f308b95f5aed68df')
--
insert into "indicator_state" values ('illegal_sites_removed', '3400e3ca30a471d3d6a1ea228e242da757d1bbe3faac411762970e4a3d3f225e')
--
insert into "indicator_state" values ('illegal_households_removed', '9804ca7b9bf1deb2a7ffdf8dc9e0f4aa8cd57dd2a41de911f8ddee410deded6b')
--
insert into "indicator_state" values ('elevators_completed', 'bf72d6638eda5ed239017b88bf09693a559c1c68fb2a6cdc1c5b9fc4c5dafac3')
--
insert into "indicator_state" values ('parking_added', '291155e670a400418671a2352ee42073a1c2391488f76f2f2f71448343d38f3d')
--
insert into "indicator_state" values ('renovation_community_coverage', '9a77889cb1f6827b278cd2c50be7dbc56b93da520b7e427111dd952632e55db1')
--
insert into "indicator_state" values ('urban_new_employment', '02f9491dd7e25bb0cbdc7fae2fa7adaf21e1de2a952a495aaa008ae8f736de2a')
--
insert into "indicator_state" values ('vacancy_seeker_ratio', '18b7c61bcca6a01267510d82ec7fdbce4eab0eeaf24b79b40f8cf2d648d00e3c')
--
insert into "indicator_state" values ('jobs_developed', 'd79e8ed21aad1e1d756f4433b8640ef8640690381b42a241d50cbbb536a10699')
--
insert into "indicator_state" values ('job_notices', 'f279ed1541bd5b9977e2afe257d9ee87d1d3cc83e087e2766077a8be957e2831')
--
insert into "indicator_state" values ('dispute_mediation_rate', 'fa2507df99c23ec674122086695ffe3ab8af35d243671558849e2c6704981b92')
--
insert into "indicator_state" values ('dibao_paid', '7772b88782ad11f9502fcde76ec278339b4c2f841816f6d289ea93607ea78516')
--
insert into "indicator_state" values ('enterprise_issue_closure_rate', '9f9cc5c9ed94a5fc32b632d8fcda00005b56cf4af2bf7cdd39586af08a804496')
--
insert into "indicator_state" values ('issues_per_100_visits', '44e96653cb5cc6838ef1befb4c98be64dca4b91f149558fc3b9b2eecdfc54d41')
--
insert into "indicator_state" values ('fiscal_revenue', '908d948bdb9d534a8812dcf71f0205919d85c957dbad20ebe216971aaa8368d4')
--
insert into "indicator_state" values ('fiscal_revenue_completion', '91a4744fbd5932a84c6c400aff17192082aaed73b4882079be6047e7a1b05711')
--
insert into "indicator_state" values ('fiscal_over_schedule', '6415e9236580e1d87a0a916f02de273fba9355fac7d59867809472e2c70834be')
--
insert into "indicator_state" values ('funds_in_place', 'dd9ba1392a4d762152a37d6cabc64f7d03d5b05a824491353896b44b98a0ed0a')
--
insert into "indicator_state" values ('investment_landed', 'caada607690c5888f5082e85ad851ecd223cfb171b8f74e4f98c53485561e0bb')
--
insert into "indicator_state" values ('investment_total', 'cf3814bb635255cb58411ad3e8f5d458a4e304c8dcad463d6a5dde68fee20322')
--
insert into "indicator_state" values ('volunteer_site_coverage', 'fa63e2736594e30d7ab77706db4db9113a8c514e9f8866134bfea5ecd56c1dcc')
--
insert into "indicator_state" values ('grid_station_coverage', '8d3576775912d6fea0c712e4b24bdd39e9c1d3db69dac6fa69d8c52794f0620a')
--
insert into "indicator_state" values ('partner_units_per_activity', '2c894f4cc79654a2715686de377000701c1249d362c60c5e41626df037137474')
--
insert into "indicator_state" values ('grids_per_community', 'c0fed75b4c25db79d4935e38f923822386f1ee9f62ec7194cd0c1f2b13f80ae0')
--
insert into "indicator_state" values ('vacant_share', 'b37a1e666d875a61dce40b47b3a35b9e9d29490991367e32eb9b71d97f475d82')
--
insert into "indicator_state" values ('occupied_share', '14475ecd6978e36a0e4c2dd7dbce403c2ca7020a43a734686366dbf26d890b8a')
--
insert into "indicator_state" values ('elderly_share_60', '990cbfb7623e646a283b8bfe2ce872a1051cc1110022ac332fccc351604f1aec')
--
insert into "indicator_state" values ('elder_beds_per_1000', '05ba95680c100c195203e03fd366616829dca2bdad1cf95b4d175c1bf193f5ea')
--
insert into "indicator_state" values ('service_area_per_100hh', 'd3f92027a1feee033d0f15054c4e3f3e433624db6cfa3274e2edd78332ef3a1f')
--
insert into "indicator_state" values ('facility_added', '8a3d5978f8f43def7add0b720773629d81f3acf23a30641ba8ab52f4ac9ea961')
--
insert into "indicator_state" values ('fitness_pieces_added', 'b046823c1e70bcdaa108b1074caea18f9371843166eeaf2a9bc1f8dcdeca6f55')
--
insert into "indicator_state" values ('target_completion_rate', 'a290d52a04d8e19c3ff3027ed569e820fd2b64f6844f615185a77274ee6a9077')
--
insert into "indicator_state" values ('commitment_satisfaction', '1132bf07d4e033d8f7923249ba4c5428f3e6e3083fe1cfc8af83cda97fc4b680')
--
insert into "indicator_state" values ('wish_resolved_rate', '8ebe8dc9c4ffe78b46753115a095da2f1f730bfe3ffbe7693d1fa9a04481f961')
--
insert into "indicator_state" values ('requests_per_1000_hh', '352990bcd26ca1bfcc3ac559ecb3877dadf5db4cef6c324111c940e3d2c57ffd')
--
insert into "indicator_state" values ('closure_rate', '8442a9b47ccb09f3e05a130dd5310ed5acd5e09d54bd630a0f8ba76582479b88')
--
insert into "indicator_state" values ('ontime_closure_rate', '7112771b9f17fd8653dbb7c23d52525fe839c88301058bdcfb8d2c12e9f16632')
--
insert into "indicator_state" values ('overdue_open_count', '86390f25a0363220f5630b13a7c04e044cf7a9bdc3d1913fe704665885ca5033')
--
insert into "indicator_state" values ('avg_handling_days', '105277e56bd1452c1be0a7be45272cf1e58448c9cdb41862e4a2dc001dcfff76')
--
insert into "indicator_state" values ('repeat_count', 'bba336af2fe589941f57e880c840364fb0c377bcebcd0698017f36e53304953a')
--
insert into "indicator_state" values ('grid_self_resolve_rate', '7d81d4a2582d41c1fb2c6ae10964c944d332cc4340dd48772d2e589b25393413')
--
insert into "indicator_state" values ('community_self_resolve_rate', 'e852e7b11ad57622bb07c269bac4a75411b2bd12dcafb79586ef0a14731a01a3')
--
insert into "indicator_state" values ('grid_found_share', 'e219404c2ae987f63efe25e5b641eeaa1ede01c9f091f257913ff978f49ac264')
--
insert into "indicator_state" values ('avg_response_hours', 'a9b2bff069b4c7eb126b6ee90ca753543bc2373db9f34730604b71956198b622')
--
insert into "indicator_state" values ('graded_share', '8689c14a81e5d01362e14395152a587c2c37de6e138ac77d2de35602d60ace29')
--
insert into "indicator_state" values ('handling_days_by_level', 'aacdde2cf01c840de17a6e1dd112f0de602923d38e59c464f97b872c74813f25')
--
insert into "indicator_state" values ('renovation_projects', '43332223aac82b9bf9d3b1ef106d43edaaddd920155e2ff4060b7fd0beb5babe')
--
insert into "indicator_state" values ('renovation_start_rate', '7e4adbc4a670853c056a8507d87ac3d7c8bf0ee91d66a129686964f91f0481e9')
--
insert into "indicator_state" values ('renovated_households', '5372b51e59262b59bc91a8dc39f6ad3901421b4377493840f199d65c227f4ff0')
--
insert into "indicator_state" values ('renovated_buildings', 'a93faaef3b4b3aad2794b92cc20ed4b8726f5dfa1b9da19c23b44eb93d7fd539')
--
insert into "indicator_state" values ('illegal_area_removed', '88a88aa61461565074f2fe3a7f95ac1bfcdee8395ecc03f4a16dfd93f4f3406b')
--
insert into "indicator_state" values ('elevators_added', 'f08ea24a642b3ba772861c85cd20303b8ed108c0d42484fdaad03cc8f701db1d')
--
insert into "indicator_state" values ('charging_added', '4a58966c46ad79d482f84b9c600f1ee257ac92a690263765d918ce068bdb6141')
--
insert into "indicator_state" values ('households_per_renovated_building', '2c517e52557b739ef1e696ee8a19201d21d5c786b80139b76ac736dd63f158d0')
--
insert into "indicator_state" values ('reemployment', '48a63cc7b6b9b785c3818eaf61e2e52cd65b6ea86f9929d47b76f89d4c8fe137')
--
insert into "indicator_state" values ('hardship_employment', '2de38cc660e36e8680623553efa59ed7e2820447a807d926b4e71fc3895e1182')
--
insert into "indicator_state" values ('fairs', '8cab91cbe10932839bf47634e12c12bdee5a7ead654c2dda907b7c24046f8f91')
--
insert into "indicator_state" values ('fair_intent_rate', '788cda2a7414fda83be10b618e6da4ba726330697edfea1f1a4844cb34257597')
--
insert into "indicator_state" values ('participants_per_fair', 'cfc23561f0d4901427241f6e6bcec379edbc08c942001963c134dd2d0276ca25')
--
insert into "indicator_state" values ('dibao_per_person', 'f6e8f020fcaf42bd354c3d141424fd3ce8b9848ef39a1f92b04f95caf26a9050')
--
insert into "indicator_state" values ('enterprise_visits', '7dc3088ae19febdb4fc7745fb8889169b861d33845143f40778df14fd27b2f1f')
--
insert into "indicator_state" values ('enterprise_events', '35a09e75c87ac9d0e0d476c56a53953872481a9c481dee1e59f2f5d059070d48')
--
insert into "indicator_state" values ('funds_in_place_completion', 'fdc3ceb6062f70f236f14682f7116270e72fb5b53570f1e27126d1fbb918bb56')
--
insert into "indicator_state" values ('funds_in_place_ratio', '9ba9da9a87b6e40007249abaf7a19fef4527ee8eedf28573d0cd0867f16d332c')
--
insert into "indicator_state" values ('investment_projects', 'e9e67f76b857af8619d31d76d6ad7c1c1b3896b186cb92a6ce154f3fe95ed8a1')
--
insert into "indicator_state" values ('volunteer_activities', '3ad32489c0151123de2ae0dd2468c7711b54a77bcde1cf7a9e63a6d7e2ae00ed')
--
insert into "indicator_state" values ('participants_per_activity', 'fe89da85f5fc99240d42980a617d6dda7963566980efe9c561aa22d266006628')
--
insert into "indicator_state" values ('beneficiaries', '876017114ece267c288245e6db79463882bd71d98607386af1457358b2c8bc68')
--
insert into "indicator_state" values ('volunteer_teams', '691c7e1916906eccab05be627d41be6e9597d449a13261ed223b3b7cb4dc115c')
--
insert into "indicator_state" values ('model_station_share', 'a97ea2659929a60128f6fc764759d2479531cf8d2d95edb4720f9714dc089870')
--
insert into "indicator_state" values ('consultation_count', 'e8c6c87cdb4d57ce27a605255726819cee5a2b351296428398dc19c07b67e375')
--
insert into "indicator_state" values ('consultation_agreed_rate', '86297775188592319a79c2b835e9cc0511bdb372dfd7da4442c6de77e6e0ed96')
--
insert into "indicator_state" values ('households_per_grid', '60bda74fd6f38c3940c718adbf56c0aa7a4d74a9511f2892d79233ed949e07ad')
--
insert into "indicator_state" values ('persons_per_household', '1ee19c92037dd51bbc87b8046991e6dea82f4bfe65934196b39f0c5d737d953d')
--
insert into "indicator_state" values ('rental_share', 'a0d382bbe834f2645df5349798da5309c47cc9c9be62cc4c4751e59c7243a33a')
--
insert into "indicator_state" values ('info_entry_rate', '1ec50c513553581ebc732e352870020d580c27926808c3bed44bbb38ba917f8b')
--
insert into "indicator_state" values ('childcare_places_per_1000', '70363c9beccd7104d9ebd9f7c36dcfa98b5b2cc44c98bad0b2c3bc2aa3252ae3')
--
insert into "indicator_state" values ('implied_residents', '667940b84e20cfa59383976b47f67119893c3373541e1e75dddb4938e384ee6b')
--
insert into "indicator_state" values ('key_task_ontrack_rate', 'f0191adf45165e91bf330024af063d37ea56869162b12c7fc406f3fc4a308856')
--
insert into "indicator_state" values ('schedule_lead_pp', 'd101f046d4757269c77ea5a2737530a6e030070201d46db6856afd5408aa9df8')
--
insert into "indicator_state" values ('key_task_lag_rate', '1849135fcc452debb2bd13338b373dca05df821efd588ebbc4fa419c4679a844')
--
insert into "indicator_state" values ('reporting_coverage_rate', '8185b0248ca269432268a8d064711fdcf6871a3abd3a77f0d2aa8feda669ab4b')
--
insert into "open_request" values ('A3', '340603003002', '2026-02-09 10:00:00', 'resident', '应急', null, null)
--
insert into "schema_state" values ('d8bd854edc1a8754a94e1e4b10c0a8a0f727f456bf545189807f14d0397ee2da')
--
insert into "schema_version" values ('4', '2026-11-29 21:07:47.167015')
--
insert into "schema_version" values ('5', '2026-11-30 05:53:17.719652')
--
insert into "schema_version" values ('6', '2026-11-30 20:01:22.540012')
--
insert into "schema_version" values ('7', '2026-12-01 03:42:38.4286')
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
insert into "table_batches" values ('service_request', '340603003001', '2026-01-01', '20261129-0002')
--
insert into "table_batches" values ('service_request', '340603003002', '2026-02-01', '20261129-0002')
--
insert into "table_months" values ('service_request', '340603003002', '2026-02-01', '2026-02-09', '2')
--
insert into "table_months" values ('service_request', '340603003001', '2026-01-01', '2026-01-05', '1')
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
CREATE VIEW indicator_values AS (SELECT indicator, area_code, "month", first_month, breakdown, numerator, denominator, numerator_bound, denominator_bound, origin, covered_length FROM indicator_fact) UNION ALL (SELECT 'wish_resolved_rate' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_1 AS numerator, amount_2 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_2 WHERE by_part) WHERE (("family" = 'commitment/accepted_on') AND (amount_1 IS NOT NULL)))UNION ALL (SELECT 'request_count' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_1 AS numerator, CAST(NULL AS double) AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/received_at/category') AND (amount_1 IS NOT NULL)))UNION ALL (SELECT 'closure_rate' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_2 AS numerator, amount_3 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/received_at/category') AND (amount_2 IS NOT NULL)))UNION ALL (SELECT 'response_rate' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_4 AS numerator, amount_5 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/received_at/category') AND (amount_4 IS NOT NULL)))UNION ALL (SELECT 'repeat_count' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_6 AS numerator, CAST(NULL AS double) AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/received_at/category') AND (amount_6 IS NOT NULL)))UNION ALL (SELECT 'online_share' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_7 AS numerator, amount_1 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/received_at/category') AND (amount_7 IS NOT NULL)))UNION ALL (SELECT 'grid_found_share' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_8 AS numerator, amount_3 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/received_at/category') AND (amount_8 IS NOT NULL)))UNION ALL (SELECT 'avg_response_hours' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_9 AS numerator, amount_10 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/received_at/category') AND (amount_9 IS NOT NULL)))UNION ALL (SELECT 'graded_share' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_11 AS numerator, amount_12 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/received_at/category') AND (amount_11 IS NOT NULL)))UNION ALL (SELECT 'enterprise_issue_closure_rate' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_13 AS numerator, amount_14 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/received_at/category') AND (amount_13 IS NOT NULL)))UNION ALL (SELECT 'ontime_closure_rate' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_1 AS numerator, amount_2 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/closed_at/category') AND (amount_1 IS NOT NULL)))UNION ALL (SELECT 'closed_late_count' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_3 AS numerator, CAST(NULL AS double) AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/closed_at/category') AND (amount_3 IS NOT NULL)))UNION ALL (SELECT 'avg_handling_days' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_4 AS numerator, amount_2 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/closed_at/category') AND (amount_4 IS NOT NULL)))UNION ALL (SELECT 'repeat_rate' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_5 AS numerator, amount_6 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/closed_at/category') AND (amount_5 IS NOT NULL)))UNION ALL (SELECT 'grid_self_resolve_rate' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_7 AS numerator, amount_8 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/closed_at/category') AND (amount_7 IS NOT NULL)))UNION ALL (SELECT 'community_self_resolve_rate' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_9 AS numerator, amount_8 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/closed_at/category') AND (amount_9 IS NOT NULL)))UNION ALL (SELECT 'closed_in_7_days_rate' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_10 AS numerator, amount_2 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/closed_at/category') AND (amount_10 IS NOT NULL)))UNION ALL (SELECT 'resolution_rate' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_1 AS numerator, amount_2 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/closed_at+received_at/category') AND (amount_1 IS NOT NULL)))UNION ALL (SELECT 'satisfaction_rate' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_3 AS numerator, amount_4 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/closed_at+received_at/category') AND (amount_3 IS NOT NULL)))UNION ALL (SELECT 'dissatisfied_count' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_5 AS numerator, CAST(NULL AS double) AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_16 WHERE by_part) WHERE (("family" = 'service_request/closed_at+received_at/category') AND (amount_5 IS NOT NULL)))UNION ALL (SELECT 'requests_by_channel' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_1 AS numerator, CAST(NULL AS double) AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_2 WHERE by_part) WHERE (("family" = 'service_request/received_at/channel') AND (amount_1 IS NOT NULL)))UNION ALL (SELECT 'handling_days_by_level' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_1 AS numerator, amount_2 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_2 WHERE by_part) WHERE (("family" = 'service_request/closed_at/level') AND (amount_1 IS NOT NULL)))UNION ALL (SELECT 'renovation_projects' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_1 AS numerator, CAST(NULL AS double) AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_2 WHERE by_part) WHERE (("family" = 'renovation_project/planned_start+start_on/project_type') AND (amount_1 IS NOT NULL)))UNION ALL (SELECT 'investment_projects' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_1 AS numerator, CAST(NULL AS double) AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_2 WHERE by_part) WHERE (("family" = 'investment_project/landed_on+reported_on/status') AND (amount_1 IS NOT NULL)))UNION ALL (SELECT 'investment_landed' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_1 AS numerator, CAST(NULL AS double) AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_2 WHERE by_part) WHERE (("family" = 'investment_project/landed_on') AND (amount_1 IS NOT NULL)))UNION ALL (SELECT 'consultation_agreed_rate' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_1 AS numerator, amount_2 AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_2 WHERE by_part) WHERE (("family" = 'activity/held_on/activity_type') AND (amount_1 IS NOT NULL)))UNION ALL (SELECT 'open_count' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_1 AS numerator, CAST(NULL AS double) AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_2 WHERE by_part) WHERE (("family" = 'open_count') AND (amount_1 IS NOT NULL)))UNION ALL (SELECT 'overdue_open_count' AS indicator, area_code, "month", "month" AS first_month, breakdown, amount_1 AS numerator, CAST(NULL AS double) AS denominator, CAST(0 AS utinyint) AS numerator_bound, CAST(0 AS utinyint) AS denominator_bound, 'event' AS origin, CAST(0 AS utinyint) AS covered_length FROM (SELECT * FROM indicator_cells_2 WHERE by_part) WHERE (("family" = 'overdue_open_count') AND (amount_1 IS NOT NULL)));
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
