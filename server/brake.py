"""A brake on guessing: how often a client address failed at the door lately, in bounded memory.

Whoever holds a session is never slowed down. Attempts count for ten minutes. A ticket that is not known counts once
however often it is sent, for browsers with a session that has ended send theirs with every request.
"""
from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from itertools import count

from starlette.types import Scope

from data.access.rules import LOOPBACK

WINDOW_SECONDS = 600.0
MOST = 50_000  # attempts remembered at once, of all addresses together; the oldest go first
TICKETS = 10  # unknown tickets weigh as one failed sign-in: after a restart a whole office behind one address has some


class Brake:
    """Failed attempts by client address. `limit` of them within the window are too many."""

    def __init__(self, limit: int, most: int = MOST, steady: Callable[[], float] = time.monotonic) -> None:
        self.limit, self._most, self._steady = limit, most, steady
        self._marks: OrderedDict[tuple[str, str | int], float] = OrderedDict()
        self._times: dict[str, deque[float]] = {}
        self._numbers = count()

    def failed(self, address: str, mark: str | None = None) -> bool:
        """Note an attempt, the same `mark` once; whether this was the one too many."""
        self._forget()
        key = (address, next(self._numbers) if mark is None else mark)
        if key in self._marks:
            return False
        times = self._times.setdefault(address, deque())
        self._marks[key] = self._steady()
        times.append(self._marks[key])
        while len(self._marks) > self._most:
            self._drop()
        return len(times) == self.limit

    def seconds_left(self, address: str) -> float:
        """How long this address has to wait; 0 where it need not."""
        self._forget()
        times = self._times.get(address, ())
        return times[-self.limit] + WINDOW_SECONDS - self._steady() if len(times) >= self.limit else 0.0

    def __len__(self) -> int:
        return len(self._marks)

    def _forget(self) -> None:
        over = self._steady() - WINDOW_SECONDS
        while self._marks and next(iter(self._marks.values())) <= over:
            self._drop()

    def _drop(self) -> None:
        """The oldest attempt, which is the oldest of its address, too."""
        (address, _), _ = self._marks.popitem(last=False)
        times = self._times[address]
        times.popleft()
        if not times:
            del self._times[address]


def client_address(scope: Scope) -> str:
    """Where a request comes from: the peer, or what the proxy on this machine says of it (deploy/nginx.conf).

    Only the last address of X-Forwarded-For is the proxy's own word. Of IPv6 the network counts (/64), for whoever has
    one address there has all of them.
    """
    peer = (scope.get("client") or ("",))[0]
    if peer in LOOPBACK:
        said = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
        peer = said[-1].decode("latin-1").rpartition(",")[2].strip() if said else peer
    try:
        found = ipaddress.ip_address(peer)
    except ValueError:
        return peer[:60]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False)) if not found.is_loopback else str(found)
    return str(found)
