"""The guard of a server that only reads: the same checks, with the writer's word on whose ticket it is.

Nobody signs in or out here. Whom this server cannot serve, because the ticket is unknown or its owner may do more than
look, is sent to the writer by taking the seat away (server/seats.py), which then says why.
"""
from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.types import Message, Receive, Scope, Send

from data.access import Session
from data.line import Away
from server import cookies
from server.guard import DOOR, Guard, answered, own_path, wants_page
from server.seats import SEAT


class ReaderGuard(Guard):
    """Its door's sessions are asked of the writer (data/access/asked.py)."""

    async def _signed_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] in DOOR:
            await answered(scope, receive, send, Response(status_code=404))
            return
        began = False

        async def sent(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            await super()._signed_in(scope, receive, sent)
        except Away:
            if not began:
                answer = self._notice(503, "door.away", "door.again", own_path(scope["path"]))
                await answered(scope, receive, send, answer)

    async def _found(self, ticket: str | None, used: bool = False) -> Session | None:
        one = await run_in_threadpool(self.door.sessions.find, ticket, used=used)
        return one if one and one.person.only_looks else None

    async def _turned_away(self, scope: Scope, receive: Receive, send: Send, had_ticket: bool) -> None:
        """Without the cookie nginx leads to the writer; whoever came without it is not led round in circles."""
        if not wants_page(scope) or cookies.one_cookie(scope, SEAT) is None:
            await answered(scope, receive, send, Response(status_code=401))
            return
        query = scope["query_string"].decode("latin-1")
        answer = RedirectResponse(own_path(scope["path"]) + (f"?{query}" if query else ""), 303)
        self._set_cookie(answer, SEAT, "", seconds=0)
        await answer(scope, receive, send)
