"""Full disks, damaged files, second servers, clocks that jump: a clear sentence, and the numbers unharmed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from components import page
from data import faults
from data.__main__ import app
from data.access import door
from data.database import Database, DatabaseBusy
from data.language import label
from tests.data.uploading import AREAS
from tests.faults.faults import KINDS, inject
from tests.pages.conftest import ROOT, AppTest

pytestmark = pytest.mark.usefixtures("in_a_child")


@pytest.mark.slow
def test_every_kind_of_fault_leaves_the_numbers_unharmed_and_is_told_in_words(tmp_path):
    found = inject(2 * len(KINDS), seed=5, folder=tmp_path)

    assert sum(found.values()) == 2 * len(KINDS)
    assert any(one.endswith("refused") for one in found)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of eight megabytes, where one may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("only root may mount a disk")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def ask(store: Path, *words: str):
    return CliRunner().invoke(app, words, env={"STREET_DATABASE": str(store)})


def test_a_full_disk_is_told_as_such_and_once_there_is_room_the_import_goes_in(small_disk, tmp_path):
    store, file = small_disk / "street.duckdb", tmp_path / "areas.csv"
    file.write_text(AREAS, "utf-8")
    Database(store).close()
    with (small_disk / "fill").open("wb") as fill, pytest.raises(OSError):
        while True:
            fill.write(b"x" * 65536)
            fill.flush()
    full = ask(store, "import", str(file))
    backup = ask(store, "backup", str(small_disk / "copy.zip"))
    (small_disk / "fill").unlink()
    again = ask(store, "import", str(file))

    assert (full.exit_code, "磁盘空间不足" in full.stderr) == (2, True), full.output
    assert (backup.exit_code, "磁盘空间不足" in backup.stderr) == (2, True), backup.output
    assert not (small_disk / "copy.zip").exists()
    assert (again.exit_code, "已入库：3行" in again.stdout) == (0, True)


def test_a_store_that_needs_more_memory_than_there_is_says_so():
    with duckdb.connect() as store:
        store.execute("set memory_limit = '10MB'")
        with pytest.raises(duckdb.OutOfMemoryException) as problem:
            store.execute("select list(range) from range(20_000_000)").fetchall()
    said = faults.said_of(problem.value)

    assert said is not None and "内存不足" in said.zh


@pytest.mark.parametrize("problem,kind", [
    (DatabaseBusy("street.duckdb"), "busy"), (OSError(28, "No space left on device"), "full"),
    (OSError(30, "Read-only file system"), "read_only"), (MemoryError(), "memory")])
def test_a_page_says_what_happened_and_what_to_do_instead_of_a_trace(monkeypatch, problem, kind):
    def fails() -> Database:
        raise problem

    door.install(ROOT / "no_access.toml")
    monkeypatch.setattr(page, "store", fails)
    monkeypatch.setenv("STREET_DATABASE", "street.duckdb")
    at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()

    assert not at.exception
    assert [one.value for one in at.error] == [label(f"fault.{kind}", path="street.duckdb", version="?", ours=2).zh]


def test_what_is_no_fault_of_the_machine_is_not_taken_for_one():
    assert faults.said_of(ValueError("x")) is None
    assert faults.said_of(FileNotFoundError(2, "no such file")) is None
