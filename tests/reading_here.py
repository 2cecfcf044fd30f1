"""Files read in this process: a child for each of a thousand small files would take longer than what is tested."""
from __future__ import annotations

from pathlib import Path

import pytest

from data.reading import child, files

_run_child = files._run_child


def run_here(path: Path, folder: Path, _memory_mb: int, seconds: int, _watch: files.Watch) -> None:
    """As the child does, without its limits."""
    files._refuse_failed(path, child.read_into(folder, path), b"", seconds)


@pytest.fixture
def in_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as in production, in a process that may not take more than its share."""
    monkeypatch.setattr(files, "_run_child", _run_child)
