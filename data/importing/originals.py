"""The files as they were uploaded, beside the store: found by their hash, compressed, without personal data.

A file that nothing personal was found in, neither in its cells nor in what is not seen of it (see buried.py), is kept
byte by byte. Of any other a masked copy is kept instead: an XLSX of the cells that were read, with the columns that
name persons blanked, and numbers and e-mail addresses masked; it has no comments, properties or hidden sheets. What is
kept does not hang on batches: an undo leaves it there, and the same file uploaded twice is kept once.
"""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc

from data.database import Database
from data.importing.buried import is_buried
from data.importing.give_back import OUTLINES
from data.importing.privacy import masked, perhaps_private
from data.importing.report import WrongCall
from data.language import label
from data.reading import Reading, SheetCells
from data.remembering import Rows
from data.spreadsheet import TooBigForExcel, workbook_of

FOLDER, PLAIN, MASKED = "originals", ".gz", ".masked.xlsx.gz"
LEVEL, BLOCK = 6, 1 << 20


@dataclass(frozen=True)
class Original:
    """A kept file. `is_masked`: it is a copy without personal data, always an XLSX."""

    name: str
    content: bytes
    is_masked: bool


@dataclass(frozen=True)
class Prepared:
    """A file that lies compressed beside the others, under a name of its own until it is kept."""

    waiting: Path
    wanted: Path

    def keep(self) -> None:
        self.waiting.replace(self.wanted)

    def discard(self) -> None:
        """Nothing happens to what was kept."""
        self.waiting.unlink(missing_ok=True)


def prepared(
    database: Database, path: Path, sha256: str, reading: Reading, forbidden: Mapping[int, set[tuple[int, str]]]
) -> Prepared | None:
    """The file made ready to be kept, so that a transaction need not wait for its compression.

    `forbidden` names by sheet the (last row of the heading, column) of what names persons. Nothing is kept of a store
    in memory, nor where a copy would be needed that is bigger than Excel allows, nor what is there already.
    """
    folder = _folder(database)
    if folder is None or _found(folder, sha256):
        return None
    sheets = [_without_persons(one, forbidden.get(place, set())) for place, one in enumerate(reading.sheets)]
    is_private = any(one is not other for one, other in zip(sheets, reading.sheets, strict=True))
    is_private = is_private or is_buried(path, reading)
    if is_private and reading.kind in OUTLINES:
        return None
    try:
        content = BytesIO(workbook_of(sheets)) if is_private else path.open("rb")
    except TooBigForExcel:
        return None
    wanted = folder / f"{sha256}{MASKED if is_private else PLAIN}"
    with content:
        return Prepared(_compressed(wanted, content), wanted)


def original(database: Database, batch: str) -> Original:
    """The file of a batch; raises WrongCall when there is no such batch or its file was not kept."""
    found = database.rows("select file_name, sha256 from import_batch where batch_id = $batch", {"batch": batch})
    if not found:
        raise WrongCall(label("import_file.unknown_batch", batch=batch))
    name = found[0]["file_name"]
    path = _found(_folder(database), found[0]["sha256"])
    if path is None:
        raise WrongCall(label("originals.not_kept", file=name))
    is_masked = path.name.endswith(MASKED)
    shown = label("originals.masked_name", stem=Path(name).stem).zh if is_masked else name
    return Original(shown, gzip.decompress(path.read_bytes()), is_masked)


def kept(database: Rows) -> dict[str, bool]:
    """The hashes of the files that are kept, and whether what is kept is masked."""
    folder = _folder(database)
    if folder is None or not folder.is_dir():
        return {}
    return {one.name.partition(".")[0]: one.name.endswith(MASKED) for one in folder.iterdir() if one.suffix == PLAIN}


def _folder(database: Rows) -> Path | None:
    path = getattr(database, "path", ":memory:")
    return None if path == ":memory:" else Path(path).parent / FOLDER


def _found(folder: Path | None, sha256: str) -> Path | None:
    paths = [folder / f"{sha256}{tail}" for tail in (PLAIN, MASKED)] if folder else []
    return next((one for one in paths if one.is_file()), None)


def _compressed(path: Path, content: IO[bytes]) -> Path:
    """Whole on the disk, under another name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".keeping-", delete=False) as file:
        with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=LEVEL, mtime=0, filename="") as packed:
            shutil.copyfileobj(content, packed, BLOCK)
        file.flush()
        os.fsync(file.fileno())
    return Path(file.name)


def _without_persons(sheet: SheetCells, forbidden: set[tuple[int, str]]) -> SheetCells:
    """The same sheet where there was nothing to hide."""
    cells = sheet.cells
    for place, name in enumerate(cells.column_names):
        if name == "row_number":
            continue
        texts = cells[name]
        for last, column in forbidden:
            if column == name:
                below = pc.and_(pc.greater(cells["row_number"], last), pc.is_valid(texts))
                texts = pc.if_else(below, pa.scalar(None, pa.string()), texts)
        suspects = pc.unique(texts.filter(pc.match_substring_regex(texts, perhaps_private()))).to_pylist()
        if hidden := {text: other for text in suspects if (other := masked(text)) != text}:
            texts = pa.chunked_array([[hidden.get(text, text) for text in texts.to_pylist()]], pa.string())
        if texts is not cells[name] and not texts.equals(cells[name]):
            cells = cells.set_column(place, name, texts)
    return sheet if cells is sheet.cells else replace(sheet, cells=cells)
