"""Zip archives of office files: the same parts make the same bytes, whenever they are packed."""
from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the oldest day that a zip archive can name


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The archive of the parts, in their order."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return file.getvalue()


def unpacked(file: bytes) -> dict[str, bytes]:
    """Every part by its name; raises zipfile.BadZipFile when the file is no archive."""
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
