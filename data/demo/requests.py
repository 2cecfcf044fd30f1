"""Residents' and enterprises' requests of two years, with seasons, late closures, gaps and three stories.

北关社区 lags and gets worse, 文昌社区 was poor and became good, 东风社区第9网格 reports nothing for months. Residents'
requests of the year before are drawn by themselves, so that they move none of the two years': all communities were
then as at the beginning, and what was still open was closed before 2025 began.
"""
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random

from data.demo.draws import pick, poisson
from data.demo.files import Row
from data.demo.months import EARLIER, END, MONTHS, last_of, through
from data.demo.places import EAST, POWER, WEST, Community, Grid, Town

PER_YEAR = 3790
ENTERPRISE_ISSUES = 41
CLEARED = datetime(2024, 12, 31, 17)
SILENT = {"东风社区第9网格": (date(2026, 1, 1), date(2026, 8, 1))}

# Days allowed by the level that handles a request, and how often each level does.
LIMITS = {"grid": 3, "community": 7, "street": 15, "district": 30}
# How often a request comes in between seven and eight, eight and nine, and so on until ten in the evening.
HOURS = (3, 10, 14, 13, 9, 4, 5, 10, 11, 9, 6, 4, 4, 3, 2)
LEVELS = {"grid": 0.47, "community": 0.31, "street": 0.16, "district": 0.06}


@dataclass(frozen=True)
class Conduct:
    """How well a community serves, at the beginning and at the end of the two years (shares from 0 to 1)."""

    late: tuple[float, float]
    responds: tuple[float, float]
    resolves: tuple[float, float]
    pleases: tuple[float, float]
    repeats: tuple[float, float]
    forgets: tuple[float, float]
    in_grid: float


@dataclass(frozen=True)
class Category:
    """A kind of request: its share, its months (January first), its nature, and what people say."""

    share: float
    season: tuple[float, ...]
    kinds: dict[str, float]
    subjects: tuple[str, ...]


STORY = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
CONDUCT = {name: Conduct(**entry) for name, entry in STORY["conduct"].items()}
CATEGORIES = {name: Category(**entry) for name, entry in STORY["category"].items()}
ENTERPRISE_SUBJECTS = {
    "企业用工": ("季节性用工缺口", "技术工招聘对接", "职工子女入学咨询"),
    "企业资金": ("流动资金贷款对接", "稳岗返还申请", "技改补贴申报"),
    "企业政策": ("税费优惠政策咨询", "门头广告审批咨询", "消防验收政策咨询"),
}
OTHER_OFFICE, DISTRICT_OFFICE = "为民服务中心", "区直部门"


def rows(town: Town) -> list[Row]:
    """Every request, in the order received, numbered by day as a case system does."""
    rng = Random("requests")
    found = [row for month in MONTHS for c in town.communities for row in _month(rng, c, month)]
    found += _enterprise(town)
    found += _earlier(town)
    found.sort(key=lambda row: (row["received_at"], row["area_code"], row["title"]))
    day, number = None, 0
    for row in found:
        number = number + 1 if row["received_at"].date() == day else 1
        day = row["received_at"].date()
        row["request_no"] = f"GD{day:%Y%m%d}{number:03}"
    return found


def _earlier(town: Town) -> list[Row]:
    """The year before; forgotten cases were closed some day before 2025 began."""
    rng = Random("requests of the year before")
    found = [row for month in EARLIER for c in town.communities for row in _month(rng, c, month)]
    for row in found:
        if row.get("closed_at", CLEARED) > CLEARED:
            late = max(row["responded_at"], datetime.combine(row["due_at"], time()) + timedelta(days=1))
            row["closed_at"] = late + timedelta(minutes=rng.randrange(round((CLEARED - late).total_seconds()) // 60))
    return found


def _month(rng: Random, community: Community, month: date) -> list[Row]:
    plain = community.plain
    growth = 0.95 + 0.1 * through(month)
    per_household = PER_YEAR / 12 / 33_071 * STORY["volume"][plain] * growth
    season = sum(c.share * c.season[month.month - 1] for c in CATEGORIES.values())
    found = []
    for grid in community.grids:
        if _silent(grid, month):
            continue
        mean = grid.households * per_household * season * STORY["busy"].get(grid.name, 1.0)
        number = poisson(rng, mean * rng.uniform(0.75, 1.25))
        found += [_request(rng, plain, grid, month) for _ in range(number)]
    return found


def _silent(grid: Grid, month: date) -> bool:
    first, last = SILENT.get(grid.name, (date.max, date.min))
    return first <= month <= last


def _request(rng: Random, plain: str, grid: Grid, month: date) -> Row:
    category = pick(rng, _categories(month))
    row: Row = {
        "received_at": _received(rng, month), "area_code": grid.code,
        "channel": pick(rng, _channels(plain, month)),
        "requester_type": "resident", "category": category, "kind": pick(rng, CATEGORIES[category].kinds),
        "title": rng.choice(CATEGORIES[category].subjects),
    }
    row["level"] = pick(rng, {**LEVELS, "grid": LEVELS["grid"] * CONDUCT[plain].in_grid})
    row["handler"] = _handler(plain, row["level"], category)
    if rng.random() < 0.012:
        return {**row, "status": "不予受理", "responded_at": _answered(rng, row, 1.0)}
    return {**row, **_handling(rng, CONDUCT[plain], row, month)}


@cache
def _categories(month: date) -> dict[str, float]:
    return {name: c.share * c.season[month.month - 1] for name, c in CATEGORIES.items()}


@cache
def _channels(plain: str, month: date) -> dict[str, float]:
    """The share of each channel; 供电社区 has a smart platform and uses it."""
    found = {name: _now(ends, month) for name, ends in STORY["channel"].items()}
    return {**found, "智慧平台": found["智慧平台"] + 0.3} if plain == POWER else found


@cache
def _weekdays(month: date) -> list[float]:
    """How much comes in on each day of the month: about half as much at weekends."""
    days = [month.replace(day=day) for day in range(1, last_of(month).day + 1)]
    return [0.55 if day.weekday() >= 5 else 1.0 for day in days]


def _received(rng: Random, month: date) -> datetime:
    """A moment of the month: mostly working days, mostly office hours."""
    day = rng.choices(range(1, last_of(month).day + 1), _weekdays(month))[0]
    hour = rng.choices(range(7, 22), HOURS)[0]
    return datetime(month.year, month.month, day, hour, rng.randrange(60))


def _handling(rng: Random, conduct: Conduct, row: Row, month: date) -> Row:
    """First contact, due date, closing and call-back as far as they had happened by the last day."""
    received, limit = row["received_at"], LIMITS[row["level"]]
    due = received.date() + timedelta(days=limit)
    answered = _answered(rng, row, _now(conduct.responds, month))
    repeat = rng.random() < _now(conduct.repeats, month)
    closed = max(_closed(rng, conduct, received, due, month), answered + timedelta(minutes=20))
    case: Row = {"due_at": due, "is_repeat": repeat, "responded_at": answered if answered < END else None}
    if rng.random() < _now(conduct.forgets, month):
        closed += timedelta(days=rng.randint(90, 260))
    if closed >= END:
        waits = "办理中" if case["responded_at"] else "待接收"
        return {**case, "status": "待核查" if case["responded_at"] and rng.random() < 0.1 else waits}
    asked = _call_back(rng, conduct, closed, closed.date() > due, month)
    return {**case, "status": "已办结", "closed_at": closed, **asked}


def _answered(rng: Random, row: Row, within_a_day: float) -> datetime:
    hours = rng.triangular(0.1, 23.5, 2) if rng.random() < within_a_day else rng.triangular(24.5, 96, 30)
    return row["received_at"] + timedelta(minutes=round(hours * 60))


def _closed(rng: Random, conduct: Conduct, received: datetime, due: date, month: date) -> datetime:
    """In time, most often well before the due date, or late by days."""
    deadline = datetime(due.year, due.month, due.day, 18)
    if rng.random() < _now(conduct.late, month):
        return deadline + timedelta(hours=6 + round(24 * rng.expovariate(1 / 9)), minutes=rng.randrange(60))
    part = min(0.999, rng.betavariate(1.8, 2.0))
    return received + timedelta(minutes=round((deadline - received).total_seconds() / 60 * part))


def _call_back(rng: Random, conduct: Conduct, closed: datetime, late: bool, month: date) -> Row:
    """Seven in ten are called back within days; one in thirty of them gives no opinion."""
    if rng.random() > 0.7 or closed + timedelta(days=2) >= END:
        return {"resolved": "not_called", "satisfied": "not_called"}
    resolved = rng.random() < _now(conduct.resolves, month) - 0.08 * late
    pleased = _now(conduct.pleases, month) if resolved else 0.55
    satisfied = pick(rng, {"2": 0.78 * pleased, "1": 0.22 * pleased, "0": 1 - pleased + 0.03 * late})
    return {"resolved": "1" if resolved else "0", "satisfied": None if rng.random() < 0.033 else satisfied}


def _enterprise(town: Town) -> list[Row]:
    """What enterprises raised at visits: every one taken up and closed by the street itself."""
    rng = Random("enterprise issues")
    grids = [grid for community in town.west for grid in community.grids]
    found = []
    for number in range(ENTERPRISE_ISSUES):
        month = MONTHS[(number * 23 + 5) // ENTERPRISE_ISSUES]
        category = pick(rng, {"企业用工": 5, "企业资金": 4, "企业政策": 4})
        received = _received(rng, month)
        due = received.date() + timedelta(days=LIMITS["street"])
        closed = received + timedelta(hours=rng.randint(30, 300 if number % 14 else 460))
        found.append({
            "received_at": received, "area_code": rng.choice(grids).code, "requester_type": "enterprise",
            "channel": pick(rng, {"企业微信群": 5, "来访": 2, "12345热线": 1}), "category": category,
            "kind": pick(rng, {"咨询": 3, "求助": 5, "建议": 1}),
            "title": rng.choice(ENTERPRISE_SUBJECTS[category]),
            "level": "street", "handler": f"{WEST[1]}经济发展办", "status": "已办结", "due_at": due,
            "responded_at": received + timedelta(minutes=rng.randint(15, 900)), "closed_at": closed,
            "is_repeat": False, "resolved": "1", "satisfied": pick(rng, {"2": 9, "1": 1}),
        })
    return found


def _handler(plain: str, level: str, category: str) -> str:
    if level in ("grid", "community"):
        return f"{plain}居委会"
    if level == "district":
        return DISTRICT_OFFICE
    return (EAST if plain == POWER else WEST)[1] + STORY["office"].get(category, OTHER_OFFICE)


def _now(ends: tuple[float, float], month: date) -> float:
    """Between the first and the last value, as far as the month lies between the first and the last month."""
    return ends[0] + (ends[1] - ends[0]) * max(through(month), 0.0)
