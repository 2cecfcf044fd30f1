"""Importing a file step by step: choose it, see what was read and what is wrong, confirm, undo.

The file is rehearsed first, with everything that an import does, and rolled back; only the confirmation saves it.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from components import (
    account,
    batch_history,
    boundary_preview,
    failing,
    filters,
    mapping,
    page,
    ready,
    rehearsed,
    reporting,
    sign_in,
    work,
)
from components.inert import inert
from components.language import lang, t
from components.tables import csv_of, plain
from components.view import View
from data import importing
from data.backup import backup_beside
from data.contracts import contracts
from data.endings import BOUNDARIES, TABLES_AND_BOUNDARIES
from data.importing import Reject, Report, WrongCall
from data.reading import UnreadableFile, read_file
from queries import cube
from queries.rehearsal import Rehearsal
from reports.workbook import MEDIA_TYPE

SHOWN_REJECTS = 50
MOST_OF_A_NAME = 60  # characters; file systems end at 255 bytes
ANY_TABLE = ""


def new_file(view: View) -> None:
    """The file to import, what a rehearsal of it found, and the button that saves it."""
    turn = st.session_state.setdefault("upload_turn", 0)
    confirmed = st.session_state.pop("upload_confirmed", False)
    ready.html(uploader_texts(t("upload.browse"), t("upload.limit")))
    with page.card("upload", t("upload.title"), t("upload.note")):
        reporting.asked(view)
        chosen = st.file_uploader(t("upload.choose"), type=list(TABLES_AND_BOUNDARIES), key=f"file_{turn}",
                                  label_visibility="collapsed")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            table = filters.select("table", t("upload.table"), [ANY_TABLE, *contracts()], ANY_TABLE, _table_name, 320)
            good_rows = st.checkbox(t("upload.good_rows"), key="upload_good_rows", help=t("upload.good_rows_help"))
    _last_result(view)
    if chosen is None:
        return
    report = _rehearsed(view, chosen, table or None, good_rows)
    if report is None:
        return
    _what_was_read(report, chosen)
    if report.status == "rehearsed":
        if report.seen.drawn:
            boundary_preview.preview(report.seen.drawn)
        rehearsed.effects(report.seen, sign_in.person().sees)
    if report.status == "rehearsed" or report.mended:
        said = t("upload.confirm", rows=f"{report.rows_loaded:,}")
        said = t("upload.close_mended", rows=report.mended) if report.status == "unchanged" else said
        place = st.empty()
        place.button(said, type="primary", icon=":material/check:", key="upload_confirm", on_click=_confirm)
        if confirmed:
            with place.container():
                _commit(view, chosen, table or None, good_rows)
            st.rerun()


def backup(view: View) -> None:
    """A copy of the whole store, made by the server because nobody else may open the file while it runs."""
    if not sign_in.may("administer"):
        return
    with page.card("backup", t("upload.backup_title"), t("upload.backup_note")):
        st.button(t("upload.backup"), icon=":material/save:", on_click=_back_up, args=(view,), key="backup_now")
        if said := st.session_state.pop("backed_up", None):
            kind, text = said
            (st.success if kind == "success" else st.error)(text)


def _back_up(view: View) -> None:
    sign_in.insist("administer")
    try:
        said = ("success", t("upload.backed_up", file=backup_beside(view.database.path, account.actor())))
    except WrongCall as problem:
        said = ("error", problem.label.text(lang()))
    except Exception as problem:
        said = ("error", t("upload.backup_failed", problem=failing.reason(view, problem)))
    st.session_state["backed_up"] = said


def uploader_texts(browse: str, limit: str) -> str:
    """Style that puts our words in place of the uploader's own, which exist in English only."""
    zone = '[data-testid="stFileUploaderDropzone"]'
    button, hint = f"{zone} button p", f'{zone} [data-testid="stFileUploaderDropzoneInstructions"] span'
    return (
        f"<style>{button}, {hint} {{ font-size: 0; }} "
        f'{button}::after {{ content: "{browse}"; font-size: 1rem; }} '
        f'{hint}::after {{ content: "{limit}"; font-size: .93rem; }}</style>'
    )


def _rehearsed(view: View, chosen: Any, table: str | None, good_rows: bool) -> Report | None:
    """The report of a rehearsal, done once for each choice."""
    said = mapping.told(chosen)
    asked = (chosen.file_id, table, good_rows, view.version, said)
    if st.session_state.get("rehearsed_for") != asked:
        rehearsal = Rehearsal(view.database.whole)
        st.session_state["rehearsal"] = _import(
            view, chosen, table, good_rows, rehearsal.refresh, dry_run=True, observe=rehearsal.observe
        )
        st.session_state["rehearsed_for"] = asked
    found = st.session_state["rehearsal"]
    if isinstance(found, str):
        st.error(inert(found))
        return None
    return found


def _import(
    view: View,
    chosen: Any,
    table: str | None,
    good_rows: bool,
    refresh: importing.Refresh = cube.refresh,
    **options: Any,
) -> Report | str:
    """The report, or in words why the file could not be read at all.

    It is checked against the whole store, but only rows of the person's own areas may go in.
    """
    sign_in.insist("upload")
    who = sign_in.person()
    with _as_file(chosen) as path:
        do = partial(
            importing.import_file,
            view.database.whole,
            path,
            role=who.role,
            areas=who.areas,
            refresh=refresh,
            table=table,
            accept_good_rows=good_rows,
            file_name=chosen.name,
            told=mapping.told(chosen),
            actor=account.actor(),
            **options,
        )
        try:
            return work.watched(
                view.database,
                lambda tell: do(progress=tell),
                key=f"cancel_{'rehearsal' if options else 'import'}",
                on_cancel=_cancel,
                too_late=lambda report: _say_done(chosen, report),
            )
        except (UnreadableFile, WrongCall) as problem:
            return problem.label.text(lang())
        except Exception as problem:
            return failing.reason(view, problem)


def _confirm() -> None:
    st.session_state["upload_confirmed"] = True


def _cancel() -> None:
    """The file goes; where the rows were saved in that very moment, what was said of them stays."""
    if "upload_result" not in st.session_state:
        st.session_state["upload_turn"] += 1
        st.session_state["upload_result"] = ("warning", t("upload.cancelled"), None)


@contextmanager
def _as_file(chosen: Any) -> Iterator[Path]:
    """The chosen file on the disk, for as long as it is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / importing.plain_name(chosen.name)[-MOST_OF_A_NAME:]
        path.write_bytes(chosen.getbuffer())
        yield path


def _commit(view: View, chosen: Any, table: str | None, good_rows: bool) -> None:
    found = _import(view, chosen, table, good_rows)
    if isinstance(found, Report) and (found.status == "committed" or found.mended):
        _say_done(chosen, found)
    else:
        said = found if isinstance(found, str) else t("upload.not_done")
        st.session_state["upload_result"] = ("error", said, None)


def _say_done(chosen: Any, report: Report) -> None:
    """The rows are in the store: say so, and make room for the next file."""
    if report.status == "committed":
        done, batch = t("upload.done", file=chosen.name, rows=f"{report.rows_loaded:,}"), report.batch
    elif report.mended:
        done, batch = t("upload.closed_mended", rows=report.mended), None
    else:
        return
    st.session_state["upload_result"] = ("success", done, batch)
    st.session_state["upload_turn"] += 1


def _last_result(view: View) -> None:
    """What became of the file just imported, with the way back and the way on."""
    if not (said := st.session_state.pop("upload_result", None)):
        return
    kind, text, batch = said
    {"success": st.success, "warning": st.warning}.get(kind, st.error)(inert(text))
    if batch:
        with st.container(horizontal=True):
            st.page_link(page.PAGES["home"].file, label=t("upload.see"), icon=":material/dashboard:")
            st.button(
                t("upload.undo_this"),
                icon=":material/undo:",
                on_click=batch_history.undo,
                args=(view, batch),
                key="undo_this",
            )


def _what_was_read(report: Report, chosen: Any) -> None:
    verdict = {"rehearsed": st.success, "unchanged": st.info}.get(report.status, st.error)
    verdict(
        t(
            f"upload.status_{report.status}",
            loaded=f"{report.rows_loaded:,}",
            new=f"{report.rows_new:,}",
            changed=f"{report.rows_changed:,}",
            rejected=f"{report.rows_rejected:,}",
        )
    )
    with page.card("sheets", t("upload.sheets_title")):
        heads = [
            t(f"upload.{one}")
            for one in ("sheet", "recognised", "sure", "header_rows", "loaded", "new", "changed", "unchanged",
                        "rejected", "skipped", "columns")
        ]
        ready.html(plain(heads, [_sheet(one) for one in report.sheets], range(3, 9)))
        mapping.ask(report, chosen)
        for warning in report.warnings:
            st.warning(inert(warning.text(lang())))
    if report.rejects:
        _rejects(report.rejects, chosen)


def _sheet(one: importing.SheetReport) -> list[object]:
    kinds = Counter(skipped.kind for skipped in one.rows_skipped)
    skipped = t("charts.list_comma").join(
        t(
            "upload.skipped_kind",
            kind=t(f"upload.kind_{kind}"),
            count=count,
            rows=_rows([each.row for each in one.rows_skipped if each.kind == kind]),
        )
        for kind, count in kinds.items()
    )
    columns = (
        t("charts.list_comma").join(
            t("upload.column", heading=heading, field=contracts()[one.table].field(name).title)
            for name, heading in one.columns.items()
        )
        if one.table
        else ""
    )
    name = contracts()[one.table].title.text(lang()) if one.table else t("upload.unknown")
    rows = (one.rows_loaded, one.rows_new, one.rows_changed, one.rows_unchanged, one.rows_rejected)
    return [one.name, name, mapping.sure(one), one.header_rows, *rows, skipped or "—", columns]


def _rejects(rejects: Sequence[Reject], chosen: Any) -> None:
    heads = [t(f"upload.{one}") for one in ("sheet", "row", "column_name", "value", "reason")]
    rows = [[one.sheet, one.row, one.column, one.value, one.reason.text(lang())] for one in rejects]
    with page.card("rejects", t("upload.rejects_title", count=len(rejects)), t("upload.rejects_note")):
        ready.html(plain(heads, rows[:SHOWN_REJECTS], [1]))
        if len(rows) > SHOWN_REJECTS:
            st.caption(t("upload.rejects_more", shown=SHOWN_REJECTS, count=len(rows)))
        with st.container(horizontal=True):
            if Path(chosen.name).suffix.lower().removeprefix(".") not in BOUNDARIES:
                st.download_button(
                    t("upload.give_back"),
                    lambda: _given_back(chosen, rejects),
                    file_name=t("open_rejects.file_name", stem=Path(chosen.name).stem),
                    mime=MEDIA_TYPE,
                    type="primary",
                    icon=":material/edit_document:",
                    help=t("upload.give_back_help"),
                    on_click="ignore",
                    key="give_back",
                )
            st.download_button(
                t("upload.rejects_download"),
                csv_of(heads, rows),
                file_name="rejects.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
                key="rejects_csv",
            )


def _given_back(chosen: Any, rejects: Sequence[Reject]) -> bytes:
    """Read again only when it is asked for: a rehearsal need not hold the whole file."""
    with _as_file(chosen) as path:
        return importing.given_back(read_file(path), rejects, lang())


def _rows(numbers: Sequence[int], most: int = 5) -> str:
    shown = ", ".join(str(one) for one in numbers[:most])
    return shown if len(numbers) <= most else f"{shown} …"


def _table_name(name: str) -> str:
    return contracts()[name].title.text(lang()) if name else t("upload.recognise")
