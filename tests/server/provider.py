"""A real OpenID provider in a process of its own, and people who sign in at it without a browser."""
from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import httpx

PATIENCE = 60
PEOPLE = {
    "boss": {},
    "looker": {"groups": ["leaders"]},
    "speaker": {"groups": ["meeting-office"]},
    "clerk-1": {"org_code": "990101001001", "department": "community"},
    "stranger": {},
}
RULES = """
[provider]
metadata = "{provider}/.well-known/openid-configuration"
client_id = "street"
client_secret = "secret of the test"
address = "{address}"
account = "sub"
idle_minutes = {idle}

[[people]]
account = "boss"
role = "administrator"

[[people]]
claim = "groups"
value = "leaders"
role = "viewer"
areas = ["990101001"]

[[people]]
claim = "groups"
value = "meeting-office"
role = "presenter"
areas = ["990101001"]

[[people]]
claim = "department"
value = "community"
role = "clerk"
areas_claim = "org_code"
"""


@contextlib.contextmanager
def providing(token_seconds: int = 3600) -> Iterator[str]:
    """The address of a provider that knows PEOPLE and whose tokens last so long."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--token-max-age", str(token_seconds)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://localhost:{port}"
    try:
        until = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"{url}/.well-known/openid-configuration").status_code == 200:
                    break
            assert process.poll() is None and time.monotonic() < until, "the provider did not start"
            time.sleep(0.2)
        for name, claims in PEOPLE.items():
            httpx.put(f"{url}/users/{name}", json={"name": name, **claims}).raise_for_status()
        yield url
    finally:
        process.terminate()
        process.wait(10)


def write_rules(file: Path, provider: str, address: str, idle: int = 30) -> Path:
    file.write_text(RULES.format(provider=provider, address=address, idle=idle), "utf-8")
    file.chmod(0o600)
    return file


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def visitor(address: str) -> httpx.Client:
    """A browser that nobody knows yet."""
    return httpx.Client(base_url=address, headers={"accept": "text/html"}, timeout=60)


def sign_in(address: str, who: str, back: str = "/") -> httpx.Client:
    """A browser in which that person went through the sign-in."""
    client = visitor(address)
    answer, _ = attempt(client, who, back)
    assert answer.status_code == 303, (answer.status_code, answer.text[-600:])
    assert answer.headers["location"] == back
    return client


def attempt(client: httpx.Client, who: str, back: str = "/") -> tuple[httpx.Response, str]:
    """The dashboard's answer to the way back from the provider, and the address of that way."""
    first = client.get("/sign-in", params={"next": back})
    to_provider = client.get(first.headers["location"])
    at_provider = to_provider.headers["location"]
    consent = httpx.post(at_provider, data={"sub": who})
    callback = consent.headers["location"]
    return client.get(callback), callback


def query(url: str) -> dict[str, list[str]]:
    return urllib.parse.parse_qs(urllib.parse.urlsplit(url).query)
