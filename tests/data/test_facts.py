"""Facts on their way to a cluster: one file a month, and only what has changed is written again."""
from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data import facts
from queries import cluster, cube
from queries.catalogue import catalogue
from tests.queries.store import GRID, Store


@pytest.fixture
def store() -> Store:
    found = Store()
    found.load("service_request", [
        _request("1", "2026-01-05"), _request("2", "2026-01-20"), _request("3", "2026-02-03"),
    ])
    return found


def _request(number: str, received: str, closed: str | None = None) -> dict:
    return {"request_no": number, "received_at": received, "area_code": GRID, "channel": "来访", "category": "环保",
            "status": "已办结" if closed else "办理中", "closed_at": closed}


def _close(store: Store, number: str, day: str) -> None:
    with store.write() as cursor:
        cursor.execute(
            "update service_request set status = '已办结', closed_at = $day::timestamp where request_no = $number",
            {"day": day, "number": number},
        )


def test_requests_lie_in_one_file_a_month(store: Store, tmp_path: Path) -> None:
    exported = facts.export(store, tmp_path)

    assert sorted(exported.tables["service_request"].files) == ["2026-01", "2026-02"]
    rows = [pq.read_table(path).num_rows for path in exported.paths("service_request")]
    assert sorted(rows) == [1, 2]


def test_nothing_is_written_when_nothing_has_changed(store: Store, tmp_path: Path) -> None:
    first = facts.export(store, tmp_path)
    second = facts.export(store, tmp_path)

    assert (first.kept, second.written, second.kept) == (0, 0, first.written)


def test_a_late_closure_touches_the_month_it_was_opened_in_and_the_month_it_was_closed_in(
    store: Store, tmp_path: Path
) -> None:
    before = facts.export(store, tmp_path).tables["service_request"]
    _close(store, "1", "2026-03-09")
    after = facts.export(store, tmp_path)

    assert after.written == 1  # the file of January
    assert after.tables["service_request"].months_changed_since(before) == {date(2026, 1, 1), date(2026, 3, 1)}


def test_files_of_the_export_before_stay_for_a_build_that_reads_them(store: Store, tmp_path: Path) -> None:
    first = facts.export(store, tmp_path)
    _close(store, "1", "2026-03-09")
    second = facts.export(store, tmp_path)

    assert all(Path(path).is_file() for path in first.paths("service_request"))
    facts.export(store, tmp_path)
    gone = set(first.paths("service_request")) - set(second.paths("service_request"))
    assert len(gone) == 1 and not any(Path(path).is_file() for path in gone)


def test_an_empty_table_still_tells_its_columns(store: Store, tmp_path: Path) -> None:
    exported = facts.export(store, tmp_path)

    assert exported.tables["activity"].is_empty
    assert "held_on" in pq.read_schema(exported.paths("activity")[0]).names


def test_only_indicators_of_the_changed_table_are_to_be_built_and_only_their_months(
    store: Store, tmp_path: Path
) -> None:
    wanted = {one.id: cube.definition(one) for one in catalogue().values()}
    before = facts.export(store, tmp_path).tables
    built = cluster.Built("1", before, wanted, {})
    _close(store, "1", "2026-01-09")

    todo = cluster.touched(facts.export(store, tmp_path).tables, built, wanted)

    assert todo["closure_rate"] == {date(2026, 1, 1)}
    assert todo["open_count"] is None  # a stock: every month may move
    assert "renovation_projects" not in todo


def test_a_new_definition_is_built_for_every_month(store: Store, tmp_path: Path) -> None:
    wanted = {one.id: cube.definition(one) for one in catalogue().values()}
    tables = facts.export(store, tmp_path).tables

    todo = cluster.touched(tables, cluster.Built("1", tables, wanted | {"closure_rate": "another"}, {}), wanted)

    assert todo == {"closure_rate": None}


def test_a_store_that_has_changed_since_takes_no_values(store: Store, tmp_path: Path) -> None:
    tables = facts.export(store, tmp_path).tables
    _close(store, "1", "2026-03-09")

    with pytest.raises(cluster.FactsOutdated):
        cluster.serve(store, tmp_path, cluster.Built("1", tables, {}, {}))


def test_a_build_that_is_served_to_an_upgraded_store_notes_when_rows_came(store: Store, tmp_path: Path) -> None:
    """The upgrade leaves that to whoever fills the values, and no opening of the store does it afterwards."""
    tables = facts.export(store, tmp_path).tables
    with store.write() as cursor:
        cursor.execute("delete from table_arrivals")
        cursor.execute("delete from indicator_state")

    cluster.serve(store, tmp_path, cluster.Built("1", tables, {}, {one: "none" for one in catalogue()}))

    assert store.rows("select 1 from table_arrivals where table_name = 'service_request'")
    assert cube.bring_up_to_date(store) == []


def test_an_upgraded_store_is_served_all_of_a_build_of_which_little_is_new(store: Store, tmp_path: Path) -> None:
    tables, none = facts.export(store, tmp_path).tables, {one: "none" for one in catalogue()}
    cluster.serve(store, tmp_path, cluster.Built("1", tables, {}, none))
    with store.write() as cursor:
        cursor.execute("insert into indicator_fact by name (select 'request_count' as indicator, $area as area_code,"
                       " date '2026-01-01' as month, date '2026-01-01' as first_month, '环保' as breakdown,"
                       " 1 as numerator, 0 as numerator_bound, 0 as denominator_bound, 'event' as origin)",
                       {"area": GRID})
        cursor.execute("delete from indicator_state")  # as the step to a new version of the schema does

    cluster.serve(store, tmp_path, cluster.Built("2", tables, {}, none, before="1", built={"closure_rate": None}))

    assert not store.rows("select 1 from indicator_fact where indicator = 'request_count'")  # nothing was built of it


def test_a_store_that_has_been_counted_anew_can_be_served_the_same_build_again(store: Store, tmp_path: Path) -> None:
    tables = facts.export(store, tmp_path).tables
    built = cluster.Built("1", tables, {}, {one: "none" for one in catalogue()})
    cluster.serve(store, tmp_path, built)
    cube.rebuild(store)
    assert store.rows("select 1 from indicator_values where indicator = 'request_count'")

    cluster.serve(store, tmp_path, built)

    assert not store.rows("select 1 from indicator_values where indicator = 'request_count'")


def test_a_folder_without_facts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "built.json").write_text(json.dumps({}))

    with pytest.raises(facts.NoFacts):
        facts.read_manifest(tmp_path)
