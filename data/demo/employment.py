"""Monthly reports of the eight communities of 西街道: jobs, fairs, disputes, and the basic allowance paid.

北关社区 leaves out three months. 桃园社区 reports the year to date in 2026,
so that its months are differences.
The totals over the 24 months are the published figures of the model.
"""
from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

from data.demo.draws import counts, shares
from data.demo.files import Row
from data.demo.months import MONTHS
from data.demo.places import Community, Town

MISSING = {("北关社区", date(2024, 12, 1)), ("北关社区", date(2025, 2, 1)), ("北关社区", date(2026, 2, 1))}
YEAR_TO_DATE = ("桃园社区", 2026)
SPRING = (0.75, 0.6, 1.6, 1.4, 1.15, 1.0, 1.25, 0.95, 1.05, 1.0, 0.8, 0.6)
SEARCH = (0.7, 1.3, 1.6, 1.2, 1.0, 1.0, 1.2, 1.0, 1.0, 0.9, 0.7, 0.5)

# How many over all communities in 2024 (two months), 2025 and 2026 (ten months).
SPREAD_OVER_TIME = {
    "urban_new_employment": {2024: 148, 2025: 1064, 2026: 962},
    "reemployment": {2024: 68, 2025: 462, 2026: 352},
    "hardship_employment": {2024: 18, 2025: 121, 2026: 71},
    "vacancies": {2024: 640, 2025: 4630, 2026: 4410},
    "job_seekers": {2024: 560, 2025: 3890, 2026: 3205},
    "trained": {2024: 60, 2025: 415, 2026: 368},
}
DROPPED_BY_CHANCE = {
    "jobs_developed": {2024: 2, 2025: 10, 2026: 14},
    "job_notices": {2024: 9, 2025: 53, 2026: 62},
}
# Month, host, people taken there, intentions reached: seven fairs.
FAIRS = [
    (date(2025, 3, 1), "和平社区", 76, 31), (date(2025, 5, 1), "文昌社区", 84, 38),
    (date(2025, 9, 1), "铁西社区", 88, 41), (date(2025, 11, 1), "滨河社区", 79, 37),
    (date(2026, 3, 1), "文昌社区", 96, 49), (date(2026, 5, 1), "南湖社区", 101, 55),
    (date(2026, 10, 1), "和平社区", 104, 61),
]
# Month, community, whether it was settled: seven wage disputes, six settled by mediation.
DISPUTES = [
    (date(2024, 12, 1), "铁西社区", True), (date(2025, 1, 1), "滨河社区", True),
    (date(2025, 8, 1), "北关社区", False),
    (date(2025, 12, 1), "铁西社区", True), (date(2026, 1, 1), "和平社区", True),
    (date(2026, 6, 1), "东风社区", True),
    (date(2026, 9, 1), "桃园社区", True),
]
# Persons with the basic allowance per community, and the amount per person from each month on.
ALLOWANCE_PERSONS = {"滨河社区": 3, "北关社区": 4, "文昌社区": 2, "桃园社区": 2, "和平社区": 3, "南湖社区": 2,
                     "铁西社区": 3, "东风社区": 2}
ALLOWANCE = ((date(2024, 11, 1), 590), (date(2025, 7, 1), 616), (date(2026, 7, 1), 640))
OLD_AGE_RATE = 60

Cell = tuple[date, str]


def employment_rows(town: Town) -> list[Row]:
    """The monthly employment reports, month by month."""
    cells = [(month, c) for month in MONTHS for c in town.west if (c.name, month) not in MISSING]
    table: dict[Cell, Row] = {(month, c.name): _report(month, c) for month, c in cells}
    for measure, totals in SPREAD_OVER_TIME.items():
        _fill(table, measure, totals, cells, by_chance=False)
    for measure, totals in DROPPED_BY_CHANCE.items():
        _fill(table, measure, totals, cells, by_chance=True)
    _hold_fairs(table, town)
    for month, community, settled in DISPUTES:
        table[month, community]["wage_disputes"] += 1
        table[month, community]["wage_mediated"] += settled
    _accumulate(table)
    return list(table.values())


def welfare_rows(town: Town) -> list[Row]:
    """The monthly welfare reports: 城市低保, 高龄补贴, and 残疾人服务 as services without persons."""
    rng = Random("welfare")
    found = [row for c in town.west for row in _allowance(rng, c)]
    for community in town.west:
        elders = round(community.residents * 0.0042)
        for month in MONTHS:
            elders = max(12, elders + rng.choice([-1, 0, 0, 0, 1, 1]))
            found.append({**_head(month, community), "programme": "高龄补贴", "persons": elders,
                          "households": elders - elders // 9, "paid_yuan": elders * OLD_AGE_RATE})
            services = round(rng.gauss(11, 2.2) * (1.35 if month.month in (7, 8, 12, 1) else 1))
            found.append({**_head(month, community), "programme": "残疾人服务", "services": max(4, services)})
    return sorted(found, key=lambda row: (row["month"], row["area_code"], row["programme"]))


def _head(month: date, community: Community) -> Row:
    return {"area_code": community.code, "month": month, "source_org": f"{community.name}居委会"}


def _report(month: date, community: Community) -> Row:
    seldom = dict.fromkeys(("fairs", "fair_participants", "intents", "wage_disputes", "wage_mediated"), 0)
    return {**_head(month, community), "period_kind": "month", **seldom}


def _fill(table: dict[Cell, Row], measure: str, totals: dict[int, int], cells: list[tuple[date, Community]],
          by_chance: bool) -> None:
    """Share each year's total among its reports by season and size, with some chance."""
    rng = Random(f"employment/{measure}")
    season = SEARCH if measure in ("vacancies", "job_seekers") else SPRING
    for year, total in totals.items():
        reports = [(month, c) for month, c in cells if month.year == year]
        weights = [c.households * season[m.month - 1] * rng.uniform(0.75, 1.25) for m, c in reports]
        amounts = counts(rng, total, weights) if by_chance else shares(total, weights)
        for (month, community), amount in zip(reports, amounts, strict=True):
            table[month, community.name][measure] = amount


def _hold_fairs(table: dict[Cell, Row], town: Town) -> None:
    """The host reports the fair; every community reports the people it took there."""
    rng = Random("fairs")
    for month, host, people, intents in FAIRS:
        table[month, host]["fairs"] = 1
        weights = [c.households * (3 if c.name == host else 1) * rng.uniform(0.8, 1.2) for c in town.west]
        taken = shares(people, weights)
        agreed = shares(intents, [n * rng.uniform(0.85, 1.15) for n in taken])
        for community, came, reached in zip(town.west, taken, agreed, strict=True):
            row = table[month, community.name]
            row["fair_participants"], row["intents"] = came, reached


def _accumulate(table: dict[Cell, Row]) -> None:
    """Turn one community's months of one year into figures for the year to date."""
    name, year = YEAR_TO_DATE
    so_far: Counter[str] = Counter()
    for (month, community), row in table.items():
        if community == name and month.year == year:
            so_far.update({key: value for key, value in row.items() if isinstance(value, int)})
            row.update(so_far, period_kind="ytd")


def _allowance(rng: Random, community: Community) -> list[Row]:
    """城市低保 of one community: few persons, joining and leaving now and then."""
    usual = persons = ALLOWANCE_PERSONS[community.name]
    paid, found = 0, []
    for month in MONTHS:
        change = _change(rng, persons, usual) if month != MONTHS[0] else 0
        persons += change
        amount = persons * max(rate for since, rate in ALLOWANCE if since <= month)
        paid = amount if month.month == 1 else paid + amount
        found.append({
            **_head(month, community), "programme": "城市低保", "households": persons - persons // 3,
            "persons": persons, "persons_added": max(0, change), "persons_left": max(0, -change),
            "paid_yuan": amount, "paid_ytd_yuan": None if month.year == 2024 else paid,
        })
    return found


def _change(rng: Random, persons: int, usual: int) -> int:
    """Who joins or leaves in a month; sooner or later the number comes back to the usual one."""
    if persons != usual:
        return (1 if persons < usual else -1) if rng.random() < 0.3 else 0
    return rng.choice([-1, 1]) if rng.random() < 0.09 else 0
