"""Screenshots of every page on three screens into tests/screens/, for people to look at.

    python -m tests.browser.look [URL] [--only home,service] [--lang en] [--map gl]

Without a URL it builds the demonstration and starts a server of its own. Nothing is checked here.
"""
from __future__ import annotations

import argparse
import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.server import ROOT, serving
from tests.stores import build_demo

SCREENS = ROOT / "tests" / "screens"


def main() -> None:
    asked = _arguments()
    names = asked.only.split(",") if asked.only else sorted(p.stem for p in (ROOT / "pages").glob("*.py"))
    SCREENS.mkdir(exist_ok=True)
    with _server(asked.url) as url, sync_playwright() as playwright:
        browser = chromium.start(playwright, "software" if asked.map == "gl" else "none")
        for name in names:
            for size in asked.size.split(","):
                watch = chromium.Watch()
                context = chromium.context(browser, size)
                page = watch.over(context.new_page())
                page.goto(f"{url}/{'' if name == 'home' else name}?lang={asked.lang}&map={asked.map}{asked.query}")
                chromium.settled(page)
                page.wait_for_timeout(asked.wait)
                file = SCREENS / f"{name}-{size}.png"
                if asked.whole:
                    _grow(page)
                page.screenshot(path=file)
                print(file, *watch.outside, *watch.errors)
                context.close()


def _grow(page) -> None:
    """Make the window as high as the page, so that the picture shows all of it."""
    height = page.evaluate("""() => document.querySelector('[data-testid="stMain"]').scrollHeight""")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": min(height + 40, 6000)})
    page.wait_for_timeout(1500)


@contextlib.contextmanager
def _server(url: str | None) -> Iterator[str]:
    if url:
        yield url.rstrip("/")
        return
    with tempfile.TemporaryDirectory() as folder:
        build_demo(store := Path(folder) / "street.duckdb")
        with serving(ROOT / "dashboard.py", store) as started:
            yield started


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", nargs="?")
    parser.add_argument("--only", help="pages, for example home,service")
    parser.add_argument("--size", default=",".join(chromium.SIZES))
    parser.add_argument("--lang", default="zh")
    parser.add_argument("--map", default="svg", choices=["svg", "gl"])
    parser.add_argument("--query", default="", help="more of the address, for example &area=990101001001")
    parser.add_argument("--whole", action="store_true", help="the whole page, not only the first screen")
    parser.add_argument("--wait", type=int, default=1500, help="milliseconds before the picture")
    return parser.parse_args()


if __name__ == "__main__":
    main()
