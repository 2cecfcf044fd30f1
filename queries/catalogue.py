"""The catalogue: every indicator's definition, read from the header of its SQL file.

One file under queries/indicators/<topic>/ is one indicator. Its header is a block of `-- key: value` lines;
texts carry Chinese and English divided by ` | ` and may name a setting in braces. A missing or misspelled key
fails here, with file and line.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from data.contracts import Field, contracts
from data.database import views
from data.language import Label, label
from queries.settings import INDICATORS, SettingError, Settings, settings

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
                    "combine", "order", "statistic_if", "pool", "caveat", "shares", "per", "task", "per_target",
                    "band", "decimals", "grain", "absent", "map", "settling", "kept"}
_NAMED_IN_SQL = re.compile(r"\bsetting\b[^;]*?\bname\s*(?:=\s*'(\w+)'|in\s*\(([^)]*)\))")
_NAMED_IN_TEXT = re.compile(r"\{(\w+)\}")
PERCENT, POINTS = "percent", "points"
Time = Literal["sum", "last"]
PerTarget = Literal["completion", "lead"]
Reported = tuple[str, tuple[str, ...], tuple[str, ...]]
ALL = "all"


class DefinitionError(Exception):
    """An indicator file is wrong; the message names file, line and cure."""


@dataclass(frozen=True)
class Indicator:
    """One indicator, as its file defines it.

    `over_time` and `denominator_over_time`: how facts add up over months ("sum" for flows, "last" for stocks).
    `lights`: how many points behind the target turn yellow and red.
    `band`: what is usual, where neither more nor less is better.
    `decimals`: how exactly a quotient is printed.
    `settling`: for how many months a month's number still moves much (requests received that are closed by now).
    `statistic`: (breakdown, numerator metrics, denominator metrics) that a unit may report where there is no
    ledger; `caveat` is what must be said beside a number that rests on them, `statistic_if` names a setting
    without which they do not count.
    `shares`: metrics of percentages as printed, which say why there is no number but never become one.
    `pooled`: whether its breakdowns may be added up; where they overlap nobody knows by how much, they may not.
    `in_own_units`: whether each part is counted in a unit of its own (停车位/个); only one unit is ever added up.
    `all_months`: whether a changed row may move months in which none of its dates lies. `later_months`: where it moves
    its first month and later ones only. `kept`: where it moves them only because a street fills that field at all, or
    no longer does, the field.
    `combine`: (weight, indicator id) of a score made of other indicators; then there is no SQL.
    `grain`: the finest areas it is told for; a centre or a meeting is for more than one grid.
    `over_households`: whether it is a count that a map shows per 1,000 households unless asked otherwise.
    `zero_when_absent`: whether a ledger that is kept and lists nothing means none at all.
    `per`: what a quotient is told per: 100 for issues per 100 visits.
    `task`: the metric whose annual target this share is a share of; it is held against the same pace.
    `per_target`: told for each target of an area and never in total; then there is no SQL either.
    `tables`: the tables of contracts that the facts come from.
    `settings`: the settings that its number, its words or its lights depend on.
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
    band: tuple[float, float] | None
    decimals: int
    settling: int
    source: str
    reviewed: date
    statistic: tuple[Reported, ...]
    caveat: Label | None
    shares: tuple[str, ...]
    pooled: bool
    in_own_units: bool
    all_months: bool
    later_months: bool
    kept: str | None
    combine: tuple[tuple[float, str], ...]
    grain: str | None
    over_households: bool
    zero_when_absent: bool
    per: float
    task: str | None
    per_target: PerTarget | None
    order: int
    sql: str
    path: Path
    tables: frozenset[str]
    settings: frozenset[str]

    @property
    def counts_reports(self) -> bool:
        """Whether it counts who sent which table, rather than what a table says."""
        return self.breakdown == "table_name"

    @cached_property
    def read_by_sql(self) -> frozenset[str]:
        """The tables of contracts that its SQL reads, straight or through a view; never those of the header alone."""
        return _tables(self.sql)

    @cached_property
    def is_rate(self) -> bool:
        return self.denominator is not None

    @cached_property
    def is_percent(self) -> bool:
        return self.unit.en == PERCENT

    @cached_property
    def scale(self) -> float:
        """What a quotient is multiplied by: 100 for per cent."""
        return 100.0 if self.is_percent else self.per

    @cached_property
    def in_points(self) -> bool:
        """Whether changes are told in points rather than per cent."""
        return self.unit.en in (PERCENT, POINTS)

    @property
    def follows_coverage(self) -> bool:
        """Whether it is told up to the last day that any table covers, so that every import moves it."""
        read = self.sql
        for name, sql in reversed(views().items()):
            read += sql if name in read else ""
        return "table_months" in read

    @property
    def breakdown_title(self) -> Label | None:
        """What the breakdown is called in the ledger (清单层级)."""
        return next((one.title for one in self._fields(self.breakdown)), None)

    def part_name(self, part: str) -> Label:
        """What one part of the breakdown is called (重大事项, 停车位（个）); itself where the ledger has free text."""
        if self.per_target:
            return catalogue()[part].title
        if self.counts_reports and part in contracts():
            return contracts()[part].title
        if not self.in_own_units:
            return self._word(self.breakdown, part)
        kind = part.rpartition("/")[0]
        name, counted = self._word(self.breakdown, kind), self.own_unit(part)
        return Label(f"{name.zh}（{counted.zh}）", f"{name.en} ({counted.en})")

    def own_unit(self, part: str) -> Label:
        """The unit that a part is counted in: 个 of 停车位/个."""
        return self._word("unit", part.rpartition("/")[2])

    def part_order(self, part: str) -> tuple[int, str]:
        """Sorts the parts as the contract lists them."""
        listed = [word.value for one in self._fields(self.breakdown) for word in one.enum]
        return listed.index(part) if part in listed else len(listed), part

    def _word(self, field: str | None, value: str) -> Label:
        words = [word for one in self._fields(field) for word in one.enum if word.value == value]
        return next((word.label for word in words), Label(value, value))

    def _fields(self, name: str | None) -> list[Field]:
        fields = [one for table in sorted(self.tables) for one in contracts()[table].fields]
        return [one for one in fields if one.name == name]

    @cached_property
    def independent(self) -> bool:
        """Numerator and denominator come from facts of their own (requests against households)."""
        return self.is_rate and self.over_time != self.denominator_over_time


@cache
def catalogue() -> dict[str, Indicator]:
    """Every indicator by id, topic by topic; raises DefinitionError when a file is wrong."""
    found = [_as_set(read_indicator(path), settings()) for path in sorted(FOLDER.glob("*/*.sql"))]
    names = [one.id for one in found]
    if unknown := set(settings().of_indicators) - set(names):
        raise _own_mistake(sorted(unknown)[0], label("settings.unknown_indicator"))
    if twice := {name for name in names if names.count(name) > 1}:
        raise DefinitionError(f"two files define {', '.join(sorted(twice))}")
    for one in found:
        if missing := [part for _, part in one.combine if part not in names]:
            raise DefinitionError(f"{one.path.name}: combines unknown indicators {', '.join(missing)}")
    found = [_with_parts(one, {each.id: each for each in found}) for one in found]
    found.sort(key=lambda one: (TOPICS.get(one.topic, 99), one.topic, one.order, one.id))
    return {one.id: one for one in found}


def _with_parts(indicator: Indicator, by_id: dict[str, Indicator]) -> Indicator:
    """A combined score stands on the tables and the settings of its parts."""
    parts = [by_id[name] for _, name in indicator.combine]
    return replace(
        indicator,
        tables=indicator.tables.union(*(one.tables for one in parts)),
        settings=indicator.settings.union(*(one.settings - {"small_base"} for one in parts)),
    )


def _as_set(indicator: Indicator, said: Settings) -> Indicator:
    """The indicator with what the office's own file says of it alone."""
    own: dict[str, Any] = dict(said.of_indicators.get(indicator.id, {}))
    lights = (float(own.pop("yellow", indicator.lights[0])), float(own.pop("red", indicator.lights[1])))
    if lights[0] > lights[1]:
        raise _own_mistake(f"{indicator.id}.yellow", label("settings.rising", low="yellow", high="red"))
    return replace(indicator, lights=lights, **own)


def _own_mistake(key: str, reason: Label) -> SettingError:
    return SettingError(settings().own_file or Path("settings.toml"), f"{INDICATORS}.{key}", reason)


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
    uses = _settings_of(header, sql)
    header = {key: text if key == "combine" else _filled(text) for key, text in header.items()}
    statistic = _statistic(header.get("statistic")) if _counts(header.get("statistic_if")) else ()
    combine = _combine(header.get("combine"))
    if sum(map(bool, (sql, combine, "per_target" in header))) != 1:
        raise ValueError("give one of SQL, `combine` and `per_target`")
    pool = _choice("pool", header.get("pool", "sum"), ("sum", "unit", "never"))
    if pool != "sum" and ("breakdown" not in header or ALL in {part for part, _, _ in statistic}):
        raise ValueError(f"`pool: {pool}` needs a breakdown, of every statistic too (part: numerator / denominator)")
    over_time, _, denominator_over_time = header["over_time"].partition("/")
    moved = _choice("months", header.get("months", "touched"), ("touched", "later", "all"))
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
        small_base=float(header.get("small_base", _value("small_base"))),
        lights=_two(header.get("lights", f"{_value('yellow_gap')} / {_value('red_gap')}")),
        band=_two(header["band"]) if "band" in header else None,
        decimals=int(header.get("decimals", 1)),
        settling=int(header.get("settling", 0)),
        source=header["source"],
        reviewed=date.fromisoformat(header["reviewed"]),
        statistic=statistic,
        caveat=_label("caveat", header["caveat"]) if "caveat" in header else None,
        shares=_terms(header.get("shares", "")),
        pooled=pool == "sum",
        in_own_units=pool == "unit",
        all_months=moved != "touched",
        later_months=moved == "later",
        kept=header.get("kept"),
        combine=combine,
        grain=_choice("grain", header["grain"], ("street", "community")) if "grain" in header else None,
        over_households="denominator" not in header and not combine and "per_target" not in header
        and _choice("map", header.get("map", "households"), ("households", "count")) == "households",
        zero_when_absent=_choice("absent", header.get("absent", "zero"), ("zero", "unknown")) == "zero",
        per=float(header.get("per", 1)),
        task=header.get("task"),
        per_target=_per_target(header.get("per_target")),
        order=int(header.get("order", 100)),
        sql=sql,
        path=path,
        tables=_tables(sql)
        | ({"statistic"} if statistic or "shares" in header else set())
        | ({"target"} if "per_target" in header else set()),
        settings=uses,
    )


def _settings_of(header: dict[str, str], sql: str) -> frozenset[str]:
    """The settings that a file names, and those that stand in for what its header leaves out."""
    code = re.sub(r"--.*", "", sql)
    in_sql = {name for one, several in _NAMED_IN_SQL.findall(code) for name in [one, *re.findall(r"\w+", several)]}
    in_sql.discard("")
    for name in in_sql:
        if isinstance(_value(name), str):
            raise ValueError(f"setting {name} holds words, which SQL cannot read")
    if not in_sql and re.search(r"\bsetting\b", code):
        raise ValueError("read a setting as `… from setting where name = '…'`")
    named = {name for text in header.values() for name in _NAMED_IN_TEXT.findall(text)}
    weights = set(re.findall(r"([a-z]\w*)\s*\*", header.get("combine", "")))
    usual = {"small_base"} if "denominator" in header and "small_base" not in header else set()
    usual |= set() if "lights" in header else {"yellow_gap", "red_gap"}
    condition = {header["statistic_if"]} if "statistic_if" in header else set()
    return frozenset(in_sql | named | weights | condition | usual | {"slightly_behind_light"})


def _value(name: str) -> Any:
    """The value of a setting; ValueError when there is none of that name."""
    if name not in settings().by_id:
        raise ValueError(f"no setting is named {name!r}")
    return settings().by_id[name].value


def _counts(condition: str | None) -> bool:
    return condition is None or bool(_value(condition))


def _filled(text: str) -> str:
    """The text with the settings it names in braces read out, in the language of its half."""
    def said(language: str) -> Any:
        return lambda found: (_value(found[1]), settings().by_id[found[1]].said().text(language))[1]

    zh, bar, en = text.partition(" | ")
    return _NAMED_IN_TEXT.sub(said("zh"), zh) + bar + _NAMED_IN_TEXT.sub(said("en"), en)


def _tables(sql: str) -> frozenset[str]:
    """The contract tables that a query reads, straight or through a view."""
    read = " ".join([sql, *(text for name, text in views().items() if re.search(rf"\b{name}\b", sql))])
    return frozenset(name for name in contracts() if re.search(rf"\b{name}(_month)?\b", read))


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


def _per_target(text: str | None) -> PerTarget | None:
    return None if text is None else _choice("per_target", text, ("completion", "lead"))


def _two(text: str) -> tuple[float, float]:
    first, second = (float(part) for part in text.split("/"))
    return first, second


def _statistic(text: str | None) -> tuple[Reported, ...]:
    """`a + b / c`, by breakdown `leader: a / b; major: c / d`, or in several ways `a / c; b / c`, best first."""
    return tuple(_reported(one) for one in (text or "").split(";") if one.strip())


def _reported(text: str) -> Reported:
    part, colon, formula = text.rpartition(":")
    numerator, _, denominator = formula.partition("/")
    return part.strip() if colon else ALL, _terms(numerator), _terms(denominator)


def _terms(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("+") if part.strip())


def _combine(text: str | None) -> tuple[tuple[float, str], ...]:
    """`0.1 * response_rate + …` as weights and names; a weight may be a setting; they must add up to one."""
    if text is None:
        return ()
    parts = [part.split("*") for part in text.split("+")]
    weighted = tuple((_weight(weight.strip()), name.strip()) for weight, name in parts)
    if abs(sum(weight for weight, _ in weighted) - 1) > 1e-9:
        raise ValueError("the weights of `combine` do not add up to one")
    return weighted


def _weight(text: str) -> float:
    return float(_value(text)) if re.match("[a-z]", text) else float(text)
