"""What stands in cells that nobody filled: defaults, what follows from the row itself, and a key.

Everything here is SQL over the typed columns of one sheet.
"""

from __future__ import annotations

from data.contracts import TYPES, Contract, Field
from data.importing.sheet import Sheet
from data.reading.matching import COUNTERS
from data.reading.words import plain

QUALIFIER_BOUND = (
    "case qualifier when 'ge' then 2 when 'gt' then 2 when 'lt' then 1 when 'approx' then 3 else 0 end"
)
# What stands in a blank cell of these fields follows from the row itself.
DERIVED = {
    ("area", "level"): "case length(area_code) when 6 then 'district' when 9 then 'street' "
    "when 12 then 'community' when 15 then 'grid' when 18 then 'building' end",
    ("area", "parent_code"): "case when length(area_code) > 6 then left(area_code, -3) end",
    ("statistic", "period_start"): "case period_kind when 'month' then date_trunc('month', period_end)::date "
    "when 'ytd' then date_trunc('year', period_end)::date "
    "when 'asof' then period_end end",
}
# An area named without a date is the version in force.
_VERSION_IN_FORCE = """(select max(a.valid_from) from area as a
    where a.area_code = filled.area_code and a.valid_to is null)"""
_NOTHING = "row_number as row_number"  # a replacement that replaces nothing


def default_sql(contract: Contract, field: Field) -> str:
    """SQL for what stands in a field that nobody filled."""
    if (contract.name, field.name) in DERIVED:
        return f"({DERIVED[contract.name, field.name]})"
    if field.default is None:
        return f"null::{TYPES[field.type]}"
    return f"'{field.default}'::{TYPES[field.type]}"


def is_filled(contract: Contract, field: Field) -> bool:
    """Whether a value may stand there although the cell is blank, or none although it is not."""
    return (field.default is not None or (contract.name, field.name) in DERIVED
            or (contract.name == "area" and field.name in ("valid_from", "valid_to"))
            or (bool(contract.fallback_key) and field.name == contract.primary_key[0]) or field.name == "qualifier")


def constants(contract: Contract) -> str:
    """Replacements: contract defaults in blank cells."""
    filled = [
        f'coalesce("{one.name}", {default_sql(contract, one)}) as "{one.name}"'
        for one in contract.fields
        if one.default is not None and one.name != "valid_from"
    ]
    return ", ".join(filled) or _NOTHING


def derived(sheet: Sheet) -> str:
    """Replacements: values that follow from the row, and a key for rows whose own number is blank."""
    contract = sheet.contract
    parts = [
        f'coalesce("{field}", {sql}) as "{field}"'
        for (table, field), sql in DERIVED.items()
        if table == contract.name
    ]
    if contract.name == "area":
        parts.append(f"coalesce(valid_from, {_VERSION_IN_FORCE}, date '2000-01-01') as valid_from")
        parts.append("nullif(valid_to, date '9999-12-31') as valid_to")
    if contract.fallback_key:
        name = contract.primary_key[0]
        parts.append(f'coalesce("{name}", {_fallback(sheet)}) as "{name}"')
    return ", ".join(parts) or _NOTHING


def _fallback(sheet: Sheet) -> str:
    """A key made of what the row says, the same at every upload.

    Rows that a clerk numbered are different things even if they read alike: the second one is told apart by
    its place among its likes.
    """
    said = ", ".join(f"coalesce(\"{name}\"::varchar, '')" for name in sheet.contract.fallback_key)
    key = f"'auto-' || left(md5(concat_ws('|', {said})), 16)"
    if not counters(sheet):
        return key
    place = f"row_number() over (partition by {said} order by row_number)"
    return f"{key} || case {place} when 1 then '' else '-' || {place} end"


def qualified(contract: Contract) -> str:
    """Replacements: the qualifier column speaks for the numbers that carry none of their own."""
    numbers = [one.name for one in contract.fields if one.is_number]
    if "qualifier" not in [one.name for one in contract.fields] or not numbers:
        return _NOTHING
    parts = [
        f'(case when "{name}" is not null and "{name}_bound" = 0 then {QUALIFIER_BOUND} '
        f'else "{name}_bound" end)::utinyint as "{name}_bound"'
        for name in numbers
    ]
    if len(numbers) == 1:
        parts.append(f"""case when "{numbers[0]}_bound" > 0 and coalesce(qualifier, 'exact') = 'exact'
            then ['lt', 'ge', 'approx'][ "{numbers[0]}_bound" ]
            when "{numbers[0]}" is not null then coalesce(qualifier, 'exact')
            else qualifier end as qualifier""")
    return ", ".join(parts)


def counters(sheet: Sheet) -> list[str]:
    """Key columns that only count the rows of this sheet: no number of the thing itself."""
    if not sheet.contract.fallback_key or len(sheet.contract.primary_key) > 1:
        return []
    name = sheet.contract.primary_key[0]
    column = sheet.columns.get(name, "")
    if plain(sheet.recognised.headings.get(column, "")) not in COUNTERS:
        return []
    texts = sheet.data[column].to_pylist() if column in sheet.data.column_names else []
    return [name] if all(text is None or (text.isdigit() and len(text) <= 6) for text in texts) else []
