"""Cards: tables that tell one task in pairs of label and value, turned into tables of rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from sciplan.base.marks import tight
from sciplan.documents.readers.document import Grid
from sciplan.documents.tables.columns import Cells, header, is_label, kind_of
from sciplan.documents.words.roles import is_role

_FEWEST = 3
"""A card has at least so many pairs."""
_PAIRS = 3
"""So many pairs may stand side by side."""


@dataclass(slots=True)
class _Card:
    """A card: its label → value, and the row it begins with."""

    start: int
    values: dict[str, str] = field(default_factory=dict)


def turned(table: Grid) -> Grid:
    """Return a table of cards as a table with a row for each; another table as it is."""
    found = _cards(table.rows)
    if not found:
        return table
    first = found[0].start
    labels = list(dict.fromkeys(label for card in found for label in card.values))
    rows = [row[:1] for row in table.rows[:first]]
    rows.append(tuple(labels))
    for card in found:
        # The row stands where its card does.
        rows += [()] * (card.start + 1 - len(rows))
        rows.append(tuple(card.values.get(label, "") for label in labels))
    size = len(labels)
    made = replace(table, rows=tuple((*row, *[""] * (size - len(row))) for row in rows))
    return made if header(made.rows) else table


def _cards(rows: Sequence[Cells]) -> list[_Card]:
    """Return the cards that make up a table, none where it holds anything else."""
    found: list[_Card] = []
    last = ""
    for number, row in enumerate(rows):
        pairs = list(_pairs(row))
        if not pairs and (found or len({*row}) > 1):
            return []
        for label, value in pairs:
            if not found or (label in found[-1].values and label != last):
                found.append(_Card(number))
            values = found[-1].values
            # A label merged over several rows has a value in each.
            values[label] = "\n".join(filter(None, (values.get(label, ""), value)))
            last = label
    whole = all(len(card.values) >= _FEWEST for card in found)
    told = any(is_role(kind_of(label)) for card in found for label in card.values)
    return found if whole and told else []


def _pairs(row: Cells) -> Iterator[tuple[str, str]]:
    """Yield a row's labels and values, nothing where it has other cells."""
    cells = [re.sub(r"^\s+|\s+$", "", cell) for cell, _ in groupby(row)]
    labels = [re.sub(r"[\s：:]", "", cell) for cell in cells[::2]]
    values = cells[1::2]
    if len(labels) != len(values) or len(labels) > _PAIRS:
        return
    if all(map(is_label, labels)) and not any(is_label(tight(one)) for one in values):
        yield from zip(labels, values, strict=True)
