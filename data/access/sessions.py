"""The open sessions of one server, kept in its memory: a restart ends them all.

A browser holds nothing but a random ticket. What the provider said stays here, so there is nothing to forge, and a
ticket that was given up cannot be used again.
"""
from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from data.access.people import Person
from data.access.rules import Access

LOOK_SECONDS = 5.0  # how soon an open page learns that its session has ended, whichever server it is on
MOST = 5_000  # sessions at once; the ones longest unused go first


@dataclass
class Session:
    """One signed-in browser: what the provider said, and when it was last used (seconds of the monotonic clock)."""

    person: Person
    claims: Mapping[str, Any]
    cookies: Mapping[str, str]
    expires_at: float  # seconds since 1970; as the token says
    opened: float
    used: float
    files: set[str] = field(default_factory=set)  # what was offered to this browser for download


class Sessions:
    """All of them, by ticket. `rules` is asked anew at every look, so that who lost the right is out at once."""

    is_cut_off = False  # where they are asked of another process: whether that cannot be reached (asked.py)

    def __init__(
        self,
        rules: Callable[[], Access],
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rules, self._clock, self._steady = rules, clock, steady
        self._open: dict[str, Session] = {}
        self._lock = threading.Lock()

    def begin(self, claims: Mapping[str, Any], cookies: Mapping[str, str]) -> str | None:
        """The ticket of a new session; None where no rule lets the account in or its token has run out."""
        access = self._rules()
        person, now = access.person(claims), self._steady()
        if person is None or access.provider is None:
            return None
        until = _number(claims.get("exp")) or self._clock() + access.provider.longest_hours * 3600
        if until <= self._clock():
            return None
        ticket = secrets.token_urlsafe(32)
        with self._lock:
            while len(self._open) >= MOST:
                del self._open[min(self._open, key=lambda one: self._open[one].used)]
            self._open[hashed(ticket)] = Session(person, claims, cookies, until, now, now)
        return ticket

    def find(self, ticket: str | None, *, used: bool = False) -> Session | None:
        """The session of a ticket while it lasts; None when it is unknown, expired, idle for too long or shut out.

        `used` tells that a person did something, which keeps it from becoming idle.
        """
        if not ticket:
            return None
        key = hashed(ticket)
        with self._lock:
            one = self._open.get(key)
            if one is None:
                return None
            person = self._still(one)
            if person is None:
                del self._open[key]
                return None
            one.person = person
            if used:
                one.used = self._steady()
            return one

    def end(self, ticket: str | None) -> Session | None:
        """Close a session; gives back what it was."""
        with self._lock:
            return self._open.pop(hashed(ticket), None) if ticket else None

    def seconds_left(self, one: Session) -> float:
        """How long it lasts if nobody does anything."""
        provider = self._rules().provider
        if provider is None:
            return 0.0
        now = self._steady()
        return min(
            one.expires_at - self._clock(),
            one.used + provider.idle_minutes * 60 - now,
            one.opened + provider.longest_hours * 3600 - now,
        )

    def next_look(self, one: Session) -> float:
        """In how many seconds an open page has to ask again whether it may stay."""
        return min(self.seconds_left(one), LOOK_SECONDS)

    def _still(self, one: Session) -> Person | None:
        return self._rules().person(one.claims) if self.seconds_left(one) > 0 else None


def hashed(ticket: str) -> str:
    """Tickets are looked up by their hash, which tells nothing about how nearly right a guess was."""
    return hashlib.sha256(ticket.encode("utf-8", "replace")).hexdigest()


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
