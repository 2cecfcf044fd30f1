"""How the analyses are made: each method in four lines, with its source."""

from __future__ import annotations

from html import escape

import streamlit as st

from components import page, ready
from components.language import t
from components.tables import Markup, plain
from components.view import View
from data.language import label

METHODS = ("explain", "signals", "funnel", "outlook", "early")
LINES = ("what", "how", "limits", "source")


def matching(words: str) -> list[str]:
    """The methods in whose words, of either language, every word looked for stands."""
    return [one for one in METHODS if all(word in _written(one) for word in words.lower().split())]


def table(view: View, found: list[str]) -> None:
    """One card a method."""
    for one in found:
        rows = [(Markup(f"<b>{escape(t(f'methods.{line}'))}</b>"), t(f"methods.{one}_{line}")) for line in LINES]
        with st.container(key=f"card_method_{one}", border=True):
            ready.html(page.card_head(t(f"methods.{one}_title"))
                    + plain([t("definitions.item"), t("definitions.content")], rows))
    if not found:
        page.nothing("definitions.nothing")


def _written(one: str) -> str:
    texts = [label(f"methods.{one}_{line}") for line in ("title", *LINES)]
    return " ".join(f"{text.zh} {text.en}" for text in texts).lower()
