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
CREATE TABLE setting("name" VARCHAR PRIMARY KEY, "value" DOUBLE NOT NULL);
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
insert into "import_batch" values ('20261128-0001', '1', 'area', 'areas.csv', '7eaffca306422ded7bd0d0563221fc97310f0c7c5c9f67bf4932ecf27668b161', '2026-11-28 16:15:58', 'clerk', '4', '0', '0', '{"sheets": [{"sheet": "areas", "table": "area", "supplied": ["area_code", "area_name", "valid_from"], "columns": {"area_code": "区域编码", "area_name": "区域名称"}}]}', '已入库', '{"status": "committed", "batch": "20261128-0001", "table": "area", "sheets": [{"name": "areas", "table": "area", "header_rows": 1, "rows_loaded": 4, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}')
--
insert into "import_batch" values ('20261128-0002', '2', 'service_request', 'requests.csv', 'dc5910c8803998334ccde09f8a4c94cee4827379566ba0fda03bce727f778f52', '2026-11-28 16:16:17', 'clerk', '3', '0', '0', '{"sheets": [{"sheet": "requests", "table": "service_request", "supplied": ["request_no", "received_at", "area_code", "channel", "category", "title", "status", "closed_at"], "columns": {"area_code": "所属网格", "request_no": "工单编号", "received_at": "受理时间", "channel": "来源渠道", "category": "诉求类别", "title": "诉求内容", "status": "办理状态", "closed_at": "办结时间"}}]}', '已入库', '{"status": "committed", "batch": "20261128-0002", "table": "service_request", "sheets": [{"name": "requests", "table": "service_request", "header_rows": 1, "rows_loaded": 3, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}')
--
insert into "import_batch" values ('20261128-0003', '3', 'service_request', 'more.csv', '6fdc7583cf373afdeb45d3202779db97124813577fda8e5141b4ee852c2d1527', '2026-11-28 16:16:35', 'clerk', '2', '0', '0', '{"sheets": [{"sheet": "more", "table": "service_request", "supplied": ["request_no", "received_at", "area_code", "channel", "category", "title", "status", "closed_at"], "columns": {"area_code": "所属网格", "request_no": "工单编号", "received_at": "受理时间", "channel": "来源渠道", "category": "诉求类别", "title": "诉求内容", "status": "办理状态", "closed_at": "办结时间"}}]}', '已撤回', '{"status": "committed", "batch": "20261128-0003", "table": "service_request", "sheets": [{"name": "more", "table": "service_request", "header_rows": 1, "rows_loaded": 2, "rows_rejected": 0, "rows_skipped": []}], "rejects": [], "warnings": []}')
--
insert into "indicator_state" values ('requests_per_1000_hh', 'f325ea3618c27359d9858de146f4f52604550c7024470f16e92ddf8b31c6c2fb')
--
insert into "indicator_state" values ('closure_rate', 'e54f5dfe8d13f24658a64716665ff4c337c51c9ea7dcc0739f28ca8b9318afff')
--
insert into "indicator_state" values ('ontime_closure_rate', 'e996c6c6cec5d1e6d5c0b87e7b4a2c0956c957e96f3ec3bd06a5163d29f9b517')
--
insert into "indicator_state" values ('overdue_open_count', '5a9511800af56d02489c1804754d1a797cfb229ec39f1868af346443698da6df')
--
insert into "indicator_state" values ('avg_handling_days', 'd0c5762c493112c91a023b753bd0a76f84a4c16f5524ce42e0027ce1485ce1d7')
--
insert into "indicator_state" values ('grid_self_resolve_rate', '55fb2c44e274e3f0a71dba6f96db6ef9716c6645de3b494876edf7b10b1e7a18')
--
insert into "indicator_state" values ('renovation_projects', '42aaf218fdf4c7e2086768236dc1fdae72a3c26ba9a1e0050989a195e4394efb')
--
insert into "indicator_state" values ('renovation_start_rate', '8d9c401dcfc6a4884aea79159968a444ac72482c4372648bbaad9493b868946f')
--
insert into "indicator_state" values ('renovated_households', '80c38a5bc2e13660578a29a5ed3a0289ec0f2162c1098a0d02c9b77778248736')
--
insert into "indicator_state" values ('renovated_buildings', 'd13a04fbfc7f6a67ccd676fd00bf41922085be46845c6a1e9f5baab7642a365a')
--
insert into "indicator_state" values ('illegal_area_removed', 'f7589aa5025d2143f525042696716567ab80a96d7aa0c424c61ededd2362d785')
--
insert into "indicator_state" values ('elevators_added', 'd88f7ccfa274fd3b386ecb28e66b286b77bbcf2c8a9075215e4e2e7de5114b5e')
--
insert into "indicator_state" values ('charging_added', 'f272d1b1e7d309351c66738a19806d958f7673248bf0c1468d7356d3e350a21e')
--
insert into "indicator_state" values ('households_per_renovated_building', '2fc3a83ec54b896f70a00b4d5ab6d60684cbce5f3208fd37485f018ca9a576cd')
--
insert into "indicator_state" values ('reemployment', '0ac2577ac7a9b9903f43dcf61f82b3413e9e8d22d2bdccec9a0aab03d6d60b54')
--
insert into "indicator_state" values ('hardship_employment', '9b8b939a28fca70359e20586da686237a2c2388241468c7c7d0de55252e62864')
--
insert into "indicator_state" values ('fairs', '6e53c518f27175890391f8ae2bea54e3bbe725637e3daf3fec248397ac52f3dc')
--
insert into "indicator_state" values ('fair_intent_rate', '79e7c33a8796c1740b8fd24816d1372d19710922aafafcc1b77beaa13f781479')
--
insert into "indicator_state" values ('participants_per_fair', '42c41fb04fc751e1f210860cbe58c472ba6b7c2ec50a789a1dae0252dde7e570')
--
insert into "indicator_state" values ('dibao_per_person', '30dda11a02bb95858822ce5d11fd19cc80f01aa40c230a346bf7911ccad28478')
--
insert into "indicator_state" values ('request_count', 'dfa261d86dcc9483bf8158e7a9e096b2a8e6b6ee7009e6b73679497ed66b7df4')
--
insert into "indicator_state" values ('response_rate', '003b3b81d839883e3809cde257d01d1431f5f4bb58a8bcf867ac57742a5de37b')
--
insert into "indicator_state" values ('resolution_rate', '065fabf962f89bb9b61b63bf986447adf06fbd85d89d58f6205b625b851f5339')
--
insert into "indicator_state" values ('satisfaction_rate', 'b04ca53a317a06bc11214c82a09d7375a9ff90d7e80abcddf28242e5dc5de6e2')
--
insert into "indicator_state" values ('three_rate_score', 'd8599acd89c1f9c7c2f8e9986f38daf824355ddf2bbc689f65c29c40d2897f32')
--
insert into "indicator_state" values ('repeat_rate', '0c1d8ba9b5f67bcc542586869a4eaef81691328d96ba462fa946c83933bf1664')
--
insert into "indicator_state" values ('online_share', '9d0853787c5de88122acdcc3ee8f008ad97c873ba03004297b6efa3dbcb0e1c2')
--
insert into "indicator_state" values ('renovation_start_rate_hh', '61a1bd70d7128eb0257ec7d8773df6b7c14acada3122ebab5dc70fe32ad62ab6')
--
insert into "indicator_state" values ('renovation_done_rate', 'ccd23ee62a17fbffd59c571db5d54e74d3580160a53eda2d344b5740fb59db7b')
--
insert into "indicator_state" values ('owner_consent_rate', 'bc0ba86e07049a875d2efe04afa2220d2539faf01fe8f5d5af2f7f0f9e564ada')
--
insert into "indicator_state" values ('illegal_sites_removed', '51ead3d22fb42cf259b335eb59e443a78b3e825a9417abdfd873f60b5a4a9c10')
--
insert into "indicator_state" values ('illegal_households_removed', '560ac3bd7f18c658071f26164512a22fee0b3457643a0a272ec18922328bf8b5')
--
insert into "indicator_state" values ('elevators_completed', '0b95e4ff85283a0fc37194c21d442d935189fa4bef64be70119e6c88ce77e208')
--
insert into "indicator_state" values ('parking_added', '23e05a4cc1830df83a957cd781fbd94f91f1412dd664db0ec312b817ff85c797')
--
insert into "indicator_state" values ('renovation_community_coverage', '26b3e230070c6890f555c5fa71fdd3175b1bcd1c976b5e85cc545404b2a7068c')
--
insert into "indicator_state" values ('urban_new_employment', '2e4bac42b2bee44718ee38902c83dad343d1cc4124391717cf6029203adde261')
--
insert into "indicator_state" values ('vacancy_seeker_ratio', '8b25862cd71556e62952d42cc38df9ff219826b484526fa56a63c9387c76f01c')
--
insert into "indicator_state" values ('jobs_developed', '60265f282ad096f073643d1e68b184eabc610e30b41a4d0fe4ef9c3f25c7e19a')
--
insert into "indicator_state" values ('job_notices', '775cf018acb62cef12e60832655eb2716f9957dfaf022656458d5a8c0197e8f7')
--
insert into "indicator_state" values ('dispute_mediation_rate', 'b7ff16c390b81199d04db2ab7e528e5fbe15e59d89e0d85c9f5ba975cc03cc17')
--
insert into "indicator_state" values ('dibao_paid', 'bd021bb9f5c211f266ba83ffe40c8f64bddc682ece50842e1769f2d0bccebee7')
--
insert into "indicator_values" values ('request_count', '340603003001', '2026-01-01', '2026-01-01', '应急', '1.0', null, '0', '0', 'event', '0')
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
insert into "indicator_values" values ('requests_per_1000_hh', '340603003001', '2026-01-01', '2026-01-01', 'all', '1.0', null, '0', '0', 'event', '0')
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
insert into "schema_state" values ('6fd1d27c02f5e947ea10ed672fbbf58381e3be4870965634278084a8284ab32a')
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
insert into "setting" values ('grid_households_least', '300.0')
--
insert into "setting" values ('grid_households_most', '500.0')
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
