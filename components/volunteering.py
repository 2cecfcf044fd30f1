"""志愿与党建: kinds of activity by month, the three levels of consultation, stations, 三社联动, 移动居委会."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

from components import page
from components.language import enum_text, t
from components.meters import meter
from components.tables import Markup, plain
from components.view import View, short_name, until_newer
from queries import activities, series
from queries.series import Value, number

MONTHS = 12


def kinds(view: View) -> None:
    """What was held, kind by kind and month by month."""
    page.card_of_html(_kinds(view))


def consultations(view: View) -> None:
    """The three levels of consultation with what was agreed, and the topics."""
    page.card_of_html(_consultations(view))


def stations(view: View) -> None:
    """How many grids of each community have a service station, and which of the stations are model ones."""
    page.card_of_html(_stations(view))


def linkage(view: View) -> None:
    """三社联动: communities, organisations and social workers, and what they held together."""
    page.card_of_html(_linkage(view))


def mobile_committee(view: View) -> None:
    """The mobile committee: sessions online and in the courtyards, and the requests it brought home."""
    page.card_of_html(_mobile_committee(view))


@until_newer
def _kinds(view: View) -> str:
    rows = activities.by_kind_and_month(view.database, view.area_code, view.period)
    title = t("pages.volunteer")
    if not rows:
        return page.card_head(title) + page.nothing_html("volunteering.no_activities")
    names = sorted({row["activity_type"] for row in rows}, key=lambda name: -_sum(rows, name, "sessions"))
    title = t(
        "volunteering.kinds_title",
        area=view.area.name,
        period=view.period.label,
        sessions=number(sum(_sum(rows, name, "sessions") for name in names), 0),
        kind=_kind(names[0], view.lang),
        most=number(_sum(rows, names[0], "sessions"), 0),
    )
    months = view.period.months()[-MONTHS:]
    held = {(row["activity_type"], row["month"]): row["sessions"] or 0 for row in rows}
    top = max((held.get((name, month), 0) for name in names for month in months), default=0)
    of_one_year = months[0].year == months[-1].year
    heads = [t("volunteering.kind"), *(_month(month, of_one_year) for month in months)]
    heads += [t(f"volunteering.{name}") for name in ("total", "participants", "beneficiaries")]
    lines = [
        [
            _kind(name, view.lang),
            *(_heat(held.get((name, month), 0), top) for month in months),
            *(_total(rows, name, column) for column in ("sessions", "participants", "beneficiaries")),
        ]
        for name in names
    ]
    note = t("volunteering.kinds_note")
    if len(view.period.months()) > MONTHS:
        note += t("volunteering.months_shown", count=MONTHS)
    return page.card_head(title, note) + plain(heads, lines, range(1, len(heads)))


@until_newer
def _consultations(view: View) -> str:
    held = {
        one.breakdown: one
        for one in series.by_breakdown(view.database, "consultation_count", view.area_code, view.period)
        if one.value is not None
    }
    if not held:
        title = t("volunteering.levels_title_none", area=view.area.name, period=view.period.label)
        return page.card_head(title) + page.nothing_html("volunteering.no_consultations")
    rows = activities.consultations(view.database, view.area_code, view.period)
    judged, agreed = (sum(row[name] for row in rows) for name in ("judged", "agreed"))
    said = t("volunteering.levels_agreed" if judged else "volunteering.levels_unjudged", judged=judged, agreed=agreed)
    count = number(sum(one.value or 0 for one in held.values()), 0)
    title = t("volunteering.levels_title", area=view.area.name, period=view.period.label, count=count, agreed=said)
    head = page.card_head(title, t("volunteering.levels_note"))
    return head + _steps(held, rows, view.lang) + _topics(rows, view.lang)


def _steps(held: dict[str, Value], rows: Sequence[dict[str, Any]], lang: str) -> str:
    """Deliberation, joint meeting, hearing: one step each, with how often and how many topics were agreed."""
    return f'<ol class="steps">{"".join(_step(level, held.get(level), rows, lang) for level in activities.LEVELS)}</ol>'


def _step(level: str, held: Value | None, rows: Sequence[dict[str, Any]], lang: str) -> str:
    judged, agreed = (sum(row[name] for row in rows if row["level"] == level) for name in ("judged", "agreed"))
    count = t("volunteering.level_step", count=held.display(lang) if held else 0)
    below = t("volunteering.level_agreed", agreed=agreed, judged=judged) if judged else ""
    return f"<li><span>{escape(_kind(level, lang))}</span><b>{escape(count)}</b><small>{escape(below)}</small></li>"


def _topics(rows: Sequence[dict[str, Any]], lang: str) -> str:
    if not rows:
        return ""
    topics = sorted({row["topic"] for row in rows}, key=lambda topic: (-_meetings(rows, topic), topic))
    heads = [t("volunteering.topic"), *(_kind(level, lang) for level in activities.LEVELS), t("volunteering.result")]
    lines = []
    for topic in topics:
        mine = [row for row in rows if row["topic"] == topic]
        judged, agreed = (sum(row[name] for row in mine) for name in ("judged", "agreed"))
        counts = [_meetings([row for row in mine if row["level"] == level], topic) or "" for level in activities.LEVELS]
        lines.append([topic or t("volunteering.topic_unnamed"), *counts, f"{agreed}/{judged}" if judged else "—"])
    return plain(heads, lines, range(1, len(heads)))


@until_newer
def _stations(view: View) -> str:
    total, models = series.values(
        view.database, ["grid_station_coverage", "model_station_share"], view.area_code, [view.period]
    )
    if total.value is None:
        body = page.nothing_html("volunteering.no_stations")
        if models.value is not None:
            known = {"stations": number(models.denominator, 0), "models": number(models.numerator, 0)}
            body = page.nothing_html("volunteering.stations_reported", **known)
        return page.card_head(total.indicator.title.text(view.lang)) + body
    covered, grids = int(total.numerator or 0), int(total.denominator or 0)
    key = "volunteering.stations_title" if covered < grids else "volunteering.stations_title_full"
    title = t(key, area=view.area.name, covered=covered, missing=grids - covered)
    share = models.display(view.lang)
    note = t("volunteering.stations_note", models=number(models.numerator, 0), share=share)
    return page.card_head(title, note) + "".join(
        _station_meter(view, one, model) for one, model in zip(*_stations_below(view), strict=True)
        if one.value is not None
    )


def _stations_below(view: View) -> tuple[list[Value], list[Value]]:
    """Coverage and model stations of the communities within the area, or of the area itself when it is smaller."""
    asked = [(name, view.area_code, view.period) for name in ("grid_station_coverage", "model_station_share")]
    if view.area.level in ("community", "grid"):
        coverage, models = ([series.value(view.database, *one)] for one in asked)
        return coverage, models
    coverage, models = (series.by_area(view.database, *one, "community") for one in asked)
    return coverage, models


def _station_meter(view: View, one: Value, model: Value) -> str:
    said = t("volunteering.stations_meter", covered=number(one.numerator, 0), grids=number(one.denominator, 0))
    note = t("volunteering.stations_models", models=number(model.numerator or 0, 0)) if model.denominator else ""
    name = short_name(one.area_code, view.names())
    return meter(name, f"<b>{escape(said)}</b>", one.value or 0, note=note)


@until_newer
def _linkage(view: View) -> str:
    found = activities.linkage(view.database, view.area_code, view.period)
    teams = series.value(view.database, "volunteer_teams", view.area_code, view.period)
    known = [
        ("communities", number(found["communities"], 0) if found["communities"] else None),
        ("teams", teams.display(view.lang) if teams.value is not None else None),
        ("stations", number(found["social_work_stations"], 0) if found["social_work_stations"] else None),
        ("sessions", number(found["joint_sessions"], 0) if found["joint_sessions"] else None),
        ("visits", number(found["partner_visits"], 0) if found["partner_visits"] else None),
    ]
    if not any(amount for _, amount in known):
        return page.card_head(t("volunteering.linkage_title_none")) + page.nothing_html("volunteering.no_linkage")
    title = t("volunteering.linkage_title_none")
    if found["joint_sessions"]:
        title = t("volunteering.linkage_title", sessions=found["joint_sessions"])
    tiles = "".join(
        f"<div><b>{escape(amount or '—')}</b><span>{escape(t(f'volunteering.linkage_{name}'))}</span></div>"
        for name, amount in known
    )
    return page.card_head(title, t("volunteering.linkage_note")) + f'<div class="facts">{tiles}</div>'


@until_newer
def _mobile_committee(view: View) -> str:
    rows = activities.mobile_committee(view.database, view.area_code, view.period)
    sessions, requests = (sum(row[name] or 0 for row in rows) for name in ("sessions", "requests"))
    title = t("volunteering.mobile_title", sessions=sessions, requests=requests)
    if not rows:
        return page.card_head(title) + page.nothing_html("volunteering.no_mobile")
    heads = [t(f"volunteering.mobile_{name}") for name in ("mode", "sessions")]
    heads += [t("volunteering.beneficiaries")]
    heads += [t(f"volunteering.mobile_{name}") for name in ("requests", "closed", "usual")]
    lines = [
        [
            enum_text("service_request", "channel", row["channel"], view.lang),
            *(_count(row[name]) for name in ("sessions", "beneficiaries", "requests", "closed")),
            _usual(row, view.lang),
        ]
        for row in rows
    ]
    return page.card_head(title, t("volunteering.mobile_note")) + plain(heads, lines, range(1, 5))


def _usual(row: dict[str, Any], lang: str) -> str:
    if not row["usual_category"]:
        return ""
    category = enum_text("service_request", "category", row["usual_category"], lang)
    return t("volunteering.mobile_usual_cell", category=category, count=row["usual_count"])


def _kind(name: str, lang: str) -> str:
    return enum_text("activity", "activity_type", name, lang)


def _month(month: date, of_one_year: bool) -> str:
    return t("charts.month", month=month.month) if of_one_year else f"{month:%Y-%m}"


def _heat(count: float, top: float) -> Markup | str:
    """A cell whose shade is its share of the largest one."""
    if not count:
        return ""
    return Markup(f'<span class="heat" style="--share:{count / top:.2f}">{number(count, 0)}</span>')


def _sum(rows: Sequence[dict[str, Any]], name: str, column: str) -> float:
    return sum(row[column] or 0 for row in rows if row["activity_type"] == name)


def _total(rows: Sequence[dict[str, Any]], name: str, column: str) -> str:
    """The sum of what was counted; a dash where nobody counted, which is not nought."""
    counted = [row for row in rows if row["activity_type"] == name and row[column] is not None]
    return number(_sum(counted, name, column), 0) if counted else "—"


def _meetings(rows: Sequence[dict[str, Any]], topic: str) -> int:
    return int(sum(row["meetings"] or 0 for row in rows if row["topic"] == topic))


def _count(amount: float | None) -> str:
    return "—" if amount is None else number(amount, 0)
