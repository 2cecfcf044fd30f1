"""Who is behind this run of a page, as the audit log names them."""

from __future__ import annotations

from data.audit import Actor

LOCAL, ADMINISTRATOR = "local", "administrator"


def actor() -> Actor:
    """The person at the server itself: without a sign-in the dashboard serves its own machine only."""
    return Actor(LOCAL, ADMINISTRATOR)
