"""Cookies on the way in and out: the browser's ticket is let through, Streamlit's cookies of sign-in stay here."""
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.types import Scope
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

Headers = list[tuple[bytes, bytes]]
assert TOKENS_COOKIE_NAME.startswith(USER_COOKIE_NAME), "one prefix finds both of Streamlit's cookies"


def _cookie_values(scope: Scope) -> list[tuple[str, str]]:
    """Every cookie of the request, in order; a name may stand more than once."""
    found = []
    for name, value in scope["headers"]:
        if name == b"cookie":
            for part in value.decode("latin-1").split(";"):
                key, is_one, said = part.strip().partition("=")
                if is_one:
                    found.append((key, said.strip('"')))
    return found


def one_cookie(scope: Scope, name: str) -> str | None:
    """The value of a cookie; two different ones of one name are none."""
    values = {value for key, value in _cookie_values(scope) if key == name}
    return values.pop() if len(values) == 1 else None


def with_cookies(scope: Scope, ours: Mapping[str, str]) -> Scope:
    """The request with Streamlit's cookies of sign-in as we keep them, and none that the browser sent."""
    theirs = [(name, value) for name, value in _cookie_values(scope) if not name.startswith(USER_COOKIE_NAME)]
    line = "; ".join(f"{name}={value}" for name, value in [*theirs, *ours.items()])
    headers = [one for one in scope["headers"] if one[0] != b"cookie"]
    return {**scope, "headers": [*headers, (b"cookie", line.encode("latin-1"))] if line else headers}


def is_set_cookie(header: tuple[bytes, bytes], prefix: bytes) -> bool:
    return header[0].lower() == b"set-cookie" and header[1].startswith(prefix)


def going_out(headers: Headers, is_secure: bool) -> Headers:
    """The headers without what must stay here; every other cookie only by TLS where there is TLS."""
    kept = []
    for header in headers:
        if is_set_cookie(header, USER_COOKIE_NAME.encode()):
            continue
        if is_set_cookie(header, b"") and is_secure and b"secure" not in header[1].lower():
            header = (header[0], header[1] + b"; Secure")
        kept.append(header)
    return kept


def set_by(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Streamlit's cookies of sign-in that an answer sets; those that it deletes are none."""
    found: dict[str, str] = {}
    for header in headers:
        if is_set_cookie(header, USER_COOKIE_NAME.encode()):
            try:
                parsed: SimpleCookie = SimpleCookie(header[1].decode("latin-1"))
            except CookieError:
                continue
            found |= {name: one.value for name, one in parsed.items() if one.value and one["max-age"] != "0"}
    return found


def claims_of(cookies: Mapping[str, str]) -> dict[str, Any] | None:
    """What the provider said of the person, of cookies that Streamlit has just signed; None where there is nothing."""
    secret = get_cookie_secret()

    def one(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(secret, name, value.encode("latin-1")) if value else None

    found = get_cookie_with_chunks(one, USER_COOKIE_NAME)
    said = json.loads(found) if found else {}
    return said if said.get("is_logged_in") else None
