"""The command line of the indicators: `python -m queries list`, `… value …`, `… trace …`, `… explain …` and others."""
from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated, Any

import typer

from data import areas
from data.command_line import print_json, run
from data.database import Database
from data.language import label
from queries import analysis_commands, asked, build_command, changes, series, sources, trace_words
from queries import trace as traces
from queries.asked import DatabaseOption, JsonOption
from queries.catalogue import Indicator, catalogue
from queries.periods import Period
from queries.refusals import Refusal, known_parts, refusals
from queries.series import Value
from queries.settings import settings

BOUNDS = ("exact", "at_most", "at_least", "about")

app = typer.Typer(add_completion=False, no_args_is_help=True, help="街情看板：指标与数值")


class By(StrEnum):
    """What a value can be split by."""

    area = "area"
    month = "month"
    breakdown = "breakdown"


@app.command("list")
def list_indicators(as_json: JsonOption = False) -> None:
    """列出全部指标及口径。"""
    asked.read_definitions()
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
    asked.read_definitions(database)
    if indicator not in catalogue() and indicator not in refusals():
        asked.refused(label("command.no_indicator", name=indicator))
    store = asked.open_store(database)
    try:
        code = asked.area_code(store, area)
        period = asked.period(store, code, month, year, first, last)
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
    asked.read_definitions(database)
    if indicator not in catalogue() and indicator not in refusals():
        asked.refused(label("command.no_indicator", name=indicator))
    store = asked.open_store(database)
    try:
        code = asked.area_code(store, area)
        period = asked.period(store, code, month, year, first, last)
        if indicator in refusals():
            _say_refused(store, refusals()[indicator], code, period, as_json)
            return
        split = trace_words.breakdown_named(catalogue()[indicator], breakdown) if breakdown else None
        found = traces.trace(store, indicator, code, period, split, limit=limit)
        value_asked = _value_json(store, found.value, None)
    finally:
        store.close()
    if as_json:
        print_json(trace_words.as_json(found, value_asked))
    else:
        typer.echo(trace_words.in_text(found))


def _values(store: Database, name: str, code: str, period: Period, by: By | None) -> list[Value]:
    if by == By.area:
        below = asked.level_below(store, code)
        return series.by_area(store, name, code, period, below) if below else []
    if by == By.month:
        return series.by_month(store, name, code, period)
    if by == By.breakdown:
        return series.by_breakdown(store, name, code, period)
    return [series.value(store, name, code, period)]


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
        "numerator": asked.plain(one.numerator),
        "denominator": asked.plain(one.denominator),
        "value": asked.plain(one.value),
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
        "target": asked.plain(one.annual),
        "done": asked.plain(one.done),
        "share": asked.plain(one.share),
        "expected_share": asked.plain(one.expected_share),
        "lead_points": one.lead_points,
        "light": one.light,
        "gap": asked.plain(one.gap),
        "months_left": one.months_left,
        "needed_per_month": asked.plain(one.needed_per_month),
    }
    return found | ({"derived_from": one.source} if one.is_derived else {})


def _unit(one: Indicator) -> str:
    return "percent" if one.is_percent else one.unit.zh


analysis_commands.register(app)
build_command.register(app)

if __name__ == "__main__":
    sys.exit(run(app))
