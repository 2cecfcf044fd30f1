"""Colours and their one meaning each, and the style sheet.

One accent, greys for context; green, amber and red are kept for lights and for better or worse, and always come
with a shape and a word, so that they also read in grey print and to a colour-blind eye. All text colours have a
contrast of at least 4.5 : 1 on white.
"""

from __future__ import annotations

from pathlib import Path

from components import ready
from components.language import lang
from data.language import label
from queries.lights import SHAPES

ACCENT = "#1F5FBF"
ACCENT_PALE = "#B9CFEE"
INK = "#1B2A3D"
GREY = "#5A6B80"
GREY_LINE = "#8A99AC"
GREY_PALE = "#E4E9F0"
GOOD = "#0B7A4B"
WARN = "#9A5B00"
BAD = "#B3261E"

FONT = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, Source Han Sans SC, sans-serif"

LIGHTS = {light: (SHAPES[light], colour) for light, colour in (("green", GOOD), ("yellow", WARN), ("red", BAD))}

# Dwellings by status: an empty one is pale, one that is let stands out.
DWELLINGS = {"occupied": "#7FA8DC", "rented": "#6B3FA0", "vacant": "#D5DCE5", "other": "#8A7F66"}

SHEET = Path(__file__).with_name("street.css").read_text("utf-8")
# In one line, for Streamlit works over the lines of any HTML; with what a list says of which nothing matches, for which
# Streamlit has English words only. A browser keeps each language's sheet.
STYLES = {
    one: f"<style>{' '.join(SHEET.split())} :root {{ --no-match: '{label('filters.no_match').text(one)}'; }}</style>"
    for one in ("zh", "en")
}

# Addresses of files in static/, so that no run reads them.
ICON = "/app/static/icon.png"
LOGO = "/app/static/logo.png"


def apply() -> None:
    """Puts the style sheet on the page."""
    ready.html(STYLES[lang()])
