"""Months side by side, the year so far in a title or a heading, and what a title alone tells."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.data.importing.importing_office import Office, reasons, warnings

MEASURE = "按时办结数"
MONTHS = "社区,1月,2月,3月,合计\n新华社区,1,2,3,6\n安康社区,4,5余,6,15\n合计,5,7,9,21\n"
JOBS = "社区,城镇新增就业人数,失业人员再就业人数\n新华社区,12,5\n安康社区,8,3\n"


def figures(office: Office) -> list[tuple]:
    found = office.rows("statistic", "area_code", "metric_id", "period_end", "value", "value_bound", "period_kind")
    return [(code[-3:], metric, f"{day:%m-%d}", *rest) for code, metric, day, *rest in found]


def book(folder: Path, rows: list[list], *merges: str) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for one in merges:
        made.active.merge_cells(one)
    made.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def jobs(office: Office) -> list[tuple]:
    return office.rows("employment_stat", "month", "period_kind", "urban_new_employment")


@pytest.mark.parametrize(
    ("title", "name"),
    [(f"西街道2022年各社区{MEASURE}（件）", "Sheet1"), ("2022年", MEASURE), (f"2022年\n{MEASURE}\n单位：件", "表一")],
)
def test_months_side_by_side_become_one_figure_each_of_the_measure_that_title_or_sheet_names(
    office: Office, title: str, name: str
) -> None:
    report = office.upload_book({name: f"{title}\n{MONTHS}"})

    assert report.status == "committed", reasons(report)
    assert (report.rows_loaded, [one.kind for one in report.sheets[0].rows_skipped][-1]) == (2, "total")
    metric = "requests_closed_ontime"
    assert figures(office) == [
        ("001", metric, "01-31", 1.0, 0, "month"), ("001", metric, "02-28", 2.0, 0, "month"),
        ("001", metric, "03-31", 3.0, 0, "month"), ("002", metric, "01-31", 4.0, 0, "month"),
        ("002", metric, "02-28", 5.0, 2, "month"), ("002", metric, "03-31", 6.0, 0, "month"),
    ]  # fmt: skip


def test_months_under_their_measures_are_told_apart(office: Office) -> None:
    office.upload("2022年\n社区,按时办结数,,超时办结数,\n,1月,2月,1月,2月\n新华社区,1,2,3,4\n")

    assert [one[1:4] for one in figures(office)] == [
        ("requests_closed_late", "01-31", 3.0), ("requests_closed_late", "02-28", 4.0),
        ("requests_closed_ontime", "01-31", 1.0), ("requests_closed_ontime", "02-28", 2.0),
    ]  # fmt: skip


def test_a_total_beside_its_months_that_does_not_add_up_is_told(office: Office) -> None:
    report = office.upload(f"2022年各社区{MEASURE}\n社区,1月,2月,合计\n新华社区,1,2,4\n安康社区,1,1,2\n")

    assert "第3行“合计”的合计4与各行之和3不符" in warnings(report)
    assert "第4行" not in warnings(report)


@pytest.mark.parametrize("head", ["社区,1月,2月", "社区,派遣案件总数,按时办结数"])
def test_a_total_below_figures_side_by_side_is_checked_too(office: Office, head: str) -> None:
    table = f"2022年4月按时办结数\n{head}\n新华社区,1,2\n安康社区,2,5\n合计,3,"

    assert "不符" not in warnings(office.upload(f"{table}7\n"))
    assert "的合计8与各行之和7不符" in warnings(office.upload(f"{table}8\n"))


def test_a_note_above_the_table_does_not_make_its_figures_cumulative(office: Office) -> None:
    office.upload(f"2022年4月就业\n说明：累计数由街道另行汇总\n{JOBS}")

    assert {kind for _, kind, _ in jobs(office)} == {"month"}


@pytest.mark.parametrize("title", ["各社区按时办结数", "2022年统计表", "2022年按时办结数和超时办结数"])
def test_months_without_a_year_or_a_single_measure_are_refused(office: Office, title: str) -> None:
    assert office.upload(f"{title}\n社区,1月,2月\n新华社区,1,2\n").status == "rejected"


@pytest.mark.parametrize(
    ("title", "month"),
    [("2022年1—4月就业情况", 4), ("2022年上半年就业情况", 6), ("2022年第一季度就业", 3), ("截至2022年4月累计就业", 4)],
)
def test_a_title_may_say_that_its_figures_are_those_of_the_year_so_far(office: Office, title: str, month: int) -> None:
    report = office.upload(f"{title}\n{JOBS}")

    day = datetime.date(2022, month, 1)
    assert jobs(office) == [(day, "ytd", 8), (day, "ytd", 12)], reasons(report)
    assert "累计数，请核对" in warnings(report)


def test_a_street_beside_its_communities_that_is_not_their_sum_is_warned_of(office: Office) -> None:
    table = f"2022年4月就业\n{JOBS}西街道,{{}},8\n"

    assert "所辖各单位之和20" in warnings(office.upload(table.format(40)))
    assert "所辖" not in warnings(office.upload(table.format(20)))


def test_a_title_of_month_and_year_to_date_leaves_plain_columns_to_the_month_and_says_so(office: Office) -> None:
    report = office.upload(f"2022年4月当月及累计就业\n{JOBS}")

    assert {kind for _, kind, _ in jobs(office)} == {"month"}
    assert "标题同时写了当月和累计" in warnings(report)


def test_figures_side_by_side_may_be_told_for_the_month_and_the_year_to_date(office: Office) -> None:
    two = "2022年4月热线\n社区,派遣案件总数,,按时办结数,\n,当月,累计,当月,累计\n新华社区,12,40,10,35\n"
    report = office.upload(two)
    assert [(value, kind) for *_, value, _, kind in figures(office)] == [(10.0, "month"), (12.0, "month")]
    assert "派遣案件总数-累计" in warnings(report)

    office.upload("2022年5月热线\n社区,累计派遣案件总数,累计按时办结数\n新华社区,52,45\n")
    assert [(value, kind) for *_, value, _, kind in figures(office) if kind == "ytd"] == [(45.0, "ytd"), (52.0, "ytd")]


def test_headings_may_say_so_where_no_other_figures_stand_beside_them(office: Office) -> None:
    office.upload("2022年4月就业\n社区,累计新增就业,再就业（累计）\n新华社区,12,5\n")

    assert jobs(office) == [(datetime.date(2022, 4, 1), "ytd", 12)]


@pytest.mark.parametrize("title", ["2022年3—5月就业", "2022年第二季度就业", "2022年1—13月就业"])
def test_other_spans_are_no_month_and_are_asked_back(office: Office, title: str) -> None:
    report = office.upload(f"{title}\n{JOBS}")

    assert [one[1] for one in reasons(report)] == ["月份"]


def test_a_span_above_months_of_their_own_leaves_them_months_and_says_so(office: Office) -> None:
    report = office.upload("2022年1—2月就业\n社区,月份,新增就业\n新华社区,1月,12\n新华社区,2月,5\n")

    assert [kind for _, kind, _ in jobs(office)] == ["month", "month"]
    assert "标题写的是几个月" in warnings(report)


@pytest.mark.parametrize("title", ["就业情况（2022.04）", "就业情况\n报告期：2022-04", "就业情况202204"])
def test_a_month_in_figures_is_understood_in_a_title(office: Office, title: str) -> None:
    office.upload(f"{title}\n{JOBS}")

    assert {month for month, *_ in jobs(office)} == {datetime.date(2022, 4, 1)}


def test_a_month_that_only_the_file_names_is_taken_and_said(office: Office) -> None:
    report = office.upload(JOBS, file_name="西街道2022年4月就业月报.xlsx")

    assert {month for month, *_ in jobs(office)} == {datetime.date(2022, 4, 1)}
    assert "按文件名“西街道2022年4月就业月报”读作2022-04" in warnings(report)


def test_a_report_without_a_single_figure_is_not_loaded_as_empty_rows(office: Office) -> None:
    report = office.upload("西街道2022年4月就业月报\n单位,甲情况,乙情况\n新华社区,1,2\n安康社区,3,4\n")

    assert (report.status, jobs(office)) == ("rejected", [])


def test_lines_of_unit_reporter_and_day_above_a_table_are_no_heading(office: Office) -> None:
    report = office.upload(f"西街道2022年4月就业\n填报单位：西街道（盖章）,,单位：人\n填报日期：2022年5月3日\n{JOBS}")

    (sheet,) = report.sheets
    assert (report.status, sheet.rows_loaded, [one.row for one in sheet.rows_skipped]) == ("committed", 2, [1, 2, 3])


def test_a_heading_may_have_three_lines(office: Office, tmp_path) -> None:
    rows = [["2022年4月"], ["社区", "就业工作"], [None, "就业"], [None, "新增就业", "再就业"], ["新华社区", 12, 5]]
    report = office.upload_file(book(tmp_path, rows, "B2:C2", "B3:C3", "A2:A4"))
    assert (report.sheets[0].header_rows, jobs(office)) == (3, [(datetime.date(2022, 4, 1), "month", 12)])

    units = "2022年5月\n社区,就业,\n,新增就业,再就业\n,（人）,（人）\n新华社区,12,5\n"
    assert office.upload(units).sheets[0].header_rows == 3


def test_a_column_of_parts_beside_its_whole_does_not_take_its_place(office: Office) -> None:
    report = office.upload("2022年4月\n社区,新增就业,,\n,合计,其中：男,其中：女\n新华社区,12,7,5\n")

    assert jobs(office) == [(datetime.date(2022, 4, 1), "month", 12)]
    assert "新增就业-其中：男" in warnings(report)


def test_a_summary_that_somebody_else_filled_in_repeats_its_sheets(office: Office) -> None:
    one = "{}2022年4月就业\n填报单位：{}\n社区,新增就业\n{},{}\n"
    report = office.upload_book({
        "汇总": "西街道2022年4月就业\n社区,新增就业\n新华社区,12\n安康社区,8\n合计,20\n",
        "新华": one.format(*["新华社区"] * 3, 12), "安康": one.format(*["安康社区"] * 3, 8),
    })  # fmt: skip

    assert (report.status, len(jobs(office))) == ("committed", 2), reasons(report)


def test_a_line_of_page_numbers_between_printed_pages_is_no_data(office: Office) -> None:
    heading, *rows = JOBS.splitlines()
    title = "2022年4月就业,,"
    report = office.upload("\n".join([title, heading, rows[0], "第1页,,", title, heading, rows[1]]))

    assert (report.status, len(jobs(office))) == ("committed", 2), reasons(report)


def test_the_first_part_of_a_key_may_be_merged_over_several_rows(office: Office, tmp_path) -> None:
    rows = [
        ["清单编号", "事项编号", "清单层级", "事项名称", "责任社区", "责任单位", "立项日期", "状态"],
        ["L1", "1", "办实事项目", "修路", "新华社区", "城管办", "2021-03-01", "推进顺利"],
        [None, "2", "办实事项目", "装灯", "安康社区", "城管办", "2021-03-01", "推进顺利"],
    ]

    report = office.upload_file(book(tmp_path, rows, "A2:A3"))

    assert office.rows("commitment", "list_no", "item_no") == [("L1", "1"), ("L1", "2")], reasons(report)


def test_a_sheet_named_after_its_community_needs_no_column_for_it(office: Office) -> None:
    plain = "2022年4月就业\n新增就业,再就业\n{},1\n"
    report = office.upload_book({"新华社区": plain.format(12), "安康": plain.format(8)})

    assert [row[:2] for row in office.rows("employment_stat", "area_code", "urban_new_employment")] == [
        ("340603003001", 12), ("340603003002", 8),
    ], reasons(report)  # fmt: skip
    assert "按“安康”读作相山区/西街道/安康社区" in warnings(report)


def test_a_street_in_the_title_is_not_the_community_of_its_rows(office: Office) -> None:
    report = office.upload("西街道2022年4月就业\n新增就业,再就业\n12,1\n")

    assert [one[1] for one in reasons(report)] == ["社区"]


def test_hidden_sheets_are_left_out_row_by_row_and_named_where_they_look_like_a_table(office: Office, tmp_path) -> None:
    made = openpyxl.Workbook()
    made.active.append(["社区", "月份", "新增就业"])
    made.active.append(["新华社区", "2022-04", 12])
    old = [["社区", "月份", "新增就业"], ["新华社区", "2022-03", 9]]
    for name, rows in {"旧": old, "选项": [["是"], ["否"]]}.items():
        sheet = made.create_sheet(name)
        sheet.sheet_state = "hidden"
        for row in rows:
            sheet.append(row)
    made.save(tmp_path / "a.xlsx")

    report = office.upload_file(tmp_path / "a.xlsx")

    assert jobs(office) == [(datetime.date(2022, 4, 1), "month", 12)]
    assert [[row.kind for row in one.rows_skipped] for one in report.sheets] == [[], ["hidden"] * 2, ["hidden"] * 2]
    assert [one.zh for one in report.warnings] == ["隐藏的工作表“旧”未导入；如需导入，请取消隐藏后再上传"]


@pytest.mark.parametrize(("heading", "cell"), [("数量（个）", "38"), ("数量", "38个")])
def test_the_unit_may_stand_in_the_heading_or_in_the_cell_alone(office: Office, heading: str, cell: str) -> None:
    report = office.upload(f"设施编号,设施类型,社区,{heading},状态\nS1,停车位,新华社区,{cell},计划\n")

    assert office.rows("facility", "quantity", "unit") == [(38.0, "个")], reasons(report)


def test_a_quantity_whose_unit_stands_nowhere_is_refused(office: Office) -> None:
    report = office.upload("设施编号,设施类型,社区,数量,状态\nS1,停车位,新华社区,38,计划\n")

    assert [one[1] for one in reasons(report)] == ["单位"]


COMMUNITIES = "月份,新华社区,安康社区,合计\n1月,1,2,3\n2月,4,5余,9\n3月,6,7,14\n合计,11,14,25\n"


@pytest.mark.parametrize("corner", ["月份", "", "月份/社区", "社区 月份"])
def test_communities_side_by_side_with_the_months_below_become_one_figure_each(office: Office, corner: str) -> None:
    text = f"西街道2022年各社区{MEASURE}（件）\n{COMMUNITIES}".replace("月份,", f"{corner},")
    report = office.upload(text)

    assert report.status == "committed", reasons(report)
    assert [(*one[:1], *one[2:5]) for one in figures(office)] == [
        ("001", "01-31", 1.0, 0), ("001", "02-28", 4.0, 0), ("001", "03-31", 6.0, 0),
        ("002", "01-31", 2.0, 0), ("002", "02-28", 5.0, 2), ("002", "03-31", 7.0, 0),
    ]  # fmt: skip
    assert "第5行“合计”的合计14与各行之和13不符" in warnings(report)
    assert office.upload(text).status == "unchanged"


def test_names_without_their_kind_are_communities_where_the_title_says_so(office: Office) -> None:
    report = office.upload(f"2022年各社区{MEASURE}\n月份,新华,安康,备注\n1,1,2,\n2,3,4,补报\n")

    assert report.status == "committed", reasons(report)
    assert [(one[0], *one[2:4]) for one in figures(office)] == [
        ("001", "01-31", 1.0), ("001", "02-28", 3.0), ("002", "01-31", 2.0), ("002", "02-28", 4.0),
    ]  # fmt: skip


def test_a_sheet_with_a_column_of_communities_is_not_one_of_communities_side_by_side(office: Office) -> None:
    head = "月份,社区,按时办结数,超时办结数,电话回访,上门回访"
    report = office.upload(f"2022年各社区按时办结数\n{head}\n1月,新华社区,1,2,3,4\n2月,新华社区,3,4,5,6\n")

    assert len(figures(office)) == 4, reasons(report)


def test_measures_under_their_communities_are_told_apart(office: Office) -> None:
    office.upload("2022年\n月份,新华社区,,安康社区,\n,按时办结数,超时办结数,按时办结数,超时办结数\n1月,1,2,3,4\n2月,5,6,7,8\n")

    assert sorted((one[0], one[1][16:], one[3]) for one in figures(office) if one[2] == "02-28") == [
        ("001", "late", 6.0), ("001", "ontime", 5.0), ("002", "late", 8.0), ("002", "ontime", 7.0),
    ]  # fmt: skip


def test_a_community_that_nobody_knows_is_named_in_its_column(office: Office) -> None:
    report = office.upload(f"2022年{MEASURE}\n月份,新华社区,无名社区\n1月,1,2\n2月,3,4\n")

    assert [one[:3] for one in reasons(report)] == [(3, "无名社区", "无名社区"), (4, "无名社区", "无名社区")]
    assert figures(office) == []


MONEY = "社区,地方财政收入,派遣案件总数\n新华社区,12.5,3\n安康社区,7,4\n"


@pytest.mark.parametrize(
    ("title", "money", "cases"),
    [
        ("2022年4月统计表\n单位：元", 12.5 / 10_000, 3), ("2022年4月统计表（亿元）", 125_000, 3),
        ("2022年4月统计表\n单位：元、万件", 12.5 / 10_000, 30_000), ("2022年4月统计表\n单位：件", 12.5, 3),
    ],
)  # fmt: skip
def test_a_unit_that_stands_only_above_figures_side_by_side_is_theirs(
    office: Office, title: str, money: float, cases: int
) -> None:
    report = office.upload(f"{title}\n{MONEY}")

    assert report.status == "committed", reasons(report)
    stored = "select sum(value * factor) as one from statistic join metric_unit using (metric_id, unit)"
    told = f"{stored} where metric_id = $metric and area_code like '%001'"
    found = [office.database.rows(told, {"metric": one})[0]["one"] for one in ("fiscal_revenue", "requests_dispatched")]
    assert found == pytest.approx([money, cases])


def test_of_several_units_above_that_fit_the_first_is_taken_and_said(office: Office) -> None:
    assert "（元、万元），按第一个读取" in warnings(office.upload(f"2022年4月统计表\n单位：元、万元、件\n{MONEY}"))


@pytest.mark.parametrize("lines", ["单位：元\n{}", "{}注：以上单位均为元\n"])
def test_a_unit_that_stands_only_above_or_below_a_list_of_figures_is_theirs(office: Office, lines: str) -> None:
    rows = "社区,指标,月份,口径,数值\n新华社区,地方财政收入,2022-04,当月,12\n"
    report = office.upload(lines.format(rows))

    assert office.rows("statistic", "value", "unit") == [(12.0, "元")], reasons(report)


@pytest.mark.parametrize(
    "head", ["社区,新增就业,累计新增就业", "社区,新增就业,\n,当月,累计", "社区,当月新增就业,新增就业（累计）"]
)
def test_the_year_so_far_beside_the_month_is_checked_against_the_months_in_the_store(office: Office, head: str) -> None:
    first = office.upload(f"2022年1月就业\n{head}\n新华社区,12,12\n安康社区,8,9\n")
    second = office.upload(f"2022年2月就业\n{head}\n新华社区,5,17\n安康社区,2,10\n")
    fourth = office.upload(f"2022年4月就业\n{head}\n新华社区,1,20\n")

    assert [(f"{day:%m}", kind, value) for day, kind, value in jobs(office)] == [
        ("01", "month", 8), ("01", "month", 12), ("02", "month", 2), ("02", "month", 5), ("04", "month", 1),
    ]  # fmt: skip
    row = 4 + head.count("\n")
    assert f"第{row}行" in warnings(first) and "填的是9，而库中1—1月各月之和（含本表当月8）是8" in warnings(first)
    assert "不重复入库，已用来核对" in warnings(second) and "填的是" not in warnings(second)
    assert "1行的累计数无法核对" in warnings(fourth)


def test_figures_side_by_side_are_checked_against_their_year_so_far(office: Office) -> None:
    head = "社区,派遣案件总数,,按时办结数,\n,当月,累计,当月,累计"
    office.upload(f"2022年1月热线\n{head}\n新华社区,12,12,10,10\n")
    report = office.upload(f"2022年2月热线\n{head}\n新华社区,3,15,4,15\n")

    assert "“按时办结数-累计”填的是15，而库中1—2月各月之和（含本表当月4）是14" in warnings(report)
    assert "派遣案件总数-累计”填的是" not in warnings(report)
