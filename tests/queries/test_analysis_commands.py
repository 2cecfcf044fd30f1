"""`python -m queries explain` and its neighbours, as a script calls them."""
from __future__ import annotations

import json
from collections.abc import Callable
from math import fsum

import pytest
from click.testing import Result
from typer.testing import CliRunner

from queries import __main__ as commands
from queries import asked
from tests.queries.store import FIRST, GRID, SECOND, STREET, Store, monthly, request
from tests.queries.test_early import LAST, fill
from tests.queries.test_funnel import street_of

Command = Callable[..., Result]


@pytest.fixture
def command(store: Store, monkeypatch: pytest.MonkeyPatch) -> Command:
    """`python -m queries …` on the store in memory."""
    monkeypatch.setattr(asked, "open_store", lambda path: store)
    monkeypatch.setattr(store, "close", lambda: None)
    return lambda *words: CliRunner().invoke(commands.app, words)


def test_explain_says_a_sentence_and_the_parts(command: Command, store: Store) -> None:
    store.load("service_request", [
        request(area_code=area, received_at=f"2026-0{month}-02 09:00")
        for area, month, count in ((FIRST, 1, 3), (SECOND, 1, 2), (FIRST, 2, 7), (SECOND, 2, 1)) for _ in range(count)
    ])
    words = ("explain", "request_count", "--area", STREET, "--month", "2026-02")

    said, found = command(*words), json.loads(command(*words, "--json").output)

    assert said.output.splitlines() == [
        "诉求受理量增加3件，其中甲社区影响4件，乙社区反向影响1件",
        "  2026年2月对比2026年1月。只是算术分解，各部分之和等于总变化，不说明原因。",
        "  甲社区  +4件",
        "  乙社区  −1件",
    ]
    assert found["change"] == 3 == fsum(one["total"] for one in found["parts"])
    assert (found["now"]["from"], found["before"]["from"]) == ("2026-02-01", "2026-01-01")


def test_what_adds_up_over_the_year_is_held_against_last_year_unless_said_otherwise(
    command: Command, store: Store
) -> None:
    store.load("service_request", [
        request(area_code=FIRST, received_at=f"{year}-0{month}-02 09:00")
        for year, month, count in ((2025, 1, 2), (2025, 2, 2), (2026, 1, 3), (2026, 2, 4)) for _ in range(count)
    ])
    words = ("explain", "request_count", "--area", STREET, "--json")

    usual, previous = (json.loads(command(*words, *more).output) for more in ((), ("--against", "previous")))

    assert (usual["now"]["from"], usual["before"]["from"], usual["change"]) == ("2026-01-01", "2025-01-01", 3)
    assert previous["before"]["from"] == "2026-01-01"


def test_explain_says_why_it_splits_nothing(command: Command) -> None:
    words = ("explain", "request_count", "--area", STREET, "--month", "2026-02")

    assert command(*words).output == "诉求受理量的变化不作分解：本期没有数据\n"
    assert json.loads(command(*words, "--json").output)["why"] == "本期没有数据"


def test_signals_says_the_mark_and_a_decision_starts_the_limits_anew(command: Command, store: Store) -> None:
    monthly(store, "closed_late_count", [20, 22, 19, 21, 20, 23, 18, 21, 20, 22, 19, 21, 20, 40])
    with store.write() as cursor:
        cursor.execute("insert into table_months values ('service_request', ?, '2026-10-01', '2026-10-31', 1)", [FIRST])
    asked_for = ("closed_late_count", "--area", STREET)

    assert "变差：超出上限" in command("signals", *asked_for, "--month", "2026-10").output
    found = json.loads(command("signals", *asked_for, "--month", "2026-10", "--json").output)
    assert (found["mark"], len(found["months"]), found["months"][-1]["signal"]) == ("worse", 14, "outside")

    refused = command("rebase", *asked_for, "--from", "2026-10")
    assert (refused.exit_code, refused.stderr) == (2, "请写明重设上下限的理由，至少4个字\n")
    assert "上下限自2026年10月起重设：换了派单系统" in command(
        "rebase", *asked_for, "--from", "2026-10", "--reason", "换了派单系统").output
    assert "满12个月才能判断" in command("signals", *asked_for, "--month", "2026-10").output
    assert command("rebase", *asked_for, "--from", "2026-10", "--withdraw").output == "已撤销自2026-10起的重设\n"


def test_funnel_names_those_outside_and_prints_every_area_with_its_limits(command: Command, store: Store) -> None:
    street_of(store, [(95, 100), (96, 100), (70, 100), (94, 100), (97, 100), (95, 100)])
    words = ("funnel", "resolution_rate", "--area", STREET, "--month", "2026-10")

    said, found = command(*words).output.splitlines(), json.loads(command(*words, "--json").output)

    assert said[0] == "6个社区的解决率：显著低于平均的有丙社区，其余5个与平均水平无显著差异"
    assert len(said) == 7 and "丙社区  70.0%" in said[-1] and said[-1].endswith("显著低于平均")
    assert [one["area_name"] for one in found["areas"] if one["place"] == "far_below"] == ["丙社区"]


def test_outlook_says_the_year_end_and_what_each_month_needs(command: Command, store: Store) -> None:
    monthly(store, "resolution_rate", [(92 + at % 5, 100) for at in range(21)], last="2026-09-01")
    words = ("outlook", "resolution_rate", "--area", STREET, "--month", "2026-09")

    said, found = command(*words).output.splitlines(), json.loads(command(*words, "--json").output)

    assert "全年预计" in said[0] and [line[:9] for line in said[1:]] == [f"  2026年1{at}" for at in (0, 1, 2)]
    assert found["low"] < found["expected"] < found["high"] and found["target"] == 95
    assert len(found["needed"]) == 3


def test_early_lists_the_cells_with_their_records(command: Command, store: Store) -> None:
    fill(store, 18, {(GRID, "环保"): lambda month: 9 if month == LAST else 1})
    words = ("early", "--area", STREET, "--month", "2026-10")

    said, found = command(*words).output, json.loads(command(*words, "--json").output)

    assert "甲社区第1网格环保本月9件" in said and "R2610-1环保0" in said
    assert "满24个月才看得出季节热点" in said
    [one] = found["warnings"]
    assert (one["kind"], one["count"], len(one["records"])) == ("rise", 9, 9)
