"""What the map says: classes, colours, tooltips, labels, fit, and that both drawings say the same."""
from __future__ import annotations

import json
import random
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from components import map_deck, map_svg
from components.map_fit import aspect, fit, mercator, placed, text_width
from components.map_legend import legend_html
from components.map_picture import EMPTY, EMPTY_LINE, Picture, picture, rgb
from components.map_shapes import ground
from components.map_tiles import TILE, tiles, with_tiles
from components.maps import fitting_height
from components.remembering import remembering
from data.language import Label
from reports.map_classes import RAMP, class_of, classes
from tests.components import map_samples as samples
from tests.components.map_samples import figure, measure

GRIDS, COMMUNITIES = samples.grids(), samples.communities()
FIRST = "990101001001001"


def drawn(values: list | None = None, **changes: Any) -> Picture:
    values = samples.rates(GRIDS) if values is None else values
    indicator = changes.pop("indicator", measure())
    return picture("按时办结率", ground(GRIDS, COMMUNITIES), values, indicator, **changes)


def patch(of: Picture, code: str = FIRST):
    return next(one for one in of.patches if one.code == code)


# --- classes -----------------------------------------------------------------------------------------------


def test_a_class_holds_about_a_fifth_of_the_areas():
    values = [97 + random.Random(at).random() * 3 for at in range(95)]
    counts = _counts(values)

    assert len(counts) == 5
    assert all(10 <= count <= 28 for count in counts)


def test_class_bounds_are_round_numbers():
    values = [90 + at * 0.1037 for at in range(95)]

    assert [one.label for one in classes(values, "%")] == ["< 92%", "92–94%", "94–96%", "96–98%", "≥ 98%"]


def test_sixty_areas_with_nothing_make_one_class_of_their_own():
    values = [0.0] * 60 + [float(at) for at in range(1, 36)]

    assert classes(values)[0].label == "0"
    assert _counts(values)[0] == 60


def test_an_area_far_behind_all_others_has_a_colour_of_its_own() -> None:
    rates = [55.0, 92.9, 95.2, 95.7, 96.8, 97.4, 98.2, 100.0]
    found = classes(rates, "%")

    assert [rate for rate in rates if class_of(rate, found) == 0] == [55.0]
    assert found[0].label == "55%"


def test_areas_with_everything_done_are_not_mixed_with_nearly_everything():
    values = [100.0] * 50 + [70 + at * 0.63 for at in range(45)]

    assert classes(values, "%")[-1].label == "100%"
    assert _counts(values)[-1] == 50


def test_few_different_values_get_a_colour_each():
    assert [one.label for one in classes([3, 1, 1, 2])] == ["1", "2", "3"]
    assert [one.colour for one in classes([3, 1, 1, 2])] == [RAMP[0], RAMP[2], RAMP[4]]


def test_counts_are_labelled_without_overlap():
    labels = [one.label for one in classes(list(range(1, 41)))]

    ends = [[int(end) for end in text.split("–")] for text in labels]
    assert ends[0][0] == 1
    assert ends[-1][1] == 40
    assert all(after[0] == before[1] + 1 for before, after in pairwise(ends))


@pytest.mark.parametrize("seed", range(60))
def test_every_value_lies_within_the_class_it_is_painted_as(seed):
    chance = random.Random(seed)
    values = [_something(chance) for _ in range(chance.randint(1, 120))]
    found = classes(values)

    assert all(_counts(values)), "a class in the legend that no area has"
    assert len({one.label for one in found}) == len(found)
    for value in values:
        one = found[class_of(value, found) or 0]
        assert one.low <= value < one.high or value == found[-1].high


def test_missing_values_belong_to_no_class():
    assert classes([None, float("nan")]) == []
    assert class_of(None, classes([1, 2])) is None


def test_each_colour_is_clearly_darker_than_the_one_before_also_in_grey_print():
    lights = [_luminance(colour) for colour in RAMP]

    for light, dark in pairwise(lights):
        assert (light + 0.05) / (dark + 0.05) > 1.4


# --- colours, textures, tooltips ---------------------------------------------------------------------------


def test_an_area_without_data_is_grey_and_says_so():
    one = patch(drawn([figure(FIRST, "第1网格", None, None)]))

    assert (one.colour, one.texture) == (EMPTY, "empty")
    assert one.tip == ["按时办结率：暂无数据", "所选时间内没有已办结的诉求"]


def test_an_area_that_was_not_asked_about_is_without_data_too():
    assert patch(drawn([]), "990101001008012").tip == ["按时办结率：暂无数据"]


def test_nothing_is_not_painted_as_nought():
    of = drawn([figure(FIRST, "第1网格", 0, 30), figure("990101001001002", "第2网格", None, 0)])

    assert patch(of).texture == "plain"
    assert patch(of).tip[0] == "按时办结率：0.0%"
    assert patch(of, "990101001001002").texture == "empty"


def test_the_tooltip_tells_what_the_rate_is_made_of():
    assert patch(drawn([figure(FIRST, "第1网格", 39, 40)])).tip == [
        "按时办结率：97.5%",
        f"{measure().numerator.zh}：39",
        f"{measure().denominator.zh}：40",
    ]


def test_a_small_base_keeps_its_class_and_is_marked():
    of = drawn([figure(FIRST, "第1网格", 12, 16), figure("990101001001002", "第2网格", 75, 100)])

    assert patch(of, "990101001001002").texture == "plain"
    assert patch(of).texture == "small"
    assert patch(of).colour == patch(of, "990101001001002").colour
    assert patch(of).tip[-1] == "基数小于20，仅供参考"
    assert of.legend.small == "基数小于20，仅供参考"


def test_where_nearly_every_base_is_small_a_sentence_says_so_instead_of_lines_all_over_the_map():
    few = [figure(f"99010100100100{at}", "网格", at, 9) for at in range(1, 4)]
    of = drawn([*few, figure("990101001001004", "网格", 75, 100)])

    assert patch(of).texture == "plain"
    assert patch(of).tip[-1] == "基数小于20，仅供参考"
    assert of.legend.small is None
    assert of.legend.notes[-1] == "4个区域中有3个基数小于20，颜色仅供参考"


def test_the_map_speaks_english_when_asked():
    of = drawn([figure(FIRST, "Grid 1", 12, 16)], language="en")

    assert patch(of).tip[0] == "On-time closure rate: 75.0%"
    assert of.legend.empty == "No data"
    assert of.summary.removeprefix("按时办结率").isascii()
    assert all(text.isascii() for text in [*of.legend.notes, *patch(of).tip])


def test_the_legend_says_which_end_is_the_good_one():
    values = [figure(FIRST, "第1网格", 30, 40), figure("990101001001002", "第2网格", 39, 40)]

    assert "越高越好" in drawn(values).legend.notes
    assert "越低越好" in drawn(values, indicator=measure(better="lower")).legend.notes
    assert drawn(values, indicator=measure(better="none")).legend.notes == ["颜色越深，数值越大"]


def test_dark_is_more_whatever_is_better():
    values = samples.rates(GRIDS)

    assert [p.colour for p in drawn(values).patches] == [
        p.colour for p in drawn(values, indicator=measure(better="lower")).patches]


def test_the_legend_of_a_count_names_its_unit():
    count = measure(unit=Label("件", "requests"), denominator=None)
    value = replace(figure(FIRST, "第1网格", 7, 1), value=7, denominator=None, indicator=count)

    of = drawn([value], indicator=count)
    assert of.legend.notes[0] == "单位：件"
    assert patch(of).tip == ["按时办结率：7 件"]


def test_a_map_without_any_data_says_so_once():
    of = drawn([figure(FIRST, "第1网格", None, None)])

    assert of.legend.classes == []
    assert of.legend.notes == ["所选时间内各区域都暂无数据"]
    assert of.summary == "按时办结率。96个区域，都暂无数据。"


def test_the_map_can_be_heard():
    values = [figure(FIRST, "第1网格", 30, 40), figure("990101001001002", "第2网格", 39, 40)]

    assert drawn(values).summary == (
        "按时办结率。96个区域，其中2个有数据，最低第1网格 75.0%，最高第2网格 97.5%。")


def test_names_cannot_smuggle_markup_into_the_page():
    features = json.loads(json.dumps(GRIDS))
    features["features"][0]["properties"]["area_name"] = "<img src=x onerror=alert(1)>"
    of = picture("t", ground(features), [], measure())

    assert "<img" not in json.dumps(map_svg.svg(of, 600, 400))
    assert "<img" not in legend_html(of.legend, ["<img src=x>"])
    assert "innerHTML" not in map_deck.TOOLTIP["html"]  # what it fills in is escaped by Streamlit


# --- geometry ----------------------------------------------------------------------------------------------


def test_coordinates_are_rounded_but_neighbours_still_touch():
    pieces = [shape(piece.geometry) for piece in ground(GRIDS).pieces]

    whole = shapely.union_all(pieces)
    assert whole.geom_type == "Polygon"
    assert sum(piece.area for piece in pieces) == pytest.approx(whole.area)


def test_hatching_stays_within_its_area():
    for piece in ground(GRIDS).pieces:
        lines = shapely.MultiLineString([path for path in piece.hatch if len(path) > 1])
        assert lines.length > 0
        assert shape(piece.geometry).buffer(2e-6).contains(lines)


def test_a_label_stands_inside_its_area():
    made = ground(GRIDS, COMMUNITIES)

    for piece in [*made.pieces, *made.parents]:
        assert shape(piece.geometry).contains(shapely.Point(piece.spot.lon, piece.spot.lat))


def test_geometry_without_any_boundary_is_refused():
    with pytest.raises(ValueError, match="boundary"):
        ground({"type": "FeatureCollection", "features": []})


def rows_of_tiles(features: dict) -> list[list[str]]:
    """The short names on the tiles, row by row from the top, as they stand."""
    found: dict[float, list[tuple[float, str]]] = {}
    for one in features["features"]:
        if "tile" in one["properties"]:
            west, _, _, north = shape(one["geometry"]).bounds
            found.setdefault(round(north, 6), []).append((west, one["properties"]["tile"]))
    return [[name for _, name in sorted(found[north])] for north in sorted(found, reverse=True)]


def test_tiles_carry_name_and_value_because_they_have_no_place():
    names = ["滨河社区", "北关社区", "文昌社区"]
    values = [figure(f"99010100100{n}", name, n, 10) for n, name in enumerate(names)]
    places = tiles([(value.area_code, value.area_name) for value in values], width=260)
    of = picture("t", ground(places), values, measure())

    assert of.tiled
    assert [label.lines for label in of.labels] == [
        ["滨河社区", "0.0%"], ["北关社区", "10.0%"], ["文昌社区", "20.0%"]]
    assert rows_of_tiles(places) == [["滨河社区", "北关社区"], ["文昌社区"]]


def test_two_tiles_are_no_larger_than_twenty():
    few, many = (ground(tiles([(str(at), "社区") for at in range(n)], width=650)) for n in (2, 20))

    assert few.bounds[2] - few.bounds[0] == many.bounds[2] - many.bounds[0]


GRIDS_OF_TWO = [(f"99010100100{c}00{g}", f"{name}第{g}网格") for c, name in ((1, "滨河社区"), (2, "北关社区"))
                for g in (1, 2, 3)]
TWO = {"990101001001": "滨河社区", "990101001002": "北关社区"}


def test_tiles_stand_community_by_community_under_its_name_in_the_order_of_their_codes():
    made = tiles(GRIDS_OF_TWO, 260, TWO)
    again = tiles(list(reversed(GRIDS_OF_TWO)), 260, TWO)
    of = picture("t", ground(made), [], measure())

    assert made == again
    assert rows_of_tiles(made) == [["第1网格", "第2网格"], ["第3网格"]] * 2
    assert [label.lines for label in of.labels][:2] == [["滨河社区"], ["北关社区"]]
    assert len(of.outlines) == 2


def test_no_tile_lies_on_another_and_all_are_alike():
    placed = [shape(one["geometry"]) for one in tiles(GRIDS_OF_TWO, 260, TWO)["features"]]

    assert shapely.union_all(placed).area == pytest.approx(sum(one.area for one in placed))
    assert len({round(one.area, 12) for one in placed}) == 1


@pytest.mark.parametrize("width", [250, 640, 1200])
def test_areas_without_a_boundary_stand_below_the_real_ones_and_say_so(width):
    values = [*samples.rates(GRIDS), figure("990101001009001", "新设网格", 3, 40)]
    named = [(value.area_code, value.area_name) for value in values]
    made = with_tiles(GRIDS, named, width, {}, "示意图，非真实边界")
    of = picture("t", ground(made), values, measure(), selected="990101001009001")

    assert (of.tiles, of.tiled) == (1, False)
    assert ["示意图，非真实边界"] in [label.lines for label in of.labels]
    assert ["新设网格", "7.5%"] in [label.lines for label in of.labels]
    real = shapely.union_all([shape(piece.geometry) for piece in ground(GRIDS).pieces]).bounds
    tile = shape(patch(of, "990101001009001").piece.geometry).bounds
    assert tile[3] < real[1]
    assert of.bounds[0] <= min(real[0], tile[0])
    assert of.bounds[1] <= tile[1]
    assert of.bounds[2] >= max(real[2], tile[2])
    assert of.bounds[3] == real[3]
    assert of.selected.code == "990101001009001"
    assert patch(of, "990101001009001").colour == next(
        one.colour for one in of.legend.classes if one.low <= 7.5 <= one.high
    )


@pytest.mark.parametrize("width", [250, 350, 480, 830])
def test_a_hundred_tiles_have_room_for_their_words_on_any_card(width):
    many = [(f"9901010010{c:02}{g:03}", f"{c}社区第{g}网格") for c in range(1, 9) for g in range(1, 13)]
    names = {f"9901010010{c:02}": f"{c}社区" for c in range(1, 9)}
    made = tiles(many, width, names)
    west, south, east, north = made["bbox"]
    scale = min(width / (east - west), 900 / (north - south))

    assert TILE[0] * scale >= min(60, width / 6)
    assert len(made["blocks"]) == 8


def test_a_map_with_every_boundary_has_no_tiles():
    named = [(value.area_code, value.area_name) for value in samples.rates(GRIDS)]

    assert with_tiles(GRIDS, named, 640, {}, "示意图") is GRIDS


# --- the fit -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), [(360, 380), (690, 490), (1100, 560), (300, 900)])
def test_the_map_fills_its_card_in_one_direction_and_fits_in_the_other(width, height):
    bounds = ground(GRIDS).bounds
    view = fit(bounds, width, height, padding=12)

    (left, bottom), (right, top) = mercator(*bounds[:2]), mercator(*bounds[2:])
    across, down = (right - left) * view.scale, (bottom - top) * view.scale
    assert max(across / (width - 24), down / (height - 24)) == pytest.approx(1)


def test_the_card_is_as_high_as_the_map_but_no_higher_than_a_screen():
    of = drawn()

    assert fitting_height(of, 360) == pytest.approx(336 * aspect(of.bounds) + 24, abs=1)
    assert fitting_height(of, 1500) < 800


def test_labels_never_cover_one_another():
    of = drawn()
    for width in (200, 360, 700):
        view = fit(of.bounds, width, width)
        kept = placed(of.labels, view, 13, of.labels_inside)
        middles = [[part * view.scale for part in mercator(one.spot.lon, one.spot.lat)] for one in kept]
        for at, (x, y) in enumerate(middles):
            for u, v in middles[:at]:
                assert abs(x - u) > text_width("四个汉字", 13) or abs(y - v) > 13


def test_communities_are_named_over_their_grids_and_grids_within_one_community():
    parent = json.loads(json.dumps(COMMUNITIES["features"][0]))
    parent["properties"]["area_name"] = "滨河社区（演示）"
    one = {"type": "FeatureCollection", "features": [parent]}
    few = {"type": "FeatureCollection", "features": [
        {**grid, "properties": {"area_code": grid["id"], "area_name": "滨河社区第1网格"}}
        for grid in GRIDS["features"] if grid["id"].startswith("990101001001")]}

    assert {label.lines[0] for label in drawn().labels} == set(samples.NAMES)
    alone = picture("t", ground(few, one), [], measure())
    assert alone.labels[0].lines == ["第1网格"]
    assert alone.labels_inside


# --- both drawings -----------------------------------------------------------------------------------------


def test_both_drawings_paint_the_same_colours_and_say_the_same():
    of = drawn(selected=FIRST)
    deck = {layer["id"]: layer for layer in layers(of)}
    trace = map_svg.svg(of, 700, 500)["data"][0]

    painted = [feature["properties"]["colour"] for feature in deck["fills"]["data"]]
    assert painted == [rgb(_step(trace, z)) for z in trace["z"]]
    told = [[f["properties"]["name"], *f["properties"]["tip"].split("\n")] for f in deck["areas"]["data"]]
    assert told == [tip.removeprefix("<b>").replace("</b>", "").split("<br>") for tip in trace["hovertext"]]
    assert [f["properties"]["code"] for f in deck["areas"]["data"]] == trace["locations"]


def test_both_drawings_hatch_and_outline_the_same_lines():
    of = drawn(selected=FIRST)
    paths = [[tuple(point) for point in row["path"]] for layer in layers(of) if layer["@@type"] == "PathLayer"
             for row in layer["data"]]
    lines = [path for trace in map_svg.svg(of, 700, 500)["data"] if trace.get("mode") == "lines"
             for path in _split(trace)]

    assert len(paths) > 100
    assert paths == lines
    assert EMPTY_LINE in json.dumps(map_svg.svg(of, 700, 500))


def test_the_selected_area_is_outlined_and_others_are_not():
    assert "selected" in {layer["id"] for layer in layers(drawn(selected=FIRST))}
    assert "selected" not in {layer["id"] for layer in layers(drawn(selected="990101001"))}


def test_a_click_on_either_drawing_gives_the_area_code():
    selection = {"objects": {"areas": [{"properties": {"code": FIRST}}]}, "indices": {"areas": [0]}}

    assert map_deck.clicked(selection) == FIRST
    assert map_svg.clicked({"points": [{"location": FIRST}]}) == FIRST
    assert map_deck.clicked({"objects": {}, "indices": {}}) is None
    assert map_svg.clicked({"points": []}) is None


def test_no_drawing_has_a_base_map():
    made = json.loads(map_deck.deck(drawn(), 700, 500).to_json())

    assert "mapProvider" not in made
    assert made["mapStyle"] == "__MAP_STYLE__"  # Streamlit's word for the default, which is none here
    assert map_svg.config("board/")["topojsonURL"] == "/board/app/static/"
    assert map_svg.config()["topojsonURL"] == "/app/static/"


def test_a_map_of_ninety_six_grids_is_a_light_load():
    assert len(map_deck.deck(drawn(), 700, 500).to_json()) < 150_000


def layers(of: Picture) -> list[dict[str, Any]]:
    """The layers of the WebGL map, those in a nested list included."""
    found = json.loads(map_deck.deck(of, 700, 500).to_json())["layers"]
    return [layer for one in found for layer in (one if isinstance(one, list) else [one])]


def test_the_same_objects_are_not_drawn_twice_and_changed_ones_are():
    made = []

    @remembering(2)
    def draw(values: list, language: str) -> int:
        made.append(language)
        return len(values)

    first, equal = [1], [1]
    draw(first, "zh"), draw(first, "zh"), draw(equal, "zh"), draw(first, "en"), draw(first, "zh")

    assert made == ["zh", "zh", "en", "zh"]  # the first had to make room for the third


def _something(chance: random.Random) -> float:
    """Small counts, rates of small bases, anything."""
    return chance.choice([chance.randint(0, 6), 100 * chance.randint(0, 9) / 12, chance.random() * 100])


def _counts(values: list[float]) -> list[int]:
    found = classes(values)
    return [sum(class_of(value, found) == at for value in values) for at in range(len(found))]


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in rgb(colour)]
    linear = [part / 12.92 if part < 0.04 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _step(trace: dict[str, Any], z: int) -> str:
    """The colour that plotly's scale gives to z."""
    share = (z - trace["zmin"]) / (trace["zmax"] - trace["zmin"])
    return next(colour for edge, colour in reversed(trace["colorscale"]) if edge <= share)


def _split(trace: dict[str, Any]) -> list[list[tuple[float, float]]]:
    paths: list[list[tuple[float, float]]] = [[]]
    for lon, lat in zip(trace["lon"], trace["lat"], strict=True):
        if lon is None:
            paths.append([])
        else:
            paths[-1].append((lon, lat))
    return [path for path in paths if path]
