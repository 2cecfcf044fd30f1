"""Enterprises served, investment brought in, and revenue against the pace of the year."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import Any

from components import charts, cumulative, figures, meters, page, tables, theme, worklists
from components.language import enum_text, t
from components.view import View, short_name, until_newer
from data.contracts import contracts
from queries import changes, series, targets
from queries import worklists as lists
from queries.catalogue import catalogue
from queries.changes import Target
from queries.periods import Period, year_so_far
from queries.series import Value

SHARE, REVENUE = "fiscal_revenue_completion", "fiscal_revenue"
OPEN_ROWS = 6


def revenue(view: View) -> None:
    """Revenue from January month by month, against the pace line and last year."""
    title, note, curve = _revenue(view)
    with page.card("revenue", title, note):
        if curve is None:
            below = view.area.level not in ("district", "street")
            page.nothing("economy.revenue_by_street" if below else "economy.no_revenue")
            return
        charts.plot(curve, "revenue", alt=title)


@until_newer
def _revenue(view: View) -> tuple[str, str, figures.Figure | None]:
    """Title, note and curve; without a single month told there is no curve."""
    year, target = view.period.end.year, changes.target(view.database, REVENUE, view.area_code, view.period)
    now, before = _so_far(view, year), _so_far(view, year - 1)
    title, note = revenue_title(view, target), _revenue_note(target)
    if not any(amount is not None for amount in now):
        return title, note, None
    due = targets.due_by_month(view.database, REVENUE, view.area_code, year)
    return title, note, cumulative.curve(now, before, due, view.lang)


def revenue_title(view: View, target: Target | None) -> str:
    """前10个月财政收入29,379.92万元，完成全年95.3%，…；还差1,446.08万元，后2个月每月需723.04万元."""
    share = series.value(view.database, SHARE, view.area_code, year_so_far(view.period))
    if share.numerator is None:
        return t("economy.revenue_none", area=view.area.name)
    done = meters.amount(share.numerator)
    if target is None or share.value is None or target.gap is None:
        return t("economy.revenue_alone", area=view.area.name, done=done)
    said = t(
        "economy.revenue_title",
        area=view.area.name,
        months=target.month,
        done=done,
        share=share.display(view.lang),
        lead=meters.lead_text(target, view.lang),
    )
    if not target.gap:
        return said + t("economy.reached")
    if target.needed_per_month is None:
        return said + t("economy.short", gap=meters.amount(target.gap))
    needed = meters.amount(target.needed_per_month)
    return said + t("economy.needed", gap=meters.amount(target.gap), left=target.months_left, needed=needed)


def _revenue_note(target: Target | None) -> str:
    if target is None:
        return t("economy.revenue_note_alone")
    derived = t("economy.derived", annual=meters.amount(target.annual), source=target.source)
    return t("economy.revenue_note") + (derived if target.is_derived else "")


def _so_far(view: View, year: int) -> tuple[float | None, ...]:
    """From January to each month of a year, up to the period's last month where it is the same year."""
    last = view.period.end.month if year == view.period.end.year else 12
    months = [Period.month(year, month) for month in range(1, last + 1)]
    return tuple(one.numerator for one in series.values(view.database, [SHARE], view.area_code, months))


def investments(view: View) -> None:
    """The projects on record: how many at each status, and how much of each one's total is in place."""
    page.card_of_html(_investments(view))


@until_newer
def _investments(view: View) -> str:
    found = lists.investments(view.database, view.area_code)
    ratio = series.value(view.database, "funds_in_place_ratio", view.area_code, view.period)
    if not found:
        counted = series.value(view.database, "investment_projects", view.area_code, view.period)
        if counted.value is None or not counted.value:
            return page.card_head(t("economy.investments_none")) + page.nothing_html("economy.no_projects")
        title = t("economy.investments_told", count=counted.display(view.lang), ratio=ratio.display(view.lang))
        return page.card_head(title) + page.nothing_html("economy.no_ledger")
    known = [one for one in found if one["total_wan"] is not None and one["in_place_wan"] is not None]
    total, in_place = (sum(one[name] for one in known) for name in ("total_wan", "in_place_wan"))
    title = t(
        "economy.investments_title",
        count=len(found),
        total=meters.amount(total),
        in_place=meters.amount(in_place),
        ratio=f"{in_place / total * 100:.1f}%" if total else t("charts.no_data"),
    )
    names = view.names()
    bars = "".join(_project(one, names, view.lang) for one in found)
    return page.card_head(title, t("economy.investments_note")) + _statuses(found, view.lang) + bars


def _statuses(found: list[dict[str, Any]], lang: str) -> str:
    """洽谈 0 › 上报 5 › 签约 0 › 落户 3 …: in the order of the work."""
    counts = Counter(one["status"] for one in found)
    order = [one.value for one in contracts()["investment_project"].field("status").enum]
    texts = [f'{enum_text("investment_project", "status", one, lang)} {counts[one]}' for one in order]
    steps = [f'<span class="chip neutral">{escape(one)}</span>' for one in texts]
    return f'<p class="note">{" › ".join(steps)}</p>'


def _project(one: dict[str, Any], names: dict[str, str], lang: str) -> str:
    total, in_place = one["total_wan"], one["in_place_wan"]
    share = in_place / total * 100 if total and in_place is not None else 0
    said = f"{share:.1f}%" if total and in_place is not None else t("charts.no_data")
    amounts = t("economy.amounts", in_place=_or_dash(in_place), total=_or_dash(total))
    day = one["landed_on"] or one["reported_on"]
    status = enum_text("investment_project", "status", one["status"], lang)
    note = " · ".join(str(part) for part in (status, day, short_name(one["area_code"], names), amounts) if part)
    return meters.meter(str(one["name"]), f"<b>{escape(said)}</b>", share, None, theme.ACCENT, note)


def _or_dash(amount: float | None) -> str:
    return "—" if amount is None else meters.amount(amount)


def enterprises(view: View) -> None:
    """四送一服: visits, briefings and symposiums; issues raised and closed, by kind; what is still open."""
    page.card_of_html(_enterprises(view))


@until_newer
def _enterprises(view: View) -> str:
    asked = ("enterprise_visits", "enterprise_events", "enterprise_issue_closure_rate")
    visits, events, closed = series.values(view.database, asked, view.area_code, [view.period])
    if all(one.value is None for one in (visits, events, closed)):
        return page.card_head(t("economy.enterprises_none")) + page.nothing_html("economy.no_enterprises")
    title = t(
        "economy.enterprises_title",
        period=view.period.label,
        visits=visits.display(view.lang),
        issues=meters.amount(closed.denominator) if closed.denominator is not None else t("charts.no_data"),
        closed=meters.amount(closed.numerator) if closed.numerator is not None else t("charts.no_data"),
        rate=closed.display(view.lang),
    )
    held = series.by_breakdown(view.database, "enterprise_events", view.area_code, view.period)
    kinds = [(enum_text("activity", "activity_type", one.breakdown, view.lang), one.display(view.lang)) for one in held]
    counted = [
        (catalogue()["enterprise_visits"].title.text(view.lang), visits.display(view.lang, with_unit=True)),
        *([(name, t("economy.events", count=count)) for name, count in kinds] if held else
          [(catalogue()["enterprise_events"].title.text(view.lang), events.display(view.lang, with_unit=True))]),
    ]
    body = tables.plain([t("economy.service"), t("economy.count")], counted, [1])
    return page.card_head(title, t("economy.enterprises_note")) + body + _categories(view) + _open_issues(view)


def _categories(view: View) -> str:
    """Each kind of issue with how many of those raised are closed."""
    parts = series.by_breakdown(view.database, "enterprise_issue_closure_rate", view.area_code, view.period)
    most = max((one.denominator or 0 for one in parts), default=0)
    if not most:
        return ""
    return f'<p class="note">{escape(t("economy.by_kind"))}</p>' + "".join(
        meters.meter(
            enum_text("service_request", "category", one.breakdown, view.lang),
            f"<b>{escape(_closed_of(one, whole))}</b>",
            (one.numerator or 0) / most * 100,
            whole / most * 100,
            theme.ACCENT,
            "",
        )
        for one in parts
        if (whole := one.denominator or 0)
    )


def _closed_of(value: Value, raised: float) -> str:
    return t("economy.closed_of", closed=meters.amount(value.numerator or 0), issues=meters.amount(raised))


def _open_issues(view: View) -> str:
    """What enterprises still wait for, the longest overdue first; nothing is claimed where there is no ledger."""
    has_ledger = series.by_breakdown(view.database, "enterprise_issue_closure_rate", view.area_code, view.period)
    count, late = lists.enterprise_issue_counts(view.database, view.area_code, view.as_of) if view.as_of else (0, 0)
    if not count or view.as_of is None:
        return page.nothing_html("economy.all_closed") if has_ledger else ""
    names = view.names()
    first = lists.enterprise_issues(view.database, view.area_code, view.as_of, OPEN_ROWS)
    items = [one | {"area_name": short_name(one["area_code"], names)} for one in first]
    head = page.card_head(t("economy.open_title", count=f"{count:,}", late=f"{late:,}"))
    more = t("economy.open_more", count=f"{count:,}") if count > OPEN_ROWS else ""
    return head + worklists.todo(items, view.as_of, view.lang) + (f'<p class="note">{escape(more)}</p>' if more else "")
