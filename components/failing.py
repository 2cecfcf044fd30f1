"""What a page says when the disk, the memory or the database file fails."""

from __future__ import annotations

from components.language import lang
from components.view import View
from data import faults


def reason(view: View, problem: Exception) -> str:
    """What happened and what to do; whatever is no fault of the machine goes on as it is."""
    said = faults.said_of(problem, view.database.path)
    if said is None:
        raise problem
    return said.text(lang())
