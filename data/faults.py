"""What happened when a disk, the memory or a file failed, and what to do: said in words, for a command and for a page.

The numbers are unharmed in every case: what was being saved is rolled back or stays in the log that DuckDB reads at the
next start.
"""

from __future__ import annotations

import errno
import re

import duckdb

from data.database import DatabaseBusy, StoreTooNew
from data.language import Label, label
from data.latest import NothingPublished, OnlyRead
from data.line import Away
from data.migrations import SCHEMA_VERSION

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
# In the order in which they are looked for: DuckDB names several things in one message.
_SAID = (
    ("full", re.compile(r"no space left|disk quota|file too large|not enough (disk )?space|could not write all bytes",
                        re.IGNORECASE)),
    ("busy", re.compile(r"could not set lock|conflicting lock", re.IGNORECASE)),
    ("read_only", re.compile(r"read-only file system|permission denied|read.only mode|operation not permitted",
                             re.IGNORECASE)),
    ("too_new", re.compile(r"newer version|database file with version number|storage version", re.IGNORECASE)),
    ("corrupt", re.compile(r"not a valid DuckDB|checksum|corrupt|deserialize|serialization|could not read enough|"
                           r"failure while replaying|cannot read|invalid (block|magic)|read from file|truncated",
                           re.IGNORECASE)),
)


def kind_of(problem: BaseException) -> str | None:
    """full, read_only, memory, busy, too_new, corrupt, restart, or of a server that only reads away, unpublished,
    only_read; None for what is no fault of the machine.
    """
    if isinstance(problem, Away | NothingPublished | OnlyRead):
        return {Away: "away", NothingPublished: "unpublished", OnlyRead: "only_read"}[type(problem)]
    if isinstance(problem, DatabaseBusy):
        return "busy"
    if isinstance(problem, StoreTooNew):
        return "too_new"
    if isinstance(problem, MemoryError | duckdb.OutOfMemoryException):
        return "memory"
    if isinstance(problem, OSError) and not isinstance(problem, duckdb.Error):
        return "full" if problem.errno in _FULL else "read_only" if problem.errno in _CLOSED else None
    if not isinstance(problem, duckdb.Error):
        return None
    text = str(problem)
    found = next((kind for kind, pattern in _SAID if pattern.search(text)), None)
    if found:
        return found
    if isinstance(problem, duckdb.FatalException) or "invalidated" in text:
        return "restart"
    broken = (duckdb.InternalException, duckdb.SerializationException, duckdb.IOException)
    return "corrupt" if isinstance(problem, broken) else None


def said_of(problem: BaseException, path: object = "") -> Label | None:
    """What happened and what to do; None for what is no fault of the machine."""
    kind = kind_of(problem)
    if kind is None:
        return None
    version = problem.version if isinstance(problem, StoreTooNew) else "?"
    return label(f"fault.{kind}", path=path, version=version, ours=SCHEMA_VERSION)
