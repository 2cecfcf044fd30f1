"""What the numbers would become: shown before a file is saved, and before an undo is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components import page, ready
from components.inert import inert
from components.language import lang, t
from components.tables import Markup, plain
from data import importing
from data.database import Database
from queries.rehearsal import Effect, Effects, Rehearsal

SHOWN_OF_STREETS, SHOWN_OF_COMMUNITIES, SHOWN_OF_UNDO = 12, 60, 8
_KINDS = {True: "good", False: "bad", None: ""}


def effects(whole: Effects, sees: Callable[[str], bool]) -> None:
    """The card that stands above the button that saves; of areas that are not the reader's it says nothing."""
    found = whole.seen_by(sees)
    of_streets, of_communities = found.of_streets(), found.of_communities()
    with page.card("rehearsal", _title(len(found.changed)), _note(found)):
        for warning in found.warnings():
            st.warning(inert(warning.text(lang())))
        if of_streets:
            ready.html(_table(of_streets[:SHOWN_OF_STREETS], "rehearsal.after"))
            _more(len(of_streets) - SHOWN_OF_STREETS)
        if of_communities:
            with st.expander(t("rehearsal.communities", count=len(of_communities)), expanded=not of_streets):
                ready.html(_table(of_communities[:SHOWN_OF_COMMUNITIES], "rehearsal.after"))
                _more(len(of_communities) - SHOWN_OF_COMMUNITIES)


def undo_effects(done: importing.Undone, sees: Callable[[str], bool], turn: str = "undo") -> None:
    """The same for an undo or its taking back, short enough for its little window."""
    for warning in done.warnings:
        st.warning(inert(warning.text(lang())))
    seen = done.seen.seen_by(sees)
    changed = seen.changed
    if not changed:
        st.markdown(t(f"rehearsal.{turn}_none"))
        return
    st.markdown(t(f"rehearsal.{turn}_changes", count=len(changed)))
    first = (*seen.of_streets(), *seen.of_communities())[:SHOWN_OF_UNDO]
    ready.html(_table(first, f"rehearsal.after_{turn}"))
    _more(len(changed) - len(first))


def rehearsed_undo(database: Database, batch: str) -> importing.Undone:
    """What an undo of the batch would do; nothing is saved."""
    rehearsal = Rehearsal(database.whole)
    return importing.undo(database.whole, batch, refresh=rehearsal.refresh, observe=rehearsal.observe, dry_run=True)


def rehearsed_redo(database: Database, batch: str) -> importing.Undone:
    """What bringing an undone batch back would do; nothing is saved."""
    rehearsal = Rehearsal(database.whole)
    return importing.redo(database.whole, batch, refresh=rehearsal.refresh, observe=rehearsal.observe, dry_run=True)


def _title(count: int) -> str:
    return t("rehearsal.title", count=count) if count > 1 else t(f"rehearsal.title_{'one' if count else 'none'}")


def _note(found: Effects) -> str:
    if not found.changed:
        return t("rehearsal.note_none", unchanged=found.unchanged)
    periods = {one.after.period.kind: one.after.period.label.text(lang()) for one in found.changed}
    return t("rehearsal.note", periods=t("charts.list_comma").join(periods.values()), unchanged=found.unchanged)


def _table(shown: Sequence[Effect], after: str) -> str:
    heads = [t(f"rehearsal.{one}") for one in ("indicator", "area", "period", "before")]
    rows = [
        [one.title.text(lang()), one.after.area_name, one.after.period.label.text(lang()),
         one.before.display(lang()), one.after.display(lang()), _moved(one)]
        for one in shown
    ]
    return plain([*heads, t(after), t("rehearsal.moved")], rows, range(3, 6))


def _moved(one: Effect) -> Markup:
    """The change in words, coloured where one direction is better."""
    return Markup(f'<span class="{_KINDS[one.change.good]}">{one.moved(lang())}</span>')


def _more(rest: int) -> None:
    if rest > 0:
        st.caption(t("rehearsal.more", count=rest))
