"""The command line of the indicators: `python -m queries list`, `… value …`, `… trace …` and `… build …`."""
from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from data import areas
from data.command_line import WRONG_CALL, print_json, refuse, run
from data.database import Database, DatabaseBusy
from data.facts import NoFacts
from data.language import Label, label
from queries import changes, cluster, cube, series, sources, trace_words
from queries import trace as traces
from queries.catalogue import Indicator, catalogue
from queries.periods import Period, month_end
from queries.refusals import Refusal, known_parts, refusals
from queries.series import Value
from queries.settings import SettingError, belong_to, settings

BOUNDS = ("exact", "at_most", "at_least", "about")

app = typer.Typer(add_completion=False, no_args_is_help=True, help="街情看板：指标与数值")
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON")]
DatabaseOption = Annotated[Path | None, typer.Option(help="数据库文件，默认 STREET_DATABASE 或 data/store/")]


class Engine(StrEnum):
    """What computes the values."""

    duckdb = "duckdb"
    spark = "spark"


class By(StrEnum):
    """What a value can be split by."""

    area = "area"
    month = "month"
    breakdown = "breakdown"


@app.command("list")
def list_indicators(as_json: JsonOption = False) -> None:
    """列出全部指标及口径。"""
    _read_definitions()
    found = [_definition(one) for one in catalogue().values()]
    if as_json:
        print_json(found)
        return
    for one in found:
        typer.echo(f"{one['indicator']:<34}{one['title']}（{one['unit']}）")


@app.command()
def value(
    indicator: Annotated[str, typer.Argument(help="指标编号，见 list")],
    area: Annotated[str, typer.Option(help="区域编码或名称")],
    month: Annotated[str | None, typer.Option(help="YYYY-MM")] = None,
    year: Annotated[int | None, typer.Option(help="YYYY")] = None,
    first: Annotated[str | None, typer.Option("--from", help="YYYY-MM-DD")] = None,
    last: Annotated[str | None, typer.Option("--to", help="YYYY-MM-DD")] = None,
    by: Annotated[By | None, typer.Option(help="按下级区域、月份或分类")] = None,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """算一个指标；不给时期时取有数据的最近一年的年初至今。"""
    _read_definitions(database)
    if indicator not in catalogue() and indicator not in refusals():
        _refuse(label("command.no_indicator", name=indicator))
    store = _open(database)
    try:
        code = _area_code(store, area)
        period = _period(store, code, month, year, first, last)
        if indicator in refusals():
            _say_refused(store, refusals()[indicator], code, period, as_json)
            return
        found = [_value_json(store, one, by) for one in _values(store, indicator, code, period, by)]
        if not by and (target := changes.target(store, indicator, code, period)):
            found[0]["target"] = _target_json(target)
    finally:
        store.close()
    if as_json:
        print_json(found if by else found[0])
        return
    for one in found:
        split = next((one[key] for key in (f"{by}_name", by) if key in one and by != By.area), one["area_name"])
        said = one.get("why") or one.get("note")
        why = f"  （{said}）" if said else ""
        typer.echo(f"{split}  {one['from']}—{one['to']}  {one['display']}{why}")


@app.command()
def trace(
    indicator: Annotated[str, typer.Argument(help="指标编号，见 list")],
    area: Annotated[str, typer.Option(help="区域编码或名称")],
    month: Annotated[str | None, typer.Option(help="YYYY-MM")] = None,
    year: Annotated[int | None, typer.Option(help="YYYY")] = None,
    first: Annotated[str | None, typer.Option("--from", help="YYYY-MM-DD")] = None,
    last: Annotated[str | None, typer.Option("--to", help="YYYY-MM-DD")] = None,
    breakdown: Annotated[str | None, typer.Option(help="只看一个分类")] = None,
    limit: Annotated[int, typer.Option(min=0, help="列出多少条记录")] = traces.LIMIT,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """数从何来：一个指标的口径、各区域各月份的组成、每条记录所在的文件、工作表和行。"""
    _read_definitions(database)
    if indicator not in catalogue() and indicator not in refusals():
        _refuse(label("command.no_indicator", name=indicator))
    store = _open(database)
    try:
        code = _area_code(store, area)
        period = _period(store, code, month, year, first, last)
        if indicator in refusals():
            _say_refused(store, refusals()[indicator], code, period, as_json)
            return
        split = trace_words.breakdown_named(catalogue()[indicator], breakdown) if breakdown else None
        found = traces.trace(store, indicator, code, period, split, limit=limit)
        asked = _value_json(store, found.value, None)
    finally:
        store.close()
    if as_json:
        print_json(trace_words.as_json(found, asked))
    else:
        typer.echo(trace_words.in_text(found))


@app.command()
def build(
    engine: Annotated[
        Engine, typer.Option(help="duckdb：本机；spark：集群，需先用 python -m data facts 导出")
    ] = Engine.duckdb,
    master: Annotated[str, typer.Option(help="Spark 集群地址，如 spark://主机:7077")] = "local[*]",
    facts: Annotated[Path | None, typer.Option(help="导出的事实文件夹，集群各机器都能以同一路径读写")] = None,
    database: DatabaseOption = None,
) -> None:
    """重新计算全部指标值；用 Spark 时只算有变动的指标和月份，结果写入数据库。"""
    _read_definitions(database)
    if engine == Engine.duckdb:
        store = _open(database)
        try:
            cube.rebuild(store)
            typer.echo(label("build.done", indicators=len(catalogue()), rows=_stored_rows(store)).zh)
        finally:
            store.close()
        return
    if facts is None:
        _refuse(label("build.no_folder"))
    try:
        built = cluster.build(facts, master)
    except NoFacts as problem:
        _refuse(label("build.no_facts", folder=problem))
    except cluster.NoSpark as problem:
        _refuse(label("build.no_spark", problem=problem))
    typer.echo(label("build.computed", indicators=len(built.built)).zh)
    _serve(database, facts, built)


def _serve(database: Path | None, facts: Path, built: cluster.Built) -> None:
    try:
        store = Database(database)  # not brought up to date: what would be built here was built there
    except DatabaseBusy as busy:
        _refuse(label("command.busy", path=busy))
    try:
        cluster.serve(store, facts, built)
        typer.echo(label("build.done", indicators=len(built.values), rows=_stored_rows(store)).zh)
    except cluster.FactsOutdated as problem:
        _refuse(label("build.outdated", folder=problem))
    finally:
        store.close()


def _stored_rows(store: Database) -> int:
    return store.rows("select count(*) as rows from indicator_values")[0]["rows"]


def _read_definitions(database: Path | None = None) -> None:
    """The settings and definitions in force for this store; a wrong settings file ends the program here."""
    if database:
        belong_to(database)
    try:
        catalogue()
    except SettingError as problem:
        _refuse(problem.said)


def _open(path: Path | None) -> Database:
    try:
        store = Database(path)
        cube.bring_up_to_date(store)
        return store
    except DatabaseBusy as busy:
        _refuse(label("command.busy", path=busy))


def _values(store: Database, name: str, code: str, period: Period, by: By | None) -> list[Value]:
    if by == By.area:
        below = _level_below(store, code)
        return series.by_area(store, name, code, period, below) if below else []
    if by == By.month:
        return series.by_month(store, name, code, period)
    if by == By.breakdown:
        return series.by_breakdown(store, name, code, period)
    return [series.value(store, name, code, period)]


def _level_below(store: Database, code: str) -> str | None:
    """The level of the nearest areas below: the communities of a street, the grids of a community."""
    levels = {one.level for one in areas.every(store) if one.code.startswith(code) and one.code != code}
    return next((level for level in areas.LEVELS if level in levels), None)


def _area_code(store: Database, text: str) -> str:
    names = areas.AreaNames(store)
    match = names.resolve(text)
    if match.code is None:
        _refuse(_no_such_area(names, text, match))
    return match.code


def _no_such_area(names: areas.AreaNames, text: str, match: areas.Match) -> Label:
    candidates = "、".join(f"{names.path(code)}（{code}）" for code in match.candidates)
    several = "which_area" if match.how == "ambiguous" else "no_area_but"
    return label(f"command.{several if candidates else 'no_area'}", name=text, candidates=candidates)


def _period(
    store: Database, code: str, month: str | None, year: int | None, first: str | None, last: str | None
) -> Period:
    asked = [month is not None, year is not None, first is not None or last is not None]
    if sum(asked) > 1 or (first is None) != (last is None):
        _refuse(label("command.one_period"))
    try:
        if month is not None:
            return _month(month)
        if year is not None:
            return Period.year(year)
        if first is not None and last is not None:
            return Period.between(_day(first, end=False), _day(last, end=True))
    except ValueError:
        _refuse(label("command.bad_period", given=month or year or f"{first}—{last}"))
    covered = sources.as_of(store, code)
    if covered is None:
        _refuse(label("command.no_data", name=code))
    return Period.year_to_date(covered)


def _month(text: str) -> Period:
    year, _, month = text.replace("/", "-").partition("-")
    return Period.month(int(year), int(month))


def _day(text: str, end: bool) -> date:
    """A day, or the first or last day of a month given as YYYY-MM."""
    if len(text) == len("2026-01"):
        first = date.fromisoformat(f"{text}-01")
        return month_end(first) if end else first
    return date.fromisoformat(text)


def _definition(one: Indicator) -> dict[str, Any]:
    return {
        "indicator": one.id,
        "topic": one.topic,
        "title": one.title.zh,
        "title_en": one.title.en,
        "question": one.question.zh,
        "unit": _unit(one),
        "better": one.better,
        "numerator": one.numerator.zh,
        "denominator": one.denominator.zh if one.denominator else None,
        "breakdown": one.breakdown,
        "over_time": one.over_time,
        "target": one.target,
        "small_base": one.small_base,
        "lights": list(one.lights),
        "settings": {name: settings().by_id[name].value for name in sorted(one.settings)},
        "source": one.source,
        "reviewed": one.reviewed.isoformat(),
    }


def _value_json(store: Database, one: Value, by: By | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "indicator": one.indicator.id,
        "area_code": one.area_code,
        "area_name": one.area_name,
        "from": one.period.start.isoformat(),
        "to": one.period.end.isoformat(),
        "numerator": _plain(one.numerator),
        "denominator": _plain(one.denominator),
        "value": _plain(one.value),
        "bound": BOUNDS[one.bound],
        "unit": _unit(one.indicator),
        "display": one.display(),
        "batches": sources.batches(store, one.indicator.id, one.area_code, one.period),
    }
    if one.why is not None:
        found["why"] = one.why.zh
    if one.note is not None:
        found["note"] = one.note.zh
    if by == By.month:
        found["month"] = f"{one.period.start:%Y-%m}"
    if by == By.breakdown:
        found["breakdown"] = one.breakdown
        found["breakdown_name"] = one.indicator.part_name(one.breakdown).zh
    return found


def _say_refused(store: Database, refusal: Refusal, code: str, period: Period, as_json: bool) -> None:
    """A number that is never made: no value, why, and the figures themselves, which may be said one by one."""
    area = areas.get(store, code)
    parts = known_parts(store, refusal, code, period)
    display = label("value.refused").zh
    if not as_json:
        typer.echo(f"{refusal.title.zh}  {period.start}—{period.end}  {display}  （{refusal.why.zh}）")
        for one in parts:
            typer.echo(f"  {one.metric.zh} {one.printed()}")
        return
    print_json({
        "indicator": refusal.id,
        "area_code": code,
        "area_name": area.name if area else code,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "numerator": None,
        "denominator": None,
        "value": None,
        "bound": BOUNDS[0],
        "unit": None,
        "display": display,
        "batches": [],
        "why": refusal.why.zh,
        "parts": [{"metric": one.metric_id, "title": one.metric.zh, "area_code": one.area_code,
                   "display": one.printed()} for one in parts],
    })


def _target_json(one: changes.Target) -> dict[str, Any]:
    """How the value stands against its target; what is still needed a month only of an annual one."""
    found: dict[str, Any] = {
        "target": _plain(one.annual),
        "done": _plain(one.done),
        "share": _plain(one.share),
        "expected_share": _plain(one.expected_share),
        "lead_points": one.lead_points,
        "light": one.light,
        "gap": _plain(one.gap),
        "months_left": one.months_left,
        "needed_per_month": _plain(one.needed_per_month),
    }
    return found | ({"derived_from": one.source} if one.is_derived else {})


def _unit(one: Indicator) -> str:
    return "percent" if one.is_percent else one.unit.zh


def _plain(amount: float | None) -> float | int | None:
    """Without float noise, and whole numbers as such."""
    if amount is None:
        return None
    rounded = round(amount, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _refuse(reason: Label) -> NoReturn:
    refuse(reason)
    raise typer.Exit(WRONG_CALL)


if __name__ == "__main__":
    sys.exit(run(app))
