"""What makes a row the same row when it comes again, also where nobody gave it a number."""

import pytest

from tests.data.importing.importing_office import REQUESTS, reasons

UNNUMBERED = REQUESTS.replace("工单编号,", "")
COUNTED = REQUESTS.replace("工单编号", "序号")


def test_rows_without_a_number_are_recognised_by_what_they_say(office):
    text = (
        UNNUMBERED
        + "2026-01-03,安康社区,来访,应急,漏水,办理中,\n2026-01-04,安康社区,来访,应急,路灯,办理中,\n"
    )
    first = office.upload(text)
    again = office.upload(text.replace("漏水,办理中,", "漏水,已办结,2026-01-06"))

    assert first.rows_loaded == 2
    assert (again.rows_new, again.rows_changed) == (0, 1)


def test_a_blank_number_among_others_gets_a_key_of_its_own(office):
    office.upload(
        REQUESTS
        + "A1,2026-01-03,安康社区,来访,应急,漏水,办理中,\n,2026-01-03,安康社区,来访,应急,路灯,办理中,\n"
    )

    keys = [key for (key,) in office.rows("service_request", "request_no")]
    assert keys[0] == "A1"
    assert keys[1].startswith("auto-")


def test_next_months_row_counter_overwrites_nothing(office):
    january = (
        COUNTED
        + "1,2026-01-03,安康社区,来访,应急,漏水,办理中,\n2,2026-01-04,安康社区,来访,应急,路灯,办理中,\n"
    )
    office.upload(january)
    february = office.upload(january.replace("2026-01", "2026-02"))

    assert (february.rows_new, february.rows_changed) == (2, 0)
    assert len(office.rows("service_request", "request_no")) == 4


def test_a_counted_ledger_uploaded_again_with_one_more_row_on_top_updates_its_rows(office):
    office.upload(COUNTED + "1,2026-01-03,安康社区,来访,应急,漏水,办理中,\n")
    again = office.upload(
        COUNTED + "1,2026-01-02,安康社区,来访,应急,路灯,办理中,\n"
        "2,2026-01-03,安康社区,来访,应急,漏水,已办结,2026-01-09\n"
    )

    assert (again.rows_new, again.rows_changed) == (1, 1)


def test_two_counted_rows_that_read_alike_are_two(office):
    row = "2026-01-03,安康社区,来访,应急,漏水,办理中,\n"
    report = office.upload(COUNTED + "1," + row + "2," + row)

    assert report.rows_loaded == 2
    assert office.upload(COUNTED + "1," + row + "2," + row).status == "unchanged"


def test_a_number_in_full_width_letters_is_the_same_number(office):
    row = "2026-01-03,安康社区,来访,应急,漏水,办理中,\n"
    office.upload(REQUESTS + "S－101," + row)

    assert office.upload(REQUESTS + "Ｓ－１０１," + row).status == "unchanged"
    assert office.rows("service_request", "request_no") == [("S-101",)]


def test_a_real_number_under_a_heading_for_counters_is_a_number(office):
    office.upload(COUNTED + "GD-2026-001,2026-01-03,安康社区,来访,应急,漏水,办理中,\n")

    assert office.rows("service_request", "request_no") == [("GD-2026-001",)]


@pytest.mark.parametrize(
    "heading,rows,table",
    [
        ("序号,项目名称,所属社区,当前阶段\n", "1,{}小区,安康社区,方案设计\n", "renovation_project"),
        (
            "序号,设施类型,所在社区,名称,数量,单位,状态,投用日期\n",
            "1,路灯,安康社区,{}灯,3,盏,已投用,2026-01-01\n",
            "facility",
        ),
        ("序号,项目名称,状态\n", "1,{}项目,洽谈\n", "investment_project"),
        ("序号,日期,社区,活动类型,名称\n", "1,2026-01-01,安康社区,志愿服务,{}活动\n", "activity"),
    ],
)
def test_two_ledgers_numbered_from_one_do_not_overwrite_each_other(office, heading, rows, table):
    first = office.upload(heading + rows.format("甲"), table=table)
    second = office.upload(heading + rows.format("乙"), table=table)

    assert (first.status, second.status) == ("committed", "committed"), reasons(second)
    assert len(office.rows(table, "area_code")) == 2


def test_a_number_that_another_street_uses_is_refused_and_nothing_of_that_street_is_lost(office):
    office.upload("区域编码,区域名称,级别\n340603002,东街道,街道\n340603002001,供电社区,社区\n")
    projects = "项目编号,项目名称,所属社区,当前阶段\n"
    office.upload(projects + "LG01,甲小区,安康社区,方案设计\n")

    report = office.upload(projects + "LG01,丙小区,供电社区,方案设计\n")

    assert reasons(report) == [(2, "项目编号", "LG01", "这个编号已被西街道使用；请在编号前加上本街道的代号")]
    assert office.rows("renovation_project", "project_name") == [("甲小区",)]


def test_a_project_may_move_to_another_community_of_its_street(office):
    projects = "项目编号,项目名称,所属社区,当前阶段\n"
    office.upload(projects + "LG01,甲小区,安康社区,方案设计\n")

    assert office.upload(projects + "LG01,甲小区,新华社区,方案设计\n").status == "committed"
