"""XML and web pages as trees, without entities or network; the only user of lxml."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

    Element: TypeAlias = _Element
    PageElement: TypeAlias = HtmlElement


def xml(content: bytes) -> "Element":
    """Return the root of an XML file; entities stay unread.

    Raises:
        ValueError: It is no XML, or nests too deep.
    """
    from lxml import etree

    # libxml2 bounds depth and text without huge_tree; entities are not resolved at all.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def page(text: str) -> "PageElement":
    """Return the root of a web page.

    Raises:
        ValueError: It is no page.
    """
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        return html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ValueError(str(error)) from error


def walk(root: "PageElement") -> Iterator[tuple[str, "PageElement"]]:
    """Yield each element twice: at its start and at its end."""
    from lxml import etree

    yield from etree.iterwalk(root, events=("start", "end"))
