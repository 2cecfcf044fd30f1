"""Every page in a real browser: opened first on a cold server, on three screens, in two languages."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from components.page import PAGES
from data.language import label
from tests.browser.chromium import SIZES, settled
from tests.browser.server import ROOT
from tests.quick import quick

Open = Callable[..., Page]
NAMES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
# Each page alike, and each cold start with a server of its own: the rest by `make test-slow`.
USUAL, COLD = ("home", "meeting", "service", "upload"), ("home", "upload")
# Streamlit's own words that a Chinese reader must not meet.
ENGLISH = ("Browse files", "Drag and drop", "Choose an option", "Choose options", "Press Enter to apply",
           "Select all", "No results", "Limit ", "Deploy")


def address(url: str, name: str, query: str = "") -> str:
    return f"{url}/{'' if name == 'home' else name}{query}"


def expect_page(page: Page, name: str, language: str = "zh") -> None:
    """The page's own title in its main part, its entry in the navigation, and no error anywhere."""
    title = label(f"pages.{name}").text(language)
    expect(page.locator('[data-testid="stMain"] h1', has_text=title)).to_be_visible(timeout=30_000)
    expect(page.locator('[data-testid="stSidebarNav"]').get_by_text(title)).to_be_attached()
    assert page.locator('[data-testid="stException"]').count() == 0, page.inner_text('[data-testid="stMain"]')


@pytest.mark.parametrize("name", quick(NAMES, *COLD))
def test_a_page_opened_first_on_a_cold_server_is_that_page(
    fresh_server: str, open_page: Open, name: str
) -> None:
    page = open_page(address(fresh_server, name))

    expect_page(page, name)
    assert page.locator('[data-testid="stSidebarNavLink"]').count() == len(NAMES)


@pytest.mark.parametrize("name", quick(NAMES, *USUAL))
def test_a_page_fits_every_screen_and_speaks_english(warm_server: str, open_page: Open, name: str) -> None:
    page = open_page(address(warm_server, name))
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(600)
        settled(page)
        assert [word for word in ENGLISH if word in page.inner_text("body")] == []
        too_wide = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollWidth - innerWidth")
        assert too_wide <= 0, f"{too_wide} pixels wider than the {size}"

    page.goto(address(warm_server, name, "?lang=en"))
    settled(page)
    expect_page(page, name, "en")


@pytest.mark.parametrize(("query", "said"), [("", "没有匹配的选项"), ("?lang=en", "No results")])
def test_a_list_of_which_nothing_matches_says_so_in_the_language_of_the_page(
    warm_server: str, open_page: Open, query: str, said: str
) -> None:
    page = open_page(address(warm_server, "home", query))
    page.locator('[data-testid="stSelectbox"] input').first.click()
    page.keyboard.type("没有这个地方")

    nothing = page.locator('[role="listbox"][data-empty] span')
    expect(nothing).to_be_visible()
    assert nothing.evaluate("one => getComputedStyle(one, '::after').content") == f'"{said}"'
    assert nothing.evaluate("one => getComputedStyle(one).fontSize") == "0px"


def test_a_click_on_the_map_makes_every_panel_follow(warm_server: str, open_page: Open) -> None:
    page = open_page(address(warm_server, "service", "?map=svg"))
    heading = page.locator('[data-testid="stMain"] h1')
    before = heading.inner_text()

    grid = page.locator(".choroplethlayer path").nth(40)
    grid.evaluate("path => path.scrollIntoView({block: 'center'})")
    box = grid.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(heading).not_to_have_text(before, timeout=20_000)
    settled(page)

    assert "area=990101" in page.url
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)


def test_every_file_of_pages_is_in_the_navigation() -> None:
    assert {Path(entry.file).stem for entry in PAGES.values()} == set(NAMES)
