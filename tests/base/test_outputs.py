"""The one way out: results never stand where a plan stood."""

import ast
from pathlib import Path

import pytest

from sciplan.base import outputs, writing
from sciplan.base.errors import SciplanError
from support import PLAN_TEXT, ROOT

SOURCE = ROOT / "src" / "sciplan"
WRITERS = {
    "base/writing.py": "how files are written",
    "base/outputs.py": "results",
    "base/replacing.py": "a plan file that was read and changed",
    "planfile/newfile.py": "a new plan file",
}
"""Module → what it writes: no other one may."""
_OPENING = {"write_text", "write_bytes", "write_whole", "stage", "put"}


def writes(tree: ast.AST) -> list[str]:
    """Return the calls in a module that write files; those of streams and zip files are others'."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "sciplan.base.writing":
            found += [each.name for each in node.names if each.name in _OPENING]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, args = node.func.attr, [*node.args, *(each.value for each in node.keywords)]
            modes = {each.value for each in args if isinstance(each, ast.Constant)}
            if name in _OPENING and not (name == "write_text" and len(args) == 2):
                found.append(name)
            elif name == "open" and modes & {"w", "wb", "x", "xb", "a", "ab", "r+b"}:
                found.append("open")
    return found


def test_no_other_module_writes_files() -> None:
    found = {
        path.relative_to(SOURCE).as_posix(): calls
        for path in SOURCE.rglob("*.py")
        if (calls := writes(ast.parse(path.read_text(encoding="utf-8"))))
    }
    # Streams open what swallows output where there is none.
    assert found.pop("base/streams.py") == ["open"]
    assert found.keys() == WRITERS.keys()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plan.txt", PLAN_TEXT),
        ("plan.json", '{"format": "sciplan/1", "plan": {}}'),
        ("late.txt", "# 说明\n" * 50_000 + PLAN_TEXT),
        ("returns.txt", "format: sciplan-progress/1\n"),
        ("contacts.txt", "format: sciplan-contacts/1\n"),
        ("new.yaml", ""),
        ("new.YML", ""),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_what_is_a_plan_is_refused(tmp_path: Path, name: str, text: str, encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    before = path.read_bytes()
    with pytest.raises(SciplanError, match="方案文件"):
        outputs.write(str(path), b"x")
    with pytest.raises(SciplanError, match="方案文件"):
        outputs.write_all({str(tmp_path / "a.csv"): b"x", str(path): b"x"})
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("text", ["", "报告\n", "format: other/1\n", "见 format: sciplan/1\n"])
def test_what_is_none_is_written_over(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    outputs.write(str(path), b"x")
    assert path.read_bytes() == b"x"


def test_of_several_files_none_is_written_where_one_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(SciplanError, match="写不了"):
        outputs.write_all({str(tmp_path / "a"): b"x", str(tmp_path / "none" / "b"): b"x"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("why", "code", "told"),
    [(SciplanError("不行"), 2, "不行"), (KeyboardInterrupt(), 130, "已中断")],
)
def test_what_stands_is_known_where_the_last_step_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: BaseException, code: int, told: str
) -> None:
    put = writing.put

    def put_two(staged: writing.Staged) -> None:
        if staged.path.endswith("c"):
            raise why
        put(staged)

    monkeypatch.setattr(outputs, "put", put_two)
    paths = [str(tmp_path / name) for name in "abcd"]
    with pytest.raises(outputs.PartlyWrittenError) as caught:
        outputs.write_all(dict.fromkeys(paths, b"x"))
    assert (caught.value.written, caught.value.exit_code) == (paths[:2], code)
    assert caught.value.message == told
    assert sorted(map(str, tmp_path.iterdir())) == paths[:2]
