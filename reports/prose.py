"""Numbers as words: how a value, a change and a target are written in a sentence.

The rules are those of official briefs: a change that rounds to 0.0 is 持平, a rate moves by 百分点 and a count by %,
what is not known is 暂无数据, small bases carry n/m, periods of other reporting units are 不可比, and no number
promises more than it holds (600余, 约50%).
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from data import areas
from data.areas import Area
from data.database import Database
from data.language import Label, label
from queries import changes, lights, series
from queries.catalogue import ALL, Indicator, catalogue
from queries.changes import Against, Change, Target
from queries.periods import Period
from queries.series import ABOUT, HIGHER, LOWER, Value
from reports.content import Figure, Sentence

Slot = Figure | Label | str | int
TEN_THOUSAND = 10_000
SAID = ("renovated_households",)  # whose titles make no sentence
_COUNT = re.compile("(?<=..)(?:人数|户数)$")
_PER = re.compile("^每|平均|^户均|^次均|^场均")  # a title that says of what the number is a share


@dataclass(frozen=True)
class Known:
    """Values by (indicator, period), changes by (indicator, period, against), targets of the year so far."""

    values: dict[tuple[str, str], Value]
    changes: dict[tuple[str, str, str], Change]
    targets: dict[str, Target | None]


def ask_all(database: Database, area_code: str, month: Period, so_far: Period) -> Known:
    """Every indicator of an area for the month and the year so far."""
    names = list(catalogue())
    values = series.values(database, names, area_code, [so_far, month])
    moved: dict[tuple[str, str, str], Change] = {}
    asked: tuple[tuple[Period, Against], ...] = ((so_far, "last_year"), (month, "previous"))
    for period, against in asked:
        found = changes.changes(database, names, area_code, period, against)
        moved |= {(name, period.code, against): one for name, one in zip(names, found, strict=True)}
    targets = changes.targets(database, names, area_code, so_far)
    return Known({(one.indicator.id, one.period.code): one for one in values}, moved,
                 dict(zip(names, targets, strict=True)))


@dataclass(frozen=True)
class Writer:
    """Asks for one street and month, and writes what it hears. `so_far` is the year up to the month's end.

    What every brief asks is `known` beforehand, with a handful of queries for all indicators together.
    """

    database: Database
    lang: str
    area: Area
    month: Period
    so_far: Period
    as_of: date
    known: Known

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of every area by its code."""
        return {one.code: one.name for one in areas.every(self.database)}

    @cached_property
    def below(self) -> str:
        """The level of the areas that are held beside each other: the streets of a district that has several, else
        communities.
        """
        is_district = self.area.level == "district"
        streets = [one for one in areas.every(self.database)
                   if is_district and one.level == "street" and one.code.startswith(self.area.code)]
        return "street" if len(streets) > 1 else "community"

    @property
    def called_below(self) -> Label:
        """What an area of that level is called."""
        return label(f"brief.below_{self.below}")

    @property
    def called_whole(self) -> Label:
        """What the area itself is called: 全区, 街道."""
        level = self.area.level if self.area.level in ("district", "street", "community") else "grid"
        return label(f"brief.whole_{level}")

    def t(self, key: str, **values: object) -> str:
        """A text of the brief."""
        return label(f"brief.{key}", **values).text(self.lang)

    def value(self, name: str, period: Period | None = None, part: str = ALL) -> Value:
        """The indicator of the street, for the year so far unless told otherwise."""
        asked = (name, (period or self.so_far).code)
        if part == ALL and asked in self.known.values:
            return self.known.values[asked]
        return series.value(self.database, name, self.area.code, period or self.so_far, part)

    def figure(self, name: str, period: Period | None = None, part: str = ALL) -> Figure:
        """The same as it is written."""
        return figure_of(self.value(name, period, part), self.lang)

    def numerator(self, value: Value, unit: str) -> Figure:
        """What stands above the line, as a number of its own."""
        shown = _count(value.numerator, unit, self.lang, value.numerator_bound)
        return replace(_bare(value), shown=shown, value=value.numerator)

    def denominator(self, value: Value, unit: str) -> Figure:
        """What stands below the line, as a number of its own."""
        shown = _count(value.denominator, unit, self.lang, value.denominator_bound)
        return replace(_bare(value), shown=shown, value=value.denominator)

    def change(self, name: str, period: Period, against: Against, part: str = ALL) -> Figure:
        """同比上升5.8%, 环比持平, 同比不可比（填报单位不同…）."""
        found = self.moved(name, period, against, part)
        text = label(f"brief.{against}", change=found.text(self.lang)).text(self.lang)
        if not found.comparable and found.why is not None:
            text += label("brief.because", why=found.why).text(self.lang)
        return replace(_bare(found.now), shown=text, value=found.amount, kind="change")

    def moved(self, name: str, period: Period, against: Against, part: str = ALL) -> Change:
        """The change itself."""
        if part == ALL and (name, period.code, against) in self.known.changes:
            return self.known.changes[name, period.code, against]
        return changes.change(self.database, name, self.area.code, period, against, part)

    def records(self, count: int, unit: str) -> Figure:
        """A number of records that were listed."""
        return Figure(_count(count, unit, self.lang), area_code=self.area.code, period=self.so_far.code,
                      value=count, kind="records")

    def sentence(self, key: str, **slots: Slot) -> Sentence:
        """The sentence of that name, its numbers filled in."""
        return self.named(key, key, **slots)

    def named(self, name: str, key: str, **slots: Slot) -> Sentence:
        """The same under a name of its own, where one pattern makes several sentences."""
        told = {key: one.shown if isinstance(one, Figure) else one for key, one in slots.items()}
        return Sentence(name, self.t(key, **told), tuple(one for one in slots.values() if isinstance(one, Figure)))

    def pace(self, name: str, key: str = "pace") -> Sentence | None:
        """…962人，完成全年目标任务的87.5%，快于序时进度4.1个百分点; None where there is no year's task."""
        target = self.task(name)
        if target is None or target.share is None or target.lead_points is None:
            return None
        value = self.figure(name)
        share = replace(value, shown=f"{target.share * 100:,.1f}%", value=target.share * 100, kind="target")
        lead = replace(value, shown=self._lead(target), value=target.lead_points, kind="target")
        return self.named(f"{key}_{name}", key, title=self.called(name), value=value, share=share, lead=lead)

    def called(self, name: str) -> Label:
        """The indicator's title as a sentence says it in front of a number: 城镇新增就业 of 城镇新增就业人数."""
        if name in SAID:
            return label(f"brief.said_{name}")
        title = catalogue()[name].title
        return Label(_COUNT.sub("", title.zh), title.en)

    def task(self, name: str) -> Target | None:
        """The year's task of the street for an indicator; standing targets of rates are none."""
        found = self.known.targets[name]
        return None if found is None or lights.is_standing(catalogue()[name], found) else found

    def _lead(self, target: Target) -> str:
        points = round(target.lead_points or 0, 1)
        if points == 0:
            return self.t("on_pace")
        return self.t("ahead" if points > 0 else "behind", points=f"{abs(points):,.1f}")

    def listed(self, names: Sequence[str]) -> str:
        """甲、乙、丙."""
        return label("charts.list_comma").text(self.lang).join(names)


def figure_of(value: Value, lang: str) -> Figure:
    """A value as it is written, with the question that it answers."""
    return replace(_bare(value), shown=written(value, lang), value=value.value)


def written(value: Value, lang: str) -> str:
    """3,656件, 97.5%, 75.0%（12/16）, 600余人, 31万余元, 近38处, 约50%, 不超过89%, 暂无数据."""
    if value.value is None:
        return value.display(lang)
    text = replace(value, bound=0).display(lang)
    unit = Label("", "") if value.indicator.is_percent else unit_of(value)
    if value.indicator.is_rate:
        return _kind_of_rate(value.bound, _counted(text, unit, lang), lang)
    return _with_bound(value.value, text, unit, value.bound, lang)


def unit_of(value: Value) -> Label:
    """The unit as a sentence says it: 每千名老人养老床位1.3张 rather than 1.3张/千人."""
    unit = value.unit
    is_said = bool(_PER.search(value.indicator.title.zh)) and "·" not in unit.zh
    return Label(unit.zh.partition("/")[0], unit.en) if is_said else unit


def _kind_of_rate(bound: int, text: str, lang: str) -> str:
    kind = {LOWER: "at_most", HIGHER: "at_least", ABOUT: "about"}.get(bound)
    return label(f"brief.{kind}", number=text).text(lang) if kind else text


def _with_bound(amount: float, text: str, unit: Label, bound: int, lang: str) -> str:
    """A count as the field writes it: 600余人, 31万余元, 近38处, 约2,350平方米."""
    if bound == HIGHER and amount >= 10 and amount % 10 == 0:
        in_wan = lang == "zh" and amount % TEN_THOUSAND == 0
        number = f"{series.number(amount / TEN_THOUSAND, 0)}万" if in_wan else text
        return label("brief.and_more", number=number, unit=unit).text(lang)
    if bound == LOWER:
        return label("brief.nearly", number=_counted(text, unit, lang)).text(lang)
    return _kind_of_rate(bound, _counted(text, unit, lang), lang)


def _counted(text: str, unit: Label, lang: str) -> str:
    """962人; in English 962 people, 1 person, 1 item."""
    one = "person" if unit.en == "people" else unit.en.removesuffix("s")
    said = Label(unit.zh, one) if text == "1" else unit
    return label("brief.counted", number=text, unit=said).text(lang) if unit.zh else text


def _bare(value: Value) -> Figure:
    return Figure("", value.indicator.id, value.area_code, value.period.code, value.breakdown, None, value.numerator,
                  value.denominator)


def target_text(amount: float, one: Indicator, unit: Label, lang: str) -> str:
    """1,100人, 100%; in English with a space before the unit: 1,100 people."""
    number = f"{amount:,.10g}"
    return f"{number}%" if one.is_percent else _counted(number, unit, lang)


def _count(count: float | None, unit: str, lang: str, bound: int = 0) -> str:
    if count is None:
        return label("value.nothing").text(lang)
    return _with_bound(count, series.number(count, 0), label(f"brief.{unit}"), bound, lang)
