"""Word, as offices print it: GB/T 9704 without the issuer's red head, number and seal."""

from collections.abc import Iterator, Sequence
from math import ceil

from sciplan.base.answer import Answer, Closing, Opening, Part
from sciplan.base.width import printed_width
from sciplan.formats.office import cards
from sciplan.formats.office.figures import on_paper
from sciplan.formats.office.looks import (
    HEADING_LINE_SIZE,
    TABLE_SIZES,
    TITLE_SIZE,
    Look,
    styles_of,
)
from sciplan.formats.office.outline import numbered, title_of
from sciplan.formats.office.pages import Strip, page_starts
from sciplan.formats.office.text import clean, lines
from sciplan.formats.office.titles import broken
from sciplan.formats.office.word import (
    PORTRAIT,
    PageSize,
    WordDocument,
    contents_line,
    landscape,
    mark_of,
    paragraph,
)
from sciplan.formats.office.word_table import WordTable
from sciplan.plan.style import PaperStyle

_FEW = 5
"""Lines before a table or after it that stay with it."""
_CONTENTS = "目　录"
_MM = 25.4 / 72


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
        self.ends = self._ends()
        self.strips: list[list[Strip]] = [[]]
        """What each part's pages are made of."""

    def write(self) -> None:
        """Write title, parts and footnotes."""
        chapters = [part.title for part in self.parts if not self._bears_title(part)]
        headings = numbered(chapters, "{}、")
        if not self.parts:
            self._title(self.title, new_page=False)
        for number, part in enumerate(self.parts):
            self.strips.append([])
            tables = [WordTable(table, self.style) for table in part.tables]
            self._turn(part, tables, first=number == 0)
            if not self._bears_title(part):
                self._say(next(headings), self.looks.heading)
            notes = () if part is not self.parts[-1] else self.answer.notes
            self._part(number, tables, notes)
        if not self.parts:
            self._notes(self.answer.notes)
        if self.answer.bound:
            self.paper.begin_with(self._contents())

    def _say(self, text: str, look: Look, mark: str = "") -> None:
        """Write a paragraph."""
        self.paper.add([paragraph(text, look, mark)])
        self.strips[-1].append(Strip(_high(text, look, self.paper.page), look.keep))

    def _bears_title(self, part: Part) -> bool:
        """Whether the part's title is a paper's, not a chapter's."""
        return part.own_pages or clean(part.title) == self.title

    def _turn(self, part: Part, tables: Sequence[WordTable], *, first: bool) -> None:
        wide = part.landscape or any(table.is_wide(PORTRAIT) for table in tables)
        page = landscape(self.style) if wide else PORTRAIT
        fresh = self.paper.turn(page) or (first and not self.answer.bound)
        if part.own_pages:
            self._title(clean(part.title), new_page=not fresh, mark=mark_of(len(self.strips)))
        elif first:
            self._named(new_page=not fresh)

    def _named(self, *, new_page: bool) -> None:
        """Write the paper's title, with what stands above it."""
        label, above = clean(self.answer.label), clean(self.answer.above)
        if label:
            self._say(label, self.looks.new_label if new_page else self.looks.label)
        if above:
            plain = label or not new_page
            look = self.looks.above if plain else self.looks.new_above
            self._say(broken(above, self._room(TITLE_SIZE)), look)
        self._title(self.title, new_page=new_page and not label and not above)

    def _title(self, title: str, *, new_page: bool, mark: str = "") -> None:
        look = self.looks.new_title if new_page else self.looks.title
        self._say(broken(title, self._room(TITLE_SIZE)), look, mark)
        self._say(self._heading(), self.looks.heading_line)

    def _heading(self) -> str:
        """Return the line that says whose plan it is, broken before the number where it is long."""
        text = clean(self.answer.heading)
        room = self._room(HEADING_LINE_SIZE)
        if printed_width(text) <= room:
            return text
        return "\n".join(broken(line, room) for line in text.split("  "))

    def _room(self, size: float) -> int:
        """Return how many halves of a character of a size a line of the page holds."""
        return int(self.paper.page.text_width / _MM / (size / 2))

    def _part(self, number: int, tables: Sequence[WordTable], notes: Sequence[str]) -> None:
        part = self.parts[number]
        kept = bool(tables) or self._is_signed(number + 1)
        kept = kept and len(part.lead) <= _FEW
        for left, line in enumerate(part.lead, 1 - len(part.lead)):
            look = self._letter_look(line)
            ends = number + 1 == len(self.parts)
            goes_on = (number in self.ends and (left or not ends)) or (ends and left == -1)
            self._say(clean(line), look.kept if kept or goes_on else look)
        form, look = "（{}）", self.looks.subheading
        if self._bears_title(part):
            form, look = "{}、", self.looks.heading
        titles = numbered((table.title for table in part.tables), form)
        last = (*part.notes, *notes)
        for place, (table, title) in enumerate(zip(tables, titles, strict=True), 1):
            if title:
                self._say(title, look)
            below = (*table.table.notes, *(last if place == len(tables) else ()))
            for block in table.blocks(self.paper.page, below=self._height(below)):
                self.paper.add([block.xml])
                self.strips[-1].extend(block.strips)
            self._notes(below)
        if not tables:
            self._notes(last)

    def _is_signed(self, number: int) -> bool:
        """Whether a part is where people sign: never alone on a page, without what they sign."""
        return number < len(self.parts) and any(
            table.by_hand and len(table.rows) <= _FEW for table in self.parts[number].tables
        )

    def _ends(self) -> set[int]:
        """Return the chapters of text that end a paper and stay together, up to half a page.

        So no last page shows the last of a few lines to write on.
        """
        found: set[int] = set()
        room = PORTRAIT.text_height / _MM / 2
        for number in range(len(self.parts) - 1, 0, -1):
            part = self.parts[number]
            if part.tables or part.landscape or self._bears_title(part):
                break
            said = [(part.title, self.looks.heading)]
            said += [(line, self._letter_look(line)) for line in part.lead]
            room -= sum(_high(clean(text), look, PORTRAIT) for text, look in said)
            if room < 0:
                break
            found.add(number)
        return found

    def _letter_look(self, line: str) -> Look:
        if isinstance(line, Opening):
            return self.looks.opening
        return self.looks.closing if isinstance(line, Closing) else self.looks.body

    def _notes(self, notes: Sequence[str]) -> None:
        """Write notes; they stay on one page, and so with the end of their table.

        Of many only the last ones do: no last page shows a line or two of them.
        """
        for left, note in enumerate(notes, 1 - len(notes)):
            keep = bool(left) and (len(notes) <= _FEW or left > -_FEW)
            self._say(clean(note), self.looks.note.kept if keep else self.looks.note)

    def _height(self, notes: Sequence[str]) -> float:
        """Return roughly how high notes are that stay with their table, in points."""
        room = self.paper.page.text_width / _MM / (TABLE_SIZES[0] / 2)
        held = notes if len(notes) <= _FEW else notes[:1]
        return sum(lines(clean(note), room) for note in held) * self.style.table_spacing

    def _contents(self) -> Iterator[str]:
        """Yield the list of parts, each with the page on which it begins."""
        yield paragraph(clean(self.title), self.looks.title)
        yield paragraph(_CONTENTS, self.looks.heading_line)
        line = self.looks.contents
        page_height = PORTRAIT.text_height / _MM
        above = self.looks.title.style.spacing + 2 * self.looks.heading_line.style.spacing
        page = 1 + ceil((above + len(self.parts) * line.style.spacing) / page_height)
        for number, (part, strips) in enumerate(zip(self.parts, self.strips[1:], strict=True), 2):
            yield contents_line(clean(part.title), line, mark_of(number), page)
            page += 1 + len(page_starts(strips, page_height))


def _high(text: str, look: Look, page: PageSize) -> float:
    """Return roughly how high a paragraph is, in points."""
    style = look.style
    room = page.text_width / _MM / (style.size / 2)
    high = lines("　" * style.indent + text, room) * style.spacing
    return style.before + high + style.after


class _Looks:
    """The looks of a paper's paragraphs.

    Args:
        style: The look of papers.
    """

    def __init__(self, style: PaperStyle) -> None:
        styles = styles_of(style)
        self.title = Look(style=styles.title, keep=True)
        self.new_title = Look(style=styles.title, keep=True, new_page=True)
        self.label = Look(style=styles.label, keep=True)
        self.new_label = Look(style=styles.label, keep=True, new_page=True)
        self.above = Look(style=styles.above, keep=True)
        self.new_above = Look(style=styles.above, keep=True, new_page=True)
        self.heading_line = Look(style=styles.plan, keep=True)
        self.heading = Look(style=styles.heading, keep=True)
        self.subheading = Look(style=styles.subheading, keep=True)
        self.body = Look(style=styles.body)
        self.opening = Look(style=styles.opening)
        self.closing = Look(style=styles.closing)
        self.note = Look(style=styles.note)
        self.contents = Look(style=styles.contents)
