"""Sentences that a person writes anew before a brief goes out: kept beside what the numbers say, and marked."""
from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

from data import audit
from data.audit import Actor
from data.database import Database
from reports.content import Meeting, Sentence


def edit(database: Database, meeting: Meeting, sentence: Sentence, text: str, actor: Actor | None = None) -> None:
    """Keep another wording for one sentence; the original wording, or nothing at all, takes the edit back."""
    original = sentence.original or sentence.text
    key = [meeting.area_code, meeting.month, meeting.lang, sentence.id]
    text = " ".join(text.split()) if meeting.lang == "en" else "".join(text.split())
    with database.write() as cursor:
        cursor.execute(
            "delete from brief_edit where area_code = ? and month = ? and lang = ? and sentence_id = ?", key
        )
        if text and text != original:
            now = datetime.datetime.now().replace(microsecond=0)
            cursor.execute("insert into brief_edit values (?, ?, ?, ?, ?, ?, ?)", [*key, original, text, now])
        by = replace(actor or audit.local_actor(), area_code=meeting.area_code)
        audit.note(database, cursor, "brief", by, {"month": meeting.month, "sentence": sentence.id})
    audit.settle(database)


def edited(database: Database, meeting: Meeting) -> Meeting:
    """The meeting with every sentence as a person left it."""
    rows = database.rows(
        "select sentence_id, original, text from brief_edit where area_code = ? and month = ? and lang = ?",
        [meeting.area_code, meeting.month, meeting.lang],
    )
    if not rows:
        return meeting
    kept = {row["sentence_id"]: row for row in rows}

    def rewritten(one: Sentence) -> Sentence:
        if (found := kept.get(one.id)) is None:
            return one
        return replace(one, text=found["text"], original=one.text, is_stale=found["original"] != one.text)

    return with_sentences(meeting, rewritten)


def with_sentences(meeting: Meeting, change: Callable[[Sentence], Sentence]) -> Meeting:
    """The meeting with every sentence put through `change`."""
    return replace(
        meeting,
        summary=tuple(map(change, meeting.summary)),
        topics=tuple(replace(one, sentences=tuple(map(change, one.sentences))) for one in meeting.topics),
        hot=tuple(map(change, meeting.hot)),
        problems=tuple(map(change, meeting.problems)),
        next_steps=tuple(map(change, meeting.next_steps)),
    )
