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
    return _run(socket, message)


def _run(socket: ClientConnection, message: BackMsg) -> list[ForwardMsg]:
    socket.send(message.SerializeToString())
    found = []
    while True:
        one = ForwardMsg()
        one.ParseFromString(socket.recv(PATIENCE))  # type: ignore[arg-type]
        found.append(one)
        if one.WhichOneof("type") == "script_finished" and one.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return found


def press_download(socket: ClientConnection, page: list[ForwardMsg]) -> str:
    """Where the file lies that the first download button of a page makes when it is pressed."""
    button = next(one.delta.new_element.download_button.deferred_file_id for one in page
                  if one.delta.new_element.WhichOneof("type") == "download_button")
    message = BackMsg()
    message.backend_operation_request.session_id = _session_id(page)
    message.backend_operation_request.request_id = "1"
    message.backend_operation_request.deferred_file.file_id = button
    socket.send(message.SerializeToString())
    answer = _until(socket, "backend_operation_response").backend_operation_response
    assert not answer.error_msg, answer.error_msg
    return answer.deferred_file.url


def upload(
    client: httpx.Client, socket: ClientConnection, page: list[ForwardMsg], name: str, content: bytes
) -> list[ForwardMsg]:
    """Choose a file in the page's uploader and press what confirms it; everything the page then sends."""
    session = _session_id(page)
    message = BackMsg()
    message.file_urls_request.request_id, message.file_urls_request.session_id = "1", session
    message.file_urls_request.file_names.append(name)
    socket.send(message.SerializeToString())
    [urls] = _until(socket, "file_urls_response").file_urls_response.file_urls
    client.put(urls.upload_url, files={"file": (name, content)},
               headers={"X-Xsrftoken": client.cookies.get("_streamlit_xsrf") or ""}).raise_for_status()
    message = BackMsg()
    chosen = message.rerun_script.widget_states.widgets.add()
    chosen.id = _ids(page, "file_uploader")[0]
    info = chosen.file_uploader_state_value.uploaded_file_info.add()
    info.file_id, info.name, info.size = urls.file_id, name, len(content)
    info.file_urls.CopyFrom(urls)
    message.rerun_script.page_script_hash = page_hash(page)
    rehearsed = _run(socket, message)
    confirm = message.rerun_script.widget_states.widgets.add()
    confirm.id = next(one for one in _ids(rehearsed, "button") if one.endswith("upload_confirm"))
    confirm.trigger_value = True
    return _run(socket, message)


def page_hash(page: list[ForwardMsg]) -> str:
    """Which page it is that was sent."""
    return next(one.navigation.page_script_hash for one in reversed(page) if one.WhichOneof("type") == "navigation")


def _ids(page: list[ForwardMsg], kind: str) -> list[str]:
    """The names of all elements of a kind."""
    return [getattr(one.delta.new_element, kind).id for one in page if one.delta.new_element.WhichOneof("type") == kind]


def _session_id(page: list[ForwardMsg]) -> str:
    return next(one.new_session.initialize.session_id for one in page if one.WhichOneof("type") == "new_session")


def _until(socket: ClientConnection, kind: str) -> ForwardMsg:
    while True:
        one = ForwardMsg()
        one.ParseFromString(socket.recv(PATIENCE))  # type: ignore[arg-type]
        if one.WhichOneof("type") == kind:
            return one


def page_of(address: str, client: httpx.Client, page: str = "", query: str = "") -> str:
    """All text that a page opened anew sends, as one."""
    with opened(address, client) as socket:
        return "\n".join(str(one) for one in texts(ask(socket, page, query)))


def texts(messages: list[ForwardMsg]) -> list[str]:
    """The messages in words; Chinese readable."""
    from google.protobuf.text_format import MessageToString

    return [MessageToString(one, as_utf8=True) for one in messages]
