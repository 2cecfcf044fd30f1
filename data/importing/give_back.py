"""The clerk's own sheets given back: all rows in their places, bad cells coloured, the reason as a comment."""

from __future__ import annotations

from collections.abc import Sequence

from data.importing.report import Reject, WrongCall
from data.language import label
from data.reading import Reading, SheetCells
from data.spreadsheet import Remarks, TooBigForExcel, workbook_of

NOTES_SHEET = "填写说明"  # beside a form: it explains and holds no rows
OUTLINES = ("geojson", "shapefile", "kml", "kmz")  # kinds of files that no spreadsheet can mend


def given_back(reading: Reading, rejects: Sequence[Reject], lang: str = "zh") -> bytes:
    """The file that was read, as an XLSX to be corrected and uploaded again; a second sheet lists what is wrong.

    Raises WrongCall for boundaries, and for what is bigger than Excel allows.
    """
    if reading.kind in OUTLINES:
        raise WrongCall(label("give_back.outlines"))
    return marked(reading.sheets, rejects, lang)


def marked(sheets: Sequence[SheetCells], rejects: Sequence[Reject], lang: str = "zh") -> bytes:
    """The sheets with the rejects marked at their places."""
    remarks: dict[tuple[int, int, int | None], list[str]] = {}
    for one in rejects:
        said = one.reason.text(lang)
        whole = one.cell is None and one.column
        text = label("give_back.at_row", column=one.column, reason=said).text(lang) if whole else said
        remarks.setdefault((one.origin, one.row, one.cell), []).append(text)
    heads = [label(f"upload.{one}").text(lang) for one in ("sheet", "row", "column_name", "value", "reason")]
    rows: list[list[object]] = [[one.sheet, one.row, one.column, one.value, one.reason.text(lang)] for one in rejects]
    return _written(sheets, remarks, (NOTES_SHEET, [list(heads), *rows]))


def _written(sheets: Sequence[SheetCells], remarks: Remarks, listed: tuple[str, list[list[object]]]) -> bytes:
    try:
        return workbook_of(sheets, remarks, listed)
    except TooBigForExcel:
        raise WrongCall(label("give_back.too_big")) from None
