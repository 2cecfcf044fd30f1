"""What a clerk does not see in the file: hidden rows and columns, and rows that a filter hides."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt

from tests.data.importing.importing_office import Office, warnings

ROWS = [["社区", "月份", "新增就业", "再就业"], ["新华社区", "2022-04", 12, 3], ["安康社区", "2022-04", 8, 5]]
TOLD = (
    "工作表“就业”有1行是隐藏或被筛选掉的（第3行），也一并导入；如不应导入，请删除这些行后再上传\n"
    "工作表“就业”中隐藏的列也一并导入：D（再就业），请核对"
)


def xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "就业"
    for row in ROWS:
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["D"].hidden = True
    book.save(path)


def xls(path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("就业")
    for at, row in enumerate(ROWS):
        for column, one in enumerate(row):
            page.write(at, column, one)
    page.row(2).hidden = True
    page.col(3).hidden = True
    book.save(str(path))


def excel_xml(path: Path) -> None:
    cells = ["".join(f'<Cell><Data ss:Type="String">{one}</Data></Cell>' for one in row) for row in ROWS]
    hidden = ["", "", ' ss:Hidden="1"']
    rows = "".join(f"<Row{said}>{row}</Row>" for said, row in zip(hidden, cells, strict=True))
    path.write_text(
        '<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="就业"><Table>'
        f'<Column ss:Index="4" ss:Hidden="1"/>{rows}</Table></Worksheet></Workbook>', "utf-8"
    )


def ods(path: Path) -> None:
    def cell(one: object) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{one}</text:p></table:table-cell>'

    hidden = ["", "", ' table:visibility="filter"']
    rows = "".join(
        f"<table:table-row{said}>{''.join(map(cell, row))}</table:table-row>"
        for said, row in zip(hidden, ROWS, strict=True)
    )
    columns = '<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>'
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="就业">{columns}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)


@pytest.mark.parametrize(("name", "write"), [("a.xlsx", xlsx), ("a.xls", xls), ("b.xls", excel_xml), ("a.ods", ods)])
def test_hidden_rows_and_columns_are_loaded_and_named(office: Office, tmp_path: Path, name: str, write) -> None:
    write(tmp_path / name)

    report = office.upload_file(tmp_path / name)

    assert office.rows("employment_stat", "urban_new_employment", "reemployment") == [(8, 5), (12, 3)]
    assert warnings(report) == TOLD
