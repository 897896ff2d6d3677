"""Numbers that a text promises, and those that it only mentions."""

import pytest

from sciplan.importers.targets import targets_in


@pytest.mark.parametrize(
    ("text", "op", "amount", "unit", "quote"),
    [
        ("培训护林员3000人以上。", "at_least", 3000, "人", "3000人以上"),
        ("到2026年，覆盖率达到95%。", "reach", 95, "%", "达到95%"),
        ("覆盖率达到95.5%以上。", "at_least", 95.5, "%", "达到95.5%以上"),
        ("耗时压缩至3个工作日以内。", "at_most", 3, "", ""),
        ("投资不低于20亿元。", "at_least", 20, "亿", ""),
        ("新建泵站5座以上", "at_least", 5, "座", "5座以上"),
        ("培训1,200人次以上", "at_least", 1200, "人次", "1,200人次以上"),
        ("实现乡镇泵站全覆盖。", "reach", "全覆盖", "", "实现乡镇泵站全覆盖"),
    ],
)
def test_promise(text: str, op: str, amount: float | str, unit: str, quote: str) -> None:
    found = targets_in(text)
    if not quote:
        assert [target.op for target in found] in ([op], [])
        return
    (target,) = found
    assert (target.op, target.amount, target.unit, target.quote) == (op, amount, unit, quote)


def test_year_and_subject() -> None:
    (target,) = targets_in("到2026年，全市行政村通达率达到98%。")
    assert (target.by, target.what) == (2026, "行政村通达率")


@pytest.mark.parametrize(
    "text", ["2.0版", "开展7个专项行动", "发〔2021〕21号", "2021—2025年", "实施双提升", "第3批"]
)
def test_no_promise(text: str) -> None:
    assert targets_in(text) == ()
