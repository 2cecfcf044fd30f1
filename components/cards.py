"""Headline cards: one number, what it is compared with, where it stands against its target, and how it is computed.

A row of cards is one piece of HTML, remembered until the next import: as native elements ten cards are seventy
messages to the browser, and home would take three times as long. They unfold without asking the server.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from components import ready
from components.card_face import Card, card_html
from components.view import View, trace_address
from data.database import Database
from queries import changes, series, signals, sources, worklists
from queries.catalogue import ALL, catalogue
from queries.periods import Period, add_months, month_end

HISTORY = 13  # months of a spark line: the same month last year is its first point


def headlines(view: View, indicators: Sequence[str], most: int | None = None) -> None:
    """A row of cards, as many beside one another as the screen holds; unknown indicators are left out.

    With `most` the first of the list that have a number, that many at most, as compact cards.
    """
    names = tuple(one for one in indicators if one in catalogue())
    part = view.part if view.part != ALL else view.ask(largest_part, names, view.area_code)
    if most:
        names = view.ask(with_numbers, names, view.area_code, view.period, most, part)
    names = view.ask(telling, names, view.area_code, view.period, view.topic, part)
    compact = bool(most)
    ready.html(view.ask(row_html, names, view.area_code, view.period, view.lang, view.comparison, part, compact))


def largest_part(database: Database, names: tuple[str, ...], area_code: str) -> str:
    """The list a card speaks of where lists are never pooled: the largest that the area has, which the card names."""
    apart = next((name for name in names if not catalogue()[name].pooled), None)
    return next(iter(series.parts(database, apart, area_code)), ALL) if apart else ALL


def with_numbers(
    database: Database, names: tuple[str, ...], area_code: str, period: Period, most: int, part: str = ALL
) -> tuple[str, ...]:
    """The first of the names that have a number, in their order, filled up with those that have none."""
    known = [one.value is not None for one in series.values(database, names, area_code, [period], part)]
    chosen = sorted(range(len(names)), key=lambda at: not known[at])[:most]
    return tuple(names[at] for at in sorted(chosen))


def telling(
    database: Database, names: tuple[str, ...], area_code: str, period: Period, topic: str | None, part: str = ALL
) -> tuple[str, ...]:
    """The wanted indicators; where some have no number for this area, others of the topic that have one.

    A street that only published figures shows what it published; without any number nothing is replaced.
    """
    others = [one.id for one in catalogue().values() if topic in (None, one.topic) and one.id not in names]
    found = series.values(database, [*names, *others], area_code, [period], part)
    known = {one.indicator.id for one in found if one.value is not None}
    kept = [name for name in names if name in known]
    if not kept and not known:
        return names
    spare = [name for name in others if name in known][: len(names) - len(kept)]
    empty = [name for name in names if name not in known][: len(names) - len(kept) - len(spare)]
    return (*kept, *spare, *empty)


def row_html(
    database: Database,
    names: Sequence[str],
    area_code: str,
    period: Period,
    lang: str,
    comparison: str,
    part: str = ALL,
    compact: bool = False,
) -> str:
    """The cards of these indicators for one area and period."""
    return '<div class="kpis{}">{}</div>'.format(
        " compact" if compact else "",
        "".join(
            card_html(
                one,
                lang,
                comparison,
                definition_link(one.indicator.id, area_code, period, lang),
                trace_address(one.indicator.id, area_code, period, lang, one.value.breakdown),
            )
            for one in cards(database, names, area_code, period, part)
        ),
    )


def cards(
    database: Database, names: Sequence[str], area_code: str, period: Period, part: str = ALL
) -> list[Card]:
    """What the cards show; the values in five queries however many cards there are."""
    months = [Period(one, month_end(one), "month") for one in history_of(period).months()]
    history = series.values(database, names, area_code, months, part)
    previous = changes.changes(database, names, area_code, period, "previous", part)
    last_year = changes.changes(database, names, area_code, period, "last_year", part)
    targets = changes.targets(database, names, area_code, period, part)
    files = worklists.files(database)
    charts = signals.charts(database, names, area_code, period, part)
    return [
        Card(
            catalogue()[name],
            previous[i].now,
            previous[i],
            last_year[i],
            tuple(one.value for one in history[i * HISTORY : (i + 1) * HISTORY]),
            targets[i],
            tuple(files.get(one, one) for one in sources.batches(database, name, area_code, period)),
            charts[i],
        )
        for i, name in enumerate(names)
    ]


def history_of(period: Period) -> Period:
    """The thirteen months up to the end of the period."""
    last = period.end.replace(day=1)
    return Period.between(add_months(last, 1 - HISTORY), month_end(last))


def definition_link(indicator: str, area_code: str, period: Period, lang: str) -> str:
    """The address of 指标口径 with this definition open, and the way back to the same area and period."""
    return "definitions?" + urlencode(
        {"find": indicator, "area": area_code, "period": period.code, **({"lang": lang} if lang != "zh" else {})}
    )
