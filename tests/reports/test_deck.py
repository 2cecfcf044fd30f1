"""The deck: everything that can be edited is native, every number is that of the meeting, nothing overflows."""
from __future__ import annotations

import io
import math
import shutil
import struct
import subprocess
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from data.language import label
from reports import deck as decks
from reports.content import Cell, Chart, Meeting, Ranking, Sentence, Series, Table, Topic
from reports.deck import WrongTemplate
from reports.slides import colours, measure, templates
from reports.slides.stage import Box
from tests.quick import quick
from tests.reports import samples, unit_templates

SAMPLE = samples.meeting()
WRONG = 3 * measure.LINE  # points: what rounding may do
POINT = 12_700


def deck(meeting: Meeting, template: bytes | None = None, *, full: bool = True) -> bytes:
    """The deck with every table, which holds all kinds of slides."""
    return decks.deck(meeting, template, full=full)


def slides(meeting: Meeting = SAMPLE, template: bytes | None = None) -> list[Any]:
    return list(Presentation(io.BytesIO(deck(meeting, template))).slides)


@pytest.fixture(scope="module")
def made() -> Any:
    return Presentation(io.BytesIO(deck(SAMPLE)))


def every_shape(shapes: Any) -> Iterator[Any]:
    for one in shapes:
        yield one
        if one.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(one.shapes)


def texts(slide: Any) -> list[str]:
    """The texts of a slide: shapes, and cells of tables."""
    found = [one.text_frame.text for one in every_shape(slide.shapes) if one.has_text_frame]
    tables = [one.table for one in slide.shapes if one.has_table]
    return [*found, *(cell.text for table in tables for row in table.rows for cell in row.cells)]


def charts(presentation: Any) -> list[Any]:
    return [one.chart for slide in presentation.slides for one in slide.shapes if one.has_chart]


def maps(presentation: Any) -> dict[str, Any]:
    """Groups by their names."""
    return {one.name: one for slide in presentation.slides for one in slide.shapes
            if one.shape_type == MSO_SHAPE_TYPE.GROUP}


def titled(presentation: Any, begins: str) -> Any:
    return next(one for one in presentation.slides if one.shapes.title.text_frame.text.startswith(begins))


# What is on the slides

def test_the_slides_come_in_the_order_of_the_brief(made: Any) -> None:
    titles = [one.shapes.title.text_frame.text for one in made.slides]
    wanted = [SAMPLE.title, "总体情况", SAMPLE.overview.title, *(one.title for one in SAMPLE.topics), "热点问题",
              SAMPLE.ranking.title, "存在问题", "下一步打算"]
    assert [one for one in titles if one in wanted] == wanted
    assert 12 <= len(titles) <= 22


def test_the_deck_for_a_meeting_has_one_slide_a_subject() -> None:
    short = Presentation(io.BytesIO(deck(SAMPLE, full=False)))
    titles = [one.shapes.title.text_frame.text for one in short.slides]
    wanted = [SAMPLE.title, "总体情况和热点问题", SAMPLE.overview.title, *(one.title for one in SAMPLE.topics),
              SAMPLE.ranking.title, "存在问题", "下一步打算"]
    assert titles[: len(wanted)] == wanted and 12 <= len(titles) <= 16


def test_the_short_deck_leaves_out_no_sentence_and_names_the_tables_that_it_leaves_to_the_annex() -> None:
    short = Presentation(io.BytesIO(deck(SAMPLE, full=False)))
    said = "\n".join(text for slide in short.slides for text in texts(slide))
    assert [one.text for one in SAMPLE.sentences() if one.text not in said] == []
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in short.slides)
    assert [one.table.title for one in SAMPLE.topics if one.table and one.table.title not in notes] == []


def test_every_chart_is_native_and_reads_back_with_its_data(made: Any) -> None:
    wanted = [one.chart for one in SAMPLE.topics if one.chart]
    found = charts(made)
    assert len(found) == len(wanted) == 6
    for chart, content in zip(found, wanted, strict=True):
        assert [str(one) for one in chart.plots[0].categories] == list(content.categories)
        assert [(one.name, tuple(one.values)) for one in chart.plots[0].series] == [
            (one.name, one.values) for one in content.series]
        assert content.title in chart.chart_title.text_frame.text
        assert content.unit in chart.chart_title.text_frame.text


def test_the_sheet_behind_a_chart_holds_the_same_numbers_and_never_a_formula() -> None:
    hostile = Chart("bar", "件数", ("=1+1", "乙\x0b社区"), (Series("=cmd|'/c calc'!A1", (1.5, None)),), "件")
    topic = Topic("t", "题", "结论", (), chart=hostile)
    chart = charts(Presentation(io.BytesIO(deck(samples.meeting(topics=(topic,))))))[0]
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    rows = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]
    assert rows[0][1] == ("=cmd|'/c calc'!A1", "s")
    assert rows[1] == [("=1+1", "s"), (1.5, "n")]
    assert rows[2][1][0] is None


def test_no_number_is_a_gap_and_not_a_zero(made: Any) -> None:
    chart = charts(made)[0]
    assert chart.plots[0].series[0].values[2] is None
    assert chart._chartSpace.chart.find(qn("c:dispBlanksAs")).get("val") == "gap"


def test_last_year_is_grey_and_dotted_and_carries_no_labels(made: Any) -> None:
    now, before = charts(made)[0].plots[0].series
    assert before.format.line.color.rgb == colours.rgb(colours.GREY_LINE)
    assert before.format.line.dash_style is not None
    assert before._element.find(qn("c:dLbls")) is None
    assert now.format.line.color.theme_color is not None  # follows the theme


def test_numbers_of_charts_are_printed_as_the_unit_asks(made: Any) -> None:
    formats = {one.chart_title.text_frame.text: one.plots[0].series[0]._element.find(
        f".//{qn('c:numCache')}/{qn('c:formatCode')}").text for one in charts(made)}
    assert formats["按时办结率（%）"] == '0.0"%"'
    assert formats["群众诉求受理量（件）"] == "#,##0"
    assert formats["财政收入超序时进度（万元）"] == "#,##0.00"


def test_every_number_of_every_sentence_stands_on_a_slide(made: Any) -> None:
    said = "\n".join(text for slide in made.slides for text in texts(slide))
    for sentence in SAMPLE.sentences():
        assert sentence.text in said
        for figure in sentence.figures:
            assert figure.shown in said


def test_every_cell_of_the_overview_and_the_topics_tables_stands_on_a_slide(made: Any) -> None:
    cells = {cell.text for slide in made.slides for one in slide.shapes if one.has_table
             for row in one.table.rows for cell in row.cells}
    for table in (SAMPLE.overview, *(one.table for one in SAMPLE.topics if one.table)):
        for row in table.rows:
            for cell in row:
                assert cell.shown in cells or f"{colours_shape(cell)} {cell.shown}" in cells


def colours_shape(cell: Cell) -> str:
    return {"green": "●", "yellow": "▲", "red": "■"}.get(cell.light, "")


def test_a_light_has_a_shape_and_a_colour(made: Any) -> None:
    seen = set()
    for slide in made.slides:
        for one in slide.shapes:
            for row in one.table.rows if one.has_table else ():
                for cell in row.cells:
                    for run in cell.text_frame.paragraphs[0].runs:
                        if run.text in "●▲■":
                            seen.add((run.text, str(run.font.color.rgb)))
    assert seen == {(shape, colours.LIGHTS[light][1:]) for light, shape in (
        ("green", "●"), ("yellow", "▲"), ("red", "■"))}


def test_the_notes_under_every_slide_hold_the_source(made: Any) -> None:
    for slide in made.slides:
        assert "数据截至2026-10-31" in slide.notes_slide.notes_text_frame.text
    service = titled(made, SAMPLE.topics[0].title).notes_slide.notes_text_frame.text
    assert SAMPLE.topics[0].source in service
    assert "95.2% = ontime_closure_rate · 990101001 · 2026-10 · 9,399 ÷ 9,873" in service
    assert SAMPLE.ranking.source in titled(made, SAMPLE.ranking.title).notes_slide.notes_text_frame.text


def test_the_notes_say_what_a_person_wrote_and_which_numbers_are_gone() -> None:
    sentence = replace(SAMPLE.summary[1], text="10月受理1,200件，按时办结率95.2%，满意率96.0%。",
                       original=SAMPLE.summary[1].text)
    notes = titled(Presentation(io.BytesIO(deck(samples.meeting(summary=(sentence,))))),
                   "总体情况").notes_slide.notes_text_frame.text
    assert SAMPLE.summary[1].text in notes
    assert "改写后不再出现的数：1,101件" in notes


def test_cover_and_foot_say_area_month_day_and_that_numbers_are_invented(made: Any) -> None:
    cover, *others = made.slides
    for one in (samples.STREET, "2026年10月", "2026-10-31", "演示数据"):
        assert one in "\n".join(texts(cover))
    for slide in others:
        foot = [one for one in texts(slide) if one.endswith("演示数据：数字是虚构的")]
        assert foot and samples.STREET in foot[0]


def test_a_real_street_carries_no_mark_of_invented_numbers() -> None:
    said = "\n".join(text for slide in slides(samples.meeting(is_demo=False)) for text in texts(slide))
    assert "虚构" not in said


def test_the_ranking_leaves_out_who_is_not_ranked_and_says_so(made: Any) -> None:
    slide = titled(made, SAMPLE.ranking.title)
    said = texts(slide)
    assert [one for one in said if one.startswith(("第", "倒数"))] == [
        "第1名", "第2名", "第3名", "倒数第3名", "倒数第2名", "倒数第1名"]
    assert SAMPLE.ranking.apart in said


def test_a_meeting_of_which_little_is_known_has_no_empty_slides() -> None:
    empty = samples.meeting(summary=(), topics=(), hot=(), problems=(), next_steps=(), annex=(),
                            ranking=Ranking("红黑榜", (), (), "", ""),
                            overview=Table("overview", "一览", ("指标",), ()))
    assert len(slides(empty)) == 1


def test_english_slides_hold_no_chinese_words_of_the_product() -> None:
    for slide in slides(samples.meeting(lang="en", is_demo=True)):
        said = "\n".join(texts(slide))
        for one in ("总体情况", "热点问题", "数据截至2026", "图例", "暂无数据（", "虚构"):
            assert one not in said.replace(SAMPLE.subtitle, "")


# Maps

def test_every_map_is_one_group_with_one_freeform_a_grid(made: Any) -> None:
    groups = maps(made)
    for content in (one.map for one in SAMPLE.topics if one.map):
        group = groups[content.title]
        codes = [one.name.partition(" ")[0] for one in group.shapes if one.shape_type == MSO_SHAPE_TYPE.FREEFORM]
        assert sorted(codes) == sorted(one.code for one in (*content.patches, *content.outlines))
        assert len(content.patches) == 95
        assert len([one for one in groups[content.title].shapes if one.shape_type == MSO_SHAPE_TYPE.TEXT_BOX]) == 12


def test_a_grid_has_the_colour_of_its_class_and_light_grey_without_a_number(made: Any) -> None:
    content = SAMPLE.topics[0].map
    assert content is not None
    shapes = {one.name.partition(" ")[0]: one for one in maps(made)[content.title].shapes}
    for patch in content.patches:
        wanted = colours.NO_DATA if patch.at is None else content.steps[patch.at].colour
        assert shapes[patch.code].fill.fore_color.rgb == colours.rgb(wanted)
        assert shapes[patch.code].element._nvXxPr.cNvPr.get("descr") == f"{patch.name} {patch.shown}"


def test_the_legend_names_every_colour_and_the_lack_of_a_number(made: Any) -> None:
    slide = titled(made, SAMPLE.topics[0].title)
    group = next(one for one in slide.shapes if one.name == "图例")
    squares = {one.name: one for one in group.shapes if not one.has_text_frame or not one.text_frame.text}
    assert list(squares) == ["< 90%", "90%–92%", "92%–95%", "95%–98%", "≥ 98%", "暂无数据", "小样本"]
    assert squares["暂无数据"].fill.fore_color.rgb == colours.rgb(colours.NO_DATA)


def test_parts_and_holes_are_paths_of_one_shape(made: Any) -> None:
    content = SAMPLE.topics[0].map
    assert content is not None
    shapes = {one.name.partition(" ")[0]: one for one in maps(made)[content.title].shapes}
    rounds = {code: len(one.element.findall(f".//{qn('a:moveTo')}")) for code, one in shapes.items()}
    assert rounds[content.patches[0].code] == 2
    assert rounds[content.patches[40].code] == 2
    assert rounds[content.patches[1].code] == 1


def test_a_hole_turns_against_its_ring_and_a_second_part_does_not() -> None:
    from reports.slides.maps import turned

    square = ((0, 0), (10, 0), (10, 10), (0, 10), (0, 0))
    hole = ((2, 2), (4, 2), (4, 4), (2, 4), (2, 2))
    island = ((20, 0), (20, 5), (25, 5), (25, 0), (20, 0))

    def area(ring: Any) -> float:
        return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2

    signs = [math.copysign(1, area(one)) for one in turned((square, hole, island))]
    assert signs == [1, -1, 1]


def test_a_map_is_not_stretched(made: Any) -> None:
    content = SAMPLE.topics[0].map
    assert content is not None
    points = [point for one in content.patches for ring in one.rings for point in ring]
    across = max(x for x, _ in points) - min(x for x, _ in points)
    down = max(y for _, y in points) - min(y for _, y in points)
    shapes = [one for one in maps(made)[content.title].shapes if one.shape_type == MSO_SHAPE_TYPE.FREEFORM]
    wide = max(one.left + one.width for one in shapes) - min(one.left for one in shapes)
    high = max(one.top + one.height for one in shapes) - min(one.top for one in shapes)
    middle = (max(y for _, y in points) + min(y for _, y in points)) / 2
    assert wide / high == pytest.approx(across * math.cos(math.radians(middle)) / down, rel=0.002)


def test_where_the_only_outline_is_the_streets_the_communities_are_named() -> None:
    content = SAMPLE.topics[0].map
    assert content is not None
    of_communities = replace(content, title="社区图", outlines=content.outlines[:1], patches=tuple(
        replace(one, at=0) for one in content.outlines))
    group = maps(Presentation(io.BytesIO(deck(samples.meeting(topics=(
        Topic("t", "题", "结论", (), map=of_communities),))))))["社区图"]
    assert [one.text_frame.text for one in group.shapes if one.shape_type == MSO_SHAPE_TYPE.TEXT_BOX] == [
        one.name for one in content.outlines]


def test_names_on_a_map_do_not_cover_each_other(made: Any) -> None:
    for group in (one for name, one in maps(made).items() if "网格" in name):
        boxes = [one for one in group.shapes if one.shape_type == MSO_SHAPE_TYPE.TEXT_BOX]
        assert not [(one.name, other.name) for one, other in combinations(boxes, 2) if overlap(one, other)]


def test_on_a_tiny_map_names_that_would_cover_others_are_left_out() -> None:
    found = maps(Presentation(io.BytesIO(deck(SAMPLE, unit_templates.narrow()))))
    for group in (one for name, one in found.items() if "网格" in name):
        boxes = [one for one in group.shapes if one.shape_type == MSO_SHAPE_TYPE.TEXT_BOX]
        assert boxes
        assert not [(one.name, other.name) for one, other in combinations(boxes, 2) if overlap(one, other)]


# Nothing overflows

def overlap(one: Any, other: Any) -> bool:
    slack = POINT
    return (one.left + slack < other.left + other.width and other.left + slack < one.left + one.width
            and one.top + slack < other.top + other.height and other.top + slack < one.top + one.height)


def crowded() -> Meeting:
    """Everything too long: titles, sentences, names, tables."""
    long = "、".join(f"第{at}网格的公共照明和上下水管网改造进度滞后" for at in range(60))
    said = (*(samples.sentence(f"s{at}", f"{long[: 60 + 9 * at]}，共{at}项。") for at in range(6)),
            Sentence("x", long * 2))
    topic = SAMPLE.topics[0]
    assert topic.table is not None
    rows = tuple(tuple(replace(cell, shown=f"{cell.shown}{'（含托管）' * (at % 5)}") for cell in row)
                 for at, row in enumerate(topic.table.rows * 5))
    return samples.meeting(
        title=f"关于{long[:80]}的通报", summary=said, problems=said * 2,
        topics=(replace(topic, title=long[:90], sentences=said, table=replace(topic.table, rows=rows)),
                replace(topic, title=long, sentences=said[:4], map=None, table=None),
                replace(topic, sentences=said[:3], chart=None, table=None)),
        overview=replace(SAMPLE.overview, rows=SAMPLE.overview.rows * 3))


CASES = [f"{name}-{size}" for name in ("house", *unit_templates.ALL) for size in ("usual", "crowded")]


@pytest.mark.parametrize("case", quick(CASES, "house-usual", "house-crowded", "dark-usual"))
def test_nothing_leaves_the_slide_covers_something_or_overflows(case: str) -> None:
    template, size = case.split("-")
    made_on = unit_templates.ALL[template]() if template != "house" else None
    presentation = Presentation(io.BytesIO(deck(crowded() if size == "crowded" else SAMPLE, made_on)))
    wide, high = presentation.slide_width, presentation.slide_height
    for number, slide in enumerate(presentation.slides, 1):
        shapes = [(one, Box(one.left, one.top, one.width, one.height)) for one in slide.shapes]
        for one, box in shapes:
            assert box.left >= -POINT and box.top >= -POINT, (number, one.name)
            assert box.left + box.width <= wide + POINT and box.top + box.height <= high + POINT, (number, one.name)
            assert not one.has_text_frame or fits(one), (number, one.name, one.text_frame.text)
        for (one, box), (other, its) in combinations(shapes, 2):
            assert not overlap(box, its), (number, one.name, other.name)


def fits(shape: Any) -> bool:
    """Whether what is written in a shape fits into it, as far as its size of type is said."""
    paragraphs = [one for one in shape.text_frame.paragraphs if one.runs]
    sizes = [run.font.size for one in paragraphs for run in one.runs]
    if not sizes or None in sizes:
        return True
    size = sizes[0].pt
    room = shape.width / POINT
    needed = measure.height([one.text for one in paragraphs], size, room)
    return needed <= shape.height / POINT + WRONG


def test_every_sentence_of_a_crowded_meeting_is_told_whole() -> None:
    bodies = [one for slide in slides(crowded()) for one in slide.placeholders if one.placeholder_format.type in (2, 7)]
    said = "".join(paragraph.text for one in bodies for paragraph in one.text_frame.paragraphs)
    for sentence in crowded().sentences():
        assert sentence.text in said


def test_every_row_of_a_long_table_of_communities_is_shown() -> None:
    topic = crowded().topics[0]
    assert topic.table is not None
    pages = [one.table for slide in slides(crowded()) for one in slide.shapes if one.has_table
             and one.name == topic.table.title]
    assert len(pages) > 2
    assert sum(len(one.rows) - 1 for one in pages) == len(topic.table.rows)


def test_a_long_annex_ends_after_two_slides_and_says_where_the_rest_is(made: Any) -> None:
    pages = [one for one in made.slides if one.shapes.title.text_frame.text.startswith("附件：")]
    shown = sum(len(one.table.rows) - 1 for slide in pages for one in slide.shapes if one.has_table)
    assert len(pages) == 2
    assert shown < 64
    assert f"此处列前{shown}行，共64行，全部见Excel附件。" in texts(pages[-1])


def test_type_is_large_enough_to_be_read(made: Any) -> None:
    for slide in made.slides:
        for one in slide.shapes:
            is_foot = one.is_placeholder and one.placeholder_format.type in (15, 13)
            if one.has_text_frame and not is_foot:
                for run in (run for each in one.text_frame.paragraphs for run in each.runs):
                    assert run.font.size is None or run.font.size.pt >= (14 if one.is_placeholder else 12), run.text


# The file

def test_the_same_meeting_makes_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = deck(SAMPLE)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((2033, 5, 18, 3, 33, 20, 2, 138, 0)))
    time.sleep(1.1)
    assert deck(SAMPLE) == first


def test_the_properties_come_from_the_meeting(made: Any) -> None:
    said = made.core_properties
    assert (said.title, said.subject, said.author) == (SAMPLE.title, samples.STREET, "街情看板")
    assert said.created.isoformat() == said.modified.isoformat() == "2026-10-31T00:00:00"


def test_there_is_no_picture_in_the_file() -> None:
    with zipfile.ZipFile(io.BytesIO(deck(SAMPLE))) as file:
        names = file.namelist()
    assert len(names) == len(set(names))
    pictures = (".png", ".jpeg", ".jpg", ".gif", ".emf", ".wmf", ".svg", ".bin")
    assert not [one for one in names if "/media/" in one or one.endswith(pictures)]


def test_chinese_is_set_in_a_chinese_font(made: Any) -> None:
    theme = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob.decode()
    for script in ("latin", "ea"):
        assert theme.count(f'<a:{script} typeface="Microsoft YaHei"/>') == 2
    runs = [run for slide in made.slides for one in slide.shapes if one.has_text_frame
            for each in one.text_frame.paragraphs for run in each.runs]
    assert {run._r.rPr.get("lang") for run in runs} == {"zh-CN"}


def test_a_deck_of_twenty_slides_and_three_maps_is_made_at_once() -> None:
    deck(SAMPLE)
    began = time.process_time()
    count = len(slides(SAMPLE))
    assert count >= 18
    assert time.process_time() - began < 3


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_prints_every_slide(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(deck(SAMPLE))
    subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf",
                    "--outdir", str(tmp_path), str(tmp_path / "deck.pptx")], check=True, timeout=180)
    pages = (tmp_path / "deck.pdf").read_bytes().count(b"/Type/Page/") or (
        tmp_path / "deck.pdf").read_bytes().count(b"/Type /Page ")
    assert pages in (0, len(slides()))  # 0: packed so that it cannot be counted without a reader
    assert (tmp_path / "deck.pdf").stat().st_size > 20_000


# A unit's own template

@pytest.mark.parametrize("name", unit_templates.ALL)
def test_a_template_keeps_its_size_its_masters_and_its_fonts(name: str) -> None:
    template = unit_templates.ALL[name]()
    before, after = Presentation(io.BytesIO(template)), Presentation(io.BytesIO(deck(SAMPLE, template)))
    assert (after.slide_width, after.slide_height) == (before.slide_width, before.slide_height)
    themes = [one.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob for one in (before, after)]
    assert themes[0] == themes[1]
    layouts = [one.name for one in before.slide_layouts]
    assert {one.slide_layout.name for one in after.slides} <= set(layouts)
    runs = [run for slide in after.slides for one in every_shape(slide.shapes) if one.has_text_frame
            for each in one.text_frame.paragraphs for run in each.runs]
    assert not [one for one in runs if one.font.name]


def test_slides_of_the_template_are_gone_with_their_pictures_and_notes() -> None:
    file = deck(SAMPLE, unit_templates.plain())
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        everything = b"".join(archive.read(one) for one in archive.namelist() if one.endswith(".xml"))
        assert not [one for one in archive.namelist() if "/media/" in one]
    assert "去年的" not in everything.decode()
    assert len(Presentation(io.BytesIO(file)).slides) >= 12


def test_titles_and_text_stand_in_the_placeholders_of_the_template() -> None:
    presentation = Presentation(io.BytesIO(deck(SAMPLE, unit_templates.plain())))
    slide = titled(presentation, "总体情况")
    kinds = [one.placeholder_format.type for one in slide.placeholders]
    assert kinds[:2] == [1, 7]
    assert not [one for each in presentation.slides for one in each.placeholders
                if one.has_text_frame and not one.text_frame.text]


def test_charts_take_the_accents_of_the_template() -> None:
    chart = charts(Presentation(io.BytesIO(deck(SAMPLE, unit_templates.dark()))))[0]
    fill = chart.plots[0].series[0]._element.find(f".//{qn('a:ln')}//{qn('a:schemeClr')}")
    assert fill.get("val") == "accent1"


def test_lights_are_light_on_dark_ground() -> None:
    presentation = Presentation(io.BytesIO(deck(SAMPLE, unit_templates.dark())))
    used = {one.get("val") for slide in presentation.slides for one in slide._element.iter(qn("a:srgbClr"))}
    assert {one[1:] for one in colours.LIGHTS_ON_DARK.values()} <= used
    assert not {one[1:] for one in colours.LIGHTS.values()} & used


def test_a_button_of_a_master_that_leads_to_an_old_slide_does_not_keep_it() -> None:
    presentation = Presentation(io.BytesIO(unit_templates.plain()))
    layout = presentation.slide_layouts[5]
    key = layout.part.relate_to(presentation.slides[0].part, RELATIONSHIP_TYPE.SLIDE)
    name = layout.placeholders[0].element._nvXxPr.cNvPr
    link = name.makeelement(qn("a:hlinkClick"), {qn("r:id"): key, "action": "ppaction://hlinksldjump"})
    name.append(link)
    with zipfile.ZipFile(io.BytesIO(deck(SAMPLE, unit_templates.saved(presentation)))) as archive:
        names = archive.namelist()
        assert b"hlinkClick" not in archive.read("ppt/slideLayouts/slideLayout6.xml")
    assert len(names) == len(set(names))


# Files that are no template

def encrypted() -> bytes:
    """An old Office container whose one stream is called as that of an encrypted .pptx."""
    book, file = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("a")
    book.save(file)
    content = bytearray(file.getvalue())
    at = content.index("Workbook".encode("utf-16-le"))
    name = "EncryptedPackage\0".encode("utf-16-le")
    content[at : at + len(name)] = name
    content[at + 64 : at + 66] = struct.pack("<H", len(name))
    return bytes(content)


def old_office() -> bytes:
    book, file = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("a")
    book.save(file)
    return file.getvalue()


def workbook() -> bytes:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return file.getvalue()


def with_link() -> bytes:
    presentation = Presentation(io.BytesIO(unit_templates.plain()))
    presentation.slide_master.part.relate_to("http://files.example/logo.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    return unit_templates.saved(presentation)


def with_macros() -> bytes:
    return unit_templates.with_member(unit_templates.plain(), "ppt/vbaProject.bin", b"x")


def macro_enabled() -> bytes:
    types = unit_templates.member(unit_templates.plain(), "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")
    return unit_templates.with_member(unit_templates.plain(), "[Content_Types].xml", types)


def without_master() -> bytes:
    return unit_templates.with_member(unit_templates.plain(), "ppt/slideMasters/slideMaster1.xml", b"<p:broken")


def with_document_type() -> bytes:
    theme = unit_templates.member(unit_templates.plain(), "ppt/theme/theme1.xml")
    return unit_templates.with_member(unit_templates.plain(), "ppt/theme/theme1.xml", theme.replace(
        b"<a:theme", b'<!DOCTYPE a [<!ENTITY b "c">]><a:theme', 1))


def bomb() -> bytes:
    return unit_templates.with_member(unit_templates.plain(), "ppt/big.xml", b" " * (templates.MOST_XML + 1))


REFUSED = {
    "text": (lambda: "不是演示文稿".encode(), "no_pptx"), "empty": (lambda: b"", "no_pptx"),
    "workbook": (workbook, "no_pptx"), "old office": (old_office, "no_pptx"), "encrypted": (encrypted, "encrypted"),
    "cut off": (lambda: unit_templates.plain()[:9000], "no_pptx"), "macros": (with_macros, "macros"),
    "macro enabled": (macro_enabled, "macros"), "broken master": (without_master, "damaged"),
    "document type": (with_document_type, "damaged"), "bomb": (bomb, "too_big"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_template_is_refused_in_chinese(name: str) -> None:
    make, reason = REFUSED[name]
    with pytest.raises(WrongTemplate) as refused:
        deck(SAMPLE, make())
    values = {"most": templates.MOST_BYTES >> 20} if reason == "too_big" else {}
    assert refused.value.label == label(f"deck.template_{reason}", **values)


def test_a_master_with_a_link_to_the_outside_is_refused_and_the_link_is_named() -> None:
    with pytest.raises(WrongTemplate) as refused:
        deck(SAMPLE, with_link())
    assert "http://files.example/logo.png" in refused.value.label.zh


def test_a_link_on_an_old_slide_goes_with_the_slide() -> None:
    presentation = Presentation(io.BytesIO(unit_templates.plain()))
    presentation.slides[0].part.relate_to("http://example.org", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    assert len(slides(SAMPLE, unit_templates.saved(presentation))) >= 12


# Measuring

def test_a_number_or_a_latin_word_is_never_broken() -> None:
    assert measure.lines("1234567、1234567、1234567", 10, 85) == 3  # two lines if it were
    assert measure.lines("同" * 12, 10, 61) == 3  # leans to the wide side


def test_a_stop_never_begins_a_line() -> None:
    assert measure.lines("一二三四五六。", 10, 63) == 2
    assert measure.lines("一二三四五", 10, 52) == 1


def test_a_text_too_long_for_its_box_is_broken_behind_a_stop() -> None:
    text = "。".join("一二三四五六七八九" for _ in range(20)) + "。"
    parts = measure.broken(text, 10, 200, 10 * measure.LINE * 4)
    assert "".join(parts) == text
    assert all(one.endswith("。") and measure.lines(one, 10, 200) <= 4 for one in parts)


def test_pages_are_about_equally_full() -> None:
    pages = measure.pages(["一二三"] * 12, 10, 200, 10 * measure.LINE * 10)
    assert [len(one) for one in pages] == [6, 6]


def test_what_is_shortened_fits_and_says_so() -> None:
    short = measure.shortened("西街道各社区主要指标对照一览表" * 4, 12, 200)
    assert short.endswith("…")
    assert measure.lines(short, 12, 200) == 1
    assert measure.shortened("西街道", 12, 200) == "西街道"
