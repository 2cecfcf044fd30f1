"""Tables as HTML: readable on a phone, printable, found by a screen reader, and without a menu in a foreign language.

The rows behind a number are shown a page at a time; all of them can be taken away as a CSV file.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from components import exporting, filters, lights, page, ready, sign_in, theme
from components.language import enum_text, t
from components.view import View, short_name, trace_address, until_newer
from data import areas
from data.contracts import Contract, contracts
from data.database import Database
from data.language import label
from queries import disclosure, series, signals, sources, worklists
from queries.catalogue import catalogue
from queries.periods import Period
from queries.series import Value
from queries.settings import setting
from reports.cells import neutral

if TYPE_CHECKING:  # 45 MB and a second of the processor, which pages without rows never need
    import pandas as pd

PAGE_ROWS = 12
LONG = 32  # characters that still stand in one line
PROVENANCE = ("batch_id", "sheet", "row_number")


def records(view: View, name: str, key: str = "records", *, ever: bool = False) -> None:
    """The rows behind a number (an indicator's, or a whole table's), area by area, with their file, sheet and row.

    With `ever` all rows, of any date or none: a project goes on when no date of it falls into the month.
    """
    period = None if ever else view.period
    frame = view.ask(sources.records, name, view.area_code, period)
    counts = view.ask(sources.record_counts, name, view.area_code, period)
    total = sum(counts.values())
    title = "tables.records_title_ever" if ever else "tables.records_title"
    with page.card(
        key,
        t(title, count=f"{total:,}", area=view.area.name, period=view.period.label),
        t("tables.records_note") + (t("tables.records_newest", count=f"{len(frame):,}") if len(frame) < total else ""),
    ):
        drill_down(view, counts, key)
        if frame.empty:
            page.nothing("tables.no_records")
            return
        read = partial(readable, contract=_table_of(name), lang=view.lang, names=_area_names(view), files=_files(view))
        pages = math.ceil(len(frame) / PAGE_ROWS)
        at = min(st.session_state.get(f"{key}_page") or 1, pages)
        ready.html(_page_html(view, name, period, at))
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            if pages > 1:
                st.pagination(pages, key=f"{key}_page", max_visible_pages=5)
            if not sign_in.may("export"):
                return
            st.download_button(
                t("tables.download"),
                exporting.taken_away(view, name, lambda line: csv(
                    read(sources.records(view.database, name, view.area_code, period, limit=total)), line)),
                file_name=f"{name}_{view.area_code}{f'_{period.code}' if period else ''}.csv",
                mime="text/csv",
                icon=":material/download:",
                key=f"{key}_csv",
                on_click="ignore",
            )


@until_newer
def _page_html(view: View, name: str, period: Period | None, at: int) -> str:
    """One page of the rows, without the columns that are empty in all of them."""
    filled = view.ask(sources.records, name, view.area_code, period).dropna(axis=1, how="all")
    rows = filled.iloc[(at - 1) * PAGE_ROWS : at * PAGE_ROWS]
    return with_hidden_note(html(readable(rows, _table_of(name), view.lang, _area_names(view), _files(view))))


def one(view: View, found: pd.DataFrame, name: str) -> str:
    """A single record field by field, with its file, sheet and row."""
    filled = found.iloc[:1].dropna(axis=1, how="all")
    said = readable(filled, _table_of(name), view.lang, _area_names(view), _files(view))
    rows = [(Markup(f"<b>{escape(title)}</b>"), said[title].iloc[0]) for title in said.columns]
    return plain([t("definitions.item"), t("definitions.content")], rows)


def areas_compared(view: View, *indicators: str) -> None:
    """The areas one level below, side by side in several indicators; a small base shows its n/m."""
    page.card_of_html(_areas_compared(view, indicators))


@until_newer
def _areas_compared(view: View, indicators: tuple[str, ...]) -> str:
    known = [catalogue()[one] for one in indicators if one in catalogue()]
    level, around = view.level_below(), view.map_area
    names = [one.id for one in known]
    found = series.by_areas(view.database, names, around.code, [view.period], level)
    judged = signals.charts_by_areas(view.database, names, around.code, view.period, level)
    charts = [{one.area_code: one for one in judged[name]} for name in names]
    heads = [t("filters.area"), *(one.title.text(view.lang) for one in known)]
    rows = [
        [row[0].area_name, *(_traced(view, one, of.get(one.area_code)) for one, of in zip(row, charts, strict=True))]
        for row in (found[at: at + len(names)] for at in range(0, len(found), len(names) or 1))
    ]
    title = t("tables.areas_title", area=around.name, level=t(f"charts.level_{level}"), period=view.period.label)
    body = plain(heads, rows, range(1, len(heads))) if rows else page.nothing_html("tables.no_areas")
    return page.card_head(title, t("tables.areas_note")) + body


def _traced(view: View, value: Value, chart: signals.Chart | None) -> Markup:
    """A number that leads to where it comes from, with its light where it has a target and what its month means."""
    address = trace_address(value.indicator.id, value.area_code, value.period, view.lang, value.breakdown)
    number = f'<a class="trace" href="{escape(address)}">{escape(value.display(view.lang))}</a>'
    return Markup(lit(value, view.lang) + number + signal(chart, view.lang))


def signal(chart: signals.Chart | None, lang: str) -> Markup:
    """变好 · 不稳定, 正常波动 as a line of its own, with the month and the rule on hover; nothing where not judged."""
    if chart is None or chart.mark is None:
        return Markup("")
    keeping = f" · {label(f'signals.{chart.keeping}').text(lang)}" if chart.keeping else ""
    return Markup(f'<div class="kpi-mark">{marked(chart, lang)}{escape(keeping)}</div>')


def marked(chart: signals.Chart, lang: str) -> str:
    """变好, 变差 or 正常波动 as a chip, with the month and the rule on hover; nothing where it is not judged."""
    if chart.mark is None:
        return ""
    mood = {"better": "good", "worse": "bad"}.get(chart.mark, "neutral")
    word = escape(label(f"signals.{chart.mark}").text(lang))
    return f'<span class="chip {mood}" title="{escape(chart.sentence(lang))}">{word}</span>'


def lit(value: Value, lang: str) -> str:
    """The light that stands before a value; nothing without a target."""
    target = lights.of(value)
    if target is None or target.light is None:
        return ""
    word = escape(lights.word(value.indicator, target, lang))
    return f'<span class="light {target.light}" title="{word}">{theme.LIGHTS[target.light][0]}</span> '


def drill_down(view: View, rows: dict[str, int], key: str) -> None:
    """One button an area of the next level, with the number of its rows; choosing one looks into it."""
    below = [one for one in view.ask(areas.children, view.area_code) if one.level in ("street", "community", "grid")]
    counts = {one.code: sum(rows[code] for code in rows if code.startswith(one.code)) for one in below}
    with_rows = [one for one in below if counts[one.code]]
    if not with_rows:
        return
    names = {one.code: t("tables.drill", area=one.name, count=f"{counts[one.code]:,}") for one in with_rows}
    st.pills(
        t("tables.drill_label"),
        list(names),
        format_func=names.__getitem__,
        key=f"{key}_drill",
        on_change=lambda: filters.select_area(st.session_state[f"{key}_drill"]),
    )


def plain(columns: Sequence[str], rows: Sequence[Sequence[object]], numbers: Sequence[int] = ()) -> str:
    """A small table; `numbers` are the columns set to the right. A cell may be `Markup` to be kept as it is."""
    head = "".join(f"<th{_right(i, numbers)}>{escape(one)}</th>" for i, one in enumerate(columns))
    body = "".join("<tr>" + "".join(_cell(one, i in numbers) for i, one in enumerate(row)) + "</tr>" for row in rows)
    return f'<div class="table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def html(frame: pd.DataFrame) -> str:
    """A frame of readable texts as a table."""
    return plain([str(one) for one in frame.columns], frame.to_numpy().tolist())


def with_hidden_note(table: str) -> str:
    """The table, and below it what its hidden counts mean if it has any."""
    if disclosure.HIDDEN not in table:
        return table
    note = t("grid.hidden", sign=disclosure.HIDDEN, least=setting("hidden_below"))
    return f'{table}<p class="note">{escape(note)}</p>'


class Markup(str):
    """HTML made by us, not to be escaped again."""


def readable(
    frame: pd.DataFrame, contract: Contract | None, lang: str, names: dict[str, str], files: dict[str, str]
) -> pd.DataFrame:
    """The rows as people read them: titles for column names, names for codes, words for stored values.

    The source (file, sheet and row) comes last.
    """
    import pandas as pd

    shown: dict[str, list[str]] = {}
    for column in frame.columns:
        if column in PROVENANCE or str(column).endswith("_bound"):
            continue
        title = _title(contract, str(column), lang)
        bounds = frame[f"{column}_bound"] if f"{column}_bound" in frame else [0] * len(frame)
        shown[title] = [
            _text(value, int(bound or 0), contract, str(column), lang, names)
            for value, bound in zip(frame[column], bounds, strict=True)
        ]
    if set(PROVENANCE) <= set(frame.columns):
        shown[label("tables.source").text(lang)] = [
            label("tables.source_row", file=files.get(batch, batch), sheet=sheet, row=row).text(lang)
            for batch, sheet, row in zip(frame["batch_id"], frame["sheet"], frame["row_number"], strict=True)
        ]
    return pd.DataFrame(shown)


def csv(frame: pd.DataFrame, line: str = "") -> bytes:
    """A CSV file that Excel opens with its Chinese intact; a cell that would be run as a formula is neutralised.

    `line` stands by itself under the rows.
    """
    import pandas as pd

    safe = frame.map(lambda one: neutral(one) if isinstance(one, str) else one)
    safe.columns = [neutral(str(one)) for one in safe.columns]
    below = pd.DataFrame([[neutral(line)]]).to_csv(index=False, header=False) if line else ""
    return (safe.to_csv(index=False) + below).encode("utf-8-sig")


def csv_of(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """The same of a list with its headings."""
    import pandas as pd

    return csv(pd.DataFrame(rows, columns=list(heads)))


def _table_of(name: str) -> Contract | None:
    if name in contracts():
        return contracts()[name]
    indicator = catalogue().get(name)
    return contracts()[sorted(indicator.tables)[0]] if indicator and indicator.tables else None


def _files(view: View) -> dict[str, str]:
    return view.ask(worklists.files)


def _area_names(view: View) -> dict[str, str]:
    return view.ask(_short_names)


def _short_names(database: Database) -> dict[str, str]:
    names = areas.names(database)
    return {code: short_name(code, names) for code in names}


def _title(contract: Contract | None, column: str, lang: str) -> str:
    try:
        return contract.field(column).title.text(lang) if contract else column
    except (KeyError, LookupError):
        return column


def _text(value: Any, bound: int, contract: Contract | None, column: str, lang: str, names: dict[str, str]) -> str:
    import pandas as pd

    if pd.isna(value):
        return ""
    if column in ("area_code", "building_code"):
        return names.get(str(value)) or str(value)
    if isinstance(value, pd.Timestamp):
        midnight = value == value.normalize()
        return f"{value:%Y-%m-%d}" if midnight else f"{value:%Y-%m-%d %H:%M}"
    if pd.api.types.is_bool(value):
        return label("tables.yes" if value else "tables.no").text(lang)
    if column.endswith("year"):
        return f"{value:.0f}"
    if isinstance(value, (int, float)):
        return ("", "≤ ", "≥ ", "≈ ")[bound] + f"{value:,.10g}"
    return enum_text(contract.name, column, value, lang) if contract else str(value)


def _right(column: int, numbers: Sequence[int]) -> str:
    return ' class="number"' if column in numbers else ""


def _cell(value: object, is_number: bool) -> str:
    """A cell; numbers to the right, long texts in several lines, everything else in one."""
    text = value if isinstance(value, Markup) else escape("" if value is None else str(value))
    kind = "number" if is_number else "text" if len(text) > LONG else ""
    return f'<td class="{kind}">{text}</td>' if kind else f"<td>{text}</td>"
