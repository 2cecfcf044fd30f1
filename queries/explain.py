"""Who moved the number: the change between two periods, split over areas or kinds so that the parts add up to it.

A count splits into the differences of its parts. A rate splits into what each part's own rate did, at the mean of
its two weights, and what the shift of weight between the parts did, at the mean of its two rates against the mean of
the whole: E. M. Kitagawa, Components of a difference between two rates, Journal of the American Statistical
Association 50 (1955). Both halves are symmetrical in time and leave nothing over. It is arithmetic, never a cause.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from data.areas import DIGITS
from data.database import Database
from data.language import Label, label
from queries import changes, series
from queries.catalogue import ALL, Indicator, catalogue
from queries.periods import Period
from queries.series import Value, number

BREAKDOWN = "breakdown"
REST = "rest"
NOISE = 1e-12  # of what was added up: what sums of floats may differ by
NAMED = 3  # parts that the sentence names

Pair = tuple[Value | None, Value | None]
Sides = tuple[float, float, float, float]  # numerator and denominator now, then before


@dataclass(frozen=True)
class Part:
    """What one part did to the whole. Amounts are in points of a rate of per cent, else in the indicator's unit.

    `now` and `before` are the part's own values, `weight_now` and `weight_before` its shares of the denominator.
    `own` and `shift` add up to `total`; both are None where they cannot be told apart. `key` is an area code, a
    breakdown, an indicator of a combined score, or REST for what belongs to no part.
    """

    key: str
    name: Label
    total: float
    own: float | None = None
    shift: float | None = None
    now: float | None = None
    before: float | None = None
    weight_now: float | None = None
    weight_before: float | None = None


@dataclass(frozen=True)
class Explanation:
    """The change of an indicator and its parts, the one that moved it most first; or `why` it cannot be split."""

    now: Value
    before: Value
    by: str
    parts: tuple[Part, ...] = ()
    why: Label | None = None

    @property
    def amount(self) -> float | None:
        """The whole change; None where it cannot be told."""
        if self.why is not None or self.now.value is None or self.before.value is None:
            return None
        return self.now.value - self.before.value

    @property
    def shift(self) -> float | None:
        """What the shift of weight between the parts did in all; None where the parts have no weights."""
        told = [one.shift for one in self.parts if one.shift is not None]
        return fsum(told) if told else None

    def sentence(self, language: str = "zh") -> str:
        """办结率下降2.1个百分点，其中体育社区影响1.3个百分点，构成变化影响0.4个百分点; never a cause."""
        amount, one = self.amount, self.now.indicator
        title = one.title.text(language)
        if amount is None:
            return label("explain.no_sentence", title=title, why=self.why or label("why.nothing_now")).text(language)
        said = {"title": title, "change": moved(one, amount)}
        if round(amount, 1) == 0:
            return label("explain.flat", **said).text(language)
        comma = label("explain.comma").text(language)
        items = comma.join(_item(name, part, amount, one).text(language) for name, part in self._told())
        return label("explain.sentence", parts=items, **said).text(language)

    def _told(self) -> list[tuple[Label, float]]:
        """What the sentence names: the parts that moved it most, all others together, and the shift of weight."""
        single = [(one.name, one.total if one.own is None else one.own) for one in self.parts]
        single = [pair for pair in single if round(pair[1], 1)]
        single.sort(key=lambda pair: -abs(pair[1]))
        named, others = single[:NAMED], single[NAMED:]
        if others:
            named.append((label("explain.others", count=len(others)), fsum(amount for _, amount in others)))
        if self.shift is not None:
            named.append((label("explain.structure"), self.shift))
        return [pair for pair in named if round(pair[1], 1)]


def moved(one: Indicator, amount: float) -> Label:
    """The whole change in words: 下降2.1个百分点, 增加37件, 持平."""
    if round(amount, 1) == 0:
        return label("change.flat")
    kind = ("points" if one.is_percent else "score") if one.in_points else "amount"
    return label(f"change.{'up' if amount > 0 else 'down'}_{kind}", amount=_size(amount), unit=one.unit)


def signed(one: Indicator, amount: float) -> Label:
    """An amount with its sign: +1.3个百分点, −12件."""
    rounded = round(amount, 1)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return label("explain.signed", sign=sign, amount=_size(amount), unit=_unit(one))


def explain(
    database: Database, name: str, area_code: str, now: Period, before: Period, by: str, part: str = ALL
) -> Explanation:
    """The change of an indicator between two periods over the areas of a level, or over its kinds (`breakdown`).

    A combined score splits over its weighted parts for `breakdown`. `part` is the list looked at where lists are
    never pooled. Raises UnknownIndicator; what cannot be defended is not split and says why.
    """
    one = series.indicator(name)
    weights = one.combine or ((1.0, name),)
    names = list(dict.fromkeys([name, *(each for _, each in weights)]))
    asked = series.values(database, names, area_code, [now, before], part)
    wholes = {new.indicator.id: (new, old) for new, old in zip(asked[::2], asked[1::2], strict=True)}
    new, old = wholes[name]
    why = changes.no_difference(database, new, old) or _not_so(one, by, part)
    if why is not None:
        return Explanation(new, old, by, why=why)
    if by == BREAKDOWN and one.combine:
        return Explanation(new, old, by, tuple(_ordered(_components(one, wholes))))
    pairs = _pairs(database, names, area_code, (now, before), by, part)
    if not any(value is not None and value.value is not None for pair in pairs[name].values() for value in pair):
        return Explanation(new, old, by, why=label("explain.no_parts"))
    split = [(weight, _split(series.indicator(each), wholes[each], pairs[each])) for weight, each in weights]
    return Explanation(new, old, by, tuple(_ordered(_weighted(one, split, pairs[name]))))


def _not_so(one: Indicator, by: str, part: str) -> Label | None:
    """Why the indicator cannot be split in this way."""
    if not one.pooled and (by == BREAKDOWN or part == ALL):
        return label("why.never_pooled", breakdown=one.breakdown_title or one.title)
    if by != BREAKDOWN:
        if one.grain and DIGITS[by] > DIGITS[one.grain]:
            return label(f"why.no_finer_than_{one.grain}")
        return None
    return None if one.breakdown or one.combine else label("explain.no_breakdown")


def _pairs(
    database: Database, names: Sequence[str], area_code: str, periods: tuple[Period, Period], by: str, part: str
) -> dict[str, dict[str, Pair]]:
    """Indicator -> area code or breakdown -> its values in the two periods."""
    found: dict[str, dict[str, Pair]] = {name: {} for name in names}
    if by == BREAKDOWN:
        values = [each for name in found for period in periods
                  for each in series.by_breakdown(database, name, area_code, period)]
    else:
        values = series.by_areas(database, list(found), area_code, periods, by, part)
    for each in values:
        key = each.breakdown if by == BREAKDOWN else each.area_code
        new, old = found[each.indicator.id].get(key, (None, None))
        found[each.indicator.id][key] = (each, old) if each.period == periods[0] else (new, each)
    return found


def _split(one: Indicator, whole: Pair, pairs: Mapping[str, Pair]) -> dict[str, Part]:
    """The parts of one plain indicator by key, that of no part under REST."""
    sides = {key: _sides(*pair) for key, pair in pairs.items()}
    of_whole = _sides(*whole)
    rest, scale = _rest(of_whole, sides.values()), one.scale
    if not one.is_rate:
        found = {key: _difference(key, side) for key, side in sides.items()}
        return found | ({REST: _difference(REST, rest)} if rest else {})
    if not any(side[1] or side[3] for side in sides.values()):  # only the whole has a base: shares of one rate
        found = {key: _share(key, side, of_whole, scale) for key, side in sides.items()}
        over = (of_whole[0] - fsum(side[0] for side in sides.values()), 0.0,
                of_whole[2] - fsum(side[2] for side in sides.values()), 0.0)
        return found | ({REST: _share(REST, over, of_whole, scale)} if _is_something(over, of_whole) else {})
    found = {key: _moved_rate(key, side, of_whole, scale) for key, side in sides.items()}
    if rest is None:
        return found
    left = _moved_rate(REST, rest, of_whole, scale)
    overlapping = min(rest) < 0  # the parts hold more than the whole: what is left is no part of its own
    return found | {REST: Part(REST, left.name, left.total) if overlapping else left}


def _sides(now: Value | None, before: Value | None) -> Sides:
    return (
        (now.numerator if now else None) or 0.0, (now.denominator if now else None) or 0.0,
        (before.numerator if before else None) or 0.0, (before.denominator if before else None) or 0.0,
    )


def _rest(whole: Sides, parts: Iterable[Sides]) -> Sides | None:
    """What of the whole is in none of the parts; None when it is nothing but the noise of adding up."""
    summed = [fsum(column) for column in zip(*parts, strict=True)] or [0.0] * 4
    left = [total - part for total, part in zip(whole, summed, strict=True)]
    if not _is_something(left, whole):
        return None
    tiny = [0.0 if abs(each) <= NOISE * abs(total) else each for each, total in zip(left, whole, strict=True)]
    return tiny[0], tiny[1], tiny[2], tiny[3]


def _is_something(left: Sequence[float], whole: Sides) -> bool:
    return any(abs(each) > NOISE * max(1.0, abs(total)) for each, total in zip(left, whole, strict=True))


def _difference(key: str, side: Sides) -> Part:
    """A part of a count: nothing but its own difference."""
    amount = side[0] - side[2]
    return Part(key, _name(key), amount, now=side[0], before=side[2])


def _share(key: str, side: Sides, whole: Sides, scale: float) -> Part:
    """A part of the numerator only, over the whole's denominator."""
    new, old = scale * side[0] / whole[1], scale * side[2] / whole[3]
    return Part(key, _name(key), new - old, now=new, before=old)


def _moved_rate(key: str, side: Sides, whole: Sides, scale: float) -> Part:
    """Own change and shift of weight of one part of a rate.

    A part that has a base in one of the periods only has no change of its own: all it did is to come or to go.
    """
    new_rate, old_rate = _rate(side[0], side[1], scale), _rate(side[2], side[3], scale)
    new_weight, old_weight = side[1] / whole[1], side[3] / whole[3]
    middle = scale * (whole[0] / whole[1] + whole[2] / whole[3]) / 2
    moved = scale * (side[0] / whole[1] - side[2] / whole[3])
    total = moved - middle * (new_weight - old_weight)
    own = 0.0
    if new_rate is not None and old_rate is not None:
        own = (new_weight + old_weight) / 2 * (new_rate - old_rate)
    return Part(key, _name(key), total, own, total - own, new_rate, old_rate, new_weight, old_weight)


def _rate(numerator: float, denominator: float, scale: float) -> float | None:
    return scale * numerator / denominator if denominator else None


def _components(one: Indicator, wholes: Mapping[str, tuple[Value, Value]]) -> list[Part]:
    """The parts of a combined score: what each indicator in it did, by its weight."""
    found = []
    for weight, name in one.combine:
        new, old = wholes[name]
        total = weight * ((new.value or 0.0) - (old.value or 0.0))
        found.append(Part(name, catalogue()[name].title, total, now=new.value, before=old.value))
    return found


def _weighted(
    one: Indicator, split: Sequence[tuple[float, dict[str, Part]]], pairs: Mapping[str, Pair]
) -> list[Part]:
    """The parts of every indicator in it, weighted and added up by key; of a plain indicator its own."""
    found = []
    for key in dict.fromkeys(key for _, parts in split for key in parts):
        several = [(weight, parts[key]) for weight, parts in split if key in parts]
        new, old = pairs.get(key, (None, None))
        first = several[0][1]
        found.append(Part(
            key, _named(one, key, new or old),
            fsum(weight * each.total for weight, each in several),
            _added([None if each.own is None else weight * each.own for weight, each in several]),
            _added([None if each.shift is None else weight * each.shift for weight, each in several]),
            new.value if new else first.now if key == REST else None,
            old.value if old else first.before if key == REST else None,
            first.weight_now if len(split) == 1 else None,
            first.weight_before if len(split) == 1 else None,
        ))
    return found


def _added(amounts: Sequence[float | None]) -> float | None:
    known = [one for one in amounts if one is not None]
    return fsum(known) if known and len(known) == len(amounts) else None


def _ordered(parts: Iterable[Part]) -> list[Part]:
    return sorted(parts, key=lambda one: (one.key == REST, -abs(one.total), one.key))


def _named(one: Indicator, key: str, value: Value | None) -> Label:
    if key == REST or value is None:
        return label("explain.rest")
    if value.breakdown != ALL and one.pooled:
        return one.part_name(value.breakdown)
    return Label(value.area_name, value.area_name)


def _name(key: str) -> Label:
    return label("explain.rest") if key == REST else Label(key, key)


def _item(name: Label, amount: float, whole: float, one: Indicator) -> Label:
    """体育社区影响1.3个百分点, or 反向影响 where it went against the whole."""
    key = "item" if (amount > 0) == (whole > 0) else "item_against"
    return label(f"explain.{key}", name=name, amount=_size(amount), unit=_unit(one))


def _unit(one: Indicator) -> Label:
    return label("explain.points") if one.is_percent else one.unit


def _size(amount: float) -> str:
    return number(abs(amount), 0 if amount == round(amount) else 1)
