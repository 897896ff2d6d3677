"""The clauses of an outline: each item's own, or its sentences where those are what there is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from sciplan.documents.clauses.finding import FoundClause
from sciplan.documents.clauses.groups import Group
from sciplan.documents.outline.outline import OutlineItem
from sciplan.documents.outline.texts import PREFACE, SUPPORT, Text, tidy
from sciplan.documents.readers.document import Grid, Paragraph
from sciplan.documents.words.markers import PART

_MANY = 6
"""Among so many items a single sentence is no way to share out tasks; it is told as not read."""
Finder = Callable[[str], list[FoundClause]]


@dataclass(slots=True)
class ClauseReader:
    """Reads the clauses of an outline's items, each once.

    Args:
        clauses: Finds the clauses of a text.
        prose: Finds the sentences that assign a text's task.
        tables: What tables tell.
    """

    clauses: Finder
    prose: Finder
    tables: Mapping[Grid, Group]
    find: Finder = field(init=False)
    _texts: dict[int, Text] = field(default_factory=dict)
    _marks: bool = False
    """Whether brackets or labels set clauses apart in this document."""

    def read_all(self, top: OutlineItem) -> None:
        """Find every item's clauses, or its sentences where those are what the document has.

        In a document with clauses, a sentence that gives a body a part of the work is no clause.
        """
        self.find = self.clauses
        for item in top.walk():
            self._texts[id(item)] = self.read(item.paragraphs)
        self._marks = any(one.marked for text in self._texts.values() for one in text.clauses)
        for item in top.items:
            self._leave_prose(item)
        told = sum(map(_weight, self._texts.values())) + self._told_by_tables(top)
        spoken = {id(item): self._spoken(item) for item in self._speaking(top)}
        some = {key: text for key, text in spoken.items() if text.clauses}
        alone = len(some) == 1 and len(spoken) >= _MANY
        if len(some) > told and not alone:
            self.find = self.prose
            self._texts |= some

    def _told_by_tables(self, top: OutlineItem) -> int:
        grids = (grid for item in top.walk() for grid in item.tables)
        return sum(1 for grid in grids if grid in self.tables for _ in self.tables[grid].walk())

    def _leave_prose(self, item: OutlineItem) -> None:
        """Take no running sentence for a clause where a heading's items say who steers the whole.

        In a document whose clauses stand in brackets or behind labels, 保障措施 holds provisions.
        """
        title = tidy(item.title)
        if PREFACE.fullmatch(title) and self._marks:
            self.own(item).clauses = [one for one in self.own(item).clauses if one.marked]
        if not SUPPORT.fullmatch(title) or (item.rank > PART and not item.items):
            for inner in item.items:
                self._leave_prose(inner)
            return
        texts = [self.own(inner) for inner in item.walk()]
        if self._marks and not any(_is_shared_out(one) for text in texts for one in text.clauses):
            for text in texts:
                text.clauses = []

    def _speaking(self, item: OutlineItem) -> Iterator[OutlineItem]:
        """Yield the items without a clause whose sentences may assign a task."""
        title = tidy(item.title)
        if PREFACE.fullmatch(title) or SUPPORT.fullmatch(title):
            return
        if not self.own(item).clauses and (item.marker or not item.items):
            yield item
        for inner in item.items:
            yield from self._speaking(inner)

    def _spoken(self, item: OutlineItem) -> Text:
        """Return an item's text with its sentences; a title that is one is text too."""
        title = Paragraph(f"{item.title}。", item.line)
        also = [title] if item.title and self.prose(title.text) else []
        return self.read([*also, *item.paragraphs], self.prose)

    def own(self, item: OutlineItem) -> Text:
        """Return an item's own text, without what stands under it."""
        return self._texts[id(item)]

    def read(self, paragraphs: Sequence[Paragraph], finder: Finder | None = None) -> Text:
        """Return paragraphs as one text with its clauses."""
        text = "\n".join(paragraph.text for paragraph in paragraphs)
        sizes = (len(paragraph.text) + 1 for paragraph in paragraphs)
        starts = [*accumulate(sizes, initial=0)][:-1]
        return Text(text, paragraphs, starts, (finder or self.find)(text))


def _is_shared_out(clause: FoundClause) -> bool:
    """Whether a clause is set apart, or tells who leads and who cooperates."""
    return clause.marked or bool(clause.said and clause.said.lead and clause.said.cooperating)


def _weight(text: Text) -> int:
    """Return how many items with sentences a text with clauses outweighs."""
    return 2 if any(one.marked for one in text.clauses) else int(bool(text.clauses))
