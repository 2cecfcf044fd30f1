"""Indicators whose facts are counted in one go and kept side by side.

Many indicators of one ledger count its rows by the same area, month and part, and differ only in which rows they count.
Such a family is one statement, put together from the SQL files as they are, and one row of cells for each area, month
and part: a third of the work of a statement and a row for each. The view `indicator_values` shows every fact as if it
stood alone, so whoever reads need not know.

What stands open, month after month, is a family of its own.

What is read of a file is the tree that DuckDB itself makes of it. A file that is written in another way is no member:
it is asked alone, as every file is on a cluster (`tests/queries/test_families.py` holds one way against the other).
"""
from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import duckdb

from data.contracts import contracts
from data.database import CELL_TABLES, amounts
from queries.catalogue import Indicator, catalogue
from queries.cells import Place

_COUNTS = {"count", "count_star"}
_NARROW, _WIDE = CELL_TABLES
_KEYS, _SIDES = ["area_code", "month", "breakdown"], ["numerator", "denominator"]
Tree = dict[str, Any]


@dataclass(frozen=True)
class Family:
    """Indicators that are counted together. `sql` yields area_code, month, breakdown and `columns`."""

    name: str
    table: str
    sql: str
    columns: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def kept_in(self) -> str:
        """The table of its cells."""
        return self.places[0].kept_in

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(one.indicator for one in self.places)


@dataclass(frozen=True)
class _Asked:
    """What a file asks of its ledger, as trees: its tables of its own, keys, rows, and the sides of the quotient."""

    indicator: str
    table: str
    with_: tuple[Tree, ...]
    keys: tuple[Tree, ...]
    where: Tree | None
    sides: tuple[Tree, ...]


def families() -> tuple[Family, ...]:
    """The families of today's catalogue."""
    return _families(tuple(catalogue().values()))


def widened(ids: Collection[str]) -> frozenset[str]:
    """These indicators, and those that are kept side by side with any of them."""
    return frozenset(ids).union(*(one.ids for one in families() if not one.ids.isdisjoint(ids)))


def wholly(ids: Collection[str]) -> frozenset[str]:
    """These indicators without those of families of which another one is missing."""
    return frozenset(ids).difference(*(one.ids for one in families() if not one.ids <= set(ids)))


def places() -> list[Place]:
    """Where the facts of all families are kept."""
    return [one for family in families() for one in family.places]


@cache
def _families(every: tuple[Indicator, ...]) -> tuple[Family, ...]:
    with duckdb.connect() as connection:
        reader = _Reader(connection)
        together: dict[str, list[_Asked]] = {}
        for one in every:
            if asked := reader.asked(one):
                together.setdefault(json.dumps([asked.table, asked.keys]), []).append(asked)
        found: list[Family] = []
        for group in together.values():
            found.append(_Drafted(reader, group, {one.name for one in found}).family())
        found += [reader.of_one(one) for one in every if reader.only_counts_what_lasts(one)]
        return tuple(one for one in found if one.places)


class _Reader:
    """Reads SQL as a tree and writes trees as SQL."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._empty = self._statements("select 1")

    def asked(self, one: Indicator) -> _Asked | None:
        """What the file asks, where it counts the rows of one ledger in the plain way; else None."""
        ledgers = [name for name in one.read_by_sql if contracts()[name].kind == "event"]
        if not one.sql or len(one.read_by_sql) != 1 or not ledgers or one.later_months:
            return None
        node = self._statements(one.sql)["statements"][0]["node"]
        if not _is_plain(node, ledgers[0]):
            return None
        keys, sides = node["select_list"][:3], node["select_list"][3:]
        return _Asked(one.id, ledgers[0], tuple(node["cte_map"]["map"]), tuple(keys), node["where_clause"],
                      tuple(sides))

    def only_counts_what_lasts(self, one: Indicator) -> bool:
        """Whether the file tells how much of one ledger stood open in each month, and nothing else."""
        node = self._statements(one.sql)["statements"][0]["node"] if one.later_months else {}
        while node.get("type") == "SET_OPERATION_NODE":
            node = node["children"][0]
        return (_names(node.get("select_list", ())) == _KEYS + _SIDES[:1]
                and all(contracts()[name].kind == "event" for name in one.read_by_sql))

    @staticmethod
    def of_one(one: Indicator) -> Family:
        """An indicator as a family of its own: in narrow rows, and with all parts added up."""
        amount = amounts(_NARROW)[0]
        sql = f"select area_code, month::date as month, breakdown, numerator::double as {amount} from ({one.sql})"
        return Family(one.id, min(one.read_by_sql), sql, (amount,), (Place(one.id, one.id, _NARROW, amount, None),))

    def text(self, expression: Tree) -> str:
        """An expression as SQL."""
        whole = json.loads(json.dumps(self._empty))
        whole["statements"][0]["node"]["select_list"] = [expression | {"alias": ""}]
        return self._written(whole).removeprefix("SELECT ")

    def query(self, node: Tree) -> str:
        """A query as SQL."""
        whole = json.loads(json.dumps(self._empty))
        whole["statements"][0]["node"] = node
        return self._written(whole)

    def _written(self, whole: Tree) -> str:
        found = self._connection.execute("select json_deserialize_sql(?)", [json.dumps(whole)]).fetchall()
        return str(found[0][0])

    def _statements(self, sql: str) -> Tree:
        found = self._connection.execute("select json_serialize_sql(?)", [sql]).fetchall()
        return dict(_without_places(json.loads(found[0][0])))


def _without_places(tree: Any) -> Any:
    """The tree without where in the text each part of it stood, so that what says the same is the same."""
    if isinstance(tree, dict):
        return {name: _without_places(each) for name, each in tree.items() if not name.startswith("query_location")}
    return [_without_places(each) for each in tree] if isinstance(tree, list) else tree


def _is_plain(node: Tree, ledger: str) -> bool:
    """Whether it counts the rows of the ledger by area, month and part, and does nothing else."""
    if node["type"] != "SELECT_NODE" or node["aggregate_handling"] != "FORCE_AGGREGATES":
        return False
    source = node["from_table"]
    if source["type"] != "BASE_TABLE" or source["table_name"] != ledger or source["alias"] or source["sample"]:
        return False
    if node["modifiers"] or node["having"] or node["qualify"] or node["sample"]:
        return False
    return _names(node["select_list"]) in (_KEYS + _SIDES, _KEYS + _SIDES[:1])


def _names(selected: Iterable[Tree]) -> list[str]:
    """What the columns are called."""
    return [each["alias"] or each.get("column_names", [""])[-1] for each in selected]


class _Drafted:
    """A family in the making: which rows its members count, and which amounts stand in which column."""

    def __init__(self, reader: _Reader, group: list[_Asked], taken: Collection[str]) -> None:
        self._reader = reader
        self._group = group
        self._with: dict[str, str] = {}
        self._rows: dict[str, str] = {}
        self._amounts: dict[str, str] = {}
        _, month, part = group[0].keys
        name = "/".join([group[0].table, "+".join(sorted(_columns(month))), *sorted(_columns(part))])
        self._name = name if name not in taken else f"{name}/{len(taken)}"

    def family(self) -> Family:
        """All of the group that finds room."""
        places = tuple(place for one in self._group if (place := self._place(one)))
        kept_in = _NARROW if len(self._amounts) <= CELL_TABLES[_NARROW] else _WIDE
        places = tuple(replace(one, kept_in=kept_in) for one in places)
        keys = ", ".join(f"{self._reader.text(one)} as {key}"
                         for one, key in zip(self._group[0].keys, _KEYS, strict=True))
        columns = ", ".join(f"{text} as {column}" for text, column in self._amounts.items())
        tests = "".join(f", ({text}) as {name}" for text, name in self._rows.items())
        some = " or ".join(sorted({f"{one.numerator} is not null" for one in places}))
        sql = f"""
            {f"with {', '.join(self._with.values())}" if self._with else ""}
            select {keys}, {columns}
            from (select *{tests} from {self._group[0].table})
            group by all
            having {some}
            """
        return Family(self._name, self._group[0].table, sql, tuple(self._amounts.values()), places)

    def _place(self, asked: _Asked) -> Place | None:
        """Where the indicator stands; None where its own tables are called as others, or there is no room left."""
        own = {one["key"]: f"{one['key']} as ({self._reader.query(one['value']['query_node'])})" for one in asked.with_}
        rows = self._reader.text(asked.where) if asked.where else ""
        test = self._rows.get(rows, f"counts_{len(self._rows) + 1}") if rows else None
        some = f"count(*) filter (where {test}) > 0" if test else "count(*) > 0"
        sides = [_among(side, test) for side in asked.sides]
        texts = [f"case when {some} then ({self._reader.text(one)})::double end" for one in sides if one]
        if (len(texts) < len(sides) or len({*self._amounts, *texts}) > CELL_TABLES[_WIDE]
                or any(self._with.get(name, text) != text for name, text in own.items())):
            return None
        self._with |= own
        if rows and test:
            self._rows[rows] = test
        columns = [self._column(text) for text in texts]
        return Place(asked.indicator, self._name, _WIDE, columns[0], columns[1] if len(columns) > 1 else None)

    def _column(self, text: str) -> str:
        if text not in self._amounts:
            self._amounts[text] = amounts(_WIDE)[len(self._amounts)]
        return self._amounts[text]


def _among(tree: Tree, test: str | None) -> Tree | None:
    """An amount of the rows that pass the test only; None where it may be null although there are such rows."""
    tree = tree | {"alias": ""}
    if tree["class"] == "CONSTANT":
        return tree
    if tree["class"] != "FUNCTION":
        return None
    if tree["function_name"] in _COUNTS or (tree["function_name"] == "sum" and _is_never_null(tree["arguments"][0])):
        passes = {"class": "COLUMN_REF", "type": "COLUMN_REF", "alias": "", "column_names": [test]}
        tests = [one for one in (passes if test else None, tree["filter"]) if one]
        both = {"class": "CONJUNCTION", "type": "CONJUNCTION_AND", "alias": "", "children": tests}
        return tree | {"filter": both if len(tests) > 1 else tests[0] if tests else None}
    inner = [_among(one["expression"], test) for one in tree["arguments"]]
    if not tree["is_operator"] or None in inner:
        return None
    return tree | {"arguments": [one | {"expression": each}
                                 for one, each in zip(tree["arguments"], inner, strict=True)]}


def _is_never_null(argument: Tree) -> bool:
    """Whether what is added up is at least some number: greatest(…, 0)."""
    tree = argument["expression"]
    return (tree["class"] == "FUNCTION" and tree["function_name"] == "greatest"
            and any(one["expression"]["class"] == "CONSTANT" for one in tree["arguments"]))


def _columns(tree: Any) -> set[str]:
    """The names of all columns in a tree."""
    if isinstance(tree, list):
        return set().union(*map(_columns, tree))
    if not isinstance(tree, dict):
        return set()
    named = {tree["column_names"][-1]} if tree.get("class") == "COLUMN_REF" else set()
    return named.union(*map(_columns, tree.values()))
