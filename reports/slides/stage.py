"""Where things stand on the slides of a presentation: its layouts by what they hold, their boxes, their colours.

A template is asked by the types of its placeholders, never by their numbers or names; whatever it lacks (a layout,
a title, a footer, a size) has a plain stand-in.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches

from reports.slides import colours, measure, text

TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
_AT_THE_FOOT = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
TITLE_SIZES = (28, 26, 24, 22, 20, 18, 16, 14)
LEAST_TITLE, MOST_TITLE = 18, 32  # where a conclusion stands; a template's own size is not wholly followed beyond
COVER_SIZES = (40, 36, 32, 28, 24, 20)
_POINT = 12_700  # EMU
_FOOT_SIZE = 12


class Box(NamedTuple):
    """A rectangle on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width / _POINT, self.height / _POINT

    def rows(self, first: float, gap: float = 0) -> tuple[Box, Box]:
        """The box cut below its first so many points, with a gap between."""
        high, between = int(first * _POINT), int(gap * _POINT)
        return (self._replace(height=high),
                self._replace(top=self.top + high + between, height=max(self.height - high - between, 0)))

    def columns(self, share: float, gap: float = 0) -> tuple[Box, Box]:
        """The box cut at a share of its width, with a gap of so many points."""
        between = int(gap * _POINT)
        first = int((self.width - between) * share)
        return (self._replace(width=first),
                self._replace(left=self.left + first + between, width=self.width - first - between))


@dataclass(frozen=True)
class _Layouts:
    cover: Any
    content: Any  # a title and one body
    alone: Any  # a title and nothing else


class Stage:
    """A presentation to which slides are added.

    The first of `foot` for which there is room stands at the foot of every slide but the cover.
    """

    def __init__(self, presentation: Any, lang: str, foot: Sequence[str], *, sizes_are_ours: bool) -> None:
        self.presentation = presentation
        self.lang = lang
        self._foot = foot
        self._sizes_are_ours = sizes_are_ours
        self._layouts = _layouts(presentation)
        self.width, self.height = presentation.slide_width, presentation.slide_height
        self.content = self._content()
        self.is_dark = _is_dark(self._layouts.content)
        self.lights = colours.LIGHTS_ON_DARK if self.is_dark else colours.LIGHTS

    def cover(self, title: str, under: Sequence[str]) -> Any:
        """The first slide: title, and lines below it."""
        slide = self.presentation.slides.add_slide(self._layouts.cover)
        shape = _of_type(slide, TITLES)
        below = _of_type(slide, (PP_PLACEHOLDER.SUBTITLE, *BODIES))
        _remove_empty(slide, (shape, below))
        tall, wide = self.height, self.width
        if shape is None:
            shape = text_box(slide, Box(wide // 12, tall // 4, wide * 5 // 6, tall // 4))
        self._title(shape, title, COVER_SIZES)
        if below is None:
            top = min(shape.top + shape.height + tall // 30, tall * 4 // 5)
            below = text_box(slide, Box(shape.left, top, shape.width, tall // 6))
        box = text.inside(below)
        size = measure.largest(under, (20, 18, 16, 14), *box, gap=0.3) or 14
        high = measure.height(under, size, box[0], 0.3)
        if high > box[1]:
            below.height = Emu(min(int((high + 8) * _POINT), tall - below.top))
        text.write(below.text_frame, [text.plain(one) for one in under], size, self.lang, gap=0.3)
        return slide

    def slide(self, title: str, *, with_body: bool = False) -> tuple[Any, Any]:
        """A slide and its body placeholder (None without one, or where the template has none)."""
        layout = self._layouts.content if with_body else self._layouts.alone
        slide = self.presentation.slides.add_slide(layout)
        shape = _of_type(slide, TITLES)
        body = _largest_body(slide) if with_body else None
        _remove_empty(slide, (shape, body))
        if shape is None:
            shape = text_box(slide, self._title_box())
        self._title(shape, title, TITLE_SIZES)
        self._write_foot(slide, layout)
        if with_body and body is None:
            body = text_box(slide, self.content)
        return slide, body

    def body_room(self, box: Box, *, numbered: float = 0) -> tuple[float, float]:
        """Width and height for text when a body placeholder stands in the box, in points.

        `numbered` is the size of type of numbered paragraphs, which stand in further.
        """
        across, down, indent = self._around
        indent = max(indent, text.NUMBERED * numbered)
        return max(box.points[0] - across - indent, 20), max(box.points[1] - down, 10)

    @cached_property
    def _around(self) -> tuple[float, float, float]:
        """Margins of a body across and down, and how far its text stands in."""
        body = _largest_body(self._layouts.content)
        if body is None:
            return 0, 0, 0
        wide, high = text.inside(body)
        return body.width / _POINT - wide, body.height / _POINT - high, text.indent(body)

    def write_body(
        self, shape: Any, box: Box, paragraphs: Sequence[text.Paragraph], size: float, gap: float, strong: Any,
        numbers: Sequence[int] = (),
    ) -> None:
        """Puts a body into the box and writes into it from the top."""
        shape.left, shape.top, shape.width, shape.height = box
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        text.write(shape.text_frame, paragraphs, size, self.lang, gap=gap, strong=strong, numbers=numbers)

    def title_fits(self, title: str) -> bool:
        """Whether a title can be written whole on a slide."""
        shape = _of_type(self._layouts.content, TITLES)
        box = text.inside(shape) if shape is not None else self._title_box().points
        return measure.largest([title], [LEAST_TITLE], *box) is not None

    def _title(self, shape: Any, title: str, sizes: Sequence[int]) -> None:
        """In the template's own size where that fits, a little smaller where that saves a line, else as it can be."""
        wide, high = text.inside(shape)
        said = None if self._sizes_are_ours else _said_size(shape)
        usual = min(max(said, LEAST_TITLE), MOST_TITLE if sizes is TITLE_SIZES else 60) if said else sizes[0]
        tried = [usual, *(one for one in sizes if one < usual)]
        size = measure.largest([title], tried, wide, high)
        one_line = [one for one in tried if size and size * 0.78 <= one <= size]
        whole = measure.largest([title], one_line, wide, min(high, (size or 0) * measure.LINE))
        if size is None:
            size = sizes[-1]
            title = measure.shortened(title, size, wide, max(int(high // (size * measure.LINE)), 1))
        size = whole or size
        text.write(shape.text_frame, [text.plain(title)], None if size == said else size, self.lang)

    def _title_box(self) -> Box:
        return Box(self.width // 20, self.height // 20, self.width * 9 // 10, self.height // 8)

    def _content(self) -> Box:
        """Where a template wants its content: its body's box, unless that is too small or lies over the title."""
        body, title = _largest_body(self._layouts.content), _of_type(self._layouts.content, TITLES)
        over = Box(title.left, title.top, title.width, title.height) if title is not None else self._title_box()
        below = over.top + over.height
        under = Box(self.width // 20, below + self.height // 60, self.width * 9 // 10,
                    int(self.height * 0.91) - below - self.height // 60)
        if over.top > self.height // 2:  # the title stands at the foot
            under = Box(self.width // 20, self.height // 20, self.width * 9 // 10, over.top - self.height // 15)
        if body is None or body.width < self.width * 0.55 or body.height < self.height * 0.45:
            return under
        top = max(body.top, below) if over.top <= self.height // 2 else body.top
        bottom = min(body.top + body.height, int(self.height * 0.93))
        if self._foot and not _has_foot(self._layouts.content):
            bottom = min(bottom, int(self.height * 0.92))
        found = Box(body.left, top, min(body.width, self.width - body.left), bottom - top)
        return found if found.height >= self.height * 0.4 else under

    def _write_foot(self, slide: Any, layout: Any) -> None:
        """Footer and page number in the template's own places; a small line where it has no footer."""
        has_foot = False
        for one in layout.placeholders:
            kind = one.placeholder_format.type
            if kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
                is_footer = kind == PP_PLACEHOLDER.FOOTER
                has_foot |= is_footer
                slide.shapes._spTree.append(self._foot_shape(slide, one, is_footer))
        if not has_foot and self._foot:
            top = int(self.height * 0.945)
            high = self.height - top - self.height // 100
            line = text_box(slide, Box(self.content.left, top, self.content.width, high))
            text.write(line.text_frame, [text.plain(self._foot_for(line.width / _POINT))], _FOOT_SIZE, self.lang)

    def _foot_shape(self, slide: Any, placeholder: Any, is_footer: bool) -> Any:
        """A placeholder of the layout, on the slide."""
        number = slide.shapes._spTree.max_shape_id + 1
        ph = serialize_part_xml(placeholder.element.ph).decode().partition("?>")[2]
        box = text.inside(placeholder)
        shown = self._foot_for(box[0])
        size = _said_size(placeholder)
        smaller = f' sz="{_FOOT_SIZE * 100}"' if size and size > _FOOT_SIZE else ""
        lang = text.tag(self.lang)
        align = '<a:pPr algn="l"/>' if self._sizes_are_ours and is_footer else ""
        inner = f'<a:r><a:rPr lang="{lang}"{smaller}/><a:t>{text.escaped(shown)}</a:t></a:r>' if is_footer else (
            f'<a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum"><a:rPr lang="{lang}"{smaller}/>'
            f"<a:t>{len(self.presentation.slides)}</a:t></a:fld>")
        return parse_xml(
            f'<p:sp {nsdecls("p", "a", "r")}><p:nvSpPr><p:cNvPr id="{number}" '
            f'name="{"Footer" if is_footer else "Slide Number"} Placeholder {number - 1}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{ph}</p:nvPr></p:nvSpPr><p:spPr/>'
            f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{align}{inner}</a:p></p:txBody></p:sp>'
        )

    def _foot_for(self, wide: float) -> str:
        fits = (one for one in self._foot if measure.lines(one, _FOOT_SIZE, wide) == 1)
        return next(fits, measure.shortened(self._foot[-1], _FOOT_SIZE, wide))

    def note(self, slide: Any, source: str) -> None:
        """What stands in the notes under a slide."""
        notes = slide.notes_slide
        frame = notes.notes_text_frame
        if frame is None:  # a template whose notes have no place for text
            frame = notes.shapes.add_textbox(Inches(0.5), Inches(5), Inches(6.5), Inches(4)).text_frame
        frame.text = source

    def caption(self, slide: Any, box: Box, said: str, size: float = 12) -> None:
        """A line of small print."""
        shape = text_box(slide, box)
        text.write(shape.text_frame, [text.plain(said)], size, self.lang, colour=self.muted)

    @property
    def muted(self) -> Any:
        """The colour of small print: a grey on light ground, the text's own colour on dark ground."""
        return MSO_THEME_COLOR.TEXT_1 if self.is_dark else colours.rgb(colours.GREY)


def _layouts(presentation: Any) -> _Layouts:
    found = [one for master in presentation.slide_masters for one in master.slide_layouts]
    content = max(found, key=_as_content)
    return _Layouts(max(found, key=_as_cover), content, max(found, key=_as_alone))


def _kinds(layout: Any) -> list[Any]:
    return [one.placeholder_format.type for one in layout.placeholders
            if one.placeholder_format.type not in _AT_THE_FOOT]


def _as_cover(layout: Any) -> tuple[bool, ...]:
    """A centred title, and a subtitle; max() takes the first of equals."""
    kinds = _kinds(layout)
    return (PP_PLACEHOLDER.CENTER_TITLE in kinds, PP_PLACEHOLDER.SUBTITLE in kinds,
            any(one in TITLES for one in kinds))


def _as_content(layout: Any) -> tuple[float, ...]:
    """A title and exactly one body, the wider the better."""
    kinds = _kinds(layout)
    bodies = [one for one in layout.placeholders if one.placeholder_format.type in BODIES]
    alone = PP_PLACEHOLDER.TITLE in kinds and len(bodies) == 1 == len(kinds) - 1
    area = max((one.width * one.height for one in bodies if one.width), default=0)
    return (alone, PP_PLACEHOLDER.TITLE in kinds and bool(bodies), PP_PLACEHOLDER.TITLE in kinds, area)


def _as_alone(layout: Any) -> tuple[float, ...]:
    kinds = _kinds(layout)
    return (kinds == [PP_PLACEHOLDER.TITLE], PP_PLACEHOLDER.TITLE in kinds, *_as_content(layout))


def _of_type(holder: Any, types: Sequence[Any]) -> Any:
    """The first placeholder of the first type that there is; None when there is none."""
    for kind in types:
        for one in holder.placeholders:
            if one.placeholder_format.type == kind and one.has_text_frame:
                return one
    return None


def _largest_body(holder: Any) -> Any:
    found = [one for one in holder.placeholders if one.placeholder_format.type in BODIES]
    return max(found, key=lambda one: (one.width or 0) * (one.height or 0), default=None)


def _has_foot(layout: Any) -> bool:
    return any(one.placeholder_format.type == PP_PLACEHOLDER.FOOTER for one in layout.placeholders)


def _remove_empty(slide: Any, kept: Sequence[Any]) -> None:
    """Placeholders that nobody fills would say "click to add text"."""
    ours = [one.element for one in kept if one is not None]
    for one in list(slide.placeholders):
        if one.element not in ours:
            one.element.getparent().remove(one.element)


def text_box(slide: Any, box: Box) -> Any:
    """A box for text without margins."""
    shape = slide.shapes.add_textbox(*box)
    shape.text_frame.word_wrap = True
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.TOP
    return shape


def _said_size(placeholder: Any) -> float | None:
    """The size of type that a placeholder has from its layout or master, in points."""
    if not placeholder.is_placeholder:
        return None
    for holder in text.ancestors(placeholder):
        for one in holder.element.iterfind(f".//{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"):
            if one.get("sz"):
                return int(one.get("sz")) / 100
    kind = placeholder.placeholder_format.type
    if kind in _AT_THE_FOOT:
        return None
    style = "p:titleStyle" if kind in TITLES else "p:bodyStyle"
    found = text.master(placeholder).element.find(f"{qn('p:txStyles')}/{qn(style)}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    return int(found.get("sz")) / 100 if found is not None and found.get("sz") else None


def _is_dark(layout: Any) -> bool:
    """Light text stands on dark ground: the one sign that holds for pictures and shades as well as plain colours."""
    master = layout.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob
    scheme = parse_xml(theme).find(f".//{qn('a:clrScheme')}")
    names = dict(master.element.find(qn("p:clrMap")).attrib)
    override = layout.element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
    names |= dict(override.attrib) if override is not None else {}
    fill = master.element.find(
        f"{qn('p:txStyles')}/{qn('p:bodyStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}/{qn('a:solidFill')}")
    asked = fill[0] if fill is not None and len(fill) else None
    if asked is not None and asked.tag == qn("a:srgbClr"):
        return colours.brightness(asked.get("val")) > 0.5
    name = asked.get("val") if asked is not None and asked.tag == qn("a:schemeClr") else "tx1"
    slot = scheme.find(qn(f"a:{names.get(name, name)}")) if scheme is not None else None
    if slot is None or not len(slot):
        return False
    return colours.brightness(slot[0].get("lastClr") or slot[0].get("val")) > 0.5
