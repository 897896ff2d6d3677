"""What `--fix` mends in a hand-written file, and what it leaves alone."""

import pytest
import yaml

from sciplan.checks.check import check
from sciplan.checks.mending import mend
from sciplan.checks.settings import Settings
from sciplan.planfile import edit
from sciplan.planfile.load import load

HEAD = """\
format: sciplan/1
plan: {id: a, title: 方案}
units: {县科协: {}, 县教体局: {}, 县财政局: {}}
"""


def mended(text: str, how: Settings | None = None) -> tuple[str, int]:
    loaded = load(text, "p.yaml")
    found = mend(loaded, check(loaded), lambda _loaded: how or Settings())
    return edit.apply(text, found.edits), found.number


WHOLE = """\
# 手写
plan:
  id: a
  title：某县方案
units：
  县科协: {}
  县教体局: {}
  县财政局: {aliases: 财政}
sections:
  - title：提升行动
    measures:
      - title: 甲事  # 先办
        lead：县科协
        cooperating: [县教体局、财政]  # 两家
      - title: 乙事
        lead：
          - 县科协
        cooperating:
          - 县教体局，财政
      - {title: 丙事, lead: 县科协、县教体局}
"""
WHOLE_MENDED = """\
# 手写
format: sciplan/1
plan:
  id: a
  title: 某县方案
units:
  县科协: {}
  县教体局: {}
  县财政局: {aliases: [财政]}
sections:
  - id: "1"
    title: 提升行动
    measures:
      - id: "1.1"
        title: 甲事  # 先办
        lead: [县科协]
        cooperating: [县教体局, 县财政局]  # 两家
      - id: "1.2"
        title: 乙事
        lead:
          - 县科协
        cooperating:
          - 县教体局
          - 县财政局
      - {id: "1.3", title: 丙事, lead: [县科协, 县教体局]}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_all_at_once(end: str) -> None:
    before, after = (text.replace("\n", end) for text in (WHOLE, WHOLE_MENDED))
    assert mended(before)[0] == after
    assert load(after, "p.yaml").problems == ()
    assert mended(after) == (after, 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("lead: 县科协", "lead: [县科协]"),
        ('lead: "县科协"  # 甲', 'lead: ["县科协"]  # 甲'),
        ("lead: 县科协；县教体局", "lead: [县科协, 县教体局]"),
        ("lead: ['县科协，县教体局', 县财政局]", "lead: ['县科协', '县教体局', 县财政局]"),
        ("lead:\n      - 县科协、县教体局\n", "lead:\n      - 县科协\n      - 县教体局\n"),
        ("lead:\n    - 县科协、 县教体局 # 甲\n", "lead:\n    - 县科协\n    - 县教体局 # 甲\n"),
        ("others: {指导: 县科协}", "others: {指导: [县科协]}"),
        ("others:\n      指导: [县科协、县教体局]", "others:\n      指导: [县科协, 县教体局]"),
        ("lead： [县科协]", "lead: [县科协]"),
        ("lead：\t[县科协]", "lead: [县科协]"),
        ("lead：\n      - 县科协", "lead:\n      - 县科协"),
    ],
)
def test_lists_and_colons(before: str, after: str) -> None:
    text = HEAD + 'measures:\n  - id: "1"\n    title: 甲\n    %s\n    summary: 乙\n'
    assert mended(text % before) == (text % after, 1)


@pytest.mark.parametrize(
    "left",
    [
        "lead: 县文联",
        "lead: [县科协、县文联]",
        "lead: |\n      县科协",
        "lead: {县科协: 1}",
        "summary: 县科协、县教体局",
        "lead: []\n    text: |\n      lead：县科协",
        "lead:\n\t- 县科协",
        "lead： [县科协\n    title: 乙",
    ],
)
def test_what_has_several_ways_or_none_is_left(left: str) -> None:
    text = HEAD + f'measures:\n  - id: "1"\n    title: 甲\n    {left}\n'
    assert mended(text) == (text, 0)


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["", "", ""], ["1.1", "1.2", "1.3"]),
        (["1.1", "", "1.3"], ["1.1", "1.2", "1.3"]),
        (["1.4", "", ""], ["1.4", "1.5", "1.6"]),
        (["", "1.1"], ["", "1.1"]),
        (["1.1", "", "1.2"], ["1.1", "", "1.2"]),
    ],
)
def test_ids_follow_the_order(ids: list[str], expected: list[str]) -> None:
    rows = "".join(
        f"      - {'id: ' + repr(ident) + chr(10) + '        ' if ident else ''}title: 事{number}\n"
        f"        lead: [县科协]\n"
        for number, ident in enumerate(ids)
    )
    text = f"{HEAD}sections:\n  - id: '1'\n    title: 一\n    measures:\n{rows}"
    after = yaml.safe_load(mended(text)[0])
    found = [each.get("id", "") for each in after["sections"][0]["measures"]]
    assert found == expected


def test_a_heading_of_two_kinds_has_no_one_order() -> None:
    text = (
        f"{HEAD}sections:\n  - id: '1'\n    title: 一\n"
        "    measures:\n      - {title: 甲, lead: [县科协]}\n"
        "    provisions:\n      - {title: 乙, units: [县科协]}\n"
    )
    assert mended(text) == (text, 0)


def test_an_empty_id_is_filled_in() -> None:
    text = HEAD + "measures:\n  - id:\n    title: 甲\n    lead: [县科协]\n"
    assert mended(text) == (text.replace("id:\n", "id: 1\n"), 1)


@pytest.mark.parametrize(
    ("how", "number"),
    [
        (Settings(select=("wrong-type",)), 0),
        (Settings(select=("yaml-syntax",)), 5),
        (Settings(ignore=("missing-key", "alias-used")), 10),
        (Settings(ignore=("missing-key",)), 12),
        (Settings(ignore=("yaml-syntax",)), 0),
    ],
)
def test_only_what_counts_is_mended(how: Settings, number: int) -> None:
    assert mended(WHOLE, how)[1] == number


def test_a_file_that_fails_elsewhere_is_left_whole() -> None:
    text = WHOLE + "\tx: 1\n"
    assert mended(text) == (text, 0)


def test_what_is_read_for_the_first_time_may_break_a_rule() -> None:
    text = (
        HEAD
        + 'measures:\n  - {id: "1", title: 甲, lead: 县科协, cooperating: [县教体局、县科协]}\n'
    )
    after, number = mended(text)
    assert number == 2
    assert "lead: [县科协], cooperating: [县教体局, 县科协]" in after
