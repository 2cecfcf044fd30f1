"""Every bad cell is reported with its row, heading, text and reason; what is merely odd is a warning."""

import datetime

import pytest

from tests.data.importing.importing_office import REQUESTS, reasons, warnings

MONTHLY = "社区,月份,口径,城镇新增就业人数,组织参加人数,达成就业意向人数\n"


def test_a_missing_required_cell_is_named(office):
    report = office.upload(REQUESTS + "A1,,安康社区,来访,应急,漏水,办理中,\n")

    assert reasons(report) == [(2, "受理时间", "", "必填项为空")]


def test_the_clerks_own_heading_and_text_are_repeated(office):
    report = office.upload(
        REQUESTS.replace("受理时间", "接单日期") + "A1,2026年2月30日,安康社区,来访,应急,漏水,办理中,\n"
    )

    assert [one[:3] for one in reasons(report)] == [(2, "接单日期", "2026年2月30日")]


def test_a_word_outside_the_list_is_refused_and_an_extensible_one_is_kept_with_a_warning(office):
    refused = office.upload(REQUESTS + "A1,2026-01-03,安康社区,来访,应急,漏水,搁置,\n")
    kept = office.upload(REQUESTS + "A1,2026-01-03,安康社区,来访,电动车飞线,漏水,办理中,\n")

    assert [one[:3] for one in reasons(refused)] == [(2, "办理状态", "搁置")]
    assert kept.status == "committed"
    assert "电动车飞线" in warnings(kept)
    assert office.rows("service_request", "category") == [("电动车飞线",)]


def test_an_ambiguous_area_is_asked_about_with_its_candidates(office):
    report = office.upload(REQUESTS + "A1,2026-01-03,第1网格,来访,应急,漏水,办理中,\n")

    assert [one[:3] for one in reasons(report)] == [(2, "所属网格", "第1网格")]
    assert "340603003001001" in report.rejects[0].reason.zh
    assert "340603003002001" in report.rejects[0].reason.zh


def test_the_columns_beside_an_area_say_which_one_is_meant(office):
    heading = REQUESTS.replace("所属网格", "所属街道,所属社区,网格")
    report = office.upload(heading + "A1,2026-01-03,西街道,安康社区,第1网格,来访,应急,漏水,办理中,\n")

    assert report.status == "committed", reasons(report)
    assert office.rows("service_request", "area_code") == [("340603003002001",)]
    assert report.warnings == ()


def test_a_code_turned_into_scientific_notation_is_refused(office):
    report = office.upload(REQUESTS + "A1,2026-01-03,3.40603E+14,来访,应急,漏水,办理中,\n")

    assert [one[:3] for one in reasons(report)] == [(2, "所属网格", "3.40603E+14")]
    assert "文本" in report.rejects[0].reason.zh


def test_a_rule_of_the_contract_names_the_cell_it_is_about(office):
    report = office.upload(MONTHLY + "安康社区,2026-03,当月,5,20,30\n")

    assert reasons(report) == [(2, "达成就业意向人数", "30", "达成意向人数大于参加人数")]


def test_a_number_below_its_minimum_is_refused(office):
    assert reasons(office.upload(MONTHLY + "安康社区,2026-03,当月,-5,,\n"))[0][:3] == (
        2,
        "城镇新增就业人数",
        "-5",
    )


def test_a_request_received_after_today_is_refused(office):
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    report = office.upload(REQUESTS + f"A1,{tomorrow},安康社区,来访,应急,漏水,办理中,\n")

    assert reasons(report)[0][3] == "受理时间晚于今天"


@pytest.mark.parametrize("day", ["1926-01-03", "2126-01-03"])
def test_a_date_beyond_any_sense_is_refused(office, day):
    heading = "工单编号,受理时间,所属网格,来源渠道,诉求类别,办理状态,办理时限\n"
    due = heading + f"A1,2026-01-03,安康社区,来访,应急,办理中,{day}\n"

    assert (2, "办理时限", day) in [one[:3] for one in reasons(office.upload(due))]


def test_a_cell_with_one_error_is_not_reported_twice(office):
    report = office.upload(REQUESTS + "A1,2026-01-03,安康社区,来访,应急,漏水,已办结,某天\n")

    assert [one[:3] for one in reasons(report)] == [(2, "办结时间", "某天")]


def test_all_bad_cells_are_found_in_one_go(office):
    report = office.upload(
        REQUESTS + "A1,某天,某地,来访,应急,漏水,某态,\nA2,2026-01-03,某地,来访,应急,漏水,办理中,\n"
    )

    assert [one[:2] for one in reasons(report)] == [
        (2, "受理时间"),
        (2, "所属网格"),
        (2, "办理状态"),
        (3, "所属网格"),
    ]


def test_two_rows_that_say_the_same_are_one_and_it_is_said(office):
    row = "A1,2026-01-03,安康社区,来访,应急,漏水,办理中,\n"
    report = office.upload(REQUESTS + row + row)

    assert report.status == "committed"
    assert [(one.row, one.kind) for one in report.sheets[0].rows_skipped] == [(3, "duplicate")]
    assert "第3行" in warnings(report)


def test_two_rows_of_one_number_that_differ_are_both_refused_naming_each_other(office):
    row = "A1,2026-01-03,安康社区,来访,应急,漏水,办理中,\n"
    report = office.upload(REQUESTS + row + row.replace("漏水", "路灯"), accept_good_rows=True)

    assert [(one[0], one[1]) for one in reasons(report)] == [(2, "工单编号"), (3, "工单编号")]
    assert "第3行" in reasons(report)[0][3]
    assert "第2行" in reasons(report)[1][3]
    assert office.rows("service_request", "request_no") == []


def test_the_same_number_in_two_sheets_is_noticed(office):
    row = "A1,2026-01-03,安康社区,来访,应急,漏水,办理中,\n"
    report = office.upload_book({"一": REQUESTS + row, "二": REQUESTS + row.replace("漏水", "路灯")})

    assert report.status == "rejected"
    assert (report.rejects[0].sheet, report.rejects[0].row) == ("二", 2)
    assert "“一”" in report.rejects[0].reason.zh


def test_a_year_to_date_that_falls_within_the_file_names_both_months(office):
    report = office.upload(MONTHLY + "安康社区,2026-02,累计,50,,\n安康社区,2026-03,累计,40,,\n")

    assert reasons(report) == [(3, "城镇新增就业人数", "40", "2026-03累计为40，少于2026-02累计的50")]


def test_a_year_to_date_that_falls_against_what_is_stored_names_both_months(office):
    office.upload(MONTHLY + "安康社区,2026-02,累计,50,,\n安康社区,2026-04,累计,80,,\n")

    later = office.upload(MONTHLY + "安康社区,2026-03,累计,40,,\n")
    earlier = office.upload(MONTHLY + "安康社区,2026-03,累计,90,,\n")

    assert reasons(later)[0][3] == "2026-03累计为40，少于2026-02累计的50"
    assert reasons(earlier)[0][3] == "2026-04累计为80，少于2026-03累计的90"


def test_a_corrected_year_to_date_is_compared_with_the_correction_only(office):
    office.upload(MONTHLY + "安康社区,2026-02,累计,50,,\n安康社区,2026-03,累计,60,,\n")

    assert (
        office.upload(MONTHLY + "安康社区,2026-02,累计,30,,\n安康社区,2026-03,累计,40,,\n").status
        == "committed"
    )


def test_a_year_to_date_may_start_anew_in_january_and_months_may_fall(office):
    report = office.upload(
        MONTHLY + "安康社区,2025-12,累计,50,,\n安康社区,2026-01,累计,4,,\n"
        "安康社区,2026-01,当月,4,,\n安康社区,2026-02,当月,3,,\n"
    )

    assert report.status == "committed", reasons(report)


def test_welfare_paid_this_year_may_not_fall_within_one_programme(office):
    heading = "社区,月份,项目,低保人数,当月资金支出（元）,累计资金支出（元）\n"
    report = office.upload(
        heading + "安康社区,2026-02,城市低保,10,6000,12000\n安康社区,2026-03,城市低保,10,6000,9000\n"
        "安康社区,2026-03,农村低保,10,6000,6000\n",
        table="welfare_stat",
    )

    assert [one[:2] for one in reasons(report)] == [(3, "累计资金支出（元）")]


def test_vague_numbers_are_loaded_as_empty_and_said(office):
    report = office.upload(MONTHLY + "安康社区,2026-03,当月,几十,5,\n")

    assert report.status == "committed"
    assert office.rows("employment_stat", "urban_new_employment") == [(None,)]
    assert "几十" in warnings(report)


def test_a_vague_number_satisfies_a_required_column_and_a_blank_one_does_not(office):
    heading = "设施编号,设施类型,所在社区,数量,单位,状态\n"
    vague = office.upload(heading + "F1,休闲椅,安康社区,几张,张,在建\n")
    blank = office.upload(heading + "F2,休闲椅,安康社区,,张,在建\n")

    assert vague.status == "committed", reasons(vague)
    assert office.rows("facility", "facility_no", "quantity") == [("F1", None)]
    assert "几张" in warnings(vague)
    assert reasons(blank) == [(2, "数量", "", "必填项为空")]


def test_a_number_carries_its_own_bound(office):
    office.upload(MONTHLY + "安康社区,2026-03,当月,近38,600余人,约300\n")

    assert office.rows(
        "employment_stat",
        "urban_new_employment",
        "urban_new_employment_bound",
        "fair_participants",
        "fair_participants_bound",
        "intents",
        "intents_bound",
    ) == [(38, 1, 600, 2, 300, 3)]


def test_the_qualifier_column_speaks_for_numbers_without_a_bound_of_their_own(office):
    office.upload("社区,月份,城镇新增就业人数,组织参加人数,数值限定\n安康社区,2026-03,40,近600,超过\n")

    assert office.rows(
        "employment_stat", "urban_new_employment_bound", "fair_participants_bound", "qualifier"
    ) == [(2, 1, "gt")]


def test_a_bound_in_the_number_fills_the_qualifier_of_the_long_form(office):
    heading = "区域,指标,期间止,口径,数值,单位,版本\n"
    office.upload(
        heading + "西街道,组织参加招聘会人数,2021-10-31,累计,600余,人,发布稿\n"
        "西街道,发布用工信息,2021-10-31,累计,124,条,发布稿\n"
    )

    assert office.rows("statistic", "value", "value_bound", "qualifier") == [
        (124.0, 0, "exact"),
        (600.0, 2, "ge"),
    ]


def test_a_year_to_date_figure_begins_in_january(office):
    heading = "区域,指标,期间止,口径,数值,单位,版本\n"
    report = office.upload(heading + "西街道,发布用工信息,2021-03-31,累计,124,条,发布稿\n")

    assert office.rows("statistic", "period_start") == [(datetime.date(2021, 1, 1),)]
    assert office.months() == ["2021-01", "2021-02", "2021-03"]
    assert report.status == "committed"


def test_money_is_read_in_the_unit_of_the_column_beside(office):
    heading = "区域,指标,期间止,口径,数值,单位,版本\n"
    office.upload(heading + "西街道,发放低保金,2021-10-31,累计,31万余元,元,发布稿\n")

    assert office.rows("statistic", "value", "unit", "value_bound") == [(310000.0, "元", 2)]


def test_percentages_are_refused_unless_published(office):
    heading = "区域,指标,期间止,口径,数值,单位,版本\n"
    row = "西街道,小区网络监控覆盖率,2021-10-31,时点,100,%,{}\n"

    assert office.upload(heading + row.format("上报")).rejects[0].column == "单位"
    assert office.upload(heading + row.format("发布稿")).status == "committed"


def test_a_metric_that_is_not_in_the_code_table_is_kept_with_a_warning(office):
    heading = "区域,指标,期间止,口径,数值,单位,版本\n"
    report = office.upload(heading + "西街道,路灯下的猫,2021-10-31,时点,3,只,上报\n")

    assert report.status == "committed"
    assert "路灯下的猫" in warnings(report)


def test_套_where_栋_is_meant_is_warned_of(office):
    heading = "项目编号,项目名称,所属社区,楼栋数,惠及户数,当前阶段\n"
    report = office.upload(heading + "P1,新华巷小区,新华社区,272套,8983,方案设计\n")

    assert report.status == "committed", reasons(report)
    assert "套" in warnings(report)
    assert "栋" in warnings(report)


def test_columns_about_persons_are_dropped_and_named(office):
    heading = REQUESTS.strip() + ",姓名,联系电话\n"
    report = office.upload(heading + "A1,2026-01-03,安康社区,来访,应急,漏水,办理中,,张三,13812345678\n")

    assert "姓名" in warnings(report)
    assert "联系电话" in warnings(report)
    assert "13812345678" not in str(office.database.rows("select * from service_request"))
    assert "13812345678" not in str(office.database.rows("select report, mapping from import_batch"))


@pytest.mark.parametrize(
    "private", ["13812345678", "138-1234-5678", "１３８１２３４５６７８", "34060319900101123X"]
)
def test_telephone_and_identity_numbers_in_free_text_are_masked(office, private):
    report = office.upload(REQUESTS + f"A1,2026-01-03,安康社区,来访,应急,住户{private}反映漏水,办理中,\n")

    [(title,)] = office.rows("service_request", "title")
    assert private not in title
    assert title.startswith("住户（")
    assert title.endswith("反映漏水")
    assert "第2行" in warnings(report)
    assert private not in warnings(report)


def test_a_request_number_of_many_digits_is_no_telephone_number(office):
    office.upload(REQUESTS + "13812345678,2026-01-03,安康社区,来访,应急,110米管道,办理中,\n")

    assert office.rows("service_request", "request_no", "title") == [("13812345678", "110米管道")]


def test_columns_nobody_knows_are_left_out_and_named(office):
    report = office.upload(REQUESTS.strip() + ",天气\nA1,2026-01-03,安康社区,来访,应急,漏水,办理中,,晴\n")

    assert report.status == "committed"
    assert "天气" in warnings(report)


def test_a_rule_that_only_warns_lets_the_row_in(office):
    report = office.upload(REQUESTS + "A1,2026-01-03,安康社区,来访,应急,漏水,办理中,2026-01-05\n")

    assert report.status == "committed"
    assert "办理状态不是已办结" in warnings(report)
