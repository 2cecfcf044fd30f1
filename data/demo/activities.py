"""What was held in 24 months: enterprise visits, volunteering, meetings, inspections; totals as published."""
from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from data.demo.draws import counts, shares
from data.demo.files import Row
from data.demo.months import FIRST_DAY, LAST_DAY, MONTHS, workday
from data.demo.places import WEST, Community, Town


class Series(NamedTuple):
    """Activities of one kind: how many rows, the totals they add up to, whether held for the whole street."""

    kind: str
    titles: tuple[str, ...]
    rows: int
    sessions: int
    totals: dict[str, int]
    street: bool = False


SERIES = (
    Series("志愿服务", ("文明劝导", "敬老助老", "环境清洁", "护学上岗", "防汛巡查", "旧衣募集"), 112, 156,
           {"participants": 4182, "beneficiaries": 9640, "service_hours": 9310}),
    Series("大工委大党委共建", ("共建单位联合志愿服务",), 12, 12,
           {"participants": 371, "partner_orgs": 54, "beneficiaries": 536}, street=True),
    Series("企业走访", ("重点企业走访", "个体商户走访", "规上企业走访"), 58, 140, {"issues_found": 41}),
    Series("政策宣讲", ("惠企政策宣讲",), 4, 4, {"participants": 168, "partner_orgs": 73}, street=True),
    Series("企业座谈会", ("企业座谈会",), 4, 4, {"participants": 92, "partner_orgs": 61}, street=True),
    Series("安全检查", ("燃气安全检查", "消防安全检查", "九小场所检查", "汛期隐患检查"), 24, 24,
           {"issues_found": 83, "issues_closed": 61}),
    Series("便民服务", ("义务理发", "磨刀修伞", "证件代办", "家电维修"), 96, 304, {"beneficiaries": 8236}),
    Series("义诊", ("社区义诊",), 26, 26, {"participants": 148, "beneficiaries": 1463}),
    Series("公益课堂", ("书画课堂", "手机课堂", "家庭教育课堂"), 64, 64, {"participants": 1712}),
    Series("理论宣讲", ("微宣讲",), 40, 40, {"participants": 1386}),
    Series("节日活动", ("春节送福", "端午包粽", "重阳敬老", "元宵灯谜"), 18, 18, {"participants": 1094}),
    Series("移动居委会", ("院落服务", "院落服务", "线上服务"), 88, 88, {"beneficiaries": 2215}),
    Series("议事协商会", ("楼道堆物清理", "非机动车停放", "加装电梯选址", "晾晒点设置"), 7, 7, {"participants": 126}),
    Series("联动协商会", ("加装电梯选址", "雨污分流施工", "物业收费调整"), 4, 4, {"participants": 77}),
    Series("听证协商会", ("物业收费调整",), 1, 1, {"participants": 31}),
    Series("督办会", ("月度调度督办会",), 24, 24, {"participants": 508}, street=True),
)
CONSULTATIONS = ("议事协商会", "联动协商会", "听证协商会")
NOT_AGREED = {("议事协商会", 3), ("联动协商会", 2)}
DAYS = {"节日活动": ((1, 26), (2, 10), (6, 8), (10, 12))}


def rows(town: Town) -> list[Row]:
    """Every activity by date, numbered."""
    found = [row for series in SERIES for row in _held(series, town)]
    found.sort(key=lambda row: (row["held_on"], row["activity_type"], row["area_code"]))
    return [{"activity_no": f"HD{i:04}", **row} for i, row in enumerate(found, 1)]


def _held(series: Series, town: Town) -> list[Row]:
    rng = Random(f"activities/{series.kind}")
    sessions = shares(series.sessions, [rng.uniform(0.6, 1.6) for _ in range(series.rows)], at_least=1)
    amounts = {name: _spread(rng, name, total, sessions) for name, total in series.totals.items()}
    found = []
    for i, held in enumerate(_days(series, rng)):
        community = None if series.street else _host(series, town, rng)
        row: Row = {
            "held_on": held, "area_code": community.code if community else WEST[0],
            "activity_type": series.kind, "title": rng.choice(series.titles), "sessions": sessions[i],
            "org_name": f"{community.name}居委会" if community else WEST[1],
            **{name: values[i] for name, values in amounts.items()},
        }
        if series.kind in CONSULTATIONS:
            row["resolved_topic"] = (series.kind, i) not in NOT_AGREED
        found.append(row)
    _within(found)
    return found


def _spread(rng: Random, name: str, total: int, sessions: list[int]) -> list[int]:
    weights = [n * rng.uniform(0.6, 1.5) for n in sessions]
    if name in ("issues_found", "issues_closed"):
        return counts(rng, total, weights)
    return shares(total, weights, at_least=1)


def _within(found: list[Row]) -> None:
    """No row closes more issues than it found: the surplus moves to rows with room."""
    surplus = 0
    for row in found:
        if "issues_closed" in row:
            over = max(0, row["issues_closed"] - row["issues_found"])
            row["issues_closed"], surplus = row["issues_closed"] - over, surplus + over
    for row in found:
        if surplus and "issues_closed" in row:
            room = min(surplus, row["issues_found"] - row["issues_closed"])
            row["issues_closed"], surplus = row["issues_closed"] + room, surplus - room


def _host(series: Series, town: Town, rng: Random) -> Community:
    """Communities hold as much as they have households, 北关社区 half of that, 文昌社区 half again."""
    eager = {"北关社区": 0.5, "文昌社区": 1.5}
    return rng.choices(town.west, [c.households * eager.get(c.name, 1.0) for c in town.west])[0]


def _days(series: Series, rng: Random) -> list[date]:
    """Evenly over the two years with some chance; one a month for meetings that are held monthly."""
    if series.rows == len(MONTHS) and series.street:
        return [workday(month + timedelta(days=7)) for month in MONTHS]
    if series.kind in DAYS:
        days = [date(year, *day) for year in (2025, 2026) for day in DAYS[series.kind]]
        return sorted((days * 3)[: series.rows])
    length = (LAST_DAY - FIRST_DAY).days - 4
    steps = [(i + rng.random()) / series.rows * length for i in range(series.rows)]
    days = [FIRST_DAY + timedelta(days=round(step)) for step in steps]
    return days if series.kind in ("志愿服务", "便民服务") else [workday(day) for day in days]
