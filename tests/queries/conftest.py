from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from queries import catalogue
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


@pytest.fixture
def another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str | None], Path]]:
    """Adds, changes or removes one indicator file beside the real ones."""
    for path in catalogue.FOLDER.glob("*/*.sql"):
        copy = tmp_path / path.parent.name / path.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(path.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)

    def write(text: str | None) -> Path:
        path = tmp_path / "service" / "night_requests.sql"
        path.unlink(missing_ok=True)
        if text is not None:
            path.write_text(text, "utf-8")
        catalogue.catalogue.cache_clear()
        return path

    yield write
    monkeypatch.undo()
    catalogue.catalogue.cache_clear()
