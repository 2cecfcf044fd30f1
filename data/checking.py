"""Is a store, or a backup of one, sound? Everything is looked at on a copy, while the dashboard runs.

The same questions are asked of both, so that a restore drill is one command: `python -m data check BACKUP`.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data import audit, audit_chain, faults
from data.backup import AUDIT, Unpacked, unpack
from data.database import Database, StoreTooNew
from data.importing.originals import FOLDER, MASKED, PLAIN
from data.importing.report import WrongCall
from data.language import Label, label
from data.snapshot import TableSum, copy_store, table_sums

Rebuild = Callable[[Database], None]
SHOWN = 3
# Doubles are added up in another order when counted anew.
TOLERANCE = 1e-9
_DIFFERENT = """
select count(*) from (
    select indicator, area_code, month, first_month, breakdown, origin, numerator, denominator, numerator_bound,
        denominator_bound, covered_length,
        row_number() over (partition by indicator, area_code, month, first_month, breakdown, origin
                           order by numerator, denominator) as place from before_rebuild) as b
full join (
    select indicator, area_code, month, first_month, breakdown, origin, numerator, denominator, numerator_bound,
        denominator_bound, covered_length,
        row_number() over (partition by indicator, area_code, month, first_month, breakdown, origin
                           order by numerator, denominator) as place from indicator_values) as n
using (indicator, area_code, month, first_month, breakdown, origin, place)
where b.numerator_bound is distinct from n.numerator_bound
    or b.denominator_bound is distinct from n.denominator_bound
    or b.covered_length is distinct from n.covered_length
    or (b.numerator is null) <> (n.numerator is null) or (b.denominator is null) <> (n.denominator is null)
    or abs(b.numerator - n.numerator) > $tolerance * greatest(abs(n.numerator), 1)
    or abs(b.denominator - n.denominator) > $tolerance * greatest(abs(n.denominator), 1)
"""


@dataclass(frozen=True)
class Finding:
    """One question and its answer. `name`: file, tables, indicators, originals or audit."""

    name: str
    holds: bool
    said: Label


@dataclass(frozen=True)
class Checked:
    """All findings, and the checksum of every table, to be compared with another store's."""

    findings: tuple[Finding, ...]
    tables: dict[str, TableSum]

    @property
    def holds(self) -> bool:
        return all(one.holds for one in self.findings)


def check_store(path: str | Path, rebuild: Rebuild) -> Checked:
    """A store that may be in use; `rebuild` counts its indicators anew. Raises WrongCall when there is none."""
    path = Path(path)
    with tempfile.TemporaryDirectory(prefix="street-check-") as folder:
        copy, log = Path(folder) / path.name, audit.folder_of(str(path))

        def copy_log() -> None:
            if log and log.is_dir():
                shutil.copytree(log, Path(folder) / log.name)

        try:
            copy_store(path, copy, copy_log)
        except WrongCall:
            if not path.is_file():
                raise
            return Checked((Finding("file", False, label("fault.corrupt", path=path)),), {})
        return _checked(copy, path.parent / FOLDER, None, None, rebuild)


def check_backup(source: str | Path, rebuild: Rebuild) -> Checked:
    """A backup, restored into a place of its own for the time of the check. Raises WrongCall when it is damaged."""
    with tempfile.TemporaryDirectory(prefix="street-check-") as folder:
        found = unpack(source, Path(folder))
        return _checked(found.store, found.folder / FOLDER, found.folder / AUDIT, found, rebuild)


def _checked(
    store: Path, originals: Path, log: Path | None, backup: Unpacked | None, rebuild: Rebuild
) -> Checked:
    findings, sums = _tables(store, backup)
    if findings[-1].holds:
        try:
            database = Database(store)
        except (duckdb.Error, OSError, StoreTooNew) as problem:
            said = faults.said_of(problem, store.name) or label("check.not_opened", problem=problem)
            return Checked((*findings, Finding("file", False, said)), sums)
        try:
            findings += [_indicators(database, rebuild), _originals(database, originals), _audit(database, log)]
        finally:
            database.close()
    return Checked(tuple(findings), sums)


def _tables(store: Path, backup: Unpacked | None) -> tuple[list[Finding], dict[str, TableSum]]:
    """Opened as it is, before anything is upgraded."""
    try:
        with duckdb.connect(str(store), read_only=True) as connection:
            sums = table_sums(connection)
    except duckdb.Error as problem:
        said = faults.said_of(problem, store.name) or label("check.not_opened", problem=problem)
        return [Finding("file", False, said)], {}
    found = [Finding("file", True, label("check.file"))]
    rows = sum(one.rows for one in sums.values())
    told = backup.manifest.get("tables") if backup else None
    if told is None:
        found.append(Finding("tables", True, label("check.tables", tables=len(sums), rows=f"{rows:,}")))
        return found, sums
    other = [name for name in {*sums, *told} if name not in sums or name not in told
             or told[name] != {"rows": sums[name].rows, "checksum": sums[name].checksum}]
    said = label("check.tables_differ", tables="、".join(sorted(other))) if other else \
        label("check.tables_equal", tables=len(sums), rows=f"{rows:,}")
    found.append(Finding("tables", not other, said))
    return found, sums


def _indicators(database: Database, rebuild: Rebuild) -> Finding:
    with database.write() as cursor:
        cursor.execute("create table before_rebuild as from indicator_values")
    rebuild(database)
    [different] = database.rows(_DIFFERENT, {"tolerance": TOLERANCE})
    [counted] = database.rows("select count(*) as n from indicator_values")
    wrong = int(next(iter(different.values())))
    if wrong:
        return Finding("indicators", False, label("check.indicators_differ", count=wrong))
    return Finding("indicators", True, label("check.indicators", count=f"{counted['n']:,}"))


def _originals(database: Database, folder: Path) -> Finding:
    """A file kept as it was must have the hash that it is named by; a masked copy must at least be whole."""
    damaged, there = [], set()
    for file in sorted(folder.glob(f"*{PLAIN}")) if folder.is_dir() else []:
        name = file.name.partition(".")[0]
        try:
            content = gzip.decompress(file.read_bytes())
        except (OSError, EOFError, ValueError):
            damaged.append(file.name)
            continue
        there.add(name)
        if not file.name.endswith(MASKED) and hashlib.sha256(content).hexdigest() != name:
            damaged.append(file.name)
    if damaged:
        return Finding("originals", False, label("check.originals_damaged", files="、".join(damaged[:SHOWN]),
                                                 count=len(damaged)))
    rows = database.rows("select distinct sha256 from import_batch")
    missing = sum(one["sha256"] not in there for one in rows)
    return Finding("originals", True, label("check.originals", count=len(there), missing=missing))


def _audit(database: Database, log: Path | None) -> Finding:
    """Of a backup (`log` names its folder) the chain alone; of a store also its batches."""
    if log is None:
        audit.settle(database)
        verdict = audit.verify(database.path, database)
        if verdict.problems:
            return _audit_broken(verdict.problems[0], len(verdict.problems))
        return Finding("audit", True, label("check.audit", count=verdict.entries))
    chain = audit_chain.walk(log)
    if not chain.holds:
        return _audit_broken(audit.said(chain.breaks[0]), len(chain.breaks))
    return Finding("audit", True, label("check.audit", count=chain.entries))


def _audit_broken(problem: Label, count: int) -> Finding:
    return Finding("audit", False, label("check.audit_broken", problem=problem, count=count))
