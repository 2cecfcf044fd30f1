"""Every SQL file that builds a value stays in the subset that DuckDB and Spark run alike.

What this checks by reading, `make test-cluster` proves by running.
"""
from __future__ import annotations

import re

import pytest

from data.database import views
from queries import statements
from queries.catalogue import catalogue

# Functions that were run on both engines over the same rows, with the same answer.
PORTABLE = {
    "avg", "bit_or", "bool_and", "bool_or", "cast", "coalesce", "count", "date_trunc", "extract", "greatest", "lag",
    "last_day", "lead", "least", "length", "max", "max_by", "min", "min_by", "month", "nullif", "round", "row_number",
    "split_part", "substr", "sum", "translate", "try_cast", "year",
}
# Words that may stand before a bracket, and the name of a table of values.
KEYWORDS = {
    "and", "as", "by", "else", "exists", "filter", "from", "in", "join", "not", "on", "or", "over", "then", "values",
    "when", "where", "using", "select", "having", "between", "levels",
}
TYPES = {"date", "double", "tinyint", "smallint", "bigint", "integer", "timestamp", "boolean"}
# Never null where they order rows: the engines sort nulls to other ends.
NEVER_NULL = {"month", "calendar.month", "held_on", "stat_date", "as_of", "rank", "period_kind", "figure_no", "way",
              "finest.counted_in", "numerator", "denominator"}
SAID = {
    r"\breplace\s*\(": "`* replace` is DuckDB's alone: list the columns",
    r"\bexclude\b": "`* exclude` is DuckDB's alone: list the columns",
    r"\bunpivot\b|\bpivot\b": "pivoting is spelt differently: use union all",
    r"\bunnest\b|\bexplode\b": "lists are opened differently: join `calendar` or a table of values",
    r"\bsemi join\b|\basof\b": "use exists",
    r"\binterval\s+\w": "write interval '1' month",
    r"\bback_slash\b": "Spark reads a backslash itself: use another sign",
    r"(?<![\w.])\d+\.\d+(?!e)": "Spark reckons decimals to six places: write 1e-1 or whole numbers",
    r"\[|\]": "lists are counted from other ends",
    r"\b(\w+)\s*-\s*date\b": "the difference of dates is a number here and an interval there",
    r"//": "use floor",
    r"\bsum\(\s*(is_|has_)": "a boolean is not added up: count(*) filter (where …)",
}


def texts() -> dict[str, str]:
    """Every SQL text by name: indicators, the views that they may read, and what both engines share."""
    shared = {"REPORTED_FACTS": f"with {statements.REPORTED_FACTS}", "PRINTED_SHARES": statements.PRINTED_SHARES,
              "covered": statements.covered("true")}
    return views() | {one.id: one.sql for one in catalogue().values() if one.sql} | shared


def problems(sql: str) -> list[str]:
    """What in a text runs on one engine only, or differently."""
    code = re.sub(r"--.*", "", sql)
    bare = re.sub(r"'[^']*'", "''", code.replace(r"'\'", "back_slash"))
    found = [why for pattern, why in SAID.items() if re.search(pattern, bare, re.IGNORECASE)]
    called = {name.lower() for name in re.findall(r"\b([a-z_]\w*)\s*\(", bare, re.IGNORECASE)}
    made = set(re.findall(r"\bas\s+(\w+)\s*\(", bare))  # `as due(table_name)` names a table of values
    found += [f"{name}() was not tried on both engines" for name in sorted(called - PORTABLE - KEYWORDS - made)]
    found += [f"::{kind} is no type of both engines" for kind in re.findall(r"::(\w+)", bare) if kind not in TYPES]
    found += [f"/ {divisor}: divide by a number or by nullif(…, 0)"
              for divisor in re.findall(r"/\s*([^\s,]+)", bare) if not re.match(r"\d|nullif\(", divisor)]
    for keys in re.findall(r"order by ([^)]*?)(?:\)|rows between|limit|$)", bare):
        found += [f"order by {key}: say where nulls go" for key in keys.split(",") if not _is_ordered(key)]
    if re.search(r"[^\x00-\x7f]", bare):
        found.append("a name that is not ASCII needs other quotes on each engine")
    return found


def _is_ordered(key: str) -> bool:
    return "nulls " in key or key.split()[0].lower() in NEVER_NULL


@pytest.mark.parametrize("name", sorted(texts()))
def test_every_sql_file_runs_alike_on_duckdb_and_on_spark(name: str) -> None:
    assert problems(texts()[name]) == []


@pytest.mark.parametrize("sql", [
    "select date_diff('day', a, b) from t",
    "select sum(a) / count(*) from t",
    "select a::utinyint from t",
    "select a * 0.5 from t",
    "select * replace (1 as a) from t",
    "select row_number() over (order by closed_at) from t",
    "select a as 数 from t",
    "select a + interval 1 month from t",
    "select sum(is_repeat) from t",
    "select starts_with(a, b) from t",
    r"select a like 'x\_%' escape '\' from t",
])
def test_sql_that_only_one_engine_understands_is_found(sql: str) -> None:
    assert problems(sql)
