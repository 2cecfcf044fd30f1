"""What the check of a press text finds: one Finding for each figure."""
from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from data.language import Label, label

Verdict = Literal["fits", "not_fits", "no_number", "ambiguous", "unknown"]
VERDICTS: tuple[Verdict, ...] = ("fits", "not_fits", "no_number", "ambiguous", "unknown")
MOST = 50_000  # characters of a text


@dataclass(frozen=True)
class Finding:
    """What is known of one figure of the text.

    `start` and `end` are its place, `line` counts from 1. `title` is what it was taken for; `exact` the number of the
    database in the unit of the figure, `exact_shown` how it is printed, of which area and `period` (its code).
    `candidates` are the things that it may be of where that is not sure; `suggestion` a wording that fits.
    """

    start: int
    end: int
    line: int
    text: str
    words: str
    verdict: Verdict
    title: Label | None = None
    indicator: str | None = None
    metric: str | None = None
    area_code: str = ""
    area: str = ""
    period: str = ""
    exact: float | None = None
    exact_shown: str = ""
    why: Label | None = None
    candidates: tuple[Label, ...] = ()
    suggestion: str = ""


def as_json(one: Finding, lang: str = "zh") -> dict[str, Any]:
    """The finding as plain data, its texts in one language."""
    said = asdict(one)
    for key in ("title", "why"):
        found: Label | None = getattr(one, key)
        said[key] = found.text(lang) if found else None
    return said | {"candidates": [each.text(lang) for each in one.candidates]}


class TooLong(Exception):
    """The text is longer than is checked at once; `label` says so."""

    def __init__(self) -> None:
        self.label = label("press.too_long", most=MOST)
        super().__init__(self.label.zh)
