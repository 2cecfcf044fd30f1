"""What a browser does over its socket, without a browser: opens pages, makes choices, and keeps what it was sent.

It keeps large elements as a browser does and names them when it asks again, so that it is sent no more than a browser.
"""
from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 300
KEPT_RUNS = 2  # after how many runs a browser forgets an element that no longer came


class Failed(Exception):
    """The page did not come to its end, or showed an error."""


class _Counting(ClientConnection):
    """A socket that counts what comes in, as it came over the wire."""

    received = 0

    def data_received(self, data: bytes) -> None:
        self.received += len(data)
        super().data_received(data)


@dataclass
class Heard:
    """What one run of a page sent: seconds until its end, bytes of its messages and of the wire, bytes by element."""

    seconds: float
    bytes: int = 0
    wire: int = 0
    weights: Counter[str] = field(default_factory=Counter)

    def heaviest(self, most: int = 3) -> str:
        """html 20 KB, plotly_chart 11 KB: what most of the bytes are."""
        return ", ".join(f"{name} {size / 1000:.0f} KB" for name, size in self.weights.most_common(most))


class Visitor:
    """A browser's tab on one server."""

    def __init__(self, socket: _Counting, address: str) -> None:
        self._socket, self._address = socket, address
        self._page, self._query = "", ""
        self._hash = ""  # of the page that is open
        self._kept: dict[str, int] = {}  # elements by the run in which they came last
        self._runs = 0
        self.options: dict[str, list[str]] = {}
        self._ids: dict[str, str] = {}

    async def open(self, page: str, query: str = "") -> Heard:
        """Open a page by its address; `page` is empty for the first."""
        self._page, self._query, self._hash = page, query, ""
        return await self._run(BackMsg())

    async def choose(self, key: str, option: str, query: str | None = None) -> Heard:
        """Choose in one of the selects of the page by what it is called in the program. Raises KeyError.

        The address stays what the page made of it, unless another is given.
        """
        self._query = self._query if query is None else query
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = self._ids[key], option
        return await self._run(message)

    async def again(self, query: str) -> Heard:
        """The same page once more, by another address."""
        self._query = query
        return await self._run(BackMsg())

    async def _run(self, message: BackMsg) -> Heard:
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash = self._query, self._hash
        asked.page_name = "" if self._hash else self._page
        asked.context_info.url = f"{self._address}/{self._page}" + (f"?{self._query}" if self._query else "")
        asked.cached_message_hashes.extend(self._kept)
        began, wire = time.perf_counter(), self._socket.received
        await self._socket.send(message.SerializeToString())
        heard = Heard(0.0)
        while not await self._one(heard):
            pass
        heard.seconds = time.perf_counter() - began
        heard.wire = self._socket.received - wire
        return heard

    async def _one(self, heard: Heard) -> bool:
        """Take one message; whether the page has ended with it."""
        data: Any = await asyncio.wait_for(self._socket.recv(), PATIENCE)
        one = ForwardMsg()
        one.ParseFromString(data)
        kind = one.WhichOneof("type")
        if kind == "delta":
            kind = self._element(one)
        elif kind == "navigation":
            self._hash = one.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = one.page_info_changed.query_string
        elif kind == "ref_hash":
            self._kept[one.ref_hash] = self._runs
        heard.bytes += len(data)
        heard.weights[kind] += len(data)
        return kind == "script_finished" and self._ended(one.script_finished)

    def _element(self, one: ForwardMsg) -> str:
        kind = one.delta.WhichOneof("type")
        if kind != "new_element":
            return kind
        element = one.delta.new_element
        kind = element.WhichOneof("type")
        if one.metadata.cacheable:
            self._kept[one.hash] = self._runs
        if kind == "selectbox":
            key = element.selectbox.id.rpartition("-")[2]
            self._ids[key], self.options[key] = element.selectbox.id, list(element.selectbox.options)
        if kind == "exception":
            raise Failed(element.exception.message)
        return kind

    def _ended(self, how: int) -> bool:
        if how == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return False
        if how != ForwardMsg.FINISHED_SUCCESSFULLY:
            raise Failed(ForwardMsg.ScriptFinishedStatus.Name(how))
        self._runs += 1
        self._kept = {one: run for one, run in self._kept.items() if self._runs - run <= KEPT_RUNS}
        return True


@asynccontextmanager
async def visiting(address: str, seat: httpx.Client | None = None) -> AsyncIterator[Visitor]:
    """A new visitor of the server at `address`, in the browser of somebody who has signed in or of nobody."""
    host, headers, protocols = urlsplit(address).netloc, {}, ["streamlit"]
    if seat is not None:
        headers["Cookie"] = "; ".join(f"{one.name}={one.value}" for one in seat.cookies.jar)
        protocols.append(seat.cookies.get("_streamlit_xsrf") or "")
    async with connect(
        f"ws://{host}/_stcore/stream", origin=address, subprotocols=protocols,  # type: ignore[arg-type]
        additional_headers=headers, create_connection=_Counting, max_size=None, open_timeout=PATIENCE,
        ping_interval=None,
    ) as socket:
        yield Visitor(socket, address)  # type: ignore[arg-type]
