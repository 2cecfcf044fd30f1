"""Dates, moments and months as clerks write them. What leaves the day, month or year open is asked back."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import Literal

from data.language import Label, label
from data.reading.shapes import Parsed
from data.reading.words import NOTHING, half_width, is_blank, is_formula_error, simplified

EXCEL_EPOCH = datetime.datetime(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 14_611, 91_313  # 1940-01-01 .. 2149-12-31: other numbers are no dates
_CHINESE_DIGIT = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_CHINESE_NUMBER = re.compile(r"[〇零一二三四五六七八九十]+(?=[年月日号时点分])")
_WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?")
_DEADLINE = re.compile(r"(?<=[日号\d底末月])(?:之前|以前|前)$")
_YMD = r"(?P<y>\d{4})(?:年|[-./])(?P<m>\d{1,2})(?:月|[-./])(?P<d>\d{1,2})[日号]?"
_COMPACT = r"(?P<cy>(?:19|20)\d\d)(?P<cm>\d\d)(?P<cd>\d\d)"
_DATE = re.compile(rf"(?:{_YMD}|{_COMPACT})")
_SERIAL = re.compile(r"(\d{5})(\.\d+)?")
_TIME = re.compile(
    r"[T ,]?(?P<part>凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|夜里|晚|AM|PM)? ?"
    r"(?P<h>\d{1,2})(?:[:时点](?:(?P<min>\d{1,2})(?:[:分](?:(?P<s>\d{1,2})(?:\.\d+)?秒?)?)?|(?P<half>半)|整)?)"
    r" ?(?P<after>AM|PM)?(?P<zone>Z|[+]08:?00)?",
    re.IGNORECASE,
)
_COMPACT_TIME = re.compile(r" ?(?P<h>\d\d)(?P<min>\d\d)(?P<s>\d\d)?")
_MONTH = re.compile(
    r"(?P<y>\d{4})(?:年(?:(?P<first>\d{1,2})月?(?:-|~|—|至|到))?|[-./])(?P<m>\d{1,2})月?份?(?P<end>底|末)?"
)
_COMPACT_MONTH = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)")
_NO_YEAR = re.compile(r"\d{1,2}(?:月(?:\d{1,2}[日号]?|底|末|份|[上中下]旬)?|[-./]\d{1,2}[日号]?)$")
_SHORT_YEAR = re.compile(r"'?\d{2}(?:年|[-./])\d{1,2}(?:月|[-./])(?:\d{1,2}[日号]?)?$")
_YEAR_LAST = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{4}")


@lru_cache(maxsize=65_536)
def parse_date(text: str | None, month_reads_as: Literal["first", "last"] | None = None) -> Parsed:
    """A datetime.date. A bare month is refused unless `month_reads_as` names the day it stands for."""
    words = _spelled(text)
    if isinstance(words, Parsed):
        return words
    words = _DEADLINE.sub("", words)
    moment = _moment(words)
    if isinstance(moment, datetime.datetime):
        return Parsed(moment.date())
    if moment is not None:
        return Parsed(problem=moment)
    return _date_of_month(words, month_reads_as)


@lru_cache(maxsize=65_536)
def parse_datetime(text: str | None) -> Parsed:
    """A datetime.datetime to the second; a date without a time is its midnight."""
    words = _spelled(text)
    if isinstance(words, Parsed):
        return words
    moment = _moment(words)
    if isinstance(moment, datetime.datetime):
        return Parsed(moment)
    return Parsed(problem=moment or _why_no_date(words))


@lru_cache(maxsize=65_536)
def parse_month(text: str | None) -> Parsed:
    """The datetime.date of the month's first day, from a month or from any date in it."""
    words = _spelled(text)
    if isinstance(words, Parsed):
        return words
    month = _month(words)
    if month is not None:
        return month
    moment = _moment(words)
    if isinstance(moment, datetime.datetime):
        return Parsed(moment.date().replace(day=1))
    return Parsed(problem=moment or _why_no_date(words))


def _spelled(text: str | None) -> str | Parsed:
    """One spelling, or the answer at once: blank, or a formula that failed."""
    if text is None or is_blank(text) or text.strip() in NOTHING:
        return Parsed()
    if is_formula_error(text.strip()):
        return Parsed(problem=label("cell.formula_error"))
    words = half_width(text).strip()[:100]
    words = words if words.isascii() else simplified(words)
    words = _CHINESE_NUMBER.sub(lambda found: _arabic(found.group()), words)
    words = _WEEKDAY.sub(" ", words)
    words = re.sub(r"\s+", " ", words).strip()
    return re.sub(r"(?<=[-./年月]) (?=\d)|(?<=\d) (?=[-./年月日号])", "", words)


def _arabic(chinese: str) -> str:
    """二〇二一 -> 2021, 二十八 -> 28, 十 -> 10."""
    if "十" not in chinese:
        return "".join(_CHINESE_DIGIT[one] for one in chinese)
    tens, _, ones = chinese.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return chinese
    return (_CHINESE_DIGIT[tens] if tens else "1") + (_CHINESE_DIGIT[ones] if ones else "0")


def _moment(words: str) -> datetime.datetime | Label | None:
    """The moment; why it is none, when it looks like one; None when it does not look like one."""
    serial = _SERIAL.fullmatch(words)
    if serial:
        return _from_serial(float(words)) or label("cell.not_a_date")
    found = _DATE.match(words)
    if found is None:
        return None
    year, month, day = (int(found[key] or found["c" + key]) for key in "ymd")
    try:
        date = datetime.datetime(year, month, day)
    except ValueError:
        return label("cell.no_such_date", text=words)
    rest = words[found.end() :]
    if not rest.strip():
        return date
    return _with_time(date, rest, compact=found["cy"] is not None)


def _from_serial(serial: float) -> datetime.datetime | None:
    if not FIRST_SERIAL <= serial < LAST_SERIAL + 1:
        return None
    return EXCEL_EPOCH + datetime.timedelta(seconds=round(serial * 86_400))


def _with_time(date: datetime.datetime, rest: str, compact: bool) -> datetime.datetime | Label | None:
    found = _TIME.fullmatch(rest) or (_COMPACT_TIME.fullmatch(rest) if compact else None)
    if found is None:
        return None
    parts = found.groupdict()
    hour, minute, second = (int(parts.get(key) or 0) for key in ("h", "min", "s"))
    minute = 30 if parts.get("half") else minute
    hour = _by_part_of_day(hour, (parts.get("part") or parts.get("after") or "").upper())
    if (hour, minute, second) == (24, 0, 0):  # the end of that day, not the beginning of the next
        hour, minute, second = 23, 59, 59
    try:
        moment = date.replace(hour=hour, minute=minute, second=second)
    except ValueError:
        return label("cell.no_such_time", text=rest.strip())
    try:
        return moment + datetime.timedelta(hours=8 if (parts.get("zone") or "").upper() == "Z" else 0)
    except OverflowError:
        return label("cell.not_a_date")


def _by_part_of_day(hour: int, part: str) -> int:
    if part in ("下午", "傍晚", "晚上", "夜里", "晚", "PM") and 1 <= hour < 12:
        return hour + 12
    if part == "中午" and 1 <= hour <= 2:
        return hour + 12
    if part in ("AM", "凌晨") and hour == 12:
        return 0
    if part in ("晚上", "夜里", "晚") and hour == 12:
        return 99  # which midnight? asked back
    return hour


def _month(words: str) -> Parsed | None:
    found = _MONTH.fullmatch(words) or _COMPACT_MONTH.fullmatch(words)
    if found is None:
        return None
    if re.fullmatch(r"\d{4}\.1", words):  # Excel turns 2021.10 into 2021.1
        return Parsed(problem=label("cell.month_or_october", year=found["y"]))
    year, month = int(found["y"]), int(found["m"])
    if not 1 <= month <= 12 or year == 0:
        return Parsed(problem=label("cell.no_such_date", text=words))
    first = found.groupdict().get("first")
    warning = label("cell.month_range", text=words, month=f"{year}-{month:02}") if first else None
    return Parsed(datetime.date(year, month, 1), warning=warning)


def _date_of_month(words: str, month_reads_as: str | None) -> Parsed:
    year_end = re.fullmatch(r"(\d{4})年(底|末)", words)
    month = _month(f"{year_end[1]}年12月底" if year_end else words)
    if month is None:
        return Parsed(problem=_why_no_date(words))
    if month.value is None:
        return month
    if month.warning:
        return Parsed(problem=label("cell.not_a_date"))
    last = month.value.replace(day=calendar.monthrange(month.value.year, month.value.month)[1])
    if words[-1] in "底末":
        return Parsed(last, warning=label("cell.end_of_month", text=words, date=last))
    if month_reads_as is None:
        return Parsed(problem=label("cell.day_missing", text=words))
    return Parsed(last if month_reads_as == "last" else month.value)


def lacks_year(text: str) -> bool:
    """Whether a date cannot be read for want of its year only (7月28日)."""
    words = _spelled(text)
    return not isinstance(words, Parsed) and _why_no_date(words) == label("cell.year_missing", text=words)


def _why_no_date(words: str) -> Label:
    if _NO_YEAR.match(words) or re.match(r"\d{1,2}月", words):
        return label("cell.year_missing", text=words)
    if _SHORT_YEAR.match(words) or re.match(r"\d{2}年", words):
        return label("cell.short_year", text=words)
    if _YEAR_LAST.match(words):
        return label("cell.year_last", text=words)
    return label("cell.not_a_date")
