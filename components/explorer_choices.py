"""What the explorer is asked to show: beside the common filters a second indicator, a part, a level and a form."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components import filters
from components.language import lang, t
from components.view import LEVELS_SHOWN, View
from data import areas
from data.database import Database
from data.language import Label, label
from queries import series
from queries.catalogue import ALL, Indicator, catalogue
from queries.periods import Period, add_months, month_end
from queries.refusals import refusals, refused_pair

FORMS = ("trend", "ranking", "map", "table", "heat", "parts", "explain", "signals", "funnel", "outlook", "early")
ANALYSES = FORMS[FORMS.index("explain"):]  # what a movement means, of one indicator alone
LEDGER_OF_REQUESTS = "service_request"
SCATTER = "scatter"  # a form of two indicators together
OWN = ("with", "part", "level", "form", "basis", "split")  # what the address carries on this page alone
NONE = "none"
MONTHS = 12


@dataclass(frozen=True)
class Chosen:
    """What to draw. `names` are the indicators, none when a number was asked for that is never computed.

    `part` is one of the breakdown `parted`; an indicator that is not told by it is drawn whole. `why` says why a
    second indicator is not drawn beside the first, or why nothing is.
    """

    names: tuple[str, ...]
    part: str
    level: str
    form: str
    why: Label | None = None
    refused: str | None = None
    parted: str | None = None

    def part_of(self, indicator: Indicator) -> str:
        """The part of this indicator that is drawn."""
        return self.part if indicator.breakdown == self.parted else ALL


def refused_names() -> dict[str, str]:
    """The numbers that are never computed, as they stand at the end of the list of indicators."""
    return {one.id: t("explorer.refused_name", title=one.title) for one in refusals().values()}


def choose(view: View) -> Chosen:
    """The second row of choices."""
    name = view.indicator or ""
    if name in refusals():
        return Chosen((), ALL, view.level_below(), FORMS[0], refusals()[name].why, name)
    with st.container(key="explorer", horizontal=True, vertical_alignment="center", gap="small"):
        other = _other(name)
        why = view.ask(no_pair, name, other, view.map_area.code, view.period) if other else None
        names = (name, other) if other and not why else (name,)
        parted, part = _part(view, names)
        level = _level(view, names, part)
        forms = forms_of(catalogue()[name], len(names))
        titles = {one: t(f"explorer.form_{one}") for one in forms}
        form = filters.switch("form", t("explorer.form"), forms, titles.__getitem__, forms[0])
        if form == "map" and any(catalogue()[one].over_households for one in names):
            filters.map_basis_switch()
    return Chosen(names, part, level, form, why, parted=parted)


def _other(name: str) -> str | None:
    others = {NONE: t("explorer.alone")} | filters.every_other(name)
    chosen = filters.select("with", t("explorer.with"), list(others), NONE, others.__getitem__, width=330)
    return None if chosen == NONE else chosen


def forms_of(indicator: Indicator, count: int = 1) -> list[str]:
    """The forms that `count` indicators can take; what is told by target and never in total has only its parts."""
    if indicator.per_target:
        return ["parts"]
    forms = [one for one in FORMS if one != "parts" or indicator.breakdown]
    if LEDGER_OF_REQUESTS not in indicator.tables:
        forms.remove("early")
    if count > 1:
        return [*(one for one in forms if one not in ANALYSES), SCATTER]
    return forms


def _part(view: View, names: tuple[str, ...]) -> tuple[str | None, str]:
    """The breakdown to choose from and one part of it: the one the indicators share, or that of one never pooled.

    What is never pooled begins with its largest part, for all of it together is no number.
    """
    found = [catalogue()[one] for one in names]
    single = next((one for one in found if not one.pooled), None)
    first = single or found[0]
    differ = single is None and any(one.breakdown != first.breakdown for one in found)
    if not first.breakdown or first.per_target or differ:
        return None, ALL
    known = [one.breakdown for one in
             view.ask(series.by_breakdown, first.id, view.map_area.code, shown_months(view.period))]
    if single and not known:
        return None, ALL
    parts = ({} if single else {ALL: t("explorer.all_parts")}) | {one: part_name(first, one) for one in known}
    usual = known[0] if single else ALL
    return first.breakdown, filters.select("part", t("explorer.part"), list(parts), usual, parts.__getitem__, width=190)


def _level(view: View, names: tuple[str, ...], part: str) -> str:
    """The areas that are compared: those that exist below; of a pair only where both have data."""
    around = view.map_area.code
    below = view.ask(levels_below, around)
    with_data = [view.ask(levels_with_data, name, around, view.period, part) for name in names]
    filled = [one for one in below if all(one in found for found in with_data)]
    offered = (filled if len(names) > 1 else below) or below or (view.level_below(),)
    usual = view.level_below() if view.level_below() in (filled or offered) else (filled or offered)[0]
    titles = {one: t(f"explorer.level_{one}") for one in offered}
    return filters.select("level", t("explorer.level"), list(offered), usual, titles.__getitem__, width=150)


def part_name(indicator: Indicator, part: str) -> str:
    """What one part of a breakdown is called."""
    return indicator.part_name(part).text(lang())


def shown_months(period: Period) -> Period:
    """The months a trend shows: those of the period, and at least the twelve up to its end."""
    last = period.end.replace(day=1)
    return Period.between(min(period.start.replace(day=1), add_months(last, 1 - MONTHS)), month_end(last))


def levels_below(database: Database, area_code: str) -> tuple[str, ...]:
    """The levels of the areas inside an area, the widest first."""
    inside = {one.level for one in areas.every(database) if one.code.startswith(area_code) and one.code != area_code}
    return tuple(one for one in LEVELS_SHOWN if one in inside)


def levels_with_data(
    database: Database, name: str, area_code: str, period: Period, part: str = ALL
) -> tuple[str, ...]:
    """The levels inside an area at which an indicator has a number in the period.

    Of one that is never pooled: at which this part has one, or any part when none is named.
    """
    several = not catalogue()[name].pooled and part == ALL
    parts = series.parts(database, name, area_code) if several else [part]
    return tuple(
        level for level in levels_below(database, area_code)
        if any(one.value is not None
               for each in parts for one in series.by_area(database, name, area_code, period, level, each))
    )


def no_pair(database: Database, first: str, second: str, area_code: str, period: Period) -> Label | None:
    """Why two indicators must not be drawn side by side; None when they may."""
    one, other = catalogue()[first], catalogue()[second]
    if refusal := refused_pair(one, other):
        return refusal.why
    levels = {each.id: levels_with_data(database, each.id, area_code, period) for each in (one, other)}
    if set(levels[first]) & set(levels[second]):
        return None
    for each in (one, other):
        if not levels[each.id]:
            return label("explorer.pair_no_data", title=each.title)
    said = {
        f"levels_{at}": Label(*("、".join(label(f"charts.level_{level}").text(language) for level in levels[each.id])
                                for language in ("zh", "en")))
        for at, each in enumerate((one, other), 1)
    }
    return label("explorer.pair_no_level", first=one.title, second=other.title, **said)
