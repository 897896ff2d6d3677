from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan import edit
from sciplan.problem import FieldPath, Fix
from sciplan.source import compose

BLOCK = """\
# 名单
lead:   # 牵头
  - 市科协   # 先列
  - "市教体局"
  - '市财政局'
cooperating: [市科协, 市教体局, 市财政局]  # 一行
text: |
  几行
  文字
summary: 折成
  两行
"""


def edited(text: str, path: FieldPath, value: str | None) -> str:
    document, problems = compose(text, "p.yaml")
    assert not problems
    return edit.apply(document.text, edit.edits(document, [Fix(path=path, text=value)]))


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        (("lead", 0), "市气象局", "  - 市科协   # 先列", "  - 市气象局   # 先列"),
        (("lead", 1), "市气象局", '  - "市教体局"', '  - "市气象局"'),
        (("lead", 2), "市'气象局", "  - '市财政局'", "  - '市''气象局'"),
        (("lead", 0), "a: b", "  - 市科协   # 先列", '  - "a: b"   # 先列'),
        (("lead", 0), "a, b", "  - 市科协   # 先列", '  - "a, b"   # 先列'),
        (("lead", 0), "# x", "  - 市科协   # 先列", '  - "# x"   # 先列'),
        (
            ("cooperating", 1),
            "市气象局",
            "市科协, 市教体局, 市财政局",
            "市科协, 市气象局, 市财政局",
        ),
        (("lead", 0), None, "  - 市科协   # 先列\n", ""),
        (("lead", 2), None, "  - '市财政局'\n", ""),
        (("cooperating", 0), None, "[市科协, 市教体局", "[市教体局"),
        (("cooperating", 2), None, ", 市财政局]", "]"),
    ],
)
def test_only_the_touched_characters_change(
    path: FieldPath, value: str | None, before: str, after: str
) -> None:
    assert BLOCK.count(before) == 1
    assert edited(BLOCK, path, value) == BLOCK.replace(before, after)


@pytest.mark.parametrize("path", [("text",), ("summary",), ("lead",), ("nowhere",)])
def test_what_has_no_exact_place_is_left_alone(path: FieldPath) -> None:
    assert edited(BLOCK, path, "新") == BLOCK


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay(end: str) -> None:
    text = BLOCK.replace("\n", end)
    assert edited(text, ("lead", 1), None) == text.replace(f'  - "市教体局"{end}', "")


def test_a_last_line_without_an_end() -> None:
    assert edited("a:\n  - x\n  - y", ("a", 1), None) == "a:\n  - x\n"


def test_a_list_on_the_line_of_another_item_is_left_alone() -> None:
    assert edited("- - x\n  - y\n", (0, 0), None) == "- - x\n  - y\n"


@pytest.mark.parametrize(
    "item",
    ["|-\n  市教体局", ">\n    市教体局", "|\n    市教体局", '"市教\n    体局"', "市教\n    体局"],
)
def test_an_item_over_several_lines_is_not_taken_off(item: str) -> None:
    text = f"lead:\n  - 甲\n  - {item}\nsummary: 办事\n"
    if "|-" in item:
        text = f"lead:\n- 甲\n- {item}\nsummary: 办事\n"
    assert edited(text, ("lead", 1), None) == text


@pytest.mark.parametrize("text", ["a: [x,  # 先\n  y, z]\n", "a: [x,\n  y, z]\n"])
@pytest.mark.parametrize("index", [0, 1])
def test_an_item_is_not_taken_off_over_a_line_end(text: str, index: int) -> None:
    assert edited(text, ("a", index), None) == text


def test_edits_that_overlap_are_made_once() -> None:
    document, _ = compose("a: [x, y, z]\n", "p.yaml")
    fixes = [Fix(path=("a", 1), text=None), Fix(path=("a", 1), text="w")]
    assert edit.apply(document.text, edit.edits(document, fixes)) in {
        "a: [x, z]\n",
        "a: [x, w, z]\n",
    }


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff"),
        min_size=1,
    )
)
def test_any_text_reads_back_as_itself(text: str) -> None:
    for before in ("a: x\n", 'a: "x"\n', "a: 'x'\n", "a: [x]\n"):
        path: FieldPath = ("a", 0) if "[" in before else ("a",)
        document, problems = compose(edited(before, path, text), "p.yaml")
        node = document.node_at(path)
        assert not problems
        assert node is not None
        assert node.value == text


def test_gb18030_and_marks_survive_a_rewrite(tmp_path: Path) -> None:
    from sciplan.files import read_file

    for raw in ("甲\r\n".encode("gb18030"), b"\xef\xbb\xbf" + "甲".encode(), "甲".encode("utf-16")):
        path = tmp_path / "p.yaml"
        path.write_bytes(raw)
        file = read_file(str(path))
        assert file.encoded(file.text) == raw
