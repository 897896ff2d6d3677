"""Who leads is never blurred, and who may be concerned is told: 负责 beside 牵头, 集合称谓, 等."""

import json
from pathlib import Path

import pytest

from office_files import everything
from support import Run, as_text

PLAN = {
    "format": "sciplan/1",
    "plan": {"id": "c", "title": "某市实施方案", "jurisdiction": "某市"},
    "units": {
        "甲局": {}, "乙局": {}, "丙局": {}, "丁局": {}, "各成员单位": {"collective": "true"},
    },
    "measures": [
        {
            "id": "1", "title": "办一事", "lead": ["甲局"], "responsible": ["乙局", "丙局"],
            "and_others": "true", "deadline": "2025年底前",
        },
        {"id": "2", "title": "办二事", "lead": ["乙局"], "cooperating": ["各成员单位"]},
        {"id": "3", "title": "办三事", "responsible": ["乙局", "甲局"], "cooperating": ["丙局"]},
    ],
}  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "p.yaml"
    path.write_text(as_text(PLAN), encoding="utf-8")
    return str(path)


def lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines()]


@pytest.mark.parametrize(
    ("command", "heads", "row"),
    [
        ("measures", "编号 举措 牵头单位 负责单位 配合单位", "1 办一事 甲局 乙局、丙局等"),
        ("duties 甲局", "编号 位次 举措 负责单位", "1 1/1 办一事 乙局、丙局等"),
        ("duties 乙局", "编号 举措 牵头单位 共同负责 配合单位", "1 办一事 甲局 丙局等"),
        ("duties 丙局", "编号 举措 负责单位", "3 办三事 乙局、甲局"),
        ("overlaps 甲局 乙局", "编号 举措 牵头单位 负责单位", "1 办一事 甲局 乙局、丙局等"),
        ("", "举措 章节 牵头单位 负责单位", "3 不分节 甲局、乙局 甲局、乙局、丙局"),
    ],
)  # fmt: skip
def test_each_role_has_a_column_of_its_own(
    run: Run, plan: str, command: str, heads: str, row: str
) -> None:
    found = lines(run(*command.split(), "-p", plan).out)
    assert heads.split() in found
    assert row.split() in found
    assert "牵头或负责单位" not in run(*command.split(), "-p", plan).out


@pytest.mark.parametrize("command", ["measures", "duties 甲局", "duties 丙局", "meeting 1"])
def test_by_when_stands_where_there_is_room(run: Run, plan: str, command: str) -> None:
    assert ["完成时限：2025年底前"] in lines(run(*command.split(), "-p", plan).out)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("duties 甲局", "其中列有集合称谓：各成员单位（2），是否包括本单位以原文为准。"),
        ("duties 各成员单位", "集合称谓，指哪些单位以原文为准。"),
        ("meeting 1 2", "议题列有集合称谓：各成员单位（2），包括哪些单位以原文为准。"),
        ("meeting 1 2", "1 的单位名单以“等”结尾，可能还有没列出的单位。"),
    ],
)
def test_who_may_be_concerned_is_told(run: Run, plan: str, command: str, told: str) -> None:
    assert told in run(*command.split(), "-p", plan).out.splitlines()


@pytest.mark.parametrize("command", ["duties 乙局", "meeting 3"])
def test_where_nobody_may_be_concerned_nothing_is_told(run: Run, plan: str, command: str) -> None:
    out = run(*command.split(), "-p", plan).out
    assert "集合称谓" not in out
    assert "以“等”结尾" not in out


def test_which_topics_a_unit_leads(run: Run, plan: str) -> None:
    records = json.loads(run("meeting", "1", "2", "3", "-p", plan, "-f", "json").out)
    assert {record["unit"]: (record["leads"], record["reports"]) for record in records} == {
        "甲局": (["1"], ["1"]),
        "乙局": (["2"], ["2", "3"]),
        "丙局": ([], []),
        "各成员单位": ([], []),
    }


def test_a_meeting_to_word_is_the_sheet_to_sign(run: Run, plan: str, tmp_path: Path) -> None:
    path = tmp_path / "签到表.docx"
    assert run("meeting", "1", "2", "-p", plan, "-o", str(path)).code == 0
    text = everything(path)
    for words in ("会议签到表", "姓名", "职务", "电话", "签到", "拟汇报单位", "各成员单位（2）"):
        assert words in text
    assert "丁局" not in text
