"""What systems export under the name .xls: HTML tables, web archives, Excel 2003 XML, tab text."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.reading import UnreadableFile, read_file
from data.reading.excel_xml import excel_xml_sheets
from data.reading.html_tables import archive_tables, page_tables
from data.reading.kinds import kind_of
from data.reading.refusal import Refusal
from tests.data.reading.reading_sheets import rows_of

HEADING = "<tr><th>社区</th><th>受理数</th></tr>"
ROW = "<tr><td>新华</td><td>12</td></tr>"
SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def saved(folder: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / "台账.xls"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def pages(folder: Path, content: str | bytes, encoding: str = "utf-8") -> list[tuple[str, list, list]]:
    path = saved(folder, content, encoding)
    assert kind_of(path) == "html"
    return list(page_tables(path))


def workbook(*sheets: str, before: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{before}<?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}"><Styles><Style ss:ID="p"><NumberFormat '
        f'ss:Format="0.0%"/></Style><Style ss:ID="q" ss:Parent="p"/></Styles>{"".join(sheets)}</Workbook>'
    )


def worksheet(rows: str, name: str = "月报", more: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{more}</Worksheet>'


def cell(text: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def row(*texts: str) -> str:
    return f"<Row>{''.join(map(cell, texts))}</Row>"


def sheets_of(folder: Path, content: str, encoding: str = "utf-8") -> list[tuple[str, list, list]]:
    path = saved(folder, content, encoding)
    assert kind_of(path) == "excel_xml"
    return [(name, list(rows), merges) for name, rows, merges, is_hidden, _ in excel_xml_sheets(path) if not is_hidden]


@pytest.mark.parametrize(
    "content,kind",
    [
        (f"<html><body><table>{HEADING}{ROW}</table></body></html>", "html"),
        (workbook(worksheet(row("社区", "受理数") + row("新华", "12"))), "excel_xml"),
        ("社区\t受理数\n新华\t12\n", "csv"),
    ],
)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le"])
def test_an_export_is_known_by_its_content_in_every_encoding(tmp_path, content, kind, encoding):
    reading = read_file(saved(tmp_path, content, encoding))

    assert reading.kind == kind
    assert rows_of(reading.sheets[0]) == [(1, ["社区", "受理数"]), (2, ["新华", "12"])]


def test_merged_cells_of_a_page_are_told_like_those_of_a_workbook(tmp_path):
    ((_, rows, merges),) = pages(
        tmp_path,
        "<table><tr><td rowspan=2>社区<td colspan=2>12345热线<tr><td>受理数<td>办结数"
        "<tr><td rowspan=9>新华<td>1<td>2<tr><td>3<td>4</table>",
    )

    assert rows == [
        (1, ["社区", "12345热线", None]),
        (2, [None, "受理数", "办结数"]),
        (3, ["新华", "1", "2"]),
        (4, [None, "3", "4"]),
    ]
    assert merges == [(1, 1, 2, 1), (1, 2, 1, 3), (3, 1, 4, 1)]


def test_words_around_a_table_are_rows_of_it(tmp_path):
    ((_, rows, _),) = pages(
        tmp_path,
        f"<html><head><title>导出</title></head><h2>西街道<b>2022年4月</b>台账</h2><table>{HEADING}{ROW}</table>"
        "<p>注：截至\n4月30日</p><p>填报人：</p>",
    )

    assert [row for _, row in rows] == [
        ["西街道2022年4月台账"], ["社区", "受理数"], ["新华", "12"], ["注：截至 4月30日"], ["填报人："],
    ]
    assert [number for number, _ in rows] == [1, 2, 3, 4, 5]


def test_several_tables_are_several_sheets_and_a_table_within_a_table_is_one_too(tmp_path):
    inner = "<table><tr><td>姓名<td>电话<tr><td>甲<td>1</table>"
    found = pages(tmp_path, f"<table>{HEADING}<tr><td>新华{inner}<td>12</table><table>{HEADING}{ROW}</table>")

    assert [name for name, *_ in found] == ["台账", "台账（2）", "台账（3）"]
    assert [[row for _, row in rows] for _, rows, _ in found] == [
        [["社区", "受理数"], ["新华", "12"]],
        [["姓名", "电话"], ["甲", "1"]],
        [["社区", "受理数"], ["新华", "12"]],
    ]


def test_tables_that_only_place_others_and_headings_in_a_table_of_their_own_vanish(tmp_path):
    placed = f"<tr><td><table><tr><td>4月台账</table><tr><td><table>{HEADING}</table><table>{ROW}</table>"
    ((_, rows, _),) = pages(tmp_path, f"<table>{placed}</table>")

    assert [row for _, row in rows] == [["4月台账"], ["社区", "受理数"], ["新华", "12"]]


def test_excels_own_pages_name_their_sheets_and_keep_the_digits_of_codes(tmp_path):
    named = "<x:ExcelWorksheets><x:ExcelWorksheet><x:Name>四月</x:Name></x:ExcelWorksheet></x:ExcelWorksheets>"
    ((name, rows, _),) = pages(
        tmp_path,
        f"<html><!--[if gte mso 9]><xml>{named}</xml><![endif]--><table><tr><td>编码<td>户数"
        '<tr><td x:num="340603003001001">3.40603E+14</td><td x:num>1<br>2</table>',
    )

    assert (name, rows[1]) == ("四月", (2, ["340603003001001", "1\n2"]))


def test_scripts_comments_and_unchosen_options_are_no_content(tmp_path):
    ((_, rows, _),) = pages(
        tmp_path,
        "<table><script>document.write('<tr><td>假</td></tr>')</script><!-- <tr><td>假 --><tr><td>社区<td>状态"
        "<tr><td>&#26032;&#21326;<td><select><option>未办<option selected>已办</select><input type=hidden value=x>"
        "<tr><td>=cmd|' /C calc'!A0<td><img src='http://example.invalid/x.png' onerror='x()'>在办</table>",
    )

    assert [row for _, row in rows] == [["社区", "状态"], ["新华", "已办"], ["=cmd|' /C calc'!A0", "在办"]]


@pytest.mark.parametrize(
    "declared,encoding", [("gb2312", "gbk"), ("gb2312", "utf-8"), ("utf-8", "gb18030"), ("big5", "big5"), ("", "gbk")]
)
def test_what_a_page_declares_is_believed_where_its_bytes_agree(tmp_path, declared, encoding):
    meta = f"<meta http-equiv=Content-Type content='text/html; charset={declared}'>"
    ((_, rows, _),) = pages(tmp_path, f"{meta}<table><tr><td>社區中文<td>戶</table>", encoding)

    assert rows == [(1, ["社區中文", "戶"])]


@pytest.mark.parametrize(
    "content",
    [
        "<html><body><p>会话超时，请重新登录</p></body></html>",
        "<html><frameset><frame src='台账.files/sheet001.htm'></frameset></html>",
        "<!doctype html><table></table>",
    ],
)
def test_a_page_without_a_table_is_refused_with_the_cure(tmp_path, content):
    with pytest.raises(UnreadableFile) as refused:
        read_file(saved(tmp_path, content))

    assert "没有表格" in refused.value.label.zh


@pytest.mark.parametrize(
    "content",
    [
        "<table>" * 5000 + "<tr><td>1",
        "<table>" + "<tr><td colspan=1000 rowspan=65534>" * 50 + "1",
        "<table><tr>" + "<td>1" * 3000,
        "<table><tr><td>1" + "<table><tr><td>1<td>2</table>" * 3000,
        "<div>" * 50_000,
        "<table><tr><td>1<td><!--" + "<" * 100_000,
    ],
)
def test_a_hostile_page_is_refused_or_read_but_takes_no_time(tmp_path, content):
    path = saved(tmp_path, content)
    try:
        assert list(page_tables(path))
    except Refusal as refusal:
        assert refusal.code in ("html", "too_many_tables", "too_many_columns")


def test_a_web_archive_holds_its_sheets_as_pages(tmp_path):
    def part(content: str, of: str = "text/html; charset=gb2312") -> bytes:
        return f"--x\nContent-Type: {of}\nContent-Transfer-Encoding: 8bit\n\n{content}\n".encode("gbk")

    names = "".join(f"<x:ExcelWorksheet><x:Name>{one}</x:Name></x:ExcelWorksheet>" for one in ("三月", "四月"))
    table = f"<table>{HEADING}{ROW}</table>"
    content = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n' + part(f"<!--{names}-->")
    path = saved(tmp_path, content + part(table) + part(table) + part("a{}", "text/css") + b"--x--\n")

    assert kind_of(path) == "mht"
    assert [(name, rows) for name, rows, _ in archive_tables(path)] == [
        (name, [(1, ["社区", "受理数"]), (2, ["新华", "12"])]) for name in ("三月", "四月")
    ]


def test_excel_2003_xml_jumps_rows_and_cells_and_merges(tmp_path):
    rows = (
        f'<Row ss:Index="2">{cell("西街道", more="ss:MergeAcross=" + chr(34) + "3" + chr(34))}</Row><Row ss:Span="1"/>'
        f"<Row>{cell('社区', more='ss:MergeDown=' + chr(34) + '1' + chr(34))}"
        f"{cell('户数', more='ss:Index=' + chr(34) + '4' + chr(34))}</Row>"
        f'<Row><Cell ss:Index="4"><Comment><ss:Data>批注</ss:Data></Comment></Cell>{cell("12", "Number")}</Row>'
    )

    assert sheets_of(tmp_path, workbook(worksheet(rows))) == [
        (
            "月报",
            [(2, ["西街道"]), (5, ["社区", None, None, "户数"]), (6, [None, None, None, None, "12"])],
            [(2, 1, 2, 4), (5, 1, 6, 1)],
        )
    ]


def test_excel_2003_xml_shows_its_cells_as_a_person_sees_them(tmp_path):
    cells = [
        cell("1.0", "Number"), cell("0.30000000000000004", "Number"), cell("340603003001001", "Number"),
        cell("2.0211012345678901E+16", "Number"), cell("0.855", "Number", 'ss:StyleID="p"'),
        cell("1", "Number", 'ss:StyleID="q"'), cell("2021-07-28T00:00:00.000", "DateTime"),
        cell("2021-07-28T13:05:00.000", "DateTime"), cell("1", "Boolean"), cell("#DIV/0!", "Error"),
        "<Cell ss:Formula='=RC[-1]*2'/>", "<Cell><ss:Data ss:Type='String'><B>新</B>华</ss:Data></Cell>",
    ]

    ((_, rows, _),) = sheets_of(tmp_path, workbook(worksheet(f"<Row>{''.join(cells)}</Row>")))

    assert rows[0][1] == [
        "1", "0.3", "340603003001001", "2.02110123456789E+16", "85.5%", "100%", "2021-07-28", "2021-07-28 13:05:00",
        "是", "#DIV/0!", "=RC[-1]*2", "新华",
    ]


def test_hidden_and_blank_worksheets_of_excel_2003_xml_are_left_out(tmp_path):
    row = f"<Row>{cell('社区')}</Row>"
    hidden = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
    found = sheets_of(tmp_path, workbook(worksheet(row), worksheet("", "空"), worksheet(row, "字典", hidden)))

    assert [name for name, *_ in found] == ["月报"]


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'
FETCH = '<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd">'


@pytest.mark.parametrize(
    "content,code",
    [
        (workbook(worksheet(f"<Row>{cell('&c;')}</Row>"), before=BOMB), "xml_entities"),
        (workbook(worksheet(f"<Row>{cell('1')}</Row>"), before=FETCH), "xml_entities"),
        (workbook(worksheet(f"<Row>{cell('&nbsp;')}</Row>")), "broken"),
        (workbook(worksheet(f"<Row>{cell('1')}</Row>"))[:-30], "broken"),
        (workbook(worksheet('<Row ss:Index="99999999"><Cell><Data>1</Data></Cell></Row>')), "oversize"),
        (workbook(worksheet('<Row><Cell ss:Index="99999999"><Data>1</Data></Cell></Row>')), "too_many_columns"),
    ],
)
def test_hostile_or_broken_xml_is_refused(tmp_path, content, code):
    with pytest.raises(Refusal) as refused:
        list(excel_xml_sheets(saved(tmp_path, content)))

    assert refused.value.code == code
