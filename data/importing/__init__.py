"""Import: stage -> check -> rehearse or commit -> undo. Nothing in, nothing lost, everything undoable.

    report = import_file(database, path, refresh=queries.cube.refresh)
    undo(database, report.batch, refresh=queries.cube.refresh)

A file goes in as a whole, in one transaction, or not at all (unless good rows are to be taken without the bad
ones). `refresh` is called inside the transaction with what changed, so no reader ever sees half an import.
"""

from __future__ import annotations

from data.importing.batches import Refresh, Undone, history, status, undo
from data.importing.intake import NOTES_SHEET, import_file, plain_name
from data.importing.report import Changes, Reject, Report, SheetReport, SkippedRow, WrongCall

__all__ = [
    "NOTES_SHEET",
    "Changes",
    "Refresh",
    "Reject",
    "Report",
    "SheetReport",
    "SkippedRow",
    "Undone",
    "WrongCall",
    "history",
    "import_file",
    "plain_name",
    "status",
    "undo",
]
