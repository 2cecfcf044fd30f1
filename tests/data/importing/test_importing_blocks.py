"""Several tables on one sheet, and a summary beside the sheets it sums: nothing lost, nothing counted twice."""

from __future__ import annotations

from tests.data.importing.importing_office import Office, reasons

FIGURES = "社区,派遣案件总数,按时办结数\n"
APRIL = f"西街道2022年4月热线统计表\n{FIGURES}新华社区,12,10\n安康社区,5,5\n合计,17,15\n"
MAY = f"西街道2022年5月热线统计表\n{FIGURES}新华社区,22,20\n注：截至5月31日\n"
LEDGER = """诉求台账
工单编号,受理时间,所属网格,来源渠道,诉求类别,诉求内容,办理状态
GD1,2022-04-01,340603003001001,12345热线,环境卫生,脏,办理中
"""



def figures(office: Office) -> list[tuple]:
    return office.rows("statistic", "area_code", "metric_id", "period_end", "value")


def dispatched(office: Office) -> list[tuple[str, str, float]]:
    found = [(code, f"{day:%m}", value) for code, metric, day, value in figures(office) if "dispatched" in metric]
    return [(code[-3:], month, value) for code, month, value in found]


def test_tables_below_one_another_are_told_apart_by_what_their_titles_say(office: Office) -> None:
    for between in ("", "\n", "备注：无\n\n"):
        report = office.upload(APRIL + between + MAY)
        assert report.status in ("committed", "unchanged"), reasons(report)
        assert [(one.name, one.rows_loaded) for one in report.sheets] == [("Sheet1", 2), ("Sheet1（2）", 1)]

    assert dispatched(office) == [("001", "04", 12.0), ("001", "05", 22.0), ("002", "04", 5.0)]


def test_tables_of_different_kinds_on_one_sheet_are_both_loaded_and_undone_together(office: Office) -> None:
    report = office.upload(LEDGER + "\n" + APRIL)

    loaded = [(one.table, one.rows_loaded) for one in report.sheets]
    assert loaded == [("service_request", 1), ("statistic", 2)], reasons(report)
    assert report.batch
    office.undo(report.batch)
    assert (office.rows("service_request", "request_no"), figures(office)) == ([], [])


def test_tables_beside_one_another_share_the_title_above_them(office: Office) -> None:
    beside = "社区,派遣案件总数,按时办结数,,社区,派遣案件总数,按时办结数\n新华社区,12,10,,安康社区,5,5\n"

    report = office.upload("西街道2022年4月热线统计表\n" + beside)

    assert report.status == "committed", reasons(report)
    assert dispatched(office) == [("001", "04", 12.0), ("002", "04", 5.0)]


def test_a_heading_that_is_printed_again_is_no_other_table(office: Office) -> None:
    report = office.upload(f"西街道2022年4月热线统计表\n{FIGURES}新华社区,12,10\n\n{FIGURES}安康社区,5,5\n")

    (sheet,) = report.sheets
    assert (sheet.rows_loaded, [(one.row, one.kind) for one in sheet.rows_skipped]) == (
        2, [(1, "title"), (5, "header_repeat")],
    )


def test_a_summary_that_repeats_its_sheets_is_left_out_and_one_that_differs_is_refused(office: Office) -> None:
    def book(summary: str) -> dict[str, str]:
        one = f"2022年4月\n{FIGURES}"
        return {"新华": f"{one}新华社区,12,10\n", "安康": f"{one}安康社区,5,5\n", "汇总": one + summary}

    different = office.upload_book(book("新华社区,13,10\n安康社区,5,5\n"))
    same = office.upload_book(book("新华社区,12,10\n安康社区,5,5\n合计,17,15\n"))

    assert (different.status, {one[:2] for one in reasons(different)}) == ("rejected", {(3, "社区")})
    assert [(one.rows_loaded, [row.kind for row in one.rows_skipped]) for one in same.sheets] == [
        (1, ["title"]), (1, ["title"]), (0, ["title", "duplicate", "duplicate", "total"]),
    ]
    assert dispatched(office) == [("001", "04", 12.0), ("002", "04", 5.0)]


def test_a_summary_that_says_more_adds_only_what_is_new(office: Office) -> None:
    one = f"2022年4月\n{FIGURES}新华社区,12,10\n"
    report = office.upload_book({"新华": one, "汇总": "2022年4月\n社区,派遣案件总数,超时办结数\n新华社区,12,2\n"})

    assert [sheet.rows_loaded for sheet in report.sheets] == [1, 1]
    assert sorted(value for *_, value in figures(office)) == [2.0, 10.0, 12.0]


def test_every_row_of_several_tables_is_loaded_rejected_or_skipped(office: Office) -> None:
    text = LEDGER + "制表：王\n\n" + APRIL + MAY + "\n社区,派遣案件总数\n新华社区,八\n"
    rows = sum(bool(line.strip(",")) for line in text.splitlines())

    report = office.upload(text, accept_good_rows=True)

    told = [
        one.header_rows + one.rows_loaded + one.rows_rejected + len(one.rows_skipped) for one in report.sheets
    ]
    assert sum(told) == rows, report.as_json()
