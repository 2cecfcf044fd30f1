"""The text of a file that goes to the press: what is read, and what is refused with the cure."""
from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from data.reading.running_text import LARGEST, NoText, text_of

TEXT = "今年以来受理诉求602件。\n办结598件，群众满意率95.2%。"


def word(*paragraphs: str, table: str = "") -> bytes:
    document, file = Document(), io.BytesIO()
    for one in paragraphs:
        document.add_paragraph(one)
    if table:
        document.add_table(1, 1).cell(0, 0).text = table
    document.save(file)
    return file.getvalue()


def zipped(**members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return file.getvalue()


def why(name: str, content: bytes) -> str:
    with pytest.raises(NoText) as refused:
        text_of(name, content)
    return refused.value.label.zh


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_plain_text_is_read_in_any_encoding_of_the_tables(encoding: str) -> None:
    assert text_of("稿.txt", TEXT.replace("\n", "\r\n").encode(encoding)) == TEXT


def test_a_word_document_is_read_paragraph_by_paragraph_its_tables_too() -> None:
    assert text_of("稿.docx", word(*TEXT.split("\n"), table="开展活动12次")).split("\n")[:2] == TEXT.split("\n")
    assert "开展活动12次" in text_of("稿.docx", word("甲", table="开展活动12次"))


def test_what_was_struck_out_of_a_word_document_is_not_read() -> None:
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (f'<w:document xmlns:w="{words}"><w:body><w:p><w:r><w:t>受理</w:t></w:r><w:del><w:r>'
            "<w:delText>599</w:delText></w:r></w:del><w:ins><w:r><w:t>602</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r></w:p></w:body></w:document>")
    assert text_of("稿.docx", zipped(word__document=body)) == "受理602件"


def test_of_a_web_page_only_the_words_are_read() -> None:
    page = ("<html><head><style>p{margin:12px}</style><script>let a = 5</script></head><body><h1>通报</h1>"
            "<p>受理<b>602</b>件</p><p>办结598件</p></body></html>")
    assert text_of("稿.html", page.encode("gb18030")) == "通报\n受理602件\n办结598件"


def test_the_marks_of_markdown_are_no_words() -> None:
    assert text_of("稿.md", "# 通报\n受理**602**件".encode()) == "通报\n受理602件"


@pytest.mark.parametrize(("name", "content", "said"), [
    ("稿.pdf", b"%PDF-1.7 ...", "这是PDF文件"), ("稿.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "另存为“.docx”"),
    ("稿.rtf", b"{\\rtf1 ...}", "另存为“.docx”"), ("稿.png", b"\x89PNG\r\n", "这是图片"),
    ("稿.txt", b"", "没有文字"), ("稿.docx", b"PK\x03\x04 and no more", "已损坏"),
    ("稿.docx", "只是文字".encode(), "已损坏"), ("稿.txt", b"\xff\xff\xff", "读不出文字"),
    ("稿.docx", zipped(xl__workbook="<a/>"), "不是Word文档"), ("稿.docx", zipped(word__document="<a"), "已损坏"),
    ("稿.txt", b"a" * (LARGEST + 1), "超过10MB"), ("稿.docx", word(""), "没有文字"),
])
def test_other_files_are_refused_and_the_cure_is_told(name: str, content: bytes, said: str) -> None:
    assert said in why(name, content)


def test_a_document_that_unfolds_to_far_more_than_it_seems_is_refused() -> None:
    assert "展开后过大" in why("稿.docx", zipped(word__document="<a>" + "0" * (8 << 20) + "</a>"))


def test_a_document_that_names_an_outside_entity_reads_nothing_from_it() -> None:
    body = ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="http://schemas.openxmlformats'
            '.org/wordprocessingml/2006/main"><w:p><w:r><w:t>受理602件&x;</w:t></w:r></w:p></w:document>')
    assert text_of("稿.docx", zipped(word__document=body)).strip() == "受理602件"
