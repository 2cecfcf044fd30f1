"""The annex as a workbook: every table shown, every sentence's figures, and numbers that can be computed with."""
from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from reports.annex import annex, annexed
from reports.content import Chart, Meeting, Series, Table
from tests.reports.paper_samples import MEETING, REAL

OVERVIEW, RANKING, SERVICE, OVERDUE = range(4)


def book(meeting: Meeting = MEETING) -> Any:
    return openpyxl.load_workbook(BytesIO(annex(meeting)))


def rows(sheet: Any, head: int) -> list[dict[str, Any]]:
    found = list(sheet.iter_rows(values_only=True))
    return [dict(zip(found[head], row, strict=True)) for row in found[head + 1:]]


def test_every_table_has_a_sheet_and_so_have_figures_definitions_and_notes() -> None:
    found = book()

    assert found.sheetnames[4:] == ["5 为民服务：每千户诉求量（地图）", "每句话的数", "口径", "说明"]
    assert [found.worksheets[at]["A2"].value for at in range(4)] == [one.title for one in annexed(MEETING)]
    assert all(len(name) <= 31 for name in found.sheetnames)


def test_what_a_chart_or_a_map_shows_has_a_sheet_though_a_short_deck_may_leave_it_out() -> None:
    lines = Series("今年", (95.25, None)), Series("去年", (94.0, 93.1))
    chart = Chart("line", "按时办结率", ("2026-09", "2026-10"), lines, "%")
    drawn = replace(MEETING, topics=(replace(MEETING.topics[0], chart=chart), *MEETING.topics[1:]))

    found = {name: sheet for name, sheet in zip(book(drawn).sheetnames, book(drawn).worksheets, strict=True)}

    [charted] = [sheet for name, sheet in found.items() if "（图）" in name]
    assert [[cell.value for cell in row] for row in charted.iter_rows(min_row=3, max_row=5)] == [
        ["项目", "今年（%）", "去年（%）"], ["2026-09", 95.25, 94], ["2026-10", "—", 93.1]]
    [mapped] = [sheet for name, sheet in found.items() if "（地图）" in name]
    patches = MEETING.topics[0].map.patches
    assert [cell.value for cell in mapped["B"]][3:3 + len(patches)] == [one.name for one in patches]


def test_two_tables_of_one_name_have_two_sheets() -> None:
    twice = replace(MEETING, annex=(MEETING.annex[0], replace(MEETING.annex[0], title="超期未办结事项")))

    assert len(book(twice).sheetnames) == 9


def test_tables_of_one_title_are_told_apart_by_their_subject() -> None:
    one, other = MEETING.topics
    alike = replace(MEETING, topics=(one, replace(other, table=one.table)))

    assert [table.title for table in annexed(alike)][2:4] == ["为民服务：各社区诉求办理情况",
                                                              "企业与经济：各社区诉求办理情况"]


def test_a_title_that_no_sheet_may_bear_is_mended() -> None:
    odd = replace(MEETING, annex=(replace(MEETING.annex[0], title="A/B: [x]*?\\ " + "很长" * 30),))

    assert book(odd).sheetnames[3].startswith("4 A B   x")


def test_cells_hold_numbers_that_print_as_the_meeting_prints_them() -> None:
    sheet = book().worksheets[OVERVIEW]
    by_name = {row[0].value: row for row in sheet.iter_rows(min_row=4)}

    received, ontime, revenue = by_name["诉求受理量"], by_name["按时办结率"], by_name["地方财政收入"]
    assert (received[1].value, received[1].number_format) == (3714, '#,##0" 件";"-"#,##0" 件";#,##0" 件"')
    assert ontime[1].value == pytest.approx(93.58288770053476)
    assert ontime[1].number_format.startswith('#,##0.0"%"')
    assert (ontime[2].value, ontime[2].number_format.split(";")[1]) == (-1.2034, '-#,##0.0"个百分点"')
    assert (revenue[5].value, revenue[5].number_format.split(";")[1]) == (-11.98, '"−"#,##0.00')


def test_a_number_said_in_another_way_stays_the_number_itself() -> None:
    flat = {row[0].value: row for row in book().worksheets[OVERVIEW].iter_rows(min_row=4)}["地方财政收入"][2]

    assert (flat.value, flat.number_format) == (0.01, "General")


def test_no_number_says_so_and_lights_stand_beside_as_shape_and_word() -> None:
    found = rows(book().worksheets[SERVICE], 2)

    assert (found[0]["按时办结率"], found[0]["灯"]) == (90.1, "▲ 黄")
    assert found[4]["满意率"] == "暂无数据"
    assert book().worksheets[OVERVIEW]["G5"].value == "▲ 未达标"


def test_a_table_s_note_stands_under_it() -> None:
    assert book().worksheets[SERVICE].cell(row=65, column=1).value == MEETING.tables()[1].note


def test_every_figure_of_every_sentence_and_cell_stands_there_with_what_it_is_made_of() -> None:
    found = rows(book()["每句话的数"], 1)
    of_sentences = [figure for one in MEETING.sentences() for figure in one.figures]
    of_cells = [cell.figure for table in annexed(MEETING) for row in table.rows for cell in row if cell.figure]

    assert [one["写作"] for one in found] == [one.shown for one in (*of_sentences, *of_cells)]
    ontime = next(one for one in found if one["写作"] == "93.6%")
    assert (ontime["出现在"], ontime["指标"], ontime["指标代号"]) == ("总体情况", "按时办结率", "ontime_closure_rate")
    assert (ontime["分子"], ontime["分母"], ontime["时期"]) == (350, 374, "2026年1—10月")
    assert (ontime["区域编码"], ontime["区域"], ontime["是什么数"]) == ("990101001", "西街道（演示）", "指标值")
    nothing = next(one for one in found if one["写作"] == "暂无数据")
    assert nothing["数值"] is None
    assert next(one for one in found if one["区域编码"] == "990101001")["区域"] == "西街道（演示）"


def test_definitions_and_notes_come_along() -> None:
    found = book()

    assert [(one["指标"], one["内容"]) for one in rows(found["口径"], 1)] == [
        (one.indicator, one.content) for one in MEETING.definitions]
    said = {one["项目"]: one["内容"] for one in rows(found["说明"], 1)}
    assert said["数据截至"] == "2026-10-31"
    assert said["区域"] == "西街道（演示） 990101001"
    assert said["读法"] == MEETING.notes[0]


def test_every_sheet_of_invented_numbers_says_so_and_no_other() -> None:
    assert all("演示数据" in sheet["A1"].value for sheet in book().worksheets)
    assert not any("演示数据" in str(sheet["A1"].value) for sheet in book(REAL).worksheets)


def test_a_text_that_a_spreadsheet_would_run_is_neutralised_everywhere() -> None:
    bad = "=HYPERLINK(\"x\")"
    table = Table("bad", bad, (bad, "b"), ((replace(MEETING.overview.rows[0][0], shown=bad),) * 2,), bad)
    found = book(replace(REAL, overview=table, title=bad, notes=(bad,)))

    cells = [cell for sheet in found.worksheets for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert not any(str(cell.value).startswith("=") for cell in cells)
    assert sum(str(cell.value) == f"'{bad}" for cell in cells) >= 6


def test_the_same_meeting_makes_the_same_file() -> None:
    assert annex(MEETING) == annex(MEETING)


def test_an_english_meeting_makes_an_english_workbook() -> None:
    assert book(replace(MEETING, lang="en")).sheetnames[5:] == ["Figures", "Definitions", "Notes"]


def test_an_empty_table_is_a_sheet_with_heads_only() -> None:
    empty = replace(MEETING, overview=replace(MEETING.overview, rows=()))

    assert rows(book(empty).worksheets[OVERVIEW], 2)[0]["指标"] is None
