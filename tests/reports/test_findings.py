"""研判 in the brief and on its slide: what is beyond ordinary variation, and who moved the on-time rate."""
from __future__ import annotations

import io

from pptx import Presentation

from data import areas
from data.database import Database
from queries import explain, outlook, signals
from queries.catalogue import catalogue
from queries.periods import Period, year_so_far
from reports.annex import in_words
from reports.content import ANALYSES
from reports.deck import deck
from reports.drawn import by_area
from reports.meeting import meeting
from reports.prose import Writer, ask_all
from tests.pages import small_street
from tests.queries.store import FIRST, SECOND, STREET, Store, request

OCTOBER = Period.parse("2026-10")
QUIET = [(f"{2024 + at // 12}-{at % 12 + 1:02d}", (5, 7, 6, 4, 6, 8, 5)[at % 7]) for at in range(10, 25)]


def test_the_brief_says_who_moved_the_rate_in_the_words_of_the_command(street: Database) -> None:
    topic = next(one for one in meeting(street, small_street.STREET, OCTOBER).topics if one.key == "findings")
    moved = next(one for one in topic.sentences if one.id == "findings_moved")
    asked = ("ontime_closure_rate", small_street.STREET, OCTOBER, OCTOBER.previous(), "community")
    found = explain.explain(street, *asked)

    assert (topic.key, topic.name) == ("findings", "研判")
    assert moved.text == f"较上月，{found.sentence()}。"
    assert all(one.shown in moved.text for one in moved.figures) and len(moved.figures) >= 2


def test_the_overview_says_of_every_headline_what_its_movement_means(street: Database) -> None:
    told = meeting(street, small_street.STREET, OCTOBER).overview
    at = told.heads.index("波动")
    charts = {one.title.zh: signals.chart(street, one.id, small_street.STREET, OCTOBER) for one in catalogue().values()}

    said = {row[0].shown: row[at].shown for row in told.rows}

    assert said == {title: charts[title].marks() for title in said}
    assert any("正常波动" in one for one in said.values())


def test_the_sentence_on_movements_counts_what_the_overview_marks(street: Database) -> None:
    told = meeting(street, small_street.STREET, OCTOBER)
    at = told.overview.heads.index("波动")
    marked = {row[0].shown: row[at].shown for row in told.overview.rows
              if row[at].shown.startswith(("变好", "变差", "偏高", "偏低", "正常波动"))}

    [said] = [one for one in told.sentences() if one.id == "findings_marks"]

    assert f"共{len(marked)}项" in said.text
    assert all((title in said.text) == (not mark.startswith("正常波动")) for title, mark in marked.items())


def test_tables_of_communities_name_who_moved_beyond_ordinary_variation(store: Store) -> None:
    store.load("service_request", [
        request(request_no=f"{area}-{month}-{at}", area_code=area, received_at=f"{month}-28 09:00")
        for area, last in ((FIRST, 30), (SECOND, 6)) for month, count in (*QUIET, ("2026-02", last))
        for at in range(count)
    ])

    told = meeting(store, STREET, Period.parse("2026-02"))

    [table] = [one.table for one in told.topics if one.key == "service"]
    assert table is not None
    assert {row[0].shown: row[1].mark for row in table.rows} == {"甲社区": "偏高", "乙社区": "", "试验街道": "偏高"}
    assert in_words(table.rows[0][1], "zh").startswith("偏高 ")
    drawn_bars = by_area(writer(store, "2026-02"), "request_count")
    assert drawn_bars is not None and drawn_bars.categories == ("甲社区 偏高", "乙社区")


def writer(store: Store, month: str) -> Writer:
    """As a meeting of the street writes."""
    asked, street = Period.parse(month), areas.get(store, STREET)
    assert street is not None
    so_far = year_so_far(asked)
    return Writer(store, "zh", street, asked, so_far, asked.end, ask_all(store, STREET, asked, so_far))


def test_a_short_deck_tells_every_analysis_on_one_slide(street: Database) -> None:
    told = meeting(street, small_street.STREET, OCTOBER)

    slides = Presentation(io.BytesIO(deck(told))).slides
    texts = ["".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in slides]

    [slide] = [one for one in texts if "哪些超出正常波动" in one]
    said = [one.text for topic in told.topics if topic.key in ANALYSES for one in topic.sentences]
    assert len(said) > 2 and all(one in slide for one in said)


def test_the_year_end_is_told_in_the_numbers_of_the_command_with_its_past_error(street: Database) -> None:
    topic = next(one for one in meeting(street, small_street.STREET, OCTOBER).topics if one.key == "year_end")

    told = [one for one in topic.sentences if one.id != "year_end_safe"]
    assert told and topic.table is not None and len(topic.table.rows) >= len(told)
    for one in told:
        found = outlook.outlook(street, one.id.removeprefix("year_end_"), small_street.STREET, OCTOBER)
        ends = [found.amount(each) for each in (found.so_far, found.expected, found.low, found.high, found.target)]
        assert [each.shown for each in one.figures][:5] == ends
        assert found.is_out_of_reach or (found.chance is not None and found.chance < 0.5)
        assert found.error_text() in one.text or found.tested is None


def test_what_rises_beyond_its_own_limit_is_told_with_its_records_in_the_annex(store: Store) -> None:
    months = [f"{2025 + at // 12}-{at % 12 + 1:02d}" for at in range(14)]
    store.load("service_request", [
        request(request_no=f"{month}-{at}", received_at=f"{month}-28 09:00", due_at=f"{month}-28",
                closed_at=f"{month}-28 10:00")
        for month in months for at in range(9 if month == months[-1] else 1)
    ])

    topic = next(one for one in meeting(store, STREET, Period.parse(months[-1])).topics if one.key == "early")

    assert topic.sentences[0].text.startswith("试验街道2026年2月有1处诉求超出自身规律：甲社区第1网格环保本月9件")
    assert [one.shown for one in topic.sentences[0].figures][:2] == ["1处", "9件"]
    assert topic.table is not None and "2026-02-8" in topic.table.rows[0][-1].shown
