"""A heading that was imported once is read the same way again."""

import pytest

from tests.data.importing.importing_office import REQUESTS, reasons, warnings

PROJECTS = "项目编号,项目名称,状态\nZ1,面粉厂,洽谈\n"
SHEET = "编号,名称,备注\nZ1,面粉二厂,更名\n"
OTHER_ORDER = "备注,名称,编号\n再更名,面粉三厂,Z1\n"


@pytest.fixture
def told(office):
    """An office that has said once which table its sheet is."""
    assert office.upload(PROJECTS).status == "committed"
    assert office.upload(SHEET).status == "rejected"
    report = office.upload(SHEET, table="investment_project", file_name="更名.csv")
    assert report.status == "committed", reasons(report)
    return office, report.batch


def test_a_table_that_had_to_be_told_is_known_the_next_time_whatever_the_order_of_columns(told):
    office, _ = told
    again = office.upload(OTHER_ORDER)

    assert again.status == "committed", reasons(again)
    assert office.rows("investment_project", "name") == [("面粉三厂",)]
    assert "表头与已入库的“更名.csv”相同，按当时确认的“招商项目”和列对应读取" in warnings(again)


def test_what_was_undone_confirms_nothing(told):
    office, batch = told
    office.undo(batch)

    assert office.upload(OTHER_ORDER).status == "rejected"


def test_another_heading_is_not_taken_for_it(told):
    office, _ = told

    assert office.upload(OTHER_ORDER.replace("备注", "说明", 1)).status == "rejected"


def test_a_heading_that_is_read_the_same_anyway_is_not_remarked_upon(office):
    ledger = REQUESTS + "{},2026-01-03,安康社区,来访,应急,漏水,办理中,\n"
    office.upload(ledger.format("A1"))

    assert "按当时确认" not in warnings(office.upload(ledger.format("A2")))
