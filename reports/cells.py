"""What may stand in a cell of a file that a spreadsheet opens."""
from __future__ import annotations

from data.spreadsheet import FORMULA_STARTS


def neutral(text: str) -> str:
    """The text, with a quote before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
