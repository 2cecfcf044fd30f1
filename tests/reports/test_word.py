"""The 通报 in Word: the layout of official papers, the meeting's own sentences, and templates from outside."""
from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from reports import brief_template
from reports.annex import annexed
from reports.content import Cell, Table
from reports.word import LETTER, MARGIN, _laid_out, _lines, _shares, brief, in_full, placeholders
from reports.word_template import LARGEST_TEXT, MEGABYTE, TemplateProblem
from reports.zipped import packed, unpacked
from tests.reports.paper_samples import DANGEROUS, MEETING, REAL

DAY = date(2026, 11, 25)
MAIN = "word/document.xml"


def opened(file: bytes) -> Document:
    return Document(BytesIO(file))


def paragraphs(file: bytes) -> list[str]:
    return [one.text for one in opened(file).paragraphs]


def changed(part: str, change: Callable[[str], str]) -> bytes:
    """The shipped template with one part changed."""
    parts = unpacked(brief_template.template())
    return packed(parts | {part: change(parts.get(part, b"").decode()).encode()})


def with_text(text: str, also: str = "") -> bytes:
    """A template whose body is this text alone."""
    return changed(MAIN, lambda xml: re.sub(
        "<w:body>.*(?=<w:sectPr>)", lambda _: f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>{also}", xml))


def refusal(template: bytes) -> str:
    with pytest.raises(TemplateProblem) as problem:
        brief(MEETING, template)
    return problem.value.label.zh


def test_the_shipped_template_is_the_one_that_its_script_makes() -> None:
    assert brief_template.TEMPLATE.read_bytes() == brief_template.template()


def test_the_page_is_that_of_an_official_paper() -> None:
    page = opened(brief(MEETING)).sections[0]

    def near(length: int, wanted: int) -> bool:
        return abs(length - wanted) < Mm(0.2)

    assert near(page.page_width, Mm(210)) and near(page.page_height, Mm(297))
    assert near(page.top_margin, Mm(37)) and near(page.bottom_margin, Mm(35))
    assert near(page.left_margin, Mm(28)) and near(page.right_margin, Mm(26))
    assert opened(brief(MEETING)).settings.odd_and_even_pages_header_footer
    assert [one._element.xml.count("PAGE") for one in (page.footer, page.even_page_footer)] == [1, 1]
    assert ('w:jc w:val="right"' in page.footer._element.xml, 'w:jc w:val="left"' in page.even_page_footer._element.xml
            ) == (True, True)


@pytest.mark.parametrize(("text", "font", "size"), [
    ("关于西街道", "方正小标宋简体", 22), ("一、总体情况", "黑体", 16), ("（一）为民服务", "楷体_GB2312", 16),
    ("截至2026年10月31日", "仿宋_GB2312", 16), ("各社区、各科室：", "仿宋_GB2312", 16),
])
def test_every_kind_of_line_has_its_font_for_chinese_and_its_size(text: str, font: str, size: int) -> None:
    line = next(one for one in opened(brief(MEETING)).paragraphs if one.text.startswith(text))

    fonts = line.style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    assert (fonts.get(qn("w:eastAsia")), line.style.font.size) == (font, Pt(size))


def test_the_body_has_28_to_30_points_a_line_and_an_indent_of_two_characters() -> None:
    line = next(one for one in opened(brief(MEETING)).paragraphs if one.text.startswith("截至"))
    usual = opened(brief(MEETING)).styles["Normal"].paragraph_format.line_spacing

    assert Pt(28) <= usual <= Pt(30)
    assert line.style.element.find(f"{qn('w:pPr')}/{qn('w:ind')}").get(qn("w:firstLineChars")) == "200"


def test_the_brief_says_the_meeting_s_sentences_unchanged_and_in_order() -> None:
    said = "".join(paragraphs(brief(MEETING, day=DAY)))

    places = [said.find(one.text) for one in MEETING.sentences()]
    assert -1 not in places
    assert places == sorted(places)
    heads = ["一、总体情况", "二、分项情况", "（一）为民服务", "（二）企业与经济", "三、热点问题", "四、存在问题",
             "五、下一步打算", "附件："]
    assert [said.find(one) for one in heads] == sorted(said.find(one) for one in heads)


def test_a_section_with_nothing_to_say_is_left_out_and_the_others_move_up() -> None:
    said = paragraphs(brief(replace(MEETING, hot=())))

    assert "三、存在问题" in said and "四、下一步打算" in said
    assert not any("热点" in one for one in said)


def test_who_is_addressed_who_signs_and_the_day_are_given() -> None:
    said = paragraphs(brief(MEETING, to="各社区党委", signed="西街道办事处（演示）", day=DAY))

    assert "各社区党委：" in said
    assert said.index("2026年11月25日") == said.index("西街道办事处（演示）") + 1
    assert in_full(date(2026, 1, 5)) == "2026年1月5日"


def test_without_a_day_there_is_a_gap_for_it_and_no_day_of_today() -> None:
    said = paragraphs(brief(MEETING))

    assert any(re.fullmatch(r"\s+年\s+月\s+日", one) for one in said)


def test_every_table_stands_on_pages_of_its_own_with_repeated_heads() -> None:
    document = opened(brief(MEETING))

    tables = annexed(MEETING)
    assert len(document.tables) == len(tables) == 4
    for shown, table in zip(document.tables, tables, strict=True):
        assert [cell.text for cell in shown.rows[0].cells] == list(table.heads)
        assert shown.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        most = 25 if table.key == "overdue" else len(table.rows)
        assert len(shown.rows) == min(len(table.rows), most) + 1
    numbered = [one for one in document.paragraphs if re.fullmatch(r"附件\d", one.text)]
    assert [one.text for one in numbered] == ["附件1", "附件2", "附件3", "附件4"]
    assert all(one.style.paragraph_format.page_break_before for one in numbered)


def test_of_a_long_list_the_longest_overdue_are_printed_and_the_rest_left_to_the_workbook() -> None:
    long = replace(MEETING, annex=(replace(MEETING.annex[0], rows=MEETING.annex[0].rows[:1] * 64),))

    document = opened(brief(long))

    assert len(document.tables[-1].rows) == 26
    assert any("此处列前25行，共64行，全部见Excel附件" in one.text for one in document.paragraphs)


def test_lights_are_shapes_and_words() -> None:
    service = opened(brief(MEETING)).tables[2]

    assert [row.cells[2].text for row in service.rows[1:4]] == ["90.1% ▲ 黄", "90.2% ■ 红", "90.3% ● 绿"]
    assert opened(brief(MEETING)).tables[0].rows[2].cells[6].text == "▲ 未达标"


def test_a_long_column_is_wider_than_a_short_one_and_the_table_keeps_its_width() -> None:
    widths = [column.width for column in opened(brief(MEETING)).tables[3].columns]

    assert widths[2] > 2 * widths[0]
    assert Mm(154) < sum(widths) < Mm(157)


def test_no_number_or_day_of_a_table_is_broken_though_texts_beside_it_are_long() -> None:
    row = tuple(map(Cell, ("北关社区第8网格的居民群众反映的事项", "GD20260329006", "西街道城市管理办公室和社区居委会",
                           "2026-04-01", "居民意见未统一、资金尚未到位、施工单位进场推迟")))
    heads = ("区域", "编号", "责任单位", "应完成日期", "原因")
    table = opened(brief(replace(MEETING, annex=(Table("late", "超期", heads, (row,) * 3),)))).tables[-1]

    letters = [column.width // Pt(LETTER / 20) - MARGIN for column in table.columns]
    assert letters[1] >= len("GD20260329006") and letters[3] >= len("2026-04-01")


def test_columns_give_one_another_the_room_that_saves_lines() -> None:
    columns = [[20, 20, 20], [8, 30, 8]]

    shares = _shares(columns, [7, 7], 36)

    assert shares == [23, 13] and _lines(columns, shares) == 5
    assert _lines(columns, [18, 18]) == 6


def test_a_long_name_beside_short_texts_makes_no_tall_rows_where_these_can_be_broken() -> None:
    columns = [[8] * 3, [13] * 3, [8] * 3, [22] * 3]
    whole, broken = [11, 16, 11, 7], [7, 16, 7, 7]

    assert _lines(columns, _shares(columns, whole, 45)) == 18
    assert _lines(columns, _laid_out(columns, [whole, broken], 45)) <= 9
    assert _laid_out(columns, [whole, broken], 62) == _shares(columns, whole, 62)


def test_a_column_that_is_left_blank_to_be_filled_in_by_hand_keeps_its_place() -> None:
    blank = Table("late", "超期", ("区域", ""), ((Cell("北关社区第8网格的事项"), Cell("")),) * 2)

    widths = [column.width for column in opened(brief(replace(MEETING, annex=(blank,)))).tables[-1].columns]

    assert widths[0] > widths[1] > 0


def test_who_signs_never_stands_on_a_page_alone() -> None:
    written = opened(brief(MEETING, signed="西街道办事处")).paragraphs
    at = next(at for at, one in enumerate(written) if one.text == "西街道办事处")

    assert written[at - 3].text and all(one.paragraph_format.keep_with_next for one in written[at - 3: at + 1])
    assert not written[at - 4].paragraph_format.keep_with_next


def test_a_long_title_breaks_between_phrases() -> None:
    assert placeholders(MEETING)["title"].replace("\u2028", "\n") == "关于西街道（演示）\n2026年10月工作情况的通报"
    assert "\u2028" not in placeholders(replace(MEETING, title="关于10月工作情况的通报"))["title"]


def test_invented_numbers_say_so_on_every_page_and_real_ones_do_not() -> None:
    assert "演示数据" in opened(brief(MEETING)).sections[0].header.paragraphs[0].text
    real = unpacked(brief(REAL))
    assert "演示数据" not in real[MAIN].decode() + real["word/header1.xml"].decode()


def test_a_template_that_forgets_the_mark_gets_it_at_the_top() -> None:
    template = changed("word/header1.xml", lambda xml: xml.replace("{{ demo }}", ""))

    assert paragraphs(brief(MEETING, template))[0].startswith("演示数据")
    assert not paragraphs(brief(REAL, template))[0].startswith("演示数据")


def test_braces_and_brackets_in_the_data_stay_text() -> None:
    assert any(DANGEROUS in one for one in paragraphs(brief(MEETING)))


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    bad = replace(MEETING, title="通报\x00\x0b\ufffe<b>\ud800")

    assert paragraphs(brief(bad))[0] == "通报<b>"


def test_an_english_meeting_has_an_english_frame() -> None:
    said = paragraphs(brief(replace(MEETING, lang="en"), day=DAY))

    assert "1. Overview" in said and "(1) 为民服务" in said and "25 November 2026" in said


def test_one_table_is_an_annex_without_number_and_none_is_no_annex() -> None:
    bare = replace(MEETING, topics=(), annex=(), ranking=replace(MEETING.ranking, first=(), last=()))

    assert "附件" in paragraphs(brief(bare))
    empty = replace(bare, overview=Table("overview", "空表", ("指标", "本期"), ()))
    assert len(opened(brief(empty)).tables[0].rows) == 1


def test_the_same_meeting_makes_the_same_bytes_in_another_process_too() -> None:
    code = ("import sys; from tests.reports.paper_samples import MEETING; from reports.word import brief; "
            "sys.stdout.buffer.write(brief(MEETING))")
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True,
                           env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"})

    assert other.stdout == brief(MEETING)


def test_a_unit_s_own_template_is_filled_in() -> None:
    template = with_text("{{ area }}：{% for one in sections %}{{ one.title }}；{% endfor %}"
                         "{% for one in sections %}{% for part in one.parts %}{{ part.conclusion }}{% endfor %}"
                         "{% endfor %}")

    assert paragraphs(brief(REAL, template))[0].startswith("西街道（演示）：总体情况；分项情况；热点问题；")
    assert "按时办结率93.6%，同比下降1.2个百分点" in paragraphs(brief(REAL, template))[0]


@pytest.mark.parametrize(("text", "said"), [
    ("{{ titel }}", "titel"),
    ("{% for one in sections %}{{ one.paragraf }}{% endfor %}", "paragraf"),
    ("{{ title", "占位符写错了"),
    ("{% for one in sections %}{{ one.title }}", "占位符写错了"),
    ("{% if demo %}", "占位符写错了"),
    ("{{ sections }}", "不是一段文字"),
    ("没有占位符", "没有任何占位符"),
    ("{{ ''.__class__.__mro__ }}", "__mro__"),
    ("{{ title.__class__ }}", "__class__"),
    ("{{ title.upper() }}", "不支持的写法"),
    ("{{ 'a' * 100000000 }}", "不支持的写法"),
    ("{% for i in range(1000000000) %}{{ i }}{% endfor %}", "range"),
    ("{% set x = 1 %}{{ x }}", "不支持的写法"),
    ("{% include 'x' %}", "不支持的写法"),
    ("{{ title|attr('x') }}", "不支持的写法"),
    ("{{ title|nofilter }}", "占位符写错了"),
    ("{% for a in sections %}{% for b in sections %}{% for c in sections %}{% for d in sections %}{{ title }}"
     "{% endfor %}{% endfor %}{% endfor %}{% endfor %}", "套得太深"),
])
def test_an_unknown_broken_or_forbidden_placeholder_is_refused(text: str, said: str) -> None:
    assert said in refusal(with_text(text))


def test_a_loop_that_tears_a_table_apart_is_refused_rather_than_mended() -> None:
    table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='100'/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{% endfor %}" \
            "{{ title }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"

    assert "占位符写错了" in refusal(with_text("{% for one in sections %}", table))


def test_placeholders_in_header_footer_and_properties_are_checked_too() -> None:
    assert "titel" in refusal(changed("word/header1.xml", lambda xml: xml.replace("{{ demo }}", "{{ titel }}")))
    assert "titel" in refusal(changed("docProps/core.xml", lambda xml: xml.replace("title }}", "titel }}")))


@pytest.mark.parametrize("file", [b"", b"no archive", b"\xd0\xcf\x11\xe0old doc", packed({"a.txt": b"x"})])
def test_what_is_no_docx_is_refused(file: bytes) -> None:
    assert "不是Word文档" in refusal(file)


def test_a_workbook_or_a_macro_document_under_the_name_of_docx_is_refused() -> None:
    sheet = changed("[Content_Types].xml", lambda xml: xml.replace("wordprocessingml.document.main", "x.main"))
    macro = changed("[Content_Types].xml", lambda xml: xml.replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main"))

    assert "不是Word文档" in refusal(sheet)
    assert "宏" in refusal(macro)


def test_a_damaged_docx_is_refused() -> None:
    whole = brief_template.template()
    torn = bytearray(whole)
    torn[200:260] = bytes(60)

    assert "Word文档" in refusal(whole[: len(whole) // 2])
    assert "损坏" in refusal(bytes(torn))
    assert "损坏" in refusal(changed(MAIN, lambda xml: xml.replace("</w:body>", "")))
    assert "损坏" in refusal(changed("word/document.xml", lambda xml: '<!DOCTYPE x [<!ENTITY a "b">]>' + xml[56:]))
    assert "损坏" in refusal(changed("word/_rels/document.xml.rels", lambda xml: ""))
    assert "损坏" in refusal(changed("word/header1.xml", lambda xml: xml[:-20]))


@pytest.mark.parametrize(("part", "said"), [
    ("word/vbaProject.bin", "宏"), ("word/activeX/activeX1.xml", "宏"), ("word/embeddings/sheet.xlsx", "嵌入"),
    ("word/afchunk.htm", "嵌入"),
])
def test_macros_and_embedded_files_are_refused(part: str, said: str) -> None:
    assert said in refusal(changed(part, lambda _: "x"))


def test_links_to_the_outside_are_refused() -> None:
    link = '<Relationship Id="r1" Type="x/attachedTemplate" Target="http://evil/t.dotm" TargetMode="External"/>'
    end = "</Relationships>"
    linked = changed("word/_rels/document.xml.rels", lambda xml: xml.replace(end, link + end))

    assert "http://evil/t.dotm" in refusal(linked)


@pytest.mark.parametrize("code", ["INCLUDETEXT \"c:/x\"", "DDEAUTO cmd", "INCLUDE</w:instrText></w:r><w:r>"
                                  "<w:instrText>PICTURE x", 'HYPERLINK "http://x"'])
def test_fields_that_read_from_outside_are_refused(code: str) -> None:
    field = f"<w:p><w:r><w:instrText> {code} </w:instrText></w:r></w:p>"

    assert "域" in refusal(with_text("{{ title }}", field))


def test_fields_that_stay_inside_are_welcome() -> None:
    field = '<w:p><w:r><w:instrText> HYPERLINK \\l "_Toc1" </w:instrText></w:r></w:p>'

    assert brief(MEETING, with_text("{{ title }}", field))


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in unpacked(brief_template.template()).items():
            archive.writestr(name, content)
        archive.writestr("word/media/big.png", bytes(40 * MEGABYTE))

    assert "太大" in refusal(bomb.getvalue())
    assert "太大" in refusal(changed(MAIN, lambda xml: xml + " " * (LARGEST_TEXT * MEGABYTE)))
    assert "太大" in refusal(bytes(6 * MEGABYTE))


def test_the_guide_names_every_placeholder() -> None:
    guide = (brief_template.TEMPLATE.parents[1] / "docs" / "brief-template.md").read_text("utf-8")

    for name, value in placeholders(MEETING, day=DAY).items():
        assert f"`{name}`" in guide, name
        for field in getattr(value[0], "__dataclass_fields__", ()) if isinstance(value, list) else ():
            assert f".{field}`" in guide, field
    for field in placeholders(MEETING)["sections"][1].parts[0].__dataclass_fields__:
        assert f"`part.{field}`" in guide
