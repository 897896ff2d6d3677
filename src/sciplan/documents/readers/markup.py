"""XML and web pages as trees, without entities or network; the only user of lxml."""

import io
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from lxml.etree import _Element, iterwalk
    from lxml.html import HtmlElement

    Element: TypeAlias = _Element
    PageElement: TypeAlias = HtmlElement


_CAREFUL: Mapping[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""libxml2 bounds depth and text without huge_tree; entities are not resolved at all. Comments and
instructions are no elements, though lxml gives them as children."""
_CUT = frozenset(("ERR_RESOURCE_LIMIT", "ERR_NO_MEMORY", "ERR_INTERNAL_ERROR"))
"""Errors behind which libxml2 gives up a page."""
_NO_MEMORY = 2
"""libxml2's number for a lack of memory, which it may tell in no words."""


def xml(content: bytes) -> "Element":
    """Return the root of an XML file; entities stay unread.

    Raises:
        ValueError: It is no XML, or nests too deep.
        MemoryError: It takes more than there is.
    """
    from lxml import etree

    try:
        root = etree.fromstring(content, etree.XMLParser(**_CAREFUL))
    except etree.XMLSyntaxError as error:
        raise _failure(error) from error
    _drop_entities(root)
    return root


def _drop_entities(element: "Element") -> None:
    """Take out what stands for an unread entity: lxml gives it as a child that is no element."""
    from lxml import etree

    # Only a declared type gives a file entities; none that we read has one.
    if element.getroottree().docinfo.internalDTD is not None:
        etree.strip_elements(element, etree.Entity, with_tail=False)


def _failure(error: Exception) -> Exception:
    """Return what is raised for an error of lxml, which tells a lack of memory as one of syntax."""
    told = "memory allocation failed" in str(error)
    lacks_memory = told or getattr(error, "code", 0) == _NO_MEMORY
    return MemoryError() if lacks_memory else ValueError(str(error))


def parts(content: bytes, names: Collection[str]) -> Iterator["Element"]:
    """Yield the elements of some names of an XML file, each only until the next is asked for.

    Raises:
        ValueError: It is no XML, or nests too deep.
        MemoryError: It takes more than there is.
    """
    from lxml import etree

    tags = [f"{{*}}{name}" for name in names]
    events = etree.iterparse(io.BytesIO(content), tag=tags, **_CAREFUL)
    try:
        for _, element in events:
            _drop_entities(element)
            yield element
            # What was read is let go, or a sheet would stand in memory whole.
            element.clear()
            parent = element.getparent()
            while parent is not None and (before := element.getprevious()) is not None:
                parent.remove(before)
    except etree.XMLSyntaxError as error:
        raise _failure(error) from error


def name(element: "Element") -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def page(text: str) -> tuple["PageElement", int]:
    """Return the root of a web page, and the line from which on nothing was read, 0 for none.

    Raises:
        ValueError: It is no page.
        MemoryError: It takes more than there is.
    """
    from lxml import etree, html

    # Even so libxml2 bounds depth, and stops without an error where that is reached.
    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise _failure(error) from error
    cut = (one for one in parser.error_log if one.type_name in _CUT)
    return root, next((max(one.line, 1) for one in cut), 0)


def walk(root: "PageElement") -> "iterwalk":
    """Return a walk that comes to each element twice: at its start and at its end."""
    from lxml import etree

    return etree.iterwalk(root, events=("start", "end"))
