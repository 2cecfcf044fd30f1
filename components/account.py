"""Who is behind this run of a page, as the audit log names them."""

from __future__ import annotations

from components import sign_in
from data.access import Person
from data.audit import Actor


def actor(person: Person | None = None) -> Actor:
    """The person whose session this is; without a sign-in whoever sits at the server itself."""
    one = person or sign_in.person()
    return Actor(one.account, one.role, one.areas[0] if len(one.areas) == 1 else None)
