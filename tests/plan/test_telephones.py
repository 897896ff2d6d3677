"""What units report: names are kept, telephones behind them are not."""

import pytest

from sciplan.plan.telephones import without_telephone


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张三", "张三"),
        ("张三（办公室）", "张三（办公室）"),
        ("张三 2025-11-20", "张三 2025-11-20"),
        ("张三13800000000", "张三"),
        ("张三（13800000000）", "张三"),
        ("张三(0999-3123456)", "张三"),
        ("张三，联系电话：0999 3123456", "张三"),
        ("张三 电话：8123", "张三"),
        ("张三 手机号码 138 0000 0000", "张三"),
        ("１３８００００００００", ""),
    ],
)
def test_a_telephone_beside_a_name_is_left_out(typed: str, name: str) -> None:
    assert without_telephone(typed) == name
