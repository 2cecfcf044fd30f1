"""A small real street in an in-memory store, and an office that uploads sheets to it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow as pa
import pytest

from data import importing
from data.database import Database
from data.reading import Reading, SheetCells, read_file
from tests.stores import held, put_back

AREAS = """区域编码,区域名称,级别,户数
340603,相山区,区县,
340603003,西街道,街道,
340603003001,新华社区,社区,1000
340603003002,安康社区,社区,900
340603003001001,第1网格,网格,300
340603003001002,第2网格,网格,310
340603003002001,第1网格,网格,320
"""
REQUESTS = "工单编号,受理时间,所属网格,来源渠道,诉求类别,诉求内容,办理状态,办结时间\n"


def cells(name: str, text: str) -> SheetCells:
    """A sheet as reading hands it over: row numbers and text columns, blank rows left out."""
    rows = [(number, row) for number, row in enumerate(csv.reader(io.StringIO(text)), 1) if any(row)]
    width = max(len(row) for _, row in rows)
    columns = {"row_number": pa.array([number for number, _ in rows], pa.int32())}
    for place in range(width):
        found = [row[place] if place < len(row) and row[place] else None for _, row in rows]
        columns[f"c{place + 1}"] = pa.array(found, pa.string())
    return SheetCells(name, pa.table(columns))


class Office:
    """Uploads sheets and remembers which months the indicators were told to rebuild.

    Sheets are handed over as reading hands them over, so that a test need not start a process for each.
    """

    def __init__(self, database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.database = database
        self.refreshed: list[importing.Changes] = []
        self._file = folder / "upload.csv"
        self._monkeypatch = monkeypatch

    def upload(self, text: str, **options) -> importing.Report:
        return self.upload_book({"Sheet1": text}, **options)

    def upload_book(self, sheets: dict[str, str], **options) -> importing.Report:
        reading = Reading([cells(name, text) for name, text in sheets.items()], "csv")
        self._file.write_text(json.dumps(sheets, ensure_ascii=False), "utf-8")
        self._monkeypatch.setattr("data.importing.intake.read_file", lambda path, **_: reading)
        self.refreshed = []
        return importing.import_file(self.database, self._file, refresh=self._refresh, **options)

    def upload_file(self, path: Path, **options) -> importing.Report:
        """A real file, read by the child process as for a clerk."""
        self.refreshed = []
        reading = read_file(path)
        return importing.import_file(self.database, path, refresh=self._refresh, reading=reading, **options)

    def undo(self, batch: str, **options) -> importing.Undone:
        self.refreshed = []
        return importing.undo(self.database, batch, refresh=self._refresh, **options)

    def rows(self, table: str, *columns: str) -> list[tuple]:
        names = ", ".join(f'"{one}"' for one in columns)
        found = self.database.rows(f"select {names} from {table} order by all")
        return [tuple(row.values()) for row in found]

    def months(self) -> list[str]:
        return sorted({f"{month:%Y-%m}" for one in self.refreshed for month in one.months or ()})

    def _refresh(self, _cursor, changes: importing.Changes) -> None:
        self.refreshed.append(changes)


@pytest.fixture(scope="session")
def shared_database():
    database = Database(":memory:")
    yield database
    database.close()


@pytest.fixture(scope="session")
def with_areas(shared_database, tmp_path_factory):
    """What a store holds when the areas have been uploaded and nothing else."""
    put_back(shared_database, {})
    with pytest.MonkeyPatch.context() as monkeypatch:
        report = Office(shared_database, tmp_path_factory.mktemp("areas"), monkeypatch).upload(AREAS)
    assert report.status == "committed", report.as_json()
    return held(shared_database)


@pytest.fixture
def empty_office(shared_database, tmp_path, monkeypatch):
    put_back(shared_database, {})
    return Office(shared_database, tmp_path, monkeypatch)


@pytest.fixture
def office(shared_database, with_areas, tmp_path, monkeypatch):
    put_back(shared_database, with_areas)
    return Office(shared_database, tmp_path, monkeypatch)


def reasons(report: importing.Report) -> list[tuple[int, str, str, str]]:
    """Every bad cell as (row, column, value, reason)."""
    return [(one.row, one.column, one.value, one.reason.zh) for one in report.rejects]


def warnings(report: importing.Report) -> str:
    return "\n".join(one.zh for one in report.warnings)
