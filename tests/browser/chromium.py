"""Chromium for the tests: where it is, how it is started, and a watch on everything it asks for."""
from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

Graphics = Literal["none", "software"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--disable-default-apps", "--disable-domain-reliability",
         "--disable-dev-shm-usage"]
GRAPHICS: dict[Graphics, list[str]] = {
    "none": ["--disable-gpu", "--disable-3d-apis"],
    "software": ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
}
SIZES = {"wall": (1920, 1080), "laptop": (1366, 768), "phone": (390, 844)}
# Streamlit's own mark that no script is running, and nothing that keeps a place free for something to come.
_SETTLED = """() => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
  && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]')"""
LOCAL = ("127.0.0.1", "localhost")


def found() -> str | None:
    """The browser's path: $CHROMIUM, else the first known name on the PATH; None when there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def start(playwright: Playwright, graphics: Graphics = "none") -> Browser:
    """A headless Chromium without WebGL, or with WebGL drawn in software."""
    return playwright.chromium.launch(executable_path=found(), args=[*QUIET, *GRAPHICS[graphics]])


def context(browser: Browser, size: str = "laptop") -> BrowserContext:
    """A fresh visitor with a screen of one of SIZES; on the phone a finger instead of a mouse."""
    width, height = SIZES[size]
    phone = size == "phone"
    return browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", has_touch=phone,
                               is_mobile=phone, device_scale_factor=2 if phone else 1)


@dataclass
class Watch:
    """What a page asked of other machines, and what it printed or crashed with as errors."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def over(self, page: Page) -> Page:
        """Watch this page from now on. It only looks: a page that is interfered with loses its cache."""
        page.on("request", lambda request: self._note(request.url))
        page.on("websocket", lambda socket: self._note(socket.url))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._crash(str(error)))
        return page

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname not in LOCAL:
            self.outside.append(url)

    def _crash(self, error: str) -> None:
        """A map that is taken away while plotly fetches its base map finds its settings gone; nobody sees it."""
        if "'_scrollZoom'" not in error:
            self.errors.append(error)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _harmless(message):
            self.errors.append(message.text)


def _harmless(message: ConsoleMessage) -> bool:
    """Opened under /service, Streamlit looks for its server there first; plotly may not hold a finger fast."""
    return "/_stcore/" in message.location.get("url", "") or "passive event listener" in message.text


def settled(page: Page, patience: float = 90_000) -> None:
    """Wait until the script has run to its end and everything it sent is drawn."""
    page.wait_for_function(_SETTLED, timeout=patience)
    page.wait_for_timeout(400)
    page.wait_for_function(_SETTLED, timeout=patience)
