"""The running text of a file that goes to the press: plain text, Markdown, a web page or a Word document.

Plain text may be in any encoding that tables may be in. Of a Word document the body is read as it stands now: what
was struck out with tracked changes is left out, and so are notes and headers.
"""
from __future__ import annotations

import re
import tempfile
from html.parser import HTMLParser
from pathlib import Path, PurePath

from data.language import label
from data.reading.archives import Archive
from data.reading.delimited import encoding_of
from data.reading.html_tables import encoding_of_page
from data.reading.refusal import Refusal

LARGEST = 10 << 20
ENDINGS = ("txt", "md", "docx", "html", "htm")
_BODY = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Text boxes stand twice in a document: for new programs, and once more for old ones.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article", "title"}
_UNSEEN = {"script", "style", "noscript", "template"}
# What files of other programs begin with, whatever their names say.
_BEGINS = {b"%PDF": "pdf", b"\xd0\xcf\x11\xe0": "old_word", b"{\\rtf": "old_word", b"\x89PNG": "image",
           b"\xff\xd8\xff": "image", b"GIF8": "image"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_MARKDOWN = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?)|\*\*|__|`", re.MULTILINE)


class NoText(Exception):
    """The file holds no text that can be read; `label` says what to do."""

    def __init__(self, code: str, **values: object) -> None:
        self.label = label(f"running_text.{code}", **values)
        super().__init__(self.label.zh)


def text_of(name: str, content: bytes) -> str:
    """The text of a file by its name's ending and its content, a paragraph a line; raises NoText."""
    if len(content) > LARGEST:
        raise NoText("too_big", most=LARGEST >> 20)
    if not content.strip():
        raise NoText("empty")
    kind = next((kind for begins, kind in _BEGINS.items() if content.startswith(begins)), None)
    if kind:
        raise NoText(kind)
    ending = PurePath(name).suffix.lower().lstrip(".")
    try:
        if content.startswith(b"PK\x03\x04"):
            return _of_word(content)
        if ending in ("docx", "wps", "doc"):
            raise NoText("broken_word")
        if ending in ("html", "htm"):
            return _of_page(content)
        return _plain(content, is_markdown=ending == "md")
    except Refusal as refusal:
        known = refusal.code in ("password", "damaged_text", "too_big", "zeros")
        code = {"too_big": "unfolds", "zeros": "damaged_text"}.get(refusal.code, refusal.code) if known else "no_text"
        raise NoText(code if not content.startswith(b"PK") or known else "broken_word", **refusal.values) from None


def _plain(content: bytes, *, is_markdown: bool) -> str:
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(content)
        file.flush()
        encoding = encoding_of(Path(file.name))
    text = content.decode(encoding).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROL.search(text) or not (text.isascii() or _CHINESE.search(text)):
        raise Refusal("not_text")
    return _MARKDOWN.sub("", text) if is_markdown else text


def _of_word(content: bytes) -> str:
    from lxml import etree  # slow to import

    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(content)
        file.flush()
        archive = Archive(Path(file.name))
        if _BODY not in archive.names(".xml"):
            raise NoText("other_archive")
        body = archive.read(_BODY)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        raise NoText("broken_word") from None
    twice = {one for fallback in root.iter(_FALLBACK) for one in fallback.iter(f"{_WORD}p")}
    paragraphs = [_paragraph(one) for one in root.iter(f"{_WORD}p") if one not in twice]
    if not any(one.strip() for one in paragraphs):
        raise NoText("empty")
    return "\n".join(paragraphs)


def _paragraph(element: object) -> str:
    """What a reader sees of a paragraph; a text box inside is a paragraph of its own."""
    said: list[str] = []
    pending = list(element)  # type: ignore[call-overload]
    while pending:
        one = pending.pop(0)
        if one.tag == f"{_WORD}t":
            said.append(one.text or "")
        elif one.tag in (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
            said.append(" ")
        elif one.tag not in (f"{_WORD}p", f"{_WORD}del", f"{_WORD}moveFrom"):
            pending = [*one, *pending]
    return "".join(said)


class _Page(HTMLParser):
    """The words of a web page, a block a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.unseen += tag in _UNSEEN
        self.said += ["\n"] if tag in _BLOCKS else [" "] if tag in ("td", "th") else []

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN and self.unseen > 0
        self.said += ["\n"] if tag in _BLOCKS else []

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.said.append(re.sub(r"\s+", " ", data))


def _of_page(content: bytes) -> str:
    with tempfile.NamedTemporaryFile(suffix=".html") as file:
        file.write(content)
        file.flush()
        encoding = encoding_of_page(Path(file.name))
    page = _Page()
    page.feed(content.decode(encoding, "replace").lstrip("\ufeff"))
    page.close()
    lines = [one.strip() for one in "".join(page.said).split("\n")]
    return "\n".join(one for one in lines if one)
