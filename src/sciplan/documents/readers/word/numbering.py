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
_FORMAT = full("w:format")
_DEEPEST = 8
_PLACEHOLDER = re.compile(r"%([1-9])")
_MOST_LINKS = 8
"""From a list to the style that holds it, to that style's list, and so on; circles end here."""
BULLET = "●"


@dataclass(frozen=True, slots=True)
class Level:
    """How the numbers of one level are counted and written.

    Args:
        format: The format's name; "none" for no number, "bullet" for a sign.
        custom: The pattern of a custom format.
        text: What is written, %1 standing for the number of the first level.
        start: The first number; 0 where nothing is said.
        restart: Begins anew behind a level above this one, 1 being the first; 0: never; None: any.
        suffix: What follows: tab, space, nothing.
        legal: Whether every number in it is written in digits.
        style: The paragraph style that has this level.
    """

    format: str
    custom: str
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
        shared: The abstract definition's levels without changes.
        linked: Paragraph style → the level that names it.
    """

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]
    shared: Mapping[int, Level]
    linked: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A number as written, and what parts it from the text."""

    text: str = ""
    suffix: str = "nothing"

    def before(self, text: str) -> str:
        """Return the text with its number, which never touches a digit."""
        text = text.lstrip("\n") if self.text else text
        apart = self.suffix != "nothing" and self.text[-1:].isalnum()
        blank = " " if self.text and text and (apart or text[0].isdecimal()) else ""
        return f"{self.text}{blank}{text}"


NO_MARK = Mark()


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
        return cls({} if root is None else dict(_nums(root, styles)), styles)

    def mark(self, paragraph: "Element") -> Mark:
        """Return the number that Word shows before a paragraph, and count on."""
        place = self._place(paragraph)
        if place is None:
            return NO_MARK
        ident, depth = place
        num = self.nums[ident]
        self._count(ident, num, depth)
        return Mark(_shown(num, depth, self.counts[num.abstract]), num.levels[depth].suffix)

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
            if above not in counts and above in num.shared:
                counts[above] = num.shared[above].start
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
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return before + "".join(
        _number(num.levels.get(int(digit) - 1), counts.get(int(digit) - 1), legal=level.legal)
        + behind
        for digit, behind in pairs
        if not _is_unwritten(num.levels.get(int(digit) - 1))
    )


def _is_unwritten(level: Level | None) -> bool:
    """Whether a level above has no number: what would part it from the next goes too."""
    return level is not None and level.format == "none"


def _number(level: Level | None, count: int | None, *, legal: bool) -> str:
    if level is None or count is None or level.format == "bullet":
        return ""
    return str(count) if legal else written(count, level.format, level.custom)


# Reading the part -----------------------------------------------------------------------------


def _nums(root: "Element", styles: Styles) -> Iterator[tuple[str, Numbered]]:
    abstracts = {one.get(_ABSTRACT, ""): one for one in root.iterfind("w:abstractNum", NAMES)}
    links = {
        num.get(_NUM, ""): value(num, "w:abstractNumId") or ""
        for num in root.iterfind("w:num", NAMES)
    }
    levels = {ident: dict(_levels(one)) for ident, one in abstracts.items()}
    named = {
        style.ident: links[style.list_id]
        for style in styles.by_id.values()
        if style.list_id in links
    } | {value(one, "w:styleLink") or "": ident for ident, one in abstracts.items()}
    for num in root.iterfind("w:num", NAMES):
        ident = num.get(_NUM, "")
        abstract = _owner(links[ident], abstracts, named)
        if abstract in abstracts and ident != "0":
            yield ident, _numbered(num, abstract, levels[abstract])


def _owner(ident: str, abstracts: Mapping[str, "Element"], named: Mapping[str, str]) -> str:
    """Return the abstract definition that has the levels: a numbering style may hold them."""
    for _ in range(_MOST_LINKS):
        style = value(abstracts[ident], "w:numStyleLink") if ident in abstracts else None
        if style is None or style not in named:
            break
        ident = named[style]
    return ident


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
    return Numbered(abstract, levels, starts, shared, linked)


def _levels(abstract: "Element") -> Iterator[tuple[int, Level]]:
    for element in abstract.iterfind("w:lvl", NAMES):
        depth = whole(element.get(_LEVEL))
        if depth is not None and depth <= _DEEPEST:
            yield depth, _level(element)


def _level(element: "Element") -> Level:
    form = at(element, "w:numFmt")
    if form is None:  # a format that old programs don't know stands beside one that they do
        form = at(element, "mc:AlternateContent/mc:Choice/w:numFmt")
    return Level(
        format="decimal" if form is None else form.get(VAL, "decimal"),
        custom="" if form is None else form.get(_FORMAT, ""),
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
