"""One server with sign-in, for all tests that may share it."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.browser.server import ROOT, serving
from tests.server.provider import free_port, providing, sign_in, visitor, write_rules
from tests.stores import copied


@pytest.fixture(scope="session")
def provider() -> Iterator[str]:
    with providing() as url:
        yield url


@pytest.fixture(scope="session")
def office_folder(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where its store, rules and audit log lie."""
    folder = tmp_path_factory.mktemp("office")
    copied(small_store, folder)
    return folder


@pytest.fixture(scope="session")
def office(provider: str, office_folder: Path) -> Iterator[str]:
    """The address of a dashboard on the small street, with sign-in."""
    folder = office_folder
    port = free_port()
    address = f"http://localhost:{port}"
    rules = write_rules(folder / "access.toml", provider, address)
    with serving(ROOT / "dashboard.py", folder / "street.duckdb", rules, port):
        yield address


@pytest.fixture(scope="session")
def people(office: str) -> Iterator[dict[str, httpx.Client]]:
    """A browser of everybody who may sign in, and of somebody who may not."""
    found = {one: sign_in(office, one) for one in ("boss", "looker", "speaker", "clerk-1")} | {"": visitor(office)}
    yield found
    for one in found.values():
        one.close()
