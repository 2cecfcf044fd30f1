"""Monthly summary sheets: one row a unit, one column a figure (派遣案件总数, 按时办结数, 超时办结数, …).

Such a sheet is a `statistic` in wide form: each column that names a metric is one figure of the row's unit.
Shares are left out, for they are divided anew from the counts. Or the columns are the months of one metric, which
stands above them or in the title; or they are the communities, and the months stand at the left.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from data.contracts import Contract
from data.language import label
from data.metrics import Metric, named_in, resolve
from data.reading.dates import parse_month
from data.reading.matching import Heading, Match, match
from data.reading.quantities import parse_number
from data.reading.shapes import TotalMismatch
from data.reading.units import is_unit
from data.reading.words import plain

FEWEST = 2  # figures beside one another that make a sheet a wide one
SURELY_A_MEASURE = 4  # characters
BESIDE = ("area_code", "period_end", "remark")  # what a wide sheet may say of a row besides its figures
_SHARE = re.compile(r"率|占比|比例|比重|百分|[%％]")
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:度)?")
_MONTH = re.compile(
    r"(?:(?:19|20)\d\d年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|(?:19|20)\d\d[-./]\d\d?(?:[-./]0?1)?"
)
_MONTH_OR_NUMBER = re.compile(rf"{_MONTH.pattern}|0?[1-9]|1[0-2]")
_TOTAL = re.compile("(?:全年|本年|年度|年)?(?:合计|总计|小计|累计)数?|全年|合计数")
_REMARK = re.compile("备注|说明|排名|名次")
_IS_PLACE = re.compile("(?:社区|村|居委会|街道|镇|乡|网格|居民区|小区|片区)$")
_SPEAKS_OF_PLACES = re.compile("社区|各村|网格|街道|居委会|小区")
_UNIT = re.compile(r"(?:单位:|\()(?:单位:)?([^\s():,，、/]{1,5})\)?")


@dataclass(frozen=True)
class Monthly:
    """What a column of figures holds; all but the metric only where the heading or the title says so of this column."""

    metric: Metric
    month: datetime.date | None = None
    unit: str | None = None
    place: str | None = None


def figures(headings: Sequence[Heading]) -> dict[str, Monthly]:
    """Cell column -> the metric that its heading names; of two columns with one metric the first counts."""
    found: dict[str, Monthly] = {}
    for one in headings:
        metric = next((named for spelling in one.spellings if (named := _named(spelling))), None)
        held = [other.metric for other in found.values()]
        if metric and metric not in held and metric.factor(one.unit or metric.unit):
            found[one.column] = Monthly(metric, unit=one.unit)
    return found


def _named(spelling: str) -> Metric | None:
    """按时办结 under 12345热线 is 按时办结数, but 社区 is not 社区数."""
    return resolve(spelling) or (resolve(f"{spelling}数") if len(spelling) >= SURELY_A_MEASURE else None)


def is_share(one: Heading) -> bool:
    """Whether the column holds shares, which are divided anew and not taken over."""
    return bool(_SHARE.search(one.text))


def months_of(headings: Sequence[Heading], lines: Sequence[str], year: int | None) -> dict[str, Monthly]:
    """Cell column -> what a column of a sheet 社区 x 月份 holds; empty where it is no such sheet.

    The month stands in the heading (1月 takes the year of the title), the measure beside it or in the lines.
    """
    found: dict[str, tuple[str, datetime.date]] = {}
    for one in headings:
        if named := _month_in(one.parts, year):
            found[one.column] = named
    if len({month for _, month in found.values()}) < FEWEST:
        return {}
    titled, unit = named_in("\n".join(lines)), _unit_in(lines)
    told: dict[str, Monthly] = {}
    for one in headings:
        if one.column in found:
            measure, month = found[one.column]
            metric = _named(measure) if measure else titled
            own = one.unit or (unit if metric is titled else None)
            if metric and metric.factor(own or metric.unit) and Monthly(metric, month, own) not in told.values():
                told[one.column] = Monthly(metric, month, own)
    return told if len(told) == len(found) else {}


def _month_in(parts: Sequence[str], year: int | None) -> tuple[str, datetime.date] | None:
    """(the other words of the heading, the month) of 按时办结数 over 2022年1月; None where it names no single month."""
    texts = [plain(one) for one in parts]
    years = [int(text[:4]) for text in texts if _YEAR.fullmatch(text)]
    months = [text for text in texts if _MONTH.fullmatch(text)]
    if len(months) != 1 or len(years) > 1:
        return None
    told = months[0] if months[0][:4].isdigit() else f"{years[0] if years else year}年{months[0]}"
    month = parse_month(told).value
    others = [text for text in texts if text not in months and not _YEAR.fullmatch(text)]
    return ("".join(others), month) if month else None


def months_column(headings: Sequence[Heading], columns: Mapping[str, Sequence[str | None]]) -> str | None:
    """Of the cells below the headings, column by column, the one column that tells months and at most their total."""
    called_so = {one.column for one in headings if "月" in one.text}
    for column, cells in columns.items():
        texts = [plain(one) for one in cells if one]
        written = _MONTH_OR_NUMBER if column in called_so else _MONTH
        months = {one for one in texts if written.fullmatch(one)}
        if len(months) >= FEWEST and all(one in months or _TOTAL.fullmatch(one) for one in texts):
            return column
    return None


def places_of(headings: Sequence[Heading], lines: Sequence[str], months: str) -> dict[str, Monthly]:
    """Cell column -> what a column of a sheet 月份 x 社区 holds, the months in the column `months`; empty: it is none.

    A heading without 社区 at its end is a place where the title, the corner or the line above speaks of communities.
    """
    corner = next((one.text for one in headings if one.column == months), "")
    told, others = "\n".join([*lines, corner]), [one for one in headings if one.column != months]
    is_long = figures(others) or any(_SPEAKS_OF_PLACES.fullmatch(plain(one.text)) for one in others)
    by_name = not is_long and bool(_SPEAKS_OF_PLACES.search(plain(told)))
    titled, unit = named_in(told), _unit_in(lines)
    found: dict[str, Monthly] = {}
    for one in others:
        is_other = is_total(one) or is_share(one) or one.is_counter or one.is_private
        named = None if is_other else _place_in(one.parts, by_name)
        if named is None:
            continue
        measure, place = named
        metric = _named(measure) if measure else titled
        own = one.unit or (unit if metric is titled else None)
        if metric is None or not metric.factor(own or metric.unit):
            return {}
        found[one.column] = Monthly(metric, unit=own, place=place)
    places = {one.place for one in found.values()}
    return found if len(places) >= FEWEST and len(set(found.values())) == len(found) else {}


def _place_in(parts: Sequence[str], by_name: bool) -> tuple[str, str] | None:
    """(the other words of the heading, the community) of 按时办结数 under 安康社区; None where none is named."""
    texts = [one for one in parts if not _SPEAKS_OF_PLACES.fullmatch(plain(one))]
    named = [one for one in texts if _IS_PLACE.search(plain(one))]
    if not named and by_name and len(texts) == 1 and not _REMARK.search(texts[0]) and not _named(plain(texts[0])):
        named = texts
    if len(named) != 1:
        return None
    return "".join(plain(one) for one in texts if one != named[0]), named[0]


def _unit_in(lines: Sequence[str]) -> str | None:
    """The one unit that the lines state, as 单位：件 or as （件）."""
    found = {one[1] for line in lines for one in _UNIT.finditer(plain(line)) if is_unit(one[1])}
    return found.pop() if len(found) == 1 else None


def match_wide(headings: Sequence[Heading], contract: Contract, taken: Mapping[str, Monthly]) -> Match:
    """The columns of a wide sheet that hold no figure: the unit, perhaps the month and a remark."""
    has_months, has_places = any(one.month for one in taken.values()), any(one.place for one in taken.values())
    left = {"period_end": has_months, "area_code": has_places}
    names = [name for name in BESIDE if not left.get(name)]
    beside = replace(contract, fields=tuple(one for one in contract.fields if one.name in names))
    found = match([one for one in headings if one.column not in taken], beside, guess=False)
    return Match(contract, found.columns, len(taken) + found.weight)


def is_total(one: Heading) -> bool:
    """Whether the column sums up the months beside it."""
    return bool(_TOTAL.fullmatch(plain("".join(one.parts))))


def row_mismatches(data: pa.Table, months: Sequence[str], totals: Mapping[str, str]) -> list[TotalMismatch]:
    """The rows whose total (column -> its heading) is not the sum of their months; only exact figures are summed."""
    found = []
    for row in data.to_pylist():
        parts = [parse_number(row[one]) for one in months]
        if any(one.problem or one.bound or one.warning for one in parts):
            continue
        summed = sum(one.value or 0 for one in parts)
        for column, heading in totals.items():
            given = parse_number(row[column])
            if given.value is not None and not given.bound and abs(given.value - summed) > 1e-6 * max(1, abs(summed)):
                said = label(
                    "total.mismatch", row=row["row_number"], column=heading,
                    given=f"{given.value:g}", computed=f"{summed:g}",
                )
                found.append(TotalMismatch(row["row_number"], heading, given.value, summed, said))
    return found
