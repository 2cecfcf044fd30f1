"""The page 会议汇报: which meeting is looked at, its brief, its edits, its editions and its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from components import account, exporting, filters, page, ready, sign_in
from components.language import t
from components.tables import Markup, plain
from components.upload import uploader_texts
from components.view import View, trace_address
from data.database import Database
from queries.periods import Period
from reports import editing, editions, files, meeting, templates
from reports.content import Cell, Figure, Meeting, Sentence, Table
from reports.editions import Edition, EditionError
from reports.meeting import NothingToTell

LIVE = "live"
MOST_ROWS = 12  # of an annex on the page; the files hold all


@dataclass(frozen=True)
class Shown:
    """The meeting on the page. `edition` is None for the numbers of today, which may be edited and frozen."""

    meeting: Meeting
    edition: Edition | None
    editions: tuple[Edition, ...]


def chosen(view: View) -> Shown:
    """The meeting of the filters' last month, or the edition that is chosen; stops the page where there is none."""
    known = tuple(editions.editions(view.database, view.area_code))
    names = {LIVE: t("meeting.live", month=month_of(view).label)} | {one.id: _named(one) for one in known}
    if len(names) > 1:
        picked = _picked(names)
        if picked != LIVE:
            one = next(each for each in known if each.id == picked)
            return Shown(editions.load(view.database, one.id), one, known)
    told = view.ask(_told, view.area_code, month_of(view), view.lang)
    if isinstance(told, str):
        page.nothing_said(told)
        st.stop()
    return Shown(told, None, known)


def _picked(names: dict[str, str]) -> str:
    """The edition that is chosen. It stands in the address, so that it can be sent and opened again next year."""
    asked = st.query_params.get("edition", LIVE)
    if asked in names and asked != st.session_state.get("edition_in_address", LIVE):
        st.session_state["edition"] = asked
    picked = filters.select("edition", t("meeting.edition"), list(names), LIVE, names.__getitem__)
    st.session_state["edition_in_address"] = picked
    if picked != LIVE:
        st.query_params["edition"] = picked
    elif "edition" in st.query_params:
        del st.query_params["edition"]
    return picked


def _told(database: Database, area_code: str, month: Period, lang: str) -> Meeting | str:
    try:
        return editing.edited(database, meeting.meeting(database, area_code, month, lang))
    except NothingToTell as problem:
        return problem.label.text(lang)


def month_of(view: View) -> Period:
    """The month that is told: the filters' last one."""
    return Period.month(view.period.end.year, view.period.end.month)


def _named(one: Edition) -> str:
    month = Period.parse(one.month).label
    return t("meeting.edition_named", name=one.name, month=month, at=f"{one.made_at:%Y-%m-%d %H:%M}")


# --- taking it away --------------------------------------------------------------------------------------------


def take_away(view: View, shown: Shown) -> None:
    """The files of the meeting, and the button that freezes it."""
    told = shown.meeting
    ready.html(uploader_texts(t("upload.browse"), t("meeting.drop")))
    with page.card("take_away", told.title, told.subtitle if shown.edition is None else _frozen(shown.edition)):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            if sign_in.may("report"):
                _downloads(view, told)
                st.checkbox(t("meeting.full"), key="meeting_full", help=t("meeting.full_help"))
            if sign_in.may("administer"):
                _own_templates(view, told)
            if shown.edition is None and sign_in.may("report"):
                _freezer(view, told)
        if said := st.session_state.pop("meeting_said", None):
            kind, text = said
            (st.success if kind == "success" else st.error)(text)


def _frozen(one: Edition) -> str:
    return t("meeting.frozen", name=one.name, at=f"{one.made_at:%Y-%m-%d %H:%M}")


def _downloads(view: View, told: Meeting) -> None:
    """Slides, brief and annex, each made when it is asked for."""
    full = bool(st.session_state.get("meeting_full"))
    for name, kind in files.KINDS.items():
        st.download_button(
            t(f"meeting.{name}"),
            exporting.taken_away(view, name, partial(_made, view.database, told, name, full), right="report"),
            file_name=files.name_of(name, told),
            mime=kind.media_type,
            icon=":material/download:",
            key=f"meeting_{name}",
            on_click="ignore",
        )


def _made(database: Database, told: Meeting, name: str, full: bool, line: str) -> bytes:
    own = templates.kept(database, name) if name in templates.KINDS else None
    return files.file(name, told, own.content if own else None, full=full, exported=line)


def _own_templates(view: View, told: Meeting) -> None:
    """The unit's own templates: kept for all later files, once a file could be made with them."""
    with st.popover(t("meeting.template"), icon=":material/palette:"):
        st.markdown(t("meeting.template_note"))
        for kind in templates.KINDS:
            one = templates.kept(view.database, kind)
            turn = st.session_state.setdefault(f"template_turn_{kind}", 0)
            key = f"template_{kind}_{turn}"
            ending = files.KINDS[kind].ending
            st.file_uploader(t(f"meeting.template_{kind}"), type=[ending], key=key, on_change=_keep_template,
                             args=(view, told, kind, key))
            if one:
                st.caption(t("meeting.template_kept", name=one.file_name, at=f"{one.kept_at:%Y-%m-%d %H:%M}"))
                st.button(t("meeting.template_forget"), key=f"forget_{kind}", on_click=_forget_template,
                          args=(view, kind))


def _forget_template(view: View, kind: templates.Kind) -> None:
    sign_in.insist("administer")
    templates.forget(view.database, kind, account.actor())


def _keep_template(view: View, told: Meeting, kind: templates.Kind, key: str) -> None:
    """Only a template that a file could be made with is kept."""
    sign_in.insist("administer")
    chosen = st.session_state[key]
    if chosen is None:
        return
    st.session_state[f"template_turn_{kind}"] += 1
    try:
        files.file(kind, told, chosen.getvalue())
    except files.CannotMake as problem:
        st.session_state["meeting_said"] = ("error", problem.label.text(view.lang))
        return
    templates.keep(view.database, kind, chosen.name, chosen.getvalue(), account.actor())
    st.session_state["meeting_said"] = ("success", t("meeting.template_done", name=chosen.name))


def _freezer(view: View, told: Meeting) -> None:
    with st.popover(t("meeting.freeze"), icon=":material/lock:"):
        st.markdown(t("meeting.freeze_note"))
        name = st.text_input(t("meeting.freeze_name"), key="edition_name", placeholder=t("meeting.freeze_example"))
        st.button(t("meeting.freeze_yes"), type="primary", key="freeze", on_click=_freeze, args=(view, told, name))


def _freeze(view: View, told: Meeting, name: str) -> None:
    sign_in.insist("report")
    try:
        one = editions.freeze(view.database, told, name, account.actor())
        st.session_state["edition"] = one.id
        said = ("success", t("meeting.freeze_done", name=one.name))
    except EditionError as problem:
        said = ("error", problem.label.text(view.lang))
    st.session_state["meeting_said"] = said


# --- what is new ------------------------------------------------------------------------------------------------


def since_last(view: View, shown: Shown) -> None:
    """较上次会议: the numbers that are others than in the edition before this meeting."""
    before = _before(shown)
    if before is None:
        return
    last = editions.load(view.database, before.id)
    found = editions.moved(last, shown.meeting)
    title = t("meeting.since", name=before.name, count=len(found))
    heads = [t("meeting.since_what"), t("meeting.since_before"), t("meeting.since_now")]
    rows = [[_what(one), one.before, one.now] for one in found]
    body = f'<div class="narrow">{plain(heads, rows, [1, 2])}</div>' if rows else \
        page.nothing_html("meeting.since_nothing")
    page.card_of_html(page.card_head(title, t("meeting.since_note")) + body)


def _what(one: editions.Moved) -> Markup:
    """The indicator, and below it what its last month means: a column of its own would not be seen on a phone."""
    mark = f'<div class="kpi-mark">{escape(one.mark)}</div>' if one.mark else ""
    return Markup(escape(one.what) + mark)


def _before(shown: Shown) -> Edition | None:
    """The edition made before the one that is looked at, or the last one."""
    if shown.edition is None:
        return shown.editions[0] if shown.editions else None
    at = shown.editions.index(shown.edition)
    return shown.editions[at + 1] if at + 1 < len(shown.editions) else None


# --- the brief --------------------------------------------------------------------------------------------------


def brief(view: View, shown: Shown) -> None:
    """The sentences in the order of an official brief, every number a link to where it comes from."""
    told = shown.meeting
    changed = _changed(view, shown)
    may_edit = shown.edition is None and sign_in.may("report")
    is_editing = may_edit and st.toggle(t("meeting.edit"), key="meeting_edit", help=t("meeting.edit_help"))
    for number, (key, parts) in enumerate(_chapters(told), 1):
        with page.card(f"chapter_{key}", t(f"meeting.chapter_{number}", title=t(f"meeting.{key}"))):
            if not any(sentences for _, sentences in parts):
                page.nothing("meeting.nothing_here")
            for name, sentences in parts:
                if name:
                    ready.html(f'<h4 class="brief">{escape(name)}</h4>')
                if is_editing:
                    for one in sentences:
                        _editor(view, told, one)
                elif sentences:
                    ready.html("".join(paragraph(view, one, one.id in changed) for one in sentences))
            if key == "summary":
                ready.html(table(view, told.overview))
            if key == "topics" and told.ranking.first:
                ready.html(f'<h4 class="brief">{escape(told.ranking.title)}</h4>{ranking(view, told)}')
    for annex in told.annex:
        head = page.card_head(t("meeting.annex_title", title=annex.title))
        page.card_of_html(head + table(view, annex, MOST_ROWS))


def _chapters(told: Meeting) -> list[tuple[str, list[tuple[str, Sequence[Sentence]]]]]:
    return [
        ("summary", [("", told.summary)]),
        ("topics", [(one.name, one.sentences) for one in told.topics]),
        ("hot", [("", told.hot)]),
        ("problems", [("", told.problems)]),
        ("next_steps", [("", told.next_steps)]),
    ]


def _changed(view: View, shown: Shown) -> set[str]:
    before = _before(shown)
    return editions.changed_sentences(editions.load(view.database, before.id), shown.meeting) if before else set()


def paragraph(view: View, one: Sentence, is_new: bool = False) -> str:
    """A sentence with its numbers as links, its marks, and what was lost when a person wrote it anew."""
    marks = []
    if is_new:
        marks.append(f'<span class="mark new">{escape(t("meeting.mark_new"))}</span>')
    if one.is_edited:
        edited, original = escape(t("meeting.mark_edited")), escape(one.original)
        marks.append(f'<span class="mark edited" title="{original}">{edited}</span>')
    if one.lost:
        lost = t("meeting.mark_lost", numbers=t("charts.list_comma").join(one.lost))
        marks.append(f'<span class="mark lost">{escape(lost)}</span>')
    if one.is_stale:
        marks.append(f'<span class="mark lost">{escape(t("meeting.mark_stale"))}</span>')
    return f'<p class="brief">{linked(view, one)}{"".join(marks)}</p>'


def linked(view: View, one: Sentence) -> str:
    """The sentence as HTML; each number leads to its definition, its records and its files."""
    text, made = one.text, []
    for figure in one.figures:
        before, found, after = text.partition(figure.shown)
        if not found:
            continue
        made += [escape(before), _link(view, figure)]
        text = after
    return "".join(made) + escape(text)


def _link(view: View, figure: Figure) -> str:
    if not figure.indicator:
        return f"<b>{escape(figure.shown)}</b>"
    period = Period.parse(figure.period)
    address = trace_address(figure.indicator, figure.area_code, period, view.lang, figure.part)
    return f'<a class="trace" href="{escape(address)}">{escape(figure.shown)}</a>'


def table(view: View, one: Table, most: int | None = None) -> str:
    """A table with its note; numbers on the right, lights in their colour. Of a long one the first `most` rows."""
    rows = [[Markup(_cell(view, cell)) for cell in row] for row in one.rows[:most]]
    numbers = [at for at in range(len(one.heads)) if any(row[at].number is not None for row in one.rows)]
    note = f'<p class="note">{escape(one.note)}</p>' if one.note else ""
    rest = t("meeting.rest", shown=most, count=f"{len(one.rows):,}") if most and len(one.rows) > most else ""
    below = f'<p class="note">{escape(rest)}</p>' if rest else ""
    return note + plain(one.heads, rows, numbers) + below


def _cell(view: View, cell: Cell) -> str:
    body = _link(view, cell.figure) if cell.figure and cell.figure.kind == "value" else escape(cell.shown)
    if cell.figure and cell.figure.kind == "value":
        body = body.replace(escape(cell.figure.shown), escape(cell.shown))
    body = f'<span class="light {cell.light}">{body}</span>' if cell.light else body
    return f'<span class="chip neutral">{escape(cell.mark)}</span> {body}' if cell.mark else body


def ranking(view: View, told: Meeting) -> str:
    """红黑榜: the first and the last, side by side."""
    found = told.ranking
    sides = "".join(
        f'<section class="{kind}"><h4>{escape(t(f"meeting.{kind}"))}</h4><ol>'
        + "".join(f"<li>{_cell(view, one)}</li>" for one in cells) + "</ol></section>"
        for kind, cells in (("red_list", found.first), ("black_list", tuple(reversed(found.last))))
    )
    apart = f'<p class="note">{escape(found.apart)}</p>' if found.apart else ""
    return f'<p class="note">{escape(found.source)}</p><div class="ends">{sides}</div>{apart}'


def _editor(view: View, told: Meeting, one: Sentence) -> None:
    key = f"text_{one.id}"
    st.text_area(one.id, one.text, key=key, label_visibility="collapsed", on_change=_save, args=(view, told, one, key))
    said: list[Any] = [t("meeting.mark_lost", numbers=t("charts.list_comma").join(one.lost))] if one.lost else []
    said += [t("meeting.original", text=one.original)] if one.is_edited else []
    if said:
        st.caption(" ".join(said))


def _save(view: View, told: Meeting, one: Sentence, key: str) -> None:
    sign_in.insist("report")
    editing.edit(view.database, told, one, st.session_state[key], account.actor())
