"""The guard before everything the server answers: who is nobody is told to sign in, and gets nothing else.

Browsers hold a random ticket; the cookies that Streamlit makes of the provider's answer stay here and are put back on
the way in, so that no claim, signed or not, is ever taken from a browser. Without a provider only this machine is
answered. Whatever a browser is not known to need is not found.
"""
from __future__ import annotations

import asyncio
import hashlib
import math
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from google.protobuf.message import DecodeError
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.user_info import generate_login_redirect_url

from data.access import Session
from data.access.door import Door
from data.access.rules import LOOPBACK
from data.line import Away
from server import cookies, uploads
from server.brake import TICKETS, Brake, client_address
from server.headers import always
from server.notices import notice
from server.seats import SEAT, seat_of, suits

HEALTH = "/_stcore/health"
SIGN_IN, LOGIN, CALLBACK, LOGOUT = "/sign-in", "/auth/login", "/oauth2callback", "/auth/logout"
DOOR = (SIGN_IN, LOGIN, CALLBACK, LOGOUT)
STREAM, METRICS, AGENT = "/_stcore/stream", "/_stcore/metrics", "/_stcore/agent"
MEDIA = "/media/"
NEXT = "street_next"  # where to go on after signing in
OPERATIONS = ("deferred_file", "dataframe_chunk")  # that a page may ask the server for
FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip")
READING = ("GET", "HEAD", "OPTIONS")
_FILE = re.compile(rb"/media/([0-9A-Za-z][0-9A-Za-z._-]*)")
Tell = Callable[..., None]


def _tells_nobody(action: str, **detail: Any) -> None:
    """What happened at the door, for whoever keeps a journal."""


class Guard:
    """ASGI middleware; `tell(action, account=, role=, **detail)` hears of sign-ins, refusals and sign-outs.

    With `seats` there are readers beside this server, and everybody is given a seat at one or the other.
    """

    def __init__(self, app: ASGIApp, door: Door, tell: Tell = _tells_nobody, seats: bool = False) -> None:
        self.app, self.door, self.tell, self.seats = app, door, tell, seats
        most = door.access.provider.attempts if door.access.provider else 1
        self.sign_ins, self.tickets = Brake(most), Brake(most * TICKETS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        send = self._with_headers(scope, send)
        if not self._is_addressed(scope):
            await answered(scope, receive, send, Response(status_code=421))
        elif scope["path"].startswith(AGENT):
            await answered(scope, receive, send, Response(status_code=404))
        elif scope["path"] == HEALTH and scope["type"] == "http":
            await self.app(cookies.with_cookies(scope, {}), receive, send)
        elif not self.door.has_sign_in:
            await self._checked(scope, receive, send, None, may_upload=True, may_measure=True)
        else:
            await self._signed_in(scope, receive, send)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        provider = self.door.access.provider
        said = always(provider is not None and provider.is_secure)
        names = {name for name, _ in said}
        is_shell = not scope["path"].startswith(("/static/", "/app/static/", "/component/"))

        async def sent(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                kept = [one for one in message.get("headers", ()) if one[0].lower() not in names]
                kept = cookies.going_out(kept, provider is not None and provider.is_secure)
                if provider is not None and is_shell:
                    kept = [one for one in kept if one[0].lower() != b"cache-control"]
                    kept.append((b"cache-control", b"no-store"))
                message = {**message, "headers": [*kept, *said]}
            await send(message)

        return sent

    def _is_addressed(self, scope: Scope) -> bool:
        """Whether the request came by an address of ours: nobody else's name, no proxy where nobody signs in."""
        headers = scope["headers"]
        hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
        if len(hosts) != 1:
            return False
        try:
            name = (urlsplit(f"//{hosts[0]}").hostname or "").lower()
        except ValueError:
            return False
        provider = self.door.access.provider
        if provider is not None:
            is_ours = hosts[0].lower() == urlsplit(provider.address).netloc.lower()
            return is_ours or (scope["path"] == HEALTH and name in LOOPBACK)
        peer = (scope.get("client") or ("",))[0]
        return name in LOOPBACK and peer in LOOPBACK and not any(one in FORWARDED for one, _ in headers)

    # --- with sign-in -------------------------------------------------------------------------------------------

    async def _signed_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, ticket = scope["path"], cookies.one_cookie(scope, self.door.cookie)
        session = await self._found(ticket)
        if session is None and await self._is_braked(scope, receive, send, ticket):
            return
        if scope["type"] == "http" and path in DOOR:
            await self._at_the_door(scope, receive, send, ticket, session)
        elif session is None:
            await self._turned_away(scope, receive, send, had_ticket=ticket is not None)
        elif scope["type"] == "websocket":
            await self._socket(cookies.with_cookies(scope, session.cookies), receive, send, ticket or "", session)
        else:
            inside = cookies.with_cookies(scope, session.cookies)
            person = session.person
            send = self._seated(scope, send, session) if self.seats and wants_page(scope) else send
            await self._checked(inside, receive, send, session, person.may("upload"), person.may("administer"))

    async def _found(self, ticket: str | None, used: bool = False) -> Session | None:
        return self.door.sessions.find(ticket, used=used)

    def _seated(self, scope: Scope, send: Send, session: Session) -> Send:
        """With every page comes the seat that suits the person; what loads after it goes there."""
        if suits(cookies.one_cookie(scope, SEAT), session.person):
            return send
        answer = Response()
        self._set_cookie(answer, SEAT, seat_of(session.person))
        return _adding(send, _cookies_of(answer))

    async def _is_braked(self, scope: Scope, receive: Receive, send: Send, ticket: str | None) -> bool:
        """Whether this address failed too often lately; then that is its answer. An unknown ticket is a failure."""
        address = client_address(scope)
        if ticket and self.tickets.failed(address, hashlib.sha256(ticket.encode("utf-8", "replace")).hexdigest()[:16]):
            await self._told("braked", account="", role="", address=address, attempts=self.tickets.limit)
        seconds = max(one.seconds_left(address) for one in (self.sign_ins, self.tickets))
        if seconds <= 0:
            return False
        answer = self._notice(429, "door.braked", minutes=math.ceil(seconds / 60))
        answer.headers["retry-after"] = str(math.ceil(seconds))
        await answered(scope, receive, send, answer)
        return True

    async def _failed(self, scope: Scope, account: str, reason: str) -> None:
        """A sign-in that led nowhere: entered in the journal, and the one too many as such."""
        address = client_address(scope)
        await self._told("sign_in_failed", account=account, role="", reason=reason, address=address)
        if self.sign_ins.failed(address):
            await self._told("braked", account=account, role="", address=address, attempts=self.sign_ins.limit)

    async def _turned_away(self, scope: Scope, receive: Receive, send: Send, had_ticket: bool) -> None:
        if not wants_page(scope):
            await answered(scope, receive, send, Response(status_code=401))
            return
        query = scope["query_string"].decode("latin-1")
        back = scope["path"] + (f"?{query}" if query else "")
        if scope["path"] == "/" and query == "signed-out":
            body = notice("door.signed_out", SIGN_IN)
        else:
            body = notice("door.expired" if had_ticket else "door.anonymous", f"{SIGN_IN}?next={quote(back, safe='')}")
        answer = Response(body, 401, media_type="text/html")
        if had_ticket:
            self._take_ticket(answer)
        await answer(scope, receive, send)

    async def _at_the_door(
        self, scope: Scope, receive: Receive, send: Send, ticket: str | None, session: Session | None
    ) -> None:
        path, asked = scope["path"], parse_qs(scope["query_string"].decode("latin-1"))
        if scope["method"] != "GET":
            await Response(status_code=405)(scope, receive, send)
        elif path == SIGN_IN:
            answer: Response = RedirectResponse(generate_login_redirect_url("default"), 303)
            self._set_cookie(answer, NEXT, quote(own_path(asked.get("next", ["/"])[0]), safe=""), seconds=600)
            await answer(scope, receive, send)
        elif path == LOGIN:
            await self.app(cookies.with_cookies(scope, {}), receive, send)
        elif path == LOGOUT:
            await self._sign_out(scope, receive, send, ticket, session)
        elif not asked.keys() & {"code", "error"}:
            answer = RedirectResponse("/?signed-out", 303)  # back from signing out at the provider
            await answer(scope, receive, send)
        else:
            await self._called_back(scope, receive, send, ticket)

    async def _called_back(self, scope: Scope, receive: Receive, send: Send, ticket: str | None) -> None:
        """The provider's answer. What Streamlit makes of it becomes a session here and a ticket for the browser."""
        start: Message = {}

        async def kept(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)

        await self.app(cookies.with_cookies(scope, {}), receive, kept)
        made = cookies.set_by(start.get("headers", ()))
        claims = cookies.claims_of(made)
        self.door.sessions.end(ticket)
        begun = self.door.sessions.begin(claims, made) if claims else None
        if begun:
            answer: Response = RedirectResponse(own_path(_unquoted(cookies.one_cookie(scope, NEXT))), 303)
            self._set_cookie(answer, self.door.cookie, begun)
            self._heard("sign_in", self.door.sessions.find(begun))
        elif claims:
            account = self.door.access.account_of(claims)
            answer = self._notice(403, "door.refused", "door.other_account", account=account or "—")
            await self._failed(scope, account, "no_rule")
        else:
            answer = self._notice(401, "door.failed")
            await self._failed(scope, "", _error(scope))
        self._set_cookie(answer, NEXT, "", seconds=0)
        # What Authlib kept of the way to the provider has served.
        served = b"_streamlit_session"
        answer.raw_headers += [one for one in start.get("headers", ()) if cookies.is_set_cookie(one, served)]
        await answer(scope, receive, send)

    async def _sign_out(
        self, scope: Scope, receive: Receive, send: Send, ticket: str | None, session: Session | None
    ) -> None:
        if session is None or _header(scope, b"sec-fetch-site") == b"cross-site":
            await RedirectResponse("/", 303)(scope, receive, send)
            return
        self.door.sessions.end(ticket)
        self._heard("sign_out", session)
        gone = Response()
        self._take_ticket(gone)
        await self.app(cookies.with_cookies(scope, session.cookies), receive, _adding(send, _cookies_of(gone)))

    def _notice(
        self, status: int, key: str, button: str = "door.sign_in", to: str = SIGN_IN, **values: object
    ) -> Response:
        return Response(notice(key, to, button, **values), status, media_type="text/html")

    def _set_cookie(self, answer: Response, name: str, value: str, seconds: int | None = None) -> None:
        answer.set_cookie(name, value, max_age=seconds, path="/", httponly=True, samesite="lax")

    def _take_ticket(self, answer: Response) -> None:
        for name in (self.door.cookie, SEAT):
            self._set_cookie(answer, name, "", seconds=0)

    def _heard(self, action: str, session: Session | None) -> None:
        if session:
            task = asyncio.ensure_future(self._told(action, account=session.person.account, role=session.person.role))
            task.add_done_callback(lambda _: None)

    async def _told(self, action: str, **detail: Any) -> None:
        await run_in_threadpool(self.tell, action, **detail)

    # --- what is behind the door --------------------------------------------------------------------------------

    async def _checked(
        self, scope: Scope, receive: Receive, send: Send, session: Session | None, may_upload: bool, may_measure: bool
    ) -> None:
        path = scope["path"]
        if scope["type"] == "websocket":
            await self.app(scope, receive, send)
        elif path.startswith(uploads.PREFIX):
            await self._upload(scope, receive, send, may_upload)
        elif scope["method"] not in READING:
            await Response(status_code=405)(scope, receive, send)
        elif path == METRICS and not may_measure:
            await Response(status_code=403)(scope, receive, send)
        elif session and path.startswith(MEDIA) and path.removeprefix(MEDIA) not in session.files:
            await Response(status_code=404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _upload(self, scope: Scope, receive: Receive, send: Send, may_upload: bool) -> None:
        if not may_upload:
            await Response(status_code=403)(scope, receive, send)
            return
        try:
            if scope["method"] in ("PUT", "POST"):
                most = config.get_option("server.maxUploadSize") * 1024 * 1024
                uploads.check_head(dict(scope["headers"]), most)
                receive = await uploads.check_name(receive)
        except uploads.Refused as problem:
            refusal = Response(status_code=problem.status, headers={"connection": "close"})
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)

    async def _socket(
        self, scope: Scope, receive: Receive, send: Send, ticket: str, session: Session
    ) -> None:
        """An open page: told to sign in the moment its session ends, and remembered what files it was offered."""
        one_at_a_time, over = asyncio.Lock(), asyncio.Event()

        async def sent(message: Message) -> None:
            if message["type"] == "websocket.send" and MEDIA.encode() in (data := message.get("bytes") or b""):
                session.files.update(name.decode() for name in _FILE.findall(data))
            async with one_at_a_time:
                if not over.is_set():
                    await send(message)

        async def still(used: bool = False) -> Session | None:
            try:
                return await self._found(ticket, used)
            except Away:
                return None

        async def received() -> Message:
            message = await receive()
            while message["type"] == "websocket.receive" and _is_none_of_ours(message.get("bytes") or b""):
                message = await receive()
            if message["type"] != "websocket.receive" or await still(_is_activity(message.get("bytes") or b"")):
                return message
            await close()
            return {"type": "websocket.disconnect", "code": 1008}

        async def close() -> None:
            async with one_at_a_time:
                if not over.is_set():
                    over.set()
                    await send({"type": "websocket.send", "bytes": _go_and_sign_in()})
                    await send({"type": "websocket.close", "code": 1008})

        async def watch() -> None:
            while (alive := await still()) is not None:
                await asyncio.sleep(max(0.0, self.door.sessions.next_look(alive)) + 0.05)
            await close()

        accepted = asyncio.Event()

        async def first_accepted(message: Message) -> None:
            await sent(message)
            if message["type"] == "websocket.accept":
                accepted.set()

        watcher = asyncio.create_task(_after(accepted, watch))
        try:
            await self.app(scope, received, first_accepted)
        finally:
            watcher.cancel()


async def _after(event: asyncio.Event, do: Callable[[], Any]) -> None:
    await event.wait()
    await do()


async def answered(scope: Scope, receive: Receive, send: Send, answer: Response) -> None:
    """The answer; to a socket that was not accepted yet a refusal, which a browser sees as 403."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
    else:
        await answer(scope, receive, send)


def wants_page(scope: Scope) -> bool:
    """Whether a browser asks for something to show as a page."""
    return scope["type"] == "http" and scope["method"] == "GET" and b"text/html" in _header(scope, b"accept")


def _adding(send: Send, headers: list[tuple[bytes, bytes]]) -> Send:
    """The same answers with these headers."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *headers]}
        await send(message)

    return sent


def _cookies_of(answer: Response) -> list[tuple[bytes, bytes]]:
    return [one for one in answer.raw_headers if one[0] == b"set-cookie"]


def own_path(wanted: str) -> str:
    """The path to go on to; `/` where it would lead to another site or back to the door."""
    is_plain = wanted.isascii() and wanted.isprintable() and "\\" not in wanted
    parts = urlsplit(wanted) if is_plain and wanted.startswith("/") and not wanted.startswith("//") else None
    if parts is None or parts.scheme or parts.netloc or parts.path in (SIGN_IN, LOGIN, CALLBACK, LOGOUT):
        return "/"
    return wanted


def _unquoted(value: str | None) -> str:
    return parse_qs(f"x={value}").get("x", ["/"])[0] if value else "/"


def _header(scope: Scope, name: bytes) -> bytes:
    return next((value for one, value in scope["headers"] if one == name), b"")


def _error(scope: Scope) -> str:
    """What went wrong at the provider, in its own word (access_denied)."""
    said = parse_qs(scope["query_string"].decode("latin-1")).get("error", [""])[0]
    return "".join(one for one in said if one.isalnum() or one == "_")[:60]


def _is_activity(data: bytes) -> bool:
    """Whether a person did something; pages also report by themselves that they are there."""
    message = _read(data)
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") == "deferred_file"
    return kind == "file_urls_request" or (kind == "rerun_script" and not message.rerun_script.is_auto_rerun)


def _is_none_of_ours(data: bytes) -> bool:
    """Whether the message asks for something that no page of ours has: tools for developers on the server."""
    message = _read(data)
    if message.WhichOneof("type") != "backend_operation_request":
        return False
    return message.backend_operation_request.WhichOneof("payload") not in OPERATIONS


def _read(data: bytes) -> BackMsg:
    """What a browser says; of what is no such message nothing, and Streamlit ends that socket."""
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return BackMsg()
    return message


def _go_and_sign_in() -> bytes:
    """Tells an open page to load itself anew, whereupon it is told to sign in."""
    message = ForwardMsg()
    message.auth_redirect.url = ""
    return message.SerializeToString()
