"""Builds `indicator_values`, the one small table that every page, slide and sentence asks.

Each indicator's SQL yields additive facts: area_code, month, breakdown, numerator, denominator, and where they
matter first_month (a figure reported for several months), numerator_bound, denominator_bound and origin.
Origins differ in how they roll up:

- event: facts of things that happened; those of a grid and of its community are different things and add up;
- report: a unit's own figure; a street's figure holds those of its communities already;
- statistic: a figure of the long-form table; it stands only where no ledger speaks for that area and time;
- share: a percentage as printed, without its parts: no number, but the reason why there is none.
"""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import duckdb

from data import arrivals, open_requests
from data.areas import DIGITS
from data.by_grid import note_counts, note_facts
from data.contracts import Contract, contracts
from data.database import CELL_TABLES, SEEN_AT_ONCE, Database, Inserts, views
from queries import by_grid, cells, families, narrowing, statements
from queries.catalogue import Indicator, catalogue
from queries.cells import Place
from queries.families import Family
from queries.narrowing import Streets
from queries.periods import Period
from queries.settings import ONLY_SHOWN, settings

# Figures of units, which stand only where no ledger speaks: a ledger may speak for them whenever one has changed.
_REPORTED = "origin in ('statistic', 'share')"


# How the facts of an indicator lie: by year and street, so that a question about one street skips the others and one
# about the district the other years. The street as a number, which is sorted in half of the time.
_IN_ORDER = f"year(month), try_cast(substr(area_code, 1, {DIGITS['street']}) as integer)"
# The facts of so few months are about as many as DuckDB skips or reads together, and lie as they come.
FEW_MONTHS = 3


class Changes(Protocol):
    """What an import or an undo touched: a table, and the months (None: all) and areas of its old and new rows, down to
    the community (none: they are not known).
    """

    @property
    def table(self) -> str: ...

    @property
    def months(self) -> Iterable[date] | None: ...

    @property
    def areas(self) -> Collection[str]: ...


def rebuild(database: Database) -> None:
    """Build the whole table anew."""
    with database.write() as cursor:
        count_all_rows(cursor)
        cursor.execute("drop table if exists served_build")  # what a cluster built is not what the store holds any more
        cursor.execute("delete from indicator_fact")
        for table in CELL_TABLES:
            cursor.execute(f"delete from {table}")
        cursor.execute("delete from indicator_state")
        note_settings(cursor)
        cursor.execute("delete from indicator_rollup")
        cursor.execute("delete from grid_counts")
        cursor.execute("delete from grid_facts")
        _refresh_indicators(cursor, list(catalogue().values()), None)
        note_definitions(cursor, list(catalogue().values()))


def bring_up_to_date(database: Database, begin: Callable[[int], object] = lambda _count: None) -> list[str]:
    """Build the indicators whose definition or settings are new or have changed; returns their ids.

    A store that is up to date is only read; else `begin` is told before how many indicators will be counted.
    """
    built_by = {row["indicator"]: row["built_by"] for row in database.rows("from indicator_state")}
    wanted = {one.id: definition(one) for one in catalogue().values()}
    if are_all_new(built_by, wanted):
        begin(len(wanted))
        rebuild(database)
        return sorted({*built_by, *wanted})
    gone = sorted(set(built_by) - set(wanted))
    stale = [one for one in catalogue().values() if built_by.get(one.id) != wanted[one.id]]
    noted = {row["name"]: row["value"] for row in database.rows("from setting")}
    if not stale and not gone and noted == _settings_in_sql():
        return []
    begin(len(stale))
    with database.write() as cursor:
        note_settings(cursor)
        given_up = cells.settle(cursor, families.places())
        stale = [one for one in catalogue().values() if one in stale or one.id in given_up]
        cursor.execute("delete from indicator_fact where list_contains(?::varchar[], indicator)", [gone])
        cursor.execute("delete from indicator_rollup where list_contains(?::varchar[], indicator)", [gone])
        cursor.execute("delete from grid_counts where list_contains(?::varchar[], indicator)", [gone])
        cursor.execute("delete from grid_facts where list_contains(?::varchar[], indicator)", [gone])
        cursor.execute("delete from indicator_state where list_contains(?::varchar[], indicator)", [gone])
        _refresh_indicators(cursor, stale, None)
        note_definitions(cursor, stale)
    return [*gone, *(one.id for one in stale)]


def are_all_new(built_by: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Whether no indicator was built by its definition of today: the store is new or upgraded, or views have changed,
    which also tell what is due. Then rows have to be counted anew as well.
    """
    return not any(built_by.get(name) == one for name, one in wanted.items())


def definition(indicator: Indicator) -> str:
    """The fingerprint of an indicator's file, of the views that it may read, and of the settings that it names."""
    named = {name: settings().by_id[name].value for name in sorted(indicator.settings - ONLY_SHOWN)}
    text = indicator.path.read_text("utf-8") + repr(sorted(views().items())) + repr(named) + repr(statements.ROLLED_UP)
    return hashlib.sha256(text.encode()).hexdigest()


def _settings_in_sql() -> dict[str, float]:
    return {one.id: one.in_sql for one in settings().by_id.values() if one.in_sql is not None}


def note_settings(cursor: duckdb.DuckDBPyConnection) -> None:
    """Keep the table `setting` equal to the files, for the SQL that reads it."""
    cursor.execute("delete from setting")
    values = _settings_in_sql()
    cursor.execute("insert into setting select unnest($1), unnest($2)", [list(values), list(values.values())])


def note_definitions(cursor: duckdb.DuckDBPyConnection, built: list[Indicator]) -> None:
    cursor.execute(
        "insert or replace into indicator_state select unnest(?), unnest(?)",
        [[one.id for one in built], [definition(one) for one in built]],
    )


def refresh(cursor: duckdb.DuckDBPyConnection, changes: Changes) -> None:
    """Bring the touched indicators and months up to date, inside the caller's transaction."""
    if not cursor.execute("select 1 from setting limit 1").fetchone():
        note_settings(cursor)
    contract = contracts()[changes.table]
    months = None if changes.months is None else affected(contract, set(changes.months))
    streets = narrowing.streets_of(contract, changes.areas)
    before = _coverage(cursor, contract, streets)
    _count_rows(cursor, contract, months, streets)
    after = _coverage(cursor, contract, streets)
    told = {month for _, month, _ in before + after}
    if months and streets is None and told and told <= set(months):
        months = None  # all that the ledger tells of: as well read from the ledger itself
    _refresh_indicators(
        cursor, moved_by(changes.table, reaches_elsewhere=after != before), months, contract,
        _later(months, _spans(before), _spans(after)), streets,
    )


def moved_by(table: str, *, reaches_elsewhere: bool = True) -> list[Indicator]:
    """The indicators that rows of the table may move; those that only follow the coverage when that has moved."""
    return [
        one for one in catalogue().values()
        if table in one.tables or (reaches_elsewhere and one.follows_coverage)
    ]


def _coverage(cursor: duckdb.DuckDBPyConnection, contract: Contract, streets: Streets) -> list[tuple]:
    """Which community of these streets sent this table for which month, up to which day."""
    within, values = narrowing.within(streets)
    return cursor.execute(
        f"select area_code, month, last_date from table_months where table_name = $table and {within} order by all",
        {"table": contract.name, **values},
    ).fetchall()


def affected(contract: Contract, months: set[date]) -> list[date]:
    """A report for one month moves the difference to the next one: its whole year is affected."""
    firsts = {month.replace(day=1) for month in months}
    if contract.kind == "statistic":
        firsts |= {date(month.year, one, 1) for month in firsts for one in range(1, 13)}
    return sorted(firsts)


def _spans(coverage: list[tuple]) -> dict[str, tuple[date, date]]:
    """Street -> the first and the last day that its ledger covers."""
    spans: dict[str, tuple[date, date]] = {}
    for area_code, month, last in coverage:
        first, latest = spans.get(area_code[:9], (month, last or month))
        spans[area_code[:9]] = min(first, month), max(latest, last or month)
    return spans


def _later(
    months: list[date] | None, before: dict[str, tuple[date, date]], after: dict[str, tuple[date, date]]
) -> list[date] | None:
    """The months that a changed row may move where it lasts: from the first touched one on, as far as anything is told.

    Where a ledger now reaches further, or less far, what is told of its last days has changed as well.
    """
    if not months:
        return None
    sides = [{(street, side, span[side]) for street, span in found.items() for side in (0, 1)}
             for found in (before, after)]
    moved = [day for _, _, day in sides[0] ^ sides[1]]
    ends = [day for _, _, day in sides[0] | sides[1]]
    return Period.between(min([*months, *moved]), max([*months, *ends])).months()


@dataclass(frozen=True)
class _Work:
    """What is built anew: these indicators, of these months (None: all), from these rows (None: from all), of these
    streets (None: of all).
    """

    indicators: list[Indicator]
    months: list[date] | None
    rows: str | None = None
    streets: Streets = None

    @property
    def touched(self) -> tuple[str, dict[str, Any]]:
        """SQL: whether a fact is one of these months and streets, with the values to bind."""
        return _touched(self.months, self.streets)

    @property
    def ids(self) -> list[str]:
        return [one.id for one in self.indicators]

    @property
    def families(self) -> list[Family]:
        """Those of the indicators that are kept side by side, which are all of a family or none."""
        return [one for one in families.families() if one.ids <= set(self.ids)]

    @property
    def alone(self) -> list[Indicator]:
        """Those that stand alone."""
        together = {name for one in self.families for name in one.ids}
        return [one for one in self.indicators if one.id not in together]


def _refresh_indicators(
    cursor: duckdb.DuckDBPyConnection,
    touched: list[Indicator],
    months: list[date] | None,
    contract: Contract | None = None,
    later: list[date] | None = None,
    streets: Streets = None,
) -> None:
    if given_up := cells.settle(cursor, families.places()):  # the catalogue has changed since
        months, later, streets = None, None, None
    wanted = families.widened({one.id for one in touched} | given_up)
    touched = [one for one in catalogue().values() if one.id in wanted]
    filled = _filled(cursor)
    works = _works(cursor, touched, months, contract, later, streets)
    scattered = _scattered(cursor, touched)
    for work in works:
        _forget(cursor, work)
    together, alone = {table: Inserts(cursor, table) for table in CELL_TABLES}, Inserts(cursor, "indicator_fact")
    for work in works:
        for family in work.families:
            if family.table in filled:
                _insert_cells(together[family.kept_in], family, work, contract)
        for indicator in work.alone:
            if indicator.read_by_sql & filled:
                _insert_ledger(cursor, alone, indicator, work, contract)
    if "statistic" in filled:
        _insert_statistic(cursor, [one for one in touched if one.statistic])
        _insert_shares(cursor, touched)
    scattered |= _scattered(cursor, touched)
    for work in works:
        _mark_covered(cursor, _reporting(cursor, work.indicators), scattered, work)
        _roll_up(cursor, work.ids, work, scattered)


def _works(
    cursor: duckdb.DuckDBPyConnection, touched: list[Indicator], months: list[date] | None, contract: Contract | None,
    later: list[date] | None, streets: Streets,
) -> list[_Work]:
    """The indicators by what has to be read for them. What is told by rows of the changed ledger alone changes in
    their own streets only.
    """
    narrowed: set[str] = set()
    lasting: set[str] = set()
    if contract and contract.kind == "event" and months:
        ledger = narrowing.ledger_of(cursor, contract, touched, streets)
        narrowed |= families.wholly(narrowing.narrow(cursor, ledger, touched, months))
        lasting = narrowing.outlive(cursor, ledger, touched, later[0]) if later else set()
    rest = [one for one in touched if one.id not in narrowed | lasting]
    whole = families.widened({one.id for one in rest if months is None or one.all_months})
    works = [
        _Work([one for one in touched if one.id in narrowed], months, narrowing.TOUCHED, streets),
        _Work([one for one in touched if one.id in lasting], later, narrowing.LASTING, streets),
        _Work([one for one in rest if one.id not in whole], months),
        _Work([one for one in rest if one.id in whole], None),
    ]
    return [work for work in works if work.indicators]


def _scattered(cursor: duckdb.DuckDBPyConnection, touched: list[Indicator]) -> set[str]:
    """Those of the indicators of which facts outside of the touched months may change: figures of units that a ledger
    may now speak for, and those told for several months.
    """
    rows = cursor.execute(
        "select distinct indicator from indicator_fact where list_contains(?::varchar[], indicator)"
        f" and origin <> 'event' and ({_REPORTED} or first_month < month)",
        [[one.id for one in touched]],
    ).fetchall()
    return {row[0] for row in rows}


def roll_up(cursor: duckdb.DuckDBPyConnection, indicators: list[str]) -> None:
    """Build `indicator_rollup` anew of all facts of these indicators."""
    _roll_up(cursor, indicators, _Work([], None), ())


def _roll_up(
    cursor: duckdb.DuckDBPyConnection, indicators: list[str], work: _Work, scattered: Collection[str]
) -> None:
    """Bring `indicator_rollup` and what is kept by grid up to date with the facts of these indicators in the months and
    streets of the work, and of `scattered` indicators with all that was reported.
    """
    parted, inserts = [one.id for one in catalogue().values() if not one.pooled], Inserts(cursor, "indicator_rollup")
    places = [one for one in families.places() if one.indicator in indicators]
    for at, (chosen, values) in enumerate(_chosen(indicators, work, scattered)):
        cursor.execute(f"delete from indicator_rollup where {chosen}", values)
        beside = places if at == 0 else []  # what is scattered was reported, and stands alone
        alone = cursor.execute(f"select 1 from indicator_fact where {chosen} limit 1", values).fetchone()
        if alone or cells.any_of(cursor, beside, *work.touched):
            for rolled in statements.ROLLED_UP:
                named, more = _named(rolled, beside, work, parted)
                bound = values | more | ({"parted": parted} if "$parted" in rolled.sql else {})
                insert = f"insert into indicator_rollup {named} {rolled.sql.replace('$chosen', chosen)}"
                inserts.carry_out(insert, bound, _are_few(work.months))
    _keep_by_grid(cursor, indicators, work, scattered)


def _keep_by_grid(
    cursor: duckdb.DuckDBPyConnection, indicators: Collection[str], work: _Work, scattered: Collection[str]
) -> None:
    """What of these indicators is kept with many grids in one row, in the months and streets of the work;
    of scattered ones, whose facts of any month a wider area's figure may hold now, all of it.
    """
    (touched, values), few = work.touched, _are_few(work.months)
    if counted := by_grid.COUNTED.intersection(indicators):
        note_counts(cursor, _facts(counted), _facts(counted, counted), counted, touched, values, few=few)
    watched = by_grid.WATCHED.intersection(indicators)
    for ids, which, bound in ((watched.difference(scattered), touched, values),
                              (watched.intersection(scattered), "true", {})):
        if ids:
            note_facts(cursor, _facts(ids, ids), ids, which, bound, few=few and which == touched)


def _named(
    rolled: statements.RolledUp, places: Collection[Place], work: _Work, parted: Collection[str]
) -> tuple[str, dict[str, Any]]:
    """SQL by which `indicator_values` names the facts to be added up, those side by side added up already; with the
    values to bind.
    """
    if not rolled.from_facts:
        return "", {}
    if not places:
        return "with indicator_values as not materialized (from indicator_fact)", {}
    touched, _ = work.touched
    values = {"families": sorted({one.family for one in places})}
    if not rolled.by_part:
        values["apart"] = sorted({one.family for one in places if one.indicator in parted})
    added_up = cells.added_up(places, rolled.digits, rolled.by_part, touched)
    return f"with {added_up}, indicator_values as not materialized ({cells.sql_of_added_up(places)})", values


def _facts(ids: Collection[str], whole: Collection[str] = ()) -> str:
    """SQL of the facts of these indicators, and of all that stand alone; of those in `whole` with all parts in one."""
    return cells.sql_of([one for one in families.places() if one.indicator in ids], whole)


def _are_few(months: Sequence[date] | None) -> bool:
    return months is not None and len(months) <= FEW_MONTHS


def _chosen(
    indicators: list[str], work: _Work, scattered: Collection[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """SQL: whether a fact of these indicators has to be looked at, with the values to bind: those of the work's months
    and streets, and of what is scattered the rest.

    Two questions, for one with an `or` would read every month.
    """
    touched, values = work.touched
    yield f"list_contains($indicators::varchar[], indicator) and {touched}", {"indicators": indicators, **values}
    others = sorted(set(indicators) & set(scattered))
    if others and work.months is not None:
        yield (f"list_contains($scattered::varchar[], indicator) and origin <> 'event' and not ({touched})",
               {"scattered": others, **values})


def _reporting(cursor: duckdb.DuckDBPyConnection, touched: list[Indicator]) -> list[str]:
    """Those of the indicators that hold figures which units reported: only these can hold one another."""
    rows = cursor.execute(
        "select distinct indicator from indicator_fact "
        "where origin in ('report', 'statistic') and list_contains(?::varchar[], indicator)",
        [[one.id for one in touched]],
    ).fetchall()
    return [row[0] for row in rows]


def _filled(cursor: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables that hold anything: without a row in any table that it reads an SQL yields no facts."""
    each = " union all ".join(f"(select '{name}' from {name} limit 1)" for name in contracts())
    return {row[0] for row in cursor.execute(each).fetchall()}


def _forget(cursor: duckdb.DuckDBPyConnection, work: _Work) -> None:
    """Remove what will be built again; reported statistics always, for a ledger may now speak for them."""
    touched, values = work.touched
    chosen, named = "list_contains($indicators::varchar[], indicator)", {"indicators": work.ids}
    cursor.execute(f"delete from indicator_fact where {chosen} and {touched}", named | values)
    cursor.execute(f"delete from indicator_fact where {chosen} and {_REPORTED}", named)
    cells.forget(cursor, [one.name for one in work.families], touched, values)


def _touched(months: list[date] | None, streets: Streets) -> tuple[str, dict[str, Any]]:
    """SQL: whether a fact is of these months and streets, with the values to bind. The span lets DuckDB skip all other
    months unread.
    """
    within, values = narrowing.within(streets)
    if not months:
        return f"{months is None} and {within}", values
    spanned = f"month between $first_touched and $last_touched and {within}"
    values |= {"first_touched": min(months), "last_touched": max(months)}
    if set(months) == set(Period.between(min(months), max(months)).months()):
        return spanned, values
    return f"{spanned} and list_contains($months::date[], month)", {"months": months, **values}


def _insert_cells(inserts: Inserts, family: Family, work: _Work, contract: Contract | None) -> None:
    """The facts of a family in the months, from the rows that may be read in place of the ledger; then those with all
    parts added up.
    """
    touched, values = work.touched
    amounts = ", ".join(family.columns)
    parts = f"""
        select area_code, month, coalesce(breakdown, '未填') as breakdown, {amounts}
        from ({family.sql}) as facts
        where area_code is not null and month is not null and {touched} {_ordered(work)}
        """
    if work.rows and contract:
        parts = narrowing.instead_of(contract, work.rows, parts)
    whole = f"{cells.all_parts(family.kept_in, family.name, family.columns, touched)} {_ordered(work)}"
    for by_part, facts in ((True, parts), (False, whole)):
        inserts.carry_out(
            f"insert into {family.kept_in} (family, by_part, area_code, month, breakdown, {amounts})"
            f" select '{family.name}', {by_part}, area_code, month, breakdown, {amounts} from ({facts})",
            values, _are_few(work.months),
        )


def _ordered(work: _Work) -> str:
    """SQL that puts facts in order where they are many. It stands inside: what is the same of all is not sorted."""
    return "" if _are_few(work.months) else f"order by {_IN_ORDER}"


def _insert_ledger(
    cursor: duckdb.DuckDBPyConnection, inserts: Inserts, indicator: Indicator, work: _Work, contract: Contract | None
) -> None:
    """The facts of the months, from the rows that may be read in place of the ledger."""
    touched, values = work.touched
    facts = statements.ledger_facts(indicator, _columns_of(cursor, indicator), f"and {touched} {_ordered(work)}")
    if work.rows and contract:
        facts = narrowing.instead_of(contract, work.rows, facts)
    inserts.carry_out(
        f"insert into indicator_fact ({statements.COLUMNS}) select {statements.COLUMNS} from ({facts})", values,
        _are_few(work.months),
    )


_known_columns: dict[str, frozenset[str]] = {}


def _columns_of(cursor: duckdb.DuckDBPyConnection, indicator: Indicator) -> frozenset[str]:
    """Which columns the SQL yields; asked once per query text."""
    if indicator.sql not in _known_columns:
        rows = cursor.execute(f"describe {indicator.sql}").fetchall()
        _known_columns[indicator.sql] = frozenset(row[0] for row in rows)
    return _known_columns[indicator.sql]


def _insert_statistic(cursor: duckdb.DuckDBPyConnection, touched: list[Indicator]) -> None:
    """Turn reported components into facts where no ledger speaks."""
    terms, ledgers = statements.terms(touched), statements.ledgers(touched)
    if terms:
        cursor.execute(
            f"""
            insert into indicator_fact ({statements.COLUMNS})
            with indicator_values as not materialized ({_facts([one.id for one in touched])}),
            terms as ({_listed("terms", statements.TERMS)}),
            ledgers as ({_listed("ledgers", statements.LEDGERS)}),
            {statements.REPORTED_FACTS}
            {SEEN_AT_ONCE}
            """,
            _values("terms", statements.TERMS, terms) | _values("ledgers", statements.LEDGERS, ledgers),
        )


def _insert_shares(cursor: duckdb.DuckDBPyConnection, touched: list[Indicator]) -> None:
    """Note where percentages were printed: they are no numbers to compute with, and say so."""
    if shares := statements.printed(touched):
        cursor.execute(
            f"""
            insert into indicator_fact ({statements.COLUMNS})
            with printed as ({_listed("printed", statements.PRINTED)})
            {statements.PRINTED_SHARES}
            {SEEN_AT_ONCE}
            """,
            _values("printed", statements.PRINTED, shares),
        )


def _listed(name: str, columns: dict[str, str]) -> str:
    """SQL: a bound list of rows as a table."""
    return "select " + ", ".join(f"unnest(${name}_{one}::{kind}[]) as {one}" for one, kind in columns.items())


def _values(name: str, columns: dict[str, str], rows: Sequence[tuple[Any, ...]]) -> dict[str, list[Any]]:
    """The values that `_listed` binds."""
    return {f"{name}_{one}": [row[place] for row in rows] for place, one in enumerate(columns)}


def _mark_covered(
    cursor: duckdb.DuckDBPyConnection, indicators: list[str], scattered: Collection[str], work: _Work
) -> None:
    """Note on each reported fact the nearest ancestor that reports the same: its figure holds this one."""
    if not indicators:
        return
    parts = list(_chosen(indicators, work, scattered))
    chosen, values = " or ".join(f"({one})" for one, _ in parts), parts[0][1] | parts[-1][1]
    cursor.execute(f"update indicator_fact set covered_length = 0 where covered_length > 0 and ({chosen})", values)
    cursor.execute(
        f"""
        with indicator_values as not materialized (select *, rowid as place from indicator_fact),
        covered as ({statements.covered(f"({chosen})", "place")})
        update indicator_fact as part
        set covered_length = covered.covered_length
        from covered
        where part.rowid = covered.place
        """,
        values,
    )


def count_all_rows(cursor: duckdb.DuckDBPyConnection) -> None:
    """Note of every table which community sent rows for which month, when, and in which batches."""
    arrivals.forget(cursor)  # those of tables that are due no more as well
    for contract in contracts().values():
        _count_rows(cursor, contract, None)


def _count_rows(
    cursor: duckdb.DuckDBPyConnection, contract: Contract, months: list[date] | None, streets: Streets = None
) -> None:
    """Note which community sent rows of this table for which month, when, and in which batches."""
    if not arrivals.are_counted(contract):
        return
    arrivals.note(cursor, contract, months)
    touched, values = _touched(months, streets)
    cursor.execute(f"delete from table_months where table_name = $table_name and {touched}",
                   {"table_name": contract.name, **values})
    spanned = "{day} >= $first_touched and {day} < $last_touched + interval '1' month" if months else "true"
    chosen = f"{spanned} and {narrowing.within(streets, contract.area_column)[0]}"
    cursor.execute(
        f"insert into table_months from ({arrivals.months(contract, chosen)}) where {touched} {SEEN_AT_ONCE}", values)
    if contract.name == open_requests.LEDGER and months != []:
        open_requests.note(cursor, chosen, {name: one for name, one in values.items() if name != "months"})
