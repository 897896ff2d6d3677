"""Text to nodes: places, what YAML feature is refused, and hostile input."""

import subprocess
import sys
from pathlib import Path

import pytest

from sciplan.planfile.load import load
from sciplan.planfile.source import MAX_DEPTH, ScalarNode, YamlText, compose
from support import PLAN_TEXT, ROOT, environment, process

PROBE = """
import sys, resource
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
from sciplan.planfile.load import load, load_units
text = sys.stdin.buffer.read().decode()
loaded = load(text, "p.yaml")
load_units(text, "p.yaml")
assert loaded.plan is None
print(loaded.problems[0].code, loaded.problems[0].location.line)
"""


def composed(text: str) -> YamlText:
    document, problems = compose(text, "p.yaml")
    assert problems == []
    return document


def refusal(text: str) -> tuple[str, int, int]:
    _, problems = compose(text, "p.yaml")
    place = problems[0].location
    return problems[0].message, place.line, place.column


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_do_not_depend_on_line_ends_or_a_byte_order_mark(end: str, mark: str) -> None:
    document = composed(f"{mark}甲: 一{end}乙:{end}  - 二{end}  - 三{end}")
    assert [
        (place.line, place.column, place.end_line, place.end_column)
        for path in (("甲",), ("乙",), ("乙", 1))
        for place in [document.place(path)]
    ] == [(1, 4, 1, 5), (3, 3, 3, 4), (4, 5, 4, 6)]
    assert document.line(3) == "  - 二"


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x85"])
def test_only_real_line_ends_count(char: str) -> None:
    document = composed(f'甲: "一{char}二"\n乙: 三\n')
    assert (document.place(("乙",)).line, document.place(("乙",)).column) == (2, 4)


def test_characters_outside_the_basic_plane_are_one_column() -> None:
    assert composed("{甲: 𠮷𠮷, 乙: 三}").place(("乙",)).column == 12


def test_the_place_of_what_is_not_there_is_that_of_the_nearest_above() -> None:
    document = composed("甲:\n  乙: 三\n")
    assert document.place(("甲", "丙", 4)) == document.place(("甲",))
    assert str(composed("").place(("甲",))) == "p.yaml"


def test_the_place_of_a_key() -> None:
    place = composed("甲:\n  乙: 三\n").place(("甲", "乙"), key=True)
    assert (place.line, place.column) == (2, 3)


def test_nodes_are_text() -> None:
    node = composed("甲: no").node_at(("甲",))
    assert isinstance(node, ScalarNode)
    assert node.value == "no"


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("甲: *a\n", "不支持 YAML 引用（*a）", 1, 4),
        ("甲: &a 一\n", "不支持 YAML 锚点（&a）", 1, 4),
        ("甲:\n  - &b\n    丙: 丁\n", "不支持 YAML 锚点（&b）", 2, 5),
        ("甲: !!python/object:os.system 一\n", "不支持 YAML 标签", 1, 4),
        ("甲: !b 一\n", "不支持 YAML 标签", 1, 4),
        ("甲: *乙\n", "* 和 & 在开头另有含义", 1, 5),
        ("甲: !乙 一\n", "! 在开头另有含义", 1, 5),
        ("甲: |一\n", "| 和 > 在开头另有含义", 1, 5),
        ("? &a 甲\n: 一\n", "不支持 YAML 锚点", 1, 3),
        ("{甲: [&a 一]}\n", "不支持 YAML 锚点", 1, 6),
        ("&a 甲: 一\n", "不支持 YAML 锚点", 1, 1),
        ("甲: 一\n<<: *b\n", "不支持 YAML 引用", 2, 5),
        ("甲: 一\x00\n", "控制字符 U+0000", 1, 5),
        ("甲: 一\n乙: \x1b[31m\n", "控制字符 U+001B", 2, 4),
        ("甲: \ud800\n", "控制字符 U+D800", 1, 4),
        ("甲: 一\ufeff\n", "控制字符 U+FEFF", 1, 5),
        ('{甲: "a\\ud83d\\ude00b"}', "YAML 不认 \\ud83d\\ude00 这种写法", 1, 9),
        ('甲: "\\uD83D"\n', "不是一个字符", 1, 7),
        ("%YAML 9.9\n---\n甲: 一\n", "", 1, 1),
    ],
)
def test_refused(text: str, message: str, line: int, column: int) -> None:
    said, at_line, at_column = refusal(text)
    assert message in said
    assert (at_line, at_column) == (line, column)


def test_every_refused_feature_is_told() -> None:
    _, problems = compose("甲: &a 一\n乙: *a\n丙: !t 二\n", "p.yaml")
    assert [problem.location.line for problem in problems] == [1, 2, 3]


@pytest.mark.parametrize(
    "text", ["甲: 一 & 二", "甲: '&乙'", "甲: a*b", "# &a *b !c\n甲: 一", "甲: 好！"]
)
def test_marks_inside_text_are_harmless(text: str) -> None:
    composed(text)


@pytest.mark.parametrize(("opening", "closing"), [("- ", ""), ("? ", "")])
def test_the_depth_of_blocks_is_bounded_exactly(opening: str, closing: str) -> None:
    composed(opening * MAX_DEPTH + "甲" + closing * MAX_DEPTH)
    deeper = opening * (MAX_DEPTH + 1) + "甲" + closing * (MAX_DEPTH + 1)
    assert refusal(deeper) == (f"嵌套超过 {MAX_DEPTH} 层", 1, 2 * MAX_DEPTH + 1)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_the_depth_of_flow_is_bounded(opening: str, closing: str) -> None:
    composed(opening * MAX_DEPTH + "甲" + closing * MAX_DEPTH)
    assert f"嵌套超过 {MAX_DEPTH} 层" in refusal(opening * 600 + "甲" + closing * 600)[0]


def nested_block(levels: int) -> str:
    return "".join(f"{' ' * level}a:\n" for level in range(levels))


HOSTILE = {
    "brackets": "甲: " + "[" * 100_000,
    "closed brackets": "甲: " + "[" * 100_000 + "]" * 100_000,
    "braces": "甲: " + "{a: " * 100_000,
    "brackets a line": "甲:\n" + " [\n" * 100_000,
    "brackets after short ones": "甲: [" + "[], " * 1000 + "[" * 50_000,
    "brackets after quotes": '甲: ["\'", ' * 30_000,
    "dashes": "- " * 30_000,
    "questions": "? " * 30_000,
    "a block": nested_block(3_000),
    "dashes a line": "".join(f"{' ' * level}-\n" for level in range(3_000)),
    "quoted": '"' + "[" * 100_000,
    "bomb": "a0: &a0 [一, 一]\n"
    + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20)),
    "self": "甲: &a [*a]",
    "huge scalar": "title: " + "长" * 5_000_000,
    "huge key": "长" * 2_000 + ": 一",
    "many keys": "".join(f"k{n}: v\n" for n in range(100_000)),
    "many commas": "[" + "," * 4_100_000 + "]",
    "number": "format: sciplan/1\ntargets: [{what: 甲, quote: 乙, reach: " + "9" * 1_000_000 + "}]",
    "spaces": "甲: 一" + " " * 3_000_000 + "\x01",
    "dashes in a row": "-" * 1_000_000,
    "units": "units:\n" + "  [\n" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_in_a_problem(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        input=HOSTILE[name].encode(),
        env=environment(),
        cwd=ROOT,
        timeout=60,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


def test_a_block_of_30_000_levels(tmp_path: Path) -> None:
    # Indented one space a level such a file would be 450 MB, so the levels are dashes in a row.
    path = tmp_path / "deep.yaml"
    path.write_text("- " * 30_000 + "甲", encoding="utf-8")
    done = process(["measures", "-p", str(path)])
    assert done.returncode == 2
    assert "嵌套超过" in done.stderr.decode()


def test_a_problem_is_no_longer_than_a_screen_however_huge_the_scalar() -> None:
    (problem, *_) = load(
        PLAN_TEXT.replace("      - 市教体局", f"      - {'长' * 100_000}"), "p"
    ).problems
    assert len(problem.message) + len(problem.hint) < 300


def test_a_line_is_kept_by_reference() -> None:
    document, _ = compose("a: [" + "x, " * 1000 + "]\n", "p.yaml")
    assert document.line(1) is document.line(1)
