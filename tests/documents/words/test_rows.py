"""The tables of words: each word once, each column filled."""

import re
from collections import Counter

import pytest

from sciplan.documents.words import bodies, leaders, roles, titles
from sciplan.documents.words.rows import WordRow, kinds_of, one_of, serving

ROWS = (WordRow("甲", "red", "大 小"), WordRow("乙", "red blue", "中"), WordRow("", "", "无"))


def test_a_column_gives_its_words_and_what_they_mean() -> None:
    assert serving(ROWS, "red") == ("大", "小", "中")
    assert serving(ROWS, "blue") == ("中",)
    assert kinds_of(ROWS, "red") == {"大": "甲", "小": "甲", "中": "乙"}


def test_a_column_that_no_row_has_is_refused() -> None:
    with pytest.raises(KeyError):
        serving(ROWS, "green")


def test_the_longest_word_is_found_first() -> None:
    assert re.findall(one_of(["个", "个工作日", "（日）"]), "3个工作日、2个（日）") == [
        "个工作日",
        "个",
        "（日）",
    ]


@pytest.mark.parametrize("module", [bodies, leaders, roles, titles])
def test_each_word_stands_once(module: object) -> None:
    tables = [
        value
        for value in vars(module).values()
        if isinstance(value, tuple) and value and isinstance(value[0], WordRow)
    ]
    words = Counter(word for table in tables for row in table for word in row.words.split())
    assert tables
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize(
    ("module", "table"), [(bodies, bodies._BODIES), (roles, roles._ROLES), (titles, titles._KINDS)]
)
def test_each_column_is_explained(module: object, table: tuple[WordRow, ...]) -> None:
    explained = set(re.findall(r"^    ([a-z-]+)  +\S", module.__doc__ or "", re.MULTILINE))
    assert {use for row in table for use in row.uses.split()} == explained
