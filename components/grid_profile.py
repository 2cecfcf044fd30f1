"""The grids of an area side by side: households, residents, dwellings by status, service groups; re-divided grids."""

from __future__ import annotations

from html import escape

from components import page, theme
from components.language import enum_text, t
from components.tables import Markup, plain, with_hidden_note
from components.view import View, until_newer
from data.contracts import contracts
from data.language import label
from queries import disclosure, grids, series
from queries.catalogue import catalogue
from queries.grids import Count, Version
from queries.series import Value, number

SHARES = {"vacant": "vacant_share", "occupied": "occupied_share", "rented": "rental_share"}


def profile(view: View) -> None:
    """One line an area: households, residents, buildings, a bar of dwellings by status, and each service group."""
    page.card_of_html(_profile(view))


@until_newer
def _profile(view: View) -> str:
    around, level = view.map_area, view.level_below()
    households = _by_area(view, "households_per_grid")
    persons = _by_area(view, "persons_per_household")
    shares = {status: _by_area(view, name) for status, name in SHARES.items()}
    groups = view.ask(grids.groups, around.code, view.period, level)
    columns = _group_columns({name for told in groups.values() for name in told})
    known = [
        code for code in households
        if any(one[code].value is not None for one in (households, persons, *shares.values())) or code in groups
    ]
    title = t("grid.profile_title", area=around.name, level=t(f"charts.level_{level}"), period=view.period.label)
    if not known:
        return page.card_head(title) + page.nothing_html("grid.no_profile")
    heads = [t("filters.area"), t("grid.households"), t("grid.residents"), t("grid.per_grid"), t("grid.dwellings")]
    heads += [enum_text("resident_stat", "category", name, view.lang) for name in columns]
    rows = []
    for code in known:
        name = households[code].area_name
        rows.append([
            Markup(f"<b>{escape(name)}</b>") if code == view.area_code else name,
            number(households[code].numerator, 0),
            number(persons[code].numerator, 0),
            _per_grid(households[code], view.lang),
            Markup(_bar({status: of[code] for status, of in shares.items()}, view.lang)),
            *(_count(groups.get(code, {}).get(name)) for name in columns),
        ])
    table = plain(heads, rows, [1, 2, 3, *range(5, len(heads))])
    return page.card_head(title, _profile_note(view)) + f'<div class="grids">{with_hidden_note(table)}</div>' + legend(
        view.lang
    )


def legend(lang: str) -> str:
    """The colours of dwellings by status."""
    parts = "".join(
        f'<span><i style="background:{colour}"></i>{escape(enum_text("housing_unit", "status", status, lang))}</span>'
        for status, colour in theme.DWELLINGS.items()
    )
    return f'<p class="dwelling-legend">{parts}</p>'


def strip(counts: dict[str, float]) -> str:
    """A bar as wide as its column, divided by the number of dwellings of each status."""
    every = sum(counts.values())
    parts = (
        f'<i style="width:{100 * count / every:.2f}%;background:{theme.DWELLINGS[status]}"></i>'
        for status, count in counts.items() if count
    )
    return f'<span class="dwelling-strip">{"".join(parts)}</span>' if every else ""


def divisions(view: View) -> None:
    """Which grids were divided, when, and into which; nothing where none was."""
    found = view.ask(grids.divisions, view.map_area.code)
    if not found:
        return
    names = view.names()
    heads = [t("grid.divided_on"), t("grid.community"), t("grid.before"), t("grid.after"), t("grid.told_by")]
    rows = [
        [
            str(one.on),
            names.get((one.before or one.after)[0].code[:12], ""),
            _versions(one.before, view.lang),
            _versions(one.after, view.lang),
            t("grid.told" if one.is_told else "grid.same_day"),
        ]
        for one in found
    ]
    title = t("grid.divisions_title", area=view.map_area.name, count=len(found), date=found[0].on)
    page.card_of_html(page.card_head(title, t("grid.divisions_note")) + plain(heads, rows))


def _by_area(view: View, name: str) -> dict[str, Value]:
    found = view.ask(series.by_area, name, view.map_area.code, view.period, view.level_below())
    return {one.area_code: one for one in found}


def _group_columns(told: set[str]) -> list[str]:
    """The groups in the order of the contract, those it does not know behind."""
    order = [one.value for one in contracts()["resident_stat"].field("category").enum]
    return sorted(told, key=lambda name: (order.index(name) if name in order else len(order), name))


def _profile_note(view: View) -> str:
    least, most = catalogue()["households_per_grid"].band or (0, 0)
    return t("grid.profile_note", least=f"{least:g}", most=f"{most:g}")


def _per_grid(one: Value, lang: str) -> str:
    """Households per grid, marked where they lie outside what is usual."""
    band = one.indicator.band
    if one.value is None or band is None:
        return "—"
    mark = "▲" if one.value > band[1] else "▽" if one.value < band[0] else ""
    return f"{mark} {one.display(lang)}".strip()


def _bar(of: dict[str, Value], lang: str) -> str:
    """The bar of an area with its counts; without them what is missing."""
    if any(one.value is None for one in of.values()):
        return escape(label("value.nothing").text(lang))
    counts = {status: one.numerator or 0 for status, one in of.items()}
    counts["other"] = max((of["vacant"].denominator or 0) - sum(counts.values()), 0)
    said = t("grid.bar", vacant=f"{counts['vacant']:,.0f}", all=f"{of['vacant'].denominator:,.0f}")
    return f"{strip(counts)}<small>{escape(said)} {of['vacant'].display(lang)}</small>"


def _count(count: Count) -> str:
    return "—" if count is None else count if count == disclosure.HIDDEN else number(float(count), 0)


def _versions(found: tuple[Version, ...], lang: str) -> str:
    comma = label("charts.list_comma").text(lang)
    shown = (
        label("grid.version", name=one.name, households=number(one.households, 0)).text(lang) for one in found
    )
    return comma.join(shown) or "—"
