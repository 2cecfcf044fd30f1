"""The boards: every page opens, says what it shows, and every panel follows the filters."""

from __future__ import annotations

import re
import threading
from contextlib import nullcontext

import pytest
import streamlit as st

from components import filters, grids, page, sign_in
from components.page import PAGES
from data.access import Person
from data.database import Database
from data.language import label
from queries import cells, cube, series
from tests.pages.conftest import figures, html, visitor
from tests.pages.small_street import PUBLISHED, STREET

BOARDS = [name for name, entry in PAGES.items() if entry.section == "board"]
TOPICS = [name for name, entry in PAGES.items() if entry.topic]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_both_languages(visit, name, language):
    at = visit(name, lang=language)

    assert not at.exception
    assert "西街道（演示）" in html(at)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_demonstration_district_says_that_its_data_are_invented(visit, name):
    assert "演示数据" in html(visit(name))


def test_who_opens_the_store_is_told_what_takes_so_long_and_nobody_after(visit, monkeypatch):
    said = []
    monkeypatch.setattr(page, "_is_open", threading.Event())
    monkeypatch.setattr(st, "spinner", lambda text: nullcontext(said.append(text)))

    visit("home")
    visit("service")

    assert len(said) == 1
    assert "升级后第一次打开要重新计算全部指标" in said[0]


@pytest.mark.parametrize("name", BOARDS)
def test_who_answers_for_one_grid_sees_the_figures_of_that_grid(visit, monkeypatch, name):
    monkeypatch.setattr(sign_in, "person", lambda: Person("wang", "wang", "presenter", (f"{STREET}001001",)))

    at = visit(name)

    assert not at.exception
    assert not any("还没有任何数据" in one.value for one in at.info)
    assert "数据截至 2026-10-" in html(at)


def test_the_areas_with_most_overdue_items_are_those_on_the_first_level_that_has_several(own_street, monkeypatch):
    with own_street.write() as cursor:
        cursor.execute("update service_request set closed_at = null, status = '办理中', due_at = received_at::date")
    cube.rebuild(own_street)
    visit = visitor(own_street, monkeypatch)

    said = [re.search("超期最多：([^<]*)<", html(visit("home", area=area))) for area in ("990101", STREET)]
    alone = html(visit("home", area=f"{STREET}001001"))

    assert said[0] and said[1] and said[0][1] == said[1][1]
    assert all(re.fullmatch(r"\S+社区 \d+", one) for one in said[0][1].split("、"))
    assert "超期最多" not in alone


def test_in_a_grid_without_requests_nothing_is_due_and_no_ledger_is_missing(own_street, monkeypatch):
    grid = f"{STREET}001001"
    with own_street.write() as cursor:
        for table in ("service_request", "commitment"):
            cursor.execute(f"delete from {table} where starts_with(area_code, ?)", [grid])
    cube.rebuild(own_street)
    monkeypatch.setattr(sign_in, "person", lambda: Person("wang", "wang", "viewer", (grid,)))

    page = html(visitor(own_street, monkeypatch)("home"))

    assert label("worklists.no_ledger").zh not in page
    assert label("worklists.nothing_due").zh in page


def test_a_published_street_is_not_called_a_demonstration(visit):
    at = visit("home", area="340603003")

    assert "演示数据" not in html(at)
    assert not at.exception


@pytest.mark.parametrize("name", BOARDS)
def test_an_area_without_data_opens_and_says_so(visit, name):
    at = visit(name, area="340603003")

    assert not at.exception
    assert "该区域暂无数据" in html(at)


def test_the_header_names_period_comparison_dates_and_how_far_the_data_reach(visit):
    text = html(visit("service", period="2026-10"))

    assert "2026年10月 · 对比 2026年9月（2026-09-01 至 2026-09-30） · 数据截至 2026-10-31" in text


def test_compared_with_last_year_the_header_names_last_years_dates(visit):
    assert "对比 2025年10月（2025-10-01 至 2025-10-31）" in html(
        visit("service", period="2026-10", compare="last_year")
    )


def test_a_year_so_far_is_held_against_the_same_months_of_last_year_only(visit):
    at = visit("service")

    assert "2026年1—10月 · 对比 2025年1—10月（2025-01-01 至 2025-10-31）" in html(at)
    assert "<b>环比</b>" not in html(at)
    assert "compare" not in [one.key for one in at.get("button_group")]


def test_without_an_address_the_demonstration_street_and_the_year_to_the_latest_complete_month_are_shown(visit):
    at = visit("service")

    assert at.session_state["area"] == STREET
    assert at.session_state["ytd"] == "2026-10-ytd"


def test_an_area_that_does_not_exist_falls_back_to_the_default(visit):
    at = visit("home", area="000000", period="2026-13", compare="never", lang="fr")

    assert not at.exception
    assert at.session_state["area"] == STREET
    assert at.session_state["lang"] == "zh"


@pytest.mark.parametrize(
    ("code", "key", "value", "said"),
    [
        ("2026-03", "month", "2026-03", "2026年3月"),
        ("2026-Q1", "quarter", "2026-Q1", "2026年第1季度"),
        ("2025", "year", "2025", "2025年"),
        ("2026-08-ytd", "ytd", "2026-08-ytd", "2026年1—8月"),
        ("2026-02-01_2026-04-30", "range_from", "2026-02", "2026年2月1日—2026年4月30日"),
    ],
)
def test_a_link_opens_the_period_it_carries(visit, code, key, value, said):
    at = visit("home", period=code)

    assert not at.exception
    assert at.session_state[key] == value
    assert said in html(at)
    assert at.query_params["period"] == code


def test_what_is_chosen_stands_in_the_address_and_defaults_do_not(visit):
    at = visit("home")
    assert dict(at.query_params) == {}

    at.selectbox(key="area").select("990101001002").run()
    assert dict(at.query_params) == {"area": "990101001002"}


def test_filters_stay_from_page_to_page(visit):
    at = visit("service", area="990101001001", period="2026-05", compare="last_year", lang="en")
    at.switch_page("pages/employment.py").run()

    assert not at.exception
    assert at.session_state["area"] == "990101001001"
    assert "compared with May 2025" in html(at)


@pytest.mark.parametrize("name", TOPICS)
def test_choosing_another_area_changes_the_cards_and_the_charts(visit, name):
    at = visit(name)
    before, drawn = html(at), figures(at)
    at.selectbox(key="area").select("990101001001").run()

    assert not at.exception
    assert html(at) != before
    assert figures(at) != drawn


def test_a_way_back_up_is_offered_for_every_area_above(visit):
    at = visit("service", area="990101001001002")
    assert [one.label for one in at.button if one.key and one.key.startswith("up_")] == [
        "演示区（演示）",
        "西街道（演示）",
        "新华社区",
    ]

    at.button(key=f"up_{STREET}").click().run()
    assert at.session_state["area"] == STREET


def test_a_grid_is_shown_on_the_map_of_its_community(visit):
    at = visit("service", area="990101001001002")

    assert not at.exception
    assert at.session_state["map_area_shown"] == "990101001001"


def test_an_indicator_of_another_topic_in_the_address_is_dropped(visit):
    at = visit("service", indicator="urban_new_employment")

    assert not at.exception
    assert at.session_state["indicator_service"] == "ontime_closure_rate"


def test_home_shows_ten_numbers_with_lights_and_the_gap_to_the_annual_target(visit):
    text = html(visit("home"))

    assert text.count('class="kpi"') == 10
    assert re.search(r'class="light (green|yellow|red)">[●▲■] ', text)
    assert re.search(r"已完成\d+ / 700人，还差\d+人", text)


def test_home_lists_what_is_overdue_and_what_falls_due_within_three_days(visit):
    text = html(visit("home"))

    assert "■ 超期31天" in text  # a commitment due on 30 September
    assert "■ 超期23天" in text  # a request due on 8 October
    assert "▲ 还有2天" in text  # a request due on 2 November


def test_home_tells_for_each_table_how_far_its_data_reach(visit):
    text = html(visit("home"))

    assert re.search(r"<td>诉求工单</td><td>2024-11-01</td><td>2026-10-31</td>", text)


def test_a_grid_to_look_at_says_why_and_is_one_click_away(visit):
    text = html(visit("home"))

    assert "service?area=990101001001001&amp;period=2026-10-ytd&amp;indicator=overdue_open_count" in text
    assert re.search(r"占西街道（演示） \d+ 件的\d+%", text)


def test_a_city_offers_the_grids_of_the_community_that_is_open(visit, monkeypatch):
    """Five thousand grids in one list would go to the browser with every change."""
    monkeypatch.setattr(filters, "MOST_AREAS", 2)

    def offered(**address: str) -> tuple[str, set[str]]:
        select = visit("home", **address).selectbox(key="area")
        return select.value, {code for code in select.proto.options if "网格" in code}

    assert offered() == (STREET, set())
    assert offered(area=STREET[:6]) == (STREET[:6], set())
    assert offered(area=STREET) == (STREET, set())
    assert offered(area="990101001001")[1] == {f"西街道（演示） › 新华社区 › 第{n}网格" for n in range(1, 4)}
    chosen, grids_ = offered(area="990101001002001")
    assert chosen == "990101001002001"
    assert grids_ == {f"西街道（演示） › 长山社区 › 第{n}网格" for n in range(1, 4)}


def test_only_grids_that_are_shown_are_asked_why(own_street, monkeypatch):
    """A district has five thousand grids; the pasts of those that are shown are asked for with one question."""
    asked = []
    told = series.values_of
    monkeypatch.setattr(series, "values_of", lambda *given: asked.append(given[2]) or told(*given))

    text = html(visitor(own_street, monkeypatch)("home"))

    shown = re.findall(r"service\?area=(\d{15})&amp;period=2026-10-ytd&amp;indicator=", text)
    [several] = [codes for codes in asked if len(codes) > 1]
    assert shown and several == list(dict.fromkeys(shown))


def test_no_grid_is_named_for_a_rate_that_differs_by_chance_only(visit):
    text = html(visit("home"))

    assert "<span>按时办结率</span></div><small>5个网格中没有低于平均且超出偶然波动的</small>" in text


def test_a_grid_is_named_for_a_rate_that_is_worse_by_more_than_chance(own_street, monkeypatch):
    with own_street.write() as cursor:
        cursor.execute("update service_request set due_at = received_at - interval 2 day, closed_at = received_at"
                       " where area_code = '990101001001002' and closed_at is not null")
    cube.rebuild(own_street)

    text = html(visitor(own_street, monkeypatch)("home"))

    assert re.search(r"新华社区第2网格</a></b><span>按时办结率 0.0%</span></div>"
                     r"<small>低于西街道（演示）平均 \d[^，]*，超出偶然波动", text)


def test_a_grid_to_look_at_says_what_its_last_month_means_against_its_own_past(own_street, monkeypatch):
    monkeypatch.setattr(grids, "WATCHED", (("request_count", True),))
    with own_street.write() as cursor:
        cells.spread(cursor, ["request_count"])
        cursor.execute("update indicator_fact set numerator = numerator * 10 where indicator = 'request_count'"
                       " and area_code = '990101001001002' and month = '2026-10-01'")
        cube.roll_up(cursor, ["request_count"])

    text = html(visitor(own_street, monkeypatch)("home"))

    marks = re.findall(r"(..社区第\d网格)</a></b><span>诉求受理量[^<]*</span></div><small>占[^<]*，最近一月与自身以往比"
                       r' <span class="chip neutral" title="[^"]*">(.*?)</span></small>', text)
    assert dict(marks)["新华社区第2网格"] == "偏高" and "正常波动" in dict(marks).values()


def test_what_is_overdue_opens_its_record_with_file_and_row(visit):
    text = html(visit("home"))
    assert "service?area=990101001001001&amp;period=2026-10-ytd&amp;record=GD99998" in text

    at = visit("service", area="990101001001001", record="GD99998")
    assert "诉求台账.xlsx · 台账 第3行" in html(at)
    at.button(key="record_close").click().run()
    assert "record" not in at.query_params


def test_a_record_that_is_not_there_is_said_to_be_gone(visit):
    assert "没有这个编号的记录" in html(visit("service", record="GD00000"))


def test_home_shows_who_has_not_reported_this_month(visit):
    text = html(visit("home"))

    assert re.search(r"2026年10月应报\d+张表", text)
    assert re.search(r"<td>新华社区</td>.*● 11-01", text)  # the day it came in
    assert re.search(r"本街道从没有社区报过：[^（]*救助保障月报", text)


def test_home_tells_what_every_month_left_must_bring(visit):
    assert re.search(r"还差\d+人，慢于序时进度\S+，后2个月每月需\d+人", html(visit("home")))


def test_a_community_shows_the_tasks_of_its_street_by_name(visit):
    assert "西街道（演示）年度目标完成进度" in html(visit("home", area="990101001001"))


def test_the_way_of_a_request_tells_counts_times_and_the_level_of_closing(visit):
    text = html(visit("service"))

    for said in ("网格发现", "社区呼叫", "分级响应", "协同处置", "24小时内响应", "七日内办结", "在哪一级办结：网格"):
        assert said in text
    assert "网格微信群" in text  # a channel


def test_areas_side_by_side_carry_a_light_where_there_is_a_target(visit):
    text = html(visit("service"))

    assert re.search(r'<td class="number"><span class="light \w+" title="[^"]+">[●▲■]</span> <a class="trace"', text)


def test_small_bases_are_not_ranked_but_listed(visit):
    captions = " ".join(one.value for one in visit("service", area="990101001002").caption)

    assert "样本不足，不参与排名" in captions


def test_renovation_shows_both_start_rates_side_by_side(visit):
    text = html(visit("renovation"))

    assert "开工率：按小区数 66.7%，按户数" in text
    assert text.count('class="meter"') == 3


def test_renovation_names_what_was_removed_in_its_three_units_side_by_side(visit):
    text = html(visit("renovation"))

    assert re.search("拆除违建</b>[0-9,]+处、[0-9,]+户、[0-9,]+平方米<", text)


def test_home_counts_the_promises_of_the_largest_list_and_names_it(visit):
    text = html(visit("home"))

    assert "承诺事项办结率" in text and "班子成员清单" in text


def test_renovation_draws_each_project_with_its_stage(visit):
    gantt = next(one for one in figures(visit("renovation")) if "第1小区改造" in one)

    assert "摸底征求意见" in gantt and "完工" in gantt


def test_employment_shows_targets_against_pace_and_the_fair_funnel(visit):
    at = visit("employment")

    assert "慢于序时进度" in html(at) or "快于序时进度" in html(at)
    assert any("达成意向" in one and "用工需求" in one for one in figures(at))


def test_every_card_tells_on_request_how_it_is_computed(visit):
    text = html(visit("service", period="2026-10"))

    assert text.count("<details") == text.count('class="kpi"') == 10
    for said in ("在时限内办结的诉求", "2026年9月1日—2026年9月30日", "诉求台账.xlsx"):
        assert said in text


def test_records_come_a_page_at_a_time_and_lead_into_the_areas_below(visit):
    at = visit("service")
    pills = next(one for one in at.get("button_group") if one.key == "records_drill")

    assert html(at).count("<td>GD") == 12
    assert any(one.startswith("新华社区") for one in pills.options)


def test_an_empty_store_says_what_to_do(tmp_path, monkeypatch):
    database = Database(tmp_path / "empty.duckdb")
    at = visitor(database, monkeypatch)("home")

    assert not at.exception
    assert "数据导入" in at.info[0].value
    database.close()


@pytest.mark.parametrize("name", ["upload", "definitions"])
def test_the_work_pages_open_on_an_empty_store(tmp_path, monkeypatch, name):
    database = Database(tmp_path / "empty.duckdb")
    at = visitor(database, monkeypatch)(name)

    assert not at.exception
    assert not at.info
    database.close()


def test_an_address_taken_back_takes_the_page_back(visit):
    at = visit("home")
    at.selectbox(key="area").select("990101001002").run()

    del at.query_params["area"]  # what the browser's back button does
    at.run()
    assert at.session_state["area"] == STREET


def test_a_choice_wins_over_an_address_that_has_not_caught_up(visit):
    at = visit("home", area="990101001001")
    at.selectbox(key="area").select("990101001002")
    at.run()

    assert at.session_state["area"] == "990101001002"
    assert at.query_params["area"] == "990101001002"


def test_published_figures_are_shown_for_the_year_so_far(visit):
    at = visit("home", area=PUBLISHED)

    assert not at.exception
    assert "2021年1—9月" in html(at)


def test_an_untouched_period_follows_the_default_from_one_area_to_the_next(visit):
    at = visit("home", area=PUBLISHED)
    at.selectbox(key="area").select(STREET).run()

    assert (at.session_state["kind"], at.session_state["ytd"]) == ("ytd", "2026-10-ytd")


def test_a_period_that_was_chosen_stays_from_one_area_to_the_next(visit):
    at = visit("home", period="2026-05")
    at.selectbox(key="area").select("990101001002").run()

    assert at.session_state["month"] == "2026-05"


def test_an_area_without_ledgers_does_not_claim_that_nothing_is_overdue(visit):
    text = html(visit("home", area=PUBLISHED))

    assert "没有超期" not in text
    assert "无法知道是否超期" in text


def test_the_switch_turns_the_page_and_its_address_to_english(visit):
    at = visit("service")
    switch = next(one for one in at.get("button_group") if one.key == "lang")
    switch.set_value("en").run()

    assert not at.exception
    assert "Residents&#x27; requests" in html(at) or "Residents' requests" in html(at)
    assert at.query_params["lang"] == "en"


def test_a_click_on_the_map_selects_the_grid_and_leaves_the_map_where_it_is(visit):
    at = visit("service")
    at.session_state["map_area"] = STREET  # what the map's click notes, with the grid it was on
    at.session_state["area"] = "990101001001002"
    at.run()

    assert "新华社区" in html(at)
    assert at.session_state["map_area_shown"] == STREET


def test_a_map_opens_with_the_finest_areas_whose_figures_bear_looking_at_and_offers_the_others(visit):
    assert "西街道（演示）各网格的按时办结率，2026年1—10月" in html(visit("service"))

    at = visit("service", period="2026-10")  # fewer than twenty a grid
    assert "西街道（演示）各社区的按时办结率，2026年10月" in html(at)

    next(one for one in at.get("button_group") if one.key == "level").set_value("grid").run()
    assert "西街道（演示）各网格的按时办结率，2026年10月" in html(at)
    assert at.query_params["level"] == "grid"


def test_a_link_says_which_areas_the_map_shows(visit):
    assert "各社区的按时办结率，2026年1—10月" in html(visit("service", level="community"))
    assert "各网格的按时办结率，2026年1—10月" in html(visit("service", level="building"))


def test_a_map_of_a_count_shows_it_per_thousand_households_unless_asked_for_the_count(visit):
    assert "各社区的每千户城镇新增就业人数" in html(visit("employment", level="community"))
    assert "各社区的城镇新增就业人数" in html(visit("employment", level="community", basis="count"))


def test_home_maps_requests_per_thousand_households(visit):
    assert "每千户诉求量，2026年1—10月" in html(visit("home"))
