"""CSV and TSV: encoding, separator, quotes, and the line every record begins on."""

from __future__ import annotations

import codecs
import csv
from array import array
from collections import Counter
from pathlib import Path

import pyarrow as pa

from data.reading.chinese import BIG5, chinese_encoding
from data.reading.columns import Save, chunks_of
from data.reading.records import Dialect, Tally, UnpairedQuote, plain_records, records
from data.reading.refusal import Refusal
from data.reading.regular import Irregular, regular_chunks
from data.reading.shapes import Lines

BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
SEPARATORS = ",\t;|"
SAMPLE_CHARACTERS = 65_536
SAMPLE_ROWS = 200
BLOCK = 1 << 20
_ASCII = bytes(range(128))
LONGEST_CELL = 1 << 26  # a boundary as GeoJSON text is far longer than csv's default of 128 KB


def read_delimited(path: Path, save: Save) -> tuple[str, Lines]:
    """Saves the tables of the file; returns its encoding and how its lines were cut.

    `save` starts afresh at every call. Raises Refusal when the file is no text, or when its quotes do not pair.
    """
    csv.field_size_limit(LONGEST_CELL)
    encoding = encoding_of(path)
    dialect = dialect_of(path, encoding)
    tally = Tally()
    try:
        save(regular_chunks(path, encoding, dialect, tally))
    except Irregular:
        tally = _read_carefully(path, encoding, dialect, save)
    return encoding, tally.found()


def _read_carefully(path: Path, encoding: str, dialect: Dialect, save: Save) -> Tally:
    """Strictly; where a quote does not pair, all quotes as plain text if that fits, else line by line."""
    tally = Tally()
    try:
        save(chunks_of(records(path, encoding, dialect, tally)))
    except UnpairedQuote:
        tally = Tally()
        if _quotes_are_plain(path, encoding, dialect):
            save(chunks_of(plain_records(path, encoding, dialect, tally)))
        else:
            save(chunks_of(records(path, encoding, dialect, tally, anyhow=True)))
    return tally


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
    broken = None if _is_utf8(path) else _first_undecodable(path, "utf-8")
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


def _is_utf8(path: Path) -> bool:
    """Arrow looks through bytes several times faster than Python decodes them, but does not say which are wrong.

    False also where the file is larger than what may be mapped: then it is for Python to say.
    """
    if not path.stat().st_size:
        return True
    try:
        with pa.memory_map(str(path)) as file:
            letters = file.read_buffer()
        ends = pa.py_buffer(array("q", [0, letters.size]))
        pa.Array.from_buffers(pa.large_string(), 1, [None, ends, letters]).validate(full=True)
    except (pa.ArrowInvalid, OSError, MemoryError):
        return False
    return True


def _first_undecodable(path: Path, encoding: str) -> tuple[int, int] | None:
    """(bytes of valid non-ASCII before it, line) of the first byte that is not valid, None when all are."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with path.open("rb") as file:
        while True:
            block = file.read(BLOCK)
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                return _before(path, encoding, file.tell() - len(error.object) + error.start)
            if not block:
                return None


def _before(path: Path, encoding: str, place: int) -> tuple[int, int]:
    """(bytes of non-ASCII before that byte, the line it stands on): counted only where there is something to refuse.

    Lines are counted in the text: the bytes of 上 in UTF-16 hold one that ends lines elsewhere.
    """
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    wide, lines = 0, 1
    with path.open("rb") as file:
        while block := file.read(min(BLOCK, place)):
            place -= len(block)
            lines += decoder.decode(block).count("\n")
            wide += len(block.translate(None, _ASCII))
    return wide, lines


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


def dialect_of(path: Path, encoding: str) -> Dialect:
    """The separator, perhaps with a space behind it, that cuts the most lines into the same number of cells."""
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE_CHARACTERS)
    _refuse_binary(sample)
    lines = sample.splitlines(keepends=True)
    agreed = {one: _agreement(lines, one) for one in SEPARATORS}
    separator = max(SEPARATORS, key=lambda one: agreed[one][0] * (agreed[one][1] - 1))
    count, width = agreed[separator]
    if separator + ' "' in sample and (spaced := _agreement(lines, separator, spaced=True))[0] > count:
        return Dialect(separator, True, spaced[1])
    return Dialect(separator, False, width)


def _refuse_binary(sample: str) -> None:
    controls = sum(ch < " " and ch not in "\t\r\n\x0b\x0c\x1a" for ch in sample)
    if controls > len(sample) // 1000:
        raise Refusal("not_text")


def _agreement(lines: list[str], separator: str, *, spaced: bool = False) -> tuple[int, int]:
    """(how many lines, in how many cells each) of the width at which the most separators agree."""
    widths: Counter[int] = Counter()
    for record in csv.reader(lines, delimiter=separator, skipinitialspace=spaced):
        widths[len(record)] += 1
        if widths.total() >= SAMPLE_ROWS:
            break
    width = max(widths, key=lambda one: widths[one] * (one - 1), default=1)
    return widths[width], width


def _quotes_are_plain(path: Path, encoding: str, dialect: Dialect) -> bool:
    """Text such as "四送一服"工作 begins with a quote that quotes nothing.

    Taking quotes as plain characters is right when every line then has as many cells as the others and no cell
    stands in quotes.
    """
    widths = set()
    for _, cells in plain_records(path, encoding, dialect, Tally()):
        if any(cells):
            widths.add(len(cells))
        if len(widths) > 1 or any(cell and len(cell) > 1 and cell[0] == cell[-1] == '"' for cell in cells):
            return False
    return True
