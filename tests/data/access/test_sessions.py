"""How long a session lasts, and that nothing brings back one that has ended."""
from __future__ import annotations

from pathlib import Path

import pytest

from data.access import Access, Provider, Sessions
from data.access.door import Door
from data.access.rules import read
from tests.data.access.test_rules import ADMINISTRATOR, PROVIDER

CLAIMS = {"preferred_username": "admin", "exp": 10_000}


class Clock:
    """Two clocks: the time of day, which may be set, and the one that only goes on."""

    def __init__(self) -> None:
        self.time, self.steady = 1_000.0, 0.0

    def go_on(self, seconds: float) -> None:
        self.time += seconds
        self.steady += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(clock: Clock, tmp_path: Path) -> Sessions:
    file = tmp_path / "access.toml"
    file.write_text(PROVIDER + "idle_minutes = 30\nlongest_hours = 2\n" + ADMINISTRATOR, "utf-8")
    found = read(file)
    return Sessions(lambda: found, lambda: clock.time, lambda: clock.steady)


def test_a_session_ends_when_the_token_does(sessions: Sessions, clock: Clock) -> None:
    ticket = sessions.begin({**CLAIMS, "exp": 1_600}, {})
    clock.go_on(599)
    assert sessions.find(ticket, used=True)
    clock.go_on(2)
    assert sessions.find(ticket) is None
    clock.time = 1_000
    assert sessions.find(ticket) is None, "setting the clock back brings no session back"


def test_a_token_that_has_run_out_opens_nothing(sessions: Sessions) -> None:
    assert sessions.begin({**CLAIMS, "exp": 999}, {}) is None


def test_a_session_ends_when_nobody_does_anything(sessions: Sessions, clock: Clock) -> None:
    ticket = sessions.begin(CLAIMS, {})
    for _ in range(3):
        clock.go_on(20 * 60)
        assert sessions.find(ticket, used=True)
    clock.go_on(29 * 60)
    assert sessions.find(ticket), "looking is not using"
    clock.go_on(2 * 60)
    assert sessions.find(ticket, used=True) is None


def test_a_session_never_lasts_longer_than_allowed(sessions: Sessions, clock: Clock) -> None:
    ticket = sessions.begin({**CLAIMS, "exp": 1e9}, {})
    for _ in range(5):
        clock.go_on(24 * 60)
        assert sessions.find(ticket, used=True) is not None or clock.steady >= 7200
    assert sessions.find(ticket) is None or clock.steady < 7200
    clock.go_on(1)
    assert sessions.find(ticket) is None


def test_a_ticket_that_was_given_up_or_guessed_opens_nothing(sessions: Sessions) -> None:
    ticket = sessions.begin(CLAIMS, {})
    assert ticket is not None and sessions.end(ticket)
    assert [sessions.find(one) for one in (ticket, "", None, "guess", ticket[:-1])] == [None] * 5


def test_who_is_taken_out_of_the_file_is_out_at_once_and_a_broken_file_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "access.toml"
    rules = PROVIDER + ADMINISTRATOR + '[[people]]\naccount = "li"\nrole = "viewer"\nareas = "all"\n'
    file.write_text(rules, "utf-8")
    door = Door(file, read(file))
    ticket = door.sessions.begin({"preferred_username": "li", "exp": 4e9}, {})
    assert door.sessions.find(ticket)

    file.write_text(rules + "[[people\n", "utf-8")
    assert door.sessions.find(ticket) and door.problem is not None

    file.write_text(PROVIDER + ADMINISTRATOR, "utf-8")
    assert door.sessions.find(ticket) is None and door.problem is None


def test_without_a_provider_no_session_begins() -> None:
    assert Sessions(lambda: Access()).begin(CLAIMS, {}) is None
    assert Provider("https://a", "b", "c", "http://localhost:1").is_secure is False
