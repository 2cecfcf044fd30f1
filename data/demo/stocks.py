"""Counts of people and dwellings: every dwelling of 供电社区, and what stands in each grid at each month's end."""
from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

from data.demo.draws import pick, shares
from data.demo.files import Row
from data.demo.months import LAST_DAY, MONTHS, last_of
from data.demo.places import DIVIDED, DIVIDED_ON, POWER, SPLIT_OFF, Building, Community, Grid, Town

DATES = tuple(last_of(month) for month in MONTHS[-13:])
STATUSES = {"vacant": "空房", "occupied": "人在户在", "rented": "租房", "other": "其他"}
# Share of dwellings let and vacant per community: let near the railway and the market, vacant at the edge.
LET_AND_VACANT = {
    "滨河社区": (0.12, 0.13), "北关社区": (0.19, 0.11), "文昌社区": (0.16, 0.06),
    "桃园社区": (0.13, 0.09), "和平社区": (0.17, 0.07), "南湖社区": (0.12, 0.08),
    "铁西社区": (0.24, 0.08), "东风社区": (0.09, 0.17), POWER: (0.14, 0.08),
}
# Share of residents in each group; groups overlap and are never added.
GROUPS = {"退役军人": 0.021, "特服家庭人员": 0.004, "老年人60+": 0.225, "空巢老人": 0.043, "育龄妇女": 0.208,
          "全程接种人员": 0.905, "3岁以下婴幼儿": 0.021, "低保残疾人": 0.0023}
OLD_COMMUNITIES = {"和平社区": 1.35, "北关社区": 1.25, "南湖社区": 1.15, "桃园社区": 0.8, "东风社区": 0.85}
# Share of residents entered in the register at the first and at the last date.
ENTERED = {"北关社区": (0.61, 0.74), POWER: (0.93, 1.0)}
ENTERED_ELSEWHERE = (0.78, 0.965)
# The building in which every second dwelling is let, and the one that stands almost empty since people moved out.
LET_BUILDING, EMPTY_BUILDING = 17, 52
# Share of dwellings whose status changed in a month; and how many of those now empty were lived in a month before.
CHANGED, MOVED_OUT = 0.012, 0.13


def housing_rows(town: Town) -> list[Row]:
    """Every dwelling at the first and at the last date; in between only those that changed, as clerks send them."""
    found = [
        {**row, "status": status, "as_of": day}
        for row, told in _dwellings(town)
        for day, status, before in zip(DATES, told, [None, *told[:-1]], strict=True)
        if status != before or day == LAST_DAY
    ]
    return sorted(found, key=lambda row: row["as_of"])


def resident_rows(town: Town) -> list[Row]:
    """Households, residents, dwellings by status and service groups of every grid at each date."""
    standing = _standing(town)
    return [
        {"area_code": grid.code, "stat_date": day, "dimension": dimension, "category": category,
         "count": count, "source_org": f"{community.plain}居委会"}
        for day in DATES
        for community in town.communities
        for grid in _grids_on(community, day)
        for dimension, category, count in _counts(community, grid, day, standing.get((grid.code, day)))
    ]


def _grids_on(community: Community, day: date) -> list[Grid]:
    """The grids as they were on a day: before the division the two parts were one."""
    parts = {grid.code: grid for grid in community.grids}
    if day >= DIVIDED_ON or DIVIDED not in parts:
        return community.grids
    split = parts[SPLIT_OFF]
    whole = replace(parts[DIVIDED], households=parts[DIVIDED].households + split.households,
                    residents=parts[DIVIDED].residents + split.residents)
    return [whole if grid.code == DIVIDED else grid for grid in community.grids if grid is not split]


def _buildings(town: Town) -> list[Building]:
    return [one for grid in town.grids for one in grid.standing]


def _dwellings(town: Town) -> list[tuple[Row, list[str]]]:
    """Every dwelling, building by building and floor by floor, with its status at each date."""
    return [one for number, building in enumerate(_buildings(town), 1) for one in _inside(number, building)]


def _inside(number: int, one: Building) -> list[tuple[Row, list[str]]]:
    rng = Random(f"dwellings/{one.code}")
    per_floor = rng.choice([4, 6, 6]) if one.dwellings <= 42 else 8
    weights = _weights(number)
    found = []
    for i in range(one.dwellings):
        floor, position = divmod(i, per_floor)
        row = {
            "building_code": one.code, "unit_no": f"{floor + 1}{position + 1:02}", "floor": floor + 1,
            "position": position + 1,
        }
        found.append((row, _course(number, f"{one.code}/{i}", pick(rng, weights))))
    return found


def _course(number: int, seed: str, last: str) -> list[str]:
    """The status of one dwelling at each date, told backwards from the last."""
    rng, told = Random(f"course/{seed}"), [last]
    for _ in DATES[1:]:
        moved_out = number == EMPTY_BUILDING and told[0] == "vacant"
        changed = rng.random() < (MOVED_OUT if moved_out else CHANGED)
        earlier = "occupied" if moved_out else pick(rng, _weights(1))
        told.insert(0, earlier if changed else told[0])
    return told


def _weights(number: int) -> dict[str, float]:
    let, vacant = LET_AND_VACANT[POWER]
    let = 0.52 if number == LET_BUILDING else let
    vacant = 0.71 if number == EMPTY_BUILDING else vacant
    return {"vacant": vacant, "occupied": max(0.05, 0.97 - let - vacant), "rented": let, "other": 0.03}


def _standing(town: Town) -> dict[tuple[str, date], Counter[str]]:
    """Dwellings by status per grid and date, where every dwelling is known."""
    found: dict[tuple[str, date], Counter[str]] = {}
    for row, told in _dwellings(town):
        for day, status in zip(DATES, told, strict=True):
            found.setdefault((row["building_code"][:15], day), Counter())[STATUSES[status]] += 1
    return found


def _counts(
    community: Community, grid: Grid, day: date, known: Counter[str] | None
) -> list[tuple[str, str, int]]:
    """(dimension, category, count) of one grid; dwellings as `known` where each of them is on record."""
    rng = Random(f"stocks/{grid.code}")
    residents = grid.residents - round(grid.residents * 0.001 * (len(DATES) - 1 - DATES.index(day)))
    entered = round(residents * _entered(community.plain, day))
    found = [("population", "总户数", grid.households), ("population", "总人数", residents),
             ("population", "已录入人数", entered)]
    statuses = known or _statuses(community, grid, day)
    found += [("unit_status", status, statuses[status]) for status in STATUSES.values()]
    for group, share in GROUPS.items():
        aged = OLD_COMMUNITIES.get(community.name, 1.0) if "老" in group else 1.0
        found.append(("service_group", group, round(residents * share * aged * rng.uniform(0.8, 1.2))))
    return found


def _statuses(community: Community, grid: Grid, day: date) -> dict[str, int]:
    """Dwellings of a grid by status; the sum is the number of households, as the model published it."""
    rng = Random(f"statuses/{grid.code}")
    let, vacant = (share * rng.uniform(0.6, 1.5) for share in LET_AND_VACANT[community.plain])
    earlier = len(DATES) - 1 - DATES.index(day)
    vacant *= 1 + 0.012 * earlier
    parts = shares(grid.households, [vacant, max(0.05, 0.97 - let - vacant), let, 0.03])
    return dict(zip(STATUSES.values(), parts, strict=True))


def _entered(plain: str, day: date) -> float:
    first, last = ENTERED.get(plain, ENTERED_ELSEWHERE)
    return first + (last - first) * DATES.index(day) / (len(DATES) - 1)
