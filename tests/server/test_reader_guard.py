"""A reader believes the writer alone: whatever a browser says of its seat, it gets what its ticket gives."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from data.access.asked import AskedSessions
from data.access.door import Door
from data.access.rules import read
from data.line import Away
from server.desk import Desk
from server.guard import Guard
from server.reader_guard import ReaderGuard
from server.seats import SEAT
from tests.server.apart import answered
from tests.server.provider import write_rules

READER, WRITER = "reader-0123abcd", "writer"
CLAIMS = {"looker": {"sub": "looker", "groups": ["leaders"]}, "speaker": {"sub": "speaker", "groups": "meeting-office"},
          "boss": {"sub": "boss"}}


class Servers:
    """A writer and a reader, each its guard before a page that tells which server it is."""

    def __init__(self, folder: Path, address: str = "http://localhost") -> None:
        self.rules = write_rules(folder / "access.toml", "http://localhost:1", address)
        self.door, self.is_up = Door(self.rules, read(self.rules)), True
        self.desk = Desk(self.door, str(folder / "street.duckdb"))
        readers_door = Door(self.rules, read(self.rules))
        readers_door.sessions = AskedSessions(readers_door.rules, self._ask)
        self.guards = {"writer": Guard(_page("writer"), self.door, seats=True),
                       "reader": ReaderGuard(_page("reader"), readers_door)}

    def _ask(self, what: str, **values: Any) -> dict[str, Any]:
        if not self.is_up:
            raise Away("down")
        return self.desk({"ask": what, **values})

    def ticket(self, who: str) -> str:
        return self.door.sessions.begin({**CLAIMS[who], "exp": 9e9}, {"_streamlit_user": "of the writer"}) or ""

    def get(self, server: str, path: str = "/", *, method: str = "GET", accept: str = "text/html",
            **cookies: str) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.guards[server], client=("127.0.0.1", 9))
            line = "; ".join(f"{name}={value}" for name, value in cookies.items() if value)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await client.request(method, path, headers={"accept": accept, "cookie": line})

        return answered(asked())


def _page(name: str) -> Starlette:
    async def inside(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"{name} {sorted(one for one in request.cookies if 'streamlit' in one)}")

    return Starlette(routes=[Route("/{path:path}", inside, methods=["GET", "POST", "PUT"])])


@pytest.fixture
def servers(tmp_path: Path) -> Servers:
    return Servers(tmp_path)


def seat_given(answer: httpx.Response) -> str | None:
    found = [one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{SEAT}=")]
    return found[0].split(";")[0].partition("=")[2].strip('"') if found else None


def test_with_a_page_the_writer_seats_who_only_looks_at_a_reader_and_everybody_else_at_itself(servers) -> None:
    given = {who: seat_given(servers.get("writer", street_ticket=servers.ticket(who))) for who in CLAIMS}

    assert given["looker"] and given["looker"].startswith("reader-")
    assert (given["speaker"], given["boss"]) == (WRITER, WRITER)
    assert seat_given(servers.get("writer")) is None, "nobody is seated who is not signed in"


def test_a_seat_that_suits_is_kept(servers) -> None:
    answer = servers.get("writer", street_ticket=servers.ticket("looker"), street_seat=READER)
    assert (answer.status_code, seat_given(answer)) == (200, None)


def test_who_only_looks_is_served_by_a_reader_without_any_cookie_of_streamlit(servers) -> None:
    answer = servers.get("reader", street_ticket=servers.ticket("looker"), street_seat=READER,
                         _streamlit_user="forged")
    assert (answer.status_code, answer.text) == (200, "reader []")


@pytest.mark.parametrize("who", ["speaker", "boss"])
def test_who_may_do_more_and_says_reader_is_sent_back_to_the_writer(servers, who: str) -> None:
    ticket = servers.ticket(who)
    answer = servers.get("reader", "/service?area=990101001", street_ticket=ticket, street_seat=READER)

    assert (answer.status_code, answer.headers["location"]) == (303, "/service?area=990101001")
    assert seat_given(answer) == ""
    assert servers.get("reader", "/media/x.csv", accept="*/*", street_ticket=ticket).status_code == 401


def test_who_only_looks_and_says_writer_gains_no_right_there(servers) -> None:
    ticket = servers.ticket("looker")
    upload = servers.get("writer", "/_stcore/upload_file/x", method="PUT", street_ticket=ticket, street_seat=WRITER)
    metrics = servers.get("writer", "/_stcore/metrics", street_ticket=ticket, street_seat=WRITER)
    assert (upload.status_code, metrics.status_code) == (403, 403)
    assert servers.get("reader", "/_stcore/upload_file/x", method="PUT", street_ticket=ticket).status_code == 403


@pytest.mark.parametrize("seat", [READER, "reader-", "admin", "x" * 300])
def test_a_seat_without_a_ticket_opens_nothing(servers, seat: str) -> None:
    for ticket in ("", "made up"):
        page = servers.get("reader", street_ticket=ticket, street_seat=seat)
        assert page.status_code == 303 and seat_given(page) == "", "the writer says what to do"
        assert servers.get("reader", "/x.js", accept="*/*", street_ticket=ticket, street_seat=seat).status_code == 401
    assert servers.get("reader").status_code == 401, "without a seat nobody is led round in circles"


def test_nobody_signs_in_or_out_at_a_reader(servers) -> None:
    ticket = servers.ticket("looker")
    for path in ("/sign-in", "/auth/login", "/oauth2callback?code=x&state=y", "/auth/logout"):
        assert servers.get("reader", path, street_ticket=ticket, street_seat=READER).status_code == 404
    assert servers.get("reader", street_ticket=ticket, street_seat=READER).status_code == 200


def test_while_the_writer_is_away_a_newcomer_is_told_so_and_not_that_the_session_has_ended(servers) -> None:
    ticket = servers.ticket("looker")
    servers.is_up = False
    answer = servers.get("reader", street_ticket=ticket, street_seat=READER)
    assert answer.status_code == 503 and "暂时连不上" in answer.text and "再试一次" in answer.text


def test_with_the_ticket_the_seat_is_taken_away(servers) -> None:
    answer = servers.get("writer", street_ticket="from before the restart", street_seat=READER)
    assert answer.status_code == 401 and seat_given(answer) == ""


def test_without_readers_nobody_is_given_a_seat(servers) -> None:
    servers.guards["writer"].seats = False
    assert seat_given(servers.get("writer", street_ticket=servers.ticket("looker"))) is None
