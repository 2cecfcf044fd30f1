"""Rows of cells -> Arrow tables of text: trimmed, blanks as null, blank rows left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice, zip_longest
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data.reading.refusal import Refusal
from data.reading.seen import texts_seen

CHUNK = 20_000
MOST_COLUMNS = 1_000
MOST_ROWS = 3_000_000
INVISIBLE = "\x1a\ufeff\u200b\u200c\u200d\u2060"
_SPACES = [one.encode() for one in " \t\n\r\x0b\x0c\x85\xa0\u3000\u202f\u205f"] + [b"\xe2\x80"]
_APOSTROPHES = [mark.encode() for mark in "'’‘＇´`"]
_INVISIBLE_BYTES = [mark.encode() for mark in INVISIBLE]
_MARKS = [*_SPACES, *_INVISIBLE_BYTES, *_APOSTROPHES, b"\0", b'="']
# Every byte that none of the marks begins with: most columns hold nothing else, and need no further look.
_PLAIN = bytes(set(range(256)) - {mark[0] for mark in _MARKS})

Row = tuple[int, Sequence[Any]]  # its number, and its cells: texts, or what a workbook holds
Save = Callable[[Iterable[pa.Table]], None]


def chunks_of(rows: Iterable[Row]) -> Iterator[pa.Table]:
    """The (row number, cells) rows as tables of some thousand rows, each as wide as its widest row.

    Raises Refusal when there are more columns or rows than any ledger has.
    """
    source, total = iter(rows), 0
    while batch := list(islice(source, CHUNK)):
        total += len(batch)
        if total > MOST_ROWS:
            raise Refusal("too_many_rows", most=f"{MOST_ROWS:,}")
        if width := max(len(texts) for _, texts in batch):
            yield _chunk(batch, width)


def joined(chunks: Iterable[pa.Table]) -> pa.Table | None:
    """The chunks under each other, without columns at the right end that are blank throughout; None = nothing."""
    found = [chunk for chunk in chunks if chunk.num_rows]
    if not found:
        return None
    table = pa.concat_tables(found, promote_options="default")
    while table[table.num_columns - 1].null_count == table.num_rows:
        table = table.remove_column(table.num_columns - 1)
    return table


def chunk_of(numbers: pa.Array, columns: list[pa.Array]) -> pa.Table:
    """Clean texts under the names c1..cN beside their row numbers; rows in which every cell is blank go."""
    cleaned = [_clean(column) for column in columns]
    names = [f"c{i}" for i in range(1, len(cleaned) + 1)]
    table = pa.table([numbers, *cleaned], names=["row_number", *names])
    if any(column.null_count == 0 for column in cleaned):
        return table
    said = reduce(pc.or_, (pc.is_valid(column) for column in cleaned))
    return table.filter(said)


def _chunk(batch: list[Row], width: int) -> pa.Table:
    if width > MOST_COLUMNS:
        raise Refusal("too_many_columns", most=f"{MOST_COLUMNS:,}")
    columns = [_strings(texts) for texts in zip_longest(*(texts for _, texts in batch))]
    return chunk_of(pa.array([number for number, _ in batch], pa.int32()), columns)


def _strings(cells: tuple[Any, ...]) -> pa.Array:
    """Mostly texts, as they stand."""
    try:
        return pa.array(cells, pa.string())
    except (pa.ArrowTypeError, UnicodeEncodeError):
        return texts_seen(cells)


def _clean(texts: pa.Array) -> pa.Array:
    letters = texts.buffers()[2]
    raw = letters.to_pybytes() if letters else b""
    starts = set(raw.translate(None, _PLAIN))
    found = {mark for mark in _MARKS if mark[0] in starts and mark in raw}
    if not found.isdisjoint(_SPACES):
        texts = pc.utf8_trim_whitespace(texts)
    if not found.isdisjoint(_INVISIBLE_BYTES):
        texts = pc.utf8_trim_whitespace(pc.utf8_trim(texts, INVISIBLE))
    if b"\0" in found:
        texts = pc.replace_substring(texts, "\0", "\ufffd")
    texts = _unwrapped(texts, found)
    if pc.min(pc.binary_length(texts)).as_py() == 0:
        texts = pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
    return texts


def _unwrapped(texts: pa.Array, found: set[bytes]) -> pa.Array:
    """Systems export codes as ="0012" or '0012 so that Excel keeps them as text; the wrapping is no content."""
    if b'="' in found:
        texts = pc.replace_substring_regex(texts, '^="([^"]*)"$', r"\1")
    if not found.isdisjoint(_APOSTROPHES):
        texts = pc.replace_substring_regex(texts, r"^['’‘＇´`](\d)", r"\1")
    return texts
