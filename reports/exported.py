"""The line that tells who took a file away: in the file, where it is found and does not disturb the meeting."""
from __future__ import annotations

from io import BytesIO

import docx
import pptx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor

GREY = RGBColor(0x76, 0x80, 0x8C)


def on_slides(content: bytes, line: str) -> bytes:
    """Under the first slide, in its notes."""
    presentation = pptx.Presentation(BytesIO(content))
    if len(presentation.slides):
        frame = presentation.slides[0].notes_slide.notes_text_frame
        if frame is not None:
            frame.add_paragraph().text = line
    presentation.core_properties.comments = line
    made = BytesIO()
    presentation.save(made)
    return made.getvalue()


def on_paper(content: bytes, line: str) -> bytes:
    """Small and grey below the last paragraph."""
    document = docx.Document(BytesIO(content))
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(line)
    run.font.size, run.font.color.rgb = Pt(8), GREY
    document.core_properties.comments = line
    made = BytesIO()
    document.save(made)
    return made.getvalue()
