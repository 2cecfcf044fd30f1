"""Facts as Parquet files, for an engine that runs on other machines than the store.

One folder a table; tables of things that happened and of reports are divided by month. `facts.json` names the
files in force and carries fingerprints by table and month, by which a later export writes only what has changed
and a build tells which months were touched. A file is never written again under the same name, and what an
export replaces stays until the next one, so that a build under way keeps reading what it began with.
"""
from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from data.contracts import Contract, contracts, main_date
from data.database import Database

MANIFEST = "facts.json"
WHOLE = "all"
NO_MONTH = "none"
# What the indicators read beside the tables of the contracts; kept by the store, small, and exported whole.
BESIDE = {
    "calendar": "month",
    "setting": "name, value",
    "metric_unit": "metric_id, unit, factor",
    "table_months": "table_name, area_code, month, last_date",
}
ROWS_A_BATCH = 200_000


@dataclass(frozen=True)
class TableFacts:
    """One exported table.

    `files`: partition (YYYY-MM, "none" without a date, "all" where it is not divided) -> file below the folder.
    `prints`: partition -> fingerprint of its rows.
    `touched`: "field YYYY-MM" -> fingerprint of the rows with that field in that month.
    """

    name: str
    files: dict[str, str]
    prints: dict[str, str]
    touched: dict[str, str] = field(default_factory=dict)

    def months_changed_since(self, before: TableFacts | None) -> set[date] | None:
        """The months in which a row lies or lay that differs; None (all of them) where a row is about a whole period
        or the table is not divided.
        """
        if before is None or self.prints == before.prints:
            return None if before is None else set()
        if not self.touched or not before.touched or {"period_start", "period_end"} <= self.dated:
            return None
        keys = {key for key in {*self.touched, *before.touched} if self.touched.get(key) != before.touched.get(key)}
        return {date.fromisoformat(f"{month}-01") for month in (key.split()[1] for key in keys) if month != NO_MONTH}

    @property
    def is_empty(self) -> bool:
        """Whether it has no rows."""
        return all(one.startswith("0-") for one in self.prints.values())

    @property
    def dated(self) -> set[str]:
        """The dated fields of its rows."""
        return {key.split()[0] for key in self.touched}


@dataclass(frozen=True)
class Exported:
    """What lies in a folder of facts; `written` and `kept` count the files of the last export."""

    folder: Path
    tables: dict[str, TableFacts]
    written: int = 0
    kept: int = 0

    def paths(self, table: str) -> list[str]:
        """The files of a table."""
        return [str(self.folder / name) for name in self.tables[table].files.values()]


class NoFacts(Exception):
    """The folder holds no exported facts; the message is the folder."""


def read_manifest(folder: Path) -> Exported:
    """What was exported to a folder; raises NoFacts."""
    path = folder / MANIFEST
    if not path.is_file():
        raise NoFacts(str(folder))
    raw = json.loads(path.read_text("utf-8"))
    return Exported(folder.resolve(), {name: TableFacts(name, **one) for name, one in raw["tables"].items()})


def export(database: Database, folder: Path) -> Exported:
    """Write the facts of the store below a folder, only files whose rows have changed since the last export there."""
    folder.mkdir(parents=True, exist_ok=True)
    before = read_manifest(folder) if (folder / MANIFEST).is_file() else Exported(folder, {})
    with database.cursor() as cursor:
        cursor.begin()  # one snapshot for all tables, whatever is imported meanwhile
        try:
            tables = _written(cursor, folder, before)
        finally:
            cursor.rollback()
    _forget_unnamed(folder, before, tables)
    text = json.dumps({"tables": {name: _as_json(one) for name, one in tables.items()}}, indent=1)
    draft = folder / f"{MANIFEST}.new"
    draft.write_text(text, "utf-8")
    draft.replace(folder / MANIFEST)
    then = {name for one in before.tables.values() for name in one.files.values()}
    now = {name for one in tables.values() for name in one.files.values()}
    return Exported(folder.resolve(), tables, written=len(now - then), kept=len(now & then))


def fingerprints(cursor: duckdb.DuckDBPyConnection, contract: Contract) -> tuple[dict[str, str], dict[str, str]]:
    """The fingerprints of a contract's table: by the month that its rows belong to, and by each field's month."""
    if not _divided_by(contract):
        return {WHOLE: _print(cursor, contract.name, _columns(contract))}, {}
    dated = {name: f"date_trunc('month', {name})::date" for name in contract.dated_fields}
    dated["belongs"] = f"date_trunc('month', {main_date(contract)})::date"
    named = ", ".join(f"{sql} as m_{name}" for name, sql in dated.items())
    sets = ", ".join(f"(m_{name})" for name in dated)
    asked = ", ".join(f"grouping(m_{name}) as g_{name}, m_{name}" for name in dated)
    found = cursor.execute(
        f"""
        with rows as (select hash({_columns(contract)}) as print, {named} from {contract.name})
        select count(*), sum(print), {asked} from rows group by grouping sets ({sets})
        """
    ).fetchall()
    prints: dict[str, str] = {}
    touched: dict[str, str] = {}
    for rows, total, *sides in found:
        name, month = next(
            (name, sides[2 * place + 1]) for place, name in enumerate(dated) if not sides[2 * place]
        )
        said = f"{month:%Y-%m}" if month else NO_MONTH
        if name == "belongs":
            prints[said] = f"{rows}-{total:x}"
        else:
            touched[f"{name} {said}"] = f"{rows}-{total:x}"
    return prints, touched


def _divided_by(contract: Contract) -> str:
    """The date by whose months the table is divided; empty where it is not."""
    dated = contract.kind in ("event", "statistic") and contract.dated_fields
    return main_date(contract) if dated else ""


def _columns(contract: Contract) -> str:
    """What an indicator may read: no shapes, and not where the row was loaded from."""
    left_out = {one.name for one in contract.fields if one.type == "geojson"} | {"batch_id", "sheet", "row_number"}
    return ", ".join(name for name, _ in contract.columns() if name not in left_out)


def _print(cursor: duckdb.DuckDBPyConnection, table: str, columns: str) -> str:
    found = cursor.execute(f"select count(*), coalesce(sum(hash({columns})), 0) from {table}").fetchall()[0]
    return f"{found[0]}-{int(found[1]):x}"


def _written(cursor: duckdb.DuckDBPyConnection, folder: Path, before: Exported) -> dict[str, TableFacts]:
    tables: dict[str, TableFacts] = {}
    for contract in contracts().values():
        prints, touched = fingerprints(cursor, contract)
        given = TableFacts(contract.name, {}, prints, touched)
        tables[contract.name] = _files(cursor, folder, given, before, _columns(contract), _divided_by(contract))
    for name, columns in BESIDE.items():
        given = TableFacts(name, {}, {WHOLE: _print(cursor, name, columns)})
        tables[name] = _files(cursor, folder, given, before, columns, "")
    return tables


def _files(
    cursor: duckdb.DuckDBPyConnection, folder: Path, given: TableFacts, before: Exported, columns: str, main: str
) -> TableFacts:
    """The table with its files, those written now whose rows are not there yet."""
    files = {}
    for part, seen in given.prints.items():
        name = f"{given.name}/{part}/{seen}.parquet"
        if name not in _known(before, given.name) or not (folder / name).is_file():
            _write(cursor, folder / name, given.name, columns, main, part)
        files[part] = name
    if not files:  # an empty table is one file without rows, so that its columns are known
        name = f"{given.name}/{WHOLE}/empty.parquet"
        _write(cursor, folder / name, given.name, columns, "", WHOLE)
        files[WHOLE] = name
    return TableFacts(given.name, files, given.prints, given.touched)


def _known(before: Exported, table: str) -> set[str]:
    return set(before.tables[table].files.values()) if table in before.tables else set()


def _write(
    cursor: duckdb.DuckDBPyConnection, path: Path, table: str, columns: str, main: str, part: str
) -> None:
    import pyarrow.parquet as pq

    where, params = "true", dict[str, Any]()
    if part == NO_MONTH:
        where = f"{main} is null"
    elif part != WHOLE:
        where = f"{main} >= $first::date and {main} < $first::date + interval '1' month"
        params = {"first": f"{part}-01"}
    chosen = cursor.sql(f"select {columns} from {table} where {where}", params=params)
    rows = chosen.to_arrow_reader(ROWS_A_BATCH)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    with pq.ParquetWriter(draft, rows.schema, compression="zstd") as writer:
        for batch in rows:
            writer.write_batch(batch)
    draft.replace(path)


def _forget_unnamed(folder: Path, before: Exported, tables: dict[str, TableFacts]) -> None:
    """Remove files that neither this export nor the one before names."""
    named = {name for each in (before.tables, tables) for one in each.values() for name in one.files.values()}
    for table in tables:
        for path in (folder / table).glob("*/*"):
            if str(path.relative_to(folder)) not in named:
                path.unlink()


def _as_json(one: TableFacts) -> dict[str, Any]:
    return {"files": one.files, "prints": one.prints, "touched": one.touched}
