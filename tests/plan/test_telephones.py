"""What units report: names are kept, telephones behind them are not."""

import pytest

from sciplan.plan.telephones import masked, without_telephone


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


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("市科协 13800000000 终稿.xlsx", "市科协 〔电话〕 终稿.xlsx"),
        ("138-0000-0000.csv", "〔电话〕.csv"),
        ("市科协（0999-3123456）.xlsx", "市科协（〔电话〕）.xlsx"),
        ("30-市科协20251128.xlsx", "30-市科协20251128.xlsx"),
        ("某办〔2025〕3号 2025-11-28 0930.xlsx", "某办〔2025〕3号 2025-11-28 0930.xlsx"),
    ],
)
def test_of_a_file_s_name_a_telephone_alone_is_not_kept(name: str, kept: str) -> None:
    assert masked(name) == kept
