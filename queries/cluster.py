"""Builds `indicator_values` on a Spark cluster, from exported facts and with the indicators' own SQL unchanged.

What a build made lies in the folder of the facts, one folder a build below `indicator_values/`; `built.json` says
from which facts and definitions each indicator was made, so that the next build computes only the indicators and
months that have been touched. `serve` brings the result into a store.
"""
from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pyarrow.parquet as pq

from data.contracts import contracts
from data.database import SEEN_AT_ONCE, Database, views
from data.facts import Exported, TableFacts, fingerprints, read_manifest
from queries import cells, cube, statements
from queries.catalogue import Indicator, catalogue

STATE, VALUES = "built.json", "indicator_values"
# So many indicators are one job: enough that no worker waits, few enough that a plan stays small.
AT_ONCE = 8
_SCHEMA = (
    "area_code string, month date, first_month date, breakdown string, numerator double, denominator double, "
    "numerator_bound tinyint, denominator_bound tinyint, origin string, by_sql boolean, "
)
_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.ansi.enabled": "true",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}

# What DuckDB writes, as Spark names it.
_TYPES = {
    "string": "string", "bool": "boolean", "date32[day]": "date", "double": "double", "int64": "bigint",
    "int32": "int", "uint8": "smallint", "timestamp[us]": "timestamp_ntz",
}

Months = set[date] | None


class NoSpark(Exception):
    """PySpark is not installed, or the cluster does not answer; the message says which."""


class FactsOutdated(Exception):
    """The store has changed since its facts were exported."""


@dataclass(frozen=True)
class Built:
    """What lies in a folder of facts, ready to be served.

    `values`: indicator -> folder below the facts; `definitions`: indicator -> fingerprint of what it was built by.
    `built`: the indicators of the last build, with the months computed anew (None: all).
    """

    run: str
    tables: Mapping[str, TableFacts]
    definitions: Mapping[str, str]
    values: Mapping[str, str]
    before: str = ""
    built: Mapping[str, Months] = field(default_factory=dict)


def build(folder: Path, master: str) -> Built:
    """Bring the values below a folder of facts up to date; raises NoFacts and NoSpark."""
    facts, before = read_manifest(folder), _read_state(folder)
    wanted = {one.id: cube.definition(one) for one in catalogue().values()}
    todo = touched(facts.tables, before, wanted)
    if not todo:
        return Built(before.run, facts.tables, wanted, before.values, before.before)
    run = uuid.uuid4().hex[:12]
    draft = facts.folder / VALUES / f"{run}.draft"
    try:
        with _session(master) as spark:
            _compute(spark, facts, before, todo, draft)
        draft.rename(facts.folder / VALUES / run)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    values = {name: path for name, path in before.values.items() if name in wanted and name not in todo}
    values |= {name: f"{VALUES}/{run}/{VALUES}/indicator={name}" for name in todo}
    done = Built(run, facts.tables, wanted, values, before.run, todo)
    _write_state(facts.folder, done)
    return done


def touched(tables: Mapping[str, TableFacts], before: Built, wanted: Mapping[str, str]) -> dict[str, Months]:
    """The indicators to build anew, each with the months to compute (None: all)."""
    todo: dict[str, Months] = {name: None for name, print_ in wanted.items() if before.definitions.get(name) != print_}
    reaches_elsewhere = _differs(tables, before, "table_months")
    changed = [name for name in contracts() if _differs(tables, before, name)]
    if _differs(tables, before, "metric_unit"):
        changed.append("statistic")
    for table in changed:
        months = tables[table].months_changed_since(before.tables.get(table))
        if months is not None:
            months = set(cube.affected(contracts()[table], months))
        for one in cube.moved_by(table, reaches_elsewhere=reaches_elsewhere):
            known = todo.get(one.id, set())
            all_of_them = one.all_months or months is None or known is None
            todo[one.id] = None if all_of_them else {*(known or ()), *(months or ())}
    return todo


def serve(database: Database, folder: Path, built: Built) -> int:
    """Put what was built into the store, in one transaction; returns the rows put in.

    Only what the last build made where the store serves the one before it and has not been upgraded since, else all.
    Raises FactsOutdated where the store holds facts that are not the exported ones.
    """
    with database.write() as cursor:
        if _has_moved(cursor, built.tables):
            raise FactsOutdated(str(folder))
        cursor.execute("create table if not exists served_build (run varchar not null)")
        serves = {row[0] for row in cursor.execute("from served_build").fetchall()}
        wanted = {name: cube.definition(catalogue()[name]) for name in built.values}
        is_upgraded = cube.are_all_new(dict(cursor.execute("from indicator_state").fetchall()), wanted)
        if serves == {built.run} and not is_upgraded:
            return 0
        is_next = built.before and serves == {built.before} and not is_upgraded
        chosen = list(built.built) if is_next else list(built.values)
        gone = [name for name in _stored(cursor) if name not in built.values]
        cells.spread(cursor, [*chosen, *gone], given_up=[*chosen, *gone])
        cursor.execute("delete from indicator_fact where list_contains(?::varchar[], indicator)", [[*chosen, *gone]])
        rows = sum(_insert(cursor, name, folder / built.values[name]) for name in chosen)
        cube.roll_up(cursor, [*chosen, *gone])
        cube.note_settings(cursor)
        if is_upgraded:
            cube.count_all_rows(cursor)
        cube.note_definitions(cursor, [catalogue()[name] for name in built.values])
        cursor.execute("delete from served_build")
        cursor.execute("insert into served_build values (?)", [built.run])
        return rows


def _differs(tables: Mapping[str, TableFacts], before: Built, name: str) -> bool:
    return name not in before.tables or tables[name].prints != before.tables[name].prints


def _has_moved(cursor: Any, tables: Mapping[str, TableFacts]) -> bool:
    """Whether the store holds other facts than the exported ones; one without any serves what others hold."""
    found = {name: fingerprints(cursor, one)[0] for name, one in contracts().items() if one.kind != "dimension"}
    if all(one.startswith("0-") for prints in found.values() for one in prints.values()):
        return False
    return any(prints != tables[name].prints for name, prints in found.items())


def _stored(cursor: Any) -> list[str]:
    return [row[0] for row in cursor.execute("select distinct indicator from indicator_values").fetchall()]


def _insert(cursor: Any, name: str, folder: Path) -> int:
    if not folder.is_dir():  # no facts, no files
        return 0
    read = ds.dataset(folder, format="parquet", exclude_invalid_files=False)
    cursor.register("built_values", read.scanner().to_reader())
    cursor.execute(
        f"""
        insert into indicator_fact ({statements.COLUMNS}, covered_length)
        select $name as indicator, * exclude (by_sql) from built_values order by month, area_code
        {SEEN_AT_ONCE}
        """,
        {"name": name},
    )
    cursor.unregister("built_values")
    return read.count_rows()


@contextmanager
def _session(master: str) -> Iterator[Any]:
    try:
        from pyspark.sql import SparkSession
    except ImportError as problem:
        raise NoSpark("PySpark") from problem
    builder = SparkSession.builder.master(master).appName("street indicators")
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    if master.startswith("local") or "127.0.0.1" in master:
        builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    try:
        spark = builder.getOrCreate()
    except Exception as problem:  # whatever the JVM says: there is no cluster to work on
        raise NoSpark(f"{master}: {problem}") from problem
    try:
        spark.sparkContext.setLogLevel("ERROR")
        yield spark
    finally:
        spark.stop()


def _compute(spark: Any, facts: Exported, before: Built, todo: Mapping[str, Months], draft: Path) -> None:
    """Write the values of the indicators to build below `draft`, divided by indicator."""
    for name in facts.tables:
        paths = facts.paths(name)
        spark.read.schema(_ddl(paths[0])).parquet(*paths).createOrReplaceTempView(name)
    for name, sql in views().items():
        spark.sql(sql).createOrReplaceTempView(name)
    chosen = [catalogue()[name] for name in todo]
    by_sql, reported = draft / "by_sql", draft / "reported"
    frames = [
        _by_sql(spark, facts, before, one, todo[one.id])
        for one in chosen
        if any(not facts.tables[name].is_empty for name in one.read_by_sql)
    ]
    for first in range(0, len(frames), AT_ONCE):
        _write(_together(frames[first:first + AT_ONCE]), by_sql)
    _read(spark, [by_sql]).createOrReplaceTempView(VALUES)
    _write(_reported(spark, chosen), reported)
    _read(spark, [by_sql, reported]).createOrReplaceTempView(VALUES)
    spark.sql(statements.covered("true")).createOrReplaceTempView("covered")
    _write(spark.sql(_WITH_COVERED), draft / VALUES)
    shutil.rmtree(by_sql, ignore_errors=True)
    shutil.rmtree(reported, ignore_errors=True)


# The columns in the order of the store.
_WITH_COVERED = f"""
select facts.*, coalesce(covered.covered_length, 0)::tinyint as covered_length
from {VALUES} as facts
left join covered
    on facts.indicator = covered.indicator and facts.area_code = covered.area_code
    and facts.month = covered.month and facts.first_month = covered.first_month
    and facts.breakdown = covered.breakdown
    and (facts.numerator is null) = covered.no_numerator
    and facts.origin in ('report', 'statistic')
"""


def _by_sql(spark: Any, facts: Exported, before: Built, one: Indicator, months: Months) -> Any:
    """The facts that an indicator's SQL yields: those of the touched months anew, the others as they were built."""
    frame = spark.sql(statements.ledger_facts(one, spark.sql(one.sql).columns)).selectExpr("*", "true as by_sql")
    folder = facts.folder / before.values.get(one.id, "")
    if months is None or one.all_months or one.id not in before.values:
        return frame
    anew = frame.where(frame.month.isin(sorted(months)))
    if not folder.is_dir():
        return anew
    kept = spark.read.schema(_SCHEMA + "covered_length tinyint").parquet(str(folder))
    kept = kept.where(kept.by_sql & ~kept.month.isin(sorted(months))).drop("covered_length")
    return anew.unionByName(kept.selectExpr(f"'{one.id}' as indicator", "*"))


def _ddl(path: str) -> str:
    """The columns of a file in Spark's words: told rather than looked for, which would be a job for each table."""
    return ", ".join(f"`{one.name}` {_TYPES[str(one.type)]}" for one in pq.read_schema(path))


def _reported(spark: Any, chosen: list[Indicator]) -> Any:
    """The facts that units' own figures make, and where percentages were printed."""
    for name, columns, rows in (
        ("terms", statements.TERMS, statements.terms(chosen)),
        ("ledgers", statements.LEDGERS, statements.ledgers(chosen)),
        ("printed", statements.PRINTED, statements.printed(chosen)),
    ):
        schema = ", ".join(f"{one} {kind}" for one, kind in columns.items()).replace("varchar", "string")
        spark.createDataFrame(rows, schema).createOrReplaceTempView(name)
    frames = [spark.sql(f"with {statements.REPORTED_FACTS}"), spark.sql(statements.PRINTED_SHARES)]
    return _together(frames).selectExpr("*", "false as by_sql")


def _together(frames: Iterable[Any]) -> Any:
    first, *others = frames
    for one in others:
        first = first.unionByName(one)
    return first


def _write(frame: Any, folder: Path) -> None:
    frame.write.mode("append").partitionBy("indicator").parquet(str(folder))


def _read(spark: Any, folders: list[Path]) -> Any:
    there = [str(one) for one in folders if list(one.glob("indicator=*"))]
    schema = f"{_SCHEMA}indicator string"
    if not there:
        return spark.createDataFrame([], schema)
    return _together(spark.read.schema(schema).parquet(one) for one in there)


def _read_state(folder: Path) -> Built:
    path = folder / STATE
    if not path.is_file():
        return Built("", {}, {}, {})
    raw = json.loads(path.read_text("utf-8"))
    tables = {name: TableFacts(name, **one) for name, one in raw.pop("tables").items()}
    return Built(tables=tables, **raw)


def _write_state(folder: Path, done: Built) -> None:
    """Say what was built, then remove what no longer counts."""
    tables = {name: {"files": one.files, "prints": one.prints, "touched": one.touched}
              for name, one in done.tables.items()}
    state = {"run": done.run, "before": done.before, "tables": tables,
             "definitions": dict(done.definitions), "values": dict(done.values)}
    draft = folder / f"{STATE}.new"
    draft.write_text(json.dumps(state, indent=1), "utf-8")
    draft.replace(folder / STATE)
    named = {path.split("/")[1] for path in done.values.values()}
    for path in (folder / VALUES).iterdir():
        if path.name not in named:
            shutil.rmtree(path)
