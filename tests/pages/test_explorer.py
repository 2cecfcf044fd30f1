"""指标分析: any indicator in any form, alone or beside another, and what must not be drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from components import explorer_choices, explorer_figures, explorer_numbers
from components.view import View
from data import areas
from queries import catalogue, cube, series
from queries.periods import Period
from tests.pages.conftest import figures, html, visitor
from tests.pages.small_street import COMMUNITIES, STREET
from tests.queries.test_catalogue import GOOD

PERIOD = Period.parse("2026-10")


def card(at) -> str:
    """The HTML of the page, the style sheet left out."""
    return re.sub(r"<style>.*?</style>", "", html(at))


@pytest.mark.parametrize("form", explorer_choices.FORMS)
def test_every_form_draws_and_its_title_is_a_finding(visit, form):
    at = visit("analysis", form=form)

    assert not at.exception
    assert at.session_state["form"] == form
    assert ("%" in card(at)) or figures(at)


def test_everything_chosen_stands_in_the_address_and_a_link_opens_it_again(visit):
    link = {"indicator": "request_count", "with": "closure_rate", "level": "community", "form": "table",
            "period": "2026-09", "part": "环保"}
    at = visit("analysis", **link)

    assert not at.exception
    assert {key: at.query_params[key] for key in link} == link
    assert "诉求受理量（环保）" in card(at) and "办结率（环保）" in card(at)


def test_any_indicator_of_any_topic_can_be_chosen(visit):
    options = visit("analysis").selectbox(key="indicator_any").options

    assert any("就业保障 · 开发就业岗位" in one for one in options)
    assert len([one for one in options if not one.startswith("不计算")]) == len(catalogue.catalogue())


def test_a_new_indicator_file_shows_up_by_itself(own_street, monkeypatch, tmp_path):
    for path in catalogue.FOLDER.glob("*/*.sql"):
        copy = tmp_path / "indicators" / path.parent.name / path.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text("utf-8"), "utf-8")
    Path(tmp_path / "indicators" / "service" / "night_requests.sql").write_text(GOOD.replace(">= 22", ">= 9"), "utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path / "indicators")
    catalogue.catalogue.cache_clear()
    try:
        cube.bring_up_to_date(own_street)
        at = visitor(own_street, monkeypatch)("analysis", indicator="night_requests", form="ranking")
        assert not at.exception
        assert any("夜间诉求量" in one for one in at.selectbox(key="indicator_any").options)
        assert "的夜间诉求量：" in card(at)
    finally:
        monkeypatch.undo()
        catalogue.catalogue.cache_clear()


def test_two_rates_stand_side_by_side_or_as_a_scatter_of_the_areas(visit):
    pair = {"indicator": "ontime_closure_rate", "with": "satisfaction_rate"}
    assert len(figures(visit("analysis", form="ranking", **pair))) == 2

    at = visit("analysis", form="scatter", **pair)
    assert len(figures(at)) == 1
    assert "两项都高于西街道（演示）的有" in card(at)


def test_a_total_is_not_scattered_and_the_page_says_why(visit):
    at = visit("analysis", indicator="ontime_closure_rate", form="scatter", **{"with": "request_count"})

    assert not figures(at)
    assert "诉求受理量是总量" in card(at)


def test_a_pair_without_a_common_level_is_not_drawn_and_the_page_says_why(visit):
    at = visit("analysis", area="990101001001", indicator="ontime_closure_rate", form="ranking",
               **{"with": "jobs_developed"})

    assert not at.exception
    assert "这两个指标不能并列" in card(at)
    assert "“开发就业岗位”在该区域该时期没有下级数据" in card(at)
    assert len(figures(at)) == 1


def test_a_pair_that_is_refused_gives_the_refusals_reason(street, monkeypatch):
    known = dict(catalogue.catalogue())
    one, other = known["request_count"], known["closure_rate"]
    fake = known | {
        one.id: replace(one, statistic=(("all", ("hazard_reports_handled",), ()),)),
        other.id: replace(other, statistic=(("all", ("safety_inspections",), ()),)),
    }
    monkeypatch.setattr(explorer_choices, "catalogue", lambda: fake)

    why = explorer_choices.no_pair(street, one.id, other.id, STREET, PERIOD)
    assert why is not None and "两回事" in why.zh


@pytest.mark.slow
def test_every_indicator_can_be_opened(visit):
    for name in catalogue.catalogue():
        at = visit("analysis", indicator=name)
        assert not at.exception, name


def test_what_is_told_for_each_target_is_shown_by_target_whatever_the_address_says(visit):
    at = visit("analysis", indicator="target_completion_rate", form="table", period="2026-10-ytd")

    assert not at.exception
    assert at.session_state["form"] == "parts"
    assert "各项目标单位不同" in card(at)
    assert len(figures(at)) == 1


def test_what_is_never_pooled_opens_with_its_largest_part_and_there_is_no_all_to_choose(visit):
    at = visit("analysis", indicator="commitment_closed_rate", form="table", period="2026-10-ytd")

    assert not at.exception
    assert "承诺事项办结率（班子成员清单）" in card(at) and re.search(r"<td[^>]*>[\d.]+%", card(at))
    assert "全部" not in "".join(at.selectbox(key="part").options)
    assert at.session_state["level"] == "community"


def test_a_list_that_is_never_pooled_stands_beside_an_indicator_without_lists(visit):
    link = {"indicator": "request_count", "with": "commitment_closed_rate", "form": "table", "period": "2026-10-ytd"}
    at = visit("analysis", **link)

    assert not at.exception
    assert "不能并列" not in card(at)
    assert "承诺事项办结率（班子成员清单）" in card(at) and "诉求受理量（班子成员清单）" not in card(at)


def test_a_number_that_is_never_computed_is_refused_with_its_reason(visit):
    at = visit("analysis", indicator="hazard_handling_rate")

    assert not at.exception
    assert "不计算" in card(at) and "两回事" in card(at)
    assert not figures(at)


def test_an_area_without_data_says_so_in_every_form(visit):
    for form in ("trend", "table", "heat"):
        at = visit("analysis", area="340603003", form=form)
        assert not at.exception
        assert "nothing" in card(at)


def test_one_part_of_a_breakdown_adds_up_to_no_more_than_the_whole(street):
    whole = series.course(street, "request_count", STREET, [PERIOD], "community")[0]
    parts = [one.breakdown for one in series.by_breakdown(street, "request_count", STREET, PERIOD)]
    split = [series.course(street, "request_count", STREET, [PERIOD], "community", part)[0] for part in parts]

    assert [one.area_code for one in whole] == list(COMMUNITIES)
    for at, area in enumerate(whole):
        assert sum(found[at].value or 0 for found in split) == area.value


def test_a_table_of_months_has_for_each_area_what_its_trend_has(street):
    months = series.months_of(Period.parse("2026-08-01_2026-10-31"))
    by_area = series.course(street, "closure_rate", STREET, months, "community")
    first = [month[0].value for month in by_area]

    assert first == [one.value for [one] in series.course(street, "closure_rate", next(iter(COMMUNITIES)), months)]


def test_the_heat_table_leaves_small_bases_hollow_and_says_why_a_cell_is_empty(street):
    months = series.months_of(Period.parse("2026-10"))
    by_month = series.course(street, "satisfaction_rate", STREET, months, "community")
    rows = [list(one) for one in zip(*by_month, strict=True)]
    rows[0][0] = replace(rows[0][0], value=50.0, numerator=1.0, denominator=2.0)

    drawn = explorer_figures.heat(rows, ["甲", "乙"], {}, "zh")
    assert '<td class="number small"' in drawn and "50.0%" in drawn


def test_the_workbook_holds_what_is_on_the_screen(visit, street, monkeypatch):
    at = visit("analysis", indicator="ontime_closure_rate", form="ranking", period="2026-10")
    assert [one.proto.label for one in at.get("download_button")] == ["下载Excel（含口径）"]

    view = _view(street)
    chosen = explorer_choices.Chosen(("ontime_closure_rate",), "all", "community", "ranking")
    book = openpyxl.load_workbook(BytesIO(explorer_numbers.workbook_of(view, chosen)))
    data = list(book["数据"].iter_rows(values_only=True))
    codes = [row[1] for row in data[2:]]
    assert codes[:3] == [STREET, *COMMUNITIES]
    assert all(isinstance(row[8], int | float) for row in data[2:5])
    assert "演示数据" in data[0][0]


def _view(database):
    street = areas.get(database, STREET)
    return View("analysis", None, database, database.commits, "zh", street, street, PERIOD, "previous",
                "ontime_closure_rate", PERIOD.end)
