"""Where things happen: finding the area a clerk means, and never guessing."""
import datetime

import pytest

from data import areas
from data.areas import AreaNames
from data.database import Database

SQUARE = '{"type": "Polygon", "coordinates": [[[116.0, 33.0], [116.1, 33.0], [116.1, 33.1], [116.0, 33.0]]]}'
TREE = [
    ("340603", "相山区", None), ("340603003", "西街道", "西街"), ("340603002", "东街道", None),
    ("340603003001", "新华社区", "新华里、老新华"), ("340603003002", "安康社区", None),
    ("340603002001", "新华社区", None), ("340603002002", "供电社区", "电厂家属院"),
    ("340603003001001", "第1网格", None), ("340603003001002", "第2网格", None),
    ("340603003002001", "第1网格", None), ("340603002002010", "第十网格", None),
    ("990101", "演示区（演示）", None), ("990101001", "西街道（演示）", None),
]


def add(database: Database, code: str, name: str, alias: str | None = None, **more: object) -> None:
    row = {"area_code": code, "area_name": name, "alias": alias, "level": areas.level_of(code),
           "parent_code": areas.parent_of(code), "valid_from": datetime.date(2000, 1, 1), **more}
    marks = ", ".join("?" * len(row))
    with database.write() as cursor:
        cursor.execute(f"insert into area ({', '.join(row)}) values ({marks})", [*row.values()])


@pytest.fixture
def database():
    database = Database(":memory:")
    for code, name, alias in TREE:
        add(database, code, name, alias)
    yield database
    database.close()


@pytest.fixture
def names(database):
    return AreaNames(database)


def test_a_code_is_found_as_it_stands(names):
    assert names.resolve("340603003001").code == "340603003001"
    assert names.resolve("３４０６０３００３").code == "340603003"


def test_a_street_written_with_twelve_digits_is_that_street(names):
    assert names.resolve("340603003000").code == "340603003"
    assert names.resolve("340603000000").code == "340603"


def test_an_unknown_code_is_not_taken_for_its_parent(names):
    match = names.resolve("340603003001099")

    assert match.code is None
    assert match.candidates == ["340603003001"]


def test_a_name_and_an_alias_are_found(names):
    assert names.resolve("安康社区").how == "name"
    assert names.resolve("老新华").code == "340603003001"
    assert names.resolve("电厂家属院").how == "alias"


COMMUNITY = ["安康", "安康社区居委会", "安康社区居民委员会", "安康居委会", " 安 康 社区 "]
PATHS = ["西街道/新华社区", "西街道新华社区", "西街道-新华社区", "西街 / 新华", "相山区西街道新华"]
GRIDS = ["西街道/新华社区/第2网格", "西街道新华社区2网格", "老新华第二網(wǎng)格", "西街道/新华社区02网格"]


@pytest.mark.parametrize("written", COMMUNITY)
def test_a_community_is_found_with_or_without_its_suffix(names, written):
    assert names.resolve(written).code == "340603003002"


@pytest.mark.parametrize("written", ["東街道", "東(dōng)街道", "東（dong）街道"])
def test_traditional_text_with_pinyin_in_brackets_is_read(names, written):
    assert names.resolve(written).code == "340603002"


def test_two_areas_of_one_name_are_asked_about(names):
    match = names.resolve("新华社区")

    assert match.code is None
    assert match.how == "ambiguous"
    assert match.candidates == ["340603002001", "340603003001"]


@pytest.mark.parametrize("written", PATHS)
def test_a_path_of_names_tells_which_is_meant(names, written):
    assert names.resolve(written).code == "340603003001"


@pytest.mark.parametrize("written", GRIDS)
def test_a_grid_is_found_by_its_number_inside_its_community(names, written):
    assert names.resolve(written).code == "340603003001002"


def test_a_grid_named_after_its_community_is_found_by_its_number_inside_it(database):
    add(database, "340603003002005", "安康社区第5网格")
    names = AreaNames(database)

    assert names.resolve("第五网格").code == "340603003002005"
    assert names.resolve("第5网格", within="340603003002").code == "340603003002005"
    assert names.resolve("安康社区/5网格").code == "340603003002005"


SHORT_GRIDS = ["滨河社区/第3网格", "西街道（演示）/滨河社区/第3网格", "西街道（演示）滨河社区第三网格", "滨河/3网格"]


@pytest.mark.parametrize("within", [None, "990101001", "990101001003"])
@pytest.mark.parametrize("written", SHORT_GRIDS)
def test_a_path_with_the_short_name_of_a_grid_finds_it_inside_any_area_that_holds_it(database, written, within):
    for code, name in (("990101001003", "滨河社区"), ("990101001003003", "滨河社区第3网格"),
                       ("990101001004", "东风社区"), ("990101001004003", "东风社区第3网格")):
        add(database, code, name)

    assert AreaNames(database).resolve(written, within).code == "990101001003003"


def test_a_path_that_leads_out_of_the_given_area_finds_nothing(names):
    assert names.resolve("东街道/新华社区", within="340603003").code is None


def test_a_path_that_leaves_two_choices_is_asked_about(names):
    assert names.resolve("西街道/第1网格").candidates == ["340603003001001", "340603003002001"]
    assert names.resolve("西街道/第1网格").code is None


def test_an_upload_within_one_street_needs_no_path(names):
    assert names.resolve("新华社区", within="340603002").code == "340603002001"
    assert names.resolve("第1网格", within="340603003002").code == "340603003002001"


def test_a_code_outside_the_given_area_is_not_found(names):
    assert names.resolve("340603002001", within="340603003").code is None


def test_a_similar_name_is_suggested_and_not_taken(names):
    match = names.resolve("安廉社区")

    assert match.code is None
    assert match.candidates == ["340603003002"]


def test_the_real_street_and_the_demonstration_street_never_meet(names):
    assert names.resolve("西街道").code == "340603003"
    assert names.resolve("西街道（演示）").code == "990101001"


def test_blank_text_names_no_area(names):
    assert names.resolve("  ") == areas.Match(None)


def test_parents_come_before_children(database):
    codes = [one.code for one in areas.every(database)]

    assert len(codes) == len(TREE)
    assert all(codes.index(parent) < codes.index(code) for code in codes if (parent := areas.parent_of(code)))


def test_children_and_ancestors_follow_the_codes(database):
    assert [one.name for one in areas.children(database, "340603")] == ["东街道", "西街道"]
    assert len(areas.children(database, "340603", "grid")) == 4
    known = {one.code: one for one in areas.every(database)}
    assert [one.name for one in areas.ancestors(known, "340603003001")] == ["相山区", "西街道"]


def test_codes_beginning_with_99_are_the_demonstration(database):
    assert areas.get(database, "990101001").is_demo
    assert not areas.get(database, "340603003").is_demo
    assert areas.get(database, "000000") is None


def test_a_redivided_grid_keeps_its_earlier_version(database):
    with database.write() as cursor:
        cursor.execute("update area set valid_to = date '2026-06-30' where area_code = '340603003001001'")
    add(database, "340603003001001", "新一网格", valid_from=datetime.date(2026, 7, 1))

    def name_on(day):
        return next(one.name for one in areas.every(database, day) if one.code == "340603003001001")

    assert name_on(datetime.date(2026, 6, 30)) == "第1网格"
    assert name_on(datetime.date(2026, 7, 1)) == "新一网格"
    assert areas.get(database, "340603003001001").name == "新一网格"


@pytest.mark.parametrize(("column", "value"), [
    ("area_name", "改名"), ("alias", "新名"), ("households", 12), ("boundary", SQUARE), ("valid_to", "2026-06-30")])
def test_whatever_of_an_area_is_changed_is_told_at_once(database, column, value):
    before = areas.get(database, "340603003001001")
    with database.write() as cursor:
        cursor.execute(f"update area set {column} = ? where area_code = '340603003001001'", [value])

    assert areas.get(database, "340603003001001") != before


def test_areas_are_not_read_again_when_only_something_else_was_changed(database, monkeypatch):
    before = areas.every(database)
    with database.write() as cursor:
        cursor.execute("insert into calendar values (date '2050-01-01')")
    rows, asked = database.rows, []
    monkeypatch.setattr(database, "rows", lambda sql, params=(): asked.append(sql) or rows(sql, params))

    assert areas.every(database) == before
    assert not [sql for sql in asked if "area_name" in sql and "hash" not in sql] and len(asked) == 1


def test_a_retired_area_is_still_found_by_its_code_but_gives_way_by_name(database):
    with database.write() as cursor:
        cursor.execute("update area set valid_to = date '2026-06-30' where area_code = '340603002001'")
    names = AreaNames(database)

    assert "340603002001" not in [one.code for one in areas.every(database)]
    assert names.resolve("340603002001").code == "340603002001"
    assert names.resolve("新华社区").code == "340603003001"


def test_boundaries_are_a_feature_collection_with_the_code_as_id(database):
    with database.write() as cursor:
        cursor.execute("update area set boundary = ? where area_code = '340603003001001'", [SQUARE])

    found = areas.boundaries(database, "340603003", "grid")

    assert found["type"] == "FeatureCollection"
    assert [one["id"] for one in found["features"]] == ["340603003001001"]
    assert found["features"][0]["properties"] == {
        "area_code": "340603003001001", "area_name": "第1网格", "level": "grid"}
    assert areas.boundaries(database, "340603002", "grid")["features"] == []


def test_a_map_of_an_earlier_day_shows_the_boundaries_of_that_day(database):
    ended, grid = datetime.date(2026, 6, 30), "340603003002009"
    add(database, grid, "第9网格", boundary=SQUARE, valid_to=ended)

    assert areas.boundaries(database, "340603003", "grid")["features"] == []
    assert len(areas.boundaries(database, "340603003", "grid", ended)["features"]) == 1
    assert areas.retired_after(database, "340603003", ended)
    assert not areas.retired_after(database, "340603003", datetime.date(2026, 7, 1))
