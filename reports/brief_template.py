"""Makes the template of the 通报 that comes with the product: `python -m reports.brief_template`.

The layout is that of GB/T 9704-2012: A4, 22 lines of 28 characters, the fonts and sizes of official papers, page
numbers at the outer bottom. It is written here part by part, so that it holds nothing but what is named; Word, WPS
and LibreOffice read it, and docs/brief-template.md tells an office how to make one of its own.
"""
from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

from reports.zipped import packed

TEMPLATE = Path(__file__).with_name("brief.docx")

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES = f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"'

# 16 pt type set a quarter of a point closer, so that 28 characters stand on a line, in any program.
_CLOSER = '<w:spacing w:val="-5"/>'
_OFF_GRID = '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>'

# Lengths in twentieths of a point: 1 mm is 56.7, 16 pt type is 320 wide.
_LINE = 579  # 22 lines on 225 mm
_CHARACTER = 315  # 28 characters on 156 mm
_WIDTH = 8844  # 156 mm

TITLE, SONG, FANG, HEI, KAI = "方正小标宋简体", "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312"
# What stands in where a computer lacks the official font: (font, the name to try next, its family).
_FONTS = ((TITLE, "宋体", "auto"), (FANG, "仿宋", "modern"), (KAI, "楷体", "modern"), (HEI, "SimHei", "modern"),
          (SONG, "SimSun", "auto"))

# style id, name, font, half points, paragraph properties, run properties
_STYLES = (
    ("title", "公文标题", TITLE, 44,
     '<w:keepNext/><w:spacing w:line="700" w:lineRule="exact"/><w:jc w:val="center"/>', ""),
    ("to", "主送机关", FANG, 32, '<w:ind w:firstLineChars="0" w:firstLine="0"/>', _CLOSER),
    ("text", "公文正文", FANG, 32, '<w:ind w:firstLineChars="200" w:firstLine="630"/>', _CLOSER),
    ("head1", "一级标题", HEI, 32,
     '<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="630"/><w:outlineLvl w:val="0"/>', _CLOSER),
    ("head2", "二级标题", KAI, 32,
     '<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="630"/><w:outlineLvl w:val="1"/>', _CLOSER),
    # Two characters in, and a long name goes on below its own beginning.
    ("annexes", "附件说明", FANG, 32,
     '<w:ind w:leftChars="700" w:left="2205" w:hangingChars="500" w:hanging="1575"/><w:jc w:val="left"/>', _CLOSER),
    ("annexes2", "附件说明续", FANG, 32,
     '<w:ind w:leftChars="700" w:left="2205" w:hangingChars="200" w:hanging="630"/><w:jc w:val="left"/>', _CLOSER),
    # The day ends four characters from the right, and who signs stands centred above it: room for the seal.
    ("signed", "落款", FANG, 32,
     f'<w:keepLines/><w:ind w:left="{_WIDTH - 15 * _CHARACTER}"/><w:jc w:val="center"/>', _CLOSER),
    ("annex", "附件序号", HEI, 32, '<w:keepNext/><w:pageBreakBefore/>', ""),
    ("annextitle", "附件标题", TITLE, 36,
     '<w:keepNext/><w:spacing w:before="120" w:after="160" w:line="560" w:lineRule="exact"/><w:jc w:val="center"/>',
     ""),
    ("tablehead", "表头", HEI, 21, f'<w:keepNext/>{_OFF_GRID}<w:jc w:val="center"/>', ""),
    ("tabletext", "表格文字", FANG, 21, f'{_OFF_GRID}<w:jc w:val="center"/>', ""),
    ("tablenote", "表注", FANG, 21,
     '<w:snapToGrid w:val="0"/><w:spacing w:before="80" w:line="320" w:lineRule="exact"/>', ""),
    ("footer", "footer", SONG, 28, _OFF_GRID, ""),
    ("header", "header", HEI, 24, f'{_OFF_GRID}<w:jc w:val="center"/>', '<w:color w:val="8A4F00"/>'),
)


def template() -> bytes:
    """The template as a .docx."""
    return packed({
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "docProps/core.xml": _core(),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relations(
            [(kind.rstrip("12"), f"{kind}.xml")
             for kind in ("styles", "settings", "fontTable", "header1", "footer1", "footer2")]),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(),
        "word/header1.xml": _part("hdr", _paragraph("header", "{{ demo }}")),
        "word/footer1.xml": _part("ftr", _page_number("right")),
        "word/footer2.xml": _part("ftr", _page_number("left")),
    })


def _document() -> bytes:
    """The order of a 通报; a paragraph with {%p … %} vanishes, one with {{ … }} is filled in."""
    lines = [
        ("title", "{{ title }}"), ("text", ""),
        ("to", "{{ to }}"),
        ("p", "{%p for section in sections %}"),
        ("head1", "{{ section.heading }}"),
        ("p", "{%p for paragraph in section.paragraphs %}"), ("text", "{{ paragraph }}"), ("p", "{%p endfor %}"),
        ("p", "{%p for part in section.parts %}"),
        ("head2", "{{ part.heading }}"),
        ("p", "{%p for paragraph in part.paragraphs %}"), ("text", "{{ paragraph }}"), ("p", "{%p endfor %}"),
        ("p", "{%p endfor %}"),
        ("p", "{%p endfor %}"),
        ("p", "{%p if tables %}"), ("text", ""),
        ("p", "{%p for table in tables %}"),
        ("p", "{%p if loop.first %}"), ("annexes", "{{ annexes }}{{ table.listed }}"), ("p", "{%p else %}"),
        ("annexes2", "{{ table.listed }}"), ("p", "{%p endif %}"), ("p", "{%p endfor %}"), ("p", "{%p endif %}"),
        ("text", ""), ("text", ""),
        ("signed", "{{ signed }}"), ("signed", "{{ day }}"),
        ("p", "{%p for table in tables %}"),
        ("annex", "{{ table.heading }}"), ("annextitle", "{{ table.title }}"),
    ]
    after = [
        ("p", "{%p if table.note %}"), ("tablenote", "{{ table.note }}"), ("p", "{%p endif %}"),
        ("p", "{%p if loop.last %}"), ("p", "{%p for note in notes %}"), ("tablenote", "{{ note }}"),
        ("p", "{%p endfor %}"), ("p", "{%p endif %}"),
        ("p", "{%p endfor %}"),
    ]
    body = [_paragraph(*one) for one in lines] + [_table()] + [_paragraph(*one) for one in after]
    page = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="even" r:id="rId4"/>'
        '<w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="1134" w:footer="1247"'
        ' w:gutter="0"/><w:pgNumType w:start="1"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{_LINE}"/></w:sectPr>'
    )
    return f"{_XML}<w:document {_SPACES}><w:body>{''.join(body)}{page}</w:body></w:document>".encode()


def _paragraph(style: str, text: str) -> str:
    named = "" if style == "p" else f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p>{named}{run}</w:p>"


def _table() -> str:
    """As many columns as the table has; the heads are repeated on every page, and no row is torn apart."""
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                      for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>'
                      for side, width in (("top", 45), ("left", 60), ("bottom", 45), ("right", 60)))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}'
        f'</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>'
        f'</w:tblPr><w:tblGrid>{f"<w:gridCol w:w={quoteattr(str(_WIDTH // 3))}/>" * 3}</w:tblGrid>'
        + _row("tablehead", "head", "table.heads", "{{ head }}", "<w:tblHeader/>")
        + _row("tabletext", "", "", "{%tr for row in table.rows %}", "")
        + _row("tabletext", "cell", "row", "{{ cell }}", "")
        + _row("tabletext", "", "", "{%tr endfor %}", "")
        + "</w:tbl>"
    )


def _row(style: str, one: str, among: str, text: str, also: str) -> str:
    texts = [f"{{%tc for {one} in {among} %}}", text, "{%tc endfor %}"] if one else [text]
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTH // 3}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph(style, each)}</w:tc>" for each in texts)
    return f"<w:tr><w:trPr><w:cantSplit/>{also}</w:trPr>{cells}</w:tr>"


def _page_number(side: str) -> str:
    """－ 1 －, one character in from the outer edge."""
    field = "".join(f"<w:r>{one}</w:r>" for one in (
        '<w:t xml:space="preserve">— </w:t>', '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>', '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>', '<w:t xml:space="preserve"> —</w:t>'))
    return (f'<w:p><w:pPr><w:pStyle w:val="footer"/><w:ind w:{side}Chars="100" w:{side}="280"/>'
            f'<w:jc w:val="{side}"/></w:pPr>{field}</w:p>')


def _part(kind: str, content: str) -> bytes:
    return f"{_XML}<w:{kind} {_SPACES}>{content}</w:{kind}>".encode()


def _face(font: str) -> str:
    """One font for Chinese and Latin alike; “ ” and — are Chinese, too."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="Times New Roman"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _styles() -> bytes:
    usual = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_face(FANG)}{_size(32)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:spacing w:before="0" w:after="0" w:line="{_LINE}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
        "</w:style>"
    )
    own = "".join(
        f'<w:style w:type="paragraph"{"" if key in ("header", "footer") else " w:customStyle=" + quoteattr("1")}'
        f' w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{_face(font)}{run}{_size(size)}</w:rPr></w:style>"
        for key, name, font, size, paragraph, run in _STYLES)
    return f"{_XML}<w:styles {_SPACES}>{usual}{own}</w:styles>".encode()


def _fonts() -> bytes:
    each = "".join(f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
                   f'<w:family w:val="{family}"/></w:font>' for name, other, family in _FONTS)
    return f"{_XML}<w:fonts {_SPACES}>{each}</w:fonts>".encode()


def _settings() -> bytes:
    return (
        f'{_XML}<w:settings {_SPACES}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    ).encode()


def _core() -> bytes:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{{ title }}</dc:title></cp:coreProperties>'
    ).encode()


def _relations(targets: list[tuple[str, str]]) -> bytes:
    each = "".join(f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
                   for at, (kind, target) in enumerate(targets, 1))
    core = (f'<Relationship Id="rId99" Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/>' if targets[0][0] == "officeDocument" else "")
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{each}{core}</Relationships>'.encode()


def _content_types() -> bytes:
    office, word = "application/vnd.openxmlformats-", "officedocument.wordprocessingml"
    parts = {
        "word/document": f"{word}.document.main", "word/styles": f"{word}.styles", "word/settings": f"{word}.settings",
        "word/fontTable": f"{word}.fontTable", "word/header1": f"{word}.header", "word/footer1": f"{word}.footer",
        "word/footer2": f"{word}.footer", "docProps/core": "package.core-properties",
    }
    each = "".join(f'<Override PartName="/{name}.xml" ContentType="{office}{kind}+xml"/>'
                   for name, kind in parts.items())
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{office}package'
        f'.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{each}</Types>'
    ).encode()


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
