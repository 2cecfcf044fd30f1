"""The grids to look at: where an indicator stands worst, and why that is worth a look, in words.

Of rates only grids outside the 99.8 % limits of the funnel are named: one of any hundred grids is the worst, by chance
alone, and of a hundred two or three lie outside 95 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlencode

from components import figures, page
from components.language import lang, t
from components.tables import marked
from components.view import View, short_name, until_newer
from queries import changes, funnel, pasts, series
from queries.catalogue import catalogue
from queries.funnel import Funnel
from queries.pasts import Past
from queries.series import Value

WATCHED = (("overdue_open_count", True), ("requests_per_1000_hh", True), ("ontime_closure_rate", False))
EACH = 2  # grids shown of an indicator
STREAK = 2  # months in a row from which on a course is said


def to_look_at(view: View) -> None:
    """For each watched indicator the grids that stand worst, each with the reason and one click away."""
    page.card_of_html(_to_look_at(view))


@until_newer
def _to_look_at(view: View) -> str:
    lines = [line for name, high in WATCHED
             for line in (_apart if catalogue()[name].is_rate else _most)(view, name, high)]
    shown = tuple((line.value.indicator.id, line.value.area_code) for line in lines if isinstance(line, _Grid))
    known: dict[tuple[str, str], Past] = view.ask(pasts.pasts, shown, view.period, view.comparison)
    items = [_item(view, line, known[line.value.indicator.id, line.value.area_code]) if isinstance(line, _Grid)
             else line for line in lines]
    head = page.card_head(t("grids.title", area=view.map_area.name), t("grids.note"))
    return head + (f'<ul class="todo">{"".join(items)}</ul>' if items else page.nothing_html("worklists.no_grids"))


class _Grid(NamedTuple):
    """A grid that is named, and whether it stands too high or too low."""

    value: Value
    high: bool


def _most(view: View, name: str, high: bool) -> list[_Grid | str]:
    """The grids where most is counted; a grid in order is no reason to look."""
    values = view.ask(series.by_area, name, view.map_area.code, view.period, "grid")
    ranked = sorted(changes.ranking(values)[0], key=lambda one: one.value or 0, reverse=high)
    return [_Grid(one, high) for one in [one for one in ranked if one.value][:EACH]]


def _apart(view: View, name: str, high: bool) -> list[_Grid | str]:
    """The grids whose rate differs by more than chance; that none does, or why nobody can say."""
    found: Funnel = view.ask(funnel.funnel, name, view.map_area.code, view.period, "grid")
    far = found.at("far_above" if high else "far_below")[:EACH]
    if far:
        return [_Grid(one.value, high) for one in far]
    if found.why is not None:
        values = view.ask(series.by_area, name, view.map_area.code, view.period, "grid")
        why = found.why.text(view.lang)
        return [_calm(found, t("grids.not_compared", why=why))] if any(one.value is not None for one in values) else []
    judged = sum(one.place is not None for one in found.spots)
    return [_calm(found, t("grids.none_above" if high else "grids.none_below", count=judged))]


def _calm(found: Funnel, said: str) -> str:
    """A line that names no grid."""
    title = found.indicator.title.text(lang())
    return f"<li><div><span>{escape(title)}</span></div><small>{escape(said)}</small></li>"


def _item(view: View, grid: _Grid, past: Past) -> str:
    one = grid.value
    name = short_name(one.area_code, view.names())
    said = {"area": one.area_code, "period": view.period.code, "indicator": one.indicator.id}
    address = "service?" + urlencode(said | ({"lang": view.lang} if view.lang != "zh" else {}))
    what = t("grids.what", indicator=one.indicator.title, value=one.display(view.lang, with_unit=True))
    link = f'<a href="{escape(address)}" target="_self">{escape(name)}</a>'
    return (
        f"<li><div><b>{link}</b><span>{escape(what)}</span></div>"
        f"<small>{escape(_reason(view, one, grid.high, past))}{_mark(view, past)}</small></li>"
    )


def _mark(view: View, past: Past) -> str:
    """，与自身以往比 变差, where the grid has enough requests to say what its last month means."""
    said = t("meters.comma") + t("grids.own_past")
    return f"{escape(said)} {marked(past.chart, view.lang)}" if past.chart.mark else ""


def _reason(view: View, one: Value, high: bool, past: Past) -> str:
    """低于西街道平均 97.5%，同比下降5.2个百分点，近3个月连降: only what can be defended."""
    whole = view.ask(series.value, one.indicator.id, view.map_area.code, view.period)
    said = []
    if one.indicator.is_rate:
        key = "grids.far_above" if high else "grids.far_below"
        said.append(t(key, area=view.map_area.name, value=figures.short(whole, view.lang)))
    elif whole.value:
        share = f"{(one.value or 0) / whole.value * 100:.0f}%"
        total = whole.display(view.lang, with_unit=True)
        said.append(t("grids.part", area=view.map_area.name, whole=total, share=share))
    change = past.change
    fair = change.comparable and not change.before.small_base
    if fair and change.direction == ("up" if high else "down"):
        said.append(t("grids.change", against=t(f"cards.{view.comparison}"), change=change.text(view.lang)))
    if (months := _streak(past.months, high)) >= STREAK:
        said.append(t("grids.rising" if high else "grids.falling", months=months))
    return t("meters.comma").join(said)


def _streak(months: Sequence[Value], high: bool) -> int:
    """For how many months in a row it has grown worse; a month on a small base tells nothing."""
    run = 0
    for now, before in pairwise(months):
        if now.value is None or before.value is None or now.small_base or before.small_base:
            break
        if not (now.value > before.value if high else now.value < before.value):
            break
        run += 1
    return run
