"""What a person sees in a cell is the same whether cells are told one by one or a column at once."""
from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from data.reading.seen import as_seen, texts_seen

moments = st.datetimes(datetime.datetime(1900, 1, 1), datetime.datetime(9998, 12, 31))
numbers = st.one_of(st.integers(-10**16, 10**16).map(float), st.floats(), st.sampled_from([-0.0, 0.1 + 0.2, 1e15]))
cells = st.one_of(
    st.none(), st.text(), moments, moments.map(lambda one: one.replace(hour=0, minute=0, second=0, microsecond=0)),
    moments.map(lambda one: one.replace(microsecond=999_999)), st.dates(datetime.date(1900, 1, 1)), numbers,
    st.integers(), st.booleans(), st.times(), st.timedeltas(),
)


@given(st.one_of(st.lists(cells), st.lists(numbers), st.lists(st.one_of(moments, st.none(), st.just("")))))
def test_a_column_reads_as_its_cells_do(column: list[object]) -> None:
    assert texts_seen(column).to_pylist() == [None if cell is None else as_seen(cell) for cell in column]


def test_rounding_noise_and_midnights_are_not_seen() -> None:
    noise = datetime.datetime(2026, 10, 31, 23, 59, 59, 999_998)

    assert texts_seen([noise, datetime.datetime(2026, 10, 31, 8, 30), None, "待定"]).to_pylist() == [
        "2026-11-01", "2026-10-31 08:30:00", None, "待定"]


def test_half_a_character_is_the_mark_for_what_is_lost() -> None:
    assert texts_seen(["甲\ud800", 1.0]).to_pylist() == ["甲\ufffd", "1"]
