"""The code table of statistics: what a `statistic` row may report, under which name and in which unit.

A metric says what is counted; the unit belongs to that meaning. 600余名 are 600 人, and 31 万元 are
310,000 元, but 272 套 are not 272 栋: such a row is kept as printed and never computed with.
"""
from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import zhconv

from data.language import Label

CODE_TABLE = Path(__file__).with_name("metrics.toml")
# Spellings of one unit, each with what turns its numbers into the first one's.
SAME_UNIT: tuple[dict[str, float], ...] = (
    {"人": 1, "名": 1, "位": 1},
    {"栋": 1, "幢": 1, "座": 1},
    {"场": 1, "场次": 1},
    {"台": 1, "部": 1},
    {"平方米": 1, "㎡": 1, "m²": 1, "m2": 1, "平米": 1, "万平方米": 10_000},
    {"米": 1, "公里": 1_000, "千米": 1_000},
    {"元": 1, "万元": 10_000, "亿元": 100_000_000},
    {"%": 1, "％": 1},
)
NEEDED = {"id", "zh", "en", "unit"}
OPTIONAL = {"synonyms", "other_units", "additive"}
DECORATION = re.compile(r"[\s“”\"'‘’「」()（）—\-_]")


class MetricError(Exception):
    """The code table is wrong; the message names the metric."""


@dataclass(frozen=True)
class Metric:
    """One thing that is counted.

    `other_units` are classifiers that clerks use for the very same thing (个 for 项). `additive` is false for
    what must never be added or divided: shares as printed, dates, the parts of a method.
    """

    id: str
    label: Label
    unit: str
    synonyms: tuple[str, ...] = ()
    other_units: tuple[str, ...] = ()
    additive: bool = True

    def units(self) -> dict[str, float]:
        """Every unit a row of this metric may be in, with the factor that brings it to the metric's own."""
        found = {**_same(self.unit), **dict.fromkeys((self.unit, *self.other_units), 1.0)}
        return {**_in_ten_thousands(found), **found}

    def factor(self, unit: str | None) -> float | None:
        """What turns a number in `unit` into the metric's unit; None when it counts something else."""
        return self.units().get((unit or "").strip())


@cache
def metrics() -> dict[str, Metric]:
    """Every metric by id; raises MetricError when two of them answer to one name."""
    found = [_metric(raw) for raw in tomllib.loads(CODE_TABLE.read_text("utf-8"))["metrics"]]
    _index(found)
    return {one.id: one for one in found}


def resolve(text: str) -> Metric | None:
    """The metric of that id, Chinese or English name, or synonym; None when there is none."""
    return _names().get(_plain(text))


def named_in(text: str) -> Metric | None:
    """The one metric that the text speaks of: 各社区按时办结数（件） speaks of 按时办结数, not of 办结数 as well."""
    words = _plain(text)
    found: dict[str, Metric] = {}
    for name, metric in sorted(_names().items(), key=lambda one: -len(one[0])):
        if len(name) > 2 and name in words:
            found[metric.id] = metric
            words = words.replace(name, " ")
    return next(iter(found.values())) if len(found) == 1 else None


def unit_factor(unit: str | None, own: str) -> float | None:
    """What turns a number in `unit` into the unit `own`; None when the two count different things."""
    return {own: 1.0, **_same(own)}.get((unit or "").strip())


def _metric(raw: dict[str, Any]) -> Metric:
    if set(raw) - NEEDED - OPTIONAL or not all(raw.get(key) for key in NEEDED):
        raise MetricError(f"{raw.get('id')}: needs {sorted(NEEDED)}, may have {sorted(OPTIONAL)}")
    return Metric(raw["id"], Label(raw["zh"], raw["en"]), raw["unit"], tuple(raw.get("synonyms", ())),
                  tuple(raw.get("other_units", ())), raw.get("additive", True))


@cache
def _names() -> dict[str, Metric]:
    return _index(metrics().values())


def _index(found: Iterable[Metric]) -> dict[str, Metric]:
    names: dict[str, Metric] = {}
    for one in found:
        for name in {_plain(text) for text in (one.id, one.label.zh, one.label.en, *one.synonyms)}:
            if name in names:
                raise MetricError(f"{one.id} and {names[name].id} are both called {name!r}")
            names[name] = one
    return names


@lru_cache(maxsize=16_384)
def _plain(text: str) -> str:
    """The text as it is compared: simplified, half-width, lower case, without spaces, quotes and brackets."""
    simplified = zhconv.convert(unicodedata.normalize("NFKC", text), "zh-cn")
    return DECORATION.sub("", simplified).lower()


def _in_ten_thousands(units: dict[str, float]) -> dict[str, float]:
    """万人 for 人, of what is counted or measured; a share and what is in 万 or 亿 already have none."""
    return {f"万{unit}": 10_000 * factor for unit, factor in units.items() if unit[0] not in "万亿%％"}


def _same(unit: str) -> dict[str, float]:
    for group in SAME_UNIT:
        if unit in group:
            return {name: factor / group[unit] for name, factor in group.items()}
    return {}
