"""HTML that systems export under the name .xls: every table a sheet, with the words above it as its title lines.

The tags are read with the standard library's parser, which fetches nothing and runs nothing. Rows are numbered as Excel
numbers them when it opens such a page: words and tables under one another on one sheet.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from data.reading.columns import MOST_COLUMNS, Row
from data.reading.delimited import BOMS, encoding_of
from data.reading.refusal import Refusal

MOST_TABLES = 300
MOST_MERGES = 20_000
MOST_SPAN_DOWN = 65_534  # of HTML itself
MOST_HEADING_ROWS = 3
BLOCK = 1 << 20
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_SHEET_NAME = re.compile(r"<x:ExcelWorksheet>\s*<x:Name>([^<]{1,100})</x:Name>", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)
_LINE_ENDS = frozenset(
    ("p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dt", "dd", "pre", "center")
)
_SILENT = frozenset(("script", "style", "template", "noscript", "title", "textarea", "xml", "object"))
_GB = frozenset(("gb2312", "gbk", "gb18030", "cp936", "x-gbk", "gb_2312-80"))

Merge = tuple[int, int, int, int]
Page = tuple[str, list[Row], list[Merge]]


def page_tables(path: Path) -> Iterator[Page]:
    """(name, rows, merges) of every table of the page. Raises Refusal when it has none."""
    parser = _Tables()
    with path.open(encoding=encoding_of_page(path), newline="") as file:
        while text := file.read(BLOCK):
            parser.feed(text)
    yield from _sheets(path.stem, [parser])


def archive_tables(path: Path) -> Iterator[Page]:
    """The same for a web archive (.mht), in which Excel keeps every sheet as a page of its own."""
    with path.open("rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.compat32)
    pages = []
    for part in message.walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(content, bytes):
            pages.append(_Tables())
            pages[-1].feed(_decoded(content, part.get_content_charset()))
    yield from _sheets(path.stem, pages)


@dataclass
class _Table:
    """One table as it is read. `until` says for a column up to which row a cell from above fills it."""

    first: int
    rows: list[list[str | None]] = field(default_factory=list)
    spans: list[Merge] = field(default_factory=list)
    until: dict[int, int] = field(default_factory=dict)
    has_heads: bool = False
    is_open: bool = False
    words: list[str] | None = None
    attributes: dict[str, str | None] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    @property
    def is_prose(self) -> bool:
        """Tables are also used to place a title: never two cells beside one another."""
        return all(sum(cell is not None for cell in row) <= 1 for row in self.rows)

    def begin_row(self) -> None:
        self.end_cell()
        self.rows.append([])
        self.is_open = True

    def end_row(self) -> None:
        self.end_cell()
        self.is_open = False

    def begin_cell(self, attributes: dict[str, str | None], *, is_head: bool) -> None:
        self.end_cell()
        if not self.is_open:
            self.begin_row()
        self.has_heads |= is_head
        self.words, self.attributes = [], attributes

    def end_cell(self) -> None:
        if self.words is None:
            return
        text, self.words = _tidy(self.words), None
        row, at = self.rows[-1], len(self.rows) - 1
        column = len(row)
        while self.until.get(column, -1) >= at:
            column += 1
        across = min(_span(self.attributes.get("colspan")), MOST_COLUMNS)
        down = min(_span(self.attributes.get("rowspan"), to_the_end=MOST_SPAN_DOWN), MOST_SPAN_DOWN)
        if column + across > MOST_COLUMNS:
            if text:
                raise Refusal("too_many_columns", most=f"{MOST_COLUMNS:,}")
            return
        row += [None] * (column + across - len(row))
        row[column] = _exact(text, self.attributes) or None
        if down > 1:
            self.until |= dict.fromkeys(range(column, column + across), at + down - 1)
        if across > 1 or down > 1:
            self.spans.append((at, column, at + down - 1, column + across - 1))


class _Tables(HTMLParser):
    """Collects the tables of a page, and the words between them as tables of one column."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Table] = []
        self.names: list[str] = []
        self._open: list[_Table] = []
        self._words: list[str] = []
        self._rows = 0
        self._silent: str | None = None
        self._depth = 0
        self._choice = 0, 0
        self._is_hearing = True

    def finish(self) -> list[_Table]:
        self.close()
        while self._open:
            self._end_table()
        self._end_words()
        return [one for one in self.found if any(any(row) for row in one.rows)]

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if self._silent:
            self._depth += tag == self._silent
        elif tag in _SILENT:
            self._silent, self._depth = tag, 1
        elif tag == "table":
            self._begin_table()
        elif tag in ("tr", "td", "th") and self._open:
            table, self._is_hearing = self._open[-1], True
            if tag == "tr":
                table.begin_row()
            else:
                table.begin_cell(attributes, is_head=tag == "th")
        elif tag in ("thead", "tbody", "tfoot") and self._open:
            self._open[-1].end_row()
        elif tag == "select":
            self._choice = len(self._said), 0
        elif tag == "option":
            self._option("selected" in attributes)
        elif tag == "input" and (attributes.get("type") or "text").lower() in ("text", "number", "date"):
            self.handle_data(attributes.get("value") or "")
        elif tag in _LINE_ENDS or tag == "caption":
            self._say("\n")

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)
            if tag in ("td", "th", "tr"):
                self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._depth -= tag == self._silent
            if not self._depth:
                self._silent = None
        elif tag == "table" and self._open:
            self._end_table()
        elif tag in ("td", "th") and self._open:
            self._open[-1].end_cell()
        elif tag in ("tr", "thead", "tbody", "tfoot") and self._open:
            self._open[-1].end_row()
        elif tag in ("option", "select"):
            self._is_hearing = True
        elif tag in _LINE_ENDS or tag == "caption":
            self._say("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent and self._is_hearing:
            self._say(re.sub(r"[ \t\r\n\f]+", " ", data))

    def handle_comment(self, data: str) -> None:
        """Excel and the systems that imitate it name the sheets in a comment."""
        self.names += _SHEET_NAME.findall(data)

    def unknown_decl(self, data: str) -> None:
        """<![if ...]> and CDATA hold nothing that is shown."""

    @property
    def _said(self) -> list[str]:
        """The words of the cell that is open, or those outside of cells."""
        words = self._open[-1].words if self._open else None
        return self._words if words is None else words

    def _say(self, text: str) -> None:
        self._said.append(text)

    def _option(self, chosen: bool) -> None:
        """Of a list that drops down only what is chosen is seen: the first unless another says so."""
        start, options = self._choice
        self._is_hearing = chosen or not options
        if chosen:
            del self._said[start:]
        self._choice = start, options + 1

    def _begin_table(self) -> None:
        self._end_words()
        if len(self.found) >= MOST_TABLES * 2:
            raise Refusal("too_many_tables", most=MOST_TABLES)
        around = max((one.first + len(one.rows) - 1 for one in self._open), default=0)
        self._open.append(_Table(max(self._rows, around)))
        self.found.append(self._open[-1])

    def _end_table(self) -> None:
        table = self._open.pop()
        table.end_row()
        self._rows = max(self._rows, table.first + len(table.rows))
        self._end_words()

    def _end_words(self) -> None:
        """Words outside of cells are lines of their own, as in Excel."""
        lines = [one for one in _tidy(self._words).split("\n") if one.strip()]
        self._words.clear()
        if lines and not self._open:
            self.found.append(_Table(self._rows, [[one] for one in lines]))
            self._rows += len(lines)
        elif lines:
            self._open[-1].rows += [[one] for one in lines]


def _sheets(name: str, pages: Sequence[_Tables]) -> Iterator[Page]:
    """The tables with the prose above them; the prose below the last one ends it."""
    names = [one for page in pages for one in page.names]
    sheets = [sheet for page in pages for sheet in _joined(page.finish())]
    if not sheets:
        raise Refusal("html")
    if len(sheets) > MOST_TABLES:
        raise Refusal("too_many_tables", most=MOST_TABLES)
    if len(names) < len(sheets):
        names = [name if number == 1 else f"{name}（{number}）" for number in range(1, len(sheets) + 1)]
    for called, tables in zip(names, sheets, strict=False):
        rows: list[Row] = [(one.first + at + 1, row) for one in tables for at, row in enumerate(one.rows)]
        merges = [merge for one in tables for merge in _merges(one)]
        yield called, rows, merges[:MOST_MERGES]


def _joined(tables: Sequence[_Table]) -> list[list[_Table]]:
    sheets: list[list[_Table]] = []
    above: list[_Table] = []
    for one in sorted(tables, key=lambda table: table.first):
        if one.is_prose:
            above.append(one)
        elif not above and sheets and _is_heading_of(sheets[-1][-1], one):
            sheets[-1].append(one)
        else:
            sheets.append([*above, one])
            above = []
    if not above:
        return sheets
    if sheets:
        sheets[-1] += above
    return sheets or _real_tables(above)


def _real_tables(prose: list[_Table]) -> list[list[_Table]]:
    """A table of one column is a table where there is no other; mere words are none."""
    return [prose] if any(one.has_heads or one.spans or len(one.rows) > 1 for one in prose) else []


def _is_heading_of(above: _Table, below: _Table) -> bool:
    """Grids with a fixed heading export it as a table of its own, which holds no number."""
    if not len(above.rows) <= MOST_HEADING_ROWS or below.has_heads or below.first < above.first + len(above.rows):
        return False
    cells = [cell for row in above.rows for cell in row if cell]
    return above.width == below.width and not any(any(one.isdigit() for one in cell) for cell in cells)


def _merges(table: _Table) -> Iterator[Merge]:
    """1-based, ending with the table: a span may promise more rows than there are."""
    last = len(table.rows) - 1
    for top, left, bottom, right in table.spans:
        if bottom > top or right > left:
            yield table.first + top + 1, left + 1, table.first + min(bottom, last) + 1, right + 1


def _tidy(words: Sequence[str]) -> str:
    text = "".join(words)
    return re.sub(r" *\n[ \n]*", "\n", text).strip(" \n")


def _exact(text: str, attributes: dict[str, str | None]) -> str:
    """A code that Excel showed as 3.40603E+14 stands in full beside the cell."""
    number = attributes.get("x:num") or ""
    return number if number.isdigit() and _SCIENTIFIC.fullmatch(text) else text


def _span(said: str | None, to_the_end: int = 1) -> int:
    found = re.match(r"\s*(\d{1,6})", said or "")
    if found is None:
        return 1
    return int(found[1]) or to_the_end


def encoding_of_page(path: Path) -> str:
    """BOM or valid UTF-8 first, then what the page declares, then what its bytes look like.

    Pages declare gb2312 for GBK, and gb2312 for what is UTF-8.
    """
    with path.open("rb") as file:
        head = file.read(BLOCK)
    if head.startswith(tuple(BOMS)) or b"\0" in head:
        return encoding_of(path)
    declared = _declared(head)
    if declared is None or declared == "utf-8" or _decodes(path, "utf-8"):
        return encoding_of(path)
    return declared if _decodes(path, declared) else encoding_of(path)


def _declared(head: bytes) -> str | None:
    found = _CHARSET.search(head)
    return _known(found[1].decode("ascii", "ignore")) if found else None


def _known(name: str | None) -> str | None:
    if name is None or name.lower() in _GB:
        return name and "gb18030"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(content: bytes, charset: str | None) -> str:
    for bom, encoding in BOMS.items():
        if content.startswith(bom):
            return content.decode(encoding, "replace")
    for declared in ("utf-8", _known(charset), _declared(content[:BLOCK]), "gb18030"):
        try:
            return content.decode(declared or "ascii")
        except UnicodeDecodeError:
            continue
    raise Refusal("not_text")
