"""Cells that stand out among others of their column."""

from typing import NamedTuple

from sciplan.base.answer import Column

GROUND = "#D9D9D9"
"""Grey that a copier keeps, and that leaves black type clear."""


class Marks(NamedTuple):
    """How a cell stands out.

    Args:
        bold: In bold.
        filled: On a grey ground.
    """

    bold: bool
    filled: bool


def marks(column: Column, text: str) -> Marks:
    """Return how a cell stands out; most don't."""
    return Marks(text in column.bold, text in column.filled)
