"""What the lines above the heading state: the month, who reports, and the unit of the money below."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.reading.dates import parse_month
from data.reading.units import is_unit
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
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?!\d)|(?<!\d)((?:19|20)\d\d)(?=(?:0[1-9]|1[0-2])(?!\d))|(二[〇零]\w{2})(?=年)"
)
_MONTH_ALONE = re.compile(r"(?<![\d月至~—-])(1[0-2]|0?[1-9])月份?(?!\d{1,2}日|[-~—至])")
_COMPACT_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-._/]?(0[1-9]|1[0-2])(?!\d|[-._/]\d|号)")
_SINCE_JANUARY = re.compile(r"(?:((?:19|20)\d\d)\s*年\s*)?(?<!\d)1\s*月?\s*[-~—–至到]\s*(\d{1,2})\s*月")
_PART_OF_YEAR = re.compile(r"(?:((?:19|20)\d\d)\s*年\s*)?(上半年|前三季度|(?<![前二三四])第?[一1]季度)")
_ENDS_IN = {"上半年": 6, "前三季度": 9}
_CUMULATIVE = re.compile("累计|今年以来|本年以来|年初以来|年初至今")
_NOTE = re.compile(r"\s*\(?(?:注|备注|说明|附注|填[报表]说明)\d*\)?[:、.\s]")
_IN_THE_MONTH = re.compile("当月|本月|当期|本期")
_UNIT = re.compile(r"单位\s*(?::|为|均为|是)\s*([^\s),。;]+)|\(([^\s()]{1,5})\)")


@dataclass(frozen=True)
class Stated:
    """What the title lines and the sheet's name say; None and empty where they say nothing.

    `month_of` is "sheet" or "file" when only that one's name tells the month; `year` is there when it is the only one.
    `so_far` is the last month of a year so far (1—9月), `is_cumulative` whether the figures are said to be cumulative,
    `is_both` whether 当月 and 累计 are both spoken of.
    """

    month: datetime.date | None = None
    unit_name: str | None = None
    units: tuple[str, ...] = ()
    year: int | None = None
    month_of: str | None = None
    so_far: datetime.date | None = None
    is_cumulative: bool = False
    is_both: bool = False


def stated(lines: list[str], sheet_name: str = "", file_name: str = "") -> Stated:
    """Read the title lines, each the text of one row, and the names of the sheet and the file."""
    text = "\n".join(simplified(half_width(line)) for line in lines)
    name = simplified(half_width(sheet_name))
    year = _year(f"{text}\n{name}") or _year(simplified(half_width(file_name)))
    month, other = _month(text), _month_of_name(name, year)
    of_file, month_of = None, None
    if month and other and month != other:  # a sheet copied from last month's: which one was forgotten?
        month = other = None
    elif not month and not other:
        of_file = _month_of_name(simplified(half_width(file_name)), year)
    if not month:
        month_of = "sheet" if other else "file" if of_file else None
    spoken = "\n".join(line for line in text.split("\n") if not _NOTE.match(line))
    told = f"{spoken}\n{name}\n{simplified(half_width(file_name))}"
    so_far = _since_january(told, year)
    cumulative, monthly = _CUMULATIVE.search(told) is not None, _IN_THE_MONTH.search(told) is not None
    both, cumulative = cumulative and monthly, cumulative and not monthly
    units = units_in(lines)
    return Stated(month or other or of_file, reporter(lines), units, year, month_of, so_far, cumulative, both)


def _since_january(text: str, year: int | None) -> datetime.date | None:
    """The last month of 2026年1—9月 or 上半年, where the text speaks of one such time."""
    spoken = {(int(one[1] or year or 0), int(one[2])) for one in _SINCE_JANUARY.finditer(text)}
    spoken |= {(int(one[1] or year or 0), _ENDS_IN.get(one[2], 3)) for one in _PART_OF_YEAR.finditer(text)}
    if len(spoken) != 1:
        return None
    told, month = spoken.pop()
    return datetime.date(told, month, 1) if told and 2 <= month <= 12 else None


def _year(text: str) -> int | None:
    """The one year that the text speaks of; the day on which it was filled in counts as little as in `_month`."""
    found = _YEAR.finditer(_FILLED_IN.sub(" ", text))
    spoken = {parse_month(f"{one[1] or one[2] or one[3]}年1月").value for one in found} - {None}
    return spoken.pop().year if len(spoken) == 1 else None


def _month_of_name(name: str, year: int | None) -> datetime.date | None:
    """2026年7月 or 202607, and 7月 where the year is known."""
    name = "".join(name.split())
    if month := _month(name):
        return month
    if _SPAN.search(name) or year is None:
        return None
    found = {int(one[2]) for one in _COMPACT_MONTH.finditer(name)} | {
        int(one[1]) for one in _MONTH_ALONE.finditer(name)
    }
    return datetime.date(year, found.pop(), 1) if len(found) == 1 else None


def _month(text: str) -> datetime.date | None:
    """The one month in the title. 填报日期 is no month of the figures, and 1-10月 is no single month."""
    text = _FILLED_IN.sub(" ", text)
    if _SPAN.search(text):
        return None
    months = {parse_month("".join(found.group().split())).value for found in _MONTH.finditer(text)} - {None}
    months = months or {datetime.date(int(one[1]), int(one[2]), 1) for one in _COMPACT_MONTH.finditer(text)}
    return months.pop() if len(months) == 1 else None


def reporter(lines: list[str]) -> str | None:
    """The name after 填报单位： and its likes, above the table or below it."""
    text = "\n".join(simplified(half_width(line)) for line in lines)
    for found in _REPORTER.finditer(text):
        if not all(is_unit(one) for one in re.split(r"[、/]", found["name"])):
            return found["name"]
    return None


def units_in(lines: Iterable[str]) -> tuple[str, ...]:
    """The units that lines above or below a table state: 单位：万元、万人, 投资情况（万元）."""
    text = "\n".join(simplified(half_width(line)) for line in lines)
    found = [one for match in _UNIT.finditer(text) for one in re.split(r"[、,;/和]", match[1] or match[2])]
    return tuple(dict.fromkeys(one for one in found if is_unit(one)))
