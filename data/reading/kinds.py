"""Which kind of file this is, told from its content: clerks and systems mislabel files every day."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path, PurePath
from typing import Literal

from data.reading.refusal import Refusal

Kind = Literal["text", "json", "xlsx", "xlsb", "xls", "ods", "html", "mht", "excel_xml", "shapefile", "kmz", "kml"]

HEAD = 4096
# Workbooks shrink to a tenth or, where all rows are alike, a fiftieth; what says it is larger than this is a bomb.
# One that lies about its size ends at the limits of the child.
FREELY, MOST_TIMES = 64 << 20, 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_FORMATS = {
    b"%PDF": "pdf",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
    b"\x00\x00\x27\x0a": "bare_shapefile",
    b"\x09\x08": "old_excel",
    b"\x09\x04": "old_excel",
    b"\x09\x02": "old_excel",
}
_HTML = re.compile(
    r"<(!doctype html|!--|(html|head|body|meta|title|link|style|script|base|table|thead|tbody|tr|div|center|p|span|font"
    r"|form|h[1-6]|br)\b)"
)
_WEB_ARCHIVE = re.compile(r"mime-version:|x-document-type:|from: <saved by|content-type: *multipart/related")
_BOUNDARIES: dict[str, Kind] = {".shp": "shapefile", ".kml": "kmz"}
_KML = re.compile(r"<(\w+:)?kml\b")
_EXCEL_XML = re.compile(r"<(\w+:)?workbook\b")


def kind_of(path: Path) -> Kind:
    """The kind of the file; raises Refusal for kinds that hold no table."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Refusal("empty")
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    if head.startswith(OLE):
        return _kind_of_ole(path.read_bytes())
    for magic, code in OTHER_FORMATS.items():
        if head.startswith(magic):
            raise Refusal(code)
    return _kind_of_text(head)


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            unpacked = sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Refusal("broken") from None
    is_workbook = "content.xml" in names or any(name.startswith("xl/") for name in names)
    if is_workbook and unpacked > max(FREELY, MOST_TIMES * path.stat().st_size):
        raise Refusal("too_big")
    if any(name.startswith("xl/") for name in names):
        return "xlsb" if "xl/workbook.bin" in names else "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    if "word/document.xml" in names:
        raise Refusal("word")
    endings = {PurePath(name).suffix.lower() for name in names}
    if boundaries := next((kind for ending, kind in _BOUNDARIES.items() if ending in endings), None):
        return boundaries
    raise Refusal("archive")


def _kind_of_ole(content: bytes) -> Kind:
    """Excel 97, but also Word 97 and every password-protected workbook wear this container."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise Refusal("password")
    if holds("WordDocument"):
        raise Refusal("word")
    return "xls"


def _kind_of_text(head: bytes) -> Kind:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = head.decode("utf-16", "ignore")
    else:
        start = head.decode("utf-8", "ignore")
    start = start.replace("\0", "").lstrip("\ufeff \t\r\n").lower()
    if _WEB_ARCHIVE.match(start):
        return "mht"
    if start.startswith("<") and _EXCEL_XML.search(start) and "<html" not in start:
        return "excel_xml"
    if start.startswith("<") and _KML.search(start) and "<html" not in start:
        return "kml"
    if _HTML.match(start) or (start.startswith("<?xml") and "<html" in start):
        return "html"
    if start.startswith("<?xml"):
        raise Refusal("xml")
    return "json" if start.startswith(("{", "[{")) else "text"
