"""Who did what and when: sign-ins, uploads, rejections, undo, exports, settings. Only ever added to.

The log lies beside the store, in the folder `<store>.audit` (see audit_chain.py), because putting an older store in
place must not take the log back with it, and because it must be readable while the dashboard has the store open.

What changes the store is entered by `note` inside the same transaction, as a row of `audit_pending`, and moved to the
log by `settle` after it, or, where the power went in between, when the store is next opened: so there is an entry
exactly when the change was saved. The row stays until the next change; it is how a store that was exchanged is
noticed. What changes nothing in the store is entered by `record` at once.

    audit.record(database, "sign_in", account="wang", role="viewer")
"""

from __future__ import annotations

import datetime
import getpass
import itertools
import json
import logging
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from data import audit_chain
from data.audit_chain import Break, Entry, New
from data.contracts import contracts
from data.database import UNDONE, Database
from data.language import Label, TextError, label

LEAST_DAYS = 180
LOCAL_ROLE = "clerk"
TAIL = ".audit"
# These put another store in place; what was imported before need not be in it.
ADOPTIONS = ("restore", "demo", "store_replaced", "log_missing")
BUILT = ("demo",)  # of these, what the new store did last was part of building it and needs no entry
_log = logging.getLogger("street.audit")


@dataclass(frozen=True)
class Actor:
    """Who does something: an account, the role it has, and the area it is for (None: all)."""

    account: str
    role: str
    area_code: str | None = None


@dataclass(frozen=True)
class Verdict:
    """What verifying found: how many entries, from when to when, the last hash, what is wrong, what is odd."""

    entries: int
    first: datetime.datetime | None
    last: datetime.datetime | None
    head: str
    problems: tuple[Label, ...] = ()
    remarks: tuple[Label, ...] = field(default=())

    @property
    def holds(self) -> bool:
        return not self.problems


def local_actor(role: str = LOCAL_ROLE) -> Actor:
    """The operating system's user, who stands for whoever calls a command."""
    try:
        return Actor(getpass.getuser(), role)
    except (OSError, KeyError):  # a container's user without a name
        return Actor("unknown", role)


def record(
    database: Database,
    action: str,
    *,
    account: str,
    role: str,
    area_code: str | None = None,
    detail: dict | None = None,
) -> None:
    """Enter what changed nothing in the store; on the disk when this returns. Waits for no import.

    The actions that have a name are the keys `action_…` of data/texts/audit.toml. Nothing is kept of a store in
    memory. A server that only reads has the writer enter it. Raises OSError when it cannot be written (disk full,
    read-only), and Away when the writer cannot be reached.
    """
    if (writer := database.whole.writer) is not None:
        writer.ask("record", action=action, account=account, role=role, area_code=area_code, detail=detail or {})
        return
    record_at(database.path, action, Actor(account, role, area_code), detail or {})


def record_at(path: str | Path, action: str, actor: Actor, detail: dict[str, Any]) -> None:
    """The same for a store that is not open, or that another process has open."""
    if folder := folder_of(str(path)):
        audit_chain.append(folder, [New(action, actor.account, actor.role, actor.area_code, detail)])


def note(
    database: Database, cursor: duckdb.DuckDBPyConnection, action: str, actor: Actor, detail: dict[str, Any]
) -> None:
    """Enter what this transaction does: it is in the log when the transaction is saved, and only then."""
    folder = folder_of(database.path)
    if folder is None:
        return
    waiting = {row[0] for row in cursor.execute("select mark from audit_pending").fetchall()}
    entered = sorted(audit_chain.marks(folder, waiting))
    cursor.execute("delete from audit_pending where list_contains($entered::varchar[], mark)", {"entered": entered})
    cursor.execute(
        "insert into audit_pending select $mark, coalesce(max(position), 0) + 1, $at, $action, $account, $role, "
        "$area_code, $detail, $after from audit_pending",
        {"mark": uuid.uuid4().hex, "at": audit_chain.now(), "action": action, "account": actor.account,
         "role": actor.role, "area_code": actor.area_code, "detail": json.dumps(detail, ensure_ascii=False),
         "after": audit_chain.end(folder)[1]},
    )


def settle(database: Database) -> None:
    """Move to the log what was saved; never fails, for it is saved: what cannot be written now is written later."""
    folder = folder_of(database.path)
    if folder is None:
        return
    rows = database.whole.rows('select * exclude (position, after_hash) rename (made_at as "at") from audit_pending '
                         'order by position')
    try:
        audit_chain.append(folder, [New(**row | {"detail": json.loads(row["detail"])}) for row in rows])
    except OSError as problem:
        _log.error("audit entries wait in the store: %s", problem)


def opened(database: Database, actor: Actor | None = None) -> Label | None:
    """Whether store and log belong together, to be asked whenever a store is opened; then settles what waits.

    What does not fit is entered in the log, once, and said.
    """
    folder = folder_of(database.path)
    if folder is None:
        return None
    actor = actor or local_actor()
    waiting = database.rows("select mark, after_hash from audit_pending order by position")
    expected = _last_mark(folder)
    action = _misfit(folder, waiting, expected)
    if not audit_chain.end(folder)[0] and not action:
        audit_chain.append(folder, [New("begun", actor.account, actor.role, actor.area_code)])
    if action:
        detail = {"expected": expected, "found": waiting[-1]["mark"] if waiting else None}
        _adopt(folder, action, actor, detail["found"], detail)
    settle(database)
    return label(f"audit.{action}") if action else None


def adopt(path: str | Path, action: str, actor: Actor, detail: dict[str, Any]) -> None:
    """Another store was put in this place on purpose: enter it, and that the log goes on with this store."""
    if folder := folder_of(str(path)):
        with duckdb.connect(str(path), read_only=True) as connection:
            known = "select 1 from duckdb_tables() where table_name = 'audit_pending'"
            rows = connection.execute(known).fetchall() and connection.execute(
                "select mark from audit_pending order by position desc limit 1").fetchall()
        _adopt(folder, action, actor, rows[0][0] if rows else None, detail)


def search(
    path: str | Path, wanted: str = "", first: datetime.date | None = None, last: datetime.date | None = None
) -> list[Entry]:
    """The entries of a store's log in which every word stands, from one day to another, the newest first."""
    folder = folder_of(str(path))
    words = wanted.casefold().split()
    found = [
        one
        for one in (audit_chain.entries(folder) if folder else ())
        if (first is None or one.at.date() >= first) and (last is None or one.at.date() <= last)
        and (not words or all(word in _written(one) for word in words))
    ]
    return found[::-1]


def verify(path: str | Path, database: Database | None = None, head: str | None = None) -> Verdict:
    """Walk along the chain; with the store, hold its batches against the log, too.

    `head` is a hash that was noted down elsewhere (on paper, in a backup): it must still be in the log.
    """
    folder = folder_of(str(path))
    if folder is None:
        return Verdict(0, None, None, audit_chain.BEGINNING)
    chain = audit_chain.walk(folder)
    problems = [said(one) for one in chain.breaks if one.kind != "torn"]
    remarks = [said(one) for one in chain.breaks if one.kind == "torn"]
    if head and not audit_chain.holds(folder, head):
        problems.append(label("audit.head_missing", hash=head))
    every = list(audit_chain.entries(folder))
    remarks += _odd(every)
    if database is not None:
        problems += _against_store(every, database)
    return Verdict(chain.entries, chain.first, chain.last, chain.head, tuple(problems), tuple(remarks))


def prune(path: str | Path, keep_days: int, actor: Actor) -> int:
    """Remove whole months older than so many days (never fewer than LEAST_DAYS); how many entries went."""
    folder = folder_of(str(path))
    if folder is None:
        return 0
    return audit_chain.prune(folder, max(keep_days, LEAST_DAYS), actor.account, actor.role)


def folder_of(path: str) -> Path | None:
    """Where the log of a store lies; a store in memory has none."""
    return None if path == ":memory:" else Path(path).with_suffix(TAIL)


def action_title(action: str) -> Label:
    """What an action is called; one without a name goes by its key."""
    try:
        return label(f"audit.action_{action}")
    except TextError:
        return Label(action, action)


def in_words(one: Entry, language: str = "zh") -> str:
    """What an entry tells beside who and when: the values of its detail, those that are known by name with it."""
    parts = [f"{detail_title(key).text(language)} {_plain(_named(key, value, language))}"
             for key, value in one.detail.items() if value not in (None, "", 0, [], {})]
    return "；".join(parts) if language == "zh" else "; ".join(parts)


def detail_title(key: str) -> Label:
    """What a part of the detail is called."""
    try:
        return label(f"audit.detail_{key}")
    except TextError:
        return Label(key, key)


def in_short(found: Verdict) -> Label:
    """The verdict in one sentence."""
    if found.entries == 0 and found.holds:
        return label("audit.holds_empty")
    if not found.holds:
        return label("audit.broken", count=len(found.problems), entries=found.entries, head=found.head)
    return label("audit.holds", entries=found.entries, first=f"{found.first:%Y-%m-%d %H:%M}",
                 last=f"{found.last:%Y-%m-%d %H:%M}", head=found.head)


def _named(key: str, value: Any, language: str) -> Any:
    """Tables are called by their titles."""
    if key not in ("table", "tables"):
        return value
    names = value if isinstance(value, list) else str(value).split(",")
    return [contracts()[one].title.text(language) if one in contracts() else one for one in names]


def _plain(value: Any) -> str:
    """A value on one line; a hash is told by its beginning."""
    if isinstance(value, dict):
        return "，".join(f"{key}: {_plain(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "、".join("—" if one is None else _plain(one) for one in value)
    text = str(value)
    return text[:12] if re.fullmatch("[0-9a-f]{64}", text) else text


def _adopt(folder: Path, action: str, actor: Actor, mark: str | None, detail: dict[str, Any]) -> None:
    """The entry carries no mark, or the waiting entry of that mark would be taken for entered, as it is where BUILT."""
    covers = mark if action in BUILT else None
    new = New(action, actor.account, actor.role, actor.area_code, detail | {"store": mark}, covers)
    audit_chain.append(folder, [new])


def _last_mark(folder: Path) -> str | None:
    """The mark that the store must have by what the log says last."""
    for one in audit_chain.backwards(folder):
        if one.action in ADOPTIONS:
            return one.detail.get("store")
        if one.mark:
            return one.mark
    return None


def _misfit(folder: Path, waiting: Sequence[dict[str, Any]], expected: str | None) -> str | None:
    """store_replaced: the log knows of changes that this store has not seen. log_missing: the other way round."""
    known = {row["mark"] for row in waiting}
    if known and not audit_chain.end(folder)[0]:
        return "log_missing"  # every log begins when its store is first opened, before anything is saved
    if expected in known or (expected is None and not known):
        return None
    follows = bool(waiting) and audit_chain.holds(folder, waiting[0]["after_hash"])
    if follows and (expected is None or _comes_before(folder, expected, waiting[0]["after_hash"])):
        return None  # saved, but the power went before it was moved to the log
    return "store_replaced"


def _comes_before(folder: Path, mark: str, hash_: str) -> bool:
    """Whether the last entry of this mark stands at or before the one of this hash."""
    for one in audit_chain.backwards(folder):
        if one.hash == hash_:
            return True
        if one.mark == mark or (one.action in ADOPTIONS and one.detail.get("store") == mark):
            return False
    return False


def said(one: Break) -> Label:
    """Where and how the chain does not hold."""
    return label(f"audit.break_{one.kind}", file=one.file, line=one.line)


def _odd(every: Sequence[Entry]) -> list[Label]:
    """Stores or logs that were exchanged, and a clock that went back."""
    found = [
        label("audit.odd", at=f"{one.at:%Y-%m-%d %H:%M}", what=action_title(one.action))
        for one in every
        if one.action in ("store_replaced", "log_missing")
    ]
    back = [(one, other) for one, other in itertools.pairwise(every)
            if other.at < one.at - datetime.timedelta(minutes=5)]
    found += [label("audit.clock_back", before=f"{one.at:%Y-%m-%d %H:%M}", after=f"{other.at:%Y-%m-%d %H:%M}",
                    sequence=other.sequence) for one, other in back]
    return found


def _against_store(every: Sequence[Entry], database: Database) -> list[Label]:
    """Batches that the log has and the store has not, and the other way round, as far as either must."""
    must: dict[str, bool] = {}
    is_own = True
    for one in every:
        batch = str(one.detail.get("batch"))
        if one.action in ADOPTIONS:
            must, is_own = {}, False
        elif one.action in ("import", "redo", "undo"):
            must[batch] = one.action != "undo"
    found = {row["batch_id"]: row for row in database.rows("select batch_id, state, uploaded_at from import_batch")}
    problems = [label("audit.batch_missing", batch=one) for one in must if one not in found]
    problems += [label("audit.batch_state", batch=one) for one, is_in in must.items()
                 if one in found and (found[one]["state"] != UNDONE) != is_in]
    begun = every[0].at.replace(tzinfo=None) if every else None
    if is_own and begun:
        problems += [label("audit.batch_unknown", batch=batch) for batch, row in found.items()
                     if batch not in must and row["uploaded_at"] > begun]
    return problems


def _written(one: Entry) -> str:
    title = action_title(one.action)
    parts = [one.account, one.role, one.action, title.zh, title.en, one.area_code or "", f"{one.at:%Y-%m-%d %H:%M}",
             json.dumps(one.detail, ensure_ascii=False), one.hash]
    return " ".join(parts).casefold()
