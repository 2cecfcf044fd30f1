"""What the texts of one column mean. Each distinct text is read once, however many rows carry it."""

from __future__ import annotations

import json
from collections.abc import Callable

import duckdb
import pyarrow as pa

from data import metrics
from data.areas import AreaNames
from data.contracts import Contract, Field
from data.importing.boundaries import parse_boundary
from data.importing.places import JOINT, Places, unresolved
from data.importing.privacy import masked, perhaps_private_sql
from data.importing.sheet import Sheet
from data.language import label
from data.reading import Parsed, values
from data.reading.headings import MEASURED

Parser = Callable[[str], Parsed]

_ARROW = {
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "month": pa.date32(),
    "datetime": pa.timestamp("us"),
}
# Texts that need no thought are cast by the database itself; the rest goes to the parsers.
_PLAIN = {
    "integer": (r"-?[0-9]{1,15}", "{text}"),
    "number": (r"-?[0-9]{1,12}(\.[0-9]{1,6})?", "{text}"),
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "{text}"),
    "month": (r"[0-9]{4}-[0-9]{2}", "{text} || '-01'"),
    "datetime": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}(:[0-9]{2})?)?", "{text}"),
}
# No dots, no plus signs, no strokes: what a spreadsheet may have done to a code is left to the parser.
_PLAIN_CODE = r"[0-9A-Za-z\x{4e00}-\x{9fff}_-]*[0-9A-Za-z][0-9A-Za-z\x{4e00}-\x{9fff}_-]*"
_SPACES = " \t　"  # cells come trimmed, but for those that were unwrapped: trimming all again costs more than reading
_CAST = {"integer": "bigint", "number": "double", "date": "date", "month": "date", "datetime": "timestamp"}


def plain_sql(sheet: Sheet, field: Field, text: str) -> str | None:
    """SQL that casts plainly written texts and is null for the others; None when the field has none."""
    if field.type == "string":
        return _plain_text(sheet, field, text)
    if field.type not in _PLAIN:
        return None
    if field.is_number and sheet.recognised.units.get(field.name) not in (None, field.unit):
        return None
    pattern, cast = _PLAIN[field.type]
    plain = f"case when regexp_full_match({text}, '{pattern}') then {cast.format(text=text)} end"
    return f"try_cast({plain} as {_CAST[field.type]})"


def is_code(contract: Contract, field: Field) -> bool:
    """Whether the field is the number of a thing rather than words about it."""
    return field.name in contract.primary_key or field.name.endswith(("_no", "_code"))


def _plain_text(sheet: Sheet, field: Field, text: str) -> str | None:
    if (sheet.contract.name, field.name) in _SPECIAL:
        return None
    if is_code(sheet.contract, field):
        return f"case when regexp_full_match({text}, '{_PLAIN_CODE}') then {text} end"
    padded = " or ".join(f"{end}_with({text}, '{space}')" for end in ("starts", "ends") for space in _SPACES)
    private = perhaps_private_sql(text, sheet.contract.sensitive)
    odd = f"length({text}) <= 5 or starts_with({text}, '#') or {padded} or {private}"
    return f"case when not ({odd}) then {text} end"


def key_sql(sheet: Sheet, field: Field, text: str) -> str:
    """SQL for what a parser is given: the text, for areas and numbers together with what narrows them."""
    if sheet.is_place(field):
        around = [f"coalesce(c.{column}, '')" for column in sheet.context]
        around.append(f"coalesce(c.{sheet.columns['source_org']}, '')" if "source_org" in sheet.columns else "''")
        beside = ", ".join(around)
        return f"nullif(concat_ws('{JOINT}', {beside}, coalesce({text}, '')), '{JOINT * len(around)}')"
    if unit_field(sheet.contract, field) and "unit" in sheet.columns:
        return f"{text} || '{JOINT}' || coalesce(c.{sheet.columns['unit']}, '')"
    return text


def is_told_by_text(sheet: Sheet, field: Field) -> bool:
    """Whether the text alone says what is meant, without the cells beside it."""
    return not sheet.is_place(field) and not unit_field(sheet.contract, field)


def words(
    cursor: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    field: Field,
    names: AreaNames,
    key: str,
    plain: str | None,
) -> pa.Table:
    """Every distinct text that is not plainly written, and what it means.

    Columns: key, value (typed), bound, unit, and problem and warning in both languages (null: none).
    """
    others = f"and ({plain}) is null" if plain else ""
    sql = f"select distinct {key} as key from {sheet.cells} as c where {key} is not null {others}"
    keys = [row[0] for row in cursor.execute(sql).fetchall()]
    parse = _parser(sheet, field, names)
    return _table(field, keys, [parse(one) for one in keys])


def unit_field(contract: Contract, field: Field) -> bool:
    """Whether the field's unit stands in a column of its own, as in the long-form tables."""
    return field.is_number and field.unit is None and field.name in MEASURED


def _parser(sheet: Sheet, field: Field, names: AreaNames) -> Parser:
    if sheet.is_place(field):
        return Places(names, sheet).area
    special = _SPECIAL.get((sheet.contract.name, field.name))
    if special:
        return lambda key: special(names, key)
    if field.type == "geojson":
        return parse_boundary
    if field.type == "json":
        return _json
    if field.type == "string":
        return values.parse_code if is_code(sheet.contract, field) else lambda key: _words(key, sheet.contract)
    declared = sheet.recognised.units.get(field.name)
    if unit_field(sheet.contract, field):
        return lambda key: _measured(key, field, declared)
    if field.type == "enum":
        return lambda key: _word(key, field, sheet.contract)
    return lambda key: values.parse(key, field, declared)


def _own_code(names: AreaNames, text: str) -> Parsed:
    """The code column of the area table itself: a new code is welcome, a name must be one that exists."""
    code = values.parse_code(text)
    if code.problem or code.value is None or code.value.isdigit():
        return code
    match = names.resolve(code.value)
    return Parsed(match.code) if match.code else Parsed(problem=unresolved(names, match))


def _metric(_names: AreaNames, text: str) -> Parsed:
    found = metrics.resolve(text)
    if found:
        return Parsed(found.id)
    kept = masked(text.strip())
    return Parsed(kept, warning=label("import_cell.metric_unknown", text=kept))


def _target_metric(_names: AreaNames, text: str) -> Parsed:
    """Targets are set for indicators, which the importer does not know: an unknown name is kept as it is."""
    found = metrics.resolve(text)
    return Parsed(found.id if found else masked(text.strip()))


def _words(text: str, contract: Contract) -> Parsed:
    parsed = values.parse_text(text)
    if parsed.value is None or (kept := masked(parsed.value, contract.sensitive)) == parsed.value:
        return parsed
    return Parsed(kept, warning=label("import_cell.masked"))


def _word(text: str, field: Field, contract: Contract) -> Parsed:
    """A word of a list; what stands there besides the words is kept, or told, without persons' numbers."""
    parsed = values.parse(text, field)
    if parsed.warning is None and parsed.problem is None:
        return parsed
    return values.parse(masked(text, contract.sensitive), field)


def _measured(key: str, field: Field, declared: str | None) -> Parsed:
    """A number whose unit stands in the next column: 31万余元 beside 元 is 310,000."""
    text, _, unit = key.partition(JOINT)
    return values.parse_number(text, declared, unit.strip() or None)


def _json(text: str) -> Parsed:
    """JSON, or numbers one after another as a clerk writes them: 10;10;12."""
    try:
        return Parsed(json.dumps(json.loads(str(values.parse_list(text).value)), ensure_ascii=False))
    except ValueError:
        return Parsed(problem=label("import_cell.not_json"))


def _table(field: Field, keys: list[str], parsed: list[Parsed]) -> pa.Table:
    kind = _ARROW.get(field.type, pa.string())
    found = [
        int(one.value) if field.type == "integer" and one.value is not None else one.value for one in parsed
    ]
    text = {"key": keys, "unit": [one.unit for one in parsed]}
    for name in ("problem", "warning"):
        said = [getattr(one, name) for one in parsed]
        text |= {
            f"{name}_zh": [one and one.zh for one in said],
            f"{name}_en": [one and one.en for one in said],
        }
    columns = {name: pa.array(column, pa.string()) for name, column in text.items()}
    columns["value"] = pa.array(found, kind)
    columns["bound"] = pa.array([one.bound for one in parsed], pa.uint8())
    return pa.table(columns)


_SPECIAL: dict[tuple[str, str], Callable[[AreaNames, str], Parsed]] = {
    ("area", "area_code"): _own_code,
    ("area", "parent_code"): _own_code,
    ("statistic", "metric_id"): _metric,
    ("target", "metric_id"): _target_metric,
}
