"""nginx as it stands in front of the dashboard: the site that is shipped, on ports of the test's own."""
from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def site(file: Path, marks: Mapping[str, str], port: int, free: int) -> str:
    """The shipped site listening on `port` with TLS and on `free` without."""
    text = file.read_text("utf-8")
    for mark, value in marks.items():
        text = text.replace(mark, value)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{free};")
    return text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;")


def without_tls(text: str) -> str:
    """The same site for clients that speak plain HTTP, telling by a header who answered."""
    text = re.sub(r"^ *(ssl_|add_header Strict).*\n", "", text, flags=re.MULTILINE)
    text = text.replace(" ssl;", ";").replace("X-Forwarded-Proto https", "X-Forwarded-Proto http")
    return text.replace("server_tokens off;", "server_tokens off; add_header X-Answered $upstream_addr always;")


def installed() -> str | None:
    """Where nginx is, if it is anywhere."""
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")


@contextlib.contextmanager
def nginx(folder: Path, text: str, port: int) -> Iterator[None]:
    """nginx with that site, everything it writes in `folder`; skips where it is not installed."""
    program = installed()
    if not program:
        pytest.skip("nginx is not installed here")
    kept = "".join(f"{one}_temp_path {folder}/{one};\n" for one in KINDS)
    whole = folder / "nginx.conf"
    whole.write_text(f"pid {folder}/nginx.pid; error_log {folder}/error.log;\nevents {{}}\n"
                     f"http {{ access_log off;\n{kept}{text}\n}}\n", "utf-8")
    front = subprocess.Popen([program, "-c", whole, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield
    finally:
        front.terminate()
        front.wait(10)


def wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            assert time.monotonic() < until, "nginx did not start"
            time.sleep(0.1)
