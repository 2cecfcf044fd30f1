from collections.abc import Iterator
from pathlib import Path

import pytest

from data.database import Database
from tests.queries.conftest import shared_store, store
from tests.stores import copied

__all__ = ["shared_store", "store", "street"]


@pytest.fixture(scope="session")
def street(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A street of two communities with two years of rows."""
    found = Database(copied(small_store, tmp_path_factory.mktemp("street")))
    yield found
    found.close()
