"""Numbers as an Excel workbook: the data, their definitions, the settings in force, and what was asked for.

Numbers are numbers, with their numerator and denominator; what is no number says why. Texts that a spreadsheet
would run as a formula are neutralised.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from data.language import Label, label
from queries.catalogue import catalogue
from queries.described import facts
from queries.periods import Period
from queries.series import ALL, SIGNS, Value
from queries.settings import settings
from reports.cells import neutral

WIDEST = 60  # characters of a column
_WIDE = "●▲■—…≥≤≈"  # as wide as a Chinese character among Chinese
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = Sequence[object]


@dataclass(frozen=True)
class Asked:
    """What was asked for: where, when, against what, split how; `as_of` is the last day that the data cover."""

    area: str
    area_code: str
    period: Period
    compared: Period
    level: Label | None
    breakdown: Label | None
    as_of: date | None
    is_demo: bool


def workbook(
    asked: Asked,
    values: Sequence[Value],
    names: dict[str, Label] | None = None,
    lang: str = "zh",
    exported: str = "",
) -> bytes:
    """The file. `names` are the breakdowns' names by their stored value, `exported` the line that tells who took it."""
    file = BytesIO()
    book = new_book(file, label("workbook.title").text(lang), asked.as_of or asked.period.end)
    sheets = {
        "data": (_DATA, [_data_row(one, names or {}, lang) for one in values]),
        "definitions": (_DEFINITIONS, _definitions(values, lang)),
        "settings": (_SETTINGS, _settings(lang)),
        "asked": (_ASKED, _asked(asked, values, lang)),
    }
    for name, (columns, rows) in sheets.items():
        sheet(book, label(f"workbook.sheet_{name}").text(lang),
              [label(f"workbook.{one}").text(lang) for one in columns], rows, mark=demo_mark(asked.is_demo, lang),
              below=[exported] if exported and name == "asked" else [])
    book.close()
    return file.getvalue()


def demo_mark(is_demo: bool, lang: str) -> str:
    """What every sheet of invented numbers says; nothing above real ones."""
    return label("workbook.invented").text(lang) if is_demo else ""


_DATA = ("indicator", "area_code", "area", "breakdown", "from", "to", "numerator", "denominator", "value", "unit",
         "sign", "base", "shown", "why")
_DEFINITIONS = ("indicator", "item", "content")
_SETTINGS = ("setting", "in_force", "default", "touches", "source")
_ASKED = ("item", "content")


def _data_row(one: Value, names: dict[str, Label], lang: str) -> Row:
    """Dates are written 2026-10-31, which sorts as it reads; a small base says n/m."""
    known = one.value is not None
    base = f"{one.numerator:,.10g}/{one.denominator:,.10g}" if known and one.small_base and one.numerator is not None \
        else ""
    breakdown = names.get(one.breakdown, Label(one.breakdown, one.breakdown))
    return (
        one.indicator.title.text(lang), one.area_code, one.area_name,
        label("workbook.all").text(lang) if one.breakdown == ALL else breakdown.text(lang),
        one.period.start.isoformat(), one.period.end.isoformat(),
        one.numerator, one.denominator, one.value, one.unit.text(lang) if not one.indicator.is_percent else "%",
        SIGNS[one.bound].strip() if known else "", base, one.display(lang), one.why.text(lang) if one.why else "",
    )


def _definitions(values: Sequence[Value], lang: str) -> list[Row]:
    """Every definition that stands behind the data, those of the parts of a score too."""
    shown = {one.indicator.id: one.indicator for one in values}
    return [(one.title.text(lang), item, content) for one in shown.values() for item, content in facts(one, lang)]


def _settings(lang: str) -> list[Row]:
    comma = label("charts.list_comma").text(lang)
    return [
        (one.title.text(lang), one.text(lang), one.text(lang, default=True),
         comma.join(each.title.text(lang) for each in catalogue().values() if one.id in each.settings),
         one.source.text(lang))
        for one in settings().by_id.values()
    ]


def _asked(asked: Asked, values: Sequence[Value], lang: str) -> list[Row]:
    comma = label("charts.list_comma").text(lang)
    titles = dict.fromkeys(one.indicator.title.text(lang) for one in values)
    said: list[tuple[str, object]] = [
        ("indicator", comma.join(titles)),
        ("area", f"{asked.area} {asked.area_code}"),
        ("period", f"{asked.period.label.text(lang)} · {asked.period.dates.text(lang)}"),
        ("compared", f"{asked.compared.label.text(lang)} · {asked.compared.dates.text(lang)}"),
        ("level", asked.level.text(lang) if asked.level else ""),
        ("breakdown", (asked.breakdown or label("workbook.all")).text(lang)),
        ("as_of", asked.as_of.isoformat() if asked.as_of else ""),
        ("product", label("pages.product").text(lang)),
        ("note", label("workbook.no_number").text(lang)),
    ]
    if asked.is_demo:
        said.insert(0, ("demo", label("workbook.invented").text(lang)))
    return [(label(f"workbook.{key}").text(lang), text) for key, text in said if text]


def new_book(file: BytesIO, title: str, made: date) -> xlsxwriter.Workbook:
    """An empty workbook in which texts stay texts. Nothing reads the clock: the same numbers make the same file."""
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                      "strings_to_numbers": False, "nan_inf_to_errors": False})
    book.set_properties({"title": title, "created": datetime.combine(made, time())})
    return book


@dataclass(frozen=True)
class Printed:
    """A number, as it was said, and the number format that prints it so."""

    number: float
    shown: str
    number_format: str

    def __str__(self) -> str:
        return self.shown


def sheet(
    book: xlsxwriter.Workbook,
    name: str,
    heads: Sequence[str],
    rows: Sequence[Row],
    *,
    mark: str = "",
    above: Sequence[str] = (),
    below: Sequence[str] = (),
) -> None:
    """One sheet: the demonstration mark where it is due, headings that stay in place, and columns wide enough.

    `above` and `below` are lines over the heads and under the rows.
    """
    page = book.add_worksheet(name)
    bold, marked = book.add_format({"bold": True}), book.add_format({"bold": True, "font_color": "#8A4F00"})
    head, wrapped = book.add_format({"bold": True, "bg_color": "#E4E9F0"}), book.add_format({"text_wrap": True})
    wrapped.set_align("top")
    formats: dict[str, Any] = {}
    over = [(mark, marked)] * bool(mark) + [(one, bold) for one in above]
    for down, (text, style) in enumerate(over):
        page.write_string(down, 0, neutral(text), style)
    top = len(over)
    for at, text in enumerate(heads):
        page.write_string(top, at, neutral(text), head)
    for down, row in enumerate(rows, top + 1):
        for at, one in enumerate(row):
            if isinstance(one, Printed):
                formats.setdefault(one.number_format, book.add_format({"num_format": one.number_format}))
                page.write_number(down, at, one.number, formats[one.number_format])
            else:
                _cell(page, down, at, one, wrapped)
    for down, text in enumerate(below, top + len(rows) + 2):
        page.write_string(down, 0, neutral(text))
    page.freeze_panes(top + 1, 0)
    for at, text in enumerate(heads):
        longest = max([wide(text), *(wide(row[at]) for row in rows)])
        page.set_column(at, at, min(longest + 2, WIDEST))


def _cell(page: Any, down: int, at: int, one: object, wrapped: Any) -> None:
    """A number as a number, a text as a text, nothing as nothing."""
    if isinstance(one, int | float):
        page.write_number(down, at, one)
    elif one is not None and one != "":
        page.write_string(down, at, neutral(str(one)), wrapped)


def wide(one: object) -> int:
    """How many Latin letters wide a cell is; a Chinese character takes two."""
    text = f"{one:,.6g}" if isinstance(one, float) else str(one or "")
    return sum(2 if ord(letter) > 0x2E80 or letter in _WIDE else 1 for letter in text)
