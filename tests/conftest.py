"""Settings for all tests: no time limit on an example, for the machine may be busy, and no office's own file."""
import os
from pathlib import Path

import duckdb
import pytest
from hypothesis import settings

import queries.settings
from data import database
from data.reading import files
from tests import stores
from tests.browser.browsers import browsers
from tests.pages import small_street
from tests.reading_here import in_a_child, run_here

__all__ = ["browsers", "in_a_child"]
files._run_child = run_here
_connect = database._connect


def _connected(path: str) -> duckdb.DuckDBPyConnection:
    """Several workers share the machine: threads of one query would only wait for one another."""
    connection = _connect(path)
    connection.execute("set threads = 1")
    return connection


database._connect = _connected

settings.register_profile("street", deadline=None, max_examples=60, print_blob=True)
settings.load_profile("street")

os.environ["STREET_SETTINGS"] = str(Path(__file__).with_name("no_settings.toml"))


@pytest.fixture(scope="session")
def published_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the published figures alone; who writes to it takes a copy."""
    return stores.built_once(tmp_path_factory, "published", stores.build_published)


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration; who writes to it, or serves it, takes a copy."""
    return stores.built_once(tmp_path_factory, "demonstration", stores.build_demo)


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small street of tests/pages/small_street.py; who opens it takes a copy."""
    return stores.built_once(tmp_path_factory, "small", lambda path: small_street.build(path).close())


@pytest.fixture(autouse=True)
def _no_store_named() -> None:
    """A program names its store once; here many are called in one process, and none may name it for later tests."""
    queries.settings._named_store = None
