"""数从何来: from a number on the page to the file and row, and back to the address."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from queries import __main__ as commands
from queries import trace_words
from queries.periods import Period
from queries.trace import trace
from tests.pages.conftest import html
from tests.pages.small_street import PUBLISHED, STREET

SEPTEMBER = {"period": "2026-09"}


def panel(at) -> str:
    """The panel alone; empty while it is closed."""
    return next((one.proto.body for one in at.get("html") if 'class="trace-panel"' in one.proto.body), "")


def test_every_card_is_a_link_to_its_own_number(visit):
    page = html(visit("service", **SEPTEMBER))
    links = re.findall(r'<section class="kpi"><a class="trace" href="\?([^"]+)"', page)
    asked = [parse_qs(one.replace("&amp;", "&")) for one in links]

    assert asked[2] == {"area": [STREET], "period": ["2026-09"], "trace": ["ontime_closure_rate"]}
    assert len(asked) == 10


def test_nothing_is_asked_until_the_panel_is_open(visit, monkeypatch):
    monkeypatch.setattr("components.trace.trace", None)
    at = visit("service", **SEPTEMBER)

    assert not at.exception and not panel(at)


def test_page_and_command_line_tell_the_same(visit, street):
    shown = panel(visit("home", trace="ontime_closure_rate", **SEPTEMBER))
    found = trace(street, "ontime_closure_rate", STREET, Period.month(2026, 9))
    said = trace_words.as_json(found, commands._value_json(street, found.value, None))

    assert said["formula"] in shown
    assert f"计入这个数的记录：{said['records_total']}条" in shown
    for part in said["by_area"]:
        assert part["name"] in shown
        assert f'>{part["numerator"]:.0f}</td><td class="number">{part["denominator"]:.0f}<' in shown
    assert said["records"][0]["key"] in shown
    assert "诉求台账.xlsx · 台账 第3行" in shown and "2026-11-01 09:00 由工作人员导入" in shown


def test_a_number_that_there_is_none_says_why_and_what_its_tables_cover(visit):
    shown = panel(visit("home", area=PUBLISHED, period="2021", trace="satisfaction_rate"))

    assert "该区域该时期没有数据" in shown
    assert "诉求工单：该区域还没有数据" in shown


def test_the_panel_speaks_english_and_pages_through_the_records(visit):
    at = visit("home", trace="request_count", lang="en", **SEPTEMBER)
    first = panel(at)
    assert "Records that enter this number:" in first and "requests received in the period" in first

    at.session_state["trace_page"] = 2
    assert panel(at.run()) != first


def test_a_score_leads_to_the_rates_it_is_made_of(visit):
    shown = panel(visit("home", trace="three_rate_score", **SEPTEMBER))

    assert "trace=response_rate" in shown and "0.1 × 响应率" in shown


def test_an_address_with_an_unknown_number_opens_nothing(visit):
    at = visit("home", trace="no_such_number")

    assert not at.exception and not panel(at)
