"""Several tables on one sheet: which of its columns each column of a table takes."""

from collections.abc import Sequence
from functools import cache


def spans(
    keys: Sequence[str], sizes: Sequence[float], base: Sequence[tuple[str, float]]
) -> list[int]:
    """Return how many of a sheet's columns each column of a table spans; they sum to the sheet's.

    Columns with the same key are put under each other, and widths kept as far as can be.

    Args:
        keys: The table's columns.
        sizes: The widths they want.
        base: Keys and widths of the sheet's columns, no fewer than the table's.
    """
    ends = [0.0]
    for _, size in base:
        ends.append(ends[-1] + size)

    @cache
    def best(column: int, start: int) -> tuple[float, tuple[int, ...]]:
        """Return the least misfit of the columns from one on, and their spans."""
        left = len(keys) - column
        if not left:
            return (0.0 if start == len(base) else float("inf")), ()
        found = []
        for end in range(start + 1, len(base) - left + 2):
            rest, others = best(column + 1, end)
            misfit = abs(ends[end] - ends[start] - sizes[column])
            same = keys[column] in [key for key, _ in base[start:end]]
            found.append((misfit * (0.5 if same else 1.0) + rest, (end - start, *others)))
        return min(found, default=(float("inf"), ()))

    return list(best(0, 0)[1])
