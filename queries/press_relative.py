"""Figures of a press text that are told of another number: its change, its share of the year's target, its lead.

What they are told of is named beside them or is the subject that the sentences before them left.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil
from typing import Literal

from data.language import Label, label
from queries import changes
from queries.catalogue import ALL
from queries.changes import Against, Target
from queries.periods import Period, year_so_far
from queries.press_figures import Printed
from queries.press_findings import Finding
from queries.press_fit import Known, may_be, rounded
from queries.press_known import Numbers
from queries.press_names import Thing

Kind = Literal["change", "lead_of", "share_of", "gap_of", "needed_of", "target_of"]
_UP, _DOWN = "上升|提高|增长|增加|上涨|提升|多", "下降|减少|降低|回落|下滑|少"
_MOVED = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|为)?$")
_LAST_YEAR = re.compile(r"同比|去年|上年|同期")
_PREVIOUS = re.compile(r"环比|上月|上个月|上季|上期")
_SHARE = re.compile(r"(?:全年|年度|年初|目标)[^，。；]*$")
_PACE = re.compile(r"序时")
_GAP = re.compile(r"(?:目标|任务)[^，。；]*(?:差|缺|缺口)(?:为)?$")
_NEEDED = re.compile(r"(?:月均|每月|每个月)[^，。；]*(?:需|须|应|要)[^，。；]*$")
_TARGET = re.compile(r"(?:目标|任务)(?:数|值|任务|指标)?(?:为|是)?$")
_AHEAD, _BEHIND = re.compile(r"快于|超|高于|领先|多"), re.compile(r"慢于|欠|低于|落后|滞后|少|短")


@dataclass(frozen=True)
class Subject:
    """What a paragraph spoke of last, as `title` says it."""

    thing: Thing
    period: Period
    area_code: str
    title: Label
    part: str = ALL


def kind_of(one: Printed) -> Kind | None:
    """What the figure says of another number; None when it is a number of its own."""
    if _MOVED.search(one.left):
        return "change"
    if _PACE.search(one.left) and one.unit.endswith(("%", "百分点")):
        return "lead_of"
    if _GAP.search(one.left):
        return "gap_of"
    if _NEEDED.search(one.left):
        return "needed_of"
    if re.match("的(?:目标|要求)", one.right) or (_TARGET.search(one.left) and one.unit != "项"):
        return "target_of"
    return "share_of" if one.unit == "%" and _SHARE.search(one.left) else None


def told(numbers: Numbers, one: Printed, base: Finding, subject: Subject | None, kind: Kind) -> Finding:
    """The verdict on a figure that is told of the subject."""
    if subject is None or subject.thing.indicator is None:
        return replace(base, verdict="ambiguous", why=label("press.why_no_subject"))
    if kind == "change":
        return _change(numbers, one, base, subject)
    return _of_target(numbers, one, base, subject, kind)


def _change(numbers: Numbers, one: Printed, base: Finding, subject: Subject) -> Finding:
    """同比上升5.8%."""
    thing, name = subject.thing, subject.thing.indicator
    assert name is not None
    against: Against | None = "last_year" if _LAST_YEAR.search(one.left) else "previous" \
        if _PREVIOUS.search(one.left) else None
    if against is None:
        return replace(base, verdict="ambiguous", title=subject.title, why=label("press.why_against"))
    found = numbers.change(name, subject.area_code, subject.period, against, subject.part)
    title = label("press.change_of", title=subject.title, against=label(f"press.against_{against}"))
    base = replace(base, title=title, indicator=thing.indicator, area_code=subject.area_code,
                   area=numbers.names.name(subject.area_code), period=subject.period.code)
    amount, shown, is_same_kind = found.amount, found.text("zh"), one.unit.endswith("百分点") == found.in_points
    if amount is not None and not found.in_points and one.unit and not one.unit.endswith(("%", "百分点")):
        before = numbers.value(name, subject.area_code, changes.earlier_period(subject.period, against), subject.part)
        now, factor = found.now.value, thing.factor(one.unit)
        if before.value is None or now is None or factor is None or found.now.indicator.is_rate:
            return base
        amount = (now - before.value) / factor
        shown, is_same_kind = f"{amount:+,.10g}{one.unit}".replace("-", "−"), True
    if amount is None:
        return replace(base, verdict="no_number", why=found.why or label("press.why_no_number",
                       area=base.area, title=title, periods=subject.period.label))
    direction = _MOVED.search(one.left)
    printed = one.value * (-1 if direction and direction["down"] else 1)
    fit = rounded(amount, one.decimals) == Decimal(str(printed)) and is_same_kind
    turned = not fit and amount * printed < 0
    why = None if fit else label("press.why_direction") if turned else label("press.why_not", wording=one.text)
    return replace(base, verdict="fits" if fit else "not_fits", exact=amount, exact_shown=shown, why=why)


def _of_target(numbers: Numbers, one: Printed, base: Finding, subject: Subject, kind: Kind) -> Finding:
    """占全年目标任务的95.3%, 快于序时进度12.0个百分点, 距全年目标还差79人, 月均需完成40人, 未达到100%的目标."""
    thing, so_far = subject.thing, year_so_far(subject.period)
    assert thing.indicator is not None
    base = replace(base, title=label(f"press.{kind}", title=subject.title), indicator=thing.indicator,
                   area_code=subject.area_code, area=numbers.names.name(subject.area_code), period=so_far.code)
    target = numbers.target(thing.indicator, subject.area_code, so_far)
    number = None if target is None else _number(target, kind, thing.factor(one.unit) or 1)
    if number is None:
        return replace(base, verdict="no_number", why=label("press.why_no_target", title=thing.title))
    printed = one.value * (-1 if kind == "lead_of" and not _AHEAD.search(one.left)
                           and _BEHIND.search(one.left) else 1)
    unit = {"lead_of": "个百分点", "share_of": "%"}.get(kind, one.unit)
    known = Known(number, target.bound if target else 0, f"{round(number, 2):,.10g}{unit}".replace("-", "−"), so_far,
                  subject.area_code, True)
    fit = rounded(number, one.decimals) == Decimal(str(printed)) if not one.bound else may_be(one, known)
    fit = fit or (kind == "needed_of" and not one.decimals and ceil(round(number, 6)) == printed)
    return replace(base, verdict="fits" if fit else "not_fits", exact=round(number, 6), exact_shown=known.shown,
                   why=None if fit else label("press.why_not", wording=one.text))


def _number(target: Target, kind: Kind, factor: float) -> float | None:
    amounts = {"share_of": (target.share, 0.01), "gap_of": (target.gap, factor), "target_of": (target.annual, factor),
               "needed_of": (target.needed_per_month, factor)}
    if kind == "lead_of":
        return target.lead_points
    amount, divisor = amounts[kind]
    return None if amount is None else amount / divisor
