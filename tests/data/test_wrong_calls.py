"""Wrong calls and failures: code 2, one sentence in Chinese, and JSON where JSON was asked for."""

import json

import pytest

from data import __main__ as data_command
from data import importing
from data.command_line import run
from data.database import Database
from queries import __main__ as queries_command
from queries import cube

AREAS = """区域编码,区域名称
340603,相山区
340603003,西街道
340603003001,新华社区
340603002,东街道
340603002001,新华社区
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Where a store with one name in two streets lies."""
    path = tmp_path_factory.mktemp("wrong_calls") / "street.duckdb"
    database = Database(path)
    (path.parent / "areas.csv").write_text(AREAS, "utf-8")
    importing.import_file(database, path.parent / "areas.csv", refresh=cube.refresh)
    cube.bring_up_to_date(database)
    database.close()
    return path


@pytest.fixture
def call(store, monkeypatch, capsys):
    """Calls a command line in this process: (code, output, errors)."""
    monkeypatch.setenv("STREET_DATABASE", str(store))

    def called(command, *words):
        monkeypatch.setattr("sys.argv", ["python", *words])
        return run(command.app), *capsys.readouterr()

    return called


@pytest.mark.parametrize(
    "words,said",
    [
        (["fly"], "用法"),
        (["import"], "缺少参数“FILE”"),
        (["import", "x.csv", "--swiftly"], "没有“--swiftly”这个选项"),
        (["import", "nothing.csv"], "找不到文件“nothing.csv”"),
    ],
)
def test_a_wrong_call_is_answered_in_chinese(call, words, said):
    code, out, errors = call(data_command, *words)

    assert (code, out) == (2, "")
    assert said in errors


def test_what_nobody_foresaw_is_json_for_scripts_and_no_traceback_among_it(call, monkeypatch):
    def broken(*_words, **_options):
        raise KeyError("something odd")

    monkeypatch.setattr("data.importing.import_file", broken)
    code, out, errors = call(data_command, "import", "x.csv", "--json")

    told = json.loads(out)
    assert (code, told["status"], told["batch"], told["rejects"]) == (2, "rejected", None, [])
    assert "something odd" in told["error"]
    assert "Traceback" in errors


@pytest.mark.parametrize(
    "words,said",
    [
        (["--area", "西街道", "--month", "2026-13"], "没有“2026-13”这个时期"),
        (["--area", "西街道", "--month", "七月"], "没有“七月”这个时期"),
        (["--area", "西街道", "--from", "2026-02-01", "--to", "2026-01-01"], "没有“2026-02-01—2026-01-01”这个时期"),
        (["--area", "西街道", "--year", "abc"], "参数“--year”的值不对"),
        ([], "缺少参数“--area”"),
        (["--area", "新华社区"], "“新华社区”不止一个，请用编码：相山区/东街道/新华社区（340603002001）"),
        (["--area", "340603003009"], "没有区域“340603003009”，是否为：相山区/西街道（340603003）"),
        (["--area", "月球"], "没有区域“月球”"),
    ],
)
def test_a_value_that_cannot_be_asked_for_says_so_in_chinese(call, words, said):
    code, out, errors = call(queries_command, "value", "request_count", *words, "--json")

    assert code == 2
    assert said in json.loads(out)["error"]
    assert said in errors


@pytest.mark.parametrize("words", [[], ["copy.zip", "--into", "copies"]])
def test_a_backup_without_one_place_to_go_to_says_so(call, words):
    code, out, errors = call(data_command, "backup", *words, "--json")

    assert code == 2
    assert "--into" in json.loads(out)["error"] and "--into" in errors
