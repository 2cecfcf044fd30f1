"""Where a number comes from: its parts add up to it, and its records are those that enter it, down to file and row."""
from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from data import importing
from data.database import Database
from queries import __main__ as commands
from queries import asked, cube, disclosure, series, sources, trace_words
from queries import trace as traces
from queries.catalogue import catalogue
from queries.lineage import Lineage, Share
from queries.periods import Period
from queries.trace import Part, Trace, trace
from tests.pages import small_street
from tests.queries.store import FIRST, GRID, OTHER_GRID, REAL, SECOND, STREET, Store, ask, figure, jobs, request
from tests.stores import copied

YEAR, SO_FAR = Period.year(2026), Period.year_to_date(date(2026, 10, 1))
SIDES = ("numerator", "denominator")


@pytest.fixture(scope="module")
def street(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(copied(small_store, tmp_path_factory.mktemp("street")))
    yield database
    database.close()


@pytest.fixture(scope="module")
def mixed() -> Iterator[Store]:
    """One store that every example fills anew."""
    database = Store()
    yield database
    database.close()


def of(store: Database, name: str, area: str = STREET, period: str = "2026", **more) -> Trace:
    return trace(store, name, area, Period.parse(period), **more)


def keys(found: Trace, side: str) -> list[str]:
    """The records that enter one side, by number."""
    return sorted(one.key for one in found.records if getattr(one, side) is not None)


def added_up(parts: tuple[Part, ...], side: str) -> float:
    return math.fsum(getattr(part, side) or 0 for part in parts)


def assert_adds_up(found: Trace) -> None:
    """Areas, months and origins each add up to the number, and so do its records where they are exact."""
    shares = [found.by_area, found.by_month, found.origins]
    if found.total == len(found.records):
        shares.append(found.records)
    for side in SIDES:
        whole = getattr(found.value, side) or 0
        for parts in shares:
            if parts is not found.records or side in found.exact:
                assert added_up(parts, side) == pytest.approx(whole), (found.indicator.id, side)


@pytest.mark.slow
def test_the_parts_and_records_of_every_indicator_add_up_to_its_number(street):
    for name in catalogue():
        found = trace(street, name, small_street.STREET, SO_FAR, limit=10_000)
        assert found.value == series.value(street, name, small_street.STREET, SO_FAR)
        if not found.components:
            assert_adds_up(found)


@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from([STREET, FIRST, SECOND, GRID, OTHER_GRID]),
            st.integers(1, 6),
            st.sampled_from(["环保", "停车充电"]),
            st.booleans(),
        ),
        max_size=12,
    ),
    first=st.integers(1, 6),
    area=st.sampled_from(["990909", STREET, FIRST, GRID]),
)
@settings(max_examples=8)
def test_no_part_is_left_out_whatever_was_loaded_where(mixed, rows, first, area):
    with mixed.write() as cursor:
        cursor.execute("delete from service_request")
    mixed.load("service_request", [
        request(request_no=f"R{i}", area_code=code, received_at=f"2026-{month:02d}-05 09:00", category=category,
                closed_at=f"2026-{month:02d}-{20 if late else 6:02d} 09:00")
        for i, (code, month, category, late) in enumerate(rows)
    ])
    for name in ("ontime_closure_rate", "requests_per_1000_hh"):
        assert_adds_up(trace(mixed, name, area, Period.between(date(2026, first, 1), date(2026, 6, 30)), limit=100))


def test_only_the_records_that_count_are_listed_not_all_with_a_date_in_the_period(store):
    store.load("service_request", [
        request(request_no="on time"),
        request(request_no="late", closed_at="2026-01-20 09:00"),
        request(request_no="still open", closed_at=None, status="办理中"),
        request(request_no="closed next month", closed_at="2026-02-02 09:00"),
        request(request_no="elsewhere", area_code=REAL),
    ])
    found = of(store, "ontime_closure_rate", period="2026-01")

    assert keys(found, "numerator") == ["on time"]
    assert keys(found, "denominator") == ["late", "on time"]
    assert found.total == 2 and found.is_exact


def test_what_an_area_holds_itself_is_a_part_of_its_own(store):
    store.load("service_request", [request(), request(area_code=STREET), request(area_code=SECOND)])
    found = of(store, "request_count")

    assert [(part.key, part.name.zh, part.numerator) for part in found.by_area] == [
        (STREET, "本级（未分到下级）", 1), (FIRST, "甲社区", 1), (SECOND, "乙社区", 1)]


def test_a_step_of_the_year_to_date_leads_to_both_reports(store):
    store.load("employment_stat", [jobs("2026-02", 30, "ytd"), jobs("2026-05", 90, "ytd"), jobs("2026-06", 7)])
    found = of(store, "jobs_developed", period="2026-05", area=FIRST)
    assert found.value.why is not None and found.total == 0

    found = of(store, "jobs_developed", period="2026-03-01_2026-05-31")
    assert [(one.values["month"], one.numerator) for one in found.records] == [
        (date(2026, 5, 1), 90), (date(2026, 2, 1), -30)]
    assert found.value.value == 60 and found.is_exact


def test_a_report_of_nothing_is_a_record_too(store):
    store.load("employment_stat", [jobs("2026-01", 0), jobs("2026-02", 4, "ytd")])

    assert of(store, "jobs_developed").total == 2


def test_a_reported_figure_is_left_aside_where_the_ledger_speaks(store):
    store.load("service_request", [request(area_code=REAL, received_at="2021-05-05 09:00",
                                           closed_at="2021-05-06 09:00")])
    store.load("statistic", [figure("requests_received", 500, "件")])
    found = of(store, "request_count", REAL, "2021")

    assert [part.key for part in found.origins] == ["event"]
    assert [(one.values["value"], one.reason) for one in found.aside] == [(500, "ledger")]


def test_a_figure_in_another_unit_is_left_aside_with_the_reason(store):
    store.load("statistic", [figure("fair_participants", 600, "场"), figure("intents", 300, "人")])
    found = of(store, "fair_intent_rate", REAL, "2021")

    assert [(one.values["metric_id"], one.reason) for one in found.aside] == [("fair_participants", "unit")]
    assert found.value.why is not None and found.missing


def test_a_streets_own_report_holds_those_of_its_communities(store):
    store.load("employment_stat", [jobs("2026-01", count, area=area)
                                   for count, area in ((10, STREET), (4, FIRST), (5, SECOND))])
    found = of(store, "jobs_developed")

    assert [(one.area_code, one.numerator) for one in found.records] == [(STREET, 10)]
    assert found.held_above == 2


def test_a_published_figure_leads_to_its_article(store):
    store.load("statistic", [figure("jobs_developed", 26, "个", source_words="《问民生冷暖》，地方报纸，2021年秋")])
    [record] = of(store, "jobs_developed", REAL, "2021").records

    assert record.numerator == 26
    assert record.values["source_words"].startswith("《问民生冷暖》")


def test_records_are_only_called_related_where_their_share_cannot_be_told(store):
    project = {"project_name": "甲小区", "project_type": "old_estate", "planned_start": "2026-01-02"}
    store.load("renovation_project", [project | {"project_no": no, "area_code": GRID, "start_on": "2026-01-09"}
                                      for no in ("1", "2")])
    found = of(store, "renovation_community_coverage", period="2026-01")

    assert series.value(store, "renovation_community_coverage", STREET, Period.month(2026, 1)).numerator == 1
    assert found.exact == {"denominator"} and not found.is_exact
    assert {one.table: one.is_related for one in found.records} == {"area": False, "renovation_project": True}


def test_a_score_is_traced_into_its_parts(store):
    store.load("service_request", [request(), request(satisfied="0")])
    found = of(store, "three_rate_score", period="2026-01")

    assert [(weight, part.value.value) for weight, part in found.components] == [(0.1, 100), (0.4, 100), (0.5, 50)]
    assert found.value.value == 75
    assert all(part.total == 2 for _, part in found.components)


def test_one_part_of_a_breakdown_is_traced_alone(store):
    store.load("service_request", [request(request_no="a"), request(request_no="b", category="停车充电")])
    found = of(store, "ontime_closure_rate", period="2026-01", breakdown="停车充电")

    assert keys(found, "denominator") == ["b"]
    assert_adds_up(found)
    assert of(store, "ontime_closure_rate", breakdown="没有这类").value.why is not None


def test_days_inside_months_are_traced_to_their_records(store):
    store.load("service_request", [request(request_no="5th"),
                                   request(request_no="20th", received_at="2026-01-20 08:00",
                                           closed_at="2026-01-21 08:00")])
    found = of(store, "request_count", period="2026-01-03_2026-01-10")

    assert keys(found, "numerator") == ["5th"] and found.is_exact
    assert_adds_up(found)


def test_records_come_a_page_at_a_time_and_none_twice(store):
    store.load("service_request", [request(request_no=f"R{number}") for number in range(5)])
    pages = [of(store, "requests_per_1000_hh", limit=3, offset=at) for at in (0, 3, 6)]
    found = [(one.table, one.key) for page in pages for one in page.records]

    assert len(found) == len(set(found)) == pages[0].total == 6
    assert {table for table, _ in found} == {"service_request", "area"}


def test_tracing_asks_for_nothing_when_there_is_nothing(store):
    found = of(store, "satisfaction_rate")

    assert found.records == () and found.by_area == () and found.total == 0
    assert [row["table"] for row in found.missing] == ["service_request", "statistic"]
    assert ask(store, "satisfaction_rate", "2026").why == found.value.why


def test_every_record_ends_at_a_cell_of_the_file_it_was_loaded_from(tmp_path):
    database = Database(":memory:")
    areas = _file(tmp_path / "区域.csv", [
        ["区域编码", "区域名称", "级别"], ["990909001", "试验街道", "街道"], ["990909001001", "甲社区", "社区"]])
    requests = _file(tmp_path / "诉求台账.csv", [
        ["西街道诉求台账"],
        ["工单号", "受理时间", "区域编码", "来源渠道", "诉求类别", "办理状态", "办结时限", "办结时间"],
        ["GD1", "2026-01-05 09:00", FIRST, "12345热线", "环保", "已办结", "2026-01-10", "2026-01-06 09:00"],
        [],
        ["GD2", "2026-01-07 09:00", FIRST, "12345热线", "环保", "已办结", "2026-01-10", "2026-01-30 09:00"],
    ])
    for path, table in ((areas, "area"), (requests, "service_request")):
        report = importing.import_file(database, path, refresh=cube.refresh, role="clerk", table=table)
        assert report.status == "committed", report.rejects
    found = of(database, "ontime_closure_rate", period="2026-01")

    assert [(one.key, one.row, one.file, one.by_role) for one in found.records] == [
        ("GD2", 5, "诉求台账.csv", "clerk"), ("GD1", 3, "诉求台账.csv", "clerk")]
    lines = list(csv.reader(requests.read_text("utf-8").splitlines()))
    assert all(lines[one.row - 1][0] == one.key for one in found.records)
    assert {one.batch for one in found.records} == {importing.history(database)[0]["batch"]}
    database.close()


def _file(path: Path, rows: list[list[str]]) -> Path:
    path.write_text("\n".join(",".join(row) for row in rows) + "\n", "utf-8")
    return path


def test_a_small_count_of_a_sensitive_group_is_hidden_here_as_well(store):
    counts = {FIRST: 3, SECOND: 40}
    store.load("resident_stat", [{"area_code": code, "stat_date": "2026-01-31", "category": "精神残疾", "count": count}
                                 for code, count in counts.items()])
    with store.cursor() as cursor:
        places = sources.rowids(cursor, "resident_stat", STREET, Period.month(2026, 1))
        rows = sources.loaded_from(cursor, "resident_stat", places, 10)
    rows = disclosure.masked_rows(store, "resident_stat", STREET, rows)
    assert [(row["is_hidden"], row["count"]) for row in rows] == [(True, "＊"), (True, "＊")]

    share = Share("resident_stat", rows[0]["rowid"], 3.0, None)
    with store.cursor() as cursor:
        [record], _ = traces._records(store, cursor, catalogue()["elder_beds_per_1000"], STREET, Period.month(2026, 1),
                                      Lineage((share,), frozenset(SIDES)), 10, 0)
    assert (record.numerator, record.values["count"]) == (None, "＊")
    assert trace_words.entering(record).zh == "＊ 人数少，不显示"


COMMAND = ("trace", "ontime_closure_rate", "--area", STREET, "--month", "2026-01", "--limit", "1")


@pytest.fixture
def command(store, monkeypatch):
    """`python -m queries …` on the store in memory: its exit code and what it printed."""
    monkeypatch.setattr(asked, "open_store", lambda path: store)
    monkeypatch.setattr(store, "close", lambda: None)
    store.load("service_request", [request(request_no="a"), request(request_no="b", category="停车充电")])
    return lambda *words: CliRunner().invoke(commands.app, words)


def test_the_command_tells_a_number_in_sentences(command):
    said = command(*COMMAND)

    assert said.exit_code == 0
    assert "分子（在时限内办结的诉求 2）÷ 分母（已办结的诉求 2） = 100.0%（2/2）" in said.output
    assert "甲社区  2 / 2" in said.output
    assert "Sheet1 第" in said.output and "还有1条" in said.output


def test_the_commands_json_has_the_same_keys_whether_there_is_a_number_or_not(command):
    full, empty = (json.loads(command(*COMMAND, "--json", "--breakdown", name).output) for name in ("环保", "治安"))

    assert set(empty) - {"why"} == set(full)
    assert full["records_total"] == 1 and full["records"][0]["key"] == "a"
    assert full["by_area"] == [{"area_code": FIRST, "name": "甲社区", "first_month": "2026-01",
                                "last_month": "2026-01", "numerator": 1, "denominator": 1}]
    assert empty["value"] is None and empty["missing"]


def test_a_wrong_call_ends_with_code_2_and_nothing_on_the_output(command):
    for words in (("trace", "nothing", "--area", STREET), ("trace", "request_count", "--area", "无此地"),
                  ("trace", "request_count", "--area", STREET, "--month", "2026-01", "--year", "2026")):
        said = command(*words)
        assert (said.exit_code, said.stdout) == (2, "")
