"""Suspicions: each kind of misreading shows, and documents that are read well are free of them."""

import pytest

from import_samples import drafted
from sciplan.documents.draft.second_look import suspicions
from sciplan.documents.readers.document import Block, Grid, Paragraph
from sciplan.plan.model import FORMAT, Head, Measure, Plan

CLAUSE = "（市水利局牵头，市财政局配合）"


def measure(**facts: object) -> Measure:
    known = {"id": "1", "title": "修渠", "lead": ("市水利局",), "attribution": "（市水利局牵头）"}
    return Measure(**{**known, **facts})  # type: ignore[arg-type]


def told(blocks: list[Block], *measures: Measure) -> list[str]:
    plan = Plan(format=FORMAT, head=Head(id="p", title="方案"), units=(), measures=measures)
    lines = {one.id: 1 for one in measures}
    return [doubt.code for doubt in suspicions(blocks, blocks, plan, lines, set())]


def lines(*texts: str) -> list[Block]:
    return [Paragraph(text, number) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("texts", "gaps"),
    [
        (("一、甲", "1.修渠", "2.种树", "二、乙", "1.护林"), 0),
        (("一、甲", "1.修渠", "2.种树", "二、乙", "3.护林"), 0),
        (("1.修渠", "3.种树"), 1),
        (("一、甲", "三、乙"), 1),
        (("一、甲", "（一）修渠", "（二）种树", "二、乙", "（二）护林"), 0),
        (("一、甲", "（一）修渠", "（二）种树", "（三）护林", "二、乙", "（二）防火"), 1),
        (("（四）修渠", "（五）种树"), 0),
        (("1.修渠", "2.5亿元用于种树", "2.种树"), 0),
        (("①修渠", "③种树"), 1),
        (("1.修渠", "2 .种树", "3。护林", "4，巡河", "5,疏浚", "6.防火"), 0),
        (("一、甲", "二 、乙", "三，丙", "四、丁"), 0),
        (("（一）甲", "（ 二 ）乙", "三）丙", "㈣丁", "（五）戊"), 0),
    ],
)
def test_gaps_in_numbers(texts: tuple[str, ...], gaps: int) -> None:
    assert told(lines(*texts), measure()).count("number-gap") == gaps


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("市水利局", False),
        ("12345热线办", False),
        ("中铁二十一局", False),
        ("各县（市、区）人民政府", False),
        ("市水利局2", True),
        ("市水利局3.种树", True),
        ("市水利局牵头市财政局", True),
        ("市水利局。内部资料", True),
        ("市水利局完成时限", True),
    ],
)
def test_names_that_hold_more(name: str, odd: bool) -> None:
    assert ("odd-unit" in told([], measure(lead=(name,)))) == odd


@pytest.mark.parametrize(
    ("title", "long"),
    [
        ("修" * 60, False),
        ("修" * 119, False),
        ("修" * 121, True),
        ("修" * 50 + "2.种树" + "林" * 20, True),
        ("修" * 50 + "。种树" + "林" * 20, True),
        ("修" * 50 + "增长2.5倍" + "林" * 20, False),
    ],
)
def test_titles_that_hold_more(title: str, long: bool) -> None:
    assert ("long-title" in told([], measure(title=title))) == long


@pytest.mark.parametrize(
    ("facts", "suspicious"),
    [
        ({"attribution": CLAUSE, "cooperating": ("市财政局",)}, False),
        ({"attribution": CLAUSE}, True),
        ({"attribution": CLAUSE, "lead": (), "cooperating": ("市财政局",)}, True),
        ({"attribution": "牵头单位：市水利局；配合单位：无"}, False),
        ({"attribution": "牵头单位：市水利局；配合/责任单位：市财政局"}, False),
        ({"attribution": "（市水利局牵头）", "lead": (), "others": {"指导": ("市水利局",)}}, False),
    ],
)
def test_roles_that_fell_out_of_a_clause(facts: dict[str, object], suspicious: bool) -> None:
    assert ("unread-roles" in told([], measure(**facts))) == suspicious


@pytest.mark.parametrize(
    ("text", "suspicious"),
    [
        ("1.修渠。（市水利局牵头）", False),
        ("1.修渠。（市水利局牵头）2.种树。（市林草局牵头）", True),
        ("责任单位：市林草局", True),
        ("排在首位的责任单位为牵头单位。", False),
        ("由市林草局牵头的工作", False),
    ],
)
def test_shapes_of_clauses_that_no_clause_holds(text: str, suspicious: bool) -> None:
    assert ("unread-roles" in told(lines(text), measure())) == suspicious


def rows(*firsts: str) -> Grid:
    return Grid(tuple((first, "修渠", "市水利局") for first in firsts), 1)


@pytest.mark.parametrize(
    ("blocks", "few"),
    [
        ([rows("序号", "1", "2", "3")], True),
        ([rows("序号", "1", "2")], False),
        ([rows("1", "2", "3", "3", "4")], True),
        (lines("序号", "1", "修渠", "2", "种树", "3", "护林"), True),
        (lines("1\t修渠\t甲", "2\t种树\t乙", "3\t护林\t丙"), True),
        (lines("| 1 | 修渠 |", "| 2 | 种树 |", "| 3 | 护林 |"), True),
        (lines("1.修渠", "2.种树", "3.护林"), False),
        (lines("2020", "2021", "2022"), False),
    ],
)
def test_fewer_measures_than_numbered_rows(blocks: list[Block], few: bool) -> None:
    assert ("fewer-measures" in told(blocks, measure(), measure(id="2"))) == few


def test_what_is_told_of_a_document_stands_in_its_plan_file_too() -> None:
    made = drafted("方案\n一、任务\n1.修渠。（市水利局负责）\n3.种树。（市林草局负责）")
    assert [one.code for one in made.problems] == ["number-gap"]
    assert "第 4 行：3. 的前面没有第 2 个编号" in made.comments["plan",]
