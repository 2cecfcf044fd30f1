"""Files as they come: any encoding, any spreadsheet, wrong names, broken and hostile ones."""

from __future__ import annotations

import datetime
import json
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from data.reading import read_file
from data.reading.chinese import chinese_encoding
from tests.data.reading.reading_sheets import refusal, rows_of, saved, workbook
from tests.quick import quick

pytestmark = pytest.mark.usefixtures("reader")

HEADING = "工单编号,受理时间,所属网格"
LINES = f"{HEADING}\nGD-1,2021-07-28,第一网格\nGD-2,2021-07-29,第二网格\n"
ROWS = [
    (1, ["工单编号", "受理时间", "所属网格"]),
    (2, ["GD-1", "2021-07-28", "第一网格"]),
    (3, ["GD-2", "2021-07-29", "第二网格"]),
]


@pytest.fixture(params=quick(("here", "in a child"), "here"))
def reader(request: pytest.FixtureRequest) -> None:
    """What is read does not depend on where; that the child reads at all is told in test_reading_broken.py."""
    if request.param == "in a child":
        request.getfixturevalue("in_a_child")


def only_sheet(path: Path):
    (sheet,) = read_file(path).sheets
    return sheet


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_text_is_read_in_every_encoding_offices_use(tmp_path, encoding, told):
    reading = read_file(saved(tmp_path, LINES.encode(encoding)))

    assert (reading.kind, reading.encoding) == ("csv", told)
    assert rows_of(reading.sheets[0]) == ROWS


def test_the_line_of_damaged_unicode_text_is_counted_in_characters(tmp_path):
    text = "\ufeff编号,标题\n1,上海路上的上水\n2,"
    half = b"\x00\xd8"  # the first half of a pair, without its second

    assert "第 3 行" in refusal(saved(tmp_path, text.encode("utf-16-le") + half + "上\n".encode("utf-16-le")))


TRADITIONAL = "工單編號,受理時間,所屬網格\nGD-1,2021-07-28,第一網格\nGD-2,2021-07-29,第二網格\n"


def test_traditional_text_is_read_in_big5_and_in_gbk(tmp_path):
    for encoding, told in (("cp950", "cp950"), ("gb18030", "gb18030")):
        reading = read_file(saved(tmp_path, TRADITIONAL.encode(encoding)))

        assert reading.encoding == told
        assert rows_of(reading.sheets[0])[0] == (1, ["工單編號", "受理時間", "所屬網格"])


def test_a_file_with_too_few_characters_to_tell_big5_from_gbk_is_refused_with_the_cure(tmp_path):
    assert "UTF-8" in refusal(saved(tmp_path, "no,name\n1,社區\n".encode("cp950")))


@given(st.permutations("工单编号受理时间所属网格社区街道办结满意诉求类别物业安全道路"))
def test_simplified_text_in_gbk_is_never_taken_for_big5(characters):
    content = ",".join(characters).encode("gb18030")

    assert chinese_encoding(content, is_gb18030=True, is_big5=_decodes(content, "cp950")) == "gb18030"


@given(st.permutations("工單編號受理時間所屬網格社區街道辦結滿意訴求類別物業安全道路"))
def test_traditional_text_in_big5_is_never_taken_for_gbk(characters):
    content = ",".join(characters).encode("cp950")

    assert chinese_encoding(content, is_gb18030=_decodes(content, "gb18030"), is_big5=True) == "cp950"


def _decodes(content, encoding):
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def test_a_character_that_only_gb18030_has_is_kept(tmp_path):
    path = saved(tmp_path, "社区,姓氏\n新华,𠮷㐱\n".encode("gb18030"))

    assert rows_of(only_sheet(path))[1] == (2, ["新华", "𠮷㐱"])


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_the_separator_is_found_whatever_the_file_is_called(tmp_path, separator):
    path = saved(tmp_path, LINES.replace(",", separator).encode(), "台账.xls")

    assert rows_of(only_sheet(path)) == ROWS


def test_quoted_cells_may_hold_separators_quotes_and_line_breaks_and_rows_keep_their_line(tmp_path):
    path = saved(tmp_path, '编号,内容\n1,"楼道, ""三楼""\n没有灯"\n2,好\n\n3,坏\n'.encode())

    assert rows_of(only_sheet(path)) == [
        (1, ["编号", "内容"]),
        (2, ["1", '楼道, "三楼"\n没有灯']),
        (4, ["2", "好"]),
        (6, ["3", "坏"]),
    ]


def test_a_quote_that_quotes_nothing_stays_text(tmp_path):
    path = saved(tmp_path, '编号,内容\n1,"四送一服"工作\n2,好\n'.encode())

    assert rows_of(only_sheet(path))[1] == (2, ["1", '"四送一服"工作'])


def test_a_quote_that_is_not_closed_swallows_no_row_and_its_line_is_told(tmp_path):
    path = saved(tmp_path, '编号,内容\n1,好\n2,"楼道,灯\n3,好\n4,好\n'.encode())
    sheet = only_sheet(path)

    assert [row for row, _ in rows_of(sheet)] == [1, 2, 3, 4, 5]
    assert (sheet.lines.torn, sheet.lines.mended) == ((3,), ())


def test_a_row_that_can_only_be_cut_in_one_way_is_cut_so(tmp_path):
    path = saved(tmp_path, '编号,内容,状态\n1,"漏水, 三天",办结\n2,"四送一服"工作,办结\n3,灯,办结\n'.encode())
    sheet = only_sheet(path)

    assert rows_of(sheet)[1:3] == [(2, ["1", "漏水, 三天", "办结"]), (3, ["2", '"四送一服"工作', "办结"])]
    assert (sheet.lines.torn, sheet.lines.mended) == ((), (3,))


def test_a_file_full_of_stray_quotes_is_refused_with_its_line(tmp_path):
    rows = "".join(f'{i},"楼道,灯\n' for i in range(1100))

    assert "第 2 行" in refusal(saved(tmp_path, f'编号,内容,"说明, 一"\n{rows}'.encode()))


def test_a_space_behind_every_comma_is_no_part_of_the_cells(tmp_path):
    path = saved(tmp_path, '编号, 内容, 状态\n1, "漏水, 三天", 办结\n2, "噪声, 夜间", 办结\n'.encode())

    assert [cells for _, cells in rows_of(only_sheet(path))][1:] == [
        ["1", "漏水, 三天", "办结"], ["2", "噪声, 夜间", "办结"],
    ]


def test_rows_may_be_of_different_lengths(tmp_path):
    path = saved(tmp_path, "西街道台账\n编号,社区,户数\n1,新华,3\n2,红星\n".encode())

    assert rows_of(only_sheet(path)) == [
        (1, ["西街道台账", None, None]),
        (2, ["编号", "社区", "户数"]),
        (3, ["1", "新华", "3"]),
        (4, ["2", "红星", None]),
    ]


def test_spaces_invisible_characters_and_export_wrappings_are_no_content(tmp_path):
    path = saved(tmp_path, '编号,社区,户数\n="0012",\u3000新华\u200b ,\'370102\n ,\u3000, \n'.encode())

    assert rows_of(only_sheet(path)) == [(1, ["编号", "社区", "户数"]), (2, ["0012", "新华", "370102"])]


def test_a_large_regular_file_reads_exactly_like_a_small_one(tmp_path):
    lines = ["西街道台账", "编号,社区,内容", *(f'{i},新华 ,"灯, ""{i}""不亮"' for i in range(60_000))]
    for encoding, line_end in (("gb18030", "\r\n"), ("utf-8-sig", "\n")):
        path = saved(tmp_path, line_end.join(lines).encode(encoding))

        rows = rows_of(only_sheet(path))

        assert path.stat().st_size > 1 << 20
        assert rows[:3] == [
            (1, ["西街道台账", None, None]),
            (2, ["编号", "社区", "内容"]),
            (3, ["0", "新华", '灯, "0"不亮']),
        ]
        assert rows[-1] == (60_002, ["59999", "新华", '灯, "59999"不亮'])
        assert [row for row, _ in rows] == list(range(1, 60_003))


@pytest.mark.parametrize("oddity", ['7,新华,"两\n行"', "7,新华,多,一列", '7,新华,"四送"一服', "", "7"])
def test_one_odd_line_in_a_large_file_loses_no_row(tmp_path, oddity):
    lines = ["编号,社区,内容", *(f"{i},新华,灯不亮，请尽快维修" for i in range(40_000))]
    lines.insert(20_000, oddity)
    expected = 40_002 if oddity else 40_001
    path = saved(tmp_path, "\n".join(lines).encode())

    rows = rows_of(only_sheet(path))

    assert len(rows) == expected
    assert rows[-1][0] == "\n".join(lines).count("\n") + 1
    assert rows[-1][1][:2] == ["39999", "新华"]


def test_a_workbook_shows_its_cells_as_a_person_sees_them(tmp_path):
    moment = datetime.datetime(2021, 7, 28, 13, 5)
    path = workbook(
        tmp_path / "台账.xlsx",
        [["甲"] * 8, [1.0, 0.1 + 0.2, datetime.date(2021, 7, 28), moment, True, False, 370102001002003, "  新华 "]],
    )

    assert rows_of(only_sheet(path))[1] == (
        2,
        ["1", "0.3", "2021-07-28", "2021-07-28 13:05:00", "是", "否", "370102001002003", "新华"],
    )


def test_a_code_that_excel_cut_to_fifteen_digits_is_shown_as_excel_shows_it(tmp_path):
    path = workbook(tmp_path / "台账.xlsx", [["编号", "编号"], [20211012345678901, 2021101234567891]])

    assert rows_of(only_sheet(path))[1] == (2, ["2.02110123456789E+16", "2021101234567891"])


def test_a_percentage_is_read_with_its_sign_and_a_failed_formula_is_not_blank(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.append(["进度", "比例", "字面", "错误", "未算"])
    page.append([0.855, 1, 0.5, "#DIV/0!", "=A2*2"])
    page["A2"].number_format = "0.0%"
    page["B2"].number_format = "0%"
    page["C2"].number_format = '0.0"%"'
    page["D2"].data_type = "e"
    book.save(tmp_path / "台账.xlsx")

    assert rows_of(only_sheet(tmp_path / "台账.xlsx"))[1] == (2, ["85.5%", "100%", "0.5", "#DIV/0!", "=A2*2"])


def test_old_xls_files_tell_percentages_dates_and_merges_too(tmp_path):
    book = xlwt.Workbook()
    page = book.add_sheet("月报")
    for column, text in enumerate(["社区", "满意度", "日期", "户数"]):
        page.write(1, column + 1, text)
    page.write_merge(2, 3, 1, 1, "新华")
    page.write(2, 2, 0.975, xlwt.easyxf(num_format_str="0.0%"))
    page.write(3, 2, 1, xlwt.easyxf(num_format_str="0%"))
    page.write(2, 3, 44405, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    page.write(2, 4, 12)
    book.save(str(tmp_path / "月报.xls"))

    reading = read_file(tmp_path / "月报.xls")

    assert reading.kind == "xls"
    assert rows_of(reading.sheets[0]) == [
        (2, ["社区", "满意度", "日期", "户数"]),
        (3, ["新华", "97.5%", "2021-07-28", "12"]),
        (4, [None, "100%", None, None]),
    ]
    assert reading.sheets[0].merges == ((3, 1, 4, 1),)


def test_hidden_and_empty_sheets_are_left_out(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "台账"
    book.active["B3"] = "编号"
    book.create_sheet("空白")
    book.create_sheet("字典")["A1"] = "隐藏"
    book["字典"].sheet_state = "hidden"
    book.create_sheet("月报")["A1"] = "社区"
    book.save(tmp_path / "多表.xlsx")

    sheets = read_file(tmp_path / "多表.xlsx").sheets

    assert [one.name for one in sheets] == ["台账", "月报"]
    assert rows_of(sheets[0]) == [(3, ["编号"])]


@pytest.mark.parametrize("name", ["其实是表格.csv", "其实是新表格.xls", "没有扩展名"])
def test_a_workbook_is_known_by_its_content(tmp_path, name):
    assert read_file(workbook(tmp_path / "好.xlsx", [["编号"], ["1"]]).rename(tmp_path / name)).kind == "xlsx"


def test_an_old_workbook_is_known_by_its_content(tmp_path):
    assert read_file(saved(tmp_path, old_workbook(), "其实是旧表格.xlsx")).kind == "xls"


def test_an_opendocument_sheet_is_read(tmp_path):
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:table="{names}table:1.0" '
        f'xmlns:text="{names}text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="月报"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>社区</text:p></table:table-cell>'
        '<table:table-cell table:number-rows-spanned="2" office:value-type="percentage" office:value="1"/>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "月报.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{names}manifest:1.0"/>')
        archive.writestr("content.xml", content)

    reading = read_file(tmp_path / "月报.ods")

    assert (reading.kind, reading.sheets[0].name) == ("ods", "月报")
    assert rows_of(reading.sheets[0]) == [(1, ["社区", "100%"])]
    assert reading.sheets[0].merges == ((1, 2, 2, 2),)


def test_geojson_becomes_a_sheet_with_one_row_per_feature(tmp_path):
    square = {"type": "Polygon", "coordinates": [[[117.1, 34.0], [117.2, 34.0], [117.2, 34.1], [117.1, 34.0]]]}
    features = [
        {"type": "Feature", "properties": {"网格编码": "990101001001001", "户数": 12.0}, "geometry": square},
        {"type": "Feature", "properties": {"网格编码": "990101001001002", "专属": True}, "geometry": None},
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features})

    reading = read_file(saved(tmp_path, content.encode(), "网格.geojson"))

    assert reading.kind == "geojson"
    rows = rows_of(reading.sheets[0])
    assert rows[0] == (1, ["网格编码", "户数", "专属", "边界"])
    assert rows[1][1][:3] == ["990101001001001", "12", None]
    assert json.loads(rows[1][1][3]) == square
    assert " " not in rows[1][1][3]
    assert rows[2] == (3, ["990101001001002", None, "是", None])


@pytest.mark.parametrize(
    ("content", "cure"),
    [
        (b"", "没有内容"),
        (b"  \r\n \r\n", "没有内容"),
        (b"\xef\xbb\xbf", "没有内容"),
        ("<?xml version='1.0'?><目录/>".encode("utf-16"), "XML"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "图片"),
        (b"\x1f\x8b\x08....", "压缩包"),
        (bytes(range(256)) * 40, "无法识别"),
        (b"PK\x03\x04 this is no archive", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "损坏"),
        (b'{"type": "FeatureCollection", "features": [', "格式有误"),
        (b'{"a": 1}', "FeatureCollection"),
        (b'{"a":' + b"[" * 100_000, "FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": []}', "没有内容"),
    ],
)
def test_what_is_no_table_is_refused_with_the_cure(tmp_path, content, cure):
    assert cure in refusal(saved(tmp_path, content, "台账.xls"))


def test_a_missing_file_is_named(tmp_path):
    assert "没有.csv" in refusal(tmp_path / "没有.csv")


def test_a_utf8_file_with_one_damaged_byte_is_not_read_as_chinese_nonsense(tmp_path):
    content = (HEADING + "\n" + "GD-1,2021-07-28,第一网格\n" * 20).encode()
    damaged = content[:-4] + b"\xff" + content[-3:]

    assert "第 21 行" in refusal(saved(tmp_path, damaged))


@pytest.mark.parametrize("broken", [b"\xff", b"\x80", b"\xb5"])
def test_a_gbk_file_with_one_damaged_byte_names_the_line(tmp_path, broken):
    content = (HEADING + "\n" + "GD-1,2021-07-28,第一网格\n" * 20).encode("gbk")
    at = content.rindex("一".encode("gbk"))
    damaged = content[:at] + broken + content[at + 2 :]
    if broken == b"\xb5":  # half a character before the line break
        damaged = content[:-2] + b"\n"

    assert "第 21 行有损坏的字符" in refusal(saved(tmp_path, damaged))


def test_a_long_gbk_file_damaged_on_its_first_line_names_it(tmp_path):
    content = (HEADING + "\n" + "GD-1,2021-07-28,第一网格\n" * 20).encode("gbk")

    assert "第 1 行有损坏的字符" in refusal(saved(tmp_path, b"\xff" + content))


def test_a_word_document_and_other_archives_are_told_apart(tmp_path):
    for inside, word in (("word/document.xml", "Word"), ("photo.jpg", "压缩包")):
        path = tmp_path / "台账.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(inside, "x")
        assert word in refusal(path)


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("月报").write(0, 0, "社区")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_new_workbook_with_a_password_is_refused_with_the_cure(tmp_path):
    stream = "EncryptedPackage".encode("utf-16-le")

    assert "密码" in refusal(saved(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + stream, "台账.xlsx"))


def test_an_old_workbook_with_a_password_is_refused_with_the_cure(tmp_path):
    content = bytearray(old_workbook())
    behind_the_first_record = content.find(struct.pack("<HH", 0x0809, 16)) + 20
    struct.pack_into("<H", content, behind_the_first_record, 0x002F)  # FILEPASS: what follows is encrypted

    assert "密码" in refusal(saved(tmp_path, bytes(content), "台账.xls"))
