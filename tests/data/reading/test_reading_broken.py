"""Broken and hostile workbooks end the child that reads them, and nothing else."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from data.reading import UnreadableFile, read_file
from tests.data.reading.reading_sheets import refusal, rows_of, saved, workbook

pytestmark = pytest.mark.usefixtures("in_a_child")


def test_a_good_file_is_read_by_the_child(tmp_path):
    text, book = saved(tmp_path, "编号,社区\n1,新华\n".encode()), workbook(tmp_path / "好.xlsx", [["编号"], ["1"]])

    assert [rows_of(read_file(path).sheets[0]) for path in (text, book)] == [
        [(1, ["编号", "社区"]), (2, ["1", "新华"])], [(1, ["编号"]), (2, ["1"])],
    ]


def sheet_xml(cells: str) -> str:
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )


def hostile(tmp_path: Path, part: str, *content: bytes) -> Path:
    """A good workbook with one part replaced."""
    good = workbook(tmp_path / "good.xlsx", [["编号"], ["1"]])
    path = tmp_path / "hostile.xlsx"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name in source.namelist():
            with target.open(name, "w") as file:
                for block in content if name == part else [source.read(name)]:
                    file.write(block)
    return path


def test_one_far_cell_kills_only_the_child(tmp_path):
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = hostile(tmp_path, "xl/worksheets/sheet1.xml", sheet_xml(cells).encode())

    assert path.stat().st_size < 10_000
    assert "过大" in refusal(path)


def test_a_zip_bomb_kills_only_the_child(tmp_path):
    before, after = sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>MUCH</t></is></c></row>').split("MUCH")
    path = hostile(tmp_path, "xl/worksheets/sheet1.xml", before.encode(), *[b"a" * 1_000_000] * 400, after.encode())

    assert path.stat().st_size < 3_000_000
    assert "过大" in refusal(path, memory_mb=700)


def test_broken_parts_of_a_workbook_are_a_damaged_file(tmp_path):
    for part, content in [
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'><c r='A1'><v>1</v>"),
        ("xl/workbook.xml", b"nonsense"),
        ("xl/worksheets/sheet1.xml", sheet_xml('<row r="1"><c r="A99999999999"><v>1</v></c></row>').encode()),
    ]:
        assert refusal(hostile(tmp_path, part, content))


def test_a_file_that_takes_too_long_is_stopped(tmp_path):
    lines = "\n".join(f'{i},"新华\n社区",灯不亮,路灯,待办,网格' for i in range(1_300_000))
    path = saved(tmp_path, lines.encode())

    started = time.monotonic()

    assert "1 秒" in refusal(path, seconds=1)
    assert time.monotonic() - started < 30


def test_a_truncated_workbook_is_refused(tmp_path):
    content = workbook(tmp_path / "good.xlsx", [["编号"], ["1"]]).read_bytes()

    assert refusal(saved(tmp_path, content[: len(content) // 2], "台账.xlsx"))


def test_random_bytes_never_get_past_the_child(tmp_path):
    good = workbook(tmp_path / "good.xlsx", [["编号", "社区"], ["1", "新华"]]).read_bytes()
    buffer = BytesIO(good)
    for at in range(30, len(good), len(good) // 6):
        buffer.seek(0)
        spoiled = bytearray(buffer.read())
        spoiled[at : at + 40] = b"\x00\xff" * 20
        try:
            read_file(saved(tmp_path, bytes(spoiled), "坏.xlsx"))
        except UnreadableFile as refused:
            assert refused.label.zh
