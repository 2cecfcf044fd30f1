"""What a headline card looks like, as HTML made by pure functions: its face, and how its number is computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from components import lights, theme
from components.tables import Markup, plain, signal
from data.language import label
from queries import series
from queries.catalogue import ALL, Indicator
from queries.changes import Change, Target
from queries.series import Value
from queries.signals import Chart

STROKE = "vector-effect='non-scaling-stroke'"


@dataclass(frozen=True)
class Card:
    """Everything one card says. `files` are the names of the files its number rests on."""

    indicator: Indicator
    value: Value
    previous: Change
    last_year: Change
    history: tuple[float | None, ...]
    target: Target | None
    files: tuple[str, ...] = ()
    chart: Chart | None = None


def card_html(one: Card, lang: str, comparison: str, definition: str, trace: str) -> str:
    """A card: its face, and unfolding on request how it is computed.

    `definition` is the address of 指标口径, `trace` that of the panel 数从何来, which the face itself leads to.
    """
    words = ("cards.how", "cards.to_definition", "trace.open")
    how, open_it, follow = (escape(label(key).text(lang)) for key in words)
    return (
        f'<section class="kpi"><a class="trace" href="{escape(trace)}" title="{follow}">'
        f"{face(one, lang, comparison)}</a>"
        f'<details class="how"><summary>{how}</summary><div class="how-panel">'
        f'<a href="{escape(definition)}">{open_it}</a>{explanation(one, lang)}</div></details></section>'
    )


def face(one: Card, lang: str, comparison: str) -> str:
    """The card as HTML: name and light, value, the comparisons (the chosen one first), spark line, target."""
    return (
        '<div class="kpi-face">'
        f'<div class="kpi-head"><span class="kpi-name">{escape(one.indicator.title.text(lang))}</span>'
        f"{light(one, lang)}</div>{_part(one.value, lang)}"
        f'<div class="kpi-value">{_value(one.value, lang)}</div>'
        f"{_changes(one, comparison, lang)}{_mark(one, lang)}"
        f"{_picture(one.history, lang)}"
        f'<div class="kpi-target">{escape(target_text(one, lang))}</div>'
        "</div>"
    )


def _part(value: Value, lang: str) -> str:
    """班子成员清单: which part the number tells of, where the parts are never pooled."""
    if value.breakdown == ALL:
        return ""
    return f'<div class="kpi-part">{escape(value.indicator.part_name(value.breakdown).text(lang))}</div>'


def _mark(one: Card, lang: str) -> str:
    """正常波动 · 稳定达标: whether the last month is more than its ordinary variation, and how a target is kept."""
    return "" if one.value.value is None else signal(one.chart, lang)


def light(one: Card, lang: str) -> str:
    """● 正常 / ▲ 滞后 / ■ 严重滞后: a shape, a word and a colour; nothing where there is no target.

    What is behind by less than the yellow gap says so, with the setting's note on hover.
    """
    target = one.target
    if target is None or target.light is None:
        return ""
    shape, _ = theme.LIGHTS[target.light]
    word = lights.word(one.indicator, target, lang)
    hint = f' title="{escape(target.note.text(lang))}"' if target.note else ""
    return f'<span class="light {target.light}"{hint}>{shape} {escape(word)}</span>'


def target_text(one: Card, lang: str) -> str:
    """全年 1,200人，已完成 92.3%，快于序时 9.0个百分点; of a standing target whether it is met."""
    target = one.target
    if target is None:
        return ""
    derived = label("meters.derived_mark").text(lang) if target.is_derived else ""
    annual = f"{target.annual:,.10g}{unit_text(one.indicator, lang)}{derived}"
    if target.lead_points is None:
        return label("cards.target_only", annual=annual).text(lang)
    if lights.is_standing(one.indicator, target):
        return _standing_text(one.indicator, lights.behind(one.indicator, target), annual, lang)
    lead = round(target.lead_points, 1)
    key = "cards.target_on" if lead == 0 else "cards.target_ahead" if lead > 0 else "cards.target_behind"
    share = f"{series.SIGNS[target.bound]}{(target.share or 0) * 100:.1f}"
    return label(key, annual=annual, share=share, points=f"{abs(lead):.1f}").text(lang)


def _standing_text(indicator: Indicator, behind: float, annual: str, lang: str) -> str:
    if behind <= 0:
        return label("cards.target_met", annual=annual).text(lang)
    if indicator.is_percent:
        return label("cards.target_short_points", annual=annual, points=f"{behind:.1f}").text(lang)
    key = "cards.target_over" if indicator.better == "lower" else "cards.target_short"
    return label(key, annual=annual, amount=f"{behind:,.10g}{unit_text(indicator, lang)}").text(lang)


def unit_text(indicator: Indicator, lang: str) -> str:
    """The unit as it stands behind a number."""
    if indicator.is_percent:
        return "%"
    return indicator.unit.zh if lang == "zh" else f" {indicator.unit.en}"


def mood(change: Change) -> str:
    """good, bad or neutral: up is good only where higher is better."""
    return {True: "good", False: "bad", None: "neutral"}[change.good]


def compared(one: Card) -> list[tuple[str, Change]]:
    """The comparisons that are fair: a year so far is held against last year's only."""
    both = [("previous", one.previous), ("last_year", one.last_year)]
    return both[1:] if one.value.period.is_cumulative else both


def explanation(one: Card, lang: str) -> str:
    """What stands behind one number, as a table."""
    now, indicator = one.value, one.indicator
    before = [
        f"{label(f'cards.{kind}').text(lang)}: {change.before.period.dates.text(lang)} · {change.before.display(lang)}"
        for kind, change in compared(one)
    ]
    unclear = [change.why.text(lang) for _, change in compared(one) if change.why]
    said = [
        ("definitions.question", indicator.question.text(lang)),
        ("definitions.numerator", _component(indicator.numerator.text(lang), now.numerator)),
        (
            "definitions.denominator",
            _component(indicator.denominator.text(lang), now.denominator) if indicator.denominator else "",
        ),
        ("cards.result", now.display(lang, with_unit=True)),
        ("cards.why", now.why.text(lang) if now.why else ""),
        ("cards.caveat", now.note.text(lang) if now.note else ""),
        ("cards.bound", label(f"cards.bound_{now.bound}").text(lang) if now.value is not None else ""),
        ("filters.period", now.period.dates.text(lang)),
        ("filters.compare", "\n".join(before)),
        ("cards.not_comparable", "\n".join(dict.fromkeys(unclear))),
        ("cards.files", "\n".join(dict.fromkeys(one.files)) or label("cards.no_files").text(lang)),
    ]
    return plain(
        [label("definitions.item").text(lang), label("definitions.content").text(lang)],
        [
            (Markup(f"<b>{escape(label(key).text(lang))}</b>"), Markup(escape(text).replace("\n", "<br>")))
            for key, text in said
            if text
        ],
    )


def _component(name: str, amount: float | None) -> str:
    return f"{name}: {series.number(amount, 0 if amount is None or amount == round(amount) else 2)}"


def spark(history: Sequence[float | None], width: int = 220, height: int = 40) -> str:
    """The course of the months as an SVG: a line with gaps where data lack, its last point marked."""
    known = [one for one in history if one is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    step, tall = (width - 18) / (len(history) - 1), (high - low) or 1
    points = [
        None if one is None else (9 + i * step, height - 5 - (one - low) / tall * (height - 10))
        for i, one in enumerate(history)
    ]
    course = "".join("M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in run) for run in _runs(points))
    x, y = next(point for point in reversed(points) if point)
    # A stretched circle would be an ellipse; a line of no length with a round end stays a dot.
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' preserveAspectRatio='none'>"
        f"<g fill='none' stroke='{theme.ACCENT}' stroke-linejoin='round' stroke-linecap='round'>"
        f"<path stroke-width='2' {STROKE} d='{course}'/><path stroke-width='7' {STROKE} d='M{x:.1f} {y:.1f}h0'/>"
        "</g></svg>"
    )


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _picture(history: Sequence[float | None], lang: str) -> str:
    svg = spark(history)
    if not svg:
        return '<div class="kpi-spark"></div>'
    data = quote(svg, safe=" =:/'-.,")  # shorter than in base64, and much shorter once it is compressed
    words = escape(label("cards.spark", months=len(history)).text(lang))
    return f'<img class="kpi-spark" alt="{words}" title="{words}" src="data:image/svg+xml,{data}">'


def _value(value: Value, lang: str) -> str:
    """The number large, what it is made of small; where there is none, why."""
    shown = escape(value.display(lang))
    if value.value is None:
        why = value.why.text(lang) if value.why else ""
        return f'<span class="none">{shown}</span><span class="why">{escape(why)}</span>'
    number, bracket, base = shown.partition("（" if lang == "zh" else " (")
    unit = "" if value.indicator.is_percent else unit_text(value.indicator, lang)
    note = f'<span class="why">{escape(value.note.text(lang))}</span>' if value.note else ""
    return f"{number}<small>{escape(unit)}{bracket}{base}</small>{note}"


def _changes(one: Card, comparison: str, lang: str) -> str:
    """Both comparisons, the chosen one first, of a year so far last year's; without a value there is none."""
    if one.value.value is None:
        return ""
    shown = sorted(compared(one), key=lambda pair: pair[0] != comparison)
    return f'<div class="kpi-changes">{"".join(_change(kind, change, lang) for kind, change in shown)}</div>'


def _change(kind: str, change: Change, lang: str) -> str:
    """One comparison: what it is called, the change in words, and on hover the exact dates or why there is none."""
    dates = label("cards.dates", now=change.now.period.dates, before=change.before.period.dates).text(lang)
    hint = f"{change.why.text(lang)} · {dates}" if change.why else dates
    arrow = {"up": "↑ ", "down": "↓ "}.get(change.direction or "", "")
    why = "" if change.comparable or not change.why else f'<span class="why">{escape(change.why.text(lang))}</span>'
    return (
        f'<div class="kpi-change" title="{escape(hint)}"><b>{escape(label(f"cards.{kind}").text(lang))}</b>'
        f'<span class="chip {mood(change)}">{arrow}{escape(change.text(lang))}</span>{why}</div>'
    )
