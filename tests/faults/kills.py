"""kill -9 in the middle of imports, undos, boundary loads, backups and migrations: `make test-kills`.

    python -m tests.faults.kills 1000 [SEED]

A worker process opens a store, does one piece of work after another and says when each is acknowledged; it is killed
after a random time. After every kill the store must open again, and must be exactly what the acknowledged work makes
of it, or that and the one piece under way, whole; every backup must be whole; the audit log must hold and have every
batch. Every third worker finds a store of the first version and has to upgrade it.

Workers are forked from a process that has everything imported and no store open, so that a kill takes a second.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import duckdb

from data import audit
from data.backup import backup_into, unpack
from data.database import CELL_TABLES, IN_STORE, Database, version_of
from data.importing import import_file, undo
from data.migrations import SCHEMA_VERSION
from data.reading import Reading, child, files
from queries import cells, cube, opening
from queries.catalogue import catalogue

ROOT = Path(__file__).parents[2]
STREET = "340603003"
REQUESTS = "工单编号,受理时间,所属网格,来源渠道,诉求类别,诉求内容,办理状态,办结时间\n"
ROWS = 200
LONGEST_SECONDS = 1.5
KILLS_A_STORE = 40  # then a new one is begun, so that the last kills are not slower than the first
SPELLED, MASKED = "13812345678.csv", "（电话已隐去）.csv"
AREAS = (
    "区域编码,区域名称,级别\n340603,相山区,区县\n340603003,西街道,街道\n"
    + "".join(f"{STREET}{one:03d},第{one}社区,社区\n" for one in range(1, 6))
)


def ledger(number: int) -> str:
    """A ledger of ROWS requests; every third one shares its requests with the one before and changes them."""
    shared = number - number % 3
    lines = (
        f"{shared}-{i},2026-0{1 + i % 6}-03,第{1 + i % 5}社区,来访,应急,第{number}次上报,办理中,\n" for i in range(ROWS)
    )
    return REQUESTS + "".join(lines)


def boundaries(number: int) -> str:
    """All five communities, side by side; every load moves them a little."""
    features = []
    for one in range(1, 6):
        left, low = round(117.0 + one * 0.01, 6), round(34.0 + number / 1_000_000, 6)
        right, high = round(left + 0.01, 6), round(low + 0.01, 6)
        ring = [[left, low], [right, low], [right, high], [left, high], [left, low]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        properties = {"区域编码": f"{STREET}{one:03d}", "区域名称": f"第{one}社区"}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features})


def worker(tell: Callable[[str], None], store: Path, folder: Path, first: int) -> None:
    """Work until killed: import, load boundaries, import again with changes, undo, back up, in turns; says so."""
    tell("begin migrate")
    database, number = opening.open_store(store), first
    tell("done migrate")
    standing = "select batch_id from import_batch where state = ? and file_name like '%.%' and sequence > 1 order by 1"
    batches = [one["batch_id"] for one in database.rows(standing, [IN_STORE])]
    while True:
        number += 1
        if number % 5 == 4 and batches:
            batch = batches.pop(number % len(batches))
            tell(f"begin undo {batch}")
            undo(database, batch, refresh=cube.refresh)
            tell(f"done undo {batch}")
        elif number % 5 == 0:
            tell("begin backup")
            tell(f"done backup {backup_into(store, folder / 'backups', keep=2).name}")
        else:
            kind = "boundary" if number % 5 == 2 else "import"
            path = folder / f"{number}.{'geojson' if kind == 'boundary' else 'csv'}"
            path.write_text(boundaries(number) if kind == "boundary" else ledger(number), "utf-8")
            tell(f"begin {kind} {path.name}")
            report = import_file(database, path, refresh=cube.refresh, reading=read_here(path))
            assert report.status == "committed", report.as_json()
            batches.append(str(report.batch))
            tell(f"done {kind} {path.name} {report.batch}")


def read_here(path: Path) -> Reading:
    """What the child process finds, without one: how files are read is not what is tested here."""
    with tempfile.TemporaryDirectory() as folder:
        child.read_into(Path(folder), path)
        return files._taken(Path(folder))


@dataclass
class Tally:
    """What was seen over all kills."""

    kills: int = 0
    acknowledged: int = 0
    in_the_middle: dict[str, int] = field(default_factory=dict)
    kept_though_not_told: int = 0


def kill_often(times: int, seed: int, folder: Path, say: Callable[[Tally], None] = lambda _tally: None) -> Tally:
    """Kill a worker so many times; raises AssertionError at the first store that is not as it must be."""
    draw, tally, place = random.Random(seed), Tally(), folder
    catalogue()  # known to every worker from the start
    for turn in range(times):
        if turn % KILLS_A_STORE == 0:
            if place != folder:
                shutil.rmtree(place)
            place = folder / f"from-{turn}"
            place.mkdir()
            known: dict[str, tuple[str, str]] = apart(_begin, place / "street.duckdb", place)
        store, is_old = place / "street.duckdb", turn % 3 == 2
        if is_old:
            apart(_age, store)
        first, seconds = 1000 * (turn + 1) + draw.randrange(5), draw.uniform(0.0, LONGEST_SECONDS)
        said = _worked_and_killed(store, place, first, seconds, is_old)
        tally.kills += 1
        known, tally = apart(_checked, store, known, said, tally, is_old)
        if tally.kills % 20 == 0:
            say(tally)
    return tally


def apart(work: Callable[..., Any], *values: Any) -> Any:
    """What `work` gives back, done in a process of its own: this one must never open a store, or it could not fork."""
    mine, other = multiprocessing.Pipe()

    def run() -> None:
        try:
            other.send((work(*values), None))
        except BaseException as problem:
            other.send((None, f"{type(problem).__name__}: {problem}"))

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    other.close()
    try:
        found, problem = mine.recv()
    except EOFError:
        found, problem = None, "the process died"
    process.join()
    assert problem is None, problem
    return found


def _begin(store: Path, folder: Path) -> dict[str, tuple[str, str]]:
    (folder / "areas.csv").write_text(AREAS, "utf-8")
    database = opening.open_store(store)
    path = folder / "areas.csv"
    assert import_file(database, path, refresh=cube.refresh, reading=read_here(path)).status == "committed"
    known = {one: (file, state) for one, file, state in _journal(database)}
    database.close()
    return known


def _age(store: Path) -> None:
    """Make it a store of the first version: no version, a column less, a telephone number in the name of a file, and
    every fact in a row of `indicator_values`.
    """
    with duckdb.connect(str(store)) as connection:
        cells.spread(connection, list(catalogue()))
        connection.execute("drop view indicator_values")
        connection.execute("alter table indicator_fact rename to indicator_values")
        for table in (*CELL_TABLES, "cell_layout"):
            connection.execute(f"drop table {table}")
        connection.execute("drop table schema_version")
        connection.execute("drop view statistic_month")
        connection.execute("drop view employment_stat_month")
        connection.execute("alter table employment_stat drop column trained_bound")
        connection.execute("alter table employment_stat drop column trained")
        connection.execute("update schema_state set made_for = 'an older product'")
        connection.execute("update import_batch set file_name = ? where sequence = 1", [SPELLED])
        connection.execute("delete from indicator_state where indicator < 'd'")


def _migrated_whole(store: Path) -> bool:
    """Whether the store is of today's version; of either it must be in every part."""
    with duckdb.connect(str(store)) as connection:
        version = version_of(connection)
        [name] = connection.execute("select file_name from import_batch where sequence = 1").fetchone() or [""]
        column = "select 1 from duckdb_columns() where table_name = 'employment_stat' and column_name = 'trained'"
        has_column = bool(connection.execute(column).fetchone())
    expected = {1: (SPELLED, False), SCHEMA_VERSION: (MASKED, True)}[version or 0]
    assert (name, has_column) == expected, (version, name, has_column)
    return version == SCHEMA_VERSION


def _worked_and_killed(store: Path, folder: Path, first: int, seconds: float, is_old: bool) -> list[str]:
    """Killed so long after it began its work, or, with a store to upgrade, after it began to open it."""
    mine, other = multiprocessing.Pipe(duplex=False)

    def work() -> None:
        worker(other.send, store, folder, first)

    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    other.close()
    said = [mine.recv(), *([] if is_old else [mine.recv()])]
    time.sleep(seconds)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert process.exitcode == -signal.SIGKILL, process.exitcode
    return said + list(_rest(mine))


def _rest(said: Connection) -> Iterator[str]:
    try:
        while True:
            yield said.recv()
    except EOFError:
        return


def _journal(database: Database) -> list[tuple[str, str, str]]:
    rows = database.rows("from import_batch order by batch_id")
    return [(one["batch_id"], one["file_name"], one["state"]) for one in rows]


def _checked(
    store: Path, known: dict[str, tuple[str, str]], said: list[str], tally: Tally, is_old: bool
) -> tuple[dict[str, tuple[str, str]], Tally]:
    """The journal after the kill: what was told, and at most the piece that was under way."""
    expected = dict(known)
    if is_old:
        assert _migrated_whole(store) or "done migrate" not in said
    if is_old:
        opening.open_store(store).close()
        assert _migrated_whole(store)
        expected = {one: (MASKED if file == "areas.csv" else file, state) for one, (file, state) in expected.items()}
    for line in said:
        words = line.split()
        if words[:2] == ["done", "undo"]:
            expected[words[2]] = (expected[words[2]][0], "undone")
        elif words[0] == "done" and words[1] in ("import", "boundary"):
            expected[words[3]] = (words[2], IN_STORE)
    tally.acknowledged += sum(line.startswith("done") for line in said)
    database = opening.open_store(store)
    found = {batch: (file, state if state == IN_STORE else "undone") for batch, file, state in _journal(database)}
    begun = said[-1].split() if said[-1].startswith("begin") else None
    if begun:
        tally.in_the_middle[begun[1]] = tally.in_the_middle.get(begun[1], 0) + 1
    if found != expected:
        assert begun and begun[1] not in ("backup", "migrate"), (found.items() ^ expected.items())
        if begun[1] == "undo":
            expected[begun[2]] = (expected[begun[2]][0], "undone")
        else:
            [new] = found.keys() - expected.keys()
            expected[new] = (begun[2], IN_STORE)
        assert found == expected, found.items() ^ expected.items()
        tally.kept_though_not_told += 1
    _whole(database, found, is_counted_anew=tally.kills % 4 == 0)
    database.close()
    _backups_whole(store.parent / "backups", [line.split()[2] for line in said if line.startswith("done backup")])
    return found, tally


def _backups_whole(folder: Path, told: list[str]) -> None:
    """Those that were told are there, unless newer ones took their place, and none is half written."""
    there = {one.name for one in folder.glob("*.zip")} if folder.is_dir() else set()
    assert set(told[-2:]) <= there, (told, there)
    for name in sorted(there)[-2:]:
        with tempfile.TemporaryDirectory() as workshop:
            unpack(folder / name, Path(workshop))


def _whole(database: Database, journal: dict[str, tuple[str, str]], *, is_counted_anew: bool) -> None:
    """Rows, boundaries and indicators are what the batches of the journal make of an empty store."""
    verdict = audit.verify(database.path, database)
    assert verdict.holds and not verdict.remarks, [one.en for one in (*verdict.problems, *verdict.remarks)]
    standing = [file for _, (file, state) in sorted(journal.items()) if state == IN_STORE]
    latest: dict[str, str] = {}
    for file in standing:
        if file.endswith(".csv") and file[0].isdigit():
            number = int(file.split(".")[0])
            latest |= {f"{number - number % 3}-{i}": f"第{number}次上报" for i in range(ROWS)}
    rows = {one["request_no"]: one["title"] for one in database.rows("select request_no, title from service_request")}
    assert rows == latest, (len(rows), len(latest))
    shapes = [file for file in standing if file.endswith(".geojson")]
    drawn = [one["boundary"] for one in database.rows(
        f"select boundary from area where area_code like '{STREET}%' and length(area_code) = 12 order by area_code")]
    if shapes:
        last = json.loads(boundaries(int(shapes[-1].split(".")[0])))
        wanted = [one["geometry"]["coordinates"] for one in last["features"]]
        assert [json.loads(one)["coordinates"] for one in drawn] == wanted
    else:
        assert drawn == [None] * 5
    if is_counted_anew:
        told = list(_values(database))
        cube.rebuild(database)
        assert list(_values(database)) == told


def _values(database: Database) -> Iterator[tuple]:
    for row in database.rows("select * from indicator_values order by all"):
        yield tuple(row.values())


def main(arguments: list[str]) -> None:
    times, seed = int(arguments[0]) if arguments else 200, int(arguments[1]) if len(arguments) > 1 else 1
    with tempfile.TemporaryDirectory() as folder:
        print(kill_often(times, seed, Path(folder), lambda tally: print(tally, file=sys.stderr, flush=True)))


if __name__ == "__main__":
    main(sys.argv[1:])
