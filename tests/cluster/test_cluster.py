"""The same SQL on a real cluster of this machine gives the same rows as DuckDB."""
from __future__ import annotations

import csv
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import facts
from data.database import Database
from queries import cells
from queries.catalogue import catalogue
from tests.cluster.standalone import Cluster, standalone

pytestmark = pytest.mark.cluster
ROWS = """
    select indicator, area_code, month, first_month, breakdown, origin, numerator is null as no_numerator,
           denominator is null as no_denominator, numerator_bound, denominator_bound, covered_length,
           numerator, denominator
    from indicator_values order by all
"""
# A small machine with small facts: few partitions, little memory, and no time to be lost on compiling plans.
DEFAULTS = """
spark.sql.shuffle.partitions 2
spark.sql.adaptive.enabled false
spark.sql.codegen.wholeStage false
spark.executor.memory 800m
spark.executor.extraJavaOptions -XX:TieredStopAtLevel=1
spark.driver.memory 1g
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1
"""
DIFFERS = 1e-9  # relative: sums of fractions depend on the order of their parts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module")
def store(folder: Path) -> Path:
    """The demonstration with the published figures: facts for every indicator."""
    path = folder / "street.duckdb"
    run("data", "--database", path, "demo")
    return path


@pytest.fixture(scope="module")
def cluster(folder: Path) -> Iterator[Cluster]:
    with standalone(folder) as running:
        yield running


def run(module: str, *arguments: object) -> str:
    """A command line of the product; what it printed."""
    done = subprocess.run(command(module, *arguments), capture_output=True, text=True, env=surroundings())
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def command(module: str, *arguments: object) -> list[str]:
    return [sys.executable, "-m", module, *map(str, arguments)]


def surroundings(folder: Path | None = None) -> dict[str, str]:
    own = {"SPARK_LOCAL_IP": "127.0.0.1"}
    if folder:
        (folder / "spark-defaults.conf").write_text(DEFAULTS, "utf-8")
        own["SPARK_CONF_DIR"] = str(folder)
    return os.environ | own


def build_command(cluster: Cluster, store: Path, exported: Path) -> list[str]:
    return command("queries", "build", "--engine", "spark", "--master", cluster.master,
                   "--facts", exported, "--database", store)


def rows_of(store: Path) -> list[tuple[Any, ...]]:
    database = Database(store)
    try:
        with database.cursor() as cursor:
            return cursor.execute(ROWS).fetchall()
    finally:
        database.close()


def forget(store: Path, indicators: list[str] | None = None) -> None:
    """Take values out of the store, so that those found later are the cluster's."""
    database = Database(store)
    with database.write() as cursor:
        chosen = "true" if indicators is None else "list_contains(?::varchar[], indicator)"
        cells.spread(cursor, list(catalogue()))
        cursor.execute(f"delete from indicator_fact where {chosen}", [] if indicators is None else [indicators])
    database.close()


def differences(found: list[tuple[Any, ...]], expected: list[tuple[Any, ...]]) -> list[Any]:
    """Rows of one side alone, and pairs whose amounts differ."""
    keys_found, keys_expected = ([row[:-2] for row in rows] for rows in (found, expected))
    if keys_found != keys_expected:
        return sorted(set(keys_found) ^ set(keys_expected), key=str) or ["the same rows, some of them more often"]
    return [
        (one, other) for one, other in zip(found, expected, strict=True)
        if not all(a is b or math.isclose(a, b, rel_tol=DIFFERS) for a, b in zip(one[-2:], other[-2:], strict=True))
    ]


def test_every_indicator_is_the_same_row_by_row_though_a_worker_dies_in_the_middle(
    folder: Path, store: Path, cluster: Cluster
) -> None:
    exported = folder / "facts"
    run("data", "--database", store, "facts", "--output", exported)
    expected = rows_of(store)
    forget(store)

    log = (folder / "build.log").open("w+")
    building = subprocess.Popen(
        build_command(cluster, store, exported), stdout=log, stderr=subprocess.STDOUT, env=surroundings(folder)
    )
    while building.poll() is None and not list(exported.glob("indicator_values/*.draft/by_sql/indicator=*/*.parquet")):
        time.sleep(0.2)
    assert building.poll() is None, log.read()
    assert cluster.executors() == 2
    cluster.kill_a_worker()
    building.wait(timeout=1500)
    log.seek(0)

    assert building.returncode == 0, log.read()
    assert len({row[0] for row in expected}) > 80
    assert differences(rows_of(store), expected) == []


def test_after_an_import_only_the_touched_months_are_computed(folder: Path, store: Path, cluster: Cluster) -> None:
    exported = folder / "facts"
    before = json.loads((exported / "built.json").read_text("utf-8"))
    run("data", "--database", store, "import", late_closure(folder, store))
    expected = rows_of(store)

    said = json.loads(run("data", "--database", store, "facts", "--output", exported, "--json"))
    moved = [name for name in before["values"] if "service_request" in _tables_of(name)]
    forget(store, moved)
    done = subprocess.run(build_command(cluster, store, exported), capture_output=True, text=True,
                          env=surroundings(folder))

    assert done.returncode == 0, done.stdout + done.stderr
    assert differences(rows_of(store), expected) == []
    after = json.loads((exported / "built.json").read_text("utf-8"))
    untouched = [name for name in before["values"] if before["values"][name] == after["values"][name]]
    assert {"renovation_projects", "fairs", "grids_per_community"} <= set(untouched)
    assert set(untouched).isdisjoint(moved)
    assert said["files_written"] <= 4 < said["files_kept"]
    months = facts.read_manifest(exported).tables["service_request"].months_changed_since(
        facts.TableFacts("service_request", **before["tables"]["service_request"])
    )
    assert months is not None and 1 <= len(months) <= 3


def test_a_store_that_changed_after_the_export_takes_no_outdated_values(
    folder: Path, store: Path, cluster: Cluster
) -> None:
    run("data", "--database", store, "import", late_closure(folder, store))
    expected = rows_of(store)

    done = subprocess.run(build_command(cluster, store, folder / "facts"), capture_output=True, text=True,
                          env=surroundings(folder))

    assert done.returncode == 2 and "又有改动" in done.stderr
    assert rows_of(store) == expected


def _tables_of(name: str) -> frozenset[str]:
    from queries.catalogue import catalogue

    return catalogue()[name].tables


def late_closure(folder: Path, store: Path) -> Path:
    """A ledger in which one more request that was open has been closed."""
    database = Database(store)
    one = database.rows(
        """
        select request_no, area_code, received_at, category, channel from service_request
        where closed_at is null and status = '办理中' and area_code like '99%'
        order by received_at desc, request_no limit 1
        """
    )[0]
    database.close()
    path = folder / f"closed-{one['request_no']}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["工单编号", "所属网格", "受理时间", "诉求类别", "来源渠道", "办理状态", "办结时间"])
        sheet.writerow([one["request_no"], one["area_code"], one["received_at"], one["category"], one["channel"],
                        "已办结", one["received_at"]])
    return path
