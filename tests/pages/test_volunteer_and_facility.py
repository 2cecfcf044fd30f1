"""志愿与党建 and 设施与一老一小: what their panels say, and what they refuse to add up."""

from __future__ import annotations

from tests.pages.conftest import html
from tests.pages.small_street import PUBLISHED


def test_activities_stand_by_kind_and_month_with_what_was_not_counted_left_open(visit):
    text = html(visit("volunteer"))

    assert "2026年1—10月办了" in text and 'class="heat"' in text
    assert "受益以人次计，不是人数" in text
    assert "<td class=\"number\">—</td>" in text


def test_the_three_levels_of_consultation_stand_with_their_topics(visit):
    text = html(visit("volunteer"))

    assert 'class="steps"' in text and "<td>加装电梯选址</td>" in text
    assert "个议题中" in text


def test_stations_cover_grids_and_say_how_many_have_none(visit):
    text = html(visit("volunteer"))

    assert "网格党群服务站覆盖1个网格，还有5个没有" in text
    assert "1/3个网格" in text and "精品1个" in text


def test_additions_are_told_one_type_and_unit_at_a_time(visit):
    at = visit("facility")
    kinds = next(one for one in at.selectbox if one.key == "added_part")

    assert kinds.options == ["停车位（个） 38", "晾衣架（处） 5", "养老服务中心（个） 1", "网格党群服务站（个） 1"]
    assert "新增设施：停车位（个）38" in html(at) and "新增设施：45" not in html(at)
    kinds.select("晾衣架/处").run()
    assert not at.exception and "新增设施：晾衣架（处）5" in html(at)


def test_the_register_tells_what_is_planned_beside_what_is_in_use(visit):
    text = html(visit("facility"))

    assert "的设施共5类，1类在建或计划中" in text
    assert "停车棚（处）" in text and 'class="planned"' in text


def test_need_and_supply_meet_community_by_community(visit):
    text = html(visit("facility"))

    assert "每千名老人12.2张，按35张还缺41张" in text  # 22 beds for 1,800 elders
    assert "22张" in text and "900人" in text
    assert "托位与人口：" in text, "nobody listed childcare places"


def test_a_published_street_without_the_other_half_says_what_is_missing(visit):
    for name, said in (("volunteer", "“活动与服务”台账"), ("facility", "“设施台账”")):
        at = visit(name, area=PUBLISHED)
        assert not at.exception and said in html(at)


def test_facilities_of_a_single_grid_are_not_held_against_its_elders(visit):
    at = visit("facility", area="990101001001001")

    assert not at.exception
    assert "一个中心服务不止一个网格" in html(at)
