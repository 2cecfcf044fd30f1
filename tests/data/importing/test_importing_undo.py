"""Any batch can be taken back, in any order: the store is then as if it had never been imported."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.database import Database
from data.importing import WrongCall, history
from queries import cube
from tests.data.importing.importing_office import AREAS, REQUESTS, Office, warnings

KEYS = ["A1", "A2", "A3"]
TITLES = ["漏水的水管", "不亮的路灯", ""]
FULL = REQUESTS + "{}"
HANDLED = "工单编号,是否满意,承办单位\n{}"


def request(number: str, title: str = "漏水", status: str = "办理中", closed: str = "") -> str:
    return f"{number},2026-01-03,安康社区,来访,应急,{title},{status},{closed}\n"


def test_undoing_the_only_batch_leaves_nothing(office):
    report = office.upload(FULL.format(request("A1")))
    office.undo(report.batch)

    assert office.rows("service_request", "request_no") == []
    assert office.months() == ["2026-01"]
    assert [one["state"] for one in history(office.database)] == ["已撤回", "已入库"]


def test_undoing_a_correction_brings_the_earlier_row_back_with_its_source(office):
    first = office.upload(FULL.format(request("A1", "漏水")))
    second = office.upload(FULL.format(request("A1", "漏水", "已办结", "2026-03-01")))
    office.undo(second.batch)

    assert office.rows("service_request", "status", "batch_id", "row_number") == [("办理中", first.batch, 2)]
    assert office.months() == ["2026-01", "2026-03"]


def test_undoing_an_earlier_batch_keeps_what_a_later_one_said(office):
    first = office.upload(FULL.format(request("A1", "漏水") + request("A2", "路灯")))
    office.upload(FULL.format(request("A1", "漏水", "已办结", "2026-03-01")))
    office.undo(first.batch)

    assert office.rows("service_request", "request_no", "status") == [("A1", "已办结")]


def test_undoing_the_batch_in_between_changes_nothing_that_is_seen(office):
    office.upload(FULL.format(request("A1", "一")))
    middle = office.upload(FULL.format(request("A1", "二")))
    last = office.upload(FULL.format(request("A1", "三")))
    office.undo(middle.batch)
    assert office.rows("service_request", "title") == [("三",)]

    office.undo(last.batch)
    assert office.rows("service_request", "title") == [("一",)]


def test_a_later_sheet_of_few_columns_stays_when_the_first_one_of_two_is_undone(office):
    office.upload(FULL.format(request("A1", "一")))
    middle = office.upload(FULL.format(request("A1", "二")))
    office.upload(HANDLED.format("A1,满意,街道城管科\n"), table="service_request")
    office.undo(middle.batch)

    assert office.rows("service_request", "title", "satisfied", "handler") == [("一", "2", "街道城管科")]


def test_a_row_that_is_left_without_its_required_fields_does_not_stand(office):
    first = office.upload(FULL.format(request("A1")))
    office.upload(HANDLED.format("A1,满意,街道城管科\n"), table="service_request")
    office.undo(first.batch)

    assert office.rows("service_request", "request_no") == []


def test_equal_rows_belong_to_the_later_batch_as_well(office):
    first = office.upload(FULL.format(request("A1")))
    office.upload(FULL.format(request("A1") + request("A2")))
    office.undo(first.batch)

    assert office.rows("service_request", "request_no") == [("A1",), ("A2",)]


def test_an_undone_file_can_be_imported_again(office):
    first = office.upload(FULL.format(request("A1")))
    office.undo(first.batch)
    again = office.upload(FULL.format(request("A1")))

    assert again.status == "committed"
    assert again.batch != first.batch


def test_a_batch_is_undone_once_and_must_exist(office):
    report = office.upload(FULL.format(request("A1")))
    office.undo(report.batch)

    with pytest.raises(WrongCall, match="已经撤回"):
        office.undo(report.batch)
    with pytest.raises(WrongCall, match="没有批次"):
        office.undo("20200101-0001")


def test_a_file_of_two_tables_is_undone_as_a_whole(empty_office):
    book = {
        "工单": REQUESTS + "A1,2026-01-03,新社区,来访,应急,漏水,办理中,\n",
        "区域": "区域编码,区域名称\n340603,相山区\n340603003,西街道\n340603003009,新社区\n",
    }
    report = empty_office.upload_book(book)
    empty_office.undo(report.batch)

    assert empty_office.rows("area", "area_code") == []
    assert empty_office.rows("service_request", "request_no") == []


def test_versions_are_never_deleted(office):
    office.upload(FULL.format(request("A1", "一")))
    second = office.upload(FULL.format(request("A1", "二")))
    office.undo(second.batch)

    assert {title for (title,) in office.rows("service_request_history", "title")} == {"一", "二"}


def test_undo_restores_the_indicators_exactly(office):
    def refreshed(text):
        reports.append(office.upload(text))
        for one in office.refreshed:
            with office.database.write() as cursor:
                cube.refresh(cursor, one)

    def values():
        return office.database.rows("select * from indicator_values order by all")

    reports = []
    refreshed(FULL.format(request("A1", "一") + request("A2", "二", "已办结", "2026-02-01")))
    before = values()
    assert before
    refreshed(FULL.format(request("A1", "一", "已办结", "2026-03-05") + request("A3", "三")))
    assert values() != before

    office.undo(reports[-1].batch)
    for one in office.refreshed:
        with office.database.write() as cursor:
            cube.refresh(cursor, one)
    assert values() == before


full_rows = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(TITLES), min_size=1)
few_rows = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["满意", "不满意", ""]), min_size=1)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("full"), full_rows),
        st.tuples(st.just("few"), few_rows),
        st.tuples(st.just("undo"), st.integers(0, 5)),
    ),
    min_size=2,
    max_size=8,
)


def _upload(office: Office, kind: str, rows: dict[str, str]):
    if kind == "full":
        text = FULL.format("".join(request(number, title) for number, title in rows.items()))
    else:
        text = HANDLED.format("".join(f"{number},{word},街道城管科\n" for number, word in rows.items()))
    return office.upload(text, table="service_request", accept_good_rows=True)


def _contents(office: Office) -> list[tuple]:
    return office.rows("service_request", "request_no", "title", "satisfied", "handler", "requester_type")


def _forget(office: Office) -> None:
    with office.database.write() as cursor:
        for table in ("service_request", "service_request_history"):
            cursor.execute(f"delete from {table}")
        cursor.execute("delete from import_batch where table_name = 'service_request'")


@pytest.fixture(scope="module")
def two_offices(tmp_path_factory):
    """One office lives through imports and undos, the other only ever sees the imports that remain."""
    patch = pytest.MonkeyPatch()
    offices = [Office(Database(":memory:"), tmp_path_factory.mktemp("office"), patch) for _ in range(2)]
    for one in offices:
        one.upload(AREAS)
    yield offices
    patch.undo()
    for one in offices:
        one.database.close()


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=steps)
def test_imports_and_undos_leave_what_the_remaining_imports_alone_would_leave(two_offices, steps):
    lived, replayed = two_offices
    _forget(lived)
    _forget(replayed)
    remaining: list[tuple[str, str, dict[str, str]]] = []
    for kind, what in steps:
        if kind == "undo" and remaining:
            lived.undo(remaining.pop(what % len(remaining))[0])
        elif kind != "undo":
            report = _upload(lived, kind, what)
            if report.status == "committed":
                remaining.append((report.batch, kind, what))
    for _, kind, what in remaining:
        _upload(replayed, kind, what)

    assert _contents(lived) == _contents(replayed)


def test_areas_that_go_while_ledgers_name_them_are_warned_of_before_and_after(office):
    added = office.upload("区域编码,区域名称\n340603003003,长虹社区\n")
    office.upload(FULL.format(request("A1").replace("安康", "长虹") + request("A2")))
    told = "有些记录所属的区域已不存在，不再计入任何区域：诉求工单1行（区域编码340603003003）"

    assert [one.zh for one in office.undo(added.batch, dry_run=True).warnings] == [told]
    assert [one["state"] for one in history(office.database)][1] == "已入库"
    assert [one.zh for one in office.undo(added.batch).warnings] == [told]


def test_areas_that_nothing_names_go_without_a_word(office):
    added = office.upload("区域编码,区域名称\n340603003003,长虹社区\n")

    assert office.undo(added.batch).warnings == []


def test_an_area_retired_before_its_rows_is_warned_of_and_one_retired_after_them_is_not(office):
    office.upload(FULL.format(request("A1")))
    heading = "区域编码,区域名称,启用日期,停用日期\n340603003002,安康社区,2000-01-01,"

    assert "诉求工单1行" in warnings(office.upload(heading + "2025-12-31\n"))
    assert "诉求工单" not in warnings(office.upload(heading + "2026-06-30\n"))


def test_before_areas_are_undone_the_rows_that_name_them_are_counted(office):
    batch = history(office.database)[-1]["batch"]
    office.upload(REQUESTS + "".join(f"A{n},2026-01-03,新华社区,来访,应急,漏水,办理中,\n" for n in range(2)))

    said = [one.zh for one in office.undo(batch, dry_run=True).warnings]

    assert len(said) == 1 and "诉求工单2行" in said[0] and "340603003001" in said[0]
    assert len(office.rows("area", "area_code")) == 7
