"""Word, as offices print it: GB/T 9704 without the issuer's red head, number and seal."""

from collections.abc import Iterator, Sequence

from sciplan.base.answer import Answer, Part
from sciplan.base.width import printed_width
from sciplan.formats.office.looks import HEADING_LINE_SIZE, TABLE_SIZES, Look, styles_of
from sciplan.formats.office.outline import numbered, title_of
from sciplan.formats.office.text import clean, lines
from sciplan.formats.office.word import PORTRAIT, WordDocument, landscape, paragraph
from sciplan.formats.office.word_table import WordTable
from sciplan.plan.style import PaperStyle

_FEW = 5
"""Lines before a table or after it that stay with it."""


def render(answer: Answer, style: PaperStyle) -> bytes:
    """Return an answer as a Word document."""
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
        yield paragraph(title, self.looks.new_title if new_page else self.looks.title)
        yield paragraph(self._heading(), self.looks.heading_line)

    def _heading(self) -> str:
        """Return the line that says whose plan it is, broken before the number where it is long."""
        text = clean(self.answer.heading)
        fits = printed_width(text) * HEADING_LINE_SIZE / 2 * 25.4 / 72 <= self.paper.page.text_width
        return text if fits else text.replace("  ", "\n")

    def _part(
        self, part: Part, tables: Sequence[WordTable], notes: Sequence[str], *, nested: bool
    ) -> None:
        lead = self.looks.body.kept if tables and len(part.lead) <= _FEW else self.looks.body
        self.paper.add(paragraph(clean(line), lead) for line in part.lead)
        form, look = ("（{}）", self.looks.subheading) if nested else ("{}、", self.looks.heading)
        titles = numbered((table.title for table in part.tables), form)
        last = (*part.notes, *notes)
        for number, (table, title) in enumerate(zip(tables, titles, strict=True), 1):
            if title:
                self.paper.add([paragraph(title, look)])
            below = (*table.table.notes, *(last if number == len(tables) else ()))
            self.paper.add(table.blocks(self.paper.page, below=self._height(below)))
            self._notes(below)
        if not tables:
            self._notes(last)

    def _notes(self, notes: Sequence[str]) -> None:
        """Write notes; they stay on one page, and so with the end of their table.

        Of many only the last ones do: no last page shows a line or two of them.
        """
        for left, note in enumerate(notes, 1 - len(notes)):
            keep = bool(left) and (len(notes) <= _FEW or left > -_FEW)
            look = self.looks.note.kept if keep else self.looks.note
            self.paper.add([paragraph(clean(note), look)])

    def _height(self, notes: Sequence[str]) -> float:
        """Return roughly how high notes are that stay with their table, in points."""
        room = self.paper.page.text_width / 25.4 * 72 / (TABLE_SIZES[0] / 2)
        held = notes if len(notes) <= _FEW else notes[:1]
        return sum(lines(clean(note), room) for note in held) * self.style.table_spacing


class _Looks:
    """The looks of a paper's paragraphs.

    Args:
        style: The look of papers.
    """

    def __init__(self, style: PaperStyle) -> None:
        styles = styles_of(style)
        self.title = Look(style=styles.title, keep=True)
        self.new_title = Look(style=styles.title, keep=True, new_page=True)
        self.heading_line = Look(style=styles.plan, keep=True)
        self.heading = Look(style=styles.heading, keep=True)
        self.subheading = Look(style=styles.subheading, keep=True)
        self.body = Look(style=styles.body)
        self.note = Look(style=styles.note)
