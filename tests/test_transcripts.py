"""The transcripts in the READMEs and in docs/ are what the program prints."""

import re
from pathlib import Path

import pytest

import transcripts
from support import ROOT, Run

pytestmark = pytest.mark.long

EXAMPLE = ROOT / "docs" / "example"
FENCE = re.compile(r"^```console$", re.MULTILINE)


@pytest.mark.parametrize("name", transcripts.PAGES)
def test_a_page_shows_what_is_printed(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert transcripts.told_anew(name, text) == text


def test_every_page_with_a_transcript_is_held_to_it() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    shown = {
        str(page.relative_to(ROOT).as_posix())
        for page in pages
        if FENCE.search(page.read_text(encoding="utf-8"))
    }
    assert shown == {*transcripts.PAGES}


def test_the_office_asks_ten_questions() -> None:
    text = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    chapters = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert [each.split(".")[0] for each in chapters] == [*map(str, range(1, 11))]
    assert all(FENCE.search(each) for each in chapters)


def test_a_transcript_that_is_not_printed_is_told() -> None:
    page = "```console\n$ sciplan targets --section 2.1\n旧的\n```\n"
    anew = transcripts.told_anew("docs/questions.md", page)
    assert "旧的" not in anew
    assert "2.1.4  不少于 50场" in anew


def test_a_command_that_fails_is_no_transcript() -> None:
    with pytest.raises(SystemExit, match="没有“某局”"):
        transcripts.told_anew("docs/questions.md", "```console\n$ sciplan duties 某局\n```\n")


def test_the_example_is_clean_and_agrees_with_its_document(run: Run) -> None:
    plan, document = str(EXAMPLE / "plan.yaml"), str(EXAMPLE / "方案.txt")
    assert run("validate", plan, "--strict").code == 0
    assert run("verify", plan, "--source", document, "--strict").code == 0


def test_a_changed_lead_is_told_as_the_page_says(run: Run, tmp_path: Path) -> None:
    before, lead, behind = (
        (EXAMPLE / "plan.yaml")
        .read_text(encoding="utf-8")
        .partition(
            "（市农业农村局牵头，市人社局、市财政局配合，2025年底前完成）\n            lead:\n"
        )
    )
    plan = tmp_path / "plan.yaml"
    plan.write_text(before + lead + behind.replace("市农业农村局", "市人社局", 1), encoding="utf-8")
    ran = run("verify", str(plan), "--source", str(EXAMPLE / "方案.txt"))
    line = before.count("\n") + 3
    assert ran.code == 1
    assert f"plan.yaml:{line}:" in ran.out
    assert "正式文件第 19 行：……00人以上。（市农业农村局牵头" in ran.out
