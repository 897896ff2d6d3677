"""numbering.xml: the number that Word writes before a paragraph (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sciplan.documents.readers.word.formats import written
from sciplan.documents.readers.word.names import NAMES, VAL, at, full, switch, value, whole
from sciplan.documents.readers.word.styles import Styles

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import Element

_LEVEL, _NUM, _ABSTRACT = full("w:ilvl"), full("w:numId"), full("w:abstractNumId")
_DEEPEST = 8
_PLACEHOLDER = re.compile(r"%([1-9])")
BULLET = "●"


@dataclass(frozen=True, slots=True)
class Level:
    """How the numbers of one level are counted and written.

    Args:
        format: The format's name; "none" for no number, "bullet" for a sign.
        text: What is written, %1 standing for the number of the first level.
        start: The first number; 0 where nothing is said.
        restart: Begins anew behind a level above this one, 1 being the first; 0: never; None: any.
        suffix: What follows: tab, space, nothing.
        legal: Whether every number in it is written in digits.
        style: The paragraph style that has this level.
    """

    format: str
    text: str
    start: int
    restart: int | None
    suffix: str
    legal: bool
    style: str | None

    def restarts_behind(self, above: int, depth: int) -> bool:
        """Whether the level at a depth begins anew behind one above it."""
        return above < (depth if self.restart is None else min(self.restart, depth))


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbering definition (w:num): the levels of an abstract one, with changes of its own.

    Args:
        abstract: The abstract definition; all that share it count on together.
        levels: Its levels by depth.
        starts: Depth → the number from which this one begins.
        linked: Paragraph style → the level that names it.
    """

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]
    linked: Mapping[str, int]


@dataclass(slots=True)
class Numbering:
    """Counts a document's automatic numbers, paragraph by paragraph.

    Args:
        nums: Numbering definitions by id.
        styles: The file's styles.
        counts: Abstract definition → depth → the number reached.
        begun: Definitions whose own start has been used: it counts once.
    """

    nums: Mapping[str, Numbered]
    styles: Styles
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: "Element | None", styles: Styles) -> "Numbering":
        """Read numbering.xml, None for no such part."""
        return cls({} if root is None else dict(_nums(root)), styles)

    def before(self, text: str, paragraph: "Element") -> str:
        """Return a paragraph's text behind its number, which never touches a digit; count on."""
        place = self._place(paragraph)
        if place is None:
            return text
        ident, depth = place
        num = self.nums[ident]
        self._count(ident, num, depth)
        number = _shown(num, depth, self.counts[num.abstract])
        text = text.lstrip("\n") if number else text
        apart = num.levels[depth].suffix != "nothing" and number[-1:].isalnum()
        blank = " " if number and text and (apart or text[0].isdecimal()) else ""
        return f"{number}{blank}{text}"

    def _place(self, paragraph: "Element") -> tuple[str, int] | None:
        """Return a paragraph's definition and level: each its own, else from the nearest style."""
        chain = self.styles.chain(self.styles.of_paragraph(paragraph))
        own = value(paragraph, "w:pPr/w:numPr/w:numId")
        ident = next((one for one in (own, *(s.list_id for s in chain)) if one is not None), "0")
        num = self.nums.get(ident)
        if num is None:
            return None
        depths: list[int | None] = [whole(value(paragraph, "w:pPr/w:numPr/w:ilvl"))]
        for style in chain:
            # A level that names the style comes before what the style says (17.9.23).
            depths += [num.linked.get(style.ident), whole(style.level)]
        depth = next((one for one in depths if one is not None), 0)
        return (ident, depth) if depth in num.levels else None

    def _count(self, ident: str, num: Numbered, depth: int) -> None:
        counts = self.counts.setdefault(num.abstract, {})
        for above in range(depth):
            # A level that was left out counts as begun: 1.1.1 is followed by 1.2.
            if above not in counts and above in num.levels:
                counts[above] = num.levels[above].start
        if depth in num.starts and ident not in self.begun:
            self.begun.add(ident)
            counts[depth] = num.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else num.levels[depth].start
        for below in [one for one in counts if one > depth]:
            if below not in num.levels or num.levels[below].restarts_behind(depth, below):
                del counts[below]


def _shown(num: Numbered, depth: int, counts: Mapping[int, int]) -> str:
    level = num.levels[depth]
    before, *rest = _PLACEHOLDER.split(level.text)
    if level.format == "bullet":
        # Which sign it is depends on the font: it parts items all the same.
        return BULLET if len(level.text) == 1 else level.text
    if level.format == "none":
        return before + (rest[-1] if rest else "")
    said = before
    for digit, behind in zip(rest[::2], rest[1::2], strict=True):
        above, count = num.levels.get(int(digit) - 1), counts.get(int(digit) - 1)
        if above is None or count is None or above.format == "bullet":
            said += behind
        elif above.format != "none":  # what would part it from the next goes with its number
            said += (str(count) if level.legal else written(count, above.format)) + behind
    return said


# Reading the part -----------------------------------------------------------------------------


def _nums(root: "Element") -> Iterator[tuple[str, Numbered]]:
    abstracts = {one.get(_ABSTRACT, ""): one for one in root.iterfind("w:abstractNum", NAMES)}
    levels = {ident: dict(_levels(one)) for ident, one in abstracts.items()}
    # A numbering style may hold the levels of a list.
    owners = {value(one, "w:styleLink"): ident for ident, one in abstracts.items()}
    for num in root.iterfind("w:num", NAMES):
        ident = num.get(_NUM, "")
        abstract = value(num, "w:abstractNumId") or ""
        if abstract in abstracts and ident != "0":
            linked = value(abstracts[abstract], "w:numStyleLink")
            owner = owners.get(linked, abstract) if linked else abstract
            yield ident, _numbered(num, owner, levels[owner])


def _numbered(num: "Element", abstract: str, shared: Mapping[int, Level]) -> Numbered:
    levels, starts = dict(shared), {}
    for change in num.iterfind("w:lvlOverride", NAMES):
        depth = whole(change.get(_LEVEL))
        start = whole(value(change, "w:startOverride"))
        if depth is not None and start is not None:
            starts[depth] = start
        whole_level = at(change, "w:lvl")
        if depth is not None and whole_level is not None:
            levels[depth] = _level(whole_level)
    linked = {level.style: depth for depth, level in levels.items() if level.style}
    return Numbered(abstract, levels, starts, linked)


def _levels(abstract: "Element") -> Iterator[tuple[int, Level]]:
    for element in abstract.iterfind("w:lvl", NAMES):
        depth = whole(element.get(_LEVEL))
        if depth is not None and depth <= _DEEPEST:
            yield depth, _level(element)


def _level(element: "Element") -> Level:
    return Level(
        format=value(element, "w:numFmt") or "decimal",
        text=_text(element),
        start=whole(value(element, "w:start")) or 0,
        restart=whole(value(element, "w:lvlRestart")),
        suffix=value(element, "w:suff") or "tab",
        legal=bool(switch(element, "w:isLgl")),
        style=value(element, "w:pStyle"),
    )


def _text(level: "Element") -> str:
    if switch(level, "w:rPr/w:vanish"):
        return ""
    if at(level, "w:lvlPicBulletId") is not None:
        return BULLET
    found = at(level, "w:lvlText")
    return "" if found is None else found.get(VAL, "")
