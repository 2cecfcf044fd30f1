"""The way of a request: 网格发现, 社区呼叫, 分级响应, 协同处置, with the time at each step and where it ended."""

from __future__ import annotations

from html import escape

from components import meters, page, theme
from components.figures import short
from components.language import enum_text, t
from components.view import View, short_name, until_newer
from queries import series, sources
from queries.catalogue import of_topic
from queries.series import Value, number
from queries.settings import setting

LEVELS = ("grid", "community", "street", "district", "")
SHADES = {"grid": theme.GOOD, "community": theme.ACCENT, "street": theme.ACCENT_PALE, "district": theme.GREY_LINE}
STEPS = (
    "grid_found_share",
    "avg_response_hours",
    "graded_share",
    "closure_rate",
    "response_rate",
    "closed_in_7_days_rate",
    "avg_handling_days",
    "grid_self_resolve_rate",
    "community_self_resolve_rate",
)


def steps(view: View) -> None:
    """The four steps side by side: how many requests came that far, and how fast."""
    page.card_of_html(_steps(view))


@until_newer
def _steps(view: View) -> str:
    values = _values(view)
    found, hours, graded, closed = (values[name] for name in STEPS[:4])
    if not found.denominator:
        return page.card_head(t("pages.service"), t("workflow.note")) + page.nothing_html("workflow.no_requests")
    received, lang = found.denominator, view.lang
    beyond = sum(one.denominator or 0 for one in _by_level(view) if one.breakdown in ("street", "district"))
    brought = received - (found.numerator or 0)
    ungraded = received - (graded.numerator or 0)
    reached = [
        ("found", found.numerator, t("workflow.found_time", count=number(brought, 0))),
        (
            "called",
            hours.denominator,
            t(
                "workflow.called_time",
                limit=f"{setting('response_limit_hours'):g}",
                rate=short(values["response_rate"], lang),
                hours=short(hours, lang),
            ),
        ),
        ("graded", graded.numerator, t("workflow.graded_time", count=number(ungraded, 0))),
        (
            "handled",
            closed.numerator,
            t(
                "workflow.handled_time",
                rate=short(values["closed_in_7_days_rate"], lang),
                days=short(values["avg_handling_days"], lang),
                beyond=number(beyond, 0),
            ),
        ),
    ]
    title = t(
        "workflow.title",
        received=number(received, 0),
        contacted=number(hours.denominator, 0),
        closed=number(closed.numerator, 0),
    )
    boxes = "".join(_step(name, count, received, time) for name, count, time in reached)
    return page.card_head(title, t("workflow.note")) + f'<div class="flow">{boxes}</div>'


def _step(name: str, count: float | None, received: float, time: str) -> str:
    """One step: its name, how many came that far, the time it took, and what it means in the ledger."""
    share = (count or 0) / received * 100
    below = t("workflow.share", share=f"{share:.1f}%") if count is not None else t("charts.no_data")
    return (
        f'<section><h4>{escape(t(f"workflow.{name}"))}</h4><b>{number(count, 0)}</b>'
        f'<i style="width:{min(share, 100):.1f}%"></i><span>{escape(below)}</span>'
        f"<strong>{escape(time)}</strong><small>{escape(t(f'workflow.{name}_how'))}</small></section>"
    )


def levels(view: View) -> None:
    """At which level requests were closed: 小事不出网格，大事不出社区."""
    page.card_of_html(_levels(view))


@until_newer
def _levels(view: View) -> str:
    values, parts = _values(view), {one.breakdown if one.breakdown in LEVELS else "": one for one in _by_level(view)}
    title = t(
        "workflow.level_title",
        grid=short(values["grid_self_resolve_rate"], view.lang),
        community=short(values["community_self_resolve_rate"], view.lang),
    )
    total = sum(one.denominator or 0 for one in parts.values())
    if not total:
        return page.card_head(title, t("workflow.level_note")) + page.nothing_html("workflow.no_requests")
    bars = "".join(
        _level_bar(name, parts[name], (parts[name].denominator or 0) / total * 100, view.lang)
        for name in LEVELS
        if name in parts
    )
    return page.card_head(title, t("workflow.level_note")) + bars


def _level_bar(name: str, one: Value, share: float, lang: str) -> str:
    text = enum_text("service_request", "level", name, lang) if name else t("workflow.no_level")
    said = t(
        "workflow.level_bar", count=number(one.denominator, 0), share=f"{share:.1f}%", days=number(one.value, 1)
    )
    return meters.bar(text, said, share, SHADES.get(name, theme.GREY_PALE))


def channels(view: View) -> None:
    """Where requests come from, the largest channel first."""
    page.card_of_html(_channels(view))


@until_newer
def _channels(view: View) -> str:
    parts = view.ask(series.by_breakdown, "requests_by_channel", view.area_code, view.period)
    total = sum(one.value or 0 for one in parts)
    if not total:
        return page.card_head(t("charts.channels"), t("workflow.channels_note")) + page.nothing_html(
            "workflow.no_requests"
        )
    named = [(_channel(one, view.lang), one.value or 0, (one.value or 0) / total * 100) for one in parts]
    online = view.ask(series.value, "online_share", view.area_code, view.period)
    title = t(
        "workflow.channels_title",
        first=named[0][0],
        first_share=f"{named[0][2]:.1f}%",
        online=short(online, view.lang),
    )
    bars = "".join(
        meters.bar(
            name, t("workflow.channel_bar", count=number(count, 0), share=f"{share:.1f}%"), share, theme.ACCENT_PALE
        )
        for name, count, share in named
    )
    return page.card_head(title, t("workflow.channels_note")) + f'<div class="bars">{bars}</div>'


def _channel(one: Value, lang: str) -> str:
    return enum_text("service_request", "channel", one.breakdown, lang) or t("charts.no_category")


def from_sheets(view: View) -> None:
    """Which areas and months came from a summary sheet instead of a ledger; nothing where there is none."""
    if said := _from_sheets(view):
        page.card_of_html("".join(f'<p class="say">{escape(one)}</p>' for one in said))


@until_newer
def _from_sheets(view: View) -> tuple[str, ...]:
    names = tuple(one.id for one in of_topic("service"))
    found = view.ask(sources.sheets, names, view.area_code, view.period)
    said = []
    for key, used in (("workflow.sheets_used", True), ("workflow.sheets_silent", False)):
        listed = [
            t("workflow.sheet_of", area=short_name(one["area_code"], view.names()), months=_months(one["months"]))
            for one in found
            if one["is_used"] == used
        ]
        if listed:
            said.append(t(key, areas=t("charts.list_comma").join(listed)))
    return tuple(said)


def _months(months: list) -> str:
    first, last = f"{months[0]:%Y-%m}", f"{months[-1]:%Y-%m}"
    return first if first == last else t("workflow.month_list", first=first, last=last)


def _values(view: View) -> dict[str, Value]:
    return dict(zip(STEPS, view.ask(series.values, STEPS, view.area_code, (view.period,)), strict=True))


def _by_level(view: View) -> list[Value]:
    return view.ask(series.by_breakdown, "handling_days_by_level", view.area_code, view.period)
