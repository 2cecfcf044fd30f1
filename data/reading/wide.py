"""Monthly summary sheets: one row a unit, one column a figure (派遣案件总数, 按时办结数, 超时办结数, …).

Such a sheet is a `statistic` in wide form: each column that names a metric is one figure of the row's unit.
Shares are left out, for they are divided anew from the counts.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from data.contracts import Contract
from data.metrics import Metric, resolve
from data.reading.matching import Heading, Match, match
from data.reading.words import half_width, simplified

FEWEST = 2  # figures beside one another that make a sheet a wide one
BESIDE = ("area_code", "period_end", "remark")  # what a wide sheet may say of a row besides its figures
_SHARE = re.compile(r"率|占比|比例|比重|百分|[%％]")
_SINCE_JANUARY = re.compile(r"([12]\d{3})\s*年\s*1\s*月?\s*[-~—–至到]\s*(\d{1,2})\s*月")


def figures(headings: Sequence[Heading]) -> dict[str, Metric]:
    """Cell column -> the metric that its heading names; of two columns with one metric the first counts."""
    found: dict[str, Metric] = {}
    for one in headings:
        metric = next((named for spelling in one.spellings if (named := resolve(spelling))), None)
        if metric and metric not in found.values() and metric.factor(one.unit or metric.unit):
            found[one.column] = metric
    return found


def is_share(one: Heading) -> bool:
    """Whether the column holds shares, which are divided anew and not taken over."""
    return bool(_SHARE.search(one.text))


def match_wide(headings: Sequence[Heading], contract: Contract) -> Match:
    """The columns of a wide sheet that hold no figure: the unit, perhaps the month and a remark."""
    beside = replace(contract, fields=tuple(one for one in contract.fields if one.name in BESIDE))
    taken = figures(headings)
    found = match([one for one in headings if one.column not in taken], beside, guess=False)
    return Match(contract, found.columns, len(taken) + found.weight, is_wide=True)


def since_january(lines: Sequence[str]) -> datetime.date | None:
    """The last month of 2026年1—9月, where the title speaks of a year so far."""
    told = "\n".join(simplified(half_width(line)) for line in lines)
    spoken = {(int(one[1]), int(one[2])) for one in _SINCE_JANUARY.finditer(told)}
    if len(spoken) != 1:
        return None
    year, month = spoken.pop()
    return datetime.date(year, month, 1) if 1 <= month <= 12 else None
