"""Tables in a document: where their tasks go, and what a table that repeats the text adds."""

from collections.abc import Iterator

import pytest

from import_samples import rows
from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.readers.document import Block, Document, Paragraph, grid
from sciplan.plan.model import Section

HEAD = "序号|任务|牵头单位|配合单位|完成时限"


def made(text: str) -> Draft:
    """Return the draft of lines; those with | between cells, together, are a table."""
    return draft(Document("plan.docx", tuple(_blocks(text)), "段"))


def _blocks(text: str) -> Iterator[Block]:
    cells: list[list[str]] = []
    lines = text.strip("\n").split("\n")
    for number, line in enumerate([*lines, ""], 1):
        if "|" in line:
            cells.append(line.split("|"))
            continue
        if cells:
            yield grid(cells, number - len(cells))
            cells = []
        if line:
            yield Paragraph(line, number)


def outline(found: Draft) -> list[str]:
    """Return headings, measures and provisions in order, a line each."""
    measures = dict(zip((e.measure.id for e in found.plan.entries), rows(found), strict=True))

    def walk(section: Section) -> Iterator[str]:
        yield f"{section.id} [{section.title}]"
        yield from (measures[measure.id] for measure in section.measures)
        yield from (f"{one.id} ~{one.title}" for one in section.provisions)
        for inner in section.sections:
            yield from walk(inner)

    return [
        *(measures[measure.id] for measure in found.plan.measures),
        *(line for section in found.plan.sections for line in walk(section)),
    ]


PLACES = {
    "under its heading, with what stands around it": (
        f"""
南湖市水利工作方案
一、总体要求
到2025年，供水率达到95%。
二、重点任务
具体任务见下表。
{HEAD}
1|修渠|市水利局|市财政局|6月底
三、保障措施
（一）加强领导。各单位要重视。
""",
        [
            "1 [总体要求]",
            "2 [重点任务]",
            "2.1 修渠 牵:市水利局 配:市财政局 时:6月底",
            "3 [保障措施]",
            "3.1 ~加强领导",
        ],
    ),
    "one under each of several headings": (
        f"""
南湖市水利工作要点
一、水源
{HEAD}
1|修渠|市水利局||
二、管网
保障城区用水，改善水质。
{HEAD}
1|铺管|市住建局||
经费列入年度预算。各单位厉行节约。
""",
        [
            "1 [水源]",
            "1.1 修渠 牵:市水利局",
            "2 [管网]",
            "2.1 铺管 牵:市住建局",
            "2.2 ~经费列入年度预算",
        ],
    ),
    "between headings with clauses": (
        f"""
南湖市水利工作方案
一、水源
（一）修渠。加固堤坝。（市水利局牵头）
（二）挖井。打水。（市水利局牵头）
二、任务分解
任务分解表
{HEAD}
1|铺管|市住建局||
三、林业
（一）种树。义务植树。（市林草局牵头）
""",
        [
            "1 [水源]",
            "1.1 修渠 牵:市水利局",
            "1.2 挖井 牵:市水利局",
            "2 [任务分解]",
            "2.1 铺管 牵:市住建局",
            "3 [林业]",
            "3.1 种树 牵:市林草局",
        ],
    ),
    "behind a task, under the heading above the task": (
        f"""
南湖市水利工作方案
一、水源
（一）修渠。加固堤坝。（市水利局牵头）
{HEAD}
1|铺管|市住建局||
二、林业
（一）种树。义务植树。（市林草局牵头）
""",
        [
            "1 [水源]",
            "1.1 修渠 牵:市水利局",
            "1.2 铺管 牵:市住建局",
            "2 [林业]",
            "2.1 种树 牵:市林草局",
        ],
    ),
    "an annex stands behind the text": (
        f"""
南湖市水利工作方案
一、水源
（一）修渠。加固堤坝。（市水利局牵头）
附件1
南湖市管网任务分解表
{HEAD}
1|铺管|市住建局||
""",
        [
            "1 [水源]",
            "1.1 修渠 牵:市水利局",
            "2 [南湖市管网任务分解表]",
            "2.1 铺管 牵:市住建局",
        ],
    ),
    "several of their own titles under a heading": (
        f"""
南湖市水利工作方案
一、重点任务
水源任务表
{HEAD}
1|修渠|市水利局||
管网任务表
{HEAD}
1|铺管|市住建局||
""",
        [
            "1 [重点任务]",
            "1.1 [水源任务表]",
            "1.1.1 修渠 牵:市水利局",
            "1.2 [管网任务表]",
            "1.2.1 铺管 牵:市住建局",
        ],
    ),
    "a letter around a lone table falls away": (
        f"""
关于做好水利工作的通知
各县（市、区）人民政府：
现将任务表印发你们，请抓好落实。
附件
任务表
{HEAD}
1|修渠|市水利局||
""",
        ["1 修渠 牵:市水利局"],
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_where_a_table_goes(name: str) -> None:
    text, expected = PLACES[name]
    assert outline(made(text)) == expected


def test_goals_above_a_table_are_the_plan_s() -> None:
    text, _ = PLACES["under its heading, with what stands around it"]
    (goal,) = made(text).plan.targets
    assert (goal.reach, goal.by, goal.quote) == (95, 2025, "达到95%")


def test_an_annex_is_no_text_of_the_last_measure() -> None:
    text, _ = PLACES["an annex stands behind the text"]
    assert made(text).plan.entries[0].measure.text == "加固堤坝。"


def repeated(*table: str, clause: str = "（市水利局牵头，市财政局配合）") -> Draft:
    lines = "\n".join(table)
    return made(f"""
南湖市水利工作方案
一、重点任务
（一）修渠。加固堤坝。{clause}
（二）挖井。打水。（市水利局牵头）
附件
任务分解表
{HEAD}|备注
{lines}
""")


WELL = "2|挖井|市水利局|||"


def test_a_table_that_agrees_fills_what_the_text_lacks() -> None:
    found = repeated("1|修渠|市水利局|市财政局|2025年6月30日|与省同步", WELL)
    first, second = (entry.measure for entry in found.plan.entries)
    assert (first.deadline, str(first.deadline_date), first.remark) == (
        "2025年6月30日",
        "2025-06-30",
        "与省同步",
    )
    assert (second.deadline, second.remark) == ("", "")
    assert not found.problems
    notes = [note for note in found.comments.values() if "取自表中" in note]
    assert notes == ["待核：时限、备注取自表中（第 8 段）"]


DISAGREEMENTS = {
    "parts changed": (
        "1|修渠|市财政局|市水利局||",
        "市水利局正文为牵头、表中为配合；市财政局正文为配合、表中为牵头",
    ),
    "the table tells more": (
        "1|修渠|市水利局|市财政局||",
        "市水利局正文为负责、表中为牵头；市财政局正文为负责、表中为配合",
    ),
    "a body more": ("1|修渠|市水利局|市财政局、市林草局||", "市林草局正文没有、表中为配合"),
    "a body less": ("1|修渠|市水利局|||", "市财政局正文为配合、表中没有"),
}


@pytest.mark.parametrize("name", DISAGREEMENTS)
def test_a_table_that_disagrees_is_told_with_both_places(name: str) -> None:
    row, words = DISAGREEMENTS[name]
    clause = "（市水利局、市财政局负责）" if "负责" in words else "（市水利局牵头，市财政局配合）"
    found = repeated(row, WELL, clause=clause)
    (problem,) = found.problems
    assert (problem.code, problem.location.line) == ("table-differs", 3)
    assert problem.message == f"表中（第 8 段）与正文不同：{words}"
    assert rows(found)[:1] == rows(repeated(WELL, clause=clause))[:1]


def test_a_deadline_that_disagrees() -> None:
    found = repeated(
        "1|修渠|市水利局||8月底|", WELL, clause="（牵头单位：市水利局；完成时限：6月底）"
    )
    (problem,) = found.problems
    assert rows(found)[0] == "1.1 修渠 牵:市水利局 时:6月底"
    assert problem.message.endswith("时限正文为“6月底”、表中为“8月底”")


def test_a_task_that_the_table_alone_has_is_kept_and_told() -> None:
    found = repeated("1|修渠|市水利局|市财政局||", WELL, "3|铺管|市住建局|||")
    assert rows(found)[2] == "2.1 铺管 牵:市住建局"
    (problem,) = found.problems
    assert (problem.code, problem.location.line) == ("table-differs", 10)
    assert "正文没有：铺管" in problem.message


def test_bodies_that_the_text_lacks_come_from_the_table() -> None:
    found = repeated("1|修渠|市水利局|市财政局||", WELL, clause="")
    assert rows(found)[0] == "1.1 修渠 牵:市水利局 配:市财政局"
    assert not found.problems


@pytest.mark.parametrize(
    ("shared", "own", "repeats"),
    [(2, 0, True), (2, 1, True), (1, 2, False), (2, 3, False)],
)
def test_a_table_repeats_the_text_if_most_of_its_tasks_stand_there(
    shared: int, own: int, repeats: bool
) -> None:
    both = ("1|修渠|市水利局|市财政局||", WELL)[:shared]
    alone = [f"{number}|铺管第{number}段|市住建局|||" for number in range(own)]
    found = repeated(*both, *alone)
    titles = [entry.measure.title for entry in found.plan.entries]
    twice = [] if repeats else ["修渠", "挖井"][:shared]
    assert titles == ["修渠", "挖井", *twice, *(f"铺管第{number}段" for number in range(own))]


def test_a_sheet_of_data_counts_before_the_sheet_to_print_and_their_difference_is_told() -> None:
    printed = "序号|任务|牵头单位|配合单位\n1|修渠|市水利局|市财政局\n2|种树|市林草局|市财政局"
    data = (
        "编号|举措|身份|单位\n1.1|修渠|牵头|市水利局\n1.1|修渠|配合|市财政局\n"
        "1.2|种树|牵头|市林草局\n1.2|种树|配合|市科协"
    )
    found = made(f"{printed}\n以上照印发文本。\n{data}")
    assert [(e.measure.title, e.measure.cooperating) for e in found.plan.entries] == [
        ("修渠", ("市财政局",)),
        ("种树", ("市科协",)),
    ]
    told = [one.message for one in found.problems if one.code == "table-differs"]
    assert len(told) == 1
    assert "市科协" in told[0]
    assert "市财政局" in told[0]
