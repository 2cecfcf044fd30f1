"""The numbers that are never computed, as 指标口径 shows them: what they would be made of, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from components import page
from components.language import t
from components.tables import Markup, plain
from components.view import View
from data.language import label
from queries.refusals import Refusal, refusals


def matching(wanted: str) -> tuple[str, ...]:
    """The refusals in which every word looked for stands."""
    words = wanted.lower().split()
    return tuple(one.id for one in refusals().values() if all(word in _written(one) for word in words))


def table(view: View, names: Sequence[str]) -> None:
    """A card with the refusals of these names."""
    page.card_of_html(_table(tuple(names), view.lang))


def parts_text(one: Refusal, lang: str) -> str:
    """甲 ÷ 乙, 甲＋乙, or the mean of both: what somebody would have computed."""
    titles = [title.text(lang) for title in one.part_titles()]
    if one.kind == "ratio":
        return label("definitions.refusal_ratio", first=titles[0], second=titles[1]).text(lang)
    if one.kind == "sum":
        return " + ".join(titles)
    return label("definitions.refusal_mean", parts=label("charts.list_comma").text(lang).join(titles)).text(lang)


@lru_cache(maxsize=100)
def _table(names: tuple[str, ...], lang: str) -> str:
    head = page.card_head(t("definitions.refusals_title", count=len(refusals())), t("definitions.refusals_note"))
    if not names:
        return head + page.nothing_html("definitions.no_refusals")
    rows = [
        [
            Markup(f"<b>{escape(one.title.text(lang))}</b><br><small>{one.id}</small>"),
            parts_text(one, lang),
            one.why.text(lang),
        ]
        for one in map(refusals().__getitem__, names)
    ]
    return head + plain([label(f"definitions.{name}").text(lang) for name in ("refusal", "refusal_parts",
                                                                              "refusal_why")], rows)


def _written(one: Refusal) -> str:
    texts = [one.title, one.why, *one.part_titles()]
    return f"{' '.join(f'{text.zh} {text.en}' for text in texts)} {one.id}".lower()
