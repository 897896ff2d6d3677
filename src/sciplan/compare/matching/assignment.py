"""The best assignment of two sides, within each group of items that candidates connect."""

from collections.abc import Iterator, Mapping, Sequence
from math import inf

Scores = Mapping[tuple[int, int], float]
_MOST = 48
"""In a group whose smaller side has more items, the likeliest pairs are taken one by one."""


def assigned(scores: Scores) -> dict[tuple[int, int], float]:
    """Return the pairs that are the best together, with their scores; each place once a side.

    The sum of the squares is greatest: one sure pair is worth more than two doubtful ones.

    Args:
        scores: Pairs of places → how alike, more than 0.
    """
    found: dict[tuple[int, int], float] = {}
    for group in groups(scores):
        rows, columns = ({pair[side] for pair in group} for side in (0, 1))
        small = min(len(rows), len(columns)) <= _MOST
        chosen = _best(group, scores) if small else _likeliest_first(group, scores)
        found |= {pair: scores[pair] for pair in chosen}
    return found


def groups(scores: Scores) -> list[list[tuple[int, int]]]:
    """Return the pairs in groups of which no two share a place."""
    above: dict[tuple[int, int], tuple[int, int]] = {}

    def top(node: tuple[int, int]) -> tuple[int, int]:
        while above.setdefault(node, node) != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for row, column in scores:
        above[top((0, row))] = top((1, column))
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for pair in sorted(scores):
        found.setdefault(top((0, pair[0])), []).append(pair)
    return list(found.values())


def _likeliest_first(group: Sequence[tuple[int, int]], scores: Scores) -> Iterator[tuple[int, int]]:
    rows: set[int] = set()
    columns: set[int] = set()
    for row, column in sorted(group, key=lambda pair: (-scores[pair], pair)):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            yield row, column


def _best(group: Sequence[tuple[int, int]], scores: Scores) -> Iterator[tuple[int, int]]:
    rows, columns = (sorted({pair[side] for pair in group}) for side in (0, 1))
    turned = len(rows) > len(columns)
    if turned:
        rows, columns = columns, rows
    gains = [
        [scores.get((column, row) if turned else (row, column), 0.0) ** 2 for column in columns]
        for row in rows
    ]
    for place, other in enumerate(best_columns(gains)):
        pair = (columns[other], rows[place]) if turned else (rows[place], columns[other])
        if pair in scores:
            yield pair


def best_columns(gains: Sequence[Sequence[float]]) -> list[int]:
    """Return a column for each row, no column twice, so that the sum of gains is greatest.

    The Hungarian method, by shortest augmenting paths with potentials (Kuhn 1955, Jonker and
    Volgenant 1987): rows² × columns steps.

    Args:
        gains: A row of numbers a row; as many columns as rows at least.
    """
    height, width = len(gains), len(gains[0]) if gains else 0
    row_price, column_price = [0.0] * (height + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)  # rows and columns count from 1; column 0 stands for "none yet"
    for row in range(1, height + 1):
        row_of[0] = row
        column, before = 0, [0] * (width + 1)
        least, used = [inf] * (width + 1), [False] * (width + 1)
        while row_of[column]:
            used[column] = True
            here, step, following = row_of[column], inf, 0
            for each in range(1, width + 1):
                if used[each]:
                    continue
                cost = -gains[here - 1][each - 1] - row_price[here] - column_price[each]
                if cost < least[each]:
                    least[each], before[each] = cost, column
                if least[each] < step:
                    step, following = least[each], each
            for each in range(width + 1):
                if used[each]:
                    row_price[row_of[each]] += step
                    column_price[each] -= step
                else:
                    least[each] -= step
            column = following
        while column:
            row_of[column] = row_of[before[column]]
            column = before[column]
    found = {row: column - 1 for column, row in enumerate(row_of) if column and row}
    return [found[row] for row in range(1, height + 1)]
