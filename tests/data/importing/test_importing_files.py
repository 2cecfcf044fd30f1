"""A file goes in as a whole or not at all, and says what became of every row."""

import pytest

from data.importing import WrongCall, history, status
from tests.data.importing.importing_office import REQUESTS, reasons, warnings

GOOD = REQUESTS + "A1,2026-01-03 10:00,新华社区/第1网格,来访,应急,漏水,已办结,2026-01-05\n"
ONE_BAD = GOOD + "A2,2026-01-04,安康社区,来访,应急,路灯,已办结,2026-01-01\n"


def test_a_good_file_is_committed_with_every_row_knowing_its_sheet_and_row(office):
    report = office.upload(GOOD)

    assert report.status == "committed"
    assert report.rows_loaded == 1
    assert office.rows("service_request", "request_no", "area_code", "batch_id", "sheet", "row_number") == [
        ("A1", "340603003001001", report.batch, "Sheet1", 2)
    ]


def test_the_json_has_exactly_the_promised_keys(office):
    told = office.upload(ONE_BAD).as_json()

    assert list(told) == ["status", "batch", "table", "sheets", "rejects", "warnings"]
    assert told["status"] == "rejected"
    assert told["batch"] is None
    assert told["table"] == "service_request"
    assert told["sheets"] == [
        {
            "name": "Sheet1",
            "table": "service_request",
            "header_rows": 1,
            "rows_loaded": 0,
            "rows_rejected": 2,
            "rows_skipped": [],
        }
    ]
    assert told["rejects"] == [
        {
            "sheet": "Sheet1",
            "row": 3,
            "column": "办结时间",
            "value": "2026-01-01",
            "reason": "办结时间早于受理时间",
        }
    ]


def test_one_bad_cell_keeps_the_whole_file_out(office):
    office.upload(ONE_BAD)

    assert office.rows("service_request", "request_no") == []
    assert len(history(office.database)) == 1


def test_good_rows_go_in_alone_when_asked_for(office):
    report = office.upload(ONE_BAD, accept_good_rows=True)

    assert report.status == "committed"
    assert (report.rows_loaded, report.rows_rejected) == (1, 1)
    assert office.rows("service_request", "request_no") == [("A1",)]


def test_a_file_of_bad_rows_only_is_rejected_even_then(office):
    bad = REQUESTS + "A2,明天,安康社区,来访,应急,路灯,办理中,\n"

    assert office.upload(bad, accept_good_rows=True).status == "rejected"


def test_the_same_file_twice_is_unchanged(office):
    first = office.upload(GOOD)
    again = office.upload(GOOD)

    assert again.status == "unchanged"
    assert again.batch == first.batch
    assert again.rows_loaded == 1
    assert office.refreshed == []


def test_a_changed_row_replaces_the_old_one_and_touches_its_old_and_new_months(office):
    office.upload(REQUESTS + "A1,2026-01-03,安康社区,来访,应急,漏水,办理中,\n")
    report = office.upload(REQUESTS + "A1,2026-01-03,安康社区,来访,应急,漏水,已办结,2026-03-02\n")

    assert (report.rows_new, report.rows_changed) == (0, 1)
    assert office.rows("service_request", "request_no", "status") == [("A1", "已办结")]
    assert office.months() == ["2026-01", "2026-03"]


def test_columns_that_are_not_in_the_file_keep_what_was_there(office):
    office.upload(GOOD)
    office.upload("工单编号,是否满意,是否解决\nA1,满意,解决\n", table="service_request")

    assert office.rows("service_request", "title", "status", "satisfied", "resolved") == [
        ("漏水", "已办结", "2", "1")
    ]


def test_a_new_row_without_a_required_column_is_rejected_once_for_the_column(office):
    report = office.upload(
        "工单编号,是否满意,是否解决\nB1,满意,解决\nB2,满意,解决\n", table="service_request"
    )

    assert report.status == "rejected"
    assert report.rows_rejected == 2
    assert len([one for one in report.rejects if one.column == "受理时间"]) == 1


def test_a_rehearsal_changes_nothing_and_may_be_looked_at(office):
    seen = office.upload(
        GOOD,
        dry_run=True,
        observe=lambda cursor: cursor.execute("select count(*) from service_request").fetchone()[0],
    )

    assert seen.status == "rehearsed"
    assert (seen.batch, seen.seen, seen.rows_new) == (None, 1, 1)
    assert office.rows("service_request", "request_no") == []
    assert len(history(office.database)) == 1


def test_a_rehearsal_of_a_bad_file_is_rejected(office):
    assert office.upload(ONE_BAD, dry_run=True).status == "rejected"


def test_rows_loaded_rejected_and_skipped_are_all_rows_below_the_heading(office):
    twice = ONE_BAD + "A1,2026-01-03 10:00,新华社区/第1网格,来访,应急,漏水,已办结,2026-01-05\n"
    report = office.upload(twice, accept_good_rows=True)

    sheet = report.sheets[0]
    assert sheet.rows_loaded + sheet.rows_rejected + len(sheet.rows_skipped) == 3


def test_a_workbook_of_several_tables_goes_in_together_areas_first(empty_office):
    book = {
        "工单": REQUESTS + "A1,2026-01-03,新社区,来访,应急,漏水,办理中,\n",
        "区域": "区域编码,区域名称\n340603,相山区\n340603003,西街道\n340603003009,新社区\n",
    }

    report = empty_office.upload_book(book)

    assert report.status == "committed", report.as_json()
    assert [one.name for one in report.sheets] == ["工单", "区域"]
    assert report.table == "service_request,area"
    assert empty_office.rows("service_request", "area_code") == [("340603003009",)]


def test_a_bad_sheet_keeps_the_others_of_its_file_out(empty_office):
    book = {
        "工单": REQUESTS + "A1,2026-13-03,新社区,来访,应急,漏水,办理中,\n",
        "区域": "区域编码,区域名称\n340603,相山区\n340603003,西街道\n340603003009,新社区\n",
    }

    report = empty_office.upload_book(book)

    assert [one[:2] for one in reasons(report)] == [(2, "受理时间")]
    assert empty_office.rows("area", "area_code") == []


def test_an_unknown_sheet_beside_a_known_one_is_left_out_and_said(office):
    report = office.upload_book({"工单": GOOD, "备忘": "下周一开会\n带上水杯\n"})

    assert report.status == "committed"
    assert "备忘" in warnings(report)
    assert [one.rows_loaded for one in report.sheets] == [1, 0]
    assert len(report.sheets[1].rows_skipped) == 2


def test_a_file_that_is_none_of_our_tables_is_rejected_with_the_reason(office):
    report = office.upload("歌名,歌手\n茉莉花,佚名\n")

    assert report.status == "rejected"
    assert "认不出" in report.rejects[0].reason.zh


def test_a_heading_without_rows_is_rejected(office):
    assert office.upload(REQUESTS).status == "rejected"


def test_an_unknown_table_is_a_wrong_call(office):
    with pytest.raises(WrongCall, match="songs"):
        office.upload(GOOD, table="songs")


def test_batches_are_numbered_in_order_and_shown_newest_first(office):
    office.upload(GOOD, role="网格员", file_name="一月工单.xlsx")

    newest, oldest = history(office.database)
    assert newest["batch"] > oldest["batch"]
    assert newest["batch"].endswith("-0002")
    assert (newest["file"], newest["role"], newest["rows"]) == ("一月工单.xlsx", "网格员", 1)


def test_the_status_tells_rows_and_dates_of_every_table(office):
    office.upload(GOOD)

    found = {one["table"]: one for one in status(office.database)}
    assert found["service_request"]["rows"] == 1
    assert str(found["service_request"]["from"]) == "2026-01-03"
    assert found["facility"]["rows"] == 0
    assert len(found) == 13


def test_progress_is_told_from_nothing_to_all(office):
    told = []
    office.upload(GOOD, progress=lambda text, share: told.append((text.zh, share)))

    shares = [share for _, share in told]
    assert shares[0] == 0
    assert shares[-1] == 1
    assert shares == sorted(shares)


def test_the_month_and_the_unit_above_the_heading_speak_for_every_row(office):
    sheet = "西街道2026年3月就业月报\n填报单位：安康社区\n城镇新增就业人数,失业人员再就业人数,发布用工信息\n12,3,5\n"
    report = office.upload(sheet, table="employment_stat")

    assert report.status == "committed", report.as_json()
    assert office.rows("employment_stat", "area_code", "urban_new_employment") == [("340603003002", 12)]
    assert office.months() == ["2026-03"]


def test_a_sheet_with_a_heading_only_beside_a_filled_one_is_no_hindrance(office):
    report = office.upload_book({"工单": GOOD, "设施": "设施编号,设施类型,所在社区,数量,单位,状态\n"})

    assert report.status == "committed"
    assert report.table == "service_request"
    assert [(one.name, one.rows_loaded) for one in report.sheets] == [("工单", 1), ("设施", 0)]


def test_rows_that_are_there_already_join_the_batch_of_a_file_with_news(office):
    book = {"区域": "区域编码,区域名称,级别,户数\n340603003002,安康社区,社区,900\n", "工单": GOOD}
    report = office.upload_book(book)

    assert report.status == "committed"
    assert [one.rows_loaded for one in report.sheets] == [1, 1]
    assert ("340603003002", report.batch) in office.rows("area", "area_code", "batch_id")


def test_sheets_are_told_in_the_order_of_the_file_unknown_ones_included(office):
    book = {"说明": "填表说明\n", "诉求": GOOD, "区域": "区域编码,区域名称\n340603003003,长虹社区\n", "附": "杂项\n"}
    report = office.upload_book(book)

    assert [one.name for one in report.sheets] == ["说明", "诉求", "区域", "附"]
    assert [one.table for one in report.sheets] == [None, "service_request", "area", None]


def test_bad_cells_are_told_sheet_by_sheet_row_by_row_and_from_left_to_right(office):
    worse = REQUESTS + "A1,2026-01-04,哪里,来访,应急,路灯,好了,2026-13-01\n,明天,安康社区,来访,应急,路灯,办理中,\n"
    report = office.upload_book({"甲": worse, "乙": ONE_BAD})

    assert [(one.sheet, one.row, one.column) for one in report.rejects] == [
        ("甲", 2, "所属网格"),
        ("甲", 2, "办理状态"),
        ("甲", 2, "办结时间"),
        ("甲", 3, "受理时间"),
        ("乙", 3, "办结时间"),
    ]


def test_rows_that_contradict_each_other_name_all_that_makes_them_the_same(office):
    months = "社区,月份,口径,城镇新增就业人数\n安康社区,2026-01,当月,5\n安康社区,2026-01,当月,6\n"

    assert reasons(office.upload(months))[0][3] == "与本表第3行的社区、月份、口径相同而内容不同"


def test_a_ledger_in_traditional_characters_and_big5_has_its_headings_areas_and_words_understood(office, tmp_path):
    rows = "工單編號,受理時間,所屬網格,來源渠道,訴求類別,訴求內容,辦理狀態,辦結時間\n"
    rows += "GD-1,2021-07-28,安康社區第1網格,熱線,環境衛生,樓道有雜物,已辦結,2021-07-29\n"
    (tmp_path / "a.csv").write_bytes(rows.encode("cp950"))

    report = office.upload_file(tmp_path / "a.csv")

    assert office.rows("service_request", "request_no", "area_code", "status", "title") == [
        ("GD-1", "340603003002001", "已办结", "樓道有雜物")
    ], reasons(report)
