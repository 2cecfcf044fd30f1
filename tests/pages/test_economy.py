"""企业与经济 as a street with ledgers, a street with printed figures and a community see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from data.database import Database
from queries import cube
from queries.periods import month_end
from tests.pages.conftest import figures, html, visitor
from tests.pages.small_street import PUBLISHED, STREET
from tests.stores import copied

COMMUNITY = "990101001001"


def revenue(year: int, months: range, amount: float) -> list[dict[str, Any]]:
    return [
        {
            "area_code": STREET,
            "metric_id": "fiscal_revenue",
            "period_start": date(year, month, 1),
            "period_end": month_end(date(year, month, 1)),
            "period_kind": "month",
            "value": amount,
            "unit": "万元",
            "version": "reported",
        }
        for month in months
    ]


def issue(number: int, due: date | None, closed: datetime | None) -> dict[str, Any]:
    return {
        "request_no": f"QY{number}",
        "received_at": datetime(2026, 9, 20, 9),
        "area_code": COMMUNITY,
        "channel": "企业微信群",
        "requester_type": "enterprise",
        "category": "企业资金",
        "status": "已办结" if closed else "办理中",
        "due_at": due,
        "closed_at": closed,
    }


TABLES: dict[str, list[dict[str, Any]]] = {
    "statistic": [*revenue(2025, range(1, 13), 80), *revenue(2026, range(1, 11), 100)],
    "target": [
        {"area_code": STREET, "metric_id": "fiscal_revenue", "year": 2026, "annual_target": 1100, "unit": "万元",
         "schedule": "linear", "direction": "up", "basis": "derived", "source_words": "由公报推算"}
    ],
    "service_request": [
        issue(1, date(2026, 10, 9), None),
        issue(2, None, None),
        issue(3, date(2026, 10, 9), datetime(2026, 9, 25, 9)),
    ],
    "activity": [
        {"activity_no": "H1", "held_on": date(2026, 9, 1), "area_code": COMMUNITY, "activity_type": "企业走访",
         "sessions": 12, "issues_found": 3},
        {"activity_no": "H2", "held_on": date(2026, 9, 2), "area_code": STREET, "activity_type": "政策宣讲",
         "sessions": 2},
    ],
    "investment_project": [
        {"project_no": "Z1", "name": "冷链物流", "status": "落户", "landed_on": date(2026, 3, 1), "total_wan": 1000,
         "in_place_wan": 250, "area_code": COMMUNITY},
        {"project_no": "Z2", "name": "文旅街区", "status": "洽谈", "area_code": COMMUNITY},
    ],
}


@pytest.fixture(scope="module")
def economy(small_store, tmp_path_factory) -> Iterator[Database]:
    database = Database(copied(small_store, tmp_path_factory.mktemp("economy")))
    with database.write() as cursor:
        for table, rows in TABLES.items():
            for number, row in enumerate(rows, 3):
                filled = row | {"batch_id": "small", "sheet": "台账", "row_number": number}
                marks = ", ".join("?" * len(filled))
                cursor.execute(f"insert into {table} ({', '.join(filled)}) values ({marks})", list(filled.values()))
    cube.rebuild(database)
    yield database
    database.close()


@pytest.fixture
def see(economy, monkeypatch):
    return visitor(economy, monkeypatch)


def test_the_title_of_the_revenue_curve_says_what_every_month_left_must_bring(see):
    at = see("economy", period="2026-10-ytd")
    text = html(at)

    assert not at.exception
    assert "前10个月财政收入1,000万元，完成全年90.9%，快于序时进度7.6个百分点；还差100万元，后2个月每月需50万元" in text
    assert "推算" in text and "由公报推算" in text
    assert any("序时进度" in one and "去年同期" in one for one in figures(at))


def test_open_issues_of_enterprises_are_listed_with_those_overdue_marked(see):
    text = html(see("economy", period="2026-10-ytd"))

    assert "走访企业12家次，收集问题3个，办结1个" in text
    assert "未办结的企业问题2个，其中超期1个" in text
    assert "■ 超期22天" in text and "未填时限" in text


def test_a_project_that_names_no_date_yet_is_among_all_records_and_in_the_file(see):
    text = html(see("economy", period="2026-10-ytd"))

    assert "的全部记录（不限期间）：2条" in text
    assert "文旅街区" in text


def test_projects_stand_by_status_with_what_is_in_place_of_their_total(see):
    text = html(see("economy", period="2026-10-ytd"))

    assert "2个招商项目，总投资1,000万元，到位250万元（25.0%）" in text
    assert "落户 1" in text and "投产 0" in text
    assert "到位— / —万元" in text, "a project in talks has no amounts yet"


def test_a_community_is_told_that_revenue_is_counted_by_street(see):
    at = see("economy", area=COMMUNITY)

    assert not at.exception
    assert "财政收入按街道统计" in html(at)


def test_a_street_without_any_of_this_is_told_what_to_upload(see):
    at = see("economy", area=PUBLISHED)

    assert not at.exception
    assert html(at).count('class="nothing"') >= 3


def test_the_page_speaks_english(see):
    at = see("economy", lang="en", period="2026-10-ytd")

    assert not at.exception
    assert "50 a month over the 2 months left" in html(at)
