"""What a cell said, in a few signs: a later reader sees whether it says the same."""

import re
from functools import lru_cache
from hashlib import blake2b

from sciplan.base.marks import tight
from sciplan.base.unseen import BYTE_ORDER, TURNING, ZERO_WIDTH

UNKNOWN = "*"
"""Stands for a cell that is worked out anew wherever it is opened."""
FORMULA = object()
"""What such a cell says."""
HEAD = ("表", "行", "各格")
"""Headings of a list of imprints: a sheet's name, a row's number from 1, its cells by commas."""
_UNSEEN = re.compile(f"[{ZERO_WIDTH}{TURNING}{BYTE_ORDER}]")
_BYTES = 3


def imprint(cell: object) -> str:
    """Return a cell's imprint, of six signs; nothing for an empty cell.

    Blanks, line ends and marks that nobody sees don't count: another program writes them in its
    own way. A whole number is the same as a float.
    """
    if cell is FORMULA:
        return UNKNOWN
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return _of_text("" if cell is None else str(cell))


@lru_cache(maxsize=4096)
def _of_text(text: str) -> str:
    said = tight(_UNSEEN.sub("", text))
    return blake2b(said.encode("utf-8", "replace"), digest_size=_BYTES).hexdigest() if said else ""
