"""The files that go to a meeting: slides, brief and annex, by kind; and all of them into a folder.

What writes a kind is imported when the first file of it is made: 25 MB and most of a second of the processor, which
nobody needs who only looks at the page.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from data.language import Label
from reports.content import Meeting
from reports.workbook import MEDIA_TYPE

OFFICE = "application/vnd.openxmlformats-officedocument"


class CannotMake(Exception):
    """The unit's own template cannot be used; `label` says why."""

    def __init__(self, said: Label) -> None:
        super().__init__(said.zh)
        self.label = said


@dataclass(frozen=True)
class Kind:
    """One kind of file. `make`: of a meeting, a template (None: the usual look), in full or not, and who took it."""

    name: str
    ending: str
    media_type: str
    make: Callable[[Meeting, bytes | None, bool, str], bytes]


def _deck(meeting: Meeting, template: bytes | None, full: bool, exported: str) -> bytes:
    from reports import deck
    from reports.exported import on_slides

    try:
        made = deck.deck(meeting, template, full=full)
    except deck.WrongTemplate as problem:
        raise CannotMake(problem.label) from problem
    return on_slides(made, exported) if exported else made


def _brief(meeting: Meeting, template: bytes | None, _full: bool, exported: str) -> bytes:
    from reports import word
    from reports.exported import on_paper
    from reports.word_template import TemplateProblem

    try:
        made = word.brief(meeting, template)
    except TemplateProblem as problem:
        raise CannotMake(problem.label) from problem
    return on_paper(made, exported) if exported else made


def _annex(meeting: Meeting, _template: bytes | None, _full: bool, exported: str) -> bytes:
    from reports import annex

    return annex.annex(meeting, exported)


KINDS = {
    one.name: one
    for one in (
        Kind("deck", "pptx", f"{OFFICE}.presentationml.presentation", _deck),
        Kind("word", "docx", f"{OFFICE}.wordprocessingml.document", _brief),
        Kind("annex", "xlsx", MEDIA_TYPE, _annex),
    )
}


def file(
    kind: str, meeting: Meeting, template: bytes | None = None, *, full: bool = False, exported: str = ""
) -> bytes:
    """The file of that kind, slides in short or in full, with the line that tells who exported it.

    Without that line the same meeting makes the same bytes. Raises CannotMake when the template cannot be used.
    """
    return KINDS[kind].make(meeting, template, full, exported)


def name_of(kind: str, meeting: Meeting) -> str:
    """What the file is called: area, month and kind, without what a file's name may not hold."""
    return f"{re.sub(r'[/:*?<>|]', '_', meeting.title)}.{KINDS[kind].ending}"


def write_all(
    meeting: Meeting, folder: Path, templates: Mapping[str, bytes], *, full: bool = False, exported: str = ""
) -> list[Path]:
    """Every file of the meeting in that folder (made where it is missing); returns them. Raises CannotMake, OSError."""
    made = {kind: file(kind, meeting, templates.get(kind), full=full, exported=exported) for kind in KINDS}
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, content in made.items():
        written.append(folder / name_of(kind, meeting))
        written[-1].write_bytes(content)
    return written
