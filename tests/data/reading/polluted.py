"""One good ledger spoilt in every way that CSV files are spoilt in, after the kinds of the Pollock benchmark.

    Polluted(kind, content, rows)    rows: what a careful person reads from the file, the heading first
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.reading import Reading, SheetCells
from data.reading.columns import joined
from data.reading.delimited import read_delimited

HEADING = ["工单编号", "受理时间", "所属网格", "来源渠道", "诉求类别", "诉求内容", "办理状态", "承办单位"]
SUBJECTS = [
    "楼道灯不亮", "下水道堵塞, 已三天", '"四送一服"反馈', "电梯停运\n两次",
    "噪声; 夜间", "停车 | 占道", "it's loud",
]
ROWS = 24


def source() -> list[list[str]]:
    """The good ledger: commas, quotes and line breaks within cells, as clerks type them."""
    rows = [
        [f"GD-{i:03d}", f"2026-0{1 + i % 6}-1{i % 9}", "安康社区" if i % 2 else "新华社区", "来访", "应急",
         f"{SUBJECTS[i % len(SUBJECTS)]}{i}", "办理中", "街道城管科" if i % 3 else ""]
        for i in range(ROWS)
    ]
    return [HEADING, *rows]


@dataclass(frozen=True)
class Polluted:
    """A spoilt file. `ambiguous`: even a person cannot tell what was meant: only a refusal or a warning is right."""

    kind: str
    content: bytes
    rows: list[list[str]] = field(repr=False)
    ambiguous: bool = False


def written(
    rows: Sequence[Sequence[str]], separator: str = ",", quote: str = '"', line_end: str = "\r\n", *,
    escape: str | None = None, all_quoted: bool = False,
) -> str:
    """The rows as text of that dialect; separators of several characters are allowed."""
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            needs = all_quoted or any(mark in cell for mark in (separator, quote, "\n", "\r"))
            inner = cell.replace(quote, (escape or quote) + quote)
            cells.append(f"{quote}{inner}{quote}" if needs else cell)
        lines.append(separator.join(cells))
    return line_end.join(lines) + line_end


def whole_files() -> Iterator[Polluted]:
    """What is wrong with the file as a whole."""
    rows = source()
    plain = [[cell.replace("\n", " ") for cell in row] for row in rows]
    for separator in ",;\t|":
        yield Polluted(f"separator {separator!r}", written(rows, separator).encode(), rows)
        yield Polluted(f"all quoted {separator!r}", written(rows, separator, all_quoted=True).encode(), rows)
    for separator in (" ", "\t\t", ":", ", ", "\\t"):
        yield Polluted(f"odd separator {separator!r}", written(plain, separator).encode(), plain, ambiguous=True)
    for line_end in ("\n", "\r", "\r\n"):
        yield Polluted(f"line end {line_end!r}", written(plain, line_end=line_end).encode(), plain)
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"):
        yield Polluted(f"encoding {encoding}", written(rows).encode(encoding), rows)
    yield Polluted("no final line end", written(rows).rstrip("\r\n").encode(), rows)
    yield Polluted("line ends after the last row", written(rows).encode() + b"\r\n" * 5, rows)
    yield Polluted("quoted with '", written(plain, quote="'", all_quoted=True).encode(), plain, ambiguous=True)
    yield Polluted("escaped with \\", written(rows, escape="\\").encode(), rows, ambiguous=True)
    yield Polluted("quotes not doubled", written(rows).replace('""', '"').encode(), rows, ambiguous=True)
    yield Polluted("one row", written(rows[:2]).encode(), rows[:2])
    for lines in (1, 3):
        title = [["西街道诉求台账" if i == 0 else f"第{i}行说明"] for i in range(lines)]
        wide = [[*row, *[""] * (len(HEADING) - 1)] for row in title]
        for name, above in (("", title), (" with separators", wide)):
            yield Polluted(f"{lines} lines above{name}", written([*above, *rows]).encode(), [*title, *rows])
            parted = written([*above, [""], *rows]).encode()
            yield Polluted(f"{lines} lines and a blank above{name}", parted, [*title, *rows])
            yield Polluted(f"{lines} lines below{name}", written([*rows, *above]).encode(), [*rows, *title])
    yield Polluted("table further right", written([["", "", *row] for row in rows]).encode(), rows)
    yield Polluted("blank rows between", written([one for row in rows for one in (row, [""] * 8)]).encode(), rows)


def rows_spoilt() -> Iterator[Polluted]:
    """What is wrong with one row, for every row."""
    rows = source()
    for at in range(1, len(rows)):
        def spoilt(text: str, at: int = at) -> bytes:
            return "".join(text if i == at else written([row]) for i, row in enumerate(rows)).encode()

        row = rows[at]
        yield Polluted(f"row {at} blank", spoilt("\r\n"), [*rows[:at], *rows[at + 1 :]])
        yield Polluted(f"row {at} short", spoilt(written([row[:6]])), [*rows[:at], row[:6], *rows[at + 1 :]], True)
        yield Polluted(f"row {at} long", spoilt(written([[*row, "多", "余"]])),
                       [*rows[:at], [*row, "多", "余"], *rows[at + 1 :]], True)
        yield Polluted(f"row {at} ends otherwise", spoilt(written([row], line_end="\n")), rows)
        yield Polluted(f"row {at} separated by ;", spoilt(written([row], ";")), rows, True)
        yield Polluted(f"row {at} separated by a space", spoilt(written([row], " ")), rows, True)
        yield Polluted(f"row {at} quoted with '", spoilt(written([row], quote="'", all_quoted=True)), rows, True)
        for column in range(len(row)):
            cells = [written([[cell]], line_end="") for cell in row]
            more = ",".join([*cells[:column], "", *cells[column:]]) + "\r\n"
            yield Polluted(f"row {at} column {column} extra separator", spoilt(more), rows, True)
            if column:
                joint = cells[column - 1] + cells[column]
                less = ",".join([*cells[: column - 1], joint, *cells[column + 1 :]]) + "\r\n"
                yield Polluted(f"row {at} column {column} no separator", spoilt(less), rows, True)
            loose = ",".join([*cells[:column], f'"{cells[column]}', *cells[column + 1 :]]) + "\r\n"
            yield Polluted(f"row {at} column {column} extra quote", spoilt(loose), rows, True)


def reading_of(path: Path) -> Reading:
    """As read_file does, in this process: two thousand child processes would take a quarter of an hour."""
    saved: list = []

    def save(chunks) -> None:
        saved[:] = list(chunks)

    encoding, lines = read_delimited(path, save)
    table = joined(saved)
    assert table is not None
    return Reading([SheetCells(path.stem, table, lines=lines)], "csv", encoding)


def texts(reading: Reading) -> list[list[str]]:
    """The cells row by row, blanks at the ends of rows left out."""
    found = []
    for row in reading.sheets[0].cells.to_pylist():
        cells = [one or "" for one in list(row.values())[1:]]
        while cells and not cells[-1]:
            cells.pop()
        found.append(cells)
    return found


def f1(wanted: Counter, loaded: Counter) -> float:
    """Pollock's measure: how much of one bag is in the other, both ways."""
    if not wanted:
        return 1.0
    both = (wanted & loaded).total()
    return 2 * both / (wanted.total() + loaded.total())


def scores(polluted: Polluted, found: list[list[str]]) -> tuple[float, float, float]:
    """(header, records, cells), each from 0 to 1; the heading is found by its first cell."""
    header = next((i for i, row in enumerate(polluted.rows) if row == HEADING), 0)
    lines = [[cell for cell in row if cell] for row in found]
    wanted = [[cell.strip() for cell in row if cell] for row in polluted.rows]
    loaded_header = lines[header] if header < len(lines) else []
    records = Counter("\0".join(row) for i, row in enumerate(wanted) if i != header)
    loaded = Counter("\0".join(row) for i, row in enumerate(lines) if i != header)
    cells = Counter(cell for i, row in enumerate(wanted) if i != header for cell in row)
    loaded_cells = Counter(cell for i, row in enumerate(lines) if i != header for cell in row)
    return f1(Counter(wanted[header]), Counter(loaded_header)), f1(records, loaded), f1(cells, loaded_cells)
