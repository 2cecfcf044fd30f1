"""A definition in words: what the page of definitions and every workbook say about an indicator."""
from __future__ import annotations

from data.contracts import contracts
from data.language import label
from queries.catalogue import Indicator, catalogue
from queries.settings import settings


def facts(indicator: Indicator, lang: str) -> list[tuple[str, str]]:
    """What a definition says, as (name, text); what does not apply is left out."""
    comma = label("charts.list_comma").text(lang)
    said = [
        ("question", indicator.question.text(lang)),
        ("numerator", indicator.numerator.text(lang)),
        ("denominator", indicator.denominator.text(lang) if indicator.denominator else ""),
        ("parts", _parts(indicator, lang)),
        ("unit", indicator.unit.text(lang)),
        ("better", label(f"definitions.better_{indicator.better}").text(lang)),
        ("over_time", label(f"definitions.over_time_{indicator.over_time}").text(lang)),
        ("settling", f"{indicator.settling}" if indicator.settling else ""),
        ("band", "–".join(f"{end:g}" for end in indicator.band or ())),
        ("target", f"{indicator.target:,.10g}" if indicator.target is not None else ""),
        ("small_base", f"{indicator.small_base:g}" if indicator.is_rate else ""),
        ("follows", comma.join(_settings(indicator, lang))),
        ("tables", comma.join(contracts()[one].title.text(lang) for one in sorted(indicator.tables))),
        ("source", indicator.source),
        ("reviewed", indicator.reviewed.isoformat()),
        ("id", indicator.id),
    ]
    return [(label(f"definitions.{name}").text(lang), text) for name, text in said if text]


def _parts(indicator: Indicator, lang: str) -> str:
    return " + ".join(f"{weight:g} × {catalogue()[name].title.text(lang)}" for weight, name in indicator.combine)


def _settings(indicator: Indicator, lang: str) -> list[str]:
    """The settings that the number itself follows, with their values."""
    return [
        label("definitions.set_to", setting=one.title, value=one.text(lang)).text(lang)
        for one in settings().by_id.values()
        if one.id in indicator.settings and not one.is_only_shown
    ]
