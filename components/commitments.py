"""The promise lists: each level by itself, the wall of all items, how the list shrinks, offices, wishes, satisfaction.

Levels (重大事项, 班子成员清单, …) are never added up, for nobody knows how far they overlap. The panels show the level
that is chosen at the top.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from html import escape

from components import charts, figures, meters, page, tables
from components.language import t
from components.view import View, level_below, short_name, until_newer
from data.areas import DIGITS
from data.language import label
from queries import commitments, series, worklists
from queries.catalogue import catalogue
from queries.commitments import BEHIND, CLOSED, OVERDUE, STATES, Item, Left, Office
from queries.series import Value, number

LED_BY = "commitment_closed_rate"
RATES = (LED_BY, "commitment_ontime_rate", "commitment_overdue_count", "commitment_satisfaction")
SIGNS = {"overdue": "!", "lagging": "▲", "open": "", "on_track": "", "waiting": "–", "closed": "✓"}
MOST_OFFICES = 12


def levels(view: View) -> None:
    """Every level by itself: on the list, closed, still open, rates, overdue, satisfaction with how many were asked."""
    page.card_of_html(_levels(view))


@until_newer
def _levels(view: View) -> str:
    parts = sorted(view.ask(series.parts, LED_BY, view.area_code), key=catalogue()[LED_BY].part_order)
    found = {part: view.ask(series.values, RATES, view.area_code, (view.period,), part) for part in parts}
    known = {part: values for part, values in found.items() if any(one.value is not None for one in values)}
    rows = [_level_row(view, part, values) for part, values in known.items()]
    heads = [t(f"commitments.{one}") for one in ("level", "listed", "closed", "left")]
    heads += [t(f"commitments.{one}") for one in ("rate", "rate_on_time", "overdue", "satisfied")]
    led = known[view.part][0] if view.part in known else None
    title = t("commitments.levels_title_none")
    if led and led.value is not None:
        title = t(
            "commitments.levels_title",
            level=level_name(view),
            period=view.period.label,
            total=_count(led, "denominator"),
            closed=_count(led, "numerator"),
            left=_left(led),
        )
    body = tables.plain(heads, rows, range(1, len(heads))) if rows else page.nothing_html("commitments.nothing")
    return page.card_head(title, t("commitments.levels_note")) + body


def has_items(view: View) -> bool:
    """Whether a ledger tells the items of the list one by one; a street may have published totals only."""
    return bool(_items(view))


def wall(view: View) -> None:
    """Every item as a tile, area by area, the worst first; a tile tells on hover or touch what it is."""
    page.card_of_html(_wall(view))


@until_newer
def _wall(view: View) -> str:
    day, typed = _day(view)
    items = _items(view)
    if not items:
        return page.card_head(t("commitments.wall_title_none")) + page.nothing_html("commitments.nothing")
    stand = Counter(commitments.state(one, day, typed) for one in items)
    title = t(
        "commitments.wall_title",
        level=level_name(view),
        total=len(items),
        closed=stand[CLOSED],
        overdue=stand[OVERDUE],
        day=day,
    )
    names = view.names()
    legend = "".join(
        f'<span><i class="tile {one}">{SIGNS[one]}</i>{escape(t(f"commitments.state_{one}"))} {stand[one]}</span>'
        for one in STATES
        if stand[one]
    )
    rows = "".join(
        _wall_row(
            t("commitments.own", area=names.get(code, code)) if code == view.area_code else short_name(code, names),
            group,
            day,
            typed,
            view.lang,
        )
        for code, group in _grouped(items, view).items()
    )
    note = t("commitments.wall_note" if typed else "commitments.wall_note_past")
    return page.card_head(title, note) + f'<div class="tile-legend">{legend}</div><div class="tile-wall">{rows}</div>'


def burn_down(view: View) -> None:
    """What is still open month by month, against what the due dates leave open."""
    title, figure = _burn_down(view)
    with page.card("burn_down", title, t("commitments.burn_down_note")):
        charts.plot(figure, "burn_down", alt=title)


@until_newer
def _burn_down(view: View) -> tuple[str, figures.Figure]:
    day, items = _day(view)[0], _items(view)
    return burn_down_title(items, day), burn_down_figure(commitments.burn_down(items, day), view.lang)


def offices(view: View) -> None:
    """The responsible offices: what they have closed, on time, overdue, behind, and the reasons that were typed in."""
    page.card_of_html(_offices(view))


@until_newer
def _offices(view: View) -> str:
    day, typed = _day(view)
    found = commitments.offices(_items(view), day, typed)
    note = t("commitments.offices_note" if typed else "commitments.offices_note_past")
    if not found:
        return page.card_head(t("commitments.offices_title_none"), note) + page.nothing_html("commitments.nothing")
    columns = ("office", "listed", "closed", "on_time", "overdue", "behind", "reasons")
    heads = [t(f"commitments.{one}") for one in columns]
    shown = found[:MOST_OFFICES]
    more = "" if len(found) <= len(shown) else t("commitments.offices_more", count=len(found), shown=len(shown))
    return (
        page.card_head(offices_title(found), note)
        + tables.plain(heads, [_office_row(one, view.lang) for one in shown], range(1, 6))
        + (f'<p class="note">{escape(more)}</p>' if more else "")
    )


def wishes(view: View) -> None:
    """Micro-wishes collected in the period: claimed, with an action, resolved."""
    page.card_of_html(_wishes(view))


@until_newer
def _wishes(view: View) -> str:
    told = view.ask(worklists.wishes, view.area_code, view.period.start, view.period.end)
    rate = view.ask(series.value, "wish_resolved_rate", view.area_code, view.period)
    known = told["collected"] > 0
    counts = [
        ("collected", told["collected"] if known else rate.denominator),
        ("claimed", told["claimed"] if known else None),
        ("acted", told["with_action"] if known else None),
        ("resolved", told["resolved"] if known else rate.numerator),
    ]
    title = "commitments.wishes_title" if rate.value is not None else "commitments.wishes_title_none"
    note = rate.note.text(view.lang) if rate.note else t("commitments.wishes_note")
    head = page.card_head(t(title, period=view.period.label, rate=rate.display(view.lang)), note)
    if not any(count for _, count in counts):
        return head + page.nothing_html("commitments.no_wishes")
    return head + meters.steps(
        [
            (t(f"commitments.wish_{name}"), count, _wish_text(name, count, told["actions"], exact=known))
            for name, count in counts
        ]
    )


def satisfaction(view: View) -> None:
    """Satisfaction with what was closed, level by level, with how many were asked."""
    page.card_of_html(_satisfaction(view))


@until_newer
def _satisfaction(view: View) -> str:
    indicator = catalogue()["commitment_satisfaction"]
    found = sorted(_by_level(view, indicator.id), key=lambda one: indicator.part_order(one.breakdown))
    unasked = sum(bool(one["satisfaction_pct"]) and not one["survey_n"] for one in _items(view))
    note = t("commitments.satisfaction_note")
    if unasked:
        note += t("commitments.satisfaction_unasked", count=unasked)
    if not found:
        whole = view.ask(series.value, indicator.id, view.area_code, view.period)
        why = whole.why.text(view.lang) if whole.why else t("commitments.no_satisfaction")
        head = page.card_head(t("commitments.satisfaction_title_none"), note)
        return f'{head}<div class="nothing">{escape(why)}</div>'
    low = min(found, key=lambda one: one.value or 0)
    key = "commitments.satisfaction_title" if len(found) > 1 else "commitments.satisfaction_title_one"
    title = t(key, level=indicator.part_name(low.breakdown), value=figures.short(low, view.lang))
    names = [indicator.part_name(one.breakdown).text(view.lang) for one in found]
    return page.card_head(title, note) + meters.shares(found, view.lang, names)


# --- what is asked ---------------------------------------------------------------------------------------------


def _by_level(view: View, name: str) -> list[Value]:
    found = view.ask(series.by_breakdown, name, view.area_code, view.period)
    return [one for one in found if one.value is not None]


def _day(view: View) -> tuple[date, bool]:
    """The day the list is shown for: the period's last, or the last that the data cover; and whether it is that one."""
    covered = view.as_of or view.period.end
    return min(view.period.end, covered), view.period.end >= covered


def _items(view: View) -> list[Item]:
    return view.ask(worklists.commitments, view.area_code, view.part, _day(view)[0])


def _grouped(items: Sequence[Item], view: View) -> dict[str, list[Item]]:
    """The items by the area below that they belong to, the area's own ones first."""
    digits = DIGITS[level_below(view.area.level)]
    groups: dict[str, list[Item]] = defaultdict(list)
    for one in items:
        groups[one["area_code"][:digits]].append(one)
    return dict(sorted(groups.items()))


# --- sentences -------------------------------------------------------------------------------------------------


def level_name(view: View) -> str:
    """班子成员清单: the level that is looked at."""
    return page.part_name(view) or t("commitments.lists")


def burn_down_title(items: Sequence[Item], day: date) -> str:
    """截至2026-10-31还有164项未销号，比按时限应剩的96项多68项."""
    left = sum(one["closed_on"] is None or one["closed_on"] > day for one in items)
    planned = sum(one["due_on"] is None or one["due_on"] > day for one in items)
    key = "more" if left > planned else "less" if left < planned else "even"
    return t(f"commitments.burn_down_{key}", day=day, left=left, planned=planned, gap=abs(left - planned))


def offices_title(found: Sequence[Office]) -> str:
    """16个责任单位中北关社区居委会滞后最多：12项."""
    first = found[0]
    if not first.behind:
        return t("commitments.offices_title_good", count=len(found))
    return t("commitments.offices_title", count=len(found), name=first.name, behind=first.behind)


def _office_row(one: Office, lang: str) -> list[object]:
    share = label("commitments.of_total", count=one.behind, share=f"{one.behind / one.total * 100:.0f}").text(lang)
    told = [text if count == 1 else label("commitments.times", text=text, count=count).text(lang)
            for text, count in one.reasons[:2]]
    reasons = label("commitments.semicolon").text(lang).join(told)
    missing = label("commitments.no_reason").text(lang) if one.behind else ""
    on_time = f"{one.on_time}/{one.due}" if one.due else "—"
    return [one.name, one.total, one.closed, on_time, one.overdue, share, reasons or missing]


def _level_row(view: View, part: str, values: Sequence[Value]) -> list[object]:
    name, led = escape(catalogue()[LED_BY].part_name(part).text(view.lang)), values[0]
    counts = [_count(led, "denominator"), _count(led, "numerator"), _left(led) if led.value is not None else "—"]
    shown = [*(one.display(view.lang) for one in values[:-1]), meters.with_base(values[-1], view.lang)]
    return [tables.Markup(f"<b>{name}</b>" if part == view.part else name), *counts, *shown]


def _count(value: Value, side: str) -> str:
    return number(value.numerator if side == "numerator" else value.denominator, 0)


def _left(value: Value) -> str:
    return number((value.denominator or 0) - (value.numerator or 0), 0)


def _wish_text(name: str, count: float | None, actions: int, *, exact: bool) -> str:
    if count is None:
        return t("charts.no_data")
    if name == "collected" and not exact:
        return t("commitments.wish_at_least", count=f"{count:,.0f}")
    key = "commitments.wish_actions" if name == "acted" else "commitments.wish_count"
    return t(key, count=f"{count:,.0f}", actions=f"{actions:,}")


# --- drawing ---------------------------------------------------------------------------------------------------


def burn_down_figure(left: Sequence[Left], lang: str) -> figures.Figure:
    """Two lines over the twelve months: what the due dates leave open (dotted) and what really is open."""
    months = [figures.month_text(one.month, lang) for one in left]
    real = [one.real for one in left if one.real is not None]
    return figures.two_lines(
        months,
        (label("commitments.planned").text(lang), [one.planned for one in left]),
        (label("commitments.real").text(lang), real),
    )


def _wall_row(name: str, items: Sequence[Item], day: date, typed: bool, lang: str) -> str:
    states = {id(one): commitments.state(one, day, typed) for one in items}
    ordered = sorted(items, key=lambda one: STATES.index(states[id(one)]))
    stand = Counter(states.values())
    behind = sum(stand[one] for one in BEHIND)
    said = label("commitments.wall_row", closed=stand[CLOSED], total=len(items)).text(lang)
    late = f'<em>{escape(label("commitments.wall_behind", count=behind).text(lang))}</em>' if behind else ""
    tiles = "".join(_tile(one, states[id(one)], lang) for one in ordered)
    return f'<div class="wall-name"><b>{escape(name)}</b><small>{escape(said)}{late}</small></div><div>{tiles}</div>'


def _tile(item: Item, state: str, lang: str) -> str:
    """One item: a coloured square with a sign, and the card that opens on hover or touch."""
    facts = [
        label(f"commitments.state_{state}").text(lang),
        item["owner_org"],
        label("commitments.due", date=item["due_on"]).text(lang) if item["due_on"] else "",
        label("commitments.closed_on", date=item["closed_on"]).text(lang) if state == CLOSED else "",
        item["remark"] if state != CLOSED else "",
    ]
    said = " · ".join(escape(one) for one in facts if one)
    about = f"<b>{escape(item['title'])}</b>{escape(item['item'])} · {said}"
    return f'<i class="tile {state}" tabindex="0">{SIGNS[state]}<span>{about}</span></i>'
