"""The imports so far: what, when, by whom, and the ways back: undo, bring back, the original file."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import streamlit as st

from components import account, exporting, failing, page, ready, rehearsed, sign_in
from components.language import lang, t
from components.view import View
from data import importing
from data.contracts import contracts
from data.database import UNDONE
from data.importing import WrongCall
from queries import cube
from queries.trace_words import role

BATCHES = 10  # on one page
SHORT = 8  # letters of a hash that tell files apart
SEARCH, AT = "history_search", "history_page"


def history(view: View) -> None:
    """The batches that were imported, newest first; each can be undone and brought back, in any order.

    Those of others are for administrators.
    """
    every = [one for one in view.ask(importing.history) if is_own(one["account"])]
    with page.card("history", t("upload.history_title"), t("upload.history_note")):
        if not every:
            page.nothing("upload.no_history")
            return
        wanted = ""
        if len(every) > BATCHES:
            wanted = st.text_input(t("upload.search"), key=SEARCH, placeholder=t("upload.search_for"), width=420,
                                   label_visibility="collapsed", icon=":material/search:")
        found = [one for one in every if matches(one, wanted)]
        pages = max(math.ceil(len(found) / BATCHES), 1)
        at = min(st.session_state.get(AT) or 1, pages)
        if not found:
            page.nothing("upload.none_found", wanted=wanted)
        else:
            heads = ("file", "recognised", "at", "rows", "state")
            ready.html(batch_row([(t(f"upload.{one}"), "") for one in heads], "th"))
        originals = importing.kept(view.database)
        for one in found[(at - 1) * BATCHES : at * BATCHES]:
            _batch(view, one, originals.get(one["sha256"]))
        if pages > 1:
            st.pagination(pages, key=AT, max_visible_pages=5)


def matches(one: dict[str, Any], wanted: str) -> bool:
    """Whether every word stands somewhere in the batch: file, table, day, batch, hash, role or state."""
    told = " ".join([one["file"], one["batch"], _tables(one), f"{one['at']:%Y-%m-%d %H:%M}", one["sha256"],
                     role(one["role"]).text(lang()), _state(one)]).casefold()
    return all(word in told for word in wanted.casefold().split())


def is_own(uploader: str) -> bool:
    """Whether what this account imported is for the person to see and to take back."""
    who = sign_in.person()
    return who.may("administer") or (who.may("upload") and uploader == who.account)


def batch_row(cells: Sequence[tuple[str, str]], kind: str = "td") -> str:
    """One line of the history: texts, each with a smaller one under it."""
    below = [f"<small>{escape(small)}</small>" if small else "" for _, small in cells]
    parts = (f"<span>{escape(text)}{under}</span>" for (text, _), under in zip(cells, below, strict=True))
    return f'<div class="batch {kind}">{"".join(parts)}</div>'


def undo(view: View, batch: str) -> None:
    """Take a batch back and say so on the next run."""
    _turn(view, batch, importing.undo, "upload.undone")


def _redo(view: View, batch: str) -> None:
    _turn(view, batch, importing.redo, "upload.redone")


def _turn(view: View, batch: str, turn: Callable[..., importing.Undone], said: str) -> None:
    uploader = {one["batch"]: one["account"] for one in importing.history(view.database)}.get(batch, "")
    if not is_own(uploader):
        st.session_state["upload_result"] = ("error", t("access.not_allowed", role=sign_in.role()), None)
        return
    try:
        done = turn(view.database.whole, batch, refresh=cube.refresh, actor=account.actor())
        text = " ".join([t(said), *(one.text(lang()) for one in done.warnings)])
        st.session_state["upload_result"] = ("warning" if done.warnings else "success", text, None)
    except WrongCall as problem:
        st.session_state["upload_result"] = ("error", problem.label.text(lang()), None)
    except Exception as problem:
        st.session_state["upload_result"] = ("error", failing.reason(view, problem), None)


def _batch(view: View, one: dict[str, Any], is_masked: bool | None) -> None:
    """One line; `is_masked` is None where the original was not kept."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"batch_{one['batch']}"):
        ready.html(batch_row(_cells(one)))
        _original_button(view, one, is_masked)
        if one["state"] != UNDONE:
            _turn_button(view, one["batch"], "undo", ":material/undo:", undo)
        else:
            _turn_button(view, one["batch"], "redo", ":material/redo:", _redo)


def _original_button(view: View, one: dict[str, Any], is_masked: bool | None) -> None:
    """Where nothing was kept the button says so, and the lines stay under their headings."""
    about = {None: "original_none", True: "original_masked", False: "original_help"}[is_masked]
    st.download_button(
        t("upload.original"),
        exporting.taken_away(
            view, f"original {one['batch']}",
            lambda _line: importing.original(view.database.whole, one["batch"]).content, right="upload",
        ),
        file_name=t("upload.masked_name", stem=one["file"].rpartition(".")[0]) if is_masked else one["file"],
        icon=":material/download:",
        help=t(f"upload.{about}"),
        key=f"original_{one['batch']}",
        on_click="ignore",
        disabled=is_masked is None,
    )


def _turn_button(view: View, batch: str, name: str, icon: str, turn: Callable[[View, str], None]) -> None:
    """The way back or forth, with its effect on the numbers shown before it is confirmed."""
    box = st.popover(t(f"upload.{name}"), icon=icon, key=f"ask_{name}_{batch}", on_change="rerun")
    with box:
        st.markdown(t(f"upload.{name}_sure"))
        if box.open:
            with st.spinner(t("upload.checking_undo")):
                done = view.ask(getattr(rehearsed, f"rehearsed_{name}"), batch)
                rehearsed.undo_effects(done, sign_in.person().sees, name)
        st.button(t(f"upload.{name}_yes"), type="primary", key=f"{name}_{batch}", on_click=turn, args=(view, batch))


def _cells(one: dict[str, Any]) -> list[tuple[str, str]]:
    rejected = t("upload.batch_rejected", rejected=f"{one['rejected']:,}") if one["rejected"] else ""
    return [
        (one["file"], t("upload.hash", hash=one["sha256"][:SHORT])),
        (_tables(one), ""),
        (f"{one['at']:%Y-%m-%d %H:%M}", role(one["role"]).text(lang())),
        (t("upload.batch_loaded", rows=f"{one['rows']:,}"), rejected),
        (_state(one), ""),
    ]


def _tables(one: dict[str, Any]) -> str:
    names = [contracts()[name].title.text(lang()) if name in contracts() else name for name in one["table"].split(",")]
    return t("charts.list_comma").join(names)


def _state(one: dict[str, Any]) -> str:
    return t("upload.state_undone" if one["state"] == UNDONE else "upload.state_in")
