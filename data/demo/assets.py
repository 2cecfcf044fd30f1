"""What was built and what was brought in: facilities with their place, and investment projects."""
from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from data.demo.draws import shares
from data.demo.files import Row
from data.demo.places import POWER, Grid, Town, inside

# Type, unit, total, number of places, communities, status, first and last month of use, anything else.
Batch = tuple[str, str, int, int, tuple[str, ...], str, tuple[int, int], dict[str, Any]]
OLD_TOWN = ("文昌社区", "和平社区", "南湖社区")
ALL_WEST = ("滨河社区", "北关社区", "文昌社区", "桃园社区", "和平社区", "南湖社区", "铁西社区", "东风社区")
PROJECT_OF = {"文昌社区": "LG01", "和平社区": "LG02", "桃园社区": "LG03", "滨河社区": "LG05"}
BUILT_BY_PROJECTS = ("电梯", "停车位", "休闲椅")

BATCHES: tuple[Batch, ...] = (
    ("停车位", "个", 38, 4, (POWER,), "已投用", (202505, 202607), {}),
    ("晾衣架", "处", 5, 3, (POWER,), "已投用", (202506, 202604), {}),
    ("健身器材", "组", 1, 1, (POWER,), "已投用", (202509, 202509), {}),
    ("长条椅", "处", 2, 2, (POWER,), "已投用", (202509, 202603), {}),
    ("智能充电桩", "处", 23, 15, (*OLD_TOWN, "铁西社区"), "已投用", (202412, 202609), {"capacity": 12}),
    ("停车位", "个", 30, 2, ("文昌社区", "桃园社区"), "已投用", (202507, 202605), {}),
    ("电梯", "台", 12, 8, ("文昌社区", "桃园社区", "滨河社区"), "已投用", (202509, 202608),
     {"beneficiary_hh": 12}),
    ("电梯", "台", 4, 3, ("文昌社区", "桃园社区"), "在建", (0, 0), {}),
    ("休闲椅", "张", 30, 6, ("和平社区", "滨河社区"), "已投用", (202509, 202605), {}),
    ("乒乓球案", "个", 4, 2, ("桃园社区",), "已投用", (202510, 202606), {}),
    ("棋牌桌", "张", 3, 2, ("南湖社区",), "已投用", (202510, 202606), {}),
    ("路灯", "盏", 72, 7, ("东风社区", "北关社区", "铁西社区"), "已投用", (202412, 202510), {}),
    ("养老服务中心", "个", 1, 1, ("和平社区",), "已投用", (202509, 202509), {"area_m2": 612, "beds": 22}),
    ("养老机构", "个", 3, 3, ("文昌社区", "滨河社区", "和平社区"), "已投用", (202501, 202606),
     {"area_m2": 420}),
    ("健身房", "个", 1, 1, ("文昌社区",), "已投用", (202510, 202510), {"area_m2": 378}),
    ("托育点", "个", 2, 2, ("桃园社区", "滨河社区"), "已投用", (202503, 202609),
     {"capacity": 60, "area_m2": 340}),
    ("党群服务中心", "个", 8, 8, ALL_WEST, "已投用", (202411, 202606), {"area_m2": 1080}),
    ("网格党群服务站", "个", 84, 84, ALL_WEST, "已投用", (202411, 202610), {}),
    ("新时代文明实践站", "个", 8, 8, ALL_WEST, "已投用", (202411, 202512), {}),
    ("社工站", "个", 1, 1, ("文昌社区",), "已投用", (202507, 202507), {}),
    ("停车棚", "处", 9, 9, ("北关社区", "铁西社区", "南湖社区"), "已投用", (202503, 202609),
     {"capacity": 40}),
    ("停车棚", "处", 3, 3, ("北关社区",), "计划", (0, 0), {}),
    ("监控", "处", 46, 16, ALL_WEST, "已投用", (202411, 202608), {}),
)
MODEL_STATIONS = 18

# Three landed and five reported: 719,500 万元 in all, 85,600 万元 of it in place.
INVESTMENT = (
    ("冷链物流配送中心", "落户", date(2025, 3, 18), date(2025, 9, 10), 128_000, 31_200, "铁西社区"),
    ("城市商业综合体", "落户", date(2025, 5, 22), date(2026, 1, 15), 156_500, 33_400, "文昌社区"),
    ("智能家电售后服务基地", "落户", date(2025, 11, 6), date(2026, 5, 20), 64_000, 12_900, "桃园社区"),
    ("滨河文旅街区", "上报", date(2026, 2, 11), None, 98_000, 5_600, "滨河社区"),
    ("社区医养综合体", "上报", date(2026, 3, 25), None, 72_000, 2_500, "和平社区"),
    ("铁路货场更新片区", "上报", date(2026, 5, 14), None, 110_000, 0, "铁西社区"),
    ("数字直播产业园", "上报", date(2026, 7, 8), None, 46_500, 0, "南湖社区"),
    ("新能源充换电网络", "上报", date(2026, 9, 16), None, 44_500, 0, "东风社区"),
)


def facility_rows(town: Town) -> list[Row]:
    """The asset register; every place lies within its grid."""
    rng = Random("facilities")
    found = [row for batch in BATCHES for row in _places(batch, town, rng)]
    models = [row for row in found if row["facility_type"] == "网格党群服务站"]
    for i, row in enumerate(rng.sample(models, len(models))):
        row["is_model"] = i < MODEL_STATIONS
    return [{"facility_no": f"SS{i:04}", **row} for i, row in enumerate(found, 1)]


def investment_rows(town: Town) -> list[Row]:
    """The investment ledger."""
    return [
        {"project_no": f"ZS{i:02}", "name": name, "status": status, "reported_on": reported,
         "landed_on": landed, "total_wan": total, "in_place_wan": in_place,
         "area_code": town.community(community).code}
        for i, (name, status, reported, landed, total, in_place, community) in enumerate(INVESTMENT, 1)
    ]


def _places(batch: Batch, town: Town, rng: Random) -> list[Row]:
    kind, unit, total, places, communities, status, months, extra = batch
    grids = _grids(town, communities, places, rng)
    amounts = shares(total, [rng.uniform(0.7, 1.4) for _ in grids], at_least=1)
    found = []
    for grid, amount in zip(grids, amounts, strict=True):
        lon, lat = inside(grid.ring, rng)
        found.append({
            "facility_type": kind, "area_code": grid.code, "name": f"{grid.name}{kind}", "quantity": amount,
            "unit": unit, "status": status, "built_on": _built(months, rng) if status == "已投用" else None,
            "lon": lon, "lat": lat, "project_no": _project(kind, grid), **_extra(extra, amount),
        })
    return found


def _project(kind: str, grid: Grid) -> str | None:
    return PROJECT_OF.get(grid.name.split("第")[0]) if kind in BUILT_BY_PROJECTS else None


def _extra(extra: dict[str, Any], amount: int) -> Row:
    """Capacity and households served grow with the number of pieces; floor area and beds are given."""
    per_piece = ("capacity", "beneficiary_hh")
    return {name: value * amount if name in per_piece else value for name, value in extra.items()}


def _grids(town: Town, communities: tuple[str, ...], places: int, rng: Random) -> list[Grid]:
    """Different grids, the communities taking turns."""
    pools = [rng.sample(c.grids, len(c.grids)) for c in map(town.community, communities)]
    turns = [pool[i] for i in range(max(map(len, pools))) for pool in pools if i < len(pool)]
    return turns[:places]


def _built(months: tuple[int, int], rng: Random) -> date:
    first, last = (divmod(month, 100) for month in months)
    span = (last[0] - first[0]) * 12 + last[1] - first[1]
    index = first[1] - 1 + rng.randint(0, span)
    return date(first[0] + index // 12, index % 12 + 1, rng.randint(3, 27))
