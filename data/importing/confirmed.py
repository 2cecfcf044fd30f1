"""Column mappings that were confirmed by an import: the same heading is read the same way again.

A heading is known by its words, whatever the order of the columns. Batches that were undone confirm nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from data.contracts import contracts
from data.database import IN_STORE
from data.language import label
from data.reading import Recognised, Said, SheetCells
from data.reading.headings import SEARCHED_ROWS
from data.reading.words import plain
from data.remembering import Rows

FEWEST_TAKEN, ENOUGH_COLUMNS = 2, 4


@dataclass(frozen=True)
class Confirmed:
    """How a heading was read: its table, and the heading of each field."""

    heading: tuple[str, ...]
    table: str
    columns: dict[str, str]
    file: str

    @property
    def taken(self) -> set[str]:
        """The words of the heading that were taken for a field."""
        return set(map(plain, self.columns.values())) & set(self.heading)

    def wording(self) -> dict[str, str]:
        """Heading -> field, the first of those that it was taken for; empty: it was left out."""
        fields = {plain(text): name for name, text in reversed(self.columns.items())}
        return {text: fields.get(text, "") for text in self.heading}


def heading_of(found: Recognised) -> tuple[str, ...]:
    """All words of the heading, sorted."""
    return tuple(sorted(plain(text) for text in (*found.headings.values(), *found.forbidden)))


def confirmed(database: Rows) -> list[Confirmed]:
    """The latest confirmed reading of every heading."""
    sql = "select mapping, file_name from import_batch where state = $state order by sequence desc"
    latest: dict[tuple[str, ...], Confirmed] = {}
    for row in database.rows(sql, {"state": IN_STORE}):
        for one in json.loads(row["mapping"])["sheets"]:
            heading = tuple(one.get("heading", ()))
            if heading and one["table"] in contracts():
                latest.setdefault(heading, Confirmed(heading, one["table"], one["columns"], row["file_name"]))
    return list(latest.values())


def as_confirmed(
    found: Recognised, known: list[Confirmed], again: Callable[..., Recognised], said: Said, cells: SheetCells
) -> Recognised:
    """The sheet as it was read when its heading was confirmed, with a remark where that makes a difference.

    `again` recognises the sheet as a given table with what is said of its columns. The heading need not be the same:
    further columns do not matter as long as those that were taken are there.
    """
    one = _known_heading(found, known) if found.contract else _known_words(known, cells)
    if one is None:
        return found
    read = again(one.table, said=said) if one.table != found.contract else found
    if not one.taken <= set(heading_of(read)):  # words that only its clerk knows
        read = again(one.table, said=replace(said, columns=one.wording()))
    elif moved := _moved(read, one):
        read = again(one.table, said=replace(said, columns=moved))
    if read is found or read.contract is None or not _is_it(read, one):
        return found
    title = contracts()[one.table].title
    remark = label("import_warning.as_confirmed", file=one.file, table=title)
    return replace(read, notes=[remark, *read.notes])


def _known_heading(found: Recognised, known: list[Confirmed]) -> Confirmed | None:
    """The same heading, else one of the same table whose columns are all there."""
    heading = heading_of(found)
    same = next((one for one in known if one.heading == heading), None)
    return same or next((one for one in known if one.table == found.contract and one.taken <= set(heading)), None)


def _known_words(known: list[Confirmed], cells: SheetCells) -> Confirmed | None:
    """The heading whose words all stand in one row of the sheet, or, of a long one, those of the columns taken."""
    rows = [
        {plain(text) for text in row.values() if isinstance(text, str)}
        for row in cells.cells.slice(0, SEARCHED_ROWS).to_pylist()
    ]
    for one in known:
        enough = [set(one.heading)] + ([set(one.taken)] if len(one.taken) >= ENOUGH_COLUMNS else [])
        if any(words <= row for words in enough for row in rows):
            return one
    return None


def _is_it(read: Recognised, one: Confirmed) -> bool:
    """What was found in a row is the heading of the table, nothing more and nothing less (unless it is a long one)."""
    heading = heading_of(read)
    return heading == one.heading or (one.taken <= set(heading) and len(one.taken) >= FEWEST_TAKEN)


def _moved(read: Recognised, one: Confirmed) -> dict[str, str]:
    """Heading -> field where the sheet is read otherwise than it was confirmed; empty: it was left out then."""
    if read.figures:
        return {}
    counted = Counter(map(plain, read.headings.values()))
    places = {plain(text): column for column, text in read.headings.items() if counted[plain(text)] == 1}
    held = {column: name for name, column in read.columns.items()}
    by_heading: dict[str, list[str]] = {}
    for name, text in one.columns.items():
        by_heading.setdefault(plain(text), []).append(name)
    moved = {}
    for heading in places.keys() & set(one.heading):
        names, now = by_heading.get(heading, []), held.get(places[heading])
        if names and now not in names:
            moved[heading] = names[0]
        elif not names and now:
            moved[heading] = ""
    return moved
