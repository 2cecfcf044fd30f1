"""A unit's own .pptx as the template of a deck: refused when it means harm, emptied of its slides otherwise."""
from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import olefile
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from data.language import Label, label

MOST_BYTES = 60 << 20  # of the file itself
MOST_MEMBERS = 5_000
MOST_XML, MOST_UNPACKED = 80 << 20, 400 << 20
_FIRST_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TYPES, _MAIN = "[Content_Types].xml", "ppt/presentation.xml"
# Parts that can run something, by a piece of their name or of their content type.
_RUNS = ("vbaproject", "vbadata", "activex", "oleobject", "macroenabled", "/ctrlprops/")
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_DROPPED = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.PRINTER_SETTINGS)


class WrongTemplate(Exception):
    """The file cannot be a template of a deck; `label` says why."""

    def __init__(self, said: Label) -> None:
        super().__init__(said.zh)
        self.label = said


def opened(template: bytes) -> Any:
    """The presentation without its slides. Raises WrongTemplate for anything but a plain .pptx."""
    _check(template)
    try:
        found = Presentation(io.BytesIO(template))
        if not found.slide_masters or not any(len(one.slide_layouts) for one in found.slide_masters):
            raise WrongTemplate(label("deck.template_without_layouts"))
        emptied(found)
    except WrongTemplate:
        raise
    except Exception:  # zip, XML and python-pptx each have errors of their own for a damaged file
        raise WrongTemplate(label("deck.template_damaged")) from None
    for part in parts(found):
        for one in part.rels.values():
            if one.is_external:
                raise WrongTemplate(label("deck.template_links", target=one.target_ref[:80]))
    return found


def parts(presentation: Any) -> Iterator[Any]:
    """Every part of the package, each once."""
    return iter(presentation.part.package.iter_parts())


def emptied(presentation: Any) -> None:
    """Drops the slides, and what else only concerned them: sections, custom shows, thumbnail, printer settings."""
    root = presentation.element
    for slide in list(root.iter(qn("p:sldId"))):
        presentation.part.rels.pop(slide.rId)
        slide.getparent().remove(slide)
    for one in [*root.iter(qn("p:custShowLst")), *(e for e in root.iter(qn("p:ext")) if e.get("uri") == _SECTIONS)]:
        one.getparent().remove(one)
    for holder in (presentation.part.package, presentation.part):
        rels = holder._rels
        for key in [key for key, one in rels.items() if one.reltype in _DROPPED]:
            rels.pop(key)
    for part in list(parts(presentation)):
        _unlink(part)


def _unlink(part: Any) -> None:
    """A button on a master that leads to a slide would keep that slide in the file."""
    for key in [key for key, one in part.rels.items() if one.reltype == RELATIONSHIP_TYPE.SLIDE]:
        part.rels.pop(key)
        root = getattr(part, "_element", None)
        for one in [one for one in root.iter() if one.get(qn("r:id")) == key] if root is not None else ():
            one.getparent().remove(one)


def _check(template: bytes) -> None:
    """What can be told before anything is parsed."""
    if len(template) > MOST_BYTES:
        raise WrongTemplate(label("deck.template_too_big", most=MOST_BYTES >> 20))
    if template.startswith(_FIRST_OLE):
        raise WrongTemplate(label(f"deck.template_{_kind_of_ole(template)}"))
    try:
        archive = zipfile.ZipFile(io.BytesIO(template))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise WrongTemplate(label("deck.template_no_pptx")) from None
    names = {one.filename for one in members}
    if not {_TYPES, _MAIN} <= names:
        raise WrongTemplate(label("deck.template_no_pptx"))
    if any(one.flag_bits & 1 for one in members):
        raise WrongTemplate(label("deck.template_encrypted"))
    of_xml = sum(one.file_size for one in members if one.filename.endswith((".xml", ".rels")))
    if len(members) > MOST_MEMBERS or of_xml > MOST_XML or sum(one.file_size for one in members) > MOST_UNPACKED:
        raise WrongTemplate(label("deck.template_too_big", most=MOST_BYTES >> 20))
    _check_content(archive, members)


def _check_content(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """No macros, no controls, no document types, and the main part is a presentation."""
    try:
        types = archive.read(_TYPES)
        declared = types.decode("utf-8", "replace").lower()
        if any(word in declared or any(word in one.filename.lower() for one in members) for word in _RUNS):
            raise WrongTemplate(label("deck.template_macros"))
        if CONTENT_TYPE.PML_PRESENTATION_MAIN.lower() not in declared:
            raise WrongTemplate(label("deck.template_no_pptx"))
        for one in members:
            if one.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(one):
                raise WrongTemplate(label("deck.template_damaged"))
    except WrongTemplate:
        raise
    except Exception:  # a broken member: zlib, CRC, an unknown way of packing
        raise WrongTemplate(label("deck.template_damaged")) from None


def _kind_of_ole(template: bytes) -> str:
    """An encrypted .pptx, an old .ppt, or something else of old Office."""
    try:
        with olefile.OleFileIO(io.BytesIO(template)) as file:
            if file.exists("EncryptedPackage"):
                return "encrypted"
            return "old_ppt" if file.exists("PowerPoint Document") else "no_pptx"
    except Exception:  # olefile fails in many ways on a damaged file
        return "no_pptx"
