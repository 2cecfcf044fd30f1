"""python -m data: what scripts and scheduled jobs rely on."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from data.__main__ import app
from data.database import Database

ROOT = Path(__file__).resolve().parents[2]
AREAS = "区域编码,区域名称\n340603,相山区\n340603003,西街道\n340603003001,新华社区\n"
REQUESTS = "工单编号,受理时间,所属网格,来源渠道,诉求类别,诉求内容,办理状态,办结时间\n"
GOOD = REQUESTS + "A1,2026-01-03 10:00,新华社区,来访,应急,漏水,已办结,2026-01-05\n"
BAD = GOOD + "A2,2026-01-04,新华社区,来访,应急,路灯,已办结,2026-01-01\n"


@pytest.fixture
def folder(tmp_path):
    for name, text in {"areas": AREAS, "good": GOOD, "bad": BAD}.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    return tmp_path


@dataclass(frozen=True)
class Done:
    """How a call ended."""

    returncode: int
    stdout: str
    stderr: str


def run(folder: Path, *words: str) -> Done:
    """The command in this process, which spares most tests the start of another."""
    result = CliRunner().invoke(app, words, env={"STREET_DATABASE": str(folder / "street.duckdb")})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def run_alone(folder: Path, *words: str) -> Done:
    """The command in a process of its own, as scripts and other programs start it."""
    done = subprocess.run(
        [sys.executable, "-m", "data", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "STREET_DATABASE": str(folder / "street.duckdb"), "PYTHONUTF8": "1"},
    )
    return Done(done.returncode, done.stdout, done.stderr)


def answer(done: Done) -> dict:
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def test_a_good_file_is_committed_with_code_0_and_twice_is_unchanged(folder):
    first = run_alone(folder, "import", str(folder / "areas.csv"), "--json")
    again = run_alone(folder, "import", str(folder / "areas.csv"), "--json")

    assert (first.returncode, answer(first)["status"]) == (0, "committed")
    assert (again.returncode, answer(again)["status"]) == (0, "unchanged")
    assert list(answer(first)) == ["status", "batch", "table", "sheets", "rejects", "warnings"]


def test_a_bad_file_ends_with_code_1_and_a_rehearsal_leaves_every_byte_alone(folder):
    run(folder, "import", str(folder / "areas.csv"))
    before = hashlib.sha256((folder / "street.duckdb").read_bytes()).hexdigest()

    rejected = run(folder, "import", str(folder / "bad.csv"), "--json")
    rehearsed = run(folder, "import", str(folder / "good.csv"), "--dry-run", "--json")

    assert (rejected.returncode, answer(rejected)["status"]) == (1, "rejected")
    assert (rehearsed.returncode, answer(rehearsed)["status"]) == (0, "rehearsed")
    assert hashlib.sha256((folder / "street.duckdb").read_bytes()).hexdigest() == before


def test_people_are_told_in_chinese_what_is_wrong_and_where(folder):
    run(folder, "import", str(folder / "areas.csv"))
    said = run(folder, "import", str(folder / "bad.csv"))

    assert said.returncode == 1
    assert "第3行" in said.stdout
    assert "办结时间早于受理时间" in said.stdout


def test_a_bad_file_is_given_back_marked_and_the_rows_left_out_can_be_taken_away(folder):
    run(folder, "import", str(folder / "areas.csv"))
    done = run(folder, "import", str(folder / "bad.csv"), "--give-back", str(folder / "out.xlsx"), "--json")
    assert (done.returncode, answer(done)["status"]) == (1, "rejected")
    assert load_workbook(folder / "out.xlsx")["bad"]["H3"].comment.text == "办结时间早于受理时间"

    batch = answer(run(folder, "import", str(folder / "bad.csv"), "--accept-good-rows", "--json"))["batch"]
    assert [(one["batch"], one["row"]) for one in answer(run(folder, "rejects", "--json"))] == [(batch, 3)]
    assert run(folder, "rejects", batch, "--output", str(folder / "mend.xlsx")).returncode == 0
    assert load_workbook(folder / "mend.xlsx")["bad"]["A2"].value == "A2"
    assert "1行" in run(folder, "rejects", batch, "--give-up").stdout
    assert "没有待改正" in run(folder, "rejects").stdout


def test_an_undone_batch_comes_back_and_its_original_can_be_had(folder):
    run(folder, "import", str(folder / "areas.csv"))
    batch = answer(run(folder, "import", str(folder / "good.csv"), "--json"))["batch"]
    run(folder, "undo", batch)
    assert answer(run(folder, "redo", batch, "--json"))["status"] == "redone"
    assert run(folder, "redo", batch).returncode == 2

    assert run(folder, "original", batch, "--output", str(folder / "again.csv")).returncode == 0
    assert (folder / "again.csv").read_text("utf-8") == GOOD


def test_good_rows_go_in_alone_and_can_be_undone(folder):
    run(folder, "import", str(folder / "areas.csv"))
    batch = answer(run(folder, "import", str(folder / "bad.csv"), "--accept-good-rows", "--json"))["batch"]
    rows = {one["table"]: one["rows"] for one in answer(run(folder, "status", "--json"))}
    undone = run(folder, "undo", batch, "--json")
    twice = run(folder, "undo", batch)

    assert rows["service_request"] == 1
    assert (undone.returncode, answer(undone)["tables"]) == (0, ["service_request"])
    assert twice.returncode == 2
    assert [one["state"] for one in answer(run(folder, "history", "--json"))] == ["已撤回", "已入库"]


@pytest.mark.parametrize(
    "words",
    [
        ["import", "nothing.csv"],
        ["import"],
        ["fly"],
        ["import", "{folder}/good.csv", "--table", "songs"],
        ["status", "--database", "{folder}/broken.duckdb"],
        ["demo", "--database", "{folder}/broken.duckdb"],
        ["undo", "20200101-0001"],
        ["restore", "{folder}/good.csv"],
        ["restore", "{folder}/nothing.duckdb"],
    ],
)
def test_a_wrong_call_ends_with_code_2(folder, words):
    (folder / "broken.duckdb").write_bytes(b"no database" * 1000)
    done = run(folder, *(one.format(folder=folder) for one in words))

    assert done.returncode == 2
    assert done.stderr


def test_an_unreadable_file_ends_with_code_2_and_says_why_as_json_too(folder):
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    done = run_alone(folder, "import", str(folder / "broken.xlsx"), "--json")

    assert done.returncode == 2
    assert answer(done)["error"]


def test_a_database_in_use_by_another_process_is_said_and_left_alone(folder):
    run(folder, "import", str(folder / "areas.csv"))
    owner = Database(folder / "street.duckdb")
    try:
        for words in (
            ["import", str(folder / "good.csv")],
            ["restore", str(folder / "street.duckdb")],
            ["status"],
        ):
            done = run_alone(folder, *words)
            assert done.returncode == 2
            assert "另一个程序" in done.stderr
    finally:
        owner.close()


def test_the_database_may_be_named_on_the_command_line(folder):
    other = folder / "elsewhere" / "other.duckdb"
    run(folder, "import", str(folder / "areas.csv"), "--database", str(other))
    before_the_command = run(folder, "--database", str(other), "status", "--json")

    assert other.exists()
    assert not (folder / "street.duckdb").exists()
    assert {one["table"]: one["rows"] for one in answer(before_the_command)}["area"] == 3


def test_a_foreign_database_is_not_restored(folder):
    with duckdb.connect(str(folder / "foreign.duckdb")) as foreign:
        foreign.execute("create table songs (name varchar)")
    done = run(folder, "restore", str(folder / "foreign.duckdb"))

    assert done.returncode == 2
    assert not (folder / "street.duckdb").exists()


def test_a_geojson_file_draws_the_boundaries_of_areas_that_are_there(folder):
    run(folder, "import", str(folder / "areas.csv"))
    square = [[116.7, 33.9], [116.8, 33.9], [116.8, 34.0], [116.7, 34.0], [116.7, 33.9]]
    feature = {"type": "Feature", "properties": {"area_code": "340603003", "area_name": "西街道"},
               "geometry": {"type": "Polygon", "coordinates": [square]}}
    (folder / "streets.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False), "utf-8")
    done = run(folder, "import", str(folder / "streets.geojson"), "--json")

    assert answer(done)["status"] == "committed"
    with duckdb.connect(str(folder / "street.duckdb"), read_only=True) as store:
        assert store.execute("select area_name, boundary is not null from area order by 1").fetchall() == [
            ("新华社区", False), ("相山区", False), ("西街道", True)]


def test_a_gb18030_file_reads_as_the_same_file_in_utf_8(folder):
    run(folder, "import", str(folder / "areas.csv"))
    (folder / "good_gbk.csv").write_bytes(GOOD.encode("gb18030"))
    run(folder, "import", str(folder / "good_gbk.csv"))

    assert answer(run(folder, "import", str(folder / "good.csv"), "--json"))["status"] == "unchanged"


@pytest.mark.slow
def test_the_demonstration_is_built_once_and_anew_when_asked_for(folder):
    first = run(folder, "demo")
    again = run(folder, "demo")
    with duckdb.connect(str(folder / "street.duckdb"), read_only=True) as store:
        counted = store.execute(
            "select count(*) filter (where starts_with(area_code, '99')),"
            " count(*) filter (where not starts_with(area_code, '99')) from indicator_values").fetchone()

    assert (first.returncode, again.returncode) == (0, 0), first.stderr
    assert "已建好" in first.stdout
    assert "无需重建" in again.stdout
    assert all(counted)
    assert {one["state"] for one in answer(run(folder, "history", "--json"))} == {"已入库"}


@pytest.mark.slow
def test_the_demonstration_does_not_take_the_place_of_other_data(folder):
    run(folder, "import", str(folder / "areas.csv"))
    kept = run(folder, "demo")

    assert kept.returncode == 0
    assert "未改动" in kept.stdout
    assert {one["table"]: one["rows"] for one in answer(run(folder, "status", "--json"))}["area"] == 3


@pytest.mark.slow
def test_data_that_makes_way_for_the_demonstration_is_kept_and_never_overwritten(folder):
    run(folder, "import", str(folder / "areas.csv"))
    (folder / "street.duckdb.before-demo").write_bytes(b"kept from an earlier time")
    built = run(folder, "demo", "--fresh")

    assert built.returncode == 0, built.stderr
    assert (folder / "street.duckdb.before-demo").read_bytes() == b"kept from an earlier time"
    with duckdb.connect(str(folder / "street.duckdb.before-demo-2"), read_only=True) as kept:
        assert kept.execute("select count(*) from area").fetchone() == (3,)
