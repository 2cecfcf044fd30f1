"""What the clerk says of a file before it is confirmed: tables, columns, and the year or month that it leaves out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data.contracts import contracts
from data.importing.report import WrongCall
from data.language import label
from data.reading import Said
from data.reading.matching import named
from data.reading.words import plain


@dataclass(frozen=True)
class Told:
    """`columns`: (sheet, heading) -> field, its title, or nothing to leave it out; sheet "" speaks of all sheets.

    `tables`: sheet -> table.
    """

    columns: Mapping[tuple[str, str], str] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    month: datetime.date | None = None

    def of(self, sheet: str) -> Said:
        """What is said of one sheet."""
        columns = {plain(heading): name for (one, heading), name in self.columns.items() if one in ("", sheet)}
        return Said(columns, self.year, self.month)

    def speaks_of(self, sheet: str) -> bool:
        """Whether it says anything of the columns or the table of the sheet."""
        return sheet in self.tables or any(one in ("", sheet) for one, _ in self.columns)

    def check(self) -> None:
        """Raises WrongCall when a table or field does not exist."""
        for name in self.tables.values():
            if name not in contracts():
                raise WrongCall(label("import_file.unknown_table", table=name, tables="、".join(contracts())))
        for (_, heading), name in self.columns.items():
            if name and not any(named(one, name) for one in contracts().values()):
                raise WrongCall(label("told.no_field", heading=heading, field=name))

    def check_headings(self, there: Iterable[str]) -> None:
        """Raises WrongCall when a heading stands on no sheet."""
        known = set(map(plain, there))
        for _, heading in self.columns:
            if plain(heading) not in known:
                raise WrongCall(label("told.no_heading", heading=heading))


def told_of(pairs: Iterable[str], year: int | None = None, month: str | None = None) -> Told:
    """From the command line: 列名=field, and the month as 2026-10. Raises WrongCall for what is neither."""
    columns = {}
    for one in pairs:
        heading, equals, name = one.rpartition("=")
        if not equals or not heading.strip():
            raise WrongCall(label("told.no_pair", text=one))
        columns["", heading.strip()] = name.strip()
    if year is not None and not 1949 <= year <= 2049:
        raise WrongCall(label("told.no_year", text=year))
    try:
        first = datetime.datetime.strptime(month, "%Y-%m").date() if month else None
    except ValueError:
        raise WrongCall(label("told.no_month", text=month)) from None
    return Told(columns, {}, year, first)
