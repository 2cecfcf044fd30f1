"""Sheets as communities send them: titles on top, totals and notes below, headings in their own words."""

from __future__ import annotations

import datetime

import pyarrow as pa
import pytest

from data.contracts import contracts
from data.reading import Recognised
from data.reading.headings import recognise
from data.reading.rows import Layout, skipped_rows
from data.reading.values import parse
from tests.data.reading.reading_sheets import Rows, sheet

LEDGER: Rows = [
    ["工单编号", "受理时间", "所属网格", "来源渠道", "诉求类别", "诉求内容", "办理状态"],
    ["GD-1", "2021-10-01", "第一网格", "来电", "停车充电", "没有车位", "已办结"],
    ["GD-2", "2021-10-02", "第二网格", "来访", "环保", "垃圾未清", "办理中"],
]
MONTHLY: Rows = [
    ["社区", "月份", "城镇新增就业人数", "失业人员再就业人数"],
    ["新华社区", "2021-10", "12", "3"],
    ["红星社区", "2021-10", "8", "2"],
]


def seen(rows: Rows, table: str | None = None, **how) -> Recognised:
    return recognise(sheet(rows, **how), contracts(), table)


def skipped(found: Recognised) -> dict[int, str]:
    return {one.row: one.kind for one in found.skipped}


def data_rows(found: Recognised) -> list[int]:
    return found.data["row_number"].to_pylist()


def written(found: Recognised) -> dict[str, str]:
    """Field -> heading as written."""
    return {name: found.headings[column] for name, column in found.columns.items()}


def test_a_sheet_is_known_by_its_headings():
    found = seen(LEDGER)

    assert (found.contract, found.header_rows) == ("service_request", [1])
    assert written(found) == {
        "request_no": "工单编号",
        "received_at": "受理时间",
        "area_code": "所属网格",
        "channel": "来源渠道",
        "category": "诉求类别",
        "title": "诉求内容",
        "status": "办理状态",
    }
    assert data_rows(found) == [2, 3]
    assert found.missing == []


@pytest.mark.parametrize("name", sorted(contracts()))
def test_every_table_is_known_by_its_official_headings_and_by_its_field_names(name):
    contract = contracts()[name]
    for headings in ([one.title.zh for one in contract.fields], [one.name for one in contract.fields]):
        found = seen([headings, ["x"] * len(headings)])

        assert found.contract == name
        assert list(found.columns) != [] and set(found.columns) == {one.name for one in contract.fields}
        assert found.unmatched == []


def test_the_heading_is_found_below_title_lines_and_their_words_are_understood():
    found = seen(
        [
            ["东街道2021年10月就业月报"],
            [],
            ["填报单位：供电社区", None, "填报日期：2021年11月2日"],
            ["社区", "城镇新增就业人数", "招聘会场次"],
            ["供电社区", "12", "1"],
        ]
    )

    assert (found.contract, found.header_rows) == ("employment_stat", [4])
    assert skipped(found) == {1: "title", 3: "title"}
    assert found.month == datetime.date(2021, 10, 1)
    assert found.unit_name == "供电社区"
    assert found.missing == ["month"]


@pytest.mark.parametrize(
    "title", ["2021年1-10月就业月报", "填表日期：2021年11月", "2021年10月、2021年11月就业月报", "就业月报"]
)
def test_a_title_without_one_clear_month_states_none(title):
    assert seen([[title], *MONTHLY]).month is None


@pytest.mark.parametrize(
    "heading",
    ["受 理\n时 间", "受理时间*", "*受理时间", "受理时间（必填）", "受理时间：", "3.受理时间", "受理時間",
     "Received at", "received_at", "接单日期", "（三）受理时间", "RECEIVED_AT"],
)  # fmt: skip
def test_a_heading_may_be_spaced_starred_numbered_traditional_or_english(heading):
    rows = [["工单编号", heading, *LEDGER[0][2:]], *LEDGER[1:]]

    assert seen(rows).columns["received_at"] == "c2"


def test_pinyin_in_brackets_is_read_over():
    rows = [["工單編號", "受理時間", "所屬網(wǎng)格", *LEDGER[0][3:]], *LEDGER[1:]]

    assert seen(rows).columns["area_code"] == "c3"


@pytest.mark.parametrize(
    ("heading", "unit"),
    [("总投资（亿元）", "亿元"), ("总投资\n(万元)", "万元"), ("总投资[元]", "元"), ("总投资/万元", "万元"),
     ("总投资（单位：元）", "元"), ("总投资", None)],
)  # fmt: skip
def test_the_unit_in_a_heading_is_told(heading, unit):
    found = seen([["项目编号", "项目名称", "所属社区", heading, "当前阶段"], ["P1", "新华巷", "新华社区", "3", "施工"]])

    assert found.contract == "renovation_project"
    assert found.units.get("invest_wan") == unit


def test_a_unit_above_the_table_counts_for_the_money_below_and_for_nothing_else():
    found = seen(
        [
            ["单位：万元"],
            ["社区", "月份", "项目", "低保户数", "当月资金支出"],
            ["新华", "2021-10", "城市低保", "12", "1.2"],
        ]
    )

    assert found.units == {"paid_yuan": "万元"}
    assert found.unit_name is None


def test_a_clear_near_miss_is_understood_but_not_its_opposite():
    found = seen([[*LEDGER[0], "首次联系时问", "未办结时间"], [*LEDGER[1], "2021-10-02", "2021-10-03"]])

    assert written(found)["responded_at"] == "首次联系时问"
    assert "closed_at" not in found.columns
    assert found.unmatched == ["未办结时间"]


def test_two_headings_never_fill_one_field_and_the_official_one_wins():
    found = seen([["序号", "承办社区", *LEDGER[0]], ["1", "新华", *LEDGER[1]], ["2", "新华", *LEDGER[2]]])

    assert written(found)["request_no"] == "工单编号"
    assert written(found)["area_code"] == "所属网格"
    assert found.unmatched == ["承办社区"]


def test_of_community_and_grid_the_grid_names_the_area():
    found = seen(
        [["社区", "网格", *LEDGER[0][:2], *LEDGER[0][3:]], ["新华", "第一网格", "GD-1", "2021-10-01", *LEDGER[1][3:]]]
    )

    assert written(found)["area_code"] == "网格"


def test_headings_that_name_a_person_are_dropped_and_listed():
    found = seen([[*LEDGER[0], "联系人", "居民姓名", "联系电话（手机）"], [*LEDGER[1], "张三", "张三", "13800000000"]])

    assert found.forbidden == ["联系人", "居民姓名", "联系电话（手机）"]
    assert found.data.column_names == ["row_number", *(f"c{i}" for i in range(1, 8))]
    assert "张三" not in str(found.data.to_pylist())


def test_a_heading_in_two_lines_is_joined_and_year_to_date_is_no_month():
    found = seen(
        [
            ["社区", "月份", "城镇新增就业人数", None, "失业人员再就业人数", None],
            [None, None, "当月", "累计", "当月", "累计"],
            ["新华", "2021-10", "1", "20", "3", "40"],
        ],
        merges=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 6)],
    )

    assert found.header_rows == [1, 2]
    assert written(found)["urban_new_employment"] == "城镇新增就业人数-当月"
    assert found.columns["reemployment"] == "c5"
    assert found.cumulative == {"c4": "urban_new_employment", "c6": "reemployment"}
    assert found.unmatched == [] and len(found.notes) == 1
    assert data_rows(found) == [3]


def test_groups_above_a_heading_are_understood_in_csv_where_nothing_is_merged():
    found = seen(
        [["社区", "月份", "当月", None, "累计", None], [None, None, "新增就业", "再就业", "新增就业", "再就业"],
         ["新华", "2021-10", "1", "2", "3", "4"]]
    )  # fmt: skip

    assert found.header_rows == [1, 2]
    assert (found.columns["urban_new_employment"], found.columns["reemployment"]) == ("c3", "c4")


def test_a_line_of_units_and_a_line_of_column_numbers_belong_to_the_heading():
    units = seen([MONTHLY[0], [None, None, "人", "人"], *MONTHLY[1:]])
    counted = seen([MONTHLY[0], ["甲", "乙", "1", "2"], *MONTHLY[1:]])

    assert units.header_rows == counted.header_rows == [1, 2]
    assert units.units["reemployment"] == "人"
    assert data_rows(units) == data_rows(counted) == [3, 4]


@pytest.mark.parametrize(
    "words",
    ["合计", "合 计", "合　　计", "小计", "总计", "共计：", "全街道合计", "合计（人）", "本页小计", "西街道合计",
     "全街道", "全区", "街道汇总", "汇总", "汇 总", "匯總", "Total", "TOTAL", "Grand total", "总数",
     "西街道（演示）汇总", "西街道（演示）合计"],
)
def test_a_total_is_no_data(words):
    found = seen([*MONTHLY, [words, None, "20", "5"]])

    assert skipped(found) == {4: "total"}
    assert found.mismatches == []


@pytest.mark.parametrize("words", ["平均", "平均值", "各社区平均", "累计", "西街道累计", "Average"])
def test_an_average_is_no_data_and_need_not_add_up(words):
    found = seen([*MONTHLY, [words, None, "10", "2.5"], ["合计", None, "20", "5"]])

    assert skipped(found) == {4: "total", 5: "total"}
    assert found.mismatches == []


def test_a_summary_may_stand_behind_the_month_or_under_the_months():
    rows: Rows = [["月份", "社区", "新增就业"], ["2021-10", "新华", "5"], ["2021-10", "红星", "6"]]

    assert skipped(seen([*rows, ["2021-10", "全街道", "11"]])) == {4: "total"}
    assert skipped(seen([*rows, ["累计", None, "11"]])) == {4: "total"}


def test_a_row_whose_period_is_year_to_date_is_data():
    monthly, to_date = ["当月", "新华", "2021-10", "5"], ["累计", "新华", "2021-10", "55"]
    rows: Rows = [["口径", "社区", "月份", "新增就业"], monthly, to_date]

    assert skipped(seen(rows)) == {}


def test_a_ledger_total_under_the_titles_is_no_data():
    rows: Rows = [["项目名称", "项目编号", "所属社区", "惠及户数", "当前阶段"], ["新华巷", "P1", "新华", "300", "施工"]]

    assert skipped(seen([*rows, ["合计", None, None, "300", None]])) == {3: "total"}
    assert skipped(seen([*rows, ["汇总", "P2", "新华", "300", "施工"]])) == {}


def test_a_total_may_carry_a_row_number_a_month_or_stand_in_the_grids_column():
    rows = [["序号", "社区", "网格", "月份", "新增就业"], ["1", "新华", "一", "2021-10", "5"]]
    for total in (
        ["2", "合计", None, None, "5"],
        [None, "新华", "小计", "2021-10", "5"],
        ["合计", None, None, "2021-10", "5"],
    ):
        assert skipped(seen([*rows, total])) == {3: "total"}


@pytest.mark.parametrize(
    "text", ["合计金额有误", "小计未公示", "总计划何时公布", "电费合计", "合计", "平均", "水费累计", "全街道", "Total"]
)
def test_a_request_about_a_total_is_data(text):
    row = ["GD-3", "2021-10-03", "第一网格", "来电", "其他", text, "办理中"]
    turned = [[line[5], *line[:5], line[6]] for line in [*LEDGER, [*row[:5], text, row[6]]]]

    assert skipped(seen([*LEDGER, row])) == {}
    assert skipped(seen(turned)) == {}


def test_a_total_that_does_not_add_up_is_told_with_row_column_and_both_numbers():
    found = seen([*MONTHLY, ["合计", None, "21", "5"]])

    (wrong,) = found.mismatches
    assert (wrong.row, wrong.column, wrong.given, wrong.computed) == (4, "城镇新增就业人数", 21, 20)
    assert "21" in wrong.label.zh and "20" in wrong.label.en


def test_subtotals_are_held_against_their_part_and_the_total_against_everything():
    rows = [MONTHLY[0], ["甲", "2021-10", "1", "2"], ["乙", "2021-10", "3", "4"], ["小计", None, "4", "6"],
            ["丙", "2021-10", "5", "6"], ["小计", None, "9", "6"], ["总计", None, "9", "13"]]  # fmt: skip

    found = seen(rows)

    assert skipped(found) == {4: "total", 6: "total", 7: "total"}
    assert [(one.row, one.given, one.computed) for one in found.mismatches] == [(7, 13, 12)]
    wrong = seen([*rows[:5], ["小计", None, "7", "6"], ["总计", None, "9", "12"]]).mismatches
    assert [(one.row, one.given, one.computed) for one in wrong] == [(6, 7, 5)]


def test_a_blank_total_claims_nothing():
    assert seen([*MONTHLY, ["合计", None, None, "5"]]).mismatches == []


def test_a_total_above_its_parts_is_understood():
    assert seen([MONTHLY[0], ["全区合计", None, "20", "5"], *MONTHLY[1:]]).mismatches == []


def test_totals_of_rates_and_of_figures_with_a_qualifier_are_not_summed():
    rows = [["清单编号", "事项编号", "事项名称", "进度", "责任单位", "状态"],
            ["A", "1", "修路", "50", "城管", "推进顺利"],
            ["A", "2", "修灯", "70", "城管", "推进顺利"], ["合计", None, None, "60", None, None]]  # fmt: skip

    assert seen(rows).mismatches == []
    assert seen([*MONTHLY, ["某社区", "2021-10", "600余", "1"], ["合计", None, "999", "6"]]).mismatches == []


def test_money_totals_are_summed_in_the_unit_of_the_heading_with_room_for_rounding():
    rows = [["社区", "月份", "项目", "当月资金支出（万元）"], ["甲", "2021-10", "城市低保", "1.24"],
            ["乙", "2021-10", "城市低保", "2.24"]]  # fmt: skip

    assert seen([*rows, ["合计", None, None, "3.49"]]).mismatches == []
    (wrong,) = seen([*rows, ["合计", None, None, "4.48"]]).mismatches
    assert (wrong.given, wrong.computed) == (4.48, 3.48)


@pytest.mark.parametrize(
    "note",
    [
        ["注：本表由各社区填报"],
        ["备注：累计数自1月起"],
        ["说明：1.新增就业含灵活就业"],
        ["填表人：王五", None, "审核人：赵六"],
        ["填报单位（盖章）：", None, "填报日期：2021年11月2日"],
        ["制表：王五"],
        ["※ 当月数"],
        ["以上数据截至2021年10月31日，由各社区网格员上报"],
    ],
)
def test_a_note_below_the_table_is_no_data(note):
    assert skipped(seen([*MONTHLY, note])) == {4: "note"}


def test_a_row_with_a_note_in_its_text_is_data():
    rows = [["诉求内容", *LEDGER[0][:5], LEDGER[0][6]], ["说明：楼道灯不亮", *LEDGER[1][:5], LEDGER[1][6]]]

    assert skipped(seen(rows)) == {}


def test_repeated_headings_titles_and_section_lines_within_the_data_are_left_out():
    found = seen([["就业月报"], *MONTHLY, ["就业月报"], MONTHLY[0], ["二、东片区"], ["供电社区", "2021-10", "1", "1"]])

    assert skipped(found) == {1: "title", 5: "title", 6: "header_repeat", 7: "title"}
    assert data_rows(found) == [3, 4, 8]


def test_a_repeated_heading_is_seen_where_every_name_has_chinese_and_capital_letters():
    names = ["工单ID", "楼栋No", "小区A", "单元B"]
    columns = {f"c{at}": ["甲", name] for at, name in enumerate(names)}
    layout = Layout({f"c{at}": (name,) for at, name in enumerate(names)}, {}, frozenset())

    [found] = skipped_rows(pa.table({"row_number": [2, 3], **columns}), layout)

    assert (found.row, found.kind) == (3, "header_repeat")


def test_a_heading_in_two_lines_may_be_repeated_on_every_printed_page():
    names = ["新增就业", "再就业"]
    lines: Rows = [["社区", "月份", "当月", None, "累计", None], [None, None, *names, *names]]

    found = seen([*lines, ["新华", "2021-10", "1", "2", "3", "4"], *lines, ["红星", "2021-10", "1", "2", "3", "4"]])

    assert skipped(found) == {4: "header_repeat", 5: "header_repeat"}
    assert data_rows(found) == [3, 6]


def test_a_community_that_reported_nothing_is_still_a_row():
    assert data_rows(seen([*MONTHLY, ["红旗社区"]])) == [2, 3, 4]


def test_every_row_is_data_or_skipped_or_heading():
    rows = [["台账"], [], *LEDGER, ["合计", "2"], [], ["注：完"]]

    found = seen(rows)

    told = sorted([*found.header_rows, *data_rows(found), *skipped(found)])
    assert told == [i for i, row in enumerate(rows, start=1) if any(row)]


def test_a_name_merged_over_several_rows_is_said_of_each_but_a_number_is_not():
    rows = [["社区", "网格", "受理时间", "来源", "类别", "状态", "内容"],
            ["新华", "一", "2021-10-01", "来电", "环保", "办结", "甲"],
            [None, "二", "2021-10-02", "来电", "环保", "办结", "乙"]]  # fmt: skip
    numbers = [["项目编号", "项目名称", "所属社区", "惠及户数", "当前阶段"], ["P1", "甲", "新华", "300", "施工"],
               ["P2", "乙", None, None, "施工"]]  # fmt: skip

    assert seen(rows, merges=[(2, 1, 3, 1)]).data["c1"].to_pylist() == ["新华", "新华"]
    found = seen(numbers, merges=[(2, 3, 3, 3), (2, 4, 3, 4)]).data
    assert found["c3"].to_pylist() == ["新华", "新华"]
    assert found["c4"].to_pylist() == ["300", None]


def test_a_row_counter_beside_a_key_with_a_default_is_not_taken_for_it():
    found = seen(
        [["序号", "区域", "指标", "期间止", "口径", "数值", "单位"],
         ["1", "西街道", "社区数", "2021-10-31", "时点", "8", "个"],
         ["2", "西街道", "网格数", "2021-10-31", "时点", "95", "个"]]
    )  # fmt: skip

    assert found.contract == "statistic"
    assert "figure_no" not in found.columns
    assert len(found.notes) == 1


def test_a_row_counter_never_takes_the_key_from_a_real_number():
    found = seen([["序号", "事项编号", *LEDGER[0][1:]], ["1", *LEDGER[1]], ["2", *LEDGER[2]]])

    assert written(found)["request_no"] == "事项编号"
    assert found.unmatched == []


def test_a_row_counter_that_is_the_only_number_stays_mapped_for_the_importer_to_judge():
    found = seen([["序号", *LEDGER[0][1:]], ["1", *LEDGER[1][1:]], ["2", *LEDGER[2][1:]]])

    assert found.columns["request_no"] == "c1"
    assert found.notes == []


def test_a_sheet_that_fits_two_tables_is_asked_back_and_can_be_told():
    rows: Rows = [["项目编号", "项目名称"], ["P1", "新华巷"]]

    found = seen(rows)

    assert found.contract is None
    assert set(found.candidates) == {"investment_project", "renovation_project"}
    assert seen(rows, table="investment_project").contract == "investment_project"


@pytest.mark.parametrize(
    "rows",
    [
        [["甲", "乙"], ["1", "2"]],
        [["填表说明"], ["1. 本表由社区填写"], ["2. 每月5日前报送"]],
        [["姓名", "性别", "出生年月", "入党时间"], ["张三", "男", "1980-01", "2001-07-01"]],
        [["品名", "规格", "数量", "单价", "金额"], ["打印纸", "A4", "3", "20", "60"]],
    ],
)
def test_what_is_none_of_our_tables_is_not_recognised(rows):
    found = seen(rows)

    assert (found.contract, found.candidates, found.data.num_rows) == (None, [], 0)


def test_a_sheet_without_a_single_known_heading_is_not_forced_into_a_table():
    assert seen([["填表说明"], ["1. 本表由社区填写"]], table="service_request").contract is None


def test_a_file_that_only_adds_a_few_columns_is_known_by_its_key():
    found = seen([["工单编号", "是否满意"], ["GD-1", "满意"]])

    assert (found.contract, found.columns) == ("service_request", {"request_no": "c1", "satisfied": "c2"})


WITH_AREA = sorted(name for name, one in contracts().items() if any(field.type == "area" for field in one.fields))
AREA_WORDS = ["社区名称", "所属街道", "所属社区", "社区编码", "网格编码", "网格名称", "填报社区", "所属网格",
              "责任社区", "单位名称", "所在网格", "街道名称", "社区（村）", "所在社区", "社区代码",
              "Community"]  # fmt: skip


@pytest.mark.parametrize("word", AREA_WORDS)
@pytest.mark.parametrize("table", WITH_AREA)
def test_the_area_column_of_every_table_may_have_any_usual_name(table, word):
    contract = contracts()[table]
    others = [one.title.zh for one in contract.fields if one.type != "area"]

    found = seen([[word, *others], ["x"] * (len(others) + 1)])

    assert found.contract == table
    assert written(found)[next(one.name for one in contract.fields if one.type == "area")] == word


@pytest.mark.parametrize("table", WITH_AREA)
@pytest.mark.parametrize(
    ("words", "taken"),
    [
        (["社区名称", "社区编码"], "社区编码"),
        (["社区", "社区代码"], "社区代码"),
        (["区域编码", "网格名称"], "区域编码"),
        (["所属街道", "社区名称", "所属网格"], "所属网格"),
        (["所属街道", "单位名称"], "单位名称"),
        (["社区编码", "网格编码"], "网格编码"),
    ],
)
def test_of_several_area_columns_codes_win_over_names_and_small_areas_over_large(table, words, taken):
    contract = contracts()[table]
    others = [one.title.zh for one in contract.fields if one.type != "area"]

    found = seen([[*words, *others], ["x"] * (len(words) + len(others))], table)

    assert written(found)[next(one.name for one in contract.fields if one.type == "area")] == taken


def test_a_place_called_unit_gives_way_to_nobody_when_the_unit_has_a_column_of_its_own():
    target = seen(
        [["单位", "指标名称", "年度", "目标任务", "计量单位"], ["西街道", "城镇新增就业人数", "2026", "1,200", "人"]]
    )
    statistic = seen(
        [["单位", "指标名称", "截至日期", "口径", "数值", "计量单位"],
         ["西街道", "城镇新增就业人数", "2026-07-31", "当月", "120", "人"]]
    )  # fmt: skip

    assert (target.contract, target.columns["area_code"], target.columns["unit"]) == ("target", "c1", "c5")
    assert (statistic.contract, statistic.columns["area_code"], statistic.columns["unit"]) == (
        "statistic",
        "c1",
        "c6",
    )
    assert target.missing == statistic.missing == []


def test_a_column_called_unit_stays_the_unit_beside_an_area():
    found = seen([["区域", "指标", "年度", "全年目标", "单位"], ["西街道", "城镇新增就业人数", "2026", "1200", "人"]])

    assert (found.columns["area_code"], found.columns["unit"]) == ("c1", "c5")


def months(found: Recognised) -> list[str]:
    return found.data[found.columns["month"]].to_pylist()


def yearless(*cells: str) -> list[list[str | None]]:
    heading = ["社区", "月份", "新增就业", "再就业"]
    return [heading, *([f"{place}社区", one, "1", "2"] for place, one in enumerate(cells))]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2026年就业月报", "Sheet1"),
        ("西街道2026年度就业统计", "7月"),
        ("二〇二六年就业月报", "Sheet1"),
        ("就业月报", "2026年"),
        ("就业月报", "2026"),
        ("2026年就业月报  填报日期：2027年1月3日", "Sheet1"),
        ("2026年7月就业月报", "2026年7月"),
    ],
)
def test_a_month_without_a_year_takes_the_one_year_of_the_title_and_says_so(title, name):
    found = seen([[title], *yearless("7月", "6月份", "七月", "08月", "9", "2026-10", "2025-12")], name=name)

    expected = ["2026年7月", "2026年6月份", "2026年七月", "2026年08月", "2026年9月", "2026-10", "2025-12"]
    assert months(found) == expected
    assert all(values_of(one) for one in expected)
    assert any("2026年" in note.zh and "月份" in note.zh for note in found.notes)


def values_of(text: str) -> object:
    return parse(text, contracts()["employment_stat"].field("month")).value


@pytest.mark.parametrize(
    ("title", "name"),
    [("就业月报", "Sheet1"), ("2025年、2026年就业月报", "Sheet1"), ("2026年就业月报", "2025年"),
     ("2025-2026年就业月报", "Sheet1"), ("填报日期：2026年8月3日", "Sheet1"), ("西发〔2025〕3号 2026年月报", "1")],
)  # fmt: skip
def test_a_month_without_a_year_stays_so_when_none_or_several_years_are_told(title, name):
    found = seen([[title], *yearless("7月", "6月份")], name=name)

    assert months(found) == ["7月", "6月份"]
    assert found.notes == []


def test_days_without_a_year_take_it_from_the_title_as_well():
    rows = [["2026年诉求台账"], LEDGER[0], ["GD-1", "7月15日", *LEDGER[1][2:]], ["GD-2", "2026-07-16", *LEDGER[2][2:]]]

    assert seen(rows).data["c2"].to_pylist() == ["2026年7月15日", "2026-07-16"]


MONTHLESS: Rows = [["社区", "新增就业", "再就业"], ["新华社区", "12", "3"]]


@pytest.mark.parametrize(
    ("title", "name"),
    [("就业月报", "2026年7月"), ("就业月报", "2026年7月份就业"), ("就业月报", "202607"), ("就业月报", "2026-07"),
     ("2026年就业月报", "7月"), ("2026年就业月报", "7月份")],
)  # fmt: skip
def test_a_table_without_a_month_takes_it_from_the_name_of_its_sheet_and_says_so(title, name):
    found = seen([[title], *MONTHLESS], name=name)

    assert (found.contract, found.month) == ("employment_stat", datetime.date(2026, 7, 1))
    assert any(name in note.zh and "2026-07" in note.zh for note in found.notes)


@pytest.mark.parametrize(
    ("title", "name"),
    [("就业月报", "7月"), ("2026年7月就业月报", "2026年6月"), ("2026年就业月报", "3-7月"), ("就业月报", "Sheet1"),
     ("2025年、2026年就业月报", "7月"), ("2026年就业月报", "7月5日")],
)  # fmt: skip
def test_a_sheet_named_after_no_sure_month_states_none(title, name):
    assert seen([[title], *MONTHLESS], name=name).month is None


def test_a_month_of_its_own_column_is_not_overruled_by_the_sheet_and_nothing_is_said():
    found = seen([["就业月报"], *MONTHLY], name="2026年7月")

    assert "month" in found.columns
    assert found.notes == []
