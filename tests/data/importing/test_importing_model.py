"""Random lives of a store: import, import again, update, undo in any order, against a few lines of plain Python.

A batch that stands says something about some fields of some requests. What is in the table is what all of them say,
in their order; who does not bring a whole row can only add to one that is there.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from data.contracts import contracts
from data.database import CELL_TABLES, Database
from data.importing import Report, import_file, intake, undo
from data.reading import Reading
from queries import cube
from tests.data.importing.importing_office import AREAS, REQUESTS, cells
from tests.queries.store import COUNTS_OF_GRIDS, FACTS_OF_GRIDS

KEYS = [f"A{i}" for i in range(1, 6)]
PLACES = {"新华社区": "340603003001", "安康社区": "340603003002"}
RATINGS = {"满意": "2", "不满意": "0", "": None}
FULL = st.dictionaries(
    st.sampled_from(KEYS),
    st.tuples(st.sampled_from(["漏水", "路灯", ""]), st.sampled_from([1, 2, 3]), st.sampled_from(list(PLACES))),
    min_size=1,
)
# How a request ends: its status, and the day on which it was closed.
ENDS = {"closed": ("已办结", "2026-03-30"), "refused": ("不予受理", None), "checked": ("待核查", "2026-03-31"),
        "asked again": ("办理中", None)}
ENDED = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(list(ENDS)), min_size=1)
FEW = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(list(RATINGS)), min_size=1)
# A sheet may also bring one row that cannot be read: it must change nothing, neither here nor there.
SPOILT = st.booleans()

Row = dict[str, object]


@dataclass
class Batch:
    """What a batch that stands says: request -> field -> value. `whole`: its rows may stand alone."""

    name: str
    rows: dict[str, Row]
    whole: bool


class Model:
    """What is right."""

    def __init__(self) -> None:
        self.batches: list[Batch] = []

    def table(self) -> dict[str, Row]:
        stands: dict[str, Row] = {}
        for batch in self.batches:
            for key, said in batch.rows.items():
                if batch.whole or key in stands:
                    stands[key] = {"satisfied": None, **stands.get(key, {}), **said}
        return stands

    def new(self, rows: dict[str, Row], whole: bool) -> dict[str, Row]:
        """The rows that would be taken; empty when they say nothing new."""
        now = self.table()
        taken = {key: said for key, said in rows.items() if whole or key in now}
        news = any(key not in now or now[key] != now[key] | said for key, said in taken.items())
        return taken if news else {}

    def received(self) -> Counter:
        """Requests by place and month."""
        return Counter((row["area_code"], row["month"]) for row in self.table().values())

    def rated(self) -> dict[tuple, tuple[int, int]]:
        """Satisfied and rated requests by place and month, which is that of their end where they have one."""
        rated = [(row["area_code"], (row["closed"] or row["month"])[:7], row["satisfied"])
                 for row in self.table().values() if row["satisfied"] is not None]
        places = Counter((area, month) for area, month, _ in rated)
        good = Counter((area, month) for area, month, satisfied in rated if satisfied == "2")
        return {place: (good[place], count) for place, count in places.items()}


@cache
def the_store() -> tuple[Database, Path]:
    """One store for all lives, emptied of requests before each; making one takes a second."""
    database, folder = Database(":memory:"), Path(mkdtemp())
    cube.bring_up_to_date(database)
    areas = folder / "areas.csv"
    areas.write_text(AREAS, "utf-8")
    reading = Reading([cells("areas", AREAS)], "csv")
    assert import_file(database, areas, refresh=cube.refresh, reading=reading).status == "committed"
    return database, folder


class Days(datetime.datetime):
    """A clock by which every import is made on a day of its own."""

    gone = 0

    @classmethod
    def now(cls, tz=None):
        cls.gone += 1
        return datetime.datetime(2026, 4, 1) + datetime.timedelta(days=cls.gone)


class Life(RuleBasedStateMachine):
    """The store and the model live the same life."""

    def __init__(self) -> None:
        super().__init__()
        self.model, self.files = Model(), []
        self.database, self.folder = the_store()

    @initialize()
    def begin_empty(self):
        with self.database.write() as cursor:
            for table in ("service_request", "service_request_history", "indicator_fact", *CELL_TABLES,
                          "table_months", "table_arrivals", "table_batches", "open_request", "grid_counts",
                          "grid_facts"):
                cursor.execute(f"delete from {table}")
            cursor.execute("delete from import_batch where table_name = 'service_request'")

    @rule(rows=FULL, spoilt=SPOILT)
    def import_ledger(self, rows, spoilt):
        lines = [
            f"{key},2026-0{month}-03,{place},来访,应急,{title},办理中,\n" for key, (title, month, place) in rows.items()
        ]
        lines += ["B1,某天,安康社区,来访,应急,漏水,办理中,\n"] * spoilt
        said = {
            key: {"title": title or None, "month": f"2026-0{month}", "area_code": PLACES[place],
                  "status": "办理中", "closed": None}
            for key, (title, month, place) in rows.items()
        }
        self.take(REQUESTS + "".join(lines), said, True, spoilt)

    @rule(rows=FEW, spoilt=SPOILT)
    def update_ratings(self, rows, spoilt):
        lines = [f"{key},{word},城管科\n" for key, word in rows.items()] + ["A1,还行吧,城管科\n"] * spoilt
        if spoilt:
            rows = {key: word for key, word in rows.items() if key != "A1"}
            lines = [line for line in lines if not line.startswith("A1,") or "还行吧" in line]
        said = {key: {"satisfied": RATINGS[word], "handler": "城管科"} for key, word in rows.items()}
        self.take("工单编号,是否满意,承办单位\n" + "".join(lines), said, False, spoilt)

    @rule(rows=ENDED)
    def end_some(self, rows):
        lines = [f"{key},{ENDS[end][0]},{ENDS[end][1] or ''}\n" for key, end in rows.items()]
        said = {key: dict(zip(("status", "closed"), ENDS[end], strict=True)) for key, end in rows.items()}
        self.take("工单编号,办理状态,办结时间\n" + "".join(lines), said, False, False)

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def import_again(self, data):
        self.take(*data.draw(st.sampled_from(self.files)))

    @precondition(lambda self: self.model.batches)
    @rule(data=st.data())
    def undo_any(self, data):
        batch = data.draw(st.sampled_from(self.model.batches))
        undo(self.database, batch.name, refresh=cube.refresh)
        self.model.batches.remove(batch)

    def take(self, text: str, rows: dict[str, Row], whole: bool, spoilt: bool) -> None:
        """Once as a whole, where a bad row must leave everything as it was; then with the good rows."""
        self.files.append((text, rows, whole, spoilt))
        bad = spoilt or any(not whole and key not in self.model.table() for key in rows)
        before = self.contents()
        if bad:
            assert self.upload(text).status == "rejected"
            assert self.contents() == before
        report = self.upload(text, accept_good_rows=True)
        taken = self.model.new(rows, whole)
        good = [key for key in rows if whole or key in self.model.table()]
        assert report.status == ("committed" if taken else "unchanged" if good else "rejected")
        if taken:
            assert report.rows_loaded == len(taken)
            self.model.batches.append(Batch(report.batch, taken, whole))
        else:
            assert self.contents() == before

    def upload(self, text: str, **options) -> Report:
        file = self.folder / "upload.csv"
        file.write_text(text, "utf-8")
        reading = Reading([cells("upload", text)], "csv")
        with patch.object(intake, "datetime", SimpleNamespace(datetime=Days)):
            return import_file(
                self.database, file, refresh=cube.refresh, reading=reading, table="service_request", **options
            )

    def contents(self) -> list:
        tables = ("service_request", "service_request_history", "import_batch", "indicator_values", "table_months",
                  "table_arrivals", "table_batches", "open_request", COUNTS_OF_GRIDS, FACTS_OF_GRIDS)
        return [self.database.rows(f"select * from {one} order by all") for one in tables]

    @invariant()
    def the_table_is_what_the_model_says(self):
        found = self.database.rows(
            """select request_no, title, strftime(received_at, '%Y-%m') as month, area_code, satisfied, handler, status,
                      strftime(closed_at, '%Y-%m-%d') as closed
               from service_request"""
        )
        told = {row.pop("request_no"): row for row in found}
        assert told == {key: {"handler": None, **row} for key, row in self.model.table().items()}

    @invariant()
    def the_indicators_are_what_the_model_says(self):
        found = self.database.rows(
            """select indicator, area_code, strftime(month, '%Y-%m') as month, sum(numerator)::integer as n,
                      sum(denominator)::integer as d
               from indicator_values where indicator in ('request_count', 'satisfaction_rate') group by all"""
        )
        counts = {(row["area_code"], row["month"]): row["n"] for row in found if row["indicator"] == "request_count"}
        rates = {
            (row["area_code"], row["month"]): (row["n"], row["d"])
            for row in found
            if row["indicator"] == "satisfaction_rate"
        }
        assert counts == dict(self.model.received())
        assert rates == self.model.rated()

    @invariant()
    def grids_are_counted_as_the_facts_are(self):
        facts = """select area_code, month, breakdown, sum(numerator)::integer as count
                   from indicator_values where indicator = 'request_count' group by all order by all"""
        kept = f"select area_code, month, breakdown, count::integer as count from {COUNTS_OF_GRIDS} " \
               "where indicator = 'request_count' order by all"
        assert self.database.rows(kept) == self.database.rows(facts)

    @invariant()
    def arrivals_are_those_of_the_first_batch_in_force(self):
        told = self.database.rows(
            """
            select area_code, month, min(uploaded_at)::date as arrived
            from (select batch_id, area_code, date_trunc('month', received_at)::date as month from service_request
                  union all
                  select batch_id, area_code, date_trunc('month', received_at)::date from service_request_history)
            inner join import_batch using (batch_id) where state = '已入库' group by all
            """
        )
        kept = self.database.rows("select area_code, month, arrived from table_arrivals")
        assert sorted(map(str, kept)) == sorted(map(str, told))

    @invariant()
    def batches_are_those_of_the_rows_in_force(self):
        dates = contracts()["service_request"].days_told
        told = self.database.rows(" union ".join(
            f"select area_code, date_trunc('month', {one})::date as month, batch_id from service_request"
            f" where {one} is not null" for one in dates))
        kept = self.database.rows("select area_code, month, batch_id from table_batches")
        assert sorted(map(str, kept)) == sorted(map(str, told))

    @invariant()
    def open_requests_are_those_that_nobody_closed_or_refused(self):
        kept = self.database.rows("select request_no, area_code, strftime(received_at, '%Y-%m') as month, handler "
                                  "from open_request")
        told = {key: row for key, row in self.model.table().items() if row["status"] == "办理中"}
        assert {row.pop("request_no"): row for row in kept} == {
            key: {"area_code": row["area_code"], "month": row["month"], "handler": row.get("handler")}
            for key, row in told.items()}


def live(lives: int, steps: int) -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=lives, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck),
            derandomize=True, database=None,
        ),
    )


def test_a_few_random_lives_of_a_store_equal_a_simple_model():
    live(5, 6)


@pytest.mark.slow
def test_500_random_lives_of_a_store_equal_a_simple_model():
    live(500, 8)


def test_rows_that_are_sent_again_as_they_were_rest_on_the_later_import():
    life, row = Life(), ("漏水", 1, "新华社区")
    life.begin_empty()
    life.import_ledger(rows={"A1": row}, spoilt=False)
    life.import_ledger(rows={"A1": row, "A2": ("漏水", 2, "新华社区")}, spoilt=False)

    life.batches_are_those_of_the_rows_in_force()
    assert len(life.database.rows("select distinct batch_id from table_batches")) == 1
