"""指标分析: any indicator as trend, ranking, map, table, heat table or by its parts, alone or beside another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from components import (
    analysis,
    cards,
    charts,
    explorer_choices,
    explorer_figures,
    exporting,
    figures,
    filters,
    maps,
    page,
    ready,
    refusals_list,
    sign_in,
)
from components.explorer_choices import Chosen
from components.explorer_numbers import course, of_areas, whole, workbook_of
from components.language import t
from components.tables import plain
from components.view import LEVELS_SHOWN, View, short_name, until_newer
from data import areas
from queries import changes, signals
from queries.catalogue import ALL, Indicator, catalogue
from queries.described import facts
from queries.refusals import known_parts, refusals
from queries.series import Value
from reports.workbook import MEDIA_TYPE

DESCRIBED = 3  # the first facts of a definition: question, numerator, denominator


def show(view: View, chosen: Chosen) -> None:
    """Everything below the choices."""
    if chosen.refused:
        _refused(view, chosen)
    elif len(chosen.names) == 2:
        _faces(view, chosen)
        if chosen.form == explorer_choices.SCATTER:
            _scatter(view, chosen)
        else:
            for name, side in zip(chosen.names, page.two_columns(), strict=True):
                with side:
                    _panel(view, name, chosen)
        _download(view, chosen)
    else:
        side, main = page.two_columns(1, 3)
        with side:
            _faces(view, chosen)
            _definition(view, chosen.names[0])
            _download(view, chosen)
        with main:
            if chosen.why:
                page.card_of_html(
                    page.card_head(t("explorer.not_a_pair"))
                    + f'<div class="nothing">{escape(chosen.why.text(view.lang))}</div>'
                )
            _panel(view, chosen.names[0], chosen)


def _refused(view: View, chosen: Chosen) -> None:
    """A number that is never computed: why, and the figures it would have been made of."""
    refusal = refusals()[chosen.refused or ""]
    names = view.names()
    said = view.ask(known_parts, refusal, view.area_code, view.period)
    rows = [(short_name(one.area_code, names), one.metric.text(view.lang), one.printed(view.lang)) for one in said]
    heads = [t("filters.area"), t("published.figure"), t("published.value")]
    body = plain(heads, rows, [2]) if rows else page.nothing_html("explorer.no_parts")
    made_of = t("explorer.made_of", parts=refusals_list.parts_text(refusal, view.lang))
    page.card_of_html(
        page.card_head(t("explorer.refused_title", title=refusal.title), made_of)
        + f'<p>{escape(refusal.why.text(view.lang))}</p>{page.card_head(t("explorer.parts_known"))}{body}'
    )


def _faces(view: View, chosen: Chosen) -> None:
    """The headline cards; of one part of an indicator the panel's own title speaks."""
    if chosen.part == ALL:
        with st.container(key=f"explorer_faces_{len(chosen.names)}"):
            ready.html(view.ask(cards.row_html, chosen.names, view.area_code, view.period, view.lang, view.comparison))


def _definition(view: View, name: str) -> None:
    said = facts(catalogue()[name], view.lang)[:DESCRIBED]
    page.card_of_html("".join(f'<p class="said"><b>{escape(key)}</b>{escape(text)}</p>' for key, text in said))


# --- one indicator in one form ---------------------------------------------------------------------------------


def _panel(view: View, name: str, chosen: Chosen) -> None:
    _FORMS[chosen.form](view, catalogue()[name], chosen)


def _trend(view: View, indicator: Indicator, chosen: Chosen) -> None:
    title, drawn = _trend_drawn(view, indicator.id, chosen)
    with page.card(f"trend_{_side(indicator.id, chosen)}", title, t("charts.trend_note")):
        if drawn is None:
            page.nothing("charts.no_months")
        else:
            charts.plot(drawn, f"explorer_trend_{_side(indicator.id, chosen)}", alt=title)


@until_newer
def _trend_drawn(view: View, name: str, chosen: Chosen) -> tuple[str, figures.Figure | None]:
    indicator, months = catalogue()[name], explorer_choices.shown_months(view.period)
    now, before = (
        [one for [one] in course(view, indicator, chosen, each)] for each in (months, months.last_year())
    )
    drawn = figures.trend(now, before, view.lang) if any(one.value is not None for one in now) else None
    return _trend_title(view, indicator, chosen, now), drawn


def _ranking(view: View, indicator: Indicator, chosen: Chosen) -> None:
    title, drawn, said = _ranking_drawn(view, indicator.id, chosen)
    key = f"ranking_{_side(indicator.id, chosen)}"
    with page.card(key, title, t("charts.ranking_note")):
        if drawn is None:
            page.nothing("charts.no_ranking")
        else:
            charts.plot(drawn, f"explorer_{key}", clicks=True, alt=title)
        charts.below_ranking(view.showing(indicator.id), chosen.level, said)


@until_newer
def _ranking_drawn(view: View, name: str, chosen: Chosen) -> tuple[str, figures.Figure | None, list[str]]:
    """Title, figure, and what is said below it."""
    indicator = catalogue()[name]
    ranked, apart = changes.ranking(of_areas(view, indicator, chosen))
    judged = charts.of_bars(view, ranked)
    said = charts.said_below(view, chosen.level, ranked, apart, judged)
    drawn = figures.ranking(ranked, view.lang, chosen=view.grid, charts=judged) if ranked else None
    return _ends_title(view, indicator, chosen, ranked), drawn, said


def _map(view: View, indicator: Indicator, chosen: Chosen) -> None:
    around = view.map_area.code
    above = LEVELS_SHOWN[max(LEVELS_SHOWN.index(chosen.level) - 1, 0)]
    values, _, notices = charts.on_map(view, of_areas(view, indicator, chosen))
    shown = values[0].indicator if values else indicator
    maps.draw(
        _ends_title(view, shown, chosen, changes.ranking(values)[0]),
        values,
        shown,
        view.ask(areas.boundaries, around, chosen.level),
        outlines=view.ask(areas.boundaries, around, above),
        selected=view.area_code,
        key=f"map_{_side(indicator.id, chosen)}",
        names=view.ask(areas.names),
        on_click=filters.select_on_map,
        notices=notices,
    )


def _table(view: View, indicator: Indicator, chosen: Chosen) -> None:
    now = of_areas(view, indicator, chosen)
    before = view.period.last_year() if view.comparison == "last_year" else view.period.previous()
    earlier = of_areas(view, indicator, chosen, before)
    judged = _judged(view, indicator, chosen)
    head = page.card_head(_ends_title(view, indicator, chosen, changes.ranking(now)[0]), t("explorer.table_note"))
    body = (
        explorer_figures.areas_table(now, earlier, judged, before.label.text(view.lang), view.lang)
        if now else page.nothing_html("tables.no_areas")
    )
    page.card_of_html(head + body)


def _judged(view: View, indicator: Indicator, chosen: Chosen) -> dict[str, signals.Chart]:
    """What the last month of every area of a table means, by code."""
    found = view.ask(signals.charts_by_area, indicator.id, view.map_area.code, view.period, chosen.level,
                     chosen.part_of(indicator))
    return {one.area_code: one for one in found}


def _heat(view: View, indicator: Indicator, chosen: Chosen) -> None:
    page.card_of_html(_heat_drawn(view, indicator.id, chosen))


@until_newer
def _heat_drawn(view: View, name: str, chosen: Chosen) -> str:
    indicator = catalogue()[name]
    months = explorer_choices.shown_months(view.period)
    by_month = course(view, indicator, chosen, months, chosen.level)
    rows = [list(row) for row in zip(*by_month, strict=True)]
    known = [one for row in rows for one in row if one.value is not None and not one.small_base]
    names = view.names()
    small = sum(one.small_base for row in rows for one in row if one.value is not None)
    title = t("explorer.heat_few", indicator=_title(indicator, chosen, view))
    if small > len(known):
        title = t("explorer.heat_small", indicator=title, small=f"{small:,}", count=f"{small + len(known):,}")
    elif len(known) > 1:
        shown_as = Counter(one.display(view.lang) for one in known)
        top, low = (_said_of(one, shown_as[one.display(view.lang)], view.lang)
                    for one in (max(known, key=_amount), min(known, key=_amount)))
        title = t(
            "explorer.heat_title", indicator=_title(indicator, chosen, view),
            **{f"top_{key}": text for key, text in top.items()}, **{f"low_{key}": text for key, text in low.items()},
        )
    if any(one.value is not None for row in rows for one in row):
        shown = [short_name(row[0].area_code, names) for row in rows]
        body = explorer_figures.heat(rows, shown, _judged(view, indicator, chosen), view.lang)
    else:
        body = page.nothing_html("charts.no_months")
    return page.card_head(title, t("explorer.heat_note")) + body


def _parts(view: View, indicator: Indicator, chosen: Chosen) -> None:
    if indicator.breakdown:
        charts.breakdown(replace(view, indicator=indicator.id))
    else:
        with page.card(f"parts_{_side(indicator.id, chosen)}", indicator.title.text(view.lang)):
            page.nothing("explorer.no_breakdown")


_FORMS: dict[str, Callable[[View, Indicator, Chosen], None]] = {
    "trend": _trend,
    "ranking": _ranking,
    "map": _map,
    "table": _table,
    "heat": _heat,
    "parts": _parts,
    "explain": analysis.explained,
    "signals": analysis.ordinary_or_not,
    "funnel": analysis.compared,
    "outlook": analysis.year_end,
    "early": analysis.before_complaints,
}


# --- two indicators together -----------------------------------------------------------------------------------


def _scatter(view: View, chosen: Chosen) -> None:
    """Where both are rates, every area as a point; totals would only show which area is large."""
    one, other = (catalogue()[name] for name in chosen.names)
    totals = [each.title.text(view.lang) for each in (one, other) if not each.is_rate]
    if totals:
        why = page.nothing_html("explorer.no_scatter", titles=t("charts.list_comma").join(totals))
        page.card_of_html(page.card_head(t("explorer.form_scatter")) + why)
        return
    both = zip(of_areas(view, one, chosen), of_areas(view, other, chosen), strict=True)
    pairs = [(x, y) for x, y in both if x.value is not None and y.value is not None]
    of_all = (whole(view, one, chosen, view.map_area.code), whole(view, other, chosen, view.map_area.code))
    title = _scatter_title(view, chosen, pairs, of_all)
    with page.card("scatter", title, t("explorer.scatter_note", area=view.map_area.name)):
        if not pairs:
            page.nothing("charts.no_ranking")
            return
        titles = (one.title.text(view.lang), other.title.text(view.lang))
        drawn = explorer_figures.scatter(pairs, of_all, titles, view.lang)
        charts.plot(drawn, "explorer_scatter", clicks=True, alt=title)


def _scatter_title(
    view: View, chosen: Chosen, pairs: Sequence[tuple[Value, Value]], of_all: tuple[Value, Value]
) -> str:
    """两项都高于全街道的有3个社区：…；都低于的有2个：…"""
    titles = {"first": catalogue()[chosen.names[0]].title, "second": catalogue()[chosen.names[1]].title}
    level, x_of_all, y_of_all = t(f"charts.level_{chosen.level}"), of_all[0].value, of_all[1].value
    fair = [(x, y) for x, y in pairs if not (x.small_base or y.small_base)]
    if x_of_all is None or y_of_all is None or len(fair) < 2:
        return t("explorer.scatter_few", level=level, **titles)
    above = [x.area_name for x, y in fair if (x.value or 0) > x_of_all and (y.value or 0) > y_of_all]
    below = [x.area_name for x, y in fair if (x.value or 0) < x_of_all and (y.value or 0) < y_of_all]
    said = {"above": len(above), "below": len(below), "area": view.map_area.name, "level": level}
    return t("explorer.scatter_title", **titles, **said)


# --- taking it away --------------------------------------------------------------------------------------------


def _download(view: View, chosen: Chosen) -> None:
    if not sign_in.may("export"):
        return
    st.download_button(
        t("explorer.download"),
        exporting.taken_away(view, "_".join(chosen.names), lambda line: workbook_of(view, chosen, line)),
        file_name=f"{'_'.join(chosen.names)}_{view.area_code}_{view.period.code}.xlsx",
        mime=MEDIA_TYPE,
        icon=":material/download:",
        key="explorer_xlsx",
        on_click="ignore",
    )


# --- sentences -------------------------------------------------------------------------------------------------


def _side(name: str, chosen: Chosen) -> int:
    return chosen.names.index(name)


def _amount(one: Value) -> float:
    return one.value or 0.0


def _said_of(one: Value, alike: int, language: str) -> dict[str, str]:
    """Area, month and figure of one cell; how many cells show the same."""
    month = one.period.label.text(language)
    if alike > 1:
        month = t("explorer.alike", name=month, count=alike)
    return {"area": one.area_name, "month": month, "value": one.display(language)}


def _title(indicator: Indicator, chosen: Chosen, view: View) -> str:
    """按时办结率, or of one part 按时办结率（停车充电）."""
    title = indicator.title.text(view.lang)
    part = chosen.part_of(indicator)
    if part == ALL:
        return title
    return t("explorer.of_part", title=title, part=explorer_choices.part_name(indicator, part))


def _trend_title(view: View, indicator: Indicator, chosen: Chosen, months: Sequence[Value]) -> str:
    """按时办结率：2026年1—10月 97.5%；12个月里2026年3月最高 99.1%，2026年7月最低 94.0%."""
    title, now = _title(indicator, chosen, view), whole(view, indicator, chosen)
    said = {"indicator": title, "period": view.period.label, "value": now.display(view.lang)}
    known = sorted((one for one in months if one.value is not None and not one.small_base),
                   key=lambda one: one.value or 0)
    if len(known) < 2 or known[0].value == known[-1].value:
        return t("charts.trend_title_alone", **said)
    low, top = known[0], known[-1]
    return t(
        "explorer.trend_title", **said, count=len(months),
        top=top.period.label, top_value=top.display(view.lang), low=low.period.label, low_value=low.display(view.lang),
    )


def _ends_title(view: View, indicator: Indicator, chosen: Chosen, ranked: Sequence[Value]) -> str:
    """8个社区的按时办结率：新华社区最高 99.1%，长山社区最低 88.0%."""
    names = view.names()
    return charts.ends_title(ranked, view.lang, lambda one: short_name(one.area_code, names),
                             level=t(f"charts.level_{chosen.level}"), indicator=_title(indicator, chosen, view))
