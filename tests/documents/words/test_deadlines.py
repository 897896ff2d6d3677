"""Words of time."""

import pytest

from sciplan.documents.words.deadlines import date_ahead, deadline_within, is_deadline, time_behind


@pytest.mark.parametrize(
    "text",
    [
        "2024.12",
        "2024年12月31日",
        "2024—2026年",
        "每季度",
        "每年6月底前",
        "即时整改",
        "立行立改",
        "并长期坚持",
        "2025年起长期坚持",
        "第三季度",
        "12月取得明显成效并持续推进",
        "持续优化",
        "年底前完成",
        "分年度实施",
        "即时",
        "2024年12月31日前启动，2025年12月底前全面建成，2026年起长期坚持",  # 40 characters
    ],
)
def test_deadline(text: str) -> None:
    assert is_deadline(text)


@pytest.mark.parametrize(
    "text",
    [
        "落实",
        "完成",
        "市水利局",
        "年报社",
        "2024年版办法",
        "每年公报编辑部及各有关单位",
        "",
        "于2024年12月31日前启动，2025年12月底前全面建成，2026年起长期坚持",  # 41 characters
    ],
)
def test_no_deadline(text: str) -> None:
    assert not is_deadline(text)


@pytest.mark.parametrize(
    ("text", "date", "rest"),
    [
        ("2024年底前完成", "2024年底前", "完成"),
        ("于10月20日前报送", "于10月20日前", "报送"),
        ("长期坚持", "", "长期坚持"),
    ],
)
def test_date_ahead(text: str, date: str, rest: str) -> None:
    assert date_ahead(text) == date
    assert text.removeprefix(date) == rest


@pytest.mark.parametrize(
    ("text", "names"),
    [("市水利局于2024年底前完成", "市水利局"), ("市水利局长期坚持", "市水利局"), ("市水利局", "")],
)
def test_time_behind(text: str, names: str) -> None:
    assert text[: time_behind(text)] == names


@pytest.mark.parametrize(
    ("title", "deadline"),
    [
        ("2031年6月底前建成水库", "2031年6月底前"),
        ("2031年3月1日前完成排查", "2031年3月1日前"),
        ("年底前建成水库10个", "年底前"),
        ("2031年水库建设", ""),
        ("提前建成水库", ""),
        ("2031年底前开工、2032年底前建成", ""),
    ],
)
def test_a_deadline_within_a_title(title: str, deadline: str) -> None:
    assert deadline_within(title) == deadline
