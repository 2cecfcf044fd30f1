"""The house's own master: 16:9, three layouts, one accent, Chinese type, places for footer and page number.

It is a real master, so whoever edits the deck can change its look in one place. It is made from the empty
presentation that python-pptx brings along.
"""
from __future__ import annotations

from typing import Any

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from reports.slides import colours

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
FONT = "Microsoft YaHei"
TITLE_SIZE, COVER_SIZE = 28, 40
_KEPT = {"Title Slide": "封面", "Title and Content": "标题和内容", "Title Only": "仅标题"}
# left, top, width, height in inches
_TITLE = (0.6, 0.38, 12.13, 0.95)
_BODY = (0.6, 1.45, 12.13, 5.42)
_FOOTER = (0.6, 6.98, 9.4, 0.34)
_NUMBER = (11.73, 6.98, 1.0, 0.34)
_COVER_TITLE = (0.95, 1.75, 11.4, 1.9)
_COVER_SUBTITLE = (0.95, 4.0, 11.4, 1.5)
_FOOTER_SIZE = 12


def house() -> Any:
    """An empty presentation on the house's master."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    made.element.find(qn("p:sldSz")).attrib.pop("type", None)  # it said 4:3
    master = made.slide_master
    for layout in list(made.slide_layouts):
        if layout.name not in _KEPT:
            made.slide_layouts.remove(layout)
    _theme(master)
    _master(master)
    cover, content, alone = made.slide_layouts
    _cover(cover)
    for layout in (content, alone):
        _without_date(layout)
    for layout in made.slide_layouts:
        layout.element.cSld.set("name", _KEPT[layout.name])
    return made


def _theme(master: Any) -> None:
    """Colours and fonts; those for Chinese text too, where a theme usually leaves the choice to the computer."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    tree = parse_xml(part.blob)
    tree.set("name", "街情看板")
    scheme = tree.find(f".//{qn('a:clrScheme')}")
    own = {"dk1": colours.INK, "lt1": colours.WHITE, "dk2": colours.NAVY, "lt2": "#F3F6FA",
           "hlink": colours.ACCENTS[0], "folHlink": colours.GREY,
           **{f"accent{at}": one for at, one in enumerate(colours.ACCENTS, 1)}}
    for name, colour in own.items():
        slot = scheme.find(qn(f"a:{name}"))
        slot.clear()
        slot.append(slot.makeelement(qn("a:srgbClr"), {"val": colour.lstrip("#")}))
    for font in ("majorFont", "minorFont"):
        slot = tree.find(f".//{qn(f'a:{font}')}")
        for script in ("latin", "ea"):
            slot.find(qn(f"a:{script}")).set("typeface", FONT)
        slot.find(qn("a:font") + "[@script='Hans']").set("typeface", FONT)
    part._blob = serialize_part_xml(tree)


def _master(master: Any) -> None:
    """Title at the left above a short bar in the accent, text below, footer and number at the foot."""
    _without_date(master)
    places = {"title": _TITLE, "body": _BODY, "ftr": _FOOTER, "sldNum": _NUMBER}
    for one in master.placeholders:
        _place(one, places[one.element.ph.get("type")])
        one.text_frame._txBody.bodyPr.set("lIns", "0")
        one.text_frame._txBody.bodyPr.set("rIns", "0")
    styles = master.element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", str(TITLE_SIZE * 100))
    title.find(qn("a:defRPr")).set("b", "1")
    title.find(f".//{qn('a:schemeClr')}").set("val", "tx2")
    for level, size in enumerate((18, 16, 14, 14, 14), 1):
        style = styles.find(f"{qn('p:bodyStyle')}/{qn(f'a:lvl{level}pPr')}")
        style.set("marL", str(Inches(0.28 * level)))
        style.set("indent", str(-Inches(0.28)))
        style.find(qn("a:defRPr")).set("sz", str(size * 100))
        style.find(qn("a:buFont")).set("typeface", "Arial")
        style.find(qn("a:buChar")).set("char", "•")
    for one in master.placeholders:
        if one.element.ph.get("type") in ("ftr", "sldNum"):
            level = one.element.find(f".//{qn('a:lvl1pPr')}")
            level.set("algn", "l" if one.element.ph.get("type") == "ftr" else "r")
            level.find(qn("a:defRPr")).set("sz", str(_FOOTER_SIZE * 100))
    _bar(master, (0, 0.5, 0.16, 0.7), "accent1")


def _cover(layout: Any) -> None:
    """White on navy; no footer."""
    for one in list(layout.placeholders):
        kind = one.element.ph.get("type")
        if kind in ("dt", "ftr", "sldNum"):
            one.element.getparent().remove(one.element)
            continue
        _place(one, _COVER_TITLE if kind == "ctrTitle" else _COVER_SUBTITLE)
        body = one.text_frame._txBody
        body.bodyPr.set("anchor", "b" if kind == "ctrTitle" else "t")
        style = body.find(qn("a:lstStyle"))
        style.clear()
        style.append(_level(COVER_SIZE if kind == "ctrTitle" else 20, "bg1" if kind == "ctrTitle" else "bg2"))
    layout.background.fill.solid()
    layout.background.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2
    layout.element.set("showMasterSp", "0")
    _bar(layout, (0.95, 3.78, 1.6, 0.07), "accent6")


def _level(size: int, colour: str) -> Any:
    return parse_xml(
        f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0" algn="l"><a:buNone/><a:defRPr sz="{size * 100}">'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )


def _without_date(shown: Any) -> None:
    """The day is said in words where it matters: the last day that the data cover."""
    for one in list(shown.placeholders):
        if one.element.ph.get("type") == "dt":
            one.element.getparent().remove(one.element)


def _place(shape: Any, box: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Inches(one) for one in box)


def _bar(shown: Any, box: tuple[float, float, float, float], colour: str) -> None:
    """A filled rectangle without a line, behind everything else of a master or layout."""
    left, top, width, height = (Inches(one) for one in box)
    tree = shown.shapes._spTree
    tree.insert(2, parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{tree.max_shape_id + 1}" name="bar"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    ))
