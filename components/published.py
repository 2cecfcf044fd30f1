"""The published figures of an area, one a line, with where they were printed."""

from __future__ import annotations

from components import page, ready, tables
from components.language import t
from components.view import View, short_name
from data.language import label
from queries.published import Figure, published

COMMUNITY = 12  # digits of a community's code

def figures(view: View) -> None:
    """A table of what was published about the area; nothing at all where nothing was."""
    found = view.ask(published, view.area_code)
    if not found:
        return
    names, several = view.names(), len(view.area_code) < COMMUNITY
    heads = [t("filters.area")] * several + [t(f"published.{name}") for name in ("figure", "value", "period", "source")]
    rows = [[short_name(one.area_code, names)] * several + _row(one, view.lang) for one in found]
    with page.card("published", t("published.title", area=view.area.name, count=len(found)), t("published.note")):
        ready.html(tables.plain(heads, rows, [1 + several]))


def _row(one: Figure, lang: str) -> list[str]:
    metric = one.metric.text(lang)
    if one.is_corrected:
        metric = label("published.corrected", metric=metric).text(lang)
    period = f"{one.last}" if one.first == one.last else f"{one.first} — {one.last}"
    return [metric, one.printed(lang), period, "；".join(part for part in (one.source, one.remark) if part)]
