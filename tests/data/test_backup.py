"""Backup, check and restore: one file that holds everything, made while people work, and a way back that is proven."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from data import audit, importing
from data.__main__ import app
from data.backup import backup, backup_into, restore
from data.checking import check_store
from data.database import Database
from data.importing import WrongCall
from data.migrations import SCHEMA_VERSION
from data.snapshot import table_sums
from queries import cube, opening
from tests.data.uploading import AREAS, GOOD, WANG, upload

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small office: areas, a request and an original, its settings, its log; and a backup of it all."""
    folder = tmp_path_factory.mktemp("office")
    store = opening.open_store(folder / "street.duckdb")
    upload(store, refresh=cube.refresh)
    upload(store, GOOD, "good.csv", refresh=cube.refresh)
    store.close()
    (folder / "settings.toml").write_text("response_limit_hours = 12\n", "utf-8")
    backup(folder / "street.duckdb", folder / "saved.zip", WANG)
    return folder


@pytest.fixture
def office(made, tmp_path):
    shutil.copytree(made, tmp_path / "office")
    return tmp_path / "office"


@pytest.fixture
def store(office):
    database = opening.open_store(office / "street.duckdb")
    yield database
    database.close()


def ask(office: Path, *words: str):
    done = CliRunner().invoke(app, words, env={"STREET_DATABASE": str(office / "street.duckdb")})
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def findings(office: Path, *words: str) -> dict[str, bool]:
    done = ask(office, "check", *words, "--json")
    found = {one["name"]: one["holds"] for one in json.loads(done.stdout)["findings"]}
    assert done.exit_code == (0 if all(found.values()) else 1)
    return found


def sums(path: Path) -> dict:
    with duckdb.connect(str(path), read_only=True) as connection:
        return table_sums(connection)


def test_a_backup_holds_database_originals_settings_and_log_and_only_its_owner_may_read_it(office):
    names = zipfile.ZipFile(office / "saved.zip").namelist()

    assert {"street.duckdb", "settings/settings.toml", "manifest.json"} <= set(names)
    assert sum(one.startswith("originals/") for one in names) == 2
    assert any(one.startswith("audit/") for one in names)
    assert (office / "saved.zip").stat().st_mode & 0o077 == 0


def test_the_restore_drill_an_empty_machine_is_the_old_one_again_to_the_last_checksum(office, tmp_path):
    fresh = tmp_path / "fresh"
    restore(fresh / "street.duckdb", office / "saved.zip", WANG)

    assert sums(fresh / "street.duckdb") == sums(office / "street.duckdb")
    for name in ("settings.toml", *(f"originals/{one.name}" for one in (office / "originals").iterdir())):
        assert (fresh / name).read_bytes() == (office / name).read_bytes()
    old, new = audit.search(office / "street.duckdb"), audit.search(fresh / "street.duckdb")
    assert new[0].action == "restore" and [one.hash for one in old[1:]] == [one.hash for one in new[1:]]
    reopened = opening.open_store(fresh / "street.duckdb")
    assert audit.verify(reopened.path, reopened) .remarks == ()
    assert importing.original(reopened, importing.history(reopened)[0]["batch"]).content == GOOD.encode()
    reopened.close()
    assert findings(fresh) == dict.fromkeys(["file", "tables", "indicators", "originals", "audit"], True)


def test_a_restore_takes_the_data_back_but_not_the_log_of_what_was_done_since(store, office):
    batch = upload(store, AREAS + "340603003002,南山社区\n", "more.csv").batch
    store.close()
    kept = restore(office / "street.duckdb", office / "saved.zip", WANG)

    assert [one.action for one in audit.search(office / "street.duckdb")[:2]] == ["restore", "import"]
    again = opening.open_store(office / "street.duckdb")
    assert again.rows("select count(*) as n from area") == [{"n": 3}]
    assert audit.verify(again.path, again).problems == ()
    again.close()
    with duckdb.connect(str(kept), read_only=True) as older:
        assert older.execute("select count(*) from import_batch where batch_id = ?", [batch]).fetchone() == (1,)


def test_a_backup_by_another_process_while_an_import_runs_waits_and_holds_whole_batches_only(store, office):
    started, running = threading.Event(), []

    def slow(cursor, changes):
        command = [sys.executable, "-m", "data", "--database", store.path, "backup", str(office / "meanwhile.zip")]
        running.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT))
        started.wait(1)
        cube.refresh(cursor, changes)

    upload(store, AREAS + "340603003002,南山社区\n", "more.csv", refresh=slow)
    assert store.rows("select count(*) as n from area") == [{"n": 4}]
    said = running[0].communicate()[0]
    assert running[0].returncode == 0, said
    upload(store, AREAS + "340603003003,北山社区\n", "again.csv")

    with zipfile.ZipFile(office / "meanwhile.zip") as archive:
        archive.extract("street.duckdb", office / "look")
    with duckdb.connect(str(office / "look" / "street.duckdb"), read_only=True) as copy:
        areas, batches = copy.execute("select count(*), (select count(*) from import_batch) from area").fetchone()
    assert (areas, batches) in [(3, 2), (4, 3)]


def test_the_dashboard_keeps_its_lock_while_it_is_backed_up(store, office):
    backup(store.path, office / "again.zip")
    command = [sys.executable, "-m", "data", "--database", store.path, "status"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, "正被另一个程序使用" in done.stderr) == (2, True)


def test_the_scheduled_backup_keeps_the_last_ones_and_leaves_other_files_alone(office):
    folder = office / "copies"
    folder.mkdir()
    (folder / "street-notes.zip").write_text("mine")
    for day in ("20200101-020000", "20200102-020000", "20200103-020000"):
        (folder / f"street-{day}.zip").write_text("old")
    made = backup_into(office / "street.duckdb", folder, keep=2)

    assert {one.name for one in folder.iterdir()} == {made.name, "street-20200103-020000.zip", "street-notes.zip"}
    assert findings(office, str(made))["tables"]


def test_what_a_killed_backup_left_behind_goes_with_the_next_one(office):
    left = office / "copies" / ".backup-99999999-x"
    left.mkdir(parents=True)
    backup_into(office / "street.duckdb", office / "copies")

    assert not left.exists()


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_damaged_backup_is_refused_and_nothing_changed(office, place):
    content = bytearray((office / "saved.zip").read_bytes())
    at = int(len(content) * place)
    content[at : at + 64] = bytes(one ^ 255 for one in content[at : at + 64])
    (office / "saved.zip").write_bytes(content)
    before = {one: one.read_bytes() for one in office.rglob("*") if one.is_file()}

    done = ask(office, "restore", str(office / "saved.zip"))
    assert (done.exit_code, "没有恢复" in done.stderr) == (2, True)
    assert {one: one.read_bytes() for one in office.rglob("*") if one.is_file()} == before


def test_a_backup_cut_short_and_one_of_a_later_version_are_refused(office):
    whole = (office / "saved.zip").read_bytes()
    (office / "short.zip").write_bytes(whole[: len(whole) // 2])
    assert "不是街情看板的数据库备份" in ask(office, "restore", str(office / "short.zip")).stderr

    with zipfile.ZipFile(office / "later.zip", "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": 1, "schema": SCHEMA_VERSION + 1, "files": {}}))
    assert "请先升级程序" in ask(office, "restore", str(office / "later.zip")).stderr


@pytest.mark.parametrize("name", ["../outside.txt", "originals/../../outside.txt", "/etc/outside.txt", "other/x"])
def test_a_backup_writes_nowhere_but_into_its_own_places(office, name):
    told = {"bytes": 1, "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}
    with zipfile.ZipFile(office / "evil.zip", "w") as archive:
        archive.writestr(name, "x")
        archive.writestr("manifest.json", json.dumps({"format": 1, "schema": 1, "files": {name: told}}))

    with pytest.raises(WrongCall):
        restore(office / "street.duckdb", office / "evil.zip")
    assert not list(office.parent.rglob("outside.txt"))


def test_a_bare_database_file_of_before_can_still_be_restored(office, tmp_path):
    restore(tmp_path / "fresh" / "street.duckdb", office / "street.duckdb")

    assert sums(tmp_path / "fresh" / "street.duckdb") == sums(office / "street.duckdb")


def test_the_check_finds_numbers_that_are_not_what_the_rows_make(store, office):
    with store.write() as cursor:
        cursor.execute("update indicator_cells_16 set amount_1 = amount_1 + 1")
    store.close()

    assert findings(office) == {"file": True, "tables": True, "indicators": False, "originals": True, "audit": True}


def test_the_check_finds_a_damaged_original_a_changed_log_and_a_damaged_database(office):
    original = next(iter((office / "originals").iterdir()))
    original.write_bytes(original.read_bytes()[:-4])
    log = next((office / "street.audit").glob("*.jsonl"))
    log.write_bytes(log.read_bytes().replace(b'"wang"', b'"zhao"', 1))
    found = findings(office)
    assert (found["originals"], found["audit"]) == (False, False)

    database = bytearray((office / "street.duckdb").read_bytes())
    database[: 3 * 4096] = bytes(3 * 4096)
    (office / "street.duckdb").write_bytes(database)
    assert findings(office) == {"file": False}


def test_a_store_in_use_can_be_checked(store):
    assert check_store(store.path, cube.rebuild).holds


def test_nothing_is_backed_up_of_a_store_that_is_not_there(tmp_path):
    assert "找不到数据库" in ask(tmp_path, "backup", str(tmp_path / "x.zip")).stderr
    with pytest.raises(WrongCall):
        backup(Database(":memory:").path, tmp_path / "x.zip")
    assert not (tmp_path / "x.zip").exists()
