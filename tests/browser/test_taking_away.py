"""Somebody who is signed in takes files away and looks at the WebGL map in a real Chromium, all headers in force."""
from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data import audit
from tests.browser import chromium
from tests.browser.chromium import Graphics, Watch, settled
from tests.browser.server import ROOT, serving
from tests.browser.test_sign_in import sign_in
from tests.pages import small_street
from tests.server.provider import free_port, providing, write_rules

pytestmark = pytest.mark.slow

# Every page with something to take away, and what its buttons give.
FILES = {
    "service": {"csv"}, "employment": {"csv"}, "renovation": {"csv"}, "commitment": {"csv"}, "facility": {"csv"},
    "volunteer": {"csv"}, "grid": {"csv"}, "economy": {"csv"},
    "analysis": {"xlsx"}, "meeting": {"pptx", "docx", "xlsx"},
    "upload": {"xlsx"}, "audit": {"csv"},
}
CLAIMED = "导出：boss（管理员）"
MAP = '[data-testid="stDeckGlJsonChart"]'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("office")
    store = small_street.build(found / "street.duckdb")
    with store.write() as cursor:  # the one table of these pages that the street does not keep
        cursor.execute(
            "insert into investment_project (project_no, name, status, area_code, batch_id, sheet, row_number)"
            " values ('XM1', '标准厂房', '签约', ?, ?, '台账', 3)", [small_street.STREET, small_street.BATCH])
    store.close()
    return found


@pytest.fixture(scope="module")
def office(folder: Path) -> Iterator[str]:
    port = free_port()
    address = f"http://localhost:{port}"
    with providing() as provider:
        rules = write_rules(folder / "access.toml", provider, address)
        with serving(ROOT / "dashboard.py", folder / "street.duckdb", rules, port):
            yield address


@pytest.fixture(scope="module")
def administrator(browsers: Callable[[Graphics], Browser], office: str) -> Iterator[BrowserContext]:
    """A browser with WebGL, drawn in software, in which the administrator has signed in."""
    context = chromium.context(browsers("software"))
    page = context.new_page()
    page.goto(office)
    sign_in(page, "boss")
    expect(page.locator('[data-testid="stMain"] h1').first).to_be_visible(timeout=60_000)
    page.close()
    yield context
    context.close()


@pytest.fixture
def page(administrator: BrowserContext) -> Iterator[Page]:
    """A tab of theirs; what the browser refuses to run or load, or prints as an error, fails the test."""
    watch = Watch()
    page = watch.over(administrator.new_page())
    yield page
    page.close()
    assert (watch.outside, watch.errors) == ([], [])


def text_of(kind: str, content: bytes) -> str:
    """The file opened by a program that reads such files, and everything written in it."""
    file = io.BytesIO(content)
    if kind == "csv":
        return content.decode("utf-8-sig")
    if kind == "docx":
        return "\n".join(one.text for one in docx.Document(file).paragraphs)
    if kind == "pptx":
        found = pptx.Presentation(file)
        notes = found.slides[0].notes_slide.notes_text_frame
        return notes.text if notes and len(found.slides) > 5 else ""
    return "\n".join(str(cell.value) for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows()
                     for cell in row)


def test_every_button_that_offers_a_file_gives_one_that_opens_and_says_who_took_it(
    page: Page, office: str, folder: Path
) -> None:
    before = len(audit.search(folder / "street.duckdb", "export"))
    taken = []
    for name, kinds in FILES.items():
        page.goto(f"{office}/{name}?period=2026-10&area={small_street.STREET}")
        settled(page)
        buttons = page.locator('[data-testid="stDownloadButton"] button:not([disabled])')
        expect(buttons.first).to_be_visible(timeout=60_000)
        found = set()
        for at in range(buttons.count()):
            if not buttons.nth(at).is_visible():
                continue
            with page.expect_download(timeout=90_000) as download:
                buttons.nth(at).click()
            file = download.value
            kind = Path(file.suggested_filename).suffix[1:]
            text = text_of(kind, Path(file.path()).read_bytes())
            assert len(text) > 20, (name, file.suggested_filename)
            if name not in ("upload", "audit"):  # an empty form holds no data; the log names who took it itself
                assert CLAIMED in text, (name, file.suggested_filename)
                taken.append(file.suggested_filename)
            found.add(kind)
        assert found == kinds, name

    entries = audit.search(folder / "street.duckdb", "export")
    assert len(entries) - before == len(taken) + 1, "and the audit log has each of them, and itself"
    assert {one.account for one in entries} == {"boss"}


def test_the_webgl_map_is_drawn_for_somebody_signed_in_under_the_content_policy(page: Page, office: str) -> None:
    answer = page.goto(f"{office}/service?period=2026-10&area={small_street.STREET}&map=gl")
    assert answer is not None and "default-src 'none'" in answer.headers["content-security-policy"]
    settled(page)
    chart = page.locator(MAP).first
    expect(chart).to_be_visible(timeout=60_000)

    for _ in range(100):
        image = Image.open(io.BytesIO(chart.screenshot())).convert("RGB")
        if len(image.getcolors(maxcolors=1 << 24) or []) > 5:
            break
        page.wait_for_timeout(300)
    else:
        raise AssertionError("the map stayed blank")
    page.screenshot(path=screen("signed-in-webgl"))


def screen(name: str) -> Path:
    made = ROOT / "tests" / "screens"
    made.mkdir(exist_ok=True)
    return made / f"{name}.png"
