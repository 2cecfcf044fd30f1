"""access.toml: the provider that people sign in at, and which role and areas an account or a claim gives.

The file lies beside the store, or where $STREET_ACCESS says. Without it, or without `[provider]` in it, nobody can
sign in and the dashboard serves its own machine only. Every mistake is told with file and line.
"""
from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from data.access.people import ROLES, Person
from data.database import database_path
from data.language import Label, label

FILE_NAME = "access.toml"
EVERYWHERE = "all"
AREA_CODE = re.compile(r"\d{6}(\d{3}){0,3}")
LOOPBACK = ("localhost", "127.0.0.1", "::1")
USUAL_ACCOUNT = ("preferred_username", "email", "sub")
PROVIDER_KEYS = {
    "metadata": str, "client_id": str, "client_secret": str, "address": str, "scope": str, "account": str,
    "idle_minutes": int, "longest_hours": int, "attempts": int,
}
MOST = 10_000  # minutes or hours of a session, or attempts to begin one
NEEDED = ("metadata", "client_id", "address")
PEOPLE_KEYS = ("account", "claim", "value", "role", "areas", "areas_claim")


class AccessError(Exception):
    """access.toml is wrong; the message names file, line and what to do. `said` has it in both languages."""

    def __init__(self, file: Path, line: int, reason: Label) -> None:
        self.said = label("access.in_file", file=file.name, line=line, reason=reason)
        super().__init__(self.said.zh)


@dataclass(frozen=True)
class Provider:
    """Where people sign in (an OpenID provider), and how long a session may last.

    `address` is how people's browsers reach the dashboard; `account` the claim that names the account; `attempts` how
    many sign-ins may fail from one client address within ten minutes.
    """

    metadata: str
    client_id: str
    client_secret: str
    address: str
    scope: str = "openid profile email"
    account: str = ""
    idle_minutes: int = 30
    longest_hours: int = 10
    attempts: int = 30

    @property
    def is_secure(self) -> bool:
        """Whether browsers come by TLS, so that cookies may be kept to it."""
        return self.address.startswith("https://")


@dataclass(frozen=True)
class _Rule:
    role: str
    accounts: tuple[str, ...] = ()
    claim: str = ""
    values: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    areas_claim: str = ""

    def fits(self, account: str, claims: Mapping[str, Any]) -> bool:
        if self.accounts:
            return account in self.accounts
        return not set(self.values).isdisjoint(_texts(claims.get(self.claim)))

    def told(self) -> str:
        """The rule on one line: role, whom it fits, areas."""
        whom = ", ".join(self.accounts) or f"{self.claim} = {', '.join(self.values)}"
        return f"{self.role}: {whom}; {self.areas_claim or ', '.join(self.areas) or EVERYWHERE}"


@dataclass(frozen=True)
class Access:
    """What access.toml says. `provider` is None where nobody can sign in."""

    provider: Provider | None = None
    rules: tuple[_Rule, ...] = field(default=())

    def account_of(self, claims: Mapping[str, Any]) -> str:
        """The account that the provider vouches for; empty when it names none."""
        named = self.provider.account if self.provider else ""
        names: tuple[str, ...] = (named,) if named else USUAL_ACCOUNT
        if not named and claims.get("email_verified") is False:
            names = tuple(one for one in names if one != "email")
        return next((str(claims[one]) for one in names if claims.get(one)), "")

    def person(self, claims: Mapping[str, Any]) -> Person | None:
        """The person by the first rule that fits; None when none does, or it gives no area."""
        account = self.account_of(claims)
        if not account:
            return None
        rule = next((one for one in self.rules if one.fits(account, claims)), None)
        if rule is None:
            return None
        areas = rule.areas
        if rule.areas_claim:
            areas = tuple(one for one in _texts(claims.get(rule.areas_claim)) if AREA_CODE.fullmatch(one))
            if not areas:
                return None
        return Person(account, str(claims.get("name") or account), rule.role, areas)

    def scopes(self, only_look: bool | None = None) -> list[tuple[str, ...]]:
        """The areas that the rules give to somebody, each once, () for all areas; perhaps only to those who only look,
        or to the others. Those that a claim names come at a sign-in only.
        """
        if self.provider is None:
            return [()]
        people = [Person("", "", one.role, one.areas) for one in self.rules if not one.areas_claim]
        return list(dict.fromkeys(one.areas for one in people if only_look in (None, one.only_looks)))

    def told(self) -> dict[str, str]:
        """What the audit log tells of it: the provider without its secret, each rule, and a hash of their order."""
        if self.provider is None and not self.rules:
            return {}
        lines = [one.told() for one in self.rules]
        found = {f"access.{key}": str(value) for key, value in vars(self.provider).items() if key != "client_secret"} \
            if self.provider else {}
        order = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        return found | {"access.order": order} | {f"access.people {line}": "1" for line in lines}


def access_path(store: Path | None = None) -> Path:
    """Where the rules lie: $STREET_ACCESS, else access.toml beside the store (the usual one if none is named)."""
    named = os.environ.get("STREET_ACCESS")
    return Path(named) if named else (store or database_path()).with_name(FILE_NAME)


def read(path: Path | None = None) -> Access:
    """The rules in force; without a file nobody can sign in. Raises AccessError."""
    file = path or access_path()
    if not file.is_file():
        return Access()
    text = file.read_text("utf-8-sig")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        at = re.search(r"at line (\d+)", str(problem))
        line = int(at[1]) if at else len(text.splitlines())
        raise AccessError(file, line, label("access.not_toml", problem=str(problem))) from None
    return _Reader(file, text).access(raw)


@dataclass(frozen=True)
class _Reader:
    """Turns the parsed file into rules, and finds the line of what is wrong."""

    file: Path
    text: str

    def access(self, raw: dict[str, Any]) -> Access:
        for key in raw.keys() - {"provider", "people"}:
            raise self._wrong(key, "unknown_key", known="provider, people")
        provider = raw.get("provider")
        people = raw.get("people", [])
        if not isinstance(people, list):
            raise self._wrong("people", "people_list")
        rules = tuple(self._rule(one, at) for at, one in enumerate(people))
        if provider is None:
            return Access(None, rules)
        found = self._provider(provider)
        if not any(one.role == "administrator" for one in rules):
            raise self._wrong("provider", "no_administrator")
        return Access(found, rules)

    def _provider(self, raw: Any) -> Provider:
        if not isinstance(raw, dict):
            raise self._wrong("provider", "provider_table")
        for key, value in raw.items():
            kind = PROVIDER_KEYS.get(key)
            if kind is None:
                raise self._wrong(key, "unknown_key", known=", ".join(PROVIDER_KEYS))
            if not isinstance(value, kind) or isinstance(value, bool):
                raise self._wrong(key, "whole_number" if kind is int else "text")
            if isinstance(value, str) and not value.strip():
                raise self._wrong(key, "text")
            if isinstance(value, int) and not 1 <= value <= MOST:
                raise self._wrong(key, "out_of_range")
        secret = os.environ.get("STREET_CLIENT_SECRET") or raw.get("client_secret")
        for key in NEEDED:
            if key not in raw:
                raise self._wrong("provider", "missing_key", missing=key)
        if not secret:
            raise self._wrong("provider", "missing_key", missing="client_secret")
        for key in ("metadata", "address"):
            self._url(key, raw[key])
        address = raw["address"].rstrip("/")
        if urlsplit(address).path:
            raise self._wrong("address", "address_path")
        return Provider(**{**raw, "client_secret": secret, "address": address})

    def _url(self, key: str, value: str) -> None:
        parts = urlsplit(value)
        local = parts.scheme == "http" and parts.hostname in LOOPBACK
        if not parts.hostname or not (parts.scheme == "https" or local):
            raise self._wrong(key, "https")

    def _rule(self, raw: Any, at: int) -> _Rule:
        if not isinstance(raw, dict):
            raise self._wrong("people", "people_list")
        for key in raw:
            if key not in PEOPLE_KEYS:
                raise self._wrong(key, "unknown_key", at, known=", ".join(PEOPLE_KEYS))
        if ("account" in raw) == ("claim" in raw) or ("claim" in raw) != ("value" in raw):
            raise self._wrong("", "account_or_claim", at)
        if raw.get("role") not in ROLES:
            raise self._wrong("role", "unknown_role", at, roles="、".join(ROLES))
        areas, areas_claim = self._areas(raw, at)
        return _Rule(
            role=raw["role"],
            accounts=self._list(raw, "account", at),
            claim=self._text(raw, "claim", at),
            values=self._list(raw, "value", at),
            areas=areas,
            areas_claim=areas_claim,
        )

    def _areas(self, raw: dict[str, Any], at: int) -> tuple[tuple[str, ...], str]:
        if "areas" in raw and "areas_claim" in raw:
            raise self._wrong("areas_claim", "areas_twice", at)
        if raw["role"] == "administrator":
            if raw.get("areas", EVERYWHERE) != EVERYWHERE or "areas_claim" in raw:
                raise self._wrong("areas" if "areas" in raw else "areas_claim", "administrator_everywhere", at)
            return (), ""
        if "areas_claim" in raw:
            return (), self._text(raw, "areas_claim", at)
        if raw.get("areas") == EVERYWHERE:
            return (), ""
        codes = self._list(raw, "areas", at)
        if not codes:
            raise self._wrong("areas" if "areas" in raw else "", "areas_missing", at)
        for one in codes:
            if not AREA_CODE.fullmatch(one):
                raise self._wrong("areas", "area_code", at, code=one)
        return codes, ""

    def _list(self, raw: dict[str, Any], key: str, at: int) -> tuple[str, ...]:
        value = raw.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(one, str) and one.strip() for one in listed):
            raise self._wrong(key, "text_or_list", at)
        if key in raw and not listed:
            raise self._wrong(key, "text_or_list", at)
        return tuple(cast("list[str]", listed))

    def _text(self, raw: dict[str, Any], key: str, at: int) -> str:
        value = raw.get(key, "")
        if not isinstance(value, str) or (key in raw and not value.strip()):
            raise self._wrong(key, "text", at)
        return value

    def _wrong(self, key: str, reason: str, at: int | None = None, **values: object) -> AccessError:
        said = label(f"access.{reason}", key=key, **values)
        return AccessError(self.file, self._line(key, at), said)

    def _line(self, key: str, at: int | None) -> int:
        """The line of `key`, in the `at`-th [[people]] if told so; that heading's line where the key is missing."""
        lines = self.text.splitlines()
        first, last = 0, len(lines)
        if at is not None:
            starts = [n for n, one in enumerate(lines) if re.match(r"\s*\[\[\s*people\s*\]\]", one)]
            if at < len(starts):
                first, last = starts[at], (starts[at + 1] if at + 1 < len(starts) else last)
        mark = re.compile(rf"\s*(\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*(=|\])") if key else None
        return next((n for n in range(first, last) if mark and mark.match(lines[n])), first) + 1


def _texts(value: Any) -> list[str]:
    """A claim as texts: one, several, or none."""
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]
