"""The 通报 in Word, in the layout of official papers, from one Meeting.

Nothing here reads the clock: the day it is signed is given by whoever asks, else there is a gap to fill in by hand.
The placeholders of the template are described in docs/brief-template.md.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from itertools import permutations
from typing import Any

import cn2an
from docx import Document
from docx.oxml.ns import qn

from data.areas import DIGITS
from data.language import Label, label
from reports.annex import annexed, in_words
from reports.brief_template import TEMPLATE
from reports.content import Meeting, Sentence, Table
from reports.word_template import LINE_BREAK, filled_in
from reports.workbook import wide
from reports.zipped import packed, unpacked

LETTER = 105  # twentieths of a point that a Latin letter of a table takes
LEAST, SHORT = 4, 8  # letters of a line, and of a text that is not broken where there is room for it
LONG, WIDE = 8, 120  # letters of a long word, and the per cent of its width that it takes without the official fonts
WEIGHED = 60  # rows that decide which column gives: a district has thousands, and each gift lays all of them out anew
MOST_GIVEN = 6  # letters that one column gives another at a time
MARGIN = 3  # letters beside the text of a cell
TITLE_LINE, ANNEX_LINE = 19, 23  # characters of a title on one line
_PHRASE_ENDS = re.compile(r"[）)》」”、，：年月日]|(?=工作|情况|主要|完成|办理|统计|通报|报告)|\s")
_WORD = re.compile(r"[A-Za-z0-9.,%+\-/_]+")
BEFORE_SIGNATURE = 3  # paragraphs: the last line of the list of annexes and the room for the seal
LISTS, MOST_ROWS = ("overdue", "early"), 25  # of a list item by item what a meeting can use; the workbook holds all


@dataclass(frozen=True)
class Part:
    """（一） one subject: its paragraphs, the conclusion that a slide would carry, and where its numbers come from."""

    number: str
    name: str
    heading: str
    conclusion: str
    paragraphs: list[str]
    sentences: list[str]
    source: str


@dataclass(frozen=True)
class Section:
    """一、 one section: paragraphs of its own, and parts."""

    key: str
    number: str
    title: str
    heading: str
    paragraphs: list[str]
    sentences: list[str]
    parts: list[Part]


@dataclass(frozen=True)
class AnnexTable:
    """One table of the annex; every row has as many texts as there are heads."""

    number: str
    heading: str
    listed: str
    title: str
    heads: list[str]
    rows: list[list[str]]
    note: str


def brief(
    meeting: Meeting, template: bytes | None = None, *, to: str = "", signed: str = "", day: date | None = None
) -> bytes:
    """The .docx; raises word_template.TemplateProblem when the template given cannot be used.

    `to`: who is addressed (主送机关), else all communities; `signed`: who signs, else the street; `day`: when.
    The same meeting, template and words make the same bytes.
    """
    values = placeholders(meeting, to=to, signed=signed, day=day)
    made = datetime.combine(date.fromisoformat(meeting.as_of), time())
    file = filled_in(_shipped() if template is None else template, values, meeting.title, made)
    return _finished(file, values["demo"], values["signed"])


def placeholders(
    meeting: Meeting, *, to: str = "", signed: str = "", day: date | None = None
) -> dict[str, Any]:
    """What a template may fill in, by name."""
    lang = meeting.lang

    def said(key: str, **words: object) -> str:
        return label(f"brief_word.{key}", **words).text(lang)

    return {
        "title": _balanced(meeting.title, TITLE_LINE),
        "subtitle": meeting.subtitle,
        "area": meeting.area,
        "as_of": meeting.as_of,
        "demo": said("demo") if meeting.is_demo else "",
        "to": said("to_given", to=to.rstrip("：:")) if to else said(
            "to_of_district" if len(meeting.area_code) <= DIGITS["district"] else "to"),
        "signed": signed or meeting.area,
        "day": in_full(day, lang) if day else said("no_day"),
        "sections": _sections(meeting),
        "annexes": said("annexes"),
        "tables": _tables(annexed(meeting), lang),
        "notes": [said("as_of", day=in_full(date.fromisoformat(meeting.as_of), lang)), *meeting.notes],
    }


def in_full(day: date, lang: str = "zh") -> str:
    """2026年11月25日, without zeros before the month or the day."""
    month = Label(str(day.month), f"{day:%B}")
    return label("brief_word.day", year=day.year, month=month, day=day.day).text(lang)


@cache
def _shipped() -> bytes:
    return TEMPLATE.read_bytes()


def _sections(meeting: Meeting) -> list[Section]:
    """The sections that have something to say, numbered one after another."""
    lang = meeting.lang
    parts = [
        Part(_numeral(at), one.name, _heading(2, at, one.name, lang), one.title, _together(one.sentences, lang),
             _texts(one.sentences), one.source)
        for at, one in enumerate(meeting.topics, 1)
    ]
    written: list[tuple[str, Sequence[Sentence], list[str], list[Part]]] = [
        ("summary", meeting.summary, _together(meeting.summary, lang), []),
        ("topics", (), [], parts),
        ("hot", meeting.hot, _together(meeting.hot, lang), []),
        ("problems", meeting.problems, _texts(meeting.problems), []),
        ("next_steps", meeting.next_steps, _texts(meeting.next_steps), []),
    ]
    filled = [one for one in written if one[1] or one[3]]
    return [
        Section(key, _numeral(at), (title := label(f"brief_word.{key}").text(lang)), _heading(1, at, title, lang),
                paragraphs, _texts(sentences), of)
        for at, (key, sentences, paragraphs, of) in enumerate(filled, 1)
    ]


def _texts(sentences: Sequence[Sentence]) -> list[str]:
    return [one.text for one in sentences]


def _together(sentences: Sequence[Sentence], lang: str) -> list[str]:
    """One paragraph of all sentences."""
    return [(" " if lang == "en" else "").join(_texts(sentences))] if sentences else []


def _heading(level: int, at: int, title: str, lang: str) -> str:
    return label(f"brief_word.heading_{level}", number=Label(_numeral(at), str(at)), title=title).text(lang)


def _numeral(at: int) -> str:
    return str(cn2an.an2cn(at))


def _tables(tables: Sequence[Table], lang: str) -> list[AnnexTable]:
    def said(key: str, at: int, title: str = "") -> str:
        name = key if len(tables) > 1 or key == "annex_listed" else "annex_one"
        return label(f"brief_word.{name}", figure=at, title=title).text(lang)

    return [
        AnnexTable(
            str(at), said("annex_heading", at),
            said("annex_listed", at, one.title) if len(tables) > 1 else one.title,
            _balanced(one.title, ANNEX_LINE), list(one.heads),
            [[in_words(cell, lang) for cell in row] for row in one.rows[:_most(one)]], _note(one, lang))
        for at, one in enumerate(tables, 1)
    ]


def _most(table: Table) -> int:
    """How many rows are printed: those of a list that matter most, of any other table all."""
    return MOST_ROWS if table.key in LISTS else len(table.rows)


def _note(table: Table, lang: str) -> str:
    """What must be known to read the table, and how much of it stands in the workbook only."""
    said = [table.note] if table.note else []
    if len(table.rows) > _most(table):
        said.append(label("brief_word.rows_left", shown=MOST_ROWS, count=f"{len(table.rows):,}").text(lang))
    return label("brief_word.note_break").text(lang).join(said)


def _balanced(title: str, most: int) -> str:
    """A long title on two lines, broken where a phrase ends near its middle: 关于西街道2026年10月 / 工作情况的通报."""
    if wide(title) <= 2 * most or "\n" in title:
        return title
    ends = [found.end() for found in _PHRASE_ENDS.finditer(title)]
    fair = [at for at in ends if max(wide(title[:at]), wide(title[at:])) <= 2 * most and at < len(title)]
    if not fair:
        return title
    at = min(fair, key=lambda each: abs(wide(title[:each]) - wide(title[each:])))
    return f"{title[:at].rstrip()}{LINE_BREAK}{title[at:].lstrip()}"


def _finished(file: bytes, demo: str, signed: str) -> bytes:
    """Columns as wide as what stands in them; and invented numbers say so, whatever the template says."""
    document = Document(BytesIO(file))
    _keep_signature(document.paragraphs, signed)
    body = document.element.body
    for table in body.iter(qn("w:tbl")):
        _fit_columns(table)
    pages = [body, *(section.header._element for section in document.sections)]
    if demo and not any(demo in "".join(one.itertext()) for one in pages):
        body.insert(0, document.add_paragraph(demo)._element)
    made = BytesIO()
    document.save(made)
    return packed(unpacked(made.getvalue()))


def _keep_signature(paragraphs: Sequence[Any], signed: str) -> None:
    """Who signs never stands on a page alone, as the layout of official papers wants it: the lines before go along."""
    at = max((at for at, one in enumerate(paragraphs) if one.text.strip() == signed.strip()), default=None)
    for one in paragraphs[max(at - BEFORE_SIGNATURE, 0): at + 1] if at is not None else []:
        one.paragraph_format.keep_with_next = True


def _fit_columns(table: Any) -> None:
    """Widths by content, within the width that the table has, no word broken; one of fixed widths keeps them."""
    layout = table.find(f"{qn('w:tblPr')}/{qn('w:tblLayout')}")
    columns = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    rows = [row.findall(qn("w:tc")) for row in table.findall(qn("w:tr"))]
    fixed = layout is not None and layout.get(qn("w:type")) == "fixed"
    if fixed or len(columns) < 2 or any(len(row) != len(columns) for row in rows):
        return
    total = sum(int(one.get(qn("w:w"))) for one in columns)
    texts = [["".join(row[at].itertext(qn("w:t"))) for row in rows] for at in range(len(columns))]
    wished = [[max(_kept_whole(one, *rule) for one in column) + MARGIN for column in texts]
              for rule in ((WIDE, SHORT), (WIDE, 0), (100, 0))]
    least = [one for one in wished if sum(one) <= total // LETTER] or wished[-1:]
    shares = _laid_out([[wide(one) for one in column] for column in texts], least, total // LETTER)
    widths = [total * one // sum(shares) for one in shares]
    for column, width in zip(columns, widths, strict=True):
        column.set(qn("w:w"), str(width))
    for row in rows:
        for cell, width in zip(row, widths, strict=True):
            own = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
            if own is not None:
                own.set(qn("w:w"), str(width))


def _kept_whole(text: str, per_cent: int, short: int) -> int:
    """The letters of a line in which no word or number of the text is broken, nor a text of up to `short` letters.

    Long words take that share of their width.
    """
    longest = max(map(wide, _WORD.findall(text)), default=0)
    roomy = -(-longest * per_cent // 100) if longest >= LONG else longest
    return max(roomy, wide(text) if wide(text) <= short else 0, LEAST)


def _laid_out(columns: Sequence[Sequence[int]], least: Sequence[Sequence[int]], there_is: int) -> list[int]:
    """The shares by the first of the rules, or by a later one where that leaves a column so narrow that rows grow tall
    (a grid's long name beside texts that are kept whole) and the later one makes them a third shorter.
    """
    first, *others = (_shares(columns, one, there_is) for one in least)
    shown = [one[:WEIGHED] for one in columns]
    tall = _lines(shown, first)
    return next((one for one in others if 3 * _lines(shown, one) <= 2 * tall), first)


def _shares(columns: Sequence[Sequence[int]], least: Sequence[int], there_is: int) -> list[int]:
    """What each column gets of the letters that there are, by the letters of its cells; none less than its `least`.

    Short ones get what they need, the long ones share the rest, and then give one another what saves lines.
    """
    needed = [max(1, *one) + MARGIN for one in columns]  # a column left blank to be filled in has a line, too
    most = max(needed)
    shares = needed
    while sum(shares) > there_is and most > MARGIN + 1:
        most -= 1
        shares = [max(min(one, most), floor) for one, floor in zip(needed, least, strict=True)]
    first = [one[:WEIGHED] for one in columns]
    while better := _with_fewer_lines(first, shares, least):
        shares = better
    return shares


def _with_fewer_lines(
    columns: Sequence[Sequence[int]], shares: Sequence[int], least: Sequence[int]
) -> list[int] | None:
    """The widths after the gift of one column to another that saves most lines; None where none saves any."""
    given = [_given(shares, giver, taker, letters) for giver, taker in permutations(range(len(shares)), 2)
             for letters in range(1, MOST_GIVEN + 1) if shares[giver] - letters >= least[giver]]
    best = min(given, key=lambda one: _lines(columns, one), default=None)
    return best if best and _lines(columns, best) < _lines(columns, shares) else None


def _given(shares: Sequence[int], giver: int, taker: int, letters: int) -> list[int]:
    return [one + letters * ((at == taker) - (at == giver)) for at, one in enumerate(shares)]


def _lines(columns: Sequence[Sequence[int]], shares: Sequence[int]) -> int:
    """How many lines the rows of the table take together."""
    return sum(max(-(-letters // (share - MARGIN)) for letters, share in zip(row, shares, strict=True))
               for row in zip(*columns, strict=True))
