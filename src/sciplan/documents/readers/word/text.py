"""The text of a paragraph as it is shown: runs, signs, equations, without what is hidden."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sciplan.base.raised import lowered, raised
from sciplan.base.signs import UNKNOWN, is_of_signs, sign
from sciplan.documents.readers.word.names import at, full, full_names, inside, switch, value
from sciplan.documents.readers.word.objects import note
from sciplan.documents.readers.word.styles import Styles
from sciplan.documents.readers.word.unread import STRUCK, Unread

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import Element

# What is struck out, properties, pinyin above a word; and a box of text, which is paragraphs of
# its own.
_SKIPPED = full_names("w:del w:moveFrom w:delText w:rPr w:pPr w:sdtPr w:rt w:txbxContent w:tbl")
_RUN, _BOX, _TEXT, _SYM = map(full, ("w:r", "w:txbxContent", "w:t", "w:sym"))
_EQUATION, _EQUATION_RUN, _EQUATION_TEXT = map(full, ("m:oMath", "m:r", "m:t"))
_CODE, _SIMPLE, _INSTRUCTION = full("w:instrText"), full("w:fldSimple"), full("w:instr")
_FIXED: Mapping[str, str] = {
    full("w:tab"): " ",
    full("w:ptab"): " ",
    full("w:br"): "\n",
    full("w:cr"): "\n",
    full("w:noBreakHyphen"): "-",
}
_SHIFTED: Mapping[str, Callable[[str], str]] = {"superscript": raised, "subscript": lowered}
_LINES = re.compile(r"[\t\r\n]+")
_WITHOUT_RESULT = re.compile(r"\s*(EQ|AUTONUM\w*|LISTNUM|SYMBOL|ADVANCE)\b", re.IGNORECASE)
"""Fields that Word shows without keeping what it shows."""


@dataclass(slots=True)
class Texts:
    """Reads the text of paragraphs.

    Args:
        styles: The file's styles.
        unread: Where to tell what is not read.
    """

    styles: Styles
    unread: Unread

    def of(self, paragraph: "Element") -> str:
        """Return a paragraph's text."""
        hidden = self.styles.hides(self.styles.of_paragraph(paragraph))
        return "".join(self._pieces(paragraph, hidden))

    def is_struck(self, paragraph: "Element") -> bool:
        """Whether something in a paragraph is struck out."""
        return any(map(_is_struck, paragraph.iter(_RUN)))

    def boxes(self, paragraph: "Element") -> Iterator["Element"]:
        """Yield the boxes of text in a paragraph; those within a box come with it."""
        for child in inside(paragraph):
            if child.tag == _BOX:
                yield child
            elif child.tag not in _SKIPPED and not self._is_hidden(child, by_style=False):
                yield from self.boxes(child)

    def _pieces(self, parent: "Element", hidden: bool) -> Iterator[str]:
        for child in inside(parent):
            if child.tag in _SKIPPED:
                continue
            if child.tag == _RUN:
                if not self._is_hidden(child, by_style=hidden):
                    yield from self._run(child)
            elif child.tag == _EQUATION:
                yield self._equation(child)
            else:
                self._note_field(child.get(_INSTRUCTION, "") if child.tag == _SIMPLE else "")
                note(child, self.unread)
                yield from self._pieces(child, hidden)

    def _run(self, run: "Element") -> Iterator[str]:
        fonts = at(run, "w:rPr/w:rFonts")
        font = "" if fonts is None else fonts.get(full("w:ascii"), "")
        if _is_struck(run):
            struck = "".join(self._run_pieces(run, font))
            if struck.strip():
                self.unread.add(STRUCK, struck)
            return
        shifted = _SHIFTED.get(value(run, "w:rPr/w:vertAlign") or "", str)
        yield from map(shifted, self._run_pieces(run, font))

    def _run_pieces(self, parent: "Element", font: str) -> Iterator[str]:
        for child in inside(parent):
            if child.tag in _FIXED:
                yield _FIXED[child.tag]
            elif child.tag == _TEXT:
                yield self._text(_LINES.sub(" ", child.text or ""), font)
            elif child.tag == _SYM:
                yield self._symbol(child)
            elif child.tag == _EQUATION:
                yield self._equation(child)
            elif child.tag == _CODE:
                self._note_field(child.text or "")
            elif child.tag == _RUN:  # pinyin stands around runs
                yield from self._run(child)
            elif child.tag not in _SKIPPED:
                note(child, self.unread)
                yield from self._run_pieces(child, font)

    def _text(self, text: str, font: str) -> str:
        if not is_of_signs(font):
            return text
        return "".join(self._sign(font, ord(char)) if _is_sign(char) else char for char in text)

    def _equation(self, equation: "Element") -> str:
        """Return an equation of mere characters; the parts of others would run together."""
        said = "".join(one.text or "" for one in equation.iter(_EQUATION_TEXT))
        if all(part.tag == _EQUATION_RUN for part in equation):
            return said
        self.unread.add("的公式", said)
        return UNKNOWN

    def _symbol(self, element: "Element") -> str:
        code = element.get(full("w:char"), "")
        try:
            place = int(code, 16)
        except ValueError:
            place = 0
        return self._sign(element.get(full("w:font"), ""), place)

    def _sign(self, font: str, code: int) -> str:
        found = sign(font, code)
        if not found:
            self.unread.add("的符号", f"{font} {code:X}")
        return found or UNKNOWN

    def _note_field(self, code: str) -> None:
        if _WITHOUT_RESULT.match(code):
            self.unread.add("的域", code)

    def _is_hidden(self, element: "Element", *, by_style: bool) -> bool:
        """Whether a run is hidden: by itself, else by its style or its paragraph's, not by both."""
        if element.tag != _RUN:
            return False
        own = switch(element, "w:rPr/w:vanish")
        if own is not None:
            return own
        return by_style != self.styles.hides(value(element, "w:rPr/w:rStyle") or "")


def _is_struck(run: "Element") -> bool:
    return any(switch(run, f"w:rPr/w:{name}") for name in ("strike", "dstrike"))


def _is_sign(char: str) -> bool:
    """Whether a character is one that a font of signs draws its own way."""
    return char <= "\xff" or "\uf000" <= char <= "\uf0ff"
