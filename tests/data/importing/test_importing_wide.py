"""The monthly sheet of a 12345 office: one row a unit, one column a figure."""

from __future__ import annotations

from tests.data.importing.importing_office import Office, reasons, warnings

SHEET = """2026年9月12345热线办理情况统计表
填报单位：西街道,,,,,,,,,单位：件
序号,单位,派遣案件总数,按时办结数,超时办结数,未办结数,结案率,按时结案率,不满意数,不满意率
1,新华社区,120,110,6,4,96.7%,94.8%,3,2.5%
2,安康社区,80,78,2,0,100%,97.5%,1,1.3%
合计,,200,188,8,4,98%,96%,4,2%
"""


def test_every_column_of_figures_becomes_a_figure_of_its_units_month(office: Office) -> None:
    report = office.upload(SHEET)

    assert report.status == "committed"
    assert [(one.rows_loaded, one.rows_rejected, len(one.rows_skipped)) for one in report.sheets] == [(2, 0, 3)]
    found = office.rows("statistic", "area_code", "metric_id", "value", "unit", "period_kind", "row_number")
    assert len(found) == 10
    assert ("340603003001", "requests_closed_late", 6.0, "件", "month", 4) in found
    assert ("340603003002", "requests_open", 0.0, "件", "month", 5) in found
    assert office.months() == ["2026-09"]


def test_the_short_and_the_long_headings_of_such_sheets_are_known(office: Office) -> None:
    short, long = "派遣,按时办结,超时办结,未办结,不满意", "派遣数,按时办结件数,超时办结件数,未办结件数,不满意件数"
    for month, heads in (("9", short), ("8", long)):
        report = office.upload(f"2026年{month}月12345热线办理情况统计表\n社区,{heads}\n新华社区,120,110,6,4,3\n")
        assert report.status == "committed" and not warnings(report)

    metrics = {one for one, in office.rows("statistic", "metric_id")}
    assert metrics == {"requests_dispatched", "requests_closed_ontime", "requests_closed_late", "requests_open",
                       "requests_dissatisfied"}
    assert len(office.rows("statistic", "value")) == 10


def test_shares_are_left_out_with_a_message(office: Office) -> None:
    assert "百分数不入库，由件数重新计算：结案率、按时结案率、不满意率" in warnings(office.upload(SHEET))


def test_a_bad_figure_is_named_by_its_own_heading_and_nothing_of_the_file_goes_in(office: Office) -> None:
    report = office.upload(SHEET.replace("78,2,0", "78,见附件,0"))

    assert report.status == "rejected"
    assert [one[:3] for one in reasons(report)] == [(5, "超时办结数", "见附件")]
    assert report.sheets[0].rows_rejected == 2
    assert office.rows("statistic", "value") == []


def test_a_unit_that_nobody_knows_is_said_once(office: Office) -> None:
    report = office.upload(SHEET.replace("安康社区", "无名社区"))

    assert [one[:3] for one in reasons(report)] == [(5, "单位", "无名社区")]


def test_the_year_so_far_in_the_title_makes_the_figures_cumulative(office: Office) -> None:
    office.upload(SHEET.replace("2026年9月", "2026年1—9月"))

    assert set(office.rows("statistic", "period_kind")) == {("ytd",)}


def test_the_same_sheet_twice_changes_nothing_and_a_corrected_one_replaces(office: Office) -> None:
    office.upload(SHEET)

    assert office.upload(SHEET).status == "unchanged"
    report = office.upload(SHEET.replace("110,6", "109,7"))
    assert (report.rows_new, report.rows_changed) == (0, 1)
    office.undo(report.batch or "")
    assert ("requests_closed_late", 6.0) in office.rows("statistic", "metric_id", "value")
