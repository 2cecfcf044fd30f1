"""The audit log: everything that is done is in it, nobody can change it unnoticed, and it never makes anybody wait."""

from __future__ import annotations

import datetime
import json
import shutil
import tempfile
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from data import audit, audit_chain, importing
from data.__main__ import app
from data.audit import Actor
from data.audit_chain import New
from data.database import Database
from data.reading import UnreadableFile
from queries import cube, opening
from queries.settings import settings
from tests.data.uploading import AREAS, WANG, nothing, upload

BAD = AREAS + "340603003,西街道\n34060300X,东街道\n"
MARCH = datetime.date(2026, 3, 1)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A new store, made once."""
    path = tmp_path_factory.mktemp("empty") / "street.duckdb"
    opening.open_store(path).close()
    return path


@pytest.fixture
def path(tmp_path, empty):
    return Path(shutil.copy(empty, tmp_path / "street.duckdb"))


@pytest.fixture
def store(path):
    database = Database(path)
    audit.opened(database)
    yield database
    database.close()


def told(store: Database) -> list[tuple]:
    """What was entered since the log was begun, the oldest first."""
    return [(one.action, one.account, one.role) for one in audit.search(store.path)][::-1][1:]


def log_file(store: Database) -> Path:
    [file] = audit_chain.segments(audit.folder_of(store.path))
    return file


def filled(folder: Path, count: int = 6) -> Path:
    """A log of so many sign-ins; the file it stands in."""
    for number in range(count):
        audit_chain.append(folder, [New("sign_in", f"person{number}", "viewer")])
    return audit_chain.segments(folder)[0]


def test_an_import_and_its_undo_are_entered_with_who_did_it_and_the_batch(store):
    batch = upload(store).batch
    importing.undo(store, batch, refresh=nothing, actor=Actor("zhao", "administrator"))

    assert told(store) == [("import", "wang", "clerk"), ("undo", "zhao", "administrator")]
    assert [one.detail["batch"] for one in audit.search(store.path)[:2]] == [batch, batch]
    assert audit.verify(store.path, store).holds


def test_a_rejected_an_unreadable_and_an_unchanged_file_are_entered_and_a_good_rehearsal_is_not(store):
    upload(store, BAD)
    upload(store, dry_run=True)
    upload(store)
    upload(store)
    with pytest.raises(UnreadableFile):
        upload(store, "", "empty.csv")

    assert [one[0] for one in told(store)] == ["import_rejected", "import", "import_unchanged", "import_unreadable"]


def test_a_number_of_a_person_in_the_name_of_a_file_does_not_enter_the_log(store):
    upload(store, name="13812345678的辖区.csv")

    assert "13812345678" not in log_file(store).read_text("utf-8")


def test_an_import_that_fails_halfway_leaves_no_entry(store):
    def fail(*_):
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        upload(store, refresh=fail)

    assert told(store) == []
    assert store.rows("from audit_pending") == []


def test_an_import_that_was_saved_the_moment_before_the_power_went_is_entered_when_the_store_is_next_opened(
    store, monkeypatch
):
    with monkeypatch.context() as gone:
        gone.setattr(audit, "settle", lambda _database: None)
        batch = upload(store).batch
    assert told(store) == []

    assert audit.opened(store) is None
    assert [(one.action, one.detail["batch"]) for one in audit.search(store.path)[:-1]] == [("import", batch)]
    assert audit.opened(store) is None
    assert len(told(store)) == 1


def test_what_cannot_be_written_to_the_log_now_is_written_later(store, monkeypatch):
    with monkeypatch.context() as full:
        full.setattr(audit_chain, "_write", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        first = upload(store)
    assert (first.status, told(store)) == ("committed", [])

    importing.undo(store, first.batch, refresh=nothing, actor=WANG)
    assert [one[0] for one in told(store)] == ["import", "undo"]
    assert audit.verify(store.path, store).holds


def test_somebody_signs_in_while_a_long_import_runs_and_neither_waits_nor_breaks_the_chain(store):
    waited = []

    def slow(*_):
        def sign_in():
            begun = time.monotonic()
            audit.record(store, "sign_in", account="li", role="viewer")
            waited.append(time.monotonic() - begun)

        thread = threading.Thread(target=sign_in)
        thread.start()
        thread.join(5)

    upload(store, refresh=slow)

    assert waited and waited[0] < 4
    assert [one[0] for one in told(store)] == ["sign_in", "import"]
    assert audit.verify(store.path, store).holds


def test_a_sign_in_makes_no_remembered_answer_stale(store):
    before = store.commits
    audit.record(store, "sign_in", account="li", role="viewer", detail={"provider": "city"})

    assert store.commits == before
    assert audit.search(store.path)[0].detail == {"provider": "city"}


def test_entries_of_several_threads_follow_one_another(tmp_path):
    def many(name):
        for _ in range(10):
            audit_chain.append(tmp_path, [New("sign_in", name, "viewer")])

    threads = [threading.Thread(target=many, args=(f"p{one}",)) for one in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    found = audit_chain.walk(tmp_path)
    assert (found.entries, found.breaks) == (40, ())
    assert [one.sequence for one in audit_chain.entries(tmp_path)] == list(range(1, 41))


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    folder = tmp_path_factory.mktemp("three")
    return filled(folder, 3).read_bytes(), audit_chain.end(folder)[1]


@given(st.data())
def test_no_byte_of_the_log_can_be_changed_unnoticed(three, data):
    whole, head = three
    content = bytearray(whole)
    place = data.draw(st.integers(0, len(content) - 2))
    content[place] = data.draw(st.integers(0, 255).filter(lambda one: one != content[place]))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "2026-11.jsonl").write_bytes(content)
        found = audit_chain.walk(Path(folder))

        # Only the very last line can be made to look unfinished, and then the hash that was noted down is missed.
        assert not found.holds or (found.entries == 2 and not audit_chain.holds(Path(folder), head))


@pytest.mark.parametrize("order", [[0, 1, 3, 4, 5], [0, 2, 1, 3, 4, 5], [0, 1, 2, 2, 3, 4, 5], [1, 2, 3, 4, 5]])
def test_entries_removed_moved_or_doubled_break_the_chain(tmp_path, order):
    file = filled(tmp_path)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[one] for one in order))

    assert not audit_chain.walk(tmp_path).holds


def test_entries_cut_from_the_end_are_missed_by_the_hash_that_was_noted_down(store):
    for name in ("li", "wu"):
        audit.record(store, "sign_in", account=name, role="viewer")
    noted = audit.verify(store.path).head
    lines = log_file(store).read_bytes().splitlines(keepends=True)
    log_file(store).write_bytes(b"".join(lines[:2]))

    assert audit.verify(store.path).holds
    assert "被截断" in audit.verify(store.path, head=noted).problems[0].zh


def test_a_line_torn_by_a_power_cut_is_passed_over_and_the_next_entry_follows_the_last_whole_one(tmp_path):
    file = filled(tmp_path, 2)
    with file.open("ab") as torn:
        torn.write(b'{"account":"person2","act')
    audit_chain.append(tmp_path, [New("sign_in", "person3", "viewer")])

    found = audit_chain.walk(tmp_path)
    assert (found.entries, [one.kind for one in found.breaks]) == (3, ["torn"])
    assert found.holds


def test_what_somebody_types_at_the_sign_in_can_neither_forge_a_line_nor_fill_the_disk(store):
    audit.record(store, "sign_in_failed", account='x"}\n{"action":"sign_in"' + "长" * 10_000, role="\ud800")

    one = audit.search(store.path)[0]
    assert len(log_file(store).read_bytes().splitlines()) == 2
    assert len(one.account) < 600
    assert audit.verify(store.path).holds


def days(folder: Path, first: datetime.date, count: int) -> None:
    """One entry a day."""
    for number in range(count):
        day = first + datetime.timedelta(days=number)
        audit_chain.append(folder, [New("sign_in", "li", "viewer", at=f"{day}T09:00:00+08:00")])


def test_old_months_go_as_a_whole_and_the_rest_can_still_be_verified(tmp_path, monkeypatch):
    days(tmp_path, MARCH, 75)
    monkeypatch.setattr(audit_chain.datetime, "date", _day_that_is(datetime.date(2026, 10, 10)))
    before = {one.hash for one in audit_chain.entries(tmp_path)}

    assert audit_chain.prune(tmp_path, 180, "root", "administrator") == 31
    found = audit_chain.walk(tmp_path)
    assert (found.entries, found.breaks) == (75 - 31 + 1, ())
    assert min(one.at.date() for one in audit_chain.entries(tmp_path)) == datetime.date(2026, 4, 1)
    assert {one.hash for one in audit_chain.entries(tmp_path)} - before == {found.head}
    assert audit_chain.prune(tmp_path, 180, "root", "administrator") == 0


def test_a_log_whose_oldest_month_was_taken_away_by_hand_does_not_hold(tmp_path):
    days(tmp_path, MARCH, 40)
    audit_chain.segments(tmp_path)[0].unlink()

    assert [one.kind for one in audit_chain.walk(tmp_path).breaks] == ["beginning"]


def test_a_clock_that_jumps_ten_years_ahead_does_not_clear_the_log(tmp_path, monkeypatch):
    days(tmp_path, MARCH, 40)
    monkeypatch.setattr(audit_chain.datetime, "date", _day_that_is(datetime.date(2036, 5, 1)))
    days(tmp_path, datetime.date(2036, 5, 1), 3)

    assert audit_chain.prune(tmp_path, 180, "root", "administrator") == 0
    days(tmp_path, datetime.date(2026, 4, 10), 1)
    assert audit_chain.walk(tmp_path).holds
    assert [one.stem for one in audit_chain.segments(tmp_path)] == ["2026-03", "2026-04", "2036-05"]


def _day_that_is(today: datetime.date) -> type:
    class Day(datetime.date):
        @classmethod
        def today(cls) -> datetime.date:
            return today

    return Day


def test_a_clock_that_was_set_back_is_told_when_verifying(store, monkeypatch):
    for day in ("2036-01-06", "2036-01-05"):
        monkeypatch.setattr(audit_chain, "now", lambda day=day: f"{day}T09:00:00+08:00")
        audit.record(store, "sign_in", account="li", role="viewer")

    found = audit.verify(store.path)
    assert found.holds
    assert "时钟曾被调回" in found.remarks[0].zh


def test_what_is_entered_late_never_stands_before_what_was_entered_meanwhile(store):
    folder = audit.folder_of(store.path)
    earlier = "2026-01-05T10:00:00+08:00"
    audit_chain.append(folder, [New("import", "wang", "clerk", at=earlier)])

    begun, late = audit.search(store.path)[::-1]
    assert begun.at <= late.at and late.detail == {"happened_at": earlier}
    assert "实际时间 2026-01-05T10:00:00+08:00" in audit.in_words(late)


def test_the_log_of_a_demonstration_begins_with_its_building_and_no_time_goes_back(path):
    built = Database(path)
    upload(built)
    built.close()
    shutil.rmtree(audit.folder_of(str(path)))  # it was built elsewhere, and only the store was moved here
    audit.adopt(path, "demo", WANG, {"rows": 3})

    store = opening.open_store(path)
    assert [one.action for one in audit.search(path)] == ["demo"]
    upload(store, AREAS + "340603003002,南山社区\n", "more.csv")
    assert [one.action for one in audit.search(path)] == ["import", "demo"]
    assert audit.verify(path, store).holds and not audit.verify(path, store).remarks
    store.close()


def test_who_may_sign_in_is_a_setting_whose_changes_are_entered(path, tmp_path, monkeypatch):
    rules = tmp_path / "access.toml"
    monkeypatch.setenv("STREET_ACCESS", str(rules))
    for role in ("viewer", "presenter"):
        rules.write_text(f'[[people]]\naccount = "lina"\nrole = "{role}"\nareas = "all"\n', "utf-8")
        opening.open_store(path).close()
    rules.write_text("[[people", "utf-8")
    opening.open_store(path).close()

    last, first = [one.detail["changed"] for one in audit.search(path) if one.action == "settings"]
    assert first["access.people viewer: lina; all"] == [None, "1"]
    assert last["access.people viewer: lina; all"] == ["1", None]
    assert last["access.people presenter: lina; all"] == [None, "1"]


def test_an_older_store_put_in_place_by_hand_is_noticed(path):
    with_one = opening.open_store(path)
    upload(with_one)
    with_one.close()
    older = path.read_bytes()
    with_two = opening.open_store(path)
    upload(with_two, AREAS + "340603003002,南山社区\n", "more.csv")
    with_two.close()
    path.write_bytes(older)

    store = opening.open_store(path)
    assert "store_replaced" in [one[0] for one in told(store)]
    assert "数据库被更换" in audit.verify(path, store).remarks[0].zh
    upload(store, AREAS + "340603003003,北山社区\n", "other.csv")
    assert audit.opened(store) is None
    assert [one[0] for one in told(store)].count("store_replaced") == 1
    store.close()


def test_a_log_that_is_gone_is_noticed(store):
    upload(store)
    log_file(store).unlink()

    assert "审计日志不见了" in audit.opened(store).zh
    assert [one.action for one in audit.search(store.path)] == ["import", "log_missing"]
    assert audit.opened(store) is None


def test_a_batch_slipped_into_the_store_past_the_log_is_noticed(store):
    upload(store)
    with store.write() as cursor:
        cursor.execute("insert into import_batch by name (select * replace ('x-1' as batch_id, 9 as sequence, "
                       "uploaded_at + interval '1' hour as uploaded_at) from import_batch)")

    assert "x-1" in audit.verify(store.path, store).problems[0].zh


def test_changed_settings_are_entered_once_with_what_stood_there_before(path, tmp_path, monkeypatch):
    own = tmp_path / "settings.toml"
    monkeypatch.setenv("STREET_SETTINGS", str(own))
    try:
        for hours in (12, 12, 8):
            own.write_text(f"response_limit_hours = {hours}\n", "utf-8")
            for one in (settings, cube.catalogue):
                one.cache_clear()
            opening.open_store(path).close()
        found = audit.search(path, "settings")
    finally:
        monkeypatch.undo()
        for one in (settings, cube.catalogue):
            one.cache_clear()

    assert [one.detail["changed"] for one in found] == [
        {"response_limit_hours": [12, 8]}, {"response_limit_hours": [None, 12]}]


def ask(path: Path, *words: str):
    return CliRunner().invoke(app, ["audit", *words], env={"STREET_DATABASE": str(path)})


def test_the_command_searches_and_verifies_while_somebody_has_the_store_open(store):
    upload(store)
    audit.record(store, "sign_in", account="li", role="viewer")

    listed = json.loads(ask(store.path, "--search", "登录", "--json").stdout)
    assert [(one["action"], one["account"]) for one in listed] == [("sign_in", "li")]
    assert "没有符合条件的记录" in ask(store.path, "--to", "2020-01-01").stdout
    assert ask(store.path, "--from", "昨天").exit_code == 2
    verified = ask(store.path, "--verify")
    assert (verified.exit_code, "日志完整：共3条" in verified.stdout) == (0, True)

    file = log_file(store)
    file.write_bytes(file.read_bytes().replace(b"viewer", b"VIEWER"))
    broken = ask(store.path, "--verify", "--json")
    assert (broken.exit_code, json.loads(broken.stdout)["status"]) == (1, "broken")
