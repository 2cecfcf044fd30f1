"""XML as elements without namespaces, one after another.

A document type, the only place where XML can declare entities or name files to fetch, is refused before it is read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from data.reading.delimited import BOMS, encoding_of
from data.reading.refusal import Refusal

BLOCK = 1 << 20
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w-]+)["']""")


class Elements:
    """Builds the elements of an XML file one after another, without their namespaces."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()

    def start(self, name: str, given: dict[str, str]) -> None:
        self.begun(self._builder.start(_local(name), {_local(key): value for key, value in given.items()}))

    def end(self, name: str) -> None:
        self.ended(self._builder.end(_local(name)))

    def data(self, text: str) -> None:
        self._builder.data(text)

    def begun(self, one: Element) -> None:
        """Called for every element before what it holds is there."""

    def ended(self, one: Element) -> None:
        """Called for every element that is whole."""


def parse_xml(path: Path, elements: Elements) -> None:
    """Tell the elements of the file; raises Refusal for one that is damaged or declares a document type."""
    with path.open(encoding=_encoding(path), newline="") as file:
        parse_blocks((text.encode() for text in iter(lambda: file.read(BLOCK), "")), elements)


def parse_blocks(blocks: Iterable[bytes], elements: Elements) -> None:
    """The same for UTF-8 that comes from elsewhere."""
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler = elements.start, elements.end
    parser.CharacterDataHandler = elements.data
    parser.buffer_text = True
    try:
        for block in blocks:
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise Refusal("broken") from None


def _refuse_doctype(*_: object) -> None:
    raise Refusal("xml_entities")


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(256)
    declared = _DECLARED.match(head)
    if head.startswith(tuple(BOMS)) or declared is None or declared[1].lower().startswith((b"utf", b"gb")):
        return encoding_of(path)
    try:
        return codecs.lookup(declared[1].decode()).name
    except LookupError:
        return encoding_of(path)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
