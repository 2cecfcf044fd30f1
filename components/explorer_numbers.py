"""The numbers the explorer shows: month by month, area by area, and all of them together as a workbook."""

from __future__ import annotations

from components import explorer_choices
from components.explorer_choices import Chosen
from components.view import View
from data.language import label
from queries import series
from queries.catalogue import ALL, Indicator, catalogue
from queries.periods import Period
from queries.series import Value
from reports.workbook import Asked, workbook


def course(
    view: View, indicator: Indicator, chosen: Chosen, period: Period, level: str | None = None
) -> list[list[Value]]:
    """Month by month the area itself, or with `level` the areas of the map."""
    around = view.map_area.code if level else view.area_code
    months = tuple(series.months_of(period))
    return view.ask(series.course, indicator.id, around, months, level, chosen.part_of(indicator))


def of_areas(view: View, indicator: Indicator, chosen: Chosen, period: Period | None = None) -> list[Value]:
    """The areas of the chosen level in the period."""
    asked = (indicator.id, view.map_area.code, (period or view.period,), chosen.level, chosen.part_of(indicator))
    return view.ask(series.course, *asked)[0]


def whole(view: View, indicator: Indicator, chosen: Chosen, area_code: str = "") -> Value:
    """The area itself in the period."""
    asked = (indicator.id, area_code or view.area_code, (view.period,), None, chosen.part_of(indicator))
    return view.ask(series.course, *asked)[0][0]


def workbook_of(view: View, chosen: Chosen, exported: str = "") -> bytes:
    """The area itself, the areas in it, its months, and its parts, of every indicator that is shown."""
    values: list[Value] = []
    for indicator in (catalogue()[name] for name in chosen.names):
        months = course(view, indicator, chosen, explorer_choices.shown_months(view.period))
        values += [whole(view, indicator, chosen), *of_areas(view, indicator, chosen), *(one for [one] in months)]
        if indicator.breakdown and chosen.part_of(indicator) == ALL:
            values += view.ask(series.by_breakdown, indicator.id, view.area_code, view.period)
    told = next((one for one in map(catalogue().__getitem__, chosen.names) if chosen.part_of(one) != ALL), None)
    before = view.period.last_year() if view.comparison == "last_year" else view.period.previous()
    asked = Asked(
        view.area.name, view.area_code, view.period, before, label(f"charts.level_{chosen.level}"),
        told.part_name(chosen.part) if told else None, view.as_of, view.is_demo,
    )
    parts = {one.breakdown: one.indicator.part_name(one.breakdown) for one in values if one.breakdown != ALL}
    return workbook(asked, values, parts, view.lang, exported)
