"""Which markers open items: the numbers of the whole document decide."""

import pytest

from sciplan.documents.outline.outline import OutlineItem, outline
from sciplan.documents.readers.document import Paragraph

AMBIGUOUS = "一、河湖\n（一）修渠。疏通。\n1.清淤。清理。\n二，种树。补种。\n（二）养鱼。放苗。"
"""二， may be the second part, or a slip of the pen for 2. or （二）."""


def shape(item: OutlineItem) -> list[object]:
    return [[inner.title, *shape(inner)] for inner in item.items]


def tree(text: str) -> list[object]:
    lines = text.split("\n")
    return shape(outline(Paragraph(line, number) for number, line in enumerate(lines, 1)))


@pytest.mark.parametrize("typed", ["3。", "3，", "3 .", "3 、", "⒊", "3．", "3、"])
def test_a_mistyped_point(typed: str) -> None:
    text = f"1.修渠。疏通。\n2.种树。补种。\n{typed}养鱼。放苗。\n4.巡河。每日。"
    assert tree(text) == [["修渠"], ["种树"], ["养鱼"], ["巡河"]]


@pytest.mark.parametrize("typed", ["（ 二 ）", "( 二)", "㈡", "（二", "二）", "（二）、"])
def test_a_mistyped_section(typed: str) -> None:
    text = f"一、河湖\n（一）修渠。疏通。\n{typed}种树。补种。\n（三）养鱼。放苗。"
    assert tree(text) == [["河湖", ["修渠"], ["种树"], ["养鱼"]]]


@pytest.mark.parametrize("typed", ["二 、", "二，", "二 .", "二.", "一，", "二、"])
def test_a_mistyped_part(typed: str) -> None:
    """A number that comes again is still a heading where items begin anew under it."""
    text = f"一、河湖\n（一）修渠。疏通。\n（二）种树。补种。\n{typed}道路\n（一）铺路。铺平。"
    assert tree(text) == [["河湖", ["修渠"], ["种树"]], ["道路", ["铺路"]]]


@pytest.mark.parametrize("typed", ["⑵", "( 2 )", "（2）"])
def test_a_mistyped_subpoint(typed: str) -> None:
    text = f"1.河湖\n（1）修渠。疏通。\n{typed}种树。补种。"
    assert tree(text) == [["河湖", ["修渠"], ["种树"]]]


@pytest.mark.parametrize(
    "line",
    [
        "8。此行是续文",
        "五，此行是续文",
        "9 .此行是续文",
    ],
)
def test_a_mistyped_number_that_nothing_awaits_is_text(line: str) -> None:
    text = f"1.修渠。疏通。\n{line}\n2.种树。补种。"
    assert tree(text) == [["修渠"], ["种树"]]


@pytest.mark.parametrize(
    ("text", "outlined"),
    [
        (
            "工作方案一、河湖1.修渠。疏通全部旧渠2.种树。补种二、道路1.铺路。铺平",
            [["河湖", ["修渠"], ["种树"]], ["道路", ["铺路"]]],
        ),
        (
            "（1）修渠。疏通全部旧渠（2）种树。补种柳树（3）养鱼。放苗",
            [["修渠"], ["种树"], ["养鱼"]],
        ),
    ],
)
def test_items_that_no_stop_parts(text: str, outlined: list[object]) -> None:
    assert tree(text) == outlined


@pytest.mark.parametrize(
    "words",
    [
        "发展一、二、三产业，支持一、二年级学生",
        "按照第（二）项和（三）类的要求",
        "见《某市办法》（二）款",
        "完成投资1.5亿元，增长2.3个百分点",
        "《某市（二）号工程二、建设规划》",
        "东1.西2渠",
    ],
)
def test_numbers_in_running_text_open_nothing(words: str) -> None:
    text = f"一、河湖\n1.修渠。{words}。\n2.种树。补种。"
    assert tree(text) == [["河湖", ["修渠"], ["种树"]]]


def test_a_gap_and_a_restart_stay() -> None:
    text = "1.修渠。疏通。\n2.种树。补种。\n5.养鱼。放苗。\n1.铺路。铺平。\n2.修桥。加固。"
    assert [item[0] for item in tree(text) if isinstance(item, list)] == [
        "修渠",
        "种树",
        "养鱼",
        "铺路",
        "修桥",
    ]


@pytest.mark.parametrize(
    ("text", "outlined"),
    [
        # Runs of letters and Roman numerals are levels of their own.
        ("I、河湖\n1.修渠。疏通。\n2.种树。补种。\nII、道路\n1.铺路。铺平。",
         [["河湖", ["修渠"], ["种树"]], ["道路", ["铺路"]]]),
        ("一、河湖\nI.修渠。疏通。\nII.种树。补种。\nIII.养鱼。放苗。\n二、道路\nI. 铺路。铺平。",
         [["河湖", ["修渠"], ["种树"], ["养鱼"]], ["道路", ["铺路"]]]),
        ("一、河湖\ni. 修渠。疏通。\nii. 种树。补种。\n二、道路\ni. 铺路。铺平。",
         [["河湖", ["修渠"], ["种树"]], ["道路", ["铺路"]]]),
        ("1.河湖\na.修渠。疏通。\nb.种树。补种。\n2.道路\na.铺路。铺平。",
         [["河湖", ["修渠"], ["种树"]], ["道路", ["铺路"]]]),
        # Capitals stand below the points of one document, above those of another.
        ("1.河湖\nA、修渠。疏通。\nB、种树。补种。\n2.道路\nA、铺路。铺平。",
         [["河湖", ["修渠"], ["种树"]], ["道路", ["铺路"]]]),
        ("A、河湖\n1.修渠。疏通。\n2.种树。补种。\nB、道路\n1.铺路。铺平。",
         [["河湖", ["修渠"], ["种树"]], ["道路", ["铺路"]]]),
        ("1st、修渠。疏通。\n2nd、种树。补种。", [["修渠"], ["种树"]]),
        ("- 1 -修渠。疏通。\n- 2 -种树。补种。", [["修渠"], ["种树"]]),
        ("壹、修渠。疏通。\n貳、种树。补种。\n參、养鱼。放苗。", [["修渠"], ["种树"], ["养鱼"]]),
        # One alone is text.
        ("1.修渠。疏通。\nA、乙两村共用。\n2.种树。补种。", [["修渠"], ["种树"]]),
    ],
)  # fmt: skip
def test_latin_numbers_in_a_run(text: str, outlined: list[object]) -> None:
    assert tree(text) == outlined


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        (AMBIGUOUS, [(4, "二，种树。补种。")]),
        (f"{AMBIGUOUS}\n（三）巡河。每日。\n（四）护林。每周。", [(4, "二，种树。补种。")]),
        (
            "一、河湖\n（一）修渠。疏通。 二、种树。补种。\n（二）养鱼。放苗。\n三、道路",
            [(2, "二、种树。补种。")],
        ),
        ("一、河湖\n（一）修渠。疏通。\n二，种树\n（一）养鱼。放苗。", []),
        ("1.修渠。疏通。\n3，种树。补种。\n4.养鱼。放苗。", []),
    ],
)
def test_two_readings_that_cost_the_same_are_asked_about(
    text: str, unsure: list[tuple[int, str]]
) -> None:
    top = outline(Paragraph(line, number) for number, line in enumerate(text.split("\n"), 1))
    assert [(one.line, one.text) for one in top.unsure] == unsure
