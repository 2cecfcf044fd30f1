"""Paragraphs on a slide: sizes in points, Chinese marked as Chinese, the numbers of a sentence set apart."""
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Pt

from reports.content import Sentence

Run = tuple[str, bool]  # text, and whether it is a number to be set apart
Paragraph = list[Run]
NUMBERED = 1.8  # ems that a number before a paragraph takes
SCHEME = "tx1"  # the theme's colour for text
_POINT = 12_700
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold


def plain(said: str) -> Paragraph:
    """A paragraph without anything set apart."""
    return [(said, False)]


def told(sentence: Sentence, part: str | None = None) -> Paragraph:
    """A sentence, or a part of it, whose figures are set apart."""
    said = sentence.text if part is None else part
    shown = sorted({one.shown for one in sentence.figures if any(map(str.isdigit, one.shown))}, key=len, reverse=True)
    if not shown:
        return plain(said)
    pieces = re.split(f"(?<![0-9.,])({'|'.join(map(re.escape, shown))})(?![0-9])", said)
    return [(one, one in shown) for one in pieces if one]


def write(
    frame: Any, paragraphs: Sequence[Paragraph], size: float | None, lang: str, *, gap: float = 0, colour: Any = None,
    strong: Any = None, bold: bool = False, numbers: Sequence[int] = (),
) -> None:
    """Replaces the text of a frame. `gap`: ems above each paragraph but the first; `strong`: the colour of numbers.

    Without a size the frame keeps its own. `numbers`: what the paragraphs are numbered as, if they are.
    """
    frame.word_wrap = True
    for at, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        if at == 0:
            paragraph.clear()
        if size is not None:
            paragraph.line_spacing = 1.0
            paragraph.space_before = Pt(gap * size if at else 0)
            paragraph.space_after = Pt(0)
        if numbers:
            _number(paragraph, numbers[at], size or 18)
        for said, is_number in runs:
            run = paragraph.add_run()
            run.text = clean(said)
            dress(run, size, lang, strong if is_number and strong is not None else colour, bold or is_number)


def dress(run: Any, size: float | None, lang: str, colour: Any, bold: bool) -> None:
    """Language, size in points, colour (of the theme or its own) and weight of a run."""
    properties = run._r.get_or_add_rPr()
    properties.set("lang", tag(lang))
    properties.set("altLang", _other(lang))
    if size is not None:
        run.font.size = Pt(size)
    if bold:
        run.font.bold = True
    if isinstance(colour, RGBColor):
        run.font.color.rgb = colour
    elif colour is not None:
        run.font.color.theme_color = colour


def _number(paragraph: Any, number: int, size: float) -> None:
    """1. 2. 3. before paragraphs, as PowerPoint itself counts."""
    properties = paragraph._p.get_or_add_pPr()
    room = Pt(NUMBERED * size)
    properties.set("marL", str(room))
    properties.set("indent", str(-room))
    for one in properties.findall(qn("a:buNone")) + properties.findall(qn("a:buChar")):
        properties.remove(one)
    colour = properties.makeelement(qn("a:buClr"))
    colour.append(properties.makeelement(qn("a:schemeClr"), {"val": SCHEME}))
    properties.append(colour)
    properties.append(properties.makeelement(qn("a:buFont"), {"typeface": "+mj-lt"}))
    properties.append(properties.makeelement(qn("a:buAutoNum"), {"type": "arabicPeriod", "startAt": str(number)}))


def xml(
    runs: Sequence[tuple[str, str | None]], size: float, lang: str, *, align: str = "l", bold: bool = False,
    usual: str = SCHEME,
) -> str:
    """A paragraph as XML; each run has a colour of its own (#RRGGBB) or the usual one (also a:schemeClr)."""
    made = []
    for said, colour in runs:
        fill = _fill(colour or usual)
        weight = ' b="1"' if bold or colour else ""
        made.append(f'<a:r><a:rPr lang="{tag(lang)}" altLang="{_other(lang)}" sz="{round(size * 100)}"{weight}>{fill}'
                    f"</a:rPr><a:t>{escaped(said)}</a:t></a:r>")
    return f'<a:p><a:pPr algn="{align}"/>{"".join(made)}</a:p>'


def _fill(colour: str) -> str:
    inner = f'<a:srgbClr val="{colour[1:]}"/>' if colour.startswith("#") else f'<a:schemeClr val="{colour}"/>'
    return f"<a:solidFill>{inner}</a:solidFill>"


def inside(shape: Any) -> tuple[float, float]:
    """Width and height for text within a shape's margins, in points."""
    left, right = (_margin(shape, one, 91_440) for one in ("lIns", "rIns"))
    top, bottom = (_margin(shape, one, 45_720) for one in ("tIns", "bIns"))
    return max((shape.width - left - right) / _POINT, 20), max((shape.height - top - bottom) / _POINT, 10)


def indent(shape: Any) -> float:
    """How far the first level of a body's text stands in, in points: there its bullets are."""
    for holder in ancestors(shape):
        for one in holder.element.iterfind(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}"):
            if one.get("marL"):
                return int(one.get("marL")) / _POINT
    style = master(shape).element.find(f"{qn('p:txStyles')}/{qn('p:bodyStyle')}/{qn('a:lvl1pPr')}")
    return int(style.get("marL") or 0) / _POINT if style is not None else 0


def ancestors(placeholder: Any) -> list[Any]:
    """The placeholder, and those of layout and master that it inherits from."""
    found = [placeholder]
    while (above := getattr(found[-1], "_base_placeholder", None)) is not None:
        found.append(above)
    return found


def master(shape: Any) -> Any:
    """The master under a shape of a slide or a layout."""
    part = shape.part
    return part.slide_layout.slide_master if hasattr(part, "slide_layout") else part.slide_master


def _margin(shape: Any, name: str, usual: int) -> int:
    for holder in ancestors(shape):
        said = holder.text_frame._txBody.bodyPr.get(name) if holder.has_text_frame else None
        if said is not None:
            return int(said)
    return usual


def clean(said: str) -> str:
    """The text without what no XML may hold."""
    return _CONTROL.sub("", said)


def escaped(said: str) -> str:
    """The text as XML."""
    return escape(clean(said), {'"': "&quot;"})


def _other(lang: str) -> str:
    return tag("en" if lang == "zh" else "zh")


def tag(lang: str) -> str:
    """The language as Office calls it."""
    return "zh-CN" if lang == "zh" else "en-US"
