"""Walking away from an import leaves no trace, whatever it was doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from data import audit
from data.__main__ import app
from data.database import Database
from data.importing import import_file
from data.reading import read_file
from data.reading.files import BIG, BIG_LIMITS, PLAIN_LIMITS
from queries import cube
from tests.data.importing.importing_office import AREAS, REQUESTS

pytestmark = pytest.mark.usefixtures("in_a_child")

ROOT = Path(__file__).parents[3]


class WalkedAway(Exception):
    """What the page raises when somebody presses Cancel."""


def ledger(path: Path, rows: int) -> Path:
    lines = (f"B{i},2026-01-03,安康社区,来访,应急,漏水{i},办理中,\n" for i in range(rows))
    path.write_text(REQUESTS + "".join(lines), "utf-8")
    return path


def store(folder: Path) -> Path:
    """A store on the disk that has areas and nothing else."""
    path, areas = folder / "street.duckdb", folder / "areas.csv"
    areas.write_text(AREAS, "utf-8")
    database = Database(path)
    cube.bring_up_to_date(database)
    assert import_file(database, areas, refresh=cube.refresh).status == "committed"
    database.close()
    return path


def contents(database: Database) -> dict[str, list[tuple]]:
    names = [row["table_name"] for row in database.rows("select table_name from duckdb_tables() where not temporary")]
    return {one: [tuple(row.values()) for row in database.rows(f"select * from {one} order by all")] for one in names}


def test_cancelling_at_any_step_of_an_import_leaves_every_table_as_it_was(tmp_path):
    database = Database(store(tmp_path))
    file = ledger(tmp_path / "台账.csv", 300)
    reading, before, steps = read_file(file), contents(database), 0

    def cancel_at(wanted):
        said = []

        def tell(_text, share):
            said.append(share)
            if len(said) > wanted:
                raise WalkedAway

        return tell

    for steps in range(30):
        try:
            report = import_file(
                database, file, refresh=cube.refresh, reading=reading, dry_run=True, progress=cancel_at(steps)
            )
        except WalkedAway:
            assert contents(database) == before
        else:
            break
    assert steps >= 6
    assert report.status == "rehearsed" and report.rows_loaded == 300
    database.close()


def test_what_is_told_while_a_file_is_read_moves_and_may_end_the_child(tmp_path, monkeypatch):
    monkeypatch.setattr("data.reading.files.LOOK_SECONDS", 0.02)
    file = ledger(tmp_path / "台账.csv", 150_000)
    started, told = time.monotonic(), []

    def watch(rows):
        told.append(rows)
        if rows:
            raise WalkedAway

    with pytest.raises(WalkedAway):
        read_file(file, watch=watch)
    assert 0 < told[-1] <= 150_001 and told[0] == 0
    assert time.monotonic() - started < 20


def test_a_file_is_big_by_its_bytes_on_the_disk_and_only_then_may_take_much(tmp_path, monkeypatch):
    limits = []
    monkeypatch.setattr("data.reading.files._run_child", lambda _path, _folder, *given: limits.append(given[:2]))
    monkeypatch.setattr("data.reading.files._taken", lambda _folder: None)
    for size in (BIG, BIG + 1):
        (tmp_path / "a.csv").write_bytes(b"a" * size)
        read_file(tmp_path / "a.csv")

    assert limits == [PLAIN_LIMITS, BIG_LIMITS]
    assert PLAIN_LIMITS == (500, 10)


def test_a_statement_under_way_can_be_interrupted_and_is_rolled_back(tmp_path):
    database = Database(tmp_path / "street.duckdb")
    failed = []

    def work():
        try:
            with database.write() as cursor:
                cursor.execute("create table trace as select 1 as one")
                cursor.execute("select count(*) from range(1000000) as a, range(1000000) as b where a.range < b.range")
        except duckdb.InterruptException as problem:
            failed.append(problem)

    thread = threading.Thread(target=work)
    thread.start()
    end = time.monotonic() + 20
    while thread.is_alive() and time.monotonic() < end:
        time.sleep(0.2)
        database.interrupt(thread)

    assert not thread.is_alive() and failed
    assert not database.rows("select 1 from duckdb_tables() where table_name = 'trace'")
    database.close()


def test_interrupting_touches_no_transaction_of_another_thread(tmp_path):
    database = Database(tmp_path / "street.duckdb")
    with database.write() as cursor:
        database.interrupt(threading.Thread())
        assert cursor.execute("select count(*) from range(100000)").fetchone() == (100_000,)
    database.close()


@pytest.mark.parametrize("as_json", [False, True])
def test_ctrl_c_on_the_command_line_is_told_in_words_and_leaves_no_trace(tmp_path, as_json):
    path, file = store(tmp_path), ledger(tmp_path / "台账.csv", 400_000)
    database = Database(path)
    before = contents(database)
    database.close()
    command = [sys.executable, "-m", "data", "import", str(file), "--database", str(path), *(["--json"] * as_json)]
    running = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    )
    assert "%" in running.stderr.readline()  # past its first second: it tells how far it is
    os.killpg(running.pid, signal.SIGINT)
    said, problem = running.communicate(timeout=60)

    assert running.returncode == 2
    assert "已取消，数据库没有变化" in problem and "Traceback" not in problem
    assert not as_json or '"status": "rejected"' in said
    database = Database(path)
    assert contents(database) == before
    database.close()


@pytest.fixture
def listening():
    """Ctrl-C as it is at a terminal; where a shell has started the tests in the background it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("moment", ["as soon as it is saved", "when the audit log is written"])
def test_ctrl_c_comes_too_late_once_an_import_is_being_saved_and_the_import_says_that_it_is_done(
    tmp_path, monkeypatch, listening, moment
):
    path, file, pressed = store(tmp_path), ledger(tmp_path / "台账.csv", 30), []

    def press(database, *_more):
        if hasattr(database, "_connection") and database.rows("select 1 from service_request limit 1"):
            pressed.append(moment)
            os.kill(os.getpid(), signal.SIGINT)

    if moment == "as soon as it is saved":
        monkeypatch.setattr(Database, "commits", property(lambda _: 0, press), raising=False)
    else:
        monkeypatch.setattr(audit, "settle", press)
    found = CliRunner().invoke(app, ["import", str(file), "--database", str(path)])
    monkeypatch.undo()

    assert pressed and found.exit_code == 0 and "已取消" not in found.output, found.output
    database = Database(path)
    assert database.rows("select count(*) as rows from service_request") == [{"rows": 30}]
    database.close()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
