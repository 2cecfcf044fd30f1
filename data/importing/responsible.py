"""Whose rows somebody may load: those of the areas that person answers for, and of no other."""
from __future__ import annotations

from collections.abc import Sequence

import duckdb

from data.importing.sheet import Sheet, add_problems
from data.importing.staging import same_key
from data.language import label


def outside(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, codes: Sequence[str]) -> None:
    """Note every row that is about another area than these, and every one that would replace such a row."""
    contract = sheet.contract
    area = contract.area_column
    cursor.execute("create or replace temp table own_area as select unnest($codes::varchar[]) as code",
                   {"codes": list(codes)})
    others = "not exists (select 1 from own_area where starts_with({area}, own_area.code))"
    column = area if area in sheet.columns else next(iter(sheet.columns), area)
    mine = others.format(area=f'r."{area}"')
    add_problems(cursor, sheet, column, f'r."{area}" is not null and {mine}', label("import_cell.other_area"))
    theirs = f"""exists (select 1 from {contract.name} as e where {same_key(contract, "r", "e")}
        and {others.format(area=f'e."{area}"')})"""
    keys = [name for name in contract.primary_key if name in sheet.columns]
    add_problems(cursor, sheet, keys[0] if keys else column, theirs, label("import_cell.row_of_other_area"))
    cursor.execute("drop table own_area")
