"""The figures in a cell as people write them: 1,234 · 31万 · 一百二十 · 2/3 · 百分之九十 · 3.7E+05."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from data.reading.units import SCALES

_DIGIT = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_CHINESE = f"[{_DIGIT}十百千万亿拾佰仟点廿卅]"
MORE = "有余|余|多|几|来"
_PLAIN = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?(?![\d,.])|\.\d+(?![\d,.])"
_NUMBER = re.compile(
    rf"(?P<sign>[-+]|负)?(?:"
    rf"百分之(?P<percent>{_CHINESE}+|\d+(?:\.\d+)?)"
    rf"|(?P<under>{_CHINESE}+)分之(?P<over>{_CHINESE}+)"
    rf"|(?P<top>\d{{1,6}})/(?P<bottom>\d{{1,6}})(?![\d/])"
    rf"|(?P<plain>{_PLAIN})(?:(?P<more>{MORE})?(?P<scale>[十百千万亿]+(?!分))(?P<rest>\d+(?:[千百万]|(?!\d))?)?)?"
    rf"|(?P<chinese>{_CHINESE}+)(?:(?P<cmore>{MORE})(?P<cscale>[百千万亿]+))?"
    rf")"
)
_SPOKEN_RANGE = re.compile(rf"^[{_DIGIT}]{{2}}[十百千万亿]*$")


@dataclass(frozen=True)
class Figure:
    """`value` is the number without its scale; `scale` is the 万 in 31万; `more` when 余 or 多 stood inside."""

    value: Decimal
    scale: int
    more: bool
    about: bool
    percent: bool
    fraction: bool
    end: int


def figure_at_start(text: str) -> Figure | None:
    """The figure at the start of the text, None when there is none that is sure."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    value = _value(match)
    if value is None:
        return None
    scale, extra = _scale(match)
    if extra is None:
        return None
    value += extra
    if match["chinese"] is not None and scale == 1:
        scale = next((SCALES[one] for one in "亿万" if one in match["chinese"]), 1)
        value /= scale
    inside = match["more"] or match["cmore"]
    return Figure(
        value=-value if match["sign"] in ("-", "负") else value,
        scale=scale,
        more=inside in ("有余", "余", "多", "几"),
        about=inside == "来",
        percent=match["percent"] is not None,
        fraction=match["under"] is not None or match["top"] is not None,
        end=match.end(),
    )


def _value(match: re.Match[str]) -> Decimal | None:
    if match["plain"] is not None:
        return Decimal(match["plain"].replace(",", ""))
    if match["percent"] is not None:
        text = match["percent"]
        return Decimal(text) if text[0].isdigit() and text.isascii() else chinese_number(text)
    if match["chinese"] is not None:
        return chinese_number(match["chinese"])
    if match["top"] is not None:
        return _divided(Decimal(match["top"]), Decimal(match["bottom"]))
    return _divided(chinese_number(match["over"]), chinese_number(match["under"]))


def _divided(top: Decimal | None, bottom: Decimal | None) -> Decimal | None:
    return None if top is None or not bottom else top / bottom


def _scale(match: re.Match[str]) -> tuple[int, Decimal | None]:
    """(scale, what the digits after it add, in that scale): 3万5千 is 3 x 10,000 and 0.5 more.

    The second is None when that is not sure: 3万5 may be 35,000 or 30,005.
    """
    scale = _scale_of(match["scale"] or match["cscale"] or "")
    rest = match["rest"]
    if not rest:
        return scale, Decimal(0)
    digits = rest.rstrip("千百万")
    added = Decimal(digits) * _scale_of(rest[len(digits) :])
    sure = len(digits) == len(str(scale)) - 1 if digits == rest else added < scale
    return scale, added / scale if sure else None


def _scale_of(text: str) -> int:
    scale = 1
    for one in text:
        scale *= SCALES[one]
    return scale


def chinese_number(text: str) -> Decimal | None:
    """三十二 -> 32, 百 -> 100, 一万二 -> 12000; None for 两三 and 二三十, which name no single number."""
    if _SPOKEN_RANGE.match(text) and not set(text) & set("零〇"):
        return None
    if text[0] in "百千万亿佰仟":
        text = "一" + text
    from cn2an import cn2an  # slow to import and rarely needed

    try:
        return Decimal(str(cn2an(text, "normal")))
    except Exception:  # cn2an raises whatever comes to it on nonsense; nonsense is no number
        return None
