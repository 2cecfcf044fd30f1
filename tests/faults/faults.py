"""Real faults under a small store: `python -m tests.faults.faults 200 [SEED]`.

A full disk (a limit on the size of files, anywhere from nothing to enough), a damaged or cut database file, a disk that
may not be written, a second server, a killed reading child and a clock that jumps, in turn, each at a random place.
After every one the store must be what it was, or, where the work was acknowledged, what the work makes of it; and what
was said must be a sentence for the clerk.
"""

from __future__ import annotations

import contextlib
import datetime
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb

from data import audit, faults
from data.backup import backup, unpack
from data.database import Database
from data.importing import WrongCall, import_file, intake, undo
from data.reading import UnreadableFile
from data.snapshot import table_sums
from queries import cube, opening
from queries.catalogue import catalogue
from tests.faults.kills import AREAS, apart, ledger, read_here

NAME = "street.duckdb"
MUST_STAY = ("audit_pending",)  # says what was done last, not what the numbers are


def state(folder: Path) -> dict[str, Any]:
    """What the numbers rest on: every table's rows and checksum."""
    with duckdb.connect(str(folder / NAME)) as connection:
        sums = table_sums(connection)
    return {name: one for name, one in sums.items() if name not in MUST_STAY}


def begin(folder: Path) -> None:
    """Areas and two ledgers, with their log."""
    store = opening.open_store(folder / NAME)
    for name, text in (("areas.csv", AREAS), ("1.csv", ledger(1)), ("2.csv", ledger(4))):
        _load(store, folder, name, text)
    store.close()


def _load(store: Database, folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text, "utf-8")
    assert import_file(store, path, refresh=cube.refresh, reading=read_here(path)).status == "committed"


def full_import(folder: Path, draw: random.Random) -> BaseException | None:
    """The disk is full somewhere between the first byte and the last of an import."""
    (folder / "3.csv").write_text(ledger(7), "utf-8")
    reading = read_here(folder / "3.csv")
    return _on_a_full_disk(
        folder, draw, lambda store: import_file(store, folder / "3.csv", refresh=cube.refresh, reading=reading))


def full_undo(folder: Path, draw: random.Random) -> BaseException | None:
    """The same for an undo."""
    def take_back(store: Database) -> None:
        [last] = store.rows("select max(batch_id) as batch from import_batch")
        undo(store, last["batch"], refresh=cube.refresh)

    return _on_a_full_disk(folder, draw, take_back)


def full_backup(folder: Path, draw: random.Random) -> BaseException | None:
    """A backup that does not fit is not there at all."""
    target = folder / "copies" / "one.zip"
    said = _on_a_full_disk(folder, draw, lambda store: backup(store.path, target))
    if target.exists():
        with tempfile.TemporaryDirectory() as place:
            unpack(target, Path(place))
    assert said is None or not target.exists()
    return said


def _on_a_full_disk(folder: Path, draw: random.Random, work: Callable[[Database], Any]) -> BaseException | None:
    store = opening.open_store(folder / NAME)
    size = (folder / NAME).stat().st_size
    limit = draw.choice([draw.randrange(1, 400_000), draw.randrange(size, size + 2_000_000)])
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, usual[1]))
    try:
        work(store)
        return None
    except Exception as problem:
        return problem
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        with contextlib.suppress(duckdb.Error):
            store.close()


def damaged(folder: Path, draw: random.Random) -> BaseException | None:
    """Bytes of the file turned over, or its end cut off; the damaged file is looked at, not mended."""
    file, whole = folder / NAME, (folder / NAME).read_bytes()
    content = bytearray(whole)
    if draw.random() < 0.3:
        del content[draw.randrange(1, len(content)) :]
    else:
        at = draw.choice([draw.randrange(12_288), draw.randrange(len(content) - 64)])
        content[at : at + 64] = bytes(one ^ 255 for one in content[at : at + 64])
    file.write_bytes(content)
    store = None
    try:
        store = opening.open_store(file)
        read = table_sums(store)
        assert {name: one for name, one in read.items() if name not in MUST_STAY} == _expected(folder, whole)
        return None
    except Exception as problem:
        return problem
    finally:
        if store:
            with contextlib.suppress(duckdb.Error):
                store.close()
        for tail in ("", ".wal"):
            Path(f"{file}{tail}").unlink(missing_ok=True)
        file.write_bytes(whole)


def _expected(folder: Path, whole: bytes) -> dict[str, Any]:
    (folder / "aside").mkdir(exist_ok=True)
    (folder / "aside" / NAME).write_bytes(whole)
    return state(folder / "aside")


def closed_disk(folder: Path, draw: random.Random) -> BaseException | None:
    """Mounted again as a disk that may not be written, where one may mount; else another server has the store."""
    bound = subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False)
    if bound.returncode:
        return second_server(folder, draw)
    subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
    try:
        opening.open_store(folder / NAME).close()
        return None
    except Exception as problem:
        return problem
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def second_server(folder: Path, _draw: random.Random) -> BaseException | None:
    """Another process has the store open."""
    mine, other = multiprocessing.Pipe()

    def hold() -> None:
        store = Database(folder / NAME)
        other.send("open")
        other.recv()
        store.close()

    process = multiprocessing.get_context("fork").Process(target=hold)
    process.start()
    mine.recv()
    try:
        opening.open_store(folder / NAME)
        raise AssertionError("two servers have the same store")
    except Exception as problem:
        return problem
    finally:
        mine.send("enough")
        process.join()


def killed_child(folder: Path, _draw: random.Random) -> BaseException | None:
    """The process that reads a file is killed by the system."""
    def kill(_rows: int) -> None:
        for child in Path("/proc/self/task").glob("*/children"):
            for number in child.read_text().split():
                with contextlib.suppress(ProcessLookupError):
                    signal.pidfd_send_signal(_handle(int(number)), signal.SIGKILL)

    (folder / "3.csv").write_text(ledger(7) * 20, "utf-8")
    store = opening.open_store(folder / NAME)
    try:
        intake.read_file(folder / "3.csv", watch=kill)
        return None
    except Exception as problem:
        return problem
    finally:
        store.close()


def _handle(number: int) -> int:
    return os.pidfd_open(number)


def jumped_clock(folder: Path, draw: random.Random) -> BaseException | None:
    """The clock says another year: what is imported can be undone, and then everything is as before."""
    year = draw.choice([1999, 2012, 2039])

    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime.datetime:
            return datetime.datetime(year, 2, 28, 12, 0, 0, tzinfo=tz)

    intake.datetime = SimpleNamespace(datetime=Clock)  # type: ignore[assignment]
    before = state(folder)
    store = opening.open_store(folder / NAME)
    (folder / "3.csv").write_text(ledger(7), "utf-8")
    report = import_file(store, folder / "3.csv", refresh=cube.refresh, reading=read_here(folder / "3.csv"))
    undo(store, str(report.batch), refresh=cube.refresh)
    assert audit.verify(store.path).holds
    store.close()
    after = state(folder)
    assert {name for name in after if after[name] != before[name]} <= {"import_batch", "service_request_history"}
    return None


KINDS: tuple[Callable[[Path, random.Random], BaseException | None], ...] = (
    full_import, damaged, full_undo, damaged, full_backup, damaged, closed_disk, second_server, killed_child,
    jumped_clock,
)


def once(kind: Callable[[Path, random.Random], BaseException | None], folder: Path, seed: int) -> str:
    """What became of one fault: refused with a sentence, or unharmed."""
    before = state(folder)
    problem = kind(folder, random.Random(seed))
    store = opening.open_store(folder / NAME)
    assert audit.verify(store.path, store).problems == (), [one.zh for one in audit.verify(store.path, store).problems]
    store.close()
    if problem is not None:
        said = problem.label if isinstance(problem, WrongCall | UnreadableFile) else faults.said_of(problem)
        assert said is not None and "，" in said.zh, (kind.__name__, type(problem).__name__, str(problem)[:300])
    if problem is not None or kind in (damaged, full_backup):
        changed = {name for name, one in state(folder).items() if one != before[name]}
        assert not changed, (kind.__name__, changed, str(problem))
    return "refused" if problem is not None else "unharmed"


def inject(times: int, seed: int, folder: Path) -> Counter[str]:
    """So many faults in turn; raises AssertionError at the first that does harm or says nothing."""
    found: Counter[str] = Counter()
    catalogue()
    (folder / "whole").mkdir()
    apart(begin, folder / "whole")
    for turn in range(times):
        kind = KINDS[turn % len(KINDS)]
        place = folder / f"fault-{turn}"
        shutil.copytree(folder / "whole", place)
        found[f"{kind.__name__} {apart(once, kind, place, seed * 10_000 + turn)}"] += 1
        shutil.rmtree(place)
    return found


def main(arguments: list[str]) -> Iterator[str]:
    times, seed = int(arguments[0]) if arguments else 200, int(arguments[1]) if len(arguments) > 1 else 1
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        for name, count in sorted(inject(times, seed, Path(folder)).items()):
            yield f"{count:4} {name}"
        yield f"{times} faults in {time.monotonic() - begun:.0f} s, the numbers unharmed"


if __name__ == "__main__":
    for line in main(sys.argv[1:]):
        print(line)
