"""Finding plans, decoding, and writing files whole or not at all."""

from pathlib import Path

import pytest

from sciplan.base import files
from sciplan.base.errors import SciplanError
from support import GOLDEN, ROOT

TEXT = "方案：科学素质\r\n第二行\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (TEXT.encode(), TEXT),
        (TEXT.encode("utf-8-sig"), TEXT),
        (TEXT.encode("gb18030"), TEXT),
        ("〔2022〕𠮷".encode("gb18030"), "〔2022〕𠮷"),
        (TEXT.encode("utf-16"), TEXT),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT),
        (b"", ""),
    ],
)
def test_encodings_that_are_read(raw: bytes, text: str) -> None:
    assert files.decoded(raw, "p.yaml").text == text


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"\x7fELF\0\0\x01", "不是文本文件"),
        (b"PK\x03\x04\0", "不是文本文件"),
        (b"\xff\xfe\x00", "无法识别"),
        (b"\xff\xff\xff", "无法识别"),
        (b"abc \x80", "无法识别"),
    ],
)
def test_what_is_no_text_is_told(raw: bytes, message: str) -> None:
    with pytest.raises(SciplanError, match=f"p.yaml .*{message}"):
        files.decoded(raw, "p.yaml")


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1024 * 1024)
    path = tmp_path / "large.yaml"
    path.write_bytes(b"a" * (1024 * 1024 + 1))
    with pytest.raises(SciplanError, match="超过 1 MB"):
        files.read_text(str(path))
    path.write_bytes(b"a" * 1024 * 1024)
    assert len(files.read_text(str(path))) == 1024 * 1024


def test_an_endless_file_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 1024 * 1024)
    with pytest.raises(SciplanError, match="超过"):
        files.read_text("/dev/zero")


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes("一\r二\r\n三\n".encode())
    assert files.read_text(str(path)) == "一\r二\r\n三\n"


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(SciplanError, match="没有这个文件"):
        files.read_text(str(tmp_path / "none.yaml"))
    with pytest.raises(SciplanError, match="这是文件夹"):
        files.read_text(str(tmp_path))


# Finding -------------------------------------------------------------------------------------


def test_the_order_in_which_plans_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (shipped,), stands_in = files.plan_files(())
    # In the checkout, or inside the package where that is installed for real.
    assert Path(shipped).read_bytes() == (ROOT / "data" / "plan.yaml").read_bytes()
    assert stands_in
    Path("plan.yaml").touch()
    assert files.plan_files(()) == (["plan.yaml"], False)
    Path("data").mkdir()
    Path("data/plan.yaml").touch()
    assert files.plan_files(()) == (["plan.yaml"], False)
    Path("plan.yaml").unlink()
    assert files.plan_files(()) == (["data/plan.yaml"], False)
    monkeypatch.setenv(files.ENVIRONMENT, "set.yaml")
    assert files.plan_files(()) == (["set.yaml"], False)
    assert files.plan_files(("given.yaml", "plan.yaml")) == (["given.yaml", "plan.yaml"], False)


def test_a_folder_is_its_plan_files_in_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "c.YAML", "readme.md"):
        (tmp_path / name).touch()
    found, _ = files.plan_files([str(tmp_path)])
    assert [Path(path).name for path in found] == ["a.yml", "b.yaml", "c.YAML"]


def test_a_folder_without_plans() -> None:
    with pytest.raises(SciplanError, match=r"没有 \.yaml"):
        files.plan_files([str(GOLDEN)])


def test_a_plan_is_looked_for_upward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "plan.yaml").write_text("format: sciplan/1\n", encoding="utf-8")
    monkeypatch.chdir(below)
    assert files.plan_files(()) == (["../../data/plan.yaml"], False)
    # Above, another program's file may bear the name.
    (tmp_path / "a" / "plan.yaml").write_text("steps: []\n", encoding="utf-8")
    assert files.plan_files(()) == (["../../data/plan.yaml"], False)
    (tmp_path / "a" / "plan.yaml").write_text("format: sciplan/1\n", encoding="utf-8")
    assert files.plan_files(()) == (["../plan.yaml"], False)


@pytest.mark.parametrize("name", ["方案.docx", "方案.PDF", "表.xlsx"])
def test_a_document_is_to_be_imported_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).touch()
    with pytest.raises(SciplanError, match=f"先导入：sciplan import {name} -o plan.yaml"):
        files.plan_files([name])


@pytest.mark.parametrize(
    ("tops", "here", "given"),
    [
        (("top", ""), "top", "a/p.yaml"),
        (("top", ""), "top/a", "p.yaml"),
        (("top", ""), "top/a/b", "../p.yaml"),
        (("top", ""), ".", "top/a/p.yaml"),
        (("elsewhere", "top"), "top/a", "p.yaml"),
        (("top/a", "top"), "top/a", "p.yaml"),
        (("top", "elsewhere"), "top/a", "p.yaml"),
    ],
)
def test_paths_are_told_from_the_top_of_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tops: tuple[str, str], here: str, given: str
) -> None:
    git, host = tops
    for folder in ("top/a/b", f"{git}/.git"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / here)
    for mine, other in (
        ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"),
        ("CI_PROJECT_DIR", "GITHUB_WORKSPACE"),
    ):
        monkeypatch.setenv(mine, str(tmp_path / host) if host else "")
        monkeypatch.delenv(other, raising=False)
        assert files.in_repository(given) == "a/p.yaml"
        assert files.in_repository(str(Path(given).absolute())) == "a/p.yaml"


def test_outside_of_checkouts_a_path_is_told_as_it_is(tmp_path: Path) -> None:
    outside = str(tmp_path / "p.yaml")
    assert files.in_repository(outside) == Path(outside).as_posix()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("format: sciplan/1\n", True),
        ("# 说明\n\n'format': \"sciplan/1\"\n", True),
        ("format：sciplan/1\n", True),
        ('{"format": "sciplan/1"}', True),
        ("format: other/1\n", False),
        ("title: format: sciplan/1\n", False),
        ("", False),
    ],
)
def test_a_plan_is_told_by_its_first_lines(tmp_path: Path, text: str, expected: bool) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert (files.format_in(tmp_path / "a.yaml") == "sciplan") is expected
