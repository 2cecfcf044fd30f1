"""A real Chromium against a real server. Without a browser they are skipped loudly, under CI they fail."""
from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.browser.chromium import Graphics, Watch
from tests.browser.server import ROOT, serving

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browsers() -> Iterator[Callable[[Graphics], Browser]]:
    """Chromium by its graphics, each started once."""
    if chromium.found() is None:
        message = "NO BROWSER: install chromium or set CHROMIUM to its path; the browser tests did not run"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(message)
        warnings.warn(message, stacklevel=1)
        pytest.skip(message)
    with sync_playwright() as playwright:
        started: dict[Graphics, Browser] = {}

        def browser(graphics: Graphics = "none") -> Browser:
            if graphics not in started:
                started[graphics] = chromium.start(playwright, graphics)
            return started[graphics]

        yield browser
        for one in started.values():
            one.close()


@pytest.fixture
def network() -> Iterator[Watch]:
    """Fails the test when a page asked another machine for anything, or printed an error."""
    watch = Watch()
    yield watch
    assert watch.outside == [], "the page asked other machines"
    assert watch.errors == [], "the browser reported errors"


@pytest.fixture
def open_page(browsers: Callable[[Graphics], Browser], network: Watch) -> Iterator[Open]:
    """open_page(url, size="laptop", graphics="none"): a fresh visitor's page, watched, drawn to the end."""
    contexts = []

    def opened(url: str, size: str = "laptop", graphics: Graphics = "none") -> Page:
        context = chromium.context(browsers(graphics), size)
        contexts.append(context)
        page = network.over(context.new_page())
        page.goto(url)
        chromium.settled(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def map_app() -> Iterator[str]:
    """The URL of the page with invented maps."""
    with serving(ROOT / "tests" / "browser" / "apps" / "map_app.py") as url:
        yield url
