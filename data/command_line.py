"""What the command lines share: wrong calls and failures end with code 2 and one clear sentence in Chinese.

With --json that sentence stands on the standard output as `{"status": "rejected", "error": …}`; what only a
programmer can read goes to the error stream.
"""

from __future__ import annotations

import datetime
import json
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any

import typer

from data import audit, faults
from data.database import database_path
from data.language import Label, label

WRONG_CALL = 2
UsageError: type[Exception] = typer.BadParameter.__mro__[1]
_KINDS = {"NoSuchOption": "no_option", "MissingParameter": "missing", "NoSuchCommand": "no_command"}


def run(app: typer.Typer) -> int:
    """Do what the command line asks; the exit code."""
    try:
        code = typer.main.get_command(app).main(standalone_mode=False)
    except UsageError as problem:
        return _misused(problem)
    except typer.Abort:  # Ctrl-C: whatever was being written is rolled back by now
        refuse(label("command_line.cancelled"))
        return WRONG_CALL
    except Exception as problem:
        if is_interruption(problem):
            refuse(label("command_line.cancelled"))
            return WRONG_CALL
        if said := faults.said_of(problem, database_path()):
            refuse(said)
            return WRONG_CALL
        unexpected(problem)  # whatever it is, scripts are to get an answer that they can read
        return WRONG_CALL
    return code if isinstance(code, int) else 0


def is_interruption(problem: BaseException) -> bool:
    """Ctrl-C: Python's own exception, or what DuckDB makes of the signal in the middle of a statement."""
    return isinstance(problem, KeyboardInterrupt) or str(problem) == "Query interrupted"


def unexpected(problem: BaseException, **more: Any) -> None:
    """Say that something failed which nobody foresaw."""
    traceback.print_exception(problem, file=sys.stderr)
    refuse(label("command_line.unexpected", problem=f"{type(problem).__name__}: {problem}"), **more)


def refuse(said: Label, **more: Any) -> None:
    """Say why nothing was done; `more` goes into the JSON."""
    if "--json" in sys.argv:
        print_json({"status": "rejected", **more, "error": said.zh})
    typer.echo(said.zh, err=True)


def taken_away(
    store: Path | None, kind: str, to: Path, area: str = "", area_code: str | None = None, **more: Any
) -> Label:
    """Enter in the audit log that a command is about to write a file or folder of that kind; the line for the file.

    Raises OSError, and then nothing may be written, for no export goes without its entry.
    """
    by = replace(audit.local_actor(), area_code=area_code)
    audit.record_at(store or database_path(), "export", by, {"kind": kind, "file": to.name, **more})
    at = datetime.datetime.now()
    return label("access.exported", who=by.account, at=f"{at:%Y-%m-%d %H:%M}", area=area)


def print_json(value: Any) -> None:
    """JSON as people can read it, too."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _misused(problem: Any) -> int:
    kind = type(problem).__name__
    if kind == "NoArgsIsHelpError":
        typer.echo(problem.format_message(), err=True)
        return WRONG_CALL
    parameter = getattr(problem, "param", None)
    names = [*getattr(parameter, "opts", ()), getattr(problem, "option_name", None), "?"]
    said = next(one for one in names if one)
    if parameter is not None and not said.startswith("-"):
        said = said.upper()
    name = _KINDS.get(kind) or ("bad_value" if parameter is not None else "misused")
    refuse(label(f"command_line.{name}", name=said, problem=problem.format_message()))
    return WRONG_CALL
