"""What a meeting is told, as plain data: page, wall, deck, Word and annex are all drawn from one Meeting.

Nothing here asks the database; a Meeting that was written down as JSON (an edition) reads back the same next year.
"""
from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

ANALYSES = ("findings", "year_end", "early")  # subjects that a short deck tells on one slide
ChartKind = Literal["line", "column", "bar"]


@dataclass(frozen=True)
class Figure:
    """One number in a sentence or a cell, and the question that it answers.

    `shown` is how it is printed; `value`, `numerator` and `denominator` are the numbers themselves (None: there is
    none, and `shown` says so). `period` is a period's code. `kind`: the value itself, its change since an earlier
    period, its place against a target, or a number of records.
    """

    shown: str
    indicator: str = ""
    area_code: str = ""
    period: str = ""
    part: str = "all"
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    kind: Literal["value", "change", "target", "records"] = "value"


@dataclass(frozen=True)
class Sentence:
    """One sentence of the brief. `id` stays the same from month to month.

    `original` is what the numbers say where a person wrote the sentence anew; `is_stale` where they say something else
    by now than when the person wrote.
    """

    id: str
    text: str
    figures: tuple[Figure, ...] = ()
    original: str = ""
    is_stale: bool = False

    @property
    def is_edited(self) -> bool:
        return bool(self.original) and self.original != self.text

    @property
    def lost(self) -> tuple[str, ...]:
        """The numbers of the original that no longer stand in the text: left out, or changed by hand."""
        return tuple(one.shown for one in self.figures if one.shown not in self.text) if self.is_edited else ()


@dataclass(frozen=True)
class Cell:
    """One cell of a table; `number` is what a spreadsheet holds. `light`: green, yellow, red or nothing.

    `mark` stands behind a number that moved by more than its ordinary variation: 变好, 变差.
    """

    shown: str
    number: float | None = None
    light: str = ""
    figure: Figure | None = None
    mark: str = ""


@dataclass(frozen=True)
class Table:
    """Heads, and rows of as many cells. `note` says what must be known to read it."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Series:
    """One line or one set of bars; None where there is no number."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Chart:
    """A chart as PowerPoint knows it: categories and series of numbers. `unit` stands at the axis (%, 件)."""

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str


@dataclass(frozen=True)
class Patch:
    """One area of a map: its rings (outer ones and holes) as [longitude, latitude]; `at` is its colour's place."""

    code: str
    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    at: int | None
    shown: str
    small: bool = False


@dataclass(frozen=True)
class Step:
    """One colour of a map and what it stands for."""

    colour: str
    label: str


@dataclass(frozen=True)
class Map:
    """A map of areas, with the outlines and names of the areas above them."""

    title: str
    patches: tuple[Patch, ...]
    outlines: tuple[Patch, ...]
    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topic:
    """One subject: a conclusion as its title, a few sentences, a chart, a map, a table, and where it all comes from."""

    key: str
    name: str
    title: str
    sentences: tuple[Sentence, ...]
    chart: Chart | None = None
    map: Map | None = None
    table: Table | None = None
    source: str = ""


@dataclass(frozen=True)
class Ranking:
    """The communities that stand first and last; who is not ranked stands in `apart`."""

    title: str
    first: tuple[Cell, ...]
    last: tuple[Cell, ...]
    apart: str
    source: str


@dataclass(frozen=True)
class Definition:
    """One line of an indicator's definition."""

    indicator: str
    item: str
    content: str


@dataclass(frozen=True)
class Meeting:
    """Everything that one street is told for one month."""

    area_code: str
    area: str
    month: str
    period: str
    title: str
    subtitle: str
    as_of: str
    is_demo: bool
    lang: str
    summary: tuple[Sentence, ...]
    overview: Table
    topics: tuple[Topic, ...]
    hot: tuple[Sentence, ...]
    ranking: Ranking
    problems: tuple[Sentence, ...]
    next_steps: tuple[Sentence, ...]
    annex: tuple[Table, ...]
    definitions: tuple[Definition, ...]
    notes: tuple[str, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()  # (indicator's title, 变差 · 不稳定) of those whose last month is judged

    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in the order of the brief."""
        of_topics = tuple(one for topic in self.topics for one in topic.sentences)
        return (*self.summary, *of_topics, *self.hot, *self.problems, *self.next_steps)

    def tables(self) -> tuple[Table, ...]:
        """All tables, each once."""
        return (self.overview, *(one.table for one in self.topics if one.table), *self.annex)


def as_json(meeting: Meeting) -> dict[str, Any]:
    """The meeting as dicts and lists."""
    return asdict(meeting)


def from_json(said: dict[str, Any]) -> Meeting:
    """The meeting of `as_json`, also after it went through a file. Raises KeyError or TypeError when it is none."""
    return Meeting(**{
        **said,
        "summary": _sentences(said["summary"]),
        "overview": _table(said["overview"]),
        "topics": tuple(map(_topic, said["topics"])),
        "hot": _sentences(said["hot"]),
        "ranking": _ranking(said["ranking"]),
        "problems": _sentences(said["problems"]),
        "next_steps": _sentences(said["next_steps"]),
        "annex": tuple(map(_table, said["annex"])),
        "definitions": tuple(Definition(**one) for one in said["definitions"]),
        "notes": tuple(said["notes"]),
        "marks": tuple((title, mark) for title, mark in said.get("marks", ())),
    })


def _sentences(said: list[dict[str, Any]]) -> tuple[Sentence, ...]:
    return tuple(Sentence(**{**one, "figures": tuple(Figure(**each) for each in one["figures"])}) for one in said)


def _cell(said: dict[str, Any]) -> Cell:
    return Cell(**{**said, "figure": Figure(**said["figure"]) if said["figure"] else None})


def _table(said: dict[str, Any]) -> Table:
    rows = tuple(tuple(map(_cell, row)) for row in said["rows"])
    return Table(**{**said, "heads": tuple(said["heads"]), "rows": rows})


def _ranking(said: dict[str, Any]) -> Ranking:
    return Ranking(**{**said, "first": tuple(map(_cell, said["first"])), "last": tuple(map(_cell, said["last"]))})


def _topic(said: dict[str, Any]) -> Topic:
    return Topic(**{
        **said,
        "sentences": _sentences(said["sentences"]),
        "chart": _chart(said["chart"]) if said["chart"] else None,
        "map": _map(said["map"]) if said["map"] else None,
        "table": _table(said["table"]) if said["table"] else None,
    })


def _chart(said: dict[str, Any]) -> Chart:
    series = tuple(Series(one["name"], tuple(one["values"])) for one in said["series"])
    return Chart(**{**said, "categories": tuple(said["categories"]), "series": series})


def _map(said: dict[str, Any]) -> Map:
    return Map(**{
        **said,
        "patches": tuple(map(_patch, said["patches"])),
        "outlines": tuple(map(_patch, said["outlines"])),
        "steps": tuple(Step(**one) for one in said["steps"]),
        "notes": tuple(said["notes"]),
    })


def _patch(said: dict[str, Any]) -> Patch:
    rings = tuple(tuple((float(x), float(y)) for x, y in ring) for ring in said["rings"])
    return Patch(**{**said, "rings": rings})
