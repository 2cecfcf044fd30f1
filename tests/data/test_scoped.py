"""Who answers for some areas reads the rows of those areas, and nothing of what nobody has decided about."""
from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from data import scoped
from data.contracts import contracts
from data.database import Database
from queries import cube

COMMUNITY, OTHER = "990101001001", "990101001002"


@pytest.fixture(scope="module")
def whole() -> Iterator[Database]:
    """A store as every version of it is opened, and a table and a view that somebody added without a word."""
    found = Database(":memory:")
    cube.bring_up_to_date(found)
    with found.write() as cursor:
        cursor.execute("create table if not exists served_build (run varchar not null)")  # as a cluster's build does
    yield found
    found.close()


def tables(database: Database) -> set[str]:
    rows = database.rows("select distinct table_name as name from duckdb_columns() where not internal "
                         "and schema_name = 'main' and database_name = current_database()")
    return {row["name"] for row in rows}


def test_of_every_table_and_view_somebody_has_decided_who_reads_it(whole: Database) -> None:
    undecided = {one for one in tables(whole) if not scoped.is_decided(one)}
    assert not undecided, f"say in data/scoped.py who may read {sorted(undecided)}"


def test_what_is_decided_is_there_and_decided_once(whole: Database) -> None:
    groups = (scoped.OF_NO_AREA, scoped.BY_AREA, scoped.CLOSED, frozenset(contracts()), frozenset({scoped.JOURNAL}))
    assert frozenset().union(*groups) <= tables(whole)
    assert sum(map(len, groups)) == len(frozenset().union(*groups))


def test_every_open_table_with_areas_gives_the_rows_of_the_own_ones_only(whole: Database) -> None:
    """Every table that has a column of areas, those of no contract included, asked without any condition."""
    narrowed = scoped.within(whole, (COMMUNITY,))
    with narrowed.cursor() as cursor:
        sql = "select view_name, sql from duckdb_views() where database_name = current_database() and not internal"
        found = dict(cursor.execute(sql).fetchall())
    open_to_all = {*scoped.OF_NO_AREA, scoped.JOURNAL}
    assert set(found) == tables(whole) - scoped.CLOSED
    assert [name for name, sql in found.items() if COMMUNITY not in sql and name not in open_to_all] == []


def test_a_table_that_nobody_has_decided_about_is_closed_though_it_has_areas() -> None:
    with_more = Database(":memory:")
    with with_more.write() as cursor:
        cursor.execute("create table visit as select $area as area_code, 'x' as note", {"area": COMMUNITY})
        cursor.execute("create view visits as from visit")
    assert not scoped.is_decided("visit")
    for name in ("visit", "visits", "audit_pending", "settings_seen", "open_reject"):
        with pytest.raises(duckdb.CatalogException):
            scoped.within(with_more, (COMMUNITY,)).rows(f"from {name}")
    with_more.close()


def test_a_journal_of_decisions_shows_those_of_the_own_areas(whole: Database) -> None:
    with whole.write() as cursor:
        cursor.executemany("insert into limit_decision values ('x', ?, '2026-01-01', 'reason', '2026-01-02', 'li')",
                           [[COMMUNITY], [OTHER], [COMMUNITY[:9]]])
    rows = scoped.within(whole, (COMMUNITY,)).rows("select area_code from limit_decision")
    assert rows == [{"area_code": COMMUNITY}]
