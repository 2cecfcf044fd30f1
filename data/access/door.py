"""How this process is entered: set once by the server that guards it, asked by every page."""
from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from data.access.rules import Access, AccessError, access_path, read
from data.access.sessions import Sessions

TICKET = "street_ticket"  # the cookie; behind TLS with the prefix that ties it to this host
SECURE_TICKET = f"__Host-{TICKET}"


@dataclass
class Door:
    """The rules in force and the sessions they opened. The file of rules is read again when it has changed."""

    file: Path
    access: Access
    sessions: Sessions = field(init=False)
    problem: AccessError | None = None
    changed: Callable[[], None] = lambda: None  # hears of every change of the rules; must not take long
    _seen: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        self.sessions = Sessions(self.rules)
        self._seen = _mark(self.file)

    def rules(self) -> Access:
        """The people as the file has them now; the provider as it was at the start.

        A file that became wrong changes nothing until it is right again: `problem` then says why.
        """
        if (mark := _mark(self.file)) != self._seen:
            self._seen = mark
            try:
                self.access = Access(self.access.provider, read(self.file).rules)
                self.problem = None
                self.changed()
            except (AccessError, OSError) as problem:
                self.problem = problem if isinstance(problem, AccessError) else None
                print(problem, file=sys.stderr, flush=True)
        return self.access

    @property
    def has_sign_in(self) -> bool:
        return self.access.provider is not None

    @property
    def cookie(self) -> str:
        """The name of the ticket's cookie."""
        return SECURE_TICKET if self.access.provider and self.access.provider.is_secure else TICKET


_door: Door | None = None


def install(file: Path | None = None) -> Door:
    """Make this process answer by the rules of that file; raises AccessError when they are wrong."""
    global _door
    where = file or access_path()
    _door = Door(where, read(where))
    return _door


def door() -> Door | None:
    """The door of this process; None where nothing guards it."""
    return _door


def _mark(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
