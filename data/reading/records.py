"""The lines of a text file cut into records, and which of them are not like the others."""

from __future__ import annotations

import csv
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.reading.columns import Row
from data.reading.quotes import only_reading
from data.reading.refusal import Refusal
from data.reading.shapes import Lines

MOST_LINES = 1_000  # of one record: a quote that closes so far down is none that was meant
MOST_TORN = 1_000
MOST_ODD = 50_000
FEWEST_IN_A_ROW = 4


@dataclass(frozen=True)
class Dialect:
    """How the cells are parted. `spaced`: by the separator and a space; `width`: the cells of most lines."""

    separator: str
    spaced: bool = False
    width: int = 1


class UnpairedQuote(Exception):
    """A quote opens and is not closed where it should be; `line` is where its record begins."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class Tally:
    """Counts while the lines are cut: how wide they are, and whose quotes do not pair."""

    def __init__(self) -> None:
        self.counts: Counter[int] = Counter()
        self.torn: list[int] = []
        self.mended: list[int] = []
        self._rows: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))

    def note(self, number: int, cells: list[str]) -> None:
        if any(cells):
            self.counts[len(cells)] += 1
            self._rows[len(cells)].append(number)

    def tear(self, number: int, *, mended: bool = False) -> None:
        """Raises Refusal where so many quotes do not pair that it is another kind of file."""
        (self.mended if mended else self.torn).append(number)
        if len(self.torn) + len(self.mended) > MOST_TORN:
            raise Refusal("unpaired_quote", line=min((*self.torn, *self.mended)))

    def found(self) -> Lines:
        width = max(self.counts, key=lambda one: (self.counts[one], one), default=0)
        odd = {row: own for own, rows in self._rows.items() if own != width for row in rows[:MOST_ODD]}
        return Lines(width, odd, tuple(self.torn), tuple(self.mended))


def records(path: Path, encoding: str, dialect: Dialect, tally: Tally, *, anyhow: bool = False) -> Iterator[Row]:
    """(line on which the record begins, cells). A quoted line break makes the next record begin further down.

    Raises UnpairedQuote at the first quote that is not closed; `anyhow` cuts that line by itself, in the only way
    it may have been meant or at every separator, and goes on with the next.
    """
    with path.open(encoding=encoding, newline="") as file:
        feed = _Feed(file)
        reader = _reader(feed, dialect)
        number = 1
        while True:
            feed.begin()
            try:
                cells = next(reader, None)
                if cells is None:
                    return
                if _swallows_rows(feed.taken, cells, dialect.separator):
                    raise csv.Error
            except csv.Error:
                if not anyhow:
                    raise UnpairedQuote(number) from None
                cells = _alone(feed.only_first(), number, dialect, tally)
                reader = _reader(feed, dialect)
            else:
                if _quotes_part(feed.taken, cells, dialect.separator):
                    tally.tear(number)
            tally.note(number, cells)
            yield number, list(cells)
            number += len(feed.taken)


def plain_records(path: Path, encoding: str, dialect: Dialect, tally: Tally) -> Iterator[Row]:
    """Every line a record, every quote plain text."""
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(
            file, delimiter=dialect.separator, quoting=csv.QUOTE_NONE, strict=True, skipinitialspace=dialect.spaced
        )
        for cells in reader:
            tally.note(reader.line_num, cells)
            yield reader.line_num, list(cells)


def _reader(feed: _Feed, dialect: Dialect) -> Iterator[list[str]]:
    return csv.reader(feed, delimiter=dialect.separator, strict=True, skipinitialspace=dialect.spaced)


class _Feed:
    """The lines of a file, of which those of the record at hand can be taken back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.taken: list[str] = []
        self._lines = lines
        self._again: list[str] = []

    def begin(self) -> None:
        self.taken.clear()

    def only_first(self) -> str:
        """The first line of the record; the others are to be read anew."""
        self._again += reversed(self.taken[1:])
        del self.taken[1:]
        return self.taken[0]

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._lines)
        self.taken.append(line)
        if len(self.taken) > MOST_LINES:
            raise csv.Error
        return line


def _alone(line: str, number: int, dialect: Dialect, tally: Tally) -> list[str]:
    cut = only_reading(line, dialect.separator + " " * dialect.spaced, dialect.width)
    tally.tear(number, mended=cut is not None)
    return cut or [cell.strip('"') for cell in line.rstrip("\r\n").split(dialect.separator)]


def _swallows_rows(lines: list[str], cells: list[str], separator: str) -> bool:
    """A cell with line breaks of which every line is as wide as a row: two stray quotes with rows between them."""
    if len(lines) < 2 or len(cells) < FEWEST_IN_A_ROW:
        return False
    return all(line.count(separator) + 1 >= len(cells) for line in lines)


def _quotes_part(lines: list[str], cells: list[str], separator: str) -> bool:
    """A quote within a plain cell, and its partner in another: the separators between them part nothing."""
    if sum('"' in cell and cell.count('"') % 2 for cell in cells) < 2:
        return False
    mark = re.escape(separator)
    return re.search(rf'[^{mark}\r\n"]"[^{mark}\r\n"]', "".join(lines)) is not None
