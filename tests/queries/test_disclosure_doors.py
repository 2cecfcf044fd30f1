"""Two offices that differ only in what is hidden look the same, through every door there is.

That is the whole attack at once: whatever somebody filters, subtracts or compares, over areas, periods, breakdowns,
pages and files, the answers of both offices are equal, so nothing of the hidden numbers is in them.
"""
from __future__ import annotations

import io
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict
from itertools import zip_longest
from typing import Any

import openpyxl
import pytest

from components.page import PAGES
from data.access import door
from data.metrics import metrics
from queries import disclosure, grids, press, published, series, sources, trace_words
from queries import trace as traces
from queries.catalogue import catalogue
from queries.periods import Period
from reports import annex
from reports import meeting as builder
from reports.content import as_json
from tests.pages.conftest import ROOT, visitor
from tests.pages.test_personal_marker_pages import everything
from tests.queries.store import FIRST, GRID, OTHER_GRID, SECOND, STREET, Store, people, request

pytestmark = pytest.mark.slow
THIRD = f"{SECOND}001"
AREAS = (STREET, FIRST, SECOND, GRID, OTHER_GRID, THIRD)
PERIODS = [Period.parse(one) for one in ("2026-01", "2026-02", "2026-02-ytd", "2026")]
MONTHS = ("2026-01-31", "2026-02-28")
COUNTING = tuple(one["table"] for one in tomllib.loads(disclosure.FILE.read_text("utf-8"))["tables"])
KINDS = ("特服家庭人员", "低保残疾人", "社区矫正人员", "精神障碍患者")
METRICS = [one for one in metrics() if disclosure.is_sensitive(metrics()[one].label.zh)]
# (first grid, second grid, third grid; first and second community) of the two offices: the sums that are shown agree.
OFFICES = {"one": ((3, 14, 25), (2, 30)), "other": ((6, 11, 25), (5, 27))}


def office(grids_of: tuple[int, int, int], communities: tuple[int, int]) -> Store:
    """A street with rows in every table that counts people of sensitive groups, and others beside them."""
    store = Store()
    with store.write() as cursor:
        cursor.execute("insert into area by name select * replace ($code as area_code, '乙社区第1网格' as area_name) "
                       "from area where area_code = $like", {"code": THIRD, "like": GRID})
    store.load("service_request", [
        request(request_no="A1"), request(request_no="A2", area_code=THIRD, received_at="2026-02-03 09:00")])
    store.load("resident_stat", [
        *(people(kind, count, area, on) for on in MONTHS for kind in KINDS
          for area, count in zip((GRID, OTHER_GRID, THIRD), grids_of, strict=True)),
        *(people(kind, 90, area, on) for on in MONTHS for kind in ("退役军人", "老年人60+", "总人数")
          for area in (GRID, OTHER_GRID, THIRD)),
    ])
    store.load("welfare_stat", [
        {"area_code": area, "month": f"{on[:7]}-01", "programme": programme, "persons": count, "households": count,
         "paid_yuan": 100 * count}
        for on in MONTHS for area, own in zip((FIRST, SECOND), communities, strict=True)
        for programme, count in (("残疾人服务", own), ("城市低保", 40))
    ])
    store.load("statistic", [
        {"area_code": area, "metric_id": one, "period_start": f"{on[:7]}-01", "period_end": on, "period_kind": "month",
         "value": count, "unit": metrics()[one].unit, "version": version}
        for on, version in zip(MONTHS, ("published", None), strict=True) for one in METRICS
        for area, count in zip((FIRST, SECOND), communities, strict=True)
    ])
    return store


@pytest.fixture(scope="module")
def offices() -> Iterator[tuple[Store, Store]]:
    one, other = (office(*counts) for counts in OFFICES.values())
    yield one, other
    one.close()
    other.close()


def records(store: Store) -> Any:
    return [sources.records(store, table, area, period).astype(str).to_dict("list")
            for table in COUNTING for area in AREAS for period in PERIODS]


def profiles(store: Store) -> Any:
    return [grids.groups(store, area, period, level) for area in AREAS for period in PERIODS
            for level in ("street", "community", "grid")]


def values(store: Store) -> Any:
    found = []
    for area in AREAS:
        found += series.values(store, list(catalogue()), area, PERIODS)
        found += [one for name in catalogue() for one in series.by_breakdown(store, name, area, PERIODS[-1])]
    return [(one.indicator.id, one.area_code, one.numerator, one.denominator, one.display()) for one in found]


def traced(store: Store) -> Any:
    names = [one.id for one in catalogue().values() if one.tables & set(COUNTING)]
    assert len(names) > 5
    return [trace_words.as_json(traces.trace(store, name, area, PERIODS[-1]), {})
            for name in names for area in (STREET, FIRST, GRID)]


def figures(store: Store) -> Any:
    return [[(asdict(one), one.printed()) for one in published.figures(store, area)] for area in AREAS]


def pressed(store: Store) -> Any:
    """Somebody who guesses: every small number of every group, at every place, to be told which is right."""
    guesses = [f"{metrics()[one].label.zh}{count}{metrics()[one].unit}。" for one in METRICS for count in range(1, 10)]
    guesses += [f"{kind}{count}人。" for kind in KINDS for count in range(1, 10)]
    return [[press.as_json(one) for one in press.check(store, "".join(guesses), area, PERIODS[0])] for area in AREAS]


def told(store: Store) -> Any:
    found = []
    for area in (STREET, FIRST):
        with suppress(builder.NothingToTell):
            meeting = builder.meeting(store, area, PERIODS[0])
            sheets = openpyxl.load_workbook(io.BytesIO(annex.annex(meeting)))
            cells = [[str(cell.value) for cell in row] for sheet in sheets for row in sheet.iter_rows()]
            found += [as_json(meeting), cells]
    assert found
    return found


DOORS = (records, profiles, figures, pressed, values, traced, told)


@pytest.mark.parametrize("through", DOORS, ids=lambda one: one.__name__)
def test_two_offices_that_differ_in_hidden_counts_give_the_same_answers(
    offices: tuple[Store, Store], through: Callable[[Store], Any]
) -> None:
    one, other = (json.dumps(through(store), default=str, ensure_ascii=False, sort_keys=True) for store in offices)
    assert len(one) > 500
    differ = next((at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs), None)
    assert one == other, (one[max(differ or 0, 150) - 150 :][:300], other[max(differ or 0, 150) - 150 :][:300])


def test_the_two_offices_do_differ_and_would_be_told_apart_where_nothing_is_hidden(
    offices: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disclosure, "is_sensitive", lambda _group: False)
    for through in (records, profiles, figures, pressed):
        one, other = (json.dumps(through(store), default=str, sort_keys=True) for store in offices)
        assert one != other, through.__name__


def test_no_page_tells_the_two_offices_apart(
    offices: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    door.install(ROOT / "no_access.toml")  # as the server does where nobody signs in
    for name in (one for one in PAGES if one != "audit"):
        for area in (FIRST,) if name != "grid" else (STREET, FIRST, GRID):
            shown = []
            for store in offices:
                at = visitor(store, monkeypatch)(name, area=area, period="2026-02")
                assert not at.exception, (name, at.exception)
                shown.append(everything(at))
            assert "甲社区" in shown[0] or "试验街道" in shown[0]
            assert not told_apart(*shown), (name, area)


def told_apart(one: str, other: str) -> list[tuple[str, str]]:
    """The lines that differ; what Streamlit calls parts and files is made up anew each time."""
    lines = [re.sub(r'"[0-9a-f]{32,}[^"]*"|\$\$\S*', "", each).splitlines() for each in (one, other)]
    return [pair for pair in zip_longest(*lines) if pair[0] != pair[1]][:3]
