"""Starts the dashboard: `python -m server [--address A] [--port P]`. The one way, on a desk and in production.

One process does everything. Where that is not enough (docs/readers.md), the same process is told to `--publish FOLDER`
after every change, and any number of others are started beside it with `--reader FOLDER`.
"""
from __future__ import annotations

import os
import secrets
import signal
import stat
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from data.access import AccessError
from data.access import door as doors
from data.access.door import Door
from data.access.rules import LOOPBACK
from data.language import label

ROOT = Path(__file__).parent.parent
WRONG_CALL = 2
WAIT_SECONDS = 0.5
LEAVE_SECONDS = 10  # that a page which is opened ahead may take to its end when the server leaves


def main(
    script: Annotated[Path, typer.Argument(help="the Streamlit script")] = ROOT / "dashboard.py",
    address: Annotated[str, typer.Option(help="where to listen; another than this machine's own needs a sign-in")] =
        "127.0.0.1",
    port: Annotated[int, typer.Option(help="the port to listen on")] = 8501,
    publish: Annotated[Path | None, typer.Option(
        envvar="STREET_SNAPSHOTS", help="publish into this folder after every change, for readers")] = None,
    reader: Annotated[Path | None, typer.Option(help="only read what is published in this folder")] = None,
    ahead: Annotated[bool, typer.Option(
        envvar="STREET_AHEAD", help="open every board after a start and a change, before anybody asks")] = True,
) -> None:
    """Open the dashboard behind its guard, with the rules of access.toml."""
    try:
        door = doors.install()
    except AccessError as problem:
        _stop(problem.said.zh)
    if not door.has_sign_in and address not in LOOPBACK:
        _stop(label("door.needs_provider", file=door.file, address=address).zh)
    _say_how(door)
    run = partial(_run, script.resolve(), address, port, ahead)
    if reader:
        _read(door, reader.resolve(), port, run)
    else:
        guard = _publish(door, publish.resolve()) if publish and door.has_sign_in else _guarded(door)
        run(guard, _secrets(door))


def _stop(said: str) -> Any:
    print(said, file=sys.stderr, flush=True)
    raise SystemExit(WRONG_CALL)


def _say_how(door: Door) -> None:
    provider = door.access.provider
    if provider is None:
        print(label("door.without_sign_in").zh, flush=True)
        return
    print(label("door.with_sign_in", address=provider.address).zh, flush=True)
    if door.file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH) and "STREET_CLIENT_SECRET" not in os.environ:
        print(label("door.readable", file=door.file).zh, file=sys.stderr, flush=True)


def _guarded(door: Door, **more: Any) -> Any:
    from starlette.middleware import Middleware

    from server import settled
    from server.guard import Guard

    settled.settle()
    door.changed = _note_rules
    return Middleware(Guard, door=door, tell=_enter, **more)


def _publish(door: Door, folder: Path) -> Any:
    """The writer with readers beside it; whoever only looks reads what is published here, too."""
    from components import page
    from data import latest
    from data.database import database_path
    from queries.settings import own_file
    from server.desk import Desk
    from server.publisher import Publisher

    settings = file.read_bytes() if (file := own_file()) and file.is_file() else b""
    latest.give(latest.Latest(folder, database_path(), settings))
    Publisher(folder, settings, page.store, lambda store: Desk(door, store.path)).start()
    print(label("door.publishing", folder=folder).zh, flush=True)
    return _guarded(door, seats=True)


def _read(door: Door, folder: Path, port: int, run: Callable[[Any, dict[str, Any] | None], None]) -> None:
    """A server that only reads. Sign-ins, sessions and the audit log are the writer's."""
    if not door.has_sign_in:
        _stop(label("door.readers_need_provider", file=door.file).zh)
    from starlette.middleware import Middleware

    from data import latest, program_log
    from data.access.asked import AskedSessions
    from data.line import Line
    from server.reader_guard import ReaderGuard

    line = Line(folder)
    published = _first_copy(folder, line)
    published.outdated = lambda: os.kill(os.getpid(), signal.SIGTERM)  # whoever started it starts it anew
    latest.give(published)
    program_log.begin(folder / f"reader-{port}.duckdb")
    door.sessions = AskedSessions(door.rules, line.ask)
    print(label("door.reading", folder=folder).zh, flush=True)
    run(Middleware(ReaderGuard, door=door, tell=_enter), None)


def _first_copy(folder: Path, line: Any) -> Any:
    """The newest copy, as soon as there is one; what the office had set when it was made is in force here."""
    from data import latest, publishing
    from data.database import database_path
    from queries.settings import settings

    has_said = False
    while True:
        file = folder / str(publishing.newest(folder)) / publishing.SETTINGS
        try:
            published = latest.Latest(folder, database_path(), file.read_bytes(), line)
            with published.held():
                pass
            os.environ["STREET_SETTINGS"] = str(file)
            settings()
            return published
        except (OSError, latest.NothingPublished):
            if not has_said:
                print(label("door.waiting", folder=folder).zh, file=sys.stderr, flush=True)
            has_said = True
            time.sleep(WAIT_SECONDS)


def _run(script: Path, address: str, port: int, ahead: bool, guard: Any, told: dict[str, Any] | None) -> None:
    import streamlit

    sys.argv = [str(script)]  # Streamlit finds its settings beside the script that was started
    app = streamlit.App(script, secrets=told, middleware=[guard])
    over = threading.Event()
    goes_ahead = threading.Thread(target=_go_ahead, args=(script, over), name="ahead", daemon=True)
    if ahead:
        goes_ahead.start()
    try:
        app.run(config={
            "server.address": address,
            "server.port": port,
            "server.headless": True,
            # These decide who is let in and are not for the environment to change.
            "server.trustedUserHeaders": "{}",
            "server.enableXsrfProtection": True,
            "server.enableCORS": True,
            "server.enableAgentApi": False,
            "server.baseUrlPath": "",
        })
    finally:
        over.set()
        if ahead:  # a thread that is cut off inside of DuckDB takes the process with it
            goes_ahead.join(LEAVE_SECONDS)


def _go_ahead(script: Path, over: threading.Event) -> None:
    """Open the boards before anybody asks. What that takes is imported once visitors can be answered."""
    from streamlit import runtime

    while not runtime.exists():
        if over.wait(WAIT_SECONDS):
            return
    from server.ahead import go_ahead

    go_ahead(script, over)


def _enter(action: str, *, account: str, role: str, **detail: Any) -> None:
    """Write into the audit log what happened at the door. The store is opened first, for its log begins with it."""
    from components import page
    from data import audit

    try:
        audit.record(page.store(), action, account=account, role=role, detail=detail)
    except Exception as problem:  # whoever stands at the door is answered all the same
        print(f"audit: {action} {account}: {problem}", file=sys.stderr, flush=True)


def _note_rules() -> None:
    """Enter in the audit log that access.toml was changed; beside, for the door must not wait for a disk."""
    from components import page
    from data import audit
    from queries import opening

    def noted() -> None:
        try:
            opening.note_settings(page.store(), audit.local_actor())
        except Exception as problem:  # the new rules hold all the same, and are entered at the next start
            print(f"audit: {problem}", file=sys.stderr, flush=True)

    threading.Thread(target=noted, name="rules", daemon=True).start()


def _secrets(door: Door) -> dict[str, Any] | None:
    """What st.login needs. Cookies are signed anew at every start, as every session ends with the server."""
    provider = door.access.provider
    if provider is None:
        return None
    return {
        "auth": {
            "redirect_uri": f"{provider.address}/oauth2callback",
            "cookie_secret": secrets.token_urlsafe(48),
            "client_id": provider.client_id,
            "client_secret": provider.client_secret,
            "server_metadata_url": provider.metadata,
            "client_kwargs": {"scope": provider.scope, "prompt": "select_account"},
        }
    }


if __name__ == "__main__":
    typer.run(main)
