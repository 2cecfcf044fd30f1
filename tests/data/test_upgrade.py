"""A store of any earlier version is upgraded when it is opened, whole or not at all; one of a later version is left."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from data import importing, migrations
from data.__main__ import app
from data.checking import check_store
from data.database import Database, version_of
from data.migrations import SCHEMA_VERSION
from queries import cube, opening
from tests.data.stores.dump import build
from tests.queries.store import COUNTS_OF_GRIDS

STORES = sorted((Path(__file__).parent / "stores").glob("*.sql"))
OLD = next(one for one in reversed(STORES) if one.stem.startswith("1."))  # of before the version was noted


@pytest.fixture(scope="module")
def today(tmp_path_factory):
    """The columns of a store that is made today."""
    store = Database(tmp_path_factory.mktemp("today") / "street.duckdb")
    found = columns(store)
    store.close()
    return found


@pytest.fixture
def path(tmp_path):
    return tmp_path / "street.duckdb"


def columns(store: Database) -> set[tuple]:
    rows = store.rows("select table_name, column_name, data_type from duckdb_columns() where not internal")
    return {tuple(row.values()) for row in rows}


def version(path: Path) -> int | None:
    with duckdb.connect(str(path), read_only=True) as connection:
        return version_of(connection)


@pytest.mark.parametrize("old", STORES, ids=lambda one: one.stem)
def test_a_store_of_every_version_opens_with_its_rows_its_numbers_and_its_way_back(path, old, today):
    build(old, path)
    store = opening.open_store(path)

    assert today <= columns(store)
    assert [one["state"] for one in importing.history(store)] == ["已撤回", "已入库", "已入库"]
    rows = store.rows("select request_no, status from service_request order by 1")
    assert [one["request_no"] for one in rows] == ["A1", "A2", "A3"]
    [counted] = store.rows("select sum(numerator) as n from indicator_values where indicator = 'request_count'")
    assert counted["n"] == 3
    added_up = store.rows("select digits, by_part, sum(numerator)::integer as n from indicator_rollup "
                          "where indicator = 'request_count' group by all order by all")
    assert [tuple(row.values()) for row in added_up] == [(9, False, 3), (9, True, 3), (12, False, 3)]
    assert len(store.rows("from table_arrivals where table_name = 'service_request'")) == 2
    assert store.rows("select request_no from open_request") == [{"request_no": "A3"}]
    [by_grid] = store.rows(f"select sum(count)::integer as n from {COUNTS_OF_GRIDS} where indicator = 'request_count'")
    assert by_grid["n"] == 3
    importing.redo(store, importing.history(store)[0]["batch"], refresh=cube.refresh)
    assert store.rows("select count(*) as n from service_request") == [{"n": 4}]
    store.close()

    assert version(path) == SCHEMA_VERSION
    assert check_store(path, cube.rebuild).holds
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    opening.open_store(path).close()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_whoever_opens_an_older_store_is_told_that_it_is_counted_anew(path):
    said = []
    opening.open_store(path, tell=said.append).close()  # made now: nothing to wait for
    path.unlink()
    build(OLD, path)

    opening.open_store(path, tell=lambda one: said.append(one.zh)).close()
    opening.open_store(path, tell=said.append).close()

    assert len(said) == 1
    assert "个指标；数据多时需要几分钟" in said[0]


def test_on_the_command_line_that_is_no_part_of_the_answer(path):
    build(OLD, path)

    found = CliRunner().invoke(app, ["--database", str(path), "status"])

    assert "正在重新计算" in found.stderr
    assert "正在重新计算" not in found.stdout


def test_an_upgrade_that_fails_halfway_leaves_the_old_store_as_it_was(path, monkeypatch):
    build(OLD, path)

    def fail(cursor):
        cursor.execute("update import_batch set file_name = 'half'")
        raise RuntimeError("the power went")

    with monkeypatch.context() as broken:
        broken.setattr(migrations, "STEPS", {2: fail})
        with pytest.raises(RuntimeError):
            Database(path)
    assert version(path) == 1
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("select count(*) from import_batch where file_name = 'half'").fetchone() == (0,)
    Database(path).close()
    assert version(path) == SCHEMA_VERSION


def test_numbers_of_persons_in_the_names_of_older_files_are_masked_by_the_upgrade(path):
    build(OLD, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("update import_batch set file_name = '13812345678上报.csv' where sequence = 2")
    store = Database(path)

    assert [one["file"] for one in importing.history(store)][1] == "（电话已隐去）上报.csv"
    store.close()


def test_a_store_of_a_later_version_is_refused_with_what_to_do_and_not_touched(path):
    Database(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("insert into schema_version values (99, current_timestamp::timestamp)")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    done = CliRunner().invoke(app, ["status"], env={"STREET_DATABASE": str(path)})

    assert done.exit_code == 2
    assert "由更新版本的街情看板写成（结构版本99" in done.stderr and "请升级程序" in done.stderr
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_there_is_a_store_of_every_version():
    assert {int(one.stem.split(".")[0]) for one in STORES} == set(range(1, SCHEMA_VERSION + 1))
