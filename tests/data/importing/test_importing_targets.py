"""Annual targets with a plan by month, as a clerk writes it."""

from __future__ import annotations

from tests.data.importing.importing_office import Office, reasons

HEAD = "区域,指标,年度,全年目标,单位,进度口径,月度计划\n西街道,城镇新增就业人数,2026,78,人,按月计划,"


def test_a_monthly_plan_is_numbers_one_after_another(office: Office) -> None:
    report = office.upload(HEAD + "1;2；3、4;5;6;7;8;9;10;11;12\n")

    assert report.status == "committed", reasons(report)
    assert office.rows("target", "monthly_plan") == [("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]",)]


def test_a_plan_that_does_not_add_up_to_the_target_is_refused(office: Office) -> None:
    running = office.upload(HEAD + "1;3;6;10;15;21;28;36;45;55;66;78\n")

    assert running.status == "rejected"
    assert [(one[1], "不填累计数" in one[3]) for one in reasons(running)] == [("月度计划", True)]


def test_words_are_no_plan_and_the_message_shows_how_one_is_written(office: Office) -> None:
    report = office.upload(HEAD + "上半年完成一半\n")

    assert report.status == "rejected"
    assert [one[1:3] for one in reasons(report)] == [("月度计划", "上半年完成一半")]
