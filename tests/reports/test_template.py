"""The empty forms: what a clerk downloads can be filled in and uploaded as it is."""
from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from data.contracts import contracts
from data.importing import Report, import_file
from queries import cube
from reports.template import template
from tests.queries.store import FIRST, STREET, Store


@pytest.fixture(scope="module")
def store() -> Store:
    return Store()


def upload(store: Store, path: Path, **options: object) -> Report:
    return import_file(store, path, refresh=cube.refresh, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("table", sorted(contracts()))
def test_an_empty_form_is_recognised_column_by_column_and_kindly_refused(
    store: Store, tmp_path: Path, table: str
) -> None:
    path = tmp_path / "模板.xlsx"
    path.write_bytes(template(store, table, STREET))
    report = upload(store, path)

    assert report.status == "rejected"
    assert [one.reason.zh for one in report.rejects] == ["表头下面还没有数据：请在表头（和示例行）下面填写后再上传"]
    form, notes = report.sheets
    assert form.table == table
    headings = [cell.value for cell in openpyxl.load_workbook(path).worksheets[0][3]]
    assert set(form.columns.values()) == set(headings)
    assert not form.unmatched
    assert {one.kind for one in notes.rows_skipped} == {"note"}


def test_what_is_filled_in_below_the_example_is_loaded_and_the_example_is_not(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "诉求工单.xlsx"
    path.write_bytes(template(store, "service_request", STREET))
    book = openpyxl.load_workbook(path)
    form = book.worksheets[0]
    said = {"工单编号": "T1", "受理时间": "2026-03-05 09:30", "所属网格": "试验街道/甲社区/甲社区第1网格",
            "来源渠道": "12345热线", "诉求主体": "居民", "诉求类别": "环保", "办理状态": "办理中"}
    for cell in form[3]:
        form.cell(5, cell.column, said.get(cell.value))
    book.save(path)
    report = upload(store, path)

    assert report.status == "committed", report.rejects
    assert report.rows_loaded == 1
    assert store.rows("select request_no, area_code from service_request") == [
        {"request_no": "T1", "area_code": f"{FIRST}001"}
    ]


def test_the_lists_hold_the_words_and_the_areas_of_ones_own_street(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    path.write_bytes(template(store, "service_request", FIRST))
    book = openpyxl.load_workbook(path)
    columns = [[cell.value for cell in column if cell.value] for column in book.worksheets[1].columns]
    lists = {column[0]: column[1:] for column in columns if column}

    assert "办理中" in lists["办理状态"]
    assert lists["所属网格"] == [
        "试验区/试验街道/甲社区", "试验区/试验街道/甲社区/甲社区第1网格", "试验区/试验街道/甲社区/甲社区第2网格"
    ]
    ruled = [rule for rule in book.worksheets[0].data_validations.dataValidation if rule.type == "list"]
    worded = [one for one in contracts()["service_request"].fields if one.enum or one.type in ("area", "boolean")]
    assert len(ruled) == len(worded)
