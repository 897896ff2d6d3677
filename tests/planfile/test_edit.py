from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.base.problem import FieldPath, Fix
from sciplan.planfile import edit, spans
from sciplan.planfile.composing import composed
from sciplan.planfile.source import MappingNode, SequenceNode, YamlText, compose

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


@pytest.mark.parametrize(
    ("text", "indexes", "after"),
    [
        ("a:\n  - x\n  - y\n  - z\n", (0, 1), "a:\n  - z\n"),
        ("a:\n  - x\n  - y\n  - z\n", (2, 1), "a:\n  - x\n"),
        ("a:\n  - x\n  - y\n  - z\n", (2, 0), "a:\n  - y\n"),
    ],
)
def test_edits_that_only_touch_are_all_made(text: str, indexes: list[int], after: str) -> None:
    document, _ = compose(text, "p.yaml")
    fixes = [Fix(path=("a", index), text=None) for index in indexes]
    assert edit.apply(document.text, edit.edits(document, fixes)) == after


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
def test_a_word_that_yaml_takes_for_nothing_is_quoted(word: str) -> None:
    before, after = "  - 市科协   # 先列", f'  - "{word}"   # 先列'
    assert edited(BLOCK, ("lead", 0), word) == BLOCK.replace(before, after)


# Lists and blocks -----------------------------------------------------------------------------

NESTED = """\
items:
  # 说明甲
  - id: 甲
    names: [一, 二, 三]   # 名单
      # 属于名单

  # 说明乙
  -
    id: 乙
    text: |
      几行
      # 不是注释

  # 另起的说明

  - {id: 丙, names: [一,
      二, '三, #三']}
last: 末
"""
FIRST, SECOND = NESTED.index("  # 说明甲"), NESTED.index("  # 说明乙")
LONE, THIRD = NESTED.index("  # 另起的说明"), NESTED.index("  - {id: 丙")


def collection(text: str, path: FieldPath) -> tuple[YamlText, SequenceNode | MappingNode]:
    document, problems = compose(text, "p.yaml")
    node = document.node_at(path)
    assert not problems
    assert isinstance(node, SequenceNode | MappingNode)
    return document, node


@pytest.mark.parametrize(
    ("places", "after"),
    [
        ([0], NESTED[:FIRST] + NESTED[SECOND:]),
        ([1], NESTED[:SECOND] + NESTED[LONE:]),
        ([2], NESTED[: THIRD - 1] + "last: 末\n"),
        ([1, 2], NESTED[: SECOND - 1] + "\n  # 另起的说明\nlast: 末\n"),
    ],
)
def test_blocks_go_with_their_comments_and_one_gap(places: list[int], after: str) -> None:
    document, node = collection(NESTED, ("items",))
    assert edit.apply(NESTED, edit.removals(document, node, places, whole=True)) == after


PARTED = """\
- id: 甲

 # 属于甲
- id: 乙

# 属于乙
- id: 丙
"""
SECOND_PARTED = PARTED.index("- id: 乙")


@pytest.mark.parametrize(
    ("place", "after"),
    [
        (0, PARTED[SECOND_PARTED:]),
        (1, PARTED.replace("- id: 乙\n\n", "")),
    ],
)
def test_a_comment_farther_in_goes_with_its_block_over_a_blank_line(place: int, after: str) -> None:
    document, node = collection(PARTED, ())
    assert edit.apply(PARTED, edit.removals(document, node, [place], whole=True)) == after


def test_what_is_new_stands_behind_a_comment_over_a_blank_line() -> None:
    document, node = collection(PARTED, ())
    changed = edit.apply(PARTED, [edit.insertion(document, node, 0, ["- id: 新"])])
    assert changed == f"{PARTED[:SECOND_PARTED]}- id: 新\n{PARTED[SECOND_PARTED:]}"


@pytest.mark.parametrize(
    ("path", "after", "new", "before", "expected"),
    [
        (("items",), -1, ["  - 丁"], "  # 说明甲", "  - 丁\n  # 说明甲"),
        (("items",), 0, ["  - 丁"], "属于名单\n", "属于名单\n  - 丁\n"),
        (("items",), 1, ["  - 丁"], "不是注释\n", "不是注释\n  - 丁\n"),
        (("items",), 2, ["  - 丁", "  - 戊"], "三']}\n", "三']}\n  - 丁\n  - 戊\n"),
        (("items", 0, "names"), -1, ["零"], "names: [一, 二, 三]", "names: [零, 一, 二, 三]"),
        (("items", 0, "names"), 1, ["丁", "戊"], "一, 二, 三]", "一, 二, 丁, 戊, 三]"),
        (("items", 0), 0, ["    title: 新"], "id: 甲\n", "id: 甲\n    title: 新\n"),
        (("items", 1), 0, ["    title: 新"], "id: 乙\n", "id: 乙\n    title: 新\n"),
        (("items", 2), 0, ["title: 新"], "{id: 丙,", "{id: 丙, title: 新,"),
        ((), 1, ["more: 又"], "last: 末\n", "last: 末\nmore: 又\n"),
    ],
)
def test_what_is_new_stands_behind_its_neighbour(
    path: FieldPath, after: int, new: list[str], before: str, expected: str
) -> None:
    document, node = collection(NESTED, path)
    changed = edit.apply(NESTED, [edit.insertion(document, node, after, new)])
    assert NESTED.count(before) == 1
    assert changed == NESTED.replace(before, expected)


@pytest.mark.parametrize(
    ("text", "path", "places", "after"),
    [
        ("a: [x, y, z]\n", ("a",), [0, 1], "a: [z]\n"),
        ("a: [x, y, z]\n", ("a",), [0, 2], "a: [y]\n"),
        ("a: [x, y, z,]\n", ("a",), [0, 1, 2], "a: []\n"),
        ("a: {x: 1, y: 2}\n", ("a",), [0], "a: {y: 2}\n"),
        ("- x: 1\n  y: 2\n", (0,), [0], "- y: 2\n"),
        ("x: 1\ny: |\n  字\n\nz: 3\n", (), [1], "x: 1\nz: 3\n"),
        ("a:\n- x\n- y\n", ("a",), [1], "a:\n- x\n"),
    ],
)
def test_items_and_pairs_are_taken_out(
    text: str, path: FieldPath, places: list[int], after: str
) -> None:
    document, node = collection(text, path)
    assert edit.apply(text, edit.removals(document, node, places, whole=True)) == after


@pytest.mark.parametrize(
    ("text", "path", "places"),
    [
        ("a: [x,  # 说\n  y]\n", ("a",), [1]),
        ("- x: 1  # 说\n  y: 2\n", (0,), [0]),
        ("- x: 1\n", (0,), [0]),
        ("- - x\n  - y\n", (0,), [0]),
    ],
)
def test_what_would_take_a_comment_along_cannot_be_done(
    text: str, path: FieldPath, places: list[int]
) -> None:
    document, node = collection(text, path)
    with pytest.raises(spans.CannotEditError) as caught:
        edit.removals(document, node, places)
    assert caught.value.node is node


def test_a_hash_in_quotes_is_no_comment() -> None:
    document, node = collection(NESTED, ("items", 2, "names"))
    (change,) = edit.removals(document, node, [2])
    assert edit.apply(NESTED, [change]) == NESTED.replace(", '三, #三']", "]")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_new_lines_end_as_the_files_do(end: str) -> None:
    text = NESTED.replace("\n", end)
    document, node = collection(text, ())
    last = [edit.insertion(document, node, 1, ["x: 1"])]
    assert edit.apply(text, last) == text + f"x: 1{end}"
    document, node = collection(text.removesuffix(end), ())
    last = [edit.insertion(document, node, 1, ["x: 1"])]
    assert edit.apply(text.removesuffix(end), last) == f"{text}x: 1"


@pytest.mark.parametrize(
    ("text", "path", "after"),
    [
        ("a: |\n  x\n  y\n\nb: 1\n", ("a",), "a: 新\n\nb: 1\n"),
        ("a: 'x\n  y'  # 说\n", ("a",), "a: 新  # 说\n"),
        ("a:  # 说\nb: 1\n", ("a",), "a: 新  # 说\nb: 1\n"),
        ("a: ~\n", ("a",), "a: 新\n"),
    ],
)
def test_any_scalar_takes_a_new_value(text: str, path: FieldPath, after: str) -> None:
    document, _ = compose(text, "p.yaml")
    node = document.node_at(path)
    assert node is not None
    assert edit.apply(text, [edit.rewritten(document, node, "新")]) == after


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
    from sciplan.base.files import read_file

    for raw in ("甲\r\n".encode("gb18030"), b"\xef\xbb\xbf" + "甲".encode(), "甲".encode("utf-16")):
        path = tmp_path / "p.yaml"
        path.write_bytes(raw)
        file = read_file(str(path))
        assert file.encoded(file.text) == raw


@st.composite
def some_edits(draw: st.DrawFn, text: str) -> list[spans.Edit]:
    places = sorted(draw(st.lists(st.integers(0, len(text)), min_size=0, max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return [spans.Edit(start, end, draw(st.text("xyz", max_size=3))) for start, end in pairs]


@given(st.data(), st.text("abc", max_size=20))
def test_edits_of_edits_come_to_the_same(data: st.DataObject, text: str) -> None:
    first = data.draw(some_edits(text))
    middle = edit.apply(text, first)
    second = data.draw(some_edits(middle))
    found = composed(text, first, second)
    assert edit.apply(text, found) == edit.apply(middle, second)
    assert all(one.end <= other.start for one, other in pairwise(found))
