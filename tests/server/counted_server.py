"""The server, telling what it does ahead of visitors: `python -m tests.server.counted_server …`, as `python -m server`.

$TOLD_TO holds three numbers: how often it has told, how often the server has gone round, and how many questions it has
asked of its store. Once $CHANGE is there, the store is changed.
"""
from __future__ import annotations

import logging
import os
import threading
import time
from itertools import count
from pathlib import Path
from types import ModuleType

import typer

from server.__main__ import main


class _Rounds(logging.Handler):
    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.levelno == logging.INFO


def _asked(view: ModuleType) -> int:
    """How many answers and panels were made, not found."""
    return sum(one.cache_info().misses for one in (view._kept, *view._panels))


def _tell(told: Path, change: Path, rounds: _Rounds) -> None:
    from components import page, view

    for beat in count():
        fresh = told.with_suffix(".fresh")
        fresh.write_text(f"{beat} {rounds.count} {_asked(view)}")
        fresh.replace(told)
        if change.exists():
            change.unlink()
            with page.store().write():
                pass
        time.sleep(0.1)


if __name__ == "__main__":
    rounds = _Rounds()
    logging.getLogger("street.ahead").addHandler(rounds)
    files = Path(os.environ["TOLD_TO"]), Path(os.environ["CHANGE"])
    teller = threading.Timer(3, _tell, (*files, rounds))  # once the server has imported what it needs
    teller.daemon = True
    teller.start()
    typer.run(main)
