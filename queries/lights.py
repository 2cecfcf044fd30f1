"""What a light says: whether a value has one, and the word that stands beside its colour."""
from __future__ import annotations

from data.language import label
from queries import changes
from queries.catalogue import Indicator
from queries.changes import Target
from queries.series import Value

SHAPES = {"green": "●", "yellow": "▲", "red": "■"}


def of(value: Value) -> Target | None:
    """The standing target that lights a value; None where there is none, and on a small base."""
    target = None if value.small_base else changes.standing_target(value)
    return target if target and target.light else None


def word(indicator: Indicator, target: Target, lang: str) -> str:
    """达标, 接近目标, 未达标, 差距较大 of a standing target; 正常, 滞后, 严重滞后 of a year's task."""
    kind = "slightly" if target.note else "light"
    if is_standing(indicator, target):
        kind = "met" if behind(indicator, target) <= 0 else "standing"
    return label(f"cards.{kind}_{target.light}").text(lang)


def is_standing(indicator: Indicator, target: Target) -> bool:
    """Whether a target holds at any time of the year (a rate of 95 %), rather than being a year's task."""
    return indicator.target is not None and target.annual == indicator.target


def behind(indicator: Indicator, target: Target) -> float:
    """How far the wrong side of a standing target, in the indicator's own unit; 0 or less when it is met."""
    lead = target.lead_points or 0
    return lead if indicator.better == "lower" else -lead
