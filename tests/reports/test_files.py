"""Slides, brief and annex of one meeting: the same sentences and the same numbers in each of them."""
from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pptx import Presentation
from pptx.shapes.base import BaseShape

from data.database import Database
from queries.periods import Period
from reports import editions, files
from reports.content import ANALYSES, Meeting
from reports.meeting import meeting
from tests.pages import small_street
from tests.stores import copied

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def told(street: Database) -> Meeting:
    return meeting(street, small_street.STREET, Period.parse("2026-10"))


@pytest.fixture(scope="module")
def made(told: Meeting) -> dict[str, bytes]:
    return {kind: files.file(kind, told) for kind in files.KINDS}


def of_slides(content: bytes) -> str:
    """All text of a deck, tables and groups included."""
    def texts(shapes: Iterator[BaseShape]) -> Iterator[str]:
        for one in shapes:
            if one.has_text_frame:
                yield one.text_frame.text
            if getattr(one, "has_table", False):
                yield from (cell.text for row in one.table.rows for cell in row.cells)
            if hasattr(one, "shapes"):
                yield from texts(one.shapes)

    return "\n".join(text for slide in Presentation(io.BytesIO(content)).slides for text in texts(slide.shapes))


def of_brief(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def of_annex(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)


def test_every_sentence_of_the_meeting_stands_in_brief_and_annex(told: Meeting, made: dict[str, bytes]) -> None:
    brief, annex = of_brief(made["word"]), of_annex(made["annex"])
    for one in told.sentences():
        assert one.text.rstrip("。") in brief
        assert not one.figures or one.text.rstrip("。") in annex


def test_the_slides_hold_the_summary_the_conclusions_and_the_problems(told: Meeting, made: dict[str, bytes]) -> None:
    slides = of_slides(made["deck"])
    for one in (*told.summary, *told.hot, *told.problems, *told.next_steps):
        assert one.text.rstrip("。") in slides
    for topic in told.topics:
        if topic.key in ANALYSES:  # on one slide
            assert all(one.text.rstrip("。") in slides for one in topic.sentences)
        else:
            assert topic.title in slides
        assert all(one.text.rstrip("。") in slides for one in topic.sentences[:3])


def test_the_numbers_of_the_overview_are_the_same_in_all_of_them(told: Meeting, made: dict[str, bytes]) -> None:
    slides, brief = of_slides(made["deck"]), of_brief(made["word"])
    for row in told.overview.rows:
        for cell in row[:2]:
            assert cell.shown in slides and cell.shown in brief
    numbers = {cell.value for sheet in openpyxl.load_workbook(io.BytesIO(made["annex"])) for row in sheet.iter_rows()
               for cell in row if isinstance(cell.value, int | float)}
    for row in told.overview.rows:
        assert row[1].number is None or any(abs(row[1].number - one) < 1e-6 for one in numbers)


def test_an_edition_gives_the_same_files_next_year(street: Database, told: Meeting, made: dict[str, bytes]) -> None:
    one = editions.freeze(street, told, "留档")
    again = editions.load(street, one.id)
    assert {kind: files.file(kind, again) for kind in files.KINDS} == made


def test_a_file_that_is_no_template_is_refused_in_words(told: Meeting) -> None:
    for kind in ("deck", "word"):
        with pytest.raises(files.CannotMake) as refused:
            files.file(kind, told, b"no template")
        assert refused.value.label.zh and refused.value.label.en


def test_a_scheduled_job_writes_the_month_into_a_folder(small_store: Path, tmp_path: Path) -> None:
    copied(small_store, tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "reports", "all", "--area", small_street.STREET, "--month", "2026-10", "--folder",
         str(tmp_path / "10月"), "--database", str(tmp_path / "street.duckdb")],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )
    written = sorted(Path(line).suffix for line in done.stdout.splitlines())
    assert written == [".docx", ".pptx", ".xlsx"]
    assert all(Path(line).stat().st_size > 5_000 for line in done.stdout.splitlines())
