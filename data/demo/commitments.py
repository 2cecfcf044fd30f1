"""Ledgers of promises: leaders' lists (316 items in 128 lists, 152 closed), major, practical and key matters,
secretaries' projects and micro-wishes.

Levels are separate ledgers and are never added to each other.
"""
from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from data.demo.draws import counts
from data.demo.files import Row
from data.demo.months import LAST_DAY, workday
from data.demo.places import EAST, WEST, Community, Town

LISTS, PROMISES, KEPT = 128, 316, 152
WISHES, WISHES_MET, WISHES_CLAIMED = 103, 89, 97
TITLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def rows(town: Town) -> list[Row]:
    """All ledgers; each list has its own numbers."""
    makers = (_promises, _major, _practical, _secretaries, _wishes, _key)
    return [row for make in makers for row in make(town)]


def _promises(town: Town) -> list[Row]:
    """128 lists of one to a handful of items; 北关社区 closes fewest and is late most."""
    rng = Random("promises")
    sizes = [1 + extra for extra in counts(rng, PROMISES - LISTS, [1.0] * LISTS)]
    owners = [town.west[i % 8] if i % 3 else None for i in range(LISTS)]
    found: list[Row] = []
    for i, (size, owner) in enumerate(zip(sizes, owners, strict=True), 1):
        accepted = date(2026, 1, 5) + timedelta(days=rng.randrange(0, 120))
        for item in range(1, size + 1):
            due = accepted + timedelta(days=rng.choice([90, 150, 180, 210, 270, 330]))
            title = rng.choice(TITLES["promises"])
            row = _item(f"BZ2026-{i:03}", item, "leader", title, owner, rng, accepted)
            found.append({**row, "due_on": min(due, date(2026, 12, 31))})
    _close(found, KEPT, town, rng)
    return found


def _major(_town: Town) -> list[Row]:
    rng = Random("major")
    found: list[Row] = []
    for i, title in enumerate(TITLES["major"], 1):
        item = _item("ZD2026", i, "major", title, None, rng, date(2026, 1, 12))
        closed = workday(date(2026, 5, 1) + timedelta(days=rng.randrange(170)))
        found.append({**item, **_done(closed, rng), "due_on": date(2026, 12, 20)})
    return found


def _practical(town: Town) -> list[Row]:
    rng = Random("practical")
    found: list[Row] = []
    for big, items in TITLES["practical"].items():
        for title in items:
            owner, number = rng.choice(town.west), len(found) + 1
            row = _item("SS2026", number, "practical", title, owner, rng, date(2026, 3, 2))
            row |= {"parent_item": big, "due_on": date(2026, rng.choice([8, 9, 10, 11, 12]), 28)}
            done = title not in TITLES["practical_open"]
            closed = workday(row["due_on"] - timedelta(days=rng.randrange(5, 60)))
            row |= _done(min(closed, date(2026, 10, 30)), rng) if done else _underway(row, rng)
            found.append(row)
    return found


def _secretaries(town: Town) -> list[Row]:
    rng = Random("secretaries")
    found: list[Row] = []
    for i, (community, title) in enumerate(zip(town.communities, TITLES["secretary"], strict=True), 1):
        row = _item("SJ2026", i, "secretary", title, community, rng, date(2026, 2, 26))
        row |= {"due_on": date(2026, 10 + i % 3, 15)}
        found.append(row | (_done(date(2026, 9, 1 + 3 * i), rng) if i % 2 else _underway(row, rng)))
    return found


def _wishes(town: Town) -> list[Row]:
    """103 wishes: 97 claimed, each with at least one action, 89 met."""
    rng = Random("wishes")
    found: list[Row] = []
    for i in range(1, WISHES + 1):
        community = rng.choice(town.west)
        accepted = date(2025, 3, 1) + timedelta(days=round((i - 1) * 5.7))
        row = _item("WXY", i, "wish", rng.choice(TITLES["wishes"]), community, rng, accepted)
        row["area_code"] = rng.choice(community.grids).code
        row["owner_org"] = f"{community.name}第{rng.randint(1, 4)}党支部"
        found.append({**row, "due_on": accepted + timedelta(days=60)})
    claimed = found[:WISHES_CLAIMED]
    for row in claimed:
        row |= {"claimed_on": workday(row["accepted_on"] + timedelta(days=rng.randint(1, 12))),
                "action_count": rng.choice([1, 1, 1, 2, 2, 3])}
        row |= {"status": "推进顺利", "progress_pct": 50}
    for row in claimed[:WISHES_MET]:
        closed = workday(row["claimed_on"] + timedelta(days=rng.randint(2, 70)))
        row |= {"status": "已办结", "progress_pct": 100, "closed_on": min(closed, date(2026, 10, 30))}
    return found


def _key(_town: Town) -> list[Row]:
    """Key tasks: six a half-year, most on track, a third lagging at last."""
    rng = Random("key")
    found: list[Row] = []
    for half, start in enumerate((date(2025, 1, 6), date(2025, 7, 1), date(2026, 1, 5), date(2026, 7, 1))):
        for i, title in enumerate(TITLES["key"], 1):
            row = _item(f"ZG{start:%Y%m}", i, "key", title, None, rng, start)
            row["due_on"] = start + timedelta(days=175)
            closed = workday(row["due_on"] - timedelta(days=rng.randint(-12, 40)))
            if half == 3:
                status, progress = ("推进滞后", 35) if i in (3, 5) else ("推进顺利", 70)
                row |= {"status": status, "progress_pct": progress}
                row["remark"] = rng.choice(TITLES["lag_reasons"]) if status == "推进滞后" else None
            else:
                row |= _done(closed, rng)
            found.append(row)
    return found


def _item(number: str, item: int, level: str, title: str, owner: Community | None, rng: Random,
          accepted: date) -> Row:
    street = EAST if owner and owner.code.startswith(EAST[0]) else WEST
    organisation = f"{owner.name}居委会" if owner else street[1] + rng.choice(TITLES["offices"])
    return {
        "list_no": number, "item_no": str(item), "list_level": level, "title": title,
        "area_code": owner.code if owner else street[0], "owner_org": organisation,
        "accepted_on": workday(accepted), "status": "未启动", "progress_pct": 0,
    }


def _done(closed: date, rng: Random) -> Row:
    surveyed = rng.choice([0, 12, 20, 25, 30, 40])
    survey = {"survey_n": surveyed, "satisfaction_pct": _share(rng, surveyed)} if surveyed else {}
    return {"status": "已办结", "progress_pct": 100, "closed_on": closed, **survey}


def _share(rng: Random, surveyed: int) -> float:
    """A satisfaction that the number of people asked can yield: one or two unhappy at most."""
    return round(100 * (surveyed - rng.choice([0, 0, 0, 1, 1, 2])) / surveyed, 1)


def _underway(row: Row, rng: Random) -> Row:
    if row["due_on"] <= LAST_DAY:
        return {"status": "推进滞后", "progress_pct": rng.choice([35, 50, 60]),
                "remark": rng.choice(TITLES["lag_reasons"])}
    return {"status": "推进顺利", "progress_pct": rng.choice([55, 65, 75, 85])}


def _close(items: Sequence[Row], number: int, town: Town, rng: Random) -> None:
    """Close that many, those due first more likely; what is then overdue lags."""
    slow = town.community("北关社区").code
    order = sorted(items, key=lambda row: (row["due_on"] - date(2026, 1, 1)).days
                   + rng.uniform(0, 160) + 170 * (row["area_code"] == slow))
    for row in order[:number]:
        took = rng.uniform(0.35, 1.12) * (row["due_on"] - row["accepted_on"]).days
        closed = min(workday(row["accepted_on"] + timedelta(days=round(took))), date(2026, 10, 30))
        row |= _done(closed, rng)
    for row in order[number:]:
        unstarted = row["due_on"] > date(2026, 11, 30) and rng.random() < 0.3
        row |= {} if unstarted else _underway(row, rng)
