"""What the writer answers its readers: whose ticket it is, and that something was entered in the audit log."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from data import audit
from data.access.door import Door
from data.audit import Actor


class Desk:
    """Answers for the sessions of one door and the log of one store. Called by any thread."""

    def __init__(self, door: Door, store: str) -> None:
        self._door, self._store = door, store

    def __call__(self, asked: dict[str, Any]) -> dict[str, Any]:
        """The answer; raises KeyError of what is no question, OSError where the log cannot be written."""
        kinds: dict[str, Callable[..., dict[str, Any]]] = {"session": self._session, "record": self._record}
        return kinds[asked.pop("ask")](**asked)

    def _session(self, ticket: str, used: bool) -> dict[str, Any]:
        found = self._door.sessions.find(ticket, used=used)
        if found is None:
            return {"person": None}
        return {"person": asdict(found.person), "seconds_left": self._door.sessions.seconds_left(found)}

    def _record(
        self, action: str, account: str, role: str, area_code: str | None, detail: dict[str, Any]
    ) -> dict[str, Any]:
        audit.record_at(self._store, action, Actor(account, role, area_code), detail)
        return {}
