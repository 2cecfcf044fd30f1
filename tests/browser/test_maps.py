"""The map in a real browser, with WebGL and without: what it paints, what a click does, how it fits.

WebGL is drawn in software here, which is slow: tests that do not need a page of their own share one, and a
click is repeated until it counts (a press that takes the software a quarter of a second is no click to it).
"""
from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from components import webgl
from components.map_fit import fit, mercator
from components.map_picture import CHOSEN, Picture, picture, rgb
from components.map_shapes import Ground, Spot, ground
from components.map_tiles import with_tiles
from reports.map_classes import RAMP
from tests.browser import chromium
from tests.browser.chromium import Graphics, Watch, settled
from tests.components import map_samples as samples

Open = Callable[..., Page]
Drawing = Literal["gl", "svg"]
BOTH = pytest.mark.parametrize("drawing", ["svg", "gl"])
CHART = {"gl": '[data-testid="stDeckGlJsonChart"]', "svg": '[data-testid="stPlotlyChart"]'}
GRAPHICS: dict[Drawing, Graphics] = {"gl": "software", "svg": "none"}
GRIDS, COMMUNITIES = ground(samples.grids(), samples.communities()), ground(samples.communities())
FIRST, FIFTH, FAR = "990101001001001", "990101001001005", "990101001007008"


@pytest.fixture(scope="module", params=["svg", "gl"])
def shared(
    request: pytest.FixtureRequest, visitors: Callable[[str, Graphics], BrowserContext], map_app: str
) -> Iterator[tuple[Page, Drawing]]:
    """One page with the map of grids for many tests."""
    drawing: Drawing = request.param
    watch = Watch()
    page = watch.over(visitors("laptop", GRAPHICS[drawing]).new_page())
    page.goto(f"{map_app}/?map={drawing}")
    yield page, drawing
    page.close()
    assert (watch.outside, watch.errors) == ([], [])


@pytest.fixture
def grids(shared: tuple[Page, Drawing]) -> tuple[Page, Drawing]:
    """The shared page with nothing selected and the mouse away from the map."""
    page, drawing = shared
    settled(page)
    page.get_by_role("button", name="全部放开").click()
    expect_chosen(page, None)
    wait_until_painted(page, drawing)
    return page, drawing


def opened(open_page: Open, url: str, drawing: Drawing, query: str = "", size: str = "laptop") -> Page:
    """A page of its own with the drawing asked for, painted."""
    page = open_page(f"{url}/?map={drawing}{query}", size=size, graphics=GRAPHICS[drawing])
    wait_until_painted(page, drawing)
    return page


def wait_until_painted(page: Page, drawing: Drawing) -> None:
    chart = page.locator(CHART[drawing])
    expect(chart).to_be_visible(timeout=30_000)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        image = Image.open(io.BytesIO(chart.screenshot())).convert("RGB")
        if len(image.getcolors(maxcolors=1 << 24) or []) > 5:
            return
        page.wait_for_timeout(200)
    raise AssertionError("the map stayed blank")


def place(page: Page, drawing: Drawing, code: str, of: Ground = GRIDS) -> tuple[float, float]:
    """Where on the page an area's label must be, if the map fits its card."""
    return place_of(page, drawing, next(piece.spot for piece in of.pieces if piece.code == code), of)


def place_of(page: Page, drawing: Drawing, spot: Spot, of: Ground = GRIDS) -> tuple[float, float]:
    box = page.locator(CHART[drawing]).bounding_box()
    assert box is not None
    view = fit(of.bounds, box["width"], box["height"])
    x, y = (part * view.scale for part in mercator(spot.lon, spot.lat))
    mid_x, mid_y = (part * view.scale for part in mercator(view.lon, view.lat))
    return box["x"] + box["width"] / 2 + x - mid_x, box["y"] + box["height"] / 2 + y - mid_y


def click(page: Page, spot: tuple[float, float], then: str | None) -> None:
    """A click there; afterwards `then` must be the area selected."""
    wanted = page.get_by_text(f"选中：{then}", exact=True)
    page.mouse.move(*spot)
    for _ in range(8):
        page.mouse.click(*spot)
        try:
            wanted.wait_for(timeout=4_000)
            break
        except Exception:
            continue
    expect_chosen(page, then)
    page.mouse.move(5, 5)


def expect_chosen(page: Page, code: str | None) -> None:
    expect(page.get_by_text(f"选中：{code}", exact=True)).to_be_visible(timeout=15_000)
    settled(page)


def painted(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def expected() -> Picture:
    return picture("", GRIDS, samples.rates(samples.grids()), samples.measure())


# --- which drawing -----------------------------------------------------------------------------------------


def test_without_webgl_the_svg_map_takes_over_by_itself(open_page: Open, map_app: str) -> None:
    page = open_page(map_app, graphics="none")

    wait_until_painted(page, "svg")
    assert page.locator(CHART["gl"]).count() == 0


@BOTH
def test_a_browser_loads_what_it_draws_with_and_nothing_else(open_page: Open, map_app: str, drawing: Drawing) -> None:
    page = opened(open_page, map_app, drawing)

    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => new URL(one.name).pathname)")
    assert [name for name, path in webgl.bundles().items() if path in loaded] == [drawing]


def test_webgl_that_is_drawn_in_software_counts_as_none(open_page: Open, map_app: str) -> None:
    page = open_page(map_app, graphics="software")

    wait_until_painted(page, "svg")


# --- what is painted ---------------------------------------------------------------------------------------


def test_every_area_has_the_colour_of_its_class(grids: tuple[Page, Drawing]) -> None:
    page, drawing = grids
    image, names = painted(page), [place_of(page, drawing, label.spot) for label in expected().labels]
    checked = 0
    for patch in expected().patches:
        x, y = place_of(page, drawing, patch.piece.spot)
        under_a_name = any(abs(x - u) < 45 and abs(y - v) < 14 for u, v in names)
        if patch.texture == "plain" and not under_a_name:
            seen = image.getpixel((round(x), round(y)))
            assert seen == pytest.approx(rgb(patch.colour), abs=3), patch.code
            checked += 1
    assert checked > 50


def test_the_tooltip_tells_the_rate_and_what_it_is_made_of(grids: tuple[Page, Drawing]) -> None:
    page, drawing = grids
    patch = next(one for one in expected().patches if one.texture == "small")

    x, y = place_of(page, drawing, patch.piece.spot)
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y, steps=4)

    for line in [patch.name, *patch.tip]:
        expect(page.get_by_text(line, exact=False).first).to_be_visible()


def test_the_legend_shows_every_class(grids: tuple[Page, Drawing]) -> None:
    page, _ = grids

    for one in expected().legend.classes:
        expect(page.locator(".map-legend").get_by_text(one.label, exact=True)).to_be_visible()
    assert {one.colour for one in expected().legend.classes} == set(RAMP)


# --- clicks ------------------------------------------------------------------------------------------------


def test_a_click_selects_an_area_and_a_second_one_lets_it_go(grids: tuple[Page, Drawing]) -> None:
    page, drawing = grids

    click(page, place(page, drawing, FIFTH), then=FIFTH)
    click(page, place(page, drawing, FIRST), then=FIRST)
    click(page, place(page, drawing, FIRST), then=None)
    click(page, place(page, drawing, FIRST), then=FIRST)


def test_an_area_can_be_clicked_again_after_another_was_chosen_elsewhere(grids: tuple[Page, Drawing]) -> None:
    page, drawing = grids

    click(page, place(page, drawing, FIRST), then=FIRST)
    page.get_by_role("button", name="换到滨河社区第5网格").click()
    expect_chosen(page, FIFTH)
    wait_until_painted(page, drawing)
    click(page, place(page, drawing, FIRST), then=FIRST)


def test_the_selected_area_is_outlined_and_every_colour_stays(grids: tuple[Page, Drawing]) -> None:
    page, drawing = grids
    before = painted(page)
    spots = [tuple(round(part) for part in place(page, drawing, code)) for code in (FIRST, FAR)]

    click(page, place(page, drawing, FIRST), then=FIRST)
    page.wait_for_timeout(1_000)
    wait_until_painted(page, drawing)

    after = painted(page)
    for spot in spots:
        assert after.getpixel(spot) == pytest.approx(before.getpixel(spot), abs=3)
    assert tuple(rgb(CHOSEN)) in {colour for _, colour in after.getcolors(maxcolors=1 << 24) or []}


@pytest.mark.slow
@BOTH
def test_areas_without_boundaries_are_tiles_with_the_same_click(
    open_page: Open, map_app: str, drawing: Drawing
) -> None:
    page = opened(open_page, map_app, drawing, "&data=tiles")

    expect(page.get_by_text("示意图，非真实边界")).to_be_visible()
    box = page.locator(CHART[drawing]).bounding_box()
    assert box is not None
    click(page, (box["x"] + 50, box["y"] + 40), then="990101001001")


@pytest.mark.slow
@BOTH
def test_tiles_below_real_boundaries_answer_a_click_as_well(open_page: Open, map_app: str, drawing: Drawing) -> None:
    page = opened(open_page, map_app, drawing, "&data=mixed")

    expect(page.get_by_text("下方3个方块为示意图，非真实边界")).to_be_visible()
    card = page.locator(CHART[drawing]).bounding_box()
    assert card is not None
    features = samples.communities()
    named = [(one["properties"]["area_code"], one["properties"]["area_name"]) for one in features["features"]]
    known = {**features, "features": features["features"][:-3]}
    mixed = ground(with_tiles(known, named, round(card["width"] / 40) * 40, {}, "示意图"))
    code = named[-2][0]
    click(page, place(page, drawing, code, mixed), then=code)


# --- the fit -----------------------------------------------------------------------------------------------


@pytest.mark.slow
@BOTH
def test_the_map_fills_its_card_on_wall_laptop_and_phone(
    open_page: Open, map_app: str, drawing: Drawing
) -> None:
    page = opened(open_page, map_app, drawing, "&data=communities", size="wall")
    for size in ("wall", "laptop", "phone"):
        width, height = chromium.SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(1_000)
        settled(page)
        wait_until_painted(page, drawing)
        image = Image.open(io.BytesIO(page.locator(CHART[drawing]).screenshot())).convert("L")
        left, top, right, bottom = image.point(lambda level: 255 if level < 245 else 0).getbbox()
        margins = left, top, image.width - right, image.height - bottom
        assert min(margins) > 2, f"cut off on the {size}: {margins}"
        assert min(margins[0] + margins[2], margins[1] + margins[3]) <= 40, f"too small on the {size}: {margins}"
        click(page, place(page, drawing, "990101001008", COMMUNITIES), then="990101001008")
        page.get_by_role("button", name="全部放开").click()
        expect_chosen(page, None)


@pytest.mark.slow
def test_a_finger_on_the_map_scrolls_the_page(open_page: Open, map_app: str) -> None:
    page = opened(open_page, map_app, "gl", "&data=communities", size="phone")
    page.evaluate("document.querySelector('[data-testid=\"stMainBlockContainer\"]').style.paddingBottom='900px'")
    box = page.locator(CHART["gl"]).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.75

    finger = page.context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for way in range(12, 132, 12):
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - way}]})
        page.wait_for_timeout(30)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    page.wait_for_function("document.querySelector('[data-testid=\"stMain\"]').scrollTop > 60", timeout=5_000)
