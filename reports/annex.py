"""The annex of a meeting as one workbook: every table, every sentence's figures, definitions and notes.

Numbers are numbers, printed as the meeting prints them; lights are a shape and a word beside their number.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

from data.language import label
from queries.lights import SHAPES
from queries.periods import Period
from reports.content import Cell, Chart, Figure, Map, Meeting, Table
from reports.workbook import Printed, Row, demo_mark, new_book, sheet

LONGEST_NAME = 31  # of a sheet, as Excel has it
_ILLEGAL = re.compile(r"[\[\]:*?/\\']")
_NUMBER = re.compile(
    r"(?P<before>[^\d+\-−]*)(?P<sign>[+\-−]?)(?P<digits>\d[\d,]*(?:\.(?P<decimals>\d+))?)(?P<after>.*)", re.DOTALL)
_SIGNS = ("", "≥ ", "≤ ", "≈ ")
_FIGURES = ("stands", "text", "printed", "indicator", "indicator_id", "kind", "area_code", "area", "period", "part",
            "numerator", "denominator", "value", "original")
_DEFINITIONS = ("indicator", "item", "content")
_NOTES = ("item", "content")


def annex(meeting: Meeting, exported: str = "") -> bytes:
    """The .xlsx, with the line that tells who exported it.

    The same meeting makes the same bytes, whatever the database says by then.
    """
    lang = meeting.lang

    def said(key: str) -> str:
        return label(f"annex.{key}").text(lang)

    file, mark = BytesIO(), demo_mark(meeting.is_demo, lang)
    book = new_book(file, meeting.title, date.fromisoformat(meeting.as_of))
    for at, table in enumerate((*annexed(meeting), *_pictured(meeting)), 1):
        heads, rows = _with_lights(table, lang)
        sheet(book, _sheet_name(at, table.title), heads, rows, mark=mark, above=[table.title],
              below=[one for one in (table.note,) if one])
    definitions = [(one.indicator, one.item, one.content) for one in meeting.definitions]
    sheet(book, said("sheet_figures"), [said(one) for one in _FIGURES], _figures(meeting), mark=mark)
    sheet(book, said("sheet_definitions"), [said(one) for one in _DEFINITIONS], definitions, mark=mark)
    sheet(book, said("sheet_notes"), [said(one) for one in _NOTES], _notes(meeting), mark=mark,
          below=[exported] if exported else [])
    book.close()
    return file.getvalue()


def annexed(meeting: Meeting) -> tuple[Table, ...]:
    """All tables in the order of the annex: the overview, who stands first and last, the subjects', the others."""
    ranking = _ranked(meeting)
    titles = Counter(one.title for one in meeting.tables())
    of_topics = [
        one.table if titles[one.table.title] == 1 else _of_topic(one.table, one.name, meeting.lang)
        for one in meeting.topics if one.table
    ]
    return (meeting.overview, *([ranking] if ranking else []), *of_topics, *meeting.annex)


def _pictured(meeting: Meeting) -> Iterator[Table]:
    """What the charts and maps show, as tables: a slide may leave a picture out, the workbook leaves out nothing."""
    for topic in meeting.topics:
        if topic.chart:
            yield _of_topic(_charted(topic.chart, meeting.lang), topic.name, meeting.lang)
        if topic.map:
            yield _of_topic(_mapped(topic.map, meeting.lang), topic.name, meeting.lang)


def _charted(chart: Chart, lang: str) -> Table:
    """A row a category, a column a series."""
    heads = (label("annex.category").text(lang), *(f"{one.name}（{chart.unit}）" if lang == "zh" and chart.unit else
                                                   f"{one.name} {chart.unit}".strip() for one in chart.series))
    rows = tuple(
        (Cell(category), *(Cell("—" if one.values[at] is None else f"{one.values[at]:,.10g}", one.values[at])
                           for one in chart.series))
        for at, category in enumerate(chart.categories)
    )
    return Table("chart", label("annex.chart", title=chart.title).text(lang), heads, rows)


def _mapped(drawn: Map, lang: str) -> Table:
    """A row an area, as the map calls and tells it."""
    heads = tuple(label(f"annex.{one}").text(lang) for one in ("area_code", "area", "printed"))
    rows = tuple((Cell(one.code), Cell(one.name), Cell(one.shown)) for one in drawn.patches)
    return Table("map", label("annex.map", title=drawn.title).text(lang), heads, rows, "；".join(drawn.notes)
                 if lang == "zh" else "; ".join(drawn.notes))


def _of_topic(table: Table, topic: str, lang: str) -> Table:
    """The table under a title that tells it from those of other subjects."""
    return replace(table, title=label("annex.of_topic", topic=topic, title=table.title).text(lang))


def in_words(cell: Cell, lang: str) -> str:
    """What the cell says, with the shape and the word of its light where it has none in its own text."""
    shown = f"{cell.mark} {cell.shown}".strip()
    if not cell.light or any(shape in cell.shown for shape in SHAPES.values()):
        return shown
    return f"{shown} {_light(cell, lang)}"


def _light(cell: Cell, lang: str) -> str:
    return f"{SHAPES[cell.light]} {label(f'brief_word.light_{cell.light}').text(lang)}"


def _ranked(meeting: Meeting) -> Table | None:
    """Who stands first and last, as a table; the last from the bottom up."""
    found, lang = meeting.ranking, meeting.lang
    if not found.first and not found.last:
        return None
    heads = tuple(label(f"brief_word.{one}").text(lang) for one in ("rank", "from_first", "from_last"))
    last, nothing = found.last[::-1], Cell("")
    rows = tuple(
        (Cell(str(at + 1), at + 1), *(side[at] if at < len(side) else nothing for side in (found.first, last)))
        for at in range(max(len(found.first), len(last)))
    )
    note = label("brief_word.note_break").text(lang).join(one for one in (found.apart, found.source) if one)
    return Table("ranking", found.title, heads, rows, note)


def _with_lights(table: Table, lang: str) -> tuple[list[str], list[Row]]:
    """Heads and rows; a column whose numbers have lights or marks is followed by one that says them."""
    heads: list[str] = []
    columns: list[list[object]] = []
    for at, head in enumerate(table.heads):
        cells = [row[at] for row in table.rows]
        heads.append(head)
        columns.append([_value(cell, lang) for cell in cells])
        if any(cell.light and cell.number is not None for cell in cells):
            heads.append(label("annex.light").text(lang))
            columns.append([_light(cell, lang) if cell.light and cell.number is not None else "" for cell in cells])
        if any(cell.mark for cell in cells):
            heads.append(label("annex.mark").text(lang))
            columns.append([cell.mark for cell in cells])
    return heads, list(zip(*columns, strict=True))


def _value(cell: Cell, lang: str) -> object:
    """A number, printed as the meeting prints it; or the words that stand there."""
    if cell.number is None:
        return in_words(cell, lang)
    number_format = _format(cell.shown, cell.number)
    return Printed(cell.number, cell.shown, number_format) if number_format else cell.number


def _format(shown: str, number: float) -> str:
    """The number format that prints `number` as `shown`; nothing where the text says the number in another way."""
    match = _NUMBER.fullmatch(shown)
    if match is None:
        return ""
    decimals = len(match["decimals"] or "")
    if abs(float(match["digits"].replace(",", "")) - abs(number)) > 0.51 * 10.0**-decimals:
        return ""
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    after = _literal(match["after"])
    if match["before"] not in _SIGNS:  # a direction in words: 上升5.8%
        return f"+{digits}{after};-{digits}{after};{digits}{after}"
    plus, minus = ("+" if match["sign"] == "+" else ""), ("−" if match["sign"] == "−" else "-")
    before = _literal(match["before"])
    return f"{before}{plus}{digits}{after};{before}\"{minus}\"{digits}{after};{before}{digits}{after}"


def _literal(text: str) -> str:
    return f'"{text.replace(chr(34), "")}"' if text else ""


def _figures(meeting: Meeting) -> list[Row]:
    """A row for every figure of a sentence and of a cell; the numbers unrounded, with what they are made of."""
    lang, titles, areas = meeting.lang, _titles(meeting), _areas(meeting)
    return [
        (where, text, one.shown, titles.get(one.indicator, ""), one.indicator,
         label(f"annex.kind_{one.kind}").text(lang), one.area_code, areas.get(one.area_code, ""),
         _period(one.period, lang), "" if one.part == "all" else one.part,
         one.numerator, one.denominator, one.value, original)
        for where, text, original, one in _places(meeting)
    ]


def _places(meeting: Meeting) -> Iterator[tuple[str, str, str, Figure]]:
    """Every figure with where it stands: (section or table, sentence or row, what a person rewrote, figure)."""
    lang = meeting.lang
    sections = [(label(f"brief_word.{key}").text(lang), getattr(meeting, key))
                for key in ("summary", "hot", "problems", "next_steps")]
    sections[1:1] = [(one.name, one.sentences) for one in meeting.topics]
    for name, sentences in sections:
        yield from ((name, one.text, one.original, figure) for one in sentences for figure in one.figures)
    for table in annexed(meeting):
        for row in table.rows:
            yield from ((table.title, row[0].shown, "", cell.figure) for cell in row if cell.figure)


def _titles(meeting: Meeting) -> dict[str, str]:
    """Indicators' titles by id, as the meeting's own definitions say them."""
    item = label("definitions.id").text(meeting.lang)
    return {one.content: one.indicator for one in meeting.definitions if one.item == item}


def _areas(meeting: Meeting) -> dict[str, str]:
    """The names of the areas that the meeting shows."""
    maps = [one.map for one in meeting.topics if one.map]
    return {patch.code: patch.name for one in maps for patch in (*one.outlines, *one.patches)} | {
        meeting.area_code: meeting.area}


def _period(code: str, lang: str) -> str:
    return Period.parse(code).label.text(lang) if code else ""


def _notes(meeting: Meeting) -> list[Row]:
    said: Sequence[tuple[str, str]] = [
        ("title", meeting.title), ("subtitle", meeting.subtitle), ("area", f"{meeting.area} {meeting.area_code}"),
        ("month", _period(meeting.month, meeting.lang)), ("period", _period(meeting.period, meeting.lang)),
        ("as_of", meeting.as_of), *(("note", one) for one in meeting.notes),
    ]
    return [(label(f"annex.{key}").text(meeting.lang), text) for key, text in said]


def _sheet_name(at: int, title: str) -> str:
    """Numbered, so that no two are alike however they are cut."""
    return f"{at} {_ILLEGAL.sub(' ', title)}"[:LONGEST_NAME].strip()
