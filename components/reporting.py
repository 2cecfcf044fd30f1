"""Who has not reported: the communities against the tables due every month, with the way to send what is missing."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from urllib.parse import urlencode

import streamlit as st

from components import filters, page, ready
from components.language import t
from components.tables import Markup, plain
from components.view import View, until_newer
from data.areas import Area
from data.contracts import contracts
from queries import reporting
from queries.periods import Period
from queries.reporting import OWED, Reports, Sent

COLOURS = {
    "on_time": "green", "by_sheet": "green", "late": "yellow", "missing": "red", "never": "red", "pending": "blue",
}
NAMED = 4  # communities that a sentence names
DEMO_AHEAD = timedelta(days=10)  # the demonstration stands still where its last month is due and the next is not


def who_has_not(view: View) -> None:
    """The matrix of the last month that the data cover to its end, with who owes what in a sentence."""
    page.card_of_html(_who_has_not(view, today(view)))


def by_month(view: View) -> None:
    """The same for any month of the last year and the one under way, where a clerk looks for what is still due."""
    if not view.area_code or view.as_of is None:
        return
    found = view.ask(reporting.by_month, view.area_code, today(view))
    with page.card("reporting", t("reporting.title_months"), t("reporting.note_months")):
        if not found:
            page.nothing("reporting.no_month")
            return
        names = {code: _month_name(code, one, view.lang) for code, one in found.items()}
        chosen = filters.select("report", t("reporting.month"), list(found), _last_due(found), names.__getitem__, 320)
        ready.html(_matrix(found[chosen], view.lang))


def asked(view: View) -> None:
    """What a link of the matrix asked for, in words above the upload; nothing for who came another way."""
    table, month = (str(st.session_state.get(one)) for one in filters.UPLOAD)
    found = view.ask(reporting.by_month, view.area_code, today(view)).get(month) if table in contracts() else None
    if found is None or "report" not in st.query_params or (view.area_code, table) not in found.sent:
        return
    said = {"area": view.area.name, "month": Period.parse(month).label, "table": contracts()[table].title}
    if found.sent[view.area_code, table].state in OWED:
        st.info(t("reporting.asked", day=found.due_on or "", **said), icon=":material/assignment_late:")
    else:
        st.success(t("reporting.asked_and_sent", **said), icon=":material/assignment_turned_in:")


def today(view: View) -> date:
    """The day that due dates are held against. Figures never read the clock; a due date is nothing without it."""
    return view.as_of + DEMO_AHEAD if view.is_demo and view.as_of else date.today()


def _last_due(found: dict[str, Reports]) -> str:
    """The month before the one under way: that is what clerks are sending now."""
    codes = list(found)
    return codes[min(1, len(codes) - 1)]


@until_newer
def _who_has_not(view: View, day: date) -> str:
    found = view.ask(reporting.reports, view.area_code, view.period, day)
    if found.month is None or not any(found.in_use(name) for name, _ in found.tables):
        return page.card_head(t("reporting.title_none")) + page.nothing_html("reporting.no_month")
    return page.card_head(heading(found, view.lang)) + _matrix(found, view.lang)


def _matrix(found: Reports, lang: str) -> str:
    """What the signs mean, who owes what, and the communities against the tables."""
    used = [(name, title) for name, title in found.tables if found.in_use(name)]
    lacking = {one.code for one in found.lacking()}
    rows = [
        [one.name, *(cell(found, one.code, name, lang) for name, _ in used)]
        for one in sorted(found.communities, key=lambda one: (one.code not in lacking, one.code))
    ]
    note = f'<p class="note">{escape(t("reporting.note", day=found.due_on or ""))}</p>'
    text = said(found, lang)
    body = plain([t("reporting.community"), *(title.text(lang) for _, title in used)], rows)
    return note + (f'<p class="say">{escape(text)}</p>' if text else "") + body


def _month_name(code: str, found: Reports, lang: str) -> str:
    """2026年10月 · 未报3张: what the select says of a month."""
    missing, pending = found.counted("missing", "never"), found.counted("pending")
    key = "option_missing" if missing else "option_pending" if pending else "option_complete"
    return t(f"reporting.{key}", month=Period.parse(code).label, missing=missing, pending=pending)


def heading(found: Reports, lang: str) -> str:
    """2026年10月应报32张表，未报2张."""
    assert found.month is not None
    counts = {
        "late": found.counted("late"),
        "missing": found.counted("missing", "never"),
        "pending": found.counted("pending"),
        "due": len(found.sent) - found.counted("not_due"),
    }
    key = next((one for one in ("pending", "late", "missing") if counts[one]), "complete")
    return t(f"reporting.title_{key}", month=Period.month(found.month.year, found.month.month).label, **counts)


def said(found: Reports, lang: str) -> str:
    """Who owes what, and which tables nobody here sends at all."""
    owing = found.lacking()
    comma = t("charts.list_comma")
    names = comma.join(_owes(found, one, lang) for one in owing[:NAMED])
    if len(owing) > NAMED:
        names = t("charts.and_more", names=names, count=len(owing))
    parts = [t("reporting.who", areas=names)] if owing else []
    unused = [title.text(lang) for name, title in found.tables if not found.in_use(name)]
    if unused:
        parts.append(t("reporting.unused", tables=comma.join(unused)))
    return " ".join(parts)


def cell(found: Reports, area_code: str, table: str, lang: str) -> Markup:
    """One cell: shape, word and day; where nothing has come it is the way to the upload of that very table."""
    sent = found.sent[area_code, table]
    light = COLOURS.get(sent.state)
    text = escape(t(f"reporting.{_key(sent)}", day=f"{sent.day:%m-%d}" if sent.day else ""))
    if sent.state in OWED:
        address = escape(_upload_address(found, area_code, table, lang))
        text = f'<a href="{address}" target="_self" title="{escape(t("reporting.go"))}">{text}</a>'
    return Markup(f'<span class="light {light}">{text}</span>' if light else text)


def _key(sent: Sent) -> str:
    return "backfilled_unknown" if sent.state == "backfilled" and sent.day is None else sent.state


def _upload_address(found: Reports, area_code: str, table: str, lang: str) -> str:
    """The upload page with that table and area chosen and that month in mind."""
    said = {"area": area_code, "table": table, "report": f"{found.month:%Y-%m}"}
    return "upload?" + urlencode(said | ({"lang": lang} if lang != "zh" else {}))


def _owes(found: Reports, one: Area, lang: str) -> str:
    tables = [
        title.text(lang) for name, title in found.tables if found.sent[one.code, name].state in ("missing", "never")
    ]
    return t("reporting.community_owes", area=one.name, tables=t("charts.list_comma").join(tables))
