"""kill -9 in the middle of imports, undos and boundary loads: `python -m tests.faults.kills 200 [SEED]`.

A worker process opens a store, does one piece of work after another and says on its output when each is
acknowledged; it is killed after a random time. After every kill the store must open again, and must be exactly what
the acknowledged work makes of it, or that and the one piece under way, whole.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data.database import IN_STORE, Database
from data.importing import import_file, undo
from queries import cube

ROOT = Path(__file__).parents[2]
STREET = "340603003"
REQUESTS = "工单编号,受理时间,所属网格,来源渠道,诉求类别,诉求内容,办理状态,办结时间\n"
ROWS = 200
LONGEST_SECONDS = 2.5
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


def worker(store: str, folder: str, first: int) -> None:
    """Work until killed: import, import again with changes, load boundaries, undo, in turns. Says what it did."""
    database, number = Database(store), first
    standing = "select batch_id from import_batch where state = ? and file_name <> 'areas.csv' order by sequence"
    batches = [one["batch_id"] for one in database.rows(standing, [IN_STORE])]
    print("open", flush=True)
    while True:
        number += 1
        if number % 5 == 4 and batches:
            batch = batches.pop(number % len(batches))
            print(f"begin undo {batch}", flush=True)
            undo(database, batch, refresh=cube.refresh)
            print(f"done undo {batch}", flush=True)
            continue
        kind = "boundary" if number % 5 == 2 else "import"
        path = Path(folder) / f"{number}.{'geojson' if kind == 'boundary' else 'csv'}"
        path.write_text(boundaries(number) if kind == "boundary" else ledger(number), "utf-8")
        print(f"begin {kind} {path.name}", flush=True)
        report = import_file(database, path, refresh=cube.refresh)
        assert report.status == "committed", report.as_json()
        batches.append(report.batch)
        print(f"done {kind} {path.name} {report.batch}", flush=True)


@dataclass
class Tally:
    """What was seen over all kills."""

    kills: int = 0
    acknowledged: int = 0
    in_the_middle: dict[str, int] = field(default_factory=dict)
    kept_though_not_told: int = 0


def kill_often(times: int, seed: int, folder: Path) -> Tally:
    """Kill a worker so many times; raises AssertionError at the first store that is not as it must be."""
    draw, tally = random.Random(seed), Tally()
    store = folder / "street.duckdb"
    _begin(store, folder)
    known: dict[str, tuple[str, str]] = {one: (file, state) for one, file, state in _journal(store)}
    for turn in range(times):
        first, seconds = 1000 * (turn + 1) + draw.randrange(5), draw.uniform(0.0, LONGEST_SECONDS)
        said = _worked_and_killed(store, folder, first, seconds)
        tally.kills += 1
        known = _checked(store, known, said, tally)
    return tally


def _begin(store: Path, folder: Path) -> None:
    (folder / "areas.csv").write_text(AREAS, "utf-8")
    database = Database(store)
    cube.bring_up_to_date(database)
    assert import_file(database, folder / "areas.csv", refresh=cube.refresh).status == "committed"
    database.close()


def _worked_and_killed(store: Path, folder: Path, first: int, seconds: float) -> list[str]:
    command = [sys.executable, "-m", "tests.faults.kills", "--work", str(store), str(folder), str(first)]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout
    assert running.stdout.readline() == "open\n", running.communicate()[1]
    time.sleep(seconds)
    running.send_signal(signal.SIGKILL)
    said, problem = running.communicate()
    assert running.returncode == -signal.SIGKILL, problem
    return said.splitlines()


def _journal(store: Path) -> list[tuple[str, str, str]]:
    database = Database(store)
    found = [(one["batch_id"], one["file_name"], one["state"]) for one in database.rows("from import_batch order by 1")]
    database.close()
    return found


def _checked(
    store: Path, known: dict[str, tuple[str, str]], said: list[str], tally: Tally
) -> dict[str, tuple[str, str]]:
    """The journal after the kill: what was told, and at most the piece that was under way."""
    expected = dict(known)
    for line in said:
        words = line.split()
        if words[0] == "done" and words[1] == "undo":
            expected[words[2]] = (expected[words[2]][0], "undone")
        elif words[0] == "done":
            expected[words[3]] = (words[2], IN_STORE)
    tally.acknowledged += sum(line.startswith("done") for line in said)
    found = {batch: (file, state if state == IN_STORE else "undone") for batch, file, state in _journal(store)}
    begun = said[-1].split() if said and said[-1].startswith("begin") else None
    if begun:
        tally.in_the_middle[begun[1]] = tally.in_the_middle.get(begun[1], 0) + 1
    if found != expected:
        assert begun, (found.items() ^ expected.items())
        if begun[1] == "undo":
            expected[begun[2]] = (expected[begun[2]][0], "undone")
        else:
            [new] = found.keys() - expected.keys()
            expected[new] = (begun[2], IN_STORE)
        assert found == expected, found.items() ^ expected.items()
        tally.kept_though_not_told += 1
    _whole(store, found)
    return found


def _whole(store: Path, journal: dict[str, tuple[str, str]]) -> None:
    """Rows, boundaries and indicators are what the batches of the journal make of an empty store."""
    database = Database(store)
    standing = [file for _, (file, state) in sorted(journal.items()) if state == IN_STORE]
    latest: dict[str, str] = {}
    for file in standing:
        if file.endswith(".csv") and file != "areas.csv":
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
    told = list(_values(database))
    cube.rebuild(database)
    assert list(_values(database)) == told
    database.close()


def _values(database: Database) -> Iterator[tuple]:
    for row in database.rows("select * from indicator_values order by all"):
        yield tuple(row.values())


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--work"]:
        worker(arguments[1], arguments[2], int(arguments[3]))
        return
    times, seed = int(arguments[0]) if arguments else 200, int(arguments[1]) if len(arguments) > 1 else 1
    with tempfile.TemporaryDirectory() as folder:
        print(kill_often(times, seed, Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
