"""Signs under private codes."""

import pytest

from sciplan.base.signs import with_signs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("修渠20\uf0b15公里", "修渠20±5公里"),
        ("\uf0b395%、\uf0a330%、3\uf0b44", "≥95%、≤30%、3×4"),
        ("\uf0b7修渠", "●修渠"),
        ("\uf06c修渠\uf0d8种树\uf0a8是\uf0fe否", "●修渠➢种树□是☑否"),
        ("20\uf020\uf025", "20 %"),
        ("甲\uf0ff乙", "甲〓乙"),
        ("甲\ue123乙", "甲\ue123乙"),
        ("修渠20±5公里", "修渠20±5公里"),
    ],
)
def test_private_codes(text: str, expected: str) -> None:
    assert with_signs(text) == expected
