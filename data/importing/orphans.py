"""Rows that name an area which is not there (any more): nobody's figures, until the areas come back."""

from __future__ import annotations

import duckdb

from data.contracts import Contract, contracts
from data.language import Label, label

_SHOWN = 3


def orphans(cursor: duckdb.DuckDBPyConnection) -> list[Label]:
    """One remark that names the tables and counts, or none when every row's area stood on the row's day."""
    counted = {}
    for contract in contracts().values():
        if contract.name != "area":
            rows, codes = _without_area(cursor, contract)
            if rows:
                counted[contract] = rows, codes
    if not counted:
        return []
    tables = Label(
        "、".join(f"{one.title.zh}{rows}行" for one, (rows, _) in counted.items()),
        ", ".join(f"{one.title.en} ({rows} rows)" for one, (rows, _) in counted.items()),
    )
    codes = sorted({code for _, codes in counted.values() for code in codes})
    shown = "、".join(codes[:_SHOWN]) + ("…" if len(codes) > _SHOWN else "")
    return [label("import_warning.orphans", tables=tables, codes=shown)]


def _without_area(cursor: duckdb.DuckDBPyConnection, contract: Contract) -> tuple[int, list[str]]:
    area = contract.area_column
    required = [name for name in contract.dated_fields if contract.field(name).required]
    day = next(iter([*required, *contract.dated_fields]), None)
    since = f'coalesce(r."{day}"::date, date \'1900-01-01\')' if day else "date '9999-12-31'"
    found = cursor.execute(
        f"""
        select count(*), coalesce(list(distinct {area}), []) from {contract.name} as r
        where {area} is not null and not exists (
            select 1 from area as a
            where a.area_code = r.{area} and coalesce(a.valid_to, date '9999-12-31') >= {since})
        """
    ).fetchone()
    return (int(found[0]), list(found[1])) if found else (0, [])
