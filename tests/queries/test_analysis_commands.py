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
from tests.queries.store import FIRST, SECOND, STREET, Store, monthly, request

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
        "诉求受理量增加3件，其中甲社区影响4件，乙社区反向影响1件", "  甲社区  +4件", "  乙社区  −1件",
    ]
    assert found["change"] == 3 == fsum(one["total"] for one in found["parts"])
    assert (found["now"]["from"], found["before"]["from"]) == ("2026-02-01", "2026-01-01")


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
