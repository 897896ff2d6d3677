"""Unified diffs that follow from edits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.planfile.edit import apply
from sciplan.planfile.spans import Edit
from sciplan.planfile.textdiff import unified


def patched(before: str, diff: str) -> str:
    """Carry a unified diff out, strictly."""
    old = re.findall(r"[^\n]*\n|[^\n]+", before)
    new: list[str] = []
    at = 0
    lines = re.findall(r"[^\n]*\n", diff)[2:]
    for number, line in enumerate(lines):
        if line.startswith("@@"):
            start, count = re.match(r"@@ -(\d+)(?:,(\d+))? ", line).groups()  # type: ignore[union-attr]
            first = int(start) - (count != "0")
            new += old[at:first]
            at = first
            continue
        if line.startswith("\\"):
            continue
        open_ended = lines[number + 1 : number + 2] == ["\\ No newline at end of file\n"]
        text = line[1:-1] if open_ended else line[1:]
        if line[0] in " -":
            assert old[at] == text
            at += 1
        if line[0] in " +":
            new.append(text)
    return "".join(new + old[at:])


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text("ab\n", max_size=60))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = [
        Edit(start, end, draw(st.text("ab\n", max_size=4)))
        for start, end in zip(places[::2], places[1::2], strict=False)
    ]
    return text, edits


@given(edited())
def test_a_diff_carried_out_is_the_edited_text(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    diff = unified("p", text, edits)
    assert patched(text, diff) == apply(text, edits)
    assert bool(diff) == (apply(text, edits) != text)


def test_only_touched_lines_are_told_however_often_they_occur() -> None:
    text = "甲\n乙\n" * 5000
    start = len("甲\n乙\n") * 2500
    diff = unified("p.yaml", text, [Edit(start, start, "丙\n"), Edit(start + 2, start + 4, "")])
    context = " 乙\n 甲\n 乙\n"
    hunk = f"@@ -4998,8 +4998,8 @@\n{context}+丙\n 甲\n-乙\n 甲\n 乙\n 甲\n"
    assert diff == f"--- p.yaml\n+++ p.yaml（修改后）\n{hunk}"


OPEN = "\\ No newline at end of file\n"


@pytest.mark.parametrize(
    ("text", "edit", "hunk"),
    [
        ("a\n", Edit(0, 1, "b"), "@@ -1 +1 @@\n-a\n+b\n"),
        ("", Edit(0, 0, "a\n"), "@@ -0,0 +1 @@\n+a\n"),
        ("a\n", Edit(0, 2, ""), "@@ -1 +0,0 @@\n-a\n"),
        ("a", Edit(1, 1, "b"), f"@@ -1 +1 @@\n-a\n{OPEN}+ab\n{OPEN}"),
        ("a\r\n", Edit(0, 1, "b"), "@@ -1 +1 @@\n-a\r\n+b\r\n"),
    ],
)
def test_forms(text: str, edit: Edit, hunk: str) -> None:
    assert unified("p", text, [edit]) == f"--- p\n+++ p（修改后）\n{hunk}"
