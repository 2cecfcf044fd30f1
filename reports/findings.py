"""研判: what the month's movements mean, as one more subject of the brief and one more slide of the deck."""
from __future__ import annotations

import re

from queries import explain, signals
from queries.explain import Explanation
from reports.content import Figure, Sentence, Topic
from reports.prose import Writer

MOVED = "ontime_closure_rate"


def findings(writer: Writer, names: tuple[str, ...]) -> tuple[Topic, ...]:
    """What is better or worse beyond ordinary variation, and who moved the on-time rate; nothing when unknown."""
    said = [one for one in (_marks(writer, names), _moved(writer)) if one is not None]
    if not said:
        return ()
    title = writer.t("findings_title", month=writer.month.label)
    return (Topic("findings", writer.t("findings"), title, tuple(said), source=writer.t("findings_source")),)


def _marks(writer: Writer, names: tuple[str, ...]) -> Sentence | None:
    """How many headlines were judged, which are better and which worse; all others are ordinary variation."""
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
    """按时办结率比上月下降1.9个百分点，其中北关社区影响2.4个百分点，构成变化反向影响0.7个百分点."""
    month = writer.month
    found = explain.explain(writer.database, MOVED, writer.area.code, month, month.previous(), "community")
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
