"""Signing in and out in a real Chromium, at a real OpenID provider, until the token runs out."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser import chromium
from tests.browser.chromium import Graphics, Watch, settled
from tests.browser.server import ROOT, serving
from tests.pages import small_street
from tests.server.provider import free_port, providing, write_rules

pytestmark = pytest.mark.slow
TOKEN_SECONDS = 75


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard whose provider gives tokens for a short while only."""
    folder = tmp_path_factory.mktemp("office")
    small_street.build(folder / "street.duckdb").close()
    port = free_port()
    address = f"http://localhost:{port}"
    with providing(TOKEN_SECONDS) as provider:
        rules = write_rules(folder / "access.toml", provider, address)
        with serving(ROOT / "dashboard.py", folder / "street.duckdb", rules, port):
            yield address


@pytest.fixture
def page(browsers: Callable[[Graphics], Browser], office: str) -> Iterator[Page]:
    """A visitor nobody knows; whatever the pages print as errors fails the test."""
    context, watch = chromium.context(browsers("none")), Watch()
    page = context.new_page()
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    page.on("console", lambda one: watch.errors.append(f"{one.text} {one.location['url']}")
            if one.type == "error" and one.location["url"].startswith(office) else None)
    outside: list[str] = []
    page.on("request", lambda one: outside.append(one.url) if is_ours(one, office) else None)
    yield page
    context.close()
    # What the provider's own pages lack is theirs; ours answer 401 to whom they ask to sign in, and Streamlit looks for
    # its server below the page's own address first.
    allowed = ("401 (Unauthorized)", "/service/_stcore/")
    assert [one for one in watch.errors if not any(each in one for each in allowed)] == []
    assert [one for one in outside if not one.startswith((office, "data:", "blob:"))] == []


def is_ours(request: Request, office: str) -> bool:
    """Whether a page of the dashboard asks, and not by leading to another page."""
    return request.frame.url.startswith(office) and not request.is_navigation_request()


def sign_in(page: Page, who: str) -> None:
    page.get_by_role("link", name="登录").click()
    page.locator('input[name="sub"]').fill(who)
    page.locator('button:not([value="deny"])').first.click()


def test_a_visitor_signs_in_sees_the_page_asked_for_and_signs_out_at_the_provider(page: Page, office: str) -> None:
    page.goto(f"{office}/service?period=2026-10")
    expect(page.get_by_text("请用单位的统一身份账号登录")).to_be_visible()
    page.screenshot(path=screen("door"))
    sign_in(page, "looker")
    expect(page.locator('[data-testid="stMain"] h1', has_text="为民服务")).to_be_visible(timeout=60_000)
    assert "/service?period=2026-10" in page.url
    side = page.locator('[data-testid="stSidebar"]')
    expect(side.get_by_text("looker（查看人员）")).to_be_visible()
    expect(side.get_by_text("数据导入")).not_to_be_visible()
    settled(page)
    page.screenshot(path=screen("signed-in"))

    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/oauth2/end_session**", timeout=30_000)
    page.locator("button, input[type=submit]").first.click()
    expect(page.get_by_text("您已退出登录")).to_be_visible(timeout=30_000)
    page.goto(office)
    expect(page.get_by_text("请用单位的统一身份账号登录")).to_be_visible()


def test_an_open_page_asks_to_sign_in_again_when_the_token_has_run_out(page: Page, office: str) -> None:
    page.goto(office)
    sign_in(page, "speaker")
    expect(page.locator('[data-testid="stMain"] h1')).to_be_visible(timeout=60_000)

    expect(page.get_by_text("登录已过期，请重新登录")).to_be_visible(timeout=(TOKEN_SECONDS + 20) * 1000)
    assert page.locator('[data-testid="stMain"]').count() == 0


def screen(name: str) -> Path:
    folder = ROOT / "tests" / "screens"
    folder.mkdir(exist_ok=True)
    return folder / f"{name}.png"
