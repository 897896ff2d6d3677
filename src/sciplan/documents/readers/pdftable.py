"""Ruled tables in a PDF: cells between rules, merged cells filled in, lines within cells joined."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from sciplan.documents.readers.pdfdrawing import Rule
from sciplan.documents.readers.pdfium import Char, Sheet, Stamp
from sciplan.documents.readers.pdflines import PdfLine, pieces_of, rows_of
from sciplan.documents.words.bodies import bodies
from sciplan.documents.words.levels import LEVELS

_PADDING = 12.0
"""So much of a cell's width, in points, is left blank beside its text."""
_SAME = 3.0
"""Rules that are nearer than so many points are one."""
_MEET = 4.0
"""Rules that miss one another by so little meet."""
_OPEN = 10.0
"""Rules that reach so many points beyond the others bound cells that are open at the side."""
_ROW_ACROSS = 40.0
"""A row without rules down is no higher."""
_MIDDLE = 0.35
_EXACT = 0.7
_UNDERLINE = (-0.5, 0.25)
"""So much of their size do characters stand above a line that underlines or strikes them out."""
_REACH = 20
_FEWEST_OF_ONE_ROW = 3
"""A row alone has so many cells; fewer are a frame around text."""
_MOST_CROSSINGS = 4_000_000
_ENDS_NAME = bodies("line")
_BEGINS_NAME = tuple(f"{LEVELS}团各")


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table on a page.

    Args:
        top: Its upper edge.
        rows: Its cells; every row as long as the longest.
    """

    top: float
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Tabled:
    """A page's tables from the top, and what stands outside them."""

    tables: list[Ruled]
    outside: list[Char]
    stamps: list[Stamp]


def tables_of(sheet: Sheet) -> Tabled:
    """Return a page's tables, and what stands outside them."""
    bounds = _merged([*_without_underlines(sheet.rules or (), sheet.chars)])
    found = [cells for group in _tables(_groups(bounds)) if (cells := _Cells.of(group))]
    outside = [char for char in sheet.chars if not any(cells.take(char) for cells in found)]
    stamps = [stamp for stamp in sheet.stamps if not any(cells.turn(stamp) for cells in found)]
    tables = [cells.ruled() for cells in found if cells.chars]
    return Tabled(sorted(tables, key=lambda table: -table.top), outside, stamps)


def _without_underlines(rules: Iterable[Rule], chars: Iterable[Char]) -> Iterator[Rule]:
    """Yield rules but those under or through a stretch of text, and just as long."""
    heights: dict[int, list[Char]] = {}
    for char in chars:
        heights.setdefault(round(char.base), []).append(char)
    for rule in rules:
        around = range(round(rule.at) - _REACH, round(rule.at) + _REACH) if rule.across else ()
        text = [char for height in around for char in heights.get(height, ()) if _is_on(char, rule)]
        left = min((char.left for char in text), default=rule.end)
        right = max((char.right for char in text), default=rule.start)
        if left > rule.start + _EXACT or right < rule.end - _EXACT:
            yield rule


def _is_on(char: Char, rule: Rule) -> bool:
    inside = rule.start - _EXACT <= char.left and char.right <= rule.end + _EXACT
    low, high = _UNDERLINE
    return inside and low * char.size <= char.base - rule.at <= high * char.size


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Return rules with those that lie on one another, or go on from one another, made one."""
    found: list[Rule] = []
    for across in (False, True):
        ordered = sorted(rule for rule in rules if rule.across == across)
        places = _places(rule.at for rule in ordered)
        for at, same in groupby(
            ordered, key=lambda rule: places[bisect_right(places, rule.at) - 1]
        ):
            for rule in sorted(same, key=lambda rule: rule.start):
                last = found[-1] if found else None
                if last and last[:2] == (across, at) and rule.start <= last.end + _SAME:
                    found[-1] = last._replace(end=max(last.end, rule.end))
                else:
                    found.append(rule._replace(at=at))
    return [rule for rule in found if rule.end - rule.start > _SAME]


def _places(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SAME:
            found.append(place)
    return found


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return rules that cross or meet, group by group."""
    down = [rule for rule in rules if not rule.across]
    across = [rule for rule in rules if rule.across]
    if len(down) * len(across) > _MOST_CROSSINGS:
        return []
    groups: list[list[Rule]] = []
    left = {*rules}
    for first in rules:
        if first not in left:
            continue
        left.remove(first)
        group = [first]
        for rule in group:
            near = [o for o in (down if rule.across else across) if o in left and _meet(rule, o)]
            left.difference_update(near)
            group += near
        groups.append(group)
    return groups


def _meet(one: Rule, two: Rule) -> bool:
    return (
        two.start - _MEET <= one.at <= two.end + _MEET
        and one.start - _MEET <= two.at <= one.end + _MEET
    )


def _tables(groups: Iterable[list[Rule]]) -> list[list[Rule]]:
    """Return groups with those joined that a row across a table open at its sides parts."""
    found: list[list[Rule]] = []
    for group in sorted(groups, key=_top, reverse=True):
        if found and _is_open(found[-1]) and _is_open(group) and _is_under(group, found[-1]):
            found[-1] += group
        else:
            found.append(group)
    return found


def _top(rules: Sequence[Rule]) -> float:
    return max(rule.at if rule.across else rule.end for rule in rules)


def _is_open(rules: Sequence[Rule]) -> bool:
    across, down = _reach(rules), [rule.at for rule in rules if not rule.across]
    return bool(down and across) and (
        min(down) > across[0] + _OPEN or max(down) < across[1] - _OPEN
    )


def _is_under(lower: Sequence[Rule], upper: Sequence[Rule]) -> bool:
    low = min(rule.at if rule.across else rule.start for rule in upper)
    alike = all(
        abs(one - two) <= _SAME for one, two in zip(_reach(lower), _reach(upper), strict=True)
    )
    return alike and low - _top(lower) <= _ROW_ACROSS


def _reach(rules: Sequence[Rule]) -> tuple[float, ...]:
    across = [rule for rule in rules if rule.across]
    return (min(rule.start for rule in across), max(rule.end for rule in across)) if across else ()


@dataclass(slots=True)
class _Cells:
    """A table's cells, and the characters within each.

    Args:
        lefts: Where columns begin, and the right edge.
        lows: Where rows end, from below, and the upper edge.
        owners: Which cell each place belongs to: a merged cell covers several.
        chars: The characters of each cell.
    """

    lefts: list[float]
    lows: list[float]
    owners: dict[tuple[int, int], tuple[int, int]]
    chars: dict[tuple[int, int], list[Char]] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> "_Cells | None":
        """Return the cells between rules, None where they make no table."""
        down = [rule for rule in rules if not rule.across]
        across = [rule for rule in rules if rule.across]
        if not down or not across:
            return None
        lefts, lows = _edges(down, across), _edges(across, down)
        walls = _walls(down, lefts, lows)
        floors = {(row, column) for column, row in _walls(across, lows, lefts)}
        columns, rows = len(lefts) - 1, len(lows) - 1
        if columns < 2 or (rows < 2 and columns < _FEWEST_OF_ONE_ROW):
            return None
        return cls(lefts, lows, _owners(rows, columns, walls, floors))

    def owner(self, across: float, height: float) -> tuple[int, int] | None:
        """Return which cell a point lies in."""
        place = bisect_right(self.lows, height) - 1, bisect_right(self.lefts, across) - 1
        return self.owners.get(place)

    def take(self, char: Char) -> bool:
        """Take a character where it stands within the table."""
        owner = self.owner((char.left + char.right) / 2, char.base + _MIDDLE * char.size)
        if owner is not None:
            self.chars.setdefault(owner, []).append(char)
        return owner is not None

    def turn(self, stamp: Stamp) -> bool:
        """Take text on its side where it stands within one cell, as if set downwards."""
        owner, *others = {self.owner(*point) for point in stamp.points}
        if owner is None or others or not stamp.is_aside:
            return False
        left, top = stamp.points[0][0], max(height for _, height in stamp.points)
        self.chars.setdefault(owner, []).extend(
            Char(sign, left, left + stamp.size, top - number * stamp.size, stamp.size)
            for number, sign in enumerate(stamp.text)
        )
        return True

    def ruled(self) -> Ruled:
        """Return the table with its text."""
        columns: dict[tuple[int, int], list[int]] = {}
        for (_, column), owner in self.owners.items():
            columns.setdefault(owner, []).append(column)
        texts = {owner: self.text(owner, columns[owner]) for owner in self.chars}
        rows = [
            tuple(texts.get(self.owners[row, column], "") for column in range(len(self.lefts) - 1))
            for row in reversed(range(len(self.lows) - 1))
        ]
        return Ruled(self.lows[-1], tuple(rows))

    def text(self, owner: tuple[int, int], columns: Sequence[int]) -> str:
        pieces = pieces_of(self.chars[owner])
        width = self.lefts[max(columns) + 1] - self.lefts[min(columns)]
        return joined([*rows_of(pieces)], width - _PADDING)


def _edges(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[float]:
    """Return where columns or rows part, with the outer edges of a table that is open there."""
    edges = _places(rule.at for rule in rules)
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    return [
        *([first] if first < edges[0] - _OPEN else []),
        *edges,
        *([last] if last > edges[-1] + _OPEN else []),
    ]


def _walls(
    rules: Sequence[Rule], edges: Sequence[float], along: Sequence[float]
) -> set[tuple[int, int]]:
    """Return which places have a rule in front: by number along it, and of the edge."""
    return {
        (number, bisect_right(edges, rule.at + _SAME / 2) - 1)
        for rule in rules
        for number, (start, end) in enumerate(pairwise(along))
        if rule.start <= (start + end) / 2 <= rule.end
    }


def _owners(
    rows: int, columns: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each place the first that no rule parts it from."""
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for first in ((row, column) for row in range(rows) for column in range(columns)):
        if first in owners:
            continue
        owners[first] = first
        region = [first]
        for row, column in region:
            near = [
                *([(row, column + 1)] if (row, column + 1) not in walls else []),
                *([(row, column - 1)] if (row, column) not in walls else []),
                *([(row + 1, column)] if (row + 1, column) not in floors else []),
                *([(row - 1, column)] if (row, column) not in floors else []),
            ]
            for place in near:
                inside = 0 <= place[0] < rows and 0 <= place[1] < columns
                if inside and place not in owners:
                    owners[place] = first
                    region.append(place)
    return owners


# Lines of a cell -----------------------------------------------------------------------------


def joined(lines: Sequence[PdfLine], width: float) -> str:
    """Return a cell's text: a line that fills the cell goes on in the next.

    Args:
        lines: Its lines, from the top.
        width: How wide its text can be.
    """
    text = "".join(
        line.text + ("" if _goes_on(line, after, width) else "\n")
        for line, after in pairwise(lines)
    )
    return text + "".join(line.text for line in lines[-1:])


def _goes_on(before: PdfLine, line: PdfLine, width: float) -> bool:
    if len(before.text) == len(line.text) == 1:
        return True  # set downwards
    full = before.fills(width - (before.right - before.left), line)
    # A list of one name a line looks alike where a name just fills the cell.
    names = before.text.endswith(_ENDS_NAME) and line.text.startswith(_BEGINS_NAME)
    return full and not names
