"""What the database has of a thing that a press text speaks of, each question asked once."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from data.areas import AreaNames
from data.database import Database
from data.language import Label, label
from data.metrics import metrics
from queries import changes, disclosure, series
from queries.catalogue import ALL, catalogue
from queries.changes import Against, Change, Target
from queries.periods import Period
from queries.press_fit import Known
from queries.press_names import Thing, things
from queries.series import ABOUT, HIGHER, LOWER, Value

_BOUNDS = {"exact": 0, "ge": HIGHER, "gt": HIGHER, "lt": LOWER, "approx": ABOUT}


@dataclass
class Numbers:
    """The numbers of one database; `parts_of` those of one area."""

    database: Database
    asked: dict[tuple[str, Period], dict[str, Value]] = field(default_factory=dict)
    asked_parts: dict[tuple[str, str, Period], dict[str, Value]] = field(default_factory=dict)
    targets: dict[tuple[str, Period], dict[str, Target | None]] = field(default_factory=dict)

    @cached_property
    def names(self) -> AreaNames:
        return AreaNames(self.database)

    def of(self, thing: Thing, place: str, period: Period, part: str = ALL) -> list[Known]:
        """The numbers of one thing for one period: usually one, several where it is counted in several ways."""
        if thing.indicator and (found := self._of_indicator(thing, place, period, part)):
            return [found]
        if part == ALL and thing.metric and (reported := self._reported(thing.metric, place, period)):
            return [reported]
        return self._of_sides(thing, place, period, part)

    def value(self, name: str, place: str, period: Period, part: str = ALL) -> Value:
        """One value; all indicators of the place and period are asked for with one query."""
        if part != ALL:
            return self._part(name, place, period, part)
        if (place, period) not in self.asked:
            values = series.values(self.database, list(catalogue()), place, [period])
            self.asked[place, period] = {one.indicator.id: one for one in values}
        return self.asked[place, period][name]

    def _part(self, name: str, place: str, period: Period, part: str) -> Value:
        """One part of it; of lists that are never pooled each part is asked for by itself."""
        key = (name, place, period)
        if key not in self.asked_parts:
            found = series.by_breakdown(self.database, name, place, period) if catalogue()[name].pooled else []
            self.asked_parts[key] = {one.breakdown: one for one in found}
        if part not in self.asked_parts[key]:
            whole = series.value(self.database, name, place, period, part)
            nothing = Value(whole.indicator, place, whole.area_name, period, part)
            self.asked_parts[key][part] = nothing if whole.indicator.pooled else whole
        return self.asked_parts[key][part]

    def change(self, name: str, place: str, period: Period, against: Against, part: str = ALL) -> Change:
        """How much it moved."""
        if part == ALL or not catalogue()[name].pooled:
            return changes.change(self.database, name, place, period, against, part)
        earlier = changes.earlier_period(period, against)
        return changes.compared(self._part(name, place, period, part), self._part(name, place, earlier, part))

    def target(self, name: str, place: str, so_far: Period) -> Target | None:
        """The year's target of the place for an indicator, else the standing target of a rate."""
        if (place, so_far) not in self.targets:
            names = list(catalogue())
            found = changes.targets(self.database, names, place, so_far)
            self.targets[place, so_far] = dict(zip(names, found, strict=True))
        return self.targets[place, so_far][name]

    def why_none(self, thing: Thing, place: str, periods: Sequence[Period], part: str = ALL) -> Label | None:
        """The indicator's own reason where it is more than that nothing was reported."""
        if thing.indicator is None or part != ALL:
            return None
        whys = [self.value(thing.indicator, place, period).why for period in periods]
        return next((why for why in whys if why is not None and why != label("why.no_data")), None)

    def parts_named(self, area_code: str) -> dict[str, list[tuple[Thing, str]]]:
        """The things of which a part has that name (停车充电: requests received, their rates …), in that area."""
        rows = self.database.rows(
            "select distinct indicator, breakdown from indicator_values "
            "where starts_with(area_code, ?) and breakdown <> 'all' order by all", [area_code])
        found: dict[str, list[tuple[Thing, str]]] = {}
        for row in rows:
            one = catalogue().get(row["indicator"])
            if one is None or one.per_target or one.counts_reports:
                continue
            name = one.part_name(row["breakdown"]).zh
            told = [each for each in things() if one.id in (each.indicator, *(side for side, _ in each.sides))]
            found.setdefault(name, []).extend((each, row["breakdown"]) for each in told)
        return {name: list(dict.fromkeys(each)) for name, each in found.items() if len(name) > 1}

    def _of_indicator(self, thing: Thing, place: str, period: Period, part: str) -> Known | None:
        assert thing.indicator is not None
        value = self.value(thing.indicator, place, period, part)
        if value.value is None:
            return None
        factor = thing.factor(value.unit.zh) or 1.0
        divided = value.indicator.is_rate or bool(value.indicator.combine) or bool(value.indicator.per_target)
        return Known(value.value * factor, value.bound, value.display(with_unit=True), period, place, divided)

    def _of_sides(self, thing: Thing, place: str, period: Period, part: str) -> list[Known]:
        """What stands above or below the line of indicators that count the same."""
        found: dict[float, Known] = {}
        for name, side in thing.sides:
            value = self.value(name, place, period, part)
            amount = value.numerator if side == "numerator" else value.denominator
            if amount is not None and not value.bound:
                amount *= catalogue()[name].per if side == "denominator" else 1
                found.setdefault(round(amount, 6), Known(amount, 0, f"{amount:,.10g} {thing.unit}", period, place))
        return list(found.values())

    def _reported(self, metric: str, place: str, period: Period) -> Known | None:
        """What a unit or an article reported: of the place itself, else of the only place in it that reported any."""
        rows = self.database.rows(
            """
            select area_code, period_end, value, unit, coalesce(qualifier, 'exact') as qualifier, version, period_kind
            from statistic
            where metric_id = $metric and starts_with(area_code, $area) and value is not null
              and period_end between $first and $last
              and (period_kind <> 'month') = $running
              and (coalesce(period_start, period_end) >= $first or period_kind = 'asof')
            order by area_code, period_end desc, version = 'corrected' desc, version = 'published' desc
            """,
            {"metric": metric, "area": place, "first": period.start, "last": period.end,
             "running": period.kind != "month"},
        )
        hidden = disclosure.hidden(self.database, "statistic", place)
        shown_rows = [row for row in rows if (row["area_code"], row["period_end"], metric) not in hidden]
        usable = [(row, factor) for row in shown_rows if (factor := metrics()[metric].factor(row["unit"])) is not None]
        here = [each for each in usable if each[0]["area_code"] == place] or usable
        if not here or len({row["area_code"] for row, _ in here}) > 1:
            return None
        row, factor = here[0]
        shown = label(f"published.{row['qualifier']}", amount=f"{round(row['value'], 4):,.10g}", unit=row["unit"])
        return Known(row["value"] * factor, _BOUNDS[row["qualifier"]], shown.zh, period, row["area_code"])
