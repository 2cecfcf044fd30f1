"""Rows of text -> Arrow chunks: trimmed, blanks as null, blank rows left out."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest

import pyarrow as pa
import pyarrow.compute as pc

from data.reading.refusal import Refusal

CHUNK = 20_000
MOST_COLUMNS = 1_000
MOST_ROWS = 3_000_000
INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"

Row = tuple[int, list[str | None]]


def to_table(rows: Iterable[Row]) -> pa.Table | None:
    """One table of (row number, texts) rows, or None when no row says anything.

    Rows may be of different lengths. Raises Refusal when there are more columns or rows than any ledger has.
    """
    chunks = [chunk for chunk in _chunks(rows) if chunk.num_rows]
    if not chunks:
        return None
    table = pa.concat_tables(chunks, promote_options="default")
    while table[table.num_columns - 1].null_count == table.num_rows:
        table = table.remove_column(table.num_columns - 1)
    return table


def _chunks(rows: Iterable[Row]) -> Iterator[pa.Table]:
    source, total = iter(rows), 0
    while batch := list(islice(source, CHUNK)):
        total += len(batch)
        if total > MOST_ROWS:
            raise Refusal("too_many_rows", most=f"{MOST_ROWS:,}")
        yield _chunk(batch)


def _chunk(batch: list[Row]) -> pa.Table:
    width = max(len(texts) for _, texts in batch)
    if width > MOST_COLUMNS:
        raise Refusal("too_many_columns", most=f"{MOST_COLUMNS:,}")
    columns = [_clean(pa.array(texts, pa.string())) for texts in zip_longest(*(t for _, t in batch))]
    numbers = pa.array([number for number, _ in batch], pa.int32())
    names = [f"c{i}" for i in range(1, width + 1)]
    table = pa.table([numbers, *columns], names=["row_number", *names])
    said = None
    for column in columns:
        valid = pc.is_valid(column)
        said = valid if said is None else pc.or_(said, valid)
    return table.slice(0, 0) if said is None else table.filter(said)


def _clean(texts: pa.Array) -> pa.Array:
    texts = pc.utf8_trim_whitespace(texts)
    if pc.any(pc.match_substring_regex(texts, f"[{INVISIBLE}]")).as_py():
        texts = pc.utf8_trim_whitespace(pc.utf8_trim(texts, INVISIBLE))
    texts = _unwrapped(texts)
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


def _unwrapped(texts: pa.Array) -> pa.Array:
    '''Systems export codes as ="0012" or '0012 so that Excel keeps them as text; the wrapping is no content.'''
    if pc.any(pc.starts_with(texts, '="')).as_py():
        texts = pc.replace_substring_regex(texts, '^="([^"]*)"$', r"\1")
    if pc.any(pc.starts_with(texts, "'")).as_py():
        texts = pc.replace_substring_regex(texts, r"^'(\d)", r"\1")
    return texts
