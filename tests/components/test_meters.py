"""What a bar of an annual target says."""

from __future__ import annotations

from components import meters
from data.language import Label
from queries.changes import Target


def target(done: float, expected: float, month: int, *, has_plan: bool = False) -> Target:
    lead = round((done / 1200 - expected) * 100, 2)
    unit = Label("人", "people")
    return Target(1200, done, done / 1200, expected, lead, "green", unit, month=month, has_plan=has_plan)


def test_the_gap_is_told_with_what_every_month_left_must_bring() -> None:
    assert meters.pace_text(target(1000, 10 / 12, 10), "zh") == (
        "已完成1,000 / 1,200人，还差200人，与序时进度持平，后2个月每月需100人"
    )


def test_in_december_no_month_is_left_to_bring_anything() -> None:
    assert "每月需" not in meters.pace_text(target(1000, 1, 12), "zh")


def test_a_monthly_plan_stands_beside_the_even_pace() -> None:
    planned = target(400, 0.25, 6, has_plan=True)

    assert "按月计划应完成25.0%（均摊为50.0%）" in meters.pace_text(planned, "zh")
    drawn = meters.pace([("城镇新增就业", planned)], "zh")
    assert 'class="even" style="left:50.0%"' in drawn and '<u style="left:25.0%">' in drawn
