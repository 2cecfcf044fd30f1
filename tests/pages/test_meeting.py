"""会议汇报: the brief on the page, its edits and its editions."""

from __future__ import annotations

import re

import pytest

from queries import cells, cube
from tests.pages.conftest import html, visitor


@pytest.fixture
def own_visit(own_street, monkeypatch):
    """Opens pages on a street that may be changed."""
    return visitor(own_street, monkeypatch)


def words(at) -> str:
    """The page's text without its tags."""
    return re.sub(r"<[^>]+>", "", html(at))


def test_the_brief_tells_the_year_so_far_with_every_number_a_link(visit):
    at = visit("meeting", period="2026-10")

    assert "截至2026年10月31日，西街道（演示）今年以来累计受理群众诉求" in words(at)
    assert re.search(r'<a class="trace" href="[^"]*trace=request_count[^"]*">[\d,]+件</a>', html(at))


def test_a_street_without_data_says_so_and_what_to_do(visit):
    at = visit("meeting", area="340603003")

    assert not at.exception
    assert "没有数据，无法生成汇报" in words(at)


def test_an_edited_sentence_is_marked_and_a_number_changed_by_hand_is_flagged(own_visit):
    at = own_visit("meeting", period="2026-10")
    at.toggle(key="meeting_edit").set_value(True).run()
    first = at.text_area(key="text_summary_so_far")
    received = re.search(r"诉求([\d,]+件)", first.value)[1]
    first.set_value(first.value.replace(received, "999件")).run()
    at.toggle(key="meeting_edit").set_value(False).run()

    assert "受理群众诉求999件" in words(at)
    assert "已改" in words(at) and f"与数据不符或被删去：{received}" in words(at)


def test_clearing_an_edited_sentence_brings_the_original_back(own_visit):
    at = own_visit("meeting", period="2026-10")
    original = words(at)
    at.toggle(key="meeting_edit").set_value(True).run()
    at.text_area(key="text_summary_so_far").set_value("另写一句。").run()
    at.text_area(key="text_summary_so_far").set_value("").run()
    at.toggle(key="meeting_edit").set_value(False).run()

    assert words(at) == original


def test_an_edition_stays_as_it_was_when_the_numbers_move(own_visit, own_street):
    at = own_visit("meeting", period="2026-10")
    _freeze(at, "10月调度会")
    assert "会议版“10月调度会”" in words(at)
    frozen = re.search(r"累计受理群众诉求[^，]*", words(at))[0]
    with own_street.write() as cursor:
        cells.spread(cursor, ["request_count"])
        cursor.execute("update indicator_fact set numerator = numerator + 7 where indicator = 'request_count'")
        cube.roll_up(cursor, ["request_count"])

    again = own_visit("meeting", period="2026-10")
    assert frozen not in words(again)
    assert "较上次会议（10月调度会）有" in words(again) and "诉求受理量" in words(again)
    assert re.search('>诉求受理量<div class="kpi-mark">(正常波动|偏高|偏低)</div></td><td class="number">', html(again))
    again.selectbox(key="edition").set_value(_edition(own_street)).run()
    assert frozen in words(again)


def _edition(database) -> str:
    return database.rows("select edition_id from edition")[0]["edition_id"]


def test_two_editions_of_a_street_cannot_have_one_name(own_visit):
    at = own_visit("meeting", period="2026-10")
    _freeze(at, "调度会")
    at.selectbox(key="edition").set_value("live").run()
    _freeze(at, "调度会")

    assert "已有名为“调度会”的会议版" in at.error[0].value


def test_the_wording_that_goes_out_is_held_against_the_database(visit):
    at = visit("meeting", period="2026-10")
    received = int(re.search(r"诉求([\d,]+)件", words(at))[1].replace(",", ""))
    said = f"今年以来受理群众诉求{received}件。今年以来受理群众诉求{received + 5}件。"
    at.text_area(key="press_text").set_value(said).run()

    text = html(at)
    assert text.count('<mark class="fits"') == 1 and text.count('<mark class="not_fits"') == 1
    assert f"{received:,}" in text


def test_a_text_is_loaded_from_a_file_and_another_file_says_what_to_do(visit):
    at = visit("meeting", period="2026-10")
    written = "今年以来受理群众诉求1件。".encode("gb18030")
    at.file_uploader(key="press_file_0").upload("稿.txt", written, "text/plain").run()

    assert at.text_area(key="press_text").value == "今年以来受理群众诉求1件。"
    assert html(at).count('<mark class="not_fits"') == 1
    at.file_uploader(key="press_file_1").upload("稿.docx", b"%PDF-1.7", "application/octet-stream").run()
    assert "这是PDF文件" in at.error[0].value and at.text_area(key="press_text").value == "今年以来受理群众诉求1件。"


def _freeze(at, name: str) -> None:
    at.text_input(key="edition_name").set_value(name).run()
    at.button(key="freeze").click().run()
