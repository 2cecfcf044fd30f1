"""The commands that say what a movement means: `python -m queries explain` and its neighbours."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from data.command_line import print_json
from data.database import Database
from data.language import label
from queries import asked, changes, early, explain, funnel, outlook, rebasing, signals
from queries.asked import DatabaseOption, JsonOption
from queries.catalogue import catalogue
from queries.periods import Period

IndicatorArgument = Annotated[str, typer.Argument(help="指标编号，见 list")]
AreaOption = Annotated[str, typer.Option(help="区域编码或名称")]
MonthOption = Annotated[str | None, typer.Option(help="YYYY-MM")]
YearOption = Annotated[int | None, typer.Option(help="YYYY")]
FromOption = Annotated[str | None, typer.Option("--from", help="YYYY-MM-DD")]
ToOption = Annotated[str | None, typer.Option("--to", help="YYYY-MM-DD")]


class Split(StrEnum):
    """What a change can be split over; `area` is the nearest level below."""

    area = "area"
    street = "street"
    community = "community"
    grid = "grid"
    breakdown = "breakdown"


class Level(StrEnum):
    """The levels of areas inside an area."""

    street = "street"
    community = "community"
    grid = "grid"


class Against(StrEnum):
    """What a period is held against."""

    previous = "previous"
    last_year = "last_year"


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the command line of the indicators."""
    app.command("explain")(explain_change)
    app.command("signals")(judge_month)
    app.command("rebase")(rebase_limits)
    app.command("funnel")(compare_areas)
    app.command("outlook")(project_year)
    app.command("early")(warn_early)


def explain_change(
    indicator: IndicatorArgument,
    area: AreaOption,
    month: MonthOption = None,
    year: YearOption = None,
    first: FromOption = None,
    last: ToOption = None,
    against: Annotated[Against | None, typer.Option(help="与上期或上年同期相比；累计数默认与上年同期相比")] = None,
    by: Annotated[Split, typer.Option(help="按下级区域或分类分解")] = Split.area,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """谁拉动了这个数：两个时期之间的变化按区域或分类分解，各部分之和等于总变化。"""
    with _asked(indicator, database) as store:
        code = asked.area_code(store, area)
        now = asked.period(store, code, month, year, first, last)
        usual = Against.last_year if now.is_cumulative else Against.previous
        before = changes.earlier_period(now, (against or usual).value)
        found = explain.explain(store, indicator, code, now, before, _split_level(store, code, by))
    if as_json:
        print_json(_explanation_json(found))
        return
    typer.echo(found.sentence())
    if found.parts:
        typer.echo("  " + label("analysis.explain_note", now=now.label, before=before.label).zh)
    for part in found.parts:
        one = found.now.indicator
        halves = "" if part.own is None or part.shift is None else "  " + label(
            "explain.halves", own=explain.signed(one, part.own), shift=explain.signed(one, part.shift)).zh
        typer.echo(f"  {part.name.zh}  {explain.signed(one, part.total).zh}{halves}")


def judge_month(
    indicator: IndicatorArgument,
    area: AreaOption,
    month: MonthOption = None,
    year: YearOption = None,
    first: FromOption = None,
    last: ToOption = None,
    by: Annotated[Level | None, typer.Option(help="逐个判断下级区域")] = None,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """波动判断：时期最后一个月的数是正常波动，还是变好、变差；上下限、规则与达标状态。"""
    with _asked(indicator, database) as store:
        code = asked.area_code(store, area)
        period = asked.period(store, code, month, year, first, last)
        found = ([signals.chart(store, indicator, code, period)] if by is None
                 else signals.charts_by_area(store, indicator, code, period, by.value))
    if as_json:
        said = [_chart_json(one) for one in found]
        print_json(said[0] if by is None else said)
        return
    for one in found:
        typer.echo(one.sentence())
        if one.keeping:
            typer.echo("  " + label("signals.against_target", keeping=label(f"signals.{one.keeping}"),
                                    target=f"{one.indicator.target:g}").zh)
        if one.decision:
            typer.echo("  " + rebasing.told(one.decision).zh)


def rebase_limits(
    indicator: IndicatorArgument,
    area: AreaOption,
    first: Annotated[str, typer.Option("--from", help="YYYY-MM，上下限自该月起重新计算")],
    reason: Annotated[str, typer.Option(help="理由，与图一同显示")] = "",
    by: Annotated[str, typer.Option(help="由谁决定")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="撤销自该月起的重设")] = False,
    database: DatabaseOption = None,
) -> None:
    """重设控制图的上下限：自某月起重新计算，记下理由与日期；撤销用 --withdraw。"""
    with _asked(indicator, database) as store:
        code = asked.area_code(store, area)
        month = asked.period(store, code, first, None, None, None).start
        try:
            if withdraw:
                rebasing.withdraw(store, indicator, code, month)
                typer.echo(label("signals.withdrawn", month=f"{month:%Y-%m}").zh)
                return
            typer.echo(rebasing.told(rebasing.decide(store, indicator, code, month, reason, by)).zh)
        except rebasing.RebaseRefused as problem:
            asked.refused(problem.said)


def compare_areas(
    indicator: IndicatorArgument,
    area: AreaOption,
    month: MonthOption = None,
    year: YearOption = None,
    first: FromOption = None,
    last: ToOption = None,
    by: Annotated[Level | None, typer.Option(help="比较哪一级区域，默认下一级")] = None,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """公平比较（漏斗图）：哪些区域与平均水平确有差异，其余属偶然；按基数给出95%与99.8%界限。"""
    with _asked(indicator, database) as store:
        code = asked.area_code(store, area)
        period = asked.period(store, code, month, year, first, last)
        level = by.value if by else _split_level(store, code, Split.area)
        found = funnel.funnel(store, indicator, code, period, level)
    if as_json:
        print_json(_funnel_json(found))
        return
    typer.echo(found.sentence())
    for one in sorted(found.spots, key=lambda each: -(each.value.value or 0.0)):
        place = label(f"funnel.place_{one.place or 'small'}").zh
        inner = "—".join(f"{end:.1f}" for end in one.band.inner)
        typer.echo(f"  {one.value.area_name}  {one.value.display()}  {inner}  {place}")


def project_year(
    indicator: IndicatorArgument,
    area: AreaOption,
    month: MonthOption = None,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """年末推算：按目前进度和季节规律，全年预计多少、区间、达标可能、其余各月需要多少，以及以往误差。"""
    with _asked(indicator, database) as store:
        code = asked.area_code(store, area)
        period = asked.period(store, code, month, None, None, None)
        found = outlook.outlook(store, indicator, code, period)
    if as_json:
        print_json(_outlook_json(found))
        return
    typer.echo(found.sentence())
    if widened := found.widened_text():
        typer.echo("  " + widened)
    for first, amount in found.needed:
        when = Period.month(first.year, first.month).label
        typer.echo("  " + label("outlook.place", month=when, amount=found.amount(amount)).zh)


def warn_early(
    area: AreaOption,
    month: MonthOption = None,
    as_json: JsonOption = False,
    database: DatabaseOption = None,
) -> None:
    """未诉先办：哪些网格的哪类诉求超出自身规律，附工单；下月的季节热点与以往名单的命中率。"""
    with _asked(None, database) as store:
        code = asked.area_code(store, area)
        found = early.early(store, code, asked.period(store, code, month, None, None, None))
    if as_json:
        print_json(_early_json(found))
        return
    typer.echo(found.sentence())
    for one in found.warnings:
        numbers = "、".join(str(row["request_no"]) for row in one.records)
        typer.echo(f"  {one.sentence()}  {numbers}")
    if found.following is None:
        return
    typer.echo(label("early.hot_title", month=found.following.label).zh)
    typer.echo("  " + (found.why_no_hot.zh if found.why_no_hot else found.hits_text()))
    for spot in found.hot:
        counts = "、".join(str(count) for count in spot.counts)
        typer.echo("  " + label("early.hot", area=spot.area_name, category=spot.title, times=f"{spot.times:.1f}",
                                counts=counts).zh)


@contextmanager
def _asked(indicator: str | None, database: Path | None) -> Iterator[Database]:
    """The store, when there is such an indicator."""
    asked.read_definitions(database)
    if indicator is not None and indicator not in catalogue():
        asked.refused(label("command.no_indicator", name=indicator))
    store = asked.open_store(database)
    try:
        yield store
    finally:
        store.close()


def _split_level(store: Database, code: str, by: Split) -> str:
    if by != Split.area:
        return by.value
    level = asked.level_below(store, code)
    if level not in (Split.street, Split.community, Split.grid):
        asked.refused(label("explain.nothing_below"))
    return level


def _explanation_json(found: explain.Explanation) -> dict[str, Any]:
    now, before = found.now, found.before
    said: dict[str, Any] = {
        "indicator": now.indicator.id, "area_code": now.area_code, "area_name": now.area_name, "by": found.by,
        "now": _value_json(now.period, now.value), "before": _value_json(before.period, before.value),
        "unit": "percent" if now.indicator.is_percent else now.unit.zh,
        "change": found.amount, "shift": found.shift, "sentence": found.sentence(),
        "parts": [
            {"key": one.key, "name": one.name.zh, "total": one.total, "own": one.own, "shift": one.shift,
             "now": one.now, "before": one.before, "weight_now": one.weight_now, "weight_before": one.weight_before}
            for one in found.parts
        ],
    }
    return said | ({"why": found.why.zh} if found.why else {})


def _value_json(period: Period, value: float | None) -> dict[str, Any]:
    return {"from": period.start.isoformat(), "to": period.end.isoformat(), "value": asked.plain(value)}


def _chart_json(found: signals.Chart) -> dict[str, Any]:
    said: dict[str, Any] = {
        "indicator": found.indicator.id, "area_code": found.area_code, "area_name": found.area_name,
        "chart": found.kind, "mark": found.mark, "keeping": found.keeping, "target": found.indicator.target,
        "sentence": found.sentence(),
        "rebased": None if found.decision is None else {
            "from": f"{found.decision.from_month:%Y-%m}", "reason": found.decision.reason,
            "by": found.decision.decided_by, "at": found.decision.decided_at.isoformat()},
        "months": [
            {"month": f"{one.month:%Y-%m}", "value": one.value.value,
             **{name: getattr(one.limits, name) if one.limits else None for name in ("centre", "lower", "upper")},
             "signal": one.signal.rule if one.signal else None, "is_up": one.signal.is_up if one.signal else None}
            for one in found.points
        ],
    }
    return said | ({"why": found.why.zh} if found.why else {})


def _funnel_json(found: funnel.Funnel) -> dict[str, Any]:
    said: dict[str, Any] = {
        "indicator": found.indicator.id, "title": found.indicator.title.zh, "level": found.level,
        "from": found.period.start.isoformat(), "to": found.period.end.isoformat(), "common": found.common,
        "over_dispersion": found.spread, "distribution": found.distribution, "sentence": found.sentence(),
        "areas": [
            {"area_code": one.value.area_code, "area_name": one.value.area_name, "value": one.value.value,
             "numerator": one.value.numerator, "denominator": one.value.denominator, "place": one.place,
             "inner": one.band.inner, "outer": one.band.outer}
            for one in found.spots
        ],
        "apart": [one.area_code for one in found.apart],
    }
    return said | ({"why": found.why.zh} if found.why else {})


def _outlook_json(found: outlook.Outlook) -> dict[str, Any]:
    said: dict[str, Any] = {
        "indicator": found.indicator.id, "area_code": found.area_code, "area_name": found.area_name,
        "year": found.year, "months": found.months, "so_far": found.so_far, "expected": found.expected,
        "low": found.low, "high": found.high, "target": found.target, "chance": found.chance,
        "out_of_reach": found.is_out_of_reach,
        "needed": [{"month": f"{first:%Y-%m}", "amount": amount} for first, amount in found.needed],
        "tested": None if found.tested is None else vars(found.tested), "sentence": found.sentence(),
    }
    return said | ({"why": found.why.zh} if found.why else {})


def _early_json(found: early.Early) -> dict[str, Any]:
    said: dict[str, Any] = {
        "month": f"{found.month.start:%Y-%m}", "area_name": found.area_name, "sentence": found.sentence(),
        "by_chance": found.by_chance,
        "warnings": [
            {"kind": one.kind, "area_code": one.area_code, "area_name": one.area_name, "category": one.category,
             "count": one.count, "usual": one.usual, "limit": one.limit, "chance": one.chance,
             "records": list(one.records)}
            for one in found.warnings
        ],
        "next_month": f"{found.following.start:%Y-%m}" if found.following else None,
        "hot": [{"area_code": one.area_code, "area_name": one.area_name, "category": one.category,
                 "times": one.times, "counts": one.counts} for one in found.hot],
        "past_lists": None if found.hits is None else vars(found.hits),
        "why_no_hot": found.why_no_hot.zh if found.why_no_hot else None,
    }
    return said | ({"why": found.why.zh} if found.why else {})
