"""Months and days written without their year, where the title or the sheet's name tells it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from data.contracts import Field
from data.language import Label, label
from data.reading.words import half_width, simplified

_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_WITHOUT_YEAR = re.compile(
    rf"{_NUMBER}月份?(?:底|末)?|{_NUMBER}月{_NUMBER}[日号]|{_NUMBER}月?(?:-|~|—|至|到){_NUMBER}月份?"
)
_BARE_MONTH = re.compile("0?[1-9]|1[0-2]")
_PERHAPS = "^[ 　]*[0-9０-９一二三四五六七八九十]{1,3}[ 　]*($|月|-|~|—|至|到)"


def with_year(
    data: pa.Table,
    columns: Mapping[str, Field],
    year: int | None,
    headings: Mapping[str, str],
    *,
    told: bool = False,
) -> tuple[pa.Table, list[Label]]:
    """The data with 7月 as 2026年7月 in its columns of months and dates, and a remark on each such column.

    `columns` and `headings` give the field and the clerk's heading of a cell column; without a year nothing is done.
    `told`: a person has named the year.
    """
    notes: list[Label] = []
    if year is None:
        return data, notes
    for column, field in columns.items():
        if not field.is_dated or column not in data.column_names:
            continue
        texts, heading = data[column], headings.get(column, field.title.zh)
        suspects = pc.unique(texts.filter(pc.match_substring_regex(texts, _PERHAPS))).to_pylist()
        is_month = field.type == "month" or ("月" in heading and field.month_reads_as is not None)
        dated = {one: f"{year}年{words}" for one in suspects if one and (words := _yearless(one, is_month))}
        if dated:
            said = [dated.get(text, text) for text in texts.to_pylist()]
            data = data.set_column(data.column_names.index(column), column, pa.array(said, pa.string()))
            key = "sheet.year_told" if told else "sheet.year_from_title"
            notes.append(label(key, column=heading, year=year))
    return data, notes


def _yearless(text: str, is_month: bool) -> str | None:
    """One spelling of the month or day, None when the year is there or the text is something else."""
    words = "".join(simplified(half_width(text)).split())
    if is_month and _BARE_MONTH.fullmatch(words):
        return f"{words}月"
    return words if _WITHOUT_YEAR.fullmatch(words) else None
