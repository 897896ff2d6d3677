"""A Word document by GB/T 9704: pages, paragraphs, page numbers; tables are in `word_table`.

The body is written as XML: cell by cell python-docx takes nine times as long. What python-docx
does is the package around it: styles, settings, footers, properties.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sciplan.formats.office.looks import (
    BODY_SIZE,
    NUMBER_SIZE,
    Look,
    run_properties,
    styles_of,
)
from sciplan.formats.office.outline import NO_DATE
from sciplan.plan.style import PaperStyle

if TYPE_CHECKING:
    from docx.document import Document

_MM = 1440 / 25.4
_BELOW_TEXT = 7.0
"""The page number stands 7 mm below the text (GB/T 9704)."""
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES
)
TABLE_STYLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="PaperTable">'
    '<w:name w:val="公文表格"/><w:basedOn w:val="TableNormal"/><w:tblPr>'
    f"<w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr></w:style>"
)
"""Its borders; margins of cells are a table's own, by what it has room for."""

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:document {_NAMESPACE} xmlns:r="{_RELATIONSHIPS}">'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSize:
    """A page, in millimetres; a page on its side has the margins turned with it.

    Args:
        width: Of the sheet.
        height: Of the sheet.
        top: Margin.
        bottom: Margin.
        left: Margin.
        right: Margin.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Height between the margins."""
        return self.height - self.top - self.bottom


PORTRAIT = PageSize(width=210, height=297, top=37, bottom=35, left=28, right=26)
_SHEETS = {"A4": (297, 210), "A3": (420, 297)}


def landscape(style: PaperStyle) -> PageSize:
    """Return the page for wide tables."""
    width, height = _SHEETS[style.sheet]
    return PageSize(width=width, height=height, top=28, bottom=26, left=37, right=35)


_WORD = re.compile("[!-~]{2}")
_UNBROKEN = '<w:lang w:val="x-none"/>'
"""Of runs with numbers or Latin words: LibreOffice breaks those of Chinese anywhere, 20 over 25.
Word, which doesn't, then looks for no faults in them."""
_BETWEEN_NUMBERS = re.compile(r"(?<=\d、)(?=\d)")
"""Where a row of ids may break. LibreOffice takes 2.1.5、2.1.6 for one word and breaks inside an
id; a blank of no width tells it better."""


def twips(millimetres: float) -> int:
    """Return a length in Word's unit."""
    return round(millimetres * _MM)


@cache
def paragraph_properties(look: Look) -> str:
    """Return the properties of a paragraph, in the order that the schema wants."""
    return (
        f'<w:pPr><w:pStyle w:val="{look.style.ident}"/>'
        + ("<w:keepNext/>" if look.keep else "")
        + ("<w:pageBreakBefore/>" if look.new_page else "")
        + (f'<w:jc w:val="{look.align}"/>' if look.align not in ("", look.style.align) else "")
        + "</w:pPr>"
    )


def run(text: str, *, bold: bool = False) -> str:
    """Return a run in its paragraph's style; line ends in the text become breaks.

    The hint can't be left to the style: Word goes by the run's.

    Args:
        text: What it says.
        bold: Whether it stands out.
    """
    pieces = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in _BETWEEN_NUMBERS.sub("\u200b", text).split("\n")
    )
    more = ("<w:b/>" if bold else "") + (_UNBROKEN if _WORD.search(text) else "")
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{more}</w:rPr>{pieces}</w:r>'


def paragraph(text: str, look: Look, mark: str = "") -> str:
    """Return a paragraph.

    Args:
        text: What it says.
        look: Its look.
        mark: A name by which others refer to its page.
    """
    begin, end = (
        (f'<w:bookmarkStart w:id="{mark[len(_MARK) :]}" w:name="{mark}"/>',
         f'<w:bookmarkEnd w:id="{mark[len(_MARK) :]}"/>')
        if mark
        else ("", "")
    )  # fmt: skip
    return f"<w:p>{paragraph_properties(look)}{begin}{run(text) if text else ''}{end}</w:p>"


_MARK = "_Toc"


def mark_of(number: int) -> str:
    """Return the name of a place: one that Word hides from its users."""
    return f"{_MARK}{number}"


def contents_line(text: str, look: Look, mark: str, page: int) -> str:
    """Return a line of a list of contents.

    LibreOffice works the page out when it opens the file. Word and WPS show what the file says
    until fields are updated; they would ask whether to if the file told them, so it doesn't.

    Args:
        text: What stands there.
        look: The line's look.
        mark: Where.
        page: On which page, as far as can be reckoned.
    """
    number = "".join(
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{piece}</w:r>'
        for piece in ("<w:tab/>", *field_of(rf"PAGEREF {mark} \h", str(page)))
    )
    return (
        f'<w:p>{paragraph_properties(look)}<w:hyperlink w:anchor="{mark}" w:history="1">'
        f"{run(text)}{number}</w:hyperlink></w:p>"
    )


class WordDocument:
    """A document under construction: blocks of XML on pages upright or turned.

    Args:
        style: The look of papers.
        numbered: Whether pages bear numbers.
    """

    def __init__(self, style: PaperStyle, *, numbered: bool = True) -> None:
        self.style = style
        self.numbered = numbered
        self._pieces: list[str] = []
        self._page = PORTRAIT
        self._begun = False

    @property
    def page(self) -> PageSize:
        """The page that stands open."""
        return self._page

    def turn(self, page: PageSize) -> bool:
        """Go on with pages of another kind; return whether that begins a page."""
        if page == self._page:
            return False
        begun = self._begun
        if begun:
            self._end_with_paragraph()
            before, ends, after = self._pieces[-1].rpartition("</w:pPr>")
            self._pieces[-1] = f"{before}{self._section(self._page)}{ends}{after}"
        self._page = page
        return begun

    def add(self, blocks: Iterable[str]) -> None:
        """Add paragraphs and tables."""
        before = len(self._pieces)
        self._pieces.extend(blocks)
        self._begun = self._begun or len(self._pieces) > before

    def begin_with(self, blocks: Iterable[str]) -> None:
        """Put paragraphs before all others."""
        self._pieces[:0] = blocks

    def content(self, title: str, subject: str) -> bytes:
        """Return the file.

        Args:
            title: For its properties.
            subject: The same.
        """
        self._end_with_paragraph()
        inside = "".join(self._pieces) + self._section(self._page)
        return _package(inside, self.style, (title, subject), numbered=self.numbered)

    def _end_with_paragraph(self) -> None:
        """Add an empty line below a table: neither a document nor a section may end with one.

        Below a paragraph it would begin a page where that one fills its own.
        """
        if not self._pieces or not self._pieces[-1].endswith("</w:p>"):
            self._pieces.append(f"<w:p><w:pPr>{_TINY}</w:pPr></w:p>")

    def _section(self, page: PageSize) -> str:
        turned = ' w:orient="landscape"' if page.width > page.height else ""
        footer = page.bottom - _BELOW_TEXT - NUMBER_SIZE * 25.4 / 72
        return (
            "<w:sectPr>"
            f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{turned}/>'
            f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}"'
            f' w:bottom="{twips(page.bottom)}" w:left="{twips(page.left)}"'
            f' w:header="{twips(15)}" w:footer="{twips(footer)}" w:gutter="0"/>'
            "</w:sectPr>"
        )


_TINY = (
    '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
)


def _package(body: str, style: PaperStyle, said: tuple[str, str], *, numbered: bool) -> bytes:
    template, footers = _template(_styles_xml(style), numbered=numbered)
    # Sections without footers of their own have those of the first.
    body = body.replace("<w:sectPr>", f"<w:sectPr>{footers}", 1)
    return _packed(
        template,
        {
            "word/document.xml": f"{_HEAD}<w:body>{body}</w:body></w:document>".encode(),
            "docProps/core.xml": _properties(*said).encode(),
        },
    )


@lru_cache(maxsize=2)
def _template(styles: str, *, numbered: bool) -> tuple[bytes, str]:
    """Return a document without text in these styles, and the references to its footers.

    A plan has a hundred papers in one style.
    """
    from docx import Document

    document = Document()
    _drop_unused(document)
    _set_styles(document, styles)
    _set_compatibility(document)
    if numbered:
        _set_page_numbers(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue(), _footers(document)


def _footers(document: "Document") -> str:
    """Return the references to the footers, which python-docx put in the body it knows."""
    from docx.oxml.ns import qn

    return "".join(
        f'<w:footerReference w:type="{each.get(qn("w:type"))}" r:id="{each.get(qn("r:id"))}"/>'
        for each in document.element.body.iter(qn("w:footerReference"))
    )


_UNUSED = {"thumbnail", "customXml", "stylesWithEffects", "numbering", "fontTable"}


def _drop_unused(document: "Document") -> None:
    """Drop what python-docx's template brings: a picture of another paper, 160 styles, …"""
    from docx.oxml.ns import qn

    for part in (document.part.package, document.part):
        for name, relation in list(part.rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED:
                del part.rels[name]
    styles = document.styles.element
    for each in styles.findall("{*}style"):
        if each.get(qn("w:default")) is None:
            styles.remove(each)


def _styles_xml(style: PaperStyle) -> str:
    """Return the paper's styles, and the defaults by which a user's own text has its fonts too."""
    named = "".join(each.xml() for each in styles_of(style).all())
    return (
        f"<w:styles {_NAMESPACE}><w:docDefaults><w:rPrDefault>"
        f"{run_properties(style.body_font, BODY_SIZE)}</w:rPrDefault><w:pPrDefault/>"
        f"</w:docDefaults>{named}{TABLE_STYLE}</w:styles>"
    )


def _set_styles(document: "Document", text: str) -> None:
    from docx.oxml import parse_xml

    styles = document.styles.element
    defaults, *named = parse_xml(text)
    styles.replace(styles.find("{*}docDefaults"), defaults)
    styles.extend(named)


_SETTINGS = {
    "zoom": '<w:zoom {} w:percent="100"/>',
    "compat": (
        '<w:compat {}><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    ),
    "themeFontLang": '<w:themeFontLang {} w:val="zh-CN" w:eastAsia="zh-CN"/>',
}
"""Of Word 2013 and later, in place of what python-docx's template says: 2010, a zoom without its
percentage, English."""


def _set_compatibility(document: "Document") -> None:
    from docx.oxml import parse_xml

    settings = document.settings.element
    for name, text in _SETTINGS.items():
        old = settings.find(f"{{*}}{name}")
        if old is not None:
            settings.replace(old, parse_xml(text.format(_NAMESPACE)))


def _set_page_numbers(document: "Document") -> None:
    """—1— at the right of odd pages and at the left of even ones, a character from the edge."""
    from docx.oxml import parse_xml

    document.settings.odd_and_even_pages_header_footer = True
    first = document.sections[0]
    for footer, side in ((first.footer, "right"), (first.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        element = footer._element  # noqa: SLF001 - python-docx has no way to write a field
        for child in list(element):
            element.remove(child)
        element.append(parse_xml(_page_number(side)))


def _page_number(align: str) -> str:
    field = "".join(
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{piece}</w:r>'
        for piece in ("<w:t>—</w:t>", *field_of("PAGE", "1"), "<w:t>—</w:t>")
    )
    return (
        f'<w:p {_NAMESPACE}><w:pPr><w:pStyle w:val="PageNumber"/>'
        f'<w:jc w:val="{align}"/></w:pPr>{field}</w:p>'
    )


def field_of(code: str, shown: str) -> tuple[str, ...]:
    """Return what stands in the runs of a field.

    Args:
        code: What works it out.
        shown: What it says until it is worked out.
    """
    return (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )


def _properties(title: str, subject: str) -> str:
    """Return the document's properties: no author, and no day but one that never changes."""
    day = f'xsi:type="dcterms:W3CDTF">{NO_DATE:%Y-%m-%dT%H:%M:%SZ}'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title[:255])}</dc:title><dc:subject>{escape(subject[:255])}</dc:subject>"
        "<dc:creator/><cp:lastModifiedBy/><dc:description/><cp:keywords/><cp:category/>"
        f"<dcterms:created {day}</dcterms:created><dcterms:modified {day}</dcterms:modified>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _packed(template: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return the package with its own parts in place.

    Parsed and written out by lxml, a document of 10,000 rows takes thrice as long. Every entry's
    time is fixed; python-docx puts the time of writing.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(template)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, NO_DATE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, parts.get(name) or old.read(name))
    return out.getvalue()
