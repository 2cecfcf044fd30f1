"""CSV and TSV: encoding, separator, quotes, and the line every record begins on."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from data.reading.chinese import BIG5, chinese_encoding
from data.reading.columns import Row, Save, chunks_of
from data.reading.refusal import Refusal
from data.reading.regular import Irregular, regular_chunks

BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
SEPARATORS = ",\t;|"
SAMPLE_CHARACTERS = 65_536
SAMPLE_ROWS = 200
BLOCK = 1 << 20
LONGEST_CELL = 1 << 26  # a boundary as GeoJSON text is far longer than csv's default of 128 KB


def read_delimited(path: Path, save: Save) -> str:
    """Saves the tables of the file and returns its encoding; `save` starts afresh at every call.

    Raises Refusal when the file is no text, or when its quotes do not pair.
    """
    csv.field_size_limit(LONGEST_CELL)
    encoding = encoding_of(path)
    separator = separator_of(path, encoding)
    try:
        save(regular_chunks(path, encoding, separator))
    except Irregular:
        _read_carefully(path, encoding, separator, save)
    return encoding


def _read_carefully(path: Path, encoding: str, separator: str, save: Save) -> None:
    try:
        save(chunks_of(_records(path, encoding, separator, csv.QUOTE_MINIMAL)))
    except UnpairedQuote as unpaired:
        _refuse_swallowed_rows(path, encoding, separator, unpaired.line)
        save(chunks_of(_records(path, encoding, separator, csv.QUOTE_NONE)))


class UnpairedQuote(Exception):
    """A quote opens and is not closed where it should be; `line` is where the reader noticed."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def encoding_of(path: Path) -> str:
    """BOM, then UTF-8, then GB18030 or Big5, each strictly; a guess only when all of them fail."""
    with path.open("rb") as file:
        head = file.read(BLOCK)
    for bom, encoding in BOMS.items():
        if head.startswith(bom):
            return _checked(path, encoding)
    if b"\0" in head:
        _refuse_stray_zeros(head)
        wide = _wide_encoding(head)
        if _first_undecodable(path, wide) is not None:
            raise Refusal("not_text")
        return wide
    broken = _first_undecodable(path, "utf-8")
    if broken is None:
        return "utf-8"
    _refuse_damaged_utf8(path, broken)
    damaged = _first_undecodable(path, "gb18030")
    is_big5 = _first_undecodable(path, BIG5) is None
    if found := chinese_encoding(head, is_gb18030=damaged is None, is_big5=is_big5):
        return found
    assert damaged is not None, "a valid file is read as GB18030 at least"
    _refuse_damaged_gbk(path, damaged[1])
    return _guessed(path)


def _refuse_stray_zeros(head: bytes) -> None:
    """Zero bytes within Chinese text of UTF-8 or GBK: read as UTF-16, every character would come out wrong."""
    without = head.replace(b"\0", b"")
    line = head[: head.index(b"\0")].count(b"\n") + 1
    decoder = codecs.getincrementaldecoder("utf-8")("strict")  # the head may end in the middle of a character
    try:
        is_utf8 = not decoder.decode(without).isascii()
    except UnicodeDecodeError:
        is_utf8 = False
    if is_utf8 or _is_common_chinese(without.decode("gb18030", "replace")):
        raise Refusal("zeros", line=line)


def _checked(path: Path, encoding: str) -> str:
    broken = _first_undecodable(path, encoding)
    if broken is not None:
        raise Refusal("damaged_text", line=broken[1])
    return encoding


def _wide_encoding(head: bytes) -> str:
    """UTF-16 without a BOM: the separators are ASCII, so their zero bytes stand on one side only."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    ends_lines = "\n" in head[: len(head) // 2 * 2].decode(encoding, "replace")
    if max(even, odd) < 8 * min(even, odd) or (max(even, odd) < 8 and not ends_lines):
        raise Refusal("not_text")
    return encoding


def _first_undecodable(path: Path, encoding: str) -> tuple[int, int] | None:
    """(bytes of valid non-ASCII before it, line) of the first byte that is not valid, None when all are."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    wide, lines = 0, 1
    with path.open("rb") as file:
        while True:
            block = file.read(BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                good = error.object[: error.start]
                return wide + sum(byte > 127 for byte in good), lines + good.count(b"\n")
            if not block:
                return None
            lines += text.count("\n")
            wide += 0 if text.isascii() else len(block)


def _refuse_damaged_utf8(path: Path, broken: tuple[int, int]) -> None:
    """A long UTF-8 file with one bad byte must not be read as GB18030: every character would come out wrong.

    GBK text breaks UTF-8 within its first few characters; thirty valid bytes (ten characters) are no accident.
    """
    wide_before, line = broken
    if wide_before >= 30:
        raise Refusal("damaged_text", line=line)


def _refuse_damaged_gbk(path: Path, line: int) -> None:
    """All but a few bytes make common Chinese characters: a GBK file that was damaged, not another encoding.

    UTF-8 or Big5 read as GBK gives rare characters, which GB2312 lacks, in every other place.
    """
    with path.open("rb") as file:
        text = file.read(BLOCK).decode("gb18030", "replace")
    if _is_common_chinese(text):
        raise Refusal("damaged_text", line=line)


def _is_common_chinese(text: str) -> bool:
    wide = [one for one in text if not one.isascii() and one != "\ufffd"]
    common = sum(len(one.encode("gb2312", "ignore")) > 0 for one in wide)
    broken = text.count("\ufffd")
    return len(wide) >= 10 and common * 100 >= len(wide) * 95 and broken * 20 <= len(wide)


def _guessed(path: Path) -> str:
    from charset_normalizer import from_bytes  # last resort, rarely needed, slow to import

    with path.open("rb") as file:
        best = from_bytes(file.read(BLOCK)).best()
    if best is None or _first_undecodable(path, best.encoding) is not None:
        raise Refusal("not_text")
    return best.encoding


def separator_of(path: Path, encoding: str) -> str:
    """The separator that cuts the most lines into the same number of cells."""
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE_CHARACTERS)
    _refuse_binary(sample)
    lines = sample.splitlines(keepends=True)
    return max(SEPARATORS, key=lambda one: (_agreement(lines, one), -SEPARATORS.index(one)))


def _refuse_binary(sample: str) -> None:
    controls = sum(ch < " " and ch not in "\t\r\n\x0b\x0c\x1a" for ch in sample)
    if controls > len(sample) // 1000:
        raise Refusal("not_text")


def _agreement(lines: list[str], separator: str) -> int:
    widths: Counter[int] = Counter()
    for record in csv.reader(lines, delimiter=separator):
        widths[len(record)] += 1
        if widths.total() >= SAMPLE_ROWS:
            break
    return max((count * (width - 1) for width, count in widths.items()), default=0)


def _records(path: Path, encoding: str, separator: str, quoting: Literal[0, 3]) -> Iterator[Row]:
    """(line on which the record begins, cells). A quoted line break makes the next record begin further down."""
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=separator, quoting=quoting, strict=True)
        first = 1
        try:
            for cells in reader:
                yield first, list(cells)
                first = reader.line_num + 1
        except csv.Error:
            raise UnpairedQuote(first) from None


def _refuse_swallowed_rows(path: Path, encoding: str, separator: str, line: int) -> None:
    """Text such as "四送一服"工作 begins with a quote that quotes nothing.

    Taking quotes as plain characters is right when every line then has as many cells as the heading; otherwise
    a quote somewhere swallows rows, and only the clerk can say where it ends.
    """
    widths = {len(cells) for _, cells in _records(path, encoding, separator, csv.QUOTE_NONE) if any(cells)}
    if len(widths) != 1:
        raise Refusal("unpaired_quote", line=line)
