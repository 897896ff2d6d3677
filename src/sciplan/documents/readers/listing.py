"""The numbers of a web page's lists, which stand in no text: `ol`, `li`, `list-style-type`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sciplan.base.numerals import LARGE_NUMBER
from sciplan.documents.readers.word.formats import written

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import PageElement

LISTS = frozenset(("ol", "ul", "menu", "dir"))

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.IGNORECASE)
_DECIMAL = "decimal"
_FORMS: Mapping[str, str] = {
    _DECIMAL: _DECIMAL,
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    **dict.fromkeys(
        ("cjk-ideographic", "cjk-decimal", "simp-chinese-informal", "trad-chinese-informal"),
        "chineseCounting",
    ),
    "simp-chinese-formal": "chineseLegalSimplified",
    "cjk-heavenly-stem": "ideographTraditional",
    **dict.fromkeys(("none", "disc", "circle", "square"), ""),
}
"""CSS name → the format of that name in Word; empty where no number is shown."""
_TYPES: Mapping[str, str] = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_TYPED = re.compile(
    rf"\s*(?:第(?:{LARGE_NUMBER}|\d{{1,3}})[章节条项]|[（(]?(?:{LARGE_NUMBER}|\d{{1,3}})[）)、.．](?!\d)"
    r"|[①-⑳⑴-⒇⒈-⒛㈠-㈩]|——)"
)
"""A number that stands in an item's own words."""
_INTEGER = re.compile(r"\s*([+-]?\d{1,6})")


@dataclass(slots=True)
class _OpenList:
    """A list that is being read.

    Args:
        form: How its items are numbered, empty for not at all.
        number: The number of its next item.
        above: The item of a list around it that its own numbers go on from: 2 for 2.1.
        item: The number of the item that is being read, with those above; empty for none.
    """

    form: str
    number: int = 1
    above: str = ""
    item: str = ""


@dataclass(slots=True)
class Listing:
    """Follows the lists of a page as it is walked through.

    Items of a numbered list within another one are numbered on from its items (2.1), for a page
    shows which list is within which by its indent alone.
    """

    open: list[_OpenList] = field(default_factory=list)
    waiting: str = ""
    """The number of an item whose text has not begun."""

    def begin(self, element: "PageElement", tag: str) -> None:
        """An element begins."""
        if tag in LISTS:
            self.open.append(self._list(element, tag))
        elif tag == "li" and self.open:
            self.waiting = self._number(self.open[-1], element)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in LISTS and self.open:
            self.open.pop()
        if tag in LISTS or tag == "li":
            self.waiting = ""

    def numbered(self, text: str) -> str:
        """Return a text with the number of the item that it begins."""
        number, self.waiting = self.waiting, ""
        if number and _TYPED.match(text):
            self.open[-1].item = ""
            return text
        return number + text

    def _list(self, element: "PageElement", tag: str) -> _OpenList:
        usual = _DECIMAL if tag == "ol" else ""
        form = _styled(element, _TYPES.get(element.get("type", ""), usual))
        around = self.open[-1] if self.open else None
        above = around.item if around and around.form == form == _DECIMAL else ""
        return _OpenList(form, _integer(element.get("start"), 1), above)

    def _number(self, inside: _OpenList, element: "PageElement") -> str:
        number = _integer(element.get("value"), inside.number)
        inside.number = number + 1
        form = inside.form
        inside.item = ".".join(filter(None, (inside.above, str(number)))) if form else ""
        if not form or number < 0:
            return ""
        if form == _DECIMAL:
            return f"{inside.item} " if inside.above else f"{number}."
        said = written(number, form)
        return f"{said}." if said.isascii() else f"{said}、"


def _styled(element: "PageElement", kind: str) -> str:
    """Return the format that an element's own style tells, else the given one."""
    found = _STYLE.search(element.get("style", ""))
    words = found[1].lower().split() if found else ()
    return next((_FORMS[word] for word in words if word in _FORMS), kind)


def _integer(text: str | None, otherwise: int) -> int:
    found = _INTEGER.match(text or "")
    return int(found[1]) if found else otherwise
