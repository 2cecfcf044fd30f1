"""What a file brings is text and nothing else: on the page, in what is downloaded, and in the store."""

from __future__ import annotations

import io
import re
import threading
import time

import openpyxl
import pytest

from components import work
from components.inert import inert
from components.tables import csv
from data import importing
from data.language import Label
from reports.cells import FORMULA_STARTS
from reports.template import template
from tests.pages.conftest import html, visitor
from tests.pages.test_upload import GOOD, choose

pytestmark = pytest.mark.usefixtures("in_a_child")

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](http://evil.example/x.png)",
    "[x](javascript:alert(1))", "=cmd|'/C calc'!A0", "@SUM(A1)", "'; drop table service_request; --",
    ":material/close: :red[x] $x^2$ `x`", "{{ 7 * 7 }}",
]
HEAD = "工单编号,受理时间,所属网格,来源渠道,诉求主体,诉求类别,诉求内容,办理状态\n"


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def ledger(where: str) -> str:
    """A ledger with hostile text in its category (kept, with a warning), its title (kept) or its time (refused)."""
    lines = []
    for i, text in enumerate(HOSTILE):
        words = {"category": "环保", "title": "灯不亮", "time": "2026-10-20 09:00", where: text}
        lines.append(
            f"XX{i},{quoted(words['time'])},990101001001001,12345热线,居民,{quoted(words['category'])},"
            f"{quoted(words['title'])},办理中\n"
        )
    return HEAD + "".join(lines)


@pytest.fixture
def page(own_street, monkeypatch):
    return visitor(own_street, monkeypatch)("upload")


def shown(at) -> list[str]:
    """Everything on the page that is read as Markdown."""
    kinds = (at.warning, at.error, at.success, at.info, at.markdown, at.caption)
    return [one.value for kind in kinds for one in kind]


@pytest.mark.parametrize("where", ["category", "title", "time"])
def test_no_cell_becomes_markup_on_the_page(page, where):
    at = choose(page, ledger(where), "![x](http:evil).csv")

    assert not at.exception
    assert "<script>" not in html(at) and "<img" not in html(at)
    for text in shown(at):
        assert not re.search(r"(?<!\\)([\[\]<$]|:material)", text), text


def test_hostile_cells_are_stored_as_they_are_and_harm_no_table(page, own_street):
    at = choose(page, ledger("title"))
    at.button(key="upload_confirm").click().run()

    assert not at.exception
    found = own_street.rows("select title from service_request where request_no like 'XX%' order by request_no")
    assert [one["title"] for one in found] == HOSTILE


def test_what_is_downloaded_runs_nothing_in_a_spreadsheet(own_street):
    frame = own_street.frame("select unnest($texts::varchar[]) as text", {"texts": HOSTILE})

    lines = csv(frame).decode("utf-8-sig").splitlines()[1:]
    assert not [one for one in lines if one.lstrip('"').startswith(FORMULA_STARTS)]


def test_an_area_called_like_a_formula_is_text_in_the_form_to_fill_in(own_street):
    code = own_street.rows("select area_code from area where length(area_code) = 12 limit 1")[0]["area_code"]
    with own_street.write() as cursor:
        cursor.execute("update area set area_name = '=1+1' where area_code = ?", [code])
    book = openpyxl.load_workbook(io.BytesIO(template(own_street, "service_request", code[:9])))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert [one for one in cells if "=1+1" in one.value]
    assert not [one for one in cells if one.data_type == "f"]


def test_a_file_may_be_called_whatever_it_likes(own_street, tmp_path):
    names = ["../../x.csv", "a\0b.csv", "CON", "..", "\ud800.csv", "长" * 300 + ".csv", "/etc/passwd",
             "C:\\x\\十月.csv"]
    for number, name in enumerate(names):
        file = tmp_path / importing.plain_name(name)[-60:]
        file.write_text(GOOD.replace("SB", f"SB{number}-"), "utf-8")
        report = importing.import_file(own_street, file, refresh=lambda *_: None, file_name=name)

        assert report.status == "committed"
        assert file.parent == tmp_path
        stored = importing.history(own_street)[0]["file"]
        assert stored == importing.plain_name(name) and "/" not in stored and "\0" not in stored


def test_escaped_text_reads_as_before():
    said = "十月.csv：办结率 96.2% → 94.8%（下降1.4个百分点）"
    assert inert(said) == said
    assert inert("![x](http://e)") == "\\!\\[x\\](http\\://e)"


def test_work_that_is_cancelled_ends_at_its_next_step(page, own_street):
    begun, ended = threading.Event(), threading.Event()

    def slow(tell):
        try:
            for _ in range(200):
                begun.set()
                time.sleep(0.02)
                tell(Label("写入", "Writing"), 0.5)
        finally:
            ended.set()

    running = work._Work(slow)
    running.start()
    assert begun.wait(5)
    running.cancel(own_street)

    assert ended.is_set() and not running.is_alive()
    assert isinstance(running.problem, work._Cancelled)
    before = own_street.commits
    assert choose(page, GOOD).success and own_street.commits == before
