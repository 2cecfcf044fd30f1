"""What a map shows, as plain data: one colour, texture and tooltip per area, labels and legend.

Both drawings (map_deck.py with WebGL, map_svg.py without) are made from the same Picture, so they cannot
disagree in colour, wording or click.
"""
from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from components.map_fit import text_width
from components.map_shapes import Bounds, Ground, Path, Piece, Spot
from data.language import Label as Words
from data.language import label
from queries.catalogue import Indicator
from queries.series import Value
from reports import map_classes
from reports.map_classes import Class

Texture = Literal["plain", "small", "empty"]

EMPTY = "#E9ECF1"  # no data: grey, hatched in EMPTY_LINE
EMPTY_LINE = "#A3ADBB"
SMALL_LINE = "#FFFFFF"  # small base: the class's colour, lightened by fine white lines
MOSTLY = 0.6  # above this share of small bases lines would cover the whole map: then one sentence says it
INK = "#14243C"  # outlines and labels
HATCH_WIDTH = 1.0  # pixels
HALO = "#FFFFFF"
HALO_OFFSETS = ((1.6, 0), (-1.6, 0), (0, 1.6), (0, -1.6), (1.1, 1.1), (-1.1, 1.1), (1.1, -1.1), (-1.1, -1.1))
CHOSEN = "#FFB020"  # the selected area's outline; it stands out from blue, and in grey from its dark edge
FONT = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, sans-serif"


@dataclass(frozen=True)
class Patch:
    """One area as it is painted. `tip` is the tooltip below the name, one string a line."""

    code: str
    name: str
    colour: str
    texture: Texture
    at: int | None
    tip: list[str]
    piece: Piece


@dataclass(frozen=True)
class Label:
    """A name on the map. `lines` are drawn one under the other round the spot."""

    lines: list[str]
    spot: Spot


@dataclass(frozen=True)
class Legend:
    """What the colours mean, in words. `notes` are whole sentences."""

    classes: list[Class]
    empty: str | None
    small: str | None
    notes: list[str]


@dataclass(frozen=True, eq=False)
class Picture:
    """A map, ready to be drawn by either library, which remember what they made of it.

    `labels_inside`: each label names one patch and must fit into it. `tiles`: how many of the patches stand in for an
    unknown boundary; `tiled`: whether all of them do.
    """

    patches: list[Patch]
    outlines: list[Path]
    rim: list[Path]
    labels: list[Label]
    selected: Patch | None
    legend: Legend
    bounds: Bounds
    summary: str
    labels_inside: bool = False
    tiles: int = 0

    @property
    def tiled(self) -> bool:
        return self.tiles == len(self.patches)


def picture(
    title: str,
    ground: Ground,
    values: Sequence[Value],
    indicator: Indicator,
    *,
    selected: str | None = None,
    language: str = "zh",
) -> Picture:
    """The map of one indicator over prepared geometry; areas without a Value are painted as without data.

    `selected` is the code of the area outlined, if it is on this map. A tile carries its name and value, because its
    place says nothing.
    """
    by_code = {value.area_code: value for value in values}
    unit = "%" if indicator.is_percent else ""
    found = map_classes.classes([value.value for value in values], unit)
    marked = not _mostly_small(values)
    patches = [
        _patch(piece, by_code.get(piece.code), found, indicator, language, marked) for piece in ground.pieces
    ]
    return Picture(
        patches=patches,
        outlines=[path for parent in (*ground.parents, *ground.blocks) for path in parent.edge],
        rim=ground.rim,
        labels=_labels(ground, by_code, language),
        labels_inside=len(ground.parents) < 2,
        selected=next((patch for patch in patches if patch.code == selected), None),
        legend=_legend(found, patches, values, indicator, language),
        bounds=ground.bounds,
        summary=_summary(title, values, len(patches), indicator, language),
        tiles=sum(piece.tile is not None for piece in ground.pieces),
    )


def _mostly_small(values: Sequence[Value]) -> bool:
    known = [value for value in values if value.value is not None]
    return sum(value.small_base for value in known) > MOSTLY * len(known)


def _patch(
    piece: Piece,
    value: Value | None,
    found: Sequence[Class],
    indicator: Indicator,
    language: str,
    marked: bool,
) -> Patch:
    """One area; `marked` says whether a small base shows on the map, not only in the tooltip."""
    at = None if value is None else map_classes.class_of(value.value, found)
    small = marked and value is not None and value.small_base
    texture: Texture = "empty" if at is None else "small" if small else "plain"
    colour = EMPTY if at is None else found[at].colour
    return Patch(piece.code, piece.name, colour, texture, at, _tip(value, indicator, language), piece)


def _tip(value: Value | None, indicator: Indicator, language: str) -> list[str]:
    """The tooltip's lines: the value, what it is made of, and what must be known to read it."""
    title = indicator.title.text(language)
    if value is None or value.value is None:
        why = value.why.text(language) if value is not None and value.why is not None else None
        empty = label("map.no_data").text(language)
        return [_count(title, empty, language), *([why] if why and why != empty else [])]
    lines = [_count(title, _display(value, language), language)]
    if indicator.denominator is not None:
        parts = ((indicator.numerator, value.numerator), (indicator.denominator, value.denominator))
        lines += [_count(part.text(language), _plain(n), language) for part, n in parts if n is not None]
    if value.small_base:
        lines.append(_small_note(indicator, language))
    return lines


def _display(value: Value, language: str) -> str:
    """The value as everywhere else in the product, but for the n/m, which has lines of its own here."""
    return replace(value, denominator=None).display(language, with_unit=True)


def _count(name: str, number: str, language: str) -> str:
    return label("map.count_line", label=name, number=number).text(language)


def _plain(value: float) -> str:
    return map_classes.number(round(value, 2))


def _small_note(indicator: Indicator, language: str) -> str:
    return label("map.small_base", base=_plain(indicator.small_base)).text(language)


def _legend(
    found: list[Class],
    patches: Sequence[Patch],
    values: Sequence[Value],
    indicator: Indicator,
    language: str,
) -> Legend:
    textures = {patch.texture for patch in patches}
    return Legend(
        classes=found,
        empty=label("map.no_data").text(language) if "empty" in textures else None,
        small=_small_note(indicator, language) if "small" in textures else None,
        notes=[note.text(language) for note in _notes(found, values, indicator)],
    )


def _notes(found: list[Class], values: Sequence[Value], indicator: Indicator) -> Iterator[Words]:
    if not found:
        yield label("map.all_missing")
        return
    if not indicator.is_percent:
        yield label("map.in_unit", unit=indicator.unit)
    if len(found) > 1:
        yield label("map.darker_is_more")
        if indicator.better != "none":
            yield label(f"map.{indicator.better}_is_better")
    if _mostly_small(values):
        known = [value for value in values if value.value is not None]
        small, base = sum(value.small_base for value in known), _plain(indicator.small_base)
        yield label("map.mostly_small", known=len(known), small=small, base=base)


def _labels(ground: Ground, by_code: Mapping[str, Value], language: str) -> list[Label]:
    """The parents' names where there are several parents, else the areas' own; on tiles the values too."""
    tiles = [piece for piece in ground.pieces if piece.tile is not None]
    named = ground.parents if len(ground.parents) > 1 else [one for one in ground.pieces if one.tile is None]
    shared = re.sub("（[^（]*）$", "", ground.parents[0].name) if len(ground.parents) == 1 else ""
    return [
        *(Label([piece.name.removeprefix(shared) or piece.name], piece.spot) for piece in named),
        *(Label([piece.name], piece.spot) for piece in ground.blocks),
        *(Label([*_folded(one.tile or ""), _tile_value(by_code.get(one.code), language)], one.spot) for one in tiles),
    ]


def _tile_value(value: Value | None, language: str) -> str:
    if value is None or value.value is None:
        return label("map.no_data").text(language)
    return replace(value, denominator=None).display(language)


def _folded(name: str, length: int = 6) -> list[str]:
    """A long name on two lines of about equal length; no name on none."""
    if not name:
        return []
    if text_width(name, 1) <= length:
        return [name]
    words = name.split(" ")
    if len(words) > 1:
        half = math.ceil(len(words) / 2)
        return [" ".join(words[:half]), " ".join(words[half:])]
    half = math.ceil(len(name) / 2)
    return [name[:half], name[half:]]


def _summary(title: str, values: Sequence[Value], count: int, indicator: Indicator, language: str) -> str:
    """The map in one sentence, for screen readers."""
    known = sorted((value for value in values if value.value is not None), key=lambda value: value.value or 0)
    if not known:
        return label("map.summary_empty", title=title, count=count).text(language)
    low, high = (f"{one.area_name} {one.display(language)}" for one in (known[0], known[-1]))
    return label("map.summary", title=title, count=count, known=len(known), low=low, high=high).text(language)


def rgb(colour: str) -> list[int]:
    """The three bytes of "#RRGGBB"."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
