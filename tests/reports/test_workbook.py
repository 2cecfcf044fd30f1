"""A downloaded workbook: numbers that can be computed with, and everything needed to defend them."""
from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from data.language import Label
from queries.catalogue import catalogue
from queries.periods import Period
from queries.series import Value
from queries.settings import settings
from reports.cells import neutral
from reports.workbook import Asked, workbook

PERIOD = Period.parse("2026-10")
ASKED = Asked("西街道（演示）", "990101001", PERIOD, PERIOD.previous(), Label("社区", "communities"), None,
              date(2026, 10, 31), True)


def value(**given: Any) -> Value:
    usual = {"indicator": catalogue()["ontime_closure_rate"], "area_code": "990101001001", "area_name": "新华社区",
             "period": PERIOD}
    return Value(**(usual | given))


VALUES = [
    value(numerator=195.0, denominator=200.0, value=97.5),
    value(numerator=3.0, denominator=4.0, value=75.0, bound=2, area_code="990101001002", area_name="长山社区"),
    value(why=Label("该区域该时期没有数据", "no data"), area_name="=1+1"),
]


def sheets(lang: str = "zh", **asked: Any) -> dict[str, list[tuple[Any, ...]]]:
    """Every sheet's rows as openpyxl reads them."""
    file = workbook(Asked(**(ASKED.__dict__ | asked)), VALUES, lang=lang)
    return {one.title: list(one.iter_rows(values_only=True)) for one in openpyxl.load_workbook(BytesIO(file))}


def rows(found: list[tuple[Any, ...]], head: int) -> list[dict[str, Any]]:
    return [dict(zip(found[head], row, strict=True)) for row in found[head + 1 :]]


def test_numbers_are_numbers_with_what_they_are_made_of() -> None:
    first, small, none = rows(sheets()["数据"], 1)

    assert (first["区域编码"], first["分子"], first["分母"], first["数值"]) == ("990101001001", 195, 200, 97.5)
    assert (first["起"], first["止"], first["单位"]) == ("2026-10-01", "2026-10-31", "%")
    assert (small["约数符号"], small["小样本n/m"], small["写作"]) == ("≥", "3/4", "≥ 75%（3/4）")
    assert (none["数值"], none["分子"], none["没有数的原因"]) == (None, None, "该区域该时期没有数据")


def test_definitions_settings_and_what_was_asked_for_come_along() -> None:
    found = sheets()

    assert catalogue()["ontime_closure_rate"].numerator.zh in str(found["口径"])
    assert len(rows(found["设置"], 1)) == len(settings().by_id)
    said = dict(found["说明"][2:])
    assert said["区域"] == "西街道（演示） 990101001"
    assert said["时期"] == "2026年10月 · 2026年10月1日—2026年10月31日"
    assert (said["区域层级"], said["数据截至"]) == ("社区", "2026-10-31")


def test_every_sheet_of_invented_numbers_says_so_and_no_other() -> None:
    assert all("演示数据" in str(one[0][0]) for one in sheets().values())
    assert "演示数据" not in str(sheets(is_demo=False))


def test_an_english_workbook_is_english() -> None:
    assert list(sheets("en")) == ["Data", "Definitions", "Settings", "About"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_is_neutralised(start: str) -> None:
    assert neutral(f"{start}1+1") == f"'{start}1+1"


def test_a_name_that_looks_like_a_formula_stays_a_text() -> None:
    assert rows(sheets()["数据"], 1)[2]["区域"] == "'=1+1"


def test_the_same_numbers_make_the_same_file() -> None:
    assert workbook(ASKED, VALUES) == workbook(ASKED, VALUES)
