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


def test_who_answers_for_a_grid_reads_when_its_own_rows_came(whole: Database) -> None:
    grid, beside = f"{COMMUNITY}001", f"{COMMUNITY}002"
    with whole.write() as cursor:
        for batch, code, day in (("1", beside, 1), ("2", grid, 2), ("3", f"{OTHER}001", 3)):
            cursor.execute("insert into import_batch by name select $batch as batch_id, $batch::integer as sequence, "
                           "'service_request' as table_name, 'a.csv' as file_name, 'x' as sha256, "
                           "make_timestamp(2026, 2, $day, 9, 0, 0) as uploaded_at, 'clerk' as by_role, 1 as rows_ok, "
                           "0 as rows_warn, 0 as rows_error, '{}' as mapping, '已入库' as state, '{}' as report",
                           {"batch": batch, "day": day})
            cursor.execute("insert into service_request by name select $batch as request_no, $code as area_code, "
                           "timestamp '2026-01-05' as received_at, '环境' as category, "
                           "'处理中' as status, $batch as batch_id, 's' as sheet, 1 as row_number",
                           {"batch": batch, "code": code})
    cube.rebuild(whole)

    def arrived(*codes: str) -> list[tuple]:
        rows = scoped.within(whole, codes).rows("select area_code, arrived from table_arrivals order by all")
        return [(row["area_code"], row["arrived"].day) for row in rows]

    assert arrived(COMMUNITY) == [(COMMUNITY, 1)]
    assert arrived(grid) == [(COMMUNITY, 2)]
    assert arrived(grid, OTHER) == [(COMMUNITY, 2), (OTHER, 3)]
    assert arrived(f"{COMMUNITY}003") == []
