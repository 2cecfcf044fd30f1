"""Lights: a shape, a word and a colour that say how a value stands against its target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from components import theme
from data.language import label
from queries.lights import behind, is_standing, of, word
from queries.series import Value

__all__ = ["behind", "is_standing", "of", "summary", "word"]


def summary(values: Sequence[Value], unit: str, lang: str) -> list[str]:
    """● 达标 5个  ▲ 未达标 2个（目标 95%）: how many areas have which light, as one sentence; none without a target."""
    lit = [(one, target) for one in values if (target := of(one))]
    if not lit:
        return []
    counts = Counter((target.light, word(one.indicator, target, lang)) for one, target in lit)
    said = [
        label("charts.light_count", shape=theme.LIGHTS[light][0], word=text, count=count).text(lang)
        for (light, text), count in counts.most_common()
        if light
    ]
    target_text = f"{lit[0][1].annual:,.10g}{unit}"
    return [label("charts.lights", lights="  ".join(said), target=target_text).text(lang)]
