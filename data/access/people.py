"""A person who is signed in: the account, the role, and the areas whose numbers and rows are theirs to see."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Right = Literal["see", "export", "report", "upload", "administer"]
RIGHTS: tuple[Right, ...] = get_args(Right)
# see: pages; export: take rows and tables away; report: decks and briefs, their words and editions;
# upload: load files, and undo what one loaded oneself; administer: everything, settings and other people's batches.
ROLES: dict[str, frozenset[Right]] = {
    "viewer": frozenset({"see"}),
    "presenter": frozenset({"see", "export", "report"}),
    "clerk": frozenset({"see", "export", "upload"}),
    "administrator": frozenset(RIGHTS),
}
LOCAL = "local"


@dataclass(frozen=True)
class Person:
    """Who is asking. `areas` are codes; what lies in one of them is in scope, and without any code everything is."""

    account: str
    name: str
    role: str
    areas: tuple[str, ...] = ()

    def may(self, right: Right) -> bool:
        return right in ROLES[self.role]

    def sees(self, area_code: str) -> bool:
        """Whether the numbers and rows of an area are in scope."""
        return not self.areas or any(area_code.startswith(one) for one in self.areas)

    @property
    def sees_all(self) -> bool:
        return not self.areas

    @property
    def only_looks(self) -> bool:
        """Whether nothing that this person may do changes the store, so that a published copy of it is enough."""
        return ROLES[self.role] <= {"see", "export"}

    @property
    def is_local(self) -> bool:
        """Whether this is whoever sits at the server itself, where no sign-in is configured."""
        return self.account == LOCAL


def local_administrator() -> Person:
    """Who uses the dashboard where no provider is configured: the server then answers its own machine only."""
    return Person(LOCAL, LOCAL, "administrator")
