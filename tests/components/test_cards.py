"""What a headline card says, and what it must not say."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from components import card_face as cards
from components.cards import HISTORY, definition_link, history_of
from data.language import Label
from queries.changes import Target
from tests.components.figures_of import LAST_OCTOBER, OCTOBER, SEPTEMBER, card, change, count, rate


def words(html: str) -> str:
    """The text a reader sees."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def test_a_card_names_both_comparisons_in_words_and_puts_the_chosen_one_first():
    one = card(rate(39, 40), rate(57, 60, SEPTEMBER), rate(54, 60, LAST_OCTOBER))

    assert "环比 ↑ 提高2.5个百分点 同比 ↑ 提高7.5个百分点" in words(cards.face(one, "zh", "previous"))
    assert "同比 ↑ 提高7.5个百分点 环比 ↑ 提高2.5个百分点" in words(cards.face(one, "zh", "last_year"))


def test_a_card_gives_the_exact_dates_compared():
    html = cards.face(card(rate(39, 40), rate(57, 60, SEPTEMBER), rate(54, 60, LAST_OCTOBER)), "zh", "previous")

    assert "2026年10月1日—2026年10月31日 对比 2026年9月1日—2026年9月30日" in html
    assert "对比 2025年10月1日—2025年10月31日" in html


def test_a_small_base_is_shown_with_its_n_of_m():
    html = cards.face(card(rate(12, 16), rate(12, 16, SEPTEMBER), rate(12, 16, LAST_OCTOBER)), "zh", "previous")

    assert "75.0% （12/16）" in words(html)


def test_a_fall_is_good_where_lower_is_better():
    now, before = count(2, name="overdue_open_count"), count(4, SEPTEMBER, name="overdue_open_count")

    assert cards.mood(change(now, before)) == "good"
    assert cards.mood(change(before, now)) == "bad"


def test_neither_direction_is_coloured_where_nothing_is_better():
    assert cards.mood(change(count(10), count(5, SEPTEMBER))) == "neutral"


def test_a_change_that_rounds_to_nothing_is_flat_and_has_no_arrow():
    html = cards.face(card(count(10), count(10, SEPTEMBER), count(10, LAST_OCTOBER)), "zh", "previous")

    assert words(html).count("持平") == 2
    assert "↑" not in html and "↓" not in html


def test_what_cannot_be_compared_says_so_and_why():
    html = cards.face(card(rate(39, 40), rate(None, None, SEPTEMBER), rate(54, 60, LAST_OCTOBER)), "zh", "previous")

    assert "环比 不可比 对比期没有数据" in words(html)


def test_without_a_number_the_card_says_why_and_compares_nothing():
    nothing = replace(rate(None, None), why=Label("分母未上报", "no base"))
    text = words(cards.face(card(nothing, rate(1, 2, SEPTEMBER), rate(1, 2, LAST_OCTOBER)), "zh", "previous"))

    assert "暂无数据 分母未上报" in text
    assert "环比" not in text


@pytest.mark.parametrize(
    ("light", "shape", "word"),
    [
        ("green", "●", "正常"),
        ("yellow", "▲", "滞后"),
        ("red", "■", "严重滞后"),
    ],
)
def test_a_light_has_a_shape_a_word_and_a_colour(light, shape, word):
    behind = Target(1200, 800, 800 / 1200, 10 / 12, -16.7, light, Label("件", "requests"))
    html = cards.face(card(count(10), count(5, SEPTEMBER), count(5, LAST_OCTOBER), behind), "zh", "previous")

    assert f'class="light {light}"' in html
    assert f"{shape} {word}" in html


def test_an_annual_task_tells_share_and_lead_over_the_pace():
    ahead = Target(30826, 29379.92, 0.9531, 10 / 12, 11.98, "green", Label("件", "requests"))
    text = words(cards.face(card(count(1), count(1, SEPTEMBER), count(1, LAST_OCTOBER), ahead), "zh", "previous"))

    assert "全年目标 30,826件，已完成95.3%，快于序时进度12.0个百分点" in text


def test_a_standing_target_tells_what_is_missing_in_points():
    target = Target(100, 97.5, 0.975, 1.0, -2.5, "green", Label("%", "percent"))
    text = words(cards.face(card(rate(39, 40), rate(39, 40), rate(39, 40), target), "zh", "previous"))

    assert "目标 100%，还差2.5个百分点" in text
    assert "接近目标" in text


def test_a_spark_line_leaves_a_gap_where_a_month_has_no_data():
    course = re.findall(r" d='([^']+)'", cards.spark((1.0, 2.0, None, 3.0, 4.0)))[0]

    assert course.count("M") == 2


def test_a_spark_line_needs_two_points():
    assert cards.spark((None, 5.0, None)) == ""


def test_the_spark_line_of_a_card_is_a_picture_with_words():
    html = cards.face(card(count(1), count(1, SEPTEMBER), count(1, LAST_OCTOBER)), "zh", "previous")
    picture = re.search(r'alt="([^"]+)".*?svg[+]xml,([^"]+)"', html)

    assert picture and "走势" in picture[1]
    assert unquote(picture[2]).startswith("<svg")


def test_names_from_data_cannot_become_markup():
    nothing = replace(count(None), why=Label("<script>alert(1)</script>", "x"))
    html = cards.face(card(nothing, count(1, SEPTEMBER), count(1, LAST_OCTOBER)), "zh", "previous")

    assert "<script>" not in html


def test_a_card_explains_how_it_is_computed():
    one = card(rate(39, 40, bound=2), rate(57, 60, SEPTEMBER), rate(54, 60, LAST_OCTOBER))
    text = words(cards.explanation(replace(one, files=("诉求台账.xlsx",)), "zh"))

    for said in (
        "在时限内办结的诉求: 39",
        "已办结的诉求: 40",
        "至少",
        "2026年10月1日—2026年10月31日",
        "诉求台账.xlsx",
        "2026年9月1日—2026年9月30日",
        "95.0%",
    ):
        assert said in text


def test_a_card_in_english_has_no_chinese_word():
    target = Target(100, 97.5, 0.975, 1.0, -2.5, "yellow", Label("%", "percent"))
    one = card(rate(39, 40), rate(None, None, SEPTEMBER), rate(54, 60, LAST_OCTOBER), target)

    assert not re.search(r"[\u4e00-\u9fff]", cards.face(one, "en", "previous"))
    assert not re.search(r"[\u4e00-\u9fff]", cards.explanation(one, "en"))


def test_the_history_of_a_card_is_thirteen_months_so_that_it_begins_a_year_ago():
    months = history_of(OCTOBER).months()

    assert len(months) == HISTORY
    assert months[0] == LAST_OCTOBER.start and months[-1] == OCTOBER.start


def test_a_card_links_to_its_definition_and_back_to_the_same_area_and_period():
    assert definition_link("closure_rate", "990101001", OCTOBER, "en") == (
        "definitions?find=closure_rate&area=990101001&period=2026-10&lang=en"
    )


def test_a_card_unfolds_its_computation_without_the_server():
    one = card(rate(39, 40), rate(57, 60, SEPTEMBER), rate(54, 60, LAST_OCTOBER))
    html = cards.card_html(one, "zh", "previous", "definitions?find=x", "?trace=x")

    assert "<details" in html and "<summary>怎么算的</summary>" in html
    assert 'href="definitions?find=x"' in html
