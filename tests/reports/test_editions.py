"""Editions, edits and templates: kept in the store, and found again as they were."""
from __future__ import annotations

from dataclasses import replace

import pytest

from data.database import Database
from queries import signals
from queries.periods import Period
from reports import editing, editions, templates
from reports.content import Meeting, as_json, from_json
from reports.editions import EditionError
from reports.meeting import meeting
from tests.pages import small_street


@pytest.fixture(scope="module")
def told(street: Database) -> Meeting:
    return meeting(street, small_street.STREET, Period.parse("2026-10"))


def test_an_edition_comes_out_as_it_was_frozen(street: Database, told: Meeting) -> None:
    one = editions.freeze(street, told, "十月调度会")

    assert editions.load(street, one.id) == told
    assert one in editions.editions(street, small_street.STREET)
    assert editions.editions(street, "340603003") == []


def test_a_name_is_needed_and_used_once(street: Database, told: Meeting) -> None:
    editions.freeze(street, told, "重名")
    with pytest.raises(EditionError, match="已有名为"):
        editions.freeze(street, told, " 重名 ")
    with pytest.raises(EditionError, match="起一个名称"):
        editions.freeze(street, told, " ")
    with pytest.raises(EditionError, match="没有编号"):
        editions.load(street, "HY20000101-001")


def test_what_moved_since_the_last_meeting_is_named_with_both_numbers(told: Meeting) -> None:
    row = told.overview.rows[0]
    other = (row[0], replace(row[1], shown="999 件"), *row[2:])
    changed = replace(told.overview, rows=(other, *told.overview.rows[1:]))

    [moved] = editions.moved(told, replace(told, overview=changed))
    assert (moved.what, moved.before, moved.now) == (row[0].shown, row[1].shown, "999 件")
    assert editions.moved(told, told) == []


def test_what_moved_since_the_last_meeting_says_whether_that_is_ordinary(street: Database, told: Meeting) -> None:
    row = told.overview.rows[0]
    other = (row[0], replace(row[1], shown="999 件"), *row[2:])
    now = replace(told, overview=replace(told.overview, rows=(other, *told.overview.rows[1:])))

    [moved] = editions.moved(told, now)
    assert moved.mark == signals.chart(street, "request_count", small_street.STREET, Period.parse("2026-10")).marks()
    assert "正常波动" in moved.mark or "偏" in moved.mark
    assert [one.mark for one in editions.moved(told, replace(now, marks=()))] == [""]


def test_an_edition_that_was_frozen_before_marks_were_kept_still_opens(street: Database, told: Meeting) -> None:
    said = as_json(told)
    del said["marks"]

    assert from_json(said) == replace(told, marks=())


def test_an_edit_is_stale_once_the_numbers_say_something_else(street: Database, told: Meeting) -> None:
    first = told.summary[0]
    editing.edit(street, told, first, "换一种说法。")
    again = editing.edited(street, told).summary[0]
    assert (again.text, again.original, again.is_edited, again.is_stale) == ("换一种说法。", first.text, True, False)
    assert set(again.lost) == {one.shown for one in first.figures}

    moved = replace(told, summary=(replace(first, text=first.text + "新"), *told.summary[1:]))
    assert editing.edited(street, moved).summary[0].is_stale
    editing.edit(street, told, again, "")
    assert editing.edited(street, told) == told


def test_a_template_is_kept_replaced_and_forgotten(street: Database) -> None:
    assert templates.kept(street, "deck") is None
    templates.keep(street, "deck", "甲.pptx", b"1")
    templates.keep(street, "deck", "乙.pptx", b"2")
    found = templates.kept(street, "deck")
    assert found is not None and (found.file_name, found.content) == ("乙.pptx", b"2")

    templates.forget(street, "deck")
    assert templates.kept(street, "deck") is None
