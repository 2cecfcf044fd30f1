"""Zipped boundaries: what an archive may hold, and its members as bytes. Nothing is unpacked to a path it names."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from data.reading.refusal import Refusal

MOST_MEMBERS = 500
MOST_BYTES = 300 << 20
MOST_TIMES = 200  # how much larger than packed; coordinates shrink to a third, zeros to a thousandth
FREELY = 1 << 20
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)")
_NESTED = (".zip", ".rar", ".7z", ".gz", ".tar", ".kmz", ".bz2", ".xz")


class Archive:
    """The members of a zip file by their names in lower case; raises Refusal for one that means harm."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise Refusal("broken_archive") from None
        members = [one for one in self._zip.infolist() if not one.is_dir() and not _is_of_the_mac(one.filename)]
        for one in members:
            _refuse_harmful(one)
        sizes = sum(one.file_size for one in members), sum(one.compress_size for one in members)
        if len(members) > MOST_MEMBERS or sizes[0] > max(FREELY, min(MOST_BYTES, MOST_TIMES * sizes[1])):
            raise Refusal("too_big")
        self._members = {_name(one): one for one in members}

    def names(self, ending: str) -> list[str]:
        """The members that end so, whatever its case."""
        return sorted(name for name in self._members if name.lower().endswith(ending))

    def beside(self, name: str, ending: str) -> bytes | None:
        """The member of the same name with another ending, if there is one."""
        wanted = str(PurePosixPath(name).with_suffix(ending)).lower()
        found = next((one for one in self._members if one.lower() == wanted), None)
        return self.read(found) if found else None

    def read(self, name: str) -> bytes:
        """No more than the archive said it would be."""
        one = self._members[name]
        try:
            with self._zip.open(one) as file:
                content = io.BytesIO(file.read(one.file_size + 1)).getvalue()
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error):
            raise Refusal("broken_archive") from None
        if len(content) != one.file_size:
            raise Refusal("broken_archive")
        return content


def _is_of_the_mac(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.endswith(".DS_Store")


def _refuse_harmful(one: zipfile.ZipInfo) -> None:
    if one.flag_bits & _ENCRYPTED:
        raise Refusal("password")
    if _OUTSIDE.search(one.orig_filename):
        raise Refusal("archive_paths", name=_name(one)[-60:])
    if one.filename.lower().endswith(_NESTED):
        raise Refusal("nested_archive", name=_name(one)[-60:])


def _name(one: zipfile.ZipInfo) -> str:
    """Chinese Windows writes names in GBK and says nothing; zipfile then takes them for the letters of an old PC."""
    if one.flag_bits & _UTF8_NAME:
        return one.filename
    try:
        return one.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return one.filename
