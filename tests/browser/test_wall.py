"""The slides on the wall in a real browser: they fill it, fit it, and turn by keys and clicker."""
from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
WALL = "/meeting?wall=1&period=2026-10"
SCREENS = {"laptop": (1366, 768), "wall": (1920, 1080), "two beamers": (3840, 1080), "4:3": (1024, 768)}
OVERFLOWING = """() => [...document.querySelectorAll('.wall > section')]
  .filter(one => getComputedStyle(one).display !== 'none')
  .flatMap(one => [one, ...one.querySelectorAll('.body, .parts > div')])
  .filter(one => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1).length"""


def shown(page: Page) -> str:
    """The heading of the slide that is seen; there is one at a time."""
    seen = page.locator(".wall > section:visible")
    expect(seen).to_have_count(1)
    return seen.locator("h1, h2").inner_text()


def test_a_clicker_turns_the_slides_and_back(warm_server: str, open_page: Open) -> None:
    page = open_page(warm_server + WALL)
    assert "2026年10月工作情况的通报" in shown(page)

    page.keyboard.press("PageDown")
    assert "总体情况" in shown(page)
    page.keyboard.press("ArrowRight")
    assert "主要指标一览" in shown(page)
    page.keyboard.press("PageUp")
    assert "总体情况" in shown(page)


@pytest.mark.parametrize(
    "screen", [pytest.param(one, marks=() if one == "laptop" else pytest.mark.slow) for one in SCREENS]
)
def test_no_slide_runs_over_the_edge(warm_server: str, open_page: Open, screen: str) -> None:
    page = open_page(warm_server + WALL)
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    page.keyboard.press("Home")
    for _ in range(page.locator(".wall > section").count()):
        page.wait_for_timeout(60)
        assert page.evaluate(OVERFLOWING) == 0, shown(page)
        page.keyboard.press("PageDown")


def test_a_number_opens_where_it_comes_from_and_closing_leads_back(warm_server: str, open_page: Open) -> None:
    page = open_page(warm_server + WALL)
    page.keyboard.press("PageDown")
    page.locator(".wall > section:visible a.trace").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("数从何来", timeout=20_000)

    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "总体情况" in shown(page)


def test_leaving_the_slides_shows_the_page_again(warm_server: str, open_page: Open) -> None:
    page = open_page(warm_server + WALL)
    page.get_by_role("button", name="退出播放").click()

    expect(page.locator(".wall")).to_have_count(0, timeout=20_000)
    expect(page.locator('[data-testid="stMain"] h1', has_text="会议汇报")).to_be_visible()
