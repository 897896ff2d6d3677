"""Which items hold a row of tasks, a paragraph each, under a heading."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sciplan.documents.outline.clausetexts import ClauseReader
from sciplan.documents.outline.outline import OutlineItem, split_title
from sciplan.documents.outline.texts import (
    BLANK,
    TITLE_LIKE,
    all_ordinal,
    is_apart,
    own_title,
    pieces,
    titled_pieces,
)
from sciplan.documents.readers.document import Paragraph
from sciplan.documents.words.markers import SECTION


@dataclass(slots=True)
class RowTeller:
    """Tells items whose paragraphs are tasks of their own.

    Args:
        reader: Has the items' clauses.
        like: Items of one paragraph beside items whose paragraphs are tasks of their own.
    """

    reader: ClauseReader
    like: set[int] = field(default_factory=set)

    def read_all(self, top: OutlineItem) -> None:
        """Find the items that are like those beside them."""
        for item in top.walk():
            self.like |= self._beside_rows(item)

    def is_row(self, item: OutlineItem) -> bool:
        """Whether an item's paragraphs are tasks of their own: each has a title and a clause.

        Under a heading that stands on its own line, paragraphs without titles are tasks too, as
        are the stretches of one, if they have titles or count themselves: 一是……（甲）二是……（乙）.
        """
        return self._is_titled_row(item) or (
            item.titled
            and (
                id(item) in self.like
                or self._is_untitled_row(item)
                or all_ordinal(self.reader.own(item))
                or self.is_titled_run(item)
            )
        )

    def _beside_rows(self, item: OutlineItem) -> set[int]:
        """Return the items under one that hold one paragraph with a title, if others hold rows.

        A heading over one paragraph names it, but where that has a title of its own as others do.
        """
        apart = [inner for inner in item.items if self._is_heading_alone(inner)]
        if not any(self.is_row(inner) for inner in apart):
            return set()
        alone = ((inner, self._texts_with_clause(inner)) for inner in apart)
        return {id(inner) for inner, texts in alone if len(texts) == 1 and self._has_title(*texts)}

    def _has_title(self, text: str) -> bool:
        """Whether a paragraph opens with a title, more than its clause behind it."""
        return bool(own_title(text[: self.reader.find(text)[0].start])[0])

    def _is_heading_alone(self, item: OutlineItem) -> bool:
        """Whether an item is a heading on its own line with nothing but paragraphs under it."""
        alone = item.titled and item.marker is not None and not item.items
        return alone and bool(item.paragraphs) and is_apart(item)

    def is_titled_run(self, item: OutlineItem) -> bool:
        """Whether all that stands under a heading is one paragraph of stretches with titles."""
        text = self.reader.own(item)
        if item.marker is None or len(text.clauses) < 2 or not is_apart(item):
            return False
        first, *others = pieces(text)
        return bool(own_title(first)[0] and titled_pieces(others))

    def _is_titled_row(self, item: OutlineItem) -> bool:
        if item.rank > SECTION:
            return False
        titles = [split_title(text)[0] for text in self._texts_with_clause(item)[1:]]
        short = sum(len(title) <= TITLE_LIKE for title in titles)
        return bool(titles) and short * 2 >= len(titles)

    def _is_untitled_row(self, item: OutlineItem) -> bool:
        if item.marker is None or any(clause.prose for clause in self.reader.own(item).clauses):
            return False
        return is_apart(item) and len(self._texts_with_clause(item)) > 1

    def _texts_with_clause(self, item: OutlineItem) -> list[str]:
        """Return an item's paragraphs that hold text and a clause behind it."""
        return [
            paragraph.text
            for paragraph in self.whole(item.paragraphs)
            if any(clause.start or clause.prose for clause in self.reader.find(paragraph.text))
        ]

    def whole(self, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """Return paragraphs, a clause on a line of its own put behind the one it is about."""
        whole: list[Paragraph] = []
        for paragraph in paragraphs:
            text = paragraph.text
            clauses = self.reader.find(text)
            around = f"{text[: clauses[0].start]}{text[clauses[-1].end :]}" if clauses else text
            if whole and clauses and not (clauses[0].prose or around.strip(BLANK)):
                whole[-1] = whole[-1].saying(f"{whole[-1].text}\n{text}")
            else:
                whole.append(paragraph)
        return whole
