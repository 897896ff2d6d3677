"""styles.xml: what a style says of its paragraphs, also through the styles that it is based on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from sciplan.documents.readers.word.names import NAMES, full, switch, value

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import Element

_LONGEST_CHAIN = 40
"""Word ends at some ten styles, and circles end here too."""
_ID, _TYPE, _DEFAULT = full("w:styleId"), full("w:type"), full("w:default")


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself; None where it says nothing.

    Args:
        ident: Its id.
        name: Its name; Word's own are English in any language.
        based_on: The style that says the rest.
        list_id: Its numbering definition; "0" is none.
        level: Its level there, as the file has it.
        hidden: Whether its text is hidden.
    """

    ident: str
    name: str
    based_on: str | None
    list_id: str | None
    level: str | None
    hidden: bool | None


@dataclass(slots=True)
class Styles:
    """All styles of a file by their ids.

    Args:
        by_id: The styles.
        normal: The style of a paragraph that names none.
    """

    by_id: Mapping[str, Style] = field(default_factory=dict)
    normal: str = ""
    chains: dict[str, tuple[Style, ...]] = field(default_factory=dict)
    """What `chain` has found: the same for every paragraph of a style."""

    @classmethod
    def of(cls, root: "Element | None") -> "Styles":
        """Read styles.xml, None for no such part."""
        found: dict[str, Style] = {}
        normal = ""
        for element in root.iterfind("w:style", NAMES) if root is not None else ():
            style = _style(element)
            found[style.ident] = style
            if element.get(_TYPE) == "paragraph" and element.get(_DEFAULT) in ("1", "true", "on"):
                normal = style.ident
        return cls(found, normal)

    def of_paragraph(self, paragraph: "Element") -> str:
        """Return the id of a paragraph's style; one that isn't there counts as none, as in Word."""
        named = value(paragraph, "w:pPr/w:pStyle")
        return named if named and named in self.by_id else self.normal

    def chain(self, ident: str) -> tuple[Style, ...]:
        """Return a style and those that it is based on, nearest first; circles end."""
        if ident not in self.chains:
            self.chains[ident] = tuple(islice(self._based(ident), _LONGEST_CHAIN))
        return self.chains[ident]

    def _based(self, ident: str) -> Iterator[Style]:
        style = self.by_id.get(ident)
        while style is not None:
            yield style
            style = self.by_id.get(style.based_on or "")

    def hides(self, ident: str) -> bool:
        """Whether the text of a style is hidden, by itself or by what it is based on."""
        said = (style.hidden for style in self.chain(ident))
        return bool(next((hidden for hidden in said if hidden is not None), False))

    def is_title(self, ident: str) -> bool:
        """Whether a style is the one for a document's title."""
        style = self.by_id.get(ident)
        return style is not None and style.name.lower() in ("title", "标题")


def _style(element: "Element") -> Style:
    return Style(
        ident=element.get(_ID, ""),
        name=value(element, "w:name") or "",
        based_on=value(element, "w:basedOn"),
        list_id=value(element, "w:pPr/w:numPr/w:numId"),
        level=value(element, "w:pPr/w:numPr/w:ilvl"),
        hidden=switch(element, "w:rPr/w:vanish"),
    )
