"""What a movement means, panel by panel: who moved it, ordinary or not, fair comparison, year-end, early warnings."""

from __future__ import annotations

from html import escape

import streamlit as st

from components import account, charts, filters, page, ready, records, sign_in
from components import analysis_figures as drawn
from components.explorer_choices import Chosen
from components.language import t
from components.tables import Markup, plain
from components.view import View, short_name
from data.database import Database
from data.language import label
from queries import changes, early, explain, funnel, outlook, rebasing, series, signals
from queries.catalogue import Indicator
from queries.periods import Period, add_months, month_end

SPLITS = ("area", explain.BREAKDOWN)
RECORDS_SHOWN = 6


def explained(view: View, indicator: Indicator, chosen: Chosen) -> None:
    """谁拉动: the change against the compared period as a waterfall, a sentence and a table."""
    by = chosen.level
    if indicator.breakdown or indicator.combine:
        names = {one: t(f"analysis.split_{one}") for one in SPLITS}
        if filters.switch("split", t("analysis.split"), SPLITS, names.__getitem__, SPLITS[0]) != SPLITS[0]:
            by = explain.BREAKDOWN
    around = view.area_code if by == explain.BREAKDOWN else view.map_area.code
    before = changes.earlier_period(view.period, "last_year" if view.comparison == "last_year" else "previous")
    found = view.ask(explain.explain, indicator.id, around, view.period, before, by, chosen.part_of(indicator))
    title = found.sentence(view.lang) if found.why is None else t("analysis.explain_title", indicator=indicator.title)
    note = t("analysis.explain_note", now=view.period.label, before=before.label)
    with page.card("explain", title, note):
        if found.why is not None:
            page.nothing_said(found.sentence(view.lang))
            return
        charts.plot(drawn.waterfall(found, view.lang), "explain", alt=title)
        ready.html(_parts_table(found, view))


def _parts_table(found: explain.Explanation, view: View) -> str:
    """Every part with its values, weights and what it did."""
    one, names = found.now.indicator, view.names()
    weighed = any(part.shift is not None for part in found.parts)
    keys = ["name", "before", "now", *(["weight_before", "weight_now", "own", "shift"] if weighed else []), "total"]
    rows = [
        [
            short_name(part.key, names) if part.key in names else part.name.text(view.lang),
            drawn.amount(one, part.before), drawn.amount(one, part.now),
            *([_share(part.weight_before), _share(part.weight_now), _moved(one, part.own, view.lang),
               _moved(one, part.shift, view.lang)] if weighed else []),
            _moved(one, part.total, view.lang),
        ]
        for part in found.parts
    ]
    return plain([t(f"analysis.{key}") for key in keys], rows, range(1, len(keys)))


def _share(weight: float | None) -> str:
    return "—" if weight is None else f"{weight:.1%}"


def _moved(one: Indicator, amount: float | None, lang: str) -> str:
    return "—" if amount is None else explain.signed(one, amount).text(lang)


def ordinary_or_not(view: View, indicator: Indicator, chosen: Chosen) -> None:
    """波动判断: the control chart, what the last month means, the target, and the decisions on its limits."""
    found = view.ask(signals.chart, indicator.id, view.area_code, view.period, chosen.part_of(indicator))
    title = found.sentence(view.lang) if found.mark else t("analysis.signals_title", indicator=indicator.title)
    with page.card("signals", title, t(f"analysis.signals_note_{found.kind}") if found.kind else None):
        if found.mark is None:
            page.nothing_said(found.sentence(view.lang))
        if found.kind:
            charts.plot(drawn.control(found, view.lang), "signals", alt=title)
        if found.keeping:
            target = drawn.amount(indicator, indicator.target)
            st.caption(t("analysis.keeping", target=target, keeping=label(f"signals.{found.keeping}")))
        _decisions(view, indicator, found)


def _decisions(view: View, indicator: Indicator, found: signals.Chart) -> None:
    """What was decided about the limits, and for those who may, the form to decide."""
    decided = view.ask(rebasing.decisions, (indicator.id,), view.area_code)
    for one in decided:
        st.caption(rebasing.told(one).text(view.lang))
    if not sign_in.may("report") or not found.points:
        return
    with st.expander(t("analysis.rebase")):
        st.caption(t("analysis.rebase_note"))
        months = [f"{point.month:%Y-%m}" for point in reversed(found.points)]
        with st.form("rebase", border=False):
            st.selectbox(t("analysis.rebase_month"), months, key="rebase_month")
            st.text_input(t("analysis.rebase_reason"), key="rebase_reason")
            st.form_submit_button(t("analysis.rebase_save"), on_click=_decide, args=(view, indicator))
        if said := st.session_state.pop("rebase_refused", None):
            st.error(said)
        for one in decided:
            text = t("analysis.rebase_withdraw", month=f"{one.from_month:%Y-%m}")
            st.button(text, key=f"withdraw_{one.from_month:%Y%m}", on_click=_withdraw, args=(view, one))


def _decide(view: View, indicator: Indicator) -> None:
    sign_in.insist("report")
    month, reason = st.session_state["rebase_month"], st.session_state["rebase_reason"]
    try:
        rebasing.decide(view.database, indicator.id, view.area_code, Period.parse(month).start, reason,
                        sign_in.called(), account.actor())
    except rebasing.RebaseRefused as problem:
        st.session_state["rebase_refused"] = problem.said.text(view.lang)


def _withdraw(view: View, one: rebasing.Decision) -> None:
    sign_in.insist("report")
    rebasing.withdraw(view.database, one.indicator, one.area_code, one.from_month, account.actor())


def compared(view: View, indicator: Indicator, chosen: Chosen) -> None:
    """公平比较: the funnel of the areas, those outside named, the rest alike."""
    found = view.ask(funnel.funnel, indicator.id, view.map_area.code, view.period, chosen.level,
                     chosen.part_of(indicator))
    with page.card("funnel", found.sentence(view.lang) if found.why is None else
                   t("analysis.funnel_title", indicator=indicator.title), t("analysis.funnel_note")):
        if found.why is not None:
            page.nothing_said(found.sentence(view.lang))
            return
        charts.plot(drawn.funnel_plot(found, view.lang), "funnel", clicks=True, alt=found.sentence(view.lang))
        for one in found.only_counted(view.lang):
            st.caption(one)
        if found.spread > 1:
            st.caption(t("analysis.funnel_spread", spread=f"{found.spread:.2f}"))
        if apart := charts.apart_text(found.apart, view.lang):
            st.caption(apart)


def year_end(view: View, indicator: Indicator, chosen: Chosen) -> None:
    """年末推算: where the year will end, the target, what each remaining month needs, and the error of the past."""
    part = chosen.part_of(indicator)
    found = view.ask(outlook.outlook, indicator.id, view.area_code, view.period, part)
    title = found.sentence(view.lang) if found.expected is not None else t(
        "analysis.outlook_title", indicator=indicator.title)
    with page.card("outlook", title, t("analysis.outlook_note") if found.expected is not None else None):
        if found.expected is None:
            page.nothing_said(found.sentence(view.lang))
            return
        first = Period.month(found.year, 1).start
        periods = tuple(Period(first, month_end(add_months(first, at)), "ytd") for at in range(found.months))
        so_far = view.ask(series.values, (indicator.id,), view.area_code, periods, part)
        charts.plot(drawn.year_end(found, so_far, view.lang), "outlook", alt=title)
        if widened := found.widened_text(view.lang):
            st.caption(widened)
        if found.needed:
            rows = [[Period.month(month.year, month.month).label.text(view.lang), found.amount(amount, view.lang)]
                    for month, amount in found.needed]
            ready.html(plain([t("analysis.needed_month"), t("analysis.needed")], rows, [1]))


def before_complaints(view: View, indicator: Indicator, chosen: Chosen) -> None:
    """未诉先办: the cells beyond their own limits with their records, and next month's seasonal hot spots."""
    page.card_of_html(view.ask(early_html, view.area_code, view.period, view.lang))


def early_html(database: Database, area_code: str, period: Period, lang: str) -> str:
    """Both lists as one piece of HTML."""
    found = early.early(database, area_code, period)
    head = page.card_head(found.sentence(lang), label("analysis.early_note").text(lang))
    body = _alerts_table(found, period, lang) if found.warnings else ""
    if found.following is None:
        return head + body
    by_chance = label("early.by_chance", count=f"{found.by_chance:.1f}").text(lang)
    said = found.why_no_hot.text(lang) if found.why_no_hot else found.hits_text(lang)
    hot = page.card_head(label("early.hot_title", month=found.following.label).text(lang), said)
    return f'{head}{body}<p class="note">{escape(by_chance)}</p>{hot}{_hot_table(found, lang)}'


def _alerts_table(found: early.Early, period: Period, lang: str) -> str:
    """The warnings, each with its records below the grid's name: a column of its own would not be seen on a phone."""
    keys = ("place", "category", "kind", "count", "limit", "usual")
    rows = [
        [Markup(f"{escape(one.area_name)}<small>{_records(one, period, lang)}</small>"), one.title.text(lang),
         label(f"analysis.kind_{one.kind}").text(lang), one.count, one.limit, f"{one.usual:.1f}"]
        for one in found.warnings
    ]
    return f'<div class="narrow">{plain([label(f"analysis.{key}").text(lang) for key in keys], rows, [3, 4, 5])}</div>'


def _records(one: early.Alert, period: Period, lang: str) -> str:
    """The numbers of the requests, each a way to its record; of many the newest, and how many there are."""
    numbers = [str(row["request_no"]) for row in one.records]
    comma = label("charts.list_comma").text(lang)
    links = comma.join(_record(one.area_code, number, period, lang) for number in numbers[:RECORDS_SHOWN])
    more = label("charts.and_more", names="", count=len(numbers)).text(lang) if len(numbers) > RECORDS_SHOWN else ""
    return links + escape(more)


def _record(area_code: str, number: str, period: Period, lang: str) -> str:
    address = records.address("service_request", area_code, number, period.code, lang)
    return f'<a href="{escape(address)}" target="_self">{escape(number)}</a>' if address else escape(number)


def _hot_table(found: early.Early, lang: str) -> str:
    if not found.hot:
        return "" if found.why_no_hot else page.nothing_html("analysis.no_hot")
    comma = label("charts.list_comma").text(lang)
    rows = [[one.area_name, one.title.text(lang), f"{one.times:.1f}", comma.join(map(str, one.counts))]
            for one in found.hot]
    keys = ("community", "category", "times", "earlier_counts")
    return plain([label(f"analysis.{key}").text(lang) for key in keys], rows, [2])


