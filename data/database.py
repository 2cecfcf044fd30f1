"""The one connection to DuckDB: schema from the contracts, a cursor per read, a lock round every write."""
from __future__ import annotations

import hashlib
import os
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import duckdb

from data.contracts import Contract, contracts
from data.metrics import metrics
from data.migrations import SCHEMA_VERSION, migrate
from data.monthly import monthly_views
from data.turns import Turn

if TYPE_CHECKING:  # the command line never needs it, and importing it takes half of its time
    import pandas
    import pyarrow as pa

    from data.line import Line

# The end of every INSERT … SELECT. Without it DuckDB 2.0 loses sight of rows: after one that finds none and a later one
# of more than 122,880, what is inserted next is not seen by the transaction itself. A statement that returns something
# is carried out in another way, at twice the time.
SEEN_AT_ONCE = "returning 1"
# The end of an INSERT … SELECT where the one before it into the same table, in this transaction, found rows or ended in
# the other way or there was none: it is seen without more ado.
SURE_TO_BE_SEEN = ""

# `sql()`, which DuckDB recommends in its place, plans every query twice: half as long again for a page's questions.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result")

DEFAULT_PATH = Path(__file__).parent / "store" / "street.duckdb"
VIEWS = Path(__file__).parent / "views"
IN_STORE, UNDONE = "已入库", "已撤回"

# The months that stocks are counted for; long enough for every ledger a street keeps.
CALENDAR = """
create table if not exists calendar as
select month::date as month
from generate_series(date '2000-01-01', date '2049-12-01', interval 1 month) as series(month)
"""
IMPORT_BATCH = """
create table if not exists import_batch (
    batch_id varchar primary key,
    sequence integer not null,
    table_name varchar not null,
    file_name varchar not null,
    sha256 varchar not null,
    uploaded_at timestamp not null,
    by_role varchar not null,
    rows_ok integer not null,
    rows_warn integer not null,
    rows_error integer not null,
    mapping json,
    state varchar not null,
    report json,
    by_account varchar
)
"""
# Stores of before there was a sign-in know the role only.
BY_ACCOUNT = "alter table import_batch add column if not exists by_account varchar"
# Additive facts only. A fact reported for several months stands at its last month and names its first.
# `covered_length` is the length of the nearest ancestor's code that reports the same fact (0: none): when an
# area that long or shorter is asked for, the ancestor's own figure holds this one already.
INDICATOR_FACT = """
create table if not exists indicator_fact (
    indicator varchar not null,
    area_code varchar not null,
    month date not null,
    first_month date not null,
    breakdown varchar not null,
    numerator double,
    denominator double,
    numerator_bound utinyint not null,
    denominator_bound utinyint not null,
    origin varchar not null,
    covered_length utinyint not null default 0
)
"""
FACT_COLUMNS = ("indicator, area_code, month, first_month, breakdown, numerator, denominator, numerator_bound, "
                "denominator_bound, origin, covered_length")
# Facts of what happened, of indicators that count one ledger's rows by the same area, month and part, side by side: in
# the table of few columns if they fit, for an empty column takes as long to write as a filled one. Which column holds
# which indicator's numerator or denominator stands in `cell_layout` (queries/families.py). Not `by_part`: all parts of
# an area and month added up, for questions about grids.
CELL_TABLES = {"indicator_cells_2": 2, "indicator_cells_16": 16}
INDICATOR_CELLS = """
create table if not exists {table} (
    family varchar not null,
    by_part boolean not null,
    area_code varchar not null,
    month date not null,
    breakdown varchar not null,
    {amounts}
)
"""
CELL_LAYOUT = """
create table if not exists cell_layout (
    indicator varchar not null, family varchar not null, kept_in varchar not null, numerator varchar not null,
    denominator varchar
)
"""
# Every fact, wherever it is kept. It is made anew where the layout of the cells changes.
INDICATOR_VALUES = f"create view if not exists indicator_values as select {FACT_COLUMNS} from indicator_fact"
# The same facts for questions about communities and wider areas, which are most of what pages ask: what happened is
# added up to areas of so many `digits`, to streets twice: `by_part` with every breakdown, else with those only that can
# never be added up. Of a city with 5,000 grids that is a fifteenth of the rows, and it does not grow with the ledger.
# `without_…`: facts with one side only.
INDICATOR_ROLLUP = """
create table if not exists indicator_rollup (
    digits utinyint not null,
    by_part boolean not null,
    indicator varchar not null,
    area_code varchar not null,
    month date not null,
    first_month date not null,
    breakdown varchar not null,
    numerator double,
    denominator double,
    numerator_bound utinyint not null,
    denominator_bound utinyint not null,
    origin varchar not null,
    covered_length utinyint not null,
    without_denominator bigint not null,
    without_numerator bigint not null
)
"""
# The columns of `indicator_rollup` for every single fact.
UNROLLED = """
select indicator, area_code, month, first_month, breakdown, numerator, denominator, numerator_bound, denominator_bound,
    origin, covered_length,
    (denominator is null and numerator is not null)::bigint as without_denominator,
    (numerator is null and denominator is not null)::bigint as without_numerator
from {table}
"""
# By which definition an indicator's values were built; another one means building them anew.
INDICATOR_STATE = """
create table if not exists indicator_state (indicator varchar primary key, built_by varchar not null)
"""
# What the office has set, as far as SQL may read it: numbers, and 1 or 0 for yes or no (queries/settings.toml).
SETTING = """
create table if not exists setting (name varchar primary key, value double not null)
"""
# In which units a metric may be reported, and what brings them to its own.
METRIC_UNIT = """
create or replace table metric_unit (metric_id varchar not null, unit varchar not null, factor double not null)
"""
# Rows left out of an import whose good rows went in, with the lines above them (`is_head`), until they are mended.
# `cells` as in the file, without anything that names a person; `fields` the same by field.
OPEN_REJECT = """
create table if not exists open_reject (
    batch_id varchar not null,
    sheet_number integer not null,
    sheet varchar not null,
    table_name varchar not null,
    row_number integer not null,
    is_head boolean not null,
    cells varchar[] not null,
    reasons json,
    key varchar,
    fields json,
    closed_by varchar,
    dismissed_at timestamp,
    dismissed_by varchar
)
"""
# Which community sent which table in which month: the difference between none and nothing reported.
TABLE_MONTHS = """
create table if not exists table_months (
    table_name varchar not null,
    area_code varchar not null,
    month date not null,
    last_date date,
    rows bigint not null
)
"""
# The day on which the first rows of a community came for a month, of tables that are due every month; null where
# nobody knows (data/arrivals.py).
TABLE_ARRIVALS = """
create table if not exists table_arrivals (
    table_name varchar not null,
    area_code varchar not null,
    month date not null,
    arrived date
)
"""
# In which batches the rows of a community came that tell of a month by any of their dates, of the same tables, so that
# what a number rests on is not looked for in whole ledgers.
TABLE_BATCHES = """
create table if not exists table_batches (
    table_name varchar not null,
    area_code varchar not null,
    month date not null,
    batch_id varchar not null
)
"""
# The requests that are open now (data/open_requests.py).
OPEN_REQUEST = """
create table if not exists open_request (
    request_no varchar,
    area_code varchar,
    received_at timestamp,
    requester_type varchar,
    category varchar,
    due_at date,
    handler varchar
)
"""
# What is told of grids, for whoever looks at all of them (data/by_grid.py).
GRID_NUMBER = """
create table if not exists grid_number (area_code varchar not null, number integer not null)
"""
GRID_COUNTS = """
create table if not exists grid_counts (
    indicator varchar not null,
    area_code varchar not null,
    month date not null,
    breakdown varchar not null,
    grids bigint[] not null
)
"""
GRID_FACTS = """
create table if not exists grid_facts (
    indicator varchar not null,
    area_code varchar not null,
    month date not null,
    origin varchar not null,
    grids struct(number integer, numerator double, denominator double)[] not null
)
"""
# What was told at a meeting, frozen: its whole content, so that it comes out the same whatever is imported later.
EDITION = """
create table if not exists edition (
    edition_id varchar primary key,
    sequence integer not null,
    name varchar not null,
    area_code varchar not null,
    month varchar not null,
    lang varchar not null,
    made_at timestamp not null,
    content json not null
)
"""
# Sentences of a brief that a person wrote anew, beside what stood there.
BRIEF_EDIT = """
create table if not exists brief_edit (
    area_code varchar not null,
    month varchar not null,
    lang varchar not null,
    sentence_id varchar not null,
    original varchar not null,
    text varchar not null,
    edited_at timestamp not null
)
"""
# Decisions to compute the limits of a control chart anew from a month on.
LIMIT_DECISION = """
create table if not exists limit_decision (
    indicator varchar not null,
    area_code varchar not null,
    from_month date not null,
    reason varchar not null,
    decided_at timestamp not null,
    decided_by varchar not null
)
"""
# The unit's own templates for slides and brief.
REPORT_TEMPLATE = """
create table if not exists report_template (
    kind varchar primary key,
    file_name varchar not null,
    kept_at timestamp not null,
    content blob not null
)
"""
# What a transaction did, for the log beside the store (data/audit.py); `after_hash` is the log's last hash then. The
# row of the last change stays: by its mark a store that was exchanged is noticed.
AUDIT_PENDING = """
create table if not exists audit_pending (
    mark varchar not null,
    position integer not null,
    made_at varchar not null,
    action varchar not null,
    account varchar not null,
    role varchar not null,
    area_code varchar,
    detail json not null,
    after_hash varchar not null
)
"""
# What the office had set when the store was last opened (settings by id, as JSON), so that a change is entered.
SETTINGS_SEEN = """
create table if not exists settings_seen (content json not null)
"""


# By cursor, which carries out one transaction: the tables into which the last statement of `Inserts` put nothing.
_found_nothing: WeakKeyDictionary[duckdb.DuckDBPyConnection, set[str]] = WeakKeyDictionary()


class Inserts:
    """INSERT … SELECT statements into one table, one after the other in one transaction, each seen by what follows."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, table: str) -> None:
        self._cursor = cursor
        self._table = table
        self._found_nothing = _found_nothing.setdefault(cursor, set())

    def carry_out(self, sql: str, params: Sequence[Any] | dict[str, Any] = (), few: bool = False) -> None:
        """`few`: not many more rows than a row group has. What returns something is then sooner saved as well."""
        end = SEEN_AT_ONCE if few or self._table in self._found_nothing else SURE_TO_BE_SEEN
        told = self._cursor.execute(f"{sql} {end}", params).fetchone()
        if told is not None and told[0] > 0:
            self._found_nothing.discard(self._table)
        else:
            self._found_nothing.add(self._table)


class DatabaseBusy(Exception):
    """Another process owns the database file."""


class StoreTooNew(Exception):
    """A later version of this product wrote the store; `version` is that of its schema."""

    def __init__(self, version: int) -> None:
        super().__init__(f"schema {version}")
        self.version = version


def database_path() -> Path:
    """Where the store lies: $STREET_DATABASE, else data/store/street.duckdb."""
    return Path(os.environ.get("STREET_DATABASE") or DEFAULT_PATH)


class Database:
    """One DuckDB file, owned by this process.

    Reads take a cursor each and see the last commit; writes follow one another under a lock. Raises
    DatabaseBusy when another process has the file open.
    """

    writer: Line | None = None  # the process that keeps the store and its log, where that is another one

    def __init__(self, path: str | Path | None = None) -> None:
        self.path = str(path if path is not None else database_path())
        if self.path != ":memory:":
            Path(self.path).parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._turn = Turn(self.path)
        self._writing: tuple[threading.Thread, duckdb.DuckDBPyConnection] | None = None
        self.commits = 0  # grows with every write, so that remembered answers can be told from stale ones
        # Called when a transaction is about to be saved: from then on it cannot be called off.
        self.about_to_save: Callable[[], object] = lambda: None
        try:
            with self._turn.taken():
                self._connection = _connect(self.path)
        except BaseException:
            self._turn.close()
            raise
        try:
            with self.write() as cursor:
                _create(cursor)
        except BaseException:
            self.close()
            raise

    @property
    def whole(self) -> Database:
        """The store with the rows of every area; this one, unless it was narrowed (data/scoped.py)."""
        return self

    def rows(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[dict[str, Any]]:
        """The result as plain dicts, one a row."""
        with self.cursor() as cursor:
            cursor.execute(sql, params)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def columns(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> pa.Table:
        """The result as columns."""
        with self.cursor() as cursor:
            return cursor.execute(sql, params).to_arrow_table()

    def frame(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> pandas.DataFrame:
        """The result as a DataFrame."""
        with self.cursor() as cursor:
            return cursor.execute(sql, params).df()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of one's own: sharing one between threads mixes up their results."""
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    def look(self) -> None:
        """To be said before a page reads anything: readers of published copies go on to the newest (data/latest.py)."""

    def held(self) -> AbstractContextManager[None]:
        """For as long as what is read must be of one published copy; of the store itself every read is the newest."""
        return nullcontext()

    @contextmanager
    def write(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside one transaction: all of it is saved, or on an exception nothing."""
        with self._lock, self._my_turn(), self.cursor() as cursor:
            cursor.begin()
            self._writing = threading.current_thread(), cursor
            try:
                yield cursor
                self.about_to_save()
            except BaseException as problem:
                self._writing = None
                with suppress(duckdb.Error):  # a commit or statement that failed badly has rolled back by itself
                    cursor.rollback()
                self._after(problem)
                raise
            finally:
                self._writing = None
            try:
                cursor.commit()
            except duckdb.Error as problem:
                self._after(problem)
                raise
            self.commits += 1

    def _after(self, problem: BaseException) -> None:
        """DuckDB answers nothing more after some failures of the disk: then the file is opened anew."""
        if isinstance(problem, duckdb.FatalException) or "invalidated" in str(problem):
            with suppress(duckdb.Error):
                self._connection.close()
            self._connection = _connect(self.path)

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        """Under the lock, so that one thread at a time is here; a write inside of a write has its turn already."""
        if self._writing:
            yield
            return
        with self._turn.taken():
            yield

    def interrupt(self, thread: threading.Thread) -> None:
        """Make the statement fail that this thread has under way in a transaction, if it has one; what follows is up
        to the thread. Never touches the transaction of another one, nor one that is being saved or rolled back.
        """
        writing = self._writing
        if writing and writing[0] is thread:
            writing[1].interrupt()

    def close(self) -> None:
        """Give the file back."""
        with self._lock, self._turn.taken():
            self._connection.close()
        self._turn.close()


def _connect(path: str) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(path)
    except duckdb.IOException as problem:
        if "lock" in str(problem).lower():
            raise DatabaseBusy(path) from problem
        raise
    connection.execute("set enable_external_access = false")
    return connection


def _create(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make what is missing. A store that is as the contracts have it is not touched, not by a byte."""
    tables, written, units = _table_statements(), views(), _units()
    made_for = _fingerprint()
    version = version_of(cursor)
    if version is not None and version > SCHEMA_VERSION:
        raise StoreTooNew(version)
    if version == SCHEMA_VERSION and _made_for(cursor) == made_for:
        return
    migrate(cursor, version)
    for statement in tables:
        cursor.execute(statement)
    _add_new_columns(cursor)
    for name, sql in written.items():
        cursor.execute(f"create or replace view {name} as {sql}")
    cursor.execute("insert into metric_unit select unnest($1), unnest($2), unnest($3)",
                   [list(column) for column in zip(*units, strict=True)])
    cursor.execute("create or replace table schema_state as select $made_for as made_for", {"made_for": made_for})


def fits(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether a store is exactly as this program makes them: no older, no newer."""
    with connection.cursor() as cursor:
        return version_of(cursor) == SCHEMA_VERSION and _made_for(cursor) == _fingerprint()


@cache
def _fingerprint() -> str:
    return hashlib.sha256(repr((_table_statements(), views(), _units())).encode()).hexdigest()


def amounts(table: str) -> list[str]:
    """The columns of a table of cells that hold amounts."""
    return [f"amount_{at}" for at in range(1, CELL_TABLES[table] + 1)]


def _units() -> list[tuple[str, str, float]]:
    return [(one.id, unit, factor) for one in metrics().values() for unit, factor in one.units().items()]


def _add_new_columns(cursor: duckdb.DuckDBPyConnection) -> None:
    """Columns that a contract gained after the store was made."""
    there = set(cursor.execute("select table_name, column_name from duckdb_columns()").fetchall())
    for contract in contracts().values():
        for name in (contract.name, f"{contract.name}_history"):
            for column, kind in contract.columns():
                if (name, column) not in there:
                    cursor.execute(f"alter table {name} add column {column} {kind.replace('not null ', '')}")


def version_of(cursor: duckdb.DuckDBPyConnection) -> int | None:
    """The version of a store's schema: 1 for those made before it was noted, None for a new store."""
    tables = {row[0] for row in cursor.execute("select table_name from duckdb_tables()").fetchall()}
    if "schema_version" in tables:
        found = cursor.execute("select max(version) from schema_version").fetchone()
        return int(found[0]) if found and found[0] is not None else 1
    return 1 if "import_batch" in tables else None


def _made_for(cursor: duckdb.DuckDBPyConnection) -> str | None:
    """The fingerprint of the contracts and views that this store was last made for; None when it is new."""
    known = "select 1 from duckdb_tables() where table_name = 'schema_state'"
    if not cursor.execute(known).fetchone():
        return None
    found = cursor.execute("select made_for from schema_state").fetchone()
    return found[0] if found else None


def _table_statements() -> list[str]:
    cells = [INDICATOR_CELLS.format(table=table, amounts=", ".join(f"{one} double" for one in amounts(table)))
             for table in CELL_TABLES]
    made = [IMPORT_BATCH, BY_ACCOUNT, CALENDAR, INDICATOR_FACT, *cells, CELL_LAYOUT, INDICATOR_VALUES, INDICATOR_ROLLUP,
            INDICATOR_STATE, TABLE_MONTHS, TABLE_ARRIVALS, TABLE_BATCHES, OPEN_REQUEST, GRID_NUMBER, GRID_COUNTS,
            GRID_FACTS, SETTING, METRIC_UNIT, EDITION, BRIEF_EDIT, REPORT_TEMPLATE, OPEN_REJECT, LIMIT_DECISION,
            AUDIT_PENDING, SETTINGS_SEEN]
    for contract in contracts().values():
        for name, extra in ((contract.name, ""), (f"{contract.name}_history", ", replaced_by varchar")):
            made.append(f"create table if not exists {name} ({_columns(contract)}{extra})")
    return made


@cache
def views() -> dict[str, str]:
    """Every view by name: those made from the contracts, then the written ones in data/views/, which may read them.

    A written view may read those before it in the alphabet.
    """
    return monthly_views() | {path.stem: path.read_text("utf-8") for path in sorted(VIEWS.glob("*.sql"))}


def _columns(contract: Contract) -> str:
    return ", ".join(f"{name} {kind}" for name, kind in contract.columns())
