"""Small hand-made values, changes and targets for the tests of what is drawn from them."""

from __future__ import annotations

from components.card_face import Card
from queries.catalogue import catalogue
from queries.changes import Change, Target, compared
from queries.periods import Period
from queries.series import Value

OCTOBER, SEPTEMBER = Period.month(2026, 10), Period.month(2026, 9)
LAST_OCTOBER = Period.month(2025, 10)


def rate(numerator: float | None, denominator: float | None, period: Period = OCTOBER, **more: object) -> Value:
    """An on-time closure rate made of n closed on time out of m closed."""
    share = None if numerator is None or not denominator else numerator / denominator * 100
    given = {"area_code": "990101001001", "area_name": "新华社区", **more}
    return Value(
        catalogue()["ontime_closure_rate"],
        period=period,
        numerator=numerator,
        denominator=denominator,
        value=share,
        **given,
    )  # type: ignore[arg-type]


def count(amount: float | None, period: Period = OCTOBER, name: str = "request_count", **more: object) -> Value:
    """A number of requests (or of what another indicator counts)."""
    given = {"area_code": "990101001001", "area_name": "新华社区", **more}
    return Value(catalogue()[name], period=period, numerator=amount, value=amount, **given)  # type: ignore[arg-type]


def card(
    now: Value,
    before: Value,
    year_ago: Value,
    target: Target | None = None,
    history: tuple[float | None, ...] = (1.0, 2.0, 3.0),
) -> Card:
    """A card that shows these."""
    return Card(now.indicator, now, compared(now, before), compared(now, year_ago), history, target)


def change(now: Value, before: Value) -> Change:
    return compared(now, before)
