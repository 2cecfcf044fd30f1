"""What one cell means: text -> Parsed. Every function takes any text and never raises.

Numbers stand in quantities.py, dates in dates.py; here the rest, and `parse`, which picks by the field's type.
"""

from __future__ import annotations

import re
from functools import lru_cache

from data.contracts import Field
from data.language import label
from data.reading.dates import parse_date, parse_datetime, parse_month
from data.reading.quantities import parse_number
from data.reading.shapes import Parsed
from data.reading.words import NOTHING, half_width, is_blank, is_formula_error, plain

__all__ = [
    "parse",
    "parse_boolean",
    "parse_code",
    "parse_date",
    "parse_datetime",
    "parse_enum",
    "parse_month",
    "parse_number",
    "parse_text",
]

YES = frozenset(
    ["是", "有", "对", "已", "真", "√", "✓", "✔", "☑", "1", "y", "yes", "t", "true", "是的", "已完成", "已达成", "达成"]
)
NO = frozenset(
    [
        "否",
        "无",
        "没",
        "没有",
        "未",
        "不",
        "不是",
        "假",
        "×",
        "✗",
        "✘",
        "☐",
        "0",
        "n",
        "no",
        "f",
        "false",
        "未完成",
        "未达成",
        "x",
    ]
)
_SCIENTIFIC = re.compile(r"(?P<whole>\d)(?:\.(?P<part>\d+))?[eE]\+(?P<exponent>\d{2,3})")
_FLOATED = re.compile(r"(\d{6,})\.0+")
_CODE = re.compile(r"[\d\s]+")


def parse(text: str | None, field: Field, unit_in_heading: str | None = None) -> Parsed:
    """The cell by the field's type. Area and GeoJSON cells stay text: they are resolved elsewhere."""
    if field.type == "number":
        return parse_number(text, unit_in_heading, field.unit)
    if field.type == "integer":
        return _whole(parse_number(text, unit_in_heading, field.unit))
    if field.type == "date":
        return parse_date(text, field.month_reads_as)
    if field.type == "datetime":
        return parse_datetime(text)
    if field.type == "month":
        return parse_month(text)
    if field.type == "boolean":
        return parse_boolean(text)
    if field.type == "enum":
        return parse_enum(text, field)
    return parse_text(text) if field.type in ("json", "geojson") else parse_code(text)


def _whole(parsed: Parsed) -> Parsed:
    if isinstance(parsed.value, float):
        return Parsed(problem=label("cell.not_whole"))
    return parsed


def parse_text(text: str | None) -> Parsed:
    """The text itself; strokes are blank, a formula that failed is refused."""
    if text is None or is_blank(text):
        return Parsed()
    text = text.strip()
    if is_formula_error(text):
        return Parsed(problem=label("cell.formula_error"))
    return Parsed(text)


_BETWEEN = re.compile(r"[;；、，,/\s]+")
_PLAIN_NUMBER = re.compile(r"\d+(\.\d+)?")


def parse_list(text: str | None) -> Parsed:
    """Numbers as a clerk writes them one after another (10;10;12) as a JSON list; JSON itself stays as it is."""
    parsed = parse_text(text)
    if not isinstance(parsed.value, str):
        return parsed
    parts = _BETWEEN.split(parsed.value.translate(_WIDE))
    if len(parts) > 1 and all(map(_PLAIN_NUMBER.fullmatch, parts)):
        return Parsed(f"[{','.join(str(float(one)).removesuffix('.0') for one in parts)}]")
    return parsed


# Full-width letters, digits and dashes only: the brackets of 西街道（演示） are part of a name.
_WIDE = {
    0xFEE0 + number: number
    for first, last in ("09", "AZ", "az", "--")
    for number in range(ord(first), ord(last) + 1)
}


def parse_code(text: str | None) -> Parsed:
    """Text that may be a code or a number of a case: spreadsheets must not have eaten its digits.

    3.70102001002003E+14 is read back as 370102001002003 because all fifteen digits are there; of 3.70102E+14
    nine are lost, and it is refused with the cure. 370102001002.0 loses its .0, and Ｓ１０１ is S101.
    """
    parsed = parse_text(text.translate(_WIDE) if text else text)
    if parsed.value is None:
        return parsed
    code = half_width(parsed.value) if not parsed.value.isascii() else parsed.value
    if floated := _FLOATED.fullmatch(code):
        return Parsed(floated[1])
    if _CODE.fullmatch(code):
        return Parsed("".join(code.split()))
    scientific = _SCIENTIFIC.fullmatch(code)
    if scientific is None:
        return parsed
    digits = scientific["whole"] + (scientific["part"] or "")
    zeros = int(scientific["exponent"]) - len(digits) + 1
    if zeros > 0:
        return Parsed(problem=label("cell.digits_lost", text=code))
    return Parsed(digits) if zeros == 0 else parsed


def parse_boolean(text: str | None) -> Parsed:
    """True or False. 无 says no; a blank or a stroke says nothing."""
    if text is None or is_blank(text):
        return Parsed()
    word = plain(text)
    if word in YES or word in NO:
        return Parsed(word in YES)
    return Parsed(problem=label("cell.formula_error" if is_formula_error(text.strip()) else "cell.not_yes_or_no"))


def parse_enum(text: str | None, field: Field) -> Parsed:
    """The stored value of the word, by value, Chinese, English or synonym.

    An unknown word is a problem that lists the words allowed, or stays with a warning when the field is
    extensible.
    """
    if text is None or is_blank(text):
        return Parsed()
    words, shown = _index(field), text.strip()
    if is_formula_error(shown):
        return Parsed(problem=label("cell.formula_error"))
    for spelling in (plain(text), re.sub(r"\(.*?\)|\[.*?\]", "", plain(text)), plain(text).rstrip("。.;,、")):
        if spelling in words:
            return Parsed(words[spelling])
    if shown in NOTHING:
        return Parsed()
    if field.extensible:
        return Parsed(shown, warning=label("cell.new_word", text=shown))
    return Parsed(problem=label("cell.not_in_list", text=shown, allowed="、".join(one.zh for one in field.enum)))


@lru_cache(maxsize=512)
def _index(field: Field) -> dict[str, str]:
    """Spelling -> stored value. Stored values win over titles, titles over synonyms."""
    index: dict[str, str] = {}
    for spellings in (
        [(one.value, one.value) for one in field.enum],
        [(one.zh, one.value) for one in field.enum],
        [(one.en, one.value) for one in field.enum],
        [(synonym, one.value) for one in field.enum for synonym in one.synonyms],
    ):
        for spelling, value in spellings:
            index.setdefault(plain(spelling), value)
    return index
