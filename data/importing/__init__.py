"""Import: stage -> check -> rehearse or commit -> undo. Nothing in, nothing lost, everything undoable.

    report = import_file(database, path, refresh=queries.cube.refresh)
    undo(database, report.batch, refresh=queries.cube.refresh)

A file goes in as a whole, in one transaction, or not at all (unless good rows are to be taken without the bad
ones). `refresh` is called inside the transaction with what changed, so no reader ever sees half an import.
"""

from __future__ import annotations

from data.importing.batches import Refresh, Undone, history, redo, status, undo
from data.importing.give_back import NOTES_SHEET, given_back
from data.importing.intake import import_file, plain_name
from data.importing.mending import OpenRejects, give_up, open_rejects, to_mend
from data.importing.originals import Original, kept, original
from data.importing.report import Changes, Reject, Report, SheetReport, SkippedRow, WrongCall
from data.importing.told import Told, told_of

__all__ = [
    "NOTES_SHEET",
    "Changes",
    "OpenRejects",
    "Original",
    "Refresh",
    "Reject",
    "Report",
    "SheetReport",
    "SkippedRow",
    "Told",
    "Undone",
    "WrongCall",
    "give_up",
    "given_back",
    "history",
    "import_file",
    "kept",
    "open_rejects",
    "original",
    "plain_name",
    "redo",
    "status",
    "to_mend",
    "told_of",
    "undo",
]
