"""What the browser can draw, and how wide a card is: asked once per card, answered by the browser itself.

Streamlit tells neither. The question is an empty element of no height inside the card; its answer arrives
with a rerun right after the first paint and again only when the card's width really changes. While the answer is on
its way the browser already loads what will draw: half a second of work that would otherwise begin with the map.
"""
from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st
from streamlit.components.v2 import component

Drawing = Literal["gl", "svg"]
PATIENCE = 2  # seconds
SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"
DRAWN_BY: Mapping[Drawing, str] = {"gl": "DeckGlJsonChart.*.js", "svg": "PlotlyChart.*.js"}  # of SCRIPTS

# The answer is given once per page load; software renderers count as none, because on an office machine
# without a graphics driver they make the whole browser crawl.
_ASK = """
let webgl;

function works() {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (!context) return false;
  const named = context.getExtension("WEBGL_debug_renderer_info");
  const renderer = named ? String(context.getParameter(named.UNMASKED_RENDERER_WEBGL)) : "";
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return !/swiftshader|llvmpipe|software|basic render/i.test(renderer);
}

export default function ({ parentElement, data, setStateValue }) {
  const element = parentElement.host ?? parentElement;
  webgl ??= works();
  let told = data?.width ?? null;
  let waiting;
  const bundle = BUNDLES[data?.drawing ?? (webgl ? "gl" : "svg")];
  if (bundle) import(new URL(bundle, location.origin).href).catch(() => {});  // the drawing itself says what is wrong

  const tell = () => {
    const width = Math.round(element.getBoundingClientRect().width);
    if (width < 50 || (told !== null && Math.abs(width - told) < 24)) return;
    told = width;
    setStateValue("card", { webgl, width });
  };
  const observer = new ResizeObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, told === null ? 0 : 300);
  });
  observer.observe(element);
  return () => { clearTimeout(waiting); observer.disconnect(); };
}
"""


@dataclass(frozen=True)
class Card:
    """What the browser said: how maps are drawn, and the width of the card in CSS pixels; None: not yet."""

    drawing: Drawing | None
    width: int | None


def card(key: str) -> Card:
    """Ask about the card this is called in; `key` names it within the page.

    `?map=svg` or `?map=gl` decides how maps are drawn for the whole session, for weak machines and for tests.
    """
    told = st.session_state.get(f"{key}.card") or {}
    wish = st.query_params.get("map")
    if wish in ("gl", "svg"):
        st.session_state["map_drawing"] = wish
    wished = st.session_state.get("map_drawing")
    _probe()(key=f"{key}.probe", data={"width": told.get("width"), "drawing": wished}, height="content",
             on_card_change=lambda: _remember(key))
    works = st.session_state.get("webgl")
    drawing: Drawing | None = None if works is None else "gl" if works else "svg"
    return Card(wished or drawing, told.get("width"))


@st.fragment(run_every=PATIENCE)
def until_answered(key: str, height: int) -> None:
    """Keeps the place of a drawing free until the browser has answered; then the page runs again by itself.

    Nothing is drawn before: two drawings after one another would flicker and cost a slow machine twice.
    Should no answer come within PATIENCE, `without_answer` says so and the page runs again.
    """
    if st.session_state.pop(f"{key}.asked", False):
        st.session_state[f"{key}.unanswered"] = True
        st.rerun()
    st.session_state[f"{key}.asked"] = True
    st.skeleton(height=height)


def without_answer(key: str) -> bool:
    """Whether the browser has been asked and kept silent: then draw what works everywhere."""
    return st.session_state.get(f"{key}.unanswered", False)


def _remember(key: str) -> None:
    told: dict[str, Any] = st.session_state[f"{key}.probe"]["card"]
    st.session_state["webgl"] = bool(told["webgl"])
    st.session_state[f"{key}.card"] = told


@cache
def _probe() -> Any:
    js = f"const BUNDLES = {json.dumps(bundles(st.get_option('server.baseUrlPath')))};{_ASK}"
    return component("street_card_probe", html="<span></span>", js=js,
                     css=":host { display: block; height: 0; overflow: hidden; }")


def bundles(base_path: str = "") -> dict[Drawing, str]:
    """The paths on the server of Streamlit's own scripts that draw maps; `base_path` is the server's base URL path.

    One that is not found is missing here, and loaded when the map comes.
    """
    folder = f"{base_path.strip('/')}/static/js".strip("/")
    return {drawing: f"/{folder}/{found[0].name}" for drawing, name in DRAWN_BY.items()
            if (found := sorted(SCRIPTS.glob(name)))}
