"""The quick way through large, regular CSV files: Arrow's reader on all cores.

It is taken only where it provably gives what the careful way gives: one record per line, every line as wide as
the others, no blank lines, no quote inside a cell. The title lines on top go the careful way.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from threading import Event

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from data.reading.columns import MOST_ROWS, chunk_of, chunks_of
from data.reading.records import Dialect, Tally
from data.reading.refusal import Refusal

SMALLEST = 1 << 20
HEAD_LINES = 50
BLOCK = 4 << 20
PLAIN_ENCODINGS = ("utf-8", "utf-8-sig", "gb18030")
# A quote that neither opens nor closes a cell nor doubles another quote, for Arrow's patterns: they look through bytes
# faster than those of `re`, and leave the interpreter free.
INNER_QUOTE = r"""[^SEPARATOR\n\r"]"[^SEPARATOR\n\r"]"""
LONE_RETURN = r"\r[^\n]"


class Irregular(Exception):
    """The file must be read the careful way."""


def regular_chunks(path: Path, encoding: str, dialect: Dialect, tally: Tally) -> Iterator[pa.Table]:
    """The tables of a large, regular file; raises Irregular, perhaps only at the end, when it is not one.

    Its lines are looked at while Arrow reads them, which leaves the interpreter free.
    """
    if dialect.spaced or path.stat().st_size < SMALLEST or encoding not in PLAIN_ENCODINGS or dialect.separator == "|":
        raise Irregular
    with ThreadPoolExecutor(1) as beside:
        ending = Event()
        lines = beside.submit(_regular_lines, path, dialect.separator, ending)
        try:
            yield from _tables(path, encoding, dialect.separator, tally, lines)
        finally:
            ending.set()


def _tables(
    path: Path, encoding: str, separator: str, tally: Tally, lines: Future[int]
) -> Iterator[pa.Table]:
    head, width = _head(path, encoding, separator)
    for number, cells in enumerate(head, start=1):
        tally.note(number, cells)
    yield from chunks_of((number, list(cells)) for number, cells in enumerate(head, start=1))
    line = len(head) + 1
    try:
        for batch in _body(path, encoding, separator, len(head), width):
            numbers = pa.array(range(line, line + batch.num_rows), pa.int32())
            tally.counts[width] += batch.num_rows
            yield chunk_of(numbers, batch.columns)
            line += batch.num_rows
            if lines.done():
                lines.result()  # raises what was found
    except pa.ArrowInvalid:  # a line of another width, or a quote that does not close on its line
        raise Irregular from None
    if line != lines.result() + 1:  # blank lines are none of Arrow's rows
        raise Irregular


def _regular_lines(path: Path, separator: str, ending: Event) -> int:
    """The number of lines; raises Irregular when a line is out of the ordinary, or when it is ended."""
    quote = INNER_QUOTE.replace("SEPARATOR", separator)
    lines, end = 0, b""
    with path.open("rb") as file:
        for block in iter(lambda: file.read(BLOCK), b""):
            lines += int(np.count_nonzero(np.frombuffer(block, np.uint8) == ord("\n")))
            # What is looked for has three bytes at most: the last two of a block are looked at with the next one.
            _refuse_irregular(end + block, quote)
            if ending.is_set():
                raise Irregular
            end = (end + block[-2:])[-2:]
    if end.endswith(b"\r"):
        raise Irregular
    lines += not end.endswith(b"\n")
    if lines > MOST_ROWS:
        raise Refusal("too_many_rows", most=f"{MOST_ROWS:,}")
    return lines


def _refuse_irregular(content: bytes, quote: str) -> None:
    """Single bytes are asked for first, which is many times faster than a pattern."""
    if (b'"' in content and _holds(content, quote)) or (b"\r" in content and _holds(content, LONE_RETURN)):
        raise Irregular


def _holds(content: bytes, pattern: str) -> bool:
    """Whether the bytes hold what the pattern says; they are not copied."""
    places = np.array([0, len(content)], np.int32)
    bytes_of_one = pa.Array.from_buffers(pa.binary(), 1, [None, pa.py_buffer(places), pa.py_buffer(content)])
    return pc.match_substring_regex(bytes_of_one, pattern)[0].as_py()


def _head(path: Path, encoding: str, separator: str) -> tuple[list[list[str]], int]:
    """(the lines down to the last one that is not as wide as most, the width of most)."""
    with path.open(encoding=encoding, newline="") as file:
        first = list(csv.reader(islice(file, HEAD_LINES), delimiter=separator))
    if not all(first):
        raise Irregular
    width = Counter(len(cells) for cells in first).most_common(1)[0][0]
    odd = [i for i, cells in enumerate(first) if len(cells) != width]
    return first[: odd[-1] + 1 if odd else 0], width


def _body(path: Path, encoding: str, separator: str, skip: int, width: int) -> Iterator[pa.RecordBatch]:
    names = [f"c{i}" for i in range(1, width + 1)]
    encoding = encoding.removesuffix("-sig")  # Arrow drops the mark by itself
    return arrow_csv.open_csv(
        path,
        arrow_csv.ReadOptions(encoding=encoding, column_names=names, skip_rows=skip, block_size=BLOCK),
        arrow_csv.ParseOptions(delimiter=separator),
        arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
    )
