"""Templates as units have them, made for tests: 4:3, dark, without a body, without a title, with a narrow title."""
from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from reports.slides.house import house

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000" "01f15c4890000000d4944415478da63fcffff3f030005fe02fea7"
    "9a60e50000000049454e44ae426082")


def saved(presentation: Any) -> bytes:
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def plain() -> bytes:
    """4:3, as Office made them for years, with a slide and a picture left in it."""
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "去年的内容"
    slide.shapes.add_picture(io.BytesIO(PIXEL), 0, 0)
    slide.notes_slide.notes_text_frame.text = "去年的备注"
    return saved(made)


def dark() -> bytes:
    """16:9, light text on dark ground, fonts and accents of its own."""
    made = house()
    names = made.slide_master.element.find(qn("p:clrMap"))
    for name, slot in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        names.set(name, slot)
    theme = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b"1F5FBF", b"F2C94C").replace(b"Microsoft YaHei", b"KaiTi")
    return saved(made)


def _only(name: str, *kinds: Any) -> bytes:
    """One layout, with placeholders of some kinds only."""
    made = Presentation()
    for layout in list(made.slide_layouts):
        if layout.name != name:
            made.slide_layouts.remove(layout)
    for holder in (made.slide_master, *made.slide_layouts):
        for one in list(holder.placeholders):
            if one.placeholder_format.type not in kinds:
                one.element.getparent().remove(one.element)
    return saved(made)


def bare() -> bytes:
    """A title and nothing else: no body, no footer, no page number."""
    return _only("Title Only", PP_PLACEHOLDER.TITLE)


def blank() -> bytes:
    """Not even a title."""
    return _only("Blank")


def narrow() -> bytes:
    """The title squeezed into a corner beside a logo."""
    made = Presentation()
    for holder in (made.slide_master, *made.slide_layouts):
        for one in holder.placeholders:
            if one.placeholder_format.type == PP_PLACEHOLDER.TITLE:
                one.left, one.top, one.width, one.height = (Inches(each) for each in (5, 0.2, 4.5, 0.6))
    return saved(made)


ALL: dict[str, Callable[[], bytes]] = {
    "plain": plain, "dark": dark, "bare": bare, "blank": blank, "narrow": narrow}


def with_member(template: bytes, name: str, content: bytes) -> bytes:
    """The file with one more member, or with another content of one that it has."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, content)
    return file.getvalue()


def member(template: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(template)) as file:
        return file.read(name)
