"""The browsers of a run: one playwright serves every test of a process, for it takes a second one amiss."""
from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.chromium import Graphics


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
