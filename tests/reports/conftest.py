from collections.abc import Iterator

import pytest

from data.database import Database
from tests.pages import small_street
from tests.queries.conftest import shared_store, store

__all__ = ["shared_store", "store", "street"]


@pytest.fixture(scope="session")
def street() -> Iterator[Database]:
    """A street of two communities with two years of rows."""
    found = small_street.build(":memory:")
    yield found
    found.close()
