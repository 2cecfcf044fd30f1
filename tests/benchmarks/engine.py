"""What importing, refreshing and rebuilding cost, against the barest way of doing the same."""
from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from data import importing
from data.database import Database
from queries import cube
from queries.catalogue import Indicator, catalogue
from tests.benchmarks import city
from tests.benchmarks.measuring import Line, side_by_side, timed

CHANGED = 50_000
# The same in pandas: read as text, check, type, put away, and one table of facts for each indicator.
PANDAS = """
import sys
import pandas as pd
path, rows_of_25 = sys.argv[1], 25
raw = pd.read_csv(path, dtype=str, keep_default_na=False)
dated = ("受理时间", "首次联系时间", "办理时限", "办结时间")
dates = {name: pd.to_datetime(raw[name], errors="coerce") for name in dated}
bad = sum(((raw[name] != "") & dates[name].isna()).sum() for name in dates)
bad += (raw["工单编号"] == "").sum() + raw["工单编号"].duplicated().sum() + (raw["所属网格"].str.len() != 15).sum()
for name in ("来源渠道", "诉求主体", "诉求类别", "诉求性质", "分级", "办理状态", "是否解决", "是否满意"):
    bad += (~raw[name].isin(set(raw[name].unique()))).sum()
assert bad == 0
rows = raw.assign(**dates).assign(batch="b", row=range(len(raw)))
stored = rows.iloc[:0].set_index("工单编号")
rows = pd.concat([stored[~stored.index.isin(rows["工单编号"])].reset_index(), rows]).sort_values("受理时间")
rows["month"] = rows["办结时间"].dt.to_period("M").dt.start_time
rows["good"] = rows["办结时间"] < rows["办理时限"] + pd.Timedelta(days=1)
facts = [rows.groupby(["所属网格", "month", "诉求类别"])["good"].agg(["sum", "count"]) for _ in range(rows_of_25)]
pd.concat(facts).to_parquet(sys.argv[2]), rows.to_parquet(sys.argv[3])
"""


def import_lines(folder: Path, rows: int, rounds: int) -> list[Line]:
    """Import of a CSV with everything that belongs to it, against a bare COPY and against pandas."""
    empty = folder / "empty.duckdb"
    utf8, gb = folder / "requests.csv", folder / "requests-gb.csv"
    store = city.found_city(empty)
    city.write_csv(store, utf8, rows)
    city.write_csv(store, gb, rows, "gb18030")
    store.close()
    found = side_by_side({
        "copy": lambda: _copy(folder, utf8),
        "import": lambda: _import(folder, empty, utf8),
        "gb18030": lambda: _import(folder, empty, gb),
        "pandas": lambda: _pandas(folder, utf8),
    }, rounds)
    return [
        Line(f"import {rows:,} rows CSV / bare COPY", found["import"] / found["copy"], "×", 5,
             f"COPY {found['copy']:.1f} s"),
        Line(f"import {rows:,} rows CSV in GB18030 / bare COPY", found["gb18030"] / found["copy"], "×", 7),
        Line(f"import {rows:,} rows CSV / pandas doing the same", found["import"] / found["pandas"], "×", 0.5,
             f"pandas {found['pandas']:.1f} s"),
    ]


def workbook_lines(folder: Path, rows: int, rounds: int) -> Iterator[Line]:
    """Import of a workbook against reading its cells with calamine and doing nothing with them."""
    empty, path = folder / "empty.duckdb", folder / "requests.xlsx"
    store = city.found_city(empty)
    city.write_workbook(store, path, rows)
    store.close()
    found = side_by_side({"calamine": lambda: _cells_of(path), "import": lambda: _import(folder, empty, path)}, rounds)
    yield Line(f"import {rows:,} rows XLSX / reading it with calamine alone", found["import"] / found["calamine"], "×",
               2, f"import {found['import']:.1f} s")


def _cells_of(path: Path) -> None:
    """In a process of its own, as the import reads it, for so many cells are kept by whoever made them."""
    subprocess.run([sys.executable, "-c", "import sys; from python_calamine import CalamineWorkbook as Book;"
                    "Book.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()", str(path)], check=True)


def _copy(folder: Path, path: Path) -> None:
    bare = folder / "bare.duckdb"
    bare.unlink(missing_ok=True)
    connection = duckdb.connect(str(bare))
    connection.execute("create table texts as select * from read_csv(?, all_varchar = true)", [str(path)])
    connection.close()


def _import(folder: Path, empty: Path, path: Path) -> None:
    store = Database(shutil.copy(empty, folder / "imported.duckdb"))
    report = importing.import_file(store, path, refresh=cube.refresh, table="service_request", keep_original=False)
    store.close()
    assert report.status == "committed", report.status


def _pandas(folder: Path, path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", PANDAS, str(path), str(folder / "facts.parquet"), str(folder / "rows.parquet")],
        check=True,
    )


def build_lines(store: Database, rows: int, rounds: int) -> list[Line]:
    """A whole rebuild against one plain GROUP BY scan for each indicator that reads the requests."""
    read = [one for one in catalogue().values() if one.sql and "service_request" in one.tables]
    found = side_by_side({"scans": lambda: _scan(store, len(read)), "rebuild": lambda: cube.rebuild(store)}, rounds)
    values = store.rows("select count(*) as rows from indicator_values")[0]["rows"]
    size = Path(store.path).stat().st_size / rows
    return [
        Line(f"rebuild at {rows:,} / {len(read)} plain GROUP BY scans", found["rebuild"] / found["scans"], "×", 3,
             f"rebuild {found['rebuild']:.0f} s"),
        Line(f"rows of indicator_values per request at {rows:,}", values / rows, "rows", None),
        Line(f"disk per million requests at {rows:,}", size, "MB", None, "facts and values"),
    ]


def _scan(store: Database, times: int) -> None:
    """A plain GROUP BY as a street office would write it, by grid, month and category."""
    for _ in range(times):
        with store.cursor() as cursor:
            cursor.execute(
                """
                create or replace temp table scanned as
                select area_code, date_trunc('month', closed_at)::date as month, category, count(*) as rows
                from service_request where closed_at is not null group by all
                """
            )
            cursor.execute("drop table scanned")


def refresh_lines(store: Database, rows: int, rounds: int) -> list[Line]:
    """Bringing the values up to date after changed rows: of the last two months of all streets, and of as many months
    of one street as it takes.
    """
    months = {"": set(city.LAST_MONTHS), city.ONE_STREET: set(city.LAST_YEAR)}
    seconds = {street: statistics.median(_refresh(store, months[street], street) for _ in range(rounds))
               for street in months}
    return [
        Line(f"refresh after {CHANGED:,} changed rows in {rows:,}", seconds[""], "s", 2, "of two months, all streets"),
        Line(f"refresh after {CHANGED:,} changed rows of one street in {rows:,}", seconds[city.ONE_STREET], "s", 2,
             "of a year; or as many as there are"),
    ]


def _refresh(store: Database, months: Collection[date], street: str = "") -> float:
    """Seconds that the values take, without changing the rows themselves."""
    with store.write() as cursor:
        cursor.execute(
            """
            update service_request set satisfied = case satisfied when '2' then '1' else '2' end
            where request_no in (
                select request_no from service_request
                where closed_at >= $first and satisfied in ('1', '2') and starts_with(area_code, $street)
                order by request_no limit $changed
            )
            """,
            {"first": min(months), "changed": CHANGED, "street": street},
        )
        changes = _Changes("service_request", months, (street,) if street else ())
        return timed(lambda: cube.refresh(cursor, changes))


@dataclass(frozen=True)
class _Changes:
    table: str
    months: Collection[date]
    areas: Collection[str] = ()


def slowest(store: Database, chosen: Callable[[Indicator], bool]) -> list[tuple[float, str]]:
    """Seconds of each indicator's own SQL, the slowest first: where to look when a bar is missed."""
    found = []
    with store.cursor() as cursor:
        for one in catalogue().values():
            if one.sql and chosen(one):
                sql = f"select count(*) from ({one.sql})"
                found.append((timed(lambda sql=sql: cursor.execute(sql).fetchall()), one.id))
    return sorted(found, reverse=True)
