"""The parent's side of reading: start the child, wait no longer than allowed, take what it found."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.language import label
from data.reading.shapes import Lines, Reading, SheetCells, UnreadableFile

log = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]
EXIT_MEMORY = 3
ROWS_READ = "rows"  # the file in which the child counts


# A file is big by its bytes on the disk, which it cannot lie about: what an archive says of itself may be a bomb.
# Four megabytes are some 40,000 rows of CSV or 90,000 of XLSX; a month of a street has a hundredth of that.
BIG = 4 << 20
PLAIN_LIMITS, BIG_LIMITS = (500, 10), (2048, 120)  # megabytes, seconds of the processor
PATIENCE = 3  # how much longer than its own seconds a child may take on a busy machine
LOOK_SECONDS = 0.2
Watch = Callable[[int], None]


def read_file(
    path: str | Path, memory_mb: int | None = None, seconds: int | None = None, watch: Watch | None = None
) -> Reading:
    """The non-empty sheets of the file as text, hidden ones apart; raises UnreadableFile with the reason and the cure.

    The file is parsed in a child process that may use `memory_mb` megabytes and `seconds` seconds: 500 and 10,
    or 2,048 and 120 where the file is big. `watch` is told a few times a second how many rows were read so far;
    whatever it raises ends the child.
    """
    path = Path(path).absolute()
    _refuse_unreachable(path)
    memory, time_limit = BIG_LIMITS if path.stat().st_size > BIG else PLAIN_LIMITS
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        _run_child(path, Path(folder), memory_mb or memory, seconds or time_limit, watch or (lambda _rows: None))
        return _taken(Path(folder))


def _refuse_unreachable(path: Path) -> None:
    """Missing, a folder, a device or a pipe (which would never end), a circle of links, or not ours to read."""
    try:
        plain = path.is_file()
    except (OSError, ValueError):
        plain = False
    if not plain:
        raise UnreadableFile(label("unreadable.missing", file=path.name))
    if not os.access(path, os.R_OK):
        raise UnreadableFile(label("unreadable.forbidden", file=path.name))


def _run_child(path: Path, folder: Path, memory_mb: int, seconds: int, watch: Watch) -> None:
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
    with subprocess.Popen(
        command, env=environment, cwd=folder,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as child:
        try:
            said = _watched(child, folder, seconds, watch)
        except BaseException:
            child.kill()
            raise
    _refuse_failed(path, child.returncode, said, seconds)


def _watched(child: subprocess.Popen[bytes], folder: Path, seconds: int, watch: Watch) -> bytes:
    """What the child said on its error stream, once it has ended."""
    end, rows = time.monotonic() + PATIENCE * seconds, 0
    while True:
        try:
            return child.communicate(timeout=LOOK_SECONDS)[1]
        except subprocess.TimeoutExpired:
            if time.monotonic() > end:
                raise UnreadableFile(label("unreadable.too_slow", seconds=seconds)) from None
            rows = max(rows, rows_so_far(folder))  # none can be told while the child writes them down
            watch(rows)


def rows_so_far(folder: Path) -> int:
    """How many rows the child has written down; the number grows while it works."""
    try:
        return int((folder / ROWS_READ).read_text("ascii") or 0)
    except (OSError, ValueError):
        return 0


def _refuse_failed(path: Path, code: int, said: bytes, seconds: int) -> None:
    if code == -signal.SIGXCPU:
        raise UnreadableFile(label("unreadable.too_slow", seconds=seconds))
    if code in (EXIT_MEMORY, -signal.SIGABRT, -signal.SIGKILL, -signal.SIGXFSZ):
        raise UnreadableFile(label("unreadable.too_big"))
    if code:
        log.error("reading %s ended with %s: %s", path.name, code, said[-2000:].decode("utf-8", "replace"))
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
    unseen = about["unseen"]
    rows, columns = (tuple(map(tuple, unseen.get(one, ()))) for one in ("hidden_rows", "hidden_columns"))
    merges = tuple(tuple(merge) for merge in about["merges"])
    left, lines = unseen.get("left", 0), _lines(about["lines"])
    return SheetCells(about["name"], cells, merges, left, rows, columns, lines)


def _lines(about: dict[str, Any] | None) -> Lines | None:
    """JSON knows no numbers as keys and no tuples."""
    if about is None:
        return None
    odd = {int(row): cells for row, cells in about["odd"].items()}
    return Lines(about["width"], odd, tuple(about["torn"]), tuple(about["mended"]))
