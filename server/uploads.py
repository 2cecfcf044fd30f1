"""What may be uploaded: told from the head of a request, before its body is read."""
from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from starlette.types import Message, Receive

from data.endings import TABLES_AND_BOUNDARIES

PREFIX = "/_stcore/upload_file/"
FRAME = 1024 * 1024  # bytes of boundaries and headings beside the file itself
MOST_OF_A_HEAD = 16 * 1024
TEMPLATES = frozenset({"pptx", "docx"})
ALLOWED = frozenset(TABLES_AND_BOUNDARIES) | TEMPLATES
_NAME = re.compile(rb'filename="((?:[^"\\\r\n]|\\.)*)"')
_END_OF_HEAD = b"\r\n\r\n"


class Refused(Exception):
    """An upload that is not taken: the status to answer with."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def check_head(headers: dict[bytes, bytes], most_bytes: int) -> None:
    """Type and length as the request's own head tells them; raises Refused."""
    if not headers.get(b"content-type", b"").lower().startswith(b"multipart/form-data"):
        raise Refused(415)
    length = headers.get(b"content-length", b"")
    if not length.isdigit():
        raise Refused(411)
    if int(length) > most_bytes + FRAME:
        raise Refused(413)


async def check_name(receive: Receive) -> Receive:
    """Reads no further than the head of the first part and gives back a `receive` that begins anew.

    Raises Refused where the file's ending is none that can be imported.
    """
    taken: list[Message] = []
    head = b""
    while _END_OF_HEAD not in head and len(head) < MOST_OF_A_HEAD:
        message = await receive()
        taken.append(message)
        if message["type"] != "http.request":
            break
        head += message.get("body", b"")
        if not message.get("more_body"):
            break
    found = _NAME.search(head.partition(_END_OF_HEAD)[0])
    if found is None or ending(found[1]) not in ALLOWED:
        raise Refused(415)
    waiting = iter(taken)

    async def again() -> Any:
        return next(waiting, None) or await receive()

    return again


def ending(name: bytes) -> str:
    """xlsx of 台账.XLSX."""
    return PurePosixPath(name.decode("utf-8", "replace")).suffix.lower().removeprefix(".")
