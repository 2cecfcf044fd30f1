"""What the clerk says of tables, columns and the year stands before what is recognised, and is remembered."""

import datetime

import pytest

from data.importing import Told, WrongCall, told_of
from tests.data.importing.importing_office import REQUESTS, reasons, warnings

ODD = "流水,何时来的,在哪里,哪里来,啥类,啥事,到哪步了\nA1,2026-01-03,新华社区,来访,应急,漏水,办理中\n"
PAIRS = ["流水=工单编号", "何时来的=受理时间", "在哪里=area_code", "哪里来=channel", "啥类=category", "啥事=title",
         "到哪步了=status"]


def columns(*pairs: str) -> dict[tuple[str, str], str]:
    return dict(told_of(pairs).columns)


def test_a_heading_that_nobody_knows_loads_once_its_columns_are_told(office):
    assert office.upload(ODD).status == "rejected"
    report = office.upload(ODD, told=told_of(PAIRS))

    assert report.status == "committed", reasons(report)
    assert office.rows("service_request", "request_no", "title") == [("A1", "漏水")]


def test_what_was_told_is_remembered_in_any_order_and_with_a_further_column(office):
    office.upload(ODD, told=told_of(PAIRS), file_name="一月.csv")
    again = office.upload(
        "啥事,到哪步了,新的列,在哪里,哪里来,啥类,何时来的,流水\n路灯,办理中,x,新华社区,来访,应急,2026-01-04,A2\n"
    )

    assert again.status == "committed", reasons(again)
    assert ("A2", "路灯") in office.rows("service_request", "request_no", "title")
    assert "一月.csv" in warnings(again)


def test_a_column_can_be_left_out_and_stays_left_out(office):
    sheet = REQUESTS + "{},2026-01-03,新华社区,来访,应急,漏水,办理中,\n"
    office.upload(sheet.format("A1"), told=told_of(["诉求内容="]))
    office.upload(sheet.format("A2"))

    assert office.rows("service_request", "request_no", "title") == [("A1", None), ("A2", None)]


def test_a_column_that_names_persons_fills_no_field_whatever_is_told(office):
    sheet = REQUESTS.replace("诉求内容", "联系人") + "A1,2026-01-03,新华社区,来访,应急,王小明,办理中,\n"
    report = office.upload(sheet, told=told_of(["联系人=title"]))

    assert report.status == "committed" and report.sheets[0].forbidden == ("联系人",)
    assert office.rows("service_request", "title") == [(None,)]


def test_dates_without_a_year_are_refused_and_load_with_the_year_told(office):
    sheet = REQUESTS + "A1,1月3日,新华社区,来访,应急,漏水,办理中,\n"
    assert "缺年份" in reasons(office.upload(sheet))[0][3]
    report = office.upload(sheet, told=Told(year=2026))

    assert report.status == "committed", reasons(report)
    assert office.rows("service_request", "received_at") == [(datetime.datetime(2026, 1, 3),)]
    assert "按您填写的2026年" in warnings(report)


def test_a_month_that_no_line_names_can_be_told(office):
    sheet = "社区,城镇新增就业\n新华社区,12\n"
    assert office.upload(sheet, table="employment_stat").status == "rejected"
    report = office.upload(sheet, told=Told(tables={"Sheet1": "employment_stat"}, month=datetime.date(2026, 10, 1)))

    assert report.status == "committed", reasons(report)
    assert office.rows("employment_stat", "month") == [(datetime.date(2026, 10, 1),)]


def test_the_proposal_says_how_sure_it_is_and_what_is_open(office):
    [sheet] = office.upload(REQUESTS + "A1,2026-01-03,新华社区,来访,应急,漏水,办理中,\n").sheets
    assert sheet.confidence > 0.9 and sheet.missing == () and "诉求内容" in sheet.headings

    [sheet] = office.upload("社区,城镇新增就业,甲乙丙\n新华社区,12,1\n", table="employment_stat").sheets
    assert sheet.missing == ("month",) and sheet.unmatched == ("甲乙丙",)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [(["没有这列=title"], "没有名为"), (["诉求内容=没有这字段"], "不是任何表的字段"), (["诉求内容"], "列名=字段")],
)
def test_what_cannot_be_meant_is_a_wrong_call(office, pairs, said):
    with pytest.raises(WrongCall, match=said):
        office.upload(REQUESTS + "A1,2026-01-03,新华社区,来访,应急,漏水,办理中,\n", told=told_of(pairs))


@pytest.mark.parametrize("words", [{"year": 26}, {"month": "十月"}])
def test_a_year_or_month_that_is_none_is_a_wrong_call(words):
    with pytest.raises(WrongCall):
        told_of([], **words)
