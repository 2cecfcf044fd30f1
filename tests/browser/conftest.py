"""A real Chromium against a real server. Without a browser they are skipped loudly, under CI they fail."""
from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import chromium
from tests.browser.chromium import Graphics, Watch
from tests.browser.server import ROOT, serving

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A busy machine may let a browser wait too long: once more decides, and the summary says `1 rerun`."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


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


@pytest.fixture(scope="session")
def visitors(browsers: Callable[[Graphics], Browser]) -> Iterator[Callable[[str, Graphics], BrowserContext]]:
    """Visitors by their screen and graphics. Each new tab of theirs is a new session, but for the cached code."""
    known: dict[tuple[str, Graphics], BrowserContext] = {}

    def visitor(size: str, graphics: Graphics) -> BrowserContext:
        if (size, graphics) not in known:
            known[size, graphics] = chromium.context(browsers(graphics), size)
        return known[size, graphics]

    yield visitor
    for one in known.values():
        one.close()


@pytest.fixture
def open_page(visitors: Callable[[str, Graphics], BrowserContext], network: Watch) -> Iterator[Open]:
    """open_page(url, size="laptop", graphics="none"): the page in a tab of its own, watched, drawn to the end."""
    pages = []

    def opened(url: str, size: str = "laptop", graphics: Graphics = "none") -> Page:
        page = network.over(visitors(size, graphics).new_page())
        pages.append(page)
        page.goto(url)
        chromium.settled(page)
        return page

    yield opened
    for page in pages:
        page.close()


@pytest.fixture(scope="session")
def map_app() -> Iterator[str]:
    """The URL of the page with invented maps."""
    with serving(ROOT / "tests" / "browser" / "apps" / "map_app.py") as url:
        yield url


@pytest.fixture
def fresh_server(demo_store: Path, tmp_path: Path) -> Iterator[str]:
    """The URL of a dashboard that nobody has opened yet."""
    with serving(ROOT / "dashboard.py", shutil.copy(demo_store, tmp_path)) as url:
        yield url


@pytest.fixture(scope="session")
def warm_server(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a dashboard for all tests that do not mind earlier visitors."""
    with serving(ROOT / "dashboard.py", shutil.copy(demo_store, tmp_path_factory.mktemp("warm"))) as url:
        yield url
