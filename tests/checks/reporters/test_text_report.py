import pytest

from sciplan.base.problem import Location, Severity
from sciplan.base.width import width
from sciplan.checks.reporters.registry import REPORTERS
from support import a_problem

LONG = "市" * 200 + "甲局" + "县" * 200


def rendered(source: str, column: int, end_column: int, *, end_line: int = 3) -> list[str]:
    place = Location("p.yaml", 3, column, end_line, end_column)
    return REPORTERS["text"].render([a_problem(source=source, location=place)]).splitlines()


def test_place_code_message_source_caret_and_hint() -> None:
    assert rendered("  - 市科斜", 5, 8) == [
        "p.yaml:3:5: 错误 unknown-unit 没有登记“市科斜”这个单位",
        "      - 市科斜",
        "        ^^^^^^",
        "    是不是“市科协”？",
    ]


@pytest.mark.parametrize(
    ("source", "column", "end_column", "shown", "carets"),
    [
        ("ab: c", 5, 6, "ab: c", "    ^"),
        ("甲: 乙局", 4, 6, "甲: 乙局", "    ^^^^"),
        ("甲\u3000: 乙", 2, 3, "甲\u3000: 乙", "  ^^"),
        ("\tab", 2, 4, "    ab", "    ^^"),
        ("a\tb", 2, 3, "a    b", " ^^^^"),
        ("a\u0301b: c", 3, 4, "a\u0301b: c", " ^"),
        ("\ufeffab", 2, 3, " ab", " ^"),
        ("abc", 2, 2, "abc", " ^"),
        ("abc", 9, 9, "abc", "   ^"),
        ("a\x1b[31mb", 1, 2, "a [31mb", "^"),
    ],
)
def test_carets_stand_under_the_place(
    source: str, column: int, end_column: int, shown: str, carets: str
) -> None:
    _, source_line, caret_line, _ = rendered(source, column, end_column)
    assert source_line == f"    {shown}"
    assert caret_line == f"    {carets}"


def test_a_place_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert rendered("  a: [b,  ", 6, 3, end_line=5)[2] == "         ^^^"


@pytest.mark.parametrize("column", [1, 2, 20, 150, 201, 202, 300, 390, 402])
def test_a_long_line_is_cut_around_the_place(column: int) -> None:
    _, source_line, caret_line, _ = rendered(LONG, column, column + 1)
    assert width(source_line) <= 104
    columns = width(caret_line) - 2
    before = next(n for n in range(len(source_line)) if width(source_line[:n]) == columns)
    assert source_line[before] == LONG[column - 1]
    assert source_line.lstrip().startswith("...") == (column > 20)
    assert source_line.endswith("...") == (column < 390)


@pytest.mark.parametrize("size", [99, 100])
def test_a_line_that_fits_is_whole(size: int) -> None:
    source = "a" * size
    assert rendered(source, size // 2, size // 2 + 1)[1] == f"    {source}"


def test_a_long_place_is_cut_too() -> None:
    _, source_line, caret_line, _ = rendered("k: " + "长" * 5000, 4, 5004)
    assert source_line.startswith("    k: 长")
    assert width(source_line) <= 104
    assert 50 < caret_line.count("^") <= 60


def test_without_a_source_line_there_is_no_caret() -> None:
    assert len(rendered("", 1, 2)) == 2


def test_the_whole_file_is_meant() -> None:
    text = REPORTERS["text"].render([a_problem(location=Location("p.yaml"), hint="", source="")])
    assert text == "p.yaml: 错误 unknown-unit 没有登记“市科斜”这个单位\n"


@pytest.mark.parametrize(
    ("severity", "known", "word"),
    [
        (Severity.ERROR, False, "错误"),
        (Severity.WARNING, False, "警告"),
        (Severity.INFO, False, "提示"),
        (Severity.ERROR, True, "已说明"),
    ],
)
def test_severities_in_words(severity: Severity, known: bool, word: str) -> None:
    text = REPORTERS["text"].render([a_problem(severity=severity, known=known)])
    assert f": {word} unknown-unit " in text


def test_colour_adds_escapes_and_nothing_else() -> None:
    plain = REPORTERS["text"].render([a_problem()])
    coloured = REPORTERS["text"].render([a_problem()], colour=True)
    assert "\x1b" not in plain
    assert "\x1b[31m错误 unknown-unit\x1b[0m" in coloured
    for escape in ("\x1b[0m", "\x1b[1m", "\x1b[31m"):
        coloured = coloured.replace(escape, "")
    assert coloured == plain


def test_all_that_stands_in_a_cell_is_marked() -> None:
    place = Location.of_cell("表.xlsx", "数据!E12", 12, 5)
    text = REPORTERS["text"].render([a_problem(source="市科斜", location=place)])
    assert text.splitlines() == [
        "表.xlsx!数据!E12: 错误 unknown-unit 没有登记“市科斜”这个单位",
        "    市科斜",
        "    ^^^^^^",
        "    是不是“市科协”？",
    ]
