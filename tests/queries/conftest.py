from collections.abc import Iterator

import pytest

from tests.queries.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    found = Store()
    yield found
    found.close()
