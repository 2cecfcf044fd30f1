"""Whether a number of the database may be printed as a figure is worded, and which wordings it allows."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from queries.periods import Period
from queries.press_figures import Printed
from queries.series import HIGHER, LOWER
from queries.wording import CLOSE, fits, nearly, written

ROUNDING = 1e-5  # of a number that was computed rather than counted
_YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


@dataclass(frozen=True)
class Known:
    """One number of the database. `is_divided`: it is printed rounded."""

    value: float
    bound: int
    shown: str
    period: Period
    area_code: str
    is_divided: bool = False


def may_be(one: Printed, known: Known) -> bool:
    """Whether the number, in the unit of the figure, may be printed so.

    What was divided is rounded to as many places as are printed. A number that is itself known only roughly fits
    its own wording, and any that holds at both ends of where it may lie.
    """
    if known.bound and known.bound == one.bound and round(known.value, 6) == round(one.value, 6):
        return True
    if known.is_divided and not one.bound:
        return rounded(known.value, one.decimals) == Decimal(str(one.value))
    if not one.bound and not known.bound and abs(known.value - one.value) <= ROUNDING * abs(known.value):
        return rounded(known.value, one.decimals) == Decimal(str(one.value))
    times = _YUAN.get(one.unit, 1)
    value = Decimal(str(round(known.value, 6)))
    return all(bool(fits(float(end * times), one.wording)) for end in _ends(value, known.bound))


def rounded(value: float, decimals: int) -> Decimal:
    """To so many decimals, halves away from zero as reports round."""
    return Decimal(str(round(value, 9))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def suggestion(one: Printed, exact: float, is_divided: bool) -> str:
    """Wordings that the number allows, in the unit of the figure."""
    if is_divided:
        return f"{rounded(exact, max(one.decimals, 1)):f}{one.unit}"
    if exact <= 0:
        return f"{exact:,.10g}{one.unit}"
    said = [f"{exact:,.10g}{one.unit}", f"{written(exact)}{one.unit}"]
    said += [f"{near}{one.unit}"] if (near := nearly(exact)) else []
    return "、".join(dict.fromkeys(said))


def _ends(value: Decimal, bound: int) -> Sequence[Decimal]:
    """Where the true number may lie: itself, or from a little below to a little above."""
    if not bound:
        return (value,)
    low = value * (1 - CLOSE) if bound & LOWER else value
    high = value * (1 + CLOSE) if bound & HIGHER else value * Decimal("0.999")
    return low, high
