"""A meeting as PowerPoint slides that people can edit: native charts, maps of native shapes, tables, notes.

A deck for the meeting has one slide a subject, about fifteen in all. The full one has every table of the communities,
every picture and more of the annex too; what the short one leaves out stands in the workbook of the annex.
Nothing asks the database or the clock: the same Meeting on the same template is the same file, byte for byte.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR

from data.language import label
from reports.content import ANALYSES, Cell, Figure, Meeting, Ranking, Sentence, Table, Topic
from reports.slides import charts, house, maps, measure, packing, tables, templates, text
from reports.slides.stage import Box, Stage
from reports.slides.templates import WrongTemplate

__all__ = ["WrongTemplate", "deck"]

SENTENCES = 3  # on a topic's first slide
SIZES = (18, 17, 16, 15, 14)
LARGE = (24, 22, 20, 18)
RANKED = (24, 20, 18, 16, 14, 12)
GAP, LARGE_GAP = 0.35, 0.8  # ems between paragraphs
MOST_ANNEX_PAGES = 2  # of one table; the whole of it is in the workbook
MANY_BARS = 8
_SMALL = 12


def deck(meeting: Meeting, template: bytes | None = None, *, full: bool = False) -> bytes:
    """The .pptx. `template` is a unit's own .pptx; raises WrongTemplate when it cannot be one."""
    presentation = templates.opened(template) if template is not None else house.house()
    if template is None:
        templates.emptied(presentation)
    return _Deck(meeting, presentation, is_ours=template is None, is_full=full).file()


class _Deck:
    """The slides of one meeting, in the order in which they are shown."""

    def __init__(self, meeting: Meeting, presentation: Any, *, is_ours: bool, is_full: bool) -> None:
        self.meeting = meeting
        self.is_full = is_full
        self.made = datetime.combine(date.fromisoformat(meeting.as_of), time())
        self.stage = Stage(presentation, meeting.lang, self._foot(), sizes_are_ours=is_ours)
        # A template's first accent may be too pale for letters; there numbers are only bold.
        self.strong = MSO_THEME_COLOR.ACCENT_1 if is_ours else None

    def t(self, key: str, /, **values: object) -> str:
        return label(f"deck.{key}", **values).text(self.meeting.lang)

    def file(self) -> bytes:
        meeting = self.meeting
        self._cover()
        if self.is_full:
            self._texts(self.t("summary"), meeting.summary)
        else:
            title = self.t("summary_and_hot" if meeting.hot else "summary")
            self._texts(title, (*meeting.summary, *meeting.hot))
        self._table(meeting.overview.title, meeting.overview, self._source())
        for topic in meeting.topics if self.is_full else _with_one_analysis(meeting.topics):
            self._topic(topic)
        if self.is_full:
            self._texts(self.t("hot"), meeting.hot)
        self._ranking(meeting.ranking)
        self._texts(self.t("problems"), meeting.problems, are_numbered=True)
        self._texts(self.t("next_steps"), meeting.next_steps, are_numbered=True)
        for table in meeting.annex:
            self._table(self.t("annex", title=table.title), table, self._source(),
                        most=MOST_ANNEX_PAGES if self.is_full else 1)
        return packing.packed(self.stage.presentation, self.made, title=meeting.title, subject=meeting.area,
                              author=label("pages.product").text(meeting.lang), lang=text.tag(meeting.lang))

    def _month(self) -> str:
        year, month = self.meeting.month.split("-")
        return self.t("month", year=year, month=int(month))

    def _foot(self) -> list[str]:
        """What stands at the foot of a slide, shorter and shorter; invented numbers are always marked."""
        area, month, as_of = self.meeting.area, self._month(), self.t("as_of", as_of=self.meeting.as_of)
        if not self.meeting.is_demo:
            return [f"{area} · {month} · {as_of}", f"{area} · {month}", month]
        mark = self.t("demo")
        return [f"{area} · {month} · {as_of} · {self.t('invented')}", f"{mark} · {area} · {month}",
                f"{mark} · {month}", mark]

    def _source(self) -> str:
        meeting = self.meeting
        return self.t("source", area=meeting.area, code=meeting.area_code, period=meeting.period, as_of=meeting.as_of)

    def _cover(self) -> None:
        meeting = self.meeting
        under = [meeting.subtitle, f"{meeting.area} · {self._month()}"]
        if meeting.as_of not in meeting.subtitle:
            under.append(self.t("as_of", as_of=meeting.as_of))
        if meeting.is_demo:
            under.append(f"▲ {self.t('invented')}")
        slide = self.stage.cover(meeting.title, under)
        self.stage.note(slide, "\n".join([self._source(), *meeting.notes]))

    def _texts(
        self, title: str, sentences: Sequence[Sentence], *, are_numbered: bool = False, source: str = ""
    ) -> None:
        """Sentences alone, as large as they fit on one slide, else on several."""
        if not sentences:
            return
        box = self.stage.content
        room = self.stage.body_room(box, numbered=LARGE[0] if are_numbered else 0)
        said = [one.text for one in sentences]
        tried = [(one, gap) for sizes, gap in ((LARGE, LARGE_GAP), (SIZES, GAP)) for one in sizes]
        size, gap = next((one for one in tried if measure.height(said, one[0], room[0], one[1]) <= room[1]),
                         (LARGE[-1], LARGE_GAP))
        pages = measure.pages(said, size, *room, gap)
        for at, page in enumerate(pages):
            slide, shape = self.stage.slide(self._page_of(title, at, len(pages)), with_body=True)
            words = [text.told(sentences[place], part) for place, part in page]
            numbers = [place + 1 for place, _ in page] if are_numbered else ()
            self.stage.write_body(shape, box, words, size, gap, self.strong, numbers)
            here = [sentences[place] for place, _ in page]
            self.stage.note(slide, "\n".join([source or self._source(), *self._figures(here)]))

    def _page_of(self, title: str, at: int, count: int) -> str:
        return title if count == 1 else self.t("page_of", title=title, page=at + 1, pages=count)

    def _topic(self, topic: Topic) -> None:
        """The conclusion with its sentences and pictures, then what did not fit, then the table."""
        fits = self.stage.title_fits(topic.title)
        title = topic.title if fits else topic.name
        conclusion = Sentence(f"{topic.key}_title", topic.title)
        said = topic.sentences if fits else (conclusion, *topic.sentences)
        if not self.is_full and topic.chart and topic.map and self._all_fit(said, 1) and not self._all_fit(said, 2):
            topic = replace(topic, chart=None)
        drawn = [one for one in (topic.chart, topic.map) if one is not None]
        sentences = self._in_parts(said, len(drawn))
        many = topic.chart is not None and topic.chart.kind == "bar" and len(topic.chart.categories) > MANY_BARS
        words, *places = self._split(sentences, len(drawn), is_high=many)
        size, count = self._most(sentences, words)
        if not drawn:
            self._texts(title, sentences, source=topic.source)
        else:
            slide, body = self.stage.slide(title, with_body=bool(sentences))
            if sentences:
                shown = [[(one.text, True)] if one.id == conclusion.id else text.told(one) for one in sentences[:count]]
                self.stage.write_body(body, words, shown, size, GAP, self.strong)
            if topic.chart is not None:
                charts.draw(self.stage, slide, places.pop(0), topic.chart, self.made)
            if topic.map is not None:
                maps.draw(self.stage, slide, places.pop(0), topic.map)
            left = [] if self.is_full or topic.table is None else [self.t("table_left", title=topic.table.title)]
            self.stage.note(slide, "\n".join([topic.source, *left, *self._figures(sentences[:count])]))
            self._texts(self.t("continued", title=topic.name), sentences[count:], source=topic.source)
        if topic.table is not None and self.is_full:
            self._table(self.t("of_topic", topic=topic.name, title=topic.table.title), topic.table, topic.source)

    def _all_fit(self, said: Sequence[Sentence], drawn: int) -> bool:
        """Whether all the sentences find room beside so many pictures."""
        sentences = self._in_parts(said, drawn)
        return self._most(sentences, self._split(sentences, drawn, is_high=False)[0])[1] == len(sentences)

    def _in_parts(self, sentences: Sequence[Sentence], drawn: int) -> tuple[Sentence, ...]:
        """The sentences, one too long for its place beside a picture broken into several."""
        whole = self.stage.content
        least = whole.columns(0.36, 18)[0] if drawn == 1 else _beside(whole, 2)[0].rows(whole.points[1] * 0.38)[0]
        room = self.stage.body_room(least if drawn else whole)
        return tuple(replace(one, text=part) if part != one.text else one for one in sentences
                     for part in measure.broken(one.text, SIZES[-1], *room))

    def _split(self, sentences: Sequence[Sentence], drawn: int, *, is_high: bool) -> list[Box]:
        """The boxes of words, chart and map.

        Words stand beside one picture. Of two, the map has one half to itself, and words and chart share the other;
        above both they stand where more of them fit there, or the chart needs its whole height.
        """
        whole = self.stage.content
        if not drawn or not sentences:
            return [whole, *_beside(whole, drawn)]
        if drawn == 1:
            return list(whole.columns(0.36, 18))
        half, other = _beside(whole, 2)
        words, below = self._above(sentences, half, 0.5)
        if is_high or self._most(sentences, words)[1] < len(sentences):
            flat, foot = self._above(sentences, whole, 0.4)
            if self._most(sentences, flat)[1] > self._most(sentences, words)[1] - is_high:
                return [flat, *_beside(foot, 2)]
        return [words, below, other]

    def _above(self, sentences: Sequence[Sentence], box: Box, most: float) -> tuple[Box, Box]:
        """A box as high as the sentences need at the top of another, at most a share of it, and the rest."""
        _, high = box.points
        wide, room = self.stage.body_room(box)
        size, count = self._most(sentences, box._replace(height=int(box.height * most)))
        needed = measure.height([one.text for one in sentences[:count]], size, wide, GAP) + (high - room) + 2
        return box.rows(min(needed, high * most), 8)

    def _most(self, sentences: Sequence[Sentence], box: Box) -> tuple[float, int]:
        """The size of type and how many sentences fit: all of them, else three, else fewer, but always one."""
        room = self.stage.body_room(box)
        said = [one.text for one in sentences]
        for count in (len(said), *range(min(SENTENCES, len(said)), 0, -1)):
            size = measure.largest(said[:count], SIZES, *room, GAP)
            if size is not None:
                return size, count
        return SIZES[-1], min(len(said), 1)

    def _table(self, title: str, table: Table, source: str, *, most: int | None = None) -> None:
        """A table on as many slides as its rows need, its note below it."""
        if not table.rows:
            return
        stage = self.stage
        note_high = measure.height([table.note], _SMALL, stage.content.points[0]) + 4 if table.note else 0
        left_out_high = _SMALL * measure.LINE * 2 if most else 0
        area, foot = stage.content.rows(stage.content.points[1] - note_high - left_out_high - 4, 4)
        found = tables.layout(table, area)
        pages = found.pages[:most]
        for at, rows in enumerate(pages):
            slide, _ = stage.slide(self._page_of(title, at, len(pages)))
            tables.draw(stage, slide, area, table, found, at)
            said = [table.note] if table.note else []
            if at == len(pages) - 1 and rows[-1] + 1 < len(table.rows):
                said.append(self.t("rows_left", shown=rows[-1] + 1, count=f"{len(table.rows):,}"))
            if said:
                stage.caption(slide, foot, "\n".join(said), _SMALL)
            cells = [cell.figure for row in rows for cell in table.rows[row] if cell.figure]
            stage.note(slide, "\n".join([source, *said, *_lines(cells)]))

    def _ranking(self, ranking: Ranking) -> None:
        """Those first at the left, those last at the right, who is not ranked below."""
        if not ranking.first and not ranking.last:
            self._texts(ranking.title, [Sentence("apart", ranking.apart)] if ranking.apart else (),
                        source=ranking.source)
            return
        stage = self.stage
        apart_high = measure.height([ranking.apart], SIZES[-1], stage.content.points[0]) + 6 if ranking.apart else 0
        area, foot = stage.content.rows(stage.content.points[1] - apart_high, 0)
        slide, _ = stage.slide(ranking.title)
        count = len(ranking.last)
        ranks = (
            (self.t("first"), tuple((Cell(self.t("rank_first", rank=at)), Cell(one.shown, mark=one.mark))
                                    for at, one in enumerate(ranking.first, 1))),
            (self.t("last"), tuple((Cell(self.t("rank_last", rank=count - at)), Cell(one.shown, mark=one.mark))
                                   for at, one in enumerate(ranking.last))),
        )
        made = [(box, Table("ranking", head, (self.t("rank"), head), rows))
                for box, (head, rows) in zip(_beside(area, 2), ranks, strict=True) if rows]
        size = min(tables.largest_in_lines(table, box, RANKED) for box, table in made)
        for box, table in made:
            tables.draw(stage, slide, box, table, tables.layout(table, box, (size,)), 0)
        if ranking.apart:
            stage.caption(slide, foot, ranking.apart, SIZES[-1])
        figures = [one.figure for one in (*ranking.first, *ranking.last) if one.figure]
        stage.note(slide, "\n".join([ranking.source, self._source(), *_lines(figures)]))

    def _figures(self, sentences: Sequence[Sentence]) -> list[str]:
        """What each number answers, and which sentences a person wrote, with the numbers that were changed by hand."""
        said = _lines([one for each in sentences for one in each.figures])
        for one in sentences:
            if one.is_edited:
                said.append(self.t("edited", text=one.text, original=one.original))
            if one.lost:
                said.append(self.t("lost", figures=label("charts.list_comma").text(self.meeting.lang).join(one.lost)))
        return said


def _with_one_analysis(topics: Sequence[Topic]) -> list[Topic]:
    """The subjects, with all that the analyses say under the first of them; their tables stand in the workbook."""
    several = [one for one in topics if one.key in ANALYSES]
    rest = [one for one in topics if one.key not in ANALYSES]
    if not several:
        return rest
    said = tuple(sentence for one in several for sentence in one.sentences)
    return [*rest, replace(several[0], sentences=said, table=None, source="\n".join(one.source for one in several))]


def _lines(figures: Sequence[Figure]) -> list[str]:
    """What each number answers, once, as the command line would be asked."""
    return list(dict.fromkeys(_line(one) for one in figures if one.indicator))


def _line(figure: Figure) -> str:
    """A number, its indicator, area and period, and what it was divided from."""
    part = f" · {figure.part}" if figure.part != "all" else ""
    made = ""
    if figure.numerator is not None and figure.denominator is not None:
        made = f" · {figure.numerator:,.10g} ÷ {figure.denominator:,.10g}"
    return f"{figure.shown} = {figure.indicator} · {figure.area_code} · {figure.period}{part}{made}"


def _beside(box: Box, count: int) -> list[Box]:
    """The box in so many columns."""
    return [box] if count < 2 else list(box.columns(0.5, 18))
