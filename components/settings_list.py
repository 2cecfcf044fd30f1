"""The settings as 指标口径 shows them: what is in force, whether it differs from the default, what it touches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from components import page
from components.language import t
from components.tables import Markup, plain
from components.view import View
from data.language import Label, label
from queries.catalogue import catalogue
from queries.settings import Setting, settings

SHOWN = 5  # indicators named before "and others"


def matching(wanted: str) -> tuple[str, ...]:
    """The settings in which every word looked for stands."""
    words = wanted.lower().split()
    return tuple(one.id for one in settings().by_id.values() if all(word in _written(one) for word in words))


def table(view: View, names: Sequence[str]) -> None:
    """A card with the settings of these names and, where there are any, what was set for single indicators."""
    page.card_of_html(_table(tuple(names), view.lang))


@lru_cache(maxsize=100)
def _table(names: tuple[str, ...], lang: str) -> str:
    found = [settings().by_id[name] for name in names]
    every, single = settings().by_id.values(), settings().of_indicators
    key = "definitions.settings_title_own" if single else "definitions.settings_title"
    own = sum(not one.is_default for one in every)
    head = page.card_head(
        label(key, count=len(every), own=own, single=len(single)).text(lang), t("definitions.settings_note")
    )
    if not found:
        return head + page.nothing_html("definitions.no_settings")
    columns = ("setting", "setting_value", "setting_default", "setting_allowed", "setting_touches", "setting_source")
    heads = [label(f"definitions.{name}").text(lang) for name in columns]
    return head + plain(heads, [_row(one, lang) for one in found]) + _single(lang)


def _row(one: Setting, lang: str) -> list[str]:
    mark = "as_default" if one.is_default else "changed"
    now = f"<b>{escape(one.text(lang))}</b><br><small>{escape(label(f'definitions.{mark}').text(lang))}</small>"
    title = f"<b>{escape(one.title.text(lang))}</b><br><small>{one.id}</small>"
    return [
        Markup(title),
        Markup(now),
        one.text(lang, default=True),
        one.with_unit(one.allowed, lang),
        touched(one.id, lang),
        one.source.text(lang),
    ]


def touched(name: str, lang: str) -> str:
    """The indicators that depend on a setting, the first few by name."""
    titles = [one.title.text(lang) for one in catalogue().values() if name in one.settings]
    if not titles:
        return label("definitions.none_touched").text(lang)
    shown = label("charts.list_comma").text(lang).join(titles[:SHOWN])
    if len(titles) <= SHOWN:
        return shown
    return label("definitions.touched_more", names=shown, count=len(titles)).text(lang)


def _single(lang: str) -> str:
    """What the office's own file says of single indicators."""
    rows = [
        (catalogue()[name].title.text(lang),
         label("charts.list_comma").text(lang).join(_own(key, value).text(lang) for key, value in said.items()))
        for name, said in settings().of_indicators.items()
    ]
    heads = [label(f"definitions.{key}").text(lang) for key in ("setting_touches", "setting_value")]
    return plain(heads, rows) if rows else ""


def _own(key: str, value: object) -> Label:
    shown = label(f"definitions.better_{value}") if key == "better" else f"{value:,.10g}"
    return label(f"definitions.own_{key}", value=shown)


def _written(one: Setting) -> str:
    texts = [one.title, one.source, one.said()]
    return f"{' '.join(f'{text.zh} {text.en}' for text in texts)} {one.id}".lower()
