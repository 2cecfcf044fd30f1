"""The unit's own templates for slides and brief: kept in the store, so that every file follows them from then on."""
from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from data.database import Database

Kind = Literal["deck", "word"]
KINDS: tuple[Kind, ...] = ("deck", "word")


@dataclass(frozen=True)
class Template:
    """One template: its file's name and bytes, and since when it is used."""

    file_name: str
    kept_at: datetime.datetime
    content: bytes


def keep(database: Database, kind: Kind, file_name: str, content: bytes) -> None:
    """Use this file from now on. Whether it can be used at all is for the writer of the files to say first."""
    now = datetime.datetime.now().replace(microsecond=0)
    with database.write() as cursor:
        cursor.execute("insert or replace into report_template values (?, ?, ?, ?)", [kind, file_name, now, content])


def kept(database: Database, kind: str) -> Template | None:
    """The unit's own template, if it has one."""
    rows = database.rows("select file_name, kept_at, content from report_template where kind = ?", [kind])
    return Template(**rows[0]) if rows else None


def forget(database: Database, kind: str) -> None:
    """Back to the usual look."""
    with database.write() as cursor:
        cursor.execute("delete from report_template where kind = ?", [kind])
