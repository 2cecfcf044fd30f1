"""A line whose quotes do not pair, such as  GD-1,"四送一服"反馈,"漏水, 三天"  and the one way it may have been meant.

Every quote may quote or may be plain text. Of all the ways to cut the line into as many cells as the other lines
have, the one with the fewest stray quotes is taken; where two are equally good, nobody but the clerk can tell.
"""

from __future__ import annotations

import re
from functools import cache

LONGEST = 20_000
MOST_QUOTES = 200
_Way = tuple[int, int, tuple[str, ...]]  # stray quotes, in how many ways, cells


def only_reading(line: str, separator: str, width: int) -> list[str] | None:
    """The `width` cells of the line, None when it can be cut into so many in no way, or in several."""
    line = line.rstrip("\r\n")
    if len(line) > LONGEST or line.count('"') > MOST_QUOTES or not 1 < width < MOST_QUOTES:
        return None

    @cache
    def best(start: int, cells: int) -> _Way | None:
        """The line from `start` on as that many cells."""
        ways: list[_Way] = []
        for end, text, stray in _cells_from(line, start, separator):
            if cells == 1 and end == len(line):
                ways.append((stray, 1, (text,)))
            elif cells > 1 and end < len(line) and (rest := best(end + len(separator), cells - 1)):
                ways.append((stray + rest[0], rest[1], (text, *rest[2])))
        return _fewest(ways)

    found = best(0, width)
    best.cache_clear()
    return list(found[2]) if found and found[1] == 1 else None


def _fewest(ways: list[_Way]) -> _Way | None:
    if not ways:
        return None
    least = min(stray for stray, _, _ in ways)
    equal = [one for one in ways if one[0] == least]
    return least, sum(count for _, count, _ in equal), equal[0][2]


def _cells_from(line: str, start: int, separator: str) -> list[tuple[int, str, int]]:
    """(where it ends, its text, its stray quotes) of every cell that may begin here."""
    end = line.find(separator, start)
    end = len(line) if end < 0 else end
    plain = line[start:end]
    found = [(end, plain, plain.count('"'))]
    if line[start : start + 1] != '"':
        return found
    for close in re.finditer(rf'"(?={re.escape(separator)}|$)', line[start + 1 :]):
        inner = line[start + 1 : start + 1 + close.start()]
        halves = inner.replace('""', "")
        text = inner.replace('""', "\0").replace('\\"', '"').replace("\0", '"')
        found.append((start + 1 + close.end(), text, halves.count('"')))
    return found
