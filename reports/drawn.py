"""Charts, maps and tables of a meeting, as plain data."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from data import areas
from data.language import label
from queries import changes, series, signals
from queries.catalogue import ALL, catalogue
from queries.households import per_1000_households
from queries.periods import Period, add_months, month_end
from queries.series import Value
from reports import map_classes
from reports.content import Cell, Chart, Map, Patch, Series, Step, Table
from reports.prose import Writer, figure_of

MONTHS = 12
# By what is compared: the levels that a map may show, and whose outlines lie over each.
MAPPED = {"community": {"grid": "community", "community": "street"},
          "street": {"community": "street", "street": "district"}}
DIGITS = 6  # decimals of a degree: a tenth of a metre


def trend(writer: Writer, name: str, part: str = ALL) -> Chart | None:
    """The twelve months up to the meeting's month, and the same months a year before."""
    last = writer.month.start
    shown = Period.between(add_months(last, 1 - MONTHS), month_end(last))
    asked = (writer.database, name, writer.area.code)
    now, before = (series.by_month(*asked, period, part) for period in (shown, shown.last_year()))
    if not any(one.value is not None for one in now):
        return None
    lines = [Series(writer.t("this_year"), _numbers(now)), Series(writer.t("last_year_line"), _numbers(before))]
    if sum(one is not None for one in lines[1].values) < 2:
        lines.pop()  # a month alone is a dot that nobody can read
    return Chart("line", _title(name, writer), tuple(f"{one.period.start:%Y-%m}" for one in now), tuple(lines),
                 _unit(name, writer))


def by_kind(writer: Writer, name: str, most: int = 8) -> Chart | None:
    """The parts of an indicator, the largest first."""
    found = [one for one in series.by_breakdown(writer.database, name, writer.area.code, writer.so_far)
             if one.value is not None]
    found = sorted(found, key=lambda one: (-(one.value or 0), one.breakdown))[:most]
    if not found:
        return None
    names = tuple(catalogue()[name].part_name(one.breakdown).text(writer.lang) for one in found)
    return Chart("bar", _title(name, writer), names, (Series(_title(name, writer), _numbers(found)),),
                 _unit(name, writer))


def by_area(writer: Writer, name: str, part: str = ALL) -> Chart | None:
    """The communities (of a district: its streets), best first, small bases left out; behind a name 变差 where its last
    month is.
    """
    found = series.by_area(writer.database, name, writer.area.code, writer.so_far, writer.below, part)
    ranked = changes.ranking(found)[0]
    if len(ranked) < 2:
        return None
    charts = signals.charts_by_area(writer.database, name, writer.area.code, writer.month, writer.below, part)
    marks = _moved(writer, charts)
    names = tuple(" ".join(filter(None, (one.area_name, marks.get((name, one.area_code))))) for one in ranked)
    return Chart("bar", _title(name, writer), names, (Series(_title(name, writer), _numbers(ranked)),),
                 _unit(name, writer))


def tasks(writer: Writer, names: Sequence[str]) -> Chart | None:
    """The share done of each year's task beside the share due by now, in per cent."""
    found = [(name, target) for name in names if (target := writer.task(name)) and target.share is not None]
    if not found:
        return None
    done = tuple(round((target.share or 0) * 100, 1) for _, target in found)
    due = tuple(round(target.expected_share * 100, 1) for _, target in found)
    titles = tuple(catalogue()[name].title.text(writer.lang) for name, _ in found)
    return Chart("column", writer.t("tasks"), titles,
                 (Series(writer.t("share_done"), done), Series(writer.t("share_due"), due)), "%")


def area_map(writer: Writer, name: str, part: str = ALL) -> Map | None:
    """The finest areas that bear looking at, counts per 1,000 households; of a district no grids, of which it has
    thousands.

    None where no boundary is known or no area has a number.
    """
    for level in MAPPED[writer.below]:
        values = series.by_area(writer.database, name, writer.area.code, writer.so_far, level, part)
        if bears_looking_at(values):
            break
    else:
        return None
    values = per_1000_households(writer.database, values) or values
    indicator = values[0].indicator
    features = areas.boundaries(writer.database, writer.area.code, level)["features"]
    if not features:
        return None
    above = areas.boundaries(writer.database, writer.area.code, MAPPED[writer.below][level])
    unit = "%" if indicator.is_percent else ""
    found = map_classes.classes([one.value for one in values], unit)
    by_code = {one.area_code: one for one in values}
    patches = tuple(_patch(one, by_code.get(_code(one)), found, writer) for one in features)
    notes = [label("map.in_unit", unit=indicator.unit).text(writer.lang)] if not unit else []
    if any(one.at is None for one in patches):
        notes.append(label("map.no_data").text(writer.lang))
    small = next((one.indicator.small_base for one in values if one.small_base), None)
    if small is not None:
        notes.append(label("map.small_base", base=f"{small:g}").text(writer.lang))
    return Map(
        label("charts.map_title", indicator=indicator.title, area=writer.area.name,
              level=label(f"charts.level_{level}"), period=writer.so_far.label).text(writer.lang),
        patches,
        tuple(_patch(one, None, [], writer) for one in above["features"]),
        tuple(Step(one.colour, one.label) for one in found),
        tuple(notes),
    )


def bears_looking_at(values: Sequence[Value]) -> bool:
    """Whether there is any figure, and most stand on more than a handful: grids are often 2 of 3, or all of them 0."""
    known = [one for one in values if one.value is not None]
    return any(one.value for one in known) and 2 * sum(one.small_base for one in known) <= len(known)


def compared(writer: Writer, key: str, names: Sequence[str]) -> Table | None:
    """The communities (of a district: its streets) against some indicators, and the area itself in the last row."""
    rows = series.by_areas(writer.database, names, writer.area.code, [writer.so_far], writer.below)
    if not any(one.value is not None for one in rows):
        return None
    own = series.values(writer.database, names, writer.area.code, [writer.so_far])
    width = len(names)
    lines = [rows[at : at + width] for at in range(0, len(rows), width)]
    heads = (writer.t("area"), *(_headed(name, writer) for name in names))
    marks = marks_of(writer, names)
    body = [(Cell(line[0].area_name), *(value_cell(one, writer, marks) for one in line)) for line in lines]
    body.append((Cell(writer.area.name), *(value_cell(one, writer, marks) for one in own)))
    said = {"area": writer.area.name, "level": writer.called_below}
    title = writer.t("compared_title", **said, period=writer.so_far.label)
    return Table(key, title, heads, tuple(body), writer.t("compared_note", **said))


def marks_of(writer: Writer, names: Sequence[str]) -> dict[tuple[str, str], str]:
    """(indicator, area) -> 变好 or 变差 in the month, of the area and those compared; ordinary ones have none."""
    charts = signals.charts(writer.database, names, writer.area.code, writer.month)
    by_name = signals.charts_by_areas(writer.database, names, writer.area.code, writer.month, writer.below)
    return _moved(writer, chain(charts, *by_name.values()))


def _moved(writer: Writer, charts: Iterable[signals.Chart]) -> dict[tuple[str, str], str]:
    return {(one.indicator.id, one.area_code): label(f"signals.{one.mark}").text(writer.lang)
            for one in charts if one.mark in signals.MOVED}


def value_cell(value: Value, writer: Writer, marks: Mapping[tuple[str, str], str] | None = None) -> Cell:
    """One number of a table; a rate against a standing target carries its light."""
    target = None if value.small_base else changes.standing_target(value)
    figure = figure_of(value, writer.lang)
    mark = (marks or {}).get((value.indicator.id, value.area_code), "")
    return Cell(value.display(writer.lang), value.value, (target and target.light) or "", figure, mark)


def _headed(name: str, writer: Writer) -> str:
    one = catalogue()[name]
    unit = "" if one.is_percent else f"（{one.unit.zh}）" if writer.lang == "zh" else f" ({one.unit.en})"
    return one.title.text(writer.lang) + unit


def _patch(feature: dict[str, Any], value: Value | None, found: list[map_classes.Class], writer: Writer) -> Patch:
    at = map_classes.class_of(value.value, found) if value else None
    shown = value.display(writer.lang, with_unit=True) if value else ""
    name = feature["properties"].get("area_name", "")
    return Patch(_code(feature), name, _rings(feature["geometry"]), at, shown, bool(value and value.small_base))


def _code(feature: dict[str, Any]) -> str:
    return str(feature["properties"]["area_code"])


def _rings(geometry: dict[str, Any]) -> tuple[tuple[tuple[float, float], ...], ...]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return tuple(
        tuple((round(float(point[0]), DIGITS), round(float(point[1]), DIGITS)) for point in ring)
        for polygon in polygons for ring in polygon
    )


def _numbers(values: Sequence[Value]) -> tuple[float | None, ...]:
    return tuple(None if one.value is None else round(one.value, 4) for one in values)


def _title(name: str, writer: Writer) -> str:
    return catalogue()[name].title.text(writer.lang)


def _unit(name: str, writer: Writer) -> str:
    return "%" if catalogue()[name].is_percent else catalogue()[name].unit.text(writer.lang)
