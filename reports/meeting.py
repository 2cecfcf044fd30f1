"""One street and one month as a Meeting: from the database to plain sentences, tables, charts and maps."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from data import areas
from data.contracts import contracts
from data.database import Database
from data.language import Label, label
from queries import changes, commitments, described, funnel, lights, reporting, series, signals, sources, worklists
from queries.catalogue import catalogue
from queries.early import category_name
from queries.periods import Period, year_so_far
from queries.series import Value
from queries.settings import setting
from queries.targets import all_tasks
from reports import drawn, findings, topics
from reports.content import Cell, Definition, Figure, Meeting, Ranking, Sentence, Table
from reports.prose import Writer, ask_all, figure_of, target_text, unit_of

HEADLINES = (
    "request_count", "ontime_closure_rate", "satisfaction_rate", "overdue_open_count", "renovation_start_rate",
    "urban_new_employment", "enterprise_issue_closure_rate", "fiscal_revenue_completion", "reporting_coverage_rate",
    "resolution_rate", "renovation_done_rate", "jobs_developed",
)
MOST_HEADLINES, ENDS, MOST_ITEMS = 10, 3, 5
MOST_OVERDUE = 2_000  # that are listed one by one
SCORE = "three_rate_score"


Due = Sequence[dict[str, Any]]  # how many items each office has in each area (worklists.due_counts)


class NothingToTell(Exception):
    """There is no such street, or it has no data up to that month; `label` says which."""

    def __init__(self, said: Label) -> None:
        super().__init__(said.zh)
        self.label = said


def meeting(database: Database, area_code: str, month: Period, lang: str = "zh") -> Meeting:
    """What the street is told for that month, and for the year up to it. Raises NothingToTell."""
    area = areas.get(database, area_code)
    if area is None:
        raise NothingToTell(label("command.no_area", name=area_code))
    covered = sources.as_of(database, area_code)
    if covered is None or covered < month.start:
        raise NothingToTell(label("brief.nothing_to_tell", area=area.name, month=month.label))
    as_of = min(covered, month.end)
    so_far = year_so_far(month)
    writer = Writer(database, lang, area, month, so_far, as_of, ask_all(database, area_code, month, so_far))
    found = topics.topics(writer)
    overview = _overview(writer)
    if not found and all(row[1].number is None for row in overview.rows):
        raise NothingToTell(label("brief.nothing_to_tell", area=area.name, month=month.label))
    hot = _hot(writer)
    due = worklists.due_counts(database, area_code, as_of, writer.below, worklists.AHEAD, by_owner=True)
    told = Meeting(
        area_code=area_code, area=area.name, month=month.code, period=writer.so_far.code,
        title=writer.t("title", area=area.name, month=month.label),
        subtitle=writer.t("subtitle", period=writer.so_far.label, as_of=as_of.isoformat()),
        as_of=as_of.isoformat(), is_demo=area.is_demo, lang=lang,
        summary=_summary(writer), overview=overview,
        topics=(*found, *findings.findings(writer, _shown(writer), HEADLINES)),
        hot=hot, ranking=_ranking(writer),
        problems=_problems(writer, due), next_steps=_next_steps(writer, due),
        annex=_annex(writer, due), definitions=(), notes=(label("workbook.no_number").text(lang),),
    )
    return _with_definitions(replace(told, marks=_marks(writer, told)))


def _marks(writer: Writer, told: Meeting) -> tuple[tuple[str, str], ...]:
    """What the last month means of every indicator whose value the meeting is told, by its title."""
    cells = [cell.figure for row in told.overview.rows for cell in row]
    figures = [*cells, *(one for sentence in told.sentences() for one in sentence.figures)]
    names = dict.fromkeys(one.indicator for one in figures if one and one.kind == "value" and one.indicator)
    found = signals.charts(writer.database, list(names), writer.area.code, writer.month)
    return tuple((one.indicator.title.text(writer.lang), one.marks(writer.lang)) for one in found if one.mark)


def _summary(writer: Writer) -> tuple[Sentence, ...]:
    so_far, month = writer.so_far, writer.month
    said = [
        writer.sentence("summary_so_far", area=writer.area.name, date=_day(writer),
                        received=writer.figure("request_count"),
                        change=writer.change("request_count", so_far, "last_year"),
                        closed=writer.figure("closure_rate"),
                        closed_change=writer.change("closure_rate", so_far, "last_year")),
        writer.sentence("summary_month", month=_month_alone(writer), received=writer.figure("request_count", month),
                        change=writer.change("request_count", month, "previous"),
                        ontime=writer.figure("ontime_closure_rate", month),
                        ontime_change=writer.change("ontime_closure_rate", month, "previous"),
                        satisfied=writer.figure("satisfaction_rate", month)),
    ]
    said = [one for one in said if topics.is_known(one)] or [
        writer.sentence("summary_nothing", area=writer.area.name, period=so_far.label)]
    return (*said, *_tasks(writer))


def _tasks(writer: Writer) -> list[Sentence]:
    """How many of the year's tasks are on pace and how many are not, none of which there are none."""
    lit = Counter(target.light for name in all_tasks(writer.database, writer.area.code, writer.so_far)
                  if name in catalogue() and (target := writer.task(name)) and target.light)
    if not lit:
        return []
    total = writer.records(sum(lit.values()), "things")
    if set(lit) == {"green"}:
        return [writer.named("summary_tasks", "tasks_all_on_pace", total=total)]
    counts = {light: writer.records(lit[light], "things") for light in ("green", "yellow", "red") if lit[light]}
    parts = [writer.t(f"tasks_{light}", count=one.shown) for light, one in counts.items()]
    told = writer.sentence("summary_tasks", total=total, parts=label("brief.clause").text(writer.lang).join(parts))
    return [replace(told, figures=(*told.figures, *counts.values()))]


def _month_alone(writer: Writer) -> str:
    """10月份: the year stands in the sentence before; the whole month where none does, and in English."""
    if writer.value("request_count").value is None or writer.lang != "zh":
        return writer.month.label.text(writer.lang)
    return writer.t("month_alone", month=writer.month.start.month)


def _day(writer: Writer, day: date | None = None) -> str:
    day = day or writer.as_of
    return label("brief.day", year=day.year, month=day.month, day=day.day).text(writer.lang)


def _shown(writer: Writer) -> list[str]:
    """The indicators of the overview: headlines that have a number, and every task of the year."""
    of_tasks = [one for one in all_tasks(writer.database, writer.area.code, writer.so_far) if one in catalogue()]
    names = [one for one in HEADLINES if writer.value(one).value is not None][:MOST_HEADLINES]
    return list(dict.fromkeys([*names, *of_tasks]))


def _overview(writer: Writer) -> Table:
    """The headlines, and every task of the year: value, change, target, share done, pace and light."""
    names = _shown(writer)
    heads = tuple(writer.t(f"overview_{one}") for one in ("indicator", "value", "change", "marks", "target", "done",
                                                          "pace", "light"))
    charts = signals.charts(writer.database, names, writer.area.code, writer.month)
    rows = tuple(_overview_row(writer, name, Cell(one.marks(writer.lang)))
                 for name, one in zip(names, charts, strict=True))
    return Table("overview", writer.t("overview_title", area=writer.area.name, period=writer.so_far.label), heads, rows,
                 writer.t("overview_note"))


def _overview_row(writer: Writer, name: str, marks: Cell) -> tuple[Cell, ...]:
    value = writer.value(name)
    change = writer.change(name, writer.so_far, "last_year")
    target = writer.known.targets[name]
    plain = writer.moved(name, writer.so_far, "last_year").text(writer.lang)
    row = [Cell(catalogue()[name].title.text(writer.lang)),
           Cell(value.display(writer.lang, with_unit=True), value.value, figure=figure_of(value, writer.lang)),
           Cell(plain, change.value, figure=change), marks]
    if target is None:
        return (*row, Cell("—"), Cell("—"), Cell("—"), Cell("—"))
    task = writer.task(name)
    annual = target_text(target.annual, catalogue()[name], catalogue()[name].unit, writer.lang)
    share = target.share if task else None
    lead = target.lead_points if task else None
    light = target.light or ""
    return (
        *row, Cell(annual, target.annual),
        Cell(f"{share * 100:,.1f}%", share * 100) if share is not None else Cell("—"),
        Cell(f"{lead:+,.1f}".replace("-", "−"), lead) if lead is not None else Cell("—"),
        Cell(f"{lights.SHAPES[light]} {lights.word(catalogue()[name], target, writer.lang)}" if light else "—", None,
             light),
    )


def _hot(writer: Writer) -> tuple[Sentence, ...]:
    """The three kinds of requests that came most, their share, and the one that grew most."""
    found = [one for one in series.by_breakdown(writer.database, "request_count", writer.area.code, writer.so_far)
             if one.value]
    total = writer.value("request_count")
    if len(found) < ENDS or not total.value:
        return ()
    found = sorted(found, key=lambda one: (-(one.value or 0), one.breakdown))
    slots: dict[str, Label | Figure] = {}
    for at, one in enumerate(found[:ENDS], 1):
        slots |= {f"kind_{at}": one.indicator.part_name(one.breakdown), f"count_{at}": figure_of(one, writer.lang)}
    part = sum(one.value or 0 for one in found[:ENDS])
    share = part / total.value * 100
    slots["share"] = Figure(f"{share:,.1f}%", "request_count", writer.area.code, writer.so_far.code, value=share,
                            numerator=part, denominator=total.value)
    said = [writer.sentence("hot_kinds", **slots)]
    return (*said, *_risen(writer, found))


def _risen(writer: Writer, found: Sequence[Value]) -> list[Sentence]:
    """The kind that grew most on last year's same months, where both counts are large enough to say so."""
    before = {one.breakdown: one for one in series.by_breakdown(
        writer.database, "request_count", writer.area.code, writer.so_far.last_year())}
    least = setting("small_base")
    moved = [changes.compared(one, before[one.breakdown]) for one in found
             if one.breakdown in before and min(one.value or 0, before[one.breakdown].value or 0) >= least]
    grown = [one for one in moved if one.direction == "up" and one.amount is not None]
    if not grown:
        return []
    most = max(grown, key=lambda one: one.amount or 0)
    change = Figure(label("brief.last_year", change=most.text(writer.lang)).text(writer.lang), "request_count",
                    writer.area.code, writer.so_far.code, most.now.breakdown, most.amount, kind="change")
    return [writer.sentence("hot_risen", kind=most.now.indicator.part_name(most.now.breakdown),
                            count=figure_of(most.now, writer.lang), change=change)]


def _ranking(writer: Writer) -> Ranking:
    """The communities (of a district: its streets) by the score of the three rates: those first and those last; small
    bases are never ranked.
    """
    values = series.by_area(writer.database, SCORE, writer.area.code, writer.so_far, writer.below)
    ranked, apart = changes.ranking(values)
    ends = min(ENDS, len(ranked) // 2)
    marks = drawn.marks_of(writer, [SCORE]) if ranked else {}
    cells = [Cell(f"{one.area_name} {one.display(writer.lang, with_unit=True)}", one.value,
                  figure=figure_of(one, writer.lang), mark=marks.get((SCORE, one.area_code), "")) for one in ranked]
    said = [f"{one.area_name} {one.display(writer.lang)}" for one in apart]
    parts = funnel.parts_of_scores(writer.database, SCORE, writer.area.code, writer.so_far, writer.below)
    tied = funnel.ranks_text(funnel.ranks(ranked, parts), lambda code: writer.names.get(code, code), writer.lang)
    not_ranked = writer.t("ranking_apart", areas=writer.listed(said)) if said and ranked else ""
    return Ranking(
        writer.t("ranking_title", level=writer.called_below, indicator=catalogue()[SCORE].title,
                 period=writer.so_far.label),
        tuple(cells[:ends]), tuple(cells[len(cells) - ends:]),
        " ".join(one for one in (not_ranked, tied) if one),
        writer.t("ranking_source", formula=described.facts(catalogue()[SCORE], writer.lang)[1][1]),
    )


def _problems(writer: Writer, due: Due) -> tuple[Sentence, ...]:
    said: list[Sentence] = []
    for name in topics.behind(writer):
        pace = writer.pace(name, "pace_behind")
        said += [replace(pace, id=f"problem_{name}")] if pace else []
    for name, target in topics.off_target(writer):
        aimed = target_text(target.annual, catalogue()[name], unit_of(writer.value(name)), writer.lang)
        gap = Figure(aimed, name, writer.area.code, writer.so_far.code, value=target.annual, kind="target")
        said.append(writer.named(f"off_{name}", "off_target", title=catalogue()[name].title,
                                 value=writer.figure(name), target=gap))
    return (*said, *_overdue(writer, due), *_lagging(writer), *_worst_grids(writer), *_silent(writer))


def _overdue(writer: Writer, due: Due) -> list[Sentence]:
    late = [one for one in due if one["is_overdue"]]
    if not late:
        return []
    tables, most = Counter[str](), _by_owner(late)
    for one in late:
        tables[one["table_name"]] += one["count"]
    counts = {"requests": writer.records(tables["service_request"], "pieces_of_requests"),
              "promises": writer.records(tables["commitment"], "things")}
    if not most:
        return [writer.named("overdue", "overdue_of_nobody", **counts)]
    owner, count, _ = most[0]
    return [writer.sentence("overdue", **counts, owner=owner, most=writer.records(count, "things"))]


def _by_owner(counts: Due) -> list[tuple[str, int, date]]:
    """Each office that is named, how many items are its own and when the first was due; the most first."""
    found: dict[str, tuple[int, date]] = {}
    for one in counts:
        if one["owner"]:
            count, first = found.get(one["owner"], (0, one["due_on"]))
            found[one["owner"]] = count + one["count"], min(first, one["due_on"])
    return sorted(((name, *told) for name, told in found.items()), key=lambda each: (-each[1], each[2], each[0]))


def _lagging(writer: Writer) -> list[Sentence]:
    """The offices with most behind on the main list, with the reasons that people typed, and no others."""
    main = topics.main_list(writer)
    if main is None:
        return []
    items = worklists.commitments(writer.database, writer.area.code, main, writer.as_of)
    typed = writer.as_of == sources.as_of(writer.database, writer.area.code)
    said = []
    for one in commitments.offices(items, writer.as_of, typed)[:ENDS]:
        if not one.behind:
            continue
        told = [writer.t("reason", reason=_cause(text), count=count) for text, count in one.reasons[:2]]
        reasons = writer.listed(told)
        key = "lagging" if reasons else "lagging_silent"
        behind, total = (writer.records(count, "things") for count in (one.behind, one.total))
        said.append(writer.named(f"lagging_{one.name}", key, owner=one.name, behind=behind, total=total,
                                 reasons=reasons))
    return said


def _cause(remark: str) -> str:
    """What a person typed, without the words that only announce it."""
    return remark.removeprefix("存在问题：").removeprefix("原因：")


def _worst_grids(writer: Writer) -> list[Sentence]:
    """Those below the average by more than chance (99.8 %): the last of any list is no reason to be named."""
    found = funnel.funnel(writer.database, "ontime_closure_rate", writer.area.code, writer.so_far, "grid")
    low = [one.value for one in found.at("far_below")[:ENDS]]
    if not low:
        return []
    figures = [figure_of(one, writer.lang) for one in low]
    grids = [writer.t("grid_with_value", grid=_grid_name(writer, one), value=figure.shown)
             for one, figure in zip(low, figures, strict=True)]
    average = writer.value("ontime_closure_rate")
    told = writer.sentence("worst_grid", grids=writer.listed(grids), whole=writer.called_whole,
                           average=figure_of(average, writer.lang))
    return [replace(told, figures=(*figures, *told.figures))]


def _grid_name(writer: Writer, one: Value) -> str:
    community = writer.names.get(one.area_code[:12], "")
    return one.area_name if one.area_name.startswith(community) else community + one.area_name


def _silent(writer: Writer) -> list[Sentence]:
    found = reporting.reports(writer.database, writer.area.code, writer.month)
    said = []
    for area in found.lacking():
        tables = [title.text(writer.lang) for name, title in found.tables
                  if found.sent[area.code, name].state in ("missing", "never")]
        said.append(writer.named(f"silent_{area.code}", "silent", area=area.name, tables=writer.listed(tables)))
    return said[:MOST_ITEMS]


def _next_steps(writer: Writer, due: Due) -> tuple[Sentence, ...]:
    """What follows from the numbers: what each month left must bring, whose items are overdue or fall due next."""
    said: list[Sentence] = []
    for name in topics.behind(writer):
        target, value = writer.task(name), writer.value(name)
        if target is None or target.needed_per_month is None or not target.months_left:
            continue
        unit = catalogue()[name].unit
        gap, each = (_amount(value, amount, unit, writer) for amount in (target.gap or 0, target.needed_per_month))
        said.append(writer.named(f"step_{name}", "step_task", title=writer.called(name), gap=gap,
                                 months=target.months_left, each=each))
    for owner, count, first in _by_owner([one for one in due if one["is_overdue"]])[:ENDS]:
        said.append(writer.named(f"step_{owner}", "step_overdue", owner=owner, count=writer.records(count, "things"),
                                 first=_day(writer, first)))
    if soon := [one for one in due if not one["is_overdue"]]:
        until = _day(writer, writer.as_of + timedelta(days=worklists.AHEAD))
        falling = writer.records(sum(one["count"] for one in soon), "things")
        if named := [name for name, _, _ in _by_owner(soon)[:ENDS]]:
            said.append(writer.sentence("step_soon", until=until, count=falling, owners=writer.listed(named)))
        else:
            said.append(writer.named("step_soon", "step_soon_of_nobody", until=until, count=falling))
    return tuple(said)


def _amount(value: Value, amount: float, unit: Label, writer: Writer) -> Figure:
    decimals = 0 if amount == round(amount) or unit.zh in ("人", "户", "个", "件") else 2
    up = -(-amount // 1) if decimals == 0 else amount
    shown = label("brief.counted", number=series.number(up, decimals), unit=unit).text(writer.lang)
    return Figure(shown, value.indicator.id, value.area_code, value.period.code, value=amount, kind="target")


def _annex(writer: Writer, due: Due) -> tuple[Table, ...]:
    """What stands in no topic: the overdue items by area, and one by one, the longest overdue first.

    A city has a hundred thousand of them, of which nobody reads more than the longest overdue; but few tables,
    categories, areas, owners and days: equal cells are one.
    """
    by_area = [one for one in due if one["is_overdue"]]
    if not by_area:
        return ()
    late = worklists.due(writer.database, writer.area.code, writer.as_of, MOST_OVERDUE, soon=False)
    cell = cache(Cell)
    heads = tuple(writer.t(f"overdue_{one}") for one in ("table", "item", "about", "area", "owner", "due_on", "days"))
    rows = tuple(
        (cell(contracts()[one["table_name"]].title.text(writer.lang)), Cell(one["item"]),
         cell(_about(one, writer.lang)), cell(writer.names.get(one["area_code"], one["area_code"])),
         cell(one["owner"] or ""), cell(one["due_on"].isoformat()),
         cell(f"{(writer.as_of - one['due_on']).days}", (writer.as_of - one["due_on"]).days))
        for one in late
    )
    total = sum(one["count"] for one in by_area)
    title = writer.t("overdue_title", count=f"{total:,}", as_of=writer.as_of.isoformat())
    note = writer.t("overdue_first", shown=f"{len(rows):,}", count=f"{total:,}",
                    level=writer.called_below) if len(rows) < total else ""
    return _overdue_by_area(writer, by_area), Table("overdue", title, heads, rows, note)


def _about(one: dict[str, Any], lang: str) -> str:
    """What an item is about: of a request its category, which has a name in both languages."""
    about = str(one["about"] or "")
    return category_name(about).text(lang) if about and one["table_name"] == "service_request" else about


def _overdue_by_area(writer: Writer, late: Sequence[dict[str, Any]]) -> Table:
    """How many requests and listed items are overdue in each community (of a district: street), and the longest, the
    most first.
    """
    places: dict[str, list[dict[str, Any]]] = {}
    for one in late:
        places.setdefault(one["area_code"], []).append(one)
    heads = tuple(writer.t(f"overdue_{one}") for one in ("area", "requests", "promises", "total", "longest"))
    rows = []
    for code, own in places.items():
        requests = sum(one["count"] for one in own if one["table_name"] == "service_request")
        total = sum(one["count"] for one in own)
        longest = max((writer.as_of - one["due_on"]).days for one in own)
        rows.append((code, (requests, total - requests, total, longest)))
    rows.sort(key=lambda row: (-row[1][2], row[0]))
    title = writer.t("overdue_areas_title", level=writer.called_below, as_of=writer.as_of.isoformat())
    return Table("overdue_areas", title, heads, tuple(
        (Cell(writer.names.get(code, code)), *(Cell(f"{one:,}", one) for one in numbers)) for code, numbers in rows))


def _with_definitions(told: Meeting) -> Meeting:
    """With the definition of every indicator that a sentence, a cell or a ranking names."""
    cells = [cell for table in told.tables() for row in table.rows for cell in row]
    figures = [*(one.figure for one in (*cells, *told.ranking.first, *told.ranking.last) if one.figure),
               *(each for one in told.sentences() for each in one.figures)]
    told_of = {each.indicator for each in figures}
    names = [one for one in catalogue() if one in told_of]
    lines = tuple(Definition(catalogue()[name].title.text(told.lang), item, content)
                  for name in names for item, content in described.facts(catalogue()[name], told.lang))
    return replace(told, definitions=lines)
