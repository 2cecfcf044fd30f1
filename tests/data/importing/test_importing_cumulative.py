"""Cumulative figures of every kind can never fall, nor be less than the months they are made of."""

from __future__ import annotations

from tests.data.importing.importing_office import Office

MONTHS = "社区,月份,口径,城镇新增就业人数\n"
FIGURES = "区域,指标,口径,期间止,数值,单位\n"


def reasons(report) -> list[tuple[int, str, str]]:
    return [(one.row, one.value, one.reason.zh) for one in report.rejects]


def test_a_year_to_date_cannot_be_less_than_the_months_told_one_by_one(office: Office) -> None:
    office.upload(MONTHS + "安康社区,2026-01,当月,10\n安康社区,2026-02,当月,15\n")

    report = office.upload(MONTHS + "安康社区,2026-03,累计,12\n")

    assert report.status == "rejected"
    assert reasons(report) == [(2, "12", "2026-03累计为12，少于2026-02累计的25")]


def test_a_year_to_date_that_equals_its_months_is_welcome(office: Office) -> None:
    office.upload(MONTHS + "安康社区,2026-01,当月,10\n安康社区,2026-02,当月,15\n")

    assert office.upload(MONTHS + "安康社区,2026-02,累计,25\n").status == "committed"


def test_a_late_month_that_breaks_a_year_to_date_is_found(office: Office) -> None:
    office.upload(MONTHS + "安康社区,2026-01,当月,10\n安康社区,2026-02,累计,20\n")

    report = office.upload(MONTHS + "安康社区,2026-02,当月,15\n")

    assert reasons(report) == [(2, "15", "2026-02累计为20，少于2026-02累计的25")]


def test_a_falling_year_to_date_of_any_statistic_is_refused(office: Office) -> None:
    report = office.upload(
        FIGURES + "安康社区,诉求受理量,累计,2026-01-31,60,件\n安康社区,诉求受理量,累计,2026-02-28,50,件\n"
    )

    assert report.status == "rejected"
    assert reasons(report) == [(3, "50", "2026-02累计为50，少于2026-01累计的60")]


def test_figures_of_two_kinds_are_not_held_against_each_other(office: Office) -> None:
    report = office.upload(
        FIGURES + "安康社区,诉求受理量,累计,2026-01-31,60,件\n安康社区,开发就业岗位,累计,2026-02-28,5,个\n"
        "西街道,诉求受理量,累计,2026-02-28,50,件\n"
    )

    assert report.status == "committed"
