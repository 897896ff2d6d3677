"""`sciplan init`: the first plan file, what is asked, what is left alone."""

import io
import json
from pathlib import Path

import pytest
import yaml

from sciplan.base import asking
from sciplan.planfile import beginning, newfile
from support import Run

SAID = ["--title", "某县科普工作方案（2026—2030年）", "--place", "某省某县", "--unit", "甲局、乙局"]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_what_was_said_stands_in_a_file_without_a_fault(run: Run) -> None:
    done = run("init", *SAID)
    assert (done.code, done.out) == (0, "")
    data = yaml.safe_load(Path("plan.yaml").read_text(encoding="utf-8"))
    assert data["plan"] == {
        "id": "plan-2026-2030",
        "title": "某县科普工作方案（2026—2030年）",
        "period": {"from": 2026, "to": 2030},
        "jurisdiction": "某省某县",
    }
    assert list(data["units"]) == ["甲局", "乙局"]
    (measure,) = data["sections"][0]["measures"]
    assert (measure["lead"], measure["cooperating"]) == (["甲局"], ["乙局"])
    assert run("validate", "--strict").code == 0
    assert "甲局" in run("duties", "甲局").out


@pytest.mark.parametrize(
    ("place", "units"),
    [
        ("某省某县", ["县科协", "县教体局"]),
        ("某市", ["市科协", "市教体局"]),
        ("某园", ["市科协", "市教体局"]),
    ],
)
def test_without_words_there_are_usual_ones(run: Run, place: str, units: list[str]) -> None:
    assert run("新建", "a.yaml", "--yes", "--place", place).code == 0
    data = yaml.safe_load(Path("a.yaml").read_text(encoding="utf-8"))
    assert list(data["units"]) == units
    assert data["plan"]["title"] == f"{place}某项工作实施方案"
    assert run("validate", "a.yaml", "--strict").code == 0


@pytest.mark.parametrize("word", ['x: "y" # z', "no", "2.10", "- a", "<b>[red]=1+1", "'", "{a"])
def test_any_words_come_back_as_they_were_typed(run: Run, word: str) -> None:
    assert run("init", "--yes", "--title", word, "--place", word, "--unit", word).code == 0
    (record,) = json.loads(run("units", "-f", "json").out)
    assert (record["jurisdiction"], record["unit"]) == (word, word)


def test_a_word_that_no_file_can_hold_is_refused(run: Run) -> None:
    done = run("init", "--yes", "--title", "a\x07b")
    assert done.code == 2
    assert "控制字符" in done.err
    assert not Path("plan.yaml").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("plan.yaml", "已存在，没有动它"),
        ("a.docx", "请写成 a.yaml"),
        ("-", "请写成 -.yaml"),
        ("none/plan.yaml", "没有 none 这个文件夹"),
        (".", "是文件夹"),
    ],
)
def test_what_is_refused_changes_nothing(run: Run, name: str, message: str) -> None:
    Path("plan.yaml").write_text("mine", encoding="utf-8")
    done = run("init", name, "--yes")
    assert done.code == 2
    assert message in done.err
    assert [path.name for path in Path.cwd().iterdir()] == ["plan.yaml"]
    assert Path("plan.yaml").read_text(encoding="utf-8") == "mine"


def test_without_a_terminal_nobody_is_asked(run: Run) -> None:
    done = run("init", "--title", "某市方案")
    assert done.code == 2
    assert "加 --yes" in done.err
    assert not Path("plan.yaml").exists()


def test_on_a_terminal_what_is_not_said_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginning, "can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("某县防汛方案\n甲局，乙局、甲局\n"))
    done = run("init", "--place", "某县")
    assert done.code == 0
    assert "方案标题（回车用“某县某项工作实施方案”）：" in done.err
    assert "地区" not in done.err.partition("已写入")[0]
    data = yaml.safe_load(Path("plan.yaml").read_text(encoding="utf-8"))
    assert data["plan"]["title"] == "某县防汛方案"
    assert list(data["units"]) == ["甲局", "乙局"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "# 通讯录里有姓名和电话，不要提交\ncontacts.yaml\n"),
        ("a.tmp", "a.tmp\n# 通讯录里有姓名和电话，不要提交\ncontacts.yaml\n"),
        ("a.tmp\r\n", "a.tmp\r\n# 通讯录里有姓名和电话，不要提交\r\ncontacts.yaml\r\n"),
        ("/contacts.yaml\na\n", "/contacts.yaml\na\n"),
        ("contacts.yaml", "contacts.yaml"),
    ],
)
def test_contacts_stay_out_of_git(run: Run, before: str | None, after: str) -> None:
    path = Path(".gitignore")
    if before is not None:
        path.write_bytes(before.encode())
    assert run("init", "--yes").code == 0
    assert path.read_bytes().decode() == after


@pytest.mark.parametrize(
    ("typed", "said"), [("y\n", True), ("是\n", True), ("Ｙ\n", True), ("\n", False)]
)
def test_only_a_yes_is_a_yes(monkeypatch: pytest.MonkeyPatch, typed: str, said: bool) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert asking.agreed("写入吗？") is said


def test_a_run_that_was_killed_between_its_files_is_run_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    write = newfile.write

    def once(path: str, text: str) -> None:
        if written:
            raise KeyboardInterrupt
        written.append(path)
        write(path, text)

    with monkeypatch.context() as killed:
        killed.setattr("sciplan.planfile.newfile.write", once)
        run("init", *SAID)
    assert len(written) == 1
    assert run("init", *SAID).code == 0
    assert Path("plan.yaml").is_file()
    assert "contacts.yaml" in Path(".gitignore").read_text(encoding="utf-8")
