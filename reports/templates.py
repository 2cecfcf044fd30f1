"""The unit's own templates for slides and brief: kept in the store, so that every file follows them from then on."""
from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from typing import Literal

from data import audit
from data.audit import Actor
from data.database import Database

Kind = Literal["deck", "word"]
KINDS: tuple[Kind, ...] = ("deck", "word")


@dataclass(frozen=True)
class Template:
    """One template: its file's name and bytes, and since when it is used."""

    file_name: str
    kept_at: datetime.datetime
    content: bytes


def keep(database: Database, kind: Kind, file_name: str, content: bytes, actor: Actor | None = None) -> None:
    """Use this file from now on. Whether it can be used at all is for the writer of the files to say first."""
    now = datetime.datetime.now().replace(microsecond=0)
    detail = {"kind": kind, "file": file_name, "sha256": hashlib.sha256(content).hexdigest()}
    with database.write() as cursor:
        cursor.execute("insert or replace into report_template values (?, ?, ?, ?)", [kind, file_name, now, content])
        audit.note(database, cursor, "template", actor or audit.local_actor(), detail)
    audit.settle(database)


def kept(database: Database, kind: str) -> Template | None:
    """The unit's own template, if it has one."""
    rows = database.rows("select file_name, kept_at, content from report_template where kind = ?", [kind])
    return Template(**rows[0]) if rows else None


def forget(database: Database, kind: str, actor: Actor | None = None) -> None:
    """Back to the usual look."""
    with database.write() as cursor:
        cursor.execute("delete from report_template where kind = ?", [kind])
        audit.note(database, cursor, "template_gone", actor or audit.local_actor(), {"kind": kind})
    audit.settle(database)
