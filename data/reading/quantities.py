"""Numbers with all that people write round them: 600余人, 近38, 31万余元, 约2350平方米, 超过95%, 几张."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from data.language import Label, label
from data.reading.numerals import Figure, figure_at_start
from data.reading.shapes import Parsed
from data.reading.units import MEASURES, SCALES, Unit, dimension, factor, is_unit, unit_of
from data.reading.words import NOTHING, half_width, is_blank, is_formula_error, simplified

LOWER, HIGHER, ABOUT = 1, 2, 3
BEFORE = {
    **dict.fromkeys(
        (
            "近",
            "将近",
            "接近",
            "不到",
            "不足",
            "不超过",
            "不多于",
            "不高于",
            "至多",
            "最多",
            "低于",
            "少于",
            "小于",
            "未达",
            "几乎",
            "<",
            "<=",
            "≤",
            "≦",
        ),
        LOWER,
    ),
    **dict.fromkeys(
        (
            "超过",
            "超",
            "逾",
            "超出",
            "上",
            "至少",
            "最少",
            "起码",
            "不少于",
            "不低于",
            "不下",
            "不下于",
            "大于",
            "多于",
            "高于",
            "突破",
            "达到并超过",
            ">",
            ">=",
            "≥",
            "≧",
        ),
        HIGHER,
    ),
    **dict.fromkeys(("约", "大约", "大概", "约为", "大约为", "约合", "约计", "估计", "预计", "≈", "~", "~~"), ABOUT),
    **dict.fromkeys(("共", "共计", "合计", "总计", "累计", "达", "达到", "已", "为", ":"), 0),
}
AFTER = {
    **dict.fromkeys(("余", "有余", "多", "几", "以上", "及以上", "之上", "+", "不止", "出头", "开外"), HIGHER),
    **dict.fromkeys(("以下", "及以下", "以内", "之内", "不到"), LOWER),
    **dict.fromkeys(("左右", "上下", "许", "来", "前后"), ABOUT),
}
_BEFORE = re.compile("|".join(sorted(map(re.escape, BEFORE), key=len, reverse=True)))
_AFTER = re.compile("|".join(sorted(map(re.escape, AFTER), key=len, reverse=True)))
_MEASURE = re.compile(rf"(?P<scale>[千万亿]*)(?P<base>{'|'.join(map(re.escape, MEASURES))})", re.IGNORECASE)
# Words that name no number. 十几 does: at least ten. 数十 and 几十 do not.
_VAGUE = re.compile(
    r"^[^\d一二两三四五六七八九十百千万]{0,4}?(好几|几|若干|数[十百千万]|许多|很多|不少(?!于)|大量|少量|少许|部分|一些|"
    r"多[个名次处户]|成千上万|无数|各[个类种])|^(一些|一批|一部分)|^[一二两三四五六七八九]{2}(?=[十百千万亿]|[个名次处户人栋])"
)
_RANGE = re.compile(r"\d\s*(?:-|~|—|——|至|到)\s*\d")
_POINT_AT_THE_END = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)\.")  # spreadsheets keep the 12. that was typed
_REMARK = re.compile(r"\(([^()]*)\)$")
LARGEST = Decimal(10) ** 15
LONGEST = 200


@lru_cache(maxsize=65_536)
def parse_number(text: str | None, unit_in_heading: str | None = None, target_unit: str | None = None) -> Parsed:
    """The number a cell means, in `target_unit` (else the heading's unit, else the cell's own). Never raises.

    The cell's own unit wins over the heading's. Money, lengths, areas, durations and shares are converted;
    a number in another unit of count (套 for 栋) keeps its value and carries a warning, with `unit` saying
    what was given. Vague words (几张) give no value and a warning, never 0.
    """
    if text is None or is_blank(text) or text.strip() in NOTHING:
        return Parsed()
    if is_formula_error(text.strip()):
        return Parsed(problem=label("cell.formula_error"))
    words = _spelled(text)
    if is_blank(words):
        return Parsed()
    if _VAGUE.match(words):
        return Parsed(warning=label("cell.vague", text=text.strip()))
    if len(words) > LONGEST:
        return Parsed(problem=label("cell.not_a_number"))
    return _quantity(words, unit_of(unit_in_heading), unit_of(target_unit))


def _spelled(text: str) -> str:
    """Half-width, simplified, without the spaces that separate nothing."""
    text = half_width(text).strip().removeprefix("¥").lstrip()  # ￥ too
    text = re.sub(r"(?<=\d) (?=\d{3}(?:\D|$))", "", text) if re.match(r"^\D*\d{1,3}( \d{3})+(?!\d| \d)", text) else text
    text = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", text)
    text = text.removesuffix(".") if _POINT_AT_THE_END.fullmatch(text) else text
    return text if text.isascii() else simplified(text)


def _quantity(words: str, heading: Unit | None, target: Unit | None) -> Parsed:
    rest, bound = _stripped_before(words)
    figure = figure_at_start(rest)
    if figure is None:
        return Parsed(problem=_why_no_number(words))
    tail, remark = _without_remark(rest[figure.end :])
    own, after, noun = _tail(tail, figure)
    bound |= after | (HIGHER if figure.more else 0) | (ABOUT if figure.about else 0)
    if noun is None or (rest[0] in "百千万亿" and not bound and not figure.percent):
        return Parsed(problem=_why_no_number(words))
    if figure.value < 0:
        bound = {LOWER: HIGHER, HIGHER: LOWER}.get(bound, bound)
    parsed = _converted(figure, own, heading, target, bound)
    ignored = noun or remark
    if ignored and parsed.problem is None and parsed.warning is None:
        warning = label("cell.words_ignored", words=ignored, value=_shown(parsed.value))
        return Parsed(parsed.value, parsed.bound, parsed.unit, warning)
    return parsed


def _stripped_before(words: str) -> tuple[str, int]:
    bound = 0
    while match := _BEFORE.match(words):
        bound |= BEFORE[match.group()]
        words = words[match.end() :]
    return words, bound


def _without_remark(tail: str) -> tuple[str, str]:
    """600(其中新增20) -> the remark is no part of the number; 12(户) -> the bracket holds the unit."""
    match = _REMARK.search(tail)
    if match is None:
        return tail, ""
    if match.start() == 0 and is_unit(match[1]):
        return match[1], ""
    return tail[: match.start()], match[1]


def _tail(tail: str, figure: Figure) -> tuple[Unit | None, int, str | None]:
    """(own unit, bound, noun); the noun is None when what follows the figure makes no sense."""
    tail, bound = _stripped_after(tail)
    if figure.percent:
        own: Unit | None = Unit("%")
    else:
        match = _MEASURE.match(tail)
        own = Unit(match["base"].lower(), _product(match["scale"])) if match else None
        tail = tail[match.end() :] if match else tail
    tail, more = _stripped_after(tail)
    tail = tail.rstrip("。;,.")
    if re.search(r"\d", tail) or (own is None and tail) or len(tail) > 12:
        return own, bound | more, None
    return own, bound | more, tail


def _stripped_after(tail: str) -> tuple[str, int]:
    if tail == "上":
        return "", HIGHER
    bound = 0
    while match := _AFTER.match(tail):
        bound |= AFTER[match.group()]
        tail = tail[match.end() :]
    return tail, bound


def _product(scales: str) -> int:
    product = 1
    for one in scales:
        product *= SCALES[one]
    return product


def _converted(figure: Figure, own: Unit | None, heading: Unit | None, target: Unit | None, bound: int) -> Parsed:
    value = figure.value
    if own is None and figure.fraction and _is_share(target or heading):
        own = Unit("比例")
    given = _given(figure, own, heading or target)
    wanted = target or heading
    if figure.fraction and own is None and wanted is not None:
        return Parsed(problem=label("cell.not_a_number"))
    if wanted is None:
        wanted = _as_written(figure, own)
        if wanted is None:
            return _bounded(value * figure.scale, bound, None)
    if given is None:
        return _bounded(value, bound, _name(wanted))
    rate = factor(given, wanted)
    if rate is not None:
        parsed = _bounded(value * rate, bound, _name(wanted))
        return _perhaps_a_share(parsed, own, heading, wanted, figure)
    if given.dimension or wanted.dimension:
        return Parsed(problem=label("cell.wrong_unit", given=_name(given), wanted=_name(wanted)))
    parsed = _bounded(value * given.scale, bound, given.base)
    if parsed.problem:
        return parsed
    warning = label("cell.foreign_unit", given=given.base, wanted=_name(wanted))
    return Parsed(parsed.value, parsed.bound, parsed.unit, warning)


def _given(figure: Figure, own: Unit | None, silent: Unit | None) -> Unit | None:
    """The unit of the figure: its own, else the one that goes without saying.

    31万 under 万元 or 元 is 310,000 yuan: a 万 that is said is not said twice.
    """
    if own is not None:
        return Unit(own.base, own.scale * figure.scale)
    if figure.scale > 1:
        base = silent.base if silent else None
        return Unit("元" if dimension(base) == "money" else base, figure.scale)
    return silent


def _as_written(figure: Figure, own: Unit | None) -> Unit | None:
    """Without any unit asked for, 31万元 stays 31 万元 and 1.2万户 becomes 12,000 户."""
    if own is None:
        return None
    return Unit(own.base, own.scale * figure.scale) if own.dimension == "money" else Unit(own.base)


def _is_share(unit: Unit | None) -> bool:
    return unit is not None and unit.dimension == "share"


def _perhaps_a_share(parsed: Parsed, own: Unit | None, heading: Unit | None, wanted: Unit, figure: Figure) -> Parsed:
    """0.975 under % is taken as it stands, but was hardly meant so."""
    unsaid = own is None and (heading is None or heading.base == "%")
    if wanted.base != "%" or not unsaid or parsed.value is None or not 0 < abs(parsed.value) < 1:
        return parsed
    written, meant = _shown(parsed.value), _shown(_number(figure.value * 100))
    return Parsed(parsed.value, parsed.bound, parsed.unit, label("cell.share", written=written, meant=meant))


def _bounded(value: Decimal, bound: int, unit: str | None) -> Parsed:
    if abs(value) >= LARGEST:
        return Parsed(problem=label("cell.too_large"))
    return Parsed(_number(value), bound, unit)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _shown(value: int | float | None) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.6g}"


def _name(unit: Unit) -> str:
    names = {10: "十", 100: "百", 1_000: "千", 10_000: "万", 10**8: "亿", 10**7: "千万", 10**6: "百万", 10**12: "万亿"}
    return (names.get(unit.scale, "") if unit.scale > 1 else "") + (unit.base or "")


def _why_no_number(words: str) -> Label:
    if _RANGE.search(words) and not re.search(r"\d-\d+-\d", words):
        return label("cell.range")
    if re.search(r"\d[-/.年]\d{1,2}[-/.月]\d", words):
        return label("cell.date_for_number")
    return label("cell.not_a_number")
