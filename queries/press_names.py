"""Which indicator the words around a figure name: titles, synonyms, and what reports call the same thing.

A name is compared by pairs of characters, the rarer a pair among all names the more it says; one whose words stand
in another order (新增城镇就业) is all there as well. Two names that fit about as well are both told: whoever asks must
not guess.
"""
from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from data.language import Label
from data.metrics import metrics, unit_factor
from queries.catalogue import ALL, Indicator, catalogue

FURTHER_NAMES = Path(__file__).with_suffix(".toml")
ENOUGH = 0.6  # the share of a name that the words must hold
WHOLE = 0.99  # the share of a name that is all of it
UNLIKE = 0.1  # by so much less of a name a second one is left aside
LONG = 4  # letters of a name whose words may stand in another order
ALIKE = 0.8  # a second name that fits this well makes the figure ambiguous
FARTHER = 0.5  # what a pair counts that stands elsewhere in the sentence
NEAR = 0.4  # of the letters of a name that only the whole sentence completes, so many stand beside the figure
COMPLETED = 0.7  # the share that such a name has
_IN_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_PER = re.compile("^每|平均|^户均|^次均|^场均")
_NO_AMOUNT = ("月.日", "日期", "月")
_NO_WORD = re.compile(r"[^\u4e00-\u9fff\dA-Za-z]")
_COUNTED = re.compile(
    "(?<=..)(总人数|总数|总量|人数|户数|次数|处数|套数|件数|场次|家次|人次|个数|数量|面积|金额|发放额|数|量|额)$")


@dataclass(frozen=True)
class Thing:
    """What a figure may be a figure of: an indicator, or a metric that units report. One may be both.

    `sides`: (indicator, numerator or denominator) that count the same as the metric does.
    """

    id: str
    title: Label
    unit: str
    names: tuple[str, ...]
    indicator: str | None = None
    metric: str | None = None
    sides: tuple[tuple[str, str], ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Its names as they are compared: whole, and without what only says that they are counts."""
        return tuple(dict.fromkeys(each for name in self.names for each in (_whole(name), _core(name))))

    def factor(self, unit: str) -> float | None:
        """What turns a number in `unit` into this one's unit; None when the two count different things."""
        if self.metric is not None and (found := metrics()[self.metric].factor(unit)) is not None:
            return found
        if _PER.search(self.title.zh) and "·" not in self.unit and unit and unit == self.unit.partition("/")[0]:
            return 1.0  # 每千名老人养老床位1.3张
        found = unit_factor(unit, self.unit)
        if found is None and unit in _CLASSIFIERS.get(self.unit, ()):
            return 1.0
        return found


@dataclass(frozen=True)
class Match:
    """How well the words name a thing: `share` of its name, and the `pairs` beside the figure with their weight."""

    thing: Thing
    share: float
    score: float
    pairs: frozenset[str]
    name: str


# Counting words that press texts use for one another; 套 and 栋, 人 and 人次, 家 and 家次 are never the same.
_CLASSIFIERS: dict[str, tuple[str, ...]] = {
    "项": ("个", "件"), "处": ("个",), "件": ("个", "项", "宗", "条", "起"),
    "条": ("个", "件"), "起": ("件", "个", "宗"), "场次": ("场", "次"), "场": ("场次", "次"), "次": ("场", "场次"),
    "支": ("个",), "家": ("个",), "分": ("",), "级": ("个",), "台": ("部", "个"),
}


@cache
def things() -> tuple[Thing, ...]:
    """Everything that a figure may be matched to."""
    of_metric: dict[str, str] = {}
    sides: dict[str, list[tuple[str, str]]] = {}
    for one in catalogue().values():
        for metric, side in _counted(one):
            if side == "value":
                of_metric.setdefault(metric, one.id)
            else:
                sides.setdefault(metric, []).append((one.id, side))
    for one in catalogue().values():
        if one.id not in of_metric.values() and (alike := _called_alike(one)):
            of_metric.setdefault(alike, one.id)
    found = [
        Thing(one.id, one.label, one.unit,
              (one.label.zh, *one.synonyms, *_titles(of_metric.get(one.id)), *_called(one.id, of_metric.get(one.id))),
              of_metric.get(one.id), one.id, (*sides.get(one.id, ()), *_sides(one.id)))
        for one in metrics().values() if one.unit not in _NO_AMOUNT
    ]
    merged = set(of_metric.values())
    found += [Thing(one.id, one.title, one.unit.zh, (*_names(one), *_called(one.id)), one.id)
              for one in catalogue().values() if one.id not in merged and not one.per_target]
    return tuple(found)


@cache
def _further() -> dict[str, dict[str, Any]]:
    """What press_names.toml says, by indicator or metric; raises KeyError when it names neither."""
    said = tomllib.loads(FURTHER_NAMES.read_text("utf-8"))
    if unknown := set(said) - set(metrics()) - set(catalogue()):
        raise KeyError(f"{FURTHER_NAMES.name}: {sorted(unknown)}")
    return said


def _called(*names: str | None) -> tuple[str, ...]:
    return tuple(each for name in dict.fromkeys(names) if name for each in _further().get(name, {}).get("names", ()))


def _sides(metric: str) -> tuple[tuple[str, str], ...]:
    told = [side.partition("/") for side in _further().get(metric, {}).get("sides", ())]
    return tuple((indicator, side) for indicator, _, side in told)


def matches(unit: str | None, near: Sequence[str], farther: str) -> list[Match]:
    """The things that the words name, the best first; `near` are the words beside the figure.

    None as the unit: whatever they are counted in. What stands beside the figure decides; the rest of the sentence
    only completes a name. One whose name holds all that another's holds, and more, is the only one of the two that is
    told.
    """
    close = frozenset().union(*(_pairs(_NO_WORD.sub("", one)) for one in near)) if near else frozenset()
    rest = _pairs(_NO_WORD.sub("", farther))
    found = [each for one in things() if unit is None or one.factor(unit) is not None
             if (each := _best(one, close, rest)) is not None]
    found.sort(key=lambda one: (-one.score, -one.share))
    if not found:
        return []
    best = found[0]
    return [best, *(one for one in found[1:] if one.score >= ALIKE * best.score and not (
        one.pairs <= best.pairs and (one.pairs < best.pairs or (
            best.share >= WHOLE and one.share < best.share - UNLIKE))))]


def topic_of(thing: Thing) -> str:
    """The topic of the thing, or of what it is the upper or lower part of; nothing where that is not known."""
    name = thing.indicator or next((indicator for indicator, _ in thing.sides), None)
    if name:
        return catalogue()[name].topic
    return "service" if (thing.metric or "").startswith("requests_") else ""


def _counted(one: Indicator) -> list[tuple[str, str]]:
    """(metric, value, numerator or denominator): the metrics that this indicator counts by themselves."""
    ways = [way for way in one.statistic if way[0] == ALL]
    if len(ways) != 1:
        return []
    _, above, below = ways[0]
    if not below:
        return [(above[0], "value")] if len(above) == 1 and not one.denominator else []
    return [(side[0], name) for side, name in ((above, "numerator"), (below, "denominator")) if len(side) == 1]


def _called_alike(one: Indicator) -> str | None:
    """The metric of the same name and unit (到位资金)."""
    if (one.denominator and not one.is_percent) or one.combine or one.per_target or not one.pooled:
        return None
    names = {_core(one.title.zh), _whole(one.title.zh)}
    return next((metric.id for metric in metrics().values()
                 if names & {_core(name) for name in (metric.label.zh, *metric.synonyms)}
                 and metric.factor(one.unit.zh) == 1), None)


def _titles(indicator: str | None) -> tuple[str, ...]:
    return _names(catalogue()[indicator]) if indicator else ()


def _names(one: Indicator) -> tuple[str, ...]:
    """The title, and the heading of the one column that it counts."""
    return (one.title.zh,)


def _best(thing: Thing, close: frozenset[str], rest: frozenset[str]) -> Match | None:
    found = []
    for name in thing.spellings:
        wanted = _pairs(name)
        if not wanted:
            continue
        weights = {pair: _weight(pair) for pair in wanted}
        near, far = wanted & close, (wanted & rest) - close
        if not close:
            near, far = far, near
        score = sum(weights[pair] for pair in near)
        share = (score + FARTHER * sum(weights[pair] for pair in far)) / sum(weights.values())
        share = max(share, _by_letters(name, near, far))
        if near and share >= ENOUGH:
            found.append(Match(thing, share, score, frozenset(near), name))
    return max(found, key=lambda one: (one.score, one.share), default=None)


def _by_letters(name: str, near: frozenset[str], far: frozenset[str]) -> float:
    """1 where every letter of the name stands in a pair beside the figure, whatever the order of its words."""
    beside, anywhere = _covered(name, near), _covered(name, near | far)
    if len(name) < LONG or len(anywhere) < len(name):
        return 0.0
    return 1.0 if len(beside) == len(name) else COMPLETED if len(beside) >= NEAR * len(name) else 0.0


def _covered(name: str, pairs: frozenset[str]) -> set[int]:
    """The places of the name's letters that stand in one of the pairs."""
    return {place for at in range(len(name) - 1) if name[at : at + 2] in pairs for place in (at, at + 1)}


@cache
def _weights() -> Counter[str]:
    return Counter(pair for one in things() for pair in frozenset().union(*map(_pairs, one.spellings)))


def _weight(pair: str) -> float:
    return (_weights()[pair] or 1) ** -0.5


@cache
def _core(name: str) -> str:
    """The name without brackets, marks, and the word that says it is a count: 拆违处数 -> 拆违."""
    bare = _NO_WORD.sub("", _IN_BRACKETS.sub("", name))
    return _COUNTED.sub("", bare)


@cache
def _whole(name: str) -> str:
    return _NO_WORD.sub("", name)


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


