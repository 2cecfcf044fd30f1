"""指标口径: every definition can be found, with its source and its SQL."""

from __future__ import annotations

from html import escape

import pytest

from queries.catalogue import catalogue
from queries.described import facts
from queries.refusals import refusals
from queries.settings import settings
from tests.pages.conftest import html


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_entry_of_the_catalogue_shows(visit, language):
    labels = " ".join(one.label for one in visit("definitions", lang=language).expander)

    assert [one.id for one in catalogue().values() if one.title.text(language) not in labels] == []


def test_every_entry_shows_its_sql(visit):
    shown = {one.value for one in visit("definitions").code}

    assert [one.id for one in catalogue().values() if one.sql and one.sql not in shown] == []


def test_every_entry_tells_its_source_and_when_it_was_reviewed():
    for indicator in catalogue().values():
        said = [text for _, text in facts(indicator, "zh")]
        assert indicator.source in said and indicator.reviewed.isoformat() in said


def test_a_search_leaves_what_matches_in_either_language(visit):
    at = visit("definitions")
    at.text_input(key="find").input("按时办结率").run()
    assert 1 <= len(at.expander) < len(catalogue())

    at.text_input(key="find").input("on-time closure").run()
    assert "按时办结率" in at.expander[0].label


def test_a_link_from_a_card_opens_that_definition(visit):
    at = visit("definitions")
    at.text_input(key="find").input("ontime_closure_rate").run()

    assert len(at.expander) == 1
    assert at.expander[0].proto.expanded


def test_a_search_without_a_match_says_so(visit):
    at = visit("definitions")
    at.text_input(key="find").input("不存在的指标").run()

    assert not at.exception
    assert not at.expander


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_setting_and_every_number_never_computed_stands_on_the_page(visit, language):
    text = html(visit("definitions", lang=language))

    assert [one.id for one in settings().by_id.values() if escape(one.title.text(language)) not in text] == []
    assert [one.id for one in refusals().values() if escape(one.why.text(language)) not in text] == []


def test_a_setting_tells_its_value_and_the_indicators_that_follow_it(visit):
    at = visit("definitions")
    at.text_input(key="find").input("响应时限").run()

    text = html(at)
    assert "<b>24小时</b>" in text and "同默认" in text
    assert "响应率、三率综合得分" in text
