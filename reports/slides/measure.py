"""How much room a text takes, reckoned without its font, so that nothing is ever clipped.

The estimate leans to the wide side: fonts differ, and a deck is opened with whichever is there. All sizes are points.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

LINE = 1.45  # height of a line in ems: Noto Sans CJK's, the tallest of the common Chinese fonts
AIR = 1.03  # lines end earlier than letters alone would say: punctuation must not begin one
BETWEEN = 0.25  # ems that some programs leave between a Chinese character and a Latin letter or digit
_NARROW = set(" .,:;|!'`ijltfI()[]/")
_WIDE = set("mwMW%@—…●▲■◆−“”‘’·×÷≥≤≈")
# What no line may break: a word or a number, a sign with the bracket before it and the stops behind it.
_WORD = re.compile(r"\s+|[（《“‘【]*(?:[A-Za-z0-9.,%+\-/_()]+|[^\s])[）。，；、：！？》”’】%…]*|.", re.DOTALL)
_SEAM = re.compile(r"(?<=[\u2e80-\uffef])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u2e80-\uffef])")
_ENDS = "。；，、！？; "


@lru_cache(maxsize=65536)
def width(text: str, size: float) -> float:
    """How wide the text is on one line."""
    return size * (sum(map(_ems, text)) + BETWEEN * len(_SEAM.findall(text)))


@lru_cache(maxsize=4096)
def _ems(letter: str) -> float:
    if letter in _WIDE or unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.36
    return 0.74 if letter.isupper() else 0.63


@lru_cache(maxsize=16384)
def lines(text: str, size: float, room: float) -> int:
    """How many lines the text needs in a box so wide: Chinese breaks anywhere, a Latin word or a number does not."""
    if "\n" not in text and width(text, size) * AIR <= room:
        return 1
    count, used = 1, 0.0
    for word in _WORD.findall(text):
        if word == "\n":
            count, used = count + 1, 0.0
            continue
        needs = width(word, size) * AIR + (2 * BETWEEN * size if len(word) > 1 and not word.isspace() else 0)
        if used + needs <= room:
            used += needs
        elif word.isspace():
            used = room
        elif needs <= room:
            count, used = count + 1, needs
        else:  # a word longer than a line is broken wherever the line ends
            over = used + needs
            count, used = count + int(over // room), over % room
    return count


def height(texts: Sequence[str], size: float, room: float, gap: float = 0) -> float:
    """How high the paragraphs stand in a box so wide, with `gap` ems between them."""
    between = gap * size * max(len(texts) - 1, 0)
    return sum(lines(text, size, room) for text in texts) * size * LINE + between


def largest(texts: Sequence[str], sizes: Sequence[float], room: float, high: float, gap: float = 0) -> float | None:
    """The first of the sizes at which all paragraphs fit into the box; None when none does."""
    return next((size for size in sizes if height(texts, size, room, gap) <= high), None)


def pages(
    texts: Sequence[str], size: float, room: float, high: float, gap: float = 0
) -> list[list[tuple[int, str]]]:
    """The paragraphs, each with its place, over as few boxes as they need, these about equally full.

    One too long for a box is broken.
    """
    parts = [(at, part) for at, text in enumerate(texts) for part in broken(text, size, room, high)]
    count = len(_filled(parts, size, room, high, gap))
    low = 0.0
    for _ in range(12):  # the least height that still needs no more boxes
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(parts, size, room, middle, gap)) <= count else (middle, high)
    return _filled(parts, size, room, high, gap)


def _filled(
    parts: Sequence[tuple[int, str]], size: float, room: float, high: float, gap: float
) -> list[list[tuple[int, str]]]:
    found: list[list[tuple[int, str]]] = []
    for one in parts:
        if found and height([*(each for _, each in found[-1]), one[1]], size, room, gap) <= high:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def broken(text: str, size: float, room: float, high: float) -> list[str]:
    """The text in parts that each fit into the box, broken behind a stop where there is one."""
    most = max(int(high // (size * LINE)), 1)
    parts = []
    while lines(text, size, room) > most:
        end = _fitting(text, size, room, most)
        stop = max(text.rfind(one, end // 2, end) for one in _ENDS) + 1
        end = stop or end
        parts.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*parts, text]


def shortened(text: str, size: float, room: float, most: int = 1) -> str:
    """The text as it fits into so many lines, with … where something was left out."""
    if lines(text, size, room) <= most:
        return text
    return text[: max(_fitting(text + "…", size, room, most) - 2, 1)].rstrip() + "…"


def _fitting(text: str, size: float, room: float, most: int) -> int:
    """How many letters from the beginning fit into so many lines; at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if lines(text[:middle], size, room) <= most:
            low = middle
        else:
            high = middle - 1
    return low
