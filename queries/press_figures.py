"""Every figure in a running text, with its qualifier, its unit, and the words around it.

Dates, ordinals, numbering and telephone numbers are no figures, nor are the numerals in names such as “三会五步”.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from data.metrics import SAME_UNIT, metrics
from data.reading.numerals import figure_at_start
from data.reading.quantities import AFTER, BEFORE, parse_number
from data.reading.shapes import Parsed
from data.reading.units import COUNTED, DIMENSIONS
from data.reading.words import PINYIN, simplified
from queries.catalogue import catalogue

_WIDE = {0xFEE0 + one: one for one in range(ord("0"), ord("9") + 1)} | str.maketrans(
    {"，": "，", "．": ".", "％": "%", "﹪": "%", "／": "/"})
_NUMERAL = "零〇一二两三四五六七八九十百千万亿"
# What is no figure although digits stand in it.
_NONE = re.compile(
    rf"""
    (?:19|20)\d\d年度?(?:\d{{1,2}}月(?:\d{{1,2}}日|份|底|末|初)?)?
    | (?:19|20)\d\d[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?
    | \d{{1,2}}[—–\-~至到]\d{{1,2}}月份?
    | \d{{1,2}}月\d{{1,2}}(?:[—–\-~至到]\d{{1,2}})?[日号](?:[—–\-~至到]\d{{1,2}}日)?
    | \d{{1,2}}月(?!\d)(?:份|底|末|初)?
    | \d{{1,2}}[日号](?=[，。、起前后至到上下晚凌]|$)
    | \d{{1,2}}[:：]\d\d
    | [前后近未来剩余下]{{1,2}}[{_NUMERAL}\d]+个月(?:份|里|内)?
    | [{_NUMERAL}]{{1,3}}月(?:[{_NUMERAL}]{{1,3}}日|份|底|末|初)?
    | 第[{_NUMERAL}\d]+(?:[^，。；、]?)
    | [\d{_NUMERAL}]+(?:周)?岁(?:及)?(?:以上|以下)?
    | ^[ \t　]*(?:[{_NUMERAL}]+、|[（(][{_NUMERAL}\d]+[）)]|\d+(?:、|\.(?!\d)))
    | [{_NUMERAL}][是要](?=[^，。])
    | (?<!\d)1(?:10|19|20|2345|2315|2319|2333)(?=\s*(?:热线|平台|政务|电话|报警|急救|消防))
    | \d{{7,}}(?![\d.]*[万亿元件个人])
    | [（(]\s*\d[\d,]*\s*/\s*\d[\d,]*\s*[）)]
    | [“‘「『《][^”’」』》\d]{{1,20}}[”’」』》]
    """,
    re.VERBOSE | re.MULTILINE,
)
# Where these letters end another word they say nothing of the figure: 最近, 附近; 节约, 签约; 网上, 以上.
_NOT_BEHIND = {"近": "最附临邻将接", "约": "节签预违解公大制", "上": "网线以路早晚"}
_QUALIFIED = re.compile(
    "(?:" + "|".join(
        (f"(?<![{_NOT_BEHIND[one]}])" if one in _NOT_BEHIND else "") + re.escape(one)
        for one in sorted((word for word, bound in BEFORE.items() if bound), key=len, reverse=True)
    ) + r")\s*$")
_AFTER = re.compile("|".join(sorted((re.escape(one) for one in AFTER if one not in ("许", "来", "几", "+")),
                                    key=len, reverse=True)))
_START = re.compile(rf"百分之[{_NUMERAL}\d]|\d|[{_NUMERAL}]")
_RANGE = re.compile(r"\d[\d,.]*(?:%|[万亿])?\s*[-—–~至到]\s*\d")
_FRACTION = re.compile(r"\d/\d|(?<!百)分之")
_CLAUSE = "，,。；;！!？?：:\n"
_SENTENCE = "。；;！!？?\n"
_PARTED = re.compile("[、（）()]")
_LONGEST = 40
_KINDS = ("级", "位", "类", "层", "方", "大", "种")  # 三级, 三类: names of methods rather than counts


@dataclass(frozen=True)
class Printed:
    """One figure as it stands in the text.

    `start` and `end` are its place, `text` the figure as printed, `wording` the same as wording.fits reads it.
    `value` is in `unit` (万 and 亿 counted in, except in front of 元), `bound` its bit mask. `left` and `right` are
    the words up to the next figure or comma, `clause` those of the clause, `before` those of the sentence up to the
    figure, `above` those of the paragraph up to the sentence, which begins at `sentence`. `is_range`: 3—5个, which
    names no single number. `is_article`: 一个, 两级, which may be no count at all.
    `follows_figure`: it stands right behind another figure, whose noun comes first (8个社区95个网格).
    """

    start: int
    end: int
    text: str
    wording: str
    value: float
    unit: str
    bound: int
    decimals: int
    left: str
    right: str
    clause: str
    before: str
    above: str
    sentence: int
    is_range: bool
    is_article: bool
    follows_figure: bool


def plain(text: str) -> str:
    """The text as it is read: half-width digits, simplified characters, every character in its old place."""
    half = text.translate(_WIDE)
    simple = simplified(half)
    return simple if len(simple) == len(half) else half


def figures_in(text: str) -> list[Printed]:
    """The figures of the text in their order."""
    read = plain(text)
    found = _spans(read)
    return [_printed(text, read, found, at) for at in range(len(found))]


@dataclass(frozen=True)
class _Span:
    start: int  # of the qualifier, else of the number
    number: int
    end: int
    unit: str
    is_range: bool


def _spans(read: str) -> list[_Span]:
    taken = [match.span() for match in _NONE.finditer(read)]
    found: list[_Span] = []
    at = 0
    while (match := _START.search(read, at)) is not None:
        start = match.start()
        inside = next((end for first, end in taken if first <= start < end), None)
        if inside is not None:
            at = inside
            continue
        span = _span(read, start, found[-1].end if found else 0)
        if span is None:
            at = start + 1
            continue
        found.append(span)
        at = span.end
    return found


def _span(read: str, start: int, after: int) -> _Span | None:
    """The figure that begins here; None for a numeral that counts nothing (统一, 三社)."""
    written = read[start]
    if start and ((read[start - 1].isascii() and read[start - 1].isalnum()) or read[start - 1] in "每第前"):
        return None
    if (spread := _RANGE.match(read, start)) is not None and not read[start:spread.end()].count("%") > 1:
        second = figure_at_start(read[spread.end() - 1 : spread.end() + _LONGEST])
        end = spread.end() - 1 + (second.end if second else 1)
        unit = _unit_at(read, end)
        return _Span(start, start, end + len(unit), unit, True)
    figure = figure_at_start(read[start : start + _LONGEST])
    if figure is None:
        return None
    end = start + figure.end
    qualified = _QUALIFIED.search(read, max(after, start - 6), start)
    if qualified and qualified.group().strip() == "上" and written not in "百千万亿":
        qualified = None  # 网上, 以上: only 上千 is a number
    first = qualified.start() if qualified else start
    more = _AFTER.match(read, end)
    end = more.end() if more else end
    # 万余元: the scale may stand before 余, the unit after it.
    unit = "%" if figure.percent else _unit_at(read, end)
    end += 0 if figure.percent else len(unit)
    late = _AFTER.match(read, end)
    # 多个部门, 来访: what follows a unit belongs to the number only where it ends a phrase.
    if late and unit and late.group() not in ("多", "上下", "前后"):
        end = late.end()
    if written in _NUMERAL and not (unit or more or figure.percent or figure.fraction or qualified):
        return None
    return _Span(first, start, end, unit, False)


@cache
def _units() -> tuple[str, ...]:
    known = {unit for one in metrics().values() for unit in (one.unit, *one.other_units)}
    known |= {unit for group in SAME_UNIT for unit in group} | {one.unit.zh for one in catalogue().values()}
    known |= {unit for group in DIMENSIONS.values() for unit in group} | set(COUNTED)
    known |= {"个百分点", "百分点", "%", "人次", "家次", "场次", "个月", "倍", "分", "年", "层", "成"}
    return tuple(sorted((one for one in known if (one and not one.isascii()) or one == "%"), key=len, reverse=True))


def _unit_at(read: str, at: int) -> str:
    """The unit that stands here, its 万 and 亿 included; nothing where there is none."""
    scale = re.compile("[十百千万亿]*").match(read, at)
    skip = len(scale.group()) if scale else 0
    space = 1 if read[at + skip : at + skip + 1] == " " else 0
    for unit in _units():
        if read.startswith(unit, at + skip + space):
            return read[at : at + skip + space + len(unit)]
    return ""


def _printed(text: str, read: str, spans: list[_Span], at: int) -> Printed:
    span = spans[at]
    said = read[span.start : span.end]
    unit = span.unit.strip()
    wording = said.replace(" ", "")
    parsed = parse_number(wording) if not span.is_range else Parsed()
    if parsed.problem is not None and unit:
        wording = said.replace(span.unit, "").replace(" ", "")  # a unit that no table knows
        parsed = parse_number(wording)
    named = isinstance(parsed.value, int | float)
    digits = re.search(r"\.(\d+)", said)
    clause_start = _last(read, _CLAUSE, span.start)
    clause_end = _first(read, _CLAUSE, span.end)
    sentence_start = _last(read, _SENTENCE, span.start)
    left_start = max([clause_start, *(one.end for one in spans[:at])])
    right_end = min([clause_end, *(one.start for one in spans[at + 1 :])])
    paragraph_start = read.rfind("\n", 0, sentence_start) + 1
    left, right = _words(read[left_start : span.start]), _words(read[span.end : right_end])
    return Printed(
        span.start, span.end, text[span.start : span.end],
        wording, float(parsed.value) if isinstance(parsed.value, int | float) else 0.0,
        _own_unit(unit, parsed.unit) or ("比例" if _FRACTION.search(said) else ""),
        parsed.bound,
        len(digits[1]) if digits else 0,
        left.rpartition("、")[2], right.partition("、")[0], _words(read[clause_start:clause_end]),
        _words(read[sentence_start : span.start]), _words(read[paragraph_start:sentence_start]), sentence_start,
        span.is_range or not named,
        span.number == span.start and span.end - span.number == 1 + len(unit)
        and (read[span.number] in "一两" or (read[span.number] in _NUMERAL and unit in _KINDS)),
        bool(at) and left_start == spans[at - 1].end and not _PARTED.search(left),
    )


def _words(text: str) -> str:
    """Without the pinyin that some pages print behind a character: 网(wǎng)格."""
    return PINYIN.sub("", text)


def _own_unit(written: str, parsed: str | None) -> str:
    """万元 stays 万元, for its number is told in it; 万户 is 户."""
    if parsed and parsed.endswith("元"):
        return parsed
    return written.lstrip("十百千万亿") or parsed or ""


def _last(read: str, marks: str, at: int) -> int:
    return max((place + 1 for mark in marks if (place := read.rfind(mark, 0, at)) >= 0), default=0)


def _first(read: str, marks: str, at: int) -> int:
    return min((place for mark in marks if (place := read.find(mark, at)) >= 0), default=len(read))
