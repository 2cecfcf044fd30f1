"""Every drill-down of the demonstration ends at a cell of its files."""
from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data import demo, published
from data.contracts import contracts
from data.database import Database
from queries.catalogue import catalogue
from queries.periods import Period
from queries.trace import Record, trace
from tests.stores import copied

pytestmark = pytest.mark.slow
STREET, PERIOD = "990101001", Period.year_to_date(date(2026, 10, 1))
File = list[list[str]]


@pytest.fixture(scope="module")
def store(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(copied(demo_store, tmp_path_factory.mktemp("demonstration")))
    yield database
    database.close()


@pytest.fixture(scope="module")
def files() -> dict[str, File]:
    """The very files that were loaded, by name, as rows of cells."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [*demo.write_files(Path(folder)), *(path for path in published.files() if path.suffix == ".csv")]
        return {path.name: list(csv.reader(path.open(encoding="utf-8-sig", newline=""))) for path in paths}


@pytest.mark.parametrize("name", [name for name, one in catalogue().items() if not one.combine])
def test_every_record_of_the_demonstration_stands_where_it_is_said_to(store, files, name):
    found = trace(store, name, STREET, PERIOD, limit=10_000)

    for side in found.exact:
        shares = [getattr(one, side) or 0 for one in found.records]
        assert sum(shares) == pytest.approx(getattr(found.value, side) or 0)
    for record in found.records:
        assert_stands(record, files)
    if found.value.numerator:
        assert found.records


def test_a_published_figure_stands_where_it_is_said_to(store, files):
    found = trace(store, "fair_intent_rate", "340603003", Period.year(2021))

    assert [one.key.rpartition(" · ")[2] for one in found.records] == ["F0-42", "F0-44"]
    for record in found.records:
        assert_stands(record, files)


def assert_stands(record: Record, files: dict[str, File]) -> None:
    """The row of that number begins with the record's key: each of its cells is the text of a key field."""
    rows = files[record.file]
    said = dict(zip(rows[0], rows[record.row - 1], strict=True))
    contract = contracts()[record.table]
    for name in contract.primary_key:
        field = contract.field(name)
        if field.type in ("string", "area") and field.title.zh in said and name in record.values:
            assert said[field.title.zh] in (str(record.values[name]), "") or field.name == "metric_id"
