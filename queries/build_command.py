"""The command that computes every value anew: `python -m queries build`, here or on a cluster."""
from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from data.database import Database, DatabaseBusy
from data.language import label
from queries import asked, cube
from queries.asked import DatabaseOption
from queries.catalogue import catalogue

if TYPE_CHECKING:
    from queries.cluster import Built


class Engine(StrEnum):
    """What computes the values."""

    duckdb = "duckdb"
    spark = "spark"


def register(app: typer.Typer) -> None:
    """Add the command to a command line."""
    app.command()(build)


def build(
    engine: Annotated[
        Engine, typer.Option(help="duckdb：本机；spark：集群，需先用 python -m data facts 导出")
    ] = Engine.duckdb,
    master: Annotated[str, typer.Option(help="Spark 集群地址，如 spark://主机:7077")] = "local[*]",
    facts: Annotated[Path | None, typer.Option(help="导出的事实文件夹，集群各机器都能以同一路径读写")] = None,
    database: DatabaseOption = None,
) -> None:
    """重新计算全部指标值；用 Spark 时只算有变动的指标和月份，结果写入数据库。"""
    asked.read_definitions(database)
    if engine == Engine.duckdb:
        store = asked.open_store(database)
        try:
            cube.rebuild(store)
            _say_done(store, len(catalogue()))
        finally:
            store.close()
        return
    if facts is None:
        asked.refused(label("build.no_folder"))
    # What it needs takes longer to load than any other command takes to answer.
    from data.facts import NoFacts
    from queries import cluster

    try:
        built = cluster.build(facts, master)
    except NoFacts as problem:
        asked.refused(label("build.no_facts", folder=problem))
    except cluster.NoSpark as problem:
        asked.refused(label("build.no_spark", problem=problem))
    typer.echo(label("build.computed", indicators=len(built.built)).zh)
    _serve(database, facts, built)


def _serve(database: Path | None, facts: Path, built: Built) -> None:
    from queries import cluster

    try:
        store = Database(database)  # not brought up to date: what would be built here was built there
    except DatabaseBusy as busy:
        asked.refused(label("command.busy", path=busy))
    try:
        cluster.serve(store, facts, built)
        _say_done(store, len(built.values))
    except cluster.FactsOutdated as problem:
        asked.refused(label("build.outdated", folder=problem))
    finally:
        store.close()


def _say_done(store: Database, indicators: int) -> None:
    rows = store.rows("select count(*) as rows from indicator_values")[0]["rows"]
    typer.echo(label("build.done", indicators=indicators, rows=rows).zh)
