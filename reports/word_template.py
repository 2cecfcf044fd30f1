"""A Word template that came from outside: what it may be, and how it is filled in.

A template is somebody's file. It is refused, with the reason, when it is no .docx, holds macros, embedded objects or
links to the outside, or when a placeholder is unknown, broken, or does more than fill in text, repeat and ask. What
is filled in is only ever text: braces and angle brackets in the data stay what they are.
"""
from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from data.language import Label, label
from reports.zipped import packed, unpacked

MEGABYTE = 1024 * 1024
LARGEST, LARGEST_UNPACKED, LARGEST_TEXT = 5, 30, 1  # megabytes
MOST_PARTS, DEEPEST = 500, 3
LINE_BREAK = "\u2028"
_TEXT = "word/document.xml"
_MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = re.compile(r"vba|activex|\.bin$|macrosheets", re.IGNORECASE)
_EMBEDDED = re.compile(r"word/(embeddings|afchunk)|\.(ole|exe|dll|js|vbs|html?|mht)$", re.IGNORECASE)
_EXTERNAL = re.compile(r"<[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
_TARGET = re.compile(r"\sTarget\s*=\s*[\"']([^\"']*)")
_FIELDS = re.compile(r"(?<![A-Z])(INCLUDETEXT|INCLUDEPICTURE|IMPORT|INCLUDE|DDEAUTO|DDE|LINK|DATABASE|"
                     r"MACROBUTTON|RD|HYPERLINK(?!\s+\\l))(?![A-Z])", re.IGNORECASE)
_FIELD_CODE = re.compile(r"<w:instrText[^>]*>(.*?)</w:instrText>|w:instr=\"([^\"]*)\"", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{\{|\{%")
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# What a placeholder may be made of; all else (calls, sums, settings, imports) is refused.
_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If,
            nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.Const, nodes.Filter)
_FILTERS = {"join", "length", "first", "last"}


class TemplateProblem(Exception):
    """The template cannot be used; `label` says why."""

    def __init__(self, said: Label) -> None:
        super().__init__(said.zh)
        self.label = said


class _Careful(ImmutableSandboxedEnvironment):
    """Jinja that knows no more than templates need, and fills in nothing but text."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, finalize=_only_text)
        self.globals.clear()
        self.known = frozenset(known)

    def from_string(self, source: Any, *others: Any, **named: Any) -> Any:
        """Every text that docxtpl fills in passes here."""
        if _PLACEHOLDER.search(source):
            _check(self.parse(source), self.known)
        return super().from_string(source, *others, **named)


class _Template(DocxTemplate):
    """docxtpl, which would mend broken XML by leaving out what it cannot read."""

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml.encode("utf-8"))
        return super().fix_tables(xml)


def filled_in(template: bytes, values: Mapping[str, Any], title: str, made: datetime) -> bytes:
    """The template with its placeholders filled in; raises TemplateProblem.

    `values` are texts, lists, and frozen dataclasses of both. `title` and `made` become the file's properties; the
    same template and values make the same bytes.
    """
    _refuse_what_is_unsafe(template)
    document = _opened(template)
    try:
        document.render({name: _fit(one) for name, one in values.items()}, _Careful(values))
    except TemplateProblem:
        raise
    except UndefinedError as problem:
        raise TemplateProblem(label("word_template.unknown_part", name=_named(problem))) from problem
    except (TemplateError, etree.XMLSyntaxError) as problem:
        raise TemplateProblem(_broken(problem)) from problem
    said = document.docx.core_properties
    said.title, said.created, said.modified = _fit(title).replace("\n", "")[:255], made, made
    file = BytesIO()
    document.save(file)
    return packed(unpacked(file.getvalue()))


def _opened(template: bytes) -> _Template:
    document = _Template(BytesIO(template))
    try:
        document.init_docx()
        said = "".join(document.docx.element.body.itertext())
    except (PackageNotFoundError, etree.XMLSyntaxError, KeyError, ValueError, AttributeError) as problem:
        raise TemplateProblem(label("word_template.damaged")) from problem
    if not _PLACEHOLDER.search(said):
        raise TemplateProblem(label("word_template.no_placeholder", example="{{ title }}"))
    return document


def _refuse_what_is_unsafe(file: bytes) -> None:
    """Raises TemplateProblem unless the file is a plain .docx that reaches for nothing outside itself."""
    limits = {"file": LARGEST, "unpacked": LARGEST_UNPACKED, "text": LARGEST_TEXT}
    if len(file) > LARGEST * MEGABYTE:
        raise TemplateProblem(label("word_template.too_large", **limits))
    try:
        with zipfile.ZipFile(BytesIO(file)) as archive:
            entries = {one.filename: one.file_size for one in archive.infolist()}
    except zipfile.BadZipFile:
        raise TemplateProblem(label("word_template.no_docx")) from None
    if _TEXT not in entries or "[Content_Types].xml" not in entries:
        raise TemplateProblem(label("word_template.no_docx"))
    if (len(entries) > MOST_PARTS or sum(entries.values()) > LARGEST_UNPACKED * MEGABYTE
            or entries[_TEXT] > LARGEST_TEXT * MEGABYTE):
        raise TemplateProblem(label("word_template.too_large", **limits))
    try:
        parts = unpacked(file)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
        raise TemplateProblem(label("word_template.damaged")) from None
    for name, content in parts.items():
        _refuse_part(name, content)
    if _MAIN_TYPE not in parts["[Content_Types].xml"]:
        raise TemplateProblem(label("word_template.no_docx"))


def _refuse_part(name: str, content: bytes) -> None:
    if _MACROS.search(name):
        raise TemplateProblem(label("word_template.macros", part=name))
    if _EMBEDDED.search(name):
        raise TemplateProblem(label("word_template.embedded", part=name))
    if not name.endswith((".xml", ".rels")):
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TemplateProblem(label("word_template.damaged")) from None
    # A document type may name files, or grow to any size; no office program writes one.
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise TemplateProblem(label("word_template.damaged"))
    if name == "[Content_Types].xml" and re.search("macroenabled|vbaproject", text, re.IGNORECASE):
        raise TemplateProblem(label("word_template.macros", part=name))
    if outside := _EXTERNAL.search(text):
        target = _TARGET.search(outside.group())
        raise TemplateProblem(label("word_template.external", target=target[1][:80] if target else name))
    # Word cuts the code of a field where it likes.
    codes = [one or other for one, other in _FIELD_CODE.findall(text)]
    if field := _FIELDS.search(" ".join(codes)) or _FIELDS.search("".join(codes)):
        raise TemplateProblem(label("word_template.field", field=field[1].upper()))


def _check(tree: nodes.Template, known: frozenset[str]) -> None:
    """Raises TemplateProblem where a placeholder is unknown or does what templates may not."""
    if unknown := meta.find_undeclared_variables(tree) - known:
        raise TemplateProblem(label("word_template.unknown", name="、".join(sorted(unknown)),
                                    known="、".join(sorted(known))))
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED) or (isinstance(node, nodes.Filter) and node.name not in _FILTERS):
            raise TemplateProblem(label("word_template.forbidden", what=getattr(node, "name", "")
                                        or type(node).__name__))
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            raise TemplateProblem(label("word_template.unknown_part", name=node.attr))
    _check_depth(tree, 0)


def _check_depth(node: nodes.Node, levels: int) -> None:
    levels += isinstance(node, nodes.For)
    if levels > DEEPEST:
        raise TemplateProblem(label("word_template.too_deep", levels=DEEPEST))
    for one in node.iter_child_nodes():
        _check_depth(one, levels)


def _only_text(value: Any) -> Any:
    """A list or a record that is filled in as it stands would print what only programs read."""
    if isinstance(value, StrictUndefined):
        return value  # says by itself that it is unknown
    if not isinstance(value, str | int):
        raise TemplateProblem(label("word_template.not_text"))
    return value


def _fit(value: Any) -> Any:
    """Texts without the characters that XML cannot hold, and without those that docxtpl would read as breaks.

    A LINE_BREAK alone becomes one.
    """
    if isinstance(value, str):
        plain = value.replace("\r", " ").replace("\n", " ").replace("\t", " ")
        return _UNFIT.sub("", plain).replace(LINE_BREAK, "\n")
    if isinstance(value, list | tuple):
        return type(value)(map(_fit, value))
    if hasattr(value, "__dataclass_fields__"):
        return type(value)(**{name: _fit(getattr(value, name)) for name in value.__dataclass_fields__})
    return value


def _broken(problem: Exception) -> Label:
    """Where the mistake is: the paragraph, and the words that stand there."""
    line = getattr(problem, "lineno", None) or 0
    near = " ".join("".join(getattr(problem, "docx_context", ())).split())
    return label("word_template.broken", line=line or "—", near=near[:60] or "—",
                 paragraph="{%p for … %}", row="{%tr for … %}")


def _named(problem: UndefinedError) -> str:
    found = re.findall(r"'([^']*)'", problem.message or "")
    return found[-1] if found else str(problem.message)
