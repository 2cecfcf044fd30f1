"""What has to be done next: overdue and soon-due items, and which data are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

from components import page, records, theme
from components.language import enum_text, t
from components.tables import plain
from components.view import LEVELS_SHOWN, View, level_below, short_name, until_newer
from data.areas import DIGITS
from data.contracts import contracts
from data.language import label
from queries import sources
from queries import worklists as lists
from queries.catalogue import ALL

ROWS = 5
DUE_TABLES = {"service_request", "commitment"}


def due(view: View, table: str | None = None) -> None:
    """Open items past due or due within three days, the longest overdue first; with `table` only those of it."""
    page.card_of_html(_due(view, table))


@until_newer
def _due(view: View, table: str | None) -> str:
    names = view.names()
    note = t("worklists.due_note" if table is None else f"worklists.due_note_{table}", date=view.as_of or "")
    counts = [one for one in (lists.due_counts(view.database, view.area_code, view.as_of, _below(view))
                              if view.as_of else [])
              if table in (None, one["table_name"]) and view.part in (ALL, one["part"])]
    late = Counter[str]()
    for one in counts:
        if one["is_overdue"]:
            late[short_name(one["area_code"], names)] += one["count"]
    total = sum(one["count"] for one in counts)
    if not total and not _has_ledger(view, {table} if table else DUE_TABLES):
        return page.card_head(t("worklists.due_unknown"), note) + page.nothing_html(
            "worklists.no_ledger" if table is None else f"worklists.no_ledger_{table}"
        )
    title = t("worklists.due_title", overdue=f"{late.total():,}", soon=f"{total - late.total():,}", days=lists.SOON)
    head = page.card_head(title, note)
    if not total or view.as_of is None:
        return head + page.nothing_html("worklists.nothing_due")
    more = ""
    if total > ROWS and len(late) > 1:
        places = t("charts.list_comma").join(f"{name} {count:,}" for name, count in late.most_common(3))
        more = f'<p class="note">{escape(t("worklists.more", count=f"{total:,}", areas=places))}</p>'
    first = lists.due(view.database, view.area_code, view.as_of, ROWS, table=table or ALL, part=view.part)
    items = [one | {"area_name": short_name(one["area_code"], names)} for one in first]
    linked = [one | {"address": _address(view, one)} for one in shortest(items)]
    return head + todo(linked, view.as_of, view.lang) + more


def _below(view: View) -> str:
    """The first level below the area on which there are several."""
    levels = LEVELS_SHOWN[LEVELS_SHOWN.index(level_below(view.area.level)):]
    several = (level for level in levels
               if sum(len(code) == DIGITS[level] and code.startswith(view.area_code) for code in view.names()) > 1)
    return next(several, levels[-1])


def _address(view: View, one: dict[str, Any]) -> str | None:
    return records.address(one["table_name"], one["area_code"], one["item"], view.period.code, view.lang)


def _has_ledger(view: View, tables: set[str]) -> bool:
    """Whether there is any list that could tell what is overdue."""
    kept = {row["table"] for row in sources.coverage(view.database, view.area_code) if row["first"]}
    return bool(kept & tables)


def shortest(items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """As many items as fit: the longest overdue, and room for what falls due next."""
    ahead = [one for one in items if not one["is_overdue"]][: ROWS // 2]
    return [*[one for one in items if one["is_overdue"]][: ROWS - len(ahead)], *ahead]


def todo(items: Sequence[dict[str, Any]], as_of: date | None, lang: str) -> str:
    """The items as a list: what and how late, then where, which table, and whose it is."""
    return f'<ul class="todo">{"".join(_item(one, as_of, lang) for one in items)}</ul>'


def data_covered(view: View) -> None:
    """Each table with the day its data reach: what the numbers above stand on."""
    if view.area_code:
        page.card_of_html(_covered(view))


@until_newer
def _covered(view: View) -> str:
    rows = [
        (row["title"].text(view.lang), _day(row["first"]), _day(row["last_date"]), f"{row['rows']:,}")
        for row in sources.coverage(view.database, view.area_code)
        if row["rows"]
    ]
    heads = [t("worklists.table"), t("worklists.from"), t("worklists.to"), t("worklists.rows")]
    body = plain(heads, rows, [3]) if rows else page.nothing_html("worklists.no_data")
    return page.card_head(t("worklists.covered_title", area=view.area.name)) + body


def _item(one: dict[str, Any], as_of: date | None, lang: str) -> str:
    days = abs((one["due_on"] - as_of).days) if as_of and one["due_on"] else 0
    light, key = ("red", "worklists.overdue") if one["is_overdue"] else ("yellow", "worklists.soon")
    key = "worklists.today" if days == 0 else key
    light, key = (light, key) if one["due_on"] else ("", "worklists.no_due")
    about = one["about"]
    if one["table_name"] == "service_request":
        about = enum_text("service_request", "category", about, lang)
    table = contracts()[one["table_name"]].title.text(lang)
    below = " · ".join(str(part) for part in (one["area_name"], f"{table} {one['item']}", one["owner"]) if part)
    when = f"{theme.LIGHTS[light][0] if light else ''} {label(key, days=days).text(lang)}"
    name = escape(str(about))
    if one.get("address"):
        name = f'<a href="{escape(one["address"])}" target="_self">{name}</a>'
    return (
        f'<li><div><b>{name}</b><span class="light {light}">{escape(when)}</span></div>'
        f"<small>{escape(below)}</small></li>"
    )


def _day(day: object) -> str:
    return str(day) if day else "—"
