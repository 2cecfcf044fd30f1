"""Text that came with a file, made to show as it is where Streamlit would take it for Markdown.

A cell that says ![](http://…) would otherwise make every reader's browser ask that address for a picture.
"""

from __future__ import annotations

import re

_MEANS_SOMETHING = re.compile(r"([\\`*_\[\]<>$:~#|!])")


def inert(text: str) -> str:
    """The text with a backslash before every character that Markdown, or Streamlit in it, would read as its own."""
    return _MEANS_SOMETHING.sub(r"\\\1", text)
