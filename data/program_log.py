"""What the program itself has to tell, as one JSON object a line, in `<store>.log` beside the store.

Ten files of five megabytes; the oldest goes. No personal data: our own messages name files and batches, and numbers of
persons are masked in whatever else is written.
"""

from __future__ import annotations

import json
import logging
import logging.handlers
from pathlib import Path

from data.importing.privacy import masked

BYTES, FILES = 5 << 20, 10
NAMES = ("street", "data", "queries", "reports", "components", "server")


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": masked(record.getMessage()),
        }
        if record.exc_info:
            said["problem"] = masked(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)


def begin(store: str | Path) -> Path | None:
    """Write from now on, once a process; the file, or None where it cannot be written (the store then says why)."""
    file = Path(store).with_suffix(".log")
    roots = [logging.getLogger(name) for name in NAMES]
    if any(getattr(one, "baseFilename", None) == str(file.absolute()) for one in roots[0].handlers):
        return file
    try:
        handler = logging.handlers.RotatingFileHandler(file, maxBytes=BYTES, backupCount=FILES - 1, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(_Lines())
    for one in roots:
        for old in [each for each in one.handlers if isinstance(each, logging.handlers.RotatingFileHandler)]:
            one.removeHandler(old)
            old.close()
        one.addHandler(handler)
        one.setLevel(logging.INFO)
    return file
