"""The dashboard run in process on a small street, as a visitor's session would run it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import plotly.graph_objects as go
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from components import page
from data.access import door
from data.database import Database
from tests.stores import copied

ROOT = Path(__file__).parents[2]
Visit = Callable[..., AppTest]
# Every AppTest looks through all installed packages for components, which takes longer than the page itself.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(autouse=True, scope="session")
def _at_home() -> None:
    """As the server does where nobody signs in."""
    door.install(ROOT / "no_access.toml")


@pytest.fixture(scope="session")
def street(small_store, tmp_path_factory) -> Iterator[Database]:
    """The small street, shared by all tests that only look."""
    database = Database(copied(small_store, tmp_path_factory.mktemp("shared")))
    yield database
    database.close()


@pytest.fixture
def own_street(small_store, tmp_path) -> Iterator[Database]:
    """A small street of one's own, for tests that import or undo."""
    database = Database(copied(small_store, tmp_path))
    yield database
    database.close()


@pytest.fixture
def visit(street, monkeypatch) -> Visit:
    """Opens a page on the shared street: `visit("service", area="990101001001")`."""
    return visitor(street, monkeypatch)


def visitor(database: Database, monkeypatch) -> Visit:
    """Opens pages on that database."""
    monkeypatch.setattr(page, "store", lambda: database)

    def open_page(name: str = "home", **address: str) -> AppTest:
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        for key, value in address.items():
            at.query_params[key] = value
        at.run()
        if name != "home":
            at.switch_page(f"pages/{name}.py").run()
        return at

    return open_page


def html(at: AppTest) -> str:
    """All HTML on the page, in order."""
    return "\n".join(one.proto.body for one in at.get("html"))


def figures(at: AppTest) -> list[str]:
    """The specifications of all plotly charts on the page, their Chinese readable."""
    specs = [json.loads(one.proto.spec) for one in at.get("plotly_chart")]
    for one in specs:
        go.Figure(one)  # raises where plotly does not know what it is told
    return [json.dumps(one, ensure_ascii=False) for one in specs]
