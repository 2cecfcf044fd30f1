"""The published figures come in through the ordinary import, as they were printed."""
from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import areas
from data.database import Database
from data.importing import Report, import_file
from data.metrics import metrics, resolve
from data.published import files
from queries import cube

AREAS, FIGURES, TARGETS = files()
FIGURES_OF_ARTICLE = {"F0": 45, "F1": 49, "F2": 18, "F3": 31, "F4": 9}
LOWER, HIGHER, ABOUT = 1, 2, 3


@pytest.fixture(scope="module")
def loaded() -> Iterator[tuple[Database, list[Report]]]:
    database = Database(":memory:")
    reports = [import_file(database, path, refresh=cube.refresh) for path in files()]
    yield database, reports
    database.close()


@pytest.fixture
def database(loaded: tuple[Database, list[Report]]) -> Database:
    return loaded[0]


def figure(database: Database, number: str) -> dict[str, Any]:
    (row,) = database.rows("select * from statistic where figure_no = ?", [number])
    return row


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_all_152_figures_and_two_corrections_load(loaded: tuple[Database, list[Report]]) -> None:
    database, reports = loaded
    assert [report.as_json()["status"] for report in reports] == ["committed"] * 3
    assert [report.as_json()["table"] for report in reports] == ["area", "statistic", "target"]

    numbers = [row["figure_no"] for row in database.rows("select figure_no from statistic")]
    assert len(numbers) == len(set(numbers)) == 154
    assert Counter(number[:2] for number in numbers if not number.endswith("订正")) == FIGURES_OF_ARTICLE


def test_the_same_files_again_change_nothing(loaded: tuple[Database, list[Report]]) -> None:
    again = [import_file(loaded[0], path, refresh=cube.refresh) for path in files()]
    assert [report.as_json()["status"] for report in again] == ["unchanged"] * 3


def test_a_copy_saved_in_gb18030_is_the_same_file(loaded: tuple[Database, list[Report]], tmp_path: Path) -> None:
    for path in files():
        copy = tmp_path / path.name
        copy.write_bytes(path.read_text("utf-8").encode("gb18030"))
        assert import_file(loaded[0], copy, refresh=cube.refresh).as_json()["status"] == "unchanged"


@pytest.mark.parametrize(("number", "area", "metric", "value", "bound", "unit", "kind", "start", "end"), [
    ("F0-05", "340603003", "communities", 8, 0, "个", "ytd", "2021-01-01", "2021-09-30"),
    ("F0-18", "340603003", "renovated_households", 8983, 0, "户", "ytd", "2021-01-01", "2021-09-30"),
    ("F0-22", "340603003904901", "illegal_sites", 38, LOWER, "处", "ytd", "2021-01-01", "2021-09-30"),
    ("F0-24", "340603003904901", "demolished_m2", 2350, ABOUT, "平方米", "ytd", "2021-01-01", "2021-09-30"),
    ("F0-42", "340603003", "fair_participants", 600, HIGHER, "名", "since", "2021-03-01", "2021-09-30"),
    ("F0-44", "340603003", "intents", 300, HIGHER, "人", "since", "2021-03-01", "2021-09-30"),
    ("F0-45", "340603003", "dibao_paid", 310_000, HIGHER, "元", "since", "2021-03-01", "2021-09-30"),
    ("F1-16", "371602002", "fiscal_revenue", 29_379.92, 0, "万元", "ytd", "2021-01-01", "2021-10-31"),
    ("F1-42", "371602002", "fully_satisfying_items", 10, HIGHER, "件", "ytd", "2021-01-01", "2021-11-30"),
    ("F1-48", "371602002", "requests_received", 500, HIGHER, "件", "ytd", "2021-01-01", "2021-11-30"),
    ("F2-11", "340603002902901", "parking_added", 38, 0, "个", "ytd", "2022-01-01", "2022-04-30"),
    ("F3-02", "430111004", "charging_added", 23, 0, "处", "since", "2021-02-20", "2021-11-16"),
    ("F3-03", "430111004", "charging_beneficiaries", 1000, HIGHER, "人", "since", "2021-02-20", "2021-11-16"),
    ("F3-16", "430111004903", "elevators_in_use", 12, 0, "台", "asof", "2021-11-16", "2021-11-16"),
    ("F3-19", "430111004901", "home_care_centre_m2", 600, HIGHER, "平方米", "ytd", "2021-01-01", "2021-11-16"),
    ("F4-08", "610113001901", "table_tennis_tables", 4, 0, "个", "since", "2021-02-20", "2021-04-29"),
])
def test_a_figure_keeps_its_place_value_qualifier_unit_and_period(
    database: Database, number: str, area: str, metric: str, value: float, bound: int, unit: str, kind: str,
    start: str, end: str,
) -> None:
    row = figure(database, number)
    assert (row["area_code"], row["metric_id"]) == (area, metric)
    assert (row["value"], row["value_bound"], row["unit"]) == (value, bound, unit)
    assert (row["period_kind"], f"{row['period_start']}", f"{row['period_end']}") == (kind, start, end)
    assert row["version"] == "published"


@pytest.mark.parametrize(("number", "qualifier"), [
    ("F0-17", "exact"), ("F0-22", "lt"), ("F0-24", "approx"), ("F0-42", "ge"), ("F1-41", "gt"), ("F4-03", None),
])
def test_the_words_of_a_qualifier_stay_apart(database: Database, number: str, qualifier: str | None) -> None:
    assert figure(database, number)["qualifier"] == qualifier


def test_几张_stays_without_a_number(database: Database) -> None:
    row = figure(database, "F4-03")
    assert row["value"] is None
    assert row["unit"] == "张"


def test_272套_is_kept_as_printed_with_a_warning_beside_its_correction(
    loaded: tuple[Database, list[Report]]
) -> None:
    database, (_, report, _) = loaded
    printed, corrected = figure(database, "F0-17"), figure(database, "F0-17订正")
    assert (printed["value"], printed["unit"], printed["version"]) == (272, "套", "published")
    assert (corrected["value"], corrected["unit"], corrected["version"]) == (272, "栋", "corrected")
    assert "8983户÷272" in corrected["remark"]
    assert any("套" in str(warning) and "栋" in str(warning) for warning in report.as_json()["warnings"])


def test_shares_are_kept_as_printed(database: Database) -> None:
    shares = {number: figure(database, number)["value"] for number in ("F0-14", "F1-15", "F1-17", "F1-41", "F3-11")}
    assert shares == {"F0-14": pytest.approx(2 / 3), "F1-15": 114, "F1-17": 95.31, "F1-41": 95, "F3-11": 40}
    assert {figure(database, number)["version"] for number in shares} == {"published"}


def test_every_figure_is_of_a_known_metric_and_only_272套_is_in_a_foreign_unit(database: Database) -> None:
    foreign = [
        row["figure_no"] for row in database.rows("select * from statistic")
        if metrics()[row["metric_id"]].factor(row["unit"]) is None
    ]
    assert foreign == ["F0-17"]


def test_every_figure_names_its_article_paper_and_date_but_none_of_its_sentences() -> None:
    for line in lines(FIGURES):
        title, paper, day = line["出处"].rsplit("，", 2)
        assert title.startswith("《") and title.endswith("》") and paper, line["编号"]
        assert day[:4] in ("2021", "2022"), line["编号"]
        assert len(line["备注"]) <= 60, line["编号"]


def test_what_was_inferred_about_a_period_is_said() -> None:
    for line in lines(FIGURES):
        if line["期间止"] in ("2021-09-30", "2021-11-30", "2022-04-30"):
            assert "截止日按见报时间推断" in line["备注"], line["编号"]
        if line["期间起"] == "2021-02-20":
            assert "推断" in line["备注"], line["编号"]


def test_the_area_written_beside_a_code_is_the_area_of_that_code(database: Database) -> None:
    names = areas.AreaNames(database)
    for line in lines(FIGURES):
        assert names.resolve(line["区域名称"]).code == line["区域编码"], line["编号"]
        assert resolve(line["指标"]) is not None, line["编号"]


def test_streets_have_official_codes_and_what_lies_below_has_codes_of_our_own(database: Database) -> None:
    found = areas.every(database)
    official = {one.code: one.name for one in found if one.code_source == "official"}
    assert official == {
        "340603": "相山区", "340603002": "东街道", "340603003": "西街道",
        "371602": "滨城区", "371602002": "市西街道",
        "430111": "雨花区", "430111004": "砂子塘街道",
        "610113": "雁塔区", "610113001": "小寨路街道", "610113004": "电子城街道", "610113009": "杜城街道",
    }
    local = [one for one in found if one.code_source == "local"]
    assert {one.level for one in local} == {"community", "estate"}
    assert all(one.code[9] == "9" for one in local)
    assert not any(one.is_demo for one in found)


def test_供电社区_has_its_published_counts(database: Database) -> None:
    area = areas.get(database, areas.AreaNames(database).resolve("东街道/供电社区").code or "")
    assert area is not None
    assert (area.households, area.residents, area.buildings) == (2911, 6812, 86)


def test_a_target_that_nobody_printed_says_from_which_figures_it_was_derived(database: Database) -> None:
    numbers = {row["figure_no"] for row in database.rows("select figure_no from statistic")}
    rows = database.rows("select * from target")
    assert len(rows) == len(lines(TARGETS)) == 2
    for row in rows:
        assert row["basis"] == "derived" and row["source_words"].startswith("《"), row
        assert len({number for number in numbers if f"{number}" in row["remark"]}) >= 2, row


def test_a_figure_of_several_communities_belongs_to_the_street(database: Database) -> None:
    assert {figure(database, number)["area_code"] for number in ("F3-02", "F3-18")} == {"430111004"}
    assert figure(database, "F0-03")["area_code"] == "340603003"
