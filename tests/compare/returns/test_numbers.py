"""Numbers as people fill them in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.base.numerals import chinese_number
from sciplan.compare.returns.numbers import Filled, filled
from sciplan.compare.values import Unread


@pytest.mark.parametrize(
    ("said", "unit", "amount"),
    [
        ("1,200", "人", 1200),
        ("1，200", "人", 1200),
        ("１２００", "人", 1200),
        ("1200人", "人", 1200),
        ("1 200 人", "人", 1200),
        ("1200人。", "人", 1200),
        ("一千二百", "人", 1200),
        ("一千二百人", "人", 1200),
        ("两千", "人", 2000),
        ("一千零二十", "", 1020),
        ("1.2万", "人", 12000),
        ("1.2千人", "人", 1200),
        ("累计1200人", "人", 1200),
        ("已完成 1200", "人", 1200),
        ("0", "人", 0),
        ("零", "人", 0),
        ("12.5", "%", 12.5),
        ("12.5%", "%", 12.5),
        ("12.5％", "%", 12.5),
        ("1200", "", 1200),
        ("1200场", "", 1200),
        ("300万元", "万元", 300),
        ("1,234,567.89元", "元", 1234567.89),
        ("壹仟贰佰", "人", 1200),
        ("", "人", None),
        ("无", "人", None),
        ("/", "人", None),
        ("—", "人", None),
        ("不涉及", "", None),
    ],
)
def test_a_number_is_read(said: str, unit: str, amount: float | None) -> None:
    assert filled(said, unit) == Filled(amount)


@pytest.mark.parametrize(
    "said", ["约1200", "~1200", "1200余人", "1200多", "1200人以上", "近1200人"]
)
def test_what_is_no_exact_number_is_taken_and_said_to_be_none(said: str) -> None:
    assert filled(said, "人") == Filled(1200, about=True)


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("1200人次", "人"),
        ("12%", "人"),
        ("1200元", "万元"),
        ("300万", "万元"),
        ("12,00", "人"),
        ("1,2000", "人"),
        ("1200/3000", "人"),
        ("1200-1300", "人"),
        ("-5", "人"),
        ("三千五", "人"),
        ("二五", "人"),
        ("一二〇〇", "人"),
        ("1千2百", "人"),
        ("完成任务", "人"),
        ("1200人，其中女300人", "人"),
        ("9" * 40, "人"),
        ("1e5", "人"),
        ("NaN", "人"),
        ("若干", ""),
    ],
)
def test_what_may_be_read_two_ways_is_not_read(said: str, unit: str) -> None:
    found = filled(said, unit)
    assert isinstance(found, Unread)
    assert f"“{said[:40]}”" in found.message


@given(st.integers(0, 99_999_999), st.sampled_from(["人", "场", ""]), st.data())
def test_however_a_number_is_written_it_is_that_number(
    number: int, unit: str, data: st.DataObject
) -> None:
    ways = [str(number), f"{number:,}", f"{number}{unit}", f" {number} {unit}。"]
    ways += [chinese_number(number), f"累计{number:,}{unit}"]
    assert filled(data.draw(st.sampled_from(ways)), unit) == Filled(number)


@given(st.text(max_size=12), st.sampled_from(["人", "%", "万元", ""]))
def test_whatever_stands_there_is_a_number_or_a_message(said: str, unit: str) -> None:
    found = filled(said, unit)
    assert isinstance(found, Filled) or found.message
