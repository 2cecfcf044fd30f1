"""Starts the dashboard: `python -m server [--address A] [--port P]`. The one way, on a desk and in production."""
from __future__ import annotations

import os
import secrets
import stat
import sys
import threading
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


def main(
    script: Annotated[Path, typer.Argument(help="the Streamlit script")] = ROOT / "dashboard.py",
    address: Annotated[str, typer.Option(help="where to listen; another than this machine's own needs a sign-in")] =
        "127.0.0.1",
    port: Annotated[int, typer.Option(help="the port to listen on")] = 8501,
) -> None:
    """Open the dashboard behind its guard, with the rules of access.toml."""
    try:
        door = doors.install()
    except AccessError as problem:
        _stop(problem.said.zh)
    if not door.has_sign_in and address not in LOOPBACK:
        _stop(label("door.needs_provider", file=door.file, address=address).zh)
    _say_how(door)
    _run(door, script.resolve(), address, port)


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


def _run(door: Door, script: Path, address: str, port: int) -> None:
    import streamlit
    from starlette.middleware import Middleware

    from server import settled
    from server.guard import Guard

    settled.settle()
    door.changed = _note_rules
    sys.argv = [str(script)]  # Streamlit finds its settings beside the script that was started
    app = streamlit.App(script, secrets=_secrets(door), middleware=[Middleware(Guard, door=door, tell=_enter)])
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
