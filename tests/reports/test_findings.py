"""研判 in the brief and on its slide: what is beyond ordinary variation, and who moved the on-time rate."""
from __future__ import annotations

import io

from pptx import Presentation

from data.database import Database
from queries import explain
from queries.periods import Period
from reports.deck import deck
from reports.meeting import meeting
from tests.pages import small_street

OCTOBER = Period.parse("2026-10")


def test_the_brief_says_who_moved_the_rate_in_the_words_of_the_command(street: Database) -> None:
    topic = meeting(street, small_street.STREET, OCTOBER).topics[-1]
    moved = next(one for one in topic.sentences if one.id == "findings_moved")
    asked = "ontime_closure_rate", small_street.STREET, OCTOBER, OCTOBER.previous(), "community"
    found = explain.explain(street, *asked)

    assert (topic.key, topic.name) == ("findings", "研判")
    assert moved.text == f"较上月，{found.sentence()}。"
    assert all(one.shown in moved.text for one in moved.figures) and len(moved.figures) >= 2


def test_it_has_a_slide_of_its_own_with_every_sentence(street: Database) -> None:
    told = meeting(street, small_street.STREET, OCTOBER)

    slides = Presentation(io.BytesIO(deck(told))).slides
    texts = ["".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in slides]

    [slide] = [one for one in texts if "哪些超出正常波动" in one]
    assert all(one.text in slide for one in told.topics[-1].sentences)
