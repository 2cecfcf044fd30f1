"""Where things stand on the earth: declared GCJ-02 and BD-09 become WGS84, and degrees that changed places are refused.

A column 坐标系 declares the system row by row (GeoJSON may declare it for the whole file), else the caller does; what
nobody declared is WGS84.
"""

from __future__ import annotations

import json
from collections import Counter

import duckdb

from data.coordinates import SYSTEMS, converted, swapped, system_of, to_wgs84
from data.importing.report import WrongCall
from data.importing.sheet import Sheet, add_problem
from data.language import Label, label
from data.reading.words import plain

_HEADINGS = ("坐标系", "坐标系统", "坐标类型", "坐标体系", "crs", "coordinate_system", "coordinatesystem")
_PLACED = ("lon", "lat", "boundary")


def known_system(text: str | None) -> str:
    """The system that a caller names; raises WrongCall when there is no such one."""
    system = system_of(text) if text else SYSTEMS[0]
    if system is None:
        raise WrongCall(label("import_file.unknown_crs", text=text, systems="、".join(SYSTEMS)))
    return system


def declaring_column(sheet: Sheet) -> str | None:
    """The cell column that says in which system a row's degrees are."""
    if not set(_PLACED) & set(sheet.columns):
        return None
    named = (column for column, heading in sheet.recognised.headings.items() if plain(heading) in _HEADINGS)
    return next((column for column in named if column in sheet.data.column_names), None)


def straighten(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, usual: str) -> list[Label]:
    """Bring the typed degrees of a sheet to WGS84; returns what was converted, in words."""
    placed = [name for name in _PLACED if name in sheet.columns]
    if not placed:
        return []
    _refuse_swapped(cursor, sheet)
    if column := declaring_column(sheet):
        sheet.settled.append(column)
    declared = _declared(cursor, sheet)
    counted: Counter[str] = Counter()
    columns = [f"t.{name}" if name in placed else "null" for name in _PLACED]
    found = cursor.execute(f"select t.row_number, {', '.join(columns)} from {sheet.typed} as t").fetchall()
    for row, lon, lat, boundary in found:
        system = declared.get(row, usual)
        if system is None:
            reason = label("import_cell.unknown_crs", text=_text(cursor, sheet, row), systems="、".join(SYSTEMS))
            add_problem(cursor, sheet, placed[-1], row, reason)
        elif system != SYSTEMS[0] and (boundary or (lon is not None and lat is not None)):
            _convert(cursor, sheet, row, (lon, lat, boundary), system)
            counted[system] += 1
    return [label("import_warning.converted", system=system, rows=rows) for system, rows in sorted(counted.items())]


def _refuse_swapped(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    if not {"lon", "lat"} <= set(sheet.columns):
        return
    told = "lon is not null and lat is not null"
    for row, lon, lat in cursor.execute(f"select row_number, lon, lat from {sheet.typed} where {told}").fetchall():
        if swapped(lon, lat):
            add_problem(cursor, sheet, "lat", row, label("import_cell.swapped", lon=f"{lat:g}", lat=f"{lon:g}"))


def _declared(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> dict[int, str | None]:
    """The declared system of each row that declares one; None where it is none that we know."""
    column = declaring_column(sheet)
    if column is None:
        return {}
    found = cursor.execute(f"select row_number, {column} from {sheet.cells} where {column} is not null").fetchall()
    systems = {text: system_of(text) for _, text in found}
    return {row: systems[text] for row, text in found}


def _text(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, row: int) -> str:
    sql = f"select {declaring_column(sheet)} from {sheet.cells} where row_number = ?"
    found = cursor.execute(sql, [row]).fetchone()
    return str(found[0]) if found else ""


def _convert(
    cursor: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    row: int,
    place: tuple[float | None, float | None, str | None],
    system: str,
) -> None:
    lon, lat, boundary = place
    new: dict[str, float | str] = {}
    if lon is not None and lat is not None:
        new["lon"], new["lat"] = (round(degrees, 7) for degrees in to_wgs84(lon, lat, system))
    if boundary:
        new["boundary"] = json.dumps(converted(json.loads(boundary), system), separators=(",", ":"))
    sets = ", ".join(f"{name} = ?" for name in new)
    cursor.execute(f"update {sheet.typed} set {sets} where row_number = ?", [*new.values(), row])
