"""网格与房屋 on a small street: the profile of grids, the buildings with every dwelling, and re-divided grids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.database import Database
from queries import cube, dwellings, grids, series
from queries.periods import Period
from tests.pages.conftest import html, visitor
from tests.pages.small_street import STREET
from tests.pages.test_speed import EMPTY, seconds
from tests.stores import copied

COMMUNITY, GRID, OTHER = "990101001001", "990101001001001", "990101001001002"
BUILDING = f"{GRID}001"
OCTOBER = date(2026, 10, 31)
PLACES = [("301", 3, 1), ("302", 3, 2), ("101", 1, 1), ("102", 1, 2)]
TOLD = {
    date(2025, 10, 31): ("occupied", "occupied", "rented", "other"),
    date(2026, 9, 30): ("vacant", "occupied", "rented", "other"),
    OCTOBER: ("vacant", "vacant", "rented", "other"),
}


@pytest.fixture(scope="module")
def housed(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The small street with one building of four dwellings, told three times, and some groups of people."""
    street = Database(copied(small_store, tmp_path_factory.mktemp("housed")))
    told = {"batch_id": "small", "sheet": "台账"}
    with street.write() as cursor:
        def put(table: str, row: dict) -> None:
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            cursor.execute(f"insert into {table} ({names}) values ({marks})", list(row.values()))

        put("area", {"area_code": BUILDING, "area_name": "第1网格1号楼", "level": "building", "parent_code": GRID})
        for day, statuses in TOLD.items():
            for at, ((unit, floor, position), status) in enumerate(zip(PLACES, statuses, strict=True), 7):
                put("housing_unit", {"building_code": BUILDING, "unit_no": unit, "floor": floor, "position": position,
                                     "status": status, "as_of": day, "row_number": at, **told})
        for area, count in ((GRID, 7), (OTHER, 24), (f"{COMMUNITY}003", 31)):
            for category, people in (("低保残疾人", count), ("老年人60+", 100)):
                put("resident_stat", {"area_code": area, "stat_date": OCTOBER, "dimension": "service_group",
                                      "category": category, "count": people, "row_number": 3, **told})
        cursor.execute("update area set valid_from = date '2026-03-01', divided_from = ? "
                       "where area_code in (?, ?)", [GRID, GRID, OTHER])
        put("area", {"area_code": GRID, "area_name": "第1网格", "level": "grid", "parent_code": COMMUNITY,
                     "households": 1000, "valid_from": date(2000, 1, 1), "valid_to": date(2026, 2, 28)})
    cube.rebuild(street)
    yield street
    street.close()


@pytest.fixture
def open_page(housed: Database, monkeypatch) -> Iterator:
    return visitor(housed, monkeypatch)


def test_a_dwelling_shows_its_status_since_when_and_the_row_that_says_so(open_page) -> None:
    at = open_page("grid", area=COMMUNITY, period="2026-10")
    shown = html(at)

    assert not at.exception
    assert "1栋4套，空房2套（50.0%），比上月多1套，比去年同月多2套" in shown
    assert shown.index(">301<") < shown.index(">101<"), "the top floor stands on top"
    assert "301 · 空房<br>登记于2026-10-31<br>诉求台账.xlsx · 台账 第7行" in shown


def test_an_earlier_month_shows_the_dwellings_as_they_were(housed: Database) -> None:
    september = dwellings.dwellings(housed, STREET, date(2026, 9, 30))

    assert dwellings.counted(september) == {"vacant": 1, "occupied": 1, "rented": 1, "other": 1}
    assert dwellings.dwellings(housed, STREET, date(2025, 9, 30)) == []


def test_a_change_is_told_only_of_the_same_dwellings(housed: Database) -> None:
    now = dwellings.dwellings(housed, STREET, OCTOBER)

    assert dwellings.more_vacant(now, now[1:]) is None
    assert dwellings.more_vacant(now, []) is None


def test_small_groups_are_hidden_in_the_profile_and_in_the_records(open_page) -> None:
    shown = html(open_page("grid", area=COMMUNITY, period="2026-10"))

    assert "＊" in shown
    assert ">7</td>" not in shown
    for other in (24, 31):
        assert f">{other}</td>" not in shown, "by the others and the total the hidden count could be computed"


def test_the_page_says_which_grids_were_divided_when_and_from_which(open_page, housed: Database) -> None:
    (division,) = grids.divisions(housed, STREET)

    assert division.on == date(2026, 3, 1)
    assert [(one.name, one.households) for one in division.before] == [("第1网格", 1000)]
    assert [one.code for one in division.after] == [GRID, OTHER]
    assert "第1网格（1,000户）" in html(open_page("grid", area=COMMUNITY, period="2026-10"))


def test_a_period_before_the_division_shows_the_grids_of_its_time(housed: Database) -> None:
    def of(period: str) -> list[str]:
        found = series.by_area(housed, "households_per_grid", COMMUNITY, Period.parse(period), "grid")
        return [one.area_code for one in found]

    assert of("2025-10") == [GRID, f"{COMMUNITY}003"]
    assert of("2026-10") == [GRID, OTHER, f"{COMMUNITY}003"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_street_without_dwellings_is_told_what_to_upload(visit, language: str) -> None:
    at = visit("grid", area="990101001", lang=language)

    assert not at.exception
    assert {"zh": "还没有房屋单元台账", "en": "There is no ledger of dwellings yet"}[language] in html(at)


def test_a_community_without_dwellings_is_shown_the_way_to_those_that_have_them(open_page) -> None:
    at = open_page("grid", area="990101001002")

    assert "还没有房屋单元台账" in html(at)
    [offered] = [one for one in at.get("button_group") if one.key == "building_community"]
    assert [getattr(one, "content", one) for one in offered.options] == ["新华社区 4"]


def test_the_page_takes_at_most_six_times_an_empty_page(open_page) -> None:
    at = open_page("grid", area=COMMUNITY)
    empty = AppTest.from_string(EMPTY, default_timeout=60).run()

    assert seconds(at) <= 6 * seconds(empty)
