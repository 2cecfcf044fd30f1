"""Every text a user may see, in Chinese and in English.

Texts stand in data/texts/*.toml as `[section] key = { zh = "…{value}…", en = "…" }` and are asked for by
`section.key`. This module lies at the bottom of the house because import messages and page titles alike
come from it.
"""
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Label:
    """One text in both languages."""

    zh: str
    en: str

    def text(self, language: str = "zh") -> str:
        return self.en if language == "en" else self.zh


class TextError(Exception):
    """A text is missing, lacks a language, or stands twice."""


def label(key: str, /, **values: object) -> Label:
    """The text under `section.key` with its values filled in; raises TextError when there is none.

    A value that is itself a Label is filled in each language with its own words.
    """
    try:
        pattern = _texts()[key]
    except KeyError:
        raise TextError(f"no text is named {key!r} in {TEXTS.name}/") from None
    return Label(*(_fill(pattern.text(one), one, values) for one in LANGUAGES)) if values else pattern


def keys() -> list[str]:
    """The names of all texts."""
    return sorted(_texts())


def _fill(pattern: str, language: Language, values: dict[str, object]) -> str:
    return pattern.format(**{k: v.text(language) if isinstance(v, Label) else v for k, v in values.items()})


@cache
def _texts() -> dict[str, Label]:
    found: dict[str, Label] = {}
    for path in sorted(TEXTS.glob("*.toml")):
        for section, entries in tomllib.loads(path.read_text("utf-8")).items():
            for key, entry in entries.items():
                name = f"{section}.{key}"
                if name in found:
                    raise TextError(f"{path.name}: {name} stands twice")
                found[name] = _label(path.name, name, entry)
    return found


def _label(file: str, name: str, entry: object) -> Label:
    if not isinstance(entry, dict) or set(entry) != set(LANGUAGES) or not all(entry.values()):
        raise TextError(f"{file}: {name} must have exactly zh and en")
    return Label(entry["zh"], entry["en"])
