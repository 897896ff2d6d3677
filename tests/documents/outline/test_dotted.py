"""1. above 1.1, and 1.1 above 1.: by what the document does."""

import pytest

from sciplan.documents.outline.outline import outline
from sciplan.documents.readers.document import Paragraph


def depths(text: str) -> list[int]:
    """Return how deep each line stands below those before it."""
    lines = [Paragraph(f"{marker}任务", number) for number, marker in enumerate(text.split(), 1)]
    top = outline(lines)
    found = {top.line: 0}
    for item in top.walk():
        found |= {inner.line: found[item.line] + 1 for inner in item.items}
    return [found[line.line] for line in lines]


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
