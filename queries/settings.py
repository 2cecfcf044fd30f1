"""The settings: what an office may decide by itself, read from settings.toml and the office's own file.

The own file is $STREET_SETTINGS, else `settings.toml` beside the store. It overrides single values; one that is
wrong stops the program with file, key and reason. Both are read once: a change counts from the next start.
"""
from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data.database import database_path
from data.language import Label, label

FILE = Path(__file__).with_name("settings.toml")
INDICATORS = "indicators"
# What an office may set for one indicator: the allowed words, or the smallest and largest number.
OF_INDICATOR: dict[str, tuple] = {
    "target": (-1e12, 1e12),
    "yellow": (0, 1e12),
    "red": (0, 1e12),
    "small_base": (0, 1e12),
    "better": ("higher", "lower", "none"),
}
# Settings that say how a number is judged; no fact depends on them.
ONLY_SHOWN = frozenset({"small_base", "yellow_gap", "red_gap", "slightly_behind_light"})
Amount = bool | int | float | str
_named_store: Path | None = None


class SettingError(Exception):
    """A settings file is wrong; the message names file, key and reason. `said` has it in both languages."""

    def __init__(self, file: Path, key: str, reason: Label) -> None:
        self.said = label("settings.in_file", file=file.name, key=key, reason=reason)
        super().__init__(self.said.zh)


@dataclass(frozen=True)
class Setting:
    """One setting. `choices` name the allowed values; a number lies `between` two others instead."""

    id: str
    title: Label
    value: Amount
    default: Amount
    source: Label
    choices: tuple[tuple[Amount, Label], ...] = ()
    between: tuple[float, float] | None = None
    unit: Label | None = None

    @property
    def is_default(self) -> bool:
        return self.value == self.default

    @property
    def in_sql(self) -> float | None:
        """What the table `setting` holds for it: the number, or 1 and 0 for yes and no; words are not for SQL."""
        return None if isinstance(self.value, str) else float(self.value)

    def said(self, value: Amount | None = None) -> Label:
        """How a value (the one in force, if none is given) reads: 满意和基本满意, 24, 绿灯."""
        amount = self.value if value is None else value
        named = dict(self.choices).get(amount) if self.choices else None
        return named or Label(f"{amount:,.10g}", f"{amount:,.10g}")

    def text(self, language: str, *, default: bool = False) -> str:
        """The value in force, or the default, with its unit: 24小时."""
        return self.with_unit(self.said(self.default if default else None), language)

    def with_unit(self, said: Label, language: str) -> str:
        """Words about the setting's value with its unit behind them."""
        if self.unit is None:
            return said.text(language)
        return f"{said.text(language)}{'' if language == 'zh' else ' '}{self.unit.text(language)}"

    @property
    def is_only_shown(self) -> bool:
        """Whether it says how a number is judged rather than what the number is."""
        return self.id in ONLY_SHOWN

    @property
    def allowed(self) -> Label:
        """What it may be, in words."""
        if self.between:
            least, most = (f"{one:,.10g}" for one in self.between)
            return Label(f"{least}—{most}", f"{least} to {most}")
        return Label("；".join(one.zh for _, one in self.choices), "; ".join(one.en for _, one in self.choices))


@dataclass(frozen=True)
class Settings:
    """All settings by id, and what the office's own file says of single indicators."""

    by_id: Mapping[str, Setting]
    of_indicators: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    own_file: Path | None = None


def setting(name: str) -> Any:
    """The value in force of one setting."""
    return settings().by_id[name].value


@cache
def settings() -> Settings:
    """The settings in force; raises SettingError."""
    return read(own_file())


def own_file() -> Path | None:
    """The office's own file: $STREET_SETTINGS, which must exist, else settings.toml beside the store, if there."""
    if named := os.environ.get("STREET_SETTINGS"):
        return Path(named)
    beside = (_named_store or database_path()).with_name("settings.toml")
    return beside if beside.exists() else None


def belong_to(store: Path) -> None:
    """Takes the own file from beside this store, where a program was given one; to be said before all else."""
    global _named_store
    _named_store = store


def read(own: Path | None = None) -> Settings:
    """The shipped settings with an office's own file laid over them."""
    shipped = tomllib.loads(FILE.read_text("utf-8"))
    usual = {one.id: one for one in map(_setting, shipped["settings"])}
    given = _own(own) if own else {}
    of_indicators = given.pop(INDICATORS, {})
    if own:
        _check_own(own, given, of_indicators, usual)
    found = {one.id: _with(one, given.get(one.id, one.default)) for one in usual.values()}
    _check_together(own or FILE, shipped["together"], found, given)
    frozen = {name: MappingProxyType(said) for name, said in of_indicators.items()}
    return Settings(MappingProxyType(found), MappingProxyType(frozen), own)


def _setting(raw: dict[str, Any]) -> Setting:
    unit = Label(raw["unit_zh"], raw["unit_en"]) if "unit_zh" in raw else None
    return Setting(
        raw["id"], Label(raw["zh"], raw["en"]), raw["value"], raw["value"],
        Label(raw["source_zh"], raw["source_en"]),
        tuple((one["value"], Label(one["zh"], one["en"])) for one in raw.get("choices", ())),
        tuple(raw["between"]) if "between" in raw else None,
        unit,
    )


def _with(one: Setting, value: Amount) -> Setting:
    return Setting(one.id, one.title, value, one.default, one.source, one.choices, one.between, one.unit)


def _own(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise SettingError(path, "STREET_SETTINGS", label("settings.not_there")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise SettingError(path, "TOML", label("settings.not_toml", problem=problem)) from problem


def _check_own(path: Path, given: dict[str, Any], of_indicators: Any, usual: Mapping[str, Setting]) -> None:
    for key, value in given.items():
        if key not in usual:
            raise SettingError(path, key, label("settings.unknown", known="、".join(usual)))
        allowed = usual[key].between or tuple(value for value, _ in usual[key].choices)
        _check_value(path, key, value, allowed, is_range=bool(usual[key].between))
    if not isinstance(of_indicators, dict):
        raise SettingError(path, INDICATORS, label("settings.not_a_table"))
    for name, said in of_indicators.items():
        _check_indicator(path, f"{INDICATORS}.{name}", said)


def _check_indicator(path: Path, name: str, said: Any) -> None:
    if not isinstance(said, dict):
        raise SettingError(path, name, label("settings.not_a_table"))
    for key, value in said.items():
        if key not in OF_INDICATOR:
            raise SettingError(path, f"{name}.{key}", label("settings.unknown", known="、".join(OF_INDICATOR)))
        _check_value(path, f"{name}.{key}", value, OF_INDICATOR[key], is_range=key != "better")


def _check_value(path: Path, key: str, value: Any, allowed: Sequence[Any], *, is_range: bool) -> None:
    """`true` is no number here, though Python thinks so."""
    if is_range:
        if type(value) not in (int, float) or not allowed[0] <= value <= allowed[1]:
            least, most = (f"{one:.10g}" for one in allowed)
            raise SettingError(path, key, label("settings.number", value=_toml(value), least=least, most=most))
    elif not any(type(value) is type(one) and value == one for one in allowed):
        listed = "、".join(map(_toml, allowed))
        raise SettingError(path, key, label("settings.choice", value=_toml(value), allowed=listed))


def _check_together(
    path: Path, together: dict[str, list[list[str]]], found: Mapping[str, Setting], given: Mapping[str, Any]
) -> None:
    def key(names: Sequence[str]) -> str:
        return next((name for name in names if name in given), names[0])

    for names in together["sum_to_one"]:
        total = sum(float(found[name].value) for name in names)
        if abs(total - 1) > 1e-9:
            reason = label("settings.sum", names="、".join(names), total=f"{total:.10g}")
            raise SettingError(path, key(names), reason)
    for low, high in together["rising"]:
        if float(found[low].value) > float(found[high].value):
            raise SettingError(path, key([low, high]), label("settings.rising", low=low, high=high))


def _toml(value: Any) -> str:
    """A value as it is written in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
