"""Settings for all tests: no time limit on an example, for the machine may be busy, and no office's own file."""
import os
from pathlib import Path

import pytest
from hypothesis import settings

import queries.settings

settings.register_profile("street", deadline=None, max_examples=60, print_blob=True)
settings.load_profile("street")

os.environ["STREET_SETTINGS"] = str(Path(__file__).with_name("no_settings.toml"))


@pytest.fixture(autouse=True)
def _no_store_named() -> None:
    """A program names its store once; here many are called in one process, and none may name it for later tests."""
    queries.settings._named_store = None
