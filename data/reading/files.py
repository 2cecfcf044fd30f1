"""The parent's side of reading: start the child, wait no longer than allowed, take what it found."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from data.language import label
from data.reading.shapes import Reading, SheetCells, UnreadableFile

log = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]
EXIT_MEMORY = 3


def read_file(path: str | Path, memory_mb: int = 2048, seconds: int = 120) -> Reading:
    """The non-empty sheets of the file as text, hidden ones apart; raises UnreadableFile with the reason and the cure.

    The file is parsed in a child process that may use `memory_mb` megabytes and `seconds` seconds.
    """
    path = Path(path).resolve()
    if not path.is_file():
        raise UnreadableFile(label("unreadable.missing", file=path.name))
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        _run_child(path, Path(folder), memory_mb, seconds)
        return _taken(Path(folder))


def _run_child(path: Path, folder: Path, memory_mb: int, seconds: int) -> None:
    command = [sys.executable, "-m", "data.reading.child", str(path), str(folder), str(memory_mb), str(seconds)]
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",  # the others reserve address space beyond the limit
        "MALLOC_ARENA_MAX": "2",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "TMPDIR": str(folder),
    }
    try:
        done = subprocess.run(
            command, env=environment, cwd=folder, timeout=seconds, stdin=subprocess.DEVNULL, capture_output=True
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFile(label("unreadable.too_slow", seconds=seconds)) from None
    if done.returncode == -signal.SIGXCPU:
        raise UnreadableFile(label("unreadable.too_slow", seconds=seconds))
    if done.returncode in (EXIT_MEMORY, -signal.SIGABRT, -signal.SIGKILL, -signal.SIGXFSZ):
        raise UnreadableFile(label("unreadable.too_big"))
    if done.returncode:
        log.error(
            "reading %s ended with %s: %s", path.name, done.returncode, done.stderr[-2000:].decode("utf-8", "replace")
        )
        raise UnreadableFile(label("unreadable.crashed"))


def _taken(folder: Path) -> Reading:
    result: dict[str, Any] = json.loads((folder / "result.json").read_text("utf-8"))
    if "refused" in result:
        raise UnreadableFile(label(f"unreadable.{result['refused']}", **result["values"]))
    sheets, hidden = (
        [_sheet(folder, one) for one in result["sheets"] if one["hidden"] is wanted] for wanted in (False, True)
    )
    return Reading(sheets, result["kind"], result["encoding"], hidden)


def _sheet(folder: Path, about: dict[str, Any]) -> SheetCells:
    """Mapped, not copied: the pages stay valid after the folder is gone, until the table is dropped."""
    import pyarrow as pa

    from data.reading.columns import joined

    cells = joined(pa.ipc.open_file(pa.memory_map(str(folder / name))).read_all() for name in about["files"])
    assert cells is not None, "the child saves no empty table"
    return SheetCells(about["name"], cells, tuple(tuple(merge) for merge in about["merges"]))
