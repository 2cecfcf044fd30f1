"""Starts the dashboard, or a test app, as its users' server would run it, and ends it again."""
from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds until a server must answer


@contextlib.contextmanager
def serving(
    script: Path, database: Path | str | None = None, access: Path | None = None, port: int | None = None
) -> Iterator[str]:
    """The URL of a server running `script` on a loopback port; raises RuntimeError with its output.

    `database` becomes STREET_DATABASE, `access` the file of rules; without one nobody needs to sign in. A script from
    elsewhere is given the project's static files.
    """
    with started(script, environment(database, access), port) as (url, _):
        yield url


@contextlib.contextmanager
def started(
    script: Path, told: dict[str, str], port: int | None = None, program: str = "server", options: Sequence[str] = ()
) -> Iterator[tuple[str, int]]:
    """The same with the number of the server's process; `program` is the module that is started with `options`."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        if script.parent != ROOT:
            shutil.copytree(ROOT / "static", Path(folder) / "static")
            script = Path(shutil.copy(script, folder))
        port = port or free_port()
        with log.open("wb") as output:
            server = subprocess.Popen([*_command(program, script, port), *options], cwd=ROOT,
                                      env={**os.environ, **told}, stdout=output, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, server, log)
            yield url, server.pid
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            if "Traceback" in (said := log.read_text("utf-8", "replace")):
                print(said)  # shown by pytest when the test fails


def _command(program: str, script: Path, port: int) -> list[str]:
    return [sys.executable, "-m", program, str(script), "--port", str(port)]


def environment(database: Path | str | None, access: Path | None = None, *, ahead: bool = False) -> dict[str, str]:
    """What a server is told about the store and the rules. Unless it shall open pages `ahead`, what a test measures or
    counts is the test's own.
    """
    given = {"PYTHONPATH": str(ROOT), "STREET_ACCESS": str(access or ROOT / "tests" / "no_access.toml"),
             "STREET_AHEAD": str(int(ahead))}
    return given | ({"STREET_DATABASE": str(database)} if database else {})


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health"):
            return
        time.sleep(0.2)
    raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8', 'replace')}")
