"""What an office may set, and that every number follows it."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from queries import catalogue, changes, cube, settings
from queries.periods import Period
from queries.settings import SettingError
from tests.queries.store import STREET, Store, ask, figure, jobs, ratio, request

Office = Callable[[str], None]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Writes the office's own settings file, as if the program had been started with it."""
    path = tmp_path / "settings.toml"
    path.touch()
    monkeypatch.setenv("STREET_SETTINGS", str(path))

    def write(text: str) -> None:
        path.write_text(text, "utf-8")
        forget()

    yield write
    monkeypatch.undo()
    forget()


def forget() -> None:
    settings.settings.cache_clear()
    catalogue.catalogue.cache_clear()


def test_an_office_that_sets_nothing_has_the_defaults() -> None:
    found = settings.read()

    assert found.own_file is None
    assert all(one.is_default for one in found.by_id.values())
    assert found.by_id["response_limit_hours"].value == 24


def test_a_store_is_counted_anew_for_the_settings_that_changed_and_only_for_those(store: Store, office: Office) -> None:
    store.load("service_request", [request(), request(responded_at="2026-01-06 03:00")])
    office("")
    cube.bring_up_to_date(store)
    assert ask(store, "response_rate", "2026-01").value == 100

    office("response_limit_hours = 12")
    assert cube.bring_up_to_date(store) == ["response_rate", "three_rate_score"]
    assert ask(store, "response_rate", "2026-01").value == 50
    assert catalogue.catalogue()["response_rate"].question.zh == "诉求是否在12小时内联系了当事人？"
    assert cube.bring_up_to_date(store) == []


def test_what_is_imported_after_a_change_of_settings_follows_them_too(store: Store, office: Office) -> None:
    office("response_limit_hours = 12")
    cube.bring_up_to_date(store)

    store.load("service_request", [request(), request(responded_at="2026-01-06 03:00")])
    assert ratio(ask(store, "response_rate", "2026-01")) == (1, 2)


def test_fairly_satisfied_counts_unless_the_office_says_no(store: Store, office: Office) -> None:
    store.load("service_request", [request(satisfied="2"), request(satisfied="1"), request(satisfied="0")])
    cube.bring_up_to_date(store)
    assert ratio(ask(store, "satisfaction_rate", "2026-01")) == (2, 3)

    office("fairly_satisfied_counts = false")
    cube.bring_up_to_date(store)
    assert ratio(ask(store, "satisfaction_rate", "2026-01")) == (1, 3)
    assert catalogue.catalogue()["satisfaction_rate"].numerator.zh == "回访满意的诉求"


def test_sheets_that_include_the_fairly_satisfied_are_left_out_when_those_do_not_count(
    store: Store, office: Office
) -> None:
    store.load("statistic", [figure("requests_satisfied", 90, "件"), figure("requests_rated", 100, "件")])
    cube.bring_up_to_date(store)
    assert ask(store, "satisfaction_rate", "2021", "340603003").value == 90

    office("fairly_satisfied_counts = false")
    cube.bring_up_to_date(store)
    assert ask(store, "satisfaction_rate", "2021", "340603003").value is None


def test_the_weights_of_the_three_rates_are_the_offices(store: Store, office: Office) -> None:
    store.load("service_request", [request(), request(satisfied="0")])
    cube.bring_up_to_date(store)
    assert ask(store, "three_rate_score", "2026-01").value == 75

    office("response_weight = 0.3\nresolution_weight = 0.3\nsatisfaction_weight = 0.4")
    cube.bring_up_to_date(store)
    assert ask(store, "three_rate_score", "2026-01").value == pytest.approx(80)
    assert "满意率×0.4" in catalogue.catalogue()["three_rate_score"].numerator.zh


def test_less_than_the_yellow_gap_behind_is_green_with_a_note_or_yellow_as_the_office_says(
    store: Store, office: Office
) -> None:
    store.load("target", [{"area_code": STREET, "metric_id": "jobs_developed", "year": 2026, "annual_target": 120.0,
                           "unit": "个", "schedule": "linear", "direction": "up"}])
    store.load("employment_stat", [jobs("2026-01", 10), jobs("2026-02", 2)])

    def found() -> changes.Target | None:
        return changes.target(store, "jobs_developed", STREET, Period.parse("2026-02"))

    office("")
    usual = found()
    assert usual and (usual.light, usual.note and usual.note.zh) == ("green", "落后不到10个点，按设置仍为绿灯")
    office('slightly_behind_light = "yellow"')
    strict = found()
    assert strict and (strict.light, strict.note and strict.note.zh) == ("yellow", "落后不到10个点，按设置亮黄灯")
    office("yellow_gap = 2\nred_gap = 6")
    red = found()
    assert red and (red.light, red.note) == ("red", None)


def test_target_lights_direction_and_small_base_of_one_indicator_are_the_offices(office: Office) -> None:
    office('[indicators.satisfaction_rate]\ntarget = 85\nyellow = 5\nred = 15\nsmall_base = 30\nbetter = "none"')

    found = catalogue.catalogue()["satisfaction_rate"]
    assert (found.target, found.lights, found.small_base, found.better) == (85, (5, 15), 30, "none")
    assert catalogue.catalogue()["resolution_rate"].target == 95


@pytest.mark.parametrize(("written", "key", "reason"), [
    ("response_limit = 12", "response_limit", "没有这项设置"),
    ("response_limit_hours = true", "response_limit_hours", "true不可用，应是1到240之间的数"),
    ("response_limit_hours = nan", "response_limit_hours", "nan不可用"),
    ("fairly_satisfied_counts = 1", "fairly_satisfied_counts", "1不可用，只能是true、false"),
    ('slightly_behind_light = "red"', "slightly_behind_light", '只能是"green"、"yellow"'),
    ("response_weight = 0.2", "response_weight", "相加应等于1，现在是1.1"),
    ("yellow_gap = 40", "yellow_gap", "yellow_gap不能大于red_gap"),
    ("[indicators.closure_rate]\nlight = 3", "indicators.closure_rate.light", "没有这项设置"),
    ("[indicators.closure_rate]\nyellow = 50", "indicators.closure_rate.yellow", "yellow不能大于red"),
    ("[indicators.no_such]\ntarget = 3", "indicators.no_such", "没有这个指标"),
    ("response_limit_hours 12", "TOML", "不是合法的TOML"),
])
def test_a_wrong_file_is_refused_with_file_key_and_reason(office: Office, written: str, key: str, reason: str) -> None:
    office(written)

    with pytest.raises(SettingError) as problem:
        catalogue.catalogue()
    assert f"设置文件settings.toml有误，“{key}”" in str(problem.value)
    assert reason in str(problem.value)


def test_a_file_that_is_named_but_not_there_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STREET_SETTINGS", str(tmp_path / "gone.toml"))
    with pytest.raises(SettingError, match="找不到这个文件"):
        settings.read(settings.own_file())


def test_without_the_variable_the_file_beside_the_store_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("STREET_SETTINGS")
    monkeypatch.setenv("STREET_DATABASE", str(tmp_path / "street.duckdb"))
    assert settings.own_file() is None
    (tmp_path / "settings.toml").write_text("small_base = 10", "utf-8")

    found = settings.read(settings.own_file())
    assert found.by_id["small_base"].value == 10
    assert not found.by_id["small_base"].is_default


def test_sql_that_names_an_unknown_setting_or_one_of_words_fails_at_load(tmp_path: Path) -> None:
    good = (catalogue.FOLDER / "service" / "response_rate.sql").read_text("utf-8")
    for name, said in (("response_hours", "no setting is named"), ("slightly_behind_light", "holds words")):
        path = tmp_path / "service" / "response_rate.sql"
        path.parent.mkdir(exist_ok=True)
        path.write_text(good.replace("name = 'response_limit_hours'", f"name = '{name}'"), "utf-8")
        with pytest.raises(catalogue.DefinitionError, match=said):
            catalogue.read_indicator(path)
