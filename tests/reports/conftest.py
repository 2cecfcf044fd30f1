from collections.abc import Iterator

import pytest

from data.database import Database
from tests.pages import small_street
from tests.queries.store import Store


@pytest.fixture(scope="session")
def street() -> Iterator[Database]:
    """A street of two communities with two years of rows."""
    found = small_street.build(":memory:")
    yield found
    found.close()


@pytest.fixture(scope="session")
def shared_store() -> Iterator[Store]:
    found = Store()
    yield found
    found.close()


@pytest.fixture
def store(shared_store: Store) -> Store:
    """A small street in which nothing has happened yet."""
    shared_store.begin()
    return shared_store
