"""Who is asking: the person behind this run of a page, what the side bar says of them, and what they did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.language import t
from data import audit
from data.access import Person, local_administrator
from data.access import door as doors
from data.access.people import Right
from data.database import Database
from data.line import Away

# How the sessions begin in which the server opens pages by itself, before anybody asks (server/ahead.py). Nobody else
# is given such a name, and what such a run draws is sent to nobody.
_AHEAD = f"ahead-{uuid4().hex}"


def person() -> Person:
    """The person whose session runs this page; without one nothing more is run.

    Asked at every run, for a session ends, and rules change, while pages are open.
    """
    if (codes := _ahead_of()) is not None:
        return Person("", "", "presenter", codes)  # who reads the store itself, not a published copy of it
    door = doors.door()
    if door is None:
        st.error(t("access.no_guard"))
        st.stop()
    if not door.has_sign_in:
        return local_administrator()
    try:
        session = door.sessions.find(st.context.cookies.get(door.cookie))
    except Away:
        st.error(t("door.away"))
        st.stop()
    if session is None:
        st.error(t("access.no_session"))
        st.stop()
    return session.person


def session_ahead(codes: Sequence[str]) -> str:
    """The session in which the server opens pages ahead of whoever answers for these areas; without any, for all."""
    return " ".join([_AHEAD, *codes])


def _ahead_of() -> tuple[str, ...] | None:
    """The areas of those for whom this page is opened ahead; None where somebody runs it."""
    context = get_script_run_ctx(suppress_warning=True)
    name, *codes = context.session_id.split(" ") if context else ("",)
    return tuple(codes) if name == _AHEAD else None


def is_ahead() -> bool:
    """Whether nobody runs this page but the server itself."""
    return _ahead_of() is not None


def may(right: Right) -> bool:
    """Whether the person may do that."""
    return person().may(right)


def insist(right: Right) -> None:
    """Ends this run where the person may not do that: for callbacks, which a page's own checks do not reach."""
    if not person().may(right):
        st.error(t("access.not_allowed", role=role()))
        st.stop()


def role() -> str:
    """What the person's role is called."""
    return t(f"access.role_{person().role}")


def called() -> str:
    """The person as files and journals name them: 账号（角色）."""
    one = person()
    name = t("access.local") if one.is_local else one.account
    return t("access.signed_in", name=name, role=role())


def who() -> None:
    """In the side bar: who is signed in, for which areas, and the way out; or that only this machine is served."""
    one, door = person(), doors.door()
    with st.container(key="who", gap="xsmall"):
        if one.is_local:
            st.text(t("access.local"))
            st.caption(t("access.local_note"))
            return
        st.text(t("access.signed_in", name=one.name, role=role()))
        st.button(t("access.sign_out"), key="sign_out", icon=":material/logout:", on_click=st.logout, type="tertiary")
    if door and door.sessions.is_cut_off:
        st.warning(t("access.cut_off"))
    if door and door.problem and one.may("administer"):
        st.error(t("access.rules_wrong", problem=door.problem.said))


def again() -> Callable[[], Person | None]:
    """Asks later, and from anywhere, who this session belongs to by then; None when it has ended."""
    door = doors.door()
    if door is None or not door.has_sign_in:
        return local_administrator
    sessions, ticket = door.sessions, st.context.cookies.get(door.cookie)

    def asked() -> Person | None:
        session = sessions.find(ticket)
        return session.person if session else None

    return asked


def remember(
    database: Database, action: str, *, by: Person | None = None, area_code: str | None = None, **detail: Any
) -> None:
    """Enter into the audit log what this person did; what changes the store is entered by whatever changes it."""
    one = by or person()
    audit.record(database, action, account=one.account, role=one.role, area_code=area_code, detail=detail)
