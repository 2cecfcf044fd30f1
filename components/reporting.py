"""Who has not reported: the communities against the tables due every month, with the day each arrived."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from components import page
from components.language import t
from components.tables import Markup, plain
from components.view import REMEMBERED, View
from data.areas import Area
from queries import reporting
from queries.periods import Period
from queries.reporting import Reports, Sent

COLOURS = {"on_time": "green", "by_sheet": "green", "late": "yellow", "missing": "red", "never": "red"}
NAMED = 4  # communities that a sentence names


def who_has_not(view: View) -> None:
    """The month's matrix, with who owes what in a sentence."""
    page.card_of_html(_who_has_not(view))


@lru_cache(maxsize=REMEMBERED)
def _who_has_not(view: View) -> str:
    found = view.ask(reporting.reports, view.area_code, view.period)
    used = [(name, title) for name, title in found.tables if _in_use(found, name)]
    if found.month is None or not used:
        return page.card_head(t("reporting.title_none")) + page.nothing_html("reporting.no_month")
    rows = [
        [one.name, *(cell(found.sent[one.code, name]) for name, _ in used)]
        for one in sorted(found.communities, key=lambda one: (one not in found.lacking(), one.code))
    ]
    body = plain([t("reporting.community"), *(title.text(view.lang) for _, title in used)], rows)
    return page.card_head(heading(found, view.lang), t("reporting.note", day=found.due_on or "")) + (
        f'<p class="say">{escape(text)}</p>{body}' if (text := said(found, view.lang)) else body
    )


def heading(found: Reports, lang: str) -> str:
    """2026年10月应报32张表，未报2张."""
    assert found.month is not None
    late, missing = found.counted("late"), found.counted("missing", "never")
    due = len(found.sent) - found.counted("not_due")
    month = Period.month(found.month.year, found.month.month).label
    key = "title_late" if late else "title" if missing else "title_complete"
    return t(f"reporting.{key}", month=month, due=due, missing=missing, late=late)


def said(found: Reports, lang: str) -> str:
    """Who owes what, and which tables nobody here sends at all."""
    owing = found.lacking()
    comma = t("charts.list_comma")
    names = comma.join(_owes(found, one, lang) for one in owing[:NAMED])
    if len(owing) > NAMED:
        names = t("charts.and_more", names=names, count=len(owing))
    parts = [t("reporting.who", areas=names)] if owing else []
    unused = [title.text(lang) for name, title in found.tables if not _in_use(found, name)]
    if unused:
        parts.append(t("reporting.unused", tables=comma.join(unused)))
    return " ".join(parts)


def cell(sent: Sent) -> Markup:
    """One cell: shape, word and day."""
    key = "backfilled_unknown" if sent.state == "backfilled" and sent.day is None else sent.state
    text = escape(t(f"reporting.{key}", day=f"{sent.day:%m-%d}" if sent.day else ""))
    light = COLOURS.get(sent.state)
    return Markup(f'<span class="light {light}">{text}</span>' if light else text)


def _in_use(found: Reports, table: str) -> bool:
    """Whether the table is due from anybody."""
    return any(name == table and one.state != "not_due" for (_, name), one in found.sent.items())


def _owes(found: Reports, one: Area, lang: str) -> str:
    tables = [
        title.text(lang) for name, title in found.tables if found.sent[one.code, name].state in ("missing", "never")
    ]
    return t("reporting.community_owes", area=one.name, tables=t("charts.list_comma").join(tables))
