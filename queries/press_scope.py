"""Where and when a figure of a press text was counted: what its words say, else what stands above it.

The nearest words decide: those beside the figure, then its clause, its sentence, and its paragraph.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from data import areas
from data.database import Database
from queries.periods import Period, add_months, month_end, year_so_far
from queries.press_figures import Printed, plain

How = Literal["said", "above", "asked"]
# What says when, the nearest to the figure decides.
_WHEN = re.compile(
    r"(?P<months>1[—–\-~至到](?P<through>\d{1,2})月)|(?:截至|截止到?|至)[^，。；]{0,9}?(?P<until>\d{1,2})月"
    r"|(?P<so_far>今年以来|年初以来|累计|年内|今年)|(?P<whole>全年|年度)(?!目标|任务|计划)"
    r"|(?P<this>本月|当月)|(?P<half>上半年)|(?P<month>\d{1,2})月(?!\d|以来)")
_YEAR = re.compile(r"(20\d\d)年")
_IN_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_WHOLE_STREET = re.compile(r"(?:全|整个|我)街道?|街道(?:平均|整体|总体)")


@dataclass(frozen=True)
class Scope:
    """Reads places and periods for one text about one area and month."""

    database: Database
    text: str
    area_code: str
    month: Period

    def place(self, one: Printed) -> tuple[str, How]:
        """The area, and where it was told; an empty code where several are named at once."""
        if _WHOLE_STREET.search(one.left):
            return self.area_code, "said"
        for words in (one.left, one.clause, one.before):
            named = self._named(words)
            if len(named) == 1:
                return named[0], "said"
            if named:
                return "", "said"
        above = self._last(one.above)
        return (above, "above") if above else (self.area_code, "asked")

    def periods(self, one: Printed) -> tuple[list[Period], How]:
        """The periods that may be meant, the likeliest first, and where they were told."""
        if said := self._told(one.before):
            return said, "said"
        if above := self._told(one.above):
            return above, "above"
        return self.usual(), "asked"

    def usual(self) -> list[Period]:
        """Where nothing is said: the month, the year up to it, the year; what was asked for comes first."""
        end = self.month.end
        tried = [self.month, year_so_far(self.month), Period.year(end.year)]
        if self.month.kind == "ytd":
            tried = [self.month, Period.month(end.year, end.month), Period.year(end.year)]
        return list(dict.fromkeys(tried))

    def without_places(self, words: str) -> str:
        """The words with a mark in place of every area's name."""
        for name in sorted(self.places, key=len, reverse=True):
            words = words.replace(name, "|")
        return words

    @cached_property
    def places(self) -> dict[str, str]:
        """The places of the district that the text names anywhere, by their names; a name that two bear is left out."""
        read, found = plain(self.text), dict[str, str]()
        for one in areas.every(self.database):
            if not one.code.startswith(self.area_code[:6]):
                continue
            for name in {plain(one.name), _IN_BRACKETS.sub("", plain(one.name))}:
                if name in read:
                    found[name] = one.code if found.get(name, one.code) == one.code else ""
        return {name: code for name, code in found.items() if code}

    def _named(self, words: str) -> list[str]:
        named = [name for name in self.places if name in words]
        named = [name for name in named if not any(name in other for other in named if other != name)]
        return list(dict.fromkeys(self.places[name] for name in named))

    def _last(self, words: str) -> str:
        """The place named last."""
        at = {words.rfind(name) + len(name): code for name, code in self.places.items() if name in words}
        return at[max(at)] if at else ""

    def _told(self, words: str) -> list[Period]:
        """What the words name last."""
        said = list(_WHEN.finditer(words))
        if not said:
            return []
        last, end = said[-1], self.month.end
        if year := _YEAR.findall(words[max(0, last.start() - 6) : last.end()]):
            end = end.replace(year=int(year[-1]), day=28)
        if through := last["through"] or last["until"]:
            return _year_to(end.year, int(through))
        if last["so_far"]:
            return list(dict.fromkeys([year_so_far(self.month), Period.year(end.year)]))
        if last["whole"]:
            return [Period.year(end.year)]
        if last["this"]:
            return [Period.month(end.year, end.month)]
        if last["half"]:
            return _year_to(end.year, 6)
        month = int(last["month"])
        return [Period.month(end.year, month)] if 1 <= month <= 12 else []


def _year_to(year: int, month: int) -> list[Period]:
    return [Period.year_to_date(month_end(add_months(Period.year(year).start, month - 1)))] if 1 <= month <= 12 else []
