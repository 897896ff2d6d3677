"""Word, as offices print it: GB/T 9704 without the issuer's red head, number and seal."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from math import ceil
from typing import NamedTuple

from sciplan.base.answer import Answer, Closing, Opening, Part
from sciplan.formats.office import cards
from sciplan.formats.office.figures import on_paper
from sciplan.formats.office.layout import LONELY, roomy
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
from sciplan.formats.office.word_table import Block, WordTable
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
        self.tables = [[WordTable(table, style) for table in part.tables] for part in parts]
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
            self._turn(number)
            if not self._bears_title(part):
                self._say(next(headings), self.looks.heading)
            notes = () if part is not self.parts[-1] else self.answer.notes
            self._part(number, notes)
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

    @cached_property
    def _pages(self) -> list[PageSize]:
        """The page on which each part goes."""
        return [
            landscape(self.style)
            if part.landscape or any(table.is_wide(PORTRAIT) for table in tables)
            else PORTRAIT
            for part, tables in zip(self.parts, self.tables, strict=True)
        ]

    def _turn(self, number: int) -> None:
        part = self.parts[number]
        fresh = self.paper.turn(self._pages[number]) or (not number and not self.answer.bound)
        if part.own_pages:
            self._title(clean(part.title), new_page=not fresh, mark=mark_of(len(self.strips)))
        elif not number:
            self._named(new_page=not fresh)

    def _ends_a_page(self, number: int) -> bool:
        """Whether what comes after a part begins a page, or nothing comes."""
        after = number + 1
        return (
            after == len(self.parts)
            or self.parts[after].own_pages
            or self._pages[after] != self._pages[number]
        )

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
        if roomy(text) <= room:
            return text
        return "\n".join(broken(line, room) for line in text.split("  "))

    def _room(self, size: float) -> int:
        """Return how many halves of a character of a size a line of the page holds."""
        return int(self.paper.page.text_width / _MM / (size / 2))

    def _part(self, number: int, notes: Sequence[str]) -> None:
        part = self.parts[number]
        kept = bool(part.tables) or self._is_signed(number + 1)
        kept = kept and len(part.lead) <= _FEW
        for left, line in enumerate(part.lead, 1 - len(part.lead)):
            look = self._letter_look(line)
            ends = number + 1 == len(self.parts)
            goes_on = (number in self.ends and (left or not ends)) or (ends and left == -1)
            self._say(clean(line), look.kept if kept or goes_on else look)
        last = (*part.notes, *notes)
        if not part.tables:
            self._notes(last)
            return
        form, look = "（{}）", self.looks.subheading
        if self._bears_title(part):
            form, look = "{}、", self.looks.heading
        titles = [(title, look) for title in numbered((each.title for each in part.tables), form)]
        notes_of = [table.notes for table in part.tables]
        notes_of[-1] = (*notes_of[-1], *last)
        for (title, _), said, laid in zip(
            titles, notes_of, self._laid(number, titles, notes_of), strict=True
        ):
            if title:
                self._say(title, look)
            for block in laid.blocks:
                self.paper.add([block.xml])
                self.strips[-1].extend(block.strips)
            self._notes(said, kept=laid.kept)

    def _laid(
        self, number: int, titles: Sequence[tuple[str, Look]], notes: Sequence[Sequence[str]]
    ) -> list["_Laid"]:
        """Return a part's tables, set from the last on: what follows says where one may break.

        Args:
            number: Which part.
            titles: What stands above each table, and its look.
            notes: What stands below each.
        """
        page = self.paper.page
        whole = page.text_height / _MM
        follows = 0.0 if self._ends_a_page(number) else whole
        made: list[_Laid] = []
        tables = [table.arranged(page) for table in self.tables[number]]
        # Tables under one title have type of one size.
        usual = min((table.size(page) for table in tables if not table.dense), default=0.0)
        for table, (title, look), said in reversed(list(zip(tables, titles, notes, strict=True))):
            size = table.size(page) if table.dense else usual
            blocks = list(table.blocks(page, size, below=self._height(said), follows=follows))
            made.append(_Laid(blocks, kept=0 < follows < whole * LONELY))
            follows += self._height(said) + sum(
                strip.high for block in blocks for strip in block.strips
            )
            follows += _high(title, look, page) if title else 0.0
        return made[::-1]

    def _is_signed(self, number: int) -> bool:
        """Whether a part is where people sign: never alone on a page, without what they sign."""
        return number < len(self.parts) and any(
            table.by_hand and len(table.rows) <= _FEW for table in self.parts[number].tables
        )

    def _ends(self) -> set[int]:
        """Return the chapters of text that end a paper and stay together, a quarter of a page.

        So no last page shows the last of a few lines to write on; they are never half a page.
        """
        found: set[int] = set()
        page = PORTRAIT.text_height / _MM
        high = 0.0
        for number in range(len(self.parts) - 1, 0, -1):
            part = self.parts[number]
            if part.tables or part.landscape or self._bears_title(part):
                break
            said = [(part.title, self.looks.heading)]
            said += [(line, self._letter_look(line)) for line in part.lead]
            high += sum(_high(clean(text), look, PORTRAIT) for text, look in said)
            if high > page / 2:
                break
            found.add(number)
            if high >= page * LONELY:
                break
        return found

    def _letter_look(self, line: str) -> Look:
        if isinstance(line, Opening):
            return self.looks.opening
        return self.looks.closing if isinstance(line, Closing) else self.looks.body

    def _notes(self, notes: Sequence[str], *, kept: bool = False) -> None:
        """Write notes; they stay on one page, and so with the end of their table.

        Of many only the last ones do: no last page shows a line or two of them.

        Args:
            notes: A paragraph each.
            kept: Whether the last one stays on the page of what follows.
        """
        for left, note in enumerate(notes, 1 - len(notes)):
            keep = bool(left) and (len(notes) <= _FEW or left > -_FEW)
            keep = keep or (kept and not left)
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


class _Laid(NamedTuple):
    """A table ready for its pages.

    Args:
        blocks: What it is made of.
        kept: Whether its end stays on the page of what follows, which is too little for one.
    """

    blocks: Sequence[Block]
    kept: bool


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
