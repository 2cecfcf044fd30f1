"""The texts of the screens, in the language this visitor has chosen.

All wording stands in data/texts/*.toml; no page and no component spells a Chinese or English sentence itself.
"""

from __future__ import annotations

from contextvars import ContextVar

import streamlit as st

from data.contracts import contracts
from data.language import LANGUAGES, Language, label

DEFAULT: Language = "zh"
# A page asks for a hundred texts; the session's state is too slow to be asked each time.
_of_this_run: ContextVar[Language | None] = ContextVar("language", default=None)


def lang() -> Language:
    """The visitor's language: the switch, else `?lang=`, else Chinese."""
    return _of_this_run.get() or _chosen()


def settle() -> None:
    """Fixes the language for the rest of this run of the script, which has a thread of its own."""
    _of_this_run.set(_chosen())


def _chosen() -> Language:
    chosen = st.session_state.get("lang", DEFAULT)
    return chosen if chosen in LANGUAGES else DEFAULT


def t(key: str, /, **values: object) -> str:
    """The text `section.key` in the visitor's language, its values filled in."""
    return label(key, **values).text(lang())


def enum_text(table: str, field: str, value: object, language: str) -> str:
    """How a stored enumeration value is shown; a value the contract does not know is shown as it is."""
    for one in _enum(table, field):
        if one.value == value:
            return one.en if language == "en" else one.zh
    return str(value)


def _enum(table: str, field: str) -> tuple:
    try:
        return contracts()[table].field(field).enum
    except (KeyError, LookupError):
        return ()
