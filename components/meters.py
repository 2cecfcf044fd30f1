"""Bars of shares as HTML: how much of a whole is done, and where it should stand by now.

Their texts wrap on a phone and grow on the wall, which those of a drawn chart do not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from components import theme
from data.language import label
from queries.changes import Target
from queries.series import SIGNS, Value, number


def pace(targets: Sequence[tuple[str, Target]], lang: str) -> str:
    """Annual targets: name, light and share, the bar with a tick where the year stands, and the gap in words."""
    return "".join(_pace(name, target, lang) for name, target in targets)


def shares(values: Sequence[Value], lang: str, names: Sequence[str] | None = None) -> str:
    """Shares of one hundred under one another, each with what it is made of; `names` where they are one indicator's."""
    names = names or [one.indicator.title.text(lang) for one in values]
    return "".join(
        meter(
            name,
            f"<b>{escape(with_base(one, lang))}</b>",
            one.value or 0,
            note=one.why.text(lang) if one.why else "",
        )
        for name, one in zip(names, values, strict=True)
    )


def steps(counts: Sequence[tuple[str, float | None, str]]) -> str:
    """How many are left at each step, as bars of the widest: name, count (None: not known), text."""
    widest = max((count or 0 for _, count, _ in counts), default=0) or 1
    return "".join(
        meter(name, f"<b>{escape(text)}</b>", (count or 0) / widest * 100, None, theme.ACCENT, "")
        for name, count, text in counts
    )


def bar(name: str, said: str, share: float, colour: str) -> str:
    """One share of a whole, with what it is in words at its end."""
    return meter(name, f"<b>{escape(said)}</b>", share, None, colour, "")


def with_base(value: Value, lang: str) -> str:
    """85.7%（12/14）: a share with what it is made of, even where the base is not small."""
    shown = value.display(lang)
    if value.value is None or value.small_base or value.denominator is None:
        return shown
    return label(
        "value.base",
        text=shown,
        numerator=number(value.numerator, 0),
        denominator=number(value.denominator, 0),
    ).text(lang)


def pace_text(target: Target, lang: str) -> str:
    """已完成556 / 700人，还差144人，慢于序时3.9个百分点，后2个月每月需72人: what is done, missing, ahead, needed."""
    unit = target.unit.text(lang)
    derived = label("meters.derived").text(lang) if target.is_derived else ""
    done = label("meters.done", done=amount(target.done or 0), annual=amount(target.annual), unit=unit).text(lang)
    gap = label("meters.gap", gap=amount(target.gap), unit=unit) if target.gap else label("meters.reached")
    said = [done + derived, gap.text(lang), lead_text(target, lang)]
    if target.gap and target.needed_per_month:
        is_counted = target.done == round(target.done or 0)  # people and projects come whole
        needed = math.ceil(target.needed_per_month) if is_counted else target.needed_per_month
        said.append(label("meters.needed", needed=amount(needed), unit=unit, left=target.months_left).text(lang))
    if target.has_plan:
        plan, even = f"{target.expected_share * 100:.1f}", f"{target.linear_share * 100:.1f}"
        said.append(label("meters.plan", plan=plan, even=even).text(lang))
    return label("meters.comma").text(lang).join([*said, *([target.note.text(lang)] if target.note else [])])


def lead_text(target: Target, lang: str) -> str:
    """慢于序时3.9个百分点: how far ahead of the pace or behind it."""
    lead = round(target.lead_points or 0, 1)
    key = "meters.on_pace" if lead == 0 else "meters.ahead" if lead > 0 else "meters.behind"
    return label(key, points=f"{abs(lead):.1f}").text(lang)


def amount(number_: float) -> str:
    """1,446.08 or 144: as many decimals as money has, none where there are none."""
    return number(number_, 0 if round(number_, 2) == round(number_) else 2)


def _pace(name: str, target: Target, lang: str) -> str:
    shape, colour = theme.LIGHTS[target.light] if target.light else ("", theme.GREY_LINE)
    share = (target.share or 0) * 100
    sign = SIGNS[target.bound]
    light = f'<span class="light {target.light or ""}">{shape} {sign}{share:.1f}%</span>'
    even = target.linear_share * 100 if target.has_plan else None
    return meter(name, light, share, target.expected_share * 100, colour, pace_text(target, lang), even)


def meter(
    name: str,
    said: str,
    share: float,
    expected: float | None = None,
    colour: str = theme.ACCENT,
    note: str = "",
    even: float | None = None,
) -> str:
    """A bar of a share of one hundred: its name, what is said of it (HTML), a tick where it should stand, a note.

    A pale tick stands where the year would be, month by month alike.
    """
    tick = f'<u style="left:{min(expected, 100):.1f}%"></u>' if expected is not None else ""
    tick += f'<u class="even" style="left:{min(even, 100):.1f}%"></u>' if even is not None else ""
    return (
        f'<div class="meter"><div class="meter-head"><span>{escape(name)}</span>{said}</div>'
        f'<div class="meter-bar"><i style="width:{min(max(share, 0), 100):.1f}%;background:{colour}"></i>{tick}</div>'
        + (f'<div class="meter-note">{escape(note)}</div></div>' if note else "</div>")
    )
