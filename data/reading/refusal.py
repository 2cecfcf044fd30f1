"""How code inside the child says no. The parent turns the code into a Label (texts: `unreadable.<code>`)."""

from __future__ import annotations


class Refusal(Exception):
    """`code` names a text of the section `unreadable`; `values` are filled into it."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
