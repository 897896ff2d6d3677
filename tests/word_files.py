"""Word files written as XML by the tests: whatever programs write, and what none should."""

import io
import zipfile
from collections.abc import Mapping
from html import escape

from sciplan.documents import reading
from sciplan.documents.readers.document import Document, Paragraph

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def part(tag: str, inner: str) -> str:
    """Return a part of the file with all namespaces."""
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
    return f"<w:{tag} {names}>{inner}</w:{tag}>"


def relations(targets: Mapping[str, str]) -> str:
    """Return a .rels part: what each kind leads to; its id is the kind."""
    each = "".join(
        f'<Relationship Id="{kind}" Type="{_KINDS}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def package(parts: Mapping[str, str]) -> bytes:
    """Return a zip archive of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts(
    body: str, numbering: str = "", styles: str = "", more: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the parts of a whole file; `more` are kinds of parts beside the body's."""
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("numbering", "numbering"),
        )
    )
    kinds = ["styles", "numbering", *(more or {})]
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
        ),
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": relations({kind: f"{kind}.xml" for kind in kinds}),
        "word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/styles.xml": part("styles", styles),
        "word/numbering.xml": part("numbering", numbering),
        **{f"word/{kind}.xml": content for kind, content in (more or {}).items()},
    }


def word(body: str, numbering: str = "", styles: str = "") -> bytes:
    """Return a file."""
    return package(parts(body, numbering, styles))


def lines(raw: bytes, name: str = "a.docx") -> list[str]:
    """Return what a file says: a line a paragraph, a table as rows of cells."""
    return said(reading.read(raw, name))


def said(document: Document) -> list[str]:
    """Return what a document says: a line a paragraph, a table as rows of cells."""
    return [
        block.text if isinstance(block, Paragraph) else " / ".join(map("|".join, block.rows))
        for block in document.blocks
    ]


# Pieces ----------------------------------------------------------------------------------------


def run(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(  # noqa: PLR0913 - each is left out most of the time
    text: str = "",
    num: object = None,
    level: object = None,
    *,
    style: str = "",
    more: str = "",
    inner: str = "",
) -> str:
    """Return a paragraph; `more` are further properties, `inner` what stands behind its text."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += numbered(num, level) + more
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}{inner}</w:p>"


def numbered(num: object = None, level: object = None) -> str:
    """Return w:numPr; empty for neither definition nor level."""
    if num is None and level is None:
        return ""
    depth = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    ident = "" if num is None else f'<w:numId w:val="{num}"/>'
    return f"<w:numPr>{depth}{ident}</w:numPr>"


def lvl(depth: int, form: str, text: str, start: int | None = 1, more: str = "") -> str:
    """Return a level; `more` stands where the standard has restart, style, isLgl and suff."""
    first = "" if start is None else f'<w:start w:val="{start}"/>'
    return (
        f'<w:lvl w:ilvl="{depth}">{first}<w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(ident: int, *levels: str) -> str:
    """Return an abstract definition."""
    return f'<w:abstractNum w:abstractNumId="{ident}">{"".join(levels)}</w:abstractNum>'


def num(ident: int, of: int, *changes: str) -> str:
    """Return a definition of an abstract one, with its changes."""
    return f'<w:num w:numId="{ident}"><w:abstractNumId w:val="{of}"/>{"".join(changes)}</w:num>'


def starts(depth: int, at: int) -> str:
    """Return the change of a level's start."""
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{at}"/></w:lvlOverride>'


def replaces(depth: int, level: str) -> str:
    """Return the change of a whole level."""
    return f'<w:lvlOverride w:ilvl="{depth}">{level}</w:lvlOverride>'


def style(
    ident: str, based: str = "", numbers: str = "", more: str = "", kind: str = "paragraph"
) -> str:
    """Return a style; `more` are its run's properties."""
    above = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{ident}"><w:name w:val="{ident}"/>{above}'
        f"<w:pPr>{numbers}</w:pPr><w:rPr>{more}</w:rPr></w:style>"
    )


def table(*rows: str) -> str:
    """Return a table of rows."""
    width = max(row.count("<w:tc>") for row in rows)
    columns = '<w:gridCol w:w="2000"/>' * width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def tr(*cells: str) -> str:
    """Return a row of cells' paragraphs."""
    return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{cell}</w:tc>' for cell in cells)}</w:tr>"


GONGWEN = abstract(
    0,
    lvl(0, "chineseCounting", "%1、"),
    lvl(1, "chineseCounting", "（%2）"),
    lvl(2, "decimal", "%3."),
)
"""一、（一）1."""
DIGITS = abstract(
    0, *(lvl(n, "decimal", ".".join(f"%{m + 1}" for m in range(n + 1))) for n in range(4))
)
"""1 1.1 1.1.1 1.1.1.1"""
