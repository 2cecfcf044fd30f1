"""The colours of the slides: those of the pages, and lighter ones for lights on a dark background."""
from __future__ import annotations

from pptx.dml.color import RGBColor

NAVY = "#12305C"
INK = "#1B2A3D"
GREY = "#5A6B80"
GREY_LINE = "#8A99AC"
GREY_PALE = "#E4E9F0"
RULE = "#D5DCE5"
WHITE = "#FFFFFF"
NO_DATA = "#E4E9F0"
ACCENTS = ("#1F5FBF", "#E08A1E", "#1B9E77", "#8E5BB5", "#5B7083", "#6FB1FF")

# A light has a shape too (queries.lights): it must also be read in grey print.
LIGHTS = {"green": "#0B7A4B", "yellow": "#9A5B00", "red": "#B3261E"}
LIGHTS_ON_DARK = {"green": "#6FE0AE", "yellow": "#FFC86B", "red": "#FF9C93"}


def rgb(colour: str) -> RGBColor:
    """A colour written #RRGGBB."""
    return RGBColor.from_string(colour.lstrip("#"))


def brightness(colour: str) -> float:
    """Relative luminance from 0 (black) to 1 (white), as WCAG reckons it."""
    parts = [int(colour.lstrip("#")[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
