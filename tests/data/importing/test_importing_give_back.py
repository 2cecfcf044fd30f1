"""What cannot be loaded comes back as the clerk's own sheet; what was left out waits until it is mended."""

from io import BytesIO

import openpyxl
import pytest

from data import importing
from data.importing import WrongCall
from data.language import label
from data.reading import Reading, read_file
from tests.data.importing.importing_office import REQUESTS, cells, reasons

BAD = (
    "西街道诉求工单台账,,,,,,,\n"
    + REQUESTS
    + "A1,2026-01-03 10:00,新华社区,来访,应急,漏水,已办结,2026-01-05\n"
    + "A2,十月的某天,安康社区,来访,应急,=SUM(A1:A9),已办结,2026-01-09\n"
    + "A3,2026-01-04 09:00,无名社区,来访,应急,路灯,办理中,\n"
    + "合计,,,,,,3,\n"
)


def given_back(report, text=BAD, name="Sheet1", **book):
    reading = Reading([cells(name, text)], "csv")
    return openpyxl.load_workbook(BytesIO(importing.given_back(reading, report.rejects)))


def marked(page) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment}


def saved(book, tmp_path):
    path = tmp_path / "改正.xlsx"
    book.save(path)
    return path


def test_every_row_comes_back_in_its_place_with_the_bad_cells_coloured_and_explained(office):
    report = office.upload(BAD)
    page = given_back(report)["Sheet1"]

    rows = [[cell or "" for cell in row] for row in page.iter_rows(values_only=True)]
    told = {(row, column): reason for row, column, _, reason in reasons(report)}
    assert [row[0] for row in rows] == ["西街道诉求工单台账", "工单编号", "A1", "A2", "A3", "合计"]
    assert marked(page) == {"B4": told[4, "受理时间"], "C5": told[5, "所属网格"]}
    assert page["B4"].fill.fgColor.rgb == page["C5"].fill.fgColor.rgb == "FFFFD9D5"
    assert page["B3"].fill.fill_type is None


def test_what_a_spreadsheet_would_run_stays_text_and_says_the_same(office):
    cell = given_back(office.upload(BAD))["Sheet1"]["F4"]

    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", "=SUM(A1:A9)", True)


def test_the_corrected_sheet_loads_when_it_is_uploaded_again(office, tmp_path):
    book = given_back(office.upload(BAD))
    book["Sheet1"]["B4"], book["Sheet1"]["C5"] = "2026-01-05 08:00", "安康社区"
    report = office.upload_file(saved(book, tmp_path))

    assert (report.status, report.rows_loaded) == ("committed", 3), report.as_json()
    assert office.rows("service_request", "request_no", "title") == [
        ("A1", "漏水"), ("A2", "=SUM(A1:A9)"), ("A3", "路灯"),
    ]


def test_merged_headings_of_two_rows_come_back_merged_and_are_read_the_same(office, tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    for row in (["区域", "2026年1月", None], [None, "受理量", "办结量"], ["新华社区", 12, "很多件"]):
        page.append(row)
    page.merge_cells("B1:C1")
    page.merge_cells("A1:A2")
    path = saved(book, tmp_path)
    reading = read_file(path)
    report = importing.Reject("Sheet", 3, "办结量", "很多件", label("import_cell.required"), 0, 3)
    again = openpyxl.load_workbook(BytesIO(importing.given_back(reading, [report])))

    assert sorted(map(str, again["Sheet"].merged_cells.ranges)) == ["A1:A2", "B1:C1"]
    assert list(again["Sheet"].values) == list(page.values)
    assert read_file(saved(again, tmp_path)).sheets[0].cells.equals(reading.sheets[0].cells)


def test_a_sheet_that_begins_in_another_column_comes_back_in_its_place(office, tmp_path):
    book = openpyxl.Workbook()
    for at, line in enumerate(BAD.splitlines(), 3):
        for column, text in enumerate(line.split(","), 2):
            book.active.cell(at, column, text or None)
    path = saved(book, tmp_path)
    reading = read_file(path)
    report = office.upload_file(path)
    again = openpyxl.load_workbook(BytesIO(importing.given_back(reading, report.rejects)))["Sheet"]

    assert sorted(marked(again)) == ["C6", "D7"]
    texts = [[[str(cell.value) for cell in row] for row in page] for page in (again, book.active)]
    assert texts[0] == texts[1]
    batch = office.upload_file(path, accept_good_rows=True).batch
    waiting = openpyxl.load_workbook(BytesIO(importing.to_mend(office.database, batch))).worksheets[0]
    assert (waiting["B4"].value, waiting["B5"].value, sorted(marked(waiting))) == ("工单编号", "A2", ["C5", "D6"])


def test_rows_that_are_in_the_store_already_close_the_waiting_ones_when_they_are_uploaded_again(office):
    good = BAD.replace("十月的某天", "2026-01-05").replace("无名社区", "新华社区")
    first = office.upload(good).batch
    office.upload(BAD.replace("A1,", "A9,"), accept_good_rows=True)
    assert len(importing.open_rejects(office.database)) == 1

    tried = office.upload(good, dry_run=True)
    assert tried.status == "unchanged" and len(importing.open_rejects(office.database)) == 1
    report = office.upload(good)
    assert report.status == "unchanged"
    assert label("open_rejects.mended", rows=2) in report.warnings
    assert importing.open_rejects(office.database) == []

    office.undo(first)
    assert len(importing.open_rejects(office.database)) == 1


def test_long_codes_and_leading_zeros_are_not_turned_into_numbers():
    text = "编码,数\n340603003001,0012\n20261101000123,12.50\n7,-3.5\n"
    page = given_back(importing.Report("rejected", None, ()), text)["Sheet1"]

    assert list(page.iter_rows(min_row=2, values_only=True)) == [
        ("340603003001", "0012"), ("20261101000123", "12.50"), (7, -3.5),
    ]


def test_boundaries_are_not_given_back_as_a_sheet():
    with pytest.raises(WrongCall, match="制图软件"):
        importing.given_back(Reading([cells("a", "x\n1\n")], "geojson"), [])


def waiting(office) -> list[tuple[int, str]]:
    return [(row, said[0][0]) for one in importing.open_rejects(office.database) for _, row, said in one.rows]


def test_rows_left_out_by_choice_wait_to_be_mended(office):
    office.upload(BAD, accept_good_rows=True)

    assert waiting(office) == [(4, "受理时间"), (5, "所属网格")]


def test_a_rehearsal_and_a_refused_file_leave_no_rows_waiting(office):
    office.upload(BAD)
    office.upload(BAD, accept_good_rows=True, dry_run=True)

    assert waiting(office) == []


def test_waiting_rows_can_be_taken_away_mended_and_uploaded_and_are_then_closed(office, tmp_path):
    batch = office.upload(BAD, accept_good_rows=True).batch
    book = openpyxl.load_workbook(BytesIO(importing.to_mend(office.database, batch)))
    page = book["Sheet1"]
    assert [row[0] for row in page.iter_rows(values_only=True)] == ["西街道诉求工单台账", "工单编号", "A2", "A3"]
    assert set(marked(page)) == {"B3", "C4"}

    page["B3"], page["C4"] = "2026-01-05 08:00", "安康社区"
    report = office.upload_file(saved(book, tmp_path))
    assert (report.status, report.rows_loaded) == ("committed", 2), report.as_json()
    assert waiting(office) == []
    assert any("2行已随这次导入改正" in one.zh for one in report.warnings)


def test_a_row_whose_key_was_bad_is_closed_by_the_row_that_says_the_rest_of_it(office):
    office.upload("社区,月份,城镇新增就业\n新华社区,十月,1200\n安康社区,2026-10,900\n", accept_good_rows=True)
    assert waiting(office) == [(2, "月份")]

    office.upload("社区,月份,城镇新增就业\n新华社区,2026-10,1300\n")
    assert waiting(office) == [(2, "月份")], "another figure is another row"
    office.upload("社区,月份,城镇新增就业\n新华社区,2026-10,1200\n")
    assert waiting(office) == []


def test_an_undo_takes_the_waiting_rows_with_it_and_opens_those_that_it_had_closed(office):
    first = office.upload(BAD, accept_good_rows=True).batch
    second = office.upload(REQUESTS + "A2,2026-01-05,安康社区,来访,应急,井盖,已办结,2026-01-09\n").batch
    assert waiting(office) == [(5, "所属网格")]

    office.undo(second)
    assert waiting(office) == [(4, "受理时间"), (5, "所属网格")]
    office.undo(first)
    assert waiting(office) == []


def test_waiting_rows_can_be_given_up_once(office):
    batch = office.upload(BAD, accept_good_rows=True).batch

    assert importing.give_up(office.database, batch) == 2
    assert waiting(office) == []
    with pytest.raises(WrongCall):
        importing.give_up(office.database, batch)
    with pytest.raises(WrongCall):
        importing.to_mend(office.database, batch)


def test_the_same_bad_row_waits_only_once(office):
    office.upload(BAD, accept_good_rows=True)
    office.upload(BAD.replace("A1,2026-01-03", "A9,2026-01-03"), accept_good_rows=True)

    assert waiting(office) == [(4, "受理时间"), (5, "所属网格")]


def test_no_name_and_no_telephone_number_waits_in_the_store(office):
    text = (REQUESTS.replace("诉求内容", "诉求内容,联系人")
            + "A1,2026-01-03,新华社区,来访,应急,漏水,王小明,已办结,2026-01-05\n"
            + "A2,某天,安康社区,来访,应急,请打13812345678,李小红,办理中,\n")
    office.upload(text, accept_good_rows=True)

    kept = str(office.database.rows("select * from open_reject"))
    assert "A2" in kept and "李小红" not in kept and "13812345678" not in kept
