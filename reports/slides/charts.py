"""Native PowerPoint charts: numbers that can be edited, labels instead of axes where they fit, gaps for no number."""
from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from reports.content import Chart
from reports.slides import colours, measure, text
from reports.slides.stage import Box, Stage

_TYPES = {"line": XL_CHART_TYPE.LINE_MARKERS, "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
          "bar": XL_CHART_TYPE.BAR_CLUSTERED}
_ACCENTS = (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3, MSO_THEME_COLOR.ACCENT_4,
            MSO_THEME_COLOR.ACCENT_5, MSO_THEME_COLOR.ACCENT_6)
TITLE_SIZE, SIZE, CROWDED, LEAST = 14, 12, 9, 8


def draw(stage: Stage, slide: Any, box: Box, chart: Chart, made: datetime) -> Any:
    """The chart in the box. `made` is written into its workbook, for nothing reads the clock."""
    data = CategoryChartData(number_format=number_format(chart))
    data.categories = [text.clean(one) for one in chart.categories]
    for one in chart.series:
        data.add_series(text.clean(one.name), one.values)
    frame = slide.shapes.add_chart(_TYPES[chart.kind], *box, data)
    frame.name = chart.title
    drawn = frame.chart
    drawn.part.chart_workbook.update_from_xlsx_blob(_workbook(chart, made))
    drawn.font.size = Pt(SIZE)
    drawn.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    _title(stage, drawn, chart, box)
    _legend(drawn, chart)
    _axes(stage, drawn, chart, box)
    for at, one in enumerate(drawn.plots[0].series):
        is_muted = at == len(chart.series) - 1 and at > 0
        _dress(one, chart, at, is_muted=is_muted)
        if not is_muted or chart.kind != "line":
            _labels(one, chart, at, box, is_muted=is_muted)
    return frame


def number_format(chart: Chart) -> str:
    """How the numbers are printed: as many decimals as they have, at most two; per cent with its sign."""
    known = [one for each in chart.series for one in each.values if one is not None]
    decimals = next((places for places in (0, 1, 2) if all(abs(one - round(one, places)) < 1e-9 for one in known)), 2)
    if chart.unit == "%":
        return f'0{".0" if decimals else ""}"%"'
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _workbook(chart: Chart, made: datetime) -> bytes:
    """The sheet behind the chart, laid out as the chart refers to it; no text in it is ever run as a formula."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                      "strings_to_numbers": False})
    book.set_properties({"created": made})
    sheet = book.add_worksheet("Sheet1")
    shown = book.add_format({"num_format": number_format(chart)})
    sheet.set_column(0, 0, 20)
    for down, name in enumerate(chart.categories, 1):
        sheet.write_string(down, 0, text.clean(name))
    for at, one in enumerate(chart.series, 1):
        sheet.write_string(0, at, text.clean(one.name))
        for down, value in enumerate(one.values, 1):
            if value is not None:
                sheet.write_number(down, at, value, shown)
    book.close()
    return file.getvalue()


def _title(stage: Stage, drawn: Any, chart: Chart, box: Box) -> None:
    said = f"{chart.title}（{chart.unit}）" if stage.lang == "zh" else f"{chart.title} ({chart.unit})"
    drawn.has_title = True
    size = measure.largest([said if chart.unit else chart.title], (TITLE_SIZE, 13, 12, 11, 10),
                           box.points[0] * 0.92, TITLE_SIZE * measure.LINE) or 10
    frame = drawn.chart_title.text_frame
    text.write(frame, [text.plain(said if chart.unit else chart.title)], size, stage.lang, bold=True,
               colour=MSO_THEME_COLOR.TEXT_1)
    drawn.chart_title.include_in_layout = False


def _legend(drawn: Any, chart: Chart) -> None:
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
        drawn.legend.font.size = Pt(SIZE)
        drawn.legend.font.color.theme_color = MSO_THEME_COLOR.TEXT_1


def _axes(stage: Stage, drawn: Any, chart: Chart, box: Box) -> None:
    """Bars are read by their labels and need no axis of values; a line keeps a pale one."""
    names, values = drawn.category_axis, drawn.value_axis
    names.tick_labels.font.size = Pt(_name_size(chart, box))
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.has_major_gridlines = False
    _all_names(names)
    if chart.kind != "bar":
        is_aslant = chart.kind == "line" and _is_crowded(chart, box)
        names._element.get_or_add_txPr().bodyPr.set("rot", "-2700000" if is_aslant else "0")
    names.format.line.color.rgb = colours.rgb(colours.GREY_LINE)
    values.major_tick_mark = XL_TICK_MARK.NONE
    values.format.line.fill.background()
    known = [one for each in chart.series for one in each.values if one is not None]
    if chart.kind == "line":
        values.has_major_gridlines = True
        values.major_gridlines.format.line.color.rgb = colours.rgb(colours.GREY_LINE if stage.is_dark
                                                                   else colours.GREY_PALE)
        values.major_gridlines.format.line.width = Pt(0.5)
        values.tick_labels.font.size = Pt(SIZE)
        values.tick_labels.number_format = number_format(chart)
        values.tick_labels.number_format_is_linked = False
        return
    values.has_major_gridlines = False
    values.visible = False
    least = min(known, default=0)
    most = max(known, default=0)
    # A bar begins at nothing; below it there is room for the number of a bar that falls short.
    values.minimum_scale = 0 if least >= 0 else least - 0.18 * (max(most, 0) - least)
    plot = drawn.plots[0]
    plot.gap_width = _gap_width(chart)
    if len(chart.series) > 1:
        plot.overlap = -5
    if chart.kind == "bar":
        names.reverse_order = True


def _gap_width(chart: Chart) -> int:
    """Between groups of bars, in per cent of a bar: a few bars are not drawn as broad as walls."""
    return max(360 // max(len(chart.categories), 1), 55 if len(chart.series) == 1 else 70)


def _all_names(axis: Any) -> None:
    """Every category is named: a program left to itself skips every other one."""
    last = axis._element.find(qn("c:noMultiLvlLbl"))
    skip = axis._element.makeelement(qn("c:tickLblSkip"), {"val": "1"})
    if last is not None:
        last.addprevious(skip)
    else:
        axis._element.append(skip)


def _name_size(chart: Chart, box: Box) -> float:
    """As large as the categories leave room for: a bar is one line, a column or a month its share of the width."""
    wide, high = box.points
    if chart.kind == "bar":
        room = (high - 40) / max(len(chart.categories), 1) / 1.5
        return max(min(SIZE, int(room)), LEAST)
    share = wide * 0.88 / max(len(chart.categories), 1)
    most = 1 if chart.kind == "line" else 2
    sizes = (SIZE, 11, 10, 9)
    fits = (one for one in sizes if all(measure.lines(name, one, share) <= most for name in chart.categories))
    return next(fits, 11 if chart.kind == "line" else LEAST)  # months that do not fit are written aslant


def _is_crowded(chart: Chart, box: Box) -> bool:
    """Whether the months must be written aslant."""
    share = box.points[0] * 0.88 / max(len(chart.categories), 1)
    return any(measure.width(one, _name_size(chart, box)) > share for one in chart.categories)


def _dress(series: Any, chart: Chart, at: int, *, is_muted: bool) -> None:
    """The accents of the theme in their order; the last of several is what is compared with, grey and dotted."""
    if chart.kind == "line":
        series.smooth = False
        line = series.format.line
        line.width = Pt(1.75 if is_muted else 2.5)
        if is_muted:
            line.color.rgb = colours.rgb(colours.GREY_LINE)
            line.dash_style = MSO_LINE_DASH_STYLE.ROUND_DOT
            _mute_marker(series, chart.series[at].values)
            return
        line.color.theme_color = _ACCENTS[at % len(_ACCENTS)]
        series.marker.style = XL_MARKER_STYLE.CIRCLE
        series.marker.size = 6
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.theme_color = _ACCENTS[at % len(_ACCENTS)]
        series.marker.format.line.color.theme_color = _ACCENTS[at % len(_ACCENTS)]
        return
    series.invert_if_negative = False
    fill = series.format.fill
    fill.solid()
    if is_muted:
        fill.fore_color.rgb = colours.rgb(colours.GREY_LINE)
        series.format.line.color.rgb = colours.rgb(colours.GREY_LINE)
        series.format.line.dash_style = MSO_LINE_DASH_STYLE.ROUND_DOT
    else:
        fill.fore_color.theme_color = _ACCENTS[at % len(_ACCENTS)]


def _mute_marker(series: Any, values: Sequence[float | None]) -> None:
    """A point between two gaps has no line and would not be seen without a marker."""
    around = [None, *values, None]
    is_alone = any(one is not None and around[at] is None and around[at + 2] is None for at, one in enumerate(values))
    if not is_alone:
        series.marker.style = XL_MARKER_STYLE.NONE
        return
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 5
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colours.rgb(colours.GREY_LINE)
    series.marker.format.line.fill.background()


def _labels(series: Any, chart: Chart, at: int, box: Box, *, is_muted: bool) -> None:
    """A number at every bar; on a line at every point where they fit, else at the last, the highest and the lowest.

    Columns too narrow for two numbers side by side leave out that of what is compared with.
    """
    known = {place: one for place, one in enumerate(chart.series[at].values) if one is not None}
    if not known:
        return
    size = float(_name_size(chart, box))
    if chart.kind != "bar":
        wide = max(measure.width(_printed(one, chart), SIZE) for one in known.values())
        room = box.points[0] * 0.88 / len(chart.categories)
        if chart.kind == "column":
            room /= len(chart.series) + _gap_width(chart) / 100
        size = min(SIZE, SIZE * room / wide)
        if chart.kind == "column" and size < CROWDED and len(chart.series) > 1:
            if is_muted:
                return
            size = min(SIZE, size * 2)
        size = max(size, LEAST)
        if chart.kind == "line" and (wide > room or at):
            last = max(known)
            ends = (max(known, key=lambda k: known[k]), min(known, key=lambda k: known[k]))
            _mark(series, chart, {last, *(one for one in ends if last - one > 1)})  # numbers side by side would touch
            return
    labels = series.data_labels
    labels.show_value = True
    labels.number_format = number_format(chart)
    labels.number_format_is_linked = False
    labels.font.size = Pt(round(size, 1))
    labels.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    labels.position = XL_LABEL_POSITION.ABOVE if chart.kind == "line" else XL_LABEL_POSITION.OUTSIDE_END


def _mark(series: Any, chart: Chart, points: set[int]) -> None:
    """A label at some points only; the lowest one has it below."""
    values = {at: one for at in sorted(points) if (one := series.values[at]) is not None}
    lowest = min(values, key=lambda at: values[at])
    for at in values:
        label = series.points[at].data_label
        label.font.size = Pt(SIZE)
        label.font.bold = True
        label.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
        label.position = XL_LABEL_POSITION.BELOW if at == lowest and len(values) > 1 else XL_LABEL_POSITION.ABOVE


def _printed(value: float, chart: Chart) -> str:
    shown = number_format(chart)
    decimals = shown.count("0", shown.index(".")) if "." in shown else 0
    return f"{value:,.{decimals}f}" + ("%" if chart.unit == "%" else "")
