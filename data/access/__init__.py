"""Who may see and do what: the rules of access.toml, the person they make of an account, and the open sessions."""
from data.access.people import RIGHTS, ROLES, Person, local_administrator
from data.access.rules import Access, AccessError, Provider, access_path, read
from data.access.sessions import Session, Sessions

__all__ = [
    "RIGHTS", "ROLES", "Access", "AccessError", "Person", "Provider", "Session", "Sessions", "access_path",
    "local_administrator", "read",
]
