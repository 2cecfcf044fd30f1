"""A server that only reads knows of sessions what the writer knows, a few seconds late at most."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.access import Sessions
from data.access.asked import CUT_OFF_SECONDS, AskedSessions
from data.access.door import Door
from data.access.rules import read
from data.access.sessions import LOOK_SECONDS
from data.line import Away
from server.desk import Desk
from tests.data.access.test_rules import ADMINISTRATOR, PROVIDER
from tests.data.access.test_sessions import Clock

LOOKER = '[[people]]\naccount = "wang"\nrole = "viewer"\nareas = ["990101001"]\n'
WANG = {"preferred_username": "wang", "exp": 1e9}


class Office:
    """A writer with a door of its own, a reader beside it, and the clock of both."""

    def __init__(self, folder: Path) -> None:
        self.clock, self.is_up, self.asked = Clock(), True, 0
        self.rules = folder / "access.toml"
        self.write(LOOKER)
        self.door = Door(self.rules, read(self.rules))
        self.door.sessions = Sessions(self.door.rules, lambda: self.clock.time, lambda: self.clock.steady)
        self.desk = Desk(self.door, str(folder / "street.duckdb"))
        self.reader = AskedSessions(self.door.rules, self._ask, lambda: self.clock.steady)

    def write(self, people: str) -> None:
        self.rules.write_text(PROVIDER + "idle_minutes = 30\nlongest_hours = 9\n" + ADMINISTRATOR + people, "utf-8")

    def _ask(self, what: str, **values: Any) -> dict[str, Any]:
        if not self.is_up:
            raise Away("down")
        self.asked += 1
        answer: dict[str, Any] = json.loads(json.dumps(self.desk(json.loads(json.dumps({"ask": what, **values})))))
        return answer


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def ticket(office: Office) -> str:
    begun = office.door.sessions.begin(WANG, {"_streamlit_user": "signed"})
    assert begun
    return begun


def test_whoever_signed_in_at_the_writer_is_known_with_role_and_areas(office: Office, ticket: str) -> None:
    found = office.reader.find(ticket)
    assert found and (found.person.account, found.person.role, found.person.areas) == ("wang", "viewer", ("990101001",))
    assert not found.cookies, "what the provider said stays at the writer"
    assert office.reader.find("made up") is None and office.reader.find(None) is None


def test_one_ticket_is_asked_for_once_in_five_seconds(office: Office, ticket: str) -> None:
    for _ in range(50):
        office.clock.go_on(0.25)
        assert office.reader.find(ticket, used=True)
    assert office.asked <= 50 * 0.25 / LOOK_SECONDS + 1


def test_who_signs_out_is_unknown_after_five_seconds(office: Office, ticket: str) -> None:
    found = office.reader.find(ticket)
    office.door.sessions.end(ticket)
    assert found and office.reader.next_look(found) <= LOOK_SECONDS
    office.clock.go_on(office.reader.next_look(found))
    assert office.reader.find(ticket) is None


def test_who_loses_the_right_is_unknown_after_five_seconds_and_another_role_holds_as_soon(
    office: Office, ticket: str
) -> None:
    assert office.reader.find(ticket)
    office.write(LOOKER.replace("viewer", "presenter"))
    office.clock.go_on(LOOK_SECONDS)
    found = office.reader.find(ticket)
    assert found and found.person.role == "presenter"
    office.write("")
    office.clock.go_on(LOOK_SECONDS)
    assert office.reader.find(ticket) is None


def test_use_on_a_reader_keeps_the_session_from_becoming_idle_and_looking_does_not(office: Office, ticket: str) -> None:
    for _ in range(20):
        office.clock.go_on(3 * 60)
        assert office.reader.find(ticket, used=True), "every three minutes is no idling for half an hour"
    for _ in range(300):
        office.clock.go_on(LOOK_SECONDS)
        assert office.reader.find(ticket)
    office.clock.go_on(6 * 60)
    assert office.reader.find(ticket) is None


def test_use_between_two_questions_counts_at_the_next_one(office: Office, ticket: str) -> None:
    office.reader.find(ticket)
    office.clock.go_on(29 * 60)
    office.reader.find(ticket)
    office.clock.go_on(1)
    office.reader.find(ticket, used=True)
    office.clock.go_on(LOOK_SECONDS)
    office.reader.find(ticket)
    office.clock.go_on(28 * 60)
    assert office.door.sessions.find(ticket)


def test_use_in_the_last_seconds_is_told_at_once(office: Office, ticket: str) -> None:
    office.clock.go_on(30 * 60 - 3)
    office.reader.find(ticket)
    office.clock.go_on(1)
    office.reader.find(ticket, used=True)
    office.clock.go_on(60)
    assert office.reader.find(ticket)


def test_while_the_writer_is_away_known_people_look_on_for_two_minutes_and_nobody_else(
    office: Office, ticket: str
) -> None:
    office.reader.find(ticket)
    office.is_up = False
    office.clock.go_on(CUT_OFF_SECONDS - 1)
    assert office.reader.find(ticket, used=True) and office.reader.is_cut_off
    with pytest.raises(Away):
        office.reader.find("another ticket")
    office.clock.go_on(LOOK_SECONDS)
    with pytest.raises(Away):
        office.reader.find(ticket)
    office.is_up = True
    assert office.reader.find(ticket) and not office.reader.is_cut_off


def test_a_session_that_runs_out_while_the_writer_is_away_ends(office: Office, ticket: str) -> None:
    office.clock.go_on(29 * 60)
    office.reader.find(ticket)
    office.is_up = False
    office.clock.go_on(61)
    assert office.reader.find(ticket) is None


def test_sessions_begin_and_end_at_the_writer_only(office: Office, ticket: str) -> None:
    assert office.reader.begin(WANG, {}) is None and office.reader.end(ticket) is None
    assert office.door.sessions.find(ticket)
