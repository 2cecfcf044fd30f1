"""One file on its way into the store, from its sheets to the committed batch."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import duckdb

from data import audit
from data.areas import AreaNames
from data.audit import Actor
from data.contracts import contracts
from data.database import Database
from data.importing import batches
from data.importing.checks import check
from data.importing.confirmed import Confirmed, as_confirmed, confirmed
from data.importing.give_back import NOTES_SHEET
from data.importing.journal import Journal
from data.importing.mending import close_mended, remember
from data.importing.originals import Prepared, prepared
from data.importing.orphans import orphans
from data.importing.particular import check_particular, keep_names
from data.importing.positions import known_system, straighten
from data.importing.privacy import masked
from data.importing.remarks import rejects_of, remarks_of, warned_rows
from data.importing.report import Changes, Reject, Report, SheetReport, SkippedRow, Status, WrongCall
from data.importing.responsible import outside
from data.importing.sheet import Sheet, Transaction, begin_problems
from data.importing.staging import drop, merge, prepare, type_cells
from data.importing.told import Told
from data.importing.unseen import about_the_unseen
from data.importing.versions import Outcome, choose, write
from data.importing.year_to_date import about_the_year_to_date
from data.language import Label, label
from data.reading import Reading, Recognised, SheetCells, read_file
from data.reading.blocks import tables_of
from data.reading.headings import SEARCHED_ROWS, recognise

Progress = Callable[[Label, float], None]
# Areas first: every other table names them. The others stand in the order of the contracts.
FIRST = ("area",)
BOUNDARIES = ("geojson", "shapefile", "kml", "kmz")  # kinds of files that, where nothing else is said, draw areas


@dataclass
class _Options:
    accept_good_rows: bool
    dry_run: bool
    role: str
    account: str
    areas: tuple[str, ...]
    file_name: str
    sha256: str
    refresh: batches.Refresh
    progress: Progress
    observe: batches.Observe | None
    crs: str
    original: Prepared | None
    note: Callable[[duckdb.DuckDBPyConnection, Report], None]


@dataclass
class _Intake:
    """What has become of the file's sheets so far. `waiting` are those that say nothing new.

    `unseen` names the hidden sheets that look like a table: somebody may miss them.
    """

    unrecognised: dict[int, tuple[SheetCells, Recognised]] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    empty: list[Sheet] = field(default_factory=list)
    notes: dict[int, SheetCells] = field(default_factory=dict)
    hidden: dict[int, SheetCells] = field(default_factory=dict)
    unseen: list[str] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    changes: list[Changes] = field(default_factory=list)
    waiting: list[Sheet] = field(default_factory=list)
    remarks: dict[int, list[Label]] = field(default_factory=dict)
    origins: dict[int, int] = field(default_factory=dict)
    cells: dict[int, SheetCells] = field(default_factory=dict)


class _RolledBack(Exception):
    """Ends the transaction without saving anything; carries what it found."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.status)
        self.report = report


def import_file(
    database: Database,
    path: str | Path,
    *,
    refresh: batches.Refresh,
    table: str | None = None,
    accept_good_rows: bool = False,
    dry_run: bool = False,
    role: str = "clerk",
    areas: tuple[str, ...] = (),
    progress: Progress | None = None,
    file_name: str | None = None,
    observe: batches.Observe | None = None,
    reading: Reading | None = None,
    crs: str | None = None,
    keep_original: bool = True,
    told: Told | None = None,
    actor: Actor | None = None,
) -> Report:
    """Read, check and save one file; all of it or, where a cell is bad, nothing.

    With `accept_good_rows` the rows without problems go in. With `dry_run` everything is done and rolled back;
    `observe` may look at the result inside the transaction before that. `progress` is told what is going on and
    the share done (0..1). A `reading` of this very file spares reading it again.
    `crs` is the coordinate system of what declares none (WGS84, GCJ-02 or BD-09).

    The file is kept beside the store, without personal data (see originals.py), unless told otherwise.
    With `areas` rows of any other area are bad rows.
    What the clerk has `told` of tables, columns, year and month stands before what is recognised.

    The audit log says who did it: the `actor`, else the operating system's user in that `role`. What is saved is
    entered with it, what is refused or unreadable for itself, a rehearsal that finds nothing wrong not at all.

    Raises UnreadableFile, and WrongCall when there is no such table or coordinate system.
    """
    if table is not None and table not in contracts():
        raise WrongCall(label("import_file.unknown_table", table=table, tables="、".join(contracts())))
    told = told or Told()
    told.check()
    system = known_system(crs)
    tell = progress or (lambda _text, _share: None)
    tell(label("import_progress.reading"), 0.0)
    path = Path(path)
    file_name = masked(plain_name(file_name or path.name))
    journal = Journal(database, actor or audit.local_actor(role), file_name)
    with journal.unreadable():
        reading = reading or read_file(path, watch=lambda rows: tell(*_reading_so_far(rows)))
    reading = _unnamed(reading)
    tell(label("import_progress.recognising"), 0.08)
    intake = _recognised(reading, table, Path(file_name).stem, [] if table else confirmed(database), told)
    told.check_headings(_headings(intake))
    journal.sha256 = _sha256(path)
    if refused := _refused(intake):
        journal.refused(refused)
        return refused
    is_kept = keep_original and not dry_run
    original = prepared(database, path, journal.sha256, reading, _persons(intake)) if is_kept else None
    options = _Options(accept_good_rows, dry_run, role, journal.actor.account, areas, file_name, journal.sha256,
                       refresh, tell, observe, system, original, journal.saved)
    try:
        with database.write() as cursor:
            report = _load(cursor, intake, options)
    except _RolledBack as end:
        journal.refused(end.report)
        return end.report
    finally:
        if original:
            original.discard()
    audit.settle(database)
    return report


def plain_name(name: str) -> str:
    """The name of a file as it can be shown, stored, and given to a file of one's own: no path, nothing unprintable."""
    last = re.split(r"[/\\\\]", name)[-1].encode("utf-8", "replace").decode("utf-8")
    return "".join(one if one.isprintable() else "_" for one in last).strip(". ") or "upload"


def _unnamed(reading: Reading) -> Reading:
    """The same without numbers of persons in the names of its sheets, which may be the file's."""
    def clean(one: SheetCells) -> SheetCells:
        name = masked(one.name)
        return one if name == one.name else replace(one, name=name)

    return replace(reading, sheets=list(map(clean, reading.sheets)), hidden=list(map(clean, reading.hidden)))


def _reading_so_far(rows: int) -> tuple[Label, float]:
    """How many rows there will be nobody knows yet: the share grows with every row and stays below the next step's."""
    if not rows:
        return label("import_progress.reading"), 0.0
    return label("import_progress.reading_rows", rows=f"{rows:,}"), 0.08 * rows / (rows + 200_000)


def _recognised(
    reading: Reading, table: str | None, file_name: str, known: list[Confirmed], told: Told
) -> _Intake:
    """What each sheet is; a heading that was confirmed before is read as it was then."""
    intake = _Intake()
    alone = partial(recognise, contracts=contracts(), file_name=file_name)
    parts = [
        (origin, part)
        for origin, one in enumerate(reading.sheets)
        for part in ([one] if table else tables_of(one, alone))
    ]
    for number, (origin, cells) in enumerate(parts):
        intake.origins[number], intake.cells[number] = origin, cells
        if cells.name.strip() == NOTES_SHEET and len(reading.sheets) > 1:
            intake.notes[number] = cells
            continue
        again = partial(recognise, cells, contracts(), file_name=file_name)
        found = again(told.tables.get(cells.name, table), said=told.of(cells.name))
        if not told.speaks_of(cells.name):
            found = as_confirmed(found, known, again, told.of(cells.name), cells)
        if found.contract is None and not found.candidates and reading.kind in BOUNDARIES:
            found = again("area")
        if found.contract is None:
            intake.unrecognised[number] = cells, found
        else:
            sheet = prepare(number, cells.name, found, file_name)
            sheet.origin = origin
            (intake.sheets if found.data.num_rows else intake.empty).append(sheet)
    intake.hidden = dict(enumerate(reading.hidden, len(parts)))
    intake.unseen = [one.name for one in reading.hidden if alone(one).contract]
    order = [*FIRST, *(name for name in contracts() if name not in FIRST)]
    intake.sheets.sort(key=lambda one: (order.index(one.contract.name), one.number))
    return intake


def _headings(intake: _Intake) -> list[str]:
    """Every heading of the file; of sheets that are not known, every cell of the first lines may be one."""
    known = [text for one in (*intake.sheets, *intake.empty) for text in _words(one.recognised)]
    rows = [row for cells, _ in intake.unrecognised.values() for row in cells.cells.slice(0, SEARCHED_ROWS).to_pylist()]
    return known + [text for row in rows for text in row.values() if isinstance(text, str)]


def _words(found: Recognised) -> tuple[str, ...]:
    return (*found.headings.values(), *found.forbidden)


def _refused(intake: _Intake) -> Report | None:
    """A report when there is nothing to load: no sheet is known, one may be several, or none has rows."""
    unknown = intake.unrecognised
    origins = intake.origins
    whole = {number: _whole_sheet(cells, found, origins[number]) for number, (cells, found) in unknown.items()}
    rejects = {number: whole[number] for number, (_, found) in unknown.items() if found.candidates}
    if not intake.sheets and not rejects:
        rejects = whole | {one.number: _without_rows(one) for one in intake.empty}
    if not rejects:
        return None
    in_order = tuple(rejects[number] for number in sorted(rejects))
    return Report("rejected", None, _sheet_reports(intake, {}, refused=True), in_order)


def _without_rows(sheet: Sheet) -> Reject:
    row = max(sheet.recognised.header_rows, default=0)
    return Reject(sheet.name, row, "", "", label("import_file.no_rows"), sheet.origin)


def _load(cursor: duckdb.DuckDBPyConnection, intake: _Intake, options: _Options) -> Report:
    at = datetime.datetime.now().replace(microsecond=0)
    batch, sequence = batches.next_batch(cursor, at)
    begin_problems(cursor)
    for place, sheet in enumerate(intake.sheets):
        tell = _part(options.progress, place, len(intake.sheets))
        _load_sheet(cursor, intake, sheet, batch, options, tell)
    report = _report(cursor, intake, batch, options.accept_good_rows)
    if report.status == "unchanged" and (mended := sum(close_mended(cursor, one) for one in intake.sheets)):
        report = _with_mended(report, mended)
        if not options.dry_run:
            _drop_staging(cursor, intake)
            return report
    if report.status in ("rejected", "unchanged"):
        raise _RolledBack(report)
    intake.changes += [write(cursor, one, batch) for one in intake.waiting]
    if any(one.table == "area" for one in intake.changes):
        report = replace(report, warnings=(*report.warnings, *orphans(cursor)))
    journal = batches.Entry(
        sequence, at, options.file_name, options.sha256, options.role, warned_rows(cursor), options.account
    )
    if mended := sum(close_mended(cursor, one, batch) for one in intake.sheets):
        report = _with_mended(report, mended)
    batches.enter(cursor, report, intake.sheets, journal)
    options.note(cursor, report)
    for sheet in intake.sheets:
        remember(cursor, sheet, batch, intake.cells[sheet.number])
    _drop_staging(cursor, intake)
    options.progress(label("import_progress.indicators"), 0.8)
    for one in intake.changes:
        options.refresh(cursor, one)
    seen = options.observe(cursor) if options.observe else None
    options.progress(label("import_progress.indicators"), 1.0)
    if options.dry_run:
        raise _RolledBack(replace(report, status="rehearsed", batch=None, seen=seen))
    if options.original:
        options.original.keep()
    return replace(report, seen=seen)


def _with_mended(report: Report, rows: int) -> Report:
    return replace(report, mended=rows, warnings=(*report.warnings, label("open_rejects.mended", rows=rows)))


def _persons(intake: _Intake) -> dict[int, set[tuple[int, str]]]:
    """By sheet of the file: below which row which of its columns name persons."""
    found: dict[int, set[tuple[int, str]]] = {}
    for one in (*intake.sheets, *intake.empty):
        last = max(one.recognised.header_rows, default=0)
        found.setdefault(one.origin, set()).update((last, column) for column in one.recognised.private)
    return found


def _part(progress: Progress, place: int, parts: int) -> Progress:
    """Progress of one sheet as a part of the whole: reading is the first tenth, indicators the last fifth."""
    return lambda text, share: progress(text, 0.1 + 0.7 * (place + share) / parts)


def _load_sheet(
    cursor: duckdb.DuckDBPyConnection,
    intake: _Intake,
    sheet: Sheet,
    batch: str,
    options: _Options,
    tell: Progress,
) -> None:
    """Stage, check and write one sheet; what it wrote is there for the checks of the sheets behind it."""
    tell(label("import_progress.staging"), 0.0)
    names = AreaNames(Transaction(cursor))
    type_cells(cursor, sheet, names)
    moved = straighten(cursor, sheet, options.crs)
    keep_names(cursor, sheet, names)
    merge(cursor, sheet)
    tell(label("import_progress.checking"), 0.4)
    check(cursor, sheet, batch)
    if options.areas:
        outside(cursor, sheet, options.areas)
    unseen = about_the_unseen(sheet, intake.cells[sheet.number])
    to_date = about_the_year_to_date(cursor, sheet)
    intake.remarks[sheet.number] = [*unseen, *moved, *check_particular(cursor, sheet), *to_date]
    tell(label("import_progress.writing"), 0.6)
    outcome = intake.outcomes[sheet.number] = choose(cursor, sheet)
    others = [one for one in intake.sheets if one.contract == sheet.contract and one is not sheet]
    if outcome.new or outcome.changed or others:
        intake.changes.append(write(cursor, sheet, batch))
    else:
        intake.waiting.append(sheet)


def _report(cursor: duckdb.DuckDBPyConnection, intake: _Intake, batch: str, accept_good_rows: bool) -> Report:
    status = _status(intake, accept_good_rows)
    rejects, more = rejects_of(cursor, intake.sheets)
    unknown = [cells.name for cells, _ in intake.unrecognised.values()]
    remarks = remarks_of(cursor, intake.sheets, intake.remarks, unknown)
    loaded = {} if status == "rejected" else intake.outcomes
    return Report(
        status=status,
        batch={"committed": batch, "unchanged": _held_by(cursor, intake)}.get(status),
        sheets=_sheet_reports(intake, loaded, refused=False),
        rejects=tuple(rejects),
        warnings=(*remarks, *more, *(label("import_warning.sheet_hidden", sheet=name) for name in intake.unseen)),
        rows_new=sum(one.new for one in intake.outcomes.values()),
        rows_changed=sum(one.changed for one in intake.outcomes.values()),
    )


def _status(intake: _Intake, accept_good_rows: bool) -> Status:
    outcomes = intake.outcomes
    good = sum(one.loaded for one in outcomes.values())
    rows = sum(one.data.num_rows - len(one.duplicates) for one in intake.sheets)
    if good < rows and not (accept_good_rows and good):
        return "rejected"
    return "committed" if any(one.new or one.changed for one in outcomes.values()) else "unchanged"


def _sheet_reports(intake: _Intake, loaded: dict[int, Outcome], *, refused: bool) -> tuple[SheetReport, ...]:
    """What became of every sheet, in the order of the file."""
    known = {one.number: _sheet_report(one, loaded.get(one.number)) for one in (*intake.sheets, *intake.empty)}
    unknown = {
        number: _unknown_sheet(cells, rejected=refused, candidates=tuple(found.candidates))
        for number, (cells, found) in intake.unrecognised.items()
    }
    notes = {number: _unknown_sheet(cells, rejected=False, kind="note") for number, cells in intake.notes.items()}
    notes |= {number: _unknown_sheet(cells, rejected=False, kind="hidden") for number, cells in intake.hidden.items()}
    return tuple(one for _, one in sorted((known | unknown | notes).items()))


def _sheet_report(sheet: Sheet, outcome: Outcome | None) -> SheetReport:
    """What became of a sheet; without an outcome all its rows are rejected."""
    found = sheet.recognised
    rows = sheet.data.num_rows - len(sheet.duplicates)
    loaded = outcome.loaded if outcome else 0
    skipped = [SkippedRow(one.row, one.kind) for one in found.skipped]
    skipped += [SkippedRow(row, "duplicate") for row in sheet.duplicates]
    return SheetReport(
        name=sheet.name,
        table=sheet.contract.name,
        header_rows=len(found.header_rows),
        rows_loaded=loaded,
        rows_rejected=rows - loaded,
        rows_skipped=tuple(sorted(skipped, key=lambda one: one.row)),
        columns={name: sheet.heading(name) for name in sheet.columns},
        unmatched=tuple(sheet.unmatched),
        forbidden=tuple(found.forbidden),
        rows_new=outcome.new if outcome else 0,
        rows_changed=outcome.changed if outcome else 0,
        confidence=found.confidence,
        headings=tuple(dict.fromkeys(found.headings.values())),
        missing=tuple(name for name in found.missing if name not in sheet.columns),
        candidates=tuple(found.candidates),
    )


def _unknown_sheet(
    cells: SheetCells, *, rejected: bool, kind: str = "unrecognised", candidates: tuple[str, ...] = ()
) -> SheetReport:
    """A sheet that is none of ours: its rows are rejected with the file, or left out beside known sheets."""
    numbers = [] if rejected else cells.cells["row_number"].to_pylist()
    rows = cells.cells.num_rows if rejected else 0
    return SheetReport(
        cells.name, None, 0, 0, rows, tuple(SkippedRow(row, kind) for row in numbers), candidates=candidates
    )


def _whole_sheet(cells: SheetCells, found: Recognised, origin: int) -> Reject:
    row = cells.cells["row_number"][0].as_py() if cells.cells.num_rows else 0
    if not found.candidates:
        return Reject(cells.name, row, "", "", label("import_file.not_recognised"), origin)
    known = contracts()
    tables = [known[name].title for name in found.candidates]
    listed = Label("、".join(one.zh for one in tables), ", ".join(one.en for one in tables))
    return Reject(cells.name, row, "", "", label("import_file.ambiguous", tables=listed), origin)


def _held_by(cursor: duckdb.DuckDBPyConnection, intake: _Intake) -> str | None:
    """The batch that holds every row of an unchanged file, if it is one."""
    found: set[str] = set()
    for sheet in intake.sheets:
        found |= {
            row[0] for row in cursor.execute(f"select distinct stored_batch from {sheet.good}").fetchall()
        }
    return found.pop() if len(found) == 1 else None


def _drop_staging(cursor: duckdb.DuckDBPyConnection, intake: _Intake) -> None:
    for sheet in intake.sheets:
        drop(cursor, sheet)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
