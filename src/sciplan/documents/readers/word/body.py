"""The body: its paragraphs with their numbers, and its tables, in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sciplan.documents.readers.document import Block, Paragraph, grid
from sciplan.documents.readers.word import tables
from sciplan.documents.readers.word.names import at, full, full_names, inside, switch, value
from sciplan.documents.readers.word.numbering import Numbering
from sciplan.documents.readers.word.objects import note
from sciplan.documents.readers.word.styles import Styles
from sciplan.documents.readers.word.text import Texts

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import Element

_PARAGRAPHS, _TABLE = full_names("w:p m:oMathPara"), full("w:tbl")
_WRAPPERS = full_names("w:customXml w:ins w:moveTo")
_CONTROL, _CHUNK, _BOX = map(full, ("w:sdt", "w:altChunk", "w:txbxContent"))


@dataclass(slots=True)
class Body:
    """Reads what stands in the body, in boxes and in cells.

    Args:
        styles: The file's styles.
        numbering: Automatic numbers.
        texts: The text of paragraphs.
        number: Paragraphs and rows so far.
        title: The lines in a style of titles that stand together first.
    """

    styles: Styles
    numbering: Numbering
    texts: Texts
    number: int = 0
    title: list[str] = field(default_factory=list)
    titled: int = 0

    def blocks(self, parent: "Element") -> Iterator[Block]:
        """Yield the paragraphs and tables that stand in an element."""
        for group in _groups(parent):
            self._move_to(self.number + len(group))
            if group[-1].tag in _PARAGRAPHS:
                yield from self._paragraphs(group)
            else:
                yield from self._other(group[-1])

    def _move_to(self, number: int) -> None:
        self.number = self.texts.unread.place = number

    def _other(self, element: "Element") -> Iterator[Block]:
        if element.tag == _CHUNK:
            note(element, self.texts.unread)
        elif tables.is_layout(element):
            for row in tables.rows(element):
                for cell in tables.cells(row):
                    yield from self.blocks(cell)
        else:
            first = self.number
            rows = self._rows(element)
            yield grid(rows, first)
            self._move_to(first + len(rows))

    def _paragraphs(self, joined: list["Element"]) -> Iterator[Block]:
        for line in self._text(joined).split("\n"):
            if line.strip():
                self._note_title(joined[-1], line.strip())
                yield Paragraph(line, self.number)
        for box in self._boxes(joined):
            yield from self.blocks(box)

    def _boxes(self, joined: list["Element"]) -> Iterator["Element"]:
        # Few paragraphs have any, which lxml tells at once.
        some = (element for element in joined if next(element.iter(_BOX), None) is not None)
        return (box for element in some for box in self.texts.boxes(element))

    def _text(self, joined: list["Element"]) -> str:
        """Return the text of paragraphs of which only the last has its mark, with its number.

        The number of one that is struck out whole goes with it, and counts on.
        """
        text = "".join(map(self.texts.of, joined))
        if not text and (_runs_on(joined[-1]) or self._is_hidden(joined[-1])):
            return ""
        numbered = self.numbering.before(text, joined[-1])
        gone = not text.strip() and any(map(self.texts.is_struck, joined))
        return "" if gone else numbered

    def _is_hidden(self, paragraph: "Element") -> bool:
        own = switch(paragraph, "w:pPr/w:rPr/w:vanish")
        return self.styles.hides(self.styles.of_paragraph(paragraph)) if own is None else own

    def _note_title(self, paragraph: "Element", line: str) -> None:
        named = self.styles.is_title(self.styles.of_paragraph(paragraph))
        if named and (not self.title or self.titled == self.number - 1):
            self.title.append(line)
            self.titled = self.number

    # Tables

    def _rows(self, table: "Element") -> list[list[str]]:
        rows: list[list[str]] = []
        for row in tables.rows(table):
            above = rows[-1] if rows else []
            found: list[str] = [""] * tables.before(row)
            for cell in tables.cells(row):
                # What a merged cell hides counts on, as LibreOffice shows it.
                text = "\n".join(self._lines(cell)).strip()
                if tables.continues(cell):
                    text = above[len(found)] if len(found) < len(above) else ""
                found += [text] * tables.span(cell)
            rows.append(found)
            self.texts.unread.place += 1
        return rows

    def _lines(self, cell: "Element") -> Iterator[str]:
        for group in _groups(cell):
            if group[-1].tag in _PARAGRAPHS:
                yield self._text(group)
                for box in self._boxes(group):
                    yield from self._lines(box)
            elif group[-1].tag == _TABLE:
                yield from (text for row in self._rows(group[-1]) for text in dict.fromkeys(row))
            else:
                note(group[-1], self.texts.unread)


def _groups(parent: "Element") -> Iterator[list["Element"]]:
    """Yield what stands in an element, paragraphs that run on into the next with that one."""
    held: list[Element] = []
    for element in _flat(parent):
        if element.tag not in _PARAGRAPHS and held:
            yield held
            held = []
        held.append(element)
        if not _runs_on(element):
            yield held
            held = []
    if held:
        yield held


def _runs_on(element: "Element") -> bool:
    """Whether a paragraph's mark is struck out, or hidden to set a heading into its text."""
    mark = at(element, "w:pPr/w:rPr")
    if mark is None:
        return False
    struck = any(at(mark, name) is not None for name in ("w:del", "w:moveFrom"))
    return struck or bool(switch(mark, "w:specVanish"))


def _flat(parent: "Element") -> Iterator["Element"]:
    """Yield paragraphs, tables and chunks, also in content controls, but no table of contents."""
    for element in inside(parent):
        if element.tag in _PARAGRAPHS or element.tag in (_TABLE, _CHUNK):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _flat(element)
        elif element.tag == _CONTROL:
            content = at(element, "w:sdtContent")
            gallery = value(element, "w:sdtPr/w:docPartObj/w:docPartGallery")
            if content is not None and gallery != "Table of Contents":
                yield from _flat(content)
