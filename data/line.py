"""The line between the servers of one store: readers ask, the one writer answers. It never leaves the machine.

A socket file in the folder of the published copies, which only the server's own user can open: no browser and no proxy
reaches it, there is no port to find and no secret to keep. One question, one answer, each a JSON object on a line.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAME = "writer.socket"
PATIENCE = 3.0  # seconds until a writer that does not answer counts as away
MOST_BYTES = 1 << 20
Answer = Callable[[dict[str, Any]], dict[str, Any]]
_log = logging.getLogger("street.line")


class Away(OSError):
    """The writer cannot be reached, or did not answer in time."""


class Line:
    """A reader's end of the line to the writer that publishes into `folder`."""

    def __init__(self, folder: Path, patience: float = PATIENCE) -> None:
        self._folder, self._patience = folder, patience

    def ask(self, what: str, **values: Any) -> dict[str, Any]:
        """The writer's answer. Raises Away, and OSError where the writer tried and failed."""
        try:
            answer = self._answer(json.dumps({"ask": what, **values}, ensure_ascii=False).encode() + b"\n")
        except (OSError, ValueError) as problem:
            raise Away(str(problem)) from problem
        if failed := answer.get("failed"):
            raise OSError(answer.get("errno") or 0, failed)
        return answer

    def _answer(self, question: bytes) -> dict[str, Any]:
        with _short(self._folder) as name, socket.socket(socket.AF_UNIX) as line:
            line.settimeout(self._patience)
            line.connect(name)
            line.sendall(question)
            with line.makefile("rb") as answers:
                said = answers.readline(MOST_BYTES)
        found = json.loads(said)
        if not isinstance(found, dict):
            raise ValueError("no answer")
        return found


class _Listening(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    request_queue_size = 256
    answer: Answer

    def handle_error(self, request: Any, client_address: Any) -> None:
        _log.warning("a reader hung up", exc_info=True)


class _Question(socketserver.StreamRequestHandler):
    timeout = PATIENCE

    def handle(self) -> None:
        question = json.loads(self.rfile.readline(MOST_BYTES))
        listening: Any = self.server
        try:
            answer = listening.answer(question)
        except Exception as problem:  # it is told to whoever asked
            _log.exception("a reader's question %s failed", question.get("ask"))
            answer = {"failed": str(problem) or type(problem).__name__, "errno": getattr(problem, "errno", None)}
        self.wfile.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")


def listen(folder: Path, answer: Answer) -> Callable[[], None]:
    """Answer readers from now on, in threads of its own; returns what ends it.

    A socket that is left of an earlier writer is replaced: only the process that has the store open may listen.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    (folder / NAME).unlink(missing_ok=True)
    with _short(folder) as name:
        listening = _Listening(name, _Question)
    (folder / NAME).chmod(0o600)
    listening.answer = answer
    threading.Thread(target=listening.serve_forever, args=(0.1,), name="line", daemon=True).start()

    def end() -> None:
        listening.shutdown()
        listening.server_close()
        (folder / NAME).unlink(missing_ok=True)

    return end


@contextmanager
def _short(folder: Path) -> Iterator[str]:
    """The socket by a name that is always short enough: the system takes no more than 107 bytes."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{handle}/{NAME}"
    finally:
        os.close(handle)
