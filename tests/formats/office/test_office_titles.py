"""Long titles break between words, into lines of like length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.base.width import printed_width
from sciplan.formats.office.titles import broken


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("任务分解表", ["任务分解表"]),
        (
            "曲靖市全民科学素质行动实施方案（2021—2025年）",
            ["曲靖市全民科学素质行动", "实施方案（2021—2025年）"],
        ),
        (
            "某省国民经济和社会发展第十四个五年规划和2021—2035年远景目标纲要",
            ["某省国民经济和社会发展第十四个", "五年规划和2021—2035年远景目标纲要"],
        ),
        ("甲\n乙", ["甲", "乙"]),
    ],
)
def test_lines(title: str, lines: list[str]) -> None:
    assert broken(title, 40).split("\n") == lines


@pytest.mark.parametrize("room", range(16, 44))
def test_years_numbers_and_short_brackets_stay_whole(room: int) -> None:
    whole = ("2021—2035年", "〔2022〕21号", "（试行）")
    for title in (
        "某省国民经济和社会发展第十四个五年规划和2021—2035年远景目标纲要",
        "关于贯彻某发〔2022〕21号文件推进全民科学素质工作的实施意见（试行）",
    ):
        lines = broken(title, room).split("\n")
        for each in whole:
            assert each not in title or any(each in line for line in lines)


@given(st.text("全民科学素质行动方案2021—35年（）、的x", max_size=120), st.integers(20, 60))
def test_nothing_is_lost_and_every_line_fits(title: str, room: int) -> None:
    found = broken(title, room)
    assert found.replace("\n", "") == title
    lines = found.split("\n")
    if len(lines) > 1:
        assert all(printed_width(line) <= room for line in lines)
