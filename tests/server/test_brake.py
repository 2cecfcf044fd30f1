"""Whoever fails at the door again and again has to wait, whoever is signed in does not, and the log is not flooded."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from data.access.door import Door
from data.access.rules import read
from server.brake import TICKETS, WINDOW_SECONDS, Brake, client_address
from server.guard import Guard
from tests.server.apart import answered
from tests.server.provider import write_rules

LIMIT = 5


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def told() -> list[tuple[str, dict[str, Any]]]:
    return []


@pytest.fixture
def guard(tmp_path: Path, told: list[tuple[str, dict[str, Any]]]) -> Guard:
    """A guard whose provider answers nobody, in front of one page."""
    rules = write_rules(tmp_path / "access.toml", "http://localhost:1", "http://localhost")
    text = rules.read_text("utf-8").replace("[provider]", f"[provider]\nattempts = {LIMIT}")
    rules.write_text(text, "utf-8")

    async def inside(_request: object) -> PlainTextResponse:
        return PlainTextResponse("inside")

    app = Starlette(routes=[Route("/{path:path}", inside)])
    return Guard(app, Door(rules, read(rules)), lambda action, **detail: told.append((action, detail)))


async def ask(guard: Guard, path: str = "/", ticket: str = "", address: str = "10.1.1.1") -> httpx.Response:
    """One request, as nginx on this machine passes it on."""
    sent = {"accept": "text/html", "x-forwarded-for": address}
    cookies = {"street_ticket": ticket} if ticket else None
    transport = httpx.ASGITransport(app=guard, client=("127.0.0.1", 9))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", cookies=cookies) as client:
        return await client.get(path, headers=sent)


def asked(*arguments: Any, **more: Any) -> httpx.Response:
    return answered(ask(*arguments, **more))


def test_after_too_many_failed_sign_ins_an_address_is_told_to_wait_and_the_log_says_so_once(guard, told) -> None:
    for _ in range(LIMIT):
        assert asked(guard, "/oauth2callback?error=access_denied").status_code == 401
    for _ in range(20):
        refused = asked(guard, "/oauth2callback?error=access_denied")

    assert refused.status_code == 429 and "登录失败次数过多" in refused.text and "约10分钟" in refused.text
    assert 0 < int(refused.headers["retry-after"]) <= WINDOW_SECONDS
    assert {asked(guard, path).status_code for path in ("/", "/sign-in", "/service", "/static/x.js")} == {429}
    assert [one[0] for one in told] == ["sign_in_failed"] * LIMIT + ["braked"]
    assert told[-1][1]["address"] == "10.1.1.1" and told[-1][1]["attempts"] == LIMIT
    assert asked(guard, address="10.1.1.2").status_code == 401, "somebody else is not made to wait"
    assert asked(guard, "/_stcore/health").status_code == 200


def test_whoever_is_signed_in_goes_on_working_beside_somebody_who_guesses(guard) -> None:
    ticket = guard.door.sessions.begin({"sub": "boss", "exp": 9e9}, {})
    for number in range(LIMIT * TICKETS):
        asked(guard, "/", ticket=f"guess {number}")

    assert asked(guard, "/").status_code == 429
    assert asked(guard, "/", ticket=ticket).text == "inside"


def test_an_old_ticket_that_a_browser_sends_over_and_over_is_one_failure(guard, told) -> None:
    answers = {asked(guard, "/", ticket="from before the restart").status_code for _ in range(LIMIT * TICKETS + 5)}
    assert (answers, told) == ({401}, [])


def test_what_a_visitor_writes_into_x_forwarded_for_himself_makes_no_other_address_of_him(guard) -> None:
    for number in range(LIMIT):
        asked(guard, "/oauth2callback?error=x", address=f"10.9.9.{number}, 10.1.1.1")
    assert asked(guard, "/", address="10.9.9.77, 10.1.1.1").status_code == 429


@pytest.mark.parametrize(("peer", "said", "found"), [
    ("127.0.0.1", "10.1.1.1", "10.1.1.1"), ("127.0.0.1", "", "127.0.0.1"), ("10.2.2.2", "10.1.1.1", "10.2.2.2"),
    ("2001:db8::1", "", "2001:db8::/64"), ("2001:db8::2", "", "2001:db8::/64"), ("::1", "::ffff:10.1.1.1", "10.1.1.1"),
    ("127.0.0.1", "no address" * 99, ("no address" * 99)[:60]),
])
def test_only_the_proxy_on_this_machine_is_believed(peer: str, said: str, found: str) -> None:
    headers = [(b"x-forwarded-for", said.encode())] if said else []
    assert client_address({"client": (peer, 1), "headers": headers}) == found


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3), st.integers(0, 400)), max_size=60))
def test_the_brake_counts_what_happened_in_the_last_ten_minutes_and_remembers_no_more_than_it_may(steps) -> None:
    clock, most = Clock(), 8
    brake, every = Brake(3, most, clock), []
    for address, mark, pause in steps:
        clock.now += pause
        recent = [one for one in every if one[2] > clock.now - WINDOW_SECONDS][-most:]
        brake.failed(address, str(mark))
        if not any(one[:2] == (address, mark) for one in recent):
            recent.append((address, mark, clock.now))
        every = recent[-most:]
        of_address = [one for one in every if one[0] == address]
        assert (brake.seconds_left(address) > 0) == (len(of_address) >= 3)
        assert len(brake) == len(every) <= most
