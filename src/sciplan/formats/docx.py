"""Word, as offices print it: GB/T 9704 without the issuer's red head, number and seal."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sciplan.base.answer import Answer, Closing, Opening, Part
from sciplan.base.width import printed_width
from sciplan.formats.office import cards
from sciplan.formats.office.figures import on_paper
from sciplan.formats.office.outline import numbered, title_of
from sciplan.formats.office.text import clean
from sciplan.formats.office.titles import broken
from sciplan.formats.office.word import (
    BODY_SIZE,
    HEADING_LINE_SIZE,
    PORTRAIT,
    TABLE_SIZES,
    TITLE_SIZE,
    Look,
    WordDocument,
    landscape,
    paragraph,
)
from sciplan.formats.office.word_table import WordTable
from sciplan.plan.style import PaperStyle

_FEW = 5
"""Lines before a table or after it that stay with it."""


def render(answer: Answer, style: PaperStyle) -> bytes:
    """Return an answer as a Word document."""
    if answer.cards:
        return cards.render(answer, style)
    answer = on_paper(answer)
    parts = list(answer.parts)
    writer = _DocxWriter(answer, parts, style)
    writer.write()
    return writer.paper.content(writer.title, clean(answer.heading))


class _DocxWriter:
    """Writes one answer.

    Args:
        answer: The answer.
        parts: Its parts.
        style: The look of papers.
    """

    def __init__(self, answer: Answer, parts: Sequence[Part], style: PaperStyle) -> None:
        self.answer = answer
        self.parts = parts
        self.style = style
        self.title = title_of(answer, parts)
        self.paper = WordDocument(style)
        self.looks = _Looks(style)

    def write(self) -> None:
        """Write title, parts and footnotes."""
        chapters = [part.title for part in self.parts if not self._bears_title(part)]
        headings = numbered(chapters, "{}、")
        if not self.parts:
            self.paper.add(self._title(self.title, new_page=False))
        for number, part in enumerate(self.parts):
            tables = [WordTable(table, self.style) for table in part.tables]
            self._turn(part, tables, first=number == 0)
            if not self._bears_title(part):
                self.paper.add([paragraph(next(headings), self.looks.heading)])
            notes = () if part is not self.parts[-1] else self.answer.notes
            self._part(part, tables, notes, nested=not self._bears_title(part))
        if not self.parts:
            self._notes(self.answer.notes)

    def _bears_title(self, part: Part) -> bool:
        """Whether the part's title is a paper's, not a chapter's."""
        return part.own_pages or clean(part.title) == self.title

    def _turn(self, part: Part, tables: Sequence[WordTable], *, first: bool) -> None:
        wide = part.landscape or any(table.is_wide(PORTRAIT) for table in tables)
        page = landscape(self.style) if wide else PORTRAIT
        fresh = self.paper.turn(page) or first
        if part.own_pages:
            self.paper.add(self._title(clean(part.title), new_page=not fresh))
        elif first:
            self.paper.add(self._title(self.title, new_page=False))

    def _title(self, title: str, *, new_page: bool) -> Iterator[str]:
        look = self.looks.new_title if new_page else self.looks.title
        yield paragraph(broken(title, self._room(TITLE_SIZE)), look)
        yield paragraph(self._heading(), self.looks.heading_line)

    def _heading(self) -> str:
        """Return the line that says whose plan it is, broken before the number where it is long."""
        text = clean(self.answer.heading)
        room = self._room(HEADING_LINE_SIZE)
        if printed_width(text) <= room:
            return text
        return "\n".join(broken(line, room) for line in text.split("  "))

    def _room(self, size: float) -> int:
        """Return how many halves of a character of a size a line of the page holds."""
        return int(self.paper.page.text_width / (size / 2 * 25.4 / 72))

    def _part(
        self, part: Part, tables: Sequence[WordTable], notes: Sequence[str], *, nested: bool
    ) -> None:
        lead = self.looks.leading if tables and len(part.lead) <= _FEW else self.looks.body
        self.paper.add(paragraph(clean(line), self._letter_look(line, lead)) for line in part.lead)
        form, look = ("（{}）", self.looks.subheading) if nested else ("{}、", self.looks.heading)
        titles = numbered((table.title for table in part.tables), form)
        last = (*part.notes, *notes)
        for number, (table, title) in enumerate(zip(tables, titles, strict=True), 1):
            if title:
                self.paper.add([paragraph(title, look)])
            below = (*table.table.notes, *(last if number == len(tables) else ()))
            self.paper.add(table.blocks(self.paper.page, noted=bool(below)))
            self._notes(below)
        if not tables:
            self._notes(last)

    @staticmethod
    def _letter_look(line: str, look: Look) -> Look:
        if isinstance(line, Opening):
            return replace(look, indent=0)
        return replace(look, indent=0, align="right") if isinstance(line, Closing) else look

    def _notes(self, notes: Sequence[str]) -> None:
        """Write notes; a few stay on one page, and so with the end of their table."""
        for left, note in enumerate(notes, 1 - len(notes)):
            look = self.looks.kept_note if left and len(notes) <= _FEW else self.looks.note
            self.paper.add([paragraph(clean(note), look)])


class _Looks:
    """The looks of a paper's paragraphs.

    Args:
        style: The look of papers.
    """

    def __init__(self, style: PaperStyle) -> None:
        spacing = style.line_spacing
        self.title = Look(
            font=style.title_font, size=TITLE_SIZE, spacing=max(spacing, 35.0), align="center",
            level=1, keep=True,
        )  # fmt: skip
        self.new_title = replace(self.title, new_page=True)
        self.heading_line = Look(
            font=style.subheading_font, size=HEADING_LINE_SIZE, spacing=spacing, align="center",
            after=spacing / 2, keep=True,
        )  # fmt: skip
        self.heading = Look(
            font=style.heading_font, size=BODY_SIZE, spacing=spacing, indent=2, before=6, after=4,
            level=2, keep=True,
        )  # fmt: skip
        self.subheading = Look(
            font=style.subheading_font, size=BODY_SIZE, spacing=spacing, indent=2, before=6,
            after=4, level=3, keep=True,
        )  # fmt: skip
        self.body = Look(font=style.body_font, size=BODY_SIZE, spacing=spacing, indent=2, after=4)
        self.leading = replace(self.body, keep=True)
        self.note = Look(
            font=style.body_font, size=TABLE_SIZES[0], spacing=style.table_spacing, exact=False,
            indent=2,
        )  # fmt: skip
        self.kept_note = replace(self.note, keep=True)
