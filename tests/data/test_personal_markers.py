"""Personal data that a clerk uploads by mistake is found nowhere: store, originals, log, backup, exports."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pyarrow.parquet
import pytest
from typer.testing import CliRunner

from data import importing
from data.__main__ import app
from data.backup import backup
from data.reading import read_file
from queries import cube, opening
from queries.__main__ import app as queries_app
from reports.__main__ import app as reports_app
from tests.data.uploading import AREAS, WANG

PHONE, IDENTITY, PERSON = "13987654321", "110101199003078515", "欧阳测试者"
LEDGER = (
    "工单编号,受理时间,所属网格,来源渠道,诉求类别,诉求内容,办理状态,办结时间,姓名,联系电话,身份证号\n"
    f"A1,2026-01-03 10:00,新华社区,来访,应急,电{PHONE}证{IDENTITY}。,已办结,2026-01-05,{PERSON},{PHONE},{IDENTITY}\n"
    f"A2,2026-01-04,新华社区,来访,应急,联系{PHONE},已办结,2026-01-01,{PERSON},{PHONE},{IDENTITY}\n"
)


@pytest.fixture
def office(tmp_path):
    """A store into which a ledger full of personal data was loaded, its bad row left out to be mended."""
    store = opening.open_store(tmp_path / "street.duckdb")
    for name, text in (("areas.csv", AREAS), (f"{PHONE}上报.csv", LEDGER)):
        (tmp_path / "in").mkdir(exist_ok=True)
        file = tmp_path / "in" / name
        file.write_text(text, "utf-8")
        report = importing.import_file(store, file, refresh=cube.refresh, accept_good_rows=True, actor=WANG,
                                       reading=read_file(file))
        assert report.status == "committed", report.as_json()
    store.close()
    for file in (tmp_path / "in").iterdir():
        file.unlink()
    return tmp_path


def found_in(content: bytes) -> list[str]:
    """Which markers stand in it, archives and compressed files unpacked."""
    parts = [content]
    if content[:2] == b"\x1f\x8b":
        return found_in(gzip.decompress(content))
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            return [one for name in names for one in found_in(archive.read(name)) + found_in(name.encode())]
    return [one for one in (PHONE, IDENTITY, PERSON) for part in parts if one.encode() in part]


def ask(command, office: Path, *words: str, said: str = "", code: int = 0) -> str:
    """Everything that a command tells, errors included; it must have done what it was asked for."""
    done = CliRunner().invoke(command, [*words], env={"STREET_DATABASE": str(office / "street.duckdb")}, input=said)
    assert done.exit_code == code, (words, done.output, done.exception)
    return done.output


def test_no_marker_is_in_any_table_file_backup_or_export(office):
    store = opening.open_store(office / "street.duckdb")
    for row in store.rows("select table_name as name from duckdb_tables() where not temporary"):
        text = store.rows(f'select string_agg(t::varchar, chr(10)) as text from "{row["name"]}" as t')[0]["text"] or ""
        assert not found_in(text.encode()), row["name"]
    [rejected] = importing.open_rejects(store)
    mended = importing.to_mend(store, rejected.batch)
    kept = importing.original(store, rejected.batch).content
    store.close()
    backup(office / "street.duckdb", office / "copy.zip")
    month = ["--area", "340603003", "--month", "2026-01"]
    ask(reports_app, office, "annex", *month, "--output", str(office / "annex.xlsx"))
    ask(reports_app, office, "deck", *month, "--output", str(office / "deck.pptx"))
    ask(reports_app, office, "brief", *month, "--output", str(office / "brief.docx"))

    assert not found_in(mended) and not found_in(kept)
    files = [one for one in office.rglob("*") if one.is_file()]
    assert {"copy.zip", "annex.xlsx", "deck.pptx", "brief.docx", "street.log"} <= {one.name for one in files}
    assert [(one.name, found) for one in files if (found := found_in(one.read_bytes()))] == []
    assert not [one.name for one in files if PHONE in one.name]
    for words in (["history", "--json"], ["audit", "--json"], ["rejects", "--json"], ["status"]):
        assert not found_in(ask(app, office, *words).encode()), words


def test_no_marker_is_in_what_traces_lists_of_records_and_files_of_facts_tell(office):
    traced = ["trace", "request_count", "--area", "340603003", "--month", "2026-01"]
    for words in ([*traced], [*traced, "--json"], ["early", "--area", "340603003"]):
        told = ask(queries_app, office, *words)
        assert "A1" in told or words[0] != "trace", "the record itself is told, without whom it is of"
        assert not found_in(told.encode()), words
    ask(app, office, "facts", "--output", str(office / "facts"))
    [batch, *_] = [one["batch"] for one in json.loads(ask(app, office, "rejects", "--json"))]
    ask(app, office, "rejects", batch, "--output", str(office / "mend.xlsx"))
    ask(app, office, "original", batch, "--output", str(office / "original.csv"))
    for file in (one for one in (office / "facts").rglob("*.parquet")):
        table = pyarrow.parquet.read_table(file)
        assert not found_in("\n".join(map(str, table.to_pylist())).encode()), file.name
    names = {"mend.xlsx", "original.csv"}
    assert [one for one in names if found_in((office / one).read_bytes())] == []


def test_what_the_command_says_of_a_file_full_of_personal_data_names_nobody(office):
    (office / "again").mkdir()
    file = office / "again" / "上报.csv"
    file.write_text(LEDGER.replace("A1", "B1").replace("A2", "B2"), "utf-8")
    for words in (["--dry-run", "--json"], ["--dry-run"], ["--json"]):
        assert not found_in(ask(app, office, "import", str(file), *words, code=1).encode()), words


def test_a_text_that_is_checked_for_the_press_is_kept_nowhere(office):
    text = f"1月受理诉求1件，联系人{PERSON}，电话{PHONE}，身份证{IDENTITY}。"
    told = ask(reports_app, office, "check", "-", "--area", "340603003", "--month", "2026-01", said=text)

    assert "1件" in told
    assert [one.name for one in office.rglob("*") if one.is_file() and found_in(one.read_bytes())] == []


def test_the_search_would_find_a_marker(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.gz", gzip.compress(PERSON.encode()))
    assert found_in((tmp_path / "x.zip").read_bytes()) == [PERSON]
