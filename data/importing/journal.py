"""What the audit log keeps of an upload: who, which file, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb

from data import audit
from data.audit import Actor
from data.database import Database
from data.importing.report import Report
from data.reading import UnreadableFile


@dataclass
class Journal:
    """One file on its way in; its name has no numbers of persons any more."""

    database: Database
    actor: Actor
    file_name: str
    sha256: str = ""

    def saved(self, cursor: duckdb.DuckDBPyConnection, report: Report) -> None:
        """To be called inside the transaction that saves the batch."""
        audit.note(self.database, cursor, "import", self.actor, self._detail(report))

    def refused(self, report: Report) -> None:
        """A file that was not saved because of what stands in it, or because it says nothing new."""
        if report.status in ("rejected", "unchanged"):
            self._record(f"import_{report.status}", self._detail(report))

    @contextmanager
    def unreadable(self) -> Iterator[None]:
        """Enters a file that cannot be read."""
        try:
            yield
        except UnreadableFile as problem:
            self._record("import_unreadable", {"file": self.file_name, "reason": problem.label.zh})
            raise

    def _record(self, action: str, detail: dict[str, Any]) -> None:
        audit.record(self.database, action, account=self.actor.account, role=self.actor.role,
                     area_code=self.actor.area_code, detail=detail)

    def _detail(self, report: Report) -> dict[str, Any]:
        return {
            "file": self.file_name,
            "sha256": self.sha256,
            "table": report.table,
            "batch": report.batch,
            "rows": report.rows_loaded,
            "rejected": report.rows_rejected,
            "problems": len(report.rejects),
        }
