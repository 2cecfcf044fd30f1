"""Spoilt CSV files: read right, or refused, or loaded with a warning; never loaded wrong without a word."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.database import Database
from data.importing import import_file
from data.reading.refusal import Refusal
from tests.data.importing.importing_office import AREAS, REQUESTS, cells
from tests.data.reading.polluted import (
    HEADING,
    ROWS,
    Polluted,
    reading_of,
    rows_spoilt,
    scores,
    source,
    texts,
    whole_files,
    written,
)

QUICK_ROWS = {11}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    database = Database(":memory:")
    areas = tmp_path_factory.mktemp("areas") / "areas.csv"
    areas.write_text(AREAS, "utf-8")
    assert import_file(database, areas, refresh=lambda *_: None).status == "committed"
    yield database
    database.close()


def some(files: Iterable[Polluted]) -> list[Polluted]:
    return [one for one in files if not one.kind.startswith("row ") or int(one.kind.split()[1]) in QUICK_ROWS]


def truth() -> set[tuple]:
    places = {"新华社区": "340603003001", "安康社区": "340603003002"}
    return {
        (row[0], row[1], places[row[2]], *row[3:7], row[7] or None) for row in ([*one] for one in source()[1:])
    }


def stored(database: Database) -> set[tuple]:
    found = database.rows(
        """select request_no, strftime(received_at, '%Y-%m-%d') as day, area_code, channel, category, title, status,
                  handler
           from service_request"""
    )
    return {tuple(row.values()) for row in found}


def loaded_wrong(database: Database, path, files: Iterable[Polluted]) -> list[str]:
    """The files that were loaded without a warning although what is in the store is not what was meant."""
    wrong = []
    for one in files:
        path.write_bytes(one.content)
        with database.write() as cursor:
            cursor.execute("delete from service_request")
            cursor.execute("delete from import_batch where table_name = 'service_request'")
        try:
            report = import_file(database, path, refresh=lambda *_: None, reading=reading_of(path))
        except Refusal:
            continue
        if report.status != "committed":
            assert not stored(database)
            continue
        meant = {(*row[:5], " ".join(row[5].split()), *row[6:]) for row in truth()}
        known = {(*row[:5], " ".join((row[5] or "").split()), *row[6:]) for row in stored(database)}
        numbers = {row[0] for row in one.rows}
        if known != {row for row in meant if row[0] in numbers} and not report.warnings:
            wrong.append(one.kind)
    return wrong


@pytest.mark.slow
def test_no_spoilt_file_is_loaded_wrong_without_a_warning(store, tmp_path):
    assert loaded_wrong(store, tmp_path / "台账.csv", some([*whole_files(), *rows_spoilt()])) == []


@pytest.mark.slow
def test_no_file_spoilt_in_any_row_is_loaded_wrong_without_a_warning(store, tmp_path):
    assert loaded_wrong(store, tmp_path / "台账.csv", [*whole_files(), *rows_spoilt()]) == []


@pytest.mark.parametrize("said", [
    "以上数据由各社区上报,经街道核实,截至月底,如有出入,以系统为准", "受理电话；0561-1；0561-2；0561-3；0561-4",
])
def test_a_sentence_below_the_table_is_no_row_however_many_commas_it_has(store, tmp_path, said):
    path = tmp_path / "台账.csv"
    path.write_text(written([*source(), [said]]), "utf-8")
    report = import_file(store, path, refresh=lambda *_: None, reading=reading_of(path), dry_run=True)

    sheet = report.sheets[0]
    assert (report.status, sheet.rows_loaded, len(sheet.rows_skipped)) == ("rehearsed", ROWS, 1)


def test_a_row_out_of_line_is_named_and_the_others_can_be_loaded(store, tmp_path):
    path = tmp_path / "台账.csv"
    rows = source()
    path.write_text("".join(written([[*row, "多", "余"] if i == 12 else row]) for i, row in enumerate(rows)), "utf-8")
    reading = reading_of(path)
    whole = import_file(store, path, refresh=lambda *_: None, reading=reading, dry_run=True)
    good = import_file(store, path, refresh=lambda *_: None, reading=reading, dry_run=True, accept_good_rows=True)

    [wrong] = whole.rejects
    assert (whole.status, wrong.column, wrong.value, wrong.reason.zh) == (
        "rejected", "工单编号", "GD-011", "这一行有10格，其他行是8格，各列可能错位：请检查是否多了分隔符",
    )
    assert (good.status, good.rows_loaded, good.rows_rejected) == ("rehearsed", ROWS - 1, 1)


def test_no_row_goes_in_under_a_heading_that_is_out_of_line(store, tmp_path):
    path = tmp_path / "台账.csv"
    path.write_text("," + written(source()), "utf-8")
    report = import_file(
        store, path, refresh=lambda *_: None, reading=reading_of(path), dry_run=True, accept_good_rows=True
    )

    assert (report.status, report.rows_loaded, report.rows_rejected) == ("rejected", 0, ROWS)
    assert "表头有9格，数据行多为8格" in report.rejects[0].reason.zh


def test_what_can_be_told_is_read_without_a_loss_and_what_is_read_scores_high(tmp_path):
    path, told = tmp_path / "台账.csv", []
    for one in [*whole_files(), *rows_spoilt()]:
        path.write_bytes(one.content)
        try:
            found = scores(one, texts(reading_of(path)))
        except Refusal:
            assert one.ambiguous, one.kind
            continue
        assert one.ambiguous or found == (1, 1, 1), (one.kind, found)
        told.append(found)
    header, records, cells_ = (sum(column) / len(told) for column in zip(*told, strict=True))

    assert min(header, records, cells_) > 0.97
    assert len(told) > 500


WORDS = st.sampled_from(
    ["", " ", "合计", "小计", "注：数据截至月底", "第一批", "340603003001", "安康社区", "新华社区", "火星社区",
     "2026-01-03", "2026.1.3", "1月3日", "某天", "来访", "来电", "应急", "漏水", "办理中", "已办结",
     "GD-1", "GD-2", "GD-3", "12",
     "3.5", "=1+1", "工单编号", "受理时间", "\u3000", "—", "无"]
)
MESSY = st.lists(st.lists(WORDS, min_size=0, max_size=9), min_size=1, max_size=14)


def sheet_of(rows: list[list[str]], heading_at: int) -> str:
    heading = next(csv.reader([REQUESTS]))
    buffer = io.StringIO()
    csv.writer(buffer).writerows([*rows[:heading_at], heading, *rows[heading_at:]])
    return buffer.getvalue()


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(rows=MESSY, heading_at=st.integers(0, 3), good=st.booleans())
def test_every_row_that_is_not_blank_is_loaded_rejected_or_skipped(store, tmp_path, rows, heading_at, good):
    text = sheet_of(rows, heading_at)
    path = tmp_path / "台账.csv"
    path.write_text(text, "utf-8")
    try:
        reading = reading_of(path)
    except Refusal:
        return
    report = import_file(
        store, path, refresh=lambda *_: None, reading=reading, accept_good_rows=good, dry_run=True
    )

    filled = sum(any(one.strip() for one in row) for row in csv.reader(io.StringIO(text)))
    told = sum(one.header_rows + one.rows_loaded + one.rows_rejected + len(one.rows_skipped) for one in report.sheets)
    assert told == filled, report.as_json()


def test_the_heading_of_the_spoilt_files_is_a_ledgers(store, tmp_path):
    assert set(HEADING) - {"承办单位"} <= set(next(csv.reader([REQUESTS])))
    assert cells("台账", REQUESTS).cells.num_rows == 1
