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
insert into "area" values ('340603', '相山区', null, 'district', null, null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', null, '2000-01-01', null, '20261128-0001', 'areas', '2')
--
insert into "area" values ('340603003', '西街道', null, 'street', '340603', null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', null, '2000-01-01', null, '20261128-0001', 'areas', '3')
--
insert into "area" values ('340603003001', '新华社区', null, 'community', '340603003', null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', null, '2000-01-01', null, '20261128-0001', 'areas', '4')
--
insert into "area" values ('340603003002', '南山社区', null, 'community', '340603003', null, null, '0', null, '0', null, '0', null, '0', null, '0', null, 'local', null, '2000-01-01', null, '20261128-0001', 'areas', '5')
--
insert into "audit_pending" values ('88dae65cd75e484d991307e798626ad6', '1', '2026-11-28T16:50:20+00:00', 'undo', 'root', 'clerk', null, '{"batch": "20261128-0003", "tables": ["service_request"]}', 'ea10645d397e9a58a28e840058fdbee9ac90bf1db86b119c81275303dc886a7c')
--
insert into "import_batch" values ('20261128-0001', '1', 'area', 'areas.csv', '7eaffca306422ded7bd0d0563221fc97310f0c7c5c9f67bf4932ecf27668b161', '2026-11-28 16:45:11', 'clerk', '4', '0', '0', '{"sheets": [{"sheet": "areas", "table": "area", "heading": ["区域名称", "区域编码"], "supplied": ["area_code", "area_name", "valid_from"], "columns": {"area_code": "区域编码", "area_name": "区域名称"}}]}', '已入库', '{"status": "committed", "batch": "20261128-0001", "table": "area", "sheets": [{"name": "areas", "table": "area", "header_rows": 1, "rows_loaded": 4, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}')
--
insert into "import_batch" values ('20261128-0002', '2', 'service_request', 'requests.csv', 'dc5910c8803998334ccde09f8a4c94cee4827379566ba0fda03bce727f778f52', '2026-11-28 16:47:19', 'clerk', '3', '0', '0', '{"sheets": [{"sheet": "requests", "table": "service_request", "heading": ["办理状态", "办结时间", "受理时间", "工单编号", "所属网格", "来源渠道", "诉求内容", "诉求类别"], "supplied": ["request_no", "received_at", "area_code", "channel", "category", "title", "status", "closed_at"], "columns": {"area_code": "所属网格", "request_no": "工单编号", "received_at": "受理时间", "channel": "来源渠道", "category": "诉求类别", "title": "诉求内容", "status": "办理状态", "closed_at": "办结时间"}}]}', '已入库', '{"status": "committed", "batch": "20261128-0002", "table": "service_request", "sheets": [{"name": "requests", "table": "service_request", "header_rows": 1, "rows_loaded": 3, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}')
--
insert into "import_batch" values ('20261128-0003', '3', 'service_request', 'more.csv', '6fdc7583cf373afdeb45d3202779db97124813577fda8e5141b4ee852c2d1527', '2026-11-28 16:49:11', 'clerk', '2', '0', '0', '{"sheets": [{"sheet": "more", "table": "service_request", "heading": ["办理状态", "办结时间", "受理时间", "工单编号", "所属网格", "来源渠道", "诉求内容", "诉求类别"], "supplied": ["request_no", "received_at", "area_code", "channel", "category", "title", "status", "closed_at"], "columns": {"area_code": "所属网格", "request_no": "工单编号", "received_at": "受理时间", "channel": "来源渠道", "category": "诉求类别", "title": "诉求内容", "status": "办理状态", "closed_at": "办结时间"}}]}', '已撤回', '{"status": "committed", "batch": "20261128-0003", "table": "service_request", "sheets": [{"name": "more", "table": "service_request", "header_rows": 1, "rows_loaded": 2, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}')
--
insert into "indicator_state" values ('commitment_satisfaction', '3715b527efefacada7686a78eb7c432ed987ad5a0b22d6eab55ba671d5026ce4')
--
insert into "indicator_state" values ('wish_resolved_rate', '704a2c6138699826c29e4928d735b0d9cddc1c9fbeebb617c50aecbe84f9698a')
--
insert into "indicator_state" values ('requests_per_1000_hh', '2168fe7f64e308a9933679db2592cb719cd5e638eff7a9262e0ae0e3a3720f4f')
--
insert into "indicator_state" values ('closure_rate', 'c8846bc6d1a863c6edd7fc13b0d8734441f4481c052f2c0a6d9621096e44c430')
--
insert into "indicator_state" values ('ontime_closure_rate', '5aaca5710a73f530000f3e6049cd1954dfeebd4fbda28d4579aa7e6551d354ce')
--
insert into "indicator_state" values ('overdue_open_count', '96617460fe27437587162e8712406e480d22c2b396d76ce5658812ddac620983')
--
insert into "indicator_state" values ('avg_handling_days', '176bb0f64e10b691b875b004b17026c6d5d811c834f19dc31db709e688ec581a')
--
insert into "indicator_state" values ('grid_self_resolve_rate', '200d78153355d1742ee0bf20a8cd1649132c1ec477a39e03ed0d4226f5339395')
--
insert into "indicator_state" values ('community_self_resolve_rate', 'fde7ad8c091999cdcde3f506742646a641b9791f6307a7dffd6064d40f25e61c')
--
insert into "indicator_state" values ('grid_found_share', 'c0e2077cde294b1cac52935287a951cd7997f6ba134537d84e76884700e1875e')
--
insert into "indicator_state" values ('avg_response_hours', 'b190a993224937fd240195b4d623cbf9d3d2ebce93190c7a7325fac0447b45b5')
--
insert into "indicator_state" values ('graded_share', '56f4b79431e1030d4ce4183b546a26e70f16b1b17592236f51cea7015e2d87d2')
--
insert into "indicator_state" values ('handling_days_by_level', '2b1bd145e885c763ca5ea5c2e34478e711bb72b064e63afd1e7028e9a58f9326')
--
insert into "indicator_state" values ('renovation_projects', 'da9d64c0a9706b4b8378512c17c3c2ec4c2ff7d2a443745ba77c17170527f29f')
--
insert into "indicator_state" values ('renovation_start_rate', 'b5aa7255659b84e59a008954690f2a5f03205fde78b5b0353c2d278e4d511667')
--
insert into "indicator_state" values ('renovated_households', 'da2e881aca9068e79ea550e663912b78ae295866f5d31cb4cbee18c7dab98fc2')
--
insert into "indicator_state" values ('renovated_buildings', '7faa47e2306bb05b9af84ff3a9564f82692ec033ced1ffa4dda27ea144f14287')
--
insert into "indicator_state" values ('illegal_area_removed', 'f3936c1ff0219627631efc1a9acbebfa14d74374920196bacd67cfef79f549ff')
--
insert into "indicator_state" values ('elevators_added', 'b582fbfa51baaf6685a9f4b896c6fab516653d7cddc9fbbcc6a01bd7ba233aeb')
--
insert into "indicator_state" values ('charging_added', '7d833b8e3844ac609cbeceb089d1c017322f1d7379d7cf9c421b9af8526e25df')
--
insert into "indicator_state" values ('households_per_renovated_building', '094b4c65932c29c71c3ed7e046827b8c187f51b7606f684c0e81070eb826643c')
--
insert into "indicator_state" values ('reemployment', '03e2570e023786eaf4d3ebe1152d65daf141f79fec9c24e18363d0785d0c26cf')
--
insert into "indicator_state" values ('hardship_employment', '4aa3fa67a53cc37f012da2c573694473d397ba038d06bd4e44d6bbc5f174bd29')
--
insert into "indicator_state" values ('fairs', '2f6dca77b7d31de5b9302e91572a01780cf0d956e7aa8a3f0a35b67b93e4b44a')
--
insert into "indicator_state" values ('fair_intent_rate', 'd6569f48871d9f888a6a3c72e9bad5a11141d4a1fe7f7ea134535c9606809314')
--
insert into "indicator_state" values ('participants_per_fair', '6785b70191fc5ae2cf3c6c98fb5bb3c35ce8b027968c4f53877f986e1a9ae378')
--
insert into "indicator_state" values ('dibao_per_person', 'e26928bd45bb6bf7dfd907c08b62c2b4c9b65c9daf4fb515f84210876ea2947c')
--
insert into "indicator_state" values ('enterprise_visits', '71533ab4b953f68570430a4e0dc231035667e40690fbe68bcac33e0ca1118cab')
--
insert into "indicator_state" values ('enterprise_events', 'fea0a9702bb9e27a6cf8df32aa866fde1f899620ac48a6687728b1e38b217448')
--
insert into "indicator_state" values ('funds_in_place_completion', '81e0993d8b4078fe7afb7679e94344f230d549e4595621f3573584d60b64fb39')
--
insert into "indicator_state" values ('funds_in_place_ratio', 'c7625d00df04d70ae608002703365939b424f5180d8a75c666f99642292533d7')
--
insert into "indicator_state" values ('investment_projects', 'dec68d97e537453e0c8cd1babf344cbd500b916aaa546422ebf6772966a87c21')
--
insert into "indicator_state" values ('volunteer_activities', '3242d74f61f6117050cd2e9d53e1fdfdef3794485fa034c21bf36f2947a5f5fe')
--
insert into "indicator_state" values ('participants_per_activity', 'cdfed97c5b8037347b7761a4790ec3aed3f7d6892c1aff831d076ec2b59c04e7')
--
insert into "indicator_state" values ('beneficiaries', 'ec9cabc6a3377405a9651c441fe1e9783653f1c9d531e7453338e311d39e23b1')
--
insert into "indicator_state" values ('volunteer_teams', 'd918653211c1b364d3a1f5f2adca8196b560b0941bfcb31c98d28e06fcfe5e2a')
--
insert into "indicator_state" values ('model_station_share', 'c1cbd9a693d55a5c44504a48ae917ef1f10b5a2d975bb1dc8cbe962f201efb05')
--
insert into "indicator_state" values ('consultation_count', 'fdfb7746aaef9110763ca2bcc5910b6d9394a4dd936411669605dee56494d204')
--
insert into "indicator_state" values ('consultation_agreed_rate', '158ce1f80c2a7f8c5b6e69af35dea37ea7385d4c946385b0f89de0186708a494')
--
insert into "indicator_state" values ('households_per_grid', 'c86f862093ffefb0ab51e70f89763cd9a04ef39fe469ea61766a4b3c01ce5483')
--
insert into "indicator_state" values ('persons_per_household', '0f40ad648e1fc8ae06550fdbd9a3208bf882c24bda6a44d4c07b4bfa63ae2d9b')
--
insert into "indicator_state" values ('rental_share', '456cf900ebf519bf69459c02805be4c925a47c20bd674bca7eb37a5281b75b71')
--
insert into "indicator_state" values ('info_entry_rate', 'f15ebf8dd79f1a28e3aeb290f4d0d2bbe58a3a531bb76c80a88af8c5fd740093')
--
insert into "indicator_state" values ('childcare_places_per_1000', '9479f9a1d2bfa9c57fafb6eaeec5b225757130f7f85faa785b6dc7d2f64ad143')
--
insert into "indicator_state" values ('implied_residents', '4e0e257aeeb7ed69cb725f5008e1c6ee953b61c1adf9a2ecb375f1afe3d02bef')
--
insert into "indicator_state" values ('key_task_ontrack_rate', '0e815f1e34cee24a325f40525286bc8702753896115265c86eac34996e931205')
--
insert into "indicator_state" values ('schedule_lead_pp', '7b04f7e780f1c7e31a084de14c2d2391ef3eeb423cbd1a5d1c56c9acdbed985d')
--
insert into "indicator_state" values ('key_task_lag_rate', '6e98e413b0cc3c2dd6533c19c6ba8f6ff7357fc45e20cebea5f6f8ebfda19200')
--
insert into "indicator_state" values ('reporting_coverage_rate', '3a4ef472f4f122394cc62676d525eff4d43c695e2b819c663c34f7656abe7ca8')
--
insert into "indicator_state" values ('commitment_closed_rate', 'ff46afcf9fa1f848f0efb138b018562c8eda583ae09f2afe247fa3cd083fc23e')
--
insert into "indicator_state" values ('commitment_ontime_rate', '94f394ace9b7cd27aa9c0dd865f0a7a811c2510750be1848fe6c0efc970d2e7f')
--
insert into "indicator_state" values ('commitment_overdue_count', '639eb4b3bde185de0682e3b70b3ed357413d0768043854535a149e7c8e1d7bdc')
--
insert into "indicator_state" values ('action_per_claimed_wish', '5ee33eb2c3f880ed4c65ecc35fe897e535dbb587ec09715581d95d4359351519')
--
insert into "indicator_state" values ('legacy_title_dwellings', '742ab0f8f293fca79bc23389f25868a2d2ae25e9b5fc749675c59aa73714eb8f')
--
insert into "indicator_state" values ('request_count', 'f7088483caf5305638cd17ab7f00a1570b4f9d6aef1c016db3cb9828b938b030')
--
insert into "indicator_state" values ('closed_late_count', '83d02f83a65f3f1b286097aee8479060489767dd9fecb38c34852f4612c4867b')
--
insert into "indicator_state" values ('response_rate', '18cd8e0bbc0d431be0966975c6f74ac764184d00d52c2660041a1fc19c69a80a')
--
insert into "indicator_state" values ('resolution_rate', '479dc44aad8d07ad46a9c2e9858b5037545965e140d2db3a98b87e681912dc9f')
--
insert into "indicator_state" values ('satisfaction_rate', '6f0dc7cd502abffb9d3a1e5f8beee9571bb9bac734423e71f0af39f190cab7fd')
--
insert into "indicator_state" values ('dissatisfied_count', '3e1988237eca909c10cb659d763729d44a16664e2305f62c040c1c762a808944')
--
insert into "indicator_state" values ('three_rate_score', '0a097b0b71cc25f99c000f0299222065d830e594bec9399bd47243a360913325')
--
insert into "indicator_state" values ('open_count', 'f6a203a91acfe4dd2dea1437242f67a83fca13b145a251050f8829f5be99d30a')
--
insert into "indicator_state" values ('repeat_rate', '89a4e89ee63825b1a4d8f3d7e0ba222eab4f3f9ea56c093b91c20e1ed8f14e48')
--
insert into "indicator_state" values ('requests_by_channel', '38382e53038930e51ee393544140a59da5b4e9d56acb4e7e6f7378d5ae3a086a')
--
insert into "indicator_state" values ('online_share', 'd5d2d4a98f2558b17f50989353c67259bb6b021ba37b74842f1b4cc64f771191')
--
insert into "indicator_state" values ('closed_in_7_days_rate', 'c7521149f9d8968790b2cad7cfe92d2361c22db29f05ef07d202f5d9df70e6c8')
--
insert into "indicator_state" values ('renovation_start_rate_hh', '3f441b3c1ef274bd723968e54fc4be964794075d05596517a1f44aa708fdd00d')
--
insert into "indicator_state" values ('renovation_done_rate', '03f154f6fe0651a65f9aa9ba64b84d73696d3f1c7139242c561e063a633aa8f1')
--
insert into "indicator_state" values ('owner_consent_rate', '1247d1588ed2b4fe8458109237a5a70f6e4dd9b04859172e562c89bea6c28987')
--
insert into "indicator_state" values ('illegal_sites_removed', '5eda4bbfb1f57d6bbf0a1d0b73227e33335bae230741eab67fd5848b2461f3c6')
--
insert into "indicator_state" values ('illegal_households_removed', '6d018dccbb06fc1a0a6ad0490a003488465a3f747df3d07aafec376a39afc272')
--
insert into "indicator_state" values ('elevators_completed', '80076a3ad79c3a66ef75b3c239b94a64be5d8bf9fcb9d07ae01e0699d0458707')
--
insert into "indicator_state" values ('parking_added', '9b57e3dc1db605b396c091eca92cc7882af792f8e0da89a15ad59218cacd7601')
--
insert into "indicator_state" values ('renovation_community_coverage', '6e525f4924d9f46c1c5b5df53a3a7e558866614b5b8423397ceb3066a3caaaf7')
--
insert into "indicator_state" values ('urban_new_employment', '74c41becc4ddb0577329c1acf2feeba16f7ac66c7885eb5af58bc3f9ade58669')
--
insert into "indicator_state" values ('vacancy_seeker_ratio', '362f26d7c23831d7192be4ae9c42b6626efc3279b8990ebd235dbc82a0c2f56d')
--
insert into "indicator_state" values ('jobs_developed', '3ac43b343fb614400010fbfcf4b8bddc6f23b6650753a363784ac77f051462ba')
--
insert into "indicator_state" values ('job_notices', '6e1089adf3f4e0668170204831225e3b2e0108c29c0bc3ff8dd857272168cbc9')
--
insert into "indicator_state" values ('dispute_mediation_rate', '4a06f93a1f60de735254564bb04551a2b406cc2dea8f103968d27e84d1e66c4b')
--
insert into "indicator_state" values ('dibao_paid', 'aef56a6c2fdb568fc6658108094c755944043d44d3a2d1516fbd587c9dd7ed06')
--
insert into "indicator_state" values ('enterprise_issue_closure_rate', 'e167b3d955d78963568e7b02628d6ba5c6a479c37bb55330ba189523fcf3a7f6')
--
insert into "indicator_state" values ('issues_per_100_visits', '223154574469e8db0ddfd621ccfd1886c844178cd4e4a7a58b65146f44a698fb')
--
insert into "indicator_state" values ('fiscal_revenue', '665572ad33f132aa5165906fa22db1b78c9f84da60cfad1abe5a3ba506907339')
--
insert into "indicator_state" values ('fiscal_revenue_completion', '683c4400847464697118282bc168f04efab5c705d53f0bbca4dbb5b64c639e8d')
--
insert into "indicator_state" values ('fiscal_over_schedule', '594c7713a9f6efad691e1337d3acc4099987c3df57dd9016c78a559f4b42bdb6')
--
insert into "indicator_state" values ('funds_in_place', '55459701e4b8138f291cc47664e0377e459a5774e5b967f6779f4b11296b3d2d')
--
insert into "indicator_state" values ('investment_landed', '794ef76eef5ee6c1d2460860a2b719a64a07b8cea93cc33496a038792738b2b4')
--
insert into "indicator_state" values ('investment_total', '3443f3662ebc0fa3455ba4bdeec8506da2b5e582e35f552de010564c177992cd')
--
insert into "indicator_state" values ('volunteer_site_coverage', '5d545f371bc72c426c714aec7789b22dd64a32e10e865818bcc3577096b5d817')
--
insert into "indicator_state" values ('grid_station_coverage', '7f294d4c90faaf2d73bd640e5da2c9c3213a54edba371333008a34408269f758')
--
insert into "indicator_state" values ('partner_units_per_activity', '1870924e01dc0640798d3a864413e28356d50a216af6f03e8b59968aa5875b73')
--
insert into "indicator_state" values ('grids_per_community', '5589fb7a1e6c9b871ba5cdbd6b1c402aed22b4b184c323c62182eec894243a72')
--
insert into "indicator_state" values ('vacant_share', '14e2f1e0ab1dfbc541ae397e15bd6266a9398d393a52ce34d2d63417f34ce16d')
--
insert into "indicator_state" values ('occupied_share', '44b9630572ff3744249f15b55979929cab833e7f9777d32d89a3f1d1e900051a')
--
insert into "indicator_state" values ('elderly_share_60', '351efe3ee234badd5a1dd7bea6b38a930f3db0d3c1a25a3e00d21d1a1febb7e1')
--
insert into "indicator_state" values ('elder_beds_per_1000', 'a4713430bc644674fd04f73e84e9ae516e30be0303d9ce6ea7e940a0dd3d466e')
--
insert into "indicator_state" values ('service_area_per_100hh', '68c8c6962431cc8e6235d08803d1517923f927324c03f4394c0633425440b870')
--
insert into "indicator_state" values ('facility_added', '2a2d7ed94e25b8cc22546da42b03402d001869569fd159e8bd5989d9ea7ab1f3')
--
insert into "indicator_state" values ('fitness_pieces_added', '4c22b7ae8d01028dbd6a79242c3162acab73e3b7d750271fa63440d3ebebdb0d')
--
insert into "indicator_state" values ('target_completion_rate', 'e0ed36344f5c2341d21395c7372cc1dd8ccb16d6447964f07e9829fdd6583abd')
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
insert into "indicator_values" values ('requests_by_channel', '340603003001', '2026-01-01', '2026-01-01', '来访', '1.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('online_share', '340603003001', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('grid_found_share', '340603003001', '2026-01-01', '2026-01-01', '应急', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('closed_in_7_days_rate', '340603003001', '2026-01-01', '2026-01-01', '应急', '1.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('handling_days_by_level', '340603003001', '2026-01-01', '2026-01-01', '未填', '1.5833333333333335', '1.0', '0', '0', 'event', '0')
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
insert into "indicator_values" values ('requests_by_channel', '340603003002', '2026-02-01', '2026-02-01', '来访', '2.0', null, '0', '0', 'event', '0')
--
insert into "indicator_values" values ('online_share', '340603003002', '2026-02-01', '2026-02-01', '应急', '0.0', '2.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('grid_found_share', '340603003002', '2026-02-01', '2026-02-01', '应急', '0.0', '2.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('closed_in_7_days_rate', '340603003002', '2026-02-01', '2026-02-01', '应急', '1.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('handling_days_by_level', '340603003002', '2026-02-01', '2026-02-01', '未填', '1.5833333333333335', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('reporting_coverage_rate', '340603003001', '2026-01-01', '2026-01-01', 'service_request', '1.0', '1.0', '0', '0', 'event', '0')
--
insert into "indicator_values" values ('reporting_coverage_rate', '340603003002', '2026-01-01', '2026-01-01', 'service_request', '0.0', '1.0', '0', '0', 'event', '0')
--
insert into "schema_state" values ('b28be1486daa39a540f7c62701464231475b1abffbcc35d7ad3a049b60064a39')
--
insert into "schema_version" values ('2', '2026-11-28 16:44:12.589218')
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
insert into "setting" values ('audit_days', '365.0')
--
insert into "table_months" values ('service_request', '340603003001', '2026-01-01', '2026-01-05', '1')
--
insert into "table_months" values ('service_request', '340603003002', '2026-02-01', '2026-02-09', '2')
--
CREATE VIEW commitment_month AS WITH covered AS (SELECT substr(area_code, 1, 9) AS street, max(last_date) AS covered_to FROM table_months GROUP BY ALL), month_ends AS (SELECT covered.street, calendar."month", least((calendar."month" + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))), (covered.covered_to + to_days(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER)))) AS day_after, (covered.covered_to < (calendar."month" + to_months(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER)))) AS is_latest FROM (covered INNER JOIN calendar ON ((calendar."month" <= covered.covered_to)))) SELECT commitment.area_code, month_ends."month", commitment.list_level, COALESCE((commitment.closed_on < month_ends.day_after), false) AS is_closed, (COALESCE(((commitment.due_on + to_days(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))) < month_ends.day_after), false) AND COALESCE((commitment.closed_on >= month_ends.day_after), true)) AS is_overdue, CASE  WHEN (month_ends.is_latest) THEN (commitment.status) ELSE NULL END AS status FROM (commitment INNER JOIN month_ends ON (((substr(commitment.area_code, 1, 9) = month_ends.street) AND (commitment.accepted_on < month_ends.day_after) AND (COALESCE(commitment.closed_on, CAST('9999-12-31' AS date)) >= date_trunc('year', month_ends."month"))))) WHERE (commitment.status != '取消');
--
CREATE VIEW community_people AS WITH counted AS ((SELECT area_code, substr(area_code, 1, 12) AS place, substr(area_code, 1, 9) AS street, category, CAST(date_trunc('month', stat_date) AS date) AS counted_in, stat_date, count, count_bound, least(length(area_code), 15) AS digits FROM resident_stat WHERE ((dimension IN ('population', 'service_group')) AND (length(area_code) >= 9)) QUALIFY (row_number() OVER (PARTITION BY area_code, category, counted_in ORDER BY stat_date DESC) = 1)) UNION ALL (SELECT area_code, substr(area_code, 1, 12), substr(area_code, 1, 9), CASE  WHEN ((measure = 'elders_60')) THEN ('老年人60+') ELSE '总人数' END, "month", last_day("month"), "value", bound, least(length(area_code), 15) FROM statistic_month WHERE ((measure IN ('elders_60', 'residents')) AND (length(area_code) >= 9) AND (NOT EXISTS(SELECT 1 FROM resident_stat WHERE starts_with(resident_stat.area_code, substr(statistic_month.area_code, 1, 9))))))), of_place AS (SELECT street, place, category, counted_in, digits, sum(count) AS people, bit_or(count_bound) AS bound FROM counted GROUP BY street, place, category, counted_in, digits QUALIFY (digits = min(digits) OVER (PARTITION BY place, category, counted_in))), finest AS (SELECT of_place.* FROM of_place QUALIFY (length(place) = max(length(place)) OVER (PARTITION BY street, category))), covered AS (SELECT substr(area_code, 1, 9) AS street, max(last_date) AS covered_to FROM table_months GROUP BY ALL) SELECT finest.street, finest.place, finest.category, calendar."month", finest.people, finest.bound FROM ((finest INNER JOIN covered ON ((finest.street = covered.street))) INNER JOIN calendar ON (((calendar."month" BETWEEN finest.counted_in AND covered.covered_to) AND (calendar."month" < (finest.counted_in + to_years(CAST(trunc(CAST('1' AS DOUBLE)) AS INTEGER))))))) QUALIFY (row_number() OVER (PARTITION BY finest.place, finest.category, calendar."month" ORDER BY finest.counted_in DESC) = 1);
--
CREATE VIEW dwelling_month AS WITH told AS (SELECT building_code, status, CAST(date_trunc('month', as_of) AS date) AS "month", lead(CAST(date_trunc('month', as_of) AS date)) OVER (PARTITION BY building_code, unit_no ORDER BY as_of) AS next_month FROM housing_unit), updates AS (SELECT DISTINCT substr(building_code, 1, 9) AS street, CAST(date_trunc('month', as_of) AS date) AS "month" FROM housing_unit), ledger AS (SELECT substr(told.building_code, 1, 15) AS area_code, updates."month", count_star() AS dwellings, count_star() FILTER (WHERE (told.status = 'vacant')) AS vacant, count_star() FILTER (WHERE (told.status = 'occupied')) AS occupied, count_star() FILTER (WHERE (told.status = 'rented')) AS rented FROM (told INNER JOIN updates ON (((substr(told.building_code, 1, 9) = updates.street) AND (updates."month" >= told."month") AND (updates."month" < COALESCE(told.next_month, CAST('9999-12-31' AS date)))))) GROUP BY ALL), counts AS (SELECT area_code, CAST(date_trunc('month', stat_date) AS date) AS "month", category, count, count_bound FROM resident_stat WHERE (dimension = 'unit_status') QUALIFY (row_number() OVER (PARTITION BY area_code, "month", category ORDER BY stat_date DESC) = 1)), sums AS (SELECT area_code, "month", sum(count) AS dwellings, bit_or(count_bound) AS dwellings_bound, max(count) FILTER (WHERE (category = '空房')) AS vacant, max(count) FILTER (WHERE (category = '人在户在')) AS occupied, max(count) FILTER (WHERE (category = '租房')) AS rented, COALESCE(max(count_bound) FILTER (WHERE (category = '空房')), 0) AS vacant_bound, COALESCE(max(count_bound) FILTER (WHERE (category = '人在户在')), 0) AS occupied_bound, COALESCE(max(count_bound) FILTER (WHERE (category = '租房')), 0) AS rented_bound FROM counts GROUP BY ALL), known AS (SELECT sums.area_code, sums."month", sum(ledger.dwellings) AS dwellings FROM (sums INNER JOIN ledger ON (((ledger."month" = sums."month") AND starts_with(ledger.area_code, sums.area_code)))) GROUP BY ALL), reports AS (SELECT sums.* REPLACE (CASE  WHEN ((((sums.vacant + sums.occupied) + sums.rented) >= 0)) THEN (sums.dwellings) ELSE NULL END AS dwellings) FROM (sums LEFT JOIN known ON (((sums.area_code = known.area_code) AND (sums."month" = known."month")))) WHERE (COALESCE(known.dwellings, 0) < (0.9 * sums.dwellings))) (SELECT ledger.area_code, ledger."month", ledger.dwellings, ledger.vacant, ledger.occupied, ledger.rented, 0 AS dwellings_bound, 0 AS vacant_bound, 0 AS occupied_bound, 0 AS rented_bound, true AS from_ledger FROM (ledger ANTI JOIN reports ON (((ledger.area_code = reports.area_code) AND (ledger."month" = reports."month"))))) UNION ALL (SELECT area_code, "month", dwellings, vacant, occupied, rented, dwellings_bound, vacant_bound, occupied_bound, rented_bound, false FROM reports);
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
