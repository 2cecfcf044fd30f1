"""What an import or an undo would make of the numbers, told before anything is saved.

    rehearsal = Rehearsal(database)
    report = import_file(database, path, refresh=rehearsal.refresh, observe=rehearsal.observe, dry_run=True)
    report.seen                                                                             -> Effects

The same series code is asked twice: on the store as it is, and on the cursor of the transaction that is rolled back.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from math import inf

import duckdb

from data import areas
from data.areas import DIGITS
from data.contracts import contracts
from data.database import Database
from data.importing.drawn import Drawn, drawn
from data.importing.report import Changes
from data.importing.sheet import Transaction
from data.language import Label, label
from data.remembering import Rows
from queries import cube
from queries.catalogue import ALL, Indicator, catalogue
from queries.changes import Change, compared
from queries.periods import Period, add_months
from queries.series import Value, by_areas, parts
from queries.sources import as_of, reported

MOST_STREETS = 5  # whose numbers are told; a file about more is told for those with the lowest codes
JUMP, WORTH_A_WARNING = 0.5, 10  # a number of ten or more that moves by more than half of itself
SAID = 3


_Whose = tuple[str, str, str]
_Key = tuple[str, str, str, Period]


@dataclass(frozen=True)
class Effect:
    """One number of one area and period, as it is and as it would be.

    `last`: the number of the month before, for a month that had none yet. `has_grown`: a year so far to which such a
    month is added; that it moves is no news.
    """

    change: Change
    last: Value | None = None
    has_grown: bool = False

    @property
    def before(self) -> Value:
        return self.change.before

    @property
    def after(self) -> Value:
        return self.change.now

    @property
    def title(self) -> Label:
        """What the number is called, with the list it is of where lists are never pooled."""
        one = self.after
        if one.breakdown == ALL:
            return one.indicator.title
        return label("charts.part", title=one.indicator.title, part=one.indicator.part_name(one.breakdown))

    @property
    def size(self) -> float:
        """How much it moves, for putting the biggest first; what would be lost altogether comes before everything."""
        if self.after.value is None:
            return inf
        if self.change.amount is not None:
            return abs(self.change.amount)
        if not self.before.value:
            return 100.0
        return abs(self.after.value / self.before.value - 1) * 100

    @property
    def is_jump(self) -> bool:
        """Whether it moves by more than half of itself, small numbers and small bases apart.

        A new month is held against the month before.
        """
        held = self.last if self.before.value is None else self.before
        if held is None or self.has_grown:
            return False
        now, then = self.after.value, held.value
        if now is None or then is None or held.small_base or abs(then) < WORTH_A_WARNING:
            return False
        return abs(now - then) > JUMP * abs(then)

    def moved(self, language: str = "zh") -> str:
        """The change in words: 下降1.4个百分点."""
        if self.before.value is None or self.after.value is None:
            return label("rehearsal.gained" if self.before.value is None else "rehearsal.lost").text(language)
        if self.change.amount is None:
            return label("rehearsal.from_nought" if not self.before.value else "rehearsal.about").text(language)
        return self.change.text(language)

    def sentence(self) -> Label:
        """办结率 西街道 2026年10月：96.2% → 94.8%（下降1.4个百分点）."""
        before, after = (Label(one.display("zh"), one.display("en")) for one in (self.before, self.after))
        return label(
            "rehearsal.sentence", title=self.title, area=self.after.area_name,
            period=self.after.period.label, before=before, after=after, moved=Label(self.moved("zh"), self.moved("en")),
        )


    def jump(self) -> Label:
        """The sentence of a jump; of a new month against the month before."""
        if self.before.value is not None or self.last is None:
            return self.sentence()
        since = Effect(compared(self.after, self.last))
        return label("rehearsal.against_last", text=since.sentence(), last=self.last.period.label)


@dataclass(frozen=True)
class Effects:
    """What would change, the biggest first. `streets_left_out`: further streets that were not looked at.

    `drawn` are the boundaries that would be drawn otherwise.
    """

    changed: tuple[Effect, ...] = ()
    unchanged: int = 0
    missing: tuple[Label, ...] = ()
    streets_left_out: int = 0
    drawn: Drawn | None = None

    def seen_by(self, sees: Callable[[str], bool]) -> Effects:
        """What somebody may read who sees those areas only, without the gaps of others."""
        mine = tuple(one for one in self.changed if sees(one.after.area_code))
        whole = len(mine) == len(self.changed)
        return replace(self, changed=mine, missing=self.missing if whole else ())

    def of_streets(self) -> tuple[Effect, ...]:
        """The numbers of whole streets: those that leaders read."""
        return tuple(one for one in self.changed if len(one.after.area_code) <= DIGITS["street"])

    def of_communities(self) -> tuple[Effect, ...]:
        return tuple(one for one in self.changed if len(one.after.area_code) > DIGITS["street"])

    def warnings(self) -> list[Label]:
        """What a clerk should look at before saving."""
        jumps = [one for one in self.changed if one.is_jump]
        said = list(self.missing)
        if jumps:
            first = [one.jump() for one in jumps[:SAID]]
            listed = Label("；".join(one.zh for one in first), "; ".join(one.en for one in first))
            said.append(label("rehearsal.jumps", count=len(jumps), listed=listed))
        if self.streets_left_out:
            said.append(label("rehearsal.streets_left_out", count=self.streets_left_out))
        return said


class Rehearsal:
    """Goes along with one import or undo: keeps up the indicators, and compares them before it is rolled back."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changes: list[Changes] = []

    def refresh(self, cursor: duckdb.DuckDBPyConnection, changes: Changes) -> None:
        """Bring the touched indicators up to date and note what was touched."""
        self._changes.append(changes)
        cube.refresh(cursor, changes)

    def observe(self, cursor: duckdb.DuckDBPyConnection) -> Effects:
        """The effect on every number of what was touched, for the latest month touched and the year so far."""
        inside = Transaction(cursor)
        tables = sorted({one.table for one in self._changes})
        names = list(dict.fromkeys(one.id for table in tables for one in _touched_by(table)))
        streets = self._streets(inside)
        shapes = drawn(inside, self._database) if "area" in tables else None
        changed: list[Effect] = []
        missing: list[Label] = []
        unchanged = 0
        for street in streets[:MOST_STREETS]:
            month = self._month(inside, street)
            if month is None:
                continue
            missing += [said for table in tables for said in self._missing(inside, table, street, month)]
            found = list(self._compared(inside, names, street, month))
            moved = [one for one in found if not _same(one)]
            told = self._effects(inside, moved, street, month)
            unchanged += len(found) - len(told)
            changed += told
        changed.sort(key=lambda one: (-one.size, len(one.after.area_code)))
        return Effects(tuple(changed), unchanged, tuple(missing), max(len(streets) - MOST_STREETS, 0), shapes)

    def _effects(self, inside: Rows, moved: list[Change], street: str, month: date) -> list[Effect]:
        """The changes; those of a month that had no number yet with the number of the month before.

        What only goes on saying of this month what the store said of the last is no change: 网格平均户数.
        """
        this = Period.month(month.year, month.month)
        new = {_whose(one.now) for one in moved if one.now.period == this and one.before.value is None}
        before = add_months(month, -1)
        names = list(dict.fromkeys(one.now.indicator.id for one in moved if _whose(one.now) in new))
        asked = [Period.month(before.year, before.month)]
        last, stored = (
            {_whose(one): one for one in self._values(of, names, street, asked).values()} if names else {}
            for of in (inside, self._database)
        )
        return [
            Effect(one, last.get(_whose(one.now)) if one.now.period == this else None,
                   has_grown=one.now.period != this and _whose(one.now) in new)
            for one in moved
            if one.before.value is not None or not _goes_on(one.now, stored.get(_whose(one.now)))
        ]  # fmt: skip

    def _streets(self, inside: Rows) -> list[str]:
        """The streets of the touched areas; of a touched district all of its streets."""
        touched = {code for one in self._changes for code in one.areas}
        known = [one.code for one in areas.every(inside) + areas.every(self._database) if one.level == "street"]
        return sorted({one for one in known for code in touched if code.startswith(one) or one.startswith(code)})

    def _month(self, inside: Rows, street: str) -> date | None:
        """The latest month touched for which there can be numbers: due dates and plans lie ahead of the data."""
        covered = max((day for one in (inside, self._database) if (day := as_of(one, street))), default=None)
        if covered is None:
            return None
        touched = [month for one in self._changes for month in one.months or () if month <= covered]
        return max(touched, default=covered).replace(day=1)

    def _compared(self, inside: Rows, names: list[str], street: str, month: date) -> Iterable[Change]:
        periods = [Period.month(month.year, month.month)]
        if month.month > 1:
            periods.append(Period.year_to_date(month))
        then, now = (self._values(asked, names, street, periods) for asked in (self._database, inside))
        for key in dict.fromkeys([*now, *then]):
            before, after = then.get(key), now.get(key)
            yield compared(after or _without(before), before or _without(after))

    def _values(self, asked: Rows, names: list[str], street: str, periods: list[Period]) -> dict[_Key, Value]:
        """The numbers of the street and of its communities; of what is never pooled those of each part."""
        asking = [(ALL, [one for one in names if catalogue()[one].pooled])]
        for name in (one for one in names if not catalogue()[one].pooled):
            known = dict.fromkeys([*parts(asked, name, street), *parts(self._database, name, street)])
            asking += [(part, [name]) for part in known]
        return {
            (*_whose(one), one.period): one
            for level, (part, group) in product(("street", "community"), asking)
            for one in by_areas(asked, group, street, periods, level, part)
        }

    def _missing(self, inside: Rows, table: str, street: str, month: date) -> Iterable[Label]:
        """The communities that sent a monthly table for the month before and have none for this one."""
        if contracts()[table].reporting != "monthly":
            return
        last = add_months(month, -1)
        sent, earlier = (
            set(reported(inside, table, street, Period.month(one.year, one.month))) for one in (month, last)
        )
        absent = [one for one in areas.children(inside, street, "community") if one.code in earlier - sent]
        if sent and absent:
            names = Label("、".join(one.name for one in absent), ", ".join(one.name for one in absent))
            yield label("rehearsal.missing", table=contracts()[table].title, count=len(absent), names=names,
                        month=Period.month(month.year, month.month).label)


def _touched_by(table: str) -> list[Indicator]:
    """The indicators made of the table, and those that count who sent it; others only follow the days covered."""
    touched = cube.moved_by(table, reaches_elsewhere=False)
    touched += [one for one in cube.moved_by(table) if one.counts_reports and one not in touched]
    return [one for one in touched if not one.per_target]


def _without(value: Value | None) -> Value:
    """The same number of an area that is not there."""
    assert value is not None
    return Value(value.indicator, value.area_code, value.area_name, value.period, value.breakdown,
                 why=label("why.no_data"))


def _same(one: Change) -> bool:
    now, before = one.now, one.before
    if now.value is None or before.value is None:
        return now.value is before.value
    return abs(now.value - before.value) < 1e-9 and now.bound == before.bound


def _goes_on(now: Value, last: Value | None) -> bool:
    """Whether a stock is what it was a month ago."""
    if last is None or last.value is None or now.indicator.over_time != "last":
        return False
    return (now.numerator, now.denominator, now.bound) == (last.numerator, last.denominator, last.bound)


def _whose(one: Value) -> _Whose:
    return one.indicator.id, one.area_code, one.breakdown
