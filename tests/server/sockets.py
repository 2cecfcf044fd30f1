"""What a browser's page does over its socket, without a browser: open a page and read everything it is sent."""
from __future__ import annotations

from urllib.parse import urlsplit

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

PATIENCE = 60


class Turned(Exception):
    """The server did not open the socket; `status` is what it answered."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def opened(
    address: str, client: httpx.Client, session: str = "", headers: dict[str, str] | None = None
) -> ClientConnection:
    """The socket of that browser; raises Turned."""
    client.get("/_stcore/health")
    xsrf = client.cookies.get("_streamlit_xsrf") or ""
    cookies = "; ".join(f"{one.name}={one.value}" for one in client.cookies.jar)
    protocols = ["streamlit", xsrf, *([session] if session else [])]
    host = urlsplit(address).netloc
    try:
        return connect(
            f"ws://{host}/_stcore/stream", origin=address, max_size=None, open_timeout=PATIENCE,  # type: ignore[arg-type]
            subprotocols=protocols, additional_headers={"Cookie": cookies, **(headers or {})},  # type: ignore[arg-type]
        )
    except InvalidStatus as problem:
        raise Turned(problem.response.status_code) from None


def ask(socket: ClientConnection, page: str = "", query: str = "") -> list[ForwardMsg]:
    """Everything the page sends until its script has ended."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    socket.send(message.SerializeToString())
    found = []
    while True:
        one = ForwardMsg()
        one.ParseFromString(socket.recv(PATIENCE))  # type: ignore[arg-type]
        found.append(one)
        if one.WhichOneof("type") == "script_finished" and one.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return found


def page_of(address: str, client: httpx.Client, page: str = "", query: str = "") -> str:
    """All text that a page opened anew sends, as one."""
    with opened(address, client) as socket:
        return "\n".join(str(one) for one in texts(ask(socket, page, query)))


def texts(messages: list[ForwardMsg]) -> list[str]:
    """The messages in words; Chinese readable."""
    from google.protobuf.text_format import MessageToString

    return [MessageToString(one, as_utf8=True) for one in messages]
