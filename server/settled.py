"""What Streamlit works out anew for every run of a script although it never changes while the server runs.

The colours and fonts of .streamlit/config.toml are read option by option for six sections at every run, which takes as
long as the whole of an empty script. They are told once and copied from then on.
"""
from __future__ import annotations

from functools import cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

_worked_out = app_session._populate_theme_msg


def settle() -> None:
    """From now on the theme is told from memory; for a server that has read its settings."""
    app_session._populate_theme_msg = _told


def _told(msg: CustomThemeConfig, section: str = "theme") -> None:
    kept = _kept(section)
    if kept.ListFields():  # an empty one must stay absent
        msg.MergeFrom(kept)


@cache
def _kept(section: str) -> CustomThemeConfig:
    message = CustomThemeConfig()
    _worked_out(message, section)
    return message
