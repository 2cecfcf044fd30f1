"""Charts on a page: asks for the numbers, says in a sentence what is shown, and draws the figure in a card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from components import figures, filters, lights, maps, meters, page, ready
from components.card_face import unit_text
from components.language import enum_text, t
from components.remembering import remembering
from components.view import LEVELS_SHOWN, View, short_name, until_newer
from data import areas
from data.areas import Area
from data.contracts import contracts
from data.database import Database
from data.language import Label, label
from queries import changes, funnel, households, series, signals, worklists
from queries.catalogue import ALL, Indicator, catalogue
from queries.periods import Period, add_months, month_end
from queries.series import Value
from queries.targets import all_tasks

MOST_ON_MAP = 1000  # areas; of more none can be told from its neighbour
MONTHS = 12  # a trend shows at least a year


def by_area(view: View) -> None:
    """The map of the indicator; a click on an area selects it.

    It opens with the finest areas whose figures bear looking at, and offers the others that have data. Counts are
    shown per 1,000 households unless asked otherwise.
    """
    offered = {level: (around, level, values) for around, level, values in _maps_offered(view)}
    usual = next((level for level, one in offered.items() if _bears_looking_at(one[2])), next(iter(offered)))
    levels = (tuple(offered), usual)
    around, level, values = offered[filters.map_level(*levels) if len(offered) > 1 else usual]
    above = LEVELS_SHOWN[max(LEVELS_SHOWN.index(level) - 1, 0)]
    then = view.period.end if view.ask(areas.retired_after, around.code, view.period.end) else None
    shown, switches, notices = on_map(view, values)
    if len(offered) > 1:
        switches.insert(0, partial(filters.map_level_switch, *levels))
    maps.draw(
        t(
            "charts.map_title",
            indicator=_title(view) if shown is values else shown[0].indicator.title,
            area=around.name,
            level=t(f"charts.level_{level}"),
            period=view.period.label,
        ),
        shown,
        shown[0].indicator if shown else _indicator(view),
        view.ask(areas.boundaries, around.code, level, then),
        outlines=view.ask(areas.boundaries, around.code, above),
        selected=view.area_code,
        names=view.ask(areas.names),
        on_click=filters.select_on_map,
        controls=switches_of_map(switches),
        notices=[*lights.summary(values, unit_text(_indicator(view), view.lang), view.lang), *notices],
    )


Switches = list[Callable[[], None]]


def on_map(view: View, values: list[Value]) -> tuple[list[Value], Switches, list[str]]:
    """What a map shows of the values of its areas, what may be switched, and what to say.

    A rate is a rate; a count is shown per 1,000 households, unless somebody asks for the count.
    """
    over = _over_households(view.database, values)
    if over:
        return over if filters.map_basis() == filters.BASES[0] else values, [filters.map_basis_switch], []
    is_raw = any(one.indicator.over_households and one.value for one in values)
    return values, [], [t("map.no_households")] if is_raw else []


@remembering(64)
def _over_households(database: Database, values: list[Value]) -> list[Value]:
    return households.per_1000_households(database, values)


def switches_of_map(switches: Switches) -> Callable[[], None] | None:
    """The switches of a map in one row."""
    if not switches:
        return None

    def row() -> None:
        with st.container(horizontal=True, gap="small"):
            for one in switches:
                one()

    return row


def trend(view: View) -> None:
    """The indicator month by month, last year's same months dotted."""
    now, before = _months(view)
    with page.card("trend", trend_title(view), t("charts.trend_note")):
        if not any(one.value is not None for one in now):
            page.nothing("charts.no_months")
            return
        plot(figures.trend(now, before, view.lang), "trend", alt=trend_title(view))


def ranking(view: View) -> None:
    """The areas one level below, best first; small bases and areas without data stand apart, unranked."""
    values = view.ask(series.by_area, view.indicator, view.map_area.code, view.period, view.level_below(), view.part)
    ranked, apart = changes.ranking(values)
    judged = of_bars(view, ranked)
    with page.card("ranking", ranking_title(view, ranked), t("charts.ranking_note")):
        if not ranked:
            page.nothing("charts.no_ranking")
        else:
            plot(
                figures.ranking(ranked, view.lang, chosen=view.grid, charts=judged),
                "ranking",
                clicks=True,
                alt=ranking_title(view, ranked),
            )
        below_ranking(view, view.level_below(), said_below(view, view.level_below(), ranked, apart, judged))


def said_below(
    view: View, level: str, ranked: Sequence[Value], apart: Sequence[Value], judged: Mapping[str, signals.Chart]
) -> list[str]:
    """What a ranking cannot draw: who is left out, what the last months mean, who is not ranked, which ranks tie."""
    of_many = t("charts.ends_only", count=len(ranked), ends=figures.ENDS) if len(ranked) >= figures.MANY else ""
    moved = signals.told_of(judged.values(), partial(short_name, names=view.names()), view.lang)
    said = (of_many, moved, apart_text(apart, view.lang), _ties(view, level, ranked))
    return [one for one in said if one]


def below_ranking(view: View, level: str, said: Sequence[str]) -> None:
    """The sentences below a ranking and, of a rate, the way to the funnel: totals have no base to be compared by."""
    for one in said:
        st.caption(one)
    if _indicator(view).is_rate:
        ready.html(_to_funnel(view, level))


def _ties(view: View, level: str, ranked: Sequence[Value]) -> str:
    """Which ranks each area may have, where its interval leaves more than one; nothing for totals."""
    if not ranked:
        return ""
    parts = view.ask(funnel.parts_of_scores, ranked[0].indicator.id, view.map_area.code, ranked[0].period, level)
    names = view.names()
    return funnel.ranks_text(funnel.ranks(ranked, parts), lambda code: short_name(code, names), view.lang)


def of_bars(view: View, ranked: Sequence[Value]) -> dict[str, signals.Chart]:
    """What the last month of each area means that a ranking draws, by code; all others are not asked for.

    Of the part that the bars show: a page may look at a part that its indicator is not told by.
    """
    if not ranked:
        return {}
    codes, first = tuple(one.area_code for one in figures.ends(ranked) if one), ranked[0]
    asked = (first.indicator.id, codes, view.period, first.breakdown)
    found: dict[str, signals.Chart] = view.ask(signals.charts_of, *asked)
    return found


def _to_funnel(view: View, level: str) -> str:
    """The way from a ranking to the same areas in a funnel, which says who really differs."""
    said = {"area": view.area_code, "period": view.period.code, "indicator": view.indicator,
            "level": level, "form": "funnel", **({"lang": view.lang} if view.lang != "zh" else {})}
    address = escape("analysis?" + urlencode({key: one for key, one in said.items() if one}))
    return f'<p class="note"><a href="{address}" target="_self">{escape(t("charts.to_funnel"))}</a></p>'


def breakdown(view: View) -> None:
    """The indicator split by its own breakdown, with a tick where the compared period stood."""
    indicator = _indicator(view)
    if not indicator.breakdown:
        return
    before = view.period.last_year() if view.comparison == "last_year" else view.period.previous()
    now = [one for one in _parts(view, view.period) if one.value is not None]
    now.sort(key=lambda one: -(one.value or 0))
    with page.card(
        "breakdown",
        t("charts.breakdown_title", indicator=indicator.title, area=view.area.name, period=view.period.label),
        t("charts.breakdown_note", period=before.label),
    ):
        if not now:
            page.nothing("charts.no_breakdown")
            return
        names = [breakdown_text(indicator, one.breakdown, view.lang) for one in now]
        plot(figures.breakdown(now[:12], names[:12], _parts(view, before), view.lang), "breakdown")


def pace(view: View, *indicators: str, most: int | None = None) -> None:
    """The annual targets against the line where the year stands; without names all that the area was set.

    With `most` those furthest behind, that many; the others are named.
    """
    page.card_of_html(_pace(view, indicators, most))


@until_newer
def _pace(view: View, indicators: tuple[str, ...], most: int | None) -> str:
    area = view.area
    if len(area.code) > 9 and not all_tasks(view.database, area.code, view.period):
        area = view.ask(areas.get, area.code[:9]) or area  # a community or grid shows its street's task
    names = [one for one in indicators or all_tasks(view.database, area.code, view.period) if one in catalogue()]
    found = changes.targets(view.database, names, area.code, view.period)
    targets = [
        (catalogue()[name].title.text(view.lang), target)
        for name, target in zip(names, found, strict=True)
        if target and target.share is not None and not lights.is_standing(catalogue()[name], target)
    ]
    empty = "charts.no_targets_of_area" if area.level == "district" else "charts.no_targets"
    rest = ""
    if most:
        targets.sort(key=lambda pair: pair[1].ahead)
        if targets[most:]:
            others = t("charts.list_comma").join(name for name, _ in targets[most:])
            rest = f'<p class="note">{escape(t("charts.pace_others", names=others))}</p>'
    body = meters.pace(targets[:most], view.lang) + rest if targets else page.nothing_html(empty)
    return page.card_head(t("charts.pace_title", area=area.name), t("charts.pace_note")) + body


def gantt(view: View) -> None:
    """Plan and course of every renovation project, with the stage it is at."""
    projects = view.ask(worklists.projects, view.area_code)
    with page.card("gantt", t("charts.gantt_title", count=len(projects), area=view.area.name), t("charts.gantt_note")):
        if not projects:
            page.nothing("charts.no_projects")
            return
        shown = [one | {"stage_text": stage_name(one["stage"], view.lang)} for one in projects]
        plot(figures.gantt(shown, view.as_of or view.period.end, view.lang), "gantt")


def start_rates(view: View) -> None:
    """The start rate by estates and by households side by side: they differ, and both are published."""
    page.card_of_html(_start_rates(view))


@until_newer
def _start_rates(view: View) -> str:
    names = ("renovation_start_rate", "renovation_start_rate_hh", "renovation_done_rate")
    rates = series.values(view.database, names, view.area_code, [view.period])
    by_estates, by_households = (figures.short(one, view.lang) for one in rates[:2])
    known = any(one.value is not None for one in rates)
    return page.card_head(
        t("charts.start_title", estates=by_estates, households=by_households), t("charts.start_note")
    ) + (meters.shares(rates, view.lang) if known else page.nothing_html("charts.no_projects")) + _removed(view)


def _removed(view: View) -> str:
    """拆违 38处、33户、2,350平方米: three units of one work, side by side and never added."""
    names = ("illegal_sites_removed", "illegal_households_removed", "illegal_area_removed")
    found = [one for one in series.values(view.database, names, view.area_code, [view.period]) if one.value is not None]
    if not found:
        return ""
    said = t("charts.list_comma").join(
        t("charts.removed_one", amount=one.display(view.lang), unit=one.indicator.unit) for one in found
    )
    return f'<p class="said"><b>{escape(t("charts.removed"))}</b>{escape(said)}</p>'


def stages(view: View) -> None:
    """How many projects stand at each stage, in the order of the work."""
    projects = view.ask(worklists.projects, view.area_code)
    with page.card("stages", t("charts.stages_title"), t("charts.stages_note")):
        if not projects:
            page.nothing("charts.no_projects")
            return
        plot(figures.stages(stage_counts(projects, view.lang), view.lang), "stages")


def fair(view: View) -> None:
    """Job fairs: places wanted and people seeking, people who came, people who agreed."""
    ratio = view.ask(series.value, "vacancy_seeker_ratio", view.area_code, view.period)
    intent = view.ask(series.value, "fair_intent_rate", view.area_code, view.period)
    steps = [
        (t("charts.fair_vacancies"), ratio.numerator),
        (t("charts.fair_seekers"), ratio.denominator),
        (t("charts.fair_participants"), intent.denominator),
        (t("charts.fair_intents"), intent.numerator),
    ]
    with page.card(
        "fair",
        t("charts.fair_title", period=view.period.label, rate=intent.display(view.lang)),
        t("charts.fair_note", ratio=ratio.display(view.lang)),
    ):
        if not any(count for _, count in steps):
            page.nothing("charts.no_fairs")
            return
        plot(
            figures.fair(
                [
                    (
                        name,
                        count,
                        t("charts.people", count=f"{count:,.0f}") if count is not None else t("charts.no_data"),
                    )
                    for name, count in steps
                ]
            ),
            "fair",
        )


def plot(figure: figures.Figure, key: str, *, clicks: bool = False, alt: str | None = None) -> None:
    """Puts a figure on the page; with `clicks`, a click on a mark selects the area it stands for."""
    options: dict[str, Any] = {"theme": None, "config": figures.CONFIG, "key": key, "alt": alt}
    if clicks:
        options |= {"selection_mode": "points", "on_select": partial(_select_clicked, key)}
    st.plotly_chart(figures.Checked(figure), **options)


def _select_clicked(key: str) -> None:
    points = st.session_state[key].selection.points
    code = next((one.get("customdata") for one in points), None)
    code = code[0] if isinstance(code, list) else code
    if code:
        filters.select_area(code)


# --- what is asked ---------------------------------------------------------------------------------------------


def trend_period(period: Period) -> Period:
    """The months a trend shows: those of the period, and at least the twelve up to its end."""
    last = period.end.replace(day=1)
    return Period.between(min(period.start.replace(day=1), add_months(last, 1 - MONTHS)), month_end(last))


def stage_counts(projects: Sequence[dict[str, Any]], lang: str) -> list[tuple[str, int, int]]:
    """(stage, projects, households) in the order of the work, stages that nobody is at included."""
    order = [one.value for one in contracts()["renovation_project"].field("stage").enum]
    order += sorted({one["stage"] for one in projects} - set(order))
    at = {stage: [one for one in projects if one["stage"] == stage] for stage in order}
    return [
        (stage_name(stage, lang), len(at[stage]), sum(one["households"] or 0 for one in at[stage])) for stage in order
    ]


def _maps_offered(view: View) -> list[tuple[Area, str, list[Value]]]:
    """What can be drawn, the finest areas first: the area around, the level of its parts, and their values.

    Grids where the indicator is counted by grid, else communities, else streets: job sheets know no grids. An area
    none of whose parts has data is shown among its neighbours.
    """
    holder = view.ask(areas.get, view.map_area.code[:9]) or view.map_area
    found = [
        (around, level, view.ask(series.by_area, view.indicator, around.code, view.period, level, view.part))
        for around in dict.fromkeys((view.map_area, holder))
        for level in reversed(LEVELS_SHOWN)
        if LEVELS_SHOWN.index(level) > LEVELS_SHOWN.index(around.level) and _fits(view, around, level)
    ]
    with_data = [one for one in found if any(each.value is not None for each in one[2])]
    nearest = [one for one in with_data if one[0] == with_data[0][0]]
    with_areas = [one for one in found if one[2]]
    return nearest or with_areas[:1] or [(view.map_area, view.map_area.level, [])]


def _fits(view: View, around: Area, level: str) -> bool:
    """Whether so few areas of the level lie in it that each can be seen; a district's grids are for its streets."""
    return len(view.ask(areas.children, around.code, level)) <= MOST_ON_MAP


def _bears_looking_at(values: Sequence[Value]) -> bool:
    """Whether there is any figure, and most stand on more than a handful: grids are often 2 of 3, or all of them 0."""
    known = [one for one in values if one.value is not None]
    return any(one.value for one in known) and 2 * sum(one.small_base for one in known) <= len(known)


def _months(view: View) -> tuple[list[Value], list[Value]]:
    shown = trend_period(view.period)
    asked = (view.indicator, view.area_code)
    now, before = (view.ask(series.by_month, *asked, period, view.part) for period in (shown, shown.last_year()))
    return now, before


def _parts(view: View, period: Period) -> list[Value]:
    return view.ask(series.by_breakdown, view.indicator, view.area_code, period)


def _indicator(view: View) -> Indicator:
    return catalogue()[view.indicator or ""]


def _title(view: View) -> Label:
    """The indicator's name, with the part that is shown where its parts are never pooled."""
    one = _indicator(view)
    return one.title if one.pooled or view.part == ALL else label("charts.part", title=one.title,
                                                                  part=one.part_name(view.part))


# --- sentences -------------------------------------------------------------------------------------------------


def trend_title(view: View) -> str:
    """按时办结率：2026年10月 97.5%，同比上升1.2个百分点."""
    asked = (view.indicator, view.area_code, view.period)
    change = view.ask(changes.change, *asked, "last_year", view.part)
    value = view.ask(series.value, *asked, view.part)
    key = "charts.trend_title" if change.comparable and change.before else "charts.trend_title_alone"
    return t(
        key,
        indicator=_title(view),
        period=view.period.label,
        value=value.display(view.lang),
        change=change.text(view.lang),
    )


def ranking_title(view: View, ranked: Sequence[Value]) -> str:
    """8个社区的按时办结率：新华社区最高 99.1%，长山社区最低 88.0%."""
    return ends_title(ranked, view.lang, lambda one: one.area_name,
                      level=t(f"charts.level_{view.level_below()}"), indicator=_title(view))


def ends_title(ranked: Sequence[Value], language: str, name: Callable[[Value], str], **said: Label | str) -> str:
    """Who is highest and lowest of those ranked, the first of a tie as it is drawn, with how many share that figure."""
    if len(ranked) < 2:
        return t("charts.ranking_title_few", **said)
    ends = (ranked[0], ranked[-1])
    top, last = ends if (ends[0].value or 0) >= (ends[1].value or 0) else ends[::-1]
    shown = Counter(one.display(language) for one in ranked)
    if len(shown) == 1:
        return t("charts.ranking_title_same", **said, count=len(ranked), value=top.display(language))

    def named(one: Value) -> str:
        alike = shown[one.display(language)]
        return name(one) if alike == 1 else t("charts.alike", name=name(one), count=alike)

    return t("charts.ranking_title", **said, count=len(ranked), top=named(top), top_value=top.display(language),
             last=named(last), last_value=last.display(language))


def apart_text(apart: Sequence[Value], lang: str) -> str:
    """Who is not ranked and why: small bases with their figures, then areas without data."""
    small = [f"{one.area_name} {one.display(lang)}" for one in apart if one.value is not None]
    empty = [one.area_name for one in apart if one.value is None]
    said = []
    if small:
        said.append(t("charts.small_bases", areas=_listed(small)))
    if empty:
        said.append(t("charts.without_data", areas=_listed(empty)))
    return " ".join(said)


def breakdown_text(indicator: Indicator, value: str | None, lang: str) -> str:
    """What one part of a breakdown is called; an empty part is 未填写."""
    if value in (None, "", "all"):
        return t("charts.no_category")
    return indicator.part_name(str(value)).text(lang)


def stage_name(stage: str | None, lang: str) -> str:
    return enum_text("renovation_project", "stage", stage, lang) if stage else t("charts.no_category")


def _listed(names: Sequence[str], most: int = 6) -> str:
    shown = t("charts.list_comma").join(names[:most])
    return shown if len(names) <= most else t("charts.and_more", names=shown, count=len(names))
