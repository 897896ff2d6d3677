"""A Word document by GB/T 9704: pages, paragraphs, page numbers; tables are in `word_table`.

The body is written as XML: cell by cell python-docx takes nine times as long. What python-docx
does is the package around it: styles, settings, footers, properties.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from sciplan.formats.office.outline import NO_DATE
from sciplan.formats.office.text import clean
from sciplan.plan.style import PaperStyle

if TYPE_CHECKING:
    from docx.document import Document

TITLE_SIZE, BODY_SIZE, HEADING_LINE_SIZE = 22.0, 16.0, 14.0
"""二号, 三号, 四号, in points."""
TABLE_SIZES = 12.0, 10.5, 9.0
"""小四, 五号, 小五."""
_TWIPS = 20
_MM = 1440 / 25.4
_NUMBER_FONT, _NUMBER_SIZE = "宋体", 14.0
_BELOW_TEXT = 7.0
"""The page number stands 7 mm below the text (GB/T 9704)."""
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

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
    width, height = _SHEETS[style.sheet_size]
    return PageSize(width=width, height=height, top=28, bottom=26, left=37, right=35)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The look of a paragraph.

    Args:
        font: By the name that Word lists.
        size: In points.
        spacing: Distance of lines in points.
        exact: Whether that is so whatever stands in them; else at least.
        align: `left`, `center`, `right` or `both`.
        indent: First line, in characters.
        before: Points above.
        after: Points below.
        level: Place in the outline, from 1; 0 for running text.
        keep: Whether it stays on the page of what follows.
        new_page: Whether it begins a page.
    """

    font: str
    size: float
    spacing: float
    exact: bool = True
    align: str = "both"
    indent: int = 0
    before: float = 0
    after: float = 0
    level: int = 0
    keep: bool = False
    new_page: bool = False


_BETWEEN_NUMBERS = re.compile(r"(?<=\d、)(?=\d)")
"""Where a row of ids may break. LibreOffice takes 2.1.5、2.1.6 for one word and breaks inside an
id; a blank of no width tells it better."""


def twips(millimetres: float) -> int:
    """Return a length in Word's unit."""
    return round(millimetres * _MM)


@cache
def run_properties(font: str, size: float, *, bold: bool = False) -> str:
    """Return what every run bears.

    One font for all scripts: the widths of tables hold, and no machine lacks a second font. The
    hint makes “”—… East Asian, which Word otherwise sets in the Western font.
    """
    name = escape(clean(font), {'"': "&quot;"})
    half_points = round(size * 2)
    return (
        f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{name}" w:hAnsi="{name}"'
        f' w:eastAsia="{name}" w:cs="{name}"/>{"<w:b/>" if bold else ""}'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
    )


@cache
def paragraph_properties(look: Look, *, empty: bool = False) -> str:
    """Return the properties of a paragraph, in the order that the schema wants.

    Args:
        look: Its look.
        empty: Whether it has no text yet: its mark then says how what is typed will look.
    """
    rule = "exact" if look.exact else "atLeast"
    indent = ""
    if look.indent:
        points = round(look.indent * look.size * _TWIPS)
        indent = f'<w:ind w:firstLineChars="{look.indent * 100}" w:firstLine="{points}"/>'
    return (
        "<w:pPr>"
        + ("<w:keepNext/>" if look.keep else "")
        + ("<w:pageBreakBefore/>" if look.new_page else "")
        + '<w:snapToGrid w:val="0"/>'
        + f'<w:spacing w:before="{round(look.before * _TWIPS)}"'
        f' w:after="{round(look.after * _TWIPS)}"'
        f' w:line="{round(look.spacing * _TWIPS)}" w:lineRule="{rule}"/>'
        + indent
        + f'<w:jc w:val="{look.align}"/>'
        + (f'<w:outlineLvl w:val="{look.level - 1}"/>' if look.level else "")
        + (run_properties(look.font, look.size) if empty else "")
        + "</w:pPr>"
    )


def run(text: str, font: str, size: float, *, bold: bool = False) -> str:
    """Return a run; line ends in the text become breaks."""
    pieces = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in _BETWEEN_NUMBERS.sub("\u200b", text).split("\n")
    )
    return f"<w:r>{run_properties(font, size, bold=bold)}{pieces}</w:r>"


def paragraph(text: str, look: Look) -> str:
    """Return a paragraph."""
    if not text:
        return f"<w:p>{paragraph_properties(look, empty=True)}</w:p>"
    return f"<w:p>{paragraph_properties(look)}{run(text, look.font, look.size)}</w:p>"


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
            self._pieces.append(f"<w:p><w:pPr>{_TINY}{self._section(self._page)}</w:pPr></w:p>")
        self._page = page
        return begun

    def add(self, blocks: Iterable[str]) -> None:
        """Add paragraphs and tables."""
        before = len(self._pieces)
        self._pieces.extend(blocks)
        self._begun = self._begun or len(self._pieces) > before

    def content(self, title: str, subject: str) -> bytes:
        """Return the file.

        Args:
            title: For its properties.
            subject: The same.
        """
        # A document must not end with a table.
        end = f"<w:p><w:pPr>{_TINY}</w:pPr></w:p>"
        inside = "".join(self._pieces) + end + self._section(self._page)
        return _package(inside, self.style, (title, subject), numbered=self.numbered)

    def _section(self, page: PageSize) -> str:
        turned = ' w:orient="landscape"' if page.width > page.height else ""
        footer = page.bottom - _BELOW_TEXT - _NUMBER_SIZE * 25.4 / 72
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
    from docx import Document

    document = Document()
    _drop_unused(document)
    _set_defaults(document, style)
    if numbered:
        _set_page_numbers(document)
    _set_properties(document, *said)
    file = io.BytesIO()
    document.save(file)
    # Sections without footers of their own have those of the first.
    body = body.replace("<w:sectPr>", f"<w:sectPr>{_footers(document)}", 1)
    return _packed(file, f"{_HEAD}<w:body>{body}</w:body></w:document>")


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


def _set_defaults(document: "Document", style: PaperStyle) -> None:
    """Give what a user types later the fonts of the paper."""
    from docx.oxml import parse_xml

    defaults = document.styles.element.find("{*}docDefaults")
    if defaults is not None:
        # Digits in a Chinese language may be broken anywhere: 20 over 00.
        fonts = run_properties(style.body_font, BODY_SIZE).replace(
            "</w:rPr>", '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        )
        new = parse_xml(
            f"<w:docDefaults {_NAMESPACE}><w:rPrDefault>{fonts}</w:rPrDefault>"
            "<w:pPrDefault/></w:docDefaults>"
        )
        document.styles.element.replace(defaults, new)


def _set_page_numbers(document: "Document") -> None:
    """—1— at the right of odd pages and at the left of even ones, a character from the edge."""
    from docx.oxml import parse_xml

    document.settings.odd_and_even_pages_header_footer = True
    first = document.sections[0]
    for footer, side, edge in (
        (first.footer, "right", "right"),
        (first.even_page_footer, "left", "left"),
    ):
        footer.is_linked_to_previous = False
        element = footer._element  # noqa: SLF001 - python-docx has no way to write a field
        for child in list(element):
            element.remove(child)
        element.append(parse_xml(_page_number(side, edge)))


def _page_number(align: str, edge: str) -> str:
    properties = run_properties(_NUMBER_FONT, _NUMBER_SIZE)
    field = "".join(
        f"<w:r>{properties}{piece}</w:r>"
        for piece in (
            "<w:t>—</w:t>",
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            "<w:t>—</w:t>",
        )
    )
    return (
        f"<w:p {_NAMESPACE}><w:pPr>"
        f'<w:ind w:{edge}Chars="100" w:{edge}="{round(_NUMBER_SIZE * _TWIPS)}"/>'
        f'<w:jc w:val="{align}"/></w:pPr>{field}</w:p>'
    )


def _set_properties(document: "Document", title: str, subject: str) -> None:
    properties = document.core_properties
    properties.title, properties.subject = title[:255], subject[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.keywords = properties.category = ""
    properties.created = properties.modified = NO_DATE.replace(tzinfo=None)
    properties.language = "zh-CN"


def _packed(file: io.BytesIO, document: str) -> bytes:
    """Return the package with its document in place.

    Parsed and written out by lxml, a document of 10,000 rows takes thrice as long. Every entry's
    time is fixed; python-docx puts the time of writing.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, NO_DATE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, document if name == "word/document.xml" else old.read(name))
    return out.getvalue()
