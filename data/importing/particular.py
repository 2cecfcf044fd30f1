"""Checks that only one table needs: the tree of areas, and the units of the long-form figures."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations

import duckdb

from data import metrics
from data.areas import AreaNames, simplified
from data.importing.boundaries import outside, overlaps
from data.importing.sheet import Sheet, add_problem, add_problems, bad_rows
from data.language import Label, label

_SPAN = "coalesce(valid_from, date '1900-01-01'), coalesce(valid_to, date '9999-12-31')"


def check_particular(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> list[Label]:
    """Note what only this table's own rules find; returns remarks that belong to no single cell."""
    if sheet.contract.name == "area":
        return _check_areas(cursor, sheet)
    if sheet.contract.name == "statistic":
        _check_units(cursor, sheet)
    return []


def _check_areas(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> list[Label]:
    _parents_exist(cursor, sheet)
    wrong_parent = "length(parent_code) <> length(area_code) - 3"
    add_problems(cursor, sheet, "parent_code", wrong_parent, label("import_cell.parent_level"))
    _names_are_unique(cursor, sheet)
    return [*_overlapping(cursor, sheet), *_outside(cursor, sheet)] if "boundary" in sheet.supplied else []


def keep_names(cursor: duckdb.DuckDBPyConnection, sheet: Sheet, names: AreaNames) -> None:
    """A boundary that comes with another spelling of its area's name (安康 for 安康社区) does not rename the area."""
    if sheet.contract.name != "area" or not {"boundary", "area_name"} <= set(sheet.supplied):
        return
    told = f"select row_number, area_code, area_name from {sheet.typed} where area_code is not null"
    for row, code, name in cursor.execute(told).fetchall():
        stored = names.name(code)
        if code in names and name and name != stored and names.resolve(name, code[:-3]).code == code:
            cursor.execute(f"update {sheet.typed} set area_name = ? where row_number = ?", [stored, row])


def _parents_exist(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """A missing district above a street is only worth a remark: offices know their own street first."""
    found = cursor.execute(
        f"""
        select r.row_number, r.parent_code, length(r.area_code) = 9
        from {sheet.merged} as r
        where r.parent_code is not null
          and not exists (select 1 from area as a where a.area_code = r.parent_code)
          and not exists (select 1 from {sheet.merged} as a where a.area_code = r.parent_code)
        """
    ).fetchall()
    for row, code, is_street in found:
        if is_street:
            add_problem(
                cursor, sheet, "parent_code", row, label("import_cell.district_unknown", code=code), "warning"
            )
        else:
            column = "parent_code" if "parent_code" in sheet.columns else "area_code"
            add_problem(cursor, sheet, column, row, label("import_cell.parent_unknown", code=code))


def _names_are_unique(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """No two areas of one parent share a name at the same time, whatever its script and spaces."""
    found = cursor.execute(
        f"""
        select row_number, area_code, parent_code, area_name, {_SPAN} from {sheet.merged}
        where area_name is not null and row_number not in {bad_rows(sheet)}
        union all
        select null, area_code, parent_code, area_name, {_SPAN} from area as e
        where not exists (select 1 from {sheet.merged} as r where r.area_code = e.area_code)
          and parent_code in (select parent_code from {sheet.merged})
        """
    ).fetchall()
    namesakes = defaultdict(list)
    for row, code, parent, name, first, last in found:
        namesakes[parent, simplified(name)].append((row, code, first, last))
    for same in namesakes.values():
        for (row, code, first, last), (_, other, since, until) in permutations(same, 2):
            if row is not None and code != other and first <= until and since <= last:
                add_problem(cursor, sheet, "area_name", row, label("import_cell.same_name", code=other))


def _overlapping(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> list[Label]:
    """Siblings whose boundaries lie on top of each other; the whole family of every area with a new one."""
    families = cursor.execute(
        f"""
        with siblings as (
            select area_code, area_name, parent_code, level, boundary from {sheet.merged}
            where valid_to is null and row_number not in {bad_rows(sheet)}
            union all
            select area_code, area_name, parent_code, level, boundary from area as e
            where valid_to is null
              and not exists (select 1 from {sheet.merged} as r where r.area_code = e.area_code)
              and parent_code in (select parent_code from {sheet.merged} where boundary is not null)
        )
        select list(area_code order by area_code), list(area_name order by area_code),
               list(boundary order by area_code)
        from siblings where boundary is not null and parent_code is not null
        group by parent_code, level having count(*) > 1
        """
    ).fetchall()
    remarks = []
    for codes, area_names, boundaries in families:
        called = dict(zip(codes, area_names, strict=True))
        for one, other, share in overlaps(dict(zip(codes, boundaries, strict=True))):
            remarks.append(
                label(
                    "import_cell.boundary_overlaps",
                    name=f"{called[one]}（{one}）",
                    other=f"{called[other]}（{other}）",
                    percent=f"{share * 100:.0f}",
                )
            )
    return remarks


def _outside(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> list[Label]:
    """Areas that reach beyond their parent, where this sheet draws either of the two."""
    pairs = cursor.execute(
        f"""
        with drawn as (
            select area_code, area_name, parent_code, boundary, true as is_new from {sheet.merged}
            where valid_to is null and boundary is not null and row_number not in {bad_rows(sheet)}
            union all
            select area_code, area_name, parent_code, boundary, false from area as e
            where valid_to is null and boundary is not null
              and not exists (select 1 from {sheet.merged} as r where r.area_code = e.area_code)
        )
        select c.area_name, c.area_code, p.area_name, p.area_code, c.boundary, p.boundary
        from drawn as c join drawn as p on p.area_code = c.parent_code
        where c.is_new or p.is_new
        order by c.area_code
        """
    ).fetchall()
    return [
        label(
            "import_cell.boundary_outside",
            name=f"{name}（{code}）",
            parent=f"{parent_name}（{parent_code}）",
            percent=f"{share * 100:.0f}",
        )
        for name, code, parent_name, parent_code, boundary, parent in pairs
        if (share := outside(boundary, parent))
    ]


def _check_units(cursor: duckdb.DuckDBPyConnection, sheet: Sheet) -> None:
    """272 套 of something counted in 栋 are kept as they were printed, and said."""
    known = metrics.metrics()
    pairs = cursor.execute(
        f"select distinct metric_id, unit from {sheet.merged} where unit is not null and value is not null"
    ).fetchall()
    for metric_id, unit in pairs:
        metric = known.get(metric_id)
        if metric and metric.factor(unit) is None:
            reason = label(
                "import_cell.unit_not_of_metric", metric=metric.label, unit=metric.unit, given=unit
            )
            same = "metric_id = ? and unit = ? and value is not null"
            found = cursor.execute(
                f"select row_number from {sheet.merged} where {same}", [metric_id, unit]
            ).fetchall()
            for (row,) in found:
                add_problem(cursor, sheet, "unit", row, reason, "warning")
