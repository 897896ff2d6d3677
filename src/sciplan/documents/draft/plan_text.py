"""Which blocks of a document are the plan's own text, and its outline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sciplan.documents.clauses.finding import find
from sciplan.documents.outline import head as heads
from sciplan.documents.outline.frame import without_annexes, without_contents, without_signature
from sciplan.documents.outline.outline import OutlineItem, outline
from sciplan.documents.readers.document import Block, Document, Grid, Paragraph
from sciplan.documents.tables.arrangement import arranged, sections
from sciplan.documents.words.mentions import may_be_clause


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """A document in order, and its plan's own text within it.

    Args:
        everything: All paragraphs, those around the plan's own text too.
        furniture: The paragraphs of a web page around the document.
        blocks: The plan's own text, from behind its title up to the signature, and all tables.
        trees: Its outline, then those of annexes that hold tables of tasks.
        left: The paragraphs that are none of the plan's own text → what they are.
    """

    everything: Sequence[Paragraph]
    furniture: Sequence[Paragraph]
    blocks: Sequence[Block]
    trees: Sequence[OutlineItem]
    left: Mapping[Paragraph, str]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The plan's own text."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    @property
    def grids(self) -> list[Grid]:
        """All tables."""
        return [block for block in self.blocks if isinstance(block, Grid)]


def plan_text_of(document: Document, stem: str) -> PlanText:
    """Return a cleaned document in order.

    Args:
        document: The document.
        stem: Its file's name without the ending, which may be all the title there is.
    """
    blocks = arranged(document.blocks)
    everything = [block for block in blocks if isinstance(block, Paragraph)]
    paragraphs, furniture = heads.without_furniture(everything)
    title = heads.facts(everything, (), stem, document.meta).title
    start = heads.body_start(_above_clauses(paragraphs), title)
    unsigned = without_signature(paragraphs[start:])
    own = without_contents(unsigned)
    kept = _between(blocks, own)
    parts = sections(kept)
    listed = [_without_lists(part) for part in parts]
    return PlanText(
        everything=everything,
        furniture=furniture,
        blocks=kept,
        trees=[outline(part, title) for part in listed],
        left={
            **dict.fromkeys(furniture, "网页附属文字"),
            **_gone(document.blocks, blocks, "表的标题"),
            **_gone(paragraphs[start:], unsigned, "落款、抄送"),
            **_gone(unsigned, own, "目录"),
            **_gone([*chain(*parts)], [*chain(*listed)], "附件目录"),
        },
    )


def _gone(before: Sequence[Block], after: Sequence[Block], why: str) -> dict[Paragraph, str]:
    """Return the paragraphs that a step leaves out, each with what it is."""
    kept = {one for one in after if isinstance(one, Paragraph)}
    return {one: why for one in before if isinstance(one, Paragraph) and one not in kept}


def _between(blocks: Sequence[Block], paragraphs: Sequence[Paragraph]) -> list[Block]:
    """Return paragraphs of a document with all its tables, each at its place.

    Args:
        blocks: The document.
        paragraphs: Some of its paragraphs, in its order.
    """
    kept: list[Block] = []
    left = iter(paragraphs)
    sought = next(left, None)
    for block in blocks:
        if isinstance(block, Grid):
            kept.append(block)
        elif block == sought:
            kept.append(block)
            sought = next(left, None)
    return kept


def _without_lists(blocks: Sequence[Block]) -> list[Block]:
    """Leave out lists of annexes."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    return _between(blocks, without_annexes(paragraphs))


def _above_clauses(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Return the paragraphs before the first that has a clause."""
    for place, paragraph in enumerate(paragraphs):
        if may_be_clause(paragraph.text) and find(paragraph.text):
            return paragraphs[:place]
    return paragraphs
