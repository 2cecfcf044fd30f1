"""What the writer saved is published whole, the pointer only ever grows, and who reads never sees half of anything."""
from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import audit, latest, publishing, scoped
from data.audit import Actor
from data.database import Database
from data.latest import Latest, NothingPublished, OnlyRead
from data.remembering import Rows, until_next_commit

COMMUNITY, OTHER = "990101001001", "990101001002"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "street.duckdb"
    found = Database(path)
    add(found, COMMUNITY)
    found.close()
    return path


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Iterator[Database]:
    found = Database(shutil.copy(built, tmp_path))
    yield found
    found.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "snapshots"


@pytest.fixture
def reader(store: Database, folder: Path) -> Latest:
    return Latest(folder, store.path)


def add(store: Database, code: str) -> None:
    with store.write() as cursor:
        cursor.execute("insert into area (area_code, area_name, level, batch_id, sheet, row_number) "
                       "values (?, ?, 'community', 'b', 's', 1)", [code, f"社区{code[-1]}"])


def publish(store: Database, folder: Path) -> int:
    return publishing.publish(Path(store.path), folder)


def codes(database: Database) -> list[str]:
    return [row["area_code"] for row in database.rows("select area_code from area order by 1")]


@until_next_commit(10)
def remembered_codes(database: Rows) -> tuple[str, ...]:
    return tuple(row["area_code"] for row in database.rows("select area_code from area order by 1"))


def open_copies(folder: Path) -> set[str]:
    """The copies that this process has open, deleted ones included."""
    links = [one.readlink() for one in Path("/proc/self/fd").iterdir() if one.is_symlink()]
    return {one.parent.name for one in links if one.is_relative_to(folder) and ".duckdb" in one.name}


def test_a_reader_sees_what_was_saved_once_it_is_published_and_not_before(store, folder, reader) -> None:
    publish(store, folder)
    add(store, OTHER)

    assert codes(reader) == [COMMUNITY]
    publish(store, folder)
    assert codes(reader) == [COMMUNITY, OTHER]


def test_before_anything_is_published_a_reader_says_so(reader) -> None:
    with pytest.raises(NothingPublished):
        reader.look()


def test_remembered_answers_are_told_anew_with_the_next_copy(store, folder, reader) -> None:
    publish(store, folder)
    assert remembered_codes(reader) == (COMMUNITY,)
    add(store, OTHER)
    publish(store, folder)

    assert remembered_codes(reader) == (COMMUNITY, OTHER)


def test_who_answers_for_one_community_reads_its_rows_alone_in_every_copy(store, folder, reader) -> None:
    mine = scoped.within(reader, (OTHER,))
    publish(store, folder)
    assert codes(mine) == []
    add(store, OTHER)
    publish(store, folder)

    assert codes(mine) == [OTHER]
    assert codes(reader) == [COMMUNITY, OTHER]


def test_a_run_keeps_to_the_copy_it_began_with_which_is_then_closed(store, folder, reader) -> None:
    """Though two newer ones have followed and it was deleted meanwhile, with the person's own areas, too."""
    began, go_on, seen = threading.Event(), threading.Event(), []
    first = publish(store, folder)

    def run() -> None:
        reader.look()
        seen.append((reader.commits, codes(reader)))
        began.set()
        go_on.wait(30)
        seen.append((reader.commits, codes(scoped.within(reader, (COMMUNITY,)))))

    page = threading.Thread(target=run)
    page.start()
    began.wait(30)
    add(store, OTHER)
    last = [publish(store, folder) for _ in range(2)][-1]
    assert codes(reader) == [COMMUNITY, OTHER]
    assert not (folder / str(first)).exists()
    go_on.set()
    page.join()

    assert seen == [(first, [COMMUNITY])] * 2
    assert open_copies(folder) == {str(last)}


def test_who_only_reads_can_save_nothing(store, folder, reader) -> None:
    publish(store, folder)
    with pytest.raises(OnlyRead), scoped.within(reader, (COMMUNITY,)).write():
        pass
    with pytest.raises(Exception, match="read-only"), reader.cursor() as cursor:
        cursor.execute("delete from area")
    assert codes(reader) == [COMMUNITY]


@pytest.mark.parametrize("moment", ["copy_store", "_to_disk", "_point"])
def test_a_crash_while_publishing_leaves_the_last_copy_in_force_and_nothing_behind(
    store, folder, reader, monkeypatch, moment: str
) -> None:
    first = publish(store, folder)
    add(store, OTHER)
    with monkeypatch.context() as crash:
        crash.setattr(publishing, moment, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            publish(store, folder)

    assert publishing.newest(folder) == first and codes(reader) == [COMMUNITY]
    assert len(list(folder.iterdir())) > 2, "the crash left something"
    publishing.sweep(folder)
    assert {one.name for one in folder.iterdir()} == {str(first), "current"}
    assert publish(store, folder) > first and codes(reader) == [COMMUNITY, OTHER]


def test_the_pointer_grows_even_when_the_folder_was_lost_and_old_copies_go(store, folder, reader) -> None:
    numbers = [publish(store, folder) for _ in range(4)]
    assert reader.commits == numbers[-1]
    assert sorted(int(one.name) for one in folder.iterdir() if one.name.isdecimal()) == numbers[-2:]
    shutil.rmtree(folder)
    assert reader.commits == numbers[-1], "what is open is read on"
    add(store, OTHER)
    numbers.append(publish(store, folder))

    assert numbers == sorted(set(numbers))


def test_a_pointer_that_was_set_back_takes_no_reader_back(store, folder, reader) -> None:
    first = publish(store, folder)
    add(store, OTHER)
    publish(store, folder)
    assert codes(reader) == [COMMUNITY, OTHER]
    (folder / "current").unlink()
    (folder / "current").symlink_to(str(first))

    assert codes(reader) == [COMMUNITY, OTHER]


def test_a_copy_made_under_other_settings_ends_the_reader_and_is_not_shown(store, folder, reader) -> None:
    heard = []
    reader.outdated = lambda: heard.append("ends")
    publish(store, folder)
    assert codes(reader) == [COMMUNITY]
    add(store, OTHER)
    publishing.publish(Path(store.path), folder, b"small_base = 30\n")

    assert [codes(reader) for _ in range(3)] == [[COMMUNITY]] * 3
    assert heard == ["ends"]


def test_copies_are_open_to_the_servers_own_user_alone(store, folder) -> None:
    publish(store, folder)
    assert folder.stat().st_mode & 0o077 == 0


def test_what_a_reader_has_to_enter_in_the_audit_log_goes_to_the_writer(store, folder) -> None:
    class Line:
        def ask(self, what: str, **values: object) -> dict[str, object]:
            asked.append((what, values))
            return {}

    asked: list[tuple[str, dict[str, object]]] = []
    reader = Latest(folder, store.path, writer=Line())  # type: ignore[arg-type]
    publish(store, folder)
    audit.record(scoped.within(reader, (COMMUNITY,)), "export", account="wang", role="viewer", detail={"kind": "x"})

    assert asked == [("record", {"action": "export", "account": "wang", "role": "viewer", "area_code": None,
                                 "detail": {"kind": "x"}})]
    assert [one.action for one in audit.search(store.path)] == []
    audit.record_at(store.path, "export", Actor("wang", "viewer"), {})
    assert [one.action for one in audit.search(store.path)] == ["export"]


def test_nothing_is_read_from_copies_where_nobody_was_told_to() -> None:
    assert latest.given() is None


@given(st.lists(st.tuples(st.floats(0, 12), st.booleans()), max_size=80))
def test_whatever_is_saved_is_published_after_a_quiet_second_and_within_ten(steps) -> None:
    """Time goes on by steps of a fifth of a second; a commit may come at any of them."""
    rhythm, now, commits, unpublished, last = publishing.Rhythm(0), 0.0, 0, None, 0.0
    for pause, saves in steps:
        for _ in range(max(1, int(pause / 0.2))):
            now += 0.2
            if rhythm.is_due(commits, now):
                assert unpublished is not None, "nothing was published for nothing"
                assert now - last >= publishing.QUIET_SECONDS or now - unpublished >= publishing.LATEST_SECONDS - 0.2
                rhythm.published(commits)
                unpublished = None
            quiet = now - last
            assert unpublished is None or now - unpublished <= publishing.LATEST_SECONDS + 0.21
            assert unpublished is None or quiet <= publishing.QUIET_SECONDS + 0.41
        if saves:
            commits, last = commits + 1, now
            unpublished = now if unpublished is None else unpublished
