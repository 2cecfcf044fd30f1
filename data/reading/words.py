"""One spelling for what clerks spell many ways: full-width, traditional, spaced, with pinyin in brackets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNITS_WITH_POWERS = str.maketrans({"㎡": "平方米", "㎥": "立方米", "㎢": "平方公里"})
_DASHES = str.maketrans({"−": "-", "﹣": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-"})
_POWER = re.compile("(?=[⁰¹²³⁴-⁹])")  # 10² is not 102
PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)")
BLANKS = frozenset(
    (
        "",
        "-",
        "--",
        "---",
        "/",
        "//",
        "\\",
        "—",
        "——",
        "―",
        "…",
        "……",
        "N/A",
        "NA",
        "n/a",
        "null",
        "NULL",
        "None",
        "nan",
        "NaN",
        "空",
    )
)
NOTHING = frozenset(("无", "暂无", "暂缺", "无数据", "暂无数据", "未统计", "未填", "未报", "不详", "待定", "待统计"))
FORMULA_ERRORS = ("#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")


def half_width(text: str) -> str:
    """Full-width letters, digits and brackets as plain ones; ㎡ and m² stay apart from m2 as 平方米."""
    text = text.replace("m²", "平方米").replace("M²", "平方米").translate(_UNITS_WITH_POWERS)
    return unicodedata.normalize("NFKC", _POWER.sub("^", text)).translate(_DASHES)


@lru_cache(maxsize=16_384)
def plain(text: str) -> str:
    """The text for comparing: half-width, simplified, lower case, without spaces, line breaks and pinyin."""
    text = "".join(half_width(text).split())
    if not text.isascii():
        text = PINYIN.sub("", simplified(text)).replace("其它", "其他")
    return text.casefold()


def simplified(text: str) -> str:
    """Traditional characters as simplified ones."""
    from zhconv import convert  # slow to import, so only where there is Chinese to convert

    return convert(text, "zh-hans")


def is_blank(text: str | None) -> bool:
    """True for an empty cell and for the strokes that stand for one."""
    return text is None or text.strip() in BLANKS


def is_formula_error(text: str) -> bool:
    """True for #DIV/0! and its like, for ####, and for a formula that stands there uncomputed."""
    if text.startswith("="):
        return True
    return text.startswith("#") and (text.upper() in FORMULA_ERRORS or set(text) == {"#"})
