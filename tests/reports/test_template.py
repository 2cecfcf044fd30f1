"""The empty forms: what a clerk downloads can be filled in and uploaded as it is."""
from __future__ import annotations

import datetime
import re
from pathlib import Path

import openpyxl
import pytest

from data.contracts import contracts
from data.importing import Report, import_file
from queries import cube
from reports.template import heading, template
from tests.queries.store import FIRST, STREET, Store
from tests.quick import quick

USUAL = ("area", "service_request", "statistic")


@pytest.fixture(scope="module")
def store() -> Store:
    return Store()


def upload(store: Store, path: Path, **options: object) -> Report:
    return import_file(store, path, refresh=cube.refresh, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("table", quick(sorted(contracts()), *USUAL))
def test_an_empty_form_is_recognised_column_by_column_and_kindly_refused(
    store: Store, tmp_path: Path, table: str
) -> None:
    path = tmp_path / "模板.xlsx"
    path.write_bytes(template(store, table, STREET))
    report = upload(store, path)

    assert report.status == "rejected"
    assert [one.reason.zh for one in report.rejects] == ["表头下面还没有数据：请在表头（和示例行）下面填写后再上传"]
    form, notes = report.sheets
    assert form.table == table
    headings = [cell.value for cell in openpyxl.load_workbook(path).worksheets[0][3]]
    assert set(form.columns.values()) == set(headings)
    assert not form.unmatched
    assert {one.kind for one in notes.rows_skipped} == {"note"}


def test_what_is_filled_in_below_the_example_is_loaded_and_the_example_is_not(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "诉求工单.xlsx"
    path.write_bytes(template(store, "service_request", STREET))
    book = openpyxl.load_workbook(path)
    form = book.worksheets[0]
    said = {"工单编号": "T1", "受理时间": "2026-03-05 09:30", "所属网格": "试验街道/甲社区/甲社区第1网格",
            "来源渠道": "12345热线", "诉求主体": "居民", "诉求类别": "环保", "办理状态": "办理中"}
    for cell in form[3]:
        form.cell(5, cell.column, said.get(cell.value))
    book.save(path)
    report = upload(store, path)

    assert report.status == "committed", report.rejects
    assert report.rows_loaded == 1
    assert store.rows("select request_no, area_code from service_request") == [
        {"request_no": "T1", "area_code": f"{FIRST}001"}
    ]


def test_the_lists_hold_the_words_and_the_areas_of_ones_own_street(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    path.write_bytes(template(store, "service_request", FIRST))
    book = openpyxl.load_workbook(path)
    columns = [[cell.value for cell in column if cell.value] for column in book.worksheets[1].columns]
    lists = {column[0]: column[1:] for column in columns if column}

    assert "办理中" in lists["办理状态"]
    assert lists["所属网格"] == [
        "试验区/试验街道/甲社区", "试验区/试验街道/甲社区/甲社区第1网格", "试验区/试验街道/甲社区/甲社区第2网格"
    ]
    ruled = [rule for rule in book.worksheets[0].data_validations.dataValidation if rule.type == "list"]
    worded = [one for one in contracts()["service_request"].fields if one.enum or one.type in ("area", "boolean")]
    assert len(ruled) == len(worded)


# One valid row of every table, as somebody would type it below the example; areas come from the form's own lists.
BUILDING = "990909001001001001"
COMMUNITY_PATH, GRID_PATH = "试验区/试验街道/甲社区", "试验区/试验街道/甲社区/甲社区第1网格"
ROWS: dict[str, dict[str, object]] = {
    "area": {"area_code": BUILDING, "area_name": "1号楼", "level": "楼栋", "parent_code": GRID_PATH, "households": 48},
    "service_request": {
        "request_no": "T-1", "received_at": datetime.datetime(2026, 3, 5, 9, 30), "area_code": GRID_PATH,
        "channel": "12345热线", "requester_type": "居民", "category": "环保", "title": "路灯不亮", "status": "已办结",
        "closed_at": "2026-03-06 10:00", "due_at": datetime.date(2026, 3, 10), "satisfied": "满意", "is_repeat": "否",
    },
    "commitment": {
        "list_no": "2026年清单", "item_no": 1, "list_level": "办实事项目", "title": "更换路灯",
        "area_code": COMMUNITY_PATH, "owner_org": "城管办", "accepted_on": "2026年3月5日", "due_on": "2026-06-30",
        "progress_pct": 20, "status": "推进顺利",
    },
    "renovation_project": {
        "project_no": "LG-1", "project_name": "甲小区改造", "area_code": COMMUNITY_PATH, "project_type": "老旧小区改造",
        "buildings": 4, "households": "120余", "invest_wan": 356.5, "planned_start": "2026-04-01", "stage": "方案设计",
    },
    "facility": {
        "facility_no": "SS-1", "facility_type": "停车位", "area_code": COMMUNITY_PATH, "quantity": 12, "unit": "个",
        "status": "已投用", "built_on": "2026-03-05", "project_no": "LG-1",
    },
    "employment_stat": {
        "area_code": COMMUNITY_PATH, "month": "2026-03", "period_kind": "当月", "urban_new_employment": 12,
        "reemployment": 3, "source_org": "甲社区",
    },
    "welfare_stat": {
        "area_code": COMMUNITY_PATH, "month": "2026-03", "programme": "城市低保", "households": 12, "persons": 20,
    },
    "resident_stat": {
        "area_code": GRID_PATH, "stat_date": "2026-03-31", "dimension": "人口", "category": "总户数", "count": 300,
    },
    "housing_unit": {
        "building_code": BUILDING, "unit_no": "2-501", "floor": 5, "position": 1, "status": "人在户在",
        "as_of": "2026-03-31",
    },
    "activity": {
        "activity_no": "HD-1", "held_on": "2026-03-05", "area_code": COMMUNITY_PATH, "activity_type": "志愿服务",
        "title": "义诊", "sessions": 1, "participants": "近60",
    },
    "investment_project": {
        "project_no": "ZS-1", "name": "某食品加工项目", "status": "洽谈", "reported_on": "2026-03-05",
        "total_wan": 1200, "area_code": COMMUNITY_PATH,
    },
    "statistic": {
        "area_code": COMMUNITY_PATH, "metric_id": "户数", "period_end": "2026-03-31", "period_kind": "时点",
        "value": 600, "unit": "户", "version": "上报",
    },
    "target": {
        "area_code": "试验区/试验街道", "metric_id": "城镇新增就业人数", "year": 2026, "annual_target": 1200,
        "unit": "人", "schedule": "按月计划", "monthly_plan": ";".join(["100"] * 12),
    },
}  # fmt: skip


def filled(store: Store, path: Path, table: str, *rows: dict[str, object]) -> Path:
    """The form of a table with these rows below the example, by the names of the fields."""
    path.write_bytes(template(store, table, STREET))
    book = openpyxl.load_workbook(path)
    form = book.worksheets[0]
    columns = {cell.value: cell.column for cell in form[3]}
    titles = {one.name: heading(one) for one in contracts()[table].fields}
    for at, row in enumerate(rows, 5):
        for name, value in row.items():
            form.cell(at, columns[titles[name]], value)
    book.save(path)
    return path


def lists_of(path: Path) -> dict[str, list[str]]:
    """Heading -> the words that the drop-down below it offers, as Excel finds them."""
    book = openpyxl.load_workbook(path)
    form = book.worksheets[0]
    found = {}
    for rule in form.data_validations.dataValidation:
        if rule.type == "list":
            sheet, cells = rule.formula1.replace("'", "").replace("$", "").split("!")
            column = re.match("[A-Z]+", str(rule.sqref))
            assert column
            found[form[f"{column[0]}3"].value] = [cell.value for (cell,) in book[sheet][cells]]
    return found


@pytest.fixture(scope="module")
def street() -> Store:
    return Store()


def test_every_table_has_a_row_here() -> None:
    assert set(ROWS) == set(contracts())


@pytest.mark.parametrize("table", quick(["area", *(one for one in sorted(ROWS) if one != "area")], *USUAL))
def test_a_form_that_is_filled_in_is_loaded_and_its_example_is_not(street: Store, tmp_path: Path, table: str) -> None:
    if table == "housing_unit" and not street.rows("select 1 from area where area_code = ?", [BUILDING]):
        upload(street, filled(street, tmp_path / "楼栋.xlsx", "area", ROWS["area"]))
    before = street.rows(f"select count(*) as n from {table}")[0]["n"]
    report = upload(street, filled(street, tmp_path / "填好.xlsx", table, ROWS[table]))

    assert report.status == "committed", [(one.column, one.value, one.reason.zh) for one in report.rejects]
    assert (report.table, report.rows_loaded, report.rows_new) == (table, 1, 1)
    assert street.rows(f"select count(*) as n from {table}")[0]["n"] == before + 1
    [form, _] = report.sheets
    assert [(one.row, one.kind) for one in form.rows_skipped if one.row == 4] == [(4, "note")]


@pytest.mark.parametrize("table", quick(sorted(ROWS), *USUAL))
def test_every_word_of_every_list_is_one_that_the_import_takes(store: Store, tmp_path: Path, table: str) -> None:
    path = filled(store, tmp_path / "词.xlsx", table)
    if table == "housing_unit":
        upload(store, filled(store, tmp_path / "楼栋.xlsx", "area", ROWS["area"]))
    names = {heading(one): one.name for one in contracts()[table].fields}
    lists = {names[above]: words for above, words in lists_of(path).items()}
    longest = max((len(words) for words in lists.values()), default=0)
    rows = [ROWS[table] | {name: words[at % len(words)] for name, words in lists.items()} for at in range(longest)]
    report = upload(store, filled(store, path, table, *rows), dry_run=True)

    refused = [(one.column, one.value, one.reason.zh) for one in report.rejects]
    assert not [one for one in refused if re.search("不在可填范围内|找不到|同名", one[2])], refused
    assert not [one for one in report.warnings if re.search("不在指标代码表|不在现有类别", one.zh)]


def test_the_lists_hold_what_other_tables_know(store: Store, tmp_path: Path) -> None:
    project = ROWS["renovation_project"]
    upload(store, filled(store, tmp_path / "项目.xlsx", "renovation_project", project))
    lists = {table: lists_of(filled(store, tmp_path / "词.xlsx", table)) for table in ("facility", "statistic", "area")}

    assert lists["facility"]["所属改造项目"] == ["LG-1"]
    assert {"户数", "城镇新增就业人数"} <= set(lists["statistic"]["指标"])
    assert {"户", "人"} <= set(lists["statistic"]["单位"])
    assert COMMUNITY_PATH in lists["area"]["上级编码"]
    assert "试验区/试验街道" in lists["area"]["上级编码"]
