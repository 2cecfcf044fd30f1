"""A separator or quote too many or too few in a text file: mended where one reading fits, else told."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.contracts import contracts
from data.reading import Recognised
from data.reading.headings import recognise
from tests.data.reading.polluted import HEADING, reading_of, source, texts, written

LEDGER = source()
AT = 12


def recognised(path, text: str) -> Recognised:
    path.write_text(text, "utf-8", newline="")
    return recognise(reading_of(path).sheets[0], contracts(), "service_request")


def with_line(number: int, line: str, rows=LEDGER) -> str:
    """The ledger with another text as its line of that number, from 0."""
    return "".join(f"{line}\r\n" if i == number else written([row]) for i, row in enumerate(rows))


def line_of(row: list[str]) -> str:
    return written([row], line_end="")


def loaded(found: Recognised) -> list[list[str]]:
    """The rows that are beyond doubt."""
    rows = [list(row.values()) for row in found.data.to_pylist()]
    kept = [[cell or "" for cell in row[1:]][: len(HEADING)] for row in rows if row[0] not in found.doubts]
    return [[*row, *[""] * (len(HEADING) - len(row))] for row in kept]


def said(found: Recognised) -> str:
    return "".join(one.zh for one in found.notes)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "台账.csv"


@pytest.mark.parametrize("column", range(8))
def test_a_blank_cell_too_many_is_dropped_where_no_other_can_be_the_one(path, column):
    row = LEDGER[AT]
    found = recognised(path, with_line(AT, line_of([*row[:column], "", *row[column:]])))

    assert loaded(found) == LEDGER[1:]
    assert found.doubts == {}
    assert "多了一个空格子" in said(found)


def test_a_blank_cell_too_many_is_an_error_where_two_could_be_the_one(path):
    few = [LEDGER[0], *([*row[:7], ""] if i % 2 else [row[0], "", *row[2:]] for i, row in enumerate(LEDGER[1:], 1))]
    found = recognised(path, with_line(3, line_of([few[3][0], "", *few[3][1:]]), few))

    assert [one.zh for one in found.doubts.values()] == ["这一行有9格，其他行是8格，各列可能错位：请检查是否多了分隔符"]


def test_a_row_with_text_beyond_the_heading_is_an_error(path):
    found = recognised(path, with_line(AT, line_of([*LEDGER[AT], "多", "余"])))

    assert loaded(found) == [*LEDGER[1:AT], *LEDGER[AT + 1 :]]
    assert len(found.doubts) == 1


@pytest.mark.parametrize("column", range(1, 8))
def test_a_row_that_lacks_a_separator_is_an_error(path, column):
    cells = [line_of([cell]) for cell in LEDGER[AT]]
    line = ",".join([*cells[: column - 1], cells[column - 1] + cells[column], *cells[column + 1 :]])
    found = recognised(path, with_line(AT, line))

    assert loaded(found) == [*LEDGER[1:AT], *LEDGER[AT + 1 :]]
    assert len(found.doubts) == 1


def test_programs_that_leave_off_blanks_at_the_end_are_read_with_a_remark(path):
    rows = [LEDGER[0], *([*row[:7], "街道城管科"] if i % 3 else row[:7] for i, row in enumerate(LEDGER[1:]))]
    found = recognised(path, written(rows))

    assert loaded(found) == [[*row, *[""] * (8 - len(row))] for row in rows[1:]]
    assert found.doubts == {}
    assert "行末少了几格" in said(found)


@pytest.mark.parametrize("heading", [
    ",".join(["", *HEADING]), ",".join([*HEADING[:4], "", *HEADING[4:]]), HEADING[0] + ",".join(HEADING[1:]),
    '"' + ",".join(HEADING),
])
def test_no_row_is_taken_under_a_heading_that_is_out_of_line(path, heading):
    found = recognised(path, with_line(0, heading))

    assert loaded(found) == []
    assert "表头" in next(iter(found.doubts.values())).zh


def test_a_heading_written_twice_is_told_and_not_loaded(path):
    found = recognised(path, written([HEADING, *LEDGER]))

    assert loaded(found) == LEDGER[1:]
    assert said(found) == "表头写了两遍，重复的未导入（第2行）"


@pytest.mark.parametrize("column", range(8))
def test_a_stray_quote_stays_text_and_swallows_nothing(path, column):
    row = LEDGER[3]
    cells = [line_of([cell]) for cell in row]
    cells[column] = f'"{cells[column]}'
    found = recognised(path, with_line(3, ",".join(cells)))

    meant = [*row[:column], f'"{row[column]}', *row[column + 1 :]]
    assert loaded(found) == [*LEDGER[1:3], meant, *LEDGER[4:]]
    assert "英文引号没有成对" in said(found)


@pytest.mark.parametrize("backslash", [False, True])
def test_quotes_that_are_not_doubled_are_read_as_they_were_meant(path, backslash):
    rows = [[*row[:5], row[5].replace("\n", " "), *row[6:]] for row in LEDGER]
    found = recognised(path, written(rows, escape="\\") if backslash else written(rows).replace('""', '"'))

    assert loaded(found) == rows[1:]
    assert found.doubts == {}
    assert "英文引号没有成对" in said(found)


def test_separators_between_two_quotes_of_a_sentence_make_the_row_an_error(path):
    row = LEDGER[4]
    line = ",".join([*row[:4], '开展"为群众', '办实事"活动', *row[6:]])
    found = recognised(path, with_line(4, line))

    assert loaded(found) == [*LEDGER[1:4], *LEDGER[5:]]
    assert "英文引号没有成对" in next(iter(found.doubts.values())).zh


def test_two_stray_quotes_do_not_hide_the_rows_between_them(path):
    rows = [[*row[:5], f"漏水{i}", *row[6:]] for i, row in enumerate(LEDGER)]
    lines = [line_of(row) for row in rows]
    lines[0] = line_of(HEADING)
    lines[5] = lines[5].replace("漏水5", '"漏水5')
    lines[7] = lines[7].replace("漏水7", '漏水7"')
    lines[9] = lines[9].replace("漏水9", '"漏水, 9"')
    found = recognised(path, "\r\n".join(lines))

    assert [row[0] for row in loaded(found)] == [row[0] for row in rows[1:]]
    assert [row[5] for row in loaded(found)][4:9] == ['"漏水5', "漏水6", '漏水7"', "漏水8", "漏水, 9"]


def test_a_row_whose_cells_are_parted_by_spaces_is_an_error_and_no_title(path):
    row = [cell for cell in LEDGER[1] if cell]
    found = recognised(path, with_line(1, " ".join(row)))

    assert loaded(found) == LEDGER[2:]
    assert len(found.doubts) == 1


WORDS = st.sampled_from(["", "漏水", "漏水, 三天", '"四送一服"', "2026-01-03", "来访", "应急", "12", "办理中"])
ROWS = st.lists(st.lists(WORDS, min_size=7, max_size=7), min_size=1, max_size=20)


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(rows=ROWS, at=st.integers(0, 20), column=st.integers(0, 8), more=st.booleans())
def test_no_separator_too_many_or_too_few_moves_a_cell_without_a_word(tmp_path, rows, at, column, more):
    meant = [HEADING, *([f"GD-{i}", *row] for i, row in enumerate(rows))]
    cells = [line_of([cell]) for cell in meant[at % len(meant)]]
    column = min(column, 7) if more else max(1, min(column, 7))
    spoilt = [*cells[:column], "", *cells[column:]] if more else [
        *cells[: column - 1], cells[column - 1] + cells[column], *cells[column + 1 :]
    ]
    found = recognised(tmp_path / "台账.csv", with_line(at % len(meant), ",".join(spoilt), meant))

    assert loaded(found) == meant[1:] or found.doubts or found.notes or found.unmatched


def test_the_lines_of_a_good_file_need_no_remark(path):
    path.write_text(written(LEDGER), "utf-8", newline="")
    lines = reading_of(path).sheets[0].lines

    assert (lines.width, lines.odd, lines.torn, lines.mended) == (8, {}, (), ())
    assert len(texts(reading_of(path))) == len(LEDGER)
