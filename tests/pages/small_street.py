"""A street of two communities and six grids with two years of invented rows: enough for every panel to draw."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from data.database import Database
from queries import cube

STREET = "990101001"
PUBLISHED = "430111004"  # a street of which only printed figures are known
PROMISED = "371602002"  # one that published how its promises stand
COMMUNITIES = {"990101001001": "新华社区", "990101001002": "长山社区"}
GRIDS = {f"{code}{n:03d}": f"{name}第{n}网格" for code, name in COMMUNITIES.items() for n in (1, 2, 3)}
MONTHS = [date(2024 + (10 + n) // 12, (10 + n) % 12 + 1, 1) for n in range(24)]  # 2024-11 … 2026-10
CATEGORIES = ("停车充电", "下水管网", "环保", "邻里纠纷", "社会保障")
STAGES = ("摸底征求意见", "方案设计", "施工", "施工", "验收", "完工")
BATCH = "small"


def build(path: Path | str) -> Database:
    """The store, filled and with its indicators."""
    database = Database(path)
    with database.write() as cursor:
        for table, rows in _tables().items():
            for row in rows:
                filled = row | {"batch_id": BATCH, "sheet": "台账", "row_number": 3}
                names, marks = ", ".join(filled), ", ".join("?" * len(filled))
                cursor.execute(f"insert into {table} ({names}) values ({marks})", list(filled.values()))
        cursor.execute(
            "insert into import_batch values (?, 1, 'service_request', '诉求台账.xlsx', '', ?, 'clerk', 1, 0, 0,"
            " '{\"sheets\": []}', '已入库', '{}', '')",
            [BATCH, datetime(2026, 11, 1, 9, 0)],
        )
    cube.rebuild(database)
    return database


def _tables() -> dict[str, Iterable[dict[str, Any]]]:
    chance = Random(7)
    return {
        "area": [*_areas()],
        "service_request": [*_requests(chance)],
        "renovation_project": [*_projects()],
        "employment_stat": [*_jobs(chance)],
        "commitment": [*_commitments()],
        "activity": [*_activities()],
        "facility": [*_facilities()],
        "resident_stat": [*_residents()],
        "target": [*_targets()],
        "statistic": [*_published()],
    }


def _areas() -> Iterable[dict[str, Any]]:
    yield {"area_code": "990101", "area_name": "演示区（演示）", "level": "district"}
    yield {
        "area_code": STREET,
        "area_name": "西街道（演示）",
        "level": "street",
        "parent_code": "990101",
        "boundary": _square(0, 0, 3, 2),
    }
    yield {"area_code": "340603", "area_name": "相山区", "level": "district"}
    yield {"area_code": "340603003", "area_name": "西街道", "level": "street", "parent_code": "340603"}
    yield {"area_code": "430111", "area_name": "雨花区", "level": "district"}
    yield {"area_code": PUBLISHED, "area_name": "砂子塘街道", "level": "street", "parent_code": "430111"}
    yield {"area_code": "371602", "area_name": "滨城区", "level": "district"}
    yield {"area_code": PROMISED, "area_name": "市西街道", "level": "street", "parent_code": "371602"}
    for at, (code, name) in enumerate(COMMUNITIES.items()):
        yield {
            "area_code": code,
            "area_name": name,
            "level": "community",
            "parent_code": STREET,
            "households": 1500,
            "boundary": _square(0, at, 3, 1),
        }
        for n in (1, 2, 3):
            yield {
                "area_code": f"{code}{n:03d}",
                "area_name": f"第{n}网格",
                "level": "grid",
                "parent_code": code,
                "households": 500,
                "residents": 1200,
                "boundary": _square(n - 1, at, 1, 1),
            }


def _square(x: int, y: int, width: int, height: int) -> str:
    """A rectangle of `width` by `height` steps near nowhere in particular, as GeoJSON."""
    west, south, step = 116.8 + x * 0.01, 33.9 + y * 0.01, 0.01
    east, north = west + width * step, south + height * step
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def _requests(chance: Random) -> Iterable[dict[str, Any]]:
    number = 0
    for month in MONTHS:
        for at, grid in enumerate(GRIDS):
            # The last grid is so small that its rates rest on next to nothing.
            for _ in range(1 if at == 5 else chance.randrange(5, 12)):
                number += 1
                received = datetime(month.year, month.month, chance.randrange(1, 26), 9)
                days = chance.choice((1, 2, 3, 4, 5, 9))
                closed = received + timedelta(days=days)
                is_open = closed > datetime(2026, 10, 31)
                yield {
                    "request_no": f"GD{number:05d}",
                    "received_at": received,
                    "area_code": grid,
                    "channel": chance.choice(("12345热线", "网格微信群")),
                    "requester_type": "resident",
                    "category": chance.choice(CATEGORIES),
                    "level": chance.choice(("grid", "community")),
                    "status": "办理中" if is_open else "已办结",
                    "responded_at": received + timedelta(hours=5),
                    "due_at": (received + timedelta(days=5)).date(),
                    "closed_at": None if is_open else closed,
                    "resolved": None if is_open else str(int(chance.random() < 0.93)),
                    "satisfied": None if is_open else str(chance.choice((2, 2, 2, 1, 0))),
                }
    yield {
        "request_no": "GD99998",
        "received_at": datetime(2026, 10, 1, 9),
        "area_code": "990101001001001",
        "channel": "12345热线",
        "requester_type": "resident",
        "category": "环保",
        "status": "办理中",
        "due_at": date(2026, 10, 8),
    }
    yield {
        "request_no": "GD99999",
        "received_at": datetime(2026, 10, 31, 9),
        "area_code": "990101001002001",
        "channel": "12345热线",
        "requester_type": "resident",
        "category": "环保",
        "status": "办理中",
        "due_at": date(2026, 11, 2),
    }


def _projects() -> Iterable[dict[str, Any]]:
    for at, stage in enumerate(STAGES):
        begun = stage in ("施工", "验收", "完工")
        yield {
            "project_no": f"GZ{at + 1:02d}",
            "project_name": f"第{at + 1}小区改造",
            "project_type": "old_estate",
            "area_code": list(GRIDS)[at],
            "estates": 1,
            "buildings": 12 + at,
            "households": 300 + 40 * at,
            "surveyed_households": 280,
            "consent_households": 250 + at,
            "stage": stage,
            "planned_start": date(2026, 2 + at, 1),
            "planned_finish": date(2026, 6 + at, 28),
            "start_on": date(2026, 2 + at, 10) if begun else None,
            "finish_on": date(2026, 9, 20) if stage == "完工" else None,
        }


def _jobs(chance: Random) -> Iterable[dict[str, Any]]:
    for month in MONTHS:
        for community in COMMUNITIES:
            came = chance.randrange(40, 90)
            yield {
                "area_code": community,
                "month": month,
                "period_kind": "month",
                "urban_new_employment": chance.randrange(20, 40),
                "reemployment": chance.randrange(5, 12),
                "hardship_employment": chance.randrange(1, 6),
                "jobs_developed": chance.randrange(1, 9),
                "job_notices": chance.randrange(3, 9),
                "vacancies": came + 30,
                "job_seekers": came + 8,
                "fairs": 1,
                "fair_participants": came,
                "intents": came // 2,
                "wage_disputes": 2,
                "wage_mediated": 1,
            }


def _commitments() -> Iterable[dict[str, Any]]:
    for at, closed in enumerate((date(2026, 6, 1), None, None)):
        yield {
            "list_no": "西街",
            "item_no": str(at + 1),
            "list_level": "practical",
            "title": f"第{at + 1}件实事",
            "area_code": "990101001001",
            "owner_org": "城管办",
            "accepted_on": date(2026, 1, 10),
            "due_on": date(2026, 9, 30) if at < 2 else date(2026, 12, 20),
            "closed_on": closed,
            "status": "已办结" if closed else "推进滞后",
            "remark": None if closed else "资金未到位",
        }
    for at in range(8):
        closed = date(2026, 4 + at // 2, 20) if at < 6 else None
        yield {
            "list_no": "承诺",
            "item_no": str(at + 1),
            "list_level": "leader",
            "title": f"第{at + 1}项承诺",
            "area_code": list(COMMUNITIES)[at % 2],
            "owner_org": ("党建办", "民政办")[at % 2],
            "accepted_on": date(2026, 1, 10),
            "due_on": date(2026, 12, 20),
            "closed_on": closed,
            "status": "已办结" if closed else "推进顺利",
            "satisfaction_pct": 95.0 if closed else None,
            "satisfaction_pct_bound": 0,
            "survey_n": 20 if closed else None,
            "survey_n_bound": 0,
        }
    for at, grid in enumerate(GRIDS):
        yield {
            "list_no": "微心愿",
            "item_no": str(at + 1),
            "list_level": "wish",
            "title": "楼道扶手安装",
            "area_code": grid,
            "owner_org": "第1党支部",
            "accepted_on": date(2026, 2, 1),
            "claimed_on": date(2026, 2, 9) if at < 5 else None,
            "due_on": date(2026, 12, 1),
            "closed_on": date(2026, 3, 1) if at < 4 else None,
            "action_count": 2 if at < 5 else None,
            "action_count_bound": 0,
            "status": "已办结" if at < 4 else "推进顺利",
        }


def _activities() -> Iterable[dict[str, Any]]:
    kinds = ("志愿服务", "便民服务", "移动居委会", "议事协商会", "听证协商会")
    for at, month in enumerate(MONTHS):
        for place, community in enumerate(COMMUNITIES):
            kind = kinds[(at + place) % len(kinds)]
            yield {
                "activity_no": f"HD{at:02d}{place}",
                "held_on": month.replace(day=12),
                "area_code": community,
                "activity_type": kind,
                "title": "加装电梯选址" if kind.endswith("协商会") else "线上服务",
                "sessions": 1 + place,
                "participants": 20 + at if kind == "志愿服务" else None,
                "beneficiaries": 30 if kind in ("便民服务", "移动居委会") else None,
                "resolved_topic": True if kind.endswith("协商会") else None,
            }


def _facilities() -> Iterable[dict[str, Any]]:
    first, second, *_ = GRIDS
    for at, (kind, count, unit, grid, more) in enumerate(
        (
            ("停车位", 38, "个", first, {}),
            ("晾衣架", 5, "处", second, {}),
            ("网格党群服务站", 1, "个", first, {"is_model": True}),
            ("养老服务中心", 1, "个", first, {"beds": 22, "area_m2": 612}),
            ("停车棚", 3, "处", second, {"status": "计划", "built_on": None}),
        )
    ):
        yield {
            "facility_no": f"SS{at}",
            "facility_type": kind,
            "area_code": grid,
            "quantity": count,
            "unit": unit,
            "status": "已投用",
            "built_on": date(2026, 3, 10),
        } | more


def _residents() -> Iterable[dict[str, Any]]:
    for grid in GRIDS:
        for dimension, category, count in (("population", "总人数", 1200), ("service_group", "老年人60+", 300)):
            yield {
                "area_code": grid,
                "stat_date": date(2026, 10, 31),
                "dimension": dimension,
                "category": category,
                "count": count,
            }


def _targets() -> Iterable[dict[str, Any]]:
    for name, annual in (("urban_new_employment", 700), ("reemployment", 300), ("hardship_employment", 80)):
        yield {
            "area_code": STREET,
            "metric_id": name,
            "year": 2026,
            "annual_target": annual,
            "unit": "人",
            "schedule": "linear",
        }


def _published() -> Iterable[dict[str, Any]]:
    yield {
        "area_code": PUBLISHED,
        "metric_id": "jobs_developed",
        "period_start": date(2021, 1, 1),
        "period_end": date(2021, 9, 30),
        "period_kind": "ytd",
        "value": 26,
        "unit": "个",
        "version": "published",
    }
    printed = (("commitments", 316), ("commitments_closed", 152), ("major_matters", 10), ("major_matters_done", 10))
    for name, count in (*printed, ("practical_satisfaction_share", 95)):
        yield {
            "area_code": PROMISED,
            "metric_id": name,
            "period_start": date(2021, 1, 1),
            "period_end": date(2021, 11, 30),
            "period_kind": "ytd",
            "value": count,
            "unit": "%" if name.endswith("share") else "项",
            "version": "published",
        }
