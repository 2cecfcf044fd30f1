"""Monthly summary sheets: one row a unit, one column a figure (派遣案件总数, 按时办结数, 超时办结数, …).

Such a sheet is a `statistic` in wide form: each column that names a metric is one figure of the row's unit.
Shares are left out, for they are divided anew from the counts. Or the columns are the months of one metric, which
stands above them or in the title.
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
_TOTAL = re.compile("(?:全年|本年|年度|年)?(?:合计|总计|小计|累计)数?|全年|合计数")
_UNIT = re.compile(r"(?:单位:|\()(?:单位:)?([^\s():,，、/]{1,5})\)?")


@dataclass(frozen=True)
class Monthly:
    """What a column of figures holds; month and unit only where the heading or the title says them of this column."""

    metric: Metric
    month: datetime.date | None = None
    unit: str | None = None


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


def _unit_in(lines: Sequence[str]) -> str | None:
    """The one unit that the lines state, as 单位：件 or as （件）."""
    found = {one[1] for line in lines for one in _UNIT.finditer(plain(line)) if is_unit(one[1])}
    return found.pop() if len(found) == 1 else None


def match_wide(headings: Sequence[Heading], contract: Contract, taken: Mapping[str, Monthly]) -> Match:
    """The columns of a wide sheet that hold no figure: the unit, perhaps the month and a remark."""
    has_months = any(one.month for one in taken.values())
    names = [name for name in BESIDE if name != "period_end" or not has_months]
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
