"""The file as it was uploaded can be had back, without anything that names a person; an undo can be taken back."""

from io import BytesIO

import openpyxl
import pytest

from data import importing
from data.database import Database
from data.importing import WrongCall
from tests.data.importing.importing_office import AREAS, REQUESTS, Office

PLAIN = REQUESTS + "A1,2026-01-03 10:00,新华社区,来访,应急,漏水,已办结,2026-01-05\n"
ONE, TWO = PLAIN, PLAIN.replace("漏水", "路灯")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    database = Database(tmp_path / "store" / "street.duckdb")
    found = Office(database, tmp_path, monkeypatch)
    sent(found, tmp_path, AREAS)
    yield found
    database.close()


def sent(desk, folder, text: str, name: str = "台账.csv", encoding: str = "gb18030", **options):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    report = desk.upload_file(path, **options)
    assert report.status != "rejected", report.as_json()
    return report


def files(desk, folder) -> list[str]:
    return sorted(one.name for one in (folder / "store" / "originals").iterdir())


def test_a_file_without_personal_data_is_kept_byte_by_byte(desk, tmp_path):
    batch = sent(desk, tmp_path, PLAIN).batch
    found = importing.original(desk.database, batch)

    assert (found.name, found.content, found.is_masked) == ("台账.csv", PLAIN.encode("gb18030"), False)


def test_the_same_file_is_kept_once_and_an_undo_leaves_it_there(desk, tmp_path):
    batch = sent(desk, tmp_path, PLAIN).batch
    before = files(desk, tmp_path)
    desk.undo(batch)
    sent(desk, tmp_path, PLAIN)

    assert files(desk, tmp_path) == before
    assert importing.original(desk.database, batch).content == PLAIN.encode("gb18030")


def test_a_rehearsed_file_is_not_kept(desk, tmp_path):
    before = files(desk, tmp_path)
    sent(desk, tmp_path, PLAIN, dry_run=True)

    assert files(desk, tmp_path) == before


@pytest.mark.parametrize("secret", ["王小明", "13812345678", "340603199001011234"])
def test_of_a_file_with_personal_data_only_a_masked_copy_is_kept(desk, tmp_path, secret):
    text = (
        "西街道台账，经办人电话13812345678,,,,,,,,\n"
        + REQUESTS.replace("诉求内容", "诉求内容,联系人")
        + "A1,2026-01-03,新华社区,来访,应急,身份证340603199001011234漏水,王小明,已办结,2026-01-05\n"
    )
    batch = sent(desk, tmp_path, text).batch
    found = importing.original(desk.database, batch)
    cells = [cell for row in openpyxl.load_workbook(BytesIO(found.content)).active.values for cell in row]

    assert found.is_masked and found.name == "台账_已脱敏.xlsx"
    assert "A1" in cells and "联系人" in cells
    assert secret not in str(cells)


def _comment(book):
    book.active["A2"].comment = openpyxl.comments.Comment("回访13812345678", "甲")


def _property(book):
    book.properties.creator = "office@example.com"


def _hidden_sheet(book):
    book.create_sheet("旧").append(["身份证340603199001011234"])
    book["旧"].sheet_state = "hidden"


def _footer(book):
    book.active.oddFooter.center.text = "制表 13812345678"


def _link(book):
    book.active["B2"].hyperlink = "mailto:office@example.com"


@pytest.mark.parametrize("bury", [None, _comment, _property, _hidden_sheet, _footer, _link])
def test_what_names_a_person_beside_the_cells_that_are_seen_is_not_kept_either(desk, tmp_path, bury):
    book = openpyxl.Workbook()
    for line in PLAIN.splitlines():
        book.active.append(line.split(","))
    if bury:
        bury(book)
    book.save(tmp_path / "台账.xlsx")
    found = importing.original(desk.database, desk.upload_file(tmp_path / "台账.xlsx").batch)

    assert found.is_masked is (bury is not None)
    if bury:
        again = openpyxl.load_workbook(BytesIO(found.content))
        assert [one.title for one in again] == ["Sheet"] and again.active["A2"].comment is None
        assert again.properties.creator != "office@example.com"


def test_a_store_in_memory_keeps_no_file_and_says_so(office):
    batch = office.upload(PLAIN).batch

    with pytest.raises(WrongCall, match="没有保存"):
        importing.original(office.database, batch)
    with pytest.raises(WrongCall, match="20990101"):
        importing.original(office.database, "20990101-0001")


def titles(office) -> list[tuple]:
    return office.rows("service_request", "request_no", "title")


def test_an_undone_batch_can_be_brought_back(office):
    batch = office.upload(ONE).batch
    office.undo(batch)
    assert titles(office) == []

    done = importing.redo(office.database, batch, refresh=office._refresh)
    assert titles(office) == [("A1", "漏水")]
    assert {f"{month:%Y-%m}" for month in done.changes[0].months} == {"2026-01"}
    assert importing.history(office.database)[0]["state"] == "已入库"
    with pytest.raises(WrongCall, match="没有被撤回"):
        importing.redo(office.database, batch, refresh=office._refresh)


def test_a_batch_brought_back_takes_its_old_place_before_later_ones(office):
    first = office.upload(ONE).batch
    office.undo(first)
    second = office.upload(TWO).batch
    importing.redo(office.database, first, refresh=office._refresh)
    assert titles(office) == [("A1", "路灯")]

    office.undo(second)
    assert titles(office) == [("A1", "漏水")]


def test_a_rehearsed_redo_changes_nothing(office):
    batch = office.upload(ONE).batch
    office.undo(batch)
    importing.redo(office.database, batch, refresh=office._refresh, dry_run=True)

    assert titles(office) == [] and importing.history(office.database)[0]["state"] == "已撤回"
