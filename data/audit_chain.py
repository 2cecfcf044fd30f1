"""A log that is only ever added to: one JSON object a line, each with the hash of the one before.

The lines stand in one file a month (`2026-11.jsonl`) in a folder of their own. `hash` is the SHA-256 of the previous
line's hash and of this entry as canonical JSON (keys sorted, no blanks, UTF-8, without `hash` and `previous`). Whoever
changes, removes or reorders a line breaks the chain. The oldest months may be removed: an entry `pruned`, itself in the
chain, then names the hash that the rest begins with.

A line is on the disk before it is acknowledged. A power cut can leave a torn last line; the next entry is put on a
line of its own and follows the last whole one.
"""

from __future__ import annotations

import datetime
import errno
import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

BEGINNING = "0" * 64
PRUNED = "pruned"
TAIL = 1 << 16  # bytes; an entry is far shorter
LONGEST_TEXT = 500  # characters of one text: what somebody types at the sign-in is not trusted to be short


@dataclass(frozen=True)
class Entry:
    """One line. `mark` names the saved transaction that it belongs to, if it belongs to one."""

    sequence: int
    at: datetime.datetime
    action: str
    account: str
    role: str
    area_code: str | None
    detail: dict[str, Any]
    mark: str | None
    hash: str


@dataclass(frozen=True)
class New:
    """What is to be entered; `at` is now unless it happened earlier.

    Times never go back because something is entered late: it then has the time of the entry before, and its own as
    `happened_at` in the detail.
    """

    action: str
    account: str
    role: str
    area_code: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)
    mark: str | None = None
    at: str | None = None


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold: `kind` is changed, gap, beginning or torn, and the file and line say where.

    `torn` is no damage to the chain: a line that was never acknowledged.
    """

    kind: str
    file: str
    line: int


@dataclass(frozen=True)
class Chain:
    """What a walk along the whole chain found."""

    entries: int
    first: datetime.datetime | None
    last: datetime.datetime | None
    head: str
    breaks: tuple[Break, ...]

    @property
    def holds(self) -> bool:
        return all(one.kind == "torn" for one in self.breaks)


def now() -> str:
    """The moment with its distance from UTC, to the second."""
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")


def append(folder: Path, new: Sequence[New]) -> list[Entry]:
    """Put entries at the end, on the disk when this returns; those whose mark is there already are left out.

    Raises OSError, and then none of them is there.
    """
    with _alone(folder):
        there = marks(folder, {one.mark for one in new if one.mark})
        last, is_torn = _end(folder)
        lines = [b"\n"] if is_torn else []
        added = []
        for one in new:
            if one.mark is None or one.mark not in there:
                last = _line(one, last)
                lines.append(_canonical(last).encode() + b"\n")
                added.append(_entry(last))
        if added:
            _write(_segment(folder, added[-1].at), b"".join(lines))
        return added


def entries(folder: Path) -> Iterator[Entry]:
    """All entries, the oldest first; lines that are none are passed over."""
    for _, _, found in _lines(folder):
        if found is not None:
            yield _entry(found)


def backwards(folder: Path) -> Iterator[Entry]:
    """The same, the newest first; what is asked for is nearly always in the newest month."""
    for segment in reversed(segments(folder)):
        yield from reversed([_entry(found) for _, _, found in _lines(folder, [segment]) if found is not None])


def marks(folder: Path, wanted: set[str]) -> set[str]:
    """Which of these marks are in the log."""
    found: set[str] = set()
    for segment in reversed(segments(folder)):  # what is asked for is nearly always the newest
        if wanted == found:
            break
        content = segment.read_bytes()
        found |= {one for one in wanted - found if f'"mark":"{one}"'.encode() in content}
    return found


def walk(folder: Path) -> Chain:
    """Follow the chain from its beginning to its end and name every place where it does not hold."""
    breaks: list[Break] = []
    anchors: set[str] = set()
    count, first, last, head = 0, None, None, BEGINNING
    beginning: tuple[str, Break] | None = None
    for file, number, found in _lines(folder):
        place = (file.name, number)
        if found is None:
            with file.open("rb") as lines:
                line = next(islice(lines, number - 1, None))
            breaks.append(Break("changed" if _COMPLETE.search(line) else "torn", *place))
            continue
        if count == 0 and found["previous"] != BEGINNING:
            beginning = found["previous"], Break("beginning", *place)
        elif count and found["previous"] != head:
            breaks.append(Break("gap", *place))
        if found["hash"] != _hash(found):
            breaks.append(Break("changed", *place))
        entry = _entry(found)
        if entry.action == PRUNED:
            anchors.add(str(entry.detail.get("hash")))
        head, last, first, count = entry.hash, entry.at, first or entry.at, count + 1
    if beginning and beginning[0] not in anchors:
        breaks.insert(0, beginning[1])
    return Chain(count, first, last, head, tuple(breaks))


def segments(folder: Path) -> list[Path]:
    """The files of the log, the oldest first."""
    return sorted(folder.glob("*.jsonl"))


def end(folder: Path) -> tuple[int, str]:
    """Sequence and hash of the last entry; (0, BEGINNING) where there is none."""
    last, _ = _end(folder)
    return (last["sequence"], last["hash"]) if last else (0, BEGINNING)


def holds(folder: Path, hash_: str) -> bool:
    """Whether an entry of this hash is in the log, or it is the beginning."""
    return hash_ == BEGINNING or any(one.hash == hash_ for one in backwards(folder))


def prune(folder: Path, keep_days: int, account: str, role: str) -> int:
    """Remove the months that ended more than `keep_days` ago; how many entries went.

    What is removed is entered first, with the hash that the rest begins with. A clock that ran ahead must not clear
    the log: a month goes only where entries were made on PROOF_DAYS different days since.
    """
    old = _prunable(folder, keep_days)
    if not old:
        return 0
    gone = [found for _, _, found in _lines(folder, old) if found is not None]
    if gone:
        detail = {"entries": len(gone), "from": gone[0]["at"], "to": gone[-1]["at"], "hash": gone[-1]["hash"]}
        append(folder, [New(PRUNED, account, role, detail=detail)])
    for one in old:
        one.unlink()
    _settle(folder)
    return len(gone)


PROOF_DAYS = 30


def _prunable(folder: Path, keep_days: int) -> list[Path]:
    """The oldest months without the newest one."""
    cut = datetime.date.today() - datetime.timedelta(days=keep_days)
    found = segments(folder)
    old = [one for one in found[:-1] if _month_after(one.stem) <= cut]
    if not old:
        return []
    days = {str(line["at"])[:10] for _, _, line in _lines(folder, found[len(old) :]) if line is not None}
    return old if sum(day >= cut.isoformat() for day in days) >= PROOF_DAYS else []


def _month_after(stem: str) -> datetime.date:
    year, month = map(int, stem.split("-"))
    return datetime.date(year + month // 12, month % 12 + 1, 1)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One writer at a time, other processes included."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _line(new: New, last: dict[str, Any] | None) -> dict[str, Any]:
    at, detail = new.at or now(), new.detail
    if new.at and last and datetime.datetime.fromisoformat(new.at) < datetime.datetime.fromisoformat(last["at"]):
        at, detail = last["at"], {**detail, "happened_at": new.at}
    made = {
        "sequence": (last["sequence"] if last else 0) + 1,
        "at": at,
        "action": new.action,
        "account": new.account,
        "role": new.role,
        "area_code": new.area_code,
        "detail": detail,
        "mark": new.mark,
        "previous": last["hash"] if last else BEGINNING,
    }
    made = json.loads(_canonical(_short(made)))
    return made | {"hash": _hash(made)}


def _short(value: Any) -> Any:
    """The same with no text longer than LONGEST_TEXT, and nothing that JSON does not know."""
    if isinstance(value, dict):
        return {_short(str(key)): _short(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_short(one) for one in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value).encode("utf-8", "replace").decode()
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"


def _canonical(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(line: dict[str, Any]) -> str:
    told = {key: value for key, value in line.items() if key not in ("hash", "previous")}
    return hashlib.sha256(f"{line['previous']}{_canonical(told)}".encode("utf-8", "replace")).hexdigest()


def _segment(folder: Path, at: datetime.datetime) -> Path:
    """The month of that moment, or a later one that was begun already: a clock set back must not split the chain."""
    return folder / f"{max([f'{at:%Y-%m}', *(one.stem for one in segments(folder))])}.jsonl"


def _write(path: Path, content: bytes) -> None:
    is_new = not path.exists()
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(handle).st_size
        try:
            if os.write(handle, content) != len(content):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)
    if is_new:
        _settle(path.parent)


def _settle(folder: Path) -> None:
    """New and removed names of a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _end(folder: Path) -> tuple[dict[str, Any] | None, bool]:
    """The last entry, and whether the newest file ends in the middle of a line."""
    is_torn = False
    for place, segment in enumerate(reversed(segments(folder))):
        tail = _tail(segment)
        if place == 0:
            is_torn = bool(tail) and not tail.endswith(b"\n")
        for read in (tail, segment.read_bytes()):
            for line in reversed(read.split(b"\n")):
                if (found := _parsed(line)) is not None:
                    return found, is_torn
    return None, is_torn


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - TAIL, 0))
        return file.read()


def _lines(folder: Path, among: Iterable[Path] | None = None) -> Iterator[tuple[Path, int, dict[str, Any] | None]]:
    """(file, line, what stands there) of every line that is not empty; None for what is no entry."""
    for segment in segments(folder) if among is None else among:
        with segment.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield segment, number, _parsed(line)


_COMPLETE = re.compile(rb'"sequence":\d+\}\s*$')  # the last key of every line
_KEYS = {"sequence", "at", "action", "account", "role", "area_code", "detail", "mark", "previous", "hash"}


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
        return found if isinstance(found, dict) and set(found) == _KEYS and _entry(found) else None
    except (ValueError, TypeError):
        return None


def _entry(line: dict[str, Any]) -> Entry:
    values = {key: value for key, value in line.items() if key != "previous"}
    return Entry(**values | {"at": datetime.datetime.fromisoformat(line["at"])})
