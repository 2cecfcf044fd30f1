"""Where somebody sits: a plain cookie beside the ticket, by which nginx chooses a reader or the writer.

It is a hint and nothing else. Whoever changes it is asked for the same ticket at the other server: the writer serves
everybody, and a reader sends whom it cannot serve back to the writer.
"""
from __future__ import annotations

import re
import secrets

from data.access import Person

SEAT = "street_seat"
WRITER = "writer"
_READER = re.compile(r"reader-[0-9a-f]{8}")  # the number spreads people over the readers, always to the same one


def seat_of(person: Person) -> str:
    """A seat for that person."""
    return f"reader-{secrets.token_hex(4)}" if person.only_looks else WRITER


def suits(seat: str | None, person: Person) -> bool:
    """Whether the person may keep that seat."""
    return bool(_READER.fullmatch(seat or "")) if person.only_looks else seat == WRITER
