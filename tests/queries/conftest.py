from collections.abc import Iterator

import pytest

from tests.queries.store import Store


@pytest.fixture(scope="session")
def shared_store() -> Iterator[Store]:
    """Made once: its tables take longer to make than to empty."""
    found = Store()
    yield found
    found.close()


@pytest.fixture
def store(shared_store: Store) -> Store:
    """A small street in which nothing has happened yet."""
    shared_store.begin()
    return shared_store
