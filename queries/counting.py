"""Which facts count in a period, and their sums: the arithmetic under every number.

A flow counts where the period holds the whole of what was reported; a stock counts with its last month. Reported stocks
are taken per area; counted ones per street, for a street's ledger ends on one day.
"""
from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from data.areas import DIGITS
from queries.catalogue import ALL
from queries.periods import Period

Array = np.ndarray


class Sums(NamedTuple):
    """What stood in the table for one question.

    `straddling` facts reach over the edge of the period, from `first` to `last` month; `parts` are the breakdowns that
    hold anything.
    """

    numerator: float | None = None
    denominator: float | None = None
    numerator_bound: int = 0
    denominator_bound: int = 0
    without_denominator: int = 0
    without_numerator: int = 0
    reported: bool = False
    only_shares: bool = False
    straddling: int = 0
    first: date | None = None
    last: date | None = None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Named:
    """A column of names: where each row's stands in `names`."""

    at: Array
    names: tuple[str, ...]

    def is_one_of(self, wanted: Collection[str]) -> Array:
        """Of each row whether it has one of these names."""
        return np.array([name in wanted for name in self.names], bool)[self.at] if self.names else self.at > 0

    def renamed(self, names: Sequence[str]) -> Named:
        """With these names in place of its own; what then has the same name is one."""
        places = {name: at for at, name in enumerate(dict.fromkeys(names))}
        return Named(np.array([places[name] for name in names], np.int64)[self.at], tuple(places))

    def where(self, chosen: Array, other: Named) -> Named:
        """Its own name in the chosen rows, that of the other one elsewhere."""
        both = np.where(chosen, self.at, other.at + len(self.names))
        return Named(both, (*self.names, *other.names)).renamed((*self.names, *other.names))


@dataclass(frozen=True)
class Facts:
    """Facts of one or more indicators as columns of equal length; a side that does not count is NaN.

    `first_month` and `last_day` are the days that a fact is told for, `month` the first of its last month.
    `place` is whose ledger or report it is from, `filled` whether it holds anything but noughts.
    """

    indicator: Named
    key: Named
    place: Named
    breakdown: Named
    origin: Named
    first_month: Array
    month: Array
    last_day: Array
    numerator: Array
    denominator: Array
    numerator_bound: Array
    denominator_bound: Array
    without_denominator: Array
    without_numerator: Array
    filled: Array

    def chosen(self, rows: Array) -> Facts:
        """Those rows only, by position or by a mask."""
        kept: dict[str, Any] = {}
        for name in _FIELDS:
            column = getattr(self, name)
            kept[name] = replace(column, at=column.at[rows]) if isinstance(column, Named) else column[rows]
        return Facts(**kept)

    @cached_property
    def is_share(self) -> Array:
        return self.origin.is_one_of(["share"])


NOT_STRADDLING = 0, None, None
_FIELDS = tuple(one.name for one in fields(Facts))


def read(found: pa.Table, same: Mapping[str, str] = MappingProxyType({})) -> Facts:
    """The facts as the database delivers them: a column for each field, but the last day, which the month tells, and
    what is the `same` of all rows.
    """
    columns: dict[str, Any] = {name: _the_same(found, one) for name, one in same.items()}
    return _facts(columns | {name: _column(found.column(name)) for name in found.column_names})


def read_plain(found: pa.Table, same: Mapping[str, str], digits: int | None, apart: Collection[str]) -> Facts:
    """The facts as the database keeps them, with what is the `same` of all rows. Their key is the area's code to so
    many digits, or the breakdown (None); indicators that are not `apart` are not told by breakdown.
    """
    columns: dict[str, Any] = {name: _the_same(found, one) for name, one in same.items()}
    columns |= {name: _column(found.column(name)) for name in found.column_names}
    area: Named = columns.pop("area_code")
    part: Named = columns.pop("breakdown", _the_same(found, ALL))
    if "key" not in columns:
        columns["key"] = part if digits is None else area.renamed([code[:digits] for code in area.names])
    columns["breakdown"] = part.where(columns["indicator"].is_one_of(apart), _the_same(found, ALL))
    columns["place"] = _streets(area).where(columns["origin"].is_one_of(["event"]), area)
    columns["filled"] = np.zeros(len(found), bool)
    for side in ("numerator", "denominator"):
        columns["filled"] |= np.nan_to_num(columns[side]) != 0
    return _facts(columns)


def of_grids(found: pa.Table, codes: Sequence[str], places: Callable[[Array], Array]) -> Facts:
    """The facts of grids from rows that hold those of a community (`grid_facts`): `codes` are those of the grids, and
    `places` says where in them the ones of these numbers stand, -1 where in none.
    """
    told, row = lists(found.column("grids"))
    number, numerator, denominator = (numbers(pa.chunked_array([told.field(name)])) for name in
                                      ("number", "numerator", "denominator"))
    same = Named(np.zeros(len(row), np.int64), (ALL,))
    indicator, community, origin = (_each(_named(found.column(name)), row) for name in
                                    ("indicator", "area_code", "origin"))
    grid = Named(places(number), tuple(codes))
    month, nothing = numbers(found.column("month"))[row], np.zeros(len(row), np.uint8)
    no_top, no_base = np.isnan(numerator), np.isnan(denominator)
    return _facts({
        "indicator": indicator, "key": grid, "breakdown": same, "origin": origin,
        "place": _streets(community).where(origin.is_one_of(["event"]), grid),
        "first_month": month, "month": month, "numerator": numerator, "denominator": denominator,
        "numerator_bound": nothing, "denominator_bound": nothing,
        "without_denominator": (no_base & ~no_top).astype(np.int64),
        "without_numerator": (no_top & ~no_base).astype(np.int64),
        "filled": (np.nan_to_num(numerator) != 0) | (np.nan_to_num(denominator) != 0),
    })


def _streets(area: Named) -> Named:
    return area.renamed([code[:DIGITS["street"]] for code in area.names])


def _each(column: Named, row: Array) -> Named:
    return replace(column, at=column.at[row])


def _the_same(found: pa.Table, name: str) -> Named:
    return Named(np.zeros(len(found), np.int64), (name,))


def _column(column: pa.ChunkedArray) -> Named | Array:
    return _named(column) if pa.types.is_string(column.type) else numbers(column)


def _facts(columns: dict[str, Any]) -> Facts:
    """With the last day, which the month tells."""
    columns["last_day"] = (columns["month"].astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    return Facts(**columns)


def numbers(column: pa.ChunkedArray) -> Array:
    """A column of numbers, days or whole truths as numpy's; nothing is NaN or NaT. It must not be written to.

    `to_numpy` would import pandas, 45 MB and a second of the processor that most pages never need.
    """
    found = _whole(column)
    if pa.types.is_boolean(column.type):
        return np.from_dlpack(found.cast(pa.uint8())).view(bool)
    is_days = pa.types.is_date(column.type)
    found = found.view(pa.int32()) if is_days else found
    flat = np.from_dlpack(pa.Array.from_buffers(found.type, len(found), [None, found.buffers()[1]], 0, found.offset))
    flat = flat.astype("datetime64[D]") if is_days else flat
    if found.null_count:
        flat = flat if is_days else flat.astype(float)
        flat[np.from_dlpack(found.is_null().cast(pa.uint8())).view(bool)] = "NaT" if is_days else np.nan
    return flat


def lists(column: pa.ChunkedArray) -> tuple[pa.Array, Array]:
    """All that a column of lists holds, and of each of it in which row it stands."""
    found = _whole(column)
    return found.flatten(), np.repeat(np.arange(len(found)), np.diff(np.from_dlpack(found.offsets)))


def _named(column: pa.ChunkedArray) -> Named:
    encoded = _whole(column).dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks() if encoded.num_chunks != 1 else encoded.chunk(0)
    return Named(np.from_dlpack(encoded.indices).astype(np.int64), tuple(encoded.dictionary.to_pylist()))


def _whole(column: pa.ChunkedArray) -> pa.Array:
    """The column in one piece; of no piece `combine_chunks` would import pandas, too."""
    return column.combine_chunks() if column.num_chunks else pa.nulls(0, column.type)


def counted(
    facts: Facts, periods: Sequence[Period], stocks: tuple[Collection[str], Collection[str]]
) -> dict[tuple[str, int, str], Sums]:
    """The sums by (indicator, position of the period, key).

    `stocks`: the indicators whose numerator, and those whose denominator, is told by the last month of the period.
    """
    starts, ends = (np.array(days, "datetime64[D]") for days in ([one.start for one in periods],
                                                                 [one.end for one in periods]))
    meets = (facts.last_day >= starts[:, None]) & (facts.first_month <= ends[:, None])
    position, row = np.nonzero(meets)
    return _Met(facts.chosen(row), position, starts[position], ends[position], stocks).sums()


@dataclass(frozen=True)
class _Met:
    """Facts beside the periods that they meet: a row for each pair."""

    facts: Facts
    position: Array
    start: Array
    end: Array
    stocks: tuple[Collection[str], Collection[str]]

    def sums(self) -> dict[tuple[str, int, str], Sums]:
        facts, group = self.facts, self.group
        there = np.flatnonzero(np.bincount(group, minlength=self._groups))
        top, base = self._counts
        straddling, parts = self._straddling(), self._parts(top | base)
        columns: list[list[Any]] = [
            self._sum(facts.numerator, top, there), self._sum(facts.denominator, base, there),
            self._bound(facts.numerator_bound, top, there), self._bound(facts.denominator_bound, base, there),
            self._total(facts.without_denominator, top, there), self._total(facts.without_numerator, base, there),
            self._any(facts.origin.is_one_of(["statistic"]) & (top | base), there),
            self._all_shares(there),
            *([straddling.get(one, NOT_STRADDLING)[side] for one in there.tolist()] if straddling
              else [NOT_STRADDLING[side]] * len(there) for side in range(3)),
            [parts.get(one, ()) for one in there.tolist()],
        ]
        rest, key = np.divmod(there, len(facts.key.names))
        position, name = np.divmod(rest, len(facts.indicator.names))
        places = zip(map(facts.indicator.names.__getitem__, name.tolist()), position.tolist(),
                     map(facts.key.names.__getitem__, key.tolist()), strict=True)
        return dict(zip(places, map(Sums, *columns), strict=True))

    @cached_property
    def group(self) -> Array:
        """A number for each position, indicator and key."""
        facts = self.facts
        return (self.position * len(facts.indicator.names) + facts.indicator.at) * len(facts.key.names) + facts.key.at

    @cached_property
    def _groups(self) -> int:
        facts = self.facts
        return (int(self.position.max(initial=-1)) + 1) * len(facts.indicator.names) * len(facts.key.names)

    @cached_property
    def _is_within(self) -> Array:
        return (self.facts.first_month >= self.start) & (self.facts.last_day <= self.end)

    @cached_property
    def _counts(self) -> tuple[Array, Array]:
        """Of each row whether its numerator, and whether its denominator counts."""
        sides = (self.facts.numerator, self.facts.denominator)
        top, base = (self._side(amount, stocks) for amount, stocks in zip(sides, self.stocks, strict=True))
        return top, base

    def _side(self, amount: Array, stocks: Collection[str]) -> Array:
        """All within the period, or of a stock those of the last month that ends in it and is told by its place."""
        facts, is_stock = self.facts, self.facts.indicator.is_one_of(stocks)
        if not is_stock.any():
            return self._is_within
        ends_within = (facts.last_day >= self.start) & (facts.last_day <= self.end)
        told = is_stock & ends_within & ~np.isnan(amount)
        place = (self.position * len(facts.indicator.names) + facts.indicator.at) * len(facts.place.names)
        place = place + facts.place.at
        newest = np.full(int(place.max(initial=-1)) + 1, np.iinfo(np.int64).min)
        month = facts.month.astype(np.int64)
        np.maximum.at(newest, place[told], month[told])
        return np.where(is_stock, ends_within & (month == newest[place]), self._is_within)

    def _total(self, amount: Array, counts: Array, there: Array) -> list[int]:
        if not amount.any():
            return [0] * len(there)
        totals = np.bincount(self.group[counts], weights=amount[counts], minlength=self._groups)
        return totals[there].astype(np.int64).tolist()

    def _sum(self, amount: Array, counts: Array, there: Array) -> list[float | None]:
        """The sums of the known amounts; None where no amount is known."""
        known = counts & ~np.isnan(amount)
        group = self.group[known]
        totals = np.bincount(group, weights=amount[known], minlength=self._groups)[there].tolist()
        several = np.bincount(group, minlength=self._groups)[there].tolist()
        return [total if count else None for total, count in zip(totals, several, strict=True)]

    def _bound(self, bound: Array, counts: Array, there: Array) -> list[int]:
        """Lower where any may be lower, higher where any may be higher."""
        if not bound.any():
            return [0] * len(there)
        lower, higher = (np.array(self._any(counts & (bound & side > 0), there), int) for side in (1, 2))
        return (lower + 2 * higher).tolist()

    def _any(self, rows: Array, there: Array) -> list[bool]:
        if not rows.any():
            return [False] * len(there)
        return (np.bincount(self.group[rows], minlength=self._groups) > 0)[there].tolist()

    def _all_shares(self, there: Array) -> list[bool]:
        """Where all that lies within the period are printed shares, and there is one."""
        if not self.facts.is_share.any():
            return [False] * len(there)
        others = self._any(self._is_within & ~self.facts.is_share, there)
        shares = self._any(self._is_within & self.facts.is_share, there)
        return [share and not other for share, other in zip(shares, others, strict=True)]

    def _straddling(self) -> dict[int, tuple[int, date, date]]:
        """Of flows that reach over the edge of the period: how many, the first and the last of their months."""
        facts = self.facts
        rows = np.flatnonzero(~self._is_within & ~facts.is_share & ~facts.indicator.is_one_of(self.stocks[0]))
        found: dict[int, tuple[int, date, date]] = {}
        for group, first, last in zip(self.group[rows].tolist(), facts.first_month[rows].tolist(),
                                      facts.month[rows].tolist(), strict=True):
            count, earliest, latest = found.get(group, (0, first, last))
            found[group] = count + 1, min(earliest, first), max(latest, last)
        return found

    def _parts(self, counts: Array) -> dict[int, tuple[str, ...]]:
        """The breakdowns that hold anything, where facts are told by breakdown at all."""
        facts = self.facts
        if set(facts.breakdown.names) <= {ALL}:
            return {}
        rows = np.flatnonzero(counts & facts.filled)
        found: dict[int, dict[str, None]] = {}
        for group, part in zip(self.group[rows].tolist(), facts.breakdown.at[rows].tolist(), strict=True):
            found.setdefault(group, {})[facts.breakdown.names[part]] = None
        return {group: tuple(several) for group, several in found.items()}
