"""A clerk loads the rows of the areas that are the clerk's own, and no other."""
from tests.data.importing.importing_office import REQUESTS, reasons

MINE, OTHER = "安康社区", "新华社区"
OWN = ("340603003002",)


def row(number: str, community: str, state: str = "办理中") -> str:
    return f"{number},2026-01-03,{community},来访,应急,漏水,{state},\n"


def test_rows_of_another_area_are_refused_by_name_and_nothing_is_loaded(office):
    report = office.upload(REQUESTS + row("A1", MINE) + row("A2", OTHER), areas=OWN)

    assert report.status == "rejected" and office.rows("service_request", "request_no") == []
    assert [(one.row, "不负责的区域" in one.reason.zh) for one in report.rejects] == [(3, True)]


def test_a_row_of_another_area_is_not_replaced_by_giving_its_number_to_ones_own(office):
    office.upload(REQUESTS + row("A1", OTHER))
    report = office.upload(REQUESTS + row("A1", MINE, "已办结"), areas=OWN)

    assert report.status == "rejected" and "已被其他区域使用" in reasons(report)[0][3]


def test_ones_own_rows_go_in_and_the_journal_names_the_account(office):
    report = office.upload(REQUESTS + row("A1", MINE), areas=OWN)
    assert (report.status, report.rows_loaded) == ("committed", 1)
    assert all(account for (account,) in office.rows("import_batch", "by_account"))
