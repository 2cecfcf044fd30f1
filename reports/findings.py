"""研判, 年末推算 and 未诉先办: what the month's movements mean, as subjects of the brief with a slide and a table each.

Each is told only where there is something to tell; what each analysis is, stands on the page of definitions.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from data.language import Label, label
from queries import early, explain, funnel, outlook, signals
from queries.catalogue import catalogue
from queries.early import Alert
from queries.explain import Explanation
from queries.funnel import Funnel
from queries.outlook import Outlook
from queries.targets import all_tasks
from reports.content import Cell, Figure, Sentence, Table, Topic
from reports.prose import Writer, figure_of

MOVED = "ontime_closure_rate"
# That are compared, by the level below the area: the first of which there are enough.
LEVELS = {"street": ("street", "community"), "community": ("community", "grid")}
AT_RISK = 0.5  # a target with a smaller chance is named
MOST = 3  # areas, targets, warnings and hot spots that a sentence names


def findings(writer: Writer, shown: Sequence[str], names: Sequence[str]) -> tuple[Topic, ...]:
    """What is better or worse beyond ordinary variation, how the year will end, where to act early.

    `shown` are the indicators of the overview, which has their marks; `names` are projected beside the year's tasks.
    """
    said = (_meaning(writer, shown), _year_end(writer, names), _early(writer))
    return tuple(one for one in said if one is not None)


def _meaning(writer: Writer, names: Sequence[str]) -> Topic | None:
    compared = _compared(writer)
    told = (_marks(writer, names), _moved(writer), _apart(writer, compared))
    table = _spots(writer, compared) if compared else None
    return _topic(writer, "findings", [one for one in told if one is not None], table)


def _topic(writer: Writer, key: str, said: list[Sentence], table: Table | None) -> Topic | None:
    if not said:
        return None
    title = writer.t(f"{key}_title", month=writer.month.label, year=writer.month.start.year)
    return Topic(key, writer.t(key), title, tuple(said), table=table, source=writer.t(f"{key}_source"))


def _marks(writer: Writer, names: Sequence[str]) -> Sentence | None:
    """How many indicators were judged, which are better and which worse; all others are ordinary variation."""
    charts = signals.charts(writer.database, names, writer.area.code, writer.month)
    of = {mark: [one.indicator.title.text(writer.lang) for one in charts if one.mark == mark]
          for mark in ("better", "worse", "higher", "lower", "ordinary")}
    judged = sum(map(len, of.values()))
    if not judged:
        return None
    told = [writer.t(f"findings_{mark}", titles=writer.listed(of[mark])) for mark in
            ("better", "worse", "higher", "lower") if of[mark]]
    if not told:
        return writer.named("findings_marks", "findings_ordinary", count=writer.records(judged, "things"))
    return writer.named("findings_marks", "findings_marks", count=writer.records(judged, "things"),
                        told=writer.t("findings_between").join(told))


def _moved(writer: Writer) -> Sentence | None:
    """按时办结率比上月下降1.9个百分点，其中北关社区影响2.4个百分点，诉求构成变化反向影响0.7个百分点."""
    month = writer.month
    found = explain.explain(writer.database, MOVED, writer.area.code, month, month.previous(), writer.below)
    if found.amount is None or not round(found.amount, 1):
        return None
    text = writer.t("findings_moved", sentence=found.sentence(writer.lang))
    return Sentence("findings_moved", text, tuple(_figures(found, text, writer)))


def _figures(found: Explanation, text: str, writer: Writer) -> list[Figure]:
    """Every amount of the sentence, in its order, as a change of the indicator."""
    unit = "个百分点" if writer.lang == "zh" else " points"
    period = writer.month.code
    amounts = re.findall(rf"[0-9][0-9,]*(?:\.[0-9]+)?{unit}", text)
    return [Figure(shown, MOVED, writer.area.code, period, value=float(shown.removesuffix(unit).replace(",", "")),
                   kind="change") for shown in amounts]


def _compared(writer: Writer) -> Funnel | None:
    """The funnel of the finest level that is coarse enough to judge; None where none can be."""
    found = (funnel.funnel(writer.database, MOVED, writer.area.code, writer.so_far, level)
             for level in LEVELS[writer.below])
    return next((one for one in found if one.why is None), None)


def _apart(writer: Writer, found: Funnel | None) -> Sentence | None:
    """8个社区的按时办结率：显著低于平均的有北关社区，其余7个与平均水平无显著差异（北关社区82.1%，全街道93.1%）."""
    if found is None:
        return None
    outside = found.at("far_above", "far_below", "above", "below")[:MOST]
    values = [(_place(writer, one.value.area_code), figure_of(one.value, writer.lang)) for one in outside]
    average = writer.figure(MOVED)
    told = [writer.t("findings_value", area=place, value=one.shown) for place, one in values]
    shown = writer.listed([*told, writer.t("findings_value", area=writer.area.name, value=average.shown)])
    sentence = found.sentence(writer.lang)
    counts = [_counted(writer, one) for one in re.findall(r"\d+个|\d+(?= [a-z])", sentence)]
    text = writer.t("findings_apart", period=writer.so_far.label, sentence=sentence, values=shown)
    return Sentence("findings_apart", text, (*counts, *(one for _, one in values), average))


def _spots(writer: Writer, found: Funnel) -> Table:
    """Every area with its value, base, 95 % limits and where it lies, the highest first."""
    heads = tuple(writer.t(f"funnel_{one}") for one in ("area", "value", "base", "low", "high", "place"))
    rows = tuple(
        (Cell(_place(writer, one.value.area_code)),
         Cell(one.value.display(writer.lang), one.value.value, figure=figure_of(one.value, writer.lang)),
         Cell(f"{one.value.denominator:,.0f}", one.value.denominator),
         *(Cell(f"{end:,.1f}%", end) for end in one.band.inner),
         Cell(label(f"funnel.place_{one.place or 'small'}").text(writer.lang)))
        for one in sorted(found.spots, key=lambda each: -(each.value.value or 0.0))
    )
    title = writer.t("funnel_table", title=found.indicator.title, period=writer.so_far.label)
    return Table("funnel", title, heads, rows, writer.t("funnel_note"))


def _year_end(writer: Writer, names: Iterable[str]) -> Topic | None:
    """The targets that the year will hardly meet at this pace, or that none is at risk."""
    asked = dict.fromkeys([*all_tasks(writer.database, writer.area.code, writer.so_far), *names])
    found = [outlook.outlook(writer.database, one, writer.area.code, writer.month) for one in asked
             if one in catalogue()]
    told = sorted((one for one in found if one.chance is not None), key=lambda one: one.chance or 0.0)
    at_risk = [one for one in told if (one.chance or 0.0) < AT_RISK]
    said = [_projected(writer, one) for one in at_risk[:MOST]]
    if told and not at_risk:
        said = [writer.sentence("year_end_safe", count=writer.records(len(told), "things"))]
    return _topic(writer, "year_end", said, _projections(writer, told) if told else None)


def _projected(writer: Writer, one: Outlook) -> Sentence:
    """全年预计399人（八成可能在393人—404人之间），完成目标520人的可能性不到5%; each number tied to the indicator."""
    base = Figure("", one.indicator.id, one.area_code, f"{one.year}-{one.months:02d}-ytd", kind="target")

    def figure(shown: str, value: float | None) -> Figure:
        return replace(base, shown=shown, value=value)

    ends = {name: figure(one.amount(getattr(one, name), writer.lang), getattr(one, name))
            for name in ("so_far", "expected", "low", "high", "target")}
    chance = figure(outlook.chance_text(one.chance, writer.lang), one.chance)
    key = "year_end_out_of_reach" if one.is_out_of_reach else "year_end_said"
    told = writer.named(f"year_end_{one.indicator.id}", key, title=writer.called(one.indicator.id), year=one.year,
                        months=one.months, **ends, **({} if one.is_out_of_reach else {"chance": chance}))
    if one.tested is None:
        return replace(told, text=told.text + writer.t("year_end_untested"))
    error = figure(one.error_text(writer.lang), one.tested.error)
    count, within = (_counted(writer, writer.t("year_end_times", count=each))
                     for each in (one.tested.count, one.tested.within))
    is_little = one.tested.count < outlook.TELLING
    past = writer.t("year_end_tested_little" if is_little else "year_end_tested", error=error.shown, count=count.shown,
                    within=within.shown)
    return replace(told, text=told.text + past,
                   figures=(*told.figures, count, error, *(() if is_little else (within,))))


def _projections(writer: Writer, told: Iterable[Outlook]) -> Table:
    """So far, the expected end with its range, the target and its chance, and the error of the past."""
    columns = ("indicator", "so_far", "expected", "low", "high", "target", "chance", "error")
    rows = tuple(
        (Cell(one.indicator.title.text(writer.lang)),
         *(Cell(one.amount(each, writer.lang), each)
           for each in (one.so_far, one.expected, one.low, one.high, one.target)),
         Cell(outlook.chance_text(one.chance, writer.lang)), Cell(one.error_text(writer.lang)))
        for one in told
    )
    title = writer.t("year_end_table", year=writer.month.start.year)
    return Table("year_end", title, tuple(writer.t(f"year_end_{one}") for one in columns), rows,
                 writer.t("year_end_note"))


def _early(writer: Writer) -> Topic | None:
    """The warnings of the month, and the seasonal hot spots of the next one with the hit rate of past lists."""
    found = early.early(writer.database, writer.area.code, writer.month)
    said = []
    if found.warnings:
        sentence = found.sentence(writer.lang)
        counts = [_counted(writer, one) for one in re.findall(r"\d+[处件]|\d+(?=个月)|\d+(?= cells?| req| rep| months)|"
                                                              r"(?<=no more than )\d+", sentence)]
        said.append(Sentence("early_warnings", writer.t("early_said", sentence=sentence), tuple(counts)))
    if found.hot and found.following is not None:
        places = [writer.t("early_place", area=one.area_name, category=one.title) for one in found.hot[:MOST]]
        hits, month = found.hits_text(writer.lang), found.following.start
        named = Label(str(month.month), f"{month:%B}")
        text = writer.t("early_hot", month=named, places=writer.listed(places), hits=hits)
        counts = [_counted(writer, one) for one in re.findall(r"\d+[期项%]|\d+(?= past|, | came)|\d+%", hits)]
        said.append(Sentence("early_hot", text, tuple(counts)))
    return _topic(writer, "early", said, _alerts(writer, found.warnings) if found.warnings else None)


def _alerts(writer: Writer, warnings: Iterable[Alert]) -> Table:
    """Every warning, the strongest first, with its records."""
    heads = tuple(label(f"analysis.{one}").text(writer.lang) for one in
                  ("place", "category", "kind", "count", "limit", "usual", "records"))
    rows = tuple(
        (Cell(one.area_name), Cell(one.title.text(writer.lang)),
         Cell(label(f"analysis.kind_{one.kind}").text(writer.lang)), Cell(str(one.count), one.count),
         Cell(str(one.limit), one.limit), Cell(f"{one.usual:.1f}", one.usual),
         Cell(writer.listed([str(row["request_no"]) for row in one.records])))
        for one in warnings
    )
    return Table("early", writer.t("early_table", month=writer.month.label), heads, rows, writer.t("early_note"))


def _counted(writer: Writer, shown: str) -> Figure:
    """A number that counts what an analysis found, as it is written: 8个, 9件, 75%."""
    return Figure(shown, area_code=writer.area.code, period=writer.month.code, kind="records",
                  value=float(re.sub(r"[^\d]", "", shown)))


def _place(writer: Writer, code: str) -> str:
    """An area's name, of a grid with its community's."""
    name, community = writer.names.get(code, code), writer.names.get(code[:12], "")
    return name if name.startswith(community) else community + name
