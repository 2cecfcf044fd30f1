"""Numbers that must never be made, read from refusals.toml: what they would be made of, and why there is none."""
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any, Literal, get_args

from data.database import Database
from data.language import Label
from data.metrics import metrics
from queries.catalogue import Indicator, catalogue
from queries.periods import Period
from queries.published import Figure, figures

FILE = Path(__file__).with_name("refusals.toml")
Kind = Literal["ratio", "sum", "mean"]
KEYS = {"id", "zh", "en", "kind", "parts", "why_zh", "why_en"}


class RefusalError(Exception):
    """The list of refusals is wrong; the message names the entry."""


@dataclass(frozen=True)
class Refusal:
    """A number that is never made. `parts` are metrics or indicators; `forbids_pairs`: nor drawn side by side."""

    id: str
    title: Label
    kind: Kind
    parts: tuple[str, ...]
    why: Label
    forbids_pairs: bool

    def part_titles(self) -> list[Label]:
        """What the parts are called."""
        return [catalogue()[one].title if one in catalogue() else metrics()[one].label for one in self.parts]


@cache
def refusals() -> dict[str, Refusal]:
    """Every refusal by id; raises RefusalError."""
    found = [_refusal(raw) for raw in tomllib.loads(FILE.read_text("utf-8"))["refusals"]]
    names = [one.id for one in found]
    if twice := {name for name in names if names.count(name) > 1 or name in catalogue()}:
        raise RefusalError(f"{', '.join(sorted(twice))}: stands twice, or is an indicator")
    return {one.id: one for one in found}


def refused_pair(first: Indicator, second: Indicator) -> Refusal | None:
    """The reason why two indicators must not be held against one another; None when they may."""
    return next(
        (
            one for one in refusals().values() if one.forbids_pairs
            for left, right in permutations(one.parts, 2)
            if left in _counted(first) and right in _counted(second)
        ),
        None,
    )


def known_parts(database: Database, refusal: Refusal, area_code: str, period: Period) -> list[Figure]:
    """The reported figures that the refused number would be made of: those may be said, one by one."""
    return [
        one for one in figures(database, area_code)
        if one.metric_id in refusal.parts and one.first <= period.end and one.last >= period.start
    ]


def _counted(indicator: Indicator) -> set[str]:
    """What an indicator stands for: itself, and every metric that is by itself a numerator of it."""
    return {indicator.id, *(top[0] for _, top, _ in indicator.statistic if len(top) == 1)}


def _refusal(raw: dict[str, Any]) -> Refusal:
    if set(raw) - KEYS - {"pair"} or not all(raw.get(key) for key in KEYS):
        raise RefusalError(f"{raw.get('id')}: needs {', '.join(sorted(KEYS))} and may have pair")
    if raw["kind"] not in get_args(Kind) or len(raw["parts"]) < 2:
        raise RefusalError(f"{raw['id']}: kind is one of {', '.join(get_args(Kind))}, of at least two parts")
    if unknown := [one for one in raw["parts"] if one not in metrics() and one not in catalogue()]:
        raise RefusalError(f"{raw['id']}: no metric and no indicator is named {', '.join(unknown)}")
    return Refusal(raw["id"], Label(raw["zh"], raw["en"]), raw["kind"], tuple(raw["parts"]),
                   Label(raw["why_zh"], raw["why_en"]), raw.get("pair", True))
