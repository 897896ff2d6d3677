"""Names to stand on a table: an A4 page each, folded in the middle, the upper half upside down.

A name is drawn (VML, as Word writes its watermarks): drawn text can stand on its head in Word, WPS
and LibreOffice alike, where text in frames and cells does not.
"""

from xml.sax.saxutils import quoteattr

from sciplan.base.answer import Answer
from sciplan.formats.office.outline import title_of
from sciplan.formats.office.text import clean
from sciplan.formats.office.word import PageSize, WordDocument
from sciplan.plan.style import PaperStyle

_PAGE = PageSize(width=210, height=297, top=20, bottom=20, left=20, right=20)
_POINT = 72 / 25.4
_WIDEST, _HIGHEST = 170.0, 42.0
"""Millimetres of a name."""
_SPREAD = 1.1
"""Width of a character to its height."""
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
    '<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
    '<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom"'
    ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
)
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def render(answer: Answer, style: PaperStyle) -> bytes:
    """Return an answer's cards as a Word document."""
    paper = WordDocument(style, numbered=False)
    paper.turn(_PAGE)
    paper.add(_page(clean(name), style, number) for number, name in enumerate(answer.cards))
    return paper.content(title_of(answer, list(answer.parts)), clean(answer.heading))


def _page(name: str, style: PaperStyle, number: int) -> str:
    """Return a name's page: it stands at the middle of each half."""
    shown = "　".join(name) if len(name) == 2 else name
    quarter = _PAGE.height / 4
    halves = (
        _shape(shown, style, 2 * number + 1, quarter, turned=True),
        _shape(shown, style, 2 * number + 2, 3 * quarter, turned=False),
    )
    begins = "<w:pageBreakBefore/>" if number else ""
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{begins}{spacing}</w:pPr>{''.join(halves)}</w:p>"


def _shape(text: str, style: PaperStyle, number: int, middle: float, *, turned: bool) -> str:
    """Return a drawn text, as wide as it needs to be and no wider than the page.

    Args:
        text: What it says.
        style: Names the font.
        number: Unlike the other shapes'.
        middle: How far below the page's top its middle stands, in millimetres.
        turned: Whether it stands on its head.
    """
    high = min(_HIGHEST, _WIDEST / (len(text) * _SPREAD))
    wide = len(text) * high * _SPREAD
    turn = "rotation:180;" if turned else ""
    place = (
        f"position:absolute;margin-left:0;margin-top:{(middle - high / 2) * _POINT:.1f}pt;"
        f"width:{wide * _POINT:.1f}pt;height:{high * _POINT:.1f}pt;{turn}z-index:{number};"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical-relative:page"
    )
    font = quoteattr(f'font-family:"{clean(style.title_font)}";font-size:1pt')
    return (
        f"<w:r><w:pict {_NAMESPACES}>{_SHAPE_TYPE}"
        f'<v:shape id="card{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136"'
        f' style="{place}" fillcolor="black" stroked="f" alt={quoteattr(text)}>'
        f"<v:textpath style={font} string={quoteattr(text)}/></v:shape></w:pict></w:r>"
    )
