"""The contracts: one TOML file per table, in the words of Frictionless Table Schema.

A contract says which columns a table has, what clerks call them, what may stand in a cell, and what makes
a row the same row when it is uploaded again. The schema, the import, the templates and the 口径 page are
all made from it, so a new kind of data is one new file here.
"""
from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from data.language import Label

FOLDER = Path(__file__).parent
TYPES = {
    "string": "varchar", "enum": "varchar", "area": "varchar", "json": "varchar", "geojson": "varchar",
    "integer": "bigint", "number": "double", "boolean": "boolean",
    "date": "date", "month": "date", "datetime": "timestamp",
}
KINDS = ("dimension", "event", "statistic", "plan")
DATED = ("date", "month", "datetime")
PROVENANCE = {"batch_id": "varchar", "sheet": "varchar", "row_number": "integer"}


class ContractError(Exception):
    """A contract file is wrong; the message names the file and what to mend."""


@dataclass(frozen=True)
class EnumValue:
    """A word that may stand in an enumerated cell; `value` is what is stored."""

    value: str
    zh: str
    en: str
    synonyms: tuple[str, ...] = ()

    @property
    def label(self) -> Label:
        return Label(self.zh, self.en)


@dataclass(frozen=True)
class Field:
    """One column: its name, its Chinese heading, and what may stand in it.

    `month_reads_as` says which day a bare month means in a date column ("first", "last", or None: refuse).
    `example` is what the example row of an empty form shows, where the type and the list do not tell.
    """

    name: str
    title: Label
    type: str
    synonyms: tuple[str, ...] = ()
    unit: str | None = None
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    default: str | None = None
    enum: tuple[EnumValue, ...] = ()
    extensible: bool = False
    month_reads_as: Literal["first", "last"] | None = None
    example: str | None = None

    @property
    def is_number(self) -> bool:
        return self.type in ("integer", "number")

    @property
    def is_dated(self) -> bool:
        return self.type in DATED

    @property
    def headings(self) -> tuple[str, ...]:
        """Everything a clerk may write above this column, the official heading first."""
        return (self.title.zh, *self.synonyms, self.title.en, self.name)


@dataclass(frozen=True)
class Rule:
    """A promise about one row: SQL over its typed columns; null passes, false is reported at `field`."""

    field: str
    check: str
    level: Literal["error", "warning"]
    reason: Label


@dataclass(frozen=True)
class Contract:
    """One table.

    `kind`: event (one row a thing that happened), statistic (a unit's report for a period), dimension, plan.
    `fallback_key`: what makes a row the same row when its primary key cell is blank.
    `reporting`: "monthly" when every community is expected to send it each month.
    `sensitive`: its free text speaks of persons, so that doors of dwellings are masked in it too.
    """

    name: str
    title: Label
    kind: str
    primary_key: tuple[str, ...]
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    fallback_key: tuple[str, ...] = ()
    reporting: str | None = None
    forbidden: tuple[str, ...] = ()
    sensitive: bool = False

    def field(self, name: str) -> Field:
        """The field of that name; raises KeyError."""
        found = self._by_name.get(name)
        if found is None:
            raise KeyError(f"{self.name} has no field {name!r}")
        return found

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {one.name: one for one in self.fields}

    @property
    def area_column(self) -> str:
        """The column that says where: the first of type area, else a code column of the same shape."""
        areas = [one.name for one in self.fields if one.type == "area"]
        return areas[0] if areas else next(one.name for one in self.fields if one.name.endswith("_code"))

    @property
    def dated_fields(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.fields if one.is_dated)

    @property
    def days_told(self) -> tuple[str, ...]:
        """The dated fields but those that say how long a row is in force: when what a row tells of happened."""
        return tuple(name for name in self.dated_fields if name not in ("valid_from", "valid_to"))

    def columns(self) -> Iterator[tuple[str, str]]:
        """(column, DuckDB type): the fields, a bound behind each number, then batch, sheet and row."""
        for one in self.fields:
            yield one.name, TYPES[one.type]
            if one.is_number:
                yield f"{one.name}_bound", "utinyint not null default 0"
        yield from PROVENANCE.items()


@cache
def contracts() -> dict[str, Contract]:
    """Every contract by table name; raises ContractError when a file is wrong."""
    return {one.name: one for one in (_read(path) for path in sorted(FOLDER.glob("*.toml")))}


def main_date(contract: Contract) -> str:
    """The date that says when a row belongs: the required one, else the first that is filled."""
    required = [one.name for one in contract.fields if one.is_dated and one.required]
    if required:
        return required[0] if contract.name != "statistic" else "period_end"
    return f"coalesce({', '.join(contract.days_told)})"


def _read(path: Path) -> Contract:
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        contract = _contract(raw)
    except (KeyError, TypeError, ValueError) as problem:
        raise ContractError(f"{path.name}: {problem}") from problem
    _check(path, contract)
    return contract


def _contract(raw: dict[str, Any]) -> Contract:
    return Contract(
        name=raw["name"],
        title=Label(**raw["title"]),
        kind=raw["kind"],
        primary_key=tuple(raw["primaryKey"]),
        fallback_key=tuple(raw.get("fallbackKey", ())),
        reporting=raw.get("reporting"),
        forbidden=tuple(raw.get("forbidden", ())),
        sensitive=raw.get("sensitive", False),
        fields=tuple(_field(one) for one in raw["fields"]),
        rules=tuple(_rule(one) for one in raw.get("rules", ())),
    )


def _field(raw: dict[str, Any]) -> Field:
    limits = raw.get("constraints", {})
    return Field(
        name=raw["name"],
        title=Label(**raw["title"]),
        type=raw["type"],
        synonyms=tuple(raw.get("synonyms", ())),
        unit=raw.get("unit"),
        required=limits.get("required", False),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        default=raw.get("default"),
        enum=tuple(_enum_value(one) for one in raw.get("enum", ())),
        extensible=raw.get("extensible", False),
        month_reads_as=raw.get("monthReadsAs"),
        example=raw.get("example"),
    )


def _enum_value(raw: dict[str, Any]) -> EnumValue:
    return EnumValue(raw["value"], raw["zh"], raw["en"], tuple(raw.get("synonyms", ())))


def _rule(raw: dict[str, Any]) -> Rule:
    return Rule(raw["field"], raw["check"], raw["level"], Label(**raw["reason"]))


def _check(path: Path, contract: Contract) -> None:
    names = [one.name for one in contract.fields]
    wrong = [f"type {one.type!r} of {one.name}" for one in contract.fields if one.type not in TYPES]
    wrong += [f"no enum for {one.name}" for one in contract.fields if one.type == "enum" and not one.enum]
    keys = contract.primary_key + contract.fallback_key
    wrong += [f"unknown field {name!r} in a key" for name in keys if name not in names]
    wrong += [f"unknown field {one.field!r} in a rule" for one in contract.rules if one.field not in names]
    wrong += [f"{name} stands twice" for name in set(names) if names.count(name) > 1]
    if contract.kind not in KINDS:
        wrong.append(f"kind {contract.kind!r}")
    if path.stem != contract.name:
        wrong.append(f"the table is named {contract.name!r}")
    if wrong:
        raise ContractError(f"{path.name}: " + "; ".join(wrong))
