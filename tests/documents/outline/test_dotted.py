"""1. above 1.1, and 1.1 above 1.: by what the document does."""

import pytest

from sciplan.documents.outline.dotted import settled
from sciplan.documents.words.markers import marker_at


def depths(text: str) -> list[int]:
    """Return how deep each line stands below those before it."""
    found: list[int] = []
    above: list[int] = []
    for marker in settled([marker_at(f"{line}任务")[0] for line in text.split()]):
        assert marker is not None
        above = [*(rank for rank in above if rank < marker.rank), marker.rank]
        found.append(len(above))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. 1.1 1.2 2. 2.1", [1, 2, 2, 1, 2]),
        ("1. 2. 2.1 2.1.1 3.", [1, 1, 2, 3, 1]),
        ("1、 1.1 （1） 2、", [1, 2, 3, 1]),
        ("一、 1. 1.1 1.2 2. 2.1 二、", [1, 2, 3, 3, 2, 3, 1]),
        ("一、 （一） 1. 1.1 1.1.1 2. （二）", [1, 2, 3, 4, 5, 3, 2]),
        # 1.1 counts from the part, not from the point before it.
        ("一、 1.1 1. 2. 1.2 1.", [1, 2, 3, 3, 2, 3]),
        ("1.1 1. 2. 1.2 1. 2. 3.", [1, 2, 2, 1, 2, 2, 2]),
        ("一、 （一） 1. 2. （二） 1.", [1, 2, 3, 3, 2, 3]),
    ],
)
def test_levels(text: str, expected: list[int]) -> None:
    assert depths(text) == expected
