"""Figures as plain dicts, meters and tables: what is drawn and how it is labelled."""

from __future__ import annotations

import json
import re
from datetime import date
from types import SimpleNamespace

import pandas as pd
import plotly.graph_objects as go
import pytest

from components import charts, figures, meters, tables
from data.contracts import contracts
from data.language import Label
from queries import series
from queries.changes import Target
from queries.periods import Period
from tests.components.figures_of import OCTOBER, count, rate
from tests.queries.store import GRID, OTHER_GRID, STREET, Store, monthly

MONTHS = [Period.month(2026, month) for month in range(1, 11)]


def month_values(*amounts: float | None):
    return [count(amount, month) for amount, month in zip(amounts, MONTHS, strict=False)]


def area_values(*amounts: float):
    return [count(amount, area_code=f"99010100100{i}", area_name=f"第{i}社区") for i, amount in enumerate(amounts)]


PROJECTS = [
    {
        "project_name": "甲小区",
        "planned_start": date(2026, 3, 1),
        "planned_finish": date(2026, 9, 1),
        "start_on": date(2026, 3, 10),
        "finish_on": None,
        "stage": "施工",
        "stage_text": "施工",
        "households": 300,
    },
    {
        "project_name": "乙小区",
        "planned_start": None,
        "planned_finish": None,
        "start_on": None,
        "finish_on": None,
        "stage": "摸底征求意见",
        "stage_text": "摸底征求意见",
        "households": None,
    },
]
FIGURES = {
    "trend": lambda: figures.trend(month_values(3, None, 5), month_values(2, 2, 2), "zh"),
    "ranking": lambda: figures.ranking(area_values(9, 7, 5), "zh"),
    "breakdown": lambda: figures.breakdown([count(5, breakdown="环保")], ["环保"], [count(7, breakdown="环保")], "zh"),
    "stages": lambda: figures.stages([("施工", 2, 640), ("完工", 0, 0)], "zh"),
    "gantt": lambda: figures.gantt(PROJECTS, date(2026, 10, 31), "zh"),
    "fair": lambda: figures.fair([("用工需求", 120.0, "120人"), ("达成意向", None, "暂无数据")]),
}


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_one_that_plotly_accepts(name):
    go.Figure(FIGURES[name]())


@pytest.mark.parametrize("name", FIGURES)
def test_no_figure_asks_the_browser_to_spell_a_month_or_a_weekday(name):
    assert not re.search(r"%[aAbBpxXc]", json.dumps(FIGURES[name](), default=str))


def test_charts_carry_no_menu_and_no_logo():
    assert figures.CONFIG["displayModeBar"] is False and figures.CONFIG["displaylogo"] is False


def test_last_year_is_dotted_and_behind_this_year():
    last_year, this_year = figures.trend(month_values(3, 4), month_values(2, 2), "zh")["data"]

    assert last_year["line"]["dash"] == "dot"
    assert this_year["line"]["dash"] == "solid"
    assert last_year["x"] == this_year["x"]


def test_a_value_that_hardly_moves_is_drawn_as_a_level_line():
    low, high = figures.trend(month_values(23.02, 23.06), month_values(23.03, 23.04), "zh")["layout"]["yaxis"]["range"]

    assert low < 22.6 < 23.5 < high


def test_a_month_without_data_leaves_a_gap_in_the_trend():
    line = figures.trend(month_values(3, None, 5), [], "zh")["data"][1]

    assert line["y"] == [3, None, 5] and line["connectgaps"] is False


def test_a_small_base_is_a_hollow_point():
    line = figures.trend([rate(39, 40, MONTHS[0]), rate(3, 4, MONTHS[1])], [], "zh")["data"][1]

    assert line["marker"]["color"][1] == "#FFFFFF" != line["marker"]["color"][0]


def test_the_end_of_a_line_is_labelled_directly():
    notes = figures.trend(month_values(3, 1286), month_values(2, 2), "zh")["layout"]["annotations"]

    assert {"去年同期", "<b>1,286</b>"} == {one["text"] for one in notes}
    assert notes[0]["yshift"] != notes[1]["yshift"]


def test_a_ranking_of_many_areas_draws_both_ends_only():
    bars = figures.ranking(area_values(*range(40, 0, -1)), "zh")["data"][0]

    assert len(bars["y"]) == 2 * figures.ENDS + 1
    assert bars["x"][0] == 40 and bars["x"][-1] == 1 and bars["x"][figures.ENDS] is None


@pytest.mark.parametrize(("amounts", "said"), [
    ((9, 7, 3), "3个社区的诉求：第0社区最高 9，第2社区最低 3"),
    ((9, 9, 9, 4, 4), "5个社区的诉求：第0社区等3个并列最高 9，第4社区等2个并列最低 4"),
    ((3, 7, 9), "3个社区的诉求：第2社区最高 9，第0社区最低 3"),
    ((5, 5), "2个社区的诉求都是 5"),
])
def test_the_title_of_a_ranking_names_whom_it_draws_first_and_says_who_shares_a_figure(amounts, said):
    title = charts.ends_title(area_values(*amounts), "zh", lambda one: one.area_name, level="社区", indicator="诉求")

    assert title == said


def test_a_bar_of_the_ranking_knows_the_area_it_selects():
    assert figures.ranking(area_values(9, 7), "zh")["data"][0]["customdata"] == ["990101001000", "990101001001"]


def test_the_selected_area_stands_out_in_the_ranking():
    colours = figures.ranking(area_values(9, 7), "zh", chosen="990101001001")["data"][0]["marker"]["color"]

    assert colours[1] != colours[0]


def test_a_label_behind_a_bar_stays_clear_of_the_tick_of_the_earlier_period():
    texts = figures.breakdown([count(5, breakdown="环保")], ["环保"], [count(7, breakdown="环保")], "zh")["data"][2]

    assert texts["x"] == [7]


def test_a_running_project_is_drawn_up_to_the_day_the_data_reach():
    _, course = figures.gantt(PROJECTS, date(2026, 10, 31), "zh")["data"]

    assert course["text"] == ["2026-03-10 — 2026-10-31"]


def test_a_project_without_any_date_still_shows_its_stage():
    notes = figures.gantt(PROJECTS, date(2026, 10, 31), "zh")["layout"]["annotations"]

    assert [one["text"] for one in notes] == ["施工", "摸底征求意见"]


def test_stages_come_in_the_order_of_the_work_with_the_empty_ones():
    found = charts.stage_counts(PROJECTS, "zh")

    assert found[0] == ("摸底征求意见", 1, 0)
    assert ("施工", 1, 300) in found and ("验收", 0, 0) in found


def test_a_trend_shows_at_least_a_year():
    assert len(charts.trend_period(OCTOBER).months()) == 12
    assert len(charts.trend_period(Period.year_to_date(date(2026, 10, 1))).months()) == 12
    assert len(charts.trend_period(Period.between(date(2025, 1, 1), date(2026, 10, 31))).months()) == 22


def test_small_bases_and_empty_areas_are_listed_apart():
    apart = [rate(3, 4, area_name="长山社区"), rate(None, None, area_name="古城社区")]

    assert charts.apart_text(apart, "zh") == "样本不足，不参与排名：长山社区 75.0%（3/4）。 暂无数据：古城社区。"


def test_an_annual_target_tells_done_gap_and_lead():
    target = Target(1000, 920, 0.92, 10 / 12, 8.67, "green", Label("人", "people"))

    assert meters.pace_text(target, "zh") == "已完成920 / 1,000人，还差80人，快于序时进度8.7个百分点"


def test_a_target_behind_the_pace_says_so_in_shape_and_word():
    html = meters.pace([("再就业", Target(1000, 500, 0.5, 10 / 12, -33.3, "red", Label("人", "people")))], "zh")

    assert "■ 50.0%" in html and "慢于序时进度33.3个百分点" in html and "left:83.3%" in html


def test_a_share_names_its_base_even_where_that_is_large():
    assert meters.with_base(rate(39, 40), "zh") == "97.5%（39/40）"


def test_a_table_keeps_what_data_say_from_becoming_markup():
    assert "<b>" not in tables.plain(["<b>x"], [["<b>y"]])


def test_records_are_read_with_titles_names_words_and_their_source():
    frame = pd.DataFrame(
        [
            {
                "request_no": "GD1",
                "received_at": pd.Timestamp("2026-10-03 09:30"),
                "area_code": "990101001001",
                "requester_type": "enterprise",
                "batch_id": "b1",
                "sheet": "台账",
                "row_number": 7,
            }
        ]
    )
    shown = tables.readable(
        frame, contracts()["service_request"], "zh", {"990101001001": "新华社区"}, {"b1": "十月.xlsx"}
    )

    assert shown.iloc[0].to_dict() == {
        "工单编号": "GD1",
        "受理时间": "2026-10-03 09:30",
        "所属网格": "新华社区",
        "诉求主体": "企业",
        "来源": "十月.xlsx · 台账 第7行",
    }


def test_a_number_that_may_be_higher_keeps_its_sign_in_the_records():
    frame = pd.DataFrame([{"jobs_developed": 600, "jobs_developed_bound": 2}])

    assert tables.readable(frame, contracts()["employment_stat"], "zh", {}, {}).iloc[0, 0] == "≥ 600"


def test_a_cell_that_a_spreadsheet_would_run_is_neutralised_in_the_download():
    text = tables.csv(pd.DataFrame({"内容": ["=1+1", "@x", "平常"]})).decode("utf-8-sig")

    assert "'=1+1" in text and "'@x" in text and "'平常" not in text


def test_a_long_name_is_cut_by_its_width_and_not_by_its_letters():
    assert figures._short("Neighbour disputes") == "Neighbour disputes"
    assert figures._short("摸底征求意见") == "摸底征求意见"
    assert figures._short("一二三四五六七八九十一二三") == "一二三四五六七八九十一…"


def test_yes_and_no_are_words_in_the_records():
    frame = pd.DataFrame({"is_repeat": pd.array([True, False, None], dtype="boolean")})

    shown = tables.readable(frame, contracts()["service_request"], "zh", {}, {})
    assert shown.iloc[:, 0].tolist() == ["是", "否", ""]


def test_a_year_has_no_thousands_separator():
    frame = pd.DataFrame({"built_year": [1987]})

    assert tables.readable(frame, contracts()["renovation_project"], "zh", {}, {}).iloc[0, 0] == "1987"


def test_bars_are_judged_by_what_they_show_though_the_page_looks_at_a_part():
    store, quiet = Store(), [50, 53, 49, 52, 48] * 4
    for area in (GRID, OTHER_GRID):
        monthly(store, "closed_late_count", [*quiet, 80], area=area)
        monthly(store, "closed_late_count", [*quiet, 51], area=area, breakdown="噪音")
    october = Period.month(2026, 10)
    page = SimpleNamespace(ask=lambda question, *asked: question(store, *asked), period=october)

    never_parted = series.by_area(store, "closed_late_count", STREET, october, "grid", "leader")
    [of_noise] = series.course(store, "closed_late_count", STREET, [october], "grid", "噪音")

    for bars, value, mark in ((never_parted, 131, "worse"), (of_noise, 51, "ordinary")):
        assert [one.value for one in bars] == [value, value]
        assert {one.mark for one in charts.of_bars(page, bars).values()} == {mark}
