"""The promise lists on the screen: level by level, every item a tile, and what a street has published."""

from __future__ import annotations

import re

from tests.pages.conftest import figures, html
from tests.pages.small_street import PROMISED


def choose(at, key, value):
    at.selectbox(key=key).select(value).run()
    assert not at.exception
    return at


def test_levels_are_told_side_by_side_and_never_added_up(visit):
    text = html(visit("commitment"))

    for level, counts in (("班子成员清单", (8, 6, 2)), ("办实事项目", (3, 1, 2)), ("微心愿", (6, 4, 2))):
        cells = "".join(f'<td class="number">{count}</td>' for count in counts)
        assert re.search(rf"<td>(<b>)?{level}(</b>)?</td>{cells}", text), level
    assert ">17<" not in text and ">11<" not in text


def test_the_largest_list_is_shown_first_and_another_can_be_chosen_and_sent_as_a_link(visit):
    at = visit("commitment")
    assert at.session_state["part"] == "leader"
    assert html(at).count('class="tile ') == 8 + 2  # and the legend
    assert 'class="wall"' not in html(at), "that class lies over the whole window"
    assert "part" not in at.query_params

    choose(at, "part", "practical")
    assert at.query_params["part"] == "practical"
    assert "办实事项目3项，销号1项，逾期1项" in html(at)
    assert visit("commitment", part="wish").session_state["part"] == "wish"


def test_a_tile_tells_what_it_is_whose_and_when_due_and_the_reason_that_was_typed_in(visit):
    text = html(visit("commitment", part="practical"))

    assert re.search(r'<i class="tile overdue" tabindex="0">!<span><b>第2件实事</b>西街-2 · 逾期 · 城管办 · '
                     r"时限2026-09-30 · 资金未到位</span></i>", text)
    assert re.search(r"<td>城管办</td>.*<td>资金未到位（2项）</td>", text)


def test_the_list_shrinks_month_by_month_against_its_due_dates(visit):
    at = visit("commitment")

    assert "截至2026-10-31还有2项未销号，比按时限应剩的8项少6项" in html(at)
    assert any("应剩" in one and "<b>2</b>" in one for one in figures(at))


def test_due_items_are_those_of_the_level_only(visit):
    text = html(visit("commitment", part="practical"))

    assert "超期未办 1 项" in text
    assert "诉求工单 GD" not in text


def test_wishes_run_from_collected_to_resolved(visit):
    text = html(visit("commitment"))

    assert "2026年1—10月收集的微心愿办结率 66.7%（4/6）" in text
    steps = r"收集微心愿</span><b>6条</b>.*支部认领</span><b>5条</b>.*<b>5条（微行动10次）</b>.*<b>4条</b>"
    assert re.search(steps, text)


def test_satisfaction_comes_with_how_many_were_asked(visit):
    assert "95.0%（114/120）" in html(visit("commitment"))


def test_a_street_that_published_totals_shows_them_by_level_and_164_still_open(visit):
    at = visit("commitment", area=PROMISED)
    text = html(at)

    assert not at.exception
    assert "班子成员清单2021年1—11月在册316项，已办结152项，尚有164项正在推进" in text
    assert re.search(r"<td>重大事项</td>(<td class=\"number\">\d+</td>){3}<td class=\"number\">100.0%（10/10）", text)
    assert "只公布了百分数" in text
    assert text.count("该区域这个期间没有实事清单") == 1


def test_english_says_which_list_it_is(visit):
    text = html(visit("commitment", lang="en"))

    assert "Leaders&#x27; lists, Jan–Oct 2026: 8 items, 6 closed, 2 still open" in text
