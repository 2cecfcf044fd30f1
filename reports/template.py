"""Empty upload forms: one Excel per table, made from its contract, ready to be filled in and uploaded.

The first sheet is to be filled in: headings as the import knows them, an example row that the import leaves out by
itself, drop-down lists where only certain words may stand. The second explains every column and holds the lists.
"""
from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from data.areas import AreaNames, children, get
from data.contracts import Contract, Field, contracts
from data.database import Database
from data.importing import NOTES_SHEET
from data.language import label
from data.metrics import metrics
from queries.catalogue import catalogue
from reports.cells import neutral

ROWS = 1000  # rows with drop-down lists
TITLE, NOTE, HEAD, EXAMPLE = range(4)
LEVELS = {"housing_unit": ("building",)}  # areas on offer, where they are not the usual ones
PARENTS = ("street", "community")
MOST_WORDS = 1000  # of another table's numbers
USUAL_LEVELS = ("street", "community", "grid")
ALWAYS = {"text": "@", "date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm"}
_FORMATS = {"string": "text", "area": "text", "enum": "text", "date": "date", "month": "date", "datetime": "datetime"}
_LIMITS = {"integer": "integer", "number": "decimal"}


def template(database: Database, table: str, area_code: str) -> bytes:
    """The upload form of a table as an Excel file, with the areas of `area_code` in its lists.

    Raises KeyError for a table without a contract.
    """
    contract = contracts()[table]
    fields = [one for one in contract.fields if one.type != "geojson"]
    lists = {one.name: words for one in fields if (words := _words(database, one, table, area_code))}
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = _formats(book)
    form, notes = book.add_worksheet(contract.title.zh), book.add_worksheet(NOTES_SHEET)
    street = get(database, area_code[:9]) or get(database, area_code)
    _fill_form(form, contract, fields, street.name if street else "", formats, lists)
    ranges = _fill_notes(notes, contract, fields, lists, formats)
    for at, one in enumerate(fields):
        _restrict(form, at, one, ranges.get(one.name), formats)
    form.freeze_panes(HEAD + 1, 0)
    book.close()
    return file.getvalue()


def heading(field: Field) -> str:
    """The official heading of a column, with its unit: 当月资金支出（元）."""
    return f"{field.title.zh}（{field.unit}）" if field.unit and field.is_number else field.title.zh


def _formats(book: xlsxwriter.Workbook) -> dict[str, Any]:
    made = {
        "title": {"bold": True, "font_size": 14},
        "note": {"font_color": "#5A6B82"},
        "head": {"bold": True, "bg_color": "#E4E9F0", "border": 1, "text_wrap": True, "valign": "vcenter"},
        "required": {"bold": True, "bg_color": "#FBE3E0", "border": 1, "text_wrap": True, "valign": "vcenter"},
        "example": {"font_color": "#8A94A3", "italic": True},
        "wrapped": {"text_wrap": True, "valign": "top"},
        **{name: {"num_format": shown} for name, shown in ALWAYS.items()},
    }
    return {name: book.add_format(given) for name, given in made.items()}


def _fill_form(
    form: Any, contract: Contract, fields: Sequence[Field], street: str, formats: dict[str, Any],
    lists: dict[str, list[str]],
) -> None:
    form.write_string(TITLE, 0, neutral(f"{street}{contract.title.zh}"), formats["title"])
    form.write_string(NOTE, 0, label("template.note", sheet=NOTES_SHEET).zh, formats["note"])
    for at, one in enumerate(fields):
        form.write_string(HEAD, at, heading(one), formats["required" if one.required else "head"])
        form.write_comment(HEAD, at, _explained(one), {"x_scale": 2})
        example = _example(one, lists.get(one.name, []))
        shown = label("template.example", value=example).zh if at == 0 else example
        form.write_string(EXAMPLE, at, shown, formats["example"])
        form.set_column(at, at, max(12, 2 * len(heading(one)) + 2), formats.get(_FORMATS.get(one.type, "")))


def _fill_notes(
    notes: Any, contract: Contract, fields: Sequence[Field], lists: dict[str, list[str]], formats: dict[str, Any]
) -> dict[str, str]:
    """Explains every column; returns where the words of each list stand, as Excel names a range."""
    heads = ("column", "needed", "content", "unit", "rule")
    for at, key in enumerate(heads):
        notes.write_string(0, at, label(f"template.{key}").zh, formats["head"])
    for down, one in enumerate(fields, 1):
        rules = "；".join(rule.reason.zh for rule in contract.rules if rule.field == one.name)
        needed = label("template.yes" if one.required else "template.no").zh
        for at, text in enumerate((heading(one), needed, _content(one), one.unit or "", rules)):
            notes.write_string(down, at, text, formats["wrapped"])
    for at, width in enumerate((20, 8, 60, 10, 50)):
        notes.set_column(at, at, width)
    ranges = {}
    for at, (name, words) in enumerate(lists.items(), len(heads) + 1):
        notes.write_string(0, at, heading(contract.field(name)), formats["head"])
        for down, word in enumerate(words, 1):
            notes.write_string(down, at, neutral(word))
        column = xlsxwriter.utility.xl_col_to_name(at)
        ranges[name] = f"='{NOTES_SHEET}'!${column}$2:${column}${len(words) + 1}"
        notes.set_column(at, at, 24)
    return ranges


def _restrict(form: Any, at: int, field: Field, words: str | None, formats: dict[str, Any]) -> None:
    """What may stand in the column: a word of the list, or a number within its limits."""
    options: dict[str, Any] = {"error_title": field.title.zh, "error_message": _content(field)[:250]}
    if words:
        loose = field.extensible or field.type in ("area", "string")
        options |= {"validate": "list", "source": words, "error_type": "information" if loose else "stop"}
    elif field.is_number and (field.minimum is not None or field.maximum is not None):
        lowest, highest = field.minimum, field.maximum
        within = {"criteria": "between", "minimum": lowest, "maximum": highest}
        if highest is None:
            within = {"criteria": ">=", "value": lowest}
        elif lowest is None:
            within = {"criteria": "<=", "value": highest}
        options |= {"validate": _LIMITS[field.type], "error_type": "warning", **within}
    else:
        return
    form.data_validation(EXAMPLE + 1, at, EXAMPLE + ROWS, at, options)


def _words(database: Database, field: Field, table: str, area_code: str) -> list[str]:
    if field.type == "boolean":
        return [label("tables.yes").zh, label("tables.no").zh]
    if field.type == "area":
        return _areas(database, LEVELS.get(table, USUAL_LEVELS), area_code)
    if field.name == "parent_code":
        return _areas(database, PARENTS, area_code)
    if field.name == "metric_id":
        return _metrics(table)
    if field.name == "unit" and field.type == "string":
        return sorted({one.unit for one in metrics().values()})
    if (table, field.name) == ("facility", "project_no"):
        return _projects(database, area_code)
    return [one.zh for one in field.enum]


def _metrics(table: str) -> list[str]:
    """What a figure or a target may be of: the code table, of targets first the indicators by their titles."""
    titles = [one.title.zh for one in catalogue().values() if one.task is None] if table == "target" else []
    return list(dict.fromkeys([*titles, *(one.label.zh for one in metrics().values())]))


def _projects(database: Database, area_code: str) -> list[str]:
    sql = "select project_no from renovation_project where starts_with(area_code, ?) order by project_no limit ?"
    return [row["project_no"] for row in database.rows(sql, [area_code[:9], MOST_WORDS])]


def _areas(database: Database, levels: Sequence[str], area_code: str) -> list[str]:
    """The areas by name, with those above them: 第3网格 alone would be many."""
    names = AreaNames(database)
    own = get(database, area_code)
    found = [one for level in levels for one in children(database, area_code, level)]
    if own and own.level in levels:
        found.insert(0, own)
    return [names.path(one.code) for one in sorted(found, key=lambda each: each.code)]


def _example(field: Field, words: Sequence[str]) -> str:
    """What a filled-in cell looks like."""
    if field.example is not None:
        return field.example
    if words and field.type == "string":
        return words[0] if field.required else ""
    if words:
        return words[-1] if field.type == "area" else words[0]
    if field.is_number:
        return f"{max(field.minimum or 0, 1):.10g}"
    return label(f"template.like_{field.type}").zh if field.type != "string" or field.required else ""


def _content(field: Field) -> str:
    """What belongs into the column, in a sentence."""
    if field.enum:
        said = label("template.one_of" if not field.extensible else "template.usually_one_of",
                     words="、".join(one.zh for one in field.enum))
    else:
        said = label(f"template.is_{field.type}")
    also = [one for one in field.synonyms if one != field.title.zh][:4]
    return said.zh + (label("template.also_called", names="、".join(also)).zh if also else "")


def _explained(field: Field) -> str:
    needed = label("template.needed_mark").zh + "\n" if field.required else ""
    return needed + _content(field)
