"""What the commands on indicators share: the store, the area, the period and the numbers as they are called for."""
from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from data import areas
from data.command_line import WRONG_CALL, refuse
from data.database import Database, DatabaseBusy
from data.language import Label, label
from queries import opening, sources
from queries.catalogue import catalogue
from queries.periods import Period, month_end
from queries.settings import SettingError, belong_to

JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON")]
DatabaseOption = Annotated[Path | None, typer.Option(help="数据库文件，默认 STREET_DATABASE 或 data/store/")]


def read_definitions(database: Path | None = None) -> None:
    """The settings and definitions in force for this store; a wrong settings file ends the program here."""
    if database:
        belong_to(database)
    try:
        catalogue()
    except SettingError as problem:
        refused(problem.said)


def open_store(path: Path | None) -> Database:
    """The store, up to date; ends the program when another one has it open."""
    try:
        return opening.open_store(path, tell=lambda said: typer.echo(said.zh, err=True))
    except DatabaseBusy as busy:
        refused(label("command.busy", path=busy))


def level_below(store: Database, code: str) -> str | None:
    """The level of the nearest areas below: the communities of a street, the grids of a community."""
    levels = {one.level for one in areas.every(store) if one.code.startswith(code) and one.code != code}
    return next((level for level in areas.LEVELS if level in levels), None)


def area_code(store: Database, text: str) -> str:
    """The code of the area called so; ends the program when there is none or several."""
    names = areas.AreaNames(store)
    match = names.resolve(text)
    if match.code is None:
        refused(_no_such_area(names, text, match))
    return match.code


def _no_such_area(names: areas.AreaNames, text: str, match: areas.Match) -> Label:
    candidates = "、".join(f"{names.path(code)}（{code}）" for code in match.candidates)
    several = "which_area" if match.how == "ambiguous" else "no_area_but"
    return label(f"command.{several if candidates else 'no_area'}", name=text, candidates=candidates)


def period(
    store: Database, code: str, month: str | None, year: int | None, first: str | None, last: str | None
) -> Period:
    """The one period that was asked for, else the year so far; ends the program when it is none."""
    asked = [month is not None, year is not None, first is not None or last is not None]
    if sum(asked) > 1 or (first is None) != (last is None):
        refused(label("command.one_period"))
    try:
        if month is not None:
            return _month(month)
        if year is not None:
            return Period.year(year)
        if first is not None and last is not None:
            return Period.between(_day(first, end=False), _day(last, end=True))
    except ValueError:
        refused(label("command.bad_period", given=month or year or f"{first}—{last}"))
    covered = sources.as_of(store, code)
    if covered is None:
        refused(label("command.no_data", name=code))
    return Period.year_to_date(covered)


def _month(text: str) -> Period:
    year, _, month = text.replace("/", "-").partition("-")
    return Period.month(int(year), int(month))


def _day(text: str, end: bool) -> date:
    """A day, or the first or last day of a month given as YYYY-MM."""
    if len(text) == len("2026-01"):
        first = date.fromisoformat(f"{text}-01")
        return month_end(first) if end else first
    return date.fromisoformat(text)


def plain(amount: float | None) -> float | int | None:
    """Without float noise, and whole numbers as such."""
    if amount is None:
        return None
    rounded = round(amount, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def refused(reason: Label) -> NoReturn:
    """Say why nothing can be answered, and end the program."""
    refuse(reason)
    raise typer.Exit(WRONG_CALL)
