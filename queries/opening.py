"""Opening a store for work: indicators as their files define them today, and what the audit log must know of it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data import audit, program_log
from data.access import rules as access
from data.audit import Actor
from data.database import Database
from data.language import Label, label
from queries import cube
from queries.settings import setting, settings

_log = logging.getLogger("street.store")


def open_store(
    path: str | Path | None = None, actor: Actor | None = None, tell: Callable[[Label], object] = lambda _said: None,
) -> Database:
    """The store, brought up to date; the audit log settled, changed settings entered, old entries removed.

    `actor` is who opens it, the operating system's user if nobody is named; `tell` is told what will take some time.
    Raises DatabaseBusy, SettingError and what DuckDB says of a file that is no store.
    """
    database = Database(path)
    if database.path != ":memory:":
        program_log.begin(database.path)
    try:
        actor = actor or audit.local_actor()
        if said := audit.opened(database, actor):
            _log.warning(said.zh)
        cube.bring_up_to_date(database, lambda count: _tell_of(database, count, tell))
        note_settings(database, actor)
        audit.prune(database.path, setting("audit_days"), actor)
    except BaseException:
        database.close()
        raise
    _log.info("opened %s", Path(database.path).name)
    return database


def _tell_of(database: Database, count: int, tell: Callable[[Label], object]) -> None:
    """Say that indicators will be counted anew; of a store that holds nothing there is nothing to wait for."""
    if count and database.rows("select 1 from table_months limit 1"):
        said = label("command.counting_anew", count=count)
        _log.warning(said.zh)
        tell(said)


def note_settings(database: Database, actor: Actor) -> None:
    """Enter what the office has set otherwise since that was last noted: [before, now] by setting.

    That includes who may sign in and do what (access.toml). A file of rules that is wrong changes nothing yet.
    """
    rows = database.rows("select content from settings_seen")
    before: dict[str, Any] = json.loads(rows[0]["content"]) if rows else {}
    now = _own() | _access(database, before)
    if now == before:
        return
    keys = sorted({*before, *now})
    changed = {key: [before.get(key), now.get(key)] for key in keys if before.get(key) != now.get(key)}
    file = settings().own_file
    with database.write() as cursor:
        cursor.execute("delete from settings_seen")
        cursor.execute("insert into settings_seen values (?)", [json.dumps(now, ensure_ascii=False)])
        audit.note(database, cursor, "settings", actor, {"changed": changed, "file": file.name if file else None})
    audit.settle(database)


def _access(database: Database, before: dict[str, Any]) -> dict[str, Any]:
    """Who may do what; as it was before where the file cannot be read."""
    if database.path == ":memory:":
        return {}
    try:
        return access.read(access.access_path(Path(database.path))).told()
    except (access.AccessError, OSError):
        return {key: value for key, value in before.items() if key.startswith("access.")}


def _own() -> dict[str, Any]:
    """What differs from the shipped settings, those of single indicators as `indicator.key`."""
    found: dict[str, Any] = {one.id: one.value for one in settings().by_id.values() if not one.is_default}
    for name, said in settings().of_indicators.items():
        found |= {f"{name}.{key}": value for key, value in said.items()}
    return found
