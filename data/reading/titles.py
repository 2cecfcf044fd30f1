"""What the lines above the heading state: the month, who reports, and the unit of the money below."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from data.reading.dates import parse_month
from data.reading.units import is_unit, unit_of
from data.reading.words import half_width, simplified

_FILLED_IN = re.compile(
    r"(?:填报|填表|制表|报送|上报|打印|统计|导出|生成)(?:日期|时间)\s*:?\s*[\d〇零一二三四五六七八九十年月日号./ -]*"
)
_MONTH = re.compile(
    r"([12]\d{3}|二[〇零]\w{2})\s*年\s*(\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月(?!\s*\d{1,2}\s*日|\s*[-~—至])(?:份)?"
)
_SPAN = re.compile(r"\d{1,2}\s*月?\s*(?:-|~|—|至|到)\s*\d{1,2}\s*月")
_REPORTER = re.compile(
    r"(?:填报|报送|上报|填表|呈报|编报)?(?:单位|社区|街道|村居)(?:名称)?\s*(?:\([^)]*\))?\s*:\s*"
    r"(?P<name>[^\s:,;]+?)(?=\s|$|,|;|填|报送|上报|制表|日期|时间|单位|联系|负责|审核|\(盖章|\(公章)"
)
_UNIT = re.compile(r"单位\s*:\s*([^\s)]+)")


@dataclass(frozen=True)
class Stated:
    """What the title lines say; None and empty where they say nothing."""

    month: datetime.date | None = None
    unit_name: str | None = None
    units: tuple[str, ...] = ()


def stated(lines: list[str]) -> Stated:
    """Read the title lines, each the text of one row."""
    text = "\n".join(simplified(half_width(line)) for line in lines)
    return Stated(_month(text), _reporter(text), _units(text))


def _month(text: str) -> datetime.date | None:
    """The one month in the title. 填报日期 is no month of the figures, and 1-10月 is no single month."""
    text = _FILLED_IN.sub(" ", text)
    if _SPAN.search(text):
        return None
    months = {parse_month("".join(found.group().split())).value for found in _MONTH.finditer(text)} - {None}
    return months.pop() if len(months) == 1 else None


def _reporter(text: str) -> str | None:
    for found in _REPORTER.finditer(text):
        if not all(is_unit(one) for one in re.split(r"[、/]", found["name"])):
            return found["name"]
    return None


def _units(text: str) -> tuple[str, ...]:
    found = [one for match in _UNIT.finditer(text) for one in re.split(r"[、,;/]", match[1])]
    return tuple(one for one in found if is_unit(one) and (unit := unit_of(one)) and unit.dimension)
