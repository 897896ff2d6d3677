"""What looks like an attribution and was read by no clause is reported."""

import pytest

from sciplan.documents.clauses.unclaimed import looks_like_attribution
from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.readers.document import Document, Paragraph


def drafted(*lines: str) -> Draft:
    numbered = (Paragraph(line, number) for number, line in enumerate(lines, 1))
    return draft(Document("plan.txt", tuple(numbered)))


def reported(made: Draft) -> list[tuple[str, int]]:
    return [(one.code, one.location.line) for one in made.problems]


@pytest.mark.parametrize(
    "sentence",
    [
        "市水利局牵头制定办法",
        "由市水利局牵头，会同市财政局制定办法",
        "市水利局、市财政局等按职责分工负责",
        "修渠（市水利局、市财政局）",
        "修渠（市水利局）",
        "责任单位：南湖公司",
        "各县（市、区）人民政府负责落实",
        "1.市水利局负责修渠",
        "完善机制责任单位：市水利局",
        "（三）市水利局：负责修渠",
        "市政府办公室负责日常工作",
        "市水利局联合市财政局开展巡查",
        "市水利局会市财政局印发办法",
    ],
)
def test_looks_like_attribution(sentence: str) -> None:
    assert looks_like_attribution(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "建设场馆（场馆）",
        "建设学习点（学校、学习点）",
        "发挥企业牵头作用",
        "本方案由市水利局负责解释",
        "主要负责人要亲自抓",
        "认真落实《市政府负责的工作》",
        "工作目标：修渠三条",
        "市总工会组织职工修渠",
        "市水利局与企业联合开展巡查",
    ],
)
def test_looks_like_no_attribution(sentence: str) -> None:
    assert not looks_like_attribution(sentence)


def test_a_sentence_that_no_clause_claims() -> None:
    made = drafted(
        "南湖市水利方案",
        "一、主要任务",
        "（一）修渠。修渠三条。（市水利局牵头）",
        "（二）种树。由市林草局牵头制定办法，再行推广。种树要快。（市林草局负责）",
    )
    assert reported(made) == [("unread-clause", 4)]
    assert "由市林草局牵头制定办法" in made.problems[0].message


def test_a_measure_without_clause_among_others() -> None:
    made = drafted(
        "南湖市水利方案",
        "一、主要任务",
        "（一）修渠。修渠三条。（市水利局牵头）",
        "（二）种树。种树要快。",
    )
    assert reported(made) == [("no-clause", 4)]


def test_no_measures() -> None:
    assert reported(drafted("南湖市水利方案", "一、总则", "修渠三条。"))[0][0] == "no-measures"


def test_a_running_sentence_with_an_object_is_no_clause_but_told() -> None:
    made = drafted(
        "南湖市水利方案",
        "一、主要任务",
        "（一）修渠。修渠三条。（市水利局牵头）",
        "（二）种树。种树要快。（市林草局负责）",
        "（三）养鱼。养好鱼。由市水利局牵头编制规划。",
    )
    assert ("unread-clause", 5) in reported(made)


def test_a_clause_of_numbered_lines_is_claimed() -> None:
    made = drafted(
        "南湖市水利方案",
        "一、修渠",
        "1.加固。",
        "2.责任单位",
        "市水利局、市林草局",
        "3.完成时限：年底",
        "二、种树",
        "1.责任单位：市水利局、市林草局",
        "2.配合单位：市住建局",
    )
    assert not made.problems


def test_a_clause_that_stands_before_those_of_its_items_is_claimed() -> None:
    made = drafted(
        "南湖市水利方案",
        "一、修渠",
        "（一）南渠。加固。（市水利局负责）",
        "（二）北渠。加固。（市水利局负责）",
        "（三）牵头单位：市水利局",
        "（四）中渠。加固。（市水利局负责）",
    )
    assert not made.problems


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("市科协牵头，会同市政府督查室定期通报", ("市科协", "市政府督查室")),
        ("市科协要会同市财政局、市审计局开展检查", ("市科协", "市财政局", "市审计局")),
        ("市科协会同有关方面研究", ("市科协",)),
    ],
)
def test_a_provision_names_whom_the_work_is_shared_with(
    sentence: str, units: tuple[str, ...]
) -> None:
    measures = [f"{number}.修渠{number}。修好。（市水利局负责）" for number in (1, 2, 3, 4)]
    made = drafted(
        "南湖市方案",
        "一、任务",
        *measures,
        "二、组织保障",
        "（一）加强领导。办好。",
        f"（二）督查。{sentence}。",
    )
    (section,) = [one for one in made.plan.all_sections if one.provisions]
    assert section.provisions[-1].units == units
