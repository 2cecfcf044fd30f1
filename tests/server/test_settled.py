"""What is told from memory is what Streamlit would have worked out."""
from __future__ import annotations

from streamlit import config
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session

from server import settled

SECTIONS = ("light", "dark", "sidebar", "light.sidebar", "dark.sidebar")


def _theme() -> bytes:
    message = NewSession()
    app_session._populate_theme_msg(message.custom_theme)
    for section in SECTIONS:
        place = message.custom_theme
        for name in section.split("."):
            place = getattr(place, name)
        app_session._populate_theme_msg(place, f"theme.{section}")
    return message.SerializeToString(deterministic=True)


def test_browsers_are_told_the_same_colours_and_fonts_at_every_run(monkeypatch) -> None:
    """Those of .streamlit/config.toml, and nothing of the sections that it leaves out."""
    config.get_config_options()
    worked_out = _theme()
    assert len(worked_out) > 100
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    settled.settle()
    assert app_session._populate_theme_msg is settled._told
    assert [_theme(), _theme()] == [worked_out, worked_out]
