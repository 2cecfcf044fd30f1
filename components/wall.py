"""上墙: the meeting as full-screen slides in the browser, from the same content as the brief and the deck.

All slides are sent at once; the browser turns them by itself, by arrow keys, a clicker (PageUp, PageDown), a tap or a
clock, so that no slide waits for the server. A number opens the panel 数从何来 over the slide, and closing it leads
back to where one was.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from components import meeting, ready, wall_pictures
from components.language import t
from components.view import View
from reports.content import Meeting, Sentence, Topic

SENTENCES, BESIDE_PICTURES = 6, 3  # on one slide; the brief has all of them
SECONDS = 20  # for which a slide stays when they turn by themselves

# Which slide is seen is said by a style of our own in the head: the page may be drawn anew at any time.
_TURN = """
const KEY = "street.wall";

function state() {
  return globalThis.streetWall ??= { at: Number(sessionStorage.getItem(KEY) ?? 0), auto: false, timer: null };
}

function count() { return document.querySelectorAll(".wall > section").length; }

function overflows(element) {
  return element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1;
}

function fit(section) {
  const inner = [...section.querySelectorAll(".body, .parts > div")];
  for (let share = 1; share > 0.4; share -= 0.05) {
    section.style.setProperty("--share", share);
    if (![section, ...inner].some(overflows)) break;
  }
}

function show(at) {
  const wall = state(), total = count();
  if (!total) return;
  wall.at = Math.max(0, Math.min(at, total - 1));
  sessionStorage.setItem(KEY, wall.at);
  let style = document.getElementById("street-wall");
  if (!style) { style = document.createElement("style"); style.id = "street-wall"; document.head.append(style); }
  style.textContent = `.wall > section:nth-of-type(${wall.at + 1}) { display: grid !important; }`
    + `.wall .wall-bar [data-wall="auto"]::before { content: "${wall.auto ? "❚❚" : "▶"}"; }`
    + `.wall .wall-at::before { content: "${wall.at + 1} / ${total}"; }`;
  const section = document.querySelectorAll(".wall > section")[wall.at];
  if (section) fit(section);
}

function clock(seconds) {
  const wall = state();
  clearInterval(wall.timer);
  if (!wall.auto) return;
  wall.timer = setInterval(() => {
    if (!document.querySelector(".wall")) { clearInterval(wall.timer); return; }
    if (document.querySelector('[role="dialog"]')) return;
    show(wall.at + 1 < count() ? wall.at + 1 : 0);
  }, seconds * 1000);
}

export default function ({ data }) {
  const wall = state(), seconds = data.seconds;
  const act = {
    next: () => show(wall.at + 1),
    back: () => show(wall.at - 1),
    first: () => show(0),
    last: () => show(count() - 1),
    auto: () => { wall.auto = !wall.auto; clock(seconds); show(wall.at); },
    full: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
  };
  const keys = { ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "back", PageUp: "back", Home: "first",
                 End: "last", a: "auto", p: "auto", f: "full" };
  const press = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('[role="dialog"]')) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName ?? "")) return;
    const wanted = keys[event.key];
    if (!wanted) return;
    event.preventDefault();
    act[wanted]();
  };
  const click = (event) => {
    const wanted = event.target.closest?.("[data-wall]")?.dataset.wall;
    if (wanted && act[wanted]) act[wanted]();
  };
  const size = () => show(wall.at);
  document.addEventListener("keydown", press, true);
  document.addEventListener("click", click, true);
  addEventListener("resize", size);
  const ready = setInterval(() => { if (count()) { clearInterval(ready); show(wall.at); } }, 50);
  return () => {
    clearInterval(ready);
    document.removeEventListener("keydown", press, true);
    document.removeEventListener("click", click, true);
    removeEventListener("resize", size);
  };
}
"""


def wanted() -> bool:
    """Whether the address asks for the slides."""
    return st.query_params.get("wall") == "1"


def button() -> None:
    """The way to the slides."""
    st.button(t("wall.open"), icon=":material/slideshow:", key="wall_open", on_click=_open)


def _open() -> None:
    st.query_params["wall"] = "1"


def show(view: View, shown: meeting.Shown) -> None:
    """The slides over the whole window, and a small bar to turn them."""
    ready.html(f'<div class="wall">{"".join(slides(view, shown.meeting))}{_bar()}</div>')
    _turner()(key="wall_turner", data={"seconds": SECONDS}, height="content")
    with st.container(key="wall_close"):
        st.button(t("wall.close"), icon=":material/close:", key="wall_leave", on_click=_close)


def _close() -> None:
    st.query_params.pop("wall", None)


def slides(view: View, told: Meeting) -> list[str]:
    """Every slide as a section of HTML, in the order of the deck."""
    found = [_cover(told), _slide(told, told.overview.title, meeting.table(view, told.overview), "dense")]
    found[1:1] = _texts(view, told, t("meeting.summary"), told.summary)
    found += [_topic(view, told, one) for one in told.topics]
    if told.ranking.first:
        found.append(_slide(told, told.ranking.title, meeting.ranking(view, told), "ranking"))
    for key in ("hot", "problems", "next_steps"):
        found += _texts(view, told, t(f"meeting.{key}"), getattr(told, key))
    return found


def _cover(told: Meeting) -> str:
    mark = f'<span class="demo">{escape(t("pages.demo"))}</span>' if told.is_demo else ""
    return (f'<section class="cover"><h1>{escape(told.title)}</h1><p>{escape(told.subtitle)}</p>{mark}'
            f'<small>{escape(t("wall.keys"))}</small></section>')


def _texts(view: View, told: Meeting, title: str, sentences: Sequence[Sentence]) -> list[str]:
    parts = [sentences[at : at + SENTENCES] for at in range(0, len(sentences), SENTENCES)]
    return [
        _slide(told, title if len(parts) < 2 else t("wall.part", title=title, part=number, parts=len(parts)),
               "<ul>" + "".join(f"<li>{meeting.linked(view, one)}</li>" for one in part) + "</ul>", "texts")
        for number, part in enumerate(parts, 1)
    ]


def _topic(view: View, told: Meeting, topic: Topic) -> str:
    most = BESIDE_PICTURES if topic.chart and topic.map else SENTENCES
    text = "<ul>" + "".join(f"<li>{meeting.linked(view, one)}</li>" for one in topic.sentences[:most]) + "</ul>"
    parts = [f"<div>{text}</div>"]
    if topic.chart:
        parts.append(_picture(topic.chart.title, wall_pictures.chart(topic.chart)))
    if topic.map:
        parts.append(_picture(topic.map.title, wall_pictures.area_map(topic.map)))
    body = f'<div class="parts of{len(parts)}">{"".join(parts)}</div>'
    return _slide(told, t("wall.topic", name=topic.name, title=topic.title), body, "topic")


def _picture(title: str, address: str) -> str:
    return f'<figure><figcaption>{escape(title)}</figcaption><img src="{address}" alt="{escape(title)}"></figure>'


def _slide(told: Meeting, title: str, body: str, kind: str) -> str:
    mark = f'<span class="demo">{escape(t("pages.demo"))}</span>' if told.is_demo else ""
    foot = escape(t("wall.foot", area=told.area, month=told.month, as_of=told.as_of))
    return (f'<section class="{kind}"><h2>{escape(title)}{mark}</h2><div class="body">{body}</div>'
            f"<footer>{foot}</footer></section>")


def _bar() -> str:
    names = (("back", "‹"), ("next", "›"), ("auto", ""), ("full", t("wall.full_sign")))
    titles = {name: escape(t(f"wall.{name}")) for name, _ in names}
    buttons = [f'<button data-wall="{name}" title="{titles[name]}">{sign}</button>' for name, sign in names]
    return f'<nav class="wall-bar">{buttons[0]}<span class="wall-at"></span>{"".join(buttons[1:])}</nav>'


@cache
def _turner() -> Any:
    return component("street_wall", html="<span></span>", js=_TURN, css=":host { display: block; height: 0; }")


