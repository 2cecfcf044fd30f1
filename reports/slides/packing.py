"""The file of a presentation, the same bytes for the same content: no clock, no pictures, nothing left of others."""
from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

_FIRST = (1980, 1, 1, 0, 0, 0)


def packed(presentation: Any, made: datetime, *, title: str, author: str, subject: str, lang: str) -> bytes:
    """The .pptx with its properties; `made` stands for the time at which it was made."""
    said = presentation.core_properties
    said.title, said.author, said.subject, said.language = title, author, subject, lang
    said.last_modified_by, said.comments, said.keywords, said.category = author, "", "", ""
    said.created = said.modified = made
    said.revision = 1
    file = io.BytesIO()
    presentation.save(file)
    return _settled(file.getvalue())


def _settled(package: bytes) -> bytes:
    """The same archive with one date on all members."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            one = zipfile.ZipInfo(name, _FIRST)
            one.compress_type = zipfile.ZIP_DEFLATED
            one.create_system = 0
            new.writestr(one, old.read(name))
    return file.getvalue()
