"""发布口径核对: every figure of a text that goes to the press, held against the database.

A figure is matched by the words around it and by its unit, then judged as it is worded (602 fits 600余, 598 does
not). What a sentence leaves out (办结598件) is taken from the sentences before it in its paragraph: the subject, the
area, the period. Where the words may mean several numbers it is said so, and nothing is judged: no match is better
than a wrong one.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from data import areas
from data.database import Database
from data.language import Label, label
from queries import press_relative
from queries.catalogue import ALL, catalogue
from queries.periods import Period
from queries.press_figures import Printed, figures_in
from queries.press_findings import MOST, VERDICTS, Finding, TooLong, Verdict, as_json
from queries.press_fit import Known, may_be, suggestion
from queries.press_known import Numbers
from queries.press_names import WHOLE, Match, Thing, matches, things, topic_of
from queries.press_relative import Subject
from queries.press_scope import Scope
from queries.press_words import another_subject, only_adds_list, words_left

__all__ = ["MOST", "VERDICTS", "Finding", "TooLong", "Verdict", "as_json", "check"]

MOST_NAMES = 4  # that a remark lists
_BEFORE_NOW = re.compile(r"(?:去年|上年)(?:同期)?(?:的|为|仅|是)?$")
_ELSEWHERE = re.compile("(?<!占)全[国省市区县](?!首|第一|率先|域|面)")
_COMPARED = re.compile("低于|高于|优于|平均")
_OF_THESE = re.compile("其中|包括|包含")


def check(database: Database, text: str, area_code: str, period: Period) -> list[Finding]:
    """Every figure of the text in its order; raises TooLong. `period` is the month that the text is about."""
    if len(text) > MOST:
        raise TooLong
    return _Check(Numbers(database), text, Scope(database, text, area_code, period)).findings()


@dataclass(frozen=True)
class _Meant:
    """One reading of a figure: a thing, or one part of it, at a place, in the first of the periods with a number."""

    thing: Thing
    place: str
    periods: Sequence[Period]
    part: str = ALL


@dataclass
class _Check:
    numbers: Numbers
    text: str
    scope: Scope
    subject: Subject | None = None
    paragraph: int = -1
    taken: str = ""  # the words behind the figure before that say what it counts

    def findings(self) -> list[Finding]:
        found = []
        for one in figures_in(self.text):
            paragraph = one.sentence - len(one.above)
            if paragraph != self.paragraph:
                self.paragraph, self.subject = paragraph, None
            if one.follows_figure and self.taken and one.left.startswith(self.taken):
                one = replace(one, left=one.left[len(self.taken):])
            self.taken = ""
            finding = self._finding(one)
            if not (one.is_article and finding.verdict in ("unknown", "ambiguous", "not_fits")):
                found.append(finding)
        return found

    def _finding(self, one: Printed) -> Finding:
        base = Finding(one.start, one.end, self.text.count("\n", 0, one.start) + 1, one.text, one.clause.strip(),
                       "unknown", why=label("press.why_unknown"))
        if one.is_range:
            return replace(base, why=label("press.why_range"))
        kind = press_relative.kind_of(one)
        found = self._matches(one)
        if kind and not (kind == "share_of" and found and found[0].share >= WHOLE):
            self.subject = self._subject_of(one)
            return press_relative.told(self.numbers, one, base, self.subject, kind)
        if one.unit.endswith("百分点"):
            return base
        if (of_part := self._of_part(one, base, found)) is not None:
            return of_part
        if found:
            return self._judged(one, base, self._of_one_subject(one, found))
        return self._without_name(one, base)

    def _matches(self, one: Printed) -> list[Match]:
        """What stands beside the figure names a thing, else its sentence does, else its paragraph."""
        left, right = self.scope.without_places(one.left), self.scope.without_places(one.right)
        if one.follows_figure and (found := matches(one.unit, [right], "")):
            return found
        return matches(one.unit, [left, right], one.before) or (
            matches(one.unit, [left, right], one.above + one.before) if one.above else [])

    def _without_name(self, one: Printed, base: Finding) -> Finding:
        """A figure of no name: the number that the one before is held against, a part of it, or of another unit."""
        subject = self.subject
        if subject and _COMPARED.search(one.left) and subject.thing.factor(one.unit) is not None:
            place = self.scope.place(one)[0] or self.scope.area_code
            if place == subject.area_code:
                place = areas.parent_of(place) or place
            return self._of_meant(one, base, [_Meant(subject.thing, place, [subject.period], subject.part)])
        if subject and _OF_THESE.search(one.left) and subject.thing.factor(one.unit) is not None:
            words = words_left(one.left) or one.text
            return replace(base, verdict="ambiguous", title=subject.thing.title, candidates=(subject.thing.title,),
                           why=label("press.why_narrower", words=words, title=subject.thing.title))
        if subject and one.unit == "%" and (rate := self._share_of_these(one, subject)):
            return self._of_meant(one, base, [_Meant(rate, subject.area_code, [subject.period], subject.part)])
        return self._in_another_unit(one, base)

    def _share_of_these(self, one: Printed, subject: Subject) -> Thing | None:
        """152项（48.1%）: the rate that the number before stands above the line of; None where there are several."""
        if not one.left.startswith(("（", "(")) or len(one.left) > 1:
            return None
        rates = {name for name, side in subject.thing.sides if side == "numerator"}
        found = [each for each in things() if each.indicator in rates and each.unit == "%"]
        return found[0] if len(found) == 1 else None

    def _in_another_unit(self, one: Printed, base: Finding) -> Finding:
        """272套 of what is counted in 栋 is no number of it, and 人次 are no 人."""
        left, right = self.scope.without_places(one.left), self.scope.without_places(one.right)
        named = [each for each in matches(None, [left, right], "") if each.share >= WHOLE]
        if len(named) != 1 or not one.unit:
            return base
        thing = named[0].thing
        return replace(base, why=label("press.why_unit", title=thing.title, own=thing.unit, unit=one.unit))

    def _of_one_subject(self, one: Printed, found: list[Match]) -> list[Match]:
        """Of several things of one name, those of the subject that the text speaks of: 企业问题办结率 of 办结率."""
        best = found[0]
        other = another_subject(best, one.before, one.above)
        if other:
            left, right = self.scope.without_places(one.left), self.scope.without_places(one.right)
            again = [each for each in matches(one.unit, [f"{left}|{other}", right], one.above + one.before)
                     if other in each.name]
            is_near = other in one.before or (
                self.subject is not None and again and topic_of(again[0].thing) == topic_of(self.subject.thing))
            if len(again) == 1 and is_near:
                return again
        elif len(found) > 1 and self.subject:
            same = [each for each in found if topic_of(each.thing) == topic_of(self.subject.thing)]
            return same if len(same) == 1 else found
        return found

    def _judged(self, one: Printed, base: Finding, found: list[Match]) -> Finding:
        if len(found) > 1:
            return _several(base, [each.thing.title for each in found])
        best = found[0]
        self.taken = one.right if best.pairs and not any(pair in one.left for pair in best.pairs) else ""
        other = another_subject(best, one.before, one.above)
        words = words_left(self.scope.without_places(one.left), self.scope.without_places(one.right), best,
                           follows=one.follows_figure)
        if extra := other or words:
            part = self._part(best.thing, extra)
            if part == ALL:
                return replace(base, verdict="ambiguous", title=best.thing.title, candidates=(best.thing.title,),
                               why=label("press.why_narrower", words=extra, title=best.thing.title))
            return self._of_meant(one, base, self._meant(one, best.thing, part))
        return self._of_meant(one, base, self._meant(one, best.thing))

    def _meant(self, one: Printed, thing: Thing, part: str = ALL) -> list[_Meant]:
        """What the words say, then what they may mean where the place or the time only stands further above."""
        place, told_place = self.scope.place(one)
        periods, told_when = self.scope.periods(one)
        found = [_Meant(thing, place, periods, part)]
        if told_when == "above":
            found.append(_Meant(thing, place, self.scope.usual(), part))
        if told_place == "above":
            found += [replace(each, place=self.scope.area_code) for each in found]
        return found

    def _of_meant(self, one: Printed, base: Finding, meant: list[_Meant]) -> Finding:
        """Judged by the first reading; another one that fits instead is told, and nothing is judged."""
        thing, place = meant[0].thing, meant[0].place
        if not place:
            return replace(base, verdict="ambiguous", title=thing.title, why=label("press.why_places"))
        if len(place) > areas.DIGITS["district"] and (wider := _ELSEWHERE.search(one.left)):
            return replace(base, verdict="ambiguous", title=thing.title,
                           why=label("press.why_wider", words=wider.group(), area=self.numbers.names.name(place)))
        base = replace(base, title=self._title(meant[0]), indicator=thing.indicator, metric=thing.metric,
                       area_code=place, area=self.numbers.names.name(place))
        last_year = bool(_BEFORE_NOW.search(one.left))
        readings = [replace(each, periods=[when.last_year() for when in each.periods]) if last_year else each
                    for each in meant]
        known = [numbers for each in readings if (numbers := self._known(one, each))]
        if not known:
            where = label("press.why_no_number", area=base.area, title=thing.title,
                          periods=_listed([each.label for each in readings[0].periods]))
            why = self.numbers.why_none(thing, place, readings[0].periods, meant[0].part)
            return replace(base, verdict="no_number", why=why or where)
        if not last_year and not _COMPARED.search(one.left):
            self.subject = Subject(thing, known[0][0].period, place, self._title(meant[0]), meant[0].part)
        fits = [[_fits(one, thing, each) for each in numbers] for numbers in known]
        if any(fits[0]) and not all(fits[0]):
            return replace(base, verdict="ambiguous", why=label("press.why_ways", numbers=_shown(known[0])))
        if not any(fits[0]) and (others := [each for each, fit in zip(known, fits, strict=True) if all(fit)]):
            return replace(base, verdict="ambiguous", why=label(
                "press.why_readings", first=self._where(known[0][0]), second=self._where(others[0][0])))
        return self._told(one, base, thing, known[0][0], all(fits[0]))

    def _known(self, one: Printed, meant: _Meant) -> list[Known]:
        """The numbers of the first period that fits, else those nearest to what is printed."""
        found: list[list[Known]] = []
        for period in meant.periods:
            if found and period.kind == "year":
                break  # what came after the month may fit by chance
            numbers = self.numbers.of(meant.thing, meant.place, period, meant.part)
            if numbers and all(_fits(one, meant.thing, each) for each in numbers):
                return numbers
            found += [numbers] if numbers else []
        return min(found, key=lambda each: abs(_in_unit_of(one, meant.thing, each[0].value) - one.value), default=[])

    def _told(self, one: Printed, base: Finding, thing: Thing, known: Known, fit: bool) -> Finding:
        exact = _in_unit_of(one, thing, known.value)
        why = None
        if not fit:
            why = label("press.why_rough") if known.bound else label("press.why_not", wording=one.text)
        return replace(
            base, verdict="fits" if fit else "not_fits", period=known.period.code, area_code=known.area_code,
            area=self.numbers.names.name(known.area_code), exact=round(exact, 6), exact_shown=known.shown, why=why,
            suggestion="" if fit or known.bound else suggestion(one, exact, known.is_divided))

    def _where(self, known: Known) -> Label:
        return label("press.number_there", area=self.numbers.names.name(known.area_code), period=known.period.label,
                     number=known.shown)

    def _title(self, meant: _Meant) -> Label:
        if meant.part == ALL:
            return meant.thing.title
        return label("press.part_of", part=self._part_name(meant.thing, meant.part), title=meant.thing.title)

    def _subject_of(self, one: Printed) -> Subject | None:
        """What a change or a share is told of: what stands beside it by its whole name, else what came before."""
        left = self.scope.without_places(one.left)
        for unit in ("%", "人", "件", "万元"):
            found = matches(unit, [left], "")
            if len(found) == 1 and found[0].share >= WHOLE and found[0].thing.indicator:
                return Subject(found[0].thing, self.scope.periods(one)[0][0], self.scope.place(one)[0],
                               found[0].thing.title)
        return self.subject

    # Parts of things: 停车充电 of the requests, 书记清单 of the lists

    def _of_part(self, one: Printed, base: Finding, found: list[Match]) -> Finding | None:
        """A figure whose words name a part of something; None where they do not, or name a thing of that name."""
        name = _within(self._parts, one.left)
        if not name and not words_left(one.left):
            name = _within(self._parts, one.right) or _within(self._parts, _clause_before(one))
        if not name:
            return self._of_same_part(one, base)
        if any(name in called for each in found for called in each.thing.names):
            return None  # 志愿服务 is a kind of activity, and 志愿服务次数 a number of its own
        candidates = [each for each in self._parts[name] if each[0].factor(one.unit) is not None]
        rest = [one.left.replace(name, "|"), one.right.replace(name, "|")]
        named = [each.thing for each in matches(one.unit, rest, "")]
        chosen = [each for each in candidates if each[0] in named]
        if not chosen and not named:
            chosen = self._of_the_sentence(one, candidates)
        if len(chosen) != 1:
            told = chosen or candidates
            return _several(base, [each[0].title for each in told]) if len(told) > 1 else None
        thing, part = chosen[0]
        return self._of_meant(one, base, self._meant(one, thing, part))

    def _of_the_sentence(self, one: Printed, candidates: list[tuple[Thing, str]]) -> list[tuple[Thing, str]]:
        """Of the things that have the part, the subject, else what the sentence names, else the whole of a list."""
        if self.subject and (same := [each for each in candidates if each[0] == self.subject.thing]):
            return same
        words = self.scope.without_places(one.above + one.before)
        named = [each.thing for each in matches(one.unit, [words], "") if each.share >= WHOLE]
        if chosen := [each for each in candidates if each[0] in named]:
            return chosen
        wholes = [each for each in candidates if _is_whole_of_list(each[0])]
        return wholes if not words_left(one.left, but=list(self._parts)) else candidates

    def _of_same_part(self, one: Printed, base: Finding) -> Finding | None:
        """已办结152项 after 书记清单: the lists have no total, so what follows is told of the same one."""
        subject = self.subject
        if subject is None or subject.part == ALL or topic_of(subject.thing) != "commitment":
            return None
        name = self._part_name(subject.thing, subject.part).zh
        own = [each for each in self._parts.get(name, []) if each[1] == subject.part]
        words = words_left(self.scope.without_places(one.left)) or words_left(self.scope.without_places(one.right))
        fitting = [each for each in own if words and each[0].factor(one.unit) is not None
                   and any(only_adds_list(spelling, words) for spelling in each[0].spellings)]
        if len(fitting) != 1:
            return None
        thing, part = fitting[0]
        return self._of_meant(one, base, self._meant(one, thing, part))

    @cached_property
    def _parts(self) -> dict[str, list[tuple[Thing, str]]]:
        return {name: each for name, each in self.numbers.parts_named(self.scope.area_code).items()
                if name in self.text}

    def _part(self, thing: Thing, words: str) -> str:
        """The part of the thing that the words name (停车充电 of 诉求受理量), else all of it."""
        return next((part for one, part in self._parts.get(words, []) if one == thing), ALL)

    def _part_name(self, thing: Thing, part: str) -> Label:
        name = thing.indicator or thing.sides[0][0]
        return catalogue()[name].part_name(part)


def _within(names: Sequence[str] | dict[str, list[tuple[Thing, str]]], words: str) -> str:
    """The longest of the names that stands in the words."""
    return max((name for name in names if name in words), key=len, default="")


def _clause_before(one: Printed) -> str:
    """The words between the last two commas before the figure."""
    return re.split("[，,：:]", one.before[: len(one.before) - len(one.left)].rstrip("，,：:"))[-1]


def _is_whole_of_list(thing: Thing) -> bool:
    return topic_of(thing) == "commitment" and any(side == "denominator" for _, side in thing.sides)


def _several(base: Finding, titles: Sequence[Label]) -> Finding:
    told = tuple(dict.fromkeys(titles))
    key = "why_several" if len(told) <= MOST_NAMES else "why_many"
    return replace(base, verdict="ambiguous", candidates=told,
                   why=label(f"press.{key}", names=_listed(told[:MOST_NAMES]), count=len(told)))


def _in_unit_of(one: Printed, thing: Thing, value: float) -> float:
    """The number in the unit of the figure."""
    return value / (thing.factor(one.unit) or 1.0)


def _fits(one: Printed, thing: Thing, known: Known) -> bool:
    return may_be(one, replace(known, value=_in_unit_of(one, thing, known.value)))


def _shown(numbers: Sequence[Known]) -> str:
    return "；".join(each.shown for each in numbers)


def _listed(names: Sequence[Label]) -> Label:
    return Label("、".join(dict.fromkeys(one.zh for one in names)), ", ".join(dict.fromkeys(one.en for one in names)))
