"""`python -m reports`: files for a street and a month, and clear answers to wrong calls."""
from __future__ import annotations

import errno
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from typer.testing import CliRunner, Result

from data import audit
from data.database import Database
from queries.__main__ import app as queries_app
from queries.periods import Period
from reports import editing, meeting, templates
from reports.__main__ import app
from tests.stores import copied

STREET = "371602002"
PERIOD = ["--area", STREET, "--month", "2021-11"]


@pytest.fixture(scope="module")
def path(published_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the published figures."""
    return copied(published_store, tmp_path_factory.mktemp("store"))


def called(path: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--database", str(path)])


def test_brief_writes_a_word_file(path: Path, tmp_path: Path) -> None:
    output = tmp_path / "brief.docx"

    found = called(path, "brief", *PERIOD, "--output", str(output), "--day", "2021-12-03", "--to", "各社区党委")

    assert (found.exit_code, found.stdout.strip()) == (0, str(output))
    said = [one.text for one in Document(BytesIO(output.read_bytes())).paragraphs]
    assert "各社区党委：" in said and "2021年12月3日" in said
    assert any("市西街道" in one for one in said)


def test_annex_writes_a_workbook(path: Path, tmp_path: Path) -> None:
    output = tmp_path / "annex.xlsx"

    assert called(path, "annex", *PERIOD, "--output", str(output)).exit_code == 0
    assert "每句话的数" in openpyxl.load_workbook(output).sheetnames


@pytest.mark.parametrize(("words", "said"), [
    (["--area", "没有的街道", "--month", "2021-11"], "没有区域"),
    (["--area", STREET, "--month", "2021"], "没有“2021”这个月份"),
    (["--area", STREET, "--month", "2021-13"], "没有“2021-13”这个月份"),
    (["--area", STREET, "--month", "2022-06"], "没有数据"),
    ([*PERIOD, "--day", "2021-02-30"], "没有“2021-02-30”这一天"),
    ([*PERIOD, "--template", "nowhere.docx"], "读不了文件"),
])
def test_a_wrong_call_ends_with_2_and_says_why(path: Path, tmp_path: Path, words: list[str], said: str) -> None:
    output = tmp_path / "brief.docx"

    found = called(path, "brief", *words, "--output", str(output))

    assert found.exit_code == 2
    assert said in found.stderr
    assert not output.exists()


def test_a_template_that_cannot_be_used_is_refused(path: Path, tmp_path: Path) -> None:
    template = tmp_path / "own.docx"
    template.write_bytes(b"no word file")

    found = called(path, "brief", *PERIOD, "--output", str(tmp_path / "b.docx"), "--template", str(template))

    assert (found.exit_code, "不是Word文档" in found.stderr) == (2, True)


def test_a_folder_that_is_not_there_is_said(path: Path, tmp_path: Path) -> None:
    found = called(path, "annex", *PERIOD, "--output", str(tmp_path / "nowhere" / "a.xlsx"))

    assert (found.exit_code, "写不了文件" in found.stderr) == (2, True)


def checked(path: Path, text: bytes, *words: str) -> Result:
    return CliRunner().invoke(app, ["check", "-", *PERIOD, *words, "--database", str(path)], input=text)


def test_check_says_of_every_figure_whether_it_fits(path: Path) -> None:
    found = checked(path, "承诺事项316项。\n目标清单130份，开展党课5次。".encode())

    assert found.exit_code == 1
    assert "第1行 316项：相符" in found.stdout and "第2行 130份：不符" in found.stdout
    assert "128份" in found.stdout
    assert found.stdout.strip().endswith("共3个数：相符1，不符1，库中没有数0，需人工核对0，未识别1")


def test_check_answers_in_json_and_with_0_where_all_fits(path: Path) -> None:
    found = checked(path, "承诺事项316项。".encode("gb18030"), "--json")

    [said] = json.loads(found.stdout)
    assert (found.exit_code, said["verdict"], said["exact"], said["start"]) == (0, "fits", 316, 4)


def test_check_refuses_what_is_no_text(path: Path) -> None:
    found = checked(path, b"\xff\xff\xff")

    assert (found.exit_code, "读不出文字" in found.stderr) == (2, True)


HOLDING = "import duckdb, sys; held = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"


def test_while_the_dashboard_has_the_store_open_reports_are_written_and_editions_are_not(path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDING, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None and holder.stdout.readline()
        assert "第1行 316项：相符" in checked(path, "承诺事项316项。".encode()).stdout
        frozen = CliRunner().invoke(app, ["freeze", *PERIOD, "--name", "调度会", "--database", str(path)])
        assert (frozen.exit_code, "正被另一个程序使用" in frozen.stderr) == (2, True)
    finally:
        holder.communicate(b"")


def entered(path: Path) -> list[tuple[str, str]]:
    """(action, what it was of) of everything in the audit log, the oldest first."""
    return [(one.action, str(one.detail.get("kind") or one.detail.get("name") or one.detail.get("reason") or ""))
            for one in audit.search(path)][::-1]


def test_whatever_a_command_writes_is_in_the_audit_log_and_says_so_in_the_file(path: Path, tmp_path: Path) -> None:
    before = len(entered(path))
    for kind, ending in (("annex", "xlsx"), ("brief", "docx"), ("deck", "pptx")):
        assert called(path, kind, *PERIOD, "--output", str(tmp_path / f"a.{ending}")).exit_code == 0
    called(path, "annex", "--area", STREET, "--month", "2030-01", "--output", str(tmp_path / "b.xlsx"))

    assert entered(path)[before:] == [("export", "annex"), ("export", "word"), ("export", "deck")]
    assert audit.search(path)[0].detail["file"] == "a.pptx" and audit.search(path)[0].area_code == STREET
    sheets = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row]
    line = next(str(one) for one in cells if str(one).startswith("导出："))
    assert line[:4] == Document(str(tmp_path / "a.docx")).paragraphs[-1].text[:4]


def test_no_file_is_written_where_its_entry_cannot_be(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(audit, "record_at", full)
    assert called(path, "annex", *PERIOD, "--output", str(tmp_path / "a.xlsx")).exception
    assert not (tmp_path / "a.xlsx").exists()


def test_templates_wordings_editions_and_new_limits_are_in_the_audit_log(path: Path) -> None:
    before = len(entered(path))
    assert called(path, "freeze", *PERIOD, "--name", "十一月调度会").exit_code == 0
    rebase = ["rebase", "request_count", "--area", STREET, "--from", "2021-10", "--database", str(path)]
    assert CliRunner().invoke(queries_app, [*rebase, "--reason", "派单规则调整"]).exit_code == 0
    assert CliRunner().invoke(queries_app, [*rebase, "--withdraw"]).exit_code == 0
    store = Database(path)
    told = meeting.meeting(store, STREET, Period.parse("2021-11"))
    templates.keep(store, "deck", "甲.pptx", b"1")
    templates.forget(store, "deck")
    editing.edit(store, told, told.sentences()[0], "换一种说法。")
    store.close()

    assert entered(path)[before:] == [
        ("edition", "十一月调度会"), ("rebase", "派单规则调整"), ("rebase_withdrawn", "派单规则调整"),
        ("template", "deck"), ("template_gone", "deck"), ("brief", "")]
    assert audit.verify(path).holds
