"""Rows are seen by the transaction that inserts them, however many there are."""
from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from data.database import SEEN_AT_ONCE, Inserts

ROOT = Path(__file__).parents[2]
ROW_GROUP = 122_880
SOURCES = [path for room in ("data", "queries", "server", "reports") for path in sorted((ROOT / room).rglob("*.py"))]
# `if place`: the statement is put together in two places of data/importing/staging.py, the end of it in the other.
SAFE = ("SEEN_AT_ONCE", "SURE_TO_BE_SEEN", ".carry_out(", "unnest(", "coalesce(max(position)", "if place else created")
INSERT = re.compile(r"(?P<whole>(?:\.carry_out\(\s*f?\"+\s*)?insert into(?P<rest>.*?))(?:\"\"\"|\n\n)", re.DOTALL)


def test_rows_that_follow_an_empty_and_a_large_insert_are_seen() -> None:
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    connection.execute(f"create table source as select range as number from range({2 * ROW_GROUP})")
    connection.execute("create table kept (number bigint)")
    connection.begin()

    for below in (0, ROW_GROUP + 10_000, 3):
        connection.execute(f"insert into kept select number from source where number < {below} {SEEN_AT_ONCE}")

    assert connection.execute("select count(*) from kept").fetchall() == [(ROW_GROUP + 10_003,)]


@pytest.mark.parametrize("sizes", [
    (8 * ROW_GROUP, 0, ROW_GROUP + 10_000, 3, 0, 0, 5),
    (0, ROW_GROUP + 10_000, 3),
    (0, 0, ROW_GROUP + 10_000, 3, 8 * ROW_GROUP, 0, ROW_GROUP + 10_000, 0),
])
@pytest.mark.parametrize("anew", [False, True])
def test_rows_are_seen_whatever_was_inserted_before(sizes: tuple[int, ...], anew: bool) -> None:
    """`anew`: each by another part of the program, in the same transaction."""
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    connection.execute(f"create table source as select range as number from range({8 * ROW_GROUP})")
    connection.execute("create table kept (part integer, number bigint)")
    connection.begin()
    inserts = Inserts(connection, "kept")

    for part, below in enumerate(sizes):
        inserts = Inserts(connection, "kept") if anew else inserts
        inserts.carry_out(f"insert into kept select {part}, number from (select number, count(*) from source "
                          f"where number < {below} group by number order by number)")

    seen = dict(connection.execute("select part, count(*) from kept group by part").fetchall())
    assert [seen.get(part, 0) for part in range(len(sizes))] == list(sizes)


def test_every_insert_that_selects_from_a_table_is_of_the_kind_that_is_seen() -> None:
    assert [text for path in SOURCES for text in unseen(path.read_text("utf-8"))] == []


def unseen(source: str) -> list[str]:
    """The statements that may insert a whole row group: not those that open a short list or write one row."""
    found = [one["whole"] for one in INSERT.finditer(source) if re.search(r"\bfrom\b|\{sql\}", one["rest"])]
    return [text for text in found if not any(word in text for word in SAFE)]
