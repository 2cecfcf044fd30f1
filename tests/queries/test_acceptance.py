"""Figures that must come out of the published ones, and traps that must not become numbers.

The names A01 … A53 are the cases of the field's acceptance list.
"""
from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from data.database import Database
from data.importing import import_file
from data.metrics import metrics
from data.published import files
from queries import changes, cube, series
from queries.__main__ import app
from queries.catalogue import catalogue
from queries.periods import Period
from queries.refusals import known_parts, refusals
from queries.series import Value
from queries.wording import fits
from tests.stores import copied

WEST, SHAZITANG, EAST = "340603003", "430111004", "340603002"
CITY_WEST, HONGZHUAN = "371602002", "610113001901"
JINKEYUAN, SHAZITANG_COMMUNITY, KANGLE = "430111004903", "430111004901", "340603002902901"
JANUARY_TO_OCTOBER = Period.parse("2021-10-ytd")
POWER = "340603002901"


@pytest.fixture(scope="module")
def path(published_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(published_store, tmp_path_factory.mktemp("published"))


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    found = Database(path)
    yield found
    found.close()


def ask(database: Database, name: str, area: str, period: str = "2021") -> Value:
    return series.value(database, name, area, Period.parse(period))


def command(path: Path, *words: str) -> Any:
    """What the command line prints for it, as JSON."""
    done = CliRunner().invoke(app, ["value", *words, "--json", "--database", str(path)])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a01_all_41_issues_of_enterprises_are_closed(database: Database) -> None:
    found = ask(database, "enterprise_issue_closure_rate", WEST)
    assert (found.numerator, found.denominator, found.value, found.bound) == (41, 41, 100, 0)


def test_a02_every_hundred_visits_bring_29_3_issues_to_light(database: Database) -> None:
    found = ask(database, "issues_per_100_visits", WEST)
    assert (found.numerator, found.denominator) == (41, 140)
    assert found.value == pytest.approx(29.3, abs=0.05)
    assert ask(database, "enterprise_visits", WEST).display(with_unit=True) == "140 家次"


def test_a03_four_briefings_and_four_symposiums_are_eight_events(database: Database) -> None:
    found = ask(database, "enterprise_events", WEST)
    assert (found.value, found.bound, found.unit.zh) == (8, 0, "场次")


def test_a04_a_renovated_building_has_33_households_on_average(database: Database) -> None:
    found = ask(database, "households_per_renovated_building", WEST)
    assert (found.numerator, found.denominator, found.bound) == (8983, 272, 0)
    assert found.value == pytest.approx(33.0, abs=0.05)
    assert found.display() == "33.0"


def test_a04_the_printed_272套_alone_would_not_have_been_divided_by(path: Path, tmp_path: Path) -> None:
    database = Database(tmp_path / "printed.duckdb")
    areas_file, figures_file, _ = files()
    printed = tmp_path / "figures.csv"
    lines = figures_file.read_text("utf-8").splitlines(keepends=True)
    printed.write_text("".join(line for line in lines if not line.startswith("F0-17订正")), "utf-8")
    for one in (areas_file, printed):
        import_file(database, one, refresh=cube.refresh)

    found = ask(database, "households_per_renovated_building", WEST)
    assert found.value is None
    assert found.why is not None
    database.close()


def test_a07_all_8_communities_have_a_renovation_project(database: Database) -> None:
    found = ask(database, "renovation_community_coverage", WEST)
    assert (found.numerator, found.denominator, found.value, found.bound) == (8, 8, 100, 0)


def test_a25_three_levels_of_consultation_met_twelve_times(database: Database) -> None:
    for area in (SHAZITANG, SHAZITANG_COMMUNITY):
        found = ask(database, "consultation_count", area)
        assert (found.value, found.bound) == (12, 0)
        levels = series.by_breakdown(database, "consultation_count", area, Period.parse("2021"))
        assert {one.breakdown: one.value for one in levels} == {"议事协商会": 7, "联动协商会": 4, "听证协商会": 1}


def test_a39_about_26_7_people_took_part_in_each_volunteer_activity(database: Database) -> None:
    found = ask(database, "participants_per_activity", WEST)
    assert found.value == pytest.approx(26.7, abs=0.05)
    assert (found.bound, found.display()) == (3, "≈ 26.7")


def test_a41_at_least_4_2_units_took_part_in_each_joint_activity(database: Database) -> None:
    found = ask(database, "partner_units_per_activity", WEST)
    assert found.value == pytest.approx(4.2, abs=0.05)
    assert (found.bound, found.display()) == (2, "≥ 4.2")


def test_18_of_108_stations_are_model_stations(database: Database) -> None:
    found = ask(database, "model_station_share", CITY_WEST)
    assert (found.numerator, found.denominator, found.display()) == (18, 108, "16.7%")


@pytest.mark.parametrize("area", [JINKEYUAN, SHAZITANG])
def test_a10_12_of_16_lifts_are_in_use(database: Database, area: str) -> None:
    found = ask(database, "elevators_completed", area)
    assert (found.numerator, found.denominator, found.value, found.bound) == (12, 16, 75, 0)
    assert found.display() == "75.0%（12/16）"


def test_a27_the_revenue_target_follows_exactly_from_what_was_published(database: Database) -> None:
    found = changes.target(database, "fiscal_revenue", CITY_WEST, JANUARY_TO_OCTOBER)
    assert found is not None
    assert found.annual == pytest.approx((29_379.92 - 3_691.59) * 12 / 10, abs=0.5)
    assert found.is_derived
    assert "F1-16" in found.source and "F1-18" in found.source


def test_a28_to_a31_revenue_against_its_target_on_the_command_line(path: Path) -> None:
    span = ("--area", "市西街道", "--from", "2021-01", "--to", "2021-10")
    completion = command(path, "fiscal_revenue_completion", *span)
    over = command(path, "fiscal_over_schedule", *span)
    revenue = command(path, "fiscal_revenue", *span)["target"]

    assert completion["area_code"] == CITY_WEST
    assert completion["value"] == pytest.approx(95.31, abs=0.005)
    assert over["value"] == pytest.approx(3691.59, abs=0.01)
    assert over["value"] != pytest.approx(29_379.92 - 30_826, abs=1)
    assert completion["target"]["lead_points"] == revenue["lead_points"] == 11.98
    assert revenue["gap"] == pytest.approx(1446.08, abs=0.01)
    assert (revenue["months_left"], revenue["needed_per_month"]) == (2, pytest.approx(723.04, abs=0.01))
    assert revenue["light"] == "green" and "F1-18" in revenue["derived_from"]
    assert len(completion["batches"]) == 2, "the figures and the target"


def test_a28_the_published_share_is_told_for_the_target_and_never_pooled_with_others(path: Path) -> None:
    found = command(path, "target_completion_rate", "--area", CITY_WEST, "--year", "2021", "--by", "breakdown")
    assert {one["breakdown"]: one["value"] for one in found} == {
        "fiscal_revenue": pytest.approx(95.31, abs=0.005),
        "funds_in_place": pytest.approx(114, abs=0.5),
    }
    total = command(path, "target_completion_rate", "--area", CITY_WEST, "--year", "2021")
    assert total["value"] is None
    assert "单位不同" in total["why"]


def test_a30_the_lead_over_schedule_is_told_in_points(database: Database) -> None:
    found = series.by_breakdown(database, "schedule_lead_pp", CITY_WEST, Period.parse("2021"))
    leads = {one.breakdown: one for one in found}
    assert leads["fiscal_revenue"].value == pytest.approx(95.31 - 10 / 12 * 100, abs=0.01)
    assert leads["funds_in_place"].display().startswith("≈ 22")


def test_a32_the_task_for_funds_in_place_is_only_about_right(database: Database) -> None:
    found = ask(database, "funds_in_place_completion", CITY_WEST)
    assert found.denominator == pytest.approx(75_100, abs=300)
    assert (found.numerator, found.bound, found.display()) == (85_600, 3, "≈ 114%")


def test_a34_three_projects_landed_and_five_reported_are_eight(database: Database) -> None:
    assert ask(database, "investment_projects", CITY_WEST).value == 8
    assert ask(database, "investment_landed", CITY_WEST).value == 3
    ratio = ask(database, "funds_in_place_ratio", CITY_WEST)
    assert (ratio.numerator, ratio.denominator, ratio.display()) == (85_600, 719_500, "11.9%")


@pytest.mark.parametrize(("name", "area", "year", "numerator", "denominator", "display"), [
    ("grids_per_community", WEST, "2021", 95, 8, "11.9"),  # A11
    ("households_per_grid", POWER, "2022", 2911, 10, "291.1"),  # A12
    ("persons_per_household", POWER, "2022", 6812, 2911, "2.34"),  # A14
    ("info_entry_rate", POWER, "2022", 6812, 6812, "100.0%"),  # A16
])
def test_a11_a12_a14_a16_grids_households_and_residents_are_as_published(
    database: Database, name: str, area: str, year: str, numerator: float, denominator: float, display: str
) -> None:
    found = ask(database, name, area, year)
    assert (found.numerator, found.denominator, found.bound) == (numerator, denominator, 0)
    assert found.display() == display


def test_a12_a_community_is_asked_for_by_its_name_on_the_command_line(path: Path) -> None:
    found = command(path, "households_per_grid", "--area", "供电社区", "--year", "2022")
    assert (found["area_code"], found["value"], found["display"]) == (POWER, 291.1, "291.1")
    assert "target" not in found


def test_a35_about_half_of_those_at_the_fairs_reached_an_intention(path: Path) -> None:
    found = command(path, "fair_intent_rate", "--area", "西街道", "--year", "2021")
    assert found["area_code"] == WEST
    assert (found["numerator"], found["denominator"]) == (300, 600)
    assert (found["value"], found["bound"], found["unit"], found["display"]) == (50, "about", "percent", "≈ 50%")
    assert len(found["batches"]) == 1
    assert "why" not in found


def test_a36_at_least_85_7_people_went_to_each_fair(path: Path) -> None:
    found = command(path, "participants_per_fair", "--area", WEST, "--from", "2021-03-01", "--to", "2021-09-30")
    assert found["value"] == pytest.approx(85.7, abs=0.05)
    assert (found["bound"], found["display"]) == ("at_least", "≥ 85.7")


def test_a37_dibao_per_person_stays_blank_without_a_person_count(path: Path, database: Database) -> None:
    paid = ask(database, "dibao_paid", WEST)
    assert (paid.value, paid.bound, paid.display()) == (310_000, 2, "≥ 310,000")
    database.close()

    found = command(path, "dibao_per_person", "--area", WEST, "--year", "2021")
    assert found["value"] is None
    assert found["denominator"] is None
    assert found["display"] == "暂无数据"
    assert "低保人数" in found["why"]


@pytest.mark.parametrize(("numerator", "denominator"), [
    ("hazard_reports_handled", "safety_inspections"),  # A38: reports of the public against inspections held
    ("elder_beds_added", "elders_60"),  # A47: beds of one community against elders of another
])
def test_a38_a47_what_counts_different_things_is_never_paired(numerator: str, denominator: str) -> None:
    pairs = [pair for one in catalogue().values() for _, *pair in one.statistic]
    assert not [pair for pair in pairs if numerator in pair[0] and denominator in pair[1]]


def closed_by_level(database: Database, area: str = CITY_WEST) -> dict[str, Value]:
    found = series.by_breakdown(database, "commitment_closed_rate", area, Period.parse("2021"))
    return {one.breakdown: one for one in found}


def test_a18_a19_of_316_commitments_152_are_closed_and_164_still_open(database: Database) -> None:
    found = closed_by_level(database)["leader"]
    assert (found.numerator, found.denominator, found.bound) == (152, 316, 0)
    assert found.value == pytest.approx(48.1, abs=0.05)
    assert found.denominator - found.numerator == 164


def test_a21_all_10_major_matters_are_closed(database: Database) -> None:
    found = closed_by_level(database)["major"]
    assert (found.value, found.display()) == (100, "100.0%（10/10）")


@pytest.mark.parametrize("area", ["市西街道", CITY_WEST, CITY_WEST[:6]])
def test_a22_the_ten_major_matters_are_never_pooled_with_the_316_commitments(path: Path, area: str) -> None:
    found = command(path, "commitment_closed_rate", "--area", area, "--year", "2021")
    assert (found["value"], found["numerator"], found["denominator"]) == (None, None, None)
    assert "清单层级" in found["why"]


def test_a22_the_command_line_tells_each_level_by_itself(path: Path) -> None:
    found = command(path, "commitment_closed_rate", "--area", "市西街道", "--year", "2021", "--by", "breakdown")
    assert [(one["breakdown"], one["breakdown_name"], one["numerator"], one["denominator"]) for one in found] == [
        ("leader", "班子成员清单", 152, 316), ("major", "重大事项", 10, 10)]


def test_a23_shares_as_printed_never_enter_an_indicator() -> None:
    for one in catalogue().values():
        for metric in (term for _, *sides in one.statistic for side in sides for term in side):
            assert metrics()[metric].additive, f"{one.id} computes with {metric}"


def test_a23_over_95_percent_and_100_percent_have_no_common_satisfaction(path: Path, database: Database) -> None:
    assert ask(database, "satisfaction_rate", CITY_WEST).value is None
    found = ask(database, "commitment_satisfaction", CITY_WEST)
    assert (found.value, found.numerator, found.denominator) == (None, None, None)
    assert found.why is not None and "百分数" in found.why.zh


def test_a24_at_most_89_percent_of_the_wishes_were_resolved_and_the_lists_may_differ(path: Path) -> None:
    found = command(path, "wish_resolved_rate", "--area", "砂子塘街道", "--year", "2021")
    assert (found["numerator"], found["denominator"], found["value"]) == (89, 100, 89.0)
    assert (found["bound"], found["display"]) == ("at_most", "≤ 89%")
    assert "可能不是同一份清单" in found["note"]


def test_a44_1500_elders_being_40_percent_make_about_3750_residents(database: Database) -> None:
    found = ask(database, "implied_residents", JINKEYUAN)
    assert (found.value, found.bound, found.display()) == (3750, 3, "≈ 3,750")
    assert ask(database, "elderly_share_60", JINKEYUAN).value is None, "an implied population is no denominator"


@pytest.mark.parametrize(("area", "missing"), [
    (SHAZITANG_COMMUNITY, "60岁以上老人"), (JINKEYUAN, "养老床位"), (SHAZITANG, "60岁以上老人"),
])
def test_a47_22_beds_of_one_community_are_not_for_the_elders_of_another(
    database: Database, area: str, missing: str
) -> None:
    found = ask(database, "elder_beds_per_1000", area)
    assert (found.value, found.display()) == (None, "暂无数据")
    assert found.why is not None and missing in found.why.zh


def test_a49_four_and_three_tables_are_seven_pieces(database: Database) -> None:
    found = ask(database, "fitness_pieces_added", HONGZHUAN)
    assert (found.value, found.bound, found.display(with_unit=True)) == (7, 0, "7 件")


@pytest.mark.parametrize(("area", "year", "parts"), [
    (KANGLE, "2022", {"停车位/个": 38, "晾衣架/处": 5, "健身器材/组": 1, "长条椅/处": 2}),
    (EAST, "2022", {"停车位/个": 38, "晾衣架/处": 5, "健身器材/组": 1, "长条椅/处": 2}),
    (HONGZHUAN, "2021", {"乒乓球案/个": 4, "棋牌桌/张": 3}),
])
def test_a48_a49_what_was_added_is_told_by_type_and_unit_and_never_added_across_units(
    database: Database, area: str, year: str, parts: dict[str, float]
) -> None:
    found = series.by_breakdown(database, "facility_added", area, Period.parse(year))
    assert {one.breakdown: one.value for one in found} == parts
    assert all(one.unit.zh == part[-1] for one, part in zip(found, [one.breakdown for one in found], strict=True))

    total = ask(database, "facility_added", area, year)
    assert total.value is None and total.why is not None and "单位不同" in total.why.zh


def test_a48_38_parking_spaces_are_not_mixed_with_racks_and_benches(database: Database) -> None:
    assert ask(database, "parking_added", KANGLE, "2022").value == 38
    assert ask(database, "parking_added", EAST, "2022").value == 38


def test_a51_602_suits_the_printed_600余_and_598_does_not() -> None:
    assert fits(602, "600余") is True
    assert fits(598, "600余") is False


def test_a52_37_suits_the_printed_近38_and_39_does_not(database: Database) -> None:
    assert fits(37, "近38") is True
    assert fits(39, "近38") is False
    found = ask(database, "illegal_sites_removed", WEST)
    assert (found.value, found.bound) == (38, 1)


def test_a53_几张_is_null_and_no_indicator_makes_a_number_of_it(database: Database) -> None:
    (row,) = database.rows("select value from statistic where metric_id = 'mobile_committee_desks'")
    assert row["value"] is None
    assert fits(3, "几张") is None
    assert not database.rows("select * from indicator_values where starts_with(area_code, '610113009')")


@pytest.mark.parametrize(("name", "area", "year", "amount", "bound"), [
    ("renovation_projects", WEST, "2021", 14, 0),
    ("renovated_households", WEST, "2021", 8983, 0),
    ("renovated_buildings", WEST, "2021", 272, 0),
    ("illegal_households_removed", WEST, "2021", 33, 1),
    ("illegal_area_removed", WEST, "2021", 2350, 3),
    ("legacy_title_dwellings", WEST, "2021", 8017, 0),
    ("jobs_developed", WEST, "2021", 26, 0),
    ("job_notices", WEST, "2021", 124, 0),
    ("fairs", WEST, "2021", 7, 0),
    ("request_count", CITY_WEST, "2021", 500, 2),
    ("renovated_households", EAST, "2022", 400, 2),
    ("parking_added", SHAZITANG, "2021", 30, 0),
    ("charging_added", SHAZITANG, "2021", 23, 0),
    ("volunteer_activities", WEST, "2021", 150, 2),
    ("beneficiaries", WEST, "2021", 500, 2),
    ("beneficiaries", CITY_WEST, "2021", 8000, 2),
    ("volunteer_teams", CITY_WEST, "2021", 131, 0),
])
def test_a_published_count_is_the_indicators_value(
    database: Database, name: str, area: str, year: str, amount: float, bound: int
) -> None:
    found = ask(database, name, area, year)
    assert (found.value, found.bound) == (amount, bound)
    district = ask(database, name, area[:6], year)
    assert (district.value, district.bound) == (amount, bound)


@pytest.mark.parametrize("period", ["2021-05", "2021-Q2", "2021-08-ytd", "2021-04-01_2021-12-31"])
def test_a_figure_of_seven_months_is_not_cut_into_shorter_periods(database: Database, period: str) -> None:
    found = ask(database, "jobs_developed", WEST, period)
    assert found.value is None
    assert found.why is not None
    assert "2021-03" in found.why.zh


def test_years_nobody_wrote_about_have_no_data(database: Database) -> None:
    for year in ("2020", "2022"):
        found = ask(database, "jobs_developed", WEST, year)
        assert (found.value, found.display()) == (None, "暂无数据")


def test_published_figures_never_meet_the_demonstration(database: Database) -> None:
    assert not database.rows("select * from indicator_values where starts_with(area_code, '99')")


@pytest.mark.parametrize(("name", "area", "year", "parts"), [
    ("major_matters_with_commitments", CITY_WEST, "2021", ["10项", "316项"]),  # A22
    ("mean_satisfaction", CITY_WEST, "2021", ["超过95%", "100%"]),  # A23
    ("dibao_per_person_without_persons", WEST, "2021", ["310,000余元"]),  # A37
    ("hazard_handling_rate", WEST, "2021", ["20余次", "5起"]),  # A38
    ("beds_per_elders_elsewhere", SHAZITANG, "2021", ["1,500余人", "22个"]),  # A47
    ("facilities_of_all_units", KANGLE, "2022", ["38个", "5处", "1组", "2处"]),  # A48
])
def test_what_must_never_be_computed_is_told_figure_by_figure(
    database: Database, name: str, area: str, year: str, parts: list[str]
) -> None:
    found = known_parts(database, refusals()[name], area, Period.parse(year))
    assert [one.printed().replace(" ", "") for one in found] == parts


def test_a38_asked_for_on_the_command_line_a_trap_gives_no_number_but_why(path: Path) -> None:
    found = command(path, "hazard_handling_rate", "--area", "西街道", "--year", "2021")
    assert (found["value"], found["numerator"], found["denominator"]) == (None, None, None)
    assert (found["indicator"], found["area_code"], found["display"]) == ("hazard_handling_rate", WEST, "不计算")
    assert "两回事" in found["why"]
    assert [one["title"] for one in found["parts"]] == ["安全隐患检查次数", "处理群众举报安全隐患"]
