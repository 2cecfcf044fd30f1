"""Which rows under the heading are data, and which are totals, notes, section titles or the heading again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from data.contracts import Field
from data.reading.numerals import figure_at_start
from data.reading.shapes import Skipped, SkippedKind
from data.reading.values import parse_enum
from data.reading.words import is_blank, plain

_SUM = "(?:合计|总计|小计|共计|总合计|累计合计|合计数|总计数)"
_WHOLE = "(?:全|本|各|总|该|以上)?(?:街道|区|社区|市|县|镇|乡|村|年|月|页|表|辖区|网格|全部)?"
_END = r"(?:\([^()]*\))?[:、]?$"
_TOTAL = re.compile(rf"^{_WHOLE}{_SUM}{_END}")
_NAMED_TOTAL = re.compile(rf"^[^\d,;。]{{1,14}}{_SUM}{_END}")
# Words that sum up as well, but may also be said of one thing: 累计 is a period, too.
_NO_SUM = "(?:累计数?|累积|平均|平均值|平均数|均值)"
_SUMMARY = re.compile(
    rf"^(?:{_WHOLE}(?:汇总|汇总数|总数|总量|总和|总数量|{_NO_SUM})|(?:全|本|整个)(?:街道|区|市|县|镇|乡|辖区|域)"
    rf"|(?:grand|sub)?-?totals?|sum|average|mean){_END}"
)
_NAMED_SUMMARY = re.compile(rf"^[^\d,;。]{{1,14}}(?:汇总|汇总数|总数|总量|{_NO_SUM}|totals?){_END}")
_IS_NO_SUM = re.compile(rf"(?:{_NO_SUM}|average|mean){_END}")
_PERHAPS_SUMMARY = (
    "^.{0,20}([汇匯][ 　]*[总總]|[总總][ 　]*[数數量和]|平[ 　]*均|均[ 　]*值|累[ 　]*[积積]|(?i:total|average))"
    ".{0,12}$"
    "|^(?i:sum|mean)$|^[全本整][ 　]*[^ 　]{1,4}$"
)
# Without one of these a text is no summary, or no note. Those of Latin letters may be written large or small.
_SIGNS_OF_A_SUMMARY = (*"汇匯总總平均累全本整", "total", "average", "sum", "mean")
_SIGNS_OF_A_NOTE = (*"注备说填制审负※*签附例", "数据", "资料", "单位", "联系", "经办")
_NEARLY_EMPTY = 2  # with so few cells a row is rather a note than data
_LABEL_COLUMNS = 3  # the label of a summary stands at the left
_NOTE = re.compile(
    r"^(?:\(?(?:注|备注|说明|附注|附|填表说明|填报说明|编制说明|指标说明|数据说明|统计口径|资料来源|数据来源|联系人|联系电话|"
    r"填报人|填表人|制表人|制表|经办人|审核人|审核|复核人|负责人|单位负责人|分管领导|主要领导|主管领导|领导签字|签字|签名|"
    r"填报单位|报送单位|制表单位|填报日期|填表日期|制表日期|报送日期|填报时间|打印日期|打印时间|导出时间|盖章|公章)"
    r"(?:\([^()]*\))?(?:\d{0,2}[::.、]|$)|[※*▲]|注\d?[::.、]|注意)"
)
_PAGE = re.compile(
    r"^-*第\d{1,4}页(?:[,/、]?共\d{1,4}页)?-*$|^共\d{1,4}页(?:[,/、]?第\d{1,4}页)?$|^-\d{1,4}-$|^\(?续(?:表|上表|下表)\)?$"
)
_EXAMPLE = re.compile(r"^\(?(?:示例|样例|填写示例|填报示例|例)(?:行|数据)?\)?[:、]")
_SECTION = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十\d]+(?:部分|批|类|章|季度))"
)
_PART_HEADING = re.compile("社区|网格|小区|街道|村|区域|地区|单位|类别|类型|分类")
_FEWEST_IN_A_ROW = 4
_SENTENCE = re.compile(r"[:。;,!?!]|以上|截至|上述")


# "line" is a lone line whose place decides, "summary" a total that is no sum (平均, 累计).
_Kind = SkippedKind | Literal["line", "summary"]


@dataclass(frozen=True)
class Layout:
    """Where things stand on the sheet."""

    heading_cells: dict[str, tuple[str, ...]]  # column -> its heading, line by line
    fields: dict[str, Field]  # column -> field
    titles: frozenset[str]  # the title lines above the heading, as plain text
    keys: frozenset[str] = frozenset()  # names of the fields that tell a row from the others


def skipped_rows(table: pa.Table, layout: Layout) -> list[Skipped]:
    """The rows of `table` (all below the heading) that are no data, in row order.

    Only rows that arouse suspicion are looked at one by one, so that a million plain rows cost little.
    """
    found: dict[int, _Kind] = {}
    for number, cells in _suspects(table, layout):
        if kind := _kind(cells, layout):
            found[number] = kind
    last = _last_data_row(table, set(found))
    return [Skipped(number, _settled(kind, number > last), adds_up=kind != "summary") for number, kind in found.items()]


def _settled(kind: _Kind, below_the_data: bool) -> SkippedKind:
    if kind == "line":
        return "note" if below_the_data else "title"
    return "total" if kind == "summary" else kind


def _suspects(table: pa.Table, layout: Layout) -> Iterable[tuple[int, dict[str, str]]]:
    names = [name for name in table.column_names if name != "row_number"]
    masks = [mask for mask in _suspicions(table, names, layout) if mask is not None] if table.num_rows else []
    if masks:
        for row in table.filter(reduce(pc.or_, masks)).to_pylist():
            yield row["row_number"], {name: row[name] for name in names if row[name] is not None}


def _suspicions(table: pa.Table, names: list[str], layout: Layout) -> Iterable[pa.ChunkedArray | None]:
    """Which rows arouse one suspicion each; None: it is true of none."""
    first = table[names[0]]
    if first.null_count and len(names) > 1:
        first = pc.coalesce(*(table[name] for name in names))
    yield _holding(first, _SIGNS_OF_A_NOTE)
    if sum(table[name].null_count == 0 for name in names) <= _NEARLY_EMPTY:
        filled = reduce(pc.add, (pc.cast(pc.is_valid(table[name]), pa.int16()) for name in names))
        yield pc.less_equal(filled, _NEARLY_EMPTY)
    for name in names:
        if name not in layout.fields or layout.fields[name].type not in ("number", "integer"):
            yield _holding(table[name], ("计",))
        if name in names[:_LABEL_COLUMNS] or _names_a_place(name, layout):
            yield _perhaps_summary(table[name])
        for line in layout.heading_cells.get(name, ()):
            if _may_hold(table[name], line):
                yield pc.fill_null(pc.equal(table[name], line), False)


def _may_hold(texts: pa.ChunkedArray, *signs: str) -> bool:
    """Whether one of the signs stands anywhere in the column: asked of its bytes, many times faster than of each text.
    """
    small = [one.encode().lower() for one in signs]  # of bytes: Latin letters alone have another case
    latin = [one for one in small if one.isascii()]
    letters = (chunk.buffers()[2] for chunk in texts.chunks)
    for every in (one.to_pybytes() for one in letters if one):
        sought = latin if every.isascii() else small
        if any(one.upper() != one for one in sought):
            every = every.lower()
        if any(one in every for one in sought):
            return True
    return False


def _holding(texts: pa.ChunkedArray, signs: Sequence[str]) -> pa.ChunkedArray | None:
    """Which texts hold one of the signs; None where none does."""
    if not _may_hold(texts, *signs):
        return None
    return pc.fill_null(pc.match_substring_regex(texts, "(?i:" + "|".join(map(re.escape, signs)) + ")"), False)


def _perhaps_summary(texts: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """Which texts look like a summary; only those with a sign of one are held against the whole pattern."""
    suspects = _holding(texts, _SIGNS_OF_A_SUMMARY)
    if suspects is None:
        return None
    found = pc.unique(texts.filter(suspects))
    found = found.filter(pc.match_substring_regex(found, _PERHAPS_SUMMARY))
    return pc.and_(suspects, pc.is_in(texts, found)) if len(found) else None


def _kind(cells: dict[str, str], layout: Layout) -> _Kind | None:
    """What the row is, None for data."""
    if _repeats_heading(cells, layout):
        return "header_repeat"
    if words := _total_words(cells, layout):
        return "summary" if _IS_NO_SUM.search(words) else "total"
    first = plain(next(iter(cells.values())))
    if first in layout.titles:
        return "title"
    sparse = len(cells) <= max(2, len(layout.fields) // 2)
    if (sparse and _NOTE.match(first)) or _EXAMPLE.match(first) or (len(cells) == 1 and _PAGE.match(first)):
        return "note"
    return _lone_line(cells, layout) if len(cells) == 1 else None


def _repeats_heading(cells: dict[str, str], layout: Layout) -> bool:
    same = sum(text in layout.heading_cells.get(name, ()) for name, text in cells.items())
    return same >= 2 and same * 10 >= len(cells) * 6


def _total_words(cells: dict[str, str], layout: Layout) -> str | None:
    """合计 as the row's first words, or where an area or a category should stand; never within other text."""
    column, words = _first_words(cells)
    if column is None or _is_subject(column, cells, layout):
        return None
    if (_TOTAL.match(words) or _SUMMARY.match(words)) and not _is_known_word(column, cells, layout):
        return words
    for name, text in cells.items():
        if _names_a_part(name, layout) and _TOTAL.match(plain(text)):
            return plain(text)
        if _names_a_place(name, layout) and _SUMMARY.match(plain(text)):
            return plain(text)
    only_figures = all(is_blank(text) or figure_at_start(plain(text)) for name, text in cells.items() if name != column)
    if _NAMED_TOTAL.match(words) and (only_figures or _names_a_part(column, layout)):
        return words
    return words if _NAMED_SUMMARY.match(words) and (only_figures or _names_a_place(column, layout)) else None


def _is_subject(column: str, cells: dict[str, str], layout: Layout) -> bool:
    """Whether the words are what a row of a ledger is about: a request may be titled 合计."""
    field = layout.fields.get(column)
    if field is None or field.type != "string" or field.name in layout.keys:
        return False
    others = [name for name, one in layout.fields.items() if name != column and one.required and not one.is_number]
    filled = sum(not is_blank(cells.get(name)) for name in others)
    return filled >= 2 and filled * 2 >= len(others)


def _is_known_word(column: str, cells: dict[str, str], layout: Layout) -> bool:
    """累计 in the column 口径 is its value."""
    field = layout.fields.get(column)
    return (
        field is not None
        and field.type == "enum"
        and parse_enum(cells[column], replace(field, extensible=False)).value is not None
    )


def _first_words(cells: dict[str, str]) -> tuple[str | None, str]:
    """The first cell that is no mere number: a total may carry a row number of its own."""
    for name, text in cells.items():
        words = plain(text)
        if not words.replace(".", "").isdigit():
            return name, words
    return None, ""


def _names_a_part(column: str, layout: Layout) -> bool:
    """A column of areas or categories, by its field or, where none answers to it, by its heading."""
    field = layout.fields.get(column)
    if field is None:
        return any(map(_PART_HEADING.search, layout.heading_cells.get(column, ())))
    return field.type in ("area", "enum")


def _names_a_place(column: str, layout: Layout) -> bool:
    field = layout.fields.get(column)
    return field.type == "area" if field else _names_a_part(column, layout)


def _lone_line(cells: dict[str, str], layout: Layout) -> Literal["title", "line"] | None:
    """A row with one cell: a section title, a sentence below the table, or a poor row of data."""
    name, text = next(iter(cells.items()))
    words = plain(text)
    field = layout.fields.get(name)
    if _SECTION.match(words):
        return "title"
    if len(layout.fields) < 3 or words.replace(".", "").isdigit() or _is_a_whole_row(text, layout):
        return None
    if field is None or len(words) > 16 or _SENTENCE.search(words):
        return "line"
    return None


def _is_a_whole_row(text: str, layout: Layout) -> bool:
    """A row whose separator is not that of the file: it is to be refused, not left out as a line of text.

    Sentences are typed with plain commas too, so of these there must be as many as the table has columns, and
    lines of text with spaces: of such words there must be nearly as many, figures among them.
    """
    parts, columns = 1 + max(map(text.count, ";|\t")), max(len(layout.fields), _FEWEST_IN_A_ROW)
    by_spaces = len(text.split()) * 4 >= columns * 3 and any(letter.isdigit() for letter in text)
    return parts >= _FEWEST_IN_A_ROW or by_spaces or 1 + text.count(",") >= columns


def _last_data_row(table: pa.Table, left_out: set[int]) -> int:
    numbers = table["row_number"]
    for i in range(table.num_rows - 1, -1, -1):
        if (number := numbers[i].as_py()) not in left_out:
            return number
    return 0
