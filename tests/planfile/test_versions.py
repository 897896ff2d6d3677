"""What is compared: files, folders, and versions of a real git repository."""

import shutil
import subprocess
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from sciplan.base.errors import SciplanError
from sciplan.planfile.versions import Sides, sides

GIT = shutil.which("git") or "git"


def git(folder: Path, *args: str) -> None:
    subprocess.run(
        [GIT, "-c", "user.name=x", "-c", "user.email=x@example.org", *args],
        cwd=folder,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository of two commits and a change that is not committed; one branch aside."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "plans").mkdir()
    for number in (1, 2):
        (tmp_path / "plan.yaml").write_text(f"# {number}\n", encoding="utf-8")
        (tmp_path / "plans" / "甲.yaml").write_text(f"# 甲{number}\n", encoding="utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", f"{number}")
    git(tmp_path, "checkout", "-q", "-b", "side", "HEAD~1")
    (tmp_path / "plan.yaml").write_text("# side\n", encoding="utf-8")
    git(tmp_path, "commit", "-q", "-a", "-m", "side")
    git(tmp_path, "checkout", "-q", "main")
    (tmp_path / "plan.yaml").write_text("# now\n", encoding="utf-8")
    return tmp_path


def said(found: Sides) -> tuple[list[str], list[str]]:
    old, new = ([each.text.strip("# \n") for each in side] for side in (found.old, found.new))
    return old, new


@pytest.mark.parametrize(
    ("old", "new", "plan", "expected"),
    [
        ("HEAD", None, [], (["2"], ["now"])),
        ("HEAD~1", None, [], (["1"], ["now"])),
        ("HEAD~1", "HEAD", [], (["1"], ["2"])),
        ("HEAD~1..HEAD", None, [], (["1"], ["2"])),
        ("HEAD~1..", None, [], (["1"], ["2"])),
        ("side..main", None, [], (["side"], ["2"])),
        ("side...main", None, [], (["1"], ["2"])),
        ("main:plan.yaml", "plan.yaml", [], (["2"], ["now"])),
        ("HEAD~1:plans/甲.yaml", "HEAD:./plans/甲.yaml", [], (["甲1"], ["甲2"])),
        ("HEAD~1", None, ["plans/甲.yaml"], (["甲1"], ["甲2"])),
        ("HEAD~1", None, ["plans"], (["甲1"], ["甲2"])),
        ("HEAD~1:plans", "plans", [], (["甲1"], ["甲2"])),
        ("plans/甲.yaml", None, [], (["甲2"], ["now"])),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_is_named(old: str, new: str | None, plan: list[str], expected: object) -> None:
    assert said(sides(old, new, plan)) == expected


def test_a_path_that_exists_wins_over_a_version(folder: Path) -> None:
    git(folder, "tag", "plans.yaml")
    (folder / "plans.yaml").write_text("# file", encoding="utf-8")
    assert said(sides("plans.yaml", None, [])) == (["file"], ["now"])


def test_from_a_folder_below_and_from_outside(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(folder / "plans")
    assert said(sides("HEAD", None, ["甲.yaml"])) == (["甲2"], ["甲2"])
    assert said(sides("HEAD", None, ["../plan.yaml"])) == (["2"], ["now"])
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert said(sides("HEAD~1", None, [str(folder / "plan.yaml")])) == (["1"], ["now"])


def test_standard_input_is_one_side(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder.is_dir()
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"# piped")))
    assert said(sides("HEAD:plan.yaml", "-", [])) == (["2"], ["piped"])
    with pytest.raises(SciplanError, match="标准输入"):
        sides("-", "-", [])


def test_a_file_that_is_gone_now(folder: Path) -> None:
    (folder / "plan.yaml").unlink()
    assert said(sides("HEAD~1", "HEAD", ["plan.yaml"])) == (["1"], ["2"])


@pytest.mark.parametrize(
    ("old", "words"),
    [
        ("nosuch", "也没有这个版本"),
        ("nosuch.yaml", "没有 nosuch.yaml 这个文件"),
        ("HEAD~9", "HEAD~9"),
        ("nosuch..HEAD", "nosuch"),
        ("HEAD:nosuch.yaml", "HEAD:nosuch.yaml"),
        ("-h", "-h"),
        ("--upload-pack=touch x", "--upload-pack"),
        ("--output=x", "--output"),
        ("a\nb", "a\nb"),
        ("", ""),
    ],
)
def test_what_is_not_there(folder: Path, old: str, words: str) -> None:
    before = sorted(folder.rglob("*"))
    with pytest.raises(SciplanError, match="没有") as caught:
        sides(old, None, [])
    assert words in caught.value.message
    assert [path for path in sorted(folder.rglob("*")) if path not in before] == []


def test_a_file_that_the_version_had_not(folder: Path) -> None:
    (folder / "late.yaml").write_text("# late", encoding="utf-8")
    with pytest.raises(SciplanError, match=r"HEAD:late\.yaml") as caught:
        sides("HEAD", None, ["late.yaml"])
    assert "旧路径" in caught.value.message


def test_outside_of_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "plan.yaml").write_text("# 1", encoding="utf-8")
    with pytest.raises(SciplanError, match="不在 git 仓库里"):
        sides("HEAD", None, [])


def test_without_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(SciplanError, match="这台机器没有 git"):
        sides("HEAD", None, [])


def test_without_a_plan_here(folder: Path) -> None:
    (folder / "plan.yaml").unlink()
    with pytest.raises(SciplanError, match="用 -p 写明"):
        sides("HEAD", None, [])
