"""会议版: what was told at a meeting, frozen under a name, and what has changed since the one before."""
from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, replace

from data import audit
from data.audit import Actor
from data.database import Database
from data.language import Label, label
from queries.catalogue import ALL, catalogue
from reports.content import Figure, Meeting, Sentence, as_json, from_json


class EditionError(Exception):
    """There is no such edition, or its name is taken; `label` says which."""

    def __init__(self, said: Label) -> None:
        super().__init__(said.zh)
        self.label = said


@dataclass(frozen=True)
class Edition:
    """One frozen meeting, without its content."""

    id: str
    name: str
    area_code: str
    month: str
    lang: str
    made_at: datetime.datetime


@dataclass(frozen=True)
class Moved:
    """One number that is another one than at the meeting before: what it is, and how it stood and stands.

    `mark` is what its last month means at this meeting (变差 · 不稳定), nothing where that is not judged.
    """

    what: str
    before: str
    now: str
    mark: str = ""


def freeze(database: Database, meeting: Meeting, name: str, actor: Actor | None = None) -> Edition:
    """Keep the meeting under a name. Raises EditionError when the name is empty, or taken for this area."""
    name = name.strip()
    if not name:
        raise EditionError(label("editions.no_name"))
    made_at = datetime.datetime.now().replace(microsecond=0)
    with database.write() as cursor:
        taken = "select 1 from edition where area_code = ? and name = ?"
        if cursor.execute(taken, [meeting.area_code, name]).fetchone():
            raise EditionError(label("editions.name_taken", name=name))
        found = cursor.execute("select coalesce(max(sequence), 0) + 1 from edition").fetchone()
        sequence = int(found[0]) if found else 1
        number = f"HY{made_at:%Y%m%d}-{sequence:03d}"
        one = Edition(number, name, meeting.area_code, meeting.month, meeting.lang, made_at)
        content = json.dumps(as_json(meeting), ensure_ascii=False)
        cursor.execute("insert into edition values (?, ?, ?, ?, ?, ?, ?, ?)",
                       [one.id, sequence, name, one.area_code, one.month, one.lang, made_at, content])
        by = replace(actor or audit.local_actor(), area_code=one.area_code)
        audit.note(database, cursor, "edition", by, {"name": name, "edition": one.id, "month": one.month})
    audit.settle(database)
    return one


def editions(database: Database, area_code: str | None = None) -> list[Edition]:
    """The editions of an area, or all of them, the newest first."""
    rows = database.rows(
        """
        select edition_id, name, area_code, month, lang, made_at from edition
        where $area is null or area_code = $area
        order by sequence desc
        """,
        {"area": area_code},
    )
    return [Edition(*row.values()) for row in rows]


def load(database: Database, edition_id: str) -> Meeting:
    """The content of an edition, as it was frozen. Raises EditionError."""
    rows = database.rows("select content from edition where edition_id = ?", [edition_id])
    if not rows:
        raise EditionError(label("editions.unknown", edition=edition_id))
    return from_json(json.loads(rows[0]["content"]))


def moved(before: Meeting, now: Meeting) -> list[Moved]:
    """The numbers of the overview and of the sentences that differ, those that came new or are gone included."""
    earlier, later, marks = _numbers(before), _numbers(now), _marks(now)
    return [
        Moved(what, earlier.get(what, "—"), later.get(what, "—"), marks.get(what, ""))
        for what in dict.fromkeys([*later, *earlier])
        if earlier.get(what) != later.get(what)
    ]


def _marks(meeting: Meeting) -> dict[str, str]:
    """What last months mean, by indicator, of the year so far and of the month."""
    of_month = {label("editions.of_month", title=title).text(meeting.lang): mark for title, mark in meeting.marks}
    return dict(meeting.marks) | of_month


def _numbers(meeting: Meeting) -> dict[str, str]:
    """What is shown by what it is: the indicators of the overview, then those that only sentences name."""
    found = {row[0].shown: row[1].shown for row in meeting.overview.rows}
    titles = {one.content: one.indicator for one in meeting.definitions if one.content and one.item}
    for one in meeting.sentences():
        for figure in one.figures:
            is_part_of_rate = figure.denominator is not None and figure.value in (figure.numerator, figure.denominator)
            if figure.indicator in titles and figure.kind == "value" and figure.value is not None \
                    and not is_part_of_rate and figure.area_code == meeting.area_code:
                found.setdefault(_what(figure, titles[figure.indicator], meeting), figure.shown)
    return found


def _what(figure: Figure, title: str, meeting: Meeting) -> str:
    """The indicator, with its part and, where it is not told of the year so far, with 当月."""
    if figure.part != ALL:
        known = catalogue().get(figure.indicator)
        part = known.part_name(figure.part).text(meeting.lang) if known else figure.part
        title = label("editions.of_part", title=title, part=part).text(meeting.lang)
    is_of_year = figure.period == meeting.period
    return title if is_of_year else label("editions.of_month", title=title).text(meeting.lang)


def changed_sentences(before: Meeting, now: Meeting) -> set[str]:
    """The ids of the sentences whose wording is another one than at the meeting before."""
    earlier: dict[str, Sentence] = {one.id: one for one in before.sentences()}
    return {one.id for one in now.sentences() if one.id not in earlier or earlier[one.id].text != one.text}
