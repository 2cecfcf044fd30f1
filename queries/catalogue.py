"""The catalogue: every indicator's definition, read from the header of its SQL file.

One file under queries/indicators/<topic>/ is one indicator. Its header is a block of `-- key: value` lines;
texts carry Chinese and English divided by ` | `. A missing or misspelled key fails here, with file and line.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from data.contracts import contracts
from data.database import views
from data.language import Label

FOLDER = Path(__file__).parent / "indicators"
TOPICS = {
    "commitment": 1,
    "service": 2,
    "renovation": 3,
    "employment": 4,
    "economy": 5,
    "volunteer": 6,
    "grid": 7,
    "facility": 8,
    "overview": 9,
}
NEEDED = {"title", "question", "unit", "better", "numerator", "over_time", "source", "reviewed"}
ALLOWED = NEEDED | {"denominator", "breakdown", "target", "small_base", "lights", "statistic", "months",
                    "combine", "order"}
PERCENT, POINTS = "percent", "points"
Time = Literal["sum", "last"]


class DefinitionError(Exception):
    """An indicator file is wrong; the message names file, line and cure."""


@dataclass(frozen=True)
class Indicator:
    """One indicator, as its file defines it.

    `over_time` and `denominator_over_time`: how facts add up over months ("sum" for flows, "last" for stocks).
    `lights`: how many points behind the target turn yellow and red.
    `statistic`: (numerator metrics, denominator metrics) that a unit may report where there is no ledger.
    `combine`: (weight, indicator id) of a score made of other indicators; then there is no SQL.
    `tables`: the tables of contracts that the facts come from.
    """

    id: str
    topic: str
    title: Label
    question: Label
    unit: Label
    better: Literal["higher", "lower", "none"]
    numerator: Label
    denominator: Label | None
    breakdown: str | None
    over_time: Time
    denominator_over_time: Time
    target: float | None
    small_base: float
    lights: tuple[float, float]
    source: str
    reviewed: date
    statistic: tuple[tuple[str, ...], tuple[str, ...]] | None
    all_months: bool
    combine: tuple[tuple[float, str], ...]
    order: int
    sql: str
    path: Path
    tables: frozenset[str]

    @property
    def is_rate(self) -> bool:
        return self.denominator is not None

    @property
    def is_percent(self) -> bool:
        return self.unit.en == PERCENT

    @property
    def in_points(self) -> bool:
        """Whether changes are told in points rather than per cent."""
        return self.unit.en in (PERCENT, POINTS)

    @property
    def follows_coverage(self) -> bool:
        """Whether it is told up to the last day that any table covers, so that every import moves it."""
        read = [self.sql, *(sql for name, sql in views().items() if name in self.sql)]
        return any("table_months" in sql for sql in read)

    @property
    def independent(self) -> bool:
        """Numerator and denominator come from facts of their own (requests against households)."""
        return self.is_rate and self.over_time != self.denominator_over_time


@cache
def catalogue() -> dict[str, Indicator]:
    """Every indicator by id, topic by topic; raises DefinitionError when a file is wrong."""
    found = [read_indicator(path) for path in sorted(FOLDER.glob("*/*.sql"))]
    names = [one.id for one in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise DefinitionError(f"two files define {', '.join(sorted(twice))}")
    for one in found:
        if missing := [part for _, part in one.combine if part not in names]:
            raise DefinitionError(f"{one.path.name}: combines unknown indicators {', '.join(missing)}")
    found = [_with_parts(one, {each.id: each for each in found}) for one in found]
    found.sort(key=lambda one: (TOPICS.get(one.topic, 99), one.topic, one.order, one.id))
    return {one.id: one for one in found}


def _with_parts(indicator: Indicator, by_id: dict[str, Indicator]) -> Indicator:
    """A combined score stands on the tables of its parts."""
    parts = (by_id[name].tables for _, name in indicator.combine)
    return replace(indicator, tables=indicator.tables.union(*parts))


def topics() -> list[str]:
    """The topics that have indicators, in the order of the navigation."""
    return list(dict.fromkeys(one.topic for one in catalogue().values()))


def of_topic(topic: str) -> list[Indicator]:
    """The indicators of one topic, in order."""
    return [one for one in catalogue().values() if one.topic == topic]


def read_indicator(path: Path) -> Indicator:
    """The indicator of one file; raises DefinitionError."""
    header, sql = _split(path)
    try:
        return _indicator(path, header, sql)
    except (ValueError, KeyError) as problem:
        raise DefinitionError(f"{path.name}: {problem}") from problem


def _split(path: Path) -> tuple[dict[str, str], str]:
    header: dict[str, str] = {}
    lines = path.read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if not line.startswith("--"):
            break
        key, colon, text = line[2:].partition(":")
        key, text = key.strip(), text.strip()
        if not colon or key not in ALLOWED:
            raise DefinitionError(f"{path.name}, line {number}: {key!r} is none of {', '.join(sorted(ALLOWED))}")
        if key in header:
            raise DefinitionError(f"{path.name}, line {number}: {key!r} stands twice")
        header[key] = text
    if missing := NEEDED - set(header):
        raise DefinitionError(f"{path.name}, line 1: the header lacks {', '.join(sorted(missing))}")
    return header, "\n".join(lines[len(header):]).strip()


def _indicator(path: Path, header: dict[str, str], sql: str) -> Indicator:
    statistic = _statistic(header.get("statistic"))
    combine = _combine(header.get("combine"))
    if bool(sql) == bool(combine):
        raise ValueError("give either SQL or `combine`")
    over_time, _, denominator_over_time = header["over_time"].partition("/")
    return Indicator(
        id=path.stem,
        topic=path.parent.name,
        title=_label("title", header["title"]),
        question=_label("question", header["question"]),
        unit=_unit(header["unit"]),
        better=_choice("better", header["better"], ("higher", "lower", "none")),
        numerator=_label("numerator", header["numerator"]),
        denominator=_label("denominator", header["denominator"]) if "denominator" in header else None,
        breakdown=header.get("breakdown"),
        over_time=_choice("over_time", over_time.strip(), ("sum", "last")),
        denominator_over_time=_choice(
            "over_time", (denominator_over_time or over_time).strip(), ("sum", "last")
        ),
        target=float(header["target"]) if "target" in header else None,
        small_base=float(header.get("small_base", 20)),
        lights=_lights(header.get("lights", "10 / 30")),
        source=header["source"],
        reviewed=date.fromisoformat(header["reviewed"]),
        statistic=statistic,
        all_months=_choice("months", header.get("months", "touched"), ("touched", "all")) == "all",
        combine=combine,
        order=int(header.get("order", 100)),
        sql=sql,
        path=path,
        tables=_tables(sql) | ({"statistic"} if statistic else set()),
    )


def _tables(sql: str) -> frozenset[str]:
    """The contract tables that a query reads, straight or through a monthly view."""
    return frozenset(name for name in contracts() if re.search(rf"\b{name}(_month)?\b", sql))


def _label(key: str, text: str) -> Label:
    zh, bar, en = text.partition(" | ")
    if not bar or not zh.strip() or not en.strip():
        raise ValueError(f"{key} needs Chinese and English divided by ' | '")
    return Label(zh.strip(), en.strip())


def _unit(text: str) -> Label:
    fixed = {PERCENT: Label("%", PERCENT), POINTS: Label("分", POINTS)}
    return fixed.get(text) or _label("unit", text)


def _choice(key: str, text: str, allowed: tuple[str, ...]):
    if text not in allowed:
        raise ValueError(f"{key} is {text!r}, not one of {', '.join(allowed)}")
    return text


def _lights(text: str) -> tuple[float, float]:
    yellow, red = (float(part) for part in text.split("/"))
    return yellow, red


def _statistic(text: str | None) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    if text is None:
        return None
    numerator, _, denominator = text.partition("/")
    return _terms(numerator), _terms(denominator)


def _terms(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("+") if part.strip())


def _combine(text: str | None) -> tuple[tuple[float, str], ...]:
    """`0.1 * response_rate + …` as weights and names; the weights must add up to one."""
    if text is None:
        return ()
    parts = [part.split("*") for part in text.split("+")]
    weighted = tuple((float(weight), name.strip()) for weight, name in parts)
    if abs(sum(weight for weight, _ in weighted) - 1) > 1e-9:
        raise ValueError("the weights of `combine` do not add up to one")
    return weighted
