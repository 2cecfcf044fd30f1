"""指标分析 says what a movement means: who moved it, ordinary or not, fair comparison, year-end, early warnings."""
from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl

import pytest

from components import figures as drawing
from queries import cells, cube, early, rebasing, signals
from queries.periods import Period
from tests.pages.conftest import figures, html, visitor
from tests.pages.small_street import STREET


def card(at) -> str:
    """The HTML of the page, the style sheet left out."""
    return re.sub(r"<style>.*?</style>", "", html(at))


def submit(at) -> None:
    """Press the button of the form, as a visitor does after filling it in."""
    next(one for one in at.button if one.label == "记录并重设").click().run()


@pytest.mark.parametrize("split", ["area", "breakdown"])
def test_a_change_is_a_waterfall_with_a_sentence_and_a_table(visit, split):
    at = visit("analysis", form="explain", period="2026-10", split=split)

    assert not at.exception
    assert len(figures(at)) == 1
    assert re.search("按时办结率(提高|下降).*个百分点，其中", card(at))
    assert "不说明原因" in card(at) and "构成变化" in card(at)


def test_a_month_has_its_limits_and_what_it_means(visit):
    at = visit("analysis", form="signals", period="2026-10")

    assert not at.exception
    assert re.search("按时办结率2026年10月为.*(正常波动|变好|变差)", card(at))
    assert [one for one in figures(at) if "上限" in one and "下限" in one]


def test_limits_are_started_anew_on_the_page_with_a_reason(own_street, monkeypatch):
    at = visitor(own_street, monkeypatch)("analysis", form="signals", period="2026-10")

    at.selectbox(key="rebase_month").select("2025-06")
    submit(at)
    assert "请写明重设上下限的理由，至少4个字" in at.error[0].value

    at.selectbox(key="rebase_month").select("2025-06")
    at.text_input(key="rebase_reason").input("派单规则调整")
    submit(at)
    [made] = rebasing.decisions(own_street, ["ontime_closure_rate"], STREET)
    assert (f"{made.from_month:%Y-%m}", made.reason) == ("2025-06", "派单规则调整")
    assert any("上下限自2025年6月起重设：派单规则调整" in one.value for one in at.caption)

    at.button(key="withdraw_202506").click().run()
    assert not rebasing.decisions(own_street, ["ontime_closure_rate"], STREET)


def test_too_few_areas_are_not_compared_and_the_page_says_why(visit):
    at = visit("analysis", form="funnel", period="2026-10", level="community")

    assert not at.exception and not figures(at)
    assert re.search("基数够大的区域只有[0-9]个，满5个才能比较", card(at))


def test_areas_are_points_of_a_funnel(visit):
    at = visit("analysis", form="funnel", period="2026-10-ytd", level="grid")

    assert not at.exception
    [drawn] = figures(at)
    assert "99.8%" in drawn
    assert "与平均水平" in card(at)


def test_the_years_end_is_a_line_with_a_range(visit):
    at = visit("analysis", form="outlook", indicator="request_count", period="2026-10")

    assert not at.exception
    assert re.search("全年预计.*80%的可能在.*之间", card(at))
    assert any("error_y" in one for one in figures(at))


def test_early_warnings_are_offered_for_requests_only(visit):
    at = visit("analysis", form="early", period="2026-10")
    assert not at.exception and "超出自身规律" in card(at) and "2026年11月季节热点" in card(at)

    at = visit("analysis", form="early", indicator="jobs_developed", period="2026-10")
    assert at.session_state["form"] == "trend"


def test_every_record_behind_an_early_warning_is_one_click_away(own_street, monkeypatch):
    found = early.early(own_street, STREET, Period.parse("2026-10"))
    alert = early.Alert("rise", "990101001001001", "第1网格", "停车充电", 1, 0.2, 0, 0.01, ({"request_no": "GD99998"},))
    monkeypatch.setattr(early, "early", lambda *_: replace(found, warnings=(alert,)))

    at = visitor(own_street, monkeypatch)("analysis", form="early", period="2026-10", lang="en")
    [address] = re.findall('<small><a href="service[?]([^"]*)"[^>]*>GD99998</a></small>', card(at))
    asked = dict(parse_qsl(unescape(address)))

    assert "GD99998" in card(visitor(own_street, monkeypatch)("service", **asked)).partition("Record")[2]


def test_a_table_of_areas_says_what_their_movement_means(visit):
    at = visit("analysis", indicator="request_count", form="table", period="2026-10")

    assert "<th>波动</th>" in card(at) and "正常波动" in card(at).partition("<th>波动</th>")[2]


def ten_times_as_many(database, name: str, area: str, since: str = "2026-10-01") -> None:
    """From that month on the area has ten times as many."""
    with database.write() as cursor:
        cells.spread(cursor, [name])
        cursor.execute("update indicator_fact set numerator = numerator * 10"
                       " where indicator = ? and starts_with(area_code, ?) and month >= ?", [name, area, since])
        cube.roll_up(cursor, [name])


def test_a_ranking_says_whose_last_month_is_more_than_ordinary(own_street, monkeypatch):
    ten_times_as_many(own_street, "request_count", "990101001002")

    visit = visitor(own_street, monkeypatch)
    for at in (visit("analysis", indicator="request_count", form="ranking", period="2026-10"),
               visit("service", indicator="request_count", period="2026-10")):
        [bars] = [one for one in figures(at) if '"orientation": "h"' in one and "长山社区" in one]
        texts = json.loads(bars)["data"][0]
        by_area = dict(zip(texts["customdata"], zip(texts["text"], texts["hovertext"], strict=True), strict=True))

        assert "偏高" in by_area["990101001002"][0] and "2026年10月 偏高" in by_area["990101001002"][1]
        assert "偏高" not in by_area["990101001001"][0] and "2026年10月 正常波动" in by_area["990101001001"][1]
        assert any("偏高的有长山社区，其余1个属正常波动" in one.value for one in at.caption)


def test_of_a_long_ranking_only_the_areas_drawn_are_judged(own_street, monkeypatch):
    asked = []
    judge = signals.judge
    monkeypatch.setattr(signals, "judge", lambda values, *more: asked.append(values[0]) or judge(values, *more))
    monkeypatch.setattr(drawing, "MANY", 4)
    monkeypatch.setattr(drawing, "ENDS", 1)

    at = visitor(own_street, monkeypatch)("analysis", indicator="request_count", form="ranking", level="grid",
                                          period="2026-10-ytd")

    [bars] = [json.loads(one)["data"][0] for one in figures(at)]
    own = [one.area_code for one in asked if one.indicator.id == "request_count" and one.area_code != STREET]
    assert own == [one for one in bars["customdata"] if one]
    assert len(bars["customdata"]) == 3


def test_a_heat_table_says_below_each_area_what_its_last_month_means(own_street, monkeypatch):
    ten_times_as_many(own_street, "request_count", "990101001002")

    at = visitor(own_street, monkeypatch)("analysis", indicator="request_count", form="heat", period="2026-10")

    assert re.search('<th>长山社区<div class="kpi-mark"><span class="chip neutral"[^>]*>偏高<', card(at))
    assert re.search('<th>新华社区<div class="kpi-mark"><span class="chip neutral"[^>]*>正常波动<', card(at))


def test_the_title_of_a_heat_table_says_how_many_cells_share_the_figure_it_names(own_street, monkeypatch):
    with own_street.write() as cursor:
        cells.spread(cursor, ["request_count"])
        cursor.execute("delete from indicator_fact where indicator = 'request_count'")
        cursor.execute("""
            insert into indicator_fact
            select 'request_count', area_code, month, month, 'all', if(month = '2026-09-01' and place = 1, 9, 7), null,
                   0, 0, 'event', 0
            from (values ('990101001001', 1), ('990101001002', 2)) as places(area_code, place)
            cross join calendar where month between '2025-01-01' and '2026-10-01'
        """)
        cube.roll_up(cursor, ["request_count"])

    at = visitor(own_street, monkeypatch)("analysis", indicator="request_count", form="heat", period="2026-10-ytd")

    heat = html(at).partition("诉求受理量逐月")[2]
    lowest = len(re.findall(r"<td[^>]*>7<", heat))
    assert lowest > 10 and f"新华社区2026年9月最高 9，新华社区2025年11月等{lowest}处并列最低 7" in heat


def test_a_total_is_not_sent_to_a_funnel_that_could_not_compare_it(visit):
    at = visit("analysis", indicator="request_count", form="ranking")

    assert figures(at) and not any("form=funnel" in one.proto.body for one in at.get("html"))


def test_a_ranking_says_which_ranks_are_ties(visit):
    at = visit("analysis", form="ranking", period="2026-10-ytd", level="community")

    assert any("95%区间" in one.value for one in at.caption)


@pytest.mark.parametrize("form", ["explain", "signals", "funnel", "outlook", "early"])
def test_every_analysis_speaks_english_too(visit, form):
    at = visit("analysis", form=form, period="2026-10-ytd", level="grid", lang="en")

    assert not at.exception
    titles = " ".join(re.findall(r'class="card-title">(.*?)<', card(at)))
    said = re.sub(r"[^\x00-\x7f–—·±×′φ…⋯−]+(?=[A-Za-z0-9第 ,;:(]|$)", "", titles)
    assert not re.search("[一-龥]{6,}", said), json.dumps(titles, ensure_ascii=False)


def test_cards_say_beside_the_light_whether_the_movement_means_anything(visit):
    at = visit("service", period="2026-10")

    assert not at.exception
    faces = re.findall(r'class="kpi-mark">(.*?)</div>', card(at))
    assert faces and all(re.search("正常波动|变好|变差|偏高|偏低", one) for one in faces)
    assert any("稳定不达标" in one or "稳定达标" in one or "不稳定" in one for one in faces)


def test_every_method_stands_on_the_page_of_definitions_with_its_source(visit):
    at = visit("definitions")

    assert not at.exception
    for words in ("Kitagawa（1955）", "Wheeler（2000）", "Spiegelhalter（2005）", "Verrall（1998）", "Lei等（2018）",
                  "Gelman等（2013）"):
        assert words in card(at)


def test_a_ranking_says_which_ranks_are_ties_and_offers_the_funnel(visit):
    at = visit("service", indicator="ontime_closure_rate")

    assert any("95%区间" in one.value for one in at.caption)
    assert any("form=funnel" in one.proto.body and "indicator=ontime_closure_rate" in one.proto.body
               for one in at.get("html"))
