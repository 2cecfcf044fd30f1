"""What a file holds beside the cells that are seen: comments, properties, hidden sheets, texts of deleted cells.

A stored original must hold no person's number anywhere, so all of that is searched: every part of a workbook that is
text, in XLSX and ODS; the printable text of XLS; the whole of web pages and Excel 2003 XML. Files put into a workbook
cannot be searched, and count as if they held something. Pictures are not looked at, nor are names of persons.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePath

import pyarrow as pa
import pyarrow.compute as pc

from data.importing.privacy import masked, perhaps_private, surely_private
from data.reading import Reading

BLOCK, OVERLAP = 1 << 20, 1 << 10
_ZIPPED = ("xlsx", "xlsb", "ods")
_TEXTS = (".xml", ".rels", ".vml", ".txt", ".rdf", ".bin")
_LOOKS = ("xl/styles.xml", "xl/theme/", "styles.xml", "settings.xml", "[Content_Types].xml")
_EMBEDDED = ("xl/embeddings/", "Object ")
_TAG = re.compile(r"<[^<>]*>")
_PRINTABLE = re.compile(rb"[\x20-\x7e]{7,}")
_CELLS, _END_OF_CELLS = "<sheetData", "</sheetData>"


def is_buried(path: Path, reading: Reading) -> bool:
    """Whether a number or an e-mail address of a person lies in what of the file is not seen."""
    if any(_in_cells(one.cells) for one in reading.hidden):
        return True
    if reading.kind in _ZIPPED:
        return _in_archive(path)
    if reading.kind in ("xls", "html", "mht", "excel_xml"):
        return any(surely_private(text) for text in _printable(path))
    return False


def _in_cells(cells: pa.Table) -> bool:
    for texts in (cells[name] for name in cells.column_names if name != "row_number"):
        suspects = texts.filter(pc.match_substring_regex(texts, perhaps_private()))
        if any(masked(one) != one for one in suspects.to_pylist()):
            return True
    return False


def _in_archive(path: Path) -> bool:
    """An archive that cannot be searched to its end counts as if something had been found."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [one for one in archive.namelist() if not one.startswith(_LOOKS)]
            return any(one.startswith(_EMBEDDED) for one in names) or any(
                _in_part(archive, one) for one in names if PurePath(one).suffix in _TEXTS
            )
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError):
        return True


def _in_part(archive: zipfile.ZipFile, name: str) -> bool:
    if name.endswith(".bin"):
        return any(surely_private(one) for one in _runs(archive.read(name)))
    is_sheet = name.startswith("xl/worksheets/sheet")
    is_big = is_sheet or name.endswith(("sharedStrings.xml", "content.xml"))
    blocks = _outside_of_cells(_blocks(archive, name)) if is_sheet else _blocks(archive, name)
    for text in blocks:
        told = _TAG.sub("\n", text)
        if masked(told) != told or (not is_big and surely_private(text)):
            return True
    return False


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    kept = b""
    with archive.open(name) as part:
        while block := part.read(BLOCK):
            yield (kept + block).decode("utf-8", "ignore")
            kept = block[-OVERLAP:]


def _outside_of_cells(blocks: Iterator[str]) -> Iterator[str]:
    """What stands before and after the cells of a worksheet: its header and footer, and what may be typed."""
    inside = False
    for text in blocks:
        if not inside and _CELLS in text:
            yield text[: text.index(_CELLS)]
            inside = True
        if inside and _END_OF_CELLS in text:
            text, inside = text[text.index(_END_OF_CELLS) :], False
        if not inside:
            yield text


def _printable(path: Path) -> Iterator[str]:
    kept = b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield from _runs(kept + block)
            kept = block[-OVERLAP:]


def _runs(content: bytes) -> Iterator[str]:
    """The printable texts of a binary file, those of two bytes a letter included."""
    for one in _PRINTABLE.finditer(content.replace(b"\0", b"")):
        yield one[0].decode("ascii")
