"""The sessions as a server knows them that only reads: asked of the writer, which opened them and ends them."""
from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from data.access.people import Person
from data.access.rules import Access
from data.access.sessions import LOOK_SECONDS, MOST, Session, Sessions, hashed
from data.line import Away

# How long people go on looking while the writer is away: longer than it takes to start anew, and not so long that
# somebody who lost the right in the meantime could use it for much.
CUT_OFF_SECONDS = 120.0


@dataclass
class Borrowed(Session):
    """A session of the writer's. Times are seconds of the monotonic clock here: its end, the last answer, the last try;
    `acted` tells of use that the writer does not know of yet."""

    until: float = 0.0
    answered: float = 0.0
    tried: float = 0.0
    acted: bool = False


class AskedSessions(Sessions):
    """Answers are remembered for LOOK_SECONDS, and for CUT_OFF_SECONDS while the writer cannot be asked.

    `ask` is a line's (data/line.py).
    """

    def __init__(
        self, rules: Callable[[], Access], ask: Callable[..., dict[str, Any]],
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rules, self._ask, self._steady = rules, ask, steady
        self._known: OrderedDict[str, Borrowed] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, ticket: str | None, *, used: bool = False) -> Session | None:
        """As the writer would say it. Raises Away where it cannot be asked and has not been for too long."""
        if not ticket:
            return None
        key, now = hashed(ticket), self._steady()
        with self._lock:
            known = self._known.get(key)
            if known:
                known.acted |= used
                if self._is_fresh(known, now):
                    return known
                used, known.acted, known.tried = known.acted, False, now
        try:
            said = self._ask("session", ticket=ticket, used=used)
        except Away:
            return self._remembered(known, used, now)
        self.is_cut_off = False
        return self._noted(key, said, known, now)

    def seconds_left(self, one: Session) -> float:
        """How long it lasts if nobody does anything."""
        return one.until - self._steady() if isinstance(one, Borrowed) else 0.0

    def next_look(self, one: Session) -> float:
        """When what was remembered no longer counts, so that a page is told as soon as on the writer."""
        tried = one.tried if isinstance(one, Borrowed) else 0.0
        return min(self.seconds_left(one), tried + LOOK_SECONDS - self._steady())

    def begin(self, claims: Any, cookies: Any) -> str | None:
        """None: sessions begin at the writer."""
        return None

    def end(self, ticket: str | None) -> Session | None:
        """None: sessions end at the writer."""
        return None

    def _is_fresh(self, one: Borrowed, now: float) -> bool:
        """Use just before the end is told at once, or the session would end at the writer under a person's hands."""
        is_known = now < one.until and now - one.answered <= CUT_OFF_SECONDS
        is_ending = one.until - now < 2 * LOOK_SECONDS
        return is_known and now - one.tried < LOOK_SECONDS and not (one.acted and is_ending)

    def _remembered(self, known: Borrowed | None, used: bool, now: float) -> Session | None:
        self.is_cut_off = True
        if known is None or now - known.answered > CUT_OFF_SECONDS:
            raise Away("sessions")
        known.acted |= used
        return known if now < known.until else None

    def _noted(self, key: str, said: dict[str, Any], known: Borrowed | None, now: float) -> Session | None:
        with self._lock:
            if said.get("person") is None:
                self._known.pop(key, None)
                return None
            person = Person(**said["person"] | {"areas": tuple(said["person"]["areas"])})
            one = known or Borrowed(person, {}, {}, 0.0, now, now)
            one.person, one.until = person, now + said["seconds_left"]
            one.answered = one.tried = now
            self._known[key] = one
            self._known.move_to_end(key)
            while len(self._known) > MOST:
                self._known.popitem(last=False)
            return one
