"""Which names a whole document knows as bodies', before its outline is cut.

A name is evidence: what stands in a closed bracket beside a word of role, behind a label, in a
column of units, or again and again alone in a last bracket, is a body's, whatever it ends in.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sciplan.documents.clauses.attribution import parse_list
from sciplan.documents.clauses.finding import find
from sciplan.documents.clauses.spans import brackets
from sciplan.documents.readers.document import Block, Grid, Paragraph
from sciplan.documents.words.labels import label_role
from sciplan.documents.words.levels import LEVELS
from sciplan.documents.words.markers import marker_at
from sciplan.documents.words.mentions import may_be_clause
from sciplan.documents.words.names import is_body, is_whole_name, may_be_body, pieces
from sciplan.documents.words.roles import is_role

_LONGEST_LIST = 400
_HEADING_ROWS = 3
"""A table's headings stand within so many rows."""
_LAST = re.compile(r"[。；;]?[ \t\u3000]*$")


def names_of(blocks: Iterable[Block]) -> Counter[str]:
    """Return each name with how often the document shows it to be a body's.

    Args:
        blocks: The document's paragraphs and tables.
    """
    blocks = list(blocks)
    lines = [marker_at(one.text)[1] for one in blocks if isinstance(one, Paragraph)]
    found = Counter(_in_clauses("\n".join(lines)))
    found.update(name for one in blocks if isinstance(one, Grid) for name in _in_columns(one))
    listed = [names for names in map(_alone, lines) if names]
    sure = [names for names in listed if any(name in found or _is_sure(name) for name in names)]
    # Where some of such brackets hold a sure body, this is how the document says who.
    ways = listed if len(sure) * 4 >= len(listed) else sure
    alone = Counter(name for names in ways for name in names)
    found.update({name: times for name, times in alone.items() if times > 1 or name in found})
    return found


def known(names: Counter[str]) -> dict[str, None]:
    """Return the names that need no look: bodies by their endings, and what is shown twice."""
    return {name: None for name, times in names.items() if times > 1 or is_body(name)}


def _in_clauses(text: str) -> Iterator[str]:
    """Yield the names that clauses print in full."""
    for clause in find(text):
        for name in clause.said.names if clause.said else ():
            if not name.printed:
                yield name.text


def _in_columns(table: Grid) -> Iterator[str]:
    """Yield the names in a table's columns of units."""
    for row, cells in enumerate(table.rows[:_HEADING_ROWS]):
        columns = [place for place, cell in enumerate(cells) if is_role(label_role(cell))]
        if columns:
            for below in table.rows[row + 1 :]:
                for place in columns:
                    yield from _listed(below[place])
            return


def _listed(cell: str) -> Iterator[str]:
    if not is_role(label_role(cell)):
        # A line break may tear a name.
        whole = (piece for piece, _ in pieces(cell, "、，；") if "\n" not in piece.strip())
        names = parse_list("、".join(whole)).names
        yield from (name.text for name in names if may_be_body(name.text))


def _is_sure(name: str) -> bool:
    """Whether a name in a bracket without roles tells that the others there are bodies too."""
    return name[:1] in LEVELS or is_body(name)


def _alone(line: str) -> Sequence[str]:
    """Return what a line's last bracket lists, where it may be nothing but bodies."""
    *_, last = ((0, 0), *brackets(line))
    inner = line[last[0] + 1 : last[1] - 1].strip()
    if not inner or len(inner) > _LONGEST_LIST or not _LAST.match(line, last[1]):
        return ()
    if last[0] == 0 or may_be_clause(inner):
        return ()
    names = [name.strip() for name, _ in pieces(inner, "、，；")]
    return names if all(map(is_whole_name, names)) else ()
